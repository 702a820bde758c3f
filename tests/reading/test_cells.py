"""Single cells of all kinds through the public readers; the cells and what they say are in `cells.txt`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.written import figure

import wikibattle
from wikibattle.model import Commander, Result

_LINES = (Path(__file__).parent / "cells.txt").read_text(encoding="utf-8").splitlines()
CELLS = [line for line in _LINES if line and not line.startswith("#")]


def person(commander: Commander) -> str:
    return ":".join(filter(None, (commander.name, "+".join(commander.fates))))


def outcome(result: Result) -> str:
    return " ".join((result.outcome, *result.qualifiers))


def read(kind: str, text: str, lang: str) -> list[str]:
    """What the reader of a kind of cell takes from one."""
    if kind == "date":
        date = wikibattle.read_date(text, lang=lang)
        return [date.edtf] if date is not None else []
    if kind == "commanders":
        return [person(each) for each in wikibattle.read_commanders(text, lang=lang)]
    if kind == "result":
        result = wikibattle.read_result(text, lang=lang)
        return [outcome(result)] if result is not None else []
    figures = wikibattle.read_quantities(text, lang=lang, losses=kind == "losses")
    return [figure(each) for each in figures]


def as_written(value: str) -> str:
    """An expected figure with its classes in order."""
    return " ".join("+".join(sorted(word.split("+"))) for word in value.split())


@pytest.mark.parametrize("line", CELLS, ids=[line.partition(" =>")[0] for line in CELLS])
def test_cell(line: str) -> None:
    cell, _, values = line.partition("=>")
    lang, kind, text = cell.strip().split(" ", 2)
    expected = [as_written(value) for value in values.split(";") if value.strip()]
    found = read(kind, text.replace("\\n", "\n"), lang)
    assert Counter(map(as_written, found)) == Counter(expected)
