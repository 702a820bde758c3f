"""LanguageConverter blocks, against the stored answers of a real MediaWiki.

`converter_cases.json` holds cases of our own, written from the documentation
(https://www.mediawiki.org/wiki/Writing_systems/Syntax), and the text MediaWiki 1.39 shows of each to
the readers of every Chinese variant. Latin words, and characters that are alike in both scripts: no
conversion but that of the rules. "ERROR" stands for MediaWiki's message that no rule serves a variant.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikibattle.packs import load_pack
from wikibattle.reading.cells import read_cell, roles_of
from wikibattle.script.rules import (
    FALLBACKS,
    Action,
    ConverterBlock,
    Flag,
    note_ta_rules,
    page_rules,
    read_block,
    shown_part,
)
from wikibattle.wikitext.document import read_document
from wikibattle.wikitext.references import Notes
from wikibattle.wikitext.renderer import Renderer
from wikibattle.wikitext.skeleton import Kind, Node, scan

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "converter_cases.json").read_text(encoding="utf-8")
)

#: What MediaWiki writes itself: the name of a variant, the description of rules. The source holds none.
WRITTEN_BY_MEDIAWIKI = {
    "describe",
    "describe-hidden",
    "describe-one-way",
    "title-describe",
    "name",
    "name-blank",
    "name-and-add",
    "name-wins-over-remove",
}

#: Where we differ on purpose, and what is shown instead.
OTHERWISE: dict[str, Mapping[str, str]] = {
    # MediaWiki puts a nested block's text in first and then finds rules in it; here it is one sign
    "nested-raw": dict.fromkeys(FALLBACKS, "a;zh-hant:b"),
    # there a line that begins with ";" is a list of terms before rules are read
    "list-in-rule": {
        variant: "a\nb" if variant in {"zh", "zh-hans", "zh-cn", "zh-sg", "zh-my"} else "c"
        for variant in FALLBACKS
    },
}


def by_variant(shown: Mapping[str, str]) -> dict[str, str]:
    if "all" in shown:
        return dict.fromkeys(FALLBACKS, shown["all"])
    return {variant: text for names, text in shown.items() for variant in names.split()}


def shown_to(variant: str, wikitext: str) -> str:
    """What a reader of a variant sees, runs of blanks as one (as MediaWiki's answers were stored)."""
    pack = load_pack("zh")
    document = read_document(wikitext, pack.site.site("zh"))
    roles = roles_of(pack)
    renderer = Renderer(
        document,
        roles,
        Notes(document, roles),
        shown_part=lambda text, node: read_block(text, node).shown(variant),
    )
    return re.sub(" +", " ", renderer.inline(0, len(wikitext), document.nodes).text)


def first_block(wikitext: str) -> ConverterBlock:
    return read_block(wikitext, scan(wikitext).nodes[0])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_shown_as_in_mediawiki(case: dict[str, Any]) -> None:
    wikitext = case["wikitext"]
    if case["id"] in WRITTEN_BY_MEDIAWIKI:
        nodes = scan(wikitext).nodes
        assert [read_block(wikitext, node).shown(variant) for node in nodes for variant in FALLBACKS] == (
            [None] * len(FALLBACKS)
        )
        return
    expected = OTHERWISE.get(case["id"]) or by_variant(case["shown"])
    as_written = expected["zh"]
    assert "ERROR" not in as_written
    for variant in FALLBACKS:
        text = expected[variant]
        # where MediaWiki has no text for a variant, the words of the page as written are kept
        assert shown_to(variant, wikitext) == (as_written if "ERROR" in text else text), variant


def test_the_stored_answers_are_many_and_whole() -> None:
    assert len(CASES) >= 60
    assert len({case["wikitext"] for case in CASES}) == len({case["id"] for case in CASES}) == len(CASES)
    for case in CASES:
        assert by_variant(case["shown"]).keys() == FALLBACKS.keys(), case["id"]


def test_the_page_as_written_is_what_a_cell_shows() -> None:
    pack = load_pack("zh")
    for case in CASES:
        cell = read_cell(case["wikitext"], pack).text
        assert re.sub(" +", " ", cell) == shown_to("zh", case["wikitext"]), case["id"]


# --- one block


@pytest.mark.parametrize(
    ("flags", "settled"),
    {
        "": {Flag.SHOW},
        "A": {Flag.SHOW, Flag.ADD},
        "A;T": {Flag.SHOW, Flag.ADD, Flag.TITLE},
        "A;D": {Flag.ADD, Flag.DESCRIBE},
        "T": {Flag.TITLE, Flag.HIDE},
        "T;H": {Flag.TITLE, Flag.HIDE, Flag.ADD},
        "H": {Flag.HIDE, Flag.ADD},
        "H;D": {Flag.HIDE, Flag.ADD, Flag.DESCRIBE},
        "D": {Flag.DESCRIBE},
        "-": {Flag.REMOVE},
        "-;A": {Flag.REMOVE},
        "N;-": {Flag.NAME},
        "R;N": {Flag.RAW},
        "zh-hans": {Flag.RAW},
        "A;zh-hans": {Flag.RAW},
        "H;zh-hans": {Flag.HIDE, Flag.ADD},
        "h": {Flag.SHOW},
        "AH": {Flag.SHOW},
        " A ; ; x ": {Flag.SHOW, Flag.ADD},
    }.items(),
)
def test_flags(flags: str, settled: set[Flag]) -> None:
    assert first_block(f"-{{{flags}|zh-hans:a;zh-hant:b}}-").flags == settled


def test_the_parts_of_a_block() -> None:
    text = "-{A| X => zh-tw : Y ;zh-hans: a&nbsp;<!-- c -->b ; zh-hant:-{c;d}- e }-"
    block = first_block(text)
    assert text[slice(*block.content)] == text[4:-2]
    assert {variant: text[slice(*part)] for variant, part in block.two_way.items()} == {
        "zh-hans": "a&nbsp;<!-- c -->b",
        "zh-hant": "-{c;d}- e",
    }
    (rule,) = block.one_way
    assert (text[slice(*rule.word)], rule.variant, text[slice(*rule.text)]) == ("X", "zh-tw", "Y")
    assert block.has_rules


def test_filters() -> None:
    text = "-{ zh-hans ; zh-tw |words}-"
    block = first_block(text)
    assert block.filters == {"zh-hans", "zh-tw"}
    assert text[slice(*block.content)] == "words"
    assert not block.has_rules
    assert first_block("-{H;zh-tw|zh-tw:a}-").filters == frozenset()


def test_a_variant_nobody_knows_reads_the_page_as_written() -> None:
    text = "-{zh-hans:a;zh-hant:b}-"
    assert (
        first_block(text).shown("fr")
        == first_block(text).shown("zh")
        == shown_part(text, scan(text).nodes[0])
    )


# --- the rules of a page

SAME = dict.fromkeys(FALLBACKS, "w")
BOTH = {"zh-hans": "a", "zh-hant": "b"}
ONE_WAY = (("X", "zh-tw", "Y"),)
GIVEN: dict[str, list[tuple[Action, Mapping[str, str], tuple[tuple[str, str, str], ...]]]] = {
    # what each does to the words around it and to the title was tried on MediaWiki 1.39
    "-{zh-hans:a;zh-hant:b}-": [],
    "-{w}-": [],
    "-{X=>zh-tw:Y}-": [],
    "-{Q|zh-hans:a;zh-hant:b}-": [],
    "-{D|zh-hans:a;zh-hant:b}-": [],
    "-{N;A|zh-cn}-": [],
    "-{R;A|zh-hans:a;zh-hant:b}-": [],
    "-{A;zh-hans|zh-hans:a;zh-hant:b}-": [],
    "-{A|zh-hans:a;zh-hant:b}-": [(Action.ADD, BOTH, ())],
    "-{H|zh-hans:a;zh-hant:b}-": [(Action.ADD, BOTH, ())],
    "-{H;A|zh-hans:a;zh-hant:b}-": [(Action.ADD, BOTH, ())],
    "-{D;A|zh-hans:a;zh-hant:b}-": [(Action.ADD, BOTH, ())],
    "-{D;H|zh-hans:a;zh-hant:b}-": [(Action.ADD, BOTH, ())],
    "-{H;zh-hans|zh-hans:a;zh-hant:b}-": [(Action.ADD, BOTH, ())],
    "-{-|zh-hans:a;zh-hant:b}-": [(Action.REMOVE, BOTH, ())],
    "-{T|zh-hans:a;zh-hant:b}-": [(Action.TITLE, BOTH, ())],
    "-{T;A|zh-hans:a;zh-hant:b}-": [(Action.ADD, BOTH, ()), (Action.TITLE, BOTH, ())],
    "-{T;H|zh-hans:a;zh-hant:b}-": [(Action.ADD, BOTH, ()), (Action.TITLE, BOTH, ())],
    "-{A|w}-": [(Action.ADD, SAME, ())],
    "-{-|w}-": [(Action.REMOVE, SAME, ())],
    "-{T|w}-": [(Action.TITLE, SAME, ())],
    "-{H|X=>zh-tw:Y}-": [(Action.ADD, {}, ONE_WAY)],
    "-{A|zh-hans:a;X=>zh-tw:Y;zh-hant:b}-": [(Action.ADD, BOTH, ONE_WAY)],
    "-{A|-{H|zh-hans:a;zh-hant:b}-}-": [
        (Action.ADD, BOTH, ()),
        (Action.ADD, dict.fromkeys(FALLBACKS, "-{H|zh-hans:a;zh-hant:b}-"), ()),
    ],
    "{{t|-{H|zh-hans:a;zh-hant:b}-}} <ref>-{-|w}-</ref>": [(Action.ADD, BOTH, ()), (Action.REMOVE, SAME, ())],
    "<nowiki>-{A|w}-</nowiki><!-- -{A|w}- -->": [],
}


@pytest.mark.parametrize("wikitext", GIVEN)
def test_rules_of_the_page(wikitext: str) -> None:
    rules = page_rules(wikitext, scan(wikitext).nodes)
    assert [(rule.action, rule.two_way, rule.one_way) for rule in rules] == GIVEN[wikitext]
    for rule in rules:
        assert rule.span is not None
        assert wikitext[slice(*rule.span)].startswith("-{")
        assert wikitext[slice(*rule.span)].endswith("}-")


def test_rules_come_in_the_order_of_the_page() -> None:
    text = "-{H|zh-cn:a;zh-tw:b}- x -{-|zh-cn:a;zh-tw:b}- -{A|zh-cn:c;zh-tw:d}-"
    rules = page_rules(text, scan(text).nodes)
    assert [(rule.action, rule.two_way["zh-cn"]) for rule in rules] == [
        (Action.ADD, "a"),
        (Action.REMOVE, "a"),
        (Action.ADD, "c"),
    ]


@pytest.mark.parametrize(("around", "count"), [(9, 1), (10, 0)])
def test_rules_nested_too_deep_are_not_read(around: int, count: int) -> None:
    text = "-{a" * around + "-{H|zh-cn:a;zh-tw:b}-" + "}-" * around  # so it is in MediaWiki 1.39
    assert len(page_rules(text, scan(text).nodes)) == count


def test_note_ta() -> None:
    rules = note_ta_rules(
        {
            "T": "zh-cn:甲;zh-tw:乙",
            "G1": "Military",
            "10": "zh-cn:A; zh-hk:B; zh-tw:C;",
            "2": "X=>zh-cn:Y",
            "1": " w ",
            "3": "  ",
            "d1": "zh-cn:no",
            "dt": "zh-cn:no",
        }
    )
    assert [(rule.action, rule.two_way, rule.one_way, rule.span) for rule in rules] == [
        (Action.ADD, dict.fromkeys(FALLBACKS, " w "), (), None),
        (Action.ADD, {}, (("X", "zh-cn", "Y"),), None),
        (Action.ADD, {"zh-cn": "A", "zh-hk": "B", "zh-tw": "C"}, (), None),
        (Action.TITLE, {"zh-cn": "甲", "zh-tw": "乙"}, (), None),
    ]


# --- any text

PIECES = st.sampled_from(
    [
        *FALLBACKS,
        *"ATRDHN-+|;:=> &a北\n",
        "=>",
        "&nbsp;",
        "-{",
        "}-",
        "[[",
        "]]",
        "<!--",
        "-->",
        "zh-Hant-TW",
        "{{",
        "}}",
    ]
)


def blocks_of(text: str) -> list[Node]:
    todo, found = list(scan(text).nodes), []
    while todo:
        node = todo.pop()
        todo.extend(node.children)
        if node.kind is Kind.CONVERTER:
            found.append(node)
    return found


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_block_can_be_read(inside: str) -> None:
    text = f"-{{{inside}}}-"
    for node in blocks_of(text):
        block = read_block(text, node)
        first, last = block.content
        assert node.start + 2 <= first <= last == node.end - 2
        parts = [
            *block.two_way.values(),
            *(each for rule in block.one_way for each in (rule.word, rule.text)),
        ]
        for start, end in parts:
            assert first <= start <= end <= last
            assert text[start:end] == text[start:end].strip(" \t\n\r")
        for variant in FALLBACKS:
            shown = block.shown(variant)
            assert shown is None or shown == block.content or shown in parts
    page_rules(text, scan(text).nodes)
    note_ta_rules({"1": inside, "T": inside})


@pytest.mark.parametrize(
    "inside",
    [
        "; " * 100_000,
        ";=>" * 70_000,
        "&a" * 100_000,
        ";" + " " * 200_000 + "x",
        "=> " * 70_000,
        "-{x;}-" * 35_000,
        "zh-cn:a;" * 25_000,
        "-{" * 50_000 + "}-" * 50_000,
        "-{A|" * 50_000 + "}-" * 50_000,
    ],
    ids=["semicolons", "arrows", "ampersands", "blanks", "one-way", "nested", "rules", "deep", "deep rules"],
)
def test_time_is_linear(inside: str) -> None:
    text = f"-{{{inside}}}-"
    nodes = scan(text).nodes
    started = time.perf_counter()
    page_rules(text, nodes)
    for node in nodes:
        shown_part(text, node)
    assert time.perf_counter() - started < 2
