"""A cell cut into what matters for figures: the words of the language, numbers, codes and signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from wikibattle.model import LossClass, Unit
from wikibattle.packs import Pack
from wikibattle.packs.alternation import alternation
from wikibattle.packs.lexicon import UNSPACED
from wikibattle.packs.quantities import QuantityWords, ShiftingWord
from wikibattle.reading.numerals import AMOUNT, AMOUNT_STARTS


class Kind(StrEnum):
    """What a word can be; the names are the fields of the language file."""

    NOUN = "units"
    SINGULAR = "singulars"
    COUNTER = "counters"
    WEAK_COUNTER = "weak_counters"
    ELLIPTIC = "elliptic"
    STRONG = "strong"
    MEASURE = "measures"
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
    RIVAL = "rivals"
    ALL_OF = "all_of"
    BREAK = "breaks"
    NOTHING = "nothing"
    NO_WORD = "no_words"
    CLAIM = "claims"
    CLAIM_MARK = "claim_marks"
    CLAIM_LEAD = "claim_leads"
    AUTHORITY = "authorities"
    AS_OF = "as_of"
    MONTH = "months"  # this and what follows: of the dates part
    DATE_MARK = "year_marks"
    YEAR_LEAD = "lead_ins"
    ERA = "before_christ"


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
    numbered: bool = False  # a number right before it names a unit (47军)


#: Units that are formations: their names stand last in a compound (坦克师) and count in small numbers.
FORMATIONS = frozenset(
    {Unit.ARMY, Unit.CORPS, Unit.DIVISION, Unit.BRIGADE, Unit.REGIMENT, Unit.BATTALION, Unit.SQUADRON}
    | {Unit.COMPANY, Unit.BATTERY}
)

_PLAIN_FIELDS = (
    Kind.ELLIPTIC, Kind.STRONG, Kind.MEASURE, Kind.DESIGNATOR, Kind.FRACTION, Kind.VAGUE, Kind.ABOUT, Kind.OVER, Kind.OVER_BARE,
    Kind.UNDER, Kind.ABOUT_AFTER, Kind.OVER_AFTER, Kind.UNDER_AFTER, Kind.HALF_AFTER, Kind.TO, Kind.BETWEEN, Kind.AND,
    Kind.OR, Kind.EACH, Kind.TOTAL, Kind.PART, Kind.RIVAL, Kind.ALL_OF, Kind.BREAK, Kind.NOTHING, Kind.NO_WORD, Kind.CLAIM,
    Kind.CLAIM_MARK, Kind.CLAIM_LEAD, Kind.AUTHORITY, Kind.AS_OF,
)  # fmt: skip
_GAPS = re.compile(r"[ .\-]+")
_CODE = rf"(?<![^\W_])(?-i:[A-ZА-Я])[^\W\d_{UNSPACED}]{{0,3}}+-?[0-9][^\W_{UNSPACED}]{{0,9}}+(?:[-/][^\W_{UNSPACED}]{{1,9}}+)*+(?![,.]?[0-9])"
_FRACTIONS = {"½": 0.5, "⅓": 0.33, "⅔": 0.67, "¼": 0.25, "¾": 0.75, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}


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

    def fraction(self) -> float:
        """The value of a fraction sign, to two places; 0 for any other token."""
        return round(_FRACTIONS.get(self.text, 0), 2)


class FigureWords:
    """The words of a language that matter for figures, found in one pass."""

    def __init__(self, pack: Pack) -> None:
        self.words = pack.quantities
        self._senses: dict[str, Sense] = {}
        self._add_quantities(pack.quantities)
        dates = pack.dates
        marks = (*dates.year_marks, *dates.month_marks, *dates.day_marks, *dates.decade_marks, *dates.century_marks)
        self._add(Kind.DATE_MARK, marks)
        self._add(Kind.MEASURE, (*marks, *dates.weak_day_marks, *dates.durations, *dates.time_marks))
        self._add(Kind.MONTH, (word for month in dates.months for word in month))
        self._add(Kind.YEAR_LEAD, dates.lead_ins)
        self._add(Kind.ERA, (*dates.before_christ, *dates.anno_domini))
        self._add(Kind.DESIGNATOR, (*pack.formations.number_before, *dates.number_leads))
        self._add(Kind.NO_WORD, pack.formations.no_units)
        for sense in self._add(Kind.NOUN, pack.formations.forces):
            sense.unit = sense.unit or Unit.PEOPLE
        for word in (word for size in pack.formations.echelons.values() for word in size):
            if (sense := self.sense(word)) is not None:
                sense.numbered = True
        self.ordinals = frozenset(word.casefold() for word in dates.ordinals)
        self.codes = {letters: unit for unit, words in pack.quantities.codes.items() for letters in words}
        pattern = alternation(word for word in self._senses if word)
        firsts = re.escape("".join({char for word in self._senses for char in (word[0], word[0].upper())}))
        self._pattern = re.compile(  # the first test only makes it fast
            rf"(?=[0-9A-ZА-Я{firsts}]|[^\w ]|[{AMOUNT_STARTS}{''.join(_FRACTIONS)}])(?:(?P<code>{_CODE})|(?P<word>{pattern})|(?P<amount>{AMOUNT})|(?P<fraction>[{''.join(_FRACTIONS)}])"
            r"|(?P<sign>[^\w ]))",
            re.IGNORECASE,
        )

    def _add_quantities(self, words: QuantityWords) -> None:
        for unit, names in words.units.items():
            for sense in self._add(Kind.NOUN, names):
                sense.unit = unit
        for unit, names in words.singulars.items():
            for sense in self._add(Kind.SINGULAR, names):
                sense.unit = unit
        for shift in words.shifting:
            for sense in self._add(Kind.NOUN, shift.words):
                sense.unit, sense.shifting = shift.unit, shift
        for kind, counters in ((Kind.COUNTER, words.counters), (Kind.WEAK_COUNTER, words.weak_counters)):
            for unit, names in counters.items():
                for sense in self._add(kind, names):
                    sense.counter = unit
        for loss, names in words.classes.items():
            for sense in self._add(Kind.CLASS, names):
                sense.classes.add(loss)
        for unit, names in words.lost.items():
            for sense in self._add(Kind.CLASS, names):
                sense.lost = unit
        for kind, numbers in ((Kind.NUMBER, words.numbers), (Kind.SCALE, words.scales)):
            for word, value in numbers.items():
                for sense in self._add(kind, (word,)):
                    sense.number = value
        for kind in _PLAIN_FIELDS:
            self._add(kind, getattr(words, kind.value))
        for word in words.short:
            self._senses.setdefault(_key(word), Sense()).short = True

    def _add(self, kind: Kind, words: Iterable[str]) -> list[Sense]:
        senses = []
        for word in words:
            sense = self._senses.setdefault(_key(word), Sense())
            sense.kinds.add(kind)
            senses.append(sense)
        return senses

    def sense(self, word: str) -> Sense | None:
        """What a word can be; None for one that the language file does not have."""
        return self._senses.get(_key(word))

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a folded text. Words nobody listed and blanks are left out."""
        for match in self._pattern.finditer(text):
            kind = match.lastgroup or "sign"
            words = match[0]
            yield Token(kind, match.start(), match.end(), words, self.sense(words) if kind == "word" else None)


def _key(word: str) -> str:
    return _GAPS.sub(" ", word.casefold()).strip()


_KNOWN: dict[str, tuple[Pack, FigureWords]] = {}


def figure_words(pack: Pack) -> FigureWords:
    """The figure words of a pack, made once."""
    known = _KNOWN.get(pack.language)
    if known is None or known[0] is not pack:
        known = _KNOWN[pack.language] = (pack, FigureWords(pack))
    return known[1]
