"""Texts in one variant of Chinese. What MediaWiki 1.39 shows was asked of it once, case by case."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikibattle.model import Script
from wikibattle.script.conversion import VARIANTS, Converter, UnknownVariantError
from wikibattle.script.regions import regional_names

#: (text, variant, what is shown)
SHOWN = {
    "characters": ("刘伯承率军渡过乌江", "zh-hant", "劉伯承率軍渡過烏江"),
    "back": ("劉伯承率軍渡過烏江", "zh-hans", "刘伯承率军渡过乌江"),
    "occupied, as MediaWiki": ("占领并攻占重庆", "zh-tw", "占領並攻占重慶"),
    "occupied, in Hong Kong": ("占领并攻占重庆", "zh-hk", "佔領並攻佔重慶"),
    "set out, announced, limited": ("布置、宣布、局限", "zh-hant", "布置、宣布、局限"),
    "course is no program": ("战役进程", "zh-tw", "戰役進程"),
    "an expedition is no levy": ("劳师远征到达", "zh-hant", "勞師遠征到達"),  # MediaWiki: 遠徵
    "a levy is": ("征召与征税", "zh-hant", "徵召與徵稅"),
    "three days later, no queen of heaven": ("3天后，攻克", "zh-hant", "3天後，攻克"),
    "a queen": ("皇后与太后", "zh-hant", "皇后與太后"),
    "surname": ("吕范与范围", "zh-hant", "呂范與範圍"),
    "quotes": ("他说：“死守‘此地’”", "zh-hant", "他說：「死守『此地』」"),
    "quotes back": ("他說：「死守『此地』」", "zh-hans", "他说：“死守‘此地’”"),
    "reigns": ("乾符、乾寧、乾隆年間", "zh-hans", "乾符、乾宁、乾隆年间"),
    "reigns back": ("乾符、乾宁、乾隆年间", "zh-hant", "乾符、乾寧、乾隆年間"),
    "a name with 於": ("於夫羅降", "zh-hans", "於夫罗降"),
    "余 is a surname": ("余玠守蜀", "zh-hant", "余玠守蜀"),
    "岳飞": ("岳飞与薛岳", "zh-hant", "岳飛與薛岳"),
    "鍾繇": ("钟繇守关中", "zh-hant", "鍾繇守關中"),
    "征侧": ("征侧、征贰起兵", "zh-hant", "徵側、徵貳起兵"),
    "a traditional line stays as written": (
        "咸陽之戰，第一游擊隊占領臺灣",
        "zh-hant",
        "咸陽之戰，第一游擊隊占領臺灣",
    ),
    "a simplified line stays as written": ("乾隆年间的著名战役", "zh-hans", "乾隆年间的著名战役"),
    "a traditional word among simplified ones": ("國共战争中的國軍", "zh-tw", "國共戰爭中的國軍"),
    "it lends its phrase": ("親征东晋", "zh-hant", "親征東晉"),
    "regions: Taiwan": ("诺曼底的导弹与软件", "zh-tw", "諾曼第的飛彈與軟體"),
    "regions: Hong Kong": ("诺曼底的导弹与软件", "zh-hk", "諾曼第的導彈與軟件"),
    "regions: mainland": ("諾曼第的飛彈與軟體", "zh-cn", "诺曼底的导弹与软件"),
    "no regions in plain traditional": ("诺曼底的导弹与软件", "zh-hant", "諾曼底的導彈與軟件"),
    "a country in the name of another": ("厄瓜多尔与厄瓜多", "zh-cn", "厄瓜多尔与厄瓜多尔"),
    "Macau as Hong Kong": ("新西兰的激光", "zh-mo", "新西蘭的激光"),
    "Singapore as the mainland": ("紐西蘭的雷射", "zh-sg", "新西兰的激光"),
    "Malaysia as the mainland": ("紐西蘭的雷射", "zh-my", "新西兰的激光"),
    "more than, in Hong Kong's 裏": ("里面有三万余人", "zh-hk", "裏面有三萬餘人"),
    "the simplified form of 餘": ("三萬餘人", "zh-cn", "三万余人"),
    "which zh-hans writes 馀": ("三萬餘人", "zh-hans", "三万馀人"),
    "an address is not converted": (
        "见https://example.org/国军 国军",
        "zh-hant",
        "見https://example.org/国军 國軍",
    ),
    "於 in a simplified line": ("明军於山海关", "zh-hans", "明军于山海关"),
    "more than, not the surname": ("十余人随余程万突围", "zh-tw", "十餘人隨余程萬突圍"),
    "no Chinese": ("“HMS Hood”, 1941", "zh-hant", "“HMS Hood”, 1941"),
    "lines apart": ("国军\n咸陽之戰", "zh-hant", "國軍\n咸陽之戰"),
}


@pytest.mark.parametrize(("text", "variant", "shown"), SHOWN.values(), ids=SHOWN)
def test_shown(text: str, variant: str, shown: str) -> None:
    assert Converter(variant).convert(text) == shown


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_is_in_the_variant_stays_so(variant: str) -> None:
    converter = Converter(variant)
    for text, _, _ in SHOWN.values():
        once = converter.convert(text)
        assert converter.convert(once) == once


def test_words_of_the_page_go_before_the_tables() -> None:
    converter = Converter("zh-tw", {"导弹": "導彈", "导弹艇": "飛彈快艇", "": "x"})
    assert converter.convert("导弹与导弹艇") == "導彈與飛彈快艇"


def test_the_script_of_the_page_tells_what_a_line_does_not() -> None:
    assert Converter("zh-hant", written=Script.HANT).convert("后土干戈") == "后土干戈"
    assert Converter("zh-hant", written=Script.HANS).convert("三天后") == "三天後"


@pytest.mark.parametrize("variant", ["zh", "zh-CN", "fr", "", "hans"])
def test_an_unknown_variant(variant: str) -> None:
    with pytest.raises(
        UnknownVariantError, match=r"unknown variant .*expected one of zh-hans, zh-hant, zh-cn"
    ):
        Converter(variant)


def test_the_names_of_regions_are_whole() -> None:
    mainland = [row["mainland"].text for row in regional_names()]
    assert len(mainland) == len(set(mainland)) > 50
    for row in regional_names():
        assert row.keys() <= {"mainland", "taiwan", "hong_kong"}
        assert len(row) > 1
        assert row["mainland"].is_read


@given(
    st.text(st.sampled_from("国國军后後余餘征“”「乾隆厄瓜多尔爾天，aＡ\n\U00020000"), max_size=40),
    st.sampled_from(list(VARIANTS)),
)
def test_no_line_is_lost(text: str, variant: str) -> None:
    assert Converter(variant).convert(text).count("\n") == text.count("\n")


def test_time_is_linear() -> None:
    converter = Converter("zh-tw", {"国" * length: "x" for length in range(2, 100)})

    def seconds(size: int) -> float:
        start = time.perf_counter()
        converter.convert("国军" * size)
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(40_000) < 20 * max(seconds(4_000), 0.002)
