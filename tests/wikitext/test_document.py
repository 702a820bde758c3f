from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikibattle.wikitext.document import read_document, read_head, read_rest
from wikibattle.wikitext.titles import Site

SITE = Site("en", converter=True)

HEADS = {
    "comment alone on its line behind it": "{{box|a}}\n<!-- c -->\n== H ==\n",
    "heading signs right behind it": "{{box|a}}== no heading ==\n== H ==\n",
    "comment right behind it": "{{box|a}} <!-- c -->\n== H ==",
    "tags, links, notes on both sides": "<ref>a</ref>[[b]]{{c}}{{box|<ref name='d'/>}}{{e}}[[f]]<ref>g",
    "within another": "{{a|{{box|b}}}} {{box|c}}",
    "behind what nothing closes": "[[a {{box|b}} c]] {{d",
}


TOKENS = [*"|= \nx", *"{{box| {{a {{ }} [[ ]] <!-- --> <ref> </ref> -{ }-".split()]


def check(text: str) -> None:
    head = read_head(text, SITE, lambda call: call.name == "Box")
    whole, page = read_rest(head), read_document(text, SITE)
    assert whole.nodes == page.nodes
    assert whole.unclosed == page.unclosed
    assert list(map(repr, whole.calls)) == list(map(repr, page.calls))
    assert (whole.links, whole.tags, whole.headings) == (page.links, page.tags, page.headings)
    assert whole.call_at.keys() == page.call_at.keys()
    assert whole.link_at == page.link_at
    assert whole.end == len(text)


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS)
def test_head_and_rest_are_the_page(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
def test_head_and_rest_are_any_page(text: str) -> None:
    check(text)


def test_the_head_ends_behind_what_is_asked_for() -> None:
    text = "{{a}}{{box|b}}[[c]]"
    head = read_head(text, SITE, lambda call: call.name == "Box")
    assert (head.end, len(head.calls), head.links) == (14, 2, [])
