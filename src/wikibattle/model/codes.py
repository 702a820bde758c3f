"""The registry of finding codes: each declared once, with what it means and a text that gives it.

`docs/findings.md` is written from here. A code names its subject first: `date-impossible`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is.

    error: a reader of the page sees something broken. warning: the article is most likely wrong.
    info: a remark; often it is only that no rule understood the words.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(slots=True, frozen=True)
class Code:
    """A kind of finding. `example` is the wikitext of a page in `language` that gives it."""

    name: str
    severity: Severity
    meaning: str
    example: str
    language: str = "en"


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def _box(*cells: str, template: str = "Infobox military conflict") -> str:
    """A battle box with these cells and two sides."""
    lines = (f"| {cell}" for cell in (*cells, "combatant1 = Rome", "combatant2 = Carthage"))
    return "\n".join(("{{" + template, *lines, "}}"))


def _markup_codes() -> Iterator[Code]:
    yield Code(
        "markup-unclosed",
        WARNING,
        "Braces or brackets are opened and never closed; MediaWiki shows them as text.",
        "The battle of [[Cannae was lost.",
    )
    yield Code(
        "markup-too-deep",
        WARNING,
        "Markup is nested deeper than it is read; the rest stays as its source.",
        "{{nowrap|" * 60 + "deep" + "}}" * 60,
    )
    yield Code(
        "markup-too-much",
        WARNING,
        "The page has more markup than any article; from there on it is read as text.",
        "[[a]]" * 20_001,
    )
    yield Code(
        "link-pipe-trick",
        WARNING,
        "The words of a link are missing after its bar; MediaWiki fills them in only when a page is saved.",
        "The battle of [[Cannae (Apulia)|]] was lost.",
    )
    yield Code(
        "template-unknown",
        INFO,
        "No rule knows this template, and its words stand within a text that is read; said once a page.",
        "The battle of {{Frobnicate|Cannae}} was lost.",
    )
    yield Code(
        "conversion-group-missing",
        INFO,
        "{{NoteTA}} names a group of rules, which stand on another page and were not given to `parse`.",
        "{{NoteTA|G1=Military}}\nThe battle of [[坎尼]].",
        "zh",
    )
    yield Code(
        "parameter-duplicate",
        WARNING,
        "A template is given one parameter twice; MediaWiki takes the last and drops the others.",
        _box("date = 216 BC", "date = 2 August 216 BC"),
    )
    yield Code(
        "parameter-unknown",
        INFO,
        "The box has no parameter of this name, and none that is near; its words are not shown.",
        _box("weather = rain"),
    )
    yield Code(
        "parameter-misspelt",
        WARNING,
        "The box has no parameter of this name, but one that is near; its words are not shown.",
        _box("comander1 = [[Hannibal]]"),
    )
    yield Code(
        "parameter-unnamed",
        WARNING,
        "Text between two bars of the box without the name of a parameter; it is not shown.",
        _box("result = Victory | Carthage held the field"),
    )
    yield Code(
        "link-disambiguation",
        WARNING,
        "A link to a page that lists namesakes, behind words that do not say so.",
        "Fought at [[Cannae (disambiguation)|Cannae]].",
    )


def _note_codes() -> Iterator[Code]:
    yield Code(
        "note-undefined",
        ERROR,
        "A note is called by its name, and nothing gives its text.",
        'The battle was lost.<ref name="Livy" />',
    )
    yield Code(
        "note-redefined",
        WARNING,
        "Two texts are given for notes of one name; the first is shown.",
        'Lost.<ref name="a">Livy, 22.</ref> Won.<ref name="a">Polybius, 3.</ref>',
    )
    yield Code(
        "note-unused",
        ERROR,
        "A note stands in the list of notes, and nothing calls it; MediaWiki shows an error in its place.",
        'Lost.<ref name="a" /><references><ref name="a">Livy</ref><ref name="b">Florus</ref></references>',
    )
    yield Code(
        "note-name-number",
        ERROR,
        "A note is named by a number alone, which MediaWiki refuses.",
        'The battle was lost.<ref name="22">Livy, 22.</ref>',
    )
    yield Code(
        "note-source-missing",
        WARNING,
        "No source of the page has the names and year that a short footnote links to by its anchor.",
        "Lost.{{sfn|Daly|2002|p=5}}\n* {{cite book |last=Daly |first=Gregory |year=2003 |title=Cannae}}",
    )
    yield Code(
        "isbn-wrong",
        WARNING,
        "An ISBN of the wrong length, or whose check digit is wrong: a digit is mistyped.",
        "Lost.<ref>{{cite book |title=Cannae |isbn=0-415-32743-2}}</ref>",
    )
    yield Code(
        "doi-wrong",
        WARNING,
        "A DOI that is none by its syntax, so its link leads nowhere.",
        "Lost.<ref>{{cite journal |title=Cannae |doi=jstor.4433511}}</ref>",
    )
    yield Code(
        "citation-needed",
        INFO,
        "A template asks for a source; the message has its date, if it gives one.",
        "The battle was lost.{{citation needed|date=May 2020}}",
    )


def _box_codes() -> Iterator[Code]:
    yield Code(
        "box-missing", WARNING, "The page has no battle box.", "'''Cannae''' was a battle of [[216 BC]]."
    )
    yield Code(
        "box-transcluded",
        INFO,
        "The page has no battle box of its own, but calls a template by whose name it holds one.",
        "{{WWII infobox}}\nIt was a war.",
    )
    yield Code(
        "box-unclosed",
        ERROR,
        "The braces of the box are not closed where it ends; it is read line by line.",
        _box("date = 216 BC").removesuffix("}}") + "\n'''Cannae''' was a battle.",
    )
    yield Code(
        "box-further",
        INFO,
        "A second battle box; the battle is read from the first.",
        _box("date = 216 BC") + "\n" + _box("date = 202 BC"),
    )
    yield Code(
        "parameter-beyond-sides",
        WARNING,
        "A cell's number is beyond the last side and the joint cell after it, so the box does not show it.",
        _box("casualties5 = 100 killed"),
    )
    yield Code(
        "result-hidden",
        INFO,
        "The box has a status and a result; it shows only the status.",
        _box("status = Ongoing", "result = Roman victory"),
    )
    yield Code(
        "cell-too-long",
        WARNING,
        "A list of parties, people or units is too long to be one, and was not read to its end.",
        _box("commander3 = " + "a, b <br> " * 4000),
    )
    yield Code(
        "timeline-too-long",
        WARNING,
        "The body has more words of dates than any story of a battle; its events were not read to its end.",
        "== Battle ==\n" + "On 3 May 1815 the army marched.\n" * 4001,
    )


def _date_codes() -> Iterator[Code]:
    yield Code(
        "date-unreadable", WARNING, "The date cell has no date that can be read.", _box("date = see below")
    )
    yield Code("date-impossible", WARNING, "There is no such day or month.", _box("date = 31 June 1745"))
    yield Code("date-without-year", INFO, "A day or month whose year is not stated.", _box("date = 2 August"))
    yield Code(
        "date-words-unread",
        INFO,
        "A number in a date cell that no rule understands; the rest of the date is read.",
        _box("date = 1746 – 1"),
    )
    yield Code(
        "date-end-before-start",
        WARNING,
        "A range of dates ends before it starts.",
        _box("date = 12 May 1745 – 11 May 1745"),
    )
    yield Code(
        "date-era-mismatch",
        WARNING,
        "A year of an era and the Western year beside it are not the same year.",
        _box("date = 昭和12年（1945年）"),
        "zh",
    )
    yield Code(
        "date-era-ambiguous",
        INFO,
        "Several eras have this name, and nothing in the article tells which is meant.",
        _box("date = 太和元年"),
        "zh",
    )
    yield Code(
        "date-era-year-unknown",
        WARNING,
        "No era of this name lasted so many years.",
        _box("date = 建安八十年"),
        "zh",
    )
    yield Code(
        "date-too-long",
        WARNING,
        "The date cell is too long for a date; its rest is not read.",
        _box("date = 216 BC" + " or so" * 6000),
    )
    yield Code(
        "date-lead-mismatch",
        WARNING,
        "The lead's first sentence gives a day or month, and the box's date is another.",
        _box("date = 2 August 1716") + "\nThe battle was fought on 5 September 1716.",
    )
    yield Code(
        "date-category-mismatch",
        WARNING,
        "Categories name the year, and the box's date is in none of them.",
        _box("date = 2 August 1716") + "\n[[Category:Conflicts in 1761]]",
    )
    yield Code(
        "date-timeline-mismatch",
        INFO,
        "The course of the battle tells of fighting within days after the end the box gives.",
        _box("date = 1–29 November 1749")
        + "\n== Course ==\nOn 28 November 1749 the bridge fell. On 30 November the city was captured.",
    )


def _value_codes() -> Iterator[Code]:
    yield Code(
        "coordinates-unreadable",
        WARNING,
        "Coordinates that no rule can read.",
        _box("coordinates = {{coord|north|east}}"),
    )
    yield Code(
        "coordinates-off-globe",
        ERROR,
        "A latitude over 90° or a longitude over 180°.",
        _box("coordinates = {{coord|95.3|16.1}}"),
    )
    yield Code(
        "coordinates-zero",
        WARNING,
        "Latitude and longitude are both 0: most often the numbers are missing.",
        _box("coordinates = {{coord|0|0}}"),
    )
    yield Code(
        "place-names-nothing",
        INFO,
        "The place cell has words, and none of them is read as a name.",
        _box("place = near the coast"),
    )
    yield Code(
        "place-too-long",
        WARNING,
        "The place cell is too long; its rest is not read.",
        _box("place = " + "Cannae, " * 3000),
    )
    yield Code("result-not-understood", INFO, "No rule knows this result.", _box("result = The city burned"))
    yield Code(
        "result-names-no-side",
        WARNING,
        "The result has a victor, and no side of the box is of that name.",
        _box("result = Macedonian victory"),
    )
    yield Code(
        "result-names-several-sides",
        WARNING,
        "Several sides of the box fit the victor equally.",
        "{{Infobox military conflict\n| combatant1 = [[Roman Republic]]\n| combatant2 = [[Roman Empire]]\n"
        "| result = Roman victory\n}}",
    )
    yield Code(
        "result-too-long",
        WARNING,
        "The result cell is too long; its rest is not read.",
        _box("result = " + "victory " * 3000),
    )
    yield Code(
        "quantity-not-found",
        INFO,
        "A cell for strength or losses has words, and no figure is understood in it.",
        _box("strength1 = the army of the consuls"),
    )
    yield Code(
        "quantity-not-read", INFO, "A number that no rule can read.", _box("strength1 = 86,00,0.4.1 men")
    )
    yield Code(
        "quantity-vague",
        INFO,
        "Words for an amount that state no number.",
        _box("casualties1 = heavy losses"),
    )
    yield Code(
        "quantity-no-loss",
        INFO,
        "A figure in a loss cell is of those who were not lost.",
        _box("casualties1 = 800 killed, 17 survivors"),
    )
    yield Code(
        "quantity-too-long",
        WARNING,
        "A cell has more figures than are read of one; its rest is not read.",
        _box("strength1 = " + "5 men<br>" * 600),
    )
    yield Code(
        "quantity-sum",
        WARNING,
        "The parts of a total add up to more than it, or to other than it where every fate is told.",
        _box("strength1 = 800 men:\n* 500 infantry\n* 400 cavalry"),
    )
    yield Code(
        "losses-above-strength",
        WARNING,
        "A side lost more people than it had.",
        _box("strength1 = 800 men", "casualties1 = 900 killed"),
    )
    yield Code(
        "captured-above-strength",
        WARNING,
        "More people of a side were captured than it had.",
        _box("strength1 = 800 men", "casualties1 = 50 killed, 900 captured"),
    )
    yield Code(
        "commander-on-two-sides",
        WARNING,
        "One person commands two sides, and is not said to have changed sides.",
        _box("commander1 = [[Hannibal]]", "commander2 = [[Hannibal]]"),
    )
    yield Code(
        "name-two-spellings",
        INFO,
        "One name is spelt in two scripts.",
        _box("commander1 = [[刘伯承]]") + "\n[[劉伯承]]指挥。",
        "zh",
    )
    yield Code(
        "party-words-unread",
        INFO,
        "Words in a list of parties that no rule understands.",
        _box("combatant3 = " + "all those who had sworn at one time or another to march with them " * 4),
    )
    yield Code(
        "person-words-unread",
        INFO,
        "Words in a list of people that no rule understands.",
        _box("commander1 = and so on and so forth"),
    )
    yield Code(
        "unit-words-unread",
        INFO,
        "Words in a list of units that no rule understands.",
        _box("units1 = 3000 men"),
    )


#: Every code by its name, by subject.
CODES: dict[str, Code] = {
    code.name: code
    for family in (_markup_codes, _note_codes, _box_codes, _date_codes, _value_codes)
    for code in family()
}
