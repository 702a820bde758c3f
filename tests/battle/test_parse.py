"""Whole articles: what must be true of one battle, and of every real one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import FIXTURES, SHARED, corpus_files, fixture_files, needs_shared

import wikibattle
from wikibattle.model import Battle, Page

NANQUAN = [
    pytest.param(FIXTURES / "zh" / "南泉战役.wikitext", id="fixture"),
    pytest.param(SHARED / "corpus" / "zh" / "南泉战役.wikitext", id="real", marks=needs_shared),
]


@pytest.mark.parametrize("path", NANQUAN)
def test_nanquan(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    battle = wikibattle.parse(text, title="南泉战役", lang="zh")
    assert battle.name.text == "南泉战役"
    assert battle.place is not None
    assert [place.target for place in battle.place.names] == ["重庆市", "巴县 (北周)", "南岸区"]
    first, second = battle.sides
    assert [party.target for party in first.belligerents] == [
        "中国人民解放军第二野战军",
        "中国人民解放军第四野战军",
    ]
    assert second.belligerents[0].target == "中華民國國軍"
    assert [[person.target for person in side.commanders] for side in battle.sides] == [
        ["刘伯承", "邓小平"],
        ["胡宗南", "宋希濂"],
    ]
    assert battle.result is not None
    assert battle.result.victors == (1,)
    assert len(battle.links) == 59
    assert len(battle.categories) == 5
    assert sum(1 for _ in headings(battle)) == 7
    (note,) = battle.references
    assert note.name == "军事科学"
    assert [text[slice(*use)][:5] for use in note.uses] == ["<ref ", "<ref "]
    assert note.span == note.uses[1]
    assert {note.id} == {ref for figure in second.losses for ref in figure.refs}
    assert any("关押于中美合作所渣滓洞" in section.text for section in sections(battle))


def sections(battle: Battle) -> Iterator[Any]:
    todo = list(battle.sections)
    while todo:
        section = todo.pop()
        yield section
        todo.extend(section.sections)


def headings(battle: Battle) -> Iterator[Any]:
    return (section for section in sections(battle) if section.level)


def spans(value: Any, path: str = "") -> Iterator[tuple[str, Any, tuple[int, int]]]:
    """Every (path, object, span) in a battle's JSON."""
    if isinstance(value, dict):
        if value.get("span") is not None:
            yield path, value, tuple(value["span"])
        for key, each in value.items():
            yield from spans(each, f"{path}.{key}")
    elif isinstance(value, list):
        for each in value:
            yield from spans(each, path)


def check_spans(text: str, battle: Battle) -> None:
    """Every span lies in the text; that of a value without markup is the value's very words."""
    for path, value, (start, end) in spans(battle.model_dump(mode="json")):
        assert 0 <= start <= end <= len(text), path
        words = value.get("text")
        source = text[start:end]
        if isinstance(words, str) and words and not path.endswith((".sections", ".references", ".summary")):
            first, last = words.split("\n")[0][:1], words[-1:]
            if first.isalnum() and not any(sign in source for sign in "{&<"):
                assert first in source, (path, words, source)
                assert not last.isalnum() or last in source, (path, words, source)


