"""Belligerents: who is a party, under which heading, with which units."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikibattle.model import Belligerent, Formation
from wikibattle.packs import load_pack
from wikibattle.reading.belligerents import is_polity, read_belligerents
from wikibattle.reading.cells import read_cell
from wikibattle.wikitext import Inline, InlineLink, Mark


def read(source: str, language: str) -> tuple[Belligerent, ...]:
    pack = load_pack(language)
    return read_belligerents(read_cell(source, pack), pack).value


def _units(formations: Iterable[Formation]) -> str:
    return " ".join(
        unit.name
        + (f"({unit.count})" if unit.count else "")
        + (f"[{_units(unit.formations)}]" if unit.formations else "")
        for unit in formations
    )


def names(source: str, language: str) -> list[str]:
    """Each party by its target, else its name; its units in brackets."""
    return [
        (party.target or party.name) + (f"[{_units(party.formations)}]" if party.formations else "")
        for party in read(source, language)
    ]


CHINESE: dict[str, tuple[str, list[str]]] = {
    "order of battle behind a party": (
        "[[第二野战军]]3兵团12军，14军，11军，5兵团16军，17军<br />[[第四野战军]]47军",
        ["第二野战军[3兵团[12军 14军 11军] 5兵团[16军 17军]]", "第四野战军[47军]"],
    ),
    "named and counted": (
        "[[中華民國國軍]]第1军、2军、44军共12个军，第14兵团",
        ["中華民國國軍[12个军(12)[第1军 2军 44军] 第14兵团]"],
    ),
    "units where the line names nothing else": (
        "内政部警察2总队，财政部税警总队，卫戍部队等",
        ["内政部警察2总队", "财政部税警总队", "卫戍部队"],
    ),
    "units behind plain forces": ("国军整编第74师、第83师", ["国军[整编第74师 第83师]"]),
    "units behind a linked army": ("[[八路军]]第115师、第129师385旅", ["八路军[第115师 第129师[385旅]]"]),
    "a linked army right behind its side": ("[[中国共产党|中共]][[华东野战军]]", ["中国共产党[华东野战军]"]),
    "flag and fleet": ("{{flag|清朝}}[[北洋水师|北洋水師]]", ["清朝[北洋水師]"]),
    "units behind an army named by a numeral": (
        "八路军115师、120师<br>志愿军第9兵团20军、26军",
        ["八路军[115师 120师]", "志愿军[第9兵团[20军 26军]]"],
    ),
    "a line an army group": (
        "第二野战军3兵团12军，14军，5兵团16军<br/>第四野战军47军",
        ["第二野战军[3兵团[12军 14军] 5兵团[16军]]", "第四野战军[47军]"],
    ),
    "parties that fight together": ("蜀汉、东吴联军", ["蜀汉", "东吴"]),
    "two parties that are units": ("[[第一軍]]、[[第二軍]]", ["第一軍", "第二軍"]),
    "possessive": ("[[孫權]]軍、[[劉備]]軍", ["孫權", "劉備"]),
    "joiners": ("法国、英国和荷兰", ["法国", "英国", "荷兰"]),
    "joiner between links": ("[[英国]]和[[法国]]", ["英国", "法国"]),
    "joiner within a name": ("中华人民共和国、埃及", ["中华人民共和国", "埃及"]),
    "and others dropped": ("[[蒙古]]、[[高丽]]等", ["蒙古", "高丽"]),
    "states with a space between": ("東吳　蜀漢", ["東吳", "蜀漢"]),
    "heading in front": ("盟軍：美國、英國", ["美國", "英國"]),
    "bold heading": (
        "'''英荷联军'''：\n* {{flag|荷兰联合王国}}\n* [[拿骚公国]]",
        ["荷兰联合王国", "拿骚公国"],
    ),
    "dates and remarks in brackets": (
        "俄羅斯帝國（1914年起）<br>（至1917年）<br>[[曹魏]]（[[司馬懿]]）",
        ["俄羅斯帝國", "曹魏"],
    ),
    "units behind nobody": ("不详：第1军", ["第1军"]),
    "named twice": ("[[日本]]<br>[[日本]]", ["日本"]),
    "unknown": ("不詳", []),
}

ENGLISH: dict[str, tuple[str, list[str]]] = {
    "flag and country": ("{{flag|United States|1912}}", ["United States"]),
    "flag under another name": ("{{flag|First French Empire|name=French Empire}}", ["First French Empire"]),
    "flag icon and link": ("{{flagicon|Italy|1861}} [[Kingdom of Italy]]", ["Kingdom of Italy"]),
    "icons alone": ("{{flagicon|Denmark}}<br>{{flagicon|Sweden}}", ["Denmark", "Sweden"]),
    "an icon behind its name": ("[[Denmark]] {{flagicon|Denmark}}", ["Denmark"]),
    "two icons, one party": ("{{flagicon|Spain}} {{flagicon|Portugal}} [[Iberian Union]]", ["Iberian Union"]),
    "adjective": ("[[Belgium|Belgian]] volunteers", ["Belgium"]),
    "and": (
        "[[Duchy of Saxony|Saxons]] and [[Duchy of Thuringia|Thuringians]]",
        ["Duchy of Saxony", "Duchy of Thuringia"],
    ),
    "and within a name": ("Bosnia and Herzegovina", ["Bosnia and Herzegovina"]),
    "plain words beside a link": ("Massilia and [[Optimates]]", ["Massilia", "Optimates"]),
    "including": (
        "Forces of [[Pompey]], including many of the [[Optimates]]",
        ["Pompey", "Optimates"],
    ),
    "and allies": ("[[France]], [[Spain]], allies", ["France", "Spain"]),
    "a leader is no party": ("[[Saxons]] under [[Widukind]]", ["Saxons"]),
    "link heads a list": (
        "'''[[Seventh Coalition]]''':\n* {{flag|Prussia|1803}}\n* [[Duchy of Nassau|Nassau]]",
        ["Prussia", "Duchy of Nassau"],
    ),
    "a camp heads flags": ("'''Allies'''<br>{{flag|France}}", ["France"]),
    "title of a collapsible list": ("{{collapsible list|title=[[Axis powers]]|{{flag|Italy}}}}", ["Italy"]),
    "a state over its parts is a party": (
        "{{flag|Holy Roman Empire}}\n* [[Habsburg Monarchy|Austria]]",
        ["Holy Roman Empire", "Habsburg Monarchy"],
    ),
    "a corps alone": ("{{flagicon|Denmark}} [[Danish Auxiliary Corps]]", ["Danish Auxiliary Corps"]),
    "an army right behind its state": ("{{flag|France}} [[French Army]]", ["France[French Army]"]),
    "remarks in brackets": ("Chutizi ([[Sorbs|Sorbian tribe]])<br><small>(from 955)</small>", ["Chutizi"]),
    "small remark": ("[[Sudan]]<br><small>alleged</small>", ["Sudan"]),
    "link over two lines": ("[[United States|United States<br>of America]]", ["United States"]),
    "list elsewhere": ("[[Sioux]]<br>[[Order of battle of X|''full list'']]", ["Sioux"]),
    "unknown": ("Unknown", []),
}


@pytest.mark.parametrize(("source", "parties"), CHINESE.values(), ids=CHINESE)
def test_chinese(source: str, parties: list[str]) -> None:
    assert names(source, "zh") == parties


@pytest.mark.parametrize(("source", "parties"), ENGLISH.values(), ids=ENGLISH)
def test_english(source: str, parties: list[str]) -> None:
    assert names(source, "en") == parties


@pytest.mark.parametrize(
    ("source", "language", "groups"),
    [
        (
            "{{flag|Iraq}}<br>'''Supported by:'''<br>{{flag|Iran}}<br>[[Syria]]",
            "en",
            [("Iraq", None, False), ("Iran", "Supported by", True), ("Syria", "Supported by", True)],
        ),
        (
            "[[Tang dynasty]]<br>Supported by [[Silla]]",
            "en",
            [("Tang dynasty", None, False), ("Silla", "Supported by", True)],
        ),
        (
            "'''Axis:'''\n* [[Italy]]\n[[Finland]]",
            "en",
            [("Italy", "Axis", False), ("Finland", None, False)],
        ),
        (
            "'''Allies:'''<br>[[France]]\n----\n[[Spain]]",
            "en",
            [("France", "Allies", False), ("Spain", None, False)],
        ),
        (
            "越盟<br>支持：{{flag|苏联}}",
            "zh",
            [("越盟", None, False), ("苏联", "支持", True)],
        ),
        ("同盟国：<br>德国<br>奥匈帝国", "zh", [("德国", "同盟国", False), ("奥匈帝国", "同盟国", False)]),
    ],
)
def test_groups(source: str, language: str, groups: list[tuple[str, str | None, bool]]) -> None:
    assert [(party.name, party.group, party.supporting) for party in read(source, language)] == groups


def test_flag_name_target_and_notes() -> None:
    party, other = read(
        "{{flagicon|USA|1912}} [[United States|US]]<ref>a</ref><br>[[Spain]]<ref>b</ref>", "en"
    )
    assert (party.name, party.target, party.flag) == ("US", "United States", "USA")
    assert len(party.refs) == len(other.refs) == 1
    assert party.refs != other.refs


def test_span_is_the_name_in_the_source() -> None:
    source = "{{flagicon|USA}} [[United States|US]] and Cuban exiles"
    assert [source[slice(*party.span)] for party in read(source, "en")] == ["US", "Cuban exiles"]


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("Kingdom of Jerusalem", "en", True),
        ("French", "en", True),
        ("George III of the United Kingdom", "en", False),
        ("William Wallace", "en", False),
        ("唐朝", "zh", True),
        ("清军", "zh", True),
        ("蒋经国", "zh", False),
    ],
)
def test_is_polity(name: str, language: str, *, expected: bool) -> None:
    assert is_polity(name, load_pack(language)) is expected


_TEXT = st.text(
    st.sampled_from("第一2军師国和与、，；：:()（）\n and US'-–/&等支持ſı") | st.characters(codec="utf-8"),
    max_size=80,
)


@st.composite
def cells(draw: st.DrawFn) -> Inline:
    """A cell of any text with links, flags and headings anywhere in it."""
    text = draw(_TEXT)
    at = st.integers(0, len(text))
    ranges = draw(st.lists(st.tuples(at, at).map(sorted), max_size=6))
    links, marks = [], []
    for start, end in ranges:
        kind = draw(st.sampled_from(["link", "flag", "bold", "heading", "item", "rule", "small"]))
        if kind == "link":
            links.append(InlineLink(start, end, "Target", None, None, None, (start, end)))
        else:
            value = draw(st.sampled_from([None, "USA", "**", "Flag of X.svg"]))
            marks.append(Mark(start, end, kind, value))
    return Inline(text, [(0, 0, len(text))] if text else [], links, [], marks, (0, len(text)))


@settings(max_examples=200, deadline=None)
@given(cell=cells(), language=st.sampled_from(["zh", "en", "it"]))
def test_any_cell_is_read_and_every_span_is_within_it(cell: Inline, language: str) -> None:
    parties = read_belligerents(cell, load_pack(language)).value
    for party in parties:
        start, end = party.span
        assert 0 <= start <= end <= len(cell.text)
        assert party.name.strip()
    keys = [party.target or party.name for party in parties]
    assert len(keys) == len(set(keys))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["France", "Spain", "Sweden", "Denmark", "Poland"]), min_size=1, unique=True))
def test_every_link_of_a_list_is_a_party(countries: list[str]) -> None:
    assert names("<br>".join(f"[[{country}]]" for country in countries), "en") == countries
    assert names(", ".join(f"[[{country}]]" for country in countries), "en") == countries
