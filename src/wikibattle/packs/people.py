"""The words of a language for people."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import Field

from wikibattle.model import Fate
from wikibattle.packs.alternation import NOTHING, alternation, word_key
from wikibattle.packs.words import NameCellWords


class PeopleWords(NameCellWords):
    """The `[people]` part of a language file.

    `ranks`: military ranks, no part of a name before or behind it. `offices`: what somebody leads
    or is charged with; the same. `titles`: of sovereigns and clergy, no part of a name before it.
    `short_titles`: titles of one sign (王), such only between a place and a full name (秦王李世民).
    `honours`: noble titles that plain names keep (Earl of March). `office_prefixes`: deputy, former
    and the like. `arms`: arms of service before a rank or office. `surnames`, `double_surnames`:
    where a name begins, in languages that put it first. `place_names`, `place_endings`: what tells
    a place from a name before an office (山东巡抚). `particles`: small words names begin with.
    `postnominals`: letters behind a name that are no part of it (VC).
    `name_suffixes`: what belongs to a name behind a comma (Jr.). `title_marks`: what stands in
    brackets in the title of an article about a title.

    `transliteration`: signs that write the sounds of foreign names, in languages that do so.

    `fates`: words for what became of somebody; `fate_signs`: signs for it; `bracket_fates`: short
    words for it that say so only in brackets; `no_fates`: words that hold one of them and say no
    fate (病死). `deaths`: words for a death that say "killed" unless its manner is said too (自杀殉国).
    `joiners`: words between people; `no_joiners`: words that hold one. `connectors`: words before a
    name that are no title. `remainders`: and others; `counters`: words that end a count of people
    behind them. `nothing`: words for nobody. `lists`: words that begin or end titles of lists;
    `pointers`: words that point to one. `remarks`: words that open a remark about the person
    before.
    """

    ranks: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    short_titles: tuple[str, ...] = ()
    honours: tuple[str, ...] = ()
    office_prefixes: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()
    surnames: str = ""
    double_surnames: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    place_endings: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    transliteration: str = ""
    postnominals: tuple[str, ...] = ()
    name_suffixes: tuple[str, ...] = ()
    title_marks: tuple[str, ...] = ()
    fates: dict[Fate, tuple[str, ...]] = Field(default_factory=dict)
    fate_signs: dict[str, Fate] = Field(default_factory=dict)
    bracket_fates: dict[Fate, tuple[str, ...]] = Field(default_factory=dict)
    no_fates: tuple[str, ...] = ()
    deaths: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    no_joiners: tuple[str, ...] = ()
    connectors: tuple[str, ...] = ()
    remainders: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @cached_property
    def rank_keys(self) -> frozenset[str]:
        """The ranks, as `word_key` writes them."""
        return frozenset(map(word_key, self.ranks))

    @cached_property
    def foreign_signs(self) -> frozenset[str]:
        """The signs of `transliteration`."""
        return frozenset(self.transliteration)

    @cached_property
    def office_keys(self) -> frozenset[str]:
        """The offices, as `word_key` writes them."""
        return frozenset(map(word_key, self.offices))

    @cached_property
    def title_keys(self) -> frozenset[str]:
        """The titles that are neither rank nor office, as `word_key` writes them."""
        return frozenset(map(word_key, self.titles)) - frozenset(map(word_key, (*self.ranks, *self.offices)))

    @cached_property
    def title_pattern(self) -> re.Pattern[str]:
        """Finds ranks, offices and titles (group `title`), with what stands before them as a part."""
        words = alternation((*self.ranks, *self.offices, *self.titles))
        before = alternation((*self.office_prefixes, *self.arms))
        return re.compile(rf"(?:{before}[\s\-]?){{0,4}}(?P<title>{words}\.?)", re.IGNORECASE)

    @cached_property
    def office_before(self) -> re.Pattern[str]:
        """What makes an office of a rank, before it (supreme, deputy)."""
        return re.compile(alternation(self.office_prefixes), re.IGNORECASE)

    @cached_property
    def leading_titles(self) -> re.Pattern[str]:
        """Ranks, offices and titles, one after the other, before a name in a spaced script."""
        words = alternation((*self.ranks, *self.offices, *self.titles))
        before = alternation((*self.office_prefixes, *self.arms))
        return re.compile(rf"(?:(?:{before}[\s\-])*{words}\.?(?:[\s,/\-]+|$))+", re.IGNORECASE)

    @cached_property
    def title_link_pattern(self) -> re.Pattern[str]:
        """Words of a link to a rank, office or title, and to nobody."""
        words = alternation((*self.ranks, *self.offices, *self.titles, *self.honours))
        before = alternation((*self.office_prefixes, *self.arms))
        return re.compile(
            rf"(?:(?:the|{before})[\s\-]?){{0,4}}{words}\.?(?:[\s,/\-]+{words}\.?){{0,3}}", re.IGNORECASE
        )

    @cached_property
    def short_title_pattern(self) -> re.Pattern[str]:
        """A place or dynasty, a title of one sign, and a full name (group `name`)."""
        if not self.short_titles or not self.surnames:
            return re.compile(NOTHING)
        title = f"[{''.join(self.short_titles)}]"
        return re.compile(rf"(?P<role>[^\W\d_]{{1,4}}{title})(?P<name>{self._full_name})")

    @property
    def _full_name(self) -> str:
        """A family name and a given name, family name first."""
        return rf"(?:{alternation(self.double_surnames)}[^\W\d_]{{1,2}}|[{self.surnames}][^\W\d_]{{1,2}})"

    @cached_property
    def full_name_pattern(self) -> re.Pattern[str]:
        """A text that is a family name and a given name."""
        return re.compile(self._full_name if self.surnames else NOTHING)

    @cached_property
    def honour_pattern(self) -> re.Pattern[str]:
        """A noble title with its place, or what follows a name behind a comma, at the start of a text."""
        honours, suffixes = alternation(self.honours), alternation(self.name_suffixes)
        return re.compile(
            rf"\s*(?:the\s)?(?:\d+\w\w\s{honours}|{honours}\s(?:of|de|von|di)\b)|\s*{suffixes}\.?\s*$",
            re.IGNORECASE,
        )

    @cached_property
    def postnominal_pattern(self) -> re.Pattern[str]:
        """Letters of orders, offices and services behind a name, at the end of a text."""
        letters = "|".join(map(re.escape, self.postnominals)) or NOTHING
        return re.compile(rf"(?<![\s,(])(?:(?:^|[\s,(]++)(?:{letters})(?![^\W_]))++\W*+$")

    @cached_property
    def fate_of(self) -> dict[str, Fate | None]:
        """The fate each word says, as `word_key` writes it; None where it says none."""
        found: dict[str, Fate | None] = {
            word_key(word): fate for fate, words in self.fates.items() for word in words
        }
        return found | {word_key(word): None for word in self.no_fates}

    @cached_property
    def death_keys(self) -> frozenset[str]:
        """The words and signs that say a death and not its manner, as `word_key` writes them."""
        return frozenset(map(word_key, (*self.deaths, *self.fate_signs)))

    @cached_property
    def fate_pattern(self) -> re.Pattern[str]:
        """Finds the words of `fate_of`, and `fate_signs` (group `sign`)."""
        words = alternation((*self.no_fates, *(word for words in self.fates.values() for word in words)))
        signs = "|".join(map(re.escape, self.fate_signs)) or NOTHING
        return re.compile(rf"(?P<sign>{signs})|{words}", re.IGNORECASE)

    @cached_property
    def separator_pattern(self) -> re.Pattern[str]:
        """Signs between people, spaced dashes (`dash`) and joiners (`joiner`); `none` is passed over."""
        none, joiners = alternation(self.no_joiners), alternation(self.joiners)
        return re.compile(
            rf"(?P<none>{none})|[、，;•|/\n]|,(?!\d)|(?P<dash>(?<=\s)[-–—－]{{1,2}}(?=\s)|[—–]{{2}})|(?P<joiner>{joiners})",
            re.IGNORECASE,
        )

    @cached_property
    def connector_pattern(self) -> re.Pattern[str]:
        """Words before a name that are no title, at the start of a text."""
        return re.compile(rf"\W*+{alternation((*self.connectors, *self.joiners))}(?=\W|$)", re.IGNORECASE)

    @cached_property
    def remainder_pattern(self) -> re.Pattern[str]:
        """And others, at the end of a text."""
        counted = rf"(?:[^\W_]{{1,6}}{alternation(self.counters)})?"  # 等三十六人
        return re.compile(rf"{alternation(self.remainders)}{counted}\W*+$", re.IGNORECASE)

    @cached_property
    def nothing_pattern(self) -> re.Pattern[str]:
        """A text that names nobody."""
        return re.compile(rf"\W*+(?:{alternation(self.nothing)}\W*+)*", re.IGNORECASE)

    @cached_property
    def remark_pattern(self) -> re.Pattern[str]:
        """A remark about the person before, at the start of a text."""
        return re.compile(rf"\W*+{alternation(self.remarks)}(?![^\W\d_])", re.IGNORECASE)
