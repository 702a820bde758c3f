"""The patterns that tell most pages of a dump apart: none that holds a box may be passed over."""

from __future__ import annotations

import pytest
from tests.conftest import corpus_files, fixture_files

from wikibattle.battle.cheap import box_byte_patterns, has_battle
from wikibattle.packs import known_languages, load_pack

OPENINGS = {
    "plain": "{{Infobox military conflict\n",
    "any case": "{{infobox Military Conflict|",
    "underscores": "{{Infobox_military_conflict",
    "blanks": "{{ \n Infobox  military conflict",
    "its namespace": "{{Template:Infobox military conflict",
    "its namespace in Chinese": "{{模板:Infobox military conflict",
    "a key": "{{某模板\n| combatant1 = A",
    "a key in traditional characters": "{{某模板\n|參戰方1=A",
    "a key with a Chinese number": "|参战方一=",
}


@pytest.mark.parametrize("text", OPENINGS.values(), ids=OPENINGS)
def test_what_may_be_a_box_is_looked_at(text: str) -> None:
    assert any(pattern.search(text.encode()) for pattern in box_byte_patterns("zh"))


@pytest.mark.parametrize(
    "text", ["{{Infobox person|name=A}}", "military conflict", "|combatants=", "| 1 = 2"]
)
def test_what_is_none_is_passed_over(text: str) -> None:
    assert not any(pattern.search(text.encode()) for pattern in box_byte_patterns("zh"))


def test_every_article_with_a_box_is_looked_at() -> None:
    for path in [*fixture_files(), *corpus_files()]:
        text = path.read_text(encoding="utf-8")
        if has_battle(text, path.parent.name):
            assert any(found.search(text.encode()) for found in box_byte_patterns(path.parent.name)), path


@pytest.mark.parametrize("language", known_languages())
def test_every_name_of_a_language_in_any_case(language: str) -> None:
    for name in load_pack(language).infobox.names:
        for spelt in (name.rstrip("*"), name.rstrip("*").upper(), name.rstrip("*").lower()):
            text = "{{" + spelt + "\n|"
            assert any(found.search(text.encode()) for found in box_byte_patterns(language)), spelt
