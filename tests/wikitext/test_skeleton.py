"""The skeleton scan: each case as `source => what it holds`, checked once against MediaWiki 1.39."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikibattle.wikitext.skeleton import Kind, Node, scan

# A node is written kind(source), its children after it in the order of the source.
CASES = {
    "template": ("a {{b|c}} d", ["template:{{b|c}}"]),
    "three braces": ("{{{a|b}}}", ["argument:{{{a|b}}}"]),
    "four braces": ("{{{{a}}}}", ["argument:{{{a}}}"]),
    "five braces": ("{{{{{a}}}}}", ["template:{{{{{a}}}}}", "argument:{{{a}}}"]),
    "three against two": ("{{{a}}", ["template:{{a}}"]),
    "nested": ("{{a|{{b}}|[[c]]}}", ["template:{{a|{{b}}|[[c]]}}", "template:{{b}}", "link:[[c]]"]),
    "unclosed inner": ("{{a|{{b}}", ["template:{{b}}"]),
    "link keeps a template open": ("{{a|[[b}}", []),
    "template keeps a link open": ("[[a|{{b]]", []),
    "single brackets": ("[a] {b}", []),
    "triple bracket": ("[[[a]]]", ["link:[[a]]"]),
    "converter": ("-{zh-hans:a;zh-hant:b}-", ["converter:-{zh-hans:a;zh-hant:b}-"]),
    "converter in an argument": ("{{x|y=-{A|a:b}-}}", ["template:{{x|y=-{A|a:b}-}}", "converter:-{A|a:b}-"]),
    "dash before braces": ("-{{a}}", ["template:{{a}}"]),
    "dash before three braces": ("-{{{a}}}-", ["argument:{{{a}}}"]),
    "heading": ("== a ==", ["heading2:== a =="]),
    "unbalanced heading": ("=== x ==", ["heading2:=== x =="]),
    "heading with text after it": ("== a == b", []),
    "heading and comment": ("== a == <!-- b -->", ["heading2:== a == <!-- b -->", "comment:<!-- b -->"]),
    "only equals signs": ("=====", ["heading2:====="]),
    "seven equals signs": ("======= a =======", ["heading6:======= a ======="]),
    "no heading in a line": ("a == b ==", []),
    "headings in a row": ("==a==\n==b==", ["heading2:==a==", "heading2:==b=="]),
    "name and value, no heading": ("{{a|\n=b}}", ["template:{{a|\n=b}}"]),
    "comment": ("a<!-- {{b}} -->c", ["comment:<!-- {{b}} -->"]),
    "comment takes its line": ("a\n <!-- b --> \n==c==", ["comment: <!-- b --> \n", "heading2:==c=="]),
    "unclosed comment": ("a<!-- {{b}}", ["comment:<!-- {{b}}"]),
    "nowiki": ("<nowiki>{{a}}</nowiki>{{b}}", ["tag:<nowiki>{{a}}</nowiki>", "template:{{b}}"]),
    "unclosed nowiki": ("<nowiki>{{a}}", ["template:{{a}}"]),
    "ref holds wikitext": ("<ref name=a>{{b}}</ref>", ["tag:<ref name=a>{{b}}</ref>", "template:{{b}}"]),
    "ref without content": ("<ref name=a/>", ["tag:<ref name=a/>"]),
    "ref closes first": ("{{a|<ref>{{b</ref>}}", ["template:{{a|<ref>{{b</ref>}}", "tag:<ref>{{b</ref>"]),
    "tag in capitals": ("<REF>a</Ref >", ["tag:<REF>a</Ref >"]),
    "longer name is another tag": ("<refs>a</refs>", []),
    "noinclude is transparent": (
        "<noinclude>{{a}}</noinclude>",
        ["ignored:<noinclude>", "template:{{a}}", "ignored:</noinclude>"],
    ),
    "includeonly is not seen": (
        "<includeonly>{{a}}</includeonly>b",
        ["ignored:<includeonly>{{a}}</includeonly>"],
    ),
}


def described(text: str, nodes: Sequence[Node]) -> list[str]:
    found = []
    for node in nodes:
        level = str(node.level) if node.kind is Kind.HEADING else ""
        found.append(f"{node.kind.value}{level}:{text[node.start : node.end]}")
        found += described(text, node.children)
    return found


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_finds_what_the_preprocessor_finds(text: str, expected: list[str]) -> None:
    assert described(text, scan(text).nodes) == expected


PARTS = {
    "named and positional": ("{{a|b=c|d}}", ["b=c", "d"]),
    "first equals sign counts": ("{{a|b=c=d}}", ["b=c=d"]),
    "empty positional": ("{{a|}}", [""]),
    "bars in links do not part": ("{{a|[[b|c]]|d}}", ["[[b|c]]", "d"]),
    "equals in a link is no name": ("{{a|[[b=c]]}}", ["[[b=c]]"]),
    "equals in a tag is no name": ("{{a|<ref name=b/>}}", ["<ref name=b/>"]),
}


@pytest.mark.parametrize(("text", "parts"), PARTS.values(), ids=PARTS)
def test_parts_of_a_template(text: str, parts: list[str]) -> None:
    node = scan(text).nodes[0]
    assert [text[start:end] for start, _, end in node.parts()] == parts
    for start, equals, end in node.parts():
        assert equals == -1 or (start <= equals < end and text[equals] == "=")


def test_unclosed_openers_are_told() -> None:
    skeleton = scan("{{a|[[b")
    assert [(opener.sign, opener.start) for opener in skeleton.unclosed] == [("{", 0), ("[", 4)]


def test_without_variants_a_converter_is_text() -> None:
    assert scan("-{a}-", converter=False).nodes == []


TOKENS = st.sampled_from(
    [
        "{{",
        "}}",
        "{{{",
        "}}}",
        "[[",
        "]]",
        "-{",
        "}-",
        "|",
        "=",
        "\n",
        "==",
        "<!--",
        "-->",
        "<ref>",
        "</ref>",
        "<nowiki>",
        "</nowiki>",
        "<ref name=a/>",
        "a",
        " ",
        "中",
        "'''",
        "<",
        ">",
    ]
)


@given(st.lists(TOKENS, max_size=60).map("".join))
def test_nodes_nest_and_stand_in_order(text: str) -> None:
    def check(nodes: Sequence[Node], start: int, end: int) -> None:
        for node in nodes:
            assert start <= node.start < node.end <= end
            check(node.children, node.start, node.end)
            start = node.end

    check(scan(text).nodes, 0, len(text))


HOSTILE = [
    "{{a|",
    "{|\n|{{a|",
    "<!-- ",
    "<!---->",
    "''a'''b",
    "[[File:a|",
    '<ref name="',
    "-{zh-hans:",
    "<ref>",
    "=\n",
    "-{{",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            scan(text)
            best = min(best, time.process_time() - start)
        return best

    gc.freeze()  # what other tests left alive is not looked through again and again
    small, large = seconds(25_000), seconds(200_000)
    assert large < 8 * small * 6 + 0.05  # eight times the text, with room for noise
