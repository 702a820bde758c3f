"""A whole battle in one variant: shown text changes, nothing else does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import corpus_files, fixture_files

import wikibattle
from wikibattle.model import (
    Argument,
    Battle,
    Category,
    Citation,
    Conversion,
    Finding,
    Infobox,
    Media,
    Model,
    Script,
    Template,
)
from wikibattle.script import battles, same_name_key, script_of
from wikibattle.script.battles import SHOWN
from wikibattle.script.conversion import VARIANTS, UnknownVariantError

ARTICLES = [path for path in (*fixture_files(), *corpus_files()) if path.parent.name == "zh"]
NAMES = [f"{path.parent.parent.name}/{path.stem}" for path in ARTICLES]

PAGE = """{{NoteTA|T=zh-hans:甲战役;zh-hant:甲地戰役|1=zh-cn:导弹;zh-tw:飛彈;|G1=Military}}
{{Infobox military conflict
| date = 光绪二十年八月十八日
| combatant1 = [[中华民国国军|国军]]
| combatant2 = -{zh-hans:苏联;zh-hant:蘇聯}-
| commander1 = [[余程万]]、[[鍾繇|钟繇]]
| commander2 = 范文虎
| strength1 = 约3万余人
| casualties1 = 阵亡千余（[[国军]]称）
}}
国军的-{后}-方，后来用导弹。-{A|zh-cn:电脑;zh-tw:電腦}-与电脑。<ref>战后《国史》</ref>
== -{后}-金 ==
三天后，-{后}-来者至。
=== 后方 ===
-{后}-妃与-{zh-hans:[[软件|软体]];zh-hant:[[软件]]}-。1949年11月，刘伯承占领重庆。
"""


def shown(variant: str, text: str = PAGE, **options: Any) -> Battle:
    return wikibattle.parse(text, lang="zh", title="甲战役", **options).to_script(variant)


def test_the_shown_text_is_in_the_variant() -> None:
    battle = shown("zh-tw")
    assert (battle.script, battle.variant) == (Script.HANT, "zh-tw")
    assert battle.summary.text == "國軍的后方，後來用飛彈。電腦與電腦。"
    assert battle.references[0].text == "戰後《國史》"
    later = battle.sections[-1]
    assert (later.title, later.text) == ("后金", "三天後，后來者至。")
    assert later.sections[0].title == "後方"
    assert later.sections[0].text.startswith("后妃與软件。")  # the words of a rule are shown as given
    assert battle.timeline[-1].section == ("後金", "後方")
    assert battle.date is not None
    assert battle.date.text == "光緒二十年八月十八日"


def test_the_sides_are_in_the_variant() -> None:
    one, other = shown("zh-hk").sides
    assert [party.name for party in (*one.belligerents, *other.belligerents)] == ["國軍", "蘇聯"]
    assert [person.name for person in (*one.commanders, *other.commanders)] == ["余程萬", "鍾繇", "范文虎"]
    assert [(figure.text, figure.low) for figure in one.strength] == [("約3萬餘人", 30000)]


def test_the_title_is_shown_as_its_rule_says() -> None:
    assert [shown(variant).name.text for variant in ("zh-cn", "zh-hk")] == ["甲战役", "甲地戰役"]
    assert shown("zh-hk").title == "甲战役"


def test_the_readers_of_each_variant_have_their_words() -> None:
    text = "-{zh-hans:a;zh-hant:b;zh-hk:c}-与-{甲乙=>zh-tw:丙}-战"
    assert {variant: shown(variant, text).summary.text for variant in VARIANTS} == {
        **dict.fromkeys(("zh-hans", "zh-cn", "zh-sg", "zh-my"), "a与丙战"),
        **dict.fromkeys(("zh-hant", "zh-tw"), "b與丙戰"),
        **dict.fromkeys(("zh-hk", "zh-mo"), "c與丙戰"),
    }


def test_filtered_words_are_converted_for_their_variants_alone() -> None:
    text = "战：-{zh-tw|国}-"
    assert shown("zh-tw", text).summary.text == "戰：國"
    assert shown("zh-cn", text).summary.text == "战：国"


def test_a_rule_holds_from_its_text_on_and_can_be_taken_back() -> None:
    text = (
        "甲乙战\n== 一 ==\n-{H|zh-hans:甲乙;zh-hant:丙}-甲乙战\n== 二 ==\n-{-|zh-hans:甲乙;zh-hant:丙}-甲乙战"
    )
    assert [section.text for section in shown("zh-tw", text).sections] == ["甲乙戰", "丙戰", "甲乙戰"]


def test_groups_are_given_and_never_guessed() -> None:
    group = {"Military": ["zh-cn:坦克; zh-tw:戰車;", "巡航导弹=>zh-tw:巡弋飛彈"]}
    text = "{{NoteTA|G1=Military}}\n坦克与巡航导弹"
    assert shown("zh-tw", text, conversion_groups=group).summary.text == "戰車與巡弋飛彈"
    missing = wikibattle.parse(text, lang="zh")
    assert [finding.code for finding in missing.findings if "Military" in finding.message] == [
        "conversion-group-missing"
    ]
    assert missing.to_script("zh-tw").summary.text == "坦克與巡航飛彈"
    given = wikibattle.parse(text, lang="zh", conversion_groups=group)
    assert {conversion.group for conversion in given.conversions} == {"Military"}
    assert not [finding for finding in given.findings if finding.code == "conversion-group-missing"]


def test_the_rules_of_a_group_are_several() -> None:
    with pytest.raises(TypeError, match="conversion group 'Military' must be a list of str"):
        wikibattle.parse("战", lang="zh", conversion_groups={"Military": "zh-cn:坦克; zh-tw:戰車"})


def test_what_is_read_back_from_json_converts_alike() -> None:
    battle = wikibattle.parse(PAGE, lang="zh", title="甲战役")
    again = Battle.model_validate_json(battle.model_dump_json())
    assert again.to_script("zh-tw") == battle.to_script("zh-tw")


def test_a_variant_after_another() -> None:
    battle = wikibattle.parse(PAGE, lang="zh", title="甲战役")
    again = battle.to_script("zh-tw").to_script("zh-cn")
    assert again.summary.text == battle.to_script("zh-cn").summary.text
    assert [party.name for side in again.sides for party in side.belligerents] == ["国军", "苏联"]


def test_what_cannot_be_converted_is_refused() -> None:
    with pytest.raises(UnknownVariantError, match="unknown variant 'zh-xx': expected one of zh-hans"):
        shown("zh-xx")
    with pytest.raises(ValueError, match=r"only Chinese has variants.* is 'en'"):
        wikibattle.parse("A battle.", lang="en").to_script("zh-tw")


def models(value: object) -> Iterator[Model]:
    if isinstance(value, Model):
        yield value
        for name in type(value).model_fields:
            yield from models(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from models(each)


def test_every_type_is_converted_or_known_to_be_no_shown_text() -> None:
    """A new type of the model must be put in one of the two."""
    not_shown = {Argument, Category, Citation, Conversion, Finding, Infobox, Template}
    met = {type(model) for path in ARTICLES for model in models(read(path.read_text(encoding="utf-8")))}
    texts = {
        kind for kind in met if any("str" in str(field.annotation) for field in kind.model_fields.values())
    }
    coded = {"Coordinates", "Era", "Battle", "Extra", "Media", "VariantWords", "OneWayWords", "Page"}
    assert {kind.__name__ for kind in texts - not_shown - SHOWN.keys()} <= coded
    assert Media in battles._HOLDERS  # noqa: SLF001 (its caption is text)


def without_shown(value: object) -> object:
    if isinstance(value, Model):
        hidden = {*SHOWN.get(type(value), ()), *(("script", "variant") if isinstance(value, Battle) else ())}
        return {
            name: without_shown(getattr(value, name))
            for name in type(value).model_fields
            if name not in hidden
        }
    return [without_shown(each) for each in value] if isinstance(value, tuple) else value


def read(text: str) -> Battle:
    return wikibattle.parse(text, lang="zh", title="甲")


@pytest.mark.parametrize("path", ARTICLES, ids=NAMES)
def test_only_shown_text_changes(path: Any) -> None:
    battle = read(path.read_text(encoding="utf-8"))
    before = without_shown(battle)
    for variant in VARIANTS:
        assert without_shown(battle.to_script(variant)) == before
    assert battle == read(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ARTICLES, ids=NAMES)
def test_there_and_back_again(path: Any) -> None:
    """Names shown in the other script and back have the keys they had, and are in the script they say."""
    battle = read(path.read_text(encoding="utf-8")).to_script("zh-hans")
    back = battle.to_script("zh-hant").to_script("zh-hans")
    for one, other in zip(models(battle), models(back), strict=True):
        if "key" in type(one).model_fields and not isinstance(one, Argument):
            name = "text" if "text" in type(one).model_fields else "name"
            assert same_name_key(getattr(one, name)) == same_name_key(getattr(other, name))
    assert script_of(section.text for section in battle.to_script("zh-hant").sections) is Script.HANT
    assert script_of(section.text for section in back.sections) is Script.HANS


def values(battle: object) -> object:
    """All that is neither shown text, nor source, nor a name that an author gives to a note."""
    source = {
        "target",
        "title",
        "sort_key",
        "flag",
        "fragment",
        "citation",
        "script",
        "message",
        "suggestion",
    }
    if isinstance(battle, (Infobox, Template, Conversion)):
        return None
    if isinstance(battle, Model):
        kept = type(battle).model_fields.keys() - source - {*SHOWN.get(type(battle), ())} - {"name"}
        return {name: values(getattr(battle, name)) for name in kept}
    return [values(each) for each in battle] if isinstance(battle, tuple) else battle


@pytest.mark.parametrize("path", ARTICLES, ids=NAMES)
def test_an_article_in_either_script_has_the_same_values(path: Any) -> None:
    source = path.read_text(encoding="utf-8")
    simplified = opencc.OpenCC("t2s").convert(source)
    expected = values(read(simplified))
    for config in ("s2t", "s2tw", "s2hk"):
        traditional = opencc.OpenCC(config).convert(simplified)
        assert len(traditional) == len(simplified)
        assert values(read(traditional)) == expected, config


PIECES = [
    "-{",
    "}-",
    "-{后}-",
    "-{zh-hans:国;zh-hant:國}-",
    "-{A|zh-cn:甲;zh-tw:乙}-",
    "-{H|甲=>zh-hk:丙}-",
    "-{-|甲}-",
    "{{NoteTA|1=zh-cn:战;zh-tw:役|G1=军事}}",
    "{{Infobox military conflict|commander1=余程万}}",
    "[[國軍|国军]]",
    "\n== 三天后 ==\n",
    "1949年11月，",
    "战后，阵亡三万余人。",
    "<nowiki>战</nowiki>",
    "<ref>战</ref>",
    "'''",
    "甲",
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=60, deadline=None)
@given(MARKUP, st.sampled_from(list(VARIANTS)), st.sampled_from(list(VARIANTS)))
def test_any_page_keeps_its_shape(text: str, variant: str, after: str) -> None:
    battle = read(text)
    before = without_shown(battle)
    shown = battle.to_script(variant)
    assert without_shown(shown) == before
    assert without_shown(shown.to_script(after)) == before
    assert Battle.model_validate_json(shown.model_dump_json()) == shown


@pytest.mark.parametrize(
    "unit",
    [
        "-{后}-战",
        "-{A|zh-hans:甲乙;zh-hant:丙}-战",
        "[[国军|-{zh-hans:战;zh-hant:役}-]]战",
        "\n== -{后}-战 ==\n战-{后}-",
    ],
)
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        battle = read(unit * (size // len(unit)))
        _ = battle.conversions, battle.timeline
        start = time.perf_counter()
        battle.to_script("zh-tw")
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(40_000) < 30 * max(seconds(5_000), 0.02)
