"""Belligerents: the parties a cell names, the headings they stand under, and their units.

Rules: the project's gold rules, "sides", and their clarifications. A party is a link, a flag's
country, a flag alone, or plain words; a heading is none. A unit is a party only where its line
names nothing else; otherwise it is under the party before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wikibattle.model import Belligerent, Finding
from wikibattle.packs import Pack
from wikibattle.packs.demonyms import load_demonyms
from wikibattle.packs.lexicon import is_unspaced, shadow
from wikibattle.reading.formations import Unit, UnitReader, UnitTree
from wikibattle.reading.layout import BRACKET, COLON, COUNTRY, EDGES, LINK, NAME_SIGN, Layout, Line
from wikibattle.reading.reading import Reading
from wikibattle.script import name_key
from wikibattle.wikitext.inline import Inline, InlineLink, Mark

_RUN = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_FILE = re.compile(r"\.\w{3,4}$")
_LONGEST = 100  # plain words longer than this are a sentence and no name


@dataclass(slots=True)
class _Party:
    start: int
    end: int
    name: str
    target: str | None = None
    flag: str | None = None
    group: str | None = None
    supporting: bool = False
    is_unit: bool = False
    tree: UnitTree = field(default_factory=lambda: UnitTree(runs_on=True))
    refs: tuple[str, ...] = ()
    refs_above: tuple[str, ...] = ()  # of the heading over it


def read_belligerents(cell: Inline, pack: Pack) -> Reading[tuple[Belligerent, ...]]:
    """The parties of a cell, in order, each once, with heading, flag and units.

    `pack` gives the words for headings, camps and units. Words no rule understands are findings.
    """
    reader = _Reader(Layout(cell), pack)
    for index in range(len(reader.layout.lines)):
        reader.line(index)
    findings = (*reader.findings, *reader.units.findings, *reader.layout.too_long())
    return Reading(reader.belligerents(), findings)


class _Reader:
    """Goes through the lines of one cell; keeps the heading that stands over them."""

    def __init__(self, layout: Layout, pack: Pack) -> None:
        self.layout = layout
        self._pack = pack
        self.words = pack.belligerents
        self.sizes = pack.formations.size_pattern
        self.units = UnitReader(layout, pack.formations)
        self.parties: list[_Party] = []
        self.findings: list[Finding] = []
        self._first_of_line = 0
        self._group: str | None = None
        self._supporting = False
        self._refs_above: tuple[str, ...] = ()
        self._heads_items = False

    # --- lines

    def line(self, index: int) -> None:
        """Reads one line: a heading, a remark, or parties."""
        layout, line = self.layout, self.layout.lines[index]
        if line.after_rule or (self._heads_items and line.level == 0):
            self._head(None, supporting=False)
        start, end = line.start, line.end
        self._first_of_line = len(self.parties)
        mask = layout.mask(start, end)
        if self._is_remark(line, mask):
            return
        support = self.words.supporting_pattern.match(mask)
        if support:
            self._head(layout.words(start, start + support.end()), supporting=True, index=index)
            mask = mask[support.end() :].lstrip(" :")
            self._refs_above = layout.refs(start, end - len(mask))
            start = end - len(mask)
        elif self._is_heading(index, mask):
            self._head(layout.words(start, end), supporting=False, index=index)
            self._refs_above = layout.refs(start, end)
            return
        self._parties(index, start, end)

    def _head(self, words: str | None, *, supporting: bool, index: int | None = None) -> None:
        self._group = words.strip(EDGES) or None if words else None
        self._supporting = supporting
        self._refs_above = ()
        self._heads_items = index is not None and self.layout.heads_list(index)

    def _is_remark(self, line: Line, mask: str) -> bool:
        """Whether a line only goes on about the party above: brackets, small type, "from 1915"."""
        if self.layout.marks(line.start, line.end, "flag") or LINK in mask:
            return False
        if not NAME_SIGN.search(mask) or self.words.nothing_pattern.fullmatch(mask):
            return True
        if self.words.remark_pattern.match(mask):
            return bool(self.parties)
        return bool(self.parties) and line.level == 0 and self.layout.covered(line, "small")

    def _is_heading(self, index: int, mask: str) -> bool:
        """Whether a line heads the parties below it and is none itself."""
        layout, line = self.layout, self.layout.lines[index]
        if line.is_heading or mask.rstrip().endswith(":"):
            return True
        heads_list = layout.heads_list(index)
        if layout.marks(line.start, line.end, "flag") or not (heads_list or layout.stands_out(index)):
            return False
        if self.words.bloc_pattern.fullmatch(layout.shadow, line.start, line.end):
            return True
        below = layout.lines[index + 1]
        flagged = bool(layout.marks(below.start, below.end, "flag"))
        if LINK in mask:
            return heads_list and flagged
        named = flagged or LINK in layout.mask(below.start, below.end)
        return named and not is_polity(layout.shadow[line.start : line.end], self._pack)

    # --- parties of a line

    def _parties(self, index: int, start: int, end: int) -> None:
        mask = self.layout.mask(start, end)
        colon = COLON.search(mask)
        if colon:
            if not mask[colon.end() :].strip():
                self._head(self.layout.words(start, end), supporting=self._supporting, index=index)
                return
            if self._heads_own_units(start, mask, colon):
                self._piece(start, start + colon.start(), is_last=False)
                units = self.units.run(start + colon.end(), end)
                if len(self.parties) > self._first_of_line:
                    self.parties[-1].tree.roots += units
                    units = []
                for unit in units:
                    self._add_unit_party(unit)
                return
            supporting = bool(self.words.supporting_pattern.match(mask[: colon.end()]))
            self._head(self.layout.words(start, start + colon.start()), supporting=supporting, index=index)
            start += colon.end()
            mask = mask[colon.end() :]
        if self._names_only_units(start, end, mask):
            for unit in self.units.run(start, end):
                self._add_unit_party(unit)
            return
        pieces = list(self._pieces(start, end, mask))
        for number, (begin, stop) in enumerate(pieces):
            self._piece(begin, stop, is_last=number + 1 == len(pieces))

    def _heads_own_units(self, start: int, mask: str, colon: re.Match[str]) -> bool:
        """Whether a party stands before a colon and nothing but its units behind it."""
        if self.words.bloc_pattern.fullmatch(self.layout.shadow, start, start + colon.start()):
            return False
        first, last = start + colon.end(), start + len(mask)
        return self._names_only_units(first, last, mask[colon.end() :])

    def _names_only_units(self, start: int, end: int, mask: str) -> bool:
        """Whether a range without links and flags names units and nothing else."""
        if LINK in mask or COUNTRY in mask or self.layout.marks(start, end, "flag"):
            return False
        pieces = [self.layout.shadow[slice(*piece)] for piece in self.units.pieces(start, end)]
        pieces = [piece for piece in pieces if piece.strip(EDGES)]
        return any(map(self.units.sizes, pieces)) and all(map(self._is_unit, pieces))

    def _is_unit(self, text: str) -> bool:
        """Whether words name a unit or forces, or are the bare number of one."""
        return bool(self.sizes.search(text)) or not any(char.isalpha() for char in text)

    def _pieces(self, start: int, end: int, mask: str) -> Iterator[tuple[int, int]]:
        """The line parted at signs, at joiners between names, and before flags."""
        cuts = [
            (start + sign.start(), start + sign.end())
            for sign in self.words.separator_pattern.finditer(mask)
            if sign.lastgroup != "none" and (sign.lastgroup != "joiner" or _joins(mask, sign))
        ]
        cuts += [(flag.start, flag.start) for flag in self.layout.marks(start, end, "flag")]
        last_name = self.layout.last_name_sign(mask) + start
        at = seen = start
        for begin, stop in sorted(cuts):
            if begin < at:
                continue
            if begin == stop:
                if not NAME_SIGN.search(mask, max(at, seen) - start, begin - start):
                    seen = begin
                    continue
                if begin > last_name:
                    break  # a flag behind the last name belongs to it
            if not self.layout.spend(at):
                return
            yield at, begin
            at = stop
        yield at, end

    def _piece(self, start: int, end: int, *, is_last: bool) -> None:
        """One piece of a line: a party with its flags and units, or units of the party before."""
        layout = self.layout
        mask = layout.mask(start, end)
        leader = self.words.leader_pattern.search(mask)
        stop = start + leader.start() if leader and NAME_SIGN.search(mask[: leader.start()]) else end
        flags = [flag for flag in layout.marks(start, end, "flag") if flag.start < end or is_last]
        names = self._names(start, stop, flags)
        if names:
            self._named(stop, names, flags)
        elif NAME_SIGN.search(mask) or mask.strip(EDGES).isdigit():
            if not any(map(self._points_elsewhere, layout.links_in(start, stop))):
                self._plain(start, stop, flags)
        elif len(self.parties) == self._first_of_line or not is_last:
            for flag in flags:
                if flag.value and not _FILE.search(flag.value):
                    self._add(_Party(start, end, flag.value, flag=flag.value))
        brackets = layout.brackets(start, stop)
        if len(self.parties) > self._first_of_line:
            for bracket in brackets:
                self._bracket(*layout.inside(bracket))
            self.parties[-1].refs += layout.refs(start, end)

    def _names(self, start: int, end: int, flags: list[Mark]) -> list[InlineLink | Mark]:
        """Links outside brackets and countries that flags show, in order."""
        found: list[InlineLink | Mark] = [flag for flag in flags if start <= flag.start < flag.end <= end]
        links = self.layout.links_outside_brackets(start, end)
        found += [link for link in links if self._is_name(link)]
        return sorted(found, key=lambda name: name.start)

    def _is_name(self, link: InlineLink) -> bool:
        shown = self.layout.shadow[link.start : link.end]
        named = link.namespace is None and NAME_SIGN.search(shown) is not None
        return named and not self._points_elsewhere(link)

    def _points_elsewhere(self, link: InlineLink) -> bool:
        """Whether a link leads to a list of the parties, and not to one of them."""
        shown = self.layout.shadow[link.start : link.end]
        words = self.words
        return bool(words.pointer_pattern.fullmatch(shown) or words.list_pattern.fullmatch(link.target))

    def _named(self, end: int, names: list[InlineLink | Mark], flags: list[Mark]) -> None:
        """The links and countries of a piece; units beside them are under the party before."""
        icon = next((flag.value for flag in flags if flag.start == flag.end), None)
        behind = [name.start for name in names[1:]] + [end]
        for index, (name, stop) in enumerate(zip(names, behind, strict=True)):
            if isinstance(name, Mark):
                shown = self.layout.words(name.start, name.end)
                if not shown and not name.value:  # a flag that says and shows nothing
                    continue
                self._add(_Party(name.start, name.end, shown, name.value, name.value))
            elif self._belongs(name, adjacent=index > 0):
                self.parties[-1].tree.add(self.units.chain(name.start, name.end))
            else:
                target = name.target if name.interwiki is None else None
                flag = None if index else icon
                party = _Party(name.start, name.end, self.layout.words(name.start, name.end), target, flag)
                party.is_unit = self._is_unit(self.layout.shadow[name.start : name.end])
                self._add(party)
            self._units_behind(name.end, stop)

    def _belongs(self, link: InlineLink, *, adjacent: bool) -> bool:
        """Whether a linked unit is under a party of its line: one right before it, or a numbered one."""
        if len(self.parties) == self._first_of_line:
            return False
        shown = self.layout.shadow[link.start : link.end]
        sizes = self.units.sizes(shown)
        if adjacent and (sizes or self.sizes.search(shown)):
            return True
        if not sizes or self.parties[-1].is_unit:
            return False
        return self.units.words.number_pattern.match(shown) is not None

    def _units_behind(self, start: int, end: int) -> None:
        """Unlinked units behind a name, up to the next one."""
        brackets = self.layout.brackets(start, end)
        stop = brackets[0][0] if brackets else end
        words = self.layout.shadow[start:stop]
        named = self.units.words.runs_on or not words.islower()  # "French volunteers" are France
        if (named and self.units.sizes(words)) or re.fullmatch(r"\W*\w?\d+\W*", words):
            self.parties[-1].tree.add(self.units.chain(start, stop))

    def _plain(self, start: int, end: int, flags: list[Mark]) -> None:
        """A piece of plain words: a party, or a unit of the one before."""
        layout, words = self.layout, self.words
        shadow = layout.shadow[start:end]
        on_line = len(self.parties) > self._first_of_line
        if on_line and not flags and (self.units.sizes(shadow) or shadow.strip(EDGES).isdigit()):
            self.parties[-1].tree.add(self.units.chain(start, end))
            return
        brackets = layout.brackets(start, end)
        stop = brackets[0][0] if brackets and brackets[0][0] > start else end
        opening = words.introducer_pattern.match(shadow)
        if opening and start + opening.end() < stop:
            start += opening.end()
        tail = layout.shadow[max(start, stop - 60) : stop].lstrip(EDGES)
        rest = words.remainder_pattern.search(tail)
        if rest and (_stands_apart(rest) if rest.start() else on_line):
            stop -= len(tail) - rest.start()
        text = layout.text[start:stop]
        start += len(text) - len(text.lstrip(EDGES))
        stop -= len(text) - len(text.rstrip(EDGES))
        if on_line:
            stop -= self._coalition_behind(start, stop)
        name = layout.words(start, max(start, stop))
        if not name or words.nothing_pattern.fullmatch(name) or words.pointer_pattern.fullmatch(name):
            return
        if len(name) > _LONGEST or (on_line and words.remark_pattern.match(name)):
            self.findings.append(layout.unread("party", start, stop))
            return
        flag = next((mark.value for mark in flags), None)
        for begin, end in self._set_apart(start, stop):
            self._add(_Party(begin, end, layout.words(begin, end), flag=flag))

    def _coalition_behind(self, start: int, end: int) -> int:
        """How much of plain words behind other parties says only that all of them fight together."""
        folded = self.layout.shadow[start:end]
        for bloc in self.words.blocs:
            state = folded.removesuffix(bloc)
            if is_unspaced(bloc[0]) and state != folded and is_polity(state, self._pack):
                return len(bloc)
        return 0

    def _set_apart(self, start: int, end: int) -> list[tuple[int, int]]:
        """Plain words as one name; in scripts without spaces, states with a space between as several."""
        folded = self.layout.shadow[start:end]
        runs = [(start + run.start(), start + run.end()) for run in _RUN.finditer(folded)]
        several = len(runs) > 1 and is_unspaced(folded[0])
        if several and all(is_polity(self.layout.shadow[slice(*run)], self._pack) for run in runs):
            return runs
        return [(start, end)]

    def _bracket(self, start: int, end: int) -> None:
        """Units in brackets are under the party before; any other bracket is a remark."""
        if self.units.sizes(self.layout.shadow[start:end]):
            self.parties[-1].tree.roots += self.units.run(start, end)

    def _add_unit_party(self, unit: Unit) -> None:
        """A unit on a line of units is a party; one named with its forces is theirs (国军第74师)."""
        start, own = unit.start, self._forces_before(unit)
        if own:
            self._add(_Party(start, own, self.layout.words(start, own)))
        if own or (len(self.parties) > self._first_of_line and not self.parties[-1].is_unit):
            self.parties[-1].tree.roots.append(unit)
            self.parties[-1].refs += self.layout.refs(unit.start, unit.end)
            return
        party = _Party(unit.start, unit.end, unit.name, unit.target, is_unit=True)
        party.tree.roots += unit.units
        party.refs = self.layout.refs(unit.start, unit.end)
        self._add(party)

    def _forces_before(self, unit: Unit) -> int | None:
        """Takes the forces or state off the front of a unit's name; where they end."""
        folded = self.layout.shadow[unit.start : unit.end]
        named = self.sizes.match(folded)
        own = named.end() if named is not None and not named.lastgroup else 0  # 八路军 holds no number
        if self.units.words.kind_after.match(folded[:own]):
            own = 0  # an arm of service (陆军第1师) is nobody's forces
        number = self.units.words.number_pattern.search(folded, own)
        if number is None or not self.units.words.runs_on:
            return None
        before = folded[: number.start()]
        while kind := self.units.words.kind_after.search(before, own):
            before = before[: kind.start()]
        forces = self.sizes.fullmatch(before)
        if not before or (not is_polity(before, self._pack) and (forces is None or forces.lastgroup)):
            return None
        unit.name = unit.name[len(before) :]
        unit.designation = unit.designation and unit.designation[len(before) :]
        unit.start += len(before)
        return unit.start

    def _add(self, party: _Party) -> None:
        party.group, party.supporting = self._group, self._supporting
        party.refs_above = self._refs_above
        party.name = party.name.strip() or party.target or party.flag or ""  # a link may show blanks
        self.parties.append(party)

    def belligerents(self) -> tuple[Belligerent, ...]:
        """The parties as values of the model; one named again is not listed again."""
        seen: dict[str, _Party] = {}
        for party in self.parties:
            first = seen.setdefault(name_key(party.target or party.name), party)
            if first is not party:
                first.tree.roots += party.tree.finished()
                first.refs += party.refs
        return tuple(
            Belligerent(
                name=party.name,
                target=party.target,
                key=key,
                flag=party.flag,
                group=party.group,
                supporting=party.supporting,
                formations=self.units.formations(party.tree.finished()),
                span=self.layout.cell.source_span(party.start, party.end),
                refs=tuple(dict.fromkeys(party.refs)) or party.refs_above,
            )
            for key, party in seen.items()
        )


