"""Results: outcome, victors and qualifiers of cells, against the sides of their boxes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikibattle.model import Belligerent, Commander, Outcome, Qualifier, Side
from wikibattle.packs import load_pack
from wikibattle.packs.demonyms import load_demonyms
from wikibattle.reading.result import read_result
from wikibattle.script import fold, same_name_key
from wikibattle.wikitext import Inline, InlineLink, InlineNote

V, I, A, N, O = Outcome.VICTORY, Outcome.INCONCLUSIVE, Outcome.AGREEMENT, Outcome.ONGOING, Outcome.OTHER  # noqa: E741


def belligerent(name: str) -> Belligerent:
    """ "target|words" or words; after "@" the group it stands under."""
    name, _, group = name.partition("@")
    target, _, shown = name.partition("|")
    return Belligerent(
        name=shown or target, target=target, key=same_name_key(target), group=group or None, span=(0, 0)
    )


def sides_of(*columns: str) -> tuple[Side, ...]:
    """A side a column: belligerents parted by ";", after "/" the commanders."""
    sides = []
    for index, column in enumerate(columns, 1):
        parties, _, commanders = column.partition("/")
        sides.append(
            Side(
                index=index,
                belligerents=tuple(belligerent(name) for name in parties.split(";") if name),
                commanders=tuple(
                    Commander(name=name, key=same_name_key(name), span=(0, 0))
                    for name in commanders.split(";")
                    if name
                ),
            )
        )
    return tuple(sides)


Row = tuple[str, tuple[str, ...], Outcome, list[int], str]

ENGLISH: dict[str, Row] = {
    # the winner's name
    "adjective": ("Swedish victory", ("Swedish Empire", "Tsardom of Russia"), V, [1], ""),
    "adjective, consequences": ("Russian victory\n* Decline of Sweden", ("Sweden", "Russia"), V, [2], ""),
    "state": ("United States strategic victory", ("United States", "Empire of Japan"), V, [1], "strategic"),
    "abbreviation": ("U.S. victory", ("Apache", "United States"), V, [2], ""),
    "union under another name": ("Union victory", ("United States", "Confederate States"), V, [1], ""),
    "confederates": (
        "Confederate victory",
        ("Creek (people);Seminole", "Confederate States of America"),
        V,
        [2],
        "",
    ),
    "disambiguation is no name": (
        "American victory",
        ("United States", "Loyalists (American Revolution)"),
        V,
        [1],
        "",
    ),
    "part of the named": ("Greek victory", ("Classical Athens;Plataea", "Achaemenid Empire"), V, [1], ""),
    "older state": ("Persian victory", ("Sparta;Thespiae", "Achaemenid Empire"), V, [2], ""),
    "holds the named": ("Austrian victory", ("Kingdom of Prussia", "Habsburg Monarchy"), V, [2], ""),
    "faith": ("Muslim victory", ("Rashidun Caliphate", "Byzantine Empire"), V, [1], ""),
    "crusaders": ("Crusader victory", ("Kingdom of Jerusalem", "Fatimid Caliphate"), V, [1], ""),
    "stem": ("Florentine victory", ("Republic of Florence", "Duchy of Milan"), V, [1], ""),
    "house": ("Lancastrian victory", ("House of York", "House of Lancaster"), V, [2], ""),
    "commander": ("Caesarian victory", ("Optimates/Pompey", "Populares/Julius Caesar"), V, [2], ""),
    "commander, after for": (
        "Victory for Opothleyahola",
        ("Seminole/Opothleyahola", "CSA/Cooper"),
        V,
        [1],
        "",
    ),
    "two parties": ("Anglo-Dutch victory", ("England;Dutch Republic", "France"), V, [1], ""),
    "three parties, list": (
        "Lakota, Northern Cheyenne, and Arapaho victory",
        ("Lakota;Northern Cheyenne;Arapaho", "United States"),
        V,
        [1],
        "",
    ),
    "allies of a world war": ("Allied victory", ("Empire of Japan", "United States"), V, [2], ""),
    "central powers": (
        "Central Powers victory",
        ("German Empire;Bulgaria", "Romania;Russian Empire"),
        V,
        [1],
        "",
    ),
    "coalition under a heading": (
        "Decisive  Coalition victory",
        ("First French Empire", "Prussia@Seventh Coalition;Hanover@Seventh Coalition"),
        V,
        [2],
        "decisive",
    ),
    "coalition of many": (
        "Coalition victory",
        ("Iraq", "United States;United Kingdom;Saudi Arabia"),
        V,
        [2],
        "",
    ),
    "historical league": (
        "Grand Alliance victory",
        ("France;Bavaria", "England;Dutch Republic;Austria"),
        V,
        [2],
        "",
    ),
    "enemies of the named": (
        "Anti-Gaddafi victory",
        ("Gaddafi loyalists", "Transitional Council"),
        V,
        [2],
        "",
    ),
    "government and rebels": ("Government victory", ("Great Britain", "Jacobites"), V, [1], ""),
    "rebels": ("Rebel victory", ("Libya", "Anti-Gaddafi forces;rebels"), V, [2], ""),
    "communists": ("Communist victory", ("Kuomintang", "Chinese Communist Party"), V, [2], ""),
    # verbs and losers
    "defeat": ("French defeat", ("France", "England"), V, [2], ""),
    "decisive defeat": ("Decisive peasant defeat", ("Swabian League", "Peasants' army"), V, [1], "decisive"),
    "defeat of": ("Defeat of the Spanish Armada", ("England", "Spain"), V, [1], ""),
    "they defeat": ("Dutch defeat Spanish", ("Spain", "Dutch Republic"), V, [2], ""),
    "repelled by": (
        "Norman invasion repelled by the Byzantines",
        ("Normans", "Byzantine Empire"),
        V,
        [2],
        "",
    ),
    "attack repulsed": ("Confederate attack repulsed", ("Union", "Confederacy"), V, [1], ""),
    "suppressed": ("Revolt suppressed", ("Kingdom of England", "Rebels"), V, [1], ""),
    "surrender": ("British surrender", ("United States;France", "Great Britain"), V, [1], ""),
    "surrender after": (
        "Mughal Victory. Shivaji surrenders.",
        ("Maratha Empire", "Mughal Empire"),
        V,
        [2],
        "",
    ),
    "captured by": ("Fort captured by the French", ("Great Britain", "France"), V, [2], ""),
    "coup failed": ("Coup attempt failed", ("Government of Turkey", "Coup plotters"), V, [1], ""),
    # mixed
    "each a victory": (
        "Tactical British victory\nStrategic American victory",
        ("United States", "Kingdom of Great Britain"),
        V,
        [1, 2],
        "tactical strategic",
    ),
    "inconclusive first": (
        "Inconclusive; Russian tactical victory",
        ("France", "Russia"),
        I,
        [2],
        "tactical",
    ),
    "failure of the loser": (
        "Allied operational success, German strategic failure",
        ("United Kingdom", "Nazi Germany"),
        V,
        [1],
        "operational",
    ),
    "qualifier in brackets": ("British victory (decisive)", ("France", "Great Britain"), V, [2], "decisive"),
    "pyrrhic and disputed": ("Pyrrhic British victory (disputed)", ("UK", "US"), V, [1], "pyrrhic disputed"),
    "minor": ("Minor British victory", ("Germany", "UK"), V, [2], "minor"),
    # no victor
    "inconclusive": ("Inconclusive", ("A", "B"), I, [], ""),
    "no clear victor": ("No clear victor", ("A", "B"), I, [], ""),
    "indecisive is not decisive": ("Indecisive", ("A", "B"), I, [], ""),
    "stalemate": ("Military stalemate; armistice signed", ("A", "B"), I, [], ""),
    "disputed": ("Disputed; both sides claim victory", ("India", "Pakistan"), I, [], "disputed"),
    "status quo": ("Status quo ante bellum", ("A", "B"), I, [], ""),
    "ceasefire": ("United Nations mandated ceasefire", ("India", "Pakistan"), A, [], ""),
    "treaty": ("Treaty of Paris (1783)", ("A", "B"), A, [], ""),
    "treaty after victory": ("French victory\nTreaty of Lunéville", ("France", "Austria"), V, [1], ""),
    "ongoing": ("Ongoing", ("Russia", "Ukraine"), N, [], ""),
    "aftermath": ("See Aftermath section", ("A", "B"), O, [], ""),
    "pointer names no outcome": ("See Disputed victory section", ("A", "B"), O, [], ""),
    "withdrawal": ("British withdrawal", ("United States", "Great Britain"), O, [], ""),
    "successful retreat": ("Successful British evacuation", ("United Kingdom", "Ottoman Empire"), O, [], ""),
    "no result": ("Escape of the Goeben", ("United Kingdom", "German Empire"), O, [], ""),
    "no sides": ("Decisive French victory", (), V, [], "decisive"),
}

CHINESE: dict[str, Row] = {
    # the winner's name
    "army": ("日軍勝利", ("中華民國", "大日本帝國"), V, [2], ""),
    "state": ("法國勝利", ("德意志帝國", "法蘭西第三共和國"), V, [2], ""),
    "navy": (
        "日本海軍戰術性勝利，掌握黃海制海權",
        ("清朝;北洋水师", "大日本帝国;联合舰队"),
        V,
        [2],
        "tactical",
    ),
    "commander's army": ("曹操军决定性胜利，袁绍势力由盛转衰", ("曹操", "袁绍;刘备"), V, [1], "decisive"),
    "one sign of a name": ("曹軍勝", ("曹操", "馬超;韓遂"), V, [1], ""),
    "two signs, two parties": ("孙刘联军决定性胜利，曹军溃败北撤", ("孙权;刘备", "曹操"), V, [1], "decisive"),
    "short forms of states": ("英法联军获胜，签订北京条约", ("大清", "英国;法国"), V, [2], ""),
    "dynasty": ("魏軍擊退蜀軍", ("曹魏", "蜀漢"), V, [1], ""),
    "same sign, other dynasty": ("金軍勝利，北宋滅亡", ("金朝", "北宋"), V, [1], ""),
    "later dynasty": ("後金勝利", ("後金", "明朝"), V, [1], ""),
    "people": ("匈奴胜利，汉高祖被围", ("汉朝", "匈奴"), V, [2], ""),
    "nationalist army": ("國軍獲勝", ("中华民国", "大日本帝国"), V, [1], ""),
    "nationalist army, civil war": ("國軍獲勝，守住金門", ("中國人民解放軍", "中華民國國軍"), V, [2], ""),
    "liberation army": ("解放军胜利，国军全军覆没", ("中国共产党", "中華民國國軍|国军"), V, [1], ""),
    "field army": ("解放军胜利", ("中国人民解放军第二野战军", "中華民國國軍"), V, [1], ""),
    "allies": ("盟軍決定性的勝利", ("美國", "日本"), V, [1], "decisive"),
    "central powers or allies": ("同盟國勝利", ("美國;英國", "納粹德國"), V, [1], ""),
    "civil war": ("北軍勝利", ("美利堅合眾國|聯邦", "美利堅聯盟國|邦聯"), V, [1], ""),
    "enemies of the named": (
        "反法同盟决定性胜利",
        ("法兰西第一帝国", "大不列颠及爱尔兰联合王国", "普鲁士王国"),
        V,
        [2, 3],
        "decisive",
    ),
    "government": ("官軍平定叛亂", ("唐朝", "安祿山|叛軍"), V, [1], ""),
    "listed": ("唐、新羅聯軍勝利", ("唐朝;新羅", "百濟;倭國"), V, [1], ""),
    # verbs and losers
    "lost": ("清军惨败", ("清朝", "大英帝國"), V, [2], ""),
    "lost, treaty": ("清朝戰敗，簽訂《南京條約》", ("大清", "大英帝國"), V, [2], ""),
    "beaten, alone": ("蜀漢大敗", ("蜀漢", "孫吳"), V, [2], ""),
    "they beat": ("曹操擊敗呂布", ("曹操;劉備", "呂布"), V, [1], ""),
    "beaten by": ("呂布被曹操擊敗", ("曹操;劉備", "呂布"), V, [1], ""),
    "beaten by, classical": ("楚軍為秦軍所敗", ("秦国", "楚国"), V, [1], ""),
    "subject of the clause before": ("孙膑围魏救赵，大败魏军", ("齐国", "魏国"), V, [1], ""),
    "two verbs": ("中国人民解放军歼灭国军5万人取得胜利", ("中国人民解放军", "国民革命军"), V, [1], ""),
    "victory over": ("清军对准噶尔取得决定性胜利", ("清朝", "准噶尔汗国"), V, [1], "decisive"),
    "rising put down": ("起義失敗", ("起義軍", "清朝"), V, [2], ""),
    "took the city": ("日军占领武汉", ("中华民国", "大日本帝国"), V, [2], ""),
    # mixed
    "each a victory": ("日军战术胜利，美军战略胜利", ("美国", "大日本帝国"), V, [1, 2], "tactical strategic"),
    "pyrrhic": ("国军惨胜", ("国民革命军", "大日本帝国陆军"), V, [1], "pyrrhic"),
    "claimed by the other too": (
        "中国人民志愿军取得决定性胜利\n联合国军亦宣称于狙击岭获胜",
        ("中华人民共和国", "联合国军;美国"),
        V,
        [1],
        "decisive",
    ),
    # no victor
    "drawn": ("不分勝負", ("甲", "乙"), I, [], ""),
    "drawn, retreat": ("平手，双方撤退", ("甲", "乙"), I, [], ""),
    "not won": ("日军未能取得决定性胜利", ("中华民国", "日本"), I, [], ""),
    "both claim": ("雙方皆宣稱勝利", ("中国", "越南"), I, [], "disputed"),
    "disputed": ("有争议", ("中国", "越南"), I, [], "disputed"),
    "treaty": ("簽訂《中法新約》", ("清朝", "法國"), A, [], ""),
    "covenant": ("澶淵之盟", ("北宋", "遼朝"), A, [], ""),
    "ceasefire": ("雙方停火", ("印度", "巴基斯坦"), A, [], ""),
    "ongoing": ("進行中", ("俄羅斯", "烏克蘭"), N, [], ""),
    "see below": ("详见下文", ("甲", "乙"), O, [], ""),
    "retreat": ("蜀軍撤退", ("曹魏", "蜀漢"), O, [], ""),
    "retreat succeeded": ("英軍成功撤退", ("英國", "德國"), O, [], ""),
    "no sides": ("美军决定性胜利,日军丧失制海权", (), V, [], "decisive"),
}


def rows(language: str, table: dict[str, Row]) -> list[object]:
    return [pytest.param(language, *row, id=f"{language}: {name}") for name, row in table.items()]


@pytest.mark.parametrize(
    ("language", "text", "columns", "outcome", "victors", "qualifiers"),
    rows("en", ENGLISH) + rows("zh", CHINESE),
)
def test_result(
    language: str, text: str, columns: tuple[str, ...], outcome: Outcome, victors: list[int], qualifiers: str
) -> None:
    result = read_result(Inline.plain(text), load_pack(language), sides_of(*columns)).value
    assert result is not None
    assert result.outcome is outcome
    assert list(result.victors) == victors
    assert {qualifier.value for qualifier in result.qualifiers} == set(qualifiers.split())


@pytest.mark.parametrize(
    ("language", "text", "columns", "code"),
    [
        (
            "en",
            "Roman victory",
            ("Roman Republic|Romans", "Roman Republic|Romans"),
            "result-names-several-sides",
        ),
        ("en", "Martian victory", ("France", "England"), "result-names-no-side"),
        ("zh", "胜利", ("甲", "乙"), "result-names-no-side"),
        ("en", "Escape of the Goeben", ("France", "England"), "result-not-understood"),
    ],
)
def test_what_is_not_told_is_said(language: str, text: str, columns: tuple[str, ...], code: str) -> None:
    reading = read_result(Inline.plain(text, offset=7), load_pack(language), sides_of(*columns))
    assert reading.value is not None
    assert reading.value.victors == ()
    assert [finding.code for finding in reading.findings] == [code]
    assert 7 <= reading.findings[0].span[0] < reading.findings[0].span[1] <= 7 + len(text)


@pytest.mark.parametrize("text", ["Inconclusive", "See Aftermath", "French victory", "Ceasefire"])
def test_nothing_to_find(text: str) -> None:
    assert not read_result(Inline.plain(text), load_pack("en"), sides_of("France", "England")).findings


def test_a_link_names_by_its_target() -> None:
    text = "红衫军胜利"
    link = InlineLink(0, 3, "阿尔戈斯军团", None, None, None, (0, 3))
    cell = Inline(text, [(0, 0, 5)], [link], [], [], (0, 5))
    result = read_result(cell, load_pack("zh"), sides_of("阿尔戈斯军团第三师", "别的军队")).value
    assert result is not None
    assert result.victors == (1,)


def test_the_article_s_own_words_for_an_army() -> None:
    columns = sides_of("蓝鹰突击集群第一旅", "其他守军部队")
    pack = load_pack("zh")
    without = read_result(Inline.plain("鹰集胜利"), pack, columns).value
    told = read_result(Inline.plain("鹰集胜利"), pack, columns, {"蓝鹰突击集群": frozenset({"鹰集"})}).value
    assert without is not None
    assert without.victors == ()
    assert told is not None
    assert told.victors == (1,)


def test_text_span_and_notes() -> None:
    text = " French victory \n"
    cell = Inline(text, [(0, 10, 27)], [], [InlineNote(15, "r1")], [], (10, 27))
    result = read_result(cell, load_pack("en"), ()).value
    assert result is not None
    assert (result.text, result.span, result.refs) == ("French victory", (11, 25), ("r1",))


@pytest.mark.parametrize("text", ["", " ", "\n\u3000"])
def test_an_empty_cell_has_no_result(text: str) -> None:
    assert read_result(Inline.plain(text), load_pack("en")).value is None


def test_a_cell_too_long_says_so() -> None:
    reading = read_result(
        Inline.plain("French victory, " + "no " * 20_000), load_pack("en"), sides_of("France", "England")
    )
    assert reading.value is not None
    assert reading.value.victors == (1,)
    assert "result-too-long" in {finding.code for finding in reading.findings}


WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "victory",
                "defeat",
                "French",
                "English",
                "of the",
                "by",
                "(",
                ")",
                "\n",
                ",",
                "see",
                "no",
                "both claim",
            ]
        ),
        st.sampled_from(
            ["胜利", "清军", "大败", "被", "日本", "反", "联军", "，", "、", "未", "決定性", "見", "败"]
        ),
        st.text(max_size=8),
    ),
    max_size=25,
).map(" ".join)


@settings(deadline=None)
@given(WORDS, st.sampled_from(["zh", "en"]))
def test_never_raises_and_tells_only_sides_there_are(text: str, language: str) -> None:
    sides = sides_of("France;日本", "England;清朝", "Dutch Republic")
    result = read_result(Inline.plain(text), load_pack(language), sides).value
    assert (result is None) == (not text.strip())
    if result is not None:
        assert text[slice(*result.span)] == result.text
        assert set(result.victors) <= {1, 2, 3}
        assert len(set(result.qualifiers)) == len(result.qualifiers)
        assert all(isinstance(qualifier, Qualifier) for qualifier in result.qualifiers)


@given(st.sampled_from(sorted(word for word in load_demonyms("en").words if "(" not in word)))
def test_every_demonym_is_found_as_a_side_s_own_name(word: str) -> None:
    sides = sides_of(word, "Zzyzx")
    result = read_result(Inline.plain(f"{word} victory"), load_pack("en"), sides).value
    assert result is not None
    assert result.victors == (1,)


def test_the_demonym_table_is_sound() -> None:
    demonyms = load_demonyms("zh")
    for entity, above in demonyms.within.items():
        assert above.keys() <= demonyms.within.keys(), entity
        assert entity not in above
    for word in demonyms.words:
        assert fold(word) == word, f"{word} is not in simplified script"
