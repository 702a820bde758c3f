"""Pages and lines in every variant, against the stored answers of a real MediaWiki 1.39.

`page_cases.json`: pages of our own with rules in them, and what each reader is shown.
`variant_lines.json`: sentences of our own, and MediaWiki's conversion of each.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import wikibattle
from wikibattle.script.conversion import VARIANTS, Converter

HERE = Path(__file__).parent
PAGES: list[dict[str, Any]] = json.loads((HERE / "page_cases.json").read_text(encoding="utf-8"))
LINES: list[dict[str, Any]] = json.loads((HERE / "variant_lines.json").read_text(encoding="utf-8"))

#: Where we differ on purpose, and why.
OTHERWISE = {
    "manual one way": "MediaWiki shows an error to variants that no rule serves; here the words stay",
    "rule before the tables": "飛彈 is 導彈 in Hong Kong, whether MediaWiki's tables have it or not",
    "file names stay": "a file and its caption are no part of the running text",
    "described": "the description of a rule is written by MediaWiki, and no text of the page",
}

#: What MediaWiki's tables take for something else. (we show, MediaWiki shows)
OURS_IS_RIGHT = {
    ("黃天蕩", "黃天盪"),  # the name of a water
    ("衝入", "沖入"),
    ("萊特灣", "雷伊泰灣"),  # MediaWiki's name for Hong Kong is Taiwan's
}


def by_variant(shown: dict[str, str]) -> dict[str, str]:
    return {variant: text for names, text in shown.items() for variant in names.split()}


@pytest.mark.parametrize("case", PAGES, ids=[case["id"] for case in PAGES])
def test_a_page_with_rules(case: dict[str, Any]) -> None:
    battle = wikibattle.parse(case["wikitext"], lang="zh")
    shown = {
        variant: [line for line in battle.to_script(variant).summary.text.split("\n") if line]
        for variant in VARIANTS
    }
    expected = {variant: text.split("\n") for variant, text in by_variant(case["shown"]).items()}
    if case["id"] in OTHERWISE:
        assert shown != expected, "we no longer differ: take it off the list"
    else:
        assert shown == expected


def test_there_is_a_reason_for_each_difference() -> None:
    assert OTHERWISE.keys() <= {case["id"] for case in PAGES}


@pytest.mark.parametrize("variant", ["zh-hans", "zh-hant", "zh-cn", "zh-tw", "zh-hk"])
def test_lines_are_shown_as_in_mediawiki(variant: str) -> None:
    converter = Converter(variant)
    different = []
    for line in LINES:
        ours, theirs = converter.convert(line["text"]), by_variant(line["shown"])[variant]
        if ours != theirs:
            different.append(ours)
            assert any(ours.replace(one, other) == theirs for one, other in OURS_IS_RIGHT), ours
    share = 1 - len(different) / len(LINES)
    assert share >= (0.995 if VARIANTS[variant] == "hans" else 0.97)
