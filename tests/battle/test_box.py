"""The infobox engine: keys, sides, joint cells, which template is the box (field rules of
Module:Infobox military conflict), and boxes whose braces are never closed."""

from __future__ import annotations

import pytest

import wikibattle
from wikibattle.battle.box import box_stems
from wikibattle.battle.keys import BoxKey, read_key
from wikibattle.packs import load_pack

KEYS = {
    ("en", "combatant1"): BoxKey("combatants", 1),
    ("en", "combatant2a"): BoxKey("combatants", 2, "a"),
    ("en", "Combatant 2 A"): BoxKey("combatants", 2, "a"),
    ("en", "commander_1"): BoxKey("commanders", 1),
    ("en", "casualties３"): BoxKey("losses", 3),
    ("en", "part_of"): BoxKey("part_of"),
    ("en", "partof"): BoxKey("part_of"),
    ("en", "ＤＡＴＥ"): BoxKey("date"),
    ("en", "p2combatant1"): BoxKey("combatants", 2, "01"),
    ("en", "combatant0"): None,
    ("en", "date2"): None,
    ("en", "combatants_header"): BoxKey("layout"),
    ("en", "unheard of"): None,
    ("zh", "combatant1"): BoxKey("combatants", 1),
    ("zh", "参战方一"): BoxKey("combatants", 1),
    ("zh", "參戰方二"): BoxKey("combatants", 2),
    ("zh", "兵力2"): BoxKey("strength", 2),
    ("zh", "傷亡 1"): BoxKey("losses", 1),
    ("zh", "結果"): BoxKey("result"),
    ("vi", "chỉ huy 2"): BoxKey("commanders", 2),
    ("it", "Schieramento1"): BoxKey("combatants", 1),
    ("it", "Nome_del_conflitto"): BoxKey("name"),
    ("el", "μαχόμενος2"): BoxKey("combatants", 2),
}


@pytest.mark.parametrize(("given", "key"), KEYS.items(), ids=[f"{lang} {key}" for lang, key in KEYS])
def test_keys(given: tuple[str, str], key: BoxKey | None) -> None:
    assert read_key(given[1], box_stems(load_pack(given[0]))) == key


def box(*lines: str, name: str = "Infobox military conflict") -> str:
    return "\n".join((f"{{{{{name}", *(f"| {line}" for line in lines), "}}"))


SIDES = {
    "two at least": (["combatant1=A"], 2),
    "no cell of a side": (["date=1900"], 0),
    "losses alone": (["date=1900", "casualties1=5"], 2),
    "three": (["combatant1=A", "combatant2=B", "combatant3=C"], 3),
    "a gap": (["combatant1=A", "combatant4=D"], 4),
    "by a row": (["combatant1=A", "combatant3b=C"], 3),
    "never by losses": (["combatant1=A", "combatant2=B", "casualties3=5"], 2),
    "a blank one is none": (["combatant1=A", "combatant2=B", "combatant3= "], 2),
    "at most five": (["combatant1=A", "combatant6=F"], 2),
}


@pytest.mark.parametrize(("lines", "count"), SIDES.values(), ids=SIDES)
def test_number_of_sides(lines: list[str], count: int) -> None:
    assert len(wikibattle.parse(box(*lines), lang="en").sides) == count


def test_the_cell_after_the_last_side_is_joint() -> None:
    battle = wikibattle.parse(box("combatant1=A", "combatant2=B", "casualties3=500 killed"), lang="en")
    assert [figure.low for figure in battle.joint.losses] == [500]
    assert not any(side.losses for side in battle.sides)


def test_a_cell_further_on_is_kept_with_a_finding() -> None:
    battle = wikibattle.parse(box("combatant1=A", "strength4=500"), lang="en")
    assert [(extra.key, extra.value.text) for extra in battle.extra] == [("strength4", "500")]
    assert "parameter-beyond-sides" in {finding.code for finding in battle.findings}


def test_rows_of_a_side_come_in_order() -> None:
    battle = wikibattle.parse(box("combatant1b=[[C]]", "combatant1=[[A]]", "combatant1a=[[B]]"), lang="en")
    assert [party.target for party in battle.sides[0].belligerents] == ["A", "B", "C"]


def test_status_hides_result_and_both_are_kept() -> None:
    battle = wikibattle.parse(box("combatant1=A", "status=Ongoing", "result=A victory"), lang="en")
    assert battle.status is not None
    assert battle.status.text == "Ongoing"
    assert battle.result is not None
    assert "result-hidden" in {finding.code for finding in battle.findings}


def test_what_no_rule_knows_is_extra() -> None:
    battle = wikibattle.parse(box("combatant1=A", "weather='''rain'''", "|stray"), lang="en")
    assert [(extra.key, extra.value.text) for extra in battle.extra] == [("weather", "rain"), ("2", "stray")]


