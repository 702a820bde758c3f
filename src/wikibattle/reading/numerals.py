"""Numbers in Western digits and Chinese numerals, and in both at once, as they stand in folded text.

`read_integer` reads one exact whole number (a date, the number of a unit). `read_amount` reads what
a text counts: 3万5千, 65.8万, 二十余万, 数千, 两三百, 136万5000, 1,234,567.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("0〇零○", "1一壹", "2二贰两", "3三叁", "4四肆", "5五伍", "6六陆", "7七柒", "8八捌", "9九玖")
    )
    for char in chars
}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_SMALL_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_SEVERAL = "数几"
_MORE = "余多来"

#: Every sign a numeral can hold, for use in a character class.
NUMERAL_SIGNS = "".join((*_DIGITS, *_TENS, *_SMALL_SCALES, *_LARGE_SCALES))

_HAN_DIGITS = "".join(char for char in _DIGITS if not char.isascii())
_SCALES = "".join((*_SMALL_SCALES, *_LARGE_SCALES))
_HAN = "".join((_HAN_DIGITS, *_TENS, _SCALES, _SEVERAL))
_WESTERN = r"[0-9]++(?:(?:[,.，'’٬]|\x20(?=[0-9]{3}(?![0-9])))[0-9]++)*+"

#: Finds an amount, Western or Chinese, with all its signs; 余 and 多 only within (十余万).
AMOUNT = rf"(?:{_WESTERN}|[{_HAN}])(?:{_WESTERN}|[{_HAN}]|[{_MORE}](?=[{_SCALES}]))*+"

_MOST_DIGITS = 15
_PART = re.compile(rf"(?P<western>{_WESTERN})|(?P<digits>[{_HAN_DIGITS}]+)|(?P<sign>.)", re.DOTALL)
_GROUPED = re.compile(
    r"[0-9]{1,3}(?:(?P<mark>[,.，'’٬\x20])[0-9]{3})(?:(?P=mark)[0-9]{3})*"  # 1,234,567
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"  # 1,00,000
    r"|[0-9]{1,4}(?:[,，][0-9]{4})+"  # 13,6500: groups of ten thousand
)


def read_integer(text: str) -> int | None:
    """The whole number `text` writes: "1949", "一九四九", "二十三", "廿三", "三万五千", "3万5千".

    Takes folded text (simplified, half-width) without thousands marks. None for anything that
    is not one well-formed number: no words around it, no fractions, no scale out of order.
    """
    if not text or text[0] in _LARGE_SCALES or any(char not in NUMERAL_SIGNS for char in text):
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text)) if len(text) < 4000 else None
    amount = read_amount(text)
    exact = amount is not None and amount.low == amount.high
    return amount.low if amount and exact and isinstance(amount.low, int) else None


@dataclass(slots=True, frozen=True)
class Amount:
    """What a numeral counts: both ends inclusive, `high` None where it says "and more" (十余万).

    `bare`: it opens with a scale and no number before it (万余), which may be part of a name.
    """

    low: int | float
    high: int | float | None
    bare: bool = False


def read_amount(text: str) -> Amount | None:
    """The amount that a match of `AMOUNT` writes; None where it is not well-formed.

    数万 is 20000 to 99999 and 十几万 110000 to 199999 (an unnamed digit); 两三千 is 2000 to 3000;
    三万五 is 35000, because a digit after a scale counts the next lower one unless 零 stands between.
    """
    if len(text) > 4 * _MOST_DIGITS:
        return None
    if text.isascii():
        value = read_western(text)
        return None if value is None else Amount(value, value)
    sums = _Sums()
    for part in _PART.finditer(text):
        sign = part["sign"]
        if part["western"]:
            read = sums.number(read_western(part["western"]))
        elif part["digits"]:
            read = sums.digits(part["digits"])
        elif sign in _SEVERAL:
            read = sums.several()
        elif sign in _MORE:
            read = sums.open()
        elif sign in _TENS:
            read = sums.tens(_TENS[sign])
        elif sign in _SMALL_SCALES:
            read = sums.small_scale(_SMALL_SCALES[sign])
        else:
            read = sums.large_scale(_LARGE_SCALES[sign])
        if not read:
            return None
    return sums.result()


def largest_scale(text: str) -> int:
    """The largest scale among the signs of a numeral: 10000 for 20万; 1 for 五 and for 25,000."""
    for scales in (_LARGE_SCALES, _SMALL_SCALES):
        found = [scales[char] for char in text if char in scales]
        if found:
            return max(found)
    return 1


def read_western(run: str) -> int | float | None:
    """The number in Western digits with thousands marks of any kind and a decimal point.

    A single point before three digits is a thousands mark: nobody counts in thousandths.
    """
    if len(run) > 2 * _MOST_DIGITS:
        return None
    if run.isdecimal():
        return int(run)
    if _GROUPED.fullmatch(run):
        return int(re.sub(r"[^0-9]", "", run))
    whole, point, decimals = run.rpartition(".")
    if not point or "." in whole or not decimals.isdecimal():
        return None
    value = read_western(whole)
    return None if value is None else _whole(float(f"{value}.{decimals}"))


def read_decimal_comma(run: str) -> float | None:
    """The number of a run like "1,5", which only a scale after it shows to be a decimal."""
    whole, comma, decimals = run.partition(",")
    if comma and len(decimals) < 3 and whole.isdecimal() and decimals.isdecimal() and len(whole) < 4:
        return float(f"{whole}.{decimals}")
    return None


def _whole(value: float) -> int | float:
    value = round(value, 4)
    return int(value) if value.is_integer() else value


class _Sums:
    """Adds up a numeral sign by sign, its lowest and its highest value at once."""

    def __init__(self) -> None:
        self._total = (0.0, 0.0)
        self._group = (0.0, 0.0)
        self._digit: tuple[float, float] | None = None  # waits for its scale
        self._single = False  # the digit is one sign, so that it may count the next lower scale
        self._small_limit, self._large_limit = 10**4, 10**16
        self._last_scale = 0
        self._several = self._open = self._bare = False
        self._empty = True

    def number(self, value: int | float | None) -> bool:
        """A number in Western digits."""
        if value is None:
            return False
        return self._take((value, value), single=isinstance(value, int) and 0 < value < 10)

    def digits(self, chunk: str) -> bool:
        """Chinese digits in a row: one, a place value (一五〇), or two neighbours (两三, 三五)."""
        if len(chunk) > _MOST_DIGITS or (chunk == "两" and self._last_scale > 1000):
            return False  # 三万两 is money
        values = [_DIGITS[char] for char in chunk]
        if len(values) == 2 and (values[1] - values[0] == 1 or values == [3, 5]) and values[0]:
            return self._take((values[0], values[1]), single=True)
        value = int("".join(map(str, values)))
        return self._take((value, value), single=len(values) == 1)

    def _take(self, digit: tuple[float, float], *, single: bool) -> bool:
        if self._digit is not None:
            return False
        self._digit, self._single = digit, single
        self._empty = False
        return True

    def several(self) -> bool:
        """数, 几: from two to nine, or from one after a higher place (十几)."""
        low = 2.0 if self._empty else 1.0
        self._several = True
        return self._take((low, 10.0), single=False)

    def open(self) -> bool:
        """余, 多 within: more than what stands before it."""
        self._open = True
        return not self._empty

    def tens(self, value: int) -> bool:
        """廿, 卅, 卌."""
        if self._digit is not None or self._small_limit <= 10:
            return False
        self._group = (self._group[0] + value, self._group[1] + value)
        self._small_limit, self._empty = 10, False
        return True

    def small_scale(self, scale: int) -> bool:
        """十, 百, 千: smaller and smaller within a group."""
        digit = self._digit
        if scale >= self._small_limit or (digit is None and not self._empty and scale != 10):
            return False
        self._bare |= digit is None and self._empty and scale != 10
        low, high = digit or (1.0, 1.0)
        self._group = (self._group[0] + low * scale, self._group[1] + high * scale)
        self._after(scale)
        self._small_limit = scale
        return True

    def large_scale(self, scale: int) -> bool:
        """万, 亿, 兆 over the whole group before it."""
        low, high = self._digit or (0.0, 0.0)
        low, high = low + self._group[0], high + self._group[1]
        if scale >= self._large_limit or (not high and not self._empty):
            return False
        if not high:
            self._bare, low, high = self._empty, 1.0, 1.0
        self._total = (self._total[0] + low * scale, self._total[1] + high * scale)
        self._group = (0.0, 0.0)
        self._after(scale)
        self._small_limit, self._large_limit = 10**4, scale
        return True

    def _after(self, scale: int) -> None:
        self._digit, self._empty, self._last_scale = None, False, scale

    def result(self) -> Amount | None:
        """The sum, or None where the last digits are too large for their place."""
        low, high = self._digit or (0.0, 0.0)
        if self._digit is not None and self._last_scale:
            if self._single and self._last_scale >= 100:
                low, high = low * self._last_scale / 10, high * self._last_scale / 10
            elif low >= self._last_scale:
                return None
        if self._empty:
            return None
        low, high = low + self._total[0] + self._group[0], high + self._total[1] + self._group[1]
        high -= self._several
        return Amount(_whole(low), None if self._open else _whole(high), self._bare)
