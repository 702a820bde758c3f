"""Figures of a strength or loss cell: how many of what, what became of them, and who says so.

What each value means is laid down in the project's annotation rules, the gist of which is: one
quantity a number the cell states, in order, totals and breakdowns alike; bounds as stated; a class
only as far as the words say one, and "casualties" for a bare number among losses.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from wikibattle.model import Finding, LossClass, Quantity, Severity, Unit
from wikibattle.packs import Pack
from wikibattle.reading.figure_claims import Claim, read_claims
from wikibattle.reading.figure_clauses import Clause, Scope, read_clauses, read_scopes
from wikibattle.reading.figure_headings import Heading, read_heading
from wikibattle.reading.figure_meaning import (
    GENERIC,
    MATERIEL,
    OF_MATERIEL,
    Fate,
    Noun,
    fits,
    of_unit,
    read_fate,
    read_noun,
)
from wikibattle.reading.figure_tokens import FORMATIONS, FigureWords, Kind, Token, figure_words
from wikibattle.reading.figures import Item, read_figures
from wikibattle.reading.layout import Layout, Line
from wikibattle.reading.reading import Reading
from wikibattle.wikitext import Inline

_BLANK_ROLES = frozenset({"measure", "unknown", "strike", "lifespan", "coordinates", "date"})
_BULLETS = "•·●■▪‧*-–—"
_LOOK_BACK = 8
_MOST_IN_ELLIPSIS = 100
_MOST_AMOUNTS = 500
_MOST_TOKENS = 10_000


def read_quantities(cell: Inline, pack: Pack, *, losses: bool) -> Reading[tuple[Quantity, ...]]:
    """Every figure the cell states, in order of the text, with a finding for what was not read.

    `losses`: whether the cell counts losses, whose figures have classes.
    """
    if not cell.text.strip():
        return Reading(())
    return _CellReader(cell, figure_words(pack), losses=losses).read()


@dataclass(slots=True)
class Count:
    """A figure on its way to a `Quantity`."""

    clause: Clause
    noun: Noun | None
    fate: Fate
    line: int
    line_end: int
    unit: Unit = Unit.PEOPLE
    classes: set[LossClass] = field(default_factory=set)
    is_total: bool = False
    is_part: bool = False
    is_rival: bool = False
    whole: int | None = None
    claim: Claim | None = None
    as_of: tuple[int, int] | None = None

    @property
    def unit_said(self) -> bool:
        """Whether words say what it counts."""
        return self.noun is not None

    @property
    def size(self) -> float:
        """The greatest value it names."""
        return self.clause.figure.size


@dataclass(slots=True)
class _Carry:
    """Classes that hold on within a line: those said before a figure, and those of a breakdown."""

    classes: set[LossClass] = field(default_factory=set)
    parts: set[LossClass] = field(default_factory=set)
    scope: Scope | None = None
    length: int = 0

    def enter(self, count: Count) -> None:
        """Drops what does not reach as far as this figure."""
        if count.clause.scope.is_bracket:
            return
        lonely_total = count.is_total and self.length < 2
        if count.clause.scope is not self.scope or lonely_total:
            self.classes, self.parts, self.scope, self.length = set(), set(), count.clause.scope, 0

    def leave(self, count: Count, own: set[LossClass]) -> None:
        """Takes up what this figure leaves for the next."""
        if count.clause.scope.is_bracket:
            return
        if own:
            self.classes, self.length = (own if count.fate.is_before else set()), 0
        self.length += 1
        if any(item.sign() in {";", "。"} for item in count.clause.tail):
            self.classes, self.parts, self.length = set(), set(), 0


class _CellReader:
    def __init__(self, cell: Inline, words: FigureWords, *, losses: bool) -> None:
        self.cell = cell
        self.words = words
        self.losses = losses
        self.layout = Layout(cell)
        self.text = _blanked(cell, self.layout.shadow)
        self.counts: list[Count] = []
        self.by_clause: dict[int, Count] = {}
        self.notes = sorted(cell.notes, key=lambda note: note.at)
        self.note_places = [note.at for note in self.notes]
        self.findings: list[Finding] = []
        self.heading = Heading()
        self.parents: list[tuple[int, int]] = []  # (list level, index) of the figures lines stand under
        self.total: int | None = None
        self.said_nothing = False

    def read(self) -> Reading[tuple[Quantity, ...]]:
        tokens = self._tokens()
        starts = [token.start for token in tokens]
        for number, line in enumerate(self.layout.lines):
            first, last = bisect_left(starts, line.start), bisect_left(starts, line.end)
            self._line(number, line, tokens[first:last])
        self._settle_shifting()
        quantities = tuple(self._quantity(count) for count in self.counts)
        if not quantities and not self.said_nothing and any(char.isalnum() for char in self.text):
            self._find("quantity-not-found", "no figure understood in a cell that should state some", 0, len(self.text))
        return Reading(quantities, tuple(self.findings))

    def _tokens(self) -> list[Token]:
        """The tokens of the cell, as far as a cell can reasonably go."""
        tokens: list[Token] = []
        amounts = 0
        for token in self.words.tokens(self.text):
            amounts += token.kind == "amount" or token.has(Kind.NUMBER)
            if len(tokens) >= _MOST_TOKENS or amounts > _MOST_AMOUNTS:
                message = f"more than {_MOST_AMOUNTS} numbers or {_MOST_TOKENS} words in a cell: the rest is not read"
                self._find("quantity-cell-too-long", message, token.start, len(self.text))
                break
            tokens.append(token)
        return tokens

    # --- lines

    def _line(self, number: int, line: Line, tokens: Sequence[Token]) -> None:
        self.said_nothing |= any(token.has(Kind.NOTHING, Kind.VAGUE) for token in tokens)
        if line.after_rule:
            self.heading, self.parents, self.total = Heading(), [], None
        items = read_figures(self.words, tokens, self.text)
        scopes = read_scopes(items, line.start, line.end)
        counts = [
            count for clause in read_clauses(scopes) if (count := self._count(clause, number, line)) is not None
        ]
        if not counts:
            self._figureless(line, scopes, items, tokens)
            return
        first = len(self.counts)
        index = {id(count.clause): first + at for at, count in enumerate(counts)}
        self.counts += counts
        self._name_units(counts, index)
        self._find_wholes(line, counts, index)
        if self.losses:
            self._classify(counts)
        for at, claim in read_claims(scopes, [count.clause for count in counts], self.text):
            counts[at].claim = claim
        self._date(scopes, counts)
        self._context(line, items, counts, first)

    def _figureless(
        self, line: Line, scopes: Sequence[Scope], items: Sequence[Item], tokens: Sequence[Token]
    ) -> None:
        """A line without figures: a heading, or words that state no number."""
        marked = line.is_heading or self.layout.covered(line, "bold")
        heading = read_heading(self.text, scopes, items, marked=marked)
        if heading is not None and heading.claim is not None and items[0].sign() == "(":
            for count in reversed(self.counts):  # a source in brackets on a line of its own: of the lines above
                if count.line != self.counts[-1].line:
                    break
                count.claim = count.claim or heading.claim
        elif heading is not None:
            heading.claim = heading.claim or self.heading.claim
            self.heading, self.total = heading, None
            self.parents = [parent for parent in self.parents if parent[0] < self._level(line)]
        vague = [token for token in tokens if token.has(Kind.VAGUE)]
        if vague:
            message = "words for an amount that state no number"
            self._find("quantity-vague", message, vague[0].start, vague[-1].end)

    def _level(self, line: Line) -> int:
        bullet = self.text[line.start : line.start + 1]
        return line.level or int(bool(bullet) and bullet in _BULLETS)

    # --- one figure

    def _count(self, clause: Clause, number: int, line: Line) -> Count | None:
        """A figure with what its own words say; None for a year or a pronoun ("one of them")."""
        noun = read_noun(clause, self.words, self.text)
        fate = read_fate(clause, self.text)
        figure = clause.figure
        said = noun is not None and noun.is_behind
        behind = bool(fate.classes) and not fate.is_before
        in_bracket = clause.scope.is_bracket and clause.scope.anchor is not None
        if figure.needs_noun and not said and not behind and not figure.counter_range and not in_bracket:
            return None
        if figure.year and not said and not behind and self._is_year(clause):
            return None
        count = Count(clause, noun, fate, number, line.end)
        self.by_clause[id(clause)] = count
        count.is_total = any(item.has(Kind.TOTAL) for item in (*clause.head, *clause.tail[:3]))
        count.is_part = any(item.has(Kind.PART) for item in clause.head)
        asides = (item for scope in clause.brackets for item in scope.items if not _counts(scope))
        figure.approximate |= any(item.has(Kind.ABOUT, Kind.ABOUT_AFTER) for item in asides)
        count.is_rival = any(item.has(Kind.RIVAL) for item in clause.head)
        return count

    def _is_year(self, clause: Clause) -> bool:
        following = clause.tail[0].sign() if clause.tail else ""
        alone = clause.scope.is_bracket and not clause.head and not clause.tail
        if clause.scope.anchor is not None and clause.scope.is_bracket:
            return True
        return clause.figure.after_year_lead or following == ":" or (alone and clause.scope.anchor is not None)

    # --- units

    def _name_units(self, counts: Sequence[Count], index: dict[int, int]) -> None:
        carried: Unit | None = None  # Tanks: 300 German, 200 Italian
        previous: Count | None = self.counts[index[id(counts[0].clause)] - 1] if index[id(counts[0].clause)] else None
        for count in counts:
            figure, noun = count.clause.figure, count.noun
            if noun is not None:
                count.unit = noun.unit
                carried = noun.unit if noun.by_colon and not noun.is_behind else None
            elif figure.weak is not None:
                count.unit = figure.weak
            else:
                count.unit = self._unsaid_unit(count, carried, previous)
            previous = count
        for count, following in zip(reversed(counts[:-1]), reversed(counts[1:]), strict=True):
            if _is_elliptic(count, following):
                count.unit = following.unit

    def _unsaid_unit(self, count: Count, carried: Unit | None, previous: Count | None) -> Unit:
        """What a bare number counts: what its bracket's, its line's or its heading's figures do."""
        fate = count.fate
        if fate.lost is not None:
            return fate.lost
        whole = self._of(count.clause.scope.anchor) if count.clause.scope.is_bracket else None
        if count.is_part and previous is not None and previous.line == count.line:
            whole = previous
        if whole is not None and whole.size >= count.size:
            return whole.unit
        if fate.classes & OF_MATERIEL:
            if previous is not None and previous.unit in MATERIEL:
                return previous.unit
            return self.heading.unit or (Unit.SHIP if LossClass.SUNK in fate.classes else Unit.OTHER)
        if carried is not None:
            return carried
        if fate.classes == {LossClass.CAPTURED} and previous is not None and previous.line == count.line:
            if previous.unit in MATERIEL and 0 < count.size <= previous.size and not fate.is_before:
                return previous.unit
        return self.heading.unit or Unit.PEOPLE

    def _of(self, clause: Clause | None) -> Count | None:
        return None if clause is None else self.by_clause.get(id(clause))

    def _settle_shifting(self) -> None:
        """Words that count one thing alone and another in company: artillery, fighters."""
        for count in self.counts:
            shift = count.noun.shifting if count.noun is not None else None
            if shift is not None and any(
                other.unit is shift.beside and other.noun is not None and other.noun.shifting is not shift
                for other in self.counts
            ):
                count.unit = shift.otherwise

    # --- wholes and parts

    def _find_wholes(self, line: Line, counts: Sequence[Count], index: dict[int, int]) -> None:
        level = self._level(line)
        while self.parents and self.parents[-1][0] >= level:
            self.parents.pop()
        listed = self.parents[-1][1] if self.parents else self.total
        part: tuple[Count, int, float] | None = None  # (first part, its whole, what the parts add up to)
        for count in counts:
            scope = count.clause.scope
            if scope.is_bracket:
                count.whole = self._bracket_whole(line, count, index)
            elif count.is_part:
                count.whole = self._last_larger(index[id(count.clause)], count)
                if count.whole is not None:
                    part = (count, count.whole, count.size)
            elif part is not None and count.unit is part[0].unit and not count.is_total:
                if part[2] + count.size <= self.counts[part[1]].size and not count.is_rival:
                    count.whole, part = part[1], (part[0], part[1], part[2] + count.size)
            elif listed is not None and listed < index[id(count.clause)] and not count.is_rival and not count.is_total:
                count.whole = listed if self._holds(self.counts[listed], count) else None

    def _bracket_whole(self, line: Line, count: Count, index: dict[int, int]) -> int | None:
        if count.is_rival:
            return None
        scope = count.clause.scope
        anchor = scope.anchor
        if anchor is None and not self.text[line.start : scope.start - 1].strip():
            return self._last_larger(index[id(count.clause)], count)
        at = index.get(id(anchor)) if anchor is not None else None
        return at if at is not None and self._holds(self.counts[at], count) else None

    def _last_larger(self, before: int, count: Count) -> int | None:
        """The last figure, not itself a part, that can hold this one."""
        for at in range(before - 1, max(-1, before - 1 - _LOOK_BACK), -1):
            if self._holds(self.counts[at], count) and self.counts[at].whole is None:
                return at
        return None

    @staticmethod
    def _holds(whole: Count, part: Count) -> bool:
        return whole.unit is part.unit and whole.size >= (part.clause.figure.low or 0)

    # --- classes

    def _classify(self, counts: Sequence[Count]) -> None:
        shared = self._shared_backwards(counts)
        carry = _Carry()
        for at, count in enumerate(counts):
            own = count.fate.classes - {LossClass.CIVILIAN}
            carry.enter(count)
            count.classes = of_unit(own, count.unit) if own else self._inherited(count, shared[at], carry)
            if count.is_part and count.whole is not None:
                carry.parts = set(self.counts[count.whole].classes)
            carry.leave(count, own)
            if LossClass.CIVILIAN in count.fate.classes or self._of_civilians(count):
                count.classes = count.classes | {LossClass.CIVILIAN}

    def _of_civilians(self, count: Count) -> bool:
        """Whether the heading says that all below it are civilians."""
        return LossClass.CIVILIAN in self.heading.classes and count.unit is Unit.PEOPLE

    def _inherited(self, count: Count, shared: set[LossClass], carry: _Carry) -> set[LossClass]:
        """The classes of a figure whose own words say none."""
        anchor = self._of(count.clause.scope.anchor) if count.clause.scope.is_bracket else None
        whole = self.counts[count.whole] if count.whole is not None else None
        candidates = [shared, anchor.classes if anchor else set(), carry.classes, carry.parts]
        if whole is not None and (count.is_part or count.clause.scope.is_bracket or whole.line < count.line):
            candidates.append(whole.classes)
        candidates.append(self.heading.classes)
        for classes in candidates:
            if classes - {LossClass.CIVILIAN} and fits(classes, count.unit):
                return set(classes)
        return {LossClass.CASUALTIES}

    def _shared_backwards(self, counts: Sequence[Count]) -> list[set[LossClass]]:
        """Classes at the end of a list that hold for all of it: 3 cruisers and 2 destroyers sunk."""
        shared: list[set[LossClass]] = [set() for _ in counts]
        for at in range(len(counts) - 2, -1, -1):
            count, following = counts[at], counts[at + 1]
            if count.fate.classes - GENERIC or following.fate.is_before or not count.unit_said:
                continue
            classes = following.fate.classes or shared[at + 1]
            if not classes - GENERIC or count.clause.scope is not following.clause.scope:
                continue
            if following.is_total or following.is_part or following.is_rival or count.fate.classes:
                continue
            materiel = count.unit in MATERIEL
            if materiel == (following.unit in MATERIEL) and fits(classes, count.unit):
                if _is_list(count.clause.tail + following.clause.head, commas=materiel):
                    shared[at] = set(classes)
        return shared

    # --- of when, and what a line leaves for the next

    def _date(self, scopes: Sequence[Scope], counts: Sequence[Count]) -> None:
        """The time a figure holds for: a date before it, or in brackets behind it."""
        counting = {id(count.clause.scope) for count in counts}
        for scope in scopes:
            anchor = self._of(scope.anchor)
            if scope.is_bracket and anchor is not None and id(scope) not in counting:
                anchor.as_of = _dated(scope.items)
        for count in counts:
            if not count.clause.scope.is_bracket:
                self.heading.as_of = _dated(count.clause.head) or self.heading.as_of
            count.claim = count.claim or self.heading.claim
            count.as_of = count.as_of or self.heading.as_of

    def _context(self, line: Line, items: Sequence[Item], counts: Sequence[Count], first: int) -> None:
        level = self._level(line)
        outer = [at for at, count in enumerate(counts) if not count.clause.scope.is_bracket]
        if not outer:
            return
        leading = counts[outer[0]]
        self.parents.append((level, first + outer[0]))
        if leading.is_total or leading.whole is None:
            self.total = first + outer[0] if leading.is_total else None
        if items[-1].sign() == ":":
            last = counts[outer[-1]]
            self.heading = Heading(classes=set(last.classes), unit=None, claim=self.heading.claim)
            self.total = first + outer[-1]

    # --- the outcome

    def _quantity(self, count: Count) -> Quantity:
        start, end = self._extent(count)
        figure = count.clause.figure
        claim = count.claim
        return Quantity(
            text=self.cell.text[start:end],
            low=_plain(figure.low),
            high=_plain(figure.high),
            approximate=figure.approximate,
            unit=count.unit,
            label=self._label(count),
            classes=tuple(loss for loss in LossClass if loss in count.classes),
            attributed_to=self.cell.text[claim.start : claim.end].strip() if claim else None,
            as_of=self.cell.text[slice(*count.as_of)] if count.as_of else None,
            part_of=count.whole,
            span=self.cell.source_span(start, end),
            refs=self._refs(count),
        )

    def _extent(self, count: Count) -> tuple[int, int]:
        """The words of a figure with those of its unit and classes that are written with it."""
        clause = count.clause
        start, end = clause.figure.start, clause.figure.end
        if count.noun is not None:
            start, end = min(start, count.noun.start), max(end, count.noun.end)
        if self.losses and count.fate.classes:
            start, end = min(start, count.fate.start), max(end, count.fate.end)
        lowest = clause.head[0].start if clause.head else clause.figure.start
        highest = clause.tail[-1].end if clause.tail else clause.figure.end
        for bracket in clause.brackets:
            if _counts(bracket):
                highest = min(highest, bracket.items[0].start - 1)
        start, end = max(start, lowest), max(clause.figure.end, min(end, highest))
        return start, start + len(self.text[start:end].rstrip())

    def _label(self, count: Count) -> str | None:
        if count.noun is not None:
            return self.cell.text[count.noun.start : count.noun.end]
        figure = count.clause.figure
        if figure.counter_range is not None:
            return self.cell.text[slice(*figure.counter_range)]
        return None

    def _refs(self, count: Count) -> tuple[str, ...]:
        """The notes behind a figure: those at the first place behind it in its line."""
        figure = count.clause.figure
        behind = bisect_left(self.note_places, figure.number_end)
        first, last = bisect_left(self.note_places, figure.number_start + 1), behind
        while last < len(self.notes) and self.note_places[last] <= count.line_end:
            if last > behind and self.text[self.note_places[last - 1] : self.note_places[last]].strip():
                break
            last += 1
        return tuple(dict.fromkeys(note.id for note in self.notes[first:last]))

    def _find(self, code: str, message: str, start: int, end: int) -> None:
        span = self.cell.source_span(start, end)
        self.findings.append(Finding(code=code, severity=Severity.INFO, message=message, span=span))


