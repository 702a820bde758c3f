"""Notes of all kinds, and the entries of the bibliography they point to."""

from __future__ import annotations

from typing import Any

import pytest

import wikibattle
from wikibattle.model import Battle, Reference

BIBLIOGRAPHY = """
== Bibliography ==
* {{cite book |last=Ash |first=Jane |year=1990a |title=First}}
* {{cite book |last=Ash |first=Jane |year=1990b |title=Second}}
* {{cite book |author=Bo, Karl |author2=Dee, Lars |date=May 2001 |title=Third}}
* {{cite book |editor-last=Eck |editor-first=Max |year=1950 |title=Fourth}}
* {{cite book |title=A guide |ref={{harvid|Office|1911}}}}
* {{Citation |last=Fox |year=1960 |title=Fifth |ref=none}}
* {{cite book |author=王甲 |title=渡口戰史 |year=1980}}
* {{cite book |author1=Gil, A |author2=Hay, B |author3=Ives, C |author4=Jay, D |year=1999 |title=Sixth}}
"""


def read(wikitext: str, lang: str = "en") -> Battle:
    return wikibattle.parse(wikitext + BIBLIOGRAPHY, lang=lang)


def shown(note: Reference) -> dict[str, Any]:
    dump = note.model_dump(mode="json", exclude={"id", "uses", "span", "citation"})
    return {key: value for key, value in dump.items() if value}


SHORT: dict[str, tuple[str, list[str]]] = {
    "names and year": ("{{sfn|Bo|Dee|2001|p=5}}", ["Third"]),
    "one of two of a year": ("{{sfn|Ash|1990b|pp=5–6}}", ["Second"]),
    "which of two is not said": ("{{sfn|Ash|1990|p=5}}", []),
    "an editor": ("{{sfn|Eck|1950}}", ["Fourth"]),
    "an anchor of its own": ("{{sfn|Office|1911|loc=ch. 2}}", ["A guide"]),
    "without anchor, by names": ("{{sfn|Fox|1960}}", ["Fifth"]),
    "another year": ("{{sfn|Fox|1961}}", []),
    "another script": ("{{sfn|王甲|1980|p=3}}", ["渡口戰史"]),
    "the first of many authors": ("{{sfn|Gil|1999}}", ["Sixth"]),
    "the first of two is too few": ("{{sfn|Bo|2001}}", []),
    "several": ("{{sfnm|1a1=Eck|1y=1950|1p=3|2a1=Bo|2a2=Dee|2y=2001|2p=4}}", ["Fourth", "Third"]),
    "in a note": ("<ref>As in {{harvnb|Eck|1950|p=3}} and {{harvnb|Fox|1960}}.</ref>", ["Fourth", "Fifth"]),
    "in the text": ("It was lost {{harv|Eck|1950|p=3}}.", ["Fourth"]),
}


@pytest.mark.parametrize(("wikitext", "titles"), SHORT.values(), ids=SHORT)
def test_short_footnotes_point_to_their_source(wikitext: str, titles: list[str]) -> None:
    battle = read(wikitext)
    (note,) = battle.references
    title_of = {source.id: source.citation.title for source in battle.bibliography}
    assert [title_of[source] for source in note.sources] == titles
    assert note.citation is not None
    assert note.citation.type == "short"


def test_what_a_short_footnote_says() -> None:
    (note,) = read("{{sfn|Bo|Dee|2001|pp=5–6|loc=map}}").references
    assert note.citation is not None
    said = note.citation.model_dump(mode="json", exclude_defaults=True)
    assert said == {"type": "short", "authors": ["Bo", "Dee"], "year": 2001, "pages": "5–6, map"}
    assert note.text == "Bo Dee 2001, pp. 5–6, map"


def test_the_bibliography_has_what_stands_outside_notes() -> None:
    text = "A<ref>{{cite book|title=Within}}</ref>.\n* {{cite book|title=Without|ref={{sfnref|A|1900}}}}"
    battle = wikibattle.parse(text, lang="en")
    (source,) = battle.bibliography
    assert (source.citation.title, text[slice(*source.span)][:12]) == ("Without", "{{cite book|")
    assert [note.kind for note in battle.references] == ["ref"]


