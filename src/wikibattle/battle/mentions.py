"""Whom a sentence names: sides and commanders of the box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wikibattle.model import Side
from wikibattle.packs import Pack
from wikibattle.packs.alternation import alternation
from wikibattle.packs.lexicon import is_unspaced, shadow
from wikibattle.reading.winners.side_names import SideNames, best
from wikibattle.reading.winners.vocabulary import plain_name, vocabulary
from wikibattle.script import fold, name_key, same_name_key
from wikibattle.wikitext import Inline

_SHORTEST_NAME = 2  # signs; in spaced scripts more, for initials name nobody
_SHORTEST_WORD = 4
_LONGEST_SURNAME_LINE = 3  # words of a name whose last one is a surname
_LONGEST_SHORTENED = 3  # signs of a name that one of them can stand for
_MOST_NAMES = 500


@dataclass(slots=True, frozen=True)
class Mentioned:
    """The numbers of the sides and the keys of the commanders a text names, each once, in order."""

    sides: tuple[int, ...] = ()
    commanders: tuple[str, ...] = ()


class Mentions:
    """Finds the sides and commanders of one box in the sentences of its article.

    A side is named by one of its parties, by the people of the party (日军, the French) where they
    are of one side only, and by its commanders.
    """

    def __init__(self, sides: Sequence[Side], pack: Pack, shown: Mapping[str, Iterable[str]]) -> None:
        """`shown`: for a link target's key the words the article shows it as, as keys."""
        self._sides = sides
        self._pack = pack
        self._commanders: dict[str, tuple[str, int]] = {}  # key of a name: key of the person, side
        self._parties: dict[str, set[int]] = {}
        self._signs: dict[str, set[int]] = {}
        self._sides_of: dict[tuple[str, ...], tuple[int, ...]] = {}  # by entities, as far as asked for
        for side in sides:
            for person in side.commanders:
                for name in _names(person.target, person.name, shown):
                    self._commanders.setdefault(name, (person.key, side.index))
                self._add_sign(person.key[:1], person.key, side.index)
            for party in side.belligerents:
                for name in _names(party.target, party.name, shown):
                    self._parties.setdefault(name, set()).add(side.index)
                self._add_sign(party.name[-1:], party.name, side.index)
        self._add_surnames()

    def _add_sign(self, sign: str, name: str, side: int) -> None:
        """曹军 is the army of 曹操, 晋军 that of 东晋: a surname, or the last sign of a state's name."""
        if _SHORTEST_NAME <= len(name) <= _LONGEST_SHORTENED and sign and is_unspaced(sign):
            self._signs.setdefault(fold(sign), set()).add(side)

    def _add_surnames(self) -> None:
        """A person of a spaced script is called by the last word of the name after the first time."""
        surnames: dict[str, set[tuple[str, int]]] = {}
        for name, person in self._commanders.items():
            words = name.split()
            if 1 < len(words) <= _LONGEST_SURNAME_LINE and len(words[-1]) >= _SHORTEST_WORD:
                surnames.setdefault(words[-1], set()).add(person)
        for surname, people in surnames.items():
            if len(people) == 1 and surname.isalpha():
                self._commanders.setdefault(surname, *people)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = [*self._commanders, *self._parties][:_MOST_NAMES]
        return re.compile(alternation(names))

    @cached_property
    def _side_names(self) -> SideNames:
        return SideNames(self._sides, vocabulary(self._pack))

    def within(self, text: Inline) -> Mentioned:
        """Whom a sentence names."""
        if not self._sides:
            return Mentioned()
        words = shadow(text.text)
        names = [plain_name(name_key(link.target)) for link in text.links]
        names += [same_name_key(match[0]) for match in self._pattern.finditer(words)]
        sides: set[int] = set()
        commanders: dict[str, None] = {}
        for name in names:
            person = self._commanders.get(name)
            if person is not None:
                commanders[person[0]] = None
                sides.add(person[1])
            parties = self._parties.get(name, ())
            if len(parties) == 1:
                sides.update(parties)
        sides.update(self._of_peoples(words))
        return Mentioned(tuple(sorted(sides)), tuple(commanders))

    def one_side(self, text: Inline) -> int | None:
        """The number of the side that a text names, if it names one alone."""
        sides = self.within(text).sides
        return sides[0] if len(sides) == 1 else None

    def _of_peoples(self, words: str) -> Iterator[int]:
        """Sides named by their people or by a sign before a word for forces: the French, 日军, 曹军."""
        known = vocabulary(self._pack)
        word_end = 0
        for hit in known.lexicon.scan(words):
            fitting = self._fitting(hit.value.entities)
            if not fitting and "forces" in hit.value.roles and hit.start > word_end:
                sign = words[hit.start - 1]
                fitting = self._fitting(tuple(known.demonyms.signs.get(sign, ())))
                fitting = fitting or tuple(self._signs.get(sign, ()))
            word_end = hit.end
            if len(fitting) == 1:
                yield fitting[0]

    def _fitting(self, entities: tuple[str, ...]) -> tuple[int, ...]:
        """The sides that a word for some of the entities fits best."""
        fitting = self._sides_of.get(entities)
        if fitting is None:
            fitting = best(self._side_names.of_entities(entities)) if entities else ()
            self._sides_of[entities] = fitting
        return fitting


def _names(target: str | None, name: str, shown: Mapping[str, Iterable[str]]) -> Iterable[str]:
    """Keys of all names of one person or party that are long enough to be told from other words."""
    keys = {same_name_key(name), name_key(name)}
    if target:
        key = same_name_key(target)
        keys |= {key, plain_name(name_key(target)), plain_name(key), *shown.get(key, ())}
    for key in sorted(keys):
        least = _SHORTEST_NAME if key and is_unspaced(key[0]) else _SHORTEST_WORD
        if len(key) >= least:
            yield key