NAMES = {
    "redirect": ("en", "Warbox"),
    "first letter and underscores": ("en", "infobox_Military_Conflict"),
    "with namespace": ("en", "Template:Infobox military conflict"),
    "wrapper": ("zh", "Infobox Military Conflict (3 sided)"),
    "Chinese": ("zh", "战争"),
    "traditional": ("zh", "軍事行動資訊框"),
    "English name elsewhere": ("it", "Infobox military conflict"),
    "by keys alone": ("en", "Some wrapper of mine"),
}


@pytest.mark.parametrize(("lang", "name"), NAMES.values(), ids=NAMES)
def test_which_template_is_the_box(lang: str, name: str) -> None:
    source = box("conflict=X", "date=1900", "combatant1=A", "result=y", "place=z", name=name)
    battle = wikibattle.parse(source, lang=lang)
    assert battle.infobox is not None
    assert source[slice(*battle.infobox.span)] == source
    assert battle.name.text == "X"


def test_another_box_is_no_battle_box() -> None:
    battle = wikibattle.parse("{{Infobox person|name=X|date=1900|place=y|result=z}}", lang="en", title="T")
    assert battle.infobox is None
    assert battle.name.text == "T"
    assert "box-missing" in {finding.code for finding in battle.findings}


def test_the_first_box_is_the_battle() -> None:
    first, second = box("conflict=X", "combatant1=A"), box("conflict=Y", "combatant1=B")
    battle = wikibattle.parse(f"{first}\n{second}", lang="en")
    assert battle.name.text == "X"
    assert [each.span for each in battle.findings if each.code == "box-further"] == [
        (len(first) + 1, len(first) + 1 + len(second))
    ]


def test_the_last_of_a_name_wins() -> None:
    assert wikibattle.parse(box("conflict=X", "conflict=Y", "combatant1=A"), lang="en").name.text == "Y"


_SIDES = "| combatant1 = [[A]]\n| combatant2 = [[B]]"
_OPENING = "{{Infobox military conflict\n| conflict = X\n"
BROKEN = {
    "no closing braces": f"{_OPENING}{_SIDES}\n\nThe '''X''' was.",
    "an unclosed link": f"{_OPENING}| place = [[Y\n{_SIDES}\n}}}}\nThe X.",
    "an unclosed template": f"{_OPENING}| place = {{{{small|Y\n{_SIDES}\n}}}}\nThe X.",
    "braces after the last cell": f"{_OPENING}| place = {{{{Y\n{_SIDES}}}}}\nThe X.",
    "an unclosed comment": f"{_OPENING}{_SIDES}\n| date = 1900 <!-- y\n}}}}\nThe X.",
    "closed too early": f"{_OPENING}| place = Y}}}}\n{_SIDES}\n}}}}\nThe X.",
    "a list in a cell": (
        f"{_OPENING}| place = [[Y\n| commander1 = {{{{plainlist|\n* [[C]]\n}}}}\n{_SIDES}\n}}}}\nThe X."
    ),
    "a template takes its keys": (
        f"{_OPENING}| place = {{{{Y\n{_SIDES}\n| strength1 = 5\n| casualties1 = 6\n| result = Z\n}}}}\nThe X."
    ),
    "closed within a cell": f"{_OPENING}| combatant3 = Y}}}}\n* Z\n{_SIDES}\n}}}}\nThe X.",
    "a blank line in a cell": f"{_OPENING}| place = [[Y\n\nZ\n{_SIDES}\n}}}}\nThe X.",
    "a bar at the end of the line": (
        "{{Infobox military conflict|\nconflict=X|\nplace=[[Y|\ncombatant1=[[A]]|\ncombatant2=[[B]]\n}}\nIt."
    ),
    "a heading instead": f"{_OPENING}{_SIDES}\n== H ==\n",
}


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN)
def test_a_box_that_is_never_closed_is_recovered(source: str) -> None:
    battle = wikibattle.parse(source, lang="en")
    assert battle.name.text == "X"
    assert [[party.target for party in side.belligerents] for side in battle.sides][:2] == [["A"], ["B"]]
    assert "box-unclosed" in {finding.code for finding in battle.findings}
    assert battle.infobox is not None
    assert source[slice(*battle.infobox.span)].startswith("{{Infobox")


def test_a_quoted_box_is_no_box() -> None:
    for quote in ("<!-- {} -->", "<nowiki>{}</nowiki>"):
        battle = wikibattle.parse(quote.format(BROKEN["no closing braces"]), lang="en", title="T")
        assert battle.infobox is None


def test_the_text_after_a_recovered_box_is_the_lead() -> None:
    battle = wikibattle.parse(BROKEN["no closing braces"], lang="en")
    assert battle.summary.text == "The X was."
