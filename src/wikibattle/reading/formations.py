"""Formations: the units a cell names, as a tree of what stands under what.

Rules: a unit that follows another without a sign between them is under it (3兵团12军); so are
units in its brackets, behind its colon, and in the list below it. Behind a comma a list goes on
at the level of the units before it, or climbs to the level of the unit it names (…14军，5兵团).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wikibattle.model import Commander, Echelon, Finding, Formation
from wikibattle.packs import Pack
from wikibattle.packs.alternation import word_key
from wikibattle.packs.formations import FormationWords
from wikibattle.reading.layout import BRACKET, COLON, COUNTRY, EDGES, LINK, Layout
from wikibattle.reading.numerals import read_integer
from wikibattle.reading.reading import Reading
from wikibattle.script import name_key
from wikibattle.wikitext.inline import Inline

_ORDER = {
    Echelon.FRONT: 12,
    Echelon.ARMY_GROUP: 11,
    Echelon.ARMY: 10,
    Echelon.FLEET: 10,
    Echelon.CORPS: 9,
    Echelon.DIVISION: 8,
    Echelon.BRIGADE: 7,
    Echelon.FLOTILLA: 7,
    Echelon.REGIMENT: 6,
    Echelon.BATTALION: 5,
    Echelon.SQUADRON: 4,
    Echelon.COMPANY: 4,
    Echelon.BATTERY: 4,
    Echelon.PLATOON: 3,
}
_LONGEST_NUMBER = 16
_DEEPEST = 4  # units in brackets within brackets beyond this are not read
_MOST_SIZES = 40  # more units in one piece are not read
_BULLETS = frozenset("*•●■▪‧")  # of lists that are no list in the markup
_CLAUSE_END = re.compile("[;。]")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(slots=True)
class Unit:
    """A formation while its tree is being built; the range is in the cell's text."""

    start: int
    end: int
    name: str
    echelon: Echelon | None = None
    designation: str | None = None
    number: int | None = None
    target: str | None = None
    count: int | None = None
    bare: bool = False  # a number alone: the unit behind it says of what
    total: bool = False  # its count is of the units named before it
    between: str = ""  # what stands between its number and its size
    size: str = ""  # its size and what follows, as written
    units: list[Unit] = field(default_factory=list)
    commanders: list[Commander] = field(default_factory=list)

    @property
    def order(self) -> int | None:
        """How large it is, to compare; None where that is not known."""
        return _ORDER.get(self.echelon) if self.echelon else None


def read_formations(cell: Inline, pack: Pack) -> Reading[tuple[Formation, ...]]:
    """The units of a cell, in order, each with the units under it.

    `pack` gives the words for sizes of units. A line that heads others and is no unit (主攻：)
    is a formation without an echelon over them. A total behind named units (共12个军) is a
    formation with that count over them. Sizes follow the project's gold rules, "Formations".
    """
    reader = UnitReader(Layout(cell), pack.formations)
    roots: list[Unit] = []
    open_: list[tuple[int, Unit]] = []
    for index, line in enumerate(reader.layout.lines):
        if line.after_rule:
            open_.clear()
        units = reader.run(line.start, line.end)
        if not units:
            continue
        level = line.level or int(reader.layout.shadow[line.start] in _BULLETS)
        depth = 2 * level + (0 if reader.heads(index) else 1)
        while open_ and open_[-1][0] >= depth:
            open_.pop()
        (open_[-1][1].units if open_ else roots).extend(units)
        has_brackets = reader.layout.brackets(line.start, line.end)
        open_.append((depth, units[-1] if has_brackets else _last(units[-1])))
    return Reading(reader.formations(roots), (*reader.findings, *reader.layout.too_long()))


