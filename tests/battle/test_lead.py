"""What an article says the battle is: its kind and its other names."""

from __future__ import annotations

import pytest

import wikibattle
from wikibattle.battle.kind import read_kind
from wikibattle.packs import load_pack
from wikibattle.script import same_name_key


@pytest.mark.parametrize(
    ("language", "title", "kind"),
    [
        ("en", "Second Battle of Ypres", "battle"),
        ("en", "Naval Battle of Casablanca", "naval battle"),
        ("en", "Siege of Malta (1565)", "siege"),
        ("en", "Action of 9 November 1822", "battle"),
        ("en", "Operation Market Garden", "operation"),
        ("en", "Brusilov offensive", "operation"),
        ("en", "Zeebrugge Raid", "raid"),
        ("en", "Raid on Bruneval", "raid"),
        ("en", "Knoxville campaign", "campaign"),
        ("en", "Norman conquest of England", "campaign"),
        ("en", "War of the Bavarian Succession", "war"),
        ("en", "Chaco War", "war"),
        ("en", "Wounded Knee Massacre", "massacre"),
        ("en", "Pugachev's Rebellion", "uprising"),
        ("en", "Sepoy Mutiny of 1857", "uprising"),
        ("en", "Beer Hall Putsch", "coup"),
        ("en", "1953 coup d'état in Iran", "coup"),
        ("en", "Trent Affair", "other"),
        ("en", "Warsaw", None),
        ("zh", "長沙會戰", "battle"),
        ("zh", "四行仓库保卫战", "battle"),
        ("zh", "襄阳围城战", "siege"),
        ("zh", "睢阳之围", "siege"),
        ("zh", "珊瑚海海戰", "naval battle"),
        ("zh", "笕桥空战", "air battle"),
        ("zh", "偷袭珍珠港", "raid"),
        ("zh", "第五次反围剿", "campaign"),
        ("zh", "一号作战", "operation"),
        ("zh", "诺曼底登陆", "operation"),
        ("zh", "第二次鴉片戰爭", "war"),
        ("zh", "第一次世界大战", "war"),
        ("zh", "扬州屠杀", "massacre"),
        ("zh", "安史之亂", "uprising"),
        ("zh", "辛酉政变", "coup"),
        ("zh", "卢沟桥事变", "other"),
        ("zh", "百团大战", None),
        ("zh", "战国策", None),
        ("it", "Battaglia navale di Genova", "naval battle"),
        ("it", "Assedio di Candia", "siege"),
        ("it", "Guerra di Gradisca", "war"),
        ("vi", "Chiến dịch Điện Biên Phủ", "campaign"),
        ("vi", "Khởi nghĩa Lam Sơn", "uprising"),
        ("vi", "Nội chiến Anh", "war"),
        ("el", "Ναυμαχία της Σαλαμίνας", "naval battle"),
        ("el", "Πολιορκία του Μεσολογγίου", "siege"),
        ("bn", "সিপাহী বিদ্রোহ", "uprising"),
        ("bn", "পলাশীর যুদ্ধ", None),
    ],
)
def test_kind_of_a_name(language: str, title: str, kind: str | None) -> None:
    assert read_kind([title], "", [], load_pack(language)) == kind


