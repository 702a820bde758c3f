"""The words, numbers and signs of a text that dates are made of.

One scan with one pattern a language; what is not a date (hours, durations, numbers that count
other things) is told apart here, so that the grammar sees the numbers of dates only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from wikibattle.packs.dates import HAN_NUMERALS, LETTER, DateVocabulary, DateWords
from wikibattle.reading.dates.edtf import Moment, Stated, is_in_calendar, parse_edtf
from wikibattle.reading.numerals import read_integer
from wikibattle.script.folding import fold
from wikibattle.wikitext import Inline, Mark

#: No date cell and no sentence is longer; what lies behind is not looked at.
LONGEST_TEXT = 20_000


class Kind(StrEnum):
    """What a token is. Those with a value in the plural are fields of `DateWords`."""

    MONTH = "months"
    SEASON = "seasons"
    WEEKDAY = "weekdays"
    PART = "parts"
    YEAR_MARK = "year_marks"
    YEAR_LEAD = "year_leads"
    MONTH_MARK = "month_marks"
    MONTH_LEAD = "month_leads"
    DAY_MARK = "day_marks"
    DAY_LEAD = "day_leads"
    WEAK_DAY_MARK = "weak_day_marks"
    DECADE_MARK = "decade_marks"
    CENTURY_MARK = "century_marks"
    JOINER = "joiners"
    FIRST_YEAR = "first_year"
    ERA_SPAN = "era_spans"
    BEFORE_CHRIST = "before_christ"
    ANNO_DOMINI = "anno_domini"
    GREGORIAN = "gregorian"
    JULIAN = "julian"
    LUNAR = "lunar"
    LUNAR_MONTH = "lunar_months"
    LUNAR_DAY_LEAD = "lunar_day_leads"
    LEAP_LEAD = "leap_leads"
    TO = "to"
    BETWEEN = "between"
    AND = "conjunctions"
    OR = "alternatives"
    ALTERNATIVE_LEAD = "alternative_leads"
    SINCE = "since"
    ONGOING = "ongoing"
    NOW = "now"
    NEXT_YEAR = "next_year"
    SAME_YEAR = "same_year"
    APPROXIMATE = "approximate"
    APPROXIMATE_AFTER = "approximate_after"
    UNCERTAIN = "uncertain"
    LIMIT = "limits"
    OTHER_CALENDAR = "other_calendars"
    ORDINAL_WORD = "ordinal_words"
    TIME = "times"
    TIME_MARK = "time_marks"
    DURATION = "durations"
    DURATION_LEAD = "duration_leads"
    DURATION_TAIL = "duration_tails"
    NUMBER_LEAD = "number_leads"
    AFTERMATH = "aftermath"
    LEAD_IN = "lead_ins"
    # Signs and numbers, the same in every language.
    NUMBER = "number"
    DECADE = "decade"
    DATE = "date"
    COMMA = "comma"
    STOP = "stop"
    LINE = "line"
    OPEN = "open"
    CLOSE = "close"
    DOUBT = "doubt"
    WORD = "word"


class Token(NamedTuple):
    """A word, number or sign at text[start:end].

    `value`: the number of a month, season or numeral. `digits`: how many Western digits wrote it,
    0 for Chinese numerals. `stated`: what a date template or a date in figures gives.
    """

    kind: Kind
    start: int
    end: int
    value: int = 0
    digits: int = 0
    ordinal: bool = False
    stated: Stated | None = None
    other: Moment | None = None


_SIGNS = {
    ",": Kind.COMMA, "，": Kind.COMMA, ";": Kind.STOP, ".": Kind.STOP, "。": Kind.STOP,
    "\n": Kind.LINE, "?": Kind.DOUBT,
    "(": Kind.OPEN, "[": Kind.OPEN, "〔": Kind.OPEN, "【": Kind.OPEN,
    ")": Kind.CLOSE, "]": Kind.CLOSE, "〕": Kind.CLOSE, "】": Kind.CLOSE, "/": Kind.OR, "⁄": Kind.OR,
}  # fmt: skip
# Between tokens, what is no word: spaces, quotes, bullets.
_NOTHING = re.compile(r"[\s'\"“”‘’„«»「」『』《》〈〉•·*†_\u200b-\u200f\ufeff]*")


# A full stop belongs to the word before it where the sentence goes on after it.
_GOES_ON = re.compile(r"\s*[-\d,;:)(\[\]–—a-zß-ÿα-ωа-я]")


@cache
def _pattern(words: str, ordinals: str, decade_suffixes: str) -> re.Pattern[str]:
    return re.compile(
        r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?!\d)|(?:utc|gmt)\s?[-+−±]\s?\d{1,2}(?::\d{2})?)"
        rf"|(?P<word>{words})"
        rf"|(?P<other>{LETTER}+)\s*"
        r"|(?P<figures>(?<![\d.,])(?:\d{1,2}(?P<s>[-/.])\d{1,2}(?P=s)\d{3,4}"
        r"|\d{3,4}(?P<t>[-/.])\d{1,2}(?P=t)\d{1,2})(?!\d|/\d{1,3}(?!\d)))"
        r"|(?P<count>\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+(?:\.\d+)*|\d{5,})"
        rf"|(?P<number>\d+)(?:(?P<ordinal>{ordinals})|(?P<decade>{decade_suffixes}))?"
        rf"|(?P<han>[{HAN_NUMERALS}]+)"
        r"|(?P<dash>[-‐‑‒–—―−－~〜～]+)"
        r"|(?P<sign>[,，;.。\n?()\[\]〔〕【】/⁄])",
    )


def may_hold_date(text: str, words: DateWords) -> bool:
    """Whether a sentence has anything that a date needs; cheap, and never wrong in saying no."""
    return _triggers(words.vocabulary.triggers).search(_lower(fold(text))) is not None


@cache
def _triggers(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def tokenize(cell: Inline, words: DateWords, *, prose: bool = False) -> list[Token]:
    """All tokens of the cell, in order, without hours, durations and counts of other things.

    `prose`: a sentence, in which a month is written as the language writes its name: troops march in March.
    """
    tokens = list(_scan(fold(cell.text)[:LONGEST_TEXT], words.vocabulary, words.numeric_order))
    if prose and any(name[:1].isupper() for month in words.months for name in month):
        tokens = [
            token._replace(kind=Kind.WORD)
            if token.kind is Kind.MONTH and cell.text[token.start].islower()
            else token
            for token in tokens
        ]
    if cell.marks:
        tokens = _with_marks(tokens, cell)
    tokens = _with_nights(tokens, cell.text, words)
    return _without_times(_without_counts(tokens))


def _lower(text: str) -> str:
    """The text in small letters, of the same length (İ is the one letter that would grow)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.replace("İ", "i").lower()


