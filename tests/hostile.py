"""Texts made to hurt a parser: each a name and the piece it repeats, or how it is made for a size."""

from __future__ import annotations

from collections.abc import Callable

BOX = "{{Infobox military conflict\n| conflict = a\n| combatant1 = b\n| combatant2 = c\n| %s = %s\n}}\n"

#: Pieces repeated to the size wanted. Openers nothing closes, their mixtures, and signs in a row.
PIECES = {
    "template openers": "{{a|",
    "template openers without bars": "{{",
    "argument openers": "{{{a|",
    "nested boxes": "{{Infobox military conflict|combatant1=",
    "tables and templates": "{|\n|{{a|",
    "table openers": "{|\n|\n",
    "table rows": "|-\n| a || b\n",
    "comment openers": "<!-- ",
    "comments": "<!-- a -->",
    "bold and italic": "''a'''b",
    "five apostrophes": "'''''a",
    "apostrophes": "'",
    "file links": "[[File:a|",
    "link openers": "[[",
    "links without words": "[[|]]",
    "link with bars": "[[a|b|c]]",
    "external links": "[http://a.b ",
    "bare addresses": "http://a.b/(",
    "named notes": '<ref name="',
    "notes": "<ref>a</ref>",
    "note openers": "<ref>",
    "notes in notes": "<ref>{{#tag:ref|",
    "note calls": '<ref name="a"/>',
    "many note names": "<ref name=a%d/>",
    "short notes": "{{sfn|a|%d}}",
    "small tags": "<small>",
    "closing tags": "</small></div>",
    "divs": "<div><span>",
    "angle brackets": "<",
    "tag with attributes": "<br a=b ",
    "lists": "*",
    "list levels": "\n*#:;",
    "definition lists": "\n;a:b",
    "headings": "\n==a==\n",
    "heading openers": "\n==a",
    "equals signs": "=",
    "deep headings": "\n=a=\n==b==\n===c===\n",
    "converter openers": "-{zh-hans:",
    "converter rules": "-{zh-hans:a;zh-hant:b}-",
    "converter flags": "-{H|zh-hans:a%d;zh-hant:b%d}-",
    "braces and dashes": "-{{",
    "entities": "&amp;",
    "long entity": "&#0",
    "brackets": "（",
    "bracket pairs": "（a",
    "mixed brackets": "([{（【《",
    "quotes": "“《",
    "digits": "1",
    "digits and commas": "1,",
    "Chinese digits": "一",
    "Chinese units": "万",
    "thousands": "1,000,000,",
    "figures": "3万人、",
    "figures in sentences": "敌军阵亡3万余人，",
    "losses": "1,000 killed, ",
    "breakdowns": "10 (1 killed; 2 wounded) ",
    "open breakdowns": "10 (1 killed; ",
    "range": "10-",
    "range words": "10 to ",
    "dates": "1949年11月1日、",
    "Western dates": "1 May 1916 – ",
    "years": "1916 ",
    "abbreviated months": "3 Sept. 1916 ",
    "days alone": "On the 16th he went. ",
    "two winners": "Danish/Swedish victory ",
    "era years": "光緒二十年八月十八日",
    "dated sentences": "11月21日，宋希濂率部到达重庆。",
    "next days": "次日，",
    "sentences": "The army of [[A]] attacked on 3 May and lost 300 men. ",
    "coordinates": "{{coord|1|2|3|N|4|5|6|E}}",
    "degrees": "29°33′",
    "names": "[[a]]、",
    "many names": "[[a%d]]<br>",
    "formations": "第47军139师",
    "nested formations": "第1军（",
    "ordinals": "1st ",
    "results": "Victory, ",
    "flags": "{{flag|a}}",
    "killed": "†",
    "middle dots": "·",
    "categories": "[[Category:a%d]]\n",
    "line breaks": "<br />",
    "breaks": "\n",
    "spaces": " ",
    "spaces and lines": " \n",
    "tabs": "\t",
    "ideographic spaces": "\u3000",
    "commas": "，",
    "stops": "。",
    "colons": "：",
    "semicolons": ";",
    "dashes": "–",
    "slashes": "/",
    "bars": "|",
    "bars and names": "|a=",
    "same name": "|combatant1=a\n",
    "sides": "|combatant%d=a\n",
    "underscores": "_",
    "nulls": "\0",
    "controls": "\x01\x1f\x7f",
    "right to left": "\u202e\u200f",
    "combining": "\u0301",
    "letter and marks": "a\u0301\u0302\u0303",
    "variation selectors": "劉\ufe00",
    "private use": "\ue000\U000f0000",
    "surrogates": "\ud800",
    "bold lines": "\n'''a",
    "magic words": "__TOC__",
    "superscripts": "<sup>3</sup>",
    "pipe tricks": "[[a (b)|]]",
    "unclosed box": "{{Infobox military conflict\n|date=a\n\n",
    "nowiki": "<nowiki>",
    "nowiki pairs": "<nowiki/>",
    "galleries": "<gallery>\n",
    "redirects": "#REDIRECT [[a]]\n",
    "parser functions": "{{#if:",
    "tag functions": "{{#tag:ref|a}}",
    "substitutions": "{{subst:",
    "cite openers": "{{cite book|title=",
    "cites": "{{cite book|title=a%d|isbn=1}}",
    "Western notes": "<ref>John Smith, ''The Battle'' (in spring 1990), p. 5.</ref>",
    "bookish": "《a》b，c出版社，",
    "unknown templates": "{{q%d|w}}",
    "lists in templates": "{{plainlist|\n* a\n",
    "unbulleted": "{{ubl|",
    "interlanguage": "{{link-en|a",
    "small templates": "{{small|",
}


def repeated(piece: str, size: int) -> str:
    """The piece, numbered where it asks for a number, as often as fits into `size` characters."""
    if "%d" not in piece:
        return (piece * (size // len(piece) + 1))[:size]
    holes = piece.count("%d")
    count = size // (len(piece) + 2 * holes) + 1
    return "".join(piece % ((number,) * holes) for number in range(count))[:size]


def in_cell(field: str) -> Callable[[str, int], str]:
    """The piece inside a cell of a battle box that is closed after it."""

    def made(piece: str, size: int) -> str:
        return BOX % (field, repeated(piece, size))

    return made


#: Where the pieces stand.
PLACES: dict[str, Callable[[str, int], str]] = {
    "page": repeated,
    "date": in_cell("date"),
    "place": in_cell("place"),
    "result": in_cell("result"),
    "combatant3": in_cell("combatant3"),
    "commander1": in_cell("commander1"),
    "units1": in_cell("units1"),
    "strength1": in_cell("strength1"),
    "casualties1": in_cell("casualties1"),
    "after a heading": lambda piece, size: "== Battle ==\n1916.\n" + repeated(piece, size),
}
