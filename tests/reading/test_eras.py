"""The table of eras, and how namesakes are told apart."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest

from wikibattle.packs.eras import LONGEST_NAME, EraName, all_eras, era_key, eras_named
from wikibattle.reading.dates.eras import EraFinder, western_year
from wikibattle.wikitext import Inline, InlineLink

# Years anybody can check: the era's name, its country, its first and last year.
KNOWN = [
    ("建元", "CN", -139, -134), ("元狩", "CN", -121, -116), ("建武", "CN", 25, 56),
    ("中平", "CN", 184, 189), ("建安", "CN", 196, 220), ("黄初", "CN", 220, 226), ("赤乌", "CN", 238, 251),
    ("太元", "CN", 376, 396), ("贞观", "CN", 627, 649), ("开元", "CN", 713, 741), ("天宝", "CN", 742, 756),
    ("靖康", "CN", 1126, 1127), ("绍兴", "CN", 1131, 1162), ("咸淳", "CN", 1265, 1274),
    ("至正", "CN", 1341, 1370), ("洪武", "CN", 1368, 1398), ("正统", "CN", 1436, 1449),
    ("万历", "CN", 1573, 1620), ("天命", "CN", 1616, 1626), ("崇祯", "CN", 1628, 1644),
    ("康熙", "CN", 1662, 1722), ("光绪", "CN", 1875, 1908), ("宣统", "CN", 1909, 1912),
    ("民国", "CN", 1912, None), ("大化", "JP", 645, 650), ("承久", "JP", 1219, 1222),
    ("应仁", "JP", 1467, 1469), ("庆长", "JP", 1596, 1615), ("明治", "JP", 1868, 1912),
    ("昭和", "JP", 1926, 1989), ("令和", "JP", 2019, None), ("宣祖", "KR", 1568, 1608),
    ("太平天囯", "CN", 1851, 1864),
    ("隆熙", "KR", 1907, 1910), ("重兴", "VN", 1285, 1293), ("光中", "VN", 1788, 1792),
]  # fmt: skip


@pytest.mark.parametrize(("name", "country", "first", "last"), KNOWN, ids=[row[0] + row[1] for row in KNOWN])
def test_known_years(name: str, country: str, first: int, last: int | None) -> None:
    assert (first, last) in {
        (era.first, era.last) for era in eras_named(era_key(name)) if era.country == country
    }


def test_every_row_is_sane() -> None:
    for era in all_eras():
        assert era.name
        assert era.states
        assert era.country in {"CN", "JP", "KR", "VN", "MN"}
        assert era.last is None or era.first <= era.last
        assert era.last is None or era.last - era.first <= 100 or era.name == "开国", era
        assert all(len(form) <= LONGEST_NAME for form in (era.name, *era.spellings))
        assert era.solar_from is None or era.solar_from >= era.first


def test_no_row_stands_twice() -> None:
    rows = [(era.name, era.states, era.first) for era in all_eras()]
    assert len(rows) == len(set(rows))


def _years(country: str, states: tuple[str, ...], last: int) -> set[int]:
    eras = [era for era in all_eras() if era.country == country and not era.regnal and era.last is not None]
    return {
        year
        for era in eras
        for year in range(era.first, (era.last or last) + 1)
        if not states or set(states) & set(era.states)
    }


@pytest.mark.parametrize(
    ("country", "states", "first", "last"),
    [
        ("CN", (), -139, 1911),
        ("JP", (), 701, 1988),
        ("VN", (), 970, 1406),
        ("VN", (), 1428, 1945),
        ("CN", ("北魏",), 386, 534),
        ("CN", ("北宋", "南宋"), 960, 1279),
        ("CN", ("辽",), 916, 1125),
        ("CN", ("西夏",), 1032, 1227),
        ("CN", ("金",), 1115, 1234),
        ("CN", ("明",), 1368, 1644),
        ("CN", ("清",), 1616, 1912),
    ],
)
def test_no_year_is_missing(country: str, states: tuple[str, ...], first: int, last: int) -> None:
    assert not set(range(first, last + 1)) - _years(country, states, last)


def test_eras_of_one_ruler_follow_each_other() -> None:
    """Within a ruler's reign the table goes forward, and an era may only share its turn with the next."""
    reigns: dict[tuple[object, ...], list[EraName]] = defaultdict(list)
    for era in all_eras():
        if not era.regnal and era.last is not None:
            reigns[era.country, era.states, era.rulers].append(era)
    for eras in reigns.values():
        for before, after in pairwise(eras):
            assert before.first <= after.first, (before, after)


# The words up to the number, the number: the year, and whether another is as likely.
NAMESAKES = [
    ("太和", 20, 496, False),  # only the Northern Wei counted so far
    ("東晉太和", 4, 369, False),
    ("唐文宗太和", 4, 830, False),
    ("北魏太和", 4, 480, False),
    ("永和", 12, 356, False),  # only the Eastern Jin counted so far
    ("建元", 20, 384, False),  # Fu Jian of the Former Qin
    ("漢武帝建元", 2, -138, False),
    ("天啟", 6, 1626, False),
    ("大順", 3, 1646, False),
    ("日本弘治", 1, 1555, False),
    ("弘治", 1, 1488, False),
    ("至元", 6, 1269, True),  # twice in one dynasty
    ("乾符", 5, 878, False),
    ("洪德", 2, 1471, False),  # Đại Việt, not a few rebels' years
]


@pytest.mark.parametrize(
    ("words", "number", "year", "doubtful"), NAMESAKES, ids=[f"{w}{n}" for w, n, _, _ in NAMESAKES]
)
def test_namesakes(words: str, number: int, year: int, doubtful: bool) -> None:
    mention = EraFinder(Inline.plain(words + "年")).before(len(words))
    assert mention is not None
    found = western_year(mention, number, "CN", ())
    assert found is not None
    assert (found.year, found.doubtful) == (year, doubtful)


def test_a_link_says_whose_era_it_is() -> None:
    for title, year in (("太和_(北魏)", 480), ("太和 (东晋)", 369), ("太和_(曹魏)", 230)):
        link = InlineLink(0, 2, title.replace("_", " "), None, None, None, (0, 2))
        cell = Inline("太和四年", [(0, 0, 4)], [link], [], [], (0, 4))
        mention = EraFinder(cell).before(2)
        assert mention is not None
        found = western_year(mention, 4, "CN", ())
        assert found is not None
        assert found.year == year


def test_years_stated_beside_it_come_first() -> None:
    mention = EraFinder(Inline.plain("弘治元年")).before(2)
    assert mention is not None
    found = western_year(mention, 1, "CN", {1555})
    assert found is not None
    assert found.year == 1555


def test_no_era_lasted_so_long() -> None:
    mention = EraFinder(Inline.plain("洪武")).before(2)
    assert mention is not None
    assert western_year(mention, 50, "CN", ()) is None
