from __future__ import annotations

import re

import pytest

from wikibattle.wikitext.raw import raw_calls, raw_links
from wikibattle.wikitext.titles import Site

CASES = {
    "plain": ("[[A]]", [("A", "A")]),
    "words": ("[[A (b)|c d]]", [("A (b)", "c d")]),
    "style": ("[[HMS A|HMS ''A'']]", [("HMS A", "HMS A")]),
    "entity and tag": ("[[A|b&amp;<small>c</small>]]", [("A", "b&c")]),
    "trail": ("[[ship]]s [[ship]]", [("ship", "ships"), ("ship", "ship")]),
    "leading colon": ("[[:A]]", [(":A", "A")]),
    "twice": ("[[A]] [[A]]", [("A", "A")]),
    "commented out": ("<!-- [[A]] -->[[B]]", [("B", "B")]),
    "comment left open": ("[[A]]<!-- [[B]]", [("A", "A")]),
    "file with a link in its words": ("[[File:A.jpg|thumb|b [[C]] d]]", [("C", "C")]),
    "in an argument": ("{{a|[[B|c]]}}", [("B", "c")]),
    "left open": ("[[A [[B", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_raw_links(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(raw_links(text, Site("en"))) == expected


def test_raw_calls() -> None:
    text = "{{a|b=c}} <!-- {{d|b=}} --> {{e|b=|{{f|b=}}}} {{h}} {{#if:b=}} {{g|b="
    calls = [(call.name, call.value("b")) for call in raw_calls(text, Site("en"), re.compile("b="))]
    assert calls == [("A", "c"), ("F", "")]
