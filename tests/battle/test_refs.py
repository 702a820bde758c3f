"""Who says so: the notes that stand behind each value of a cell or a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

import wikibattle
from wikibattle.model import Battle, Formation, Quantity

# Notes are written ^1, ^2: each gives its own number as its text.
_NOTE = re.compile(r"\^(\d)")


def read(wikitext: str, lang: str) -> Battle:
    return wikibattle.parse(_NOTE.sub(r"<ref>\1</ref>", wikitext), lang=lang)


def box(*cells: str) -> str:
    return "{{Warbox|" + "|".join(("combatant1=Rome", "combatant2=Carthage", *cells)) + "}}"


def shown(battle: Battle, refs: tuple[str, ...]) -> str:
    """The texts of notes, one after the other."""
    text_of = {note.id: note.text or "" for note in battle.references}
    return "".join(text_of[ref] for ref in refs)


FIGURES = {
    "each its own": ("300 killed^1<br>500 wounded^2", "1 2"),
    "up to the note before": ("300 killed, 500 wounded^1, 20 captured^2", "1 1 2"),
    "within a range": ("300^1–500^2 killed", "12"),
    "two in one place": ("300 killed^1 ^2", "12"),
    "a line break ends it": ("300 killed\n500 wounded^1", "- 1"),
    "at the start of the line": ("^1 300 killed, 40 wounded^2<br>500 captured", "2 2 -"),
    "before all words": ("^1 300 killed", "1"),
    "behind a full stop": ("300 killed.^1 Others give 700.^2", "1 2"),
    "in a bracket": ("300 killed (Livy^1)<br>500 (Polybius^2)", "1 2"),
    "parts in a bracket": ("30,000^1 (20,000 foot, 10,000 horse^2)", "1 2 2"),
    "a heading's, for those without": ("'''Roman claim:'''^1\n* 300 killed\n* 500 wounded^2", "1 2"),
    "of a total, not of its parts": ("800 casualties:^1<br>300 killed<br>500 wounded^2", "1 - 2"),
    "none": ("300 killed", "-"),
}


@pytest.mark.parametrize(("cell", "refs"), FIGURES.values(), ids=FIGURES)
def test_figures(cell: str, refs: str) -> None:
    battle = read(box(f"casualties1={cell}"), "en")
    assert " ".join(shown(battle, loss.refs) or "-" for loss in battle.sides[0].losses) == refs


CHINESE_FIGURES = {
    "up to the note before": ("阵亡300人、伤500人^1，俘20人^2，失踪5人", "1 1 2 -"),
    "another's in a bracket": ("约3万人^1（一说5万人^2）", "1 2"),
}


@pytest.mark.parametrize(("cell", "refs"), CHINESE_FIGURES.values(), ids=CHINESE_FIGURES)
def test_chinese_figures(cell: str, refs: str) -> None:
    battle = read(box(f"casualties1={cell}"), "zh")
    assert " ".join(shown(battle, loss.refs) or "-" for loss in battle.sides[0].losses) == refs


PEOPLE = {
    "each its own": ("[[Hanno]]^1<br>[[Mago]] {{KIA}}^2, [[Gisco]]", "1 2 -"),
    "behind a bracket": ("* [[Hanno]] (admiral)^1\n* Mago^2", "1 2"),
}


@pytest.mark.parametrize(("cell", "refs"), PEOPLE.values(), ids=PEOPLE)
def test_commanders(cell: str, refs: str) -> None:
    battle = read(box(f"commander1={cell}"), "en")
    assert " ".join(shown(battle, each.refs) or "-" for each in battle.sides[0].commanders) == refs


PARTIES = {
    "each its own": ("[[Rome]]^1<br>[[Capua]]<br>[[Nola]]^2", "1 - 2"),
    "a heading's, for those without": (
        "[[Rome]]<br>'''Supported by:'''^1<br>[[Capua]]<br>[[Nola]]^2",
        "- 1 2",
    ),
    "named twice": ("[[Rome]]^1<br>[[Capua]]<br>[[Rome]]^2", "12 -"),
}


@pytest.mark.parametrize(("cell", "refs"), PARTIES.values(), ids=PARTIES)
def test_belligerents(cell: str, refs: str) -> None:
    battle = read(box(f"combatant1={cell}"), "en")
    assert " ".join(shown(battle, each.refs) or "-" for each in battle.sides[0].belligerents) == refs


def tree(units: tuple[Formation, ...]) -> Iterator[Formation]:
    for unit in units:
        yield unit
        yield from tree(unit.formations)


def test_formations() -> None:
    battle = read(box("units1=* [[1st Legion]]^1\n** 1st Cohort\n** 2nd Cohort^2"), "en")
    found = [(unit.name, shown(battle, unit.refs)) for unit in tree(battle.sides[0].units)]
    assert found == [("1st Legion", "1"), ("1st Cohort", ""), ("2nd Cohort", "2")]


def test_fields_of_the_whole_battle() -> None:
    cells = "date=2 August^1 216 BC^2", "place=[[Cannae]]^3", "result=Punic victory^4", "territory=None^5"
    battle = read(box(*cells), "en")
    assert battle.date is not None
    assert battle.place is not None
    assert battle.result is not None
    assert battle.territory is not None
    values = battle.date, battle.place, battle.result, battle.territory
    assert [shown(battle, value.refs) for value in values] == ["12", "3", "4", "5"]


EVENTS = {
    "each sentence its own": (
        "en",
        "On 1 May 1949 they came.^1 On 2 May they took the town.^2 On 3 May they left.",
        "1 2 -",
    ),
    "sentences without blanks": (
        "zh",
        "1949年5月1日来攻^1。5月2日攻克。^2 5月3日休整。5月4日撤退。^3",
        "1 2 - 3",
    ),
    "no blank behind the note": ("zh", "1949年5月1日来攻。^15月2日攻克。", "1 -"),
    "clauses up to the note before": (
        "zh",
        "1949年5月1日来攻，5月2日攻克该城^1，5月3日休整，5月4日撤退。^2",
        "1 1 2 2",
    ),
    "behind a comma": (
        "en",
        "On 1 May 1949 they came,^1 on 2 May they took it, on 3 May they left.^2",
        "1 2 2",
    ),
    "items": ("en", "* 1 May 1949: landing\n* 2 May: retreat^1", "- 1"),
}


@pytest.mark.parametrize(("lang", "body", "refs"), EVENTS.values(), ids=EVENTS)
def test_events(lang: str, body: str, refs: str) -> None:
    battle = read(f"Lead.\n== Battle ==\n{body}", lang)
    assert " ".join(shown(battle, event.refs) or "-" for event in battle.timeline) == refs
    assert " ".join(shown(battle, event.date.refs) or "-" for event in battle.timeline) == refs


def test_figures_of_an_event() -> None:
    body = "On 1 May 1949 they lost 300 men, on 2 May they lost 40 men^1 and 20 guns.^2"
    battle = read(f"Lead.\n== Battle ==\n{body}", "en")
    figures: list[Quantity] = [figure for event in battle.timeline for figure in event.quantities]
    assert [(figure.low, shown(battle, figure.refs)) for figure in figures] == [
        (300, "1"),
        (40, "1"),
        (20, "2"),
    ]
