"""Which template pages give the battle box another name."""

from __future__ import annotations

import pytest

from wikibattle.battle.parse import parse
from wikibattle.battle.wrappers import box_name_of

WRAPPER = "{{Infobox military conflict|conflict={{{名|}}}|combatant1={{{甲|}}}|combatant2={{{乙|}}}}}"

PAGES = {
    "redirect": ("Template:战事", "Template:Infobox military conflict", "#REDIRECT", "战事"),
    "redirect, local namespace": ("模板:戰事", "模板:Infobox military conflict", "#重定向", "戰事"),
    "redirect elsewhere": ("Template:战事", "Template:Infobox person", "#REDIRECT", None),
    "wrapper": ("Template:海戰盒", None, WRAPPER, "海戰盒"),
    "documentation": ("Template:海戰盒/doc", None, WRAPPER, None),
    "an example of use": (
        "Template:A",
        None,
        "{{Infobox military conflict|combatant1=甲}}",
        None,
    ),
    "another box": ("Template:A", None, "{{Infobox person|name={{{1}}}}}", None),
    "known already": ("Template:Infobox military conflict", None, WRAPPER, None),
}


@pytest.mark.parametrize(("title", "redirect", "text", "name"), PAGES.values(), ids=PAGES)
def test_box_name_of(title: str, redirect: str | None, text: str, name: str | None) -> None:
    assert box_name_of(title, redirect, text, "zh") == name


def test_parse_takes_further_names() -> None:
    text = "{{海戰盒|名=某戰|甲=A|乙=B}}\n'''某戰'''。"
    assert parse(text, lang="zh").infobox is None
    box = parse(text, lang="zh", box_names=["海戰盒"]).infobox
    assert box is not None
    assert box.template == "海戰盒"
