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
