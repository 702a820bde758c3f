"""Whole numbers in Western digits and Chinese numerals, as they stand in folded text."""

from __future__ import annotations

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

#: Every sign a numeral can hold, for use in a character class.
NUMERAL_SIGNS = "".join((*_DIGITS, *_TENS, *_SMALL_SCALES, *_LARGE_SCALES))


def read_integer(text: str) -> int | None:
    """The whole number `text` writes: "1949", "一九四九", "二十三", "廿三", "三万五千", "3万5千".

    Takes folded text (simplified, half-width) without thousands marks. None for anything that
    is not one well-formed number: no words around it, no fractions, no scale out of order.
    """
    if not text or text[0] in "万亿兆" or any(char not in NUMERAL_SIGNS for char in text):
        return None
    if not any(char in _TENS or char in _SMALL_SCALES or char in _LARGE_SCALES for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _with_scales(text)


def _with_scales(text: str) -> int | None:
    """Sums digits times scales; scales of one level must fall: 三百二十 but not 二十三百."""
    total = group = 0
    digits = ""
    small_limit, large_limit = 10**4, 10**16
    for char in text:
        if char in _DIGITS:
            digits += str(_DIGITS[char])
            continue
        if char in _TENS:
            if digits or small_limit <= 10:
                return None
            group, small_limit = group + _TENS[char], 10
        elif char in _SMALL_SCALES:
            scale = _SMALL_SCALES[char]
            if scale >= small_limit or (not digits and group and scale != 10):
                return None
            group, small_limit, digits = group + int(digits or 1) * scale, scale, ""
        else:
            scale = _LARGE_SCALES[char]
            if scale >= large_limit or not (group or digits):
                return None
            total += (group + int(digits or 0)) * scale
            group, digits, small_limit, large_limit = 0, "", 10**4, scale
    return total + group + int(digits or 0)
