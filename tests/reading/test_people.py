"""People: names, ranks, roles, allegiances and fates."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikibattle.model import Commander, Fate
from wikibattle.packs import load_pack
from wikibattle.reading.cells import read_cell
from wikibattle.reading.people import read_commanders
from wikibattle.wikitext import Inline, InlineLink, Mark


def read(source: str, language: str) -> tuple[Commander, ...]:
    pack = load_pack(language)
    return read_commanders(read_cell(source, pack), pack).value


def who(name: str, *fates: str, **about: str) -> dict[str, Any]:
    """What is expected of a person; what is not named is expected to be absent."""
    return {"name": name, "fates": list(fates), **about}


def said(person: Commander) -> dict[str, Any]:
    """A person as `who` writes them: without target, span and notes, and what is absent."""
    about = {"rank": person.rank, "role": person.role, "flag": person.flag}
    fates = [fate.value for fate in person.fates]
    return {"name": person.name, "fates": fates, **{key: words for key, words in about.items() if words}}


CHINESE = {
    "fate before the name": (
        "[[左宗棠]]<br>{{KIA}} [[劉錦棠]]、[[張曜]]<br>[[董福祥]]{{WIA}}[[徐占彪]]",
        [who("左宗棠"), who("劉錦棠", "killed"), who("張曜"), who("董福祥", "wounded"), who("徐占彪")],
    ),
    "titles behind foreign names": (
        "乌赫托姆斯基亲王<br>腓力二世国王<br>威灵顿公爵",
        [who("乌赫托姆斯基", role="亲王"), who("腓力二世", role="国王"), who("威灵顿公爵")],
    ),
    "spaced dots between people": ("羽柴秀吉 · 丹羽長秀", [who("羽柴秀吉"), who("丹羽長秀")]),
    "spaced dots between people whose names have dots": (
        "道格拉斯·麦克阿瑟 · 沃尔顿·沃克",
        [who("道格拉斯·麦克阿瑟"), who("沃尔顿·沃克")],
    ),
    "a spaced dot behind a title": (
        "威灵顿公爵 · 布吕歇尔",
        [who("威灵顿公爵"), who("布吕歇尔")],
    ),
    "a spaced dot within a foreign name": ("约翰 · 史密斯", [who("约翰 · 史密斯")]),
    "office before the name": (
        "山海關總兵杜松<br>遼東經略楊鎬",
        [who("杜松", role="山海關總兵"), who("楊鎬", role="遼東經略")],
    ),
    "office behind the name": (
        "林彪司令员<br>罗荣桓政委",
        [who("林彪", role="司令员"), who("罗荣桓", role="政委")],
    ),
    "office and rank around the name": (
        "第五军军长杜聿明中将",
        [who("杜聿明", rank="中将", role="第五军军长")],
    ),
    "office, unit and fate set apart": (
        "鄭洞國 副总司令兼第一兵团司令 投降",
        [who("鄭洞國", "surrendered", role="副总司令兼第一兵团司令")],
    ),
    "rank set apart, office in brackets": (
        "罗瑞卿 大将(总参谋长)",
        [who("罗瑞卿", rank="大将", role="总参谋长")],
    ),
    "allegiance in front": (
        "唐朝:劉仁軌、杜爽<br>朝鮮:都元帥姜弘立",
        [who("劉仁軌", flag="唐朝"), who("杜爽", flag="唐朝"), who("姜弘立", flag="朝鮮", role="都元帥")],
    ),
    "office in front of a colon": (
        "总司令：蒋介石<br>参谋长：陈诚",
        [who("蒋介石", role="总司令"), who("陈诚", role="参谋长")],
    ),
    "heading over names": (
        "日軍：<br>[[岡村寧次]]<br>[[橫山勇]]",
        [who("岡村寧次", flag="日軍"), who("橫山勇", flag="日軍")],
    ),
    "linked unit before a linked name": (
        "[[第1軍|第1軍]]司令[[黃百韜]]{{KIA}}",
        [who("黃百韜", "killed", role="第1軍司令")],
    ),
    "linked country before a linked name": ("[[英国]][[蒙哥马利]]", [who("蒙哥马利", flag="英国")]),
    "titles of princes": (
        "大贝勒代善<br>秦王李世民<br>武安侯郑亨<br>明惠帝朱允炆",
        [
            who("代善", role="大贝勒"),
            who("李世民", role="秦王"),
            who("郑亨", role="武安侯"),
            who("朱允炆", role="明惠帝"),
        ],
    ),
    "titles that are all there is": (
        "文武王、崇祯帝<br>威灵顿公爵",
        [who("文武王"), who("崇祯帝"), who("威灵顿公爵")],
    ),
    "family names that are titles": ("司馬懿、公孙瓒、王翦", [who("司馬懿"), who("公孙瓒"), who("王翦")]),
    "rulers a state is called by": (
        "[[曹操]]<br>[[刘备]]<br>朱元璋",
        [who("曹操"), who("刘备"), who("朱元璋")],
    ),
    "foreign names": (
        "亞歷山大·馮·法肯豪森(作戰指導)<br>米歇尔·内伊元帅",
        [who("亞歷山大·馮·法肯豪森", role="作戰指導"), who("米歇尔·内伊", rank="元帅")],
    ),
    "several on a line": (
        "王坚与张珏、[[忽必烈]]和[[兀良合台]]等",
        [who("王坚"), who("张珏"), who("忽必烈"), who("兀良合台")],
    ),
    "names with a joiner in them": ("郑和、王景弘", [who("郑和"), who("王景弘")]),
    "names with a space between": ("衛立煌 宋希濂", [who("衛立煌"), who("宋希濂")]),
    "a name with a space in it": ("朱 德", [who("朱 德")]),
    "and so many others": ("宋江等三十六人", [who("宋江")]),
    "a line in brackets": (
        "彭德怀<br>（志愿军司令员兼政治委员）<br>邓华",
        [who("彭德怀", role="志愿军司令员兼政治委员"), who("邓华")],
    ),
    "years of life": ("[[蔣介石]]{{bd|1887年|10月31日|1975年|4月5日}}", [who("蔣介石")]),
    "nobody": ("不详<br>多人", []),
}

ENGLISH = {
    "fate before the name": (
        "† John Smith, Ann Lee<br>{{POW}}[[C D]] {{WIA}}",
        [who("John Smith", "killed"), who("Ann Lee"), who("C D", "captured", "wounded")],
    ),
    "a nickname opens the name": (
        'Lt. Gen. [[A|"Chesty" Puller]]<br>"Stonewall" Jackson<br>"John Smith"',
        [who('"Chesty" Puller', rank="Lt. Gen."), who('"Stonewall" Jackson'), who("John Smith")],
    ),
    "letters behind a name": (
        "Lt Col [[H. Jones]] [[Victoria Cross|VC]]{{KIA}}<br>Maj John Smith DSO, MC",
        [who("H. Jones", "killed", rank="Lt Col"), who("John Smith", rank="Maj")],
    ),
    "a country's flag and plain words": ("{{ROC}} Hans Muller", [who("Hans Muller", flag="ROC")]),
    "rank before a link": (
        "Maj. Gen. [[John F. Reynolds]]{{KIA}}",
        [who("John F. Reynolds", "killed", rank="Maj. Gen.")],
    ),
    "rank before plain words": ("Lt Col Francis Smith", [who("Francis Smith", rank="Lt Col")]),
    "linked rank": (
        "[[Major general (United States)|Maj. Gen.]] [[Nathanael Greene]]",
        [who("Nathanael Greene", rank="Maj. Gen.")],
    ),
    "linked rank before plain words": (
        "[[Lieutenant general|Lieutenant General]] John Smith{{POW}}",
        [who("John Smith", "captured", rank="Lieutenant General")],
    ),
    "rank in a link": ("[[Rafael Carrera|Gen. Rafael Carrera]]", [who("Rafael Carrera", rank="Gen.")]),
    "a byname with a rank in it": ("[[Kintpuash|Captain Jack]]", [who("Captain Jack")]),
    "German rank": (
        "General der Infanterie [[Otto von Below]]",
        [who("Otto von Below", rank="General der Infanterie")],
    ),
    "link to an unknown title": (
        "[[Horka (title)|harka]] [[Bulcsú]] [[Killed in action|†]]",
        [who("Bulcsú", "killed", role="harka")],
    ),
    "words before, two on a line": (
        "chieftains [[Lehel|Lél]] and Súr [[Killed in action|†]]",
        [who("Lél", role="chieftains"), who("Súr", "killed")],
    ),
    "King and Sir": (
        "King [[Harold Godwinson]]<br>[[Owen Tudor|Sir Owen Tudor]]",
        [who("Harold Godwinson", role="King"), who("Sir Owen Tudor")],
    ),
    "a title behind plain words": (
        "Jasper Tudor, Earl of Pembroke<br>John Smith, Jr.",
        [who("Jasper Tudor, Earl of Pembroke"), who("John Smith, Jr.")],
    ),
    "a comma in a link": ("[[Edward IV of England|Edward, Earl of March]]", [who("Edward, Earl of March")]),
    "allegiance and rank": (
        "British Brigadier General John Forbes",
        [who("John Forbes", flag="British", rank="Brigadier General")],
    ),
    "flags": (
        "{{flagicon|USA}} [[William Halsey, Jr.]]<br>{{flag|Japan}}<br>[[Hiroaki Abe]]",
        [who("William Halsey, Jr.", flag="USA"), who("Hiroaki Abe", flag="Japan")],
    ),
    "headings": (
        "'''Namibia:'''<br>[[Sam Nujoma]]<br>'''Navy:'''<br>[[John de Robeck]]",
        [who("Sam Nujoma", flag="Namibia"), who("John de Robeck", role="Navy")],
    ),
    "unit before and behind": (
        "[[X Corps]]: [[Richard McCreery]]<br>[[Robert E. Lee]] – [[Army of Northern Virginia]]",
        [who("Richard McCreery", role="X Corps"), who("Robert E. Lee", role="Army of Northern Virginia")],
    ),
    "place behind of": ("[[Hugh of Vermandois|Hugh]] of [[Vermandois]]", [who("Hugh")]),
    "links in brackets": (
        "[[Xanthippos|Xanthippus]] ([[Pericles]]' father)",
        [who("Xanthippus", role="Pericles' father")],
    ),
    "small type on the next line": (
        "[[Dwight D. Eisenhower]]<br>{{small|([[Supreme Allied Commander|Supreme Commander]])}}",
        [who("Dwight D. Eisenhower", role="Supreme Commander")],
    ),
    "nickname": (
        '[[William Alexander (American general)|William Alexander]] ("Lord Stirling")',
        [who("William Alexander")],
    ),
    "years of command": ("[[Joseph Kabila]]<br><small>(2001–2003)</small>", [who("Joseph Kabila")]),
    "names in small letters": ("al-Ash'ath, ibn Jarir", [who("al-Ash'ath"), who("ibn Jarir")]),
    "list elsewhere": ("[[Hannibal]]<br>[[List of leaders of X|''full list...'']]", [who("Hannibal")]),
    "nobody": ("Unknown<br>Various<br>Unknown Cheyenne leaders<br>12 others<br>{{flagicon|France}}", []),
}


@pytest.mark.parametrize(("source", "people"), CHINESE.values(), ids=CHINESE)
def test_chinese(source: str, people: list[dict[str, Any]]) -> None:
    assert [said(person) for person in read(source, "zh")] == people


@pytest.mark.parametrize(("source", "people"), ENGLISH.values(), ids=ENGLISH)
def test_english(source: str, people: list[dict[str, Any]]) -> None:
    assert [said(person) for person in read(source, "en")] == people


@pytest.mark.parametrize(
    ("source", "language", "fates"),
    [
        ("[[王铭章]]{{KIA}}", "zh", ["killed"]),
        ("[[梁成]]†", "zh", ["killed"]),
        ("卢醒×", "zh", ["killed"]),
        ("[[朴市秦田來津]]✝", "zh", ["killed"]),
        ("常岡寬治 ※俘虏", "zh", ["captured"]),
        ("吴绍周 (俘)", "zh", ["captured"]),
        ("[[黃建勳]]（殉國）", "zh", ["killed"]),
        ("[[方伯謙]]（戰後處斬）", "zh", ["executed"]),
        ("[[迪埃姆]]（伤重不治）", "zh", ["died_of_wounds"]),
        ("[[胡璉]](前)(負傷)", "zh", ["wounded"]),
        ("夏侯霸 降蜀", "zh", ["surrendered"]),
        ("高延壽（後降唐）", "zh", ["surrendered"]),
        ("[[朱序]]（陣前倒戈）", "zh", ["defected"]),
        ("[[戴宗騫]]（自杀殉国）", "zh", ["suicide"]),
        ("張珏（被俘，自縊）", "zh", ["captured", "suicide"]),
        ("关羽（被俘处斩）", "zh", ["captured", "executed"]),
        ("孤拔（病死）", "zh", []),
        ("杨虎城（流亡）", "zh", []),
        ("[[Cniva]]🏳", "en", ["surrendered"]),
        ("[[Andrew Moray]] (DOW)", "en", ["died_of_wounds"]),
        ("[[T. J. Jackson]] (mortally wounded)", "en", ["died_of_wounds"]),
        ("John Smith (mw)", "en", ["died_of_wounds"]),
        ("Major John Pitcairn, killed", "en", ["killed"]),
        ("[[Guy de Montfort]] {{WIA}}{{POW}}", "en", ["wounded", "captured"]),
        ("[[Oda Nobutada]]† (seppuku)", "en", ["suicide"]),
        ("[[Earl of Rutland]]{{executed}}", "en", ["executed"]),
        ("[[Hyder Ali]] [[Death by natural causes|†]]", "en", []),
        ("[[Owen Tudor]] [[Prisoner of war|†]]", "en", ["captured"]),
        ("[[Benedict Arnold]] (defected)", "en", ["defected"]),
    ],
)
def test_fates(source: str, language: str, fates: list[str]) -> None:
    (person,) = read(source, language)
    assert [fate.value for fate in person.fates] == fates


def test_target_span_and_notes() -> None:
    source = "{{flagicon|USA}} [[Norman Scott (admiral)|Norman Scott]]{{KIA}}<ref>a</ref><br>John Smith"
    linked, plain = read(source, "en")
    assert linked.target == "Norman Scott (admiral)"
    assert source[slice(*linked.span)] == "Norman Scott"
    assert len(linked.refs) == 1
    assert plain.target is None
    assert plain.refs == ()
    assert source[slice(*plain.span)] == "John Smith"


def test_words_no_rule_understands_are_found() -> None:
    pack = load_pack("en")
    reading = read_commanders(Inline.plain("12 unnamed warriors", offset=5), pack)
    assert reading.value == ()
    assert [(finding.code, finding.span) for finding in reading.findings] == [
        ("person-words-unread", (5, 24))
    ]


@pytest.mark.parametrize(
    "text", ["上将" * 20_000, "(" * 30_000, "王和" * 20_000, "† " * 30_000, "x\n" * 30_000]
)
def test_a_cell_longer_than_any_list_is_cut_short_and_says_so(text: str) -> None:
    reading = read_commanders(Inline.plain(text), load_pack("zh"))
    assert len(reading.value) <= 1_000
    assert "cell-too-long" in {finding.code for finding in reading.findings}


@pytest.mark.parametrize(
    "cell",
    [
        "[[File:X.jpg]]",
        "[[Zhao| ]]",
        "师长 ]]",
        "将军{{KIA}}）",
        "[[将军]]：}}",
        "第1师师长​、",
        "'''司令'''[[",
    ],
)
def test_titles_and_signs_without_a_name_are_nobody(cell: str) -> None:
    assert read(cell, "zh") == ()


def test_two_links_that_begin_together_are_told_apart() -> None:
    links = [InlineLink(2, stop, "John Smith", None, None, None, (2, stop)) for stop in (5, 3)]
    cell = Inline("00\r0C", [(0, 0, 5)], links, [], [], (0, 5))
    assert all(person.name for person in read_commanders(cell, load_pack("zh")).value)


def test_a_link_without_words_beside_one_with_words_is_nobody() -> None:
    links = [
        InlineLink(0, 0, "X", None, None, None, (0, 0)),
        InlineLink(0, 2, "曹操", None, None, None, (0, 2)),
    ]
    cell = Inline("曹操", [(0, 0, 2)], links, [], [], (0, 2))
    assert [person.name for person in read_commanders(cell, load_pack("zh")).value] == ["曹操"]


_TEXT = st.text(
    st.sampled_from("李王司令将军曹操和与、，；：:()（）\n and Gen.-–/&†※俘降Sirſı ")
    | st.characters(codec="utf-8"),
    max_size=80,
)


@st.composite
def cells(draw: st.DrawFn) -> Inline:
    """A cell of any text with links, flags, fates and headings anywhere in it."""
    text = draw(_TEXT)
    at = st.integers(0, len(text))
    links, marks = [], []
    for start, end in draw(st.lists(st.tuples(at, at).map(sorted), max_size=6)):
        kind = draw(
            st.sampled_from(["link", "flag", "fate", "bold", "heading", "item", "rule", "small", "lifespan"])
        )
        if kind == "link":
            target = draw(st.sampled_from(["John Smith", "General officer", "France", "List of X", "曹操"]))
            links.append(InlineLink(start, end, target, None, None, None, (start, end)))
        else:
            marks.append(Mark(start, end, kind, draw(st.sampled_from([None, "USA", "killed", "nonsense"]))))
    return Inline(text, [(0, 0, len(text))] if text else [], links, [], marks, (0, len(text)))


@settings(max_examples=300, deadline=None)
@given(cell=cells(), language=st.sampled_from(["zh", "en", "it"]))
def test_any_cell_is_read_and_names_stand_where_their_spans_say(cell: Inline, language: str) -> None:
    for person in read_commanders(cell, load_pack(language)).value:
        start, end = person.span
        assert 0 <= start < end <= len(cell.text)
        assert person.name
        assert person.name in " ".join(cell.text[start:end].split())
        assert len(set(person.fates)) == len(person.fates)


@settings(max_examples=50, deadline=None)
@given(
    names=st.lists(st.sampled_from(["岳飞", "韩世忠", "刘锜", "吴玠", "张俊"]), min_size=1, unique=True),
    fate=st.sampled_from([("†", Fate.KILLED), ("（被俘）", Fate.CAPTURED), ("", None)]),
)
def test_every_name_of_a_list_is_a_person_and_a_fate_is_of_its_own(
    names: list[str], fate: tuple[str, Fate | None]
) -> None:
    people = read("、".join(names) + fate[0], "zh")
    assert [person.name for person in people] == names
    assert people[-1].fates == ((fate[1],) if fate[1] else ())
    assert all(person.fates == () for person in people[:-1])
