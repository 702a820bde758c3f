"""Checks: for each, texts that have the fault, and near misses that do not."""

from __future__ import annotations

import pytest

import wikibattle

DUPLICATES = {
    "named twice": ("{{x|a=1|b=2|a=3}}", ["1"]),
    "by number and by place": ("{{x|1=p|q}}", ["p"]),
    "different keys": ("{{x|a=1|A=2|3}}", []),
    "in two calls": ("{{x|a=1}}{{x|a=1}}", []),
}


@pytest.mark.parametrize(("text", "words"), DUPLICATES.values(), ids=DUPLICATES)
def test_duplicate_parameters(text: str, words: list[str]) -> None:
    found = wikibattle.parse(text, lang="en").findings
    assert [text[slice(*each.span)] for each in found if each.code == "parameter-duplicate"] == words


BOX = "{{{{Infobox military conflict|{}|combatant1=A|combatant2=B}}}}"
CHECKS = {
    "parameter-misspelt": {
        "a letter left out": ("en", BOX.format("comander1=[[X]]"), ["[[X]]"]),
        "letters changed about": ("en", BOX.format("strenght2=500"), ["500"]),
        "in Chinese": ("zh", BOX.format("指揮者員1=[[甲]]"), ["[[甲]]"]),
        "blank": ("en", BOX.format("comander1="), []),
        "an old name of a parameter": ("en", BOX.format("casus=A crown"), []),
        "one of the operation's box": ("en", BOX.format("objective=The bridge"), []),
        "degrees of a place": ("en", BOX.format("lat_deg=12|lon_deg=40"), []),
        "a box of another kind": ("en", "{{Infobox person|comander1=[[X]]}}", []),
        "a language whose keys are not all known": ("it", BOX.format("comander1=[[X]]"), []),
    },
    "parameter-unknown": {
        "no name is near": ("en", BOX.format("weather=rain"), ["rain"]),
        "a name is near": ("en", BOX.format("comander1=[[X]]"), []),
        "blank": ("en", BOX.format("weather="), []),
    },
    "parameter-unnamed": {
        "a bar in a value": ("en", BOX.format("result=A won|held the field"), ["held the field"]),
        "a bar in a link": ("en", BOX.format("result=[[A|a]] won"), []),
        "two bars": ("en", BOX.format("result=A won|"), []),
        "an equals sign makes a name of the words": ("en", BOX.format("result=A won|x=y"), []),
    },
    "coordinates-off-globe": {
        "latitude": ("en", "{{coord|91|N|3|E}}", ["{{coord|91|N|3|E}}"]),
        "longitude": ("en", "{{coord|1.5|180.5}}", ["{{coord|1.5|180.5}}"]),
        "fields of the box": ("en", BOX.format("latitude=95|longitude=3"), ["95|longitude=3"]),
        "the pole": ("en", "{{coord|90|N|180|W}}", []),
        "not readable at all": ("en", "{{coord|x|y}}", []),
    },
    "coordinates-zero": {
        "decimal": ("en", "{{coord|0|0}}", ["{{coord|0|0}}"]),
        "in degrees": ("en", "{{coord|0|0|0|N|0|0|0|E}}", ["{{coord|0|0|0|N|0|0|0|E}}"]),
        "on the line": ("en", "{{coord|0|6.5}}", []),
    },
    "coordinates-unreadable": {
        "words": ("en", "{{coord|north|east}}", ["{{coord|north|east}}"]),
        "sixty minutes and more": ("en", "{{coord|41|75|N|16|0|E}}", ["{{coord|41|75|N|16|0|E}}"]),
        "one field alone": ("en", BOX.format("latitude=x"), []),
        "an item of Wikidata": ("en", "{{WikidataCoord|Q12345|display=title}}", []),
        "without arguments": ("en", "{{coord}}", []),
    },
    "citation-needed": {
        "with a date": ("en", "A.{{cn|date=May 2020}}", ["{{cn|date=May 2020}}"]),
        "in Chinese": ("zh", "甲。{{來源請求|time=2010-05}}", ["{{來源請求|time=2010-05}}"]),
        "by its English name elsewhere": ("it", "A.{{Citation needed}}", ["{{Citation needed}}"]),
        "a note": ("en", "A.{{efn|B}}", []),
    },
    "link-disambiguation": {
        "behind the bare name": ("en", "[[X (disambiguation)|X]]", ["[[X (disambiguation)|X]]"]),
        "in Chinese": ("zh", "[[甲 (消歧義)|甲]]", ["[[甲 (消歧義)|甲]]"]),
        "the list itself is meant": ("en", "[[X (disambiguation)]]", []),
        "its title is shown": ("en", "''See [[X (disambiguation)|X (disambiguation)]].''", []),
        "another bracket": ("en", "[[X (island)|X]]", []),
        "in words": ("en", "[[Disambiguation of X|X]]", []),
    },
}  # fmt: skip
ROWS = {f"{code}: {name}": (code, *row) for code, rows in CHECKS.items() for name, row in rows.items()}


@pytest.mark.parametrize(("code", "lang", "text", "words"), ROWS.values(), ids=ROWS)
def test_checks(code: str, lang: str, text: str, words: list[str]) -> None:
    found = wikibattle.parse(text, lang=lang).findings
    assert [text[slice(*each.span)] for each in found if each.code == code] == words


MESSAGES = {
    "the date of a request": ("en", "A.{{cn|date=May 2020}}", "citation-needed", "since May 2020", None),
    "in Chinese": ("zh", "甲。{{fact|time=2010-05}}", "citation-needed", "since 2010-05", None),
    "the key that is near": (
        "en", BOX.format("comander2a=[[X]]"), "parameter-misspelt", "commander2a", "write 'commander2a'"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "code", "words", "suggestion"), MESSAGES.values(), ids=MESSAGES)
def test_messages(lang: str, text: str, code: str, words: str, suggestion: str | None) -> None:
    (found,) = (each for each in wikibattle.parse(text, lang=lang).findings if each.code == code)
    assert words in found.message
    assert found.suggestion == suggestion
