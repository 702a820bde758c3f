"""Notes: one for each name and group, wherever its text stands (Help:Cite)."""

from __future__ import annotations

import pytest

from wikibattle.packs import load_pack
from wikibattle.reading.cells import roles_of
from wikibattle.wikitext.document import read_document
from wikibattle.wikitext.references import Notes, tag_attributes

EN = load_pack("en")


def notes_of(source: str) -> list[tuple[str, str | None, str | None, list[str], list[str]]]:
    """(kind, name, group, uses, texts) of each note."""
    notes = Notes(read_document(source, EN.site.site("en")), roles_of(EN))
    return [
        (
            note.kind,
            note.name,
            note.group,
            [source[slice(*use)] for use in note.uses],
            [source[each.start : each.end] for each in note.definitions],
        )
        for note in notes.notes
    ]


CASES = {
    "unnamed ones are apart": (
        "<ref>a</ref><ref>a</ref>",
        [("ref", None, None, ["<ref>a</ref>"], ["a"]), ("ref", None, None, ["<ref>a</ref>"], ["a"])],
    ),
    "used before it is defined": (
        "<ref name=x /><ref name='x'>a</ref>",
        [("ref", "x", None, ["<ref name=x />", "<ref name='x'>a</ref>"], ["a"])],
    ),
    "defined in a list": (
        '<ref name="x" /><references><ref name="x">a</ref></references>',
        [("ref", "x", None, ['<ref name="x" />', '<ref name="x">a</ref>'], ["a"])],
    ),
    "defined in a template's list": (
        "<ref name=x/>{{reflist|refs=<ref name=x>a</ref>}}",
        [("ref", "x", None, ["<ref name=x/>", "<ref name=x>a</ref>"], ["a"])],
    ),
    "groups part names": (
        "<ref name=x group=a>1</ref><ref name=x>2</ref>",
        [
            ("ref", "x", "a", ["<ref name=x group=a>1</ref>"], ["1"]),
            ("ref", "x", None, ["<ref name=x>2</ref>"], ["2"]),
        ],
    ),
    "redefined": (
        "<ref name=x>a</ref><ref name=x>b</ref>",
        [("ref", "x", None, ["<ref name=x>a</ref>", "<ref name=x>b</ref>"], ["a", "b"])],
    ),
    "never defined": ("<ref name=x/>", [("ref", "x", None, ["<ref name=x/>"], [])]),
    "empty content defines nothing": (
        "<ref name=x> </ref>",
        [("ref", "x", None, ["<ref name=x> </ref>"], [])],
    ),
    "tag function": (
        "{{#tag:ref|a|name=x|group=n}}<ref name=x group=n/>",
        [("ref", "x", "n", ["{{#tag:ref|a|name=x|group=n}}", "<ref name=x group=n/>"], ["a"])],
    ),
    "tag function alone": ("{{#tag:ref|a}}", [("tag", None, None, ["{{#tag:ref|a}}"], ["a"])]),
    "nested": (
        "{{efn|a<ref>b</ref>}}",
        [
            ("efn", None, "lower-alpha", ["{{efn|a<ref>b</ref>}}"], ["a<ref>b</ref>"]),
            ("ref", None, None, ["<ref>b</ref>"], ["b"]),
        ],
    ),
    "short footnotes": (
        "{{sfn|A|1990|p=5}}{{sfn|A|1990|p=5}}{{sfn|A|1990|p=6}}",
        [
            ("sfn", None, None, ["{{sfn|A|1990|p=5}}", "{{sfn|A|1990|p=5}}"], []),
            ("sfn", None, None, ["{{sfn|A|1990|p=6}}"], []),
        ],
    ),
    "r calls notes by name": (
        "<ref name=x>a</ref>{{r|x|y}}",
        [
            ("ref", "x", None, ["<ref name=x>a</ref>", "{{r|x|y}}"], ["a"]),
            ("ref", "y", None, ["{{r|x|y}}"], []),
        ],
    ),
    "in a comment there is none": ("<!-- <ref>a</ref> -->", []),
}


@pytest.mark.parametrize(("source", "notes"), CASES.values(), ids=CASES)
def test_notes(source: str, notes: list[object]) -> None:
    assert notes_of(source) == notes


ATTRIBUTES = {
    ' name="a b"': {"name": "a b"},
    " name='a'  group=b": {"name": "a", "group": "b"},
    " NAME=a": {"name": "a"},
    ' name="a&amp;  b"': {"name": "a& b"},
    " name=甲": {"name": "甲"},
    " follow": {"follow": ""},
}


@pytest.mark.parametrize(("raw", "attributes"), ATTRIBUTES.items())
def test_attributes(raw: str, attributes: dict[str, str]) -> None:
    assert tag_attributes(raw) == attributes
