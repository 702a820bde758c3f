"""Quantities: how many of what, what became of them, and who says so."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.written import bounds

from wikibattle.model import Quantity, Unit
from wikibattle.packs import load_pack
from wikibattle.reading.cells import read_cell
from wikibattle.reading.quantity import read_quantities
from wikibattle.reading.reading import Reading
from wikibattle.wikitext import Inline, InlineNote, Mark


def read(source: str, language: str, *, losses: bool = False) -> Reading[tuple[Quantity, ...]]:
    pack = load_pack(language)
    return read_quantities(read_cell(source, pack), pack, losses=losses)


def brief(quantity: Quantity) -> str:
    """ "~500-600 ship sunk": bounds, unit, classes; "500+" and "<500" for open ends."""
    about = "~" if quantity.approximate else ""
    classes = "+".join(quantity.classes)
    return f"{about}{bounds(quantity)} {quantity.unit}{' ' + classes if classes else ''}"


def figures(source: str, language: str, *, losses: bool = False) -> list[str]:
    return [brief(quantity) for quantity in read(source, language, losses=losses).value]


ZH_STRENGTH: dict[str, tuple[str, list[str]]] = {
    "people and formations": ("約600,000人,64個師", ["~600000 people", "64 division"]),
    "no counter": ("1.2万", ["12000 people"]),
    "full-width digits": ("７千人", ["7000 people"]),
    "mixed numerals": ("136万5000人", ["1365000 people"]),
    "range, scale left out": ("兵力约15-20万", ["~150000-200000 people"]),
    "range in numerals, scale left out": ("約十五至二十萬人", ["~150000-200000 people"]),
    "range, counter twice": ("165,314人至203,000人", ["165314-203000 people"]),
    "range in numerals": ("一万至一万五千人", ["10000-15000 people"]),
    "neighbouring digits": ("兩三千人", ["2000-3000 people"]),
    "unnamed digit": ("數萬", ["20000-99999 people"]),
    "a scale and more": ("萬餘", ["10000+ people"]),
    "a scale and about": ("萬人左右", ["~10000 people"]),
    "up to": ("不足千人", ["<1000 people"]),
    "more than, before": ("超過500,000人", ["500000+ people"]),
    "more than, behind": ("飞机1,500架以上", ["1500+ aircraft"]),
    "hundreds of": ("上百艘戰艦", ["100+ ship"]),
    "about and more": ("约3万余人", ["~30000+ people"]),
    "noun before": ("火炮近百门，飞机30余架", ["~100 gun", "30+ aircraft"]),
    "nouns joined": ("坦克、装甲车80余辆", ["80+ tank"]),
    "noun behind": ("24艘驱逐舰、2,500门火炮", ["24 ship", "2500 gun"]),
    "a weak counter and its noun": ("裝甲車輛43輛，马匹200匹", ["43 vehicle", "200 horse"]),
    "chariots in old times": ("战车1,000辆，战马3,000匹", ["1000 vehicle", "3000 horse"]),
    "no noun at all": ("60辆", ["60 vehicle"]),
    "formations of all kinds": (
        "1个集团军、3个军、12个步兵师、两个装甲旅、5個聯隊、6個大隊、2个骑兵连",
        ["1 army", "3 corps", "12 division", "2 brigade", "5 regiment", "6 battalion", "2 company"],
    ),
    "formations, noun first": ("師團9個、步兵大隊22個", ["9 division", "22 battalion"]),
    "half a division more": ("三個半師", ["3.5 division"]),
    "numbered units are no counts": ("第47军、115师、10、24、57师及炮兵第8团", []),
    "numbered units and a count": ("第1军、2军、44军共12个军", ["12 corps"]),
    "numbered unit before a figure": ("整编第74师3.2万余人", ["32000+ people"]),
    "calibres and types": ("155mm榴弹炮12门、T-34坦克200辆", ["12 gun", "200 tank"]),
    "calibre without its unit": ("105榴弹炮24门", ["24 gun"]),
    "Chinese types": ("运-5飞机4架，30輛M4坦克", ["4 aircraft", "30 tank"]),
    "digits parted by a sign": ("約四、五萬人", ["~40000-50000 people"]),
    "a million said to be": ("號稱百萬", ["1000000 people"]),
    "counted alike": ("坦克119輛，其中97輛被毀", ["119 tank", "97 tank"]),
    "sorties": ("飞机2,200架次", []),
    "so many each": ("每师约1万人，共5个师", ["5 division"]),
    "dates": ("8月20日：51,950人", ["51950 people"]),
    "numerals in names": ("八旗、三江口及九江守军", []),
    "numerals in titles": ("约2万人（《三国志》称兵不满万）", ["~20000 people", "<10000 people"]),
    "breakdown in a bracket": ("軍艦10艘（鐵甲艦2艘、巡洋艦8艘）", ["10 ship", "2 ship", "8 ship"]),
    "no digit to count": ("不詳", []),
    "tons": ("總噸位4万余吨", ["40000+ other"]),
    "ships and what they are not": ("砲艦2艘、炮艇3艘、岸炮4门", ["2 ship", "3 ship", "4 gun"]),
    "a big number of 军": ("五十萬大軍", ["500000 people"]),
    "horsemen": ("羽林郎3萬餘騎", ["30000+ people"]),
    "list": ("*步兵60餘萬\n*騎兵27萬", ["600000+ people", "270000 people"]),
    "一万二千余人": ("一万二千余人", ["12000+ people"]),
    "约1.2万人": ("约1.2万人", ["~12000 people"]),
    "3,000多人": ("3,000多人", ["3000+ people"]),
    "２万人": ("２万人", ["20000 people"]),
    "三四千人": ("三四千人", ["3000-4000 people"]),
    "十二三万": ("十二三万", ["120000-130000 people"]),
    "近万人": ("近万人", ["~10000 people"]),
    "数以千计的民兵": ("数以千计的民兵", []),
    "3个师又1个旅，约45,000人": ("3个师又1个旅，约45,000人", ["3 division", "1 brigade", "~45000 people"]),
    "第47军、115师 / 共3万5千人": ("第47军、115师\n共3万5千人", ["35000 people"]),
    "坦克200辆，火炮1,500门，飞机300架": (
        "坦克200辆，火炮1,500门，飞机300架",
        ["200 tank", "1500 gun", "300 aircraft"],
    ),
    "戰列艦5艘、巡洋艦12艘、驅逐艦30餘艘": (
        "戰列艦5艘、巡洋艦12艘、驅逐艦30餘艘",
        ["5 ship", "12 ship", "30+ ship"],
    ),
    "日方称5万人<br>国军战报：3万人": ("日方称5万人<br>国军战报：3万人", ["50000 people", "30000 people"]),
    "號稱八十萬，實為二十餘萬": ("號稱八十萬，實為二十餘萬", ["800000 people", "200000+ people"]),
    "骑兵五千，步兵2万": ("骑兵五千，步兵2万", ["5000 people", "20000 people"]),
    "戰船三百艘 / 士卒四萬": ("戰船三百艘\n士卒四萬", ["300 ship", "40000 people"]),
    "约8000人{{efn|一说12000人}}": ("约8000人{{efn|一说12000人}}", ["~8000 people"]),
    "{{nowrap|60,000人}}<ref>见": ("{{nowrap|60,000人}}<ref>见第35页，6万</ref>", ["60000 people"]),
    "-{zh-hans:3万名士兵;zh-hant:": ("-{zh-hans:3万名士兵;zh-hant:3萬名士兵}-", ["30000 people"]),
    "{{plainlist| / * 步兵：4,50": (
        "{{plainlist|\n* 步兵：4,500人\n* 騎兵：800人\n* 大炮：24門\n}}",
        ["4500 people", "800 people", "24 gun"],
    ),
    "{{ubl|12个步兵营|3個砲兵連}}": ("{{ubl|12个步兵营|3個砲兵連}}", ["12 battalion", "3 battery"]),
    "8－10萬人": ("8－10萬人", ["80000-100000 people"]),
    "3万至5万人": ("3万至5万人", ["30000-50000 people"]),
    "15,000～20,000名": ("15,000～20,000名", ["15000-20000 people"]),
    "不足两千人": ("不足两千人", ["<2000 people"]),
    "十余万大军": ("十余万大军", ["100000+ people"]),
    "至少5000人": ("至少5000人", ["5000+ people"]),
    "最多7,000人": ("最多7,000人", ["<7000 people"]),
    "4000人左右": ("4000人左右", ["~4000 people"]),
    "出动飞机120架，1,200架次": ("出动飞机120架，1,200架次", ["120 aircraft"]),
    "约三分之一为骑兵，总兵力9000": ("约三分之一为骑兵，总兵力9000", ["9000 people"]),
    "20岁以上男子约5千人": ("20岁以上男子约5千人", ["~5000 people"]),
    "155mm榴弹炮36门": ("155mm榴弹炮36门", ["36 gun"]),
    "1948年9月：55万人<br/>11月：60万": (
        "1948年9月：55万人<br/>11月：60万人",
        ["550000 people", "600000 people"],
    ),
    "U艇17艘，航空母舰1艘": ("U艇17艘，航空母舰1艘", ["17 ship", "1 ship"]),
    "湘軍水陸師17,000人": ("湘軍水陸師17,000人", ["17000 people"]),
    "明軍88,000餘人，朝鮮軍13,000人": ("明軍88,000餘人，朝鮮軍13,000人", ["88000+ people", "13000 people"]),
    "總兵力：約136萬5000人": ("總兵力：約136萬5000人", ["~1365000 people"]),
    "2個聯隊、1個大隊、1個中隊": ("2個聯隊、1個大隊、1個中隊", ["2 regiment", "1 battalion", "1 company"]),
    "装甲车40余辆、卡车500辆": ("装甲车40余辆、卡车500辆", ["40+ vehicle", "500 vehicle"]),
    "戰車千乘，步卒三萬": ("戰車千乘，步卒三萬", ["1000 vehicle", "30000 people"]),
    "戰象200頭，馬匹5000匹": ("戰象200頭，馬匹5000匹", ["200 other", "5000 horse"]),
    "12万人（其中骑兵2万）": ("12万人（其中骑兵2万）", ["120000 people", "20000 people"]),
    "不详": ("不详", []),
    "數萬人": ("數萬人", ["20000-99999 people"]),
    "百余艘战船": ("百余艘战船", ["100+ ship"]),
    "兩三百人": ("兩三百人", ["200-300 people"]),
    "直升機60架": ("直升機60架", ["60 aircraft"]),
    "警察2,500人、民兵约600人": ("警察2,500人、民兵约600人", ["2500 people", "~600 people"]),
}

ZH_LOSSES: dict[str, tuple[str, list[str]]] = {
    "signs within a people's name are no words": (
        "20名以色列平民死亡，约克军500人、西班牙300人战死",
        ["20 people killed+civilian", "500 people killed", "300 people killed"],
    ),
    "civilians before the figure": (
        "平民68人死亡、35人受傷",
        ["68 people killed+civilian", "35 people wounded+civilian"],
    ),
    "a class of a whole list": (
        "253辆坦克、133辆装甲车、96门火炮及迫击炮、208架飞机被毁",
        ["253 tank destroyed", "133 vehicle destroyed", "96 gun destroyed", "208 aircraft destroyed"],
    ),
    "one fate after another": ("被俘四五万人，悉数坑杀", ["40000-50000 people killed+captured"]),
    "other fates, unknown": ("战死276名、受伤、失踪不详", ["276 people killed"]),
    "civilians as the subject": (
        "平民死亡80人，重伤85人，官兵伤9人",
        ["80 people killed+civilian", "85 people wounded+civilian", "9 people wounded"],
    ),
    "a bracket behind words without a figure": ("死伤过半（约25万人）", ["~250000 people killed+wounded"]),
    "of a list of beasts the first counts": ("馬、駱、騾等28,600餘匹", ["28600+ horse casualties"]),
    "survivors are no losses": ("阵亡300人，仅17人生还", ["300 people killed"]),
    "survivors first": ("生还者仅17人", []),
    "all but a few": ("除百余人逃脱外，阵亡两千", ["2000 people killed"]),
    "class behind each figure, noun before": (
        "警察3死12伤",
        ["3 people killed", "12 people wounded"],
    ),
    "a label holds over semicolons": (
        "守军阵亡800人；平民：死亡300人；受伤500人；官兵伤9人",
        [
            "800 people killed",
            "300 people killed+civilian",
            "500 people wounded+civilian",
            "9 people wounded",
        ],
    ),
    "half a regiment is a fraction": ("半个团", []),
    "class before": ("死1000余人，傷3000余人", ["1000+ people killed", "3000+ people wounded"]),
    "class behind": ("3100餘人陣亡、451人受傷", ["3100+ people killed", "451 people wounded"]),
    "class before, then behind": ("69人阵亡、受伤451人", ["69 people killed", "451 people wounded"]),
    "two in one word": ("伤亡1万余人", ["10000+ people killed+wounded"]),
    "joined classes": ("陣亡及失蹤2,437人", ["2437 people killed+missing"]),
    "bare": ("1.7万人，3000余人失踪", ["17000 people casualties", "3000+ people missing"]),
    "annihilated": (
        "歼灭3.2万余人（毙伤1.3万余人，俘1.9万人）",
        ["32000+ people killed+wounded+captured", "13000+ people killed+wounded", "19000 people captured"],
    ),
    "carried on in a list": (
        "陣亡戰將310餘員、士兵45870餘名；損失騾馬48600餘匹",
        ["310+ people killed", "45870+ people killed", "48600+ horse casualties"],
    ),
    "not carried to what it cannot hold for": (
        "受傷8,766人、坦克30輛",
        ["8766 people wounded", "30 tank casualties"],
    ),
    "booty": ("缴获战车40辆、火炮五十余门", ["40 tank captured", "50+ gun captured"]),
    "ships": ("5艘沉没,4艘重創", ["5 ship sunk", "4 ship damaged"]),
    "wounded ships": ("沉沒5艘，負傷4艘", ["5 ship sunk", "4 ship damaged"]),
    "shot down": ("击落敌机12架，击伤5架", ["12 aircraft destroyed", "5 aircraft damaged"]),
    "of which": (
        "至少3,000人被杀，其中平民1,200人",
        ["3000+ people killed", "1200 people killed+civilian"],
    ),
    "rival": ("陣亡約600人（一說715人）", ["~600 people killed", "715 people killed"]),
    "class of a number unknown": ("沉船五十余艘，溺死者不计其数", ["50+ ship sunk"]),
    "class of somebody else": ("不少於10萬,大批官員戰死", ["100000+ people casualties"]),
    "went over": ("另有7.7万余人叛變，5,000人投降", ["77000+ people defected", "5000 people surrendered"]),
    "heading": (
        "'''死伤者'''<br>德军：5000<br>'''失踪'''<br>德军：200",
        ["5000 people killed+wounded", "200 people missing"],
    ),
    "definition list": (";阵亡\n官兵5,000人\n;受伤\n军官200人", ["5000 people killed", "200 people wounded"]),
    "formations lost": (
        "被歼5个军、17个师",
        ["5 corps killed+wounded+captured", "17 division killed+wounded+captured"],
    ),
    "heads": ("斩首三千级，俘获五千人", ["3000 people killed", "5000 people captured"]),
    "horses": ("双方战马倒毙约1万匹", ["~10000 horse killed"]),
    "fractions": ("傷者十之二三，損失七八成，伤亡约三分之一", []),
    "none sunk": ("5艘受創，無沉沒", ["5 ship damaged"]),
    "aircraft on the ground": (
        "飞机46架（其中13架在地面被击毁）",
        ["46 aircraft casualties", "13 aircraft destroyed"],
    ),
    "civilians": ("數百名平民死亡", ["200-999 people killed+civilian"]),
    "毙伤俘3万余人": ("毙伤俘3万余人", ["30000+ people killed+wounded+captured"]),
    "俘虏师长以下5,000余人": ("俘虏师长以下5,000余人", ["5000+ people captured"]),
    "起义2个师，投诚8000人": ("起义2个师，投诚8000人", ["2 division defected", "8000 people defected"]),
    "伤亡2,300人（阵亡800人，负伤1,500人": (
        "伤亡2,300人（阵亡800人，负伤1,500人）",
        ["2300 people killed+wounded", "800 people killed", "1500 people wounded"],
    ),
    "'''阵亡：'''<br>1,200人<br>'": (
        "'''阵亡：'''<br>1,200人<br>'''被俘：'''<br>300人",
        ["1200 people killed", "300 people captured"],
    ),
    "戰死三千餘人，負傷五千餘": ("戰死三千餘人，負傷五千餘", ["3000+ people killed", "5000+ people wounded"]),
    "日方称：戰死475人，負傷1,600人<br>國": (
        "日方称：戰死475人，負傷1,600人<br>國軍戰報：殲敵2萬餘",
        ["475 people killed", "1600 people wounded", "20000+ people killed+wounded+captured"],
    ),
    "损失飞机34架，坦克12辆": ("损失飞机34架，坦克12辆", ["34 aircraft casualties", "12 tank casualties"]),
    "沉没3艘，重伤2艘": ("沉没3艘，重伤2艘", ["3 ship sunk", "2 ship damaged"]),
    "驅逐艦2艘被擊沉、巡洋艦1艘受損": ("驅逐艦2艘被擊沉、巡洋艦1艘受損", ["2 ship sunk", "1 ship damaged"]),
    "平民死亡约1,500人": ("平民死亡约1,500人", ["~1500 people killed+civilian"]),
    "2万人": ("2万人", ["20000 people casualties"]),
    "过半伤亡": ("过半伤亡", []),
    "损失约三分之一": ("损失约三分之一", []),
    "全军覆没": ("全军覆没", []),
    "被歼灭5个军22个师，55.5万人": (
        "被歼灭5个军22个师，55.5万人",
        [
            "5 corps killed+wounded+captured",
            "22 division killed+wounded+captured",
            "555000 people killed+wounded+captured",
        ],
    ),
    "失踪217人": ("失踪217人", ["217 people missing"]),
    "1,024死，2,311傷，56失蹤": (
        "1,024死，2,311傷，56失蹤",
        ["1024 people killed", "2311 people wounded", "56 people missing"],
    ),
    "被击落12架，击伤5架": ("被击落12架，击伤5架", ["12 aircraft destroyed", "5 aircraft damaged"]),
    "坦克被毁30辆": ("坦克被毁30辆", ["30 tank destroyed"]),
    "被缴获火炮120门": ("被缴获火炮120门", ["120 gun captured"]),
    "投降13,000人": ("投降13,000人", ["13000 people surrendered"]),
    "斬首四千級": ("斬首四千級", ["4000 people killed"]),
    "溺死者數千人": ("溺死者數千人", ["2000-9999 people killed"]),
    "病死者2,000人，戰死500人": ("病死者2,000人，戰死500人", ["2000 people killed", "500 people killed"]),
    "逃亡1500人": ("逃亡1500人", ["1500 people deserted"]),
    "死伤者约四千": ("死伤者约四千", ["~4000 people killed+wounded"]),
    "自损1,800余人": ("自损1,800余人", ["1800+ people casualties"]),
    "减员6,500人": ("减员6,500人", ["6500 people casualties"]),
    "无伤亡": ("无伤亡", []),
    "牺牲1.1万余人，负伤3.4万余人": (
        "牺牲1.1万余人，负伤3.4万余人",
        ["11000+ people killed", "34000+ people wounded"],
    ),
    "艦載機損失92架": ("艦載機損失92架", ["92 aircraft casualties"]),
    "戰俘6,200名": ("戰俘6,200名", ["6200 people captured"]),
    "伤者300，死者100": ("伤者300，死者100", ["300 people wounded", "100 people killed"]),
    "* 陣亡：2,100 / * 受傷：4,300 ": (
        "* 陣亡：2,100\n* 受傷：4,300\n* 被俘或失蹤：900",
        ["2100 people killed", "4300 people wounded", "900 people missing+captured"],
    ),
    "失踪及被俘：1200人": ("失踪及被俘：1200人", ["1200 people missing+captured"]),
    "潜艇2艘沉没": ("潜艇2艘沉没", ["2 ship sunk"]),
    "将校30人、士兵1,000人战死": ("将校30人、士兵1,000人战死", ["30 people killed", "1000 people killed"]),
    "据俄方统计：1,351人阵亡": ("据俄方统计：1,351人阵亡", ["1351 people killed"]),
    "焚毀船隻80餘艘": ("焚毀船隻80餘艘", ["80+ ship destroyed"]),
    "遇难平民超过10,000人": ("遇难平民超过10,000人", ["10000+ people killed+civilian"]),
    "平民：40人死亡，120人受伤": (
        "平民：40人死亡，120人受伤",
        ["40 people killed+civilian", "120 people wounded+civilian"],
    ),
    "陣亡最多500人": ("陣亡最多500人", ["<500 people killed"]),
    "阵亡800－1,000人": ("阵亡800－1,000人", ["800-1000 people killed"]),
    "傷亡不到百人": ("傷亡不到百人", ["<100 people killed+wounded"]),
    "傷亡數百人": ("傷亡數百人", ["200-999 people killed+wounded"]),
    "被处决200人": ("被处决200人", ["200 people killed"]),
    "生擒八百餘人": ("生擒八百餘人", ["800+ people captured"]),
    "损失战马700匹": ("损失战马700匹", ["700 horse casualties"]),
    "俘9,000人": ("俘9,000人", ["9000 people captured"]),
    "a label for all of its line": (
        "平民：40人死亡，120名士兵受伤",
        ["40 people killed+civilian", "120 people wounded"],
    ),
}

EN_STRENGTH: dict[str, tuple[str, list[str]]] = {
    "guns called by their calibre": ("12 six-pounders and 3 9-pounders", ["12 gun", "3 gun"]),
    "calibres in a list": ("53 field pieces (mostly 32, 24 and 18-pounders)", ["53 gun"]),
    "a calibre right behind the count": (
        "3 105mm howitzers, 2 120 mm mortars, 30 000 men",
        ["3 gun", "2 gun", "30000 people"],
    ),
    "a time behind a bare number": (
        "600 aircraft, 1,600 by mid-September",
        ["600 aircraft", "1600 aircraft"],
    ),
    "missile batteries": ("21 SAM batteries", ["21 battery"]),
    "a single one": ("A single battalion", ["1 battalion"]),
    "and a half, in words": ("Two and a half divisions", ["2.5 division"]),
    "and a half, in digits": ("2 and a half million men", ["2500000 people"]),
    "bare": ("1,556,678", ["1556678 people"]),
    "range with a scale left out": ("20–25,000", ["20000-25000 people"]),
    "range in words": ("from 15,000 to 20,000", ["15000-20000 people"]),
    "between": ("Between 20,000 and 30,000 men", ["20000-30000 people"]),
    "range around a bracket": ("12,000 (outnumbered 4:3) to 36,000", ["12000-36000 people"]),
    "one or the other": ("5,000 or 6,000", ["5000-6000 people"]),
    "open above": ("over 1.2 million soldiers, 3,500+ tanks", ["1200000+ people", "3500+ tank"]),
    "open below": ("up to 3,000 men, fewer than 20 guns", ["<3000 people", "<20 gun"]),
    "about": ("c. 4000; ~500 planes", ["~4000 people", "~500 aircraft"]),
    "circa template": ("{{circa|12,000}} men", ["~12000 people"]),
    "in words": ("two divisions, three ships, half a million men", ["2 division", "3 ship", "500000 people"]),
    "a pronoun": ("17 ships, one of which was a frigate", ["17 ship"]),
    "thousand": ("20k infantry, 5 thousand cavalry", ["20000 people", "5000 people"]),
    "mixed number": ("3⅔ divisions, 2 1/2 brigades", ["3.67 division", "2.5 brigade"]),
    "no-break space": ("12&nbsp;500 men", ["12500 people"]),
    "adjectives": ("12 German heavy cruisers", ["12 ship"]),
    "compound": (
        "2 tank battalions, 30 tank crews, 4 aircraft carriers",
        ["2 battalion", "30 people", "4 ship"],
    ),
    "hyphens": ("14 ships-of-the-line, 61 torpedo-boats", ["14 ship", "61 ship"]),
    "noun before": ("Tanks: 300; allied cavalry of 1,800", ["300 tank", "1800 people"]),
    "horse and horses": ("3,000 horse, 2,000 horses", ["3000 people", "2000 horse"]),
    "artillery": ("80 artillery", ["80 gun"]),
    "artillery beside guns": ("8,050 artillery<br>252 guns", ["8050 people", "252 gun"]),
    "fighters": ("15,000 rebels, 3,000 fighters", ["15000 people", "3000 people"]),
    "fighters beside aircraft": ("620 fighters and 500 bombers", ["620 aircraft", "500 aircraft"]),
    "noun left to the next": ("8 infantry and 2 cavalry divisions", ["8 division", "2 division"]),
    "types": ("35 P-40s, 2 Bf 109s, 60 T-34 tanks", ["35 aircraft", "2 aircraft", "60 tank"]),
    "numbered units": ("1st Battalion, 9th Marines, No. 303 Squadron, 12th Army, U-47", []),
    "tied numbers": ("a 30-gun frigate, a 500-man garrison", ["500 people"]),
    "so many each": ("12 ships of 74 guns each", ["12 ship"]),
    "years": ("5,000 men in 1863; 150,000 (1941)", ["5000 people", "150000 people"]),
    "days": ("13 October: 5,000 men", ["5000 people"]),
    "numbers tied to guns": ("five 74-gun ships, 10 × 12-pounder guns", ["5 ship", "10 gun"]),
    "numbers of lines": ("1. 500 men<br>2. 600 men", ["500 people", "600 people"]),
    "more of the same later": (
        "14 ships (later 20); 3 divisions (20,000)",
        ["14 ship", "20 ship", "3 division", "20000 people"],
    ),
    "one of them": ("3 frigates (one French)", ["3 ship", "1 ship"]),
    "measures": ("{{convert|15|km}}, 88mm guns, 90%, 3 to 1, 30 days", []),
    "a part of a round number": ("3/4 of a million men", []),
    "legions": ("22,000 legionaries (elements of 9 legions)", ["22000 people", "9 other"]),
    "singular of a formation": ("6,000 King's German Legion", ["6000 people"]),
    "list": ("Total: 73,000\n* 50,700 infantry\n* 252 guns", ["73000 people", "50700 people", "252 gun"]),
}

EN_LOSSES: dict[str, tuple[str, list[str]]] = {
    "of two peoples": (
        "12,254 Commonwealth and 5,255 Greek captured",
        ["12254 people captured", "5255 people captured"],
    ),
    "fighters shot down are aircraft": (
        "38 fighters destroyed<br>20 damaged",
        ["38 aircraft destroyed", "20 aircraft damaged"],
    ),
    "fighters killed are people": ("400 fighters killed", ["400 people killed"]),
    "transports sunk are ships": (
        "3 transports sunk<br>5 aircraft lost",
        ["3 ship sunk", "5 aircraft casualties"],
    ),
    "what a hyphen ties is no noun": ("1 jeep-mounted M40 recoilless rifle", ["1 gun casualties"]),
    "an adjective with a hyphen": ("3 ex-German destroyers", ["3 ship casualties"]),
    "hostages rescued": ("1,780 hostages rescued", []),
    "survivors are no losses": ("1,418 killed, 3 survivors", ["1418 people killed"]),
    "only so many survived": ("600 killed; only 3 survived", ["600 people killed"]),
    "all but so many": ("All but 17 killed", []),
    "a label holds over semicolons": (
        "Civilians: 40 killed; 120 wounded",
        ["40 people killed+civilian", "120 people wounded+civilian"],
    ),
    "breakdown": (
        "23,049 total (3,155 killed; 14,529 wounded; 5,365 captured/missing)",
        [
            "23049 people casualties",
            "3155 people killed",
            "14529 people wounded",
            "5365 people missing+captured",
        ],
    ),
    "classes joined": (
        "13,000 dead, wounded and 6000 captured",
        ["13000 people killed+wounded", "6000 people captured"],
    ),
    "classes behind a comma": (
        "1,875 men killed, wounded, or missing",
        ["1875 people killed+wounded+missing"],
    ),
    "spelled out": ("7,000–10,000 (mostly killed)", ["7000-10000 people killed"]),
    "before": ("Killed: 1,000 officers and 20,000 men", ["1000 people killed", "20000 people killed"]),
    "headings": (
        "'''Killed:'''<br>Army: 500<br>'''Wounded:'''<br>Army: 600",
        ["500 people killed", "600 people wounded"],
    ),
    "heading with a figure": (
        "4,000 killed:<br>1,000 in the battle<br>2,000 fleeing",
        ["4000 people killed", "1000 people killed", "2000 people killed"],
    ),
    "ships and their guns": (
        "70 frigates (1,978 guns) lost",
        ["70 ship casualties", "1978 gun casualties"],
    ),
    "unit of the whole": (
        "2,200 merchant ships (600 to privateers) lost",
        ["2200 ship casualties", "600 ship casualties"],
    ),
    "unit of the line before": (
        "29 aircraft destroyed<br>~21 damaged<br>14 wounded",
        ["29 aircraft destroyed", "~21 aircraft damaged", "14 people wounded"],
    ),
    "class at the end of a list": (
        "6 tanks and 12 APCs destroyed",
        ["6 tank destroyed", "12 vehicle destroyed"],
    ),
    "including": (
        "1,500 captured, including 3 generals and 110 guns",
        ["1500 people captured", "3 people captured", "110 gun captured"],
    ),
    "unknown number of a class": (
        "Around 600 dead, unknown wounded",
        ["~600 people killed"],
    ),
    "several of a class": ("2 killed, several wounded", ["2 people killed"]),
    "no figure": ("Killed and wounded unknown<br>70 captured", ["70 people captured"]),
    "prisoners": ("about 1,500 noble prisoners (executed)", ["~1500 people captured"]),
    "civilians": (
        "10,000 civilians killed; Civilian casualties: 3,000",
        ["10000 people killed+civilian", "3000 people civilian+casualties"],
    ),
    "tons": ("(113,300 tons sunk)", ["113300 other sunk"]),
    "adjectives that are amounts elsewhere": ("1 heavy cruiser sunk", ["1 ship sunk"]),
    "mixed bracket": ("300,000 (military and civilian)", ["300000 people casualties"]),
    "share in a bracket": ("4,341 tanks (25% were write-offs)", ["4341 tank casualties"]),
    "part ends the whole's words": (
        "24,000 killed, wounded including 6,000 captured",
        ["24000 people killed+wounded", "6000 people captured"],
    ),
    "no marks between": ("Killed 5,000 Wounded 3,000", ["5000 people killed", "3000 people wounded"]),
    "on each side": ("500 killed on each side", ["500 people killed"]),
    "per day": ("10,000 per day", []),
    "none": ("0 killed, 3 wounded", ["0 people killed", "3 people wounded"]),
    "vague": ("thousands killed, dozens of tanks lost", []),
    "shares": ("80% of the force, one third of the army, 5/6 killed", []),
    "struck out": ("<s>500 killed</s> 600 killed", ["600 people killed"]),
    "notes and comments": ("34 killed{{efn|or 40}}<!-- 50? -->", ["34 people killed"]),
    "disease": ("17,000 died of disease", ["17000 people killed"]),
    "points": (
        "4 killed, 14 U.S. troops wounded. 2 guns lost.",
        ["4 people killed", "14 people wounded", "2 gun casualties"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), ZH_STRENGTH.values(), ids=ZH_STRENGTH.keys())
def test_chinese_strength(source: str, expected: list[str]) -> None:
    assert figures(source, "zh") == expected


@pytest.mark.parametrize(("source", "expected"), ZH_LOSSES.values(), ids=ZH_LOSSES.keys())
def test_chinese_losses(source: str, expected: list[str]) -> None:
    assert figures(source, "zh", losses=True) == expected


@pytest.mark.parametrize(("source", "expected"), EN_STRENGTH.values(), ids=EN_STRENGTH.keys())
def test_english_strength(source: str, expected: list[str]) -> None:
    assert figures(source, "en") == expected


@pytest.mark.parametrize(("source", "expected"), EN_LOSSES.values(), ids=EN_LOSSES.keys())
def test_english_losses(source: str, expected: list[str]) -> None:
    assert figures(source, "en", losses=True) == expected


CLAIMS: dict[str, tuple[str, str, list[str | None]]] = {
    "colon": ("zh", "國軍統計：陣亡5人；日方稱：傷亡9人，被俘3人", ["國軍統計", "日方稱", "日方稱"]),
    "before": ("zh", "據日方統計，戰死5人，負傷6人", ["日方統計", "日方統計"]),
    "bracket": ("zh", "22萬人<br>80萬人（曹操宣稱）", [None, "曹操宣稱"]),
    "said to be": ("zh", "號稱80萬，實際約15萬", ["號稱", None]),
    "rival": ("zh", "約30萬（一說10萬）", [None, "一說"]),
    "rival without a figure": ("zh", "數十萬（一說損失七八成）", [None]),
    "heading": ("zh", "解密檔案統計<br>蘇聯：陣亡5人<br>蒙古：死亡6人", ["解密檔案統計", "解密檔案統計"]),
    "breakdown": ("zh", "日方稱傷亡9人（戰死4人，戰傷5人）", ["日方稱"] * 3),
    "estimate": ("en", "'''German estimate:'''<br>500 killed<br>'''Soviet estimate:''' 900",
                 ["German estimate", "Soviet estimate"]),
    "claim in a bracket": ("en", "Up to 1,500 killed (British claim)<br>200", ["British claim", None]),
    "writer": ("en", "192 Athenians (Herodotus)<br>1,000 dead (modern estimates)",
               ["Herodotus", "modern estimates"]),
    "according to": ("en", "According to Livy, 7,000 killed", ["Livy"]),
    "according to, behind": ("en", "~230 (according to Caesar)", ["Caesar"]),
    "abbreviation": ("en", "U.S. claim: 500 killed", ["U.S. claim"]),
}  # fmt: skip


@pytest.mark.parametrize(("language", "source", "expected"), CLAIMS.values(), ids=CLAIMS.keys())
def test_claims(language: str, source: str, expected: list[str | None]) -> None:
    found = read(source, language, losses=True).value
    assert [quantity.attributed_to for quantity in found] == expected


PARTS: dict[str, tuple[str, str, list[int | None]]] = {
    "bracket": ("zh", "軍艦10艘（鐵甲艦2艘、巡洋艦8艘），官兵2,000人", [None, 0, 0, None]),
    "of which": ("zh", "傷亡900人，其中戰死400人，戰傷500人，失蹤30人", [None, 0, 0, None]),
    "bracket on its own line": ("zh", "8萬餘人<br>（其中北府兵精銳5,000人）", [None, 0]),
    "rival is no part": ("zh", "約600人（一說715人）", [None, None]),
    "not of another thing": ("zh", "坦克80辆（乘员400人）", [None, None]),
    "list": (
        "en",
        "* Total: 118,000\n** 25,000 British\n** 156 guns\n* 50,000 Prussians",
        [None, 0, None, 0],
    ),
    "including": ("en", "24,000 casualties, including 7,000 captured<br>15,000 missing", [None, 0, None]),
    "another unit's bracket": ("en", "1st Division (15,000), 2nd Division (12,000)", [None, None]),
}


@pytest.mark.parametrize(("language", "source", "expected"), PARTS.values(), ids=PARTS.keys())
def test_parts(language: str, source: str, expected: list[int | None]) -> None:
    found = read(source, language, losses=True).value
    assert [quantity.part_of for quantity in found] == expected


TIMES: dict[str, tuple[str, str, list[str | None]]] = {
    "date before": ("zh", "12月1日：5萬人<br>坦克135輛", ["12月1日", "12月1日"]),
    "until": ("zh", "截至1937年8月，约5万人", ["1937年8月"]),
    "year in a bracket": ("en", "150,000 (1941)<br>300,000 (peak 1943)", ["1941", "1943"]),
    "days": ("en", "13 October: 5,000 men; 14 October: 7,000", ["13 October", "14 October"]),
    "none": ("en", "5,000 men", [None]),
}


@pytest.mark.parametrize(("language", "source", "expected"), TIMES.values(), ids=TIMES.keys())
def test_times(language: str, source: str, expected: list[str | None]) -> None:
    assert [quantity.as_of for quantity in read(source, language).value] == expected


def test_words_of_a_figure() -> None:
    found = read("约3万余人，陣亡千餘；70 艘軍艦（含2艘）被擊沉", "zh", losses=True).value
    assert [quantity.text for quantity in found] == ["约3万余人", "陣亡千餘", "70 艘軍艦", "2艘"]
    found = read("at least 500 German infantry killed or wounded, 3 guns", "en", losses=True).value
    assert [quantity.text for quantity in found] == [
        "at least 500 German infantry killed or wounded",
        "3 guns",
    ]
    assert [quantity.label for quantity in found] == ["infantry", "guns"]


def test_spans_lead_to_the_source() -> None:
    source = "'''Losses''': [[tank|12 tanks]] {{nowrap|about 500 killed}}"
    found = read(source, "en", losses=True).value
    assert [source[slice(*quantity.span)] for quantity in found] == [
        "Losses''': [[tank|12 tanks",
        "about 500 killed",
    ]


def test_a_note_stands_behind_what_it_follows() -> None:
    cell = Inline.plain("5 killed, 6 wounded, 7 missing\n8 captured")
    cell.notes.extend([InlineNote(19, "r1"), InlineNote(19, "r2"), InlineNote(30, "r3")])
    found = read_quantities(cell, load_pack("en"), losses=True).value
    assert [quantity.refs for quantity in found] == [("r1", "r2"), ("r1", "r2"), ("r3",), ()]


def test_a_note_within_a_range() -> None:
    found = read("100<ref>A</ref>–120 killed<ref>B</ref>", "en", losses=True).value
    assert [quantity.refs for quantity in found] == [("r1", "r2")]


@pytest.mark.parametrize("role", ["measure", "unknown", "strike", "lifespan"])
def test_numbers_that_are_not_of_the_cell(role: str) -> None:
    cell = Inline.plain("500 men and 600 men")
    cell.marks.append(Mark(0, 7, role))
    assert [brief(each) for each in read_quantities(cell, load_pack("en"), losses=False).value] == [
        "600 people"
    ]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("Heavy", "quantity-vague"),
        ("about the whole army", "quantity-not-found"),
        ("10,24,57 men", "quantity-not-read"),
        ("5 men<br>" * 600, "quantity-too-long"),
    ],
)
def test_findings(source: str, code: str) -> None:
    assert code in {finding.code for finding in read(source, "en").findings}


@pytest.mark.parametrize("source", ["", "unknown", "None", "—", "500 men"])
def test_nothing_to_find(source: str) -> None:
    assert not read(source, "en").findings


def test_a_language_without_words() -> None:
    pack = load_pack("en").model_copy(
        update={"language": "xx", "quantities": type(load_pack("en").quantities)()}
    )
    found = read_quantities(Inline.plain("1.500 – 2.000"), pack, losses=True).value
    assert [brief(quantity) for quantity in found] == ["1500-2000 people casualties"]


_PIECES = st.sampled_from(
    [
        *(
            "5",
            "1,200",
            "三万",
            "数",
            "余",
            "约",
            "阵亡",
            "受伤",
            "人",
            "艘",
            "第",
            "师",
            "个",
            "其中",
            "一说",
            "据",
            "称",
        ),
        *(
            "killed",
            " and ",
            " men",
            "tanks",
            "including ",
            "one ",
            "two hundred ",
            "1944",
            "May ",
            "T-34",
            "each",
        ),
        *(
            "total ",
            "unknown",
            "of ",
            " to ",
            "(",
            ")",
            "（",
            "）",
            "，",
            "、",
            "；",
            ": ",
            ", ",
            "; ",
            "\n",
            "* ",
        ),
        *("–", "-", "~", "+", "%", "《", "》", "½", "/"),
    ]
)


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=40).map("".join), st.sampled_from(["zh", "en"]), st.booleans())
def test_any_cell(text: str, language: str, losses: bool) -> None:
    found = read_quantities(Inline.plain(text), load_pack(language), losses=losses).value
    end = -1
    for at, quantity in enumerate(found):
        assert text[slice(*quantity.span)] == quantity.text
        assert quantity.low is not None or quantity.high is not None
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        assert bool(quantity.classes) == losses
        assert quantity.part_of is None or quantity.part_of < at
        assert quantity.span[1] > end
        end = quantity.span[0]


@given(st.text(max_size=80), st.sampled_from(["zh", "en"]))
def test_any_text(text: str, language: str) -> None:
    read_quantities(Inline.plain(text), load_pack(language), losses=True)


@given(
    st.integers(0, 10**9), st.sampled_from([unit for unit in Unit if unit not in {Unit.OTHER, Unit.PEOPLE}])
)
def test_every_unit_is_counted(value: int, unit: Unit) -> None:
    names = load_pack("en").quantities.units[unit]
    value = value % 1000 + 2
    found = read_quantities(Inline.plain(f"about {value:,} {names[-1]}"), load_pack("en"), losses=False).value
    assert [brief(quantity) for quantity in found] == [f"~{value} {unit}"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "(",
        "5 (",
        "(5)",
        "万",
        "1-",
        "killed ",
        "5 killed, ",
        "阵亡5人、",
        "第1、",
        "《",
        "5 to ",
        "据",
        "one ",
    ],
)
def test_time_grows_with_length(piece: str, language: str) -> None:
    text = piece * (60_000 // len(piece))
    start = time.perf_counter()
    read_quantities(Inline.plain(text), load_pack(language), losses=True)
    assert time.perf_counter() - start < 2