def _scan(cased: str, vocabulary: DateVocabulary, order: str) -> Iterator[Token]:
    text = _lower(cased)
    pattern = _pattern(vocabulary.pattern, vocabulary.ordinals, vocabulary.decade_suffixes)
    at = 0
    for match in pattern.finditer(text):
        group = match.lastgroup
        if group == "other":
            continue
        start, end = match.span()
        if start > at and not _NOTHING.fullmatch(text, at, start):
            yield Token(Kind.WORD, at, start)
        at = end
        if group != "word":
            yield _token(match, group, start, end, order)
            continue
        word = _word(start, end, text, vocabulary)
        ends_sentence = text[end - 1] == "." and word.kind is not Kind.APPROXIMATE
        if ends_sentence and not _GOES_ON.match(cased, end):
            yield word._replace(end=end - 1)
            yield Token(Kind.STOP, end - 1, end)
        else:
            yield word
    if at < len(text) and not _NOTHING.fullmatch(text, at):
        yield Token(Kind.WORD, at, len(text))


def _token(match: re.Match[str], group: str | None, start: int, end: int, order: str) -> Token:
    if group == "sign":
        return Token(_SIGNS[match[0]], start, end)
    if group == "dash":
        return Token(Kind.TO, start, end)
    if group in {"number", "ordinal", "decade"}:
        digits = match["number"]
        kind = Kind.DECADE if group == "decade" else Kind.NUMBER
        return Token(kind, start, end, int(digits), len(digits), group == "ordinal")
    if group == "han":
        value = read_integer(match[0].replace("两", "二"))
        if value is None or match[0] == "两":  # 两月 are two months, not the second one
            return Token(Kind.WORD, start, end)
        return Token(Kind.NUMBER, start, end, value)
    if group == "figures":
        return _in_figures(match[0], start, end, order)
    return Token(Kind.TIME if group == "clock" else Kind.WORD, start, end)


