"""Which script a text, and an article, is in."""

from __future__ import annotations

import opencc
import pytest

import wikibattle
from wikibattle.model import Script
from wikibattle.script import script_of
from wikibattle.script.detection import MIXED_SHARE

HANS, HANT = "解放军队进东门击毙敌将", "國軍隊進東門擊斃敵將"
SCRIPTS = {
    "simplified": (HANS, Script.HANS),
    "traditional": (HANT, Script.HANT),
    "both": (HANS + HANT, Script.MIXED),
    "characters of both scripts alone": ("大同之子于田里山海口", None),
    "used in traditional texts too": ("后土准台着了松岳余于云里面干系", None),
    "rare characters of names": ("彧喆堃昇鋆", Script.HANT),  # 鋆 alone is traditional
    "no Chinese": ("The battle of X, 1949", None),
    "nothing": ("", None),
    "Japanese forms are neither": ("戦闘円応", None),
    "few of the other script": (HANS * 10 + "劉", Script.HANS),
}


@pytest.mark.parametrize(("text", "script"), SCRIPTS.values(), ids=SCRIPTS)
def test_script_of_a_text(text: str, script: Script | None) -> None:
    assert script_of([text]) is script


@pytest.mark.parametrize(("strays", "script"), [(9, Script.HANS), (10, Script.MIXED), (11, Script.MIXED)])
def test_a_tenth_makes_a_text_mixed(strays: int, script: Script) -> None:
    assert MIXED_SHARE == 0.1
    assert script_of(["国" * (100 - strays), "國" * strays]) is script


def test_common_characters_are_told_apart() -> None:
    traditional = opencc.OpenCC("s2t")
    for sign in "国军战东车马鸟鱼门时间长风云龙飞个义习书买亚产众优伤":
        other = traditional.convert(sign)
        if other != sign and sign != "云":
            assert script_of([sign]) is Script.HANS, sign
            assert script_of([other]) is Script.HANT, other


ARTICLES = {
    "the rules of the converter do not count": (
        "-{H|zh-hans:國國國;zh-hant:國國國}-{{NoteTA|1=zh-tw:軍軍}}国军战",
        Script.HANS,
    ),
    "targets do not count": ("[[國軍|军]]进[[中華民國國軍|国军]]", Script.HANS),
    "the words of the page as written count": ("-{zh-hans:国军;zh-hant:國軍}-", Script.HANS),
    "the box counts": (
        "{{Infobox military conflict|conflict=X|combatant1=國軍|combatant2=日軍}}",
        Script.HANT,
    ),
    "notes and comments do not count": ("国军<ref>國軍戰鬥</ref><!-- 國軍戰鬥 -->", Script.HANS),
}


@pytest.mark.parametrize(("wikitext", "script"), ARTICLES.values(), ids=ARTICLES)
def test_script_of_an_article(wikitext: str, script: Script) -> None:
    battle = wikibattle.parse(wikitext, lang="zh")
    assert battle.script is script
    assert battle.model_dump(mode="json")["script"] == script.value


def test_other_languages_have_no_script() -> None:
    assert wikibattle.parse("The 國軍 fought.", lang="en").script is None
