"""Where a person's name stands in plain words: without rank, office, title, place and fate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wikibattle.packs import Pack
from wikibattle.packs.alternation import word_key
from wikibattle.packs.demonyms import load_demonyms
from wikibattle.packs.lexicon import is_unspaced, shadow
from wikibattle.reading.belligerents import is_polity
from wikibattle.reading.formations import UnitReader
from wikibattle.reading.layout import EDGES, NAME_SIGN

OBJECT = re.compile(r"(?:^|\s)(?:of|in|at|for|from)(?:\s+the)?\s*$", re.IGNORECASE)
LONGEST = 60  # plain words longer than this are a sentence and no name
_RUN = re.compile(r"\S+(?:\s+[·・•‧]\s+\S+)*+")  # a spaced dot that parted nothing is within a name
_PARTICLE_SIGN = re.compile(r"(?<=['’-])")
_UNIT_NUMBER = re.compile(r"第|\d")
_NAME_DOTS = frozenset("·・•‧")
_REGNAL = frozenset("一二三四五六七八九十世")  # 腓力二世


class PlainNames:
    """Finds names in folded text, by the words of a language."""

    def __init__(self, pack: Pack, units: UnitReader) -> None:
        self._pack = pack
        self._words = pack.people
        self._units = units

    def find(self, folded: str) -> Iterator[tuple[int, int]]:
        """The ranges of the names in a piece of a cell; none where it holds titles or units only."""
        fate = self._words.fate_pattern.search(folded)
        if fate and not fate.start():
            return
        named = folded[: fate.start()].rstrip(EDGES) if fate else folded
        if any(map(is_unspaced, named)):
            yield from (name for name in self._unspaced(named) if NAME_SIGN.search(named, *name))
        elif name := self._spaced(named):
            yield name

    def is_country(self, name: str) -> bool:
        """Whether a name is a country's and not that of a ruler the country is called by."""
        if not is_polity(name, self._pack):
            return False
        words = self._pack.belligerents
        if words.polity_pattern.fullmatch(name):
            return True
        if is_unspaced(name[0]):
            return name in _first_names(self._pack.language) or bool(words.forces_pattern.search(name))
        entities = load_demonyms(self._pack.language).words.get(shadow(name), ())
        return any(shadow(entity) == shadow(name) for entity in entities)

    def begins_small(self, name: str) -> bool:
        """Whether small letters begin a name (von Kluck, al-Ash'ath, d'Erlon)."""
        first = name.split()[0].casefold()
        particles = self._words.particles
        return first in particles or _PARTICLE_SIGN.split(first)[0].replace("’", "'") in particles

    # --- scripts with spaces

    def _spaced(self, text: str) -> tuple[int, int] | None:
        words = self._words
        if text[0].isdigit():
            return (0, len(text)) if words.honour_pattern.match(text) else None
        if self.is_country(text):
            return None
        titles = self._titles_before(text)
        at = titles.end() if titles else 0
        name = text[at:]
        if titles and (not name or OBJECT.match(name.split(" ", 1)[0])):
            is_title = bool(name) and word_key(titles[0]) in words.title_keys
            return (
                (0, len(text)) if is_title else None
            )  # "Bishop of X" names somebody, "commander of X" does not
        if not name[:1].isalpha() or (name[0].islower() and not self.begins_small(name)):
            return None
        if words.nothing_pattern.fullmatch(name) or words.pointer_pattern.match(name):
            return None
        if self._units.words.number_pattern.match(name) and self._units.sizes(name):
            return None
        return None if self._is_group(name) else (at, len(text))

    def _is_group(self, name: str) -> bool:
        """Whether words speak of people without naming one: "local chiefs", "Unknown Cheyenne"."""
        nobody = self._words.nothing_pattern.match(name)
        if nobody and nobody.end():
            return True
        last = name.split()[-1]
        return last.islower() and self._words.title_pattern.fullmatch(last) is not None

    def _titles_before(self, text: str) -> re.Match[str] | None:
        """Titles at the start of a text, or behind an allegiance (British Brigadier General)."""
        titles = self._words.leading_titles.match(text)
        if titles:
            return titles
        title = self._words.title_pattern.search(text)
        if title and title.start() and is_polity(text[: title.start()], self._pack):
            return self._words.leading_titles.match(text, title.start())
        return None

    # --- scripts without spaces, where a space parts a name from a title

    def _unspaced(self, text: str) -> Iterator[tuple[int, int]]:
        found = []
        titled = False
        for run in _RUN.finditer(text):
            name = self._in_run(run[0])
            if name:
                found.append((run.start() + name[0], run.start() + name[1]))
            titled |= name is None
        if len(found) < 2:
            yield from found
            return
        full = [self._words.full_name_pattern.fullmatch(text, *name) for name in found]
        if all(full):
            yield from found
        elif titled or full[0]:
            yield found[0]
        else:
            yield found[0][0], found[-1][1]  # one name, its signs set apart (朱 德)

    def _in_run(self, text: str) -> tuple[int, int] | None:
        """The name in a run of signs; None where there are titles, units or places only."""
        words = self._words
        if words.nothing_pattern.fullmatch(text) or self.is_country(text):
            return None
        titles = [title for title in words.title_pattern.finditer(text) if not self._is_family_name(title)]
        end, ranked = self._before_titles(text, titles)
        if end < len(text):
            return self._before_title(text, end, ranked=ranked, behind=_last_end(titles, end))
        if titles:
            return titles[-1].end(), len(text)
        short = words.short_title_pattern.fullmatch(text)
        if short:
            return short.span("name")
        return None if self._units.sizes(text) else (0, len(text))

    def _before_titles(self, text: str, titles: list[re.Match[str]]) -> tuple[int, bool]:
        """Where the ranks and offices at the end of a text begin, and whether the first is a rank."""
        end, ranked = len(text), False
        while titles and titles[-1].end() == end and self._is_set_apart(titles[-1]):
            title = titles.pop()
            end = title.start()
            ranked = word_key(title["title"]) in self._words.rank_keys
        while titles and titles[-1].end() >= len(text):
            titles.pop()  # a noble title behind a name is a part of it (威灵顿公爵)
        return end, ranked

    def _is_set_apart(self, title: re.Match[str]) -> bool:
        """Whether a title behind a name is no part of it: ranks and offices, and 亲王 of a foreign name."""
        words = self._words
        if word_key(title["title"]) not in words.title_keys:
            return True
        name = title.string[: title.start()]
        foreign = words.foreign_signs.issuperset(set(name) - _NAME_DOTS - _REGNAL)
        return bool(name) and foreign and title["title"] not in words.honours

    def _before_title(self, text: str, end: int, *, ranked: bool, behind: int) -> tuple[int, int] | None:
        """A name before a title (林彪司令员), perhaps with a unit between them."""
        unit = self._unit_start(text[:end])
        stop = unit if unit is not None and unit > behind else end
        if stop <= behind or not self._is_name(text[behind:stop], first=not behind, ranked=ranked):
            return None
        return behind, stop

    def _is_family_name(self, title: re.Match[str]) -> bool:
        """Whether what looks like a title begins a full name (司马懿)."""
        text = title.string
        is_name = self._words.full_name_pattern.fullmatch(text) is not None
        return (
            not title.start()
            and title.end() < len(text)
            and is_name
            and text.startswith(self._words.double_surnames)
        )

    def _unit_start(self, text: str) -> int | None:
        """Where a unit begins that stands between a name and its title."""
        sizes = self._units.sizes(text)
        if not sizes:
            return None
        number = _UNIT_NUMBER.search(text)
        if number:
            return number.start()
        name = self._words.full_name_pattern.match(text)
        return name.end() if name and name.end() < sizes[0][0] else 0

    def _is_name(self, name: str, *, first: bool, ranked: bool) -> bool:
        """Whether signs before a title are a name and no place, unit or arm of service."""
        words = self._words
        if first and (name in words.arms or name in words.place_names or is_polity(name, self._pack)):
            return False
        if _NAME_DOTS.intersection(name) or words.full_name_pattern.fullmatch(name):
            return True
        return len(name) > 1 if ranked else len(name) > 2 and not name.endswith(words.place_endings)


@cache
def _first_names(language: str) -> frozenset[str]:
    """What the states and peoples of the demonym table are called first, in scripts without spaces."""
    first: dict[str, str] = {}
    for word, entities in load_demonyms(language).words.items():
        if is_unspaced(word[0]):
            for entity in entities:
                first.setdefault(entity, word)
    return frozenset(first.values())


def _last_end(titles: list[re.Match[str]], before: int) -> int:
    return max((title.end() for title in titles if title.end() < before), default=0)