def _word(start: int, end: int, text: str, vocabulary: DateVocabulary) -> Token:
    field, number = vocabulary.kinds[text[start:end].rstrip(".")]
    kind = Kind(field)
    if kind is Kind.PART and end - start == 1 and end < len(text) and not _ends_phrase(text, end, vocabulary):
        return Token(Kind.WORD, start, end)  # the 中 of 1937年中国 is no middle
    if kind is Kind.ORDINAL_WORD:
        return Token(Kind.NUMBER, start, end, number, 0, True)
    return Token(kind, start, end, 1 if kind is Kind.FIRST_YEAR else number)


def _ends_phrase(text: str, at: int, vocabulary: DateVocabulary) -> bool:
    if not text[at].isalpha():
        return True
    field, _ = vocabulary.kinds.get(text[at], ("", 0))
    return field in {"to", "joiners", "conjunctions", "alternatives"}


def _in_figures(text: str, start: int, end: int, order: str) -> Token:
    """A date like 18/6/1815 or 1815-06-18; where day and month could change places, both."""
    parts = re.split(r"\D", text)
    one, two, three = map(int, parts)
    if len(parts[0]) > 2:
        moments = [Moment(one, two, three)]
    else:
        moments = [Moment(three, two, one), Moment(three, one, two)]
        if order == "mdy":
            moments.reverse()
    possible = [moment for moment in moments if is_in_calendar(moment)]
    if not possible:
        return Token(Kind.WORD, start, end)
    other = possible[1] if len(possible) > 1 and possible[1] != possible[0] else None
    return Token(Kind.DATE, start, end, stated=Stated(possible[0]), other=other)


_OPAQUE_ROLES = frozenset({"lifespan", "measure", "coordinates"})


def _with_marks(tokens: list[Token], cell: Inline) -> list[Token]:
    """Dates that templates write, in place of their words; measures and lifespans as mere words.

    A template that writes more than its one date (14 October [O.S. 2 October] 1806) is read in words.
    """
    starts = [token.start for token in tokens]
    out: list[Token] = []
    at = 0
    for mark in sorted(cell.marks, key=_mark_start):
        first, after = bisect_left(starts, mark.start), bisect_left(starts, mark.end)
        if first < at or mark.start == mark.end:
            continue
        written = _written_by(mark, tokens[first:after])
        if written:
            out += tokens[at:first] + written
            at = after
    return out + tokens[at:]


def _mark_start(mark: Mark) -> int:
    return mark.start


def _written_by(mark: Mark, inside: list[Token]) -> list[Token]:
    """What stands for the words of a mark; nothing where they are to be read themselves."""
    if mark.role in _OPAQUE_ROLES:
        return [Token(Kind.WORD, mark.start, mark.end)]
    if mark.role == "date" and mark.value and all(token.kind is not Kind.OPEN for token in inside):
        return _from_edtf(mark.value, mark.start, mark.end)
    return []


def _from_edtf(value: str, start: int, end: int) -> list[Token]:
    ends = parse_edtf(value)
    if ends is None or ends[0] is None:
        return []
    first = Token(Kind.DATE, start, end, stated=ends[0])
    if ends[1] == ends[0]:
        return [first]
    last = (
        Token(Kind.ONGOING, start, end) if ends[1] is None else Token(Kind.DATE, start, end, stated=ends[1])
    )
    return [first, Token(Kind.TO, start, end), last]


_BESIDE_NIGHT = 6  # tokens


def _with_nights(tokens: list[Token], text: str, words: DateWords) -> list[Token]:
    """The slash of "night of 11/12 November", 11/12日夜: both days are meant."""
    nights = {
        at
        for at, token in enumerate(tokens)
        if token.kind is Kind.TIME and fold(text[token.start : token.end]).lower() in words.nights
    }
    if not nights:
        return tokens
    out = list(tokens)
    for at, (day, slash, next_day) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        joined = slash.kind is Kind.OR and day.kind is next_day.kind is Kind.NUMBER
        if joined and text[slash.start] == "/" and next_day.value == day.value + 1 <= _LAST_DAY:
            near = range(at - _BESIDE_NIGHT, at + _BESIDE_NIGHT)
            if not nights.isdisjoint(near):
                out[at + 1] = slash._replace(kind=Kind.TO)
    return out


_LAST_DAY = 31
_NUMBERS = frozenset({Kind.NUMBER, Kind.DECADE})
_COUNT_LEADS = frozenset({Kind.NUMBER_LEAD, Kind.OTHER_CALENDAR})
_LONG_MARKS = frozenset({Kind.YEAR_MARK, Kind.DAY_MARK, Kind.MONTH_MARK})
_IN_DURATIONS = frozenset({Kind.AND, Kind.COMMA, Kind.JOINER})


