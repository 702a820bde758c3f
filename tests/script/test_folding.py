"""One spelling for comparing: the shadow of a text, and names that are the same."""

from __future__ import annotations

import sys
import types

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wikibattle
from wikibattle.script import fold, folding, same_name_key

SHADOWS = {
    "traditional": ("戰死三萬餘人", "战死三万余人"),
    "full width": ("１２００（約）：", "1200(约):"),
    "the comma parts clauses": ("3万，被俘7万", "3万，被俘7万"),
    "spaces": ("甲\u3000乙\xa0丙", "甲 乙 丙"),
    "Latin stays": ("Battle of X", "Battle of X"),
}


@pytest.mark.parametrize(("text", "shadow"), SHADOWS.values(), ids=SHADOWS)
def test_shadow(text: str, shadow: str) -> None:
    assert fold(text) == shadow


@given(st.text(st.sampled_from("劉备備乾寧於余鍾征Aａ　 ,，（）1１𠀀\U0002f800豈")))
def test_a_shadow_is_as_long_as_its_text(text: str) -> None:
    assert len(fold(text)) == len(text)


SAME = [
    ("劉伯承", "刘伯承"),
    ("中華民國國軍", "中华民国国军"),
    ("Battle_of_X", "battle  of X"),
    ("ＡＢＣ", "abc"),
    ("\uf9dc", "隆"),  # a compatibility ideograph
    ("葛\U000e0100城", "葛城"),  # a variation selector
    ("滑鐵盧", "滑铁卢"),
    ("鍾繇", "钟繇"),  # OpenCC: 锺繇
    ("錢鍾書", "钱锺书"),
    ("乾寧之亂", "乾宁之乱"),
    ("於夫羅", "于夫罗"),
    ("藉口", "借口"),
    ("餘姚", "馀姚"),
    ("威海衞", "威海卫"),  # the form of Hong Kong
    ("義大利王國", "意大利王国"),
    ("諾曼第登陸", "诺曼底登陆"),
    ("希特拉", "希特勒"),  # in Hong Kong
    ("厄瓜多", "厄瓜多爾"),
    ("Battle\tof   X", "battle_of_X"),
]
OTHER = [("雷根", "里根"), ("刘备", "刘表"), ("第1军", "第11军"), ("A (b)", "A")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name(one: str, other: str) -> None:
    assert wikibattle.same_name(one, other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_names(one: str, other: str) -> None:
    assert not wikibattle.same_name(one, other)


def test_a_key_is_its_own_key() -> None:
    assert same_name_key(same_name_key("劉_備 ")) == same_name_key("刘备".replace("备", " 备"))


def test_every_name_of_an_article_has_a_key() -> None:
    battle = wikibattle.parse(
        "{{Infobox military conflict|place=[[長沙市|長沙]]|combatant1=[[中華民國國軍|國軍]]|combatant2=日军"
        "|commander1=[[薛岳]]|commander2=阿南惟幾|units1=[[第10軍]]}}[[薛嶽]]守城。",
        lang="zh",
    )
    national, japanese = battle.sides
    assert battle.place is not None
    assert [name.key for name in battle.place.names] == ["长沙市"]
    parties = [party.key for side in battle.sides for party in side.belligerents]
    assert parties == ["中华民国国军", "日军"]
    assert [person.key for person in (*national.commanders, *japanese.commanders)] == ["薛岳", "阿南惟几"]
    assert national.units[0].key == "第10军"
    assert battle.links[-1].key == national.commanders[0].key


def test_another_package_named_opencc_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opencc", types.ModuleType("opencc"))
    folding.opencc_converter.cache_clear()  # it must not remember the right one …
    with pytest.raises(ImportError, match="is not that of the package OpenCC: uninstall the package"):
        folding.simplified("戰")
    folding.opencc_converter.cache_clear()  # … nor the impostor


def test_half_of_a_surrogate_pair_is_kept() -> None:
    assert fold("萬\ud800國\udfff") == "万\ud800国\udfff"
