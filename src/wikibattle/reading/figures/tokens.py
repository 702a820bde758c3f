"""A cell cut into what matters for figures: the words of the language, numbers, codes and signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from wikibattle.model import LossClass, Unit
from wikibattle.packs import Pack
from wikibattle.packs.alternation import NOTHING, alternation, word_key
from wikibattle.packs.dates import DateWords
from wikibattle.packs.demonyms import load_demonyms
from wikibattle.packs.lexicon import UNSPACED, is_unspaced
from wikibattle.packs.quantities import QuantityWords, ShiftingWord
from wikibattle.reading.numerals import AMOUNT


class Kind(StrEnum):
    """What a word can be; the names are fields of the `[quantities]` part of a language file."""

    NOUN = "units"
    SINGULAR = "singulars"
    COUNTER = "counters"
    WEAK_COUNTER = "weak_counters"
    ELLIPTIC = "elliptic"
    STRONG = "strong"
    MEASURE = "measures"
    CALIBRE = "calibres"
    DESIGNATOR = "designators"
    CLASS = "classes"
    NUMBER = "numbers"
    SCALE = "scales"
    FRACTION = "fractions"
    VAGUE = "vague"
    ABOUT = "about"
    OVER = "over"
    OVER_BARE = "over_bare"
    UNDER = "under"
    ABOUT_AFTER = "about_after"
    OVER_AFTER = "over_after"
    UNDER_AFTER = "under_after"
    HALF_AFTER = "halves_after"
    TO = "to"
    BETWEEN = "between"
    AND = "joiners"
    OR = "alternatives"
    EACH = "each"
    TOTAL = "totals"
    PART = "parts"
    PART_AFTER = "parts_after"
    WHOLE = "wholes"
    RIVAL = "rivals"
    ALL_OF = "all_of"
    SPARED = "spared"
    ALL_BUT = "all_but"
    BREAK = "breaks"
    NOTHING = "nothing"
    NO_WORD = "no_words"
    CLAIM = "claims"
    CLAIM_MARK = "claim_marks"
    CLAIM_LEAD = "claim_leads"
    AUTHORITY = "authorities"
    AS_OF = "as_of"
    MONTH = "months"  # this and what follows: of the `[dates]` part
    DATE_MARK = "date_marks"
    YEAR_LEAD = "lead_ins"
    ERA = "eras"


_LISTED = (
    Kind.CALIBRE, Kind.ELLIPTIC, Kind.STRONG, Kind.MEASURE, Kind.DESIGNATOR, Kind.FRACTION, Kind.VAGUE,
    Kind.ABOUT,
    Kind.OVER, Kind.OVER_BARE, Kind.UNDER, Kind.ABOUT_AFTER, Kind.OVER_AFTER, Kind.UNDER_AFTER,
    Kind.HALF_AFTER, Kind.TO, Kind.BETWEEN, Kind.AND, Kind.OR, Kind.EACH, Kind.TOTAL, Kind.PART,
    Kind.PART_AFTER, Kind.WHOLE, Kind.RIVAL, Kind.ALL_OF, Kind.SPARED, Kind.ALL_BUT, Kind.BREAK,
    Kind.NOTHING, Kind.NO_WORD, Kind.CLAIM, Kind.CLAIM_MARK, Kind.CLAIM_LEAD, Kind.AUTHORITY, Kind.AS_OF,
)  # fmt: skip

#: Units that are formations: their names stand last in a compound (坦克师) and count in small numbers.
FORMATIONS = frozenset(
    {Unit.ARMY, Unit.CORPS, Unit.DIVISION, Unit.BRIGADE, Unit.REGIMENT, Unit.BATTALION, Unit.SQUADRON}
    | {Unit.COMPANY, Unit.BATTERY}
)

_LETTER = rf"[^\W\d_{UNSPACED}]"
_LETTER_OR_DIGIT = rf"[^\W_{UNSPACED}]"
# A type's code: T-34/85, B-17s, U-47.
_CODE = (
    rf"(?<!{_LETTER_OR_DIGIT})[A-ZА-Я]{_LETTER}{{0,3}}+-?[0-9]{_LETTER_OR_DIGIT}{{0,9}}+"
    rf"(?:[-/]{_LETTER_OR_DIGIT}{{1,9}}+)*+(?![,.]?[0-9])"
)
_LONGEST_CALIBRE = 20  # signs of a count, a number and a measure
_FRACTIONS = {
    "½": 0.5, "⅓": 0.33, "⅔": 0.67, "¼": 0.25, "¾": 0.75, "⅛": 0.13, "⅜": 0.38, "⅝": 0.63, "⅞": 0.88,
}  # fmt: skip


@dataclass(slots=True)
class Sense:
    """All that one word can be."""

    kinds: set[Kind] = field(default_factory=set)
    unit: Unit | None = None
    counter: Unit | None = None
    classes: set[LossClass] = field(default_factory=set)
    lost: Unit | None = None
    number: float = 0
    shifting: ShiftingWord | None = None
    short: bool = False
    numbered: bool = False  # a number right before it names a unit: 47军


@dataclass(slots=True, frozen=True)
class Token:
    """A word with its senses, an amount in digits or numerals, a type's code, a fraction or a sign."""

    kind: str  # "word", "amount", "code", "fraction", "sign"
    start: int
    end: int
    text: str
    sense: Sense | None = None

    def has(self, *kinds: Kind) -> bool:
        """Whether it is a word that can be one of these."""
        return self.sense is not None and not self.sense.kinds.isdisjoint(kinds)

    def runs_on(self) -> bool:
        """Whether it is of a script that writes no spaces."""
        return is_unspaced(self.text[0])

    def fraction(self) -> float:
        """The value of a fraction sign, to two places; 0 for any other token."""
        return _FRACTIONS.get(self.text, 0)


