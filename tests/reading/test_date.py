"""Dates: what cells and sentences state, to EDTF. Every value here was worked out by hand."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wikibattle.model import HistoricalDate
from wikibattle.packs import Pack, load_pack
from wikibattle.packs.dates import DateWords
from wikibattle.reading.cells import read_cell
from wikibattle.reading.date import find_dates, read_date
from wikibattle.reading.dates.tokens import LONGEST_TEXT
from wikibattle.wikitext import Inline

# The words of a cell: its EDTF.
ENGLISH = {
    "day first": ("18 June 1815", "1815-06-18"),
    "month first": ("June 18, 1815", "1815-06-18"),
    "ordinal": ("June 18th, 1815", "1815-06-18"),
    "ordinal of": ("the 18th of June 1815", "1815-06-18"),
    "abbreviated": ("Sept. 3rd, 1651", "1651-09-03"),
    "weekday": ("Sunday, 18 June 1815", "1815-06-18"),
    "time of day": ("24 October 1944, 10:00–18:30 (UTC+8)", "1944-10-24"),
    "festival": ("25 October 1415 ([[Saint Crispin's Day]])", "1415-10-25"),
    "month and year": ("July 251", "0251-07"),
    "year": ("1665", "1665"),
    "early year": ("10 August 955", "0955-08-10"),
    "year of two digits": ("AD 69", "0069"),
    "month of such a year": ("September, AD 9", "0009-09"),
    "iso": ("1942-06-04", "1942-06-04"),
    "figures": ("18/6/1815", "1815-06-18"),
    "dots": ("18.6.1815", "1815-06-18"),
    "iso interval": ("1863-07-01/1863-07-03", "1863-07-01/1863-07-03"),
    "Islamic date beside": ("12 Rabi' al-awwal 2 AH (13 March 624 CE)", "0624-03-13"),
    "century in words": ("Twelfth century", "11XX"),
    "before": ("before 500 BC", "-0499?"),
    # ranges
    "two days of a month": ("1–27 July 1942", "1942-07-01/1942-07-27"),
    "two days, month first": ("July 1–3, 1863", "1863-07-01/1863-07-03"),
    "a night": ("Night of 11/12 November 1940", "1940-11-11/1940-11-12"),
    "two months": ("31 May – 1 June 1916", "1916-05-31/1916-06-01"),
    "two months, month first": ("September 1 – October 2, 1944", "1944-09-01/1944-10-02"),
    "hyphen": ("28 January 1915 - 28 October 1918", "1915-01-28/1918-10-28"),
    "em dash": ("12—15 November 1942", "1942-11-12/1942-11-15"),
    "to": ("1642 to 1651", "1642/1651"),
    "until": ("from 5 May until 7 June 1863", "1863-05-05/1863-06-07"),
    "between": ("between 1914 and 1918", "1914/1918"),
    "and": ("27 and 28 May 1905", "1905-05-27/1905-05-28"),
    "list": ("15, 16 and 17 May 1863", "1863-05-15/1863-05-17"),
    "short year": ("1914–18", "1914/1918"),
    "years BC": ("218–201 BC", "-0217/-0200"),
    "BC to AD": ("44 BC – AD 14", "-0043/0014"),
    "over the new year": ("16 December 1944 – 25 January", "1944-12-16/1945-01-25"),
    "over the new year, back": ("16 December – 25 January 1945", "1944-12-16/1945-01-25"),
    "ongoing": ("24 February 2022 – present", "2022-02-24/.."),
    "ongoing in a bracket": ("27 July 2011 (ongoing)", "2011-07-27/.."),
    "the word date": ("1274 BC (date disputed)", "-1273?"),
    "since": ("since 1964", "1964/.."),
    "duration": (
        "30 November 1939 – 13 March 1940<br>(3 months, 1 week and 6 days)",
        "1939-11-30/1940-03-13",
    ),
    "age template": ("1 May 1900 – 2 May 1900 ({{Age in years and days|1900|5|1}})", "1900-05-01/1900-05-02"),
    "year, then days": ("1812, June 24 – December 14", "1812-06-24/1812-12-14"),
    "phases": ("Main phase: 1–3 July 1863<br>Pursuit: 4–14 July 1863", "1863-07-01/1863-07-14"),
    # BC
    "day BC": ("9 August 48 BC", "-0047-08-09"),
    "small year BC": ("September 2, 31 BC", "-0030-09-02"),
    "dots BC": ("March 15, 44 B.C.", "-0043-03-15"),
    "BCE": ("May 1274 BCE", "-1273-05"),
    # coarse and doubtful
    "circa": ("c. 1274 BC", "-1273~"),
    "circa template": ("{{circa|1274 BC}}", "-1273~"),
    "tilde": ("~ 1274 BC", "-1273~"),
    "about": ("about 1200", "1200~"),
    "traditional": ("traditionally 753 BC", "-0752?"),
    "disputed": ("1274 BC (disputed)", "-1273?"),
    "question mark": ("1274 BC?", "-1273?"),
    "spring": ("spring 1944", "1944-21"),
    "summer of": ("summer of 1916", "1916-22"),
    "winter of two years": ("winter of 1939–40", "1939-24"),
    "early month": ("early June 480 BC", "-0479-06"),
    "mid year": ("mid-1943", "1943"),
    "decade": ("1990s", "199X"),
    "century": ("12th century", "11XX"),
    "century BC": ("3rd century BC", "-02XX"),
    "centuries": ("3rd–4th century", "02XX/03XX"),
    # templates
    "start date": ("{{Start date|1861|12|9}}", "1861-12-09"),
    "start and end": ("{{Start date|1942|6|4}} – {{End date|1942|6|7}}", "1942-06-04/1942-06-07"),
    "both": ("{{start and end dates|1862|12|31|1863|1|2}}", "1862-12-31/1863-01-02"),
}

CHINESE = {
    "day": ("1815年6月18日（星期日）", "1815-06-18"),
    "linked": ("[[1938年]][[3月24日]]－[[4月7日]]", "1938-03-24/1938-04-07"),
    "full width": ("１９３７年７月７日", "1937-07-07"),
    "Chinese numerals": ("一九三七年七月七日", "1937-07-07"),
    "day without month": ("1947年5月13日－16日", "1947-05-13/1947-05-16"),
    "number without day": ("1937年9月1-12日", "1937-09-01/1937-09-12"),
    "至": ("1943年7月10至11日", "1943-07-10/1943-07-11"),
    "en dash": ("1916年2月21日–12月18日", "1916-02-21/1916-12-18"),
    "tilde": ("1979年2月17日～3月16日", "1979-02-17/1979-03-16"),
    "到": ("1937年7月到8月", "1937-07/1937-08"),
    "full width hyphen": ("1949年11月1日－11月29日", "1949-11-01/1949-11-29"),
    "months": ("222年10月 – 223年1月", "0222-10/0223-01"),
    "month to day": ("1937年12月 - 1938年5月19日", "1937-12/1938-05-19"),
    "years": ("1618年-1683年", "1618/1683"),
    "years, one mark": ("1839-1842年", "1839/1842"),
    "next year": ("1937年12月至次年1月", "1937-12/1938-01"),
    "over the new year": ("1944年12月16日－1月25日", "1944-12-16/1945-01-25"),
    "to this day": ("2014年4月6日至今", "2014-04-06/.."),
    "open": ("2011年3月15日－", "2011-03-15/.."),
    "two days": ("1905年5月27日、28日", "1905-05-27/1905-05-28"),
    "phases": ("• 前哨戰：1943年7月10至11日<br>• 主要戰鬥：1943年7月12日", "1943-07-10/1943-07-12"),
    "numbered phases": ("第一次：1592年－1593年；第二次：1597年－1598年", "1592/1598"),
    "BC": ("公元前260年", "-0259"),
    "前": ("前260年9月", "-0259-09"),
    "BC range": ("前218年－前201年", "-0217/-0200"),
    "BC range, said once": ("公元前218年至201年", "-0217/-0200"),
    "AD": ("公元9年9月", "0009-09"),
    "season": ("1944年夏", "1944-22"),
    "winter of two years": ("1917-1918年冬", "1917-24"),
    "ten days": ("1948年11月上旬至1949年1月10日", "1948-11/1949-01-10"),
    "end and beginning": ("1947年4月底至5月初", "1947-04/1947-05"),
    "decade": ("1990年代", "199X"),
    "decade of a century": ("20世纪40年代初", "194X"),
    "century": ("公元前3世纪", "-02XX"),
    "about": ("約1274年", "1274~"),
    "duration in years": ("1950年6月25日 – 1953年7月27日\n（3年1个月又2天）", "1950-06-25/1953-07-27"),
    "duration in days": ("1948年11月6日—1949年1月10日（历时66天）", "1948-11-06/1949-01-10"),
    "hours": ("1937年7月7日夜22時40分－7月8日凌晨", "1937-07-07/1937-07-08"),
    "local time": ("1941年12月8日（香港時間）", "1941-12-08"),
    "year behind": ("5月4日-5月8日，1942年", "1942-05-04/1942-05-08"),
    "figures": ("1937.7.7-1945.8.15", "1937-07-07/1945-08-15"),
    "days in a bracket": ("1863年（7月1日－3日）", "1863-07-01/1863-07-03"),
    "template": ("{{start date|1937|7|7}}—{{end date|1937|7|31}}", "1937-07-07/1937-07-31"),
}

# Dates in eras: EDTF, calendar, era and the era of the end (name, year, month, day).
ERAS: dict[str, tuple[str, str, str, tuple[object, ...], tuple[object, ...] | None]] = {
    "era day and Western day": (
        "[[光緒]]二十年八月十八日（[[1894年]][[9月17日]]）", "1894-09-17", "gregorian",
        ("光緒", 20, 8, 18), None,
    ),
    "era months and Western year": (
        "建安五年二月至十月（200年）", "0200", "chinese-lunar", ("建安", 5, 2, None), ("建安", 5, 10, None),
    ),
    "era months and Western days": (
        "至正二十三年七月－八月（1363年8月29日－10月3日）", "1363-08-29/1363-10-03", "gregorian",
        ("至正", 23, 7, None), ("至正", 23, 8, None),
    ),
    "Western year and era": ("1449年（正統十四年）", "1449", "gregorian", ("正統", 14, None, None), None),
    "era alone": ("洪武元年", "1368", "chinese-lunar", ("洪武", 1, None, None), None),
    "era month alone": ("天命四年三月", "1619", "chinese-lunar", ("天命", 4, 3, None), None),
    "ruler and era": ("漢靈帝中平元年三月", "0184", "chinese-lunar", ("中平", 1, 3, None), None),
    "ruler": ("秦昭襄王四十七年", "-0259", "chinese-lunar", ("秦昭襄王", 47, None, None), None),
    "era over two years": (
        "元嘉七年三月—八年二月", "0430/0431", "chinese-lunar", ("元嘉", 7, 3, None), ("元嘉", 8, 2, None),
    ),
    "years of an era, listed": (
        "隋大业八年（612年）、九年（613年）、十年（614年）", "0612/0614", "gregorian",
        ("大业", 8, None, None), ("大业", 10, None, None),
    ),
    "two eras of one year": (
        "1279年3月19日（南宋祥兴二年、元至元十六年二月初六）", "1279-03-19", "gregorian",
        ("至元", 16, 2, 6), None,
    ),
    "lunar, said in a bracket": ("1592年4月13日（農曆）", "1592", "chinese-lunar", (None, None, 4, 13), None),
    "month behind the Western year": (
        "公元前205年（汉高祖二年）四月", "-0204", "chinese-lunar", ("汉高祖", 2, 4, None), None,
    ),
    "Tang years": ("天寶十四載十一月", "0755", "chinese-lunar", ("天寶", 14, 11, None), None),
    "republic": ("民国三十八年四月二十日", "1949-04-20", "gregorian", ("民国", 38, 4, 20), None),
    "Shōwa": ("昭和12年7月7日", "1937-07-07", "gregorian", ("昭和", 12, 7, 7), None),
    "Meiji before 1873": ("明治五年七月", "1872", "chinese-lunar", ("明治", 5, 7, None), None),
    "Meiji after": ("明治27年9月17日", "1894-09-17", "gregorian", ("明治", 27, 9, 17), None),
    "era between the parts": (
        "1938年(昭和13年)3月 - 4月", "1938-03/1938-04", "gregorian", ("昭和", 13, None, None), None,
    ),
    "lunar month in numerals": ("208年七月", "0208", "chinese-lunar", (None, None, 7, None), None),
    "month in numerals, modern": ("1937年七月", "1937-07", "gregorian", (), None),
    "lunar day in a bracket": (
        "1592年8月14日（农历七月初八）", "1592-08-14", "gregorian", (None, None, 7, 8), None,
    ),
    "lunar day first": ("农历七月初八（1592年8月14日）", "1592-08-14", "gregorian", (None, None, 7, 8), None),
    "lunar day unsaid": ("1644年5月27日（4月22日）", "1644-05-27", "gregorian", (None, None, 4, 22), None),
    "first month": ("貞觀四年（630年）正月", "0630", "chinese-lunar", ("貞觀", 4, 1, None), None),
    "leap month": ("同治元年闰八月", "1862", "chinese-lunar", ("同治", 1, 8, None), None),
    "Korean reign": ("高丽高宗十九年", "1232", "chinese-lunar", ("高宗", 19, None, None), None),
    "Vietnamese era": ("嗣德三十五年", "1882", "chinese-lunar", ("嗣德", 35, None, None), None),
    "time of an era": ("康熙年間", "1662~/1722~", "chinese-lunar", ("康熙", None, None, None), None),
    "two lines": (
        "旧历庆应4年1月3日 - 1月6日<br>公历1868年1月27日 - 1月30日", "1868-01-27/1868-01-30", "gregorian",
        ("庆应", 4, 1, 3), ("庆应", 4, 1, 6),
    ),
}  # fmt: skip

# Several dates for one time: EDTF of the first, the alternatives, the calendar.
ALTERNATIVES = {
    "or": ("en", "June 15 or 28, 1389", "1389-06-15", ("1389-06-28",), "gregorian"),
    "months": ("en", "July or August, 251", "0251-07", ("0251-08",), "gregorian"),
    "slash": ("en", "August/September ([[Metageitnion]]), 490 BC", "-0489-08", ("-0489-09",), "gregorian"),
    "start of a range": (
        "en", "23 or 24 – 30 May 1863", "1863-05-23/1863-05-30", ("1863-05-24/1863-05-30",), "gregorian",
    ),
    "either range": (
        "en", "20–21 July or 8–10 September, 480 BC", "-0479-07-20/-0479-07-21", ("-0479-09-08/-0479-09-10",),
        "gregorian",
    ),
    "two styles of one month": ("en", "5 [17] October 1853", "1853-10-05", ("1853-10-17",), "julian"),
    "in a bracket": ("en", "334 BC (May or June)", "-0333-05", ("-0333-06",), "gregorian"),
    "either year": ("en", "1241/42", "1241", ("1242",), "gregorian"),
    "day or month": ("en", "3/4/1815", "1815-04-03", ("1815-03-04",), "gregorian"),
    "old style": ("en", "14 October [O.S. 2 October] 1806", "1806-10-14", ("1806-10-02",), "gregorian"),
    "old style behind": ("en", "8 July 1709 (O.S. 27 June)", "1709-07-08", ("1709-06-27",), "gregorian"),
    "old style first": ("en", "27 June (O.S.) / 8 July (N.S.) 1709", "1709-06-27", ("1709-07-08",), "julian"),
    "old style alone": ("en", "8 September 1380 (O.S.)", "1380-09-08", (), "julian"),
    "treaty": ("en", "1775 – 1783<br>Ratification: May 12, 1784", "1775/1783", ("1784-05-12",), "gregorian"),
    "或": ("zh", "1208年或1209年", "1208", ("1209",), "gregorian"),
    "一说": (
        "zh", "1943年11月2日至12月20日（一说11月3日至12月26日）", "1943-11-02/1943-12-20",
        ("1943-11-03/1943-12-26",), "gregorian",
    ),
    "儒略历": ("zh", "1709年7月8日（儒略历6月27日）", "1709-07-08", ("1709-06-27",), "gregorian"),
    "儒略历 before": ("zh", "(儒略曆)1066年10月14日", "1066-10-14", (), "julian"),
    "俄历": ("zh", "1380年9月8日（俄曆）", "1380-09-08", (), "julian"),
}  # fmt: skip

FINDINGS = {
    "no date": ("en", "Battle of X", "date-unreadable"),
    "32 May": ("en", "32 May 1900", "date-impossible"),
    "30 February": ("en", "30 February 1900", "date-impossible"),
    "month 13": ("zh", "1937年13月", "date-impossible"),
    "no year": ("zh", "7月7日", "date-without-year"),
    "backwards": ("en", "10 May 1940 – 4 May 1940", "date-end-before-start"),
    "a year and a day": ("vi", "24 tháng 10 năm 1996 - 16 tháng 5", "date-words-unread"),
    "era of nobody": ("zh", "洪武五十年", "date-era-year-unknown"),
    "era of nobody, in digits": ("zh", "康熙70年", "date-era-year-unknown"),
    "eras of one name": ("zh", "太和元年", "date-era-ambiguous"),
    "era against year": ("zh", "洪武元年（1468年）", "date-era-mismatch"),
}


def read(text: str, lang: str) -> HistoricalDate | None:
    pack = load_pack(lang)
    return read_date(read_cell(text, pack), pack).value


@pytest.mark.parametrize(("text", "edtf"), ENGLISH.values(), ids=ENGLISH)
def test_english(text: str, edtf: str) -> None:
    date = read(text, "en")
    assert date is not None
    assert date.edtf == edtf


@pytest.mark.parametrize(("text", "edtf"), CHINESE.values(), ids=CHINESE)
def test_chinese(text: str, edtf: str) -> None:
    date = read(text, "zh")
    assert date is not None
    assert date.edtf == edtf


@pytest.mark.parametrize(("text", "edtf", "calendar", "era", "era_end"), ERAS.values(), ids=ERAS)
def test_eras(
    text: str, edtf: str, calendar: str, era: tuple[object, ...], era_end: tuple[object, ...] | None
) -> None:
    date = read(text, "zh")
    assert date is not None
    assert (date.edtf, date.calendar) == (edtf, calendar)
    assert era == ((date.era.name, date.era.year, date.era.month, date.era.day) if date.era else ())
    end = date.era_end
    assert era_end == ((end.name, end.year, end.month, end.day) if end else None)


@pytest.mark.parametrize(
    ("lang", "text", "edtf", "alternatives", "calendar"), ALTERNATIVES.values(), ids=ALTERNATIVES
)
def test_alternatives(lang: str, text: str, edtf: str, alternatives: tuple[str, ...], calendar: str) -> None:
    date = read(text, lang)
    assert date is not None
    assert (date.edtf, date.alternatives, date.calendar) == (edtf, alternatives, calendar)


@pytest.mark.parametrize(("lang", "text", "code"), FINDINGS.values(), ids=FINDINGS)
def test_findings(lang: str, text: str, code: str) -> None:
    pack = load_pack(lang)
    reading = read_date(read_cell(text, pack), pack)
    assert code in {finding.code for finding in reading.findings}


@pytest.mark.parametrize(("lang", "text"), [("zh", "不詳"), ("en", "Unknown"), ("en", ""), ("zh", " \n")])
def test_a_cell_that_says_so_has_no_date_and_no_finding(lang: str, text: str) -> None:
    pack = load_pack(lang)
    reading = read_date(read_cell(text, pack), pack)
    assert reading.value is None
    assert not reading.findings


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("1962年6月 - 11月21日", "1962-06", "1962-11-21", "month"),
        ("1990年代", "1990", "1999", "decade"),
        ("公元前3世纪", "-0299", "-0200", "century"),
        ("1944年夏", "1944-22", "1944-22", "season"),
        ("208年七月—208年十一月", "0208", "0208", "year"),
    ],
)
def test_ends_and_precision(text: str, start: str, end: str, precision: str) -> None:
    date = read(text, "zh")
    assert date is not None
    assert (date.start, date.end, date.precision) == (start, end, precision)


@pytest.mark.parametrize("text", ["1948年11月上旬", "約1274年", "1943年底", "1943年秋季左右"])
def test_approximate(text: str) -> None:
    date = read(text, "zh")
    assert date is not None
    assert date.approximate


def test_a_date_says_where_it_stands_and_which_notes_back_it() -> None:
    text = " 10 August 955<ref>Bowlus, p. 1</ref> "
    date = read(text, "en")
    assert date is not None
    assert text[slice(*date.span)].startswith("10 August 955")
    assert len(date.refs) == 1


def test_years_of_the_article_tell_eras_apart() -> None:
    pack = load_pack("zh")
    cell = Inline.plain("太和元年")
    for year in (227, 366, 477, 827):
        date = read_date(cell, pack, years=[year]).value
        assert date is not None
        assert date.start == f"{year:04d}"


# A sentence, the date before it: what it mentions.
SENTENCES = {
    "zh days": ("zh", "分路11日占领咸丰县、12日攻克黔江县，11月21日进入彭水县", "1949年11月11日",
                ["1949-11-11", "1949-11-12", "1949-11-21"]),
    "zh month": ("zh", "到了4月2日，日军已占据城内三分之二", "1938年3月24日", ["1938-04-02"]),
    "zh new year": ("zh", "1月2日撤退", "1949年12月30日", ["1950-01-02"]),
    "zh lunar month": ("zh", "四月，曹操听从荀攸的意见", "建安五年（200年）二月", ["0200"]),
    "zh lunar and Western month": (
        "zh", "十月（公历11月），袁绍派淳于琼", "建安五年（200年）八月", ["0200-11"],
    ),
    "zh lunar day and Western day": ("zh", "七月二十日（8月29日）", "1363年四月", ["1363-08-29"]),
    "zh lunar day unsaid": ("zh", "7月22日（8月31日）", "1363年8月30日", ["1363-08-31"]),
    "zh next year of the era": ("zh", "六年四月，曹操再破袁军", "建安五年（200年）十月", ["0201"]),
    "zh range": ("zh", "2月20日至5月10日间共伤亡11,984人", "1938年4月7日", ["1938-02-20/1938-05-10"]),
    "zh no dates": ("zh", "第115师激战三日，歼敌1000余人，8年后，3号高地，近兩百年", "1938年4月7日", []),
    "zh durations": ("zh", "3天后，5个月内，第9次，20年来，后3日", "1938年4月7日", []),
    "en carried": ("en", "On 12 November it sailed, and by 14 November it met 1,500 men", "5 October 1942",
                   ["1942-11-12", "1942-11-14"]),
    "en two": ("en", "In June 1863, Lee crossed; by July 1 he was there.", None, ["1863-06", "1863-07-01"]),
    "en range": ("en", "It lasted from 3 to 5 July 1863 and cost 300 men", None, ["1863-07-03/1863-07-05"]),
    "en and": ("en", "again on 14 and 15 November 1942", None, ["1942-11-14", "1942-11-15"]),
    "en years": ("en", "In 1864 Grant took 1863 men; at the fall of Acre in 1291", None, ["1864", "1291"]),
    "en BC": ("en", "In 480 BC Xerxes met 300 Spartans", None, ["-0479"]),
    "en no dates": ("en", "The 7th Army moved 12 miles with 1,200 men; they may march", "5 October 1942", []),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "before", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_sentences(lang: str, text: str, before: str | None, expected: list[str]) -> None:
    pack = load_pack(lang)
    carried = find_dates(Inline.plain(f"on {before}"), pack)[-1][2] if before else None
    found = find_dates(Inline.plain(text), pack, carried=carried)
    assert [date.edtf for _, _, date in found] == expected
    assert all(date.text == text[start:end] for start, end, date in found)


# Other languages need words only.
JAPANESE = Pack(language="ja", name="日本語", dates=DateWords(
    year_marks=("年",), month_marks=("月",), day_marks=("日",), first_year=("元",), leap_leads=("閏",),
    lunar=("旧暦",), gregorian=("グレゴリオ暦",), era_country="JP",
))  # fmt: skip
KOREAN = Pack(language="ko", name="한국어", dates=DateWords(
    year_marks=("년",), month_marks=("월",), day_marks=("일",), lunar=("음력",), era_country="KR",
))  # fmt: skip
VIETNAMESE = Pack(language="vi", name="Tiếng Việt", dates=DateWords(
    year_leads=("năm",), month_leads=("tháng",), day_leads=("ngày",), before_christ=("TCN",),
))  # fmt: skip
GERMAN = Pack(language="de", name="Deutsch", dates=DateWords(
    months=((), (), (), (), ("Mai",), ("Juni",)), ordinals=(".",), to=("bis",), before_christ=("v. Chr.",),
))  # fmt: skip
SPANISH = Pack(language="es", name="Español", dates=DateWords(
    months=((), (), (), (), (), ("junio",), ("julio",)), joiners=("de", "del"), to=("al", "a"),
))  # fmt: skip

OTHER_LANGUAGES = [
    (JAPANESE, "1575年6月29日(天正3年5月21日)", "1575-06-29"),
    (JAPANESE, "旧暦慶応4年1月3日 - 1月6日\nグレゴリオ暦1868年1月27日 - 1月30日", "1868-01-27/1868-01-30"),
    (KOREAN, "1592년 8월 15일(음력 7월 9일) ~ 8월 16일(음력 7월 10일)", "1592-08-15/1592-08-16"),
    (KOREAN, "선조 25년", "1592"),
    (VIETNAMESE, "24 tháng 10 năm 1996 - 16 tháng 5 năm 1997", "1996-10-24/1997-05-16"),
    (VIETNAMESE, "208 TCN", "-0207"),
    (GERMAN, "31. Mai bis 1. Juni 1916", "1916-05-31/1916-06-01"),
    (GERMAN, "1.–3. Juni 31 v. Chr.", "-0030-06-01/-0030-06-03"),
    (SPANISH, "18 de junio de 1815", "1815-06-18"),
    (SPANISH, "1 al 3 de julio de 1863", "1863-07-01/1863-07-03"),
]


@pytest.mark.parametrize(
    ("pack", "text", "edtf"), OTHER_LANGUAGES, ids=[text for _, text, _ in OTHER_LANGUAGES]
)
def test_other_languages(pack: Pack, text: str, edtf: str) -> None:
    date = read_date(Inline.plain(text), pack).value
    assert date is not None
    assert date.edtf == edtf


def test_a_lunar_date_is_computed_only_as_an_alternative() -> None:
    pytest.importorskip("lunar_python")
    date = read("天啓六年正月二十三日", "zh")  # 1626-02-19, as every history of Ningyuan gives it
    assert date is not None
    assert date.start == date.end == date.edtf == "1626"
    assert "1626-02-19?" in date.alternatives


# Properties

_PIECES = st.sampled_from([
    "1937年", "7月", "7日", "七月", "初三", "建安五年", "（", "）", "－", "至", "或", "、", "，", "\n",
    "约", "公元前", "正月", "農曆", "至今", "次年", "一说", "年间", "闰", "18 ", "June ", "1815", "BC",
    "c. ", "or ", "to ", "–", "(", ")", "[", "]", "O.S. ", "3rd ", "century ", "1990s", "mid-", "?", "~",
    ",", ". ", "10:30", "3 days", "1/2/1900", "winter ", "40", "元年", "5",
])  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join))
_LANGUAGES = st.sampled_from(["zh", "en"])


@given(_TEXTS, _LANGUAGES)
@settings(max_examples=600, deadline=None)
def test_any_cell_gives_a_date_or_a_reason(text: str, lang: str) -> None:
    reading = read_date(Inline.plain(text), load_pack(lang))
    if reading.value is not None:
        assert reading.value.text == text.strip()
        assert text[slice(*reading.value.span)].strip() == text.strip()
        assert len(reading.value.start) in range(4, 12)
    for finding in reading.findings:
        assert 0 <= finding.span[0] <= finding.span[1] <= len(text)


@given(_TEXTS, _LANGUAGES, st.sampled_from([None, "1949年11月11日", "建安五年（200年）二月", "公元前260年"]))
@example("0、(100年)100年", "zh", None)
@settings(max_examples=600, deadline=None)
def test_dates_of_a_sentence_stand_in_it_in_order(text: str, lang: str, before: str | None) -> None:
    zh = load_pack("zh")
    carried = find_dates(Inline.plain(before), zh)[-1][2] if before else None
    at = 0
    for start, end, date in find_dates(Inline.plain(text), load_pack(lang), carried=carried):
        assert at <= start < end <= len(text)
        assert date.text == text[start:end]
        at = start


@given(st.dates(), _LANGUAGES)
def test_every_day_is_read_as_written(day, lang: str) -> None:  # type: ignore[no-untyped-def]
    text = f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {day:%B} {day.year:04d}"
    date = read(text, lang)
    assert date is not None
    assert date.start == date.end == date.edtf == f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


@pytest.mark.parametrize(
    "piece",
    ["(", "1937年-", "1, ", "3 and ", "to 1 May ", "1 or ", "1937年(3)", "~c. ", "建安5年", "the of "],
)
def test_long_text_takes_no_longer_than_its_first_part(piece: str) -> None:
    pack = load_pack("zh")
    cell = Inline.plain(piece * (5 * LONGEST_TEXT // len(piece)))
    start = time.perf_counter()
    reading = read_date(cell, pack)
    assert time.perf_counter() - start < 2
    assert "date-too-long" in {finding.code for finding in reading.findings}


def test_an_ongoing_date_has_no_end() -> None:
    date = read_date(Inline.plain("2014年4月至今"), load_pack("zh")).value
    assert date is not None
    assert (date.start, date.end, date.edtf) == ("2014-04", None, "2014-04/..")
