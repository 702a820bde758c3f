"""Whole stories written for the purpose, each with the events a reader takes from it.

A story is `stories/<language>_<name>.wikitext`; beside it stands a line an event: date, phase, and
how its text begins.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import wikibattle

STORIES = sorted((Path(__file__).parent / "stories").glob("*.wikitext"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    listed = [tuple(line.split("\t")) for line in lines]
    timeline = wikibattle.parse(text, title=path.stem, lang=path.stem[:2]).timeline
    told = [(event.date.edtf, str(event.phase), event.text) for event in timeline]
    assert [(date, phase) for date, phase, _ in told] == [(date, phase) for date, phase, _ in listed]
    for (_, _, words), (_, _, begins) in zip(told, listed, strict=True):
        assert words.startswith(begins)