class UnitReader:
    """Reads units from ranges of one cell."""

    def __init__(self, layout: Layout, words: FormationWords) -> None:
        self.layout = layout
        self.words = words
        self.findings: list[Finding] = []

    def heads(self, index: int) -> bool:
        """Whether a line heads those below: by markup, by its colon, by standing out from the next."""
        layout, line = self.layout, self.layout.lines[index]
        if line.is_heading or layout.shadow[line.start : line.end].rstrip().endswith(":"):
            return True
        return layout.stands_out(index)

    def run(self, start: int, end: int, depth: int = 0) -> list[Unit]:
        """The units of a line or bracket; what stands behind a colon is under what is before it."""
        mask = self.layout.mask(start, end)
        if not COLON.search(mask):
            return self.listed(start, end, depth)
        units: list[Unit] = []
        for begin, stop in split(mask, _CLAUSE_END):
            colon = COLON.search(mask, begin, stop)
            if colon is None:
                units += self.listed(start + begin, start + stop, depth)
                continue
            heads = self.listed(start + begin, start + colon.start(), depth)
            below = self.listed(start + colon.end(), start + stop, depth)
            if heads:
                _last(heads[-1]).units += below
            units += heads or below
        return units

    def listed(self, start: int, end: int, depth: int = 0) -> list[Unit]:
        """The units of a list without colons."""
        tree = UnitTree(self.words.runs_on)
        for begin, stop in self.pieces(start, end):
            tree.add(self.chain(begin, stop, depth))
        return tree.finished()

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The range parted at signs, and at joiners between units."""
        mask = self.layout.mask(start, end)
        at = 0
        for sign in self.words.separator_pattern.finditer(mask):
            if sign.lastgroup == "joiner" and not self._joins(start, mask, at, sign):
                continue
            if not self.layout.spend(start + at):
                return
            yield start + at, start + sign.start()
            at = sign.end()
        yield start + at, end

    def _joins(self, start: int, mask: str, at: int, joiner: re.Match[str]) -> bool:
        """Whether a joiner stands between two units, not within a unit's name."""
        first, last = max(at, joiner.start() - 60), joiner.end() + 60
        before, after = mask[first : joiner.start()].rstrip(), mask[joiner.end() : last].lstrip()
        if before.endswith((LINK, BRACKET)) or after.startswith((LINK, COUNTRY)):
            return True
        if self.words.number_pattern.match(after):
            return True
        left = self.layout.shadow[start + first : start + joiner.start()]
        right = self.layout.shadow[start + joiner.end() : start + min(last, len(mask))]
        return bool(self.sizes(left) and self.sizes(right))

    # --- one piece

    def chain(self, start: int, end: int, depth: int = 0) -> list[Unit]:
        """The units of a piece without separators, each under the one before it."""
        brackets = self.layout.brackets(start, end)
        while brackets and not self.layout.text[start : brackets[0][0]].strip(EDGES):
            start = brackets.pop(0)[1]  # a remark before the name
        start, stop = self.trimmed(start, brackets[0][0] if brackets else end)
        if start == stop:
            return []
        shadow = self.layout.shadow[start:stop]
        units = self._sized(start, shadow) or self._plain(start, shadow)
        self._link(units, start, stop)
        if units and depth < _DEEPEST:
            for index, bracket in enumerate(brackets):
                self._hold(units[-1], bracket, depth)
                behind = brackets[index + 1][0] if index + 1 < len(brackets) else end
                if self.sizes(self.layout.shadow[bracket[1] : behind]):
                    units[-1].units += self.chain(bracket[1], behind, depth + 1)
        return units

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The range without signs, words for a part, and "and others" at its ends."""
        shadow, words = self.layout.shadow, self.words
        start += end - start - len(shadow[start:end].lstrip(EDGES))
        while before := words.trimmed_before.match(shadow, start, end):
            start = before.end()
        while start < end:
            tail = shadow[max(start, end - 40) : end]
            kept = tail.rstrip(EDGES)
            after = words.trimmed_after.search(kept)
            kept = kept[: after.start()] if after else kept
            if len(kept) == len(tail):
                break
            end -= len(tail) - len(kept)
        return start, max(start, end)

    def sizes(self, text: str) -> list[tuple[int, int, Echelon]]:
        """Where sizes of units stand in a text: start, end, echelon."""
        words = self.words
        explicit: list[tuple[int, int, Echelon]] = []
        implied: list[tuple[int, int, Echelon]] = []
        for match in words.size_pattern.finditer(text):
            if match.lastgroup is None:
                continue
            begin = self._size_start(text, match)
            word = text[begin : match.end()]
            before = text[max(0, begin - 30) : begin]
            echelon = words.sizes.get(word_key(word))
            if echelon is None:
                continue  # a sign that is like a letter of the word (ı)
            if match.lastgroup == "implied":
                if words.number_pattern.search(before):
                    implied.append((begin, match.end(), echelon))
            elif word not in words.short or words.short_before.search(before):
                explicit.append((begin, match.end(), echelon))
            if len(explicit) == _MOST_SIZES:
                break
        return explicit or implied

    def _size_start(self, text: str, size: re.Match[str]) -> int:
        """Where a size begins, that a kind of troops may share a sign with (骑兵|团, no 骑|兵团)."""
        begin = size.start()
        if not self.words.runs_on or size.end() - begin < 2:
            return begin
        shorter = self.words.kind_after.search(text[max(0, begin - 6) : begin])
        if shorter and len(shorter[0]) > 1:
            return begin
        for at in range(begin + 1, size.end()):
            kind = self.words.kind_after.search(text[max(0, at - 6) : at])
            if kind and len(kind[0]) > at - begin and text[at : size.end()] in self.words.sizes:
                return at
        return begin

    def _sized(self, start: int, shadow: str) -> list[Unit]:
        """Units whose sizes are said, the superior one first."""
        sizes = self.sizes(shadow)
        if not sizes:
            return []
        if not self.words.runs_on:
            return self._of_superiors(start, shadow)
        units: list[Unit] = []
        at = 0
        for begin, end, echelon in sizes:
            units.append(self._unit(start + at, shadow[at:end], begin - at, end - at, echelon))
            at = end
        rest = shadow[at:].strip(EDGES)
        number = self.words.number_pattern.match(rest)
        if number and number.end() == len(rest):
            units += self._plain(start + shadow.index(rest, at), rest)
        elif rest:
            self.findings.append(self.layout.unread("unit", start + at, start + len(shadow)))
        return units

    def _of_superiors(self, start: int, shadow: str) -> list[Unit]:
        """Units of a spaced script: of "1st Battalion of the 9th Marines" the last is over the first."""
        parts = list(split(shadow, self.words.superior_pattern))[:_MOST_SIZES]
        sizes = [self.sizes(shadow[first:last]) for first, last in parts]
        if not all(sizes):
            parts, sizes = [(0, len(shadow))], [self.sizes(shadow)]
        return [
            self._unit(start + first, shadow[first:last], *inside[-1])
            for (first, last), inside in zip(reversed(parts), reversed(sizes), strict=True)
        ]

    def _unit(self, start: int, text: str, begin: int, end: int, echelon: Echelon) -> Unit:
        """The unit `text` names, which stands at `start`; its size is text[begin:end]."""
        words = self.words
        lead = len(text) - len(text.lstrip(EDGES))
        total = words.total_pattern.match(text, lead)
        if total and total.end() < begin:
            lead = total.end()
        before, size, after = text[lead:begin], text[begin:end], text[end:]
        counted = words.count_pattern.search(before)
        singular = words.singulars.get(word_key(size))
        if counted is None and singular is not None:
            counted = words.cardinal_pattern.match(before)
        if counted:
            lead += counted.start()
            name = self.layout.words(start + lead, start + len(text))
            count = self._value(counted["count"])
            return Unit(start + lead, start + len(text), name, echelon, count=count, total=total is not None)
        name = self.layout.words(start + lead, start + len(text))
        unit = Unit(start + lead, start + len(text), name, echelon)
        self._number(unit, before, after, size)
        if singular is not None and unit.number is not None:
            kept = singular.capitalize() if size[0].isupper() else singular
            unit.name, unit.size = unit.name.replace(size, kept), unit.size.replace(size, kept)
        shown = self.layout.text[start : start + len(text)]
        designation = " ".join(f"{shown[lead:begin]} {shown[end:]}".split()).strip(EDGES)
        unit.designation = designation or None
        return unit

    def _number(self, unit: Unit, before: str, after: str, size: str) -> None:
        """Sets a unit's number from the words before its size, else from those behind it."""
        for match in self.words.number_pattern.finditer(before):
            if match[match.lastgroup or 0] and self._set_number(unit, match):
                unit.between, unit.size = before[match.end() :], size + after
                return
        behind = self.words.number_pattern.match(after.strip())
        if behind and behind[0]:
            self._set_number(unit, behind)
        else:
            unit.number = self._value(after.strip())

    def _set_number(self, unit: Unit, match: re.Match[str]) -> bool:
        written = match[match.lastgroup or 0]
        if match.lastgroup == "range":
            low, high = (int(number) for number in re.findall(r"\d+", written))
            unit.count = high - low + 1 if low < high else None
            return True
        if match.lastgroup == "roman" and len(written) == 1 and (unit.order or 10) < _ORDER[Echelon.CORPS]:
            return False  # C Company, not the hundredth
        unit.number = self._value(written)
        return unit.number is not None

    def _value(self, written: str) -> int | None:
        """A number in digits, numerals, Roman numerals or words."""
        if len(written) > _LONGEST_NUMBER:
            return None
        key = written.casefold()
        for table in (self.words.ordinals, self.words.numbers):
            if key in table:
                return table[key]
        number = read_integer(written)
        if number is None and written and all(char in _ROMAN for char in written):
            values = [_ROMAN[char] for char in written]
            return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
        return number

    def _plain(self, start: int, shadow: str) -> list[Unit]:
        """A piece that says no size: a bare number, a name, or no unit at all."""
        end = start + len(shadow)
        if self.words.nothing_pattern.fullmatch(shadow):
            return []
        unit = Unit(start, end, self.layout.words(start, end))
        number = self.words.number_pattern.match(shadow)
        if number and number.end() == len(shadow):
            unit.bare = True
            unit.designation = unit.name
            self._set_number(unit, number)
        elif number and number.lastgroup == "digits" and not self.layout.links_in(start, end):
            self.findings.append(self.layout.unread("unit", start, end))  # so many men, guns or ships
            return []
        return [unit]

    def _link(self, units: list[Unit], start: int, end: int) -> None:
        """Sets targets: a link in a unit's range is its, one over several units the last one's."""
        links = self.layout.links_in(start, end)
        for link in links:
            if link.namespace is not None or link.interwiki is not None:
                continue
            for unit in units:
                if unit.target is None and unit.start <= link.start and link.end <= unit.end:
                    unit.target = link.target
                    break
            else:
                if units and units[-1].target is None:
                    units[-1].target = link.target

    def _hold(self, unit: Unit, bracket: tuple[int, int], depth: int) -> None:
        """Puts units in brackets under the unit before; any other bracket is a remark."""
        start, end = self.layout.inside(bracket)
        inside = self.layout.shadow[start:end]
        if not self.sizes(inside):
            return
        if self.words.exception_pattern.match(inside):
            self.findings.append(self.layout.unread("unit", start, end))
            return
        held = self.run(start, end, depth + 1)
        order = unit.order
        if any(each.order is None or order is None or each.order < order for each in held if each.echelon):
            unit.units += held
        else:
            self.findings.append(self.layout.unread("unit", start, end))

    def formations(self, units: list[Unit]) -> tuple[Formation, ...]:
        """Units as values of the model."""
        return tuple(
            Formation(
                name=unit.name,
                designation=unit.designation,
                number=unit.number,
                echelon=unit.echelon,
                target=unit.target,
                key=name_key(unit.target or unit.name),
                count=unit.count,
                commanders=tuple(unit.commanders),
                formations=self.formations(unit.units),
                span=self.layout.cell.source_span(unit.start, unit.end),
                refs=self.layout.cell.refs_behind(unit.start, unit.end),
            )
            for unit in units
        )


