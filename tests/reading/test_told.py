"""Dates as sentences tell them: what dates a sentence, what only names a thing, days told from others."""

from __future__ import annotations

import pytest

from wikibattle.packs import load_pack
from wikibattle.reading.date import read_date
from wikibattle.reading.told import tell_dates
from wikibattle.wikitext import Inline

ZH = [
    ("11月2日至5日，两军激战", ["1938-11-02/1938-11-05"]),
    ("5月3日和5日，日军两次进攻", ["1938-05-03", "1938-05-05"]),
    ("4月29日占领，翌日又失", ["1938-04-29", "1938-04-30"]),
    ("11月30日入城，次日晨撤出", ["1938-11-30", "1938-12-01"]),
    ("次日（8月30日），徐达身先诸将", ["1938-08-30"]),
    ("次日凌晨1时许，枪声停止", ["1938-04-07"]),
    ("三天后，日军再犯", ["1938-04-09"]),
    ("同日，重庆城内起火", ["1938-04-06"]),
    ("當晚，聯軍會師", ["1938-04-06"]),
    ("民国27年4月6日夜，日军退却", ["1938-04-06"]),
    ("光绪二十年八月十八日，两军相遇", ["1894"]),
    ("整74师至14日上午才发觉后路受威胁", ["1938-04-14"]),
    ("8月中旬，日军南下", ["1938-08"]),
    ("同年，他病逝", ["1938"]),
    ("次年春，元军再来", ["1939"]),
    ("同月，日军增兵", ["1938-04"]),
    ("同年12月，日军撤退", ["1938-12"]),
    ("早上8时，吉野号发现烟柱", []),
    ("当日军进攻时，守军已撤", []),
    ("布吕歇尔允诺次日至少派一个军支援", []),
    ("激战至次日凌晨，阵地失守", []),
    ("二十一日后，围解", []),
    ("《1938年战报》称歼敌", []),
    ("李宗仁（1891年－1969年）率部抵达", []),
    ("1936年的会战规模更小", []),
    ("1905年版《战史》记载不同", []),
    ("第31师夺回大半街区", []),
]
EN = [
    ("On the night of 14/15 October the French attacked.", ["1815-10-14/1815-10-15"]),
    ("by 3 June the army had crossed", ["1815-06-03"]),
    ("In early May, Grant moved", ["1815-05"]),
    ("On the 16th he won.", ["1815-06-16"]),
    ("From 3 to 5 July they fought", ["1815-07-03/1815-07-05"]),
    ("On 3 and 5 May the fort was shelled", ["1815-05-03", "1815-05-05"]),
    ("On July 4, 1863, Vicksburg fell", ["1863-07-04"]),
    ("The next day, Wellington withdrew.", ["1815-06-16"]),
    ("The next day, June 16, he withdrew.", ["1815-06-16"]),
    ("They held until the following morning.", []),
    ("He planned to attack the next day.", []),
    ("Two days later the town fell.", ["1815-06-17"]),
    ("That evening Napoleon dined.", ["1815-06-15"]),
    ("In 1815, he returned; by 1820 he was dead", ["1815", "1820"]),
    ("A second assault (16 May) failed.", ["1815-05-16"]),
    ("On Tuesday the guns fell silent.", []),
    ("The day after the battle he left.", []),
    ("Twenty-two days later it ended.", []),
    ("The reports of the previous day dismayed him.", []),
    ("The Treaty of 1839 was broken.", []),
    ("The Constitution of 3 May 1791 was adopted.", []),
    ("The 1815 campaign began.", []),
    ("The 20 July plot failed.", []),
    ("Wellington (1769–1852) held the ridge.", []),
    ('"It was 3 May 1808," he wrote.', []),
    ("They fell back along the line of march to Wavre.", []),
    ("The 1st Division and the 27th had to stay.", []),
    ("At 8 a.m. the guns opened.", []),
]


def told(lang: str, sentence: str, before: str) -> list[str]:
    pack = load_pack(lang)
    date = read_date(Inline.plain(before), pack).value
    return [each.date.edtf for each in tell_dates(Inline.plain(sentence), pack, carried=date, before=date)]


@pytest.mark.parametrize(("sentence", "dates"), ZH, ids=lambda value: str(value)[:20])
def test_chinese(sentence: str, dates: list[str]) -> None:
    assert told("zh", sentence, "1938年4月6日") == dates


@pytest.mark.parametrize(("sentence", "dates"), EN, ids=lambda value: str(value)[:30])
def test_english(sentence: str, dates: list[str]) -> None:
    assert told("en", sentence, "15 June 1815") == dates


def test_a_lunar_month_has_29_days_at_least() -> None:
    assert told("zh", "次日，又战", "太元八年十月十八日") == ["0383"]
    assert told("zh", "次日，又战", "太元八年十月二十九日") == []


def test_nothing_is_counted_from_a_date_that_is_no_day() -> None:
    assert told("zh", "次日，又战", "1938年4月") == []
    assert told("en", "That evening he dined.", "3–5 June 1815") == []