KINDS: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "the page of the note before it": (
        "A<ref name=x>Ash</ref>{{rp|12}} B<ref name=x/>{{rp|pages=3–4}}",
        [
            {"kind": "ref", "number": 1, "name": "x", "text": "Ash"},
            {"kind": "rp", "text": "12", "pages_of": "r1"},
            {"kind": "rp", "text": "3–4", "pages_of": "r1"},
        ],
    ),
    "a page with no note before it": ("A {{rp|12}}", [{"kind": "rp", "text": "12"}]),
    "a page given with the name": (
        "A{{r|x|p=7}}<ref name=x>Ash</ref>",
        [
            {"kind": "ref", "number": 1, "name": "x", "text": "Ash"},
            {"kind": "rp", "text": "7", "pages_of": "r1"},
        ],
    ),
    "numbers count in each group, short footnotes too": (
        "A<ref>a</ref>{{sfn|Z|1900}}{{efn|b}}<ref>c</ref>{{sfn|Z|1900}}",
        [
            {"kind": "ref", "number": 1, "text": "a"},
            {"kind": "sfn", "number": 2, "text": "Z 1900"},
            {"kind": "efn", "number": 1, "group": "lower-alpha", "text": "b"},
            {"kind": "ref", "number": 3, "text": "c"},
        ],
    ),
    "a short citation in the text is no footnote": (
        "A ({{harvnb|Z|1900}}){{sfn|Z|1900}}",
        [{"kind": "harv", "text": "Z 1900"}, {"kind": "sfn", "number": 1, "text": "Z 1900"}],
    ),
}


@pytest.mark.parametrize(("wikitext", "notes"), KINDS.values(), ids=KINDS)
def test_kinds(wikitext: str, notes: list[dict[str, Any]]) -> None:
    assert [shown(note) for note in wikibattle.parse(wikitext, lang="en").references] == notes


def test_pages_stand_behind_the_value_too() -> None:
    text = "{{Warbox|combatant1=A|combatant2=B|casualties1=300 killed<ref>x</ref>{{rp|4}}}}"
    battle = wikibattle.parse(text, lang="en")
    (loss,) = battle.sides[0].losses
    assert loss.refs == ("r1", "r2")
    assert battle.references[1].pages_of == "r1"


FULL = "<ref>{{cite book|last=Ash|first=Jane|year=1990|title=Fords}}</ref>"
LIST = "\n== Sources ==\n* Ash, Jane. ''Fords''. York: Ford, 1990.\n* Bo, Karl. ''Rivers''. York: Ford, 2001."
OTHER = "<ref>{{cite book|last=Ash|first=Lee|year=1970|title=Hills}}</ref>"
PLAIN: dict[str, tuple[str, list[str]]] = {
    "an item of a list in plain words": ("A<ref>Ash, p. 3</ref>" + LIST, ["Fords"]),
    "by its title": ("A<ref>Bo, ''Rivers'', p. 3</ref>" + LIST, ["Rivers"]),
    "another title": ("A<ref>Bo, ''Hills'', p. 3</ref>" + LIST, []),
    "several": ("A<ref>Ash (1990), p. 3; Bo (2001), p. 4</ref>" + LIST, ["Fords", "Rivers"]),
    "two of that name on the page": ("A<ref>Ash, p. 3</ref>" + OTHER + LIST, []),
    "told apart by the year": ("A<ref>Ash (1990), p. 3</ref>" + OTHER + LIST, ["Fords"]),
    "a note that gives it in full": ("A<ref>Ash (1990), p. 3</ref>" + FULL, ["Fords"]),
    "a short footnote to a note": ("A{{sfn|Ash|1990|p=3}}" + FULL, ["Fords"]),
    "a name alone is not enough": ("A<ref>Ash, p. 3</ref>" + FULL, []),
    "a link to the entry": (
        "A<ref>[[#Chid|Chidsey]], p. 6</ref>\n* {{cite book|last=Chidsey|title=Hills|ref=Chid}}",
        ["Hills"],
    ),
}


@pytest.mark.parametrize(("wikitext", "titles"), PLAIN.values(), ids=PLAIN)
def test_notes_in_plain_words_point_to_their_source(wikitext: str, titles: list[str]) -> None:
    battle = wikibattle.parse(wikitext, lang="en")
    cited = {source.id: source.citation for source in battle.bibliography}
    cited |= {note.id: note.citation for note in battle.references if note.citation}
    assert [cited[source].title for source in battle.references[0].sources] == titles


def test_further_sources_of_a_note() -> None:
    (note,) = wikibattle.parse(
        "A<ref>Ash (1990), p. 3; Bo (2001), p. 4. A remark.</ref>", lang="en"
    ).references
    assert note.citation is not None
    assert (note.citation.authors, [each.authors for each in note.further]) == (("Ash",), [("Bo",)])