class UnitTree:
    """Places the units of one list, piece after piece."""

    def __init__(self, runs_on: bool) -> None:
        self.roots: list[Unit] = []
        self._runs_on = runs_on
        self._open: list[Unit] = []  # the last unit and those it is under, the largest first
        self._bare: list[Unit] = []  # numbers whose size is still to come
        self._bare_under = False  # whether the first of them is under the unit before it

    def add(self, chain: list[Unit]) -> None:
        """Adds a piece: its first unit behind a separator, the others each under the one before."""
        if not chain:
            return
        if chain[0].bare:
            self._bare_under &= bool(self._bare)
            self._bare += chain
            return
        self._complete(chain[0])
        if chain[0].total:
            self._group(chain[0], chain[0].echelon)
        elif not self._is_superior(chain[0]):
            self._behind_separator(chain[0])
        for unit in chain[1:]:
            if unit.bare:
                self._bare, self._bare_under = [unit], True
            elif unit.total:
                self._group(unit, unit.echelon)
            else:
                self._under_last(unit)

    def finished(self) -> list[Unit]:
        """The largest units, once all pieces are there."""
        for unit in self._bare:
            self._place_bare(unit)
        self._bare = []
        return self.roots

    def _complete(self, unit: Unit) -> None:
        """Bare numbers before a numbered unit are units of its kind (第27、30、31师)."""
        for bare in self._bare:
            if unit.number is not None or unit.count is not None:
                bare.designation = f"{bare.name}{unit.between}".strip()
                bare.name = f"{bare.name}{unit.between}{unit.size}"
                bare.echelon = unit.echelon
                bare.bare = False
            self._place_bare(bare)
        self._bare = []

    def _place_bare(self, bare: Unit) -> None:
        """Puts a unit whose size came later where its number stood."""
        if self._bare_under and bare is self._bare[0]:
            self._under_last(bare)
        else:
            self._behind_separator(bare)

    def _siblings(self) -> list[Unit]:
        return self._open[-2].units if len(self._open) > 1 else self.roots

    def _group(self, over: Unit, echelon: Echelon | None) -> None:
        """Puts a unit or a total over the units of a kind that were named last."""
        siblings = self._siblings()
        first = len(siblings)
        while first and siblings[first - 1].echelon == echelon and not siblings[first - 1].units:
            first -= 1
        over.units = siblings[first:]
        siblings[first:] = [over]
        self._open[-1:] = [over]

    def _is_superior(self, unit: Unit) -> bool:
        """Puts "9th Marines" over the battalions named before it; in such languages only."""
        last = self._open[-1] if self._open else None
        if self._runs_on or last is None or last.order is None or unit.order is None:
            return False
        if not last.order < unit.order <= _ORDER[Echelon.REGIMENT] or last.units or last.designation is None:
            return False
        self._group(unit, last.echelon)
        return True

    def _behind_separator(self, unit: Unit) -> None:
        open_ = self._open
        level = next((i for i in reversed(range(len(open_))) if open_[i].echelon == unit.echelon), None)
        if level is not None:
            del open_[level:]
        elif open_ and (unit.order is None or open_[-1].order is None or unit.order < open_[-1].order):
            open_.pop()
        else:
            open_.clear()  # a larger one of a kind not met yet: nothing says what it is under
        (open_[-1].units if open_ else self.roots).append(unit)
        open_.append(unit)

    def _under_last(self, unit: Unit) -> None:
        known = [each.order for each in self._open if each.order is not None]
        last = self._open[-1]
        fits = last.order is not None if unit.order is None else not known or unit.order < min(known)
        if not fits:
            self._behind_separator(unit)
            return
        last.units.append(unit)
        self._open.append(unit)


def split(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The ranges of `text` between matches of `pattern`."""
    at = 0
    for match in pattern.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _last(unit: Unit) -> Unit:
    """The unit named last among a unit and those under it."""
    while unit.units:
        unit = unit.units[-1]
    return unit
