"""wikibattle: the wikitext of a battle article, read into one typed, sourced `Battle`.

    battle = wikibattle.parse(text, title="南泉战役", lang="zh")

Nothing is loaded before it is used: `import wikibattle` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wikibattle.battle.cheap import has_battle
    from wikibattle.battle.parse import parse
    from wikibattle.bulk.battles import read_dump
    from wikibattle.model import Battle, Finding, Page
    from wikibattle.output.json import battle_schema
    from wikibattle.packs import UnknownLanguageError, known_languages
    from wikibattle.reading.public import read_commanders, read_date, read_quantities, read_result
    from wikibattle.script import same_name
    from wikibattle.script.conversion import UnknownVariantError

__version__ = "0.1.0"

_PLACES = {
    "Battle": "wikibattle.model",
    "Finding": "wikibattle.model",
    "Page": "wikibattle.model",
    "UnknownLanguageError": "wikibattle.packs",
    "UnknownVariantError": "wikibattle.script.conversion",
    "battle_schema": "wikibattle.output.json",
    "has_battle": "wikibattle.battle.cheap",
    "known_languages": "wikibattle.packs",
    "parse": "wikibattle.battle.parse",
    "read_commanders": "wikibattle.reading.public",
    "read_date": "wikibattle.reading.public",
    "read_dump": "wikibattle.bulk.battles",
    "read_quantities": "wikibattle.reading.public",
    "read_result": "wikibattle.reading.public",
    "same_name": "wikibattle.script",
}

__all__ = [
    "Battle",
    "Finding",
    "Page",
    "UnknownLanguageError",
    "UnknownVariantError",
    "__version__",
    "battle_schema",
    "has_battle",
    "known_languages",
    "parse",
    "read_commanders",
    "read_date",
    "read_dump",
    "read_quantities",
    "read_result",
    "same_name",
]


def __getattr__(name: str) -> Any:
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module 'wikibattle' has no attribute {name!r}")
    value = getattr(import_module(place), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
