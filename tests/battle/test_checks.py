"""Checks: for each, texts that have the fault, and near misses that do not."""

from __future__ import annotations

import time
from collections import Counter

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
ASH = "\n* {{cite book|last=Ash|first=J.|year=1990|title=Fords}}"
CHECKS = {
    "note-undefined": {
        "never defined": ("en", "A.<ref name=x />", ["<ref name=x />"]),
        "defined in another group": ("en", "A.<ref name=x />{{efn|name=x|b}}", ["<ref name=x />"]),
        "defined further on": ("en", "A.<ref name=x /> B.<ref name=x>b</ref>", []),
        "called by a template": ("en", "A.{{r|x}}", ["{{r|x}}"]),
    },
    "note-redefined": {
        "another text": ("en", "<ref name=x>a</ref><ref name=x>b</ref>", ["<ref name=x>b</ref>"]),
        "the same text": ("en", "<ref name=x>a</ref><ref name=x> a </ref>", []),
        "without a name": ("en", "<ref>a</ref><ref>b</ref>", []),
    },
    "note-unused": {
        "in the list alone": (
            "en",
            "A.<references><ref name=x>b</ref></references>",
            ["<ref name=x>b</ref>"],
        ),
        "in a template's list": ("en", "A.{{reflist|refs=<ref name=x>b</ref>}}", ["<ref name=x>b</ref>"]),
        "without a name": ("en", "A.<references><ref>b</ref></references>", ["<ref>b</ref>"]),
        "called": ("en", "A.<ref name=x /><references><ref name=x>b</ref></references>", []),
        "called by a template": ("en", "A.{{r|x}}{{reflist|refs=<ref name=x>b</ref>}}", []),
        "called in another note of the list": (
            "en",
            "A.<ref name=y /><references><ref name=x>b</ref><ref name=y>c<ref name=x /></ref></references>",
            [],
        ),
    },
    "note-name-number": {
        "digits": ("en", "A.<ref name=22>b</ref>", ["<ref name=22>b</ref>"]),
        "a letter too": ("en", "A.<ref name=22a>b</ref>", []),
    },
    "note-source-missing": {
        "another year": ("en", "A.{{sfn|Ash|1991|p=2}}" + ASH, ["{{sfn|Ash|1991|p=2}}"]),
        "said once": ("en", "A.{{sfn|Ash|1991|p=2}} B.{{sfn|Ash|1991|p=3}}" + ASH, ["{{sfn|Ash|1991|p=2}}"]),
        "in a note": ("en", "A.<ref>{{harvnb|Bo|1990}}</ref>" + ASH, ["{{harvnb|Bo|1990}}"]),
        "the source is there": ("en", "A.{{sfn|Ash|1990|p=2}}" + ASH, []),
        "it stands in a note": (
            "en",
            "{{sfn|Ash|1990}}<ref>{{cite book|last=Ash|date=May 1990}}</ref>",
            [],
        ),
        "a range of years": ("en", "A.{{sfn|Ash|1990-1991}}{{cite book|last=Ash|year=1990–1991}}", []),
        "an anchor by hand": ("en", 'A.{{sfn|Bo|1990}}<span id="CITEREFBo1990">Bo</span>' + ASH, []),
        "an anchor of names": ("en", "A.{{sfn|Bo|1990}}* {{wikicite|ref={{harvid|Bo|1990}}|x}}" + ASH, []),
        "no source has an anchor": ("en", "A.{{sfn|Ash|1991}}\n* Ash, ''Fords'', 1990", []),
        "without a year": ("en", "A.{{sfn|Ash|p=2}}" + ASH, []),
    },
    "isbn-wrong": {
        "check digit": ("en", "{{cite book|title=T|isbn=0-19-280342-6}}", ["0-19-280342-6"]),
        "length": ("en", "{{cite book|title=T|isbn=0-19-280342}}", ["0-19-280342"]),
        "in plain words": ("zh", "甲。<ref>《乙》，ISBN 7-80137-315-5</ref>", ["7-80137-315-5"]),
        "right": ("en", "{{cite book|title=T|isbn=0-19-280342-5}} ISBN 978-0-19-280342-9", []),
        "words beside it": ("en", "{{cite book|title=T|isbn=0-19-280342-5 (cloth)}}", []),
        "so in print": ("en", "{{cite book|title=T|isbn=((0-19-280342-6))}}", []),
        "in a comment": ("en", "<!-- ISBN 0-19-280342-6 -->", []),
        "of no citation": ("en", "{{x|isbn=0-19-280342-6}}", []),
    },
    "doi-wrong": {
        "no number of a registrant": ("en", "{{cite journal|title=T|doi=jstor/182}}", ["jstor/182"]),
        "right": ("en", "{{cite journal|title=T|doi=10.1000/182}}", []),
        "an address": ("en", "{{cite journal|title=T|doi=https://doi.org/10.1000/182}}", []),
    },
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
    "box-transcluded": {
        "by its name": ("en", "{{WWII infobox}}\nA.", ["{{WWII infobox}}"]),
        "a box of its own": ("en", BOX.format("") + "{{WWII infobox}}", []),
        "a box of another kind": ("en", "{{Infobox person|name=X}}\nA.", []),
        "no box": ("en", "{{short description|x}}\nA.", []),
    },
    "template-unknown": {
        "in a text": ("en", "A {{zyx|b}} c {{zyx|d}}", ["{{zyx|b}}"]),
        "a request for a source": ("el", "A {{Εκκρεμεί παραπομπή}} b", []),
    },
    "quantity-vague": {
        "losses": ("en", BOX.format("casualties1=heavy losses"), ["heavy"]),
        "alone": ("en", BOX.format("casualties1=Heavy"), ["Heavy"]),
        "the last words of a cell": ("zh", BOX.format("casualties1=過半\n"), ["過半"]),
        "a number of a kind": ("en", BOX.format("strength1=several heavy guns"), ["several"]),
        "which kind": ("en", BOX.format("strength1=men in heavy armour"), []),
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
    "quantity-sum": {
        "more than the total": (
            "en",
            BOX.format("strength1=800 men:\n* 500 infantry\n* 400 cavalry"),
            ["800 men"],
        ),
        "every fate told, and less": (
            "en",
            BOX.format("casualties1=9,120 casualties:\n* 2,000 killed\n* 5,000 wounded\n* 2,000 captured"),
            ["9,120 casualties"],
        ),
        "in Chinese": ("zh", BOX.format("strength1=8000人：\n* 步兵5000人\n* 骑兵4000人"), ["8000人"]),
        "some of them only": ("en", BOX.format("strength1=800 men:\n* 500 infantry\n* 100 cavalry"), []),
        "the wounded are no part of the dead": (
            "en",
            BOX.format("casualties1=900 dead:<br>600 killed in action<br>300 wounded<br>200 captured"),
            [],
        ),
        "all are rounded": (
            "zh",
            BOX.format("casualties1=伤亡55.5万人（毙伤17.1万，俘虏32万，投降3.5万，起义2.8万）"),
            [],
        ),
        "the total is rounded": (
            "en",
            BOX.format("strength1=73,000 men:\n* 50,700 infantry\n* 22,440 cavalry"),
            [],
        ),
        "about so many": ("en", BOX.format("strength1=about 805 men:\n* 500 infantry\n* 320 cavalry"), []),
        "some among the part before": (
            "en",
            BOX.format("casualties1=900 casualties:\n* 700 killed, including 400 captured\n* 200 missing"),
            [],
        ),
        "twice over": (
            "en",
            BOX.format("strength1=900 men:\n* 500 French\n* 400 Dutch\n* 700 infantry\n* 200 cavalry"),
            [],
        ),
    },
    "losses-above-strength": {
        "killed": ("en", BOX.format("strength1=800 men|casualties1=900 killed"), ["900 killed"]),
        "in Chinese": ("zh", BOX.format("strength1=800人|casualties1=陣亡900人"), ["陣亡900人"]),
        "as many as there were": ("en", BOX.format("strength1=800 men|casualties1=800 killed"), []),
        "more arms than one": (
            "en",
            BOX.format("strength1=800 infantry, 300 cavalry|casualties1=900 killed"),
            [],
        ),
        "an open strength": ("en", BOX.format("strength1=800+ men|casualties1=900 killed"), []),
        "divisions": ("en", BOX.format("strength1=2 divisions, 300 men|casualties1=900 killed"), []),
        "civilians": ("en", BOX.format("strength1=800 men|casualties1=900 civilians killed"), []),
        "ships": ("en", BOX.format("strength1=800 men|casualties1=900 ships sunk"), []),
        "the other side": ("en", BOX.format("strength1=800 men|casualties2=900 killed"), []),
        "a war": ("en", BOX.format("conflict=War of the X|strength1=800 men|casualties1=900 killed"), []),
    },
    "captured-above-strength": {
        "more than there were": (
            "en",
            BOX.format("strength1=80 men|casualties1=90 captured"),
            ["90 captured"],
        ),
        "fewer": ("en", BOX.format("strength1=80 men|casualties1=70 captured"), []),
    },
    "commander-on-two-sides": {
        "the same": ("en", BOX.format("commander1=[[X Y]]|commander2=[[X Y|Y]]"), ["Y"]),
        "in two scripts": ("zh", BOX.format("commander1=[[刘某]]|commander2=[[劉某]]"), ["劉某"]),
        "changed sides": ("en", BOX.format("commander1=[[X Y]] {{defected}}|commander2=[[X Y|Y]]"), []),
        "namesakes": ("en", BOX.format("commander1=[[X Y (general)|X Y]]|commander2=[[X Y]]"), []),
        "ranks no rule knows": ("bn", BOX.format("commander1=[[X]] [[Y]]|commander2=[[X]] [[Z]]"), []),
    },
    "name-two-spellings": {
        "in two scripts": ("zh", "[[刘伯承]]与[[劉伯承]]、[[劉伯承]]", ["[[劉伯承]]"]),
        "behind a bar": ("zh", "[[刘伯承]]与[[刘伯承|劉伯承]]", ["[[刘伯承|劉伯承]]"]),
        "another name of his": ("zh", "[[刘伯承]]与[[刘伯承|刘帅]]", []),
        "in another script throughout": ("zh", "[[劉伯承]]与[[鄧小平]]", []),
        "full width": ("zh", "[[Ａ团]]与[[A团]]", []),
    },
    "date-lead-mismatch": {
        "another day": (
            "en",
            BOX.format("date=2 May 1745") + "\nX was fought on 22 May 1745.",
            ["22 May 1745"],
        ),
        "in Chinese": (
            "zh",
            BOX.format("date=1745年5月2日") + "\n甲战役发生于1745年6月22日。",
            ["1745年6月22日"],
        ),
        "the same day": ("en", BOX.format("date=2 May 1745") + "\nX was fought on 2 May 1745.", []),
        "the Julian day": ("en", BOX.format("date=2 May 1745") + "\nX was fought on 13 May 1745.", []),
        "the month alone": ("en", BOX.format("date=2 May 1945") + "\nX was fought in May 1945.", []),
        "another year in passing": (
            "en",
            BOX.format("date=2 May 1745") + "\nX was a battle of the War of 1742.",
            [],
        ),
        "in the second sentence": (
            "en",
            BOX.format("date=2 May 1745") + "\nX was fought here. On 1 June 1747 it ended.",
            [],
        ),
        "about": ("en", BOX.format("date=c. 2 May 1745") + "\nX was fought on 22 May 1745.", []),
        "one day of several": ("en", BOX.format("date=1–9 May 1945") + "\nX began on 1 May 1945.", []),
    },
    "date-category-mismatch": {
        "another year": (
            "en",
            BOX.format("date=2 May 1745") + "[[Category:Conflicts in 1754]]",
            ["[[Category:Conflicts in 1754]]"],
        ),
        "in Chinese": (
            "zh",
            BOX.format("date=1949年") + "[[Category:1948年11月]]",
            ["[[Category:1948年11月]]"],
        ),
        "before Christ": ("en", BOX.format("date=216 BC") + "[[Category:216 BC]]", []),
        "before Christ, in Chinese": ("zh", BOX.format("date=公元前260年") + "[[Category:前260年]]", []),
        "one of two": (
            "en",
            BOX.format("date=2 May 1745") + "[[Category:1744 in X]][[Category:Conflicts in 1745]]",
            [],
        ),
        "the name of a war": ("en", BOX.format("date=1814") + "[[Category:Battles of the War of 1812]]", []),
        "a regiment": ("en", BOX.format("date=1814") + "[[Category:101st Airborne Division]]", []),
        "within the years": ("en", BOX.format("date=1812–1814") + "[[Category:Conflicts in 1813]]", []),
    },
    "date-timeline-mismatch": {
        "the city falls a day later": (
            "en",
            BOX.format("date=1–29 May 1745")
            + "\n== Battle ==\nOn 28 May it held. On 30 May it was captured.",
            ["On 30 May it was captured."],
        ),
        "in Chinese": (
            "zh",
            BOX.format("date=1949年11月1日－11月29日") + "\n== 战役进程 ==\n11月30日，总攻渝中。",
            ["11月30日，总攻渝中。"],
        ),
        "a day of the battle": (
            "en",
            BOX.format("date=1–29 May 1745") + "\n== Battle ==\nOn 29 May it was captured.",
            [],
        ),
        "no fighting": ("en", BOX.format("date=1–29 May 1745") + "\n== Battle ==\nOn 30 May it rained.", []),
        "long after": (
            "en",
            BOX.format("date=1–20 May 1745") + "\n== Battle ==\nOn 30 May it was captured.",
            [],
        ),
        "of the aftermath": (
            "en",
            BOX.format("date=1–29 May 1745") + "\n== Aftermath ==\nOn 30 May it was captured.",
            [],
        ),
        "the army's name has the word": (
            "zh",
            BOX.format("date=1949年11月1日－11月29日") + "\n== 战役进程 ==\n11月30日，解放军休整。",
            [],
        ),
    },
}
ROWS = {f"{code}: {name}": (code, *row) for code, rows in CHECKS.items() for name, row in rows.items()}


@pytest.mark.parametrize(("code", "lang", "text", "words"), ROWS.values(), ids=ROWS)
def test_checks(code: str, lang: str, text: str, words: list[str]) -> None:
    found = wikibattle.parse(text, lang=lang).findings
    assert [text[slice(*each.span)] for each in found if each.code == code] == words


HOSTILE = {
    "unknown parameters": BOX.format("|".join(f"comandr{number}x=1" for number in range(5000))),
    "a long key": BOX.format("commander" * 5000 + "=1"),
    "parts": BOX.format("strength1=500 men:" + "".join(f"<br>* {number} riders" for number in range(2000))),
    "links": "[[甲 (消歧義)|乙]]" * 5000,
    "years": "[[Category:Conflicts in 1649]]" * 5000 + BOX.format("date=1648"),
    "requests": "{{cn|date=" * 3000,
    "coordinates": "{{coord|91|1}}" * 5000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_checks_are_bounded(text: str) -> None:
    started = time.process_time()
    findings = wikibattle.parse(text, lang="zh").findings
    assert time.process_time() - started < 4  # some hundred milliseconds on a quiet machine
    assert max(Counter(finding.code for finding in findings).values()) <= 101


MESSAGES = {
    "the date of a request": ("en", "A.{{cn|date=May 2020}}", "citation-needed", "since May 2020", None),
    "in Chinese": ("zh", "甲。{{fact|time=2010-05}}", "citation-needed", "since 2010-05", None),
    "the year there is": (
        "en", "A.{{sfn|Ash|1991}}" + ASH, "note-source-missing", "Ash 1991", "the page has Ash 1990"
    ),
    "the key that is near": (
        "en", BOX.format("comander2a=[[X]]"), "parameter-misspelt", "commander2a", "write 'commander2a'"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "code", "words", "suggestion"), MESSAGES.values(), ids=MESSAGES)
def test_messages(lang: str, text: str, code: str, words: str, suggestion: str | None) -> None:
    (found,) = (each for each in wikibattle.parse(text, lang=lang).findings if each.code == code)
    assert words in found.message
    assert found.suggestion == suggestion