class FigureWords:
    """The words of a language that matter for figures, found in one pass."""

    def __init__(self, pack: Pack) -> None:
        self._senses: dict[str, Sense] = {}
        self.degrees = frozenset(pack.quantities.degrees)
        self._add_nouns(pack.quantities)
        self._add_classes(pack.quantities)
        self._add_numbers(pack.quantities)
        self._add_dates(pack.dates)
        for kind in _LISTED:
            self._add(kind, getattr(pack.quantities, kind.value))
        self._add(Kind.DESIGNATOR, (*pack.formations.number_before, *pack.dates.number_leads))
        self._add(Kind.NO_WORD, pack.formations.no_units)
        for sense in self._add(Kind.NOUN, pack.formations.forces):
            sense.unit = sense.unit or Unit.PEOPLE
        for size in (word for sizes in pack.formations.echelons.values() for word in sizes):
            if (known := self.sense(size)) is not None:
                known.numbered = True
        self.ordinals = frozenset(word.casefold() for word in pack.dates.ordinals)
        self.codes = {letters: unit for unit, words in pack.quantities.codes.items() for letters in words}
        self._add(Kind.NO_WORD, self._names_that_run_on(pack.language))
        self._calibres = pack.quantities.calibres
        self._compile()

    def _names_that_run_on(self, language: str) -> Iterator[str]:
        """Names of states and peoples: the signs in them are no words (以色列, 约克军)."""
        for name in load_demonyms(language).words:
            if len(name) > 1 and is_unspaced(name[0]) and word_key(name) not in self._senses:
                yield name

    def _compile(self) -> None:
        spaced = [word for word in self._senses if not is_unspaced(word[0])]
        run_on = sorted(self._senses.keys() - set(spaced))
        self._lengths = {
            first: tuple(sorted({len(word) for word in words}, reverse=True))
            for first, words in groupby(run_on, key=lambda word: word[0])
        }
        firsts = f"[{''.join(self._lengths)}]" if self._lengths else NOTHING
        self._amount = re.compile(AMOUNT)
        calibres = "|".join(map(re.escape, self._calibres)) or NOTHING
        self._calibre = re.compile(rf"[0-9]{{1,3}}(?=\x20[0-9]{{2,3}}[\s-]?(?i:{calibres})(?![^\W\d_]))")
        self._pattern = re.compile(
            rf"(?P<code>{_CODE})|(?P<word>(?i:{alternation(spaced)}))|(?P<run_on>{firsts})"
            rf"|(?P<amount>{AMOUNT})|(?P<fraction>[{''.join(_FRACTIONS)}])|(?P<sign>[^\w ])"
        )

    def _add_nouns(self, words: QuantityWords) -> None:
        for kind, table in ((Kind.NOUN, words.units), (Kind.SINGULAR, words.singulars)):
            for unit, names in table.items():
                for sense in self._add(kind, names):
                    sense.unit = unit
        for shift in words.shifting:
            for sense in self._add(Kind.NOUN, shift.words):
                sense.unit, sense.shifting = shift.unit, shift
        for kind, table in ((Kind.COUNTER, words.counters), (Kind.WEAK_COUNTER, words.weak_counters)):
            for unit, names in table.items():
                for sense in self._add(kind, names):
                    sense.counter = unit
        for word in words.short:
            self._senses.setdefault(word_key(word), Sense()).short = True

    def _add_classes(self, words: QuantityWords) -> None:
        for loss, names in words.classes.items():
            for sense in self._add(Kind.CLASS, names):
                sense.classes.add(loss)
        for unit, names in words.lost.items():
            for sense in self._add(Kind.CLASS, names):
                sense.lost = unit

    def _add_numbers(self, words: QuantityWords) -> None:
        for kind, numbers in ((Kind.NUMBER, words.numbers), (Kind.SCALE, words.scales)):
            for word, value in numbers.items():
                for sense in self._add(kind, (word,)):
                    sense.number = value

    def _add_dates(self, dates: DateWords) -> None:
        self._add(Kind.MONTH, (name for names in dates.months for name in names))
        self._add(Kind.YEAR_LEAD, dates.lead_ins)
        self._add(Kind.ERA, (*dates.before_christ, *dates.anno_domini))
        fields = (
            dates.year_marks,
            dates.month_marks,
            dates.day_marks,
            dates.decade_marks,
            dates.century_marks,
        )
        marks = [mark for words in fields for mark in words]
        self._add(Kind.DATE_MARK, marks)
        self._add(Kind.MEASURE, (*marks, *dates.weak_day_marks, *dates.durations, *dates.time_marks))

    def _add(self, kind: Kind, words: Iterable[str]) -> list[Sense]:
        senses = []
        for word in words:
            if key := word_key(word):
                sense = self._senses.setdefault(key, Sense())
                sense.kinds.add(kind)
                senses.append(sense)
        return senses

    def sense(self, word: str) -> Sense | None:
        """What a word can be; None for one that the language file does not have."""
        return self._senses.get(word_key(word))

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a folded text. Words nobody listed and blanks are left out."""
        at = 0
        while (match := self._pattern.search(text, at)) is not None:
            kind, start, at = match.lastgroup or "sign", match.start(), match.end()
            if kind == "run_on":
                kind, at = self._run_on(text, start)
            if kind == "amount" and (calibre := self._calibre.match(text, start, at + _LONGEST_CALIBRE)):
                at = calibre.end()
            if kind:
                words = text[start:at]
                yield Token(kind, start, at, words, self.sense(words) if kind == "word" else None)

    def _run_on(self, text: str, at: int) -> tuple[str, int]:
        """What starts at a sign of a script without spaces: the longest word, an amount, or nothing."""
        for length in self._lengths[text[at]]:
            if text[at : at + length] in self._senses:
                return "word", min(at + length, len(text))
        amount = self._amount.match(text, at)
        return ("amount", amount.end()) if amount else ("", at + 1)


_KNOWN: dict[str, tuple[Pack, FigureWords]] = {}


def figure_words(pack: Pack) -> FigureWords:
    """The figure words of a pack, made once."""
    known = _KNOWN.get(pack.language)
    if known is None or known[0] is not pack:
        known = _KNOWN[pack.language] = (pack, FigureWords(pack))
    return known[1]