@pytest.mark.parametrize(
    ("language", "title", "sentence", "categories", "kind"),
    [
        ("en", "Battle of Tsushima", "It was the final naval battle of the war.", [], "naval battle"),
        ("en", "Trafalgar", "Trafalgar (1805) was a naval engagement fought off Spain.", [], "naval battle"),
        ("en", "Fort Pillow", "It was one of the worst massacres of the war.", [], "massacre"),
        ("en", "Fall of Saigon", "It was the end of the Vietnam War.", [], None),
        ("en", "Bloody Sunday", "It was fought in March.", ["Battles involving A", "Sieges of B"], "siege"),
        ("en", "Cannae", "It was part of a war.", ["Battles of the Second Punic War"], "battle"),
        ("en", "Pusan Perimeter", "The defence held.", ["Korean War", "1950 in Korea"], None),
        ("en", "Battle of Salamis", "It was fought in 480 BC.", ["Naval battles of a war"], "naval battle"),
        ("en", "Battle of Alesia", "It was a battle.", ["Sieges of the Gallic Wars"], "siege"),
        ("en", "Chesapeake Affair", "It was a naval skirmish off Norfolk.", [], "naval battle"),
        ("zh", "崖山之战", "崖山之战是宋元之间的一次海上决战。", [], "naval battle"),
        ("zh", "白江口之战", "白江口之战是唐军与倭军之间的一场水战，唐军获胜。", [], "naval battle"),
        ("zh", "中原大战", "中原大战是1930年爆发的一场大规模内战。", [], "war"),
        ("zh", "雨花台", "雨花台是甲乙战争中乙军的防线。", [], None),
        ("zh", "镇海之役", "镇海之役发生于1885年。", ["中法战争海战", "1885年中国"], "naval battle"),
        ("it", "Vespri siciliani", "I Vespri furono una ribellione scoppiata a Palermo.", [], "uprising"),
        ("vi", "Trận Rạch Gầm", "Trận Rạch Gầm là một trận thủy chiến trong năm 1785.", [], "naval battle"),
    ],
)
def test_kind_by_sentence_and_categories(
    language: str, title: str, sentence: str, categories: list[str], kind: str | None
) -> None:
    assert read_kind([title], sentence, categories, load_pack(language)) == kind


ZH, EN = "甲河战役", "Battle of Aford"


@pytest.mark.parametrize(
    ("title", "lead", "names"),
    [
        (ZH, "'''甲河战役'''，又称“'''甲河大捷'''”，是一场战役。", ["甲河大捷"]),
        (ZH, "'''甲河战役'''（亦称甲河之战、乙城会战）是一场战役。", ["甲河之战", "乙城会战"]),
        (ZH, "'''甲河战役'''，也叫[[乙城战役]]或丙山战役，是战役。", ["乙城战役", "丙山战役"]),
        (ZH, "'''甲河战役'''是一场战役。日方称之为“乙城作战”。", []),
        (ZH, "'''甲河战役'''是一场战役，日方称为「乙城會戰」。", ["乙城會戰"]),
        (ZH, "'''甲河战役'''是抗战（又称八年抗战战争）中的一场战役。", []),
        (ZH, "'''甲河战役'''是[[乙丙战争]]，又称丙乙战争，中的一场战役。", []),
        (ZH, "'''甲河戰役'''，史称“血色黎明”，是战役。乙要塞被称为“铁桶”。", ["血色黎明"]),
        (ZH, "'''甲河战役'''（英語：Battle of the Jia；俄语：Битва）是一场战役。", []),
        (ZH, "又称该战役为转折点的'''甲河战役'''是一场战役。", []),
        (EN, "The '''Battle of Aford''', also known as the Siege of Bford, was.", ["Siege of Bford"]),
        (EN, "The '''Battle of Aford''' (or Battle of Éton Hill) was.", ["Battle of Éton Hill"]),
        (EN, "The '''Battle of Aford''', known as \"Black Monday\", was a battle.", ["Black Monday"]),
        (EN, "The '''Battle of Aford''' was part of a war, also known as the War of Ten.", []),
        (EN, "The '''Battle of Aford''' (German: ''Schlacht bei Aford'') was a battle.", []),
        (EN, "The '''Battle of Aford''' and the Battle of Bford were fought in May.", []),
        ("Aford (1800)", "'''Aford''' or '''Aford Bridge''' was a battle.", ["Aford Bridge"]),
        (EN, ":''For the town, see '''Aford'''.''\n\nThe '''Battle of Aford''' was.", []),
        (
            "Battaglia di X",
            "La '''battaglia di X''', detta anche battaglia di Y, fu.",
            ["battaglia di Y"],
        ),
    ],
)
def test_aliases(title: str, lead: str, names: list[str]) -> None:
    lang = "zh" if title == ZH else "it" if title.startswith("Battaglia") else "en"
    battle = wikibattle.parse(lead, title=title, lang=lang)
    assert [alias.text for alias in battle.aliases] == names
    for alias in battle.aliases:
        assert same_name_key(lead[slice(*alias.span)]) == same_name_key(alias.text)
