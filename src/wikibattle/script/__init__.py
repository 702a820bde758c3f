"""Chinese scripts: one spelling for comparing, OpenCC behind it."""

from wikibattle.script.detection import script_of
from wikibattle.script.folding import fold, same_name, same_name_key

__all__ = ["fold", "same_name", "same_name_key", "script_of"]
