"""wikibattle: the wikitext of a battle article, read into one typed, sourced `Battle`."""

from wikibattle.battle.parse import parse
from wikibattle.model import Battle

__all__ = ["Battle", "parse"]
