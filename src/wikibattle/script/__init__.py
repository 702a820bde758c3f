"""Chinese scripts: one spelling for comparing, OpenCC behind it."""

from wikibattle.script.detection import script_of
from wikibattle.script.folding import fold, same_name_key
from wikibattle.script.names import name_key, same_name

__all__ = ["fold", "name_key", "same_name", "same_name_key", "script_of"]
