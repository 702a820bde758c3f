"""Inline text: what a reader sees of a piece of wikitext, and what the markup said of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikibattle.packs import load_pack
from wikibattle.reading.cells import page_renderer, read_cell
from wikibattle.wikitext.document import read_document
from wikibattle.wikitext.quotes import quote_runs

SHOWN = {
    # links (MediaWiki 1.39)
    "link": ("en", "[[a]]", "a"),
    "link with words": ("en", "[[a|b]]", "b"),
    "link trail": ("en", "[[a]]bc [[d|e]]f", "abc ef"),
    "two bars": ("en", "[[a|b|c]]", "b|c"),
    "underscore is shown": ("en", "[[a_b]]", "a_b"),
    "leading colon": ("en", "[[:Category:X]]", "Category:X"),
    "category and file": ("en", "a[[Category:X]]b[[File:x.jpg|thumb|c]]d", "abd"),
    "language link": ("en", "a[[fr:b]]", "a"),
    "shown language link": ("en", "[[:fr:b]]", "fr:b"),
    "bold in a link": ("en", "[[a|'''b''']]", "b"),
    "link in a link's words": ("en", "[[a|b [[c]] d]]", "[[a|b c d]]"),
    "three brackets": ("en", "[[[a]]]", "[[[a]]]"),
    "no title": ("en", "[[a<b]]", "[[a<b]]"),
    "pipe trick left over": ("zh", "[[南岸区 (重庆市)|]]", "南岸区"),
    "pipe trick, namespace": ("en", "[[Help:pipes|]] [[a, b|]]", "pipes a"),
    "external link": ("en", "[http://a.b words ''here''] [http://c.d]", "words here http://c.d"),
    "template in an address": ("en", "x [http://a.b/{{lc:C}} words] y", "x words y"),
    # apostrophes (MediaWiki 1.39)
    "bold and italic": ("en", "a ''b '''c''' d''", "a b c d"),
    "unclosed": ("en", "'''a ''b", "'a b"),
    "four": ("en", "''''a''''", "'a'"),
    "unbalanced": ("en", "a '''b'' c", "a 'b c"),
    "a word's own": ("en", "l'''amour''' ''x", "lamour x"),
    # tags and entities
    "br parts lines": ("en", "a<br>b<br />c</br>d<BR/>e", "a\nb\nc\nd\ne"),
    "unclosed tag": ("en", "a <small>b", "a b"),
    "stray closing tag": ("en", "a</small> b", "a b"),
    "unknown tag is text": ("en", "a <foo>b</foo>", "a <foo>b</foo>"),
    "tag that ends at the next one": ("en", "a <b <i>c</i>", "a <b c"),
    "tags across each other": ("en", "<b>a<i>b</b>c</i>", "abc"),
    "tag around an external link": ("en", "<i>[http://x.y a <b>b</b>]</i> c", "a b c"),
    "tag with an address": ("en", '<span title="[http://x.y a]">b</span>', "b"),
    "hidden entity and note": ("en", '<span style="display:none">&amp;<ref>n</ref></span>b', "b"),
    "bracket that nothing closes": ("en", "[http://x.y a &amp; b", "[http://x.y a & b"),
    "superscript": ("en", "10<sup>3</sup> 13<sup>th</sup>", "10³ 13th"),
    "hidden": ("en", 'a<span style="display: none">b</span>c', "ac"),
    "horizontal rule": ("en", "a<hr />b<hr>c", "a\nb\nc"),
    "div": ("en", "a<div>b</div>c", "a\nb\nc"),
    "entities": ("en", "a&nbsp;b &amp; &#8211; &lt;br>", "a\xa0b & – <br>"),
    "behaviour switch": ("en", "__NOTOC__a", "a"),
    "nowiki": ("en", "<nowiki>[[a]] &amp;</nowiki>", "[[a]] &"),
    "comment": ("en", "a<!-- b -->c", "ac"),
    "note": ("en", "a<ref>b</ref>c", "ac"),
    # lines
    "list items": ("en", "* a\n** b\n# c", "a\nb\nc"),
    "item after a comment": ("en", "a\n<!-- b -->* c", "a\nc"),
    "term and description": ("en", "; a : b", "a \nb"),
    "table": ("en", '{| class="a"\n! b !! c\n|-\n| style="d" | e || [[f|g]]\n|}\nh', "b\tc\ne\tg\n\nh"),
    # templates
    "fact keeps its words": ("zh", "甲{{fact|乙[[丙]]|time=2013}}丁", "甲乙丙丁"),
    "fact without words": ("zh", "甲{{fact|time=2013}}乙", "甲乙"),
    "lang": ("en", "{{lang|fr|mot}} {{lang-de|Wort}}", "mot Wort"),
    "link-en": ("zh", "{{link-en|甲|A}} {{link-en|甲|A|乙}} {{le|丙|C}}", "甲 乙 丙"),
    "tsl": ("zh", "{{tsl|en|A|甲}} {{tsl|ja|B|乙|丙}}", "甲 丙"),
    "ill": ("en", "{{ill|A|de|B}} {{ill|A|de|B|lt=C}}", "A C"),
    "ubl": ("zh", "{{ubl|甲|[[乙]]|{{flag|丙}}}}", "甲\n乙\n丙"),
    "plainlist": ("en", "{{plainlist|\n* a\n* b\n}}", "a\nb"),
    "flatlist and hlist": ("en", "{{flatlist|\n* a\n* b\n}}{{hlist|c|d}}", "a\nb\nc\nd"),
    "collapsible list": ("en", "{{collapsible list|title=T|a|b}}", "T\na\nb"),
    "flag": (
        "en",
        "{{flag|France}} {{flagicon|UK}} x {{flag|France|name=the French}}",
        "France  x the French",
    ),
    "nowrap and small": ("en", "{{nowrap|a {{small|b}}}}", "a b"),
    "nobold, unknown case": ("en", "{{NoBold|a}}", "a"),
    "date": ("en", "{{start date|1944|6|6}}", "6 June 1944"),
    "two dates": ("zh", "{{start and end dates|1944|6|6|1944|7|1}}", "1944年6月6日 – 1944年7月1日"),
    "date with a month's name": ("en", "{{dts|1863|July|3}}", "3 July 1863"),
    "old style": ("en", "{{OldStyleDate|14 October|1806|2 October}}", "14 October [O.S. 2 October] 1806"),
    "convert": ("en", "{{convert|15|km|mi}}", "15 km"),
    "fractions": ("en", "{{frac|3}} {{frac|5|6}} {{frac|3|2|3}}", "1⁄3 5⁄6 3 2⁄3"),
    "circa": ("en", "{{circa|1500}}", "c. 1500"),
    "ship": ("en", "{{HMS|Hood|51}}", "HMS Hood"),
    "unknown in a sentence": ("en", "a {{zyx|b|c}} d", "a b c d"),
    "unknown without words": ("en", "a {{zyx}} d", "a Zyx d"),
    "code of a country": ("en", "{{flag|FRA}} {{USA}}", "France United States"),
    "code with a year": ("zh", "{{USA|1912}} {{JPN1889}}", "美国 JPN1889"),
    "code of none": ("zh", "{{ZZQ}}", "ZZQ"),
    "variable": ("en", "a{{!}}b", "a|b"),
    "converter": ("zh", "-{zh-hans:甲;zh-hant:乙}-丙-{丁}--{H|zh-cn:戊;zh-tw:己}-", "甲丙丁"),
}


@pytest.mark.parametrize(("lang", "source", "text"), SHOWN.values(), ids=SHOWN)
def test_shown_text(lang: str, source: str, text: str) -> None:
    assert read_cell(source, load_pack(lang)).text == text


MARKS = {
    "fate": ("en", "[[A]]{{KIA}}", ("fate", "killed", "")),
    "fate in Chinese": ("zh", "[[甲]]{{俘虏}}", ("fate", "captured", "")),
    "flag with name": ("en", "{{flag|France}}", ("flag", "France", "France")),
    "flag icon": ("en", "{{flagicon|France}} x", ("flag", "France", "")),
    "country as a name": ("en", "{{DEU 1933-1945}}", ("flag", "DEU 1933-1945", "Nazi Germany")),
    "bold": ("en", "'''Killed:''' 5", ("bold", None, "Killed:")),
    "small": ("en", "a <small>b</small>", ("small", None, "b")),
    "small by template": ("zh", "甲{{small|乙}}", ("small", None, "乙")),
    "rule": ("en", "a<hr>b", ("rule", None, "")),
    "heading": ("en", "; Killed\n5", ("heading", None, "Killed")),
    "list title": ("en", "{{collapsible list|title=Axis|a}}", ("heading", None, "Axis")),
    "item": ("en", "a\n** b", ("item", "**", "")),
    "struck": ("en", "<s>5</s>", ("strike", None, "5")),
    "measure": ("en", "{{convert|5|km}}", ("measure", None, "5 km")),
    "date": ("en", "{{start date|1944|6}}", ("date", "1944-06", "June 1944")),
    "unknown": ("en", "x {{zyx|5}}", ("unknown", "Zyx", "5")),
}


@pytest.mark.parametrize(("lang", "source", "mark"), MARKS.values(), ids=MARKS)
def test_marks(lang: str, source: str, mark: tuple[str, str | None, str]) -> None:
    cell = read_cell(source, load_pack(lang))
    assert mark in [(each.role, each.value, cell.text[each.start : each.end]) for each in cell.marks]


def test_coordinates_keep_their_arguments() -> None:
    (mark,) = read_cell("{{coord|52|N|1|W|display=title}}", load_pack("en")).marks
    assert mark.role == "coordinates"
    assert mark.arguments == {"1": "52", "2": "N", "3": "1", "4": "W", "display": "title"}


def test_links_carry_their_titles_and_places() -> None:
    source = "x [[Duke of A#b|the duke]] and [[ships]]es"
    cell = read_cell(source, load_pack("en"))
    assert [(cell.text[link.start : link.end], link.target, link.fragment) for link in cell.links] == [
        ("the duke", "Duke of A", "b"),
        ("shipses", "Ships", None),
    ]
    assert [source[slice(*link.span)] for link in cell.links] == ["[[Duke of A#b|the duke]]", "[[ships]]es"]


def test_source_spans_lead_back_to_the_words() -> None:
    source = "'''Total''': 7.3万&nbsp;人<ref>x</ref><br>[[a|火炮]]252门"
    cell = read_cell(source, load_pack("zh"))
    for words in ("Total", "7.3万", "火炮", "252门"):
        at = cell.text.index(words)
        assert source[slice(*cell.source_span(at, at + len(words)))] == words


def test_markup_longer_than_a_piece_is_read_once() -> None:
    long = "word " * 500
    assert read_cell(f"a <b>b</b> {{{{small|{long}}}}} <i>c</i>", load_pack("en")).text == f"a b {long} c"
    assert read_cell(f"<b>a</b> [[b\n{long}]] c", load_pack("en")).text == f"a [[b\n{long}]] c"


def test_findings_of_a_text() -> None:
    pack = load_pack("en")
    document = read_document("a {{zyx|b}} [[c (d)|]] {{zyx|e}}", pack.site.site("en"))
    renderer = page_renderer(document, pack)
    renderer.inline(0, len(document.text), document.nodes)
    assert [(each.code, each.span) for each in renderer.findings.values()] == [
        ("template-unknown", (2, 11)),
        ("link-pipe-trick", (12, 22)),
    ]


QUOTES = {"''a''": [2, 2], "'''''a''' b''": [5, 3, 2], "''''a": [3], "'''''''a": [5], "a '''b'' c": [2, 2]}


@pytest.mark.parametrize(("line", "widths"), QUOTES.items())
def test_apostrophes(line: str, widths: list[int]) -> None:
    assert [run.end - run.markup for run in quote_runs(line)] == widths


PIECES = st.sampled_from(
    [
        "[[a|b]]",
        "[[",
        "]]",
        "{{small|",
        "}}",
        "{{flag|x}}",
        "{{ubl|a|b}}",
        "<br>",
        "<small>",
        "</small>",
        "<ref>n</ref>",
        "''",
        "'''",
        "&nbsp;",
        "&",
        "<",
        "\n",
        "* ",
        "; ",
        " : ",
        "{|",
        "|}",
        "|-",
        "| ",
        "中文",
        "word ",
        "-{a;b}-",
        "<!-- c -->",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["zh", "en"]))
def test_any_text_reads_and_its_marks_lie_within(source: str, lang: str) -> None:
    cell = read_cell(source, load_pack(lang))
    assert cell.text == cell.text.strip()
    for mark in cell.marks:
        assert 0 <= mark.start <= mark.end <= len(cell.text)
    for link in cell.links:
        assert 0 <= link.start <= link.end <= len(cell.text)
    for at in range(len(cell.text)):
        start, end = cell.source_span(at, at + 1)
        assert 0 <= start <= end <= len(source)
        if end - start == 1 and source[start].isalnum():
            assert source[start] == cell.text[at]


@pytest.mark.parametrize(
    "piece",
    [
        "{{small|",
        "<small>",
        "''a'''b",
        "'",
        "[http://a ",
        "&amp;",
        "<b a='",
        "{|\n|",
        "<div>",
        "{{ubl|a}}",
        "* a\n",
        "-{a;",
        "[[a|",
    ],
)
def test_hostile_cells_are_read_in_time(piece: str) -> None:
    source = piece * (100_000 // len(piece))
    start = time.perf_counter()
    read_cell(source, load_pack("zh"))
    assert time.perf_counter() - start < 5