def _without_counts(tokens: list[Token]) -> list[Token]:
    """Durations (3 months, 5年8个月, 历时5年) and numbered things (第二次, phase 2) as mere words.

    So are numbers of other calendars (2 AH, 15 Bahman 1357).
    """
    out: list[Token] = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1].kind if at else None
        if token.kind is Kind.DURATION and before in _NUMBERS:
            _drop_duration_before(out)
            out.append(token._replace(kind=Kind.WORD))
        elif token.kind in _NUMBERS and before in _COUNT_LEADS:
            out.append(token._replace(kind=Kind.WORD))
        elif token.kind is Kind.OTHER_CALENDAR and before in _NUMBERS:
            out[-1] = out[-1]._replace(kind=Kind.WORD)
            out.append(token)
        elif token.kind in _LONG_MARKS and before is Kind.NUMBER and _is_led_duration(tokens, at):
            out[-1] = out[-1]._replace(kind=Kind.WORD)
        elif token.kind is Kind.DURATION_TAIL and _is_tailed_duration(tokens, at):
            out[-2:] = [out[-1]._replace(kind=Kind.WORD)]
        else:
            out.append(token)
    return out


def _drop_duration_before(out: list[Token]) -> None:
    """Takes back the number of a duration, and the larger units before it: 5年 of 5年8个月."""
    del out[-1]
    while (
        out and out[-1].kind in _IN_DURATIONS and len(out) > 1 and out[-2].kind in {Kind.WORD, Kind.YEAR_MARK}
    ):
        del out[-1]
    while (
        len(out) > 1 and out[-1].kind in _LONG_MARKS and out[-2].kind is Kind.NUMBER and out[-2].value < 100
    ):
        if len(out) > 2 and (out[-3].kind in _LONG_MARKS or out[-3].kind is Kind.TO):
            break  # 10月10日至15日六昼夜间
        del out[-2:]


def _is_led_duration(tokens: list[Token], mark: int) -> bool:
    """历时5年: a small number with a mark after a word that tells how long; no month follows."""
    if mark < 2 or tokens[mark - 2].kind is not Kind.DURATION_LEAD or tokens[mark - 1].value >= 100:
        return False
    return not (mark + 1 < len(tokens) and tokens[mark + 1].kind is Kind.NUMBER)


def _is_tailed_duration(tokens: list[Token], tail: int) -> bool:
    """3日后: days without a month before them."""
    if tail < 2 or tokens[tail - 1].kind is not Kind.DAY_MARK or tokens[tail - 2].kind is not Kind.NUMBER:
        return False
    return tail < 3 or tokens[tail - 3].kind not in {
        Kind.MONTH_MARK,
        Kind.LUNAR_MONTH,
        Kind.MONTH,
        Kind.LUNAR_DAY_LEAD,
    }


_BEGINS_DATE = frozenset(
    {
        Kind.NUMBER,
        Kind.MONTH,
        Kind.LUNAR_MONTH,
        Kind.DATE,
        Kind.ONGOING,
        Kind.NOW,
        Kind.SEASON,
        Kind.PART,
        Kind.DAY_LEAD,
    }
)


def _without_times(tokens: list[Token]) -> list[Token]:
    """Leaves out times of day, and the dash between two of them."""
    out: list[Token] = []
    for at, token in enumerate(tokens):
        if token.kind in {Kind.TIME, Kind.TIME_MARK}:
            if (
                token.kind is Kind.TIME_MARK
                and out
                and out[-1].kind is Kind.NUMBER
                and token.start <= out[-1].end + 1
            ):
                del out[-1]
            if out and out[-1].kind is Kind.APPROXIMATE:
                del out[-1]  # about nine o'clock
            continue
        if token.kind is Kind.TO and _leads_to_time(tokens, at + 1):
            continue
        out.append(token)
    return out


def _leads_to_time(tokens: list[Token], at: int) -> bool:
    """Whether what follows is a time of day and then no date."""
    first = at
    while at < len(tokens):
        if tokens[at].kind is Kind.TIME:
            at += 1
        elif (
            tokens[at].kind is Kind.NUMBER and at + 1 < len(tokens) and tokens[at + 1].kind is Kind.TIME_MARK
        ):
            at += 2
        else:
            break
    return at > first and (at == len(tokens) or tokens[at].kind not in _BEGINS_DATE)
