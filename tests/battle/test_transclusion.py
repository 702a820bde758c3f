"""A box that stands in a template of its own, whose wikitext the caller gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import wikibattle
from wikibattle.battle.transclusion import transcluded
from wikibattle.model import Battle

BOX = """{{Infobox military conflict
| conflict = War of the X | image = X.jpg | caption = A [[b]]
| date = 1 May 1939 – 2 September 1945<ref name="d">Book, p. 3</ref>
| place = [[Xland]] | result = [[A]] victory
| combatant1 = [[A]] | combatant2 = [[B]]
| commander1 = [[P]] | commander2 = [[P]]
| strength1 = 500 men: {{zyx|4}} | casualties1 = 900 killed
}}"""
PAGE = "{{WWX infobox}}\nThe '''WWX''' was a war.<ref>Own</ref>{{coord|1|2|display=title}}\n== A ==\nB."
CALL = (0, 15)

GIVEN = {
    "by its name": {"WWX infobox": BOX},
    "with its namespace, small, with underscores": {"Template:wWX_infobox": BOX},
    "within what is included alone": {
        "WWX infobox": f"<noinclude>{{{{pp}}}}</noinclude><includeonly>{BOX}</includeonly>"
    },
    "of a template it calls": {"WWX infobox": "{{Inner}} {{other}}", "Inner": BOX},
}


@pytest.mark.parametrize("templates", GIVEN.values(), ids=GIVEN)
def test_the_box_is_read(templates: dict[str, str]) -> None:
    battle = wikibattle.parse(PAGE, title="WWX", lang="en", templates=templates)
    assert battle.name.text == "War of the X"
    assert battle.date is not None
    assert battle.date.edtf == "1939-05-01/1945-09-02"
    assert battle.result is not None
    assert battle.result.victors == (1,)
    assert battle.place is not None
    assert battle.place.coordinates is not None  # those of the page's title
    assert [media.name for media in battle.media] == ["X.jpg"]
    assert [(note.id, note.text) for note in battle.references] == [("r1", "Own"), ("tr1", "Book, p. 3")]
    assert battle.date.refs == ("tr1",)
    codes = {finding.code for finding in battle.findings}
    assert codes == {"commander-on-two-sides", "template-unknown"}  # a war may lose more than it ever had
    assert Battle.model_validate(battle.model_dump()) == battle


def spans(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from (words for key, words in value.items() if key == "span")
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from spans(each)


def test_all_spans_are_that_of_the_call() -> None:
    battle = wikibattle.parse(PAGE, title="WWX", lang="en", templates=GIVEN["by its name"])
    dump = battle.model_dump(mode="json")
    of_box = [dump[key] for key in ("name", "date", "place", "result", "sides", "joint", "infobox", "media")]
    assert {tuple(span) for span in spans(of_box)} == {CALL}
    assert {finding.span for finding in battle.findings} == {CALL}
    assert battle.sections[1].span[0] == PAGE.index("== A")


NOT_READ = {
    "not given": {},
    "of another name": {"WWY infobox": BOX},
    "shown on its own page alone": {"WWX infobox": f"<noinclude>{BOX}</noinclude>"},
    "it calls itself": {"WWX infobox": "{{WWX infobox}}"},
    "two that call each other": {"WWX infobox": "{{Inner}}", "Inner": "{{WWX infobox}}{{Inner}}"},
    "no box": {"WWX infobox": "A '''b'''."},
}


@pytest.mark.parametrize("templates", NOT_READ.values(), ids=NOT_READ)
def test_no_box_is_found(templates: dict[str, str]) -> None:
    battle = wikibattle.parse(PAGE, title="WWX", lang="en", templates=templates)
    assert battle.infobox is None
    assert {finding.code for finding in battle.findings} == {"box-missing", "box-transcluded"}


def test_a_box_of_its_own_comes_first() -> None:
    page = "{{Infobox military conflict|conflict=Y|combatant1=C}}" + PAGE
    battle = wikibattle.parse(page, lang="en", templates=GIVEN["by its name"])
    assert battle.name.text == "Y"


TEXTS = {
    "as it is": ("a", "a"),
    "not included": ("a<noinclude>b</noinclude>c", "ac"),
    "not included to the end": ("a<noinclude>b", "a"),
    "included alone": ("a<includeonly>b</includeonly>c", "abc"),
    "only this": ("a<onlyinclude>b</onlyinclude>c<onlyinclude>d</onlyinclude>", "bd"),
    "in capitals, with blanks": ("a<NoInclude >b</noinclude >c", "ac"),
}


@pytest.mark.parametrize(("text", "stands"), TEXTS.values(), ids=TEXTS)
def test_what_is_transcluded(text: str, stands: str) -> None:
    assert transcluded(text) == stands
