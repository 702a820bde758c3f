"""Lines of an order of battle: units and who led them."""

from __future__ import annotations

import pytest

from wikibattle.model import Formation
from wikibattle.packs import load_pack
from wikibattle.reading.unit_lines import read_unit_line
from wikibattle.wikitext import Inline


def shown(formation: Formation) -> str:
    people = "+".join(person.name for person in formation.commanders)
    below = "; ".join(map(shown, formation.formations))
    return f"{formation.name}{f' <{people}>' if people else ''}{f' ({below})' if below else ''}"


@pytest.mark.parametrize(
    ("language", "text", "units"),
    [
        ("zh", "第2集团军 总司令孙伯仲", ["第2集团军 <孙伯仲>"]),
        ("zh", "第30军（军长田镇东）：第30师（张金火）、第31师（池峰山）",
         ["第30军 <田镇东> (第30师 <张金火>; 第31师 <池峰山>)"]),
        ("zh", "第三十一師　池峰山", ["第三十一師 <池峰山>"]),
        ("zh", "第16军军长尹先光", ["第16军 <尹先光>"]),
        ("zh", "第一兵团：司令员杨有，政治委员苏振东", ["第一兵团 <杨有+苏振东>"]),
        ("zh", "第三兵团第12军（军长王近水）第34师、第35师", ["第三兵团 (第12军 <王近水> (第34师; 第35师))"]),
        ("zh", "第十师團：磯谷廉太中將", ["第十师團 <磯谷廉太>"]),
        ("zh", "近卫第3师，指挥官伊万·彼得罗夫少将", ["近卫第3师 <伊万·彼得罗夫>"]),
        ("zh", "重炮旅团 2,000人", ["重炮旅团"]),
        ("zh", "第74师、第25师", ["第74师", "第25师"]),
        ("en", "I Corps – Maj. Gen. John Harbor (k)", ["I Corps <John Harbor>"]),
        ("en", "1st Division: Brig. Gen. James Woods", ["1st Division <James Woods>"]),
        ("en", "2nd Brigade (Col. Roy Pebble)", ["2nd Brigade <Roy Pebble>"]),
        ("en", "First Army, commanded by General Cole Hedges", ["First Army <Cole Hedges>"]),
        ("en", "VII Corps under J. Lawrence Colton", ["VII Corps <J. Lawrence Colton>"]),
        ("en", "XIII Corps – Heinrich von Berg", ["XIII Corps <Heinrich von Berg>"]),
        ("en", "1st Battalion, 5th Marines", ["5th Marines (1st Battalion)"]),
        ("en", "5th Cavalry Brigade (2,000 men)", ["5th Cavalry Brigade"]),
        ("en", "1st Division (Wehrmacht)", ["1st Division"]),
        ("en", "Lt. Col. Smith, 3rd Dragoons Regiment", ["3rd Dragoons Regiment <Smith>"]),
    ],
)  # fmt: skip
def test_units_and_their_commanders(language: str, text: str, units: list[str]) -> None:
    line = read_unit_line(Inline.plain(text), load_pack(language))
    assert [shown(formation) for formation in line.formations] == units
    for formation in line.formations:
        assert text[slice(*formation.span)].startswith(formation.name[:2])


def test_a_line_of_people_alone_and_a_name_below_a_unit() -> None:
    assert [
        person.name for person in read_unit_line(Inline.plain("军长王秉东"), load_pack("zh")).commanders
    ] == ["王秉东"]
    name = Inline.plain("孙伯仲")
    assert not read_unit_line(name, load_pack("zh")).commanders
    assert [person.name for person in read_unit_line(name, load_pack("zh"), below=True).commanders] == [
        "孙伯仲"
    ]


def test_what_became_of_a_commander() -> None:
    (formation,) = read_unit_line(Inline.plain("I Corps – Gen. John Harbor (k)"), load_pack("en")).formations
    assert [*formation.commanders[0].fates] == ["killed"]
