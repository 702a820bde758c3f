"""Numbers in Western digits and Chinese numerals."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikibattle.reading.numerals import (
    AMOUNT,
    Amount,
    largest_scale,
    read_amount,
    read_decimal_comma,
    read_integer,
    read_western,
)

INTEGERS = {
    "1949": 1949,
    "一九四九": 1949,
    "二〇〇八": 2008,
    "二十三": 23,
    "廿三": 23,
    "卅": 30,
    "十": 10,
    "一百零八": 108,
    "三万五千": 35000,
    "3万5千": 35000,
    "二十五": 25,
    "壹佰贰拾": 120,
}
NO_INTEGERS = ["", "万", "二十三百", "三千余", "1.5", "3,500", "百万千", "五万三万", "abc", "数万", "两三千"]


@pytest.mark.parametrize(("text", "value"), INTEGERS.items())
def test_integers(text: str, value: int) -> None:
    assert read_integer(text) == value


@pytest.mark.parametrize("text", NO_INTEGERS)
def test_no_integers(text: str) -> None:
    assert read_integer(text) is None


AMOUNTS: dict[str, tuple[float, float | None]] = {
    # Western digits
    "500": (500, 500),
    "1,234,567": (1234567, 1234567),
    "12 500": (12500, 12500),
    "1.500": (1500, 1500),
    "1.500.000": (1500000, 1500000),
    "12'500": (12500, 12500),
    "3，000": (3000, 3000),
    "1,50,000": (150000, 150000),
    "13,6500": (136500, 136500),
    "2.5": (2.5, 2.5),
    # both
    "1.2万": (12000, 12000),
    "65.8万": (658000, 658000),
    "7千": (7000, 7000),
    "3万5千": (35000, 35000),
    "136万5000": (1365000, 1365000),
    "60余万": (600000, None),
    "1亿2千万": (120000000, 120000000),
    # Chinese
    "二百三十": (230, 230),
    "一万五": (15000, 15000),
    "一万零五": (10005, 10005),
    "二十余万": (200000, None),
    "二百三十余万": (2300000, None),
    "数万": (20000, 99999),
    "数百": (200, 999),
    "几十": (20, 99),
    "数十万": (200000, 999999),
    "十几": (11, 19),
    "十几万": (110000, 199999),
    "两三千": (2000, 3000),
    "七八万": (70000, 80000),
    "三五百": (300, 500),
    "二三十万": (200000, 300000),
    "十二三万": (120000, 130000),
    "一五〇": (150, 150),
    "千": (1000, 1000),
    "百二十": (120, 120),
}


@pytest.mark.parametrize(("text", "ends"), AMOUNTS.items())
def test_amounts(text: str, ends: tuple[float, float | None]) -> None:
    assert re.fullmatch(AMOUNT, text)
    amount = read_amount(text)
    assert amount is not None
    assert (amount.low, amount.high) == ends


@pytest.mark.parametrize(
    "text", ["10,24,57", "13.11.1942", "1,2345,678", "1.79，3000", "三万两", "五千3千万余", "千百", "5千8000"]
)
def test_malformed_amounts(text: str) -> None:
    assert read_amount(text) is None


def test_a_scale_alone_is_bare() -> None:
    assert read_amount("万") == Amount(10000, 10000, bare=True)
    assert read_amount("十") == Amount(10, 10)
    assert read_amount("三万") == Amount(30000, 30000)


def test_only_a_scale_makes_a_decimal_comma() -> None:
    assert read_western("1,5") is None
    assert read_decimal_comma("1,5") == 1.5
    assert read_decimal_comma("1,500") is None


def test_largest_scale() -> None:
    assert largest_scale("3万5千") == 10000
    assert largest_scale("25,000") == 1


@given(st.integers(0, 10**12))
def test_thousands_marks_do_not_matter(value: int) -> None:
    for mark in (",", " ", "'", "’", "٬"):
        assert read_western(f"{value:,}".replace(",", mark)) == value


@given(st.integers(1, 9999), st.integers(0, 99))
def test_decimals_of_ten_thousand(whole: int, hundredths: int) -> None:
    text = f"{whole}.{hundredths:02}万"
    amount = read_amount(text)
    assert amount is not None
    assert amount.low == amount.high == int(Decimal(f"{whole}.{hundredths:02}") * 10000)


def _written(value: int) -> str:
    """A number below ten thousand in Chinese numerals."""
    digits, scales = "零一二三四五六七八九", ("", "十", "百", "千")
    text = ""
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            text += digits[digit] + scales[place]
        elif text and value % 10**place and not text.endswith("零"):
            text += "零"
    return text


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_chinese_numerals(myriads: int, rest: int) -> None:
    text = _written(myriads) + "万"
    if rest:
        text += ("零" if rest < 1000 else "") + _written(rest)
    assert read_integer(text) == myriads * 10000 + rest


@given(st.text(alphabet="0123456789,.， '一二三十百千万亿零数几余多两廿", max_size=30))
def test_reading_never_raises(text: str) -> None:
    for match in re.finditer(AMOUNT, text):
        amount = read_amount(match[0])
        if amount is not None and amount.high is not None:
            assert amount.low <= amount.high
        read_integer(match[0])


def test_long_numbers_are_none_and_fast() -> None:
    assert read_amount("9" * 100_000) is None
    assert read_integer("三" * 100_000) is None
    assert sum(1 for _ in re.finditer(AMOUNT, "1,234" * 50_000)) == 1
