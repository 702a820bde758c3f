"""The words of a language for kinds of conflict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from pydantic import Field

from wikibattle.model import Kind
from wikibattle.packs.alternation import alternation
from wikibattle.packs.lexicon import Lexicon
from wikibattle.packs.words import Words


class KindWords(Words):
    """The `[kinds]` part of a language file, in lower case."""

    words: dict[Kind, tuple[str, ...]] = Field(default_factory=dict)
    """Nouns of each kind; spaced scripts: the singular, and plurals that do more than add an s."""
    naval: tuple[str, ...] = ()
    """Beside a word for a battle: it was fought at sea."""
    air: tuple[str, ...] = ()
    """Beside a word for a battle: it was fought in the air."""
    unsaid: tuple[str, ...] = ()
    """Words that hold one of `words` and say no kind: 大战 is a battle or a war."""
    categories: dict[Kind, tuple[str, ...]] = Field(default_factory=dict)
    """Nouns as names of categories of such conflicts have them: battles."""
    breaks: tuple[str, ...] = ()
    """Behind the noun: what it is further said of it: of, at, between, fought."""
    copulas: tuple[str, ...] = ()
    """Between the battle's name and what it was: was, 是."""
    transparent: tuple[str, ...] = ()
    """Before the noun that counts: a series of, one of the."""
    tails: tuple[str, ...] = ()
    """Behind the noun at the end of a clause, in scripts without spaces: 之一."""
    called: tuple[str, ...] = ()
    """Right before another name of the battle: also known as, 又称."""
    joiners: tuple[str, ...] = ()
    """Between two other names: and, 和."""
    alternatives: tuple[str, ...] = ()
    """Between two names of one thing: or, 或."""
    articles: tuple[str, ...] = ()
    """Before a name, and no part of it: the."""
    inside: tuple[str, ...] = ()
    """Words within a name that no capital marks: of, the."""
    determiners: tuple[str, ...] = ()
    """Before a noun that is no name: this battle, 此战."""

    @cached_property
    def lexicon(self) -> Lexicon[Kind | None]:
        """Every noun and its kind, if it says one."""
        return _lexicon(self.words, self.unsaid)

    @cached_property
    def category_lexicon(self) -> Lexicon[Kind | None]:
        """Every noun that names of categories have, and its kind."""
        return _lexicon(self.categories)

    @cached_property
    def break_pattern(self) -> re.Pattern[str]:
        """What ends the words that a noun belongs to."""
        return re.compile(rf"[,;:，；：(（]|{alternation(self.breaks)}")

    @cached_property
    def copula_pattern(self) -> re.Pattern[str]:
        """A word between a name and what it names."""
        return re.compile(alternation(self.copulas))

    @cached_property
    def transparent_pattern(self) -> re.Pattern[str]:
        """Words at the start of a phrase before the noun that counts."""
        return re.compile(rf"\s*{alternation(self.transparent)}")

    @cached_property
    def tail_pattern(self) -> re.Pattern[str]:
        """What may end a clause behind its noun."""
        return re.compile(rf"(?:{alternation(self.tails)})?\W*$")

    @cached_property
    def domain_pattern(self) -> re.Pattern[str]:
        """Words that say where a battle was fought, each in the group of its field."""
        return re.compile(f"(?P<naval>{alternation(self.naval)})|(?P<air>{alternation(self.air)})")


def _lexicon(words: Mapping[Kind, tuple[str, ...]], unsaid: tuple[str, ...] = ()) -> Lexicon[Kind | None]:
    said: list[tuple[str, Kind | None]] = [(word, kind) for kind, group in words.items() for word in group]
    return Lexicon([*said, *((word, None) for word in unsaid)])