def _blanked(cell: Inline, shadow: str) -> str:
    """The shadow without what is no words of the cell: measures, unknown templates, struck text."""
    parts: list[str] = []
    at = 0
    for mark in cell.marks:
        start = max(mark.start, at)
        if mark.role in _BLANK_ROLES and start < mark.end:
            parts += [shadow[at:start], " " * (mark.end - start)]
            at = mark.end
    return "".join(parts) + shadow[at:]


def _is_elliptic(count: Count, following: Count) -> bool:
    """Whether a figure leaves its noun to the next: 8 infantry and 2 cavalry divisions, 2 heavy and 3 light cruisers."""
    noun = following.noun
    if noun is None or not noun.is_behind or count.clause.scope is not following.clause.scope:
        return False
    if count.size >= _MOST_IN_ELLIPSIS or not _is_list(count.clause.tail + following.clause.head, commas=True):
        return False
    words = [item for item in count.clause.tail if item.token is not None and item.token.kind == "word"]
    if not words or not words[0].has(Kind.ELLIPTIC) or (len(words) > 1 and words[1].has(Kind.NOUN)):
        return False
    return count.noun is None or (noun.is_compound and following.unit in FORMATIONS)


def _counts(scope: Scope) -> bool:
    return any(item.figure is not None for item in scope.items)


def _dated(items: Sequence[Item]) -> tuple[int, int] | None:
    """Where the dates among the items stand."""
    dates = [item for item in items if item.date or (item.figure is not None and item.figure.year)]
    return (dates[0].start, dates[-1].end) if dates else None


def _is_list(items: Sequence[Item], *, commas: bool) -> bool:
    """Whether the items between two figures only join them."""
    joined = False
    for item in items:
        sign = item.sign()
        if sign:
            if sign not in "、&/" and not (commas and sign in ",，"):
                return False
            joined = True
        elif item.has(Kind.AND, Kind.OR):
            joined = True
        elif item.has(Kind.BREAK, Kind.PART, Kind.RIVAL, Kind.NOTHING):
            return False
    return joined


def _plain(value: float | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, 2)
