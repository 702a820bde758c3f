"""Places: every place a cell names, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikibattle.model import Coordinates
from wikibattle.packs import load_pack
from wikibattle.reading.place import read_place
from wikibattle.wikitext import Inline, InlineLink, InlineNote, Mark

_LINK = re.compile(r"\[\[([^|\]]+)(?:\|([^\]]+))?\]\]|\{(\w+):([^}]*)\}")


def cell(source: str) -> Inline:
    """A cell of links, and of marks written {role:words}; all else is plain."""
    text, links, marks = "", [], []
    segments: list[tuple[int, int, int]] = []
    at = 0
    for match in _LINK.finditer(source):
        segments.append((len(text), at, match.start()))
        text += source[at : match.start()]
        shown = match[2] or match[1] or match[4]
        start, end = len(text), len(text) + len(shown)
        segments.append((start, *match.span()))
        if match[1]:
            links.append(InlineLink(start, end, match[1], None, None, None, match.span()))
        else:
            marks.append(Mark(start, end, match[3], value=match[4], span=match.span()))
        text, at = text + shown, match.end()
    segments.append((len(text), at, len(source)))
    return Inline(text + source[at:], segments, links, [], marks, (0, len(source)))


ENGLISH: dict[str, tuple[str, list[str]]] = {
    "linked, nested": ("[[Azincourt]], [[Pas-de-Calais]], France", ["Azincourt", "Pas-de-Calais", "France"]),
    "target, not label": ("[[Waterloo, Belgium|Waterloo]]", ["Waterloo, Belgium"]),
    "near": ("[[North Sea]], near [[Denmark]]", ["North Sea", "Denmark"]),
    "in": ("[[Wigmore]] in [[Herefordshire]], England", ["Wigmore", "Herefordshire", "England"]),
    "adjectives that make a name": ("[[Kyiv]], Soviet Union", ["Kyiv", "Soviet Union"]),
    "unlinked, nested": ("Cannae, Apulia, southeast Italy", ["Cannae", "Apulia", "Italy"]),
    "present-day": ("[[Ramillies]], present-day [[Brabant]]", ["Ramillies", "Brabant"]),
    "brackets": ("Abritus (modern-day [[Razgrad]], Bulgaria)", ["Abritus", "Razgrad", "Bulgaria"]),
    "a link that says when": ("[[Edo]] ([[Tokyo|present-day]] Tokyo)", ["Edo", "Tokyo"]),
    "gloss": ("[[Blindheim]] (Engl.: Blenheim), Germany", ["Blindheim", "Germany"]),
    "small word ends a name": ("Lechfeld plain, near [[Augsburg]]", ["Lechfeld plain", "Augsburg"]),
    "small words in a name": (
        "Plains of Abraham; Höchstädt an der Donau",
        ["Plains of Abraham", "Höchstädt an der Donau"],
    ),
    "hyphens": ("Stratford-upon-Avon and St. Albans", ["Stratford-upon-Avon", "St. Albans"]),
    "direction of the name": (
        "Eastern North America, the [[Atlantic Ocean]]",
        ["Eastern North America", "Atlantic Ocean"],
    ),
    "direction of a link": ("Massilia and Western [[Mediterranean Sea]]", ["Massilia", "Mediterranean Sea"]),
    "adjective of a link": ("Spanish colonial [[Santo Domingo]]", ["Santo Domingo"]),
    "adjectives alone": ("French and British possessions in [[India]]", ["India"]),
    "distance": ("{measure:15 km} south of Brussels", ["Brussels"]),
    "distance, plain": ("about 10 miles (16 km) north of Cape Henry", ["Cape Henry"]),
    "off the coast": ("Off the coast of Virginia", ["Virginia"]),
    "between": ("Between Ligny and [[Sombreffe]]", ["Ligny", "Sombreffe"]),
    "numbers": ("Hill 937, A Shau Valley", ["Hill 937", "A Shau Valley"]),
    "abbreviation": ("U.S. Virgin Islands", ["U.S. Virgin Islands"]),
    "article": ("The Hague, the Netherlands", ["The Hague", "Netherlands"]),
    "flag with its name": ("[[Paris]], {flag:France}", ["Paris", "France"]),
    "coordinates": ("[[Thermopylae]] {coordinates:38°N 22°E}", ["Thermopylae"]),
    "heading": ("Europe: France, Germany", ["Europe", "France", "Germany"]),
    "lines": ("[[Crimea]]\nCaucasus\n[[Balkans]]", ["Crimea", "Caucasus", "Balkans"]),
    "named twice": ("[[Crimea]], near [[Crimea]]", ["Crimea"]),
    "unknown": ("Unknown, somewhere in Gaul", ["Gaul"]),
    "nowhere": ("Worldwide", []),
}

CHINESE: dict[str, tuple[str, list[str]]] = {
    "links touching": ("[[重庆市]][[巴县_(北周)|巴县]]、[[南岸区]]", ["重庆市", "巴县_(北周)", "南岸区"]),
    "directions": ("[[黃海]]北部，[[大东沟|大東溝]]外海", ["黃海", "大东沟"]),
    "direction between links": ("[[山东省]][[蒙阴县]]东南[[孟良崮]]山区", ["山东省", "蒙阴县", "孟良崮"]),
    "plain name after a link": (
        "[[中牟县|中牟]]官渡（今[[河南省]][[中牟县]]东北）",
        ["中牟县", "官渡", "河南省"],
    ),
    "today": ("[[鄱陽湖]]（今[[江西省|江西]]、[[都昌縣]]一带水域）", ["鄱陽湖", "江西省", "都昌縣"]),
    "today part of": ("滑铁卢（今属[[比利时]]）", ["滑铁卢", "比利时"]),
    "divisions run together": ("山东省临沂市蒙阴县东南孟良崮山区", ["山东省", "临沂市", "蒙阴县", "孟良崮"]),
    "traditional script": ("長平（今山西省高平市西北）", ["長平", "山西省", "高平市"]),
    "province without its ending": ("江苏徐州附近", ["江苏", "徐州"]),
    "state before a place": ("緬甸北部密支那", ["緬甸", "密支那"]),
    "state and province": ("越南廣治省溪山", ["越南", "廣治省", "溪山"]),
    "one place of two words": ("台湾海峡", ["台湾海峡"]),
    "direction in the name": ("东南亚、中国东北", ["东南亚", "中国东北"]),
    "name that ends in a direction": ("济南、云南", ["济南", "云南"]),
    "two names": ("北京與天津一帶", ["北京", "天津"]),
    "joined to a link": ("[[平壤]]和[[义州]]之间", ["平壤", "义州"]),
    "joining sign in a name": ("和縣", ["和縣"]),
    "several": ("河南、湖北、安徽等地", ["河南", "湖北", "安徽"]),
    "one sign": ("鄴（今河北臨漳）", ["鄴", "河北", "臨漳"]),
    "distance": ("距广州50公里的佛山", ["广州", "佛山"]),
    "distance after": ("平壤以北30公里", ["平壤"]),
    "gloss": ("巴黎（法语：Paris）", ["巴黎"]),
    "border of two": ("滇缅边境", ["滇缅边境"]),
    "sea and island": ("太平洋中途岛附近海域", ["太平洋", "中途岛"]),
    "said by others": ("赤壁（一說在嘉魚縣東北）", ["赤壁", "嘉魚縣"]),
    "flag with its name": ("{flag:法國}[[凡爾登]]", ["法國", "凡爾登"]),
    "theatre": ("歐洲戰場：法國、比利時", ["歐洲", "法國", "比利時"]),
    "unknown": ("不詳", []),
}


def rows(language: str, table: dict[str, tuple[str, list[str]]]) -> list[object]:
    return [pytest.param(language, *row, id=f"{language}: {name}") for name, row in table.items()]


@pytest.mark.parametrize(("language", "source", "names"), rows("en", ENGLISH) + rows("zh", CHINESE))
def test_places(language: str, source: str, names: list[str]) -> None:
    place = read_place(cell(source), load_pack(language)).value
    assert place is not None
    assert [name.target for name in place.names] == names


def test_every_name_knows_where_it_stands() -> None:
    source = "Near [[Krokowa|Krockow]], {flag:Poland} and Prussia"
    place = read_place(cell(source), load_pack("en")).value
    assert place is not None
    assert [(name.text, source[slice(*name.span)]) for name in place.names] == [
        ("Krockow", "[[Krokowa|Krockow]]"),
        ("Poland", "{flag:Poland}"),
        ("Prussia", "Prussia"),
    ]


def test_files_and_categories_are_no_places() -> None:
    link = InlineLink(0, 3, "Map.svg", None, "File", None, (0, 3))
    place = read_place(Inline("map", [(0, 0, 3)], [link], [], [], (0, 3)), load_pack("en")).value
    assert place is not None
    assert place.names == ()


def test_coordinates_and_notes_are_kept() -> None:
    coordinates = Coordinates(latitude=1, longitude=2, source="title")
    noted = Inline(" Rome", [(0, 0, 5)], [], [InlineNote(5, "r1")], [], (0, 5))
    place = read_place(noted, load_pack("en"), coordinates).value
    assert place is not None
    assert (place.text, place.span, place.refs, place.coordinates) == ("Rome", (1, 5), ("r1",), coordinates)


def test_an_empty_cell() -> None:
    coordinates = Coordinates(latitude=1, longitude=2, source="title")
    assert read_place(Inline.plain(" "), load_pack("en")).value is None
    place = read_place(Inline.plain(""), load_pack("en"), coordinates).value
    assert place is not None
    assert place.coordinates == coordinates


@pytest.mark.parametrize(("text", "found"), [("somewhere near there", True), ("Rome", False), ("—", False)])
def test_words_without_a_name_are_a_finding(text: str, found: bool) -> None:
    codes = [finding.code for finding in read_place(Inline.plain(text), load_pack("en")).findings]
    assert codes == (["place-names-nothing"] if found else [])


def test_a_cell_too_long_says_so() -> None:
    reading = read_place(Inline.plain("Rome, " + "near " * 10_000), load_pack("en"))
    assert reading.value is not None
    assert [name.target for name in reading.value.names] == ["Rome"]
    assert [finding.code for finding in reading.findings] == ["place-too-long"]


WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["Rome", "near", "River", "of", "the", "(", ")", "Engl.:", "5 km", ",", "\n", "Northern", "-"]
        ),
        st.sampled_from(
            ["山东省", "北京", "附近", "东南", "和", "今", "县", "（", "）", "、", "英语：", "3公里", "岛"]
        ),
        st.text(max_size=8),
    ),
    max_size=25,
)


@settings(deadline=None)
@given(WORDS.map("".join) | WORDS.map(" ".join), st.sampled_from(["zh", "en"]))
def test_never_raises_and_names_are_words_of_the_text(text: str, language: str) -> None:
    place = read_place(Inline.plain(text), load_pack(language)).value
    assert (place is None) == (not text.strip())
    if place is not None:
        spans = [name.span for name in place.names]
        assert spans == sorted(spans)
        for name in place.names:
            assert text[slice(*name.span)] == name.text == name.target
            assert name.text.strip()
