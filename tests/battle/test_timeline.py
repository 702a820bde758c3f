"""The timeline of a whole article: clauses, what is carried over, phase, and what holds for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import wikibattle
from wikibattle.model import Battle, Section

BOX = (
    "{{Infobox military conflict|conflict=甲之战|date=1949年11月1日－11月29日"
    "|combatant1=[[甲国]]|combatant2=乙国|commander1=[[张三丰]]}}\n"
)


def parse(body: str) -> Battle:
    return wikibattle.parse(BOX + body, title="甲之战", lang="zh")


def test_each_date_of_an_item_is_an_event_with_its_clause() -> None:
    item = "*11月11日攻克甲县，并分路11日占领乙县、12日攻克丙县，11月21日进入丁县，22日戊县被攻克"
    events = parse(f"== 经过 ==\n{item}\n").timeline
    assert [(event.date.edtf, event.text) for event in events] == [
        ("1949-11-11", "11月11日攻克甲县"),
        ("1949-11-11", "并分路11日占领乙县"),
        ("1949-11-12", "12日攻克丙县"),
        ("1949-11-21", "11月21日进入丁县"),
        ("1949-11-22", "22日戊县被攻克"),
    ]
    assert len({event.sentence for event in events}) == 1


def test_a_heading_that_is_a_date_dates_what_follows() -> None:
    events = parse("== 经过 ==\n=== 11月5日 ===\n当日甲国进攻。次日再攻。7日停火。\n").timeline
    assert [event.date.edtf for event in events] == ["1949-11-05", "1949-11-06", "1949-11-07"]


def test_phases_and_an_aside_of_another_year() -> None:
    body = (
        "== 背景 ==\n1937年12月，乙国来犯。\n== 经过 ==\n11月3日，甲国进攻。1985年立碑。\n\n"
        "11月30日城陷。\n== 影响 ==\n1950年3月，乙国议和。\n"
    )
    events = parse(body).timeline
    assert [(event.date.edtf, event.phase) for event in events] == [
        ("1937-12", "before"),
        ("1949-11-03", "battle"),
        ("1985", "after"),
        ("1949-11-30", "battle"),
        ("1950-03", "after"),
    ]


def test_who_is_named_and_what_is_counted() -> None:
    text = "== 经过 ==\n11月3日，[[张三丰]]率3,000人攻城，被俘200人。\n"
    (event,) = parse(text).timeline
    assert (event.sides, event.commanders) == ((1,), ("张三丰",))
    assert [(figure.low, [*figure.classes]) for figure in event.quantities] == [
        (3000, []),
        (200, ["captured"]),
    ]


PIECES = st.sampled_from(
    "11月3日 |次日|，|。|、|\n|\n* |"
    "\n== 经过 ==\n|\n=== 11月5日 ===\n|1985年|（|）|三天后|甲国|[[张三丰]]|3,000人|"
    "{{efn|注}}|''|<ref>1</ref>|光绪二十年八月十八日|至|5日".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_events_are_in_order_of_place_and_nest_in_their_section(body: str) -> None:
    text = BOX + body
    battle = parse(body)
    spans = [event.span for event in battle.timeline]
    assert spans == sorted(spans)
    for event in battle.timeline:
        first, last = event.sentence
        assert 0 <= first <= event.span[0] <= event.span[1] <= last <= len(text)
        assert any(_holds(section, event.section, event.sentence) for section in battle.sections)


def _holds(section: Section, path: tuple[str, ...], span: tuple[int, int]) -> bool:
    """Whether the section of that path, within this one, holds the span."""
    if section.title != path[0] or not (section.span[0] <= span[0] and span[1] <= section.span[1]):
        return False
    return len(path) == 1 or any(_holds(each, path[1:], span) for each in section.sections)


def test_a_story_of_any_length_is_read_to_a_bound_and_a_finding_says_so() -> None:
    day = "11月3日，甲国进攻，[[张三丰]]率3,000人攻城，被俘200人。\n"
    battle = parse("== 经过 ==\n" + day * 6000)
    (finding,) = [each for each in battle.findings if each.code == "timeline-too-long"]
    assert battle.timeline[-1].span[0] < finding.span[0]
    assert 1000 < len(battle.timeline) < 6000


def test_a_story_of_usual_length_is_read_whole() -> None:
    battle = parse("== 经过 ==\n" + "11月3日，甲国进攻。\n" * 1000)
    assert len(battle.timeline) == 1000
    assert "timeline-too-long" not in {finding.code for finding in battle.findings}


def test_a_line_that_is_a_date_dates_the_lines_under_it() -> None:
    body = "== 年表 ==\n; 11月5日\n: 甲国进攻。\n: 乙国退却。\n\n'''11月9日'''\n\n甲国入城。\n\n乙国求和。\n"
    assert [(event.date.edtf, event.text) for event in parse(body).timeline] == [
        ("1949-11-05", "甲国进攻。"),
        ("1949-11-05", "乙国退却。"),
        ("1949-11-09", "甲国入城。"),
    ]


def test_a_table_whose_first_column_is_dates() -> None:
    rows = "! 日期 !! 事件\n|-\n| 11月5日 || 甲国进攻\n|-\n| 11月6日\n| 乙国反攻\n|-\n| 11月 || 300\n"
    body = "== 年表 ==\n{|\n" + rows + "|}\n"
    assert [(event.date.edtf, event.text) for event in parse(body).timeline] == [
        ("1949-11-05", "甲国进攻"),
        ("1949-11-06", "乙国反攻"),
    ]
