"""Which names are one: the `key` of links, places, people and units."""

from __future__ import annotations

from functools import cache, lru_cache

from wikibattle.script.folding import HAN, same_name_key
from wikibattle.script.regions import MAINLAND, regional_names
from wikibattle.script.words import Words


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """A key equal for all spellings of one name: those of `same_name_key`, and those of the regions.

    A regional name within it is that of the mainland: 義大利王國 and 意大利王国 have one key.
    """
    key = same_name_key(name)
    if not HAN.search(key) or _first_signs().isdisjoint(key):
        return key
    return _regional().replaced(key)


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name: 劉伯承 and 刘伯承, "Battle_of_X" and "battle of X".

    Scripts, full and half width, compatibility and variant characters, case, spaces, underscores and
    the regions' names of countries and the like (義大利, 意大利) make no difference. Other words for
    one thing or person (雷根, 里根) do.
    """
    return name_key(one) == name_key(other)


@cache
def _regional() -> Words:
    mainland: dict[str, str] = {}
    others: dict[str, str] = {}
    for row in regional_names():
        name = same_name_key(row[MAINLAND].text)
        mainland[name] = name  # none of its own names is changed, nor a part of one
        others |= {same_name_key(other.text): name for other in row.values() if other.is_read}
    return Words(others | mainland)


@cache
def _first_signs() -> frozenset[str]:
    return frozenset(_regional().first_signs)