@needs_shared
@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_real_articles(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    battle = wikibattle.parse(text, title=path.stem.replace("_", " "), lang=path.parent.name)
    assert battle.infobox is not None
    assert wikibattle.has_battle(text)
    assert wikibattle.has_battle(text, path.parent.name)
    assert battle.name.text
    named = [
        key for key in (cell.key for cell in battle.infobox.parameters if cell.value) if "combatant" in key
    ]
    assert all(side.belligerents for side in battle.sides) or not named
    check_spans(text, battle)
    assert Battle.model_validate_json(battle.model_dump_json()) == battle
    assert wikibattle.parse(text).language == path.parent.name


@pytest.mark.parametrize("path", fixture_files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_fixtures_round_trip(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    battle = wikibattle.parse(text, lang=path.parent.name)
    check_spans(text, battle)
    assert Battle.model_validate_json(battle.model_dump_json()) == battle


@pytest.mark.parametrize("path", fixture_files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_line_ends_make_no_difference(path: Path) -> None:
    def without_places(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: without_places(each)
                for key, each in value.items()
                if key not in {"span", "sentence", "uses", "value"}
            }
        return [without_places(each) for each in value] if isinstance(value, list) else value

    text = path.read_text(encoding="utf-8")
    first, second = (
        without_places(wikibattle.parse(form, lang=path.parent.name).model_dump(mode="json"))
        for form in (text, text.replace("\n", "\r\n"))
    )
    assert first == second


def test_no_box_gives_title_and_lead() -> None:
    battle = wikibattle.parse("The '''Fight''' was.\n\n== A ==", title="Fight at X", lang="en")
    assert (battle.name.text, battle.summary.text, battle.infobox) == ("Fight at X", "The Fight was.", None)
    assert battle.sides == ()
    assert [finding.code for finding in battle.findings] == ["box-missing"]


def test_no_title_takes_the_leads_bold_words() -> None:
    assert wikibattle.parse("The '''Fight''' was.", lang="en").name.text == "Fight"


def test_aliases_are_the_other_bold_words_of_the_lead() -> None:
    battle = wikibattle.parse("'''甲战役'''，又称'''乙大捷'''。\n\n'''丙'''", title="甲戰役", lang="zh")
    assert [alias.text for alias in battle.aliases] == ["乙大捷"]


def test_categories_tell_namesake_eras_apart() -> None:
    source = "{{Infobox military conflict|conflict=甲|date=太和三年|combatant1=乙}}"
    battle = wikibattle.parse(f"{source}[[Category:229年]]", lang="zh")
    assert battle.date is not None
    assert battle.date.edtf == "0229"


def test_a_linked_name_is_no_verb() -> None:
    """破 of 拿破仑 says nothing of who beat whom."""
    cells = "|combatant1={{flag|法国}}|combatant2={{flag|英国}}|commander1=[[拿破仑一世]]"
    result = "英国胜利，[[拿破仑一世|拿破仑]]退位"
    battle = wikibattle.parse(
        f"{{{{Infobox military conflict|conflict=甲{cells}|result={result}}}}}", lang="zh"
    )
    assert battle.result is not None
    assert battle.result.victors == (2,)


def test_the_page_is_kept() -> None:
    page = Page(page_id=1, revision_id=2, timestamp="2026-01-01T00:00:00Z", site="zhwiki", url="https://x.y")
    assert wikibattle.parse("", page=page, lang="zh").page == page


def test_wrong_arguments_say_what_was_expected() -> None:
    with pytest.raises(TypeError, match=r"must be str .* not bytes"):
        wikibattle.parse(b"x")  # type: ignore[arg-type]
    with pytest.raises(
        wikibattle.UnknownLanguageError, match=r"unknown language 'xx': expected one of .*en.*zh"
    ):
        wikibattle.parse("x", lang="xx")


LANGUAGES = {"zh": "战役在此。", "en": "The battle was here and there.", "el": "Η μάχη έγινε.", "bn": "যুদ্ধ"}


@pytest.mark.parametrize(("lang", "text"), LANGUAGES.items())
def test_language_is_told_from_the_text(lang: str, text: str) -> None:
    assert wikibattle.parse(text).language == lang


PIECES = st.sampled_from(
    [
        "{{Infobox military conflict",
        "{{Infobox military conflict|",
        "\n| combatant1 = ",
        "\n|combatant2=",
        "\n| date = ",
        "\n| strength1 = ",
        "\n|casualties2=",
        "\n| result = ",
        "\n|place=",
        "}}",
        "{{",
        "[[A|b]]",
        "[[",
        "]]",
        "|",
        "=",
        "\n",
        "{{KIA}}",
        "{{flag|France}}",
        "<ref name=x>",
        "</ref>",
        "<br>",
        "== H ==",
        "'''",
        "1,000",
        "3万余人",
        "死伤",
        "1949年11月1日",
        "French victory",
        "解放军胜利",
        "-{",
        "}-",
        "{{coord|1|2}}",
        "<!--",
        "-->",
        " ",
        "(",
        "）",
        "、",
        "‡",
        "\x00",
        "\u200f",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["zh", "en", "el", None]))
def test_any_text_gives_a_battle(text: str, lang: str | None) -> None:
    battle = wikibattle.parse(text, lang=lang)
    check_spans(text, battle)
    assert Battle.model_validate_json(battle.model_dump_json()) == battle
    wikibattle.has_battle(text, lang)
