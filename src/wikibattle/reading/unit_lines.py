"""A line of an order of battle: the units it names, and who led each.

What follows a unit and names no other one is its commander if it has a rank or an office, is a link
of its own, or stands apart and looks like a name: 第30军（军长田镇南）, I Corps – MG John Reynolds.
The words for people are blanked, and the units are read from what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wikibattle.model import Commander, Formation
from wikibattle.packs import Pack, load_pack
from wikibattle.packs.alternation import alternation
from wikibattle.packs.lexicon import is_unspaced
from wikibattle.reading.formations import Unit, UnitReader
from wikibattle.reading.layout import BRACKET, EDGES, Layout
from wikibattle.reading.people import read_commanders
from wikibattle.wikitext import Inline

LONGEST_LINE = 1_000  # signs; no line of a list of units is longer
_LONGEST_PERSON = 80
_LONGEST_REMARK = 30
_FIGURE = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
# Two to four words in capitals, or initials: a name.
_NAME_WORD = r"(?:[^\W\d_a-z][^\W\d_]*['’\-]?[^\W\d_]*\.?)"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s(?:(?:von|van|de|du|la|le|der|den|di|of)\s)*{_NAME_WORD}){{0,4}}")
_LONGEST_RUN_ON = 4


@dataclass(slots=True, frozen=True)
class UnitLine:
    """The units of a line, each with its commanders, or only people: they lead the unit above."""

    formations: tuple[Formation, ...]
    commanders: tuple[Commander, ...] = ()


def read_unit_line(line: Inline, pack: Pack, *, below: bool = False) -> UnitLine:
    """The units and commanders of one line; `line.text` is read to `LONGEST_LINE` signs.

    `below`: a unit is named above, which a name alone on the line leads.
    """
    if len(line.text) > LONGEST_LINE:
        line = line.part(0, LONGEST_LINE)
    text = pack.formations.governs_pattern.sub(_as_colon, line.text)
    if text != line.text:
        line = line.with_text(text, line.links)
    return _LineReader(line, pack, below).read()


@dataclass(slots=True, frozen=True)
class _Piece:
    """A range of a line between signs, and how it is set off from what is before.

    `begin`: where it starts with the words that lead to it. `apart`: a name needs no title there.
    """

    begin: int
    start: int
    end: int
    apart: bool


@dataclass(slots=True, frozen=True)
class _People:
    """Those that a range of the line names."""

    begin: int
    end: int
    people: list[Commander]


class _LineReader:
    def __init__(self, line: Inline, pack: Pack, below: bool) -> None:
        self._line = line
        self._below = below
        self._pack = pack
        self._layout = Layout(line)
        self._units = UnitReader(self._layout, pack.formations)

    def read(self) -> UnitLine:
        people = [found for piece in self._pieces() if (found := self._people(piece)) is not None]
        rest = _without(self._line, [(found.begin, found.end) for found in people])
        reader = UnitReader(Layout(rest), self._pack.formations)
        units = reader.run(0, len(rest.text)) if _LETTER.search(rest.text) else []
        named = sorted(_flat(units), key=lambda unit: unit.end)
        loose: list[Commander] = []
        for found in people:
            before = [unit for unit in named if unit.end <= found.begin + 1]
            if before:
                before[-1].commanders += found.people
            else:
                loose += found.people
        if named and loose:  # Gen. X, 1st Army
            named[0].commanders[:0] = loose
            loose = []
        return UnitLine(reader.formations(units), tuple(loose))

    def _pieces(self) -> Iterator[_Piece]:
        """What may name people: pieces that hold no size of a unit, and what is behind a size."""
        layout, text = self._layout, self._layout.shadow
        mask = layout.mask(0, len(text))
        begin = at = 0
        apart = False
        for sign in (*_cuts(self._pack.language).finditer(mask), None):
            end = sign.start() if sign else len(text)
            if at < end:
                yield from self._of_people(begin, at, end, apart=apart)
            if sign is None:
                break
            begin = sign.start() if sign.lastgroup == "cue" else sign.end()
            at, apart = sign.end(), sign.lastgroup != "weak"
            if sign.lastgroup == "bracket":
                inside = layout.inside((sign.start(), sign.end()))
                yield from self._of_people(inside[0], *inside, apart=is_unspaced(text[inside[0]]))

    def _of_people(self, begin: int, start: int, end: int, *, apart: bool) -> Iterator[_Piece]:
        """The part of a piece behind the last unit named in it; titles begin it where no sign does."""
        shadow = self._layout.shadow
        sizes = self._units.sizes(shadow[start:end])
        if not sizes:
            yield _Piece(begin, start, end, apart)
            return
        behind = start + sizes[-1][1]
        title = next(
            (
                found
                for found in self._pack.people.title_pattern.finditer(shadow, behind, end)
                if found.start() > behind or is_unspaced(found[0][0])
            ),
            None,
        )
        if title is not None:
            yield _Piece(title.start(), title.start(), end, apart=False)
        elif is_unspaced(shadow[behind - 1]) and shadow[behind:end].strip(EDGES):
            yield _Piece(behind, behind, end, apart=False)

    def _people(self, piece: _Piece) -> _People | None:
        """Those a piece names, if it names people for sure."""
        start, end = self._units.trimmed(piece.start, piece.end)
        words = self._layout.shadow[start:end]
        if not _LETTER.search(words) or len(words) > _LONGEST_PERSON or _FIGURE.search(words):
            return None
        found = self._commanders(start, end)
        known = any(person.rank or person.role or person.fates for person in found)
        known = known or (bool(found) and self._pack.people.leading_titles.match(words) is not None)
        alone = self._below and start == 0 and is_unspaced(words[0])
        if not known and not ((alone or (piece.apart and start > 0)) and self._is_name(start, end, found)):
            return None
        for first, last in self._layout.brackets(end, len(self._line.text))[:1]:
            remark = self._layout.text[end:first]
            if not remark.strip() and last - first <= _LONGEST_REMARK:
                more = self._commanders(start, last)  # what became of them: (killed)
                if len(more) == len(found) and any(person.fates for person in more):
                    found, end = more, last
        return _People(min(piece.begin, start), end, found)

    def _commanders(self, start: int, end: int) -> list[Commander]:
        return list(read_commanders(self._line.part(start, end), self._pack).value)

    def _is_name(self, start: int, end: int, found: list[Commander]) -> bool:
        """Whether a piece set off by a sign is one person's name, and no other word."""
        words = self._layout.text[start:end].strip(EDGES)
        if len(found) != 1 or not words:
            return False
        if found[0].target is not None:
            return True
        if is_unspaced(words[0]):
            people = self._pack.people
            foreign = "·" in words and people.foreign_signs.issuperset(words.replace("·", ""))
            short = len(words) <= _LONGEST_RUN_ON
            return foreign or (short and people.full_name_pattern.fullmatch(words) is not None)
        return _NAME.fullmatch(words) is not None and " " in words


