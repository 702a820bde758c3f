"""Languages as data: one file of words each, and the loader that proves it whole."""

from wikibattle.packs.loader import UnknownLanguageError, known_languages, load_pack, load_pack_with
from wikibattle.packs.pack import Pack

__all__ = ["Pack", "UnknownLanguageError", "known_languages", "load_pack", "load_pack_with"]