def is_polity(name: str, pack: Pack) -> bool:
    """Whether plain words are the name of a state or people, an adjective of it, or its forces."""
    words = pack.belligerents
    if len(name) > _LONGEST:
        return False
    if words.polity_pattern.fullmatch(name):
        return True
    table = load_demonyms(pack.language)
    forces = words.forces_pattern.search(name)
    for known in (name, name[: forces.start()] if forces else ""):
        key = shadow(known).strip(EDGES).removeprefix("the ")
        if key in table.words or key in table.signs or (known.isupper() and key in table.codes):
            return True
    return False


def _stands_apart(remainder: re.Match[str]) -> bool:
    """Whether "and others" behind a name is no part of it: "Cherokee allies" are one name."""
    words = remainder[0].strip()
    return " " in words or is_unspaced(words[0])


def _joins(mask: str, joiner: re.Match[str]) -> bool:
    """Whether a joiner stands between two names, not within one."""
    if joiner[0][0].isascii():
        return True
    before = mask[max(0, joiner.start() - 10) : joiner.start()].rstrip()
    after = mask[joiner.end() : joiner.end() + 10].lstrip()
    beside = (LINK, COUNTRY, BRACKET)
    if before.endswith(beside) or after.startswith(beside):
        return True
    return _LETTERS.match(before[::-1]) is not None and _LETTERS.match(after) is not None