def _as_colon(found: re.Match[str]) -> str:
    """A word between a unit and those under it, as the sign that stands there elsewhere."""
    return ":".ljust(len(found[0]))


@cache
def _cuts(language: str) -> re.Pattern[str]:
    """What parts the pieces of a line: signs, brackets, words like "commanded by"."""
    words = load_pack(language).formations
    blank = r"\s+" if words.runs_on else r"\s{2,}|[\t\u3000]"
    cue = rf"\s*(?i:{alternation(words.commanded)})\s*[:：]?\s*"
    return re.compile(
        rf"(?P<bracket>{BRACKET}+)|(?P<cue>{cue})|(?P<weak>[,，、;；/|]+)"
        rf"|[:：\n]+|\s*[—–]+\s*|\s-+\s|{blank}"
    )


def _without(line: Inline, ranges: list[tuple[int, int]]) -> Inline:
    """The line with some ranges blanked, of the same length; links within them are left out."""
    text = line.text
    for start, end in ranges:
        if start and end < len(text) and text[start - 1] in "(（" and text[end] in ")）":
            start, end = start - 1, end + 1
        text = text[:start] + " " * (end - start) + text[end:]
    links = [link for link in line.links if not any(start <= link.start < end for start, end in ranges)]
    return line.with_text(text, links)


def _flat(units: list[Unit]) -> Iterator[Unit]:
    for unit in units:
        yield unit
        yield from _flat(unit.units)
