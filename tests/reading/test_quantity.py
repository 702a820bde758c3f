"""Quantities: how many of what, what became of them, and who says so."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    low, high = quantity.low, quantity.high
    if low == high:
        bounds = f"{low}"
    elif high is None:
        bounds = f"{low}+"
    else:
        bounds = f"<{high}" if low is None else f"{low}-{high}"
    about = "~" if quantity.approximate else ""
    classes = "+".join(quantity.classes)
    return f"{about}{bounds} {quantity.unit}{' ' + classes if classes else ''}"


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
}

ZH_LOSSES: dict[str, tuple[str, list[str]]] = {
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
}

EN_STRENGTH: dict[str, tuple[str, list[str]]] = {
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
        ("5 men<br>" * 600, "quantity-cell-too-long"),
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
