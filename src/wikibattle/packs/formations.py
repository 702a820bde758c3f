"""The words of a language for formations."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import Field

from wikibattle.model import Echelon
from wikibattle.packs.alternation import NOTHING, alternation, word_key
from wikibattle.packs.words import Words


class FormationWords(Words):
    """The `[formations]` part of a language file.

    `echelons`: words for the sizes of units. `short`: those of them that make a unit only behind
    a number or a word of `kinds` (第5军, 骑兵军; but 曹军). `kinds`: kinds of troops. `letters`:
    sizes written as one letter behind a number (74D). `implied`: troops that make a unit with an
    ordinal alone (9th Marines). `plurals`: plural of a size to its singular; a cardinal before it
    counts units and names none. `forces`: words for all the forces of a side, which are no unit.
    `no_units`: words that hold a size and are no unit (军官). `ordinals`, `numbers`: in words.
    `numerals`: signs that write numbers beside the digits.
    `ordinal_after`: what makes digits an ordinal. `number_before`: what stands before a number
    that names (第, No.). `counters`: what stands between a number that counts and the size (个).
    `totals`: what opens a total (共). `parts`: words that take a part of a unit (一部, elements
    of). `exceptions`: what opens the units that were not there (less, 缺). `superior`: words
    between a unit and the one it belongs to (of the). `remainders`: and others. `joiners`: words
    between units. `commanded`: words between a unit and who leads it (led by). `governs`: words
    between a unit and those under it, as a colon is (下辖, consisting of). `nothing`: unknown,
    none. `roman`: whether Roman numerals number units. `runs_on`: whether a unit follows the one
    it belongs to without a sign between (3兵团12军).
    """

    echelons: dict[Echelon, tuple[str, ...]] = Field(default_factory=dict)
    short: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    letters: dict[str, Echelon] = Field(default_factory=dict)
    implied: dict[Echelon, tuple[str, ...]] = Field(default_factory=dict)
    plurals: dict[str, str] = Field(default_factory=dict)
    forces: tuple[str, ...] = ()
    no_units: tuple[str, ...] = ()
    ordinals: dict[str, int] = Field(default_factory=dict)
    numbers: dict[str, int] = Field(default_factory=dict)
    numerals: str = ""
    ordinal_after: tuple[str, ...] = ()
    number_before: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    superior: tuple[str, ...] = ()
    remainders: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    commanded: tuple[str, ...] = ()
    governs: tuple[str, ...] = ()
    roman: bool = False
    runs_on: bool = False

    @cached_property
    def sizes(self) -> dict[str, Echelon]:
        """The echelon of every word and letter for one, as `word_key` writes it."""
        tables = (self.implied, self.echelons)
        found = {word_key(word): size for table in tables for size, words in table.items() for word in words}
        return found | {word_key(letter): size for letter, size in self.letters.items()}

    @cached_property
    def singulars(self) -> dict[str, str]:
        """`plurals`, its keys as `word_key` writes them."""
        return {word_key(plural): singular for plural, singular in self.plurals.items()}

    @cached_property
    def size_pattern(self) -> re.Pattern[str]:
        """Finds sizes: as `letter`, `size` or `implied`, or in no group where it is no unit."""
        sizes = alternation(word for words in self.echelons.values() for word in words)
        implied = alternation(word for words in self.implied.values() for word in words)
        letters = rf"(?<=\d)(?-i:[{''.join(self.letters)}])(?![A-Za-z])" if self.letters else NOTHING
        none = alternation((*self.forces, *self.no_units))
        return re.compile(
            rf"(?P<letter>{letters})|{none}|(?P<size>{sizes})|(?P<implied>{implied})", re.IGNORECASE
        )

    @cached_property
    def short_before(self) -> re.Pattern[str]:
        """What makes a short word a size, at the end of the text before it."""
        numerals = rf"[\d{re.escape(self.numerals)}]"
        return re.compile(
            rf"(?:{numerals}|{alternation(self.counters)}|{alternation(self.kinds)})\s?$", re.IGNORECASE
        )

    @cached_property
    def kind_after(self) -> re.Pattern[str]:
        """A kind of troops at the end of a text."""
        return re.compile(rf"{alternation(self.kinds)}$", re.IGNORECASE)

    @cached_property
    def number_pattern(self) -> re.Pattern[str]:
        """Finds what may number a unit; the group's name says how it is written."""
        numerals = rf"[\d{re.escape(self.numerals)}]{{1,12}}"
        after = "|".join(map(re.escape, self.ordinal_after)) or NOTHING
        kinds = alternation(self.kinds)
        roman = r"(?-i:\b(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})\b)" if self.roman else NOTHING
        return re.compile(
            rf"(?:{alternation(self.number_before)})\s?(?P<marked>{numerals})"
            r"|(?P<range>\d{1,5}\s?[-–—~至]\s?\d{1,5})"
            rf"|(?P<ordinal>\d{{1,5}})\s?(?:{after})(?![^\W_])|(?:\d{{1,4}}/)?(?P<digits>\d{{1,6}})"
            rf"|(?P<word>{alternation(self.ordinals)})|(?P<roman>{roman})"
            rf"|^(?P<first>{numerals})|(?P<last>{numerals})(?:{kinds}){{0,4}}$",
            re.IGNORECASE,
        )

    @cached_property
    def count_pattern(self) -> re.Pattern[str]:
        """A number that counts units, at the end of the text before a size (十余个骑兵…)."""
        numerals = rf"[\d{re.escape(self.numerals)}]{{1,12}}"
        return re.compile(
            rf"(?P<count>{numerals})[余多]?\s?{alternation(self.counters)}\s?(?:{alternation(self.kinds)}){{0,4}}$"
        )

    @cached_property
    def cardinal_pattern(self) -> re.Pattern[str]:
        """A cardinal at the start of a text (3, three); an ordinal is none."""
        return re.compile(rf"(?P<count>\d{{1,6}}(?![\w/.])|{alternation(self.numbers)})\s", re.IGNORECASE)

    @cached_property
    def total_pattern(self) -> re.Pattern[str]:
        """What opens a total, at the start of a text."""
        return re.compile(rf"{alternation(self.totals)}\s?", re.IGNORECASE)

    @cached_property
    def trimmed_before(self) -> re.Pattern[str]:
        """Words before a unit's name that are no part of it (elements of)."""
        words = self.joiners if self.runs_on else (*self.parts, *self.joiners)
        return re.compile(rf"{alternation(words)}(?:\s+the)?\s+", re.IGNORECASE)

    @cached_property
    def trimmed_after(self) -> re.Pattern[str]:
        """Words behind a unit's name that are no part of it (一部, 等)."""
        return re.compile(rf"{alternation((*self.remainders, *self.parts))}\s*+$", re.IGNORECASE)

    @cached_property
    def exception_pattern(self) -> re.Pattern[str]:
        """What opens the units that were not there, at the start of a text."""
        return re.compile(rf"\s*{alternation(self.exceptions)}", re.IGNORECASE)

    @cached_property
    def superior_pattern(self) -> re.Pattern[str]:
        """Words between a unit and the one it belongs to."""
        return re.compile(rf"\s{alternation(self.superior)}\s|,\s", re.IGNORECASE)

    @cached_property
    def separator_pattern(self) -> re.Pattern[str]:
        """Signs between units, and joiners (in the group `joiner`)."""
        return re.compile(
            rf"[、，;•|\n]|,(?!\d{{3}}(?!\d))|(?<=\s)/(?=\s)|(?P<joiner>{alternation(self.joiners)})",
            re.IGNORECASE,
        )

    @cached_property
    def governs_pattern(self) -> re.Pattern[str]:
        """Words between a unit and those under it."""
        return re.compile(rf"{alternation(self.governs)}\s?", re.IGNORECASE)

    @cached_property
    def nothing_pattern(self) -> re.Pattern[str]:
        """A text that says nobody is known, or none is there."""
        return re.compile(rf"\W*+(?:{alternation(self.nothing)})?\W*+", re.IGNORECASE)
