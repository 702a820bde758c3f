"""Order-of-battle sections: lists and tables as formations, a value a heading."""

from __future__ import annotations

import wikibattle
from wikibattle.model import Formation

ZH = (
    "{{Infobox military conflict|conflict=甲河会战|combatant1=[[中华民国]]|combatant2=[[大日本帝国]]"
    "|commander1=[[李宗义]]|commander2=[[矶谷廉太]]}}\n"
)
EN = (
    "{{Infobox military conflict|conflict=Battle of Aford|combatant1=[[United States]]"
    "|combatant2=[[Confederate States of America|Confederacy]]}}\n"
)

Tree = dict[str, "Tree"]


def tree(formations: tuple[Formation, ...]) -> Tree:
    return {
        " ".join([unit.name, *(person.name for person in unit.commanders)]): tree(unit.formations)
        for unit in formations
    }


def orders(text: str, lang: str) -> list[tuple[int | None, str, Tree]]:
    battle = wikibattle.parse(text, title="X", lang=lang)
    for order in battle.order_of_battle:
        assert 0 <= order.span[0] <= order.span[1] <= len(text)
    return [(order.side, order.title, tree(order.formations)) for order in battle.order_of_battle]


def test_lists_under_headings_of_sides() -> None:
    body = (
        "== 战斗序列 ==\n本节列出参战部队，共约30万人。\n=== 中国军队 ===\n"
        "* 第五战区 司令长官[[李宗义]]\n** 第2集团军　总司令[[孙伯仲]]\n*** 第30军（军长田镇东）\n"
        "**** 第31师　池峰山\n** 第20军团，军团长汤恩仲\n"
        "=== 日本军队 ===\n* 第10师团：矶谷廉太中将\n** 步兵第33旅团\n*** 步兵第10联队、步兵第63联队\n"
    )
    assert orders(ZH + body, "zh") == [
        (1, "中国军队", {"第五战区 李宗义": {
            "第2集团军 孙伯仲": {"第30军 田镇东": {"第31师 池峰山": {}}}, "第20军团 汤恩仲": {},
        }}),
        (2, "日本军队", {"第10师团 矶谷廉太": {"步兵第33旅团": {"步兵第10联队": {}, "步兵第63联队": {}}}}),
    ]  # fmt: skip


def test_a_line_a_side() -> None:
    body = "== 参战部队 ==\n* 国军：第74师、第25师（师长黄百东）\n* 日军：第5师团\n"
    assert orders(ZH + body, "zh") == [
        (1, "国军", {"第74师": {}, "第25师 黄百东": {}}),
        (2, "日军", {"第5师团": {}}),
    ]


def test_a_table_with_a_column_a_side() -> None:
    body = (
        "== 参战部队 ==\n{|\n! 中国军队 !! 日本军\n|-\n|\n* 第2集团军：孙伯仲\n** 第9军\n||\n* 第10师团\n|}\n"
    )
    assert orders(ZH + body, "zh") == [
        (1, "中国军队", {"第2集团军 孙伯仲": {"第9军": {}}}),
        (2, "日本军", {"第10师团": {}}),
    ]


def test_a_table_of_units_with_a_column_of_commanders() -> None:
    body = (
        "== 战斗序列 ==\n=== 国军 ===\n{| class=wikitable\n! 集团军 !! 军 !! 师 !! 指挥官\n|-\n"
        "| rowspan=3 | 第2集团军<br>孙伯仲 || rowspan=2 | 第30军 || 第30师 || 张金火\n|-\n"
        "| 第31师 || [[池峰山]]少将\n|-\n| 第42军 || 第27师 || 黄樵山\n|}\n"
    )
    assert orders(ZH + body, "zh") == [
        (1, "国军", {"第2集团军 孙伯仲": {
            "第30军": {"第30师 张金火": {}, "第31师 池峰山": {}}, "第42军": {"第27师 黄樵山": {}},
        }}),
    ]  # fmt: skip


def test_english_lists_with_a_bold_line_over_them() -> None:
    body = (
        "== Opposing forces ==\nThe armies met at dawn.\n=== Union ===\n"
        "'''[[Army of Aford]]''' – Maj. Gen. [[George Harbor]]\n"
        "* [[I Corps (Aford)|I Corps]] – Maj. Gen. John Stone\n** 1st Division: Brig. Gen. James Woods\n"
        "* The corps marched all night over muddy roads without their wagons.\n"
    )
    assert orders(EN + body, "en") == [
        (
            1,
            "Union",
            {"Army of Aford George Harbor": {"I Corps John Stone": {"1st Division James Woods": {}}}},
        ),
    ]


def test_english_table_whose_cells_name_unit_and_commander() -> None:
    body = (
        "== Order of battle ==\n=== Confederate ===\n{| class=wikitable\n! Division\n! Brigade\n! Other\n|-\n"
        "| rowspan=2 | '''Heath's Division'''<br>MG Henry Heath\n| 1st Brigade<br>BG John Petty\n"
        "| 11th Aford Infantry: Col. Colin Lever<br>26th Aford Infantry\n|-\n"
        "| 2nd Brigade<br>Col. John Brook\n| 40th Aford Regiment\n|}\n"
    )
    assert orders(EN + body, "en") == [
        (2, "Confederate", {"Heath's Division Henry Heath": {
            "1st Brigade John Petty": {"11th Aford Infantry Colin Lever": {}, "26th Aford Infantry": {}},
            "2nd Brigade John Brook": {"40th Aford Regiment": {}},
        }}),
    ]  # fmt: skip


def test_definition_heads_and_other_sections() -> None:
    body = (
        "== Order of battle ==\n;Union\n* 5th Cavalry Division\n;Confederates\n* 2nd Legion\n** Scouts\n"
        "== Battle ==\n* 1st Division attacked\n"
    )
    assert orders(EN + body, "en") == [
        (1, "Union", {"5th Cavalry Division": {}}),
        (2, "Confederates", {"2nd Legion": {"Scouts": {}}}),
    ]


def test_lines_over_lists_and_words_for_what_a_unit_is_made_of() -> None:
    body = (
        "== 作战序列 ==\n=== 中国军队 ===\n第二野战军（司令员刘伯明、政治委员邓平山）\n"
        "* 第三兵团 陈锡山 辖第10军、第11军\n第一野战军第18兵团（周士东）\n"
        "此外另有地方武装若干人参加了外围的战斗。\n"
    )
    assert orders(ZH + body, "zh") == [
        (1, "中国军队", {
            "第二野战军 刘伯明 邓平山": {"第三兵团 陈锡山": {"第10军": {}, "第11军": {}}},
            "第一野战军": {"第18兵团 周士东": {}},
        }),
    ]  # fmt: skip


def test_a_row_that_names_a_side_opens_its_part_of_a_table() -> None:
    body = (
        "== 参战兵力 ==\n{|\n|-\n! 部队番号 !! 主官 !! 兵力\n|-\n| colspan=3 | 中国军队\n|-\n"
        "| 第25师 || 师长王某山（阵亡） || 6,000\n|-\n| colspan=3 | 日军\n|-\n"
        "| 第5师团 || [[板垣太郎]] || 8,000\n|}\n"
    )
    assert orders(ZH + body, "zh") == [
        (1, "中国军队", {"第25师 王某山": {}}),
        (2, "日军", {"第5师团 板垣太郎": {}}),
    ]
