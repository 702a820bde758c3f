"""Formations: what the units of a cell are called, how large they are, and what is under what."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikibattle.model import Echelon, Formation
from wikibattle.packs import load_pack
from wikibattle.reading.cells import read_cell
from wikibattle.reading.formations import read_formations
from wikibattle.wikitext import Inline

CHINESE = {
    "army over corps": (
        "3兵团12军，14军，11军，5兵团16军，17军",
        "3兵团[12军 14军 11军] 5兵团[16军 17军]",
    ),
    "a total over those it counts": (
        "第1军、2军、44军共12个军，第14兵团",
        "12个军(12)[第1军 2军 44军] 第14兵团",
    ),
    "colon and brackets": (
        "第五战区：第2集团军（第27、30、31师）、第20军团",
        "第五战区[第2集团军[第27师 30师 31师] 第20军团]",
    ),
    "named detachments": (
        "第10师团濑谷支队、第5师团坂本支队",
        "第10师团[濑谷支队] 第5师团[坂本支队]",
    ),
    "headings that are no unit": (
        "主攻：1纵（1-3D）、4纵<br>阻援：2纵、特纵",
        "主攻[1纵[1-3D(3)] 4纵] 阻援[2纵 特纵]",
    ),
    "letters for sizes": (
        "整74D（51B、57B、58B）；援军：整25D、7A",
        "整74D[51B 57B 58B] 援军[整25D 7A]",
    ),
    "a unit of another kind is not under the one before": ("11纵31旅、独立第7师", "11纵[31旅] 独立第7师"),
    "a field army over army groups": (
        "第二野战军3兵团12军，14军，11军，5兵团16军，17军\n第四野战军47军",
        "第二野战军[3兵团[12军 14军 11军] 5兵团[16军 17军]] 第四野战军[47军]",
    ),
    "units that were not there": ("第1师（缺第2团）、第3师", "第1师 第3师"),
    "bullets that are no list in the markup": (
        "第6军<br>* 第9师团<br>* 第12师团",
        "第6军[第9师团 第12师团]",
    ),
    "bare numbers under an army": (
        "晋冀鲁豫野战军第1、2、3、6纵队",
        "晋冀鲁豫野战军[第1纵队 2纵队 3纵队 6纵队]",
    ),
    "lists within lists": (
        "[[第三野战军]]\n* 第10兵团\n** 第28军\n** 第29军\n* 第7兵团",
        "第三野战军[第10兵团[第28军 第29军] 第7兵团]",
    ),
    "kind of troops and size share a sign": (
        "第1骑兵师第7骑兵团第1营",
        "第1骑兵师[第7骑兵团[第1营]]",
    ),
    "traditional script": ("第七十四軍五十一師、五十七師", "第七十四軍[五十一師 五十七師]"),
    "a part of a unit": ("第26联队、第71联队各一部", "第26联队 第71联队"),
    "counts alone": ("64个师、10餘個師團", "64个师(64) 10餘個師團(10)"),
    "a remark in brackets": ("整编第11师（师长胡琏）", "整编第11师"),
    "forces without a number": ("曹军、北洋水師", "曹军 北洋水師"),
    "unknown": ("不詳", ""),
    "men are no unit": ("2000人", ""),
}

ENGLISH = {
    "battalion of a regiment": ("1st Battalion, 9th Marines", "9th Marines[1st Battalion]"),
    "battalion of a regiment, linked": ("[[1st Battalion, 9th Marines]]", "9th Marines[1st Battalion]"),
    "two battalions of a regiment": (
        "1st and 2nd Battalions, 9th Marines",
        "9th Marines[1st Battalion 2nd Battalion]",
    ),
    "of the": ("1st Battalion of the 9th Marines", "9th Marines[1st Battalion]"),
    "divisions are listed": ("1st Division, II Corps", "1st Division II Corps"),
    "heading over items": (
        "Third Army:\n* 4th Armored Division\n* XII Corps",
        "Third Army[4th Armored Division XII Corps]",
    ),
    "bold line over plain ones": (
        "'''V Corps'''<br>1st Division<br>29th Division",
        "V Corps[1st Division 29th Division]",
    ),
    "numbers before a plural": (
        "27th, 30th and 31st Divisions",
        "27th Division 30th Division 31st Division",
    ),
    "brackets": ("II Corps (1st, 2nd Divisions)", "II Corps[1st Division 2nd Division]"),
    "counts": ("3 infantry divisions, two brigades", "3 infantry divisions(3) two brigades(2)"),
    "cardinal in a name": ("7 Armoured Brigade", "7 Armoured Brigade"),
    "and within a name": ("Argyll and Sutherland Highlanders", "Argyll and Sutherland Highlanders"),
    "elements of": ("elements of the 1st Division", "1st Division"),
    "size before the name": ("Army of the Potomac", "Army of the Potomac"),
    "flag and country head": (
        "{{flag|France}}\n* 1st Division\n{{flag|Spain}}\n* 2nd Division",
        "France[1st Division] Spain[2nd Division]",
    ),
    "men are no unit": ("2,000 men", ""),
    "unknown": ("Unknown", ""),
}


def written(formations: Iterable[Formation]) -> str:
    """A tree as words: name(count)[units under it]."""
    words = []
    for formation in formations:
        count = "" if formation.count is None else f"({formation.count})"
        under = f"[{written(formation.formations)}]" if formation.formations else ""
        words.append(f"{formation.name}{count}{under}")
    return " ".join(words)


def read(source: str, language: str) -> tuple[Formation, ...]:
    pack = load_pack(language)
    return read_formations(read_cell(source, pack), pack).value


@pytest.mark.parametrize(("source", "tree"), CHINESE.values(), ids=CHINESE)
def test_chinese_tree(source: str, tree: str) -> None:
    assert written(read(source, "zh")) == tree


@pytest.mark.parametrize(("source", "tree"), ENGLISH.values(), ids=ENGLISH)
def test_english_tree(source: str, tree: str) -> None:
    assert written(read(source, "en")) == tree


@pytest.mark.parametrize(
    ("source", "language", "number", "echelon", "designation"),
    [
        ("第二野战军", "zh", 2, Echelon.ARMY_GROUP, "第二"),
        ("3兵团", "zh", 3, Echelon.ARMY, "3"),
        ("第2集團軍", "zh", 2, Echelon.ARMY, "第2"),
        ("第十四方面军", "zh", 14, Echelon.ARMY, "第十四"),
        ("第一一五师", "zh", 115, Echelon.DIVISION, "第一一五"),
        ("整编第74师", "zh", 74, Echelon.DIVISION, "整编第74"),
        ("9纵", "zh", 9, Echelon.CORPS, "9"),
        ("新四军", "zh", 4, Echelon.CORPS, "新四"),
        ("第36聯隊", "zh", 36, Echelon.REGIMENT, "第36"),
        ("第1大隊", "zh", 1, Echelon.BATTALION, "第1"),
        ("第3中队", "zh", 3, Echelon.COMPANY, "第3"),
        ("联合舰队", "zh", None, Echelon.FLEET, "联合"),
        ("4th Armored Division", "en", 4, Echelon.DIVISION, "4th Armored"),
        ("XII Corps", "en", 12, Echelon.CORPS, "XII"),
        ("V Corps", "en", 5, Echelon.CORPS, "V"),
        ("C Company", "en", None, Echelon.COMPANY, "C"),
        ("Third Army", "en", 3, Echelon.ARMY, "Third"),
        ("Army Group B", "en", None, Echelon.ARMY_GROUP, "B"),
        ("Task Force 67", "en", 67, Echelon.GROUP, "67"),
        ("No. 617 Squadron RAF", "en", 617, Echelon.SQUADRON, "No. 617 RAF"),
        ("5th Cavalry", "en", 5, Echelon.REGIMENT, "5th"),
        ("Legio X Equestris", "en", 10, Echelon.LEGION, "X Equestris"),
        ("Imperial Guard", "en", None, None, None),
    ],
)
def test_unit(
    source: str, language: str, number: int | None, echelon: Echelon | None, designation: str | None
) -> None:
    (unit,) = read(source, language)
    assert (unit.number, unit.echelon, unit.designation) == (number, echelon, designation)


@pytest.mark.parametrize(
    ("source", "language", "targets"),
    [
        ("[[第38集團軍|第38军]]第112师", "zh", {"第38军": "第38集團軍", "第112师": None}),
        ("[[第115师|第115师343旅]]", "zh", {"第115师": None, "343旅": "第115师"}),
        (
            "[[1st Battalion, 9th Marines|1st Battalion]]",
            "en",
            {"1st Battalion": "1st Battalion, 9th Marines"},
        ),
    ],
)
def test_target(source: str, language: str, targets: dict[str, str | None]) -> None:
    found: dict[str, str | None] = {}
    todo = list(read(source, language))
    while todo:
        unit = todo.pop()
        found[unit.name] = unit.target
        todo += unit.formations
    assert found == targets


def test_words_no_rule_understands_are_found() -> None:
    pack = load_pack("zh")
    (finding,) = read_formations(Inline.plain("第5师，300人", offset=7), pack).findings
    assert (finding.code, finding.span) == ("unit-words-unread", (11, 15))


_SIGNS = st.text(
    st.sampled_from("第一二十1 23军師旅团營个共、，；：:()（）\n*a bXIVth.-–/“†ıſ")
    | st.characters(codec="utf-8"),
    max_size=80,
)


@settings(max_examples=200, deadline=None)
@given(text=_SIGNS, language=st.sampled_from(["zh", "en", "it"]))
def test_any_text_is_read_and_every_span_is_within_it(text: str, language: str) -> None:
    todo = list(read_formations(Inline.plain(text), load_pack(language)).value)
    while todo:
        unit = todo.pop()
        start, end = unit.span
        assert 0 <= start <= end <= len(text)
        assert unit.name
        assert unit.count is None or unit.count >= 0
        todo += unit.formations


@settings(max_examples=100, deadline=None)
@given(numbers=st.lists(st.integers(1, 500), min_size=1, max_size=6))
def test_every_number_named_is_a_unit(numbers: list[int]) -> None:
    units = read("第" + "、".join(map(str, numbers)) + "师", "zh")
    assert [unit.number for unit in units] == numbers
    assert {unit.echelon for unit in units} == {Echelon.DIVISION}
