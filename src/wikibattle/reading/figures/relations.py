"""What figures take from each other: units, classes, and which figure breaks down which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wikibattle.model import LossClass, Unit
from wikibattle.reading.figures.claims import Claim
from wikibattle.reading.figures.clauses import COLONS, COMMA_SIGNS, LIST_SIGNS, Clause, Scope
from wikibattle.reading.figures.headings import Heading
from wikibattle.reading.figures.items import Item
from wikibattle.reading.figures.meaning import GENERIC, MATERIEL, OF_MATERIEL, Fate, Noun, fits, of_unit
from wikibattle.reading.figures.tokens import FORMATIONS, Kind

_LOOK_BACK = 8  # figures to look for the whole of a breakdown
_MOST_IN_ELLIPSIS = 100
_MOST_GROWTH = 3  # 14 ships (later 20), but 3 divisions (20,000)
_MOST_BLANKS = 3
_LONGEST_LEAD = 6  # items
_OF_THE_SAME = ({LossClass.CAPTURED}, {LossClass.MISSING})  # 5 aircraft shot down, 1 missing
_SENTENCE_SIGNS = frozenset(";。")


@dataclass(slots=True)
class Count:
    """A figure on its way to a `Quantity`."""

    clause: Clause
    noun: Noun | None
    fate: Fate
    index: int  # in the cell
    line: int
    line_end: int
    unit: Unit = Unit.PEOPLE
    classes: set[LossClass] = field(default_factory=set)
    names_unknown: bool = False  # a word nobody listed stands right behind it: 22个军部
    is_total: bool = False
    is_part: bool = False
    is_rival: bool = False
    is_spared: bool = False  # of those who were not lost
    whole: int | None = None
    claim: Claim | None = None
    refs_above: tuple[str, ...] = ()  # of the heading over its line
    as_of: tuple[int, int] | None = None

    @property
    def size(self) -> float:
        """The greatest value it names."""
        return self.clause.figure.size

    @property
    def in_bracket(self) -> bool:
        """Whether it stands in a bracket."""
        return self.clause.scope.is_bracket

    def holds(self, part: Count) -> bool:
        """Whether another figure can be a part of this one."""
        return self.unit is part.unit and self.size >= (part.clause.figure.low or 0)


def is_list(items: Sequence[Item], *, commas: bool) -> bool:
    """Whether the items between two figures join them, and nothing more than names them."""
    joined = False
    for item in items:
        if item.sign:
            if item.sign not in LIST_SIGNS and not (commas and item.sign in COMMA_SIGNS):
                return False
            joined = True
        elif item.has(Kind.BREAK, Kind.PART, Kind.RIVAL, Kind.NOTHING):
            return False
        else:
            joined |= item.has(Kind.AND, Kind.OR)
    return joined


def _between(count: Count, following: Count) -> list[Item]:
    return count.clause.tail + following.clause.head


class Relations:
    """The figures of a cell read so far, by the clause each stands in."""

    def __init__(self) -> None:
        self.counts: list[Count] = []
        self._by_clause: dict[int, Count] = {}

    def add(self, counts: Sequence[Count]) -> None:
        """Takes in the figures of the next line."""
        self.counts += counts
        self._by_clause |= {id(count.clause): count for count in counts}

    def of(self, clause: Clause | None) -> Count | None:
        """The figure of a clause."""
        return None if clause is None else self._by_clause.get(id(clause))

    # --- units

    def name_units(self, counts: Sequence[Count], heading: Heading) -> None:
        """Gives every figure of a line its unit."""
        carried: Unit | None = None  # Tanks: 300 German, 200 Italian
        previous = self.counts[counts[0].index - 1] if counts[0].index else None
        for count in counts:
            noun, weak = count.noun, count.clause.figure.weak
            if noun is not None:
                count.unit = _shifted_by_fate(noun, count.fate)
                carried = noun.unit if noun.by_colon and not noun.is_behind else None
            else:
                told = (
                    self._counted_alike(count, previous)
                    or weak
                    or self._unsaid_unit(count, previous, heading)
                )
                count.unit = told or carried or heading.unit or Unit.PEOPLE
            previous = count
        for at in range(len(counts) - 2, -1, -1):
            if _is_elliptic(counts[at], counts[at + 1]):
                counts[at].unit = counts[at + 1].unit

    def _counted_alike(self, count: Count, previous: Count | None) -> Unit | None:
        """The unit of the figure before with the same counter: 坦克119辆，其中97辆全毁."""
        weak = count.clause.figure.weak
        if (
            weak is None
            or previous is None
            or previous.line != count.line
            or (weak is Unit.OTHER and count.names_unknown)
        ):
            return None
        return previous.unit if previous.clause.figure.weak is weak else None

    def _unsaid_unit(self, count: Count, previous: Count | None, heading: Heading) -> Unit | None:
        """What a bare number counts as its class words and the figures before it tell."""
        fate = count.fate
        if fate.lost is not None:
            return fate.lost
        whole = self.of(count.clause.scope.anchor) if count.in_bracket else None
        on_line = previous if previous is not None and previous.line == count.line else None
        if on_line is not None and not fate.classes and _is_dated_behind(count):
            return on_line.unit
        if count.is_part and on_line is not None:
            whole = on_line
        if whole is not None and count.size <= whole.size * (
            1 if whole.unit is Unit.PEOPLE else _MOST_GROWTH
        ):
            return whole.unit
        materiel = previous.unit if previous is not None and previous.unit in MATERIEL else None
        if fate.classes & OF_MATERIEL:
            return heading.unit or materiel or Unit.OTHER
        if fate.classes in _OF_THE_SAME and not fate.is_before and on_line is not None:
            return materiel if 0 < count.size <= on_line.size else None
        return None

    def settle_shifting(self) -> None:
        """Words that count one thing alone and another in company: artillery, fighters."""
        nouns = [count.noun for count in self.counts if count.noun is not None]
        units = {noun.unit for noun in nouns if noun.shifting is None}
        for at, count in enumerate(self.counts):
            shift = count.noun.shifting if count.noun is not None else None
            if shift is None or shift.beside not in units:
                continue
            beside = {other.unit for other in self.counts[max(0, at - 1) : at + 2] if other is not count}
            in_doubt = (
                shift.unit in MATERIEL - {shift.beside} and shift.unit in units
            )  # "transports" in a cell of both
            possible = not in_doubt or (shift.beside in beside and shift.unit not in beside)
            if possible and fits(count.fate.classes, shift.otherwise):
                count.unit = shift.otherwise

    # --- wholes and parts

    def find_wholes(self, counts: Sequence[Count], listed: int | None, text: str, line_start: int) -> None:
        """Says which figure each breaks down. `listed`: the figure that heads the list the line is in."""
        part: Count | None = None
        total = 0.0  # what the parts add up to
        for count in counts:
            if count.in_bracket:
                count.whole = self._bracket_whole(count, text, line_start)
            elif count.is_part:
                count.whole = self._last_larger(count)
                part, total = (count, count.size) if count.whole is not None else (None, 0)
            elif count.is_rival or count.is_total:
                continue
            elif part is not None and part.whole is not None and count.unit is part.unit:
                if total + count.size <= self.counts[part.whole].size:
                    count.whole, total = part.whole, total + count.size
            elif listed is not None and self.counts[listed].holds(count):
                count.whole = listed

    def _bracket_whole(self, count: Count, text: str, line_start: int) -> int | None:
        scope = count.clause.scope
        if count.is_rival:
            return None
        if scope.anchor is None and not text[line_start : scope.start - 1].strip():
            return self._last_larger(count)
        anchor = self.of(scope.anchor)
        return anchor.index if anchor is not None and anchor.holds(count) else None

    def _last_larger(self, count: Count) -> int | None:
        """The last figure, not itself a part, that can hold this one."""
        for whole in reversed(self.counts[max(0, count.index - _LOOK_BACK) : count.index]):
            if whole.holds(count) and whole.whole is None:
                return whole.index
        return None

    # --- classes

    def classify(self, counts: Sequence[Count], heading: Heading) -> None:
        """Gives every figure of a line of losses its classes."""
        shared = _shared_backwards(counts)
        carry = _Carry()
        for count, classes in zip(counts, shared, strict=True):
            own = count.fate.classes - {LossClass.CIVILIAN}
            carry.enter(count)
            if own:
                count.classes = of_unit(own, count.unit)
            else:
                count.classes = self._inherited(count, classes, carry, heading)
            if count.is_part:
                carry.parts = set(
                    self.counts[count.whole].classes if count.whole is not None else count.classes
                )
            carry.leave(count, own)
            labelled = LossClass.CIVILIAN in heading.classes or (carry.civilians and not _names_people(count))
            of_civilians = labelled and count.unit is Unit.PEOPLE
            if LossClass.CIVILIAN in count.fate.classes or of_civilians:
                count.classes = count.classes | {LossClass.CIVILIAN}

    def _inherited(
        self, count: Count, shared: set[LossClass], carry: _Carry, heading: Heading
    ) -> set[LossClass]:
        """The classes of a figure whose own words say none."""
        anchor = self.of(count.clause.scope.anchor) if count.in_bracket else None
        whole = self.counts[count.whole] if count.whole is not None else None
        lead = {loss for item in _lead(count) for loss in item.classes}
        candidates = [shared, anchor.classes if anchor else lead, carry.classes, carry.parts]
        if whole is not None and (count.is_part or count.in_bracket or whole.line < count.line):
            candidates.append(whole.classes)
        previous = self.counts[count.index - 1] if count.index else None
        claimed = any(item.has(Kind.CLAIM, Kind.CLAIM_MARK, Kind.RIVAL) for item in count.clause.head)
        if previous is not None and previous.line == count.line and claimed:
            candidates.append(previous.classes)  # 日方称15人死亡，国方称逾百
        elif previous is not None and previous.line == count.line and _reckons_again(previous, count):
            candidates.append(previous.classes)
        for classes in (*candidates, heading.classes):
            if classes - {LossClass.CIVILIAN} and fits(classes, count.unit):
                return set(classes)
        if anchor is not None and anchor.unit is Unit.SHIP and count.unit is Unit.OTHER:
            return set(anchor.classes)  # 3 ships sunk (255 tons)
        return {LossClass.CASUALTIES}


@dataclass(slots=True)
class _Carry:
    """Classes that hold on within a line: those said before a figure, and those of a breakdown."""

    classes: set[LossClass] = field(default_factory=set)
    parts: set[LossClass] = field(default_factory=set)
    civilians: bool = False  # "Civilians: 40 killed, 120 wounded", 平民死亡80人，受伤85人
    labelled: bool = False  # whether a colon says so
    clause_ended: bool = False  # by a semicolon, behind the figure before
    scope: Scope | None = None
    length: int = 0

    def enter(self, count: Count) -> None:
        """Drops what does not reach as far as this figure."""
        if count.in_bracket:
            return
        lonely_total = count.is_total and self.length < 2
        if count.clause.scope is not self.scope or lonely_total:
            self.classes, self.parts, self.scope, self.length = set(), set(), count.clause.scope, 0
            self.civilians = False
        if (self.clause_ended or not self.labelled) and not _says_classes_only(count):
            self.civilians = False
        colon = any(item.sign in COLONS for item in count.clause.head)
        if colon or _has_civilian_subject(count):
            self.labelled = colon
            self.civilians = LossClass.CIVILIAN in count.fate.classes

    def leave(self, count: Count, own: set[LossClass]) -> None:
        """Takes up what this figure leaves for the next."""
        if count.in_bracket:
            return
        if own:
            self.classes, self.length = (own if count.fate.is_before else set()), 0
        self.length += 1
        signs = {item.sign for item in count.clause.tail} & _SENTENCE_SIGNS
        self.clause_ended = bool(signs)
        if signs:
            self.classes, self.parts, self.length = set(), set(), 0
            self.civilians &= "。" not in signs


def _shifted_by_fate(noun: Noun, fate: Fate) -> Unit:
    """What a noun counts; fighters that were shot down are aircraft."""
    shift = noun.shifting
    things = shift is not None and shift.unit not in MATERIEL and shift.otherwise in MATERIEL
    return shift.otherwise if shift is not None and things and fate.classes & OF_MATERIEL else noun.unit


def _names_people(count: Count) -> bool:
    """Whether a word beside the figure says what people it counts: 120名士兵, but not 120人."""
    return any(item.has(Kind.NOUN) for item in (*count.clause.head, *count.clause.tail))


def _has_civilian_subject(count: Count) -> bool:
    """Whether civilians are what the words before a figure speak of: 平民死亡80人."""
    head = [item for item in count.clause.head if item.has(Kind.CLASS)]
    if not head or not head[0].runs_on or head[0].classes != {LossClass.CIVILIAN}:
        return False
    if len(head) > 1:
        return LossClass.CIVILIAN not in head[1].classes
    return not count.fate.is_before  # 平民68人死亡


def _says_classes_only(count: Count) -> bool:
    """Whether nothing but classes stands between the sign before a figure and the figure: ；受伤500人."""
    head = count.clause.head
    before = count.clause.scope.items[: count.clause.position - len(head)]
    at = before[-1].end if before else count.clause.scope.start
    for item in head:
        if not item.has(Kind.CLASS) or item.start > at + 1:
            return False
        at = item.end
    return count.clause.figure.start <= at + 1


def _shared_backwards(counts: Sequence[Count]) -> list[set[LossClass]]:
    """Classes at the end of a list that hold for all of it: 3 cruisers and 2 destroyers sunk."""
    shared: list[set[LossClass]] = [set() for _ in counts]
    for at in range(len(counts) - 2, -1, -1):
        count, following = counts[at], counts[at + 1]
        classes = following.fate.classes or shared[at + 1]
        said_before = bool(following.fate.classes) and following.fate.is_before
        if not classes - GENERIC or said_before or count.fate.classes - {LossClass.CIVILIAN}:
            continue
        if count.noun is None and not _is_described(count):
            continue
        if following.is_total or following.is_part or following.is_rival:
            continue
        materiel = count.unit in MATERIEL
        alike = materiel == (following.unit in MATERIEL) and fits(classes, count.unit)
        together = count.clause.scope is following.clause.scope
        commas = materiel or bool(shared[at + 1])  # "4 generals, 2 colonels and 300 men captured"
        if alike and together and is_list(_between(count, following), commas=commas):
            shared[at] = set(classes)
    return shared


def _is_dated_behind(count: Count) -> bool:
    """Whether only a time is said of a figure: 600 aircraft, 1,600 by mid-September."""
    tail = count.clause.tail[:3]
    led = bool(tail) and tail[0].has(Kind.BREAK, Kind.AS_OF) and not tail[0].runs_on
    return led and any(item.date or item.has(Kind.MONTH) for item in tail[1:])


def _reckons_again(previous: Count, count: Count) -> bool:
    """Whether a bare figure with a bound gives another reckoning: 900 killed, possibly up to 2,000."""
    bare = count.noun is None and count.clause.figure.bounded and count.clause.figure.counter_range is None
    beside = previous.clause.scope is count.clause.scope and not count.clause.head
    ends = previous.clause.tail[-1].sign if previous.clause.tail else ""
    return bare and beside and ends in COMMA_SIGNS and not previous.fate.is_before


def _lead(count: Count) -> Sequence[Item]:
    """The words before a bracket, or before "among them", where they have no figure of their own."""
    clause = count.clause
    if count.in_bracket or not count.is_part:
        return clause.scope.lead
    before = clause.scope.items[: clause.position - len(clause.head)]
    return () if any(item.figure is not None for item in before) else before[-_LONGEST_LEAD:]


def _is_described(count: Count) -> bool:
    """Whether words nobody listed, then "and", stand behind a figure: 12,254 British and 5,255 Greek …"""
    tail = count.clause.tail
    return bool(tail) and tail[0].has(Kind.AND) and tail[0].start - count.clause.figure.end > _MOST_BLANKS


def _is_elliptic(count: Count, following: Count) -> bool:
    """Whether a figure leaves its noun to the next: 8 infantry and 2 cavalry divisions."""
    noun = following.noun
    if noun is None or not noun.is_behind or count.clause.scope is not following.clause.scope:
        return False
    if count.size >= _MOST_IN_ELLIPSIS or not is_list(_between(count, following), commas=True):
        return False
    words = [item for item in count.clause.tail if item.token is not None and not item.sign]
    if not words or not words[0].has(Kind.ELLIPTIC) or (len(words) > 1 and words[1].has(Kind.NOUN)):
        return False
    return count.noun is None or (noun.is_compound and following.unit in FORMATIONS)
