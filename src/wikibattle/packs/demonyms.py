"""Who is meant by French, Ottoman, 清 or 国军: states, peoples, faiths and blocs, and their names.

The table is `tables/demonyms.csv`. `within` lists what an entity is a part of; the columns
`<language>.names` hold proper names (read in every language: a flag template of a Chinese article
names its country in English), `<language>.words` adjectives, peoples and short forms of that
language alone. Chinese is kept in simplified script.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wikibattle.packs.lexicon import is_unspaced


@dataclass(slots=True, frozen=True)
class Demonyms:
    """The table as one language sees it. Words are written as `lexicon.shadow` writes them."""

    words: Mapping[str, tuple[str, ...]]
    """A word, and the entities it can mean."""

    signs: Mapping[str, tuple[str, ...]]
    """A short form of one sign (法, 清): no word by itself, only before 军, 方, 国 and the like."""

    adjectives: frozenset[str]
    """Words that are no proper name: French, 日军."""

    codes: Mapping[str, tuple[str, ...]]
    """A flag template's code (USA, ROC), lower case."""

    within: Mapping[str, Mapping[str, int]]
    """An entity, and how many steps above it each entity it is a part of stands."""


def _split(cell: str | None) -> list[str]:
    return [word.strip() for word in (cell or "").split("|") if word.strip()]


def _rows() -> list[dict[str, str]]:
    table = files("wikibattle.packs") / "tables" / "demonyms.csv"
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def _proper_names(row: Mapping[str, str]) -> Iterator[str]:
    yield row["entity"]
    for column, cell in row.items():
        if column.endswith(".names"):
            yield from _split(cell)


def _names(row: Mapping[str, str], language: str) -> Iterator[str]:
    yield from _proper_names(row)
    yield from _split(row.get(f"{language}.words"))


def _above(entity: str, parents: Mapping[str, list[str]]) -> dict[str, int]:
    """All entities above one, nearest first."""
    steps: dict[str, int] = {}
    level = parents.get(entity, [])
    depth = 1
    while level:
        fresh = [name for name in level if name != entity and name not in steps]
        steps.update(dict.fromkeys(fresh, depth))
        level = [above for name in fresh for above in parents.get(name, ())]
        depth += 1
    return steps


@cache
def load_demonyms(language: str) -> Demonyms:
    """The table for one language, read once."""
    rows = _rows()
    words: dict[str, list[str]] = {}
    signs: dict[str, list[str]] = {}
    codes: dict[str, list[str]] = {}
    for row in rows:
        entity = row["entity"]
        for name in _names(row, language):
            written = name.lower().replace("–", "-")
            target = signs if len(written) == 1 and is_unspaced(written) else words
            if entity not in target.setdefault(written, []):
                target[written].append(entity)
        for code in _split(row["codes"]):
            codes.setdefault(code.lower(), []).append(entity)
    parents = {row["entity"]: _split(row["within"]) for row in rows}
    return Demonyms(
        adjectives=frozenset(
            word.lower() for row in rows for word in _split(row.get(f"{language}.words"))
        ).difference(name.lower() for row in rows for name in _proper_names(row)),
        words={word: tuple(entities) for word, entities in words.items()},
        signs={sign: tuple(entities) for sign, entities in signs.items()},
        codes={code: tuple(entities) for code, entities in codes.items()},
        within={entity: _above(entity, parents) for entity in parents},
    )
