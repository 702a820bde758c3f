"""Results: how a battle ended, which sides won it, and what kind of result it was.

A result cell is read as clauses, each around an event: a word for how it ended. The events of
the cell, in order, give the outcome (the first one named) and the victors (every side the cell
calls one; where it names losers only, the other side of two).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from wikibattle.model import Finding, Outcome, Qualifier, Result, Side
from wikibattle.packs import Pack
from wikibattle.packs.lexicon import Hit, is_unspaced
from wikibattle.reading.limits import too_long
from wikibattle.reading.reading import Reading
from wikibattle.reading.winners.naming import Named, Naming
from wikibattle.reading.winners.vocabulary import Meaning
from wikibattle.wikitext.inline import Inline

# Where a clause ends. A full stop only after a word of some length: "U.S. victory" is one clause.
_CLAUSE_END = re.compile(r"[\n;,:，。；：、]|[()\[\]（）!?•|،؛。।]|(?<=\w\w\w)\.(?=\s|$)|\s-+\s|—+|--+")
_OUTCOMES = {
    "victory": Outcome.VICTORY,
    "beats": Outcome.VICTORY,
    "overcomes": Outcome.VICTORY,
    "captures": Outcome.VICTORY,
    "loses": Outcome.VICTORY,
    "yields": Outcome.VICTORY,
    "inconclusive": Outcome.INCONCLUSIVE,
    "disputed": Outcome.INCONCLUSIVE,
    "agreement": Outcome.AGREEMENT,
    "ongoing": Outcome.ONGOING,
}
_MOST_EVENTS = 60  # a cell with more words for an outcome tells none after them
_LONGEST_CLAUSE = 400
_WEAK = frozenset({"overcomes", "captures", "yields"})
_VERBS = frozenset({"beats", "overcomes", "captures"})
_QUALIFIERS = {qualifier.value: qualifier for qualifier in Qualifier}
_ASIDE = frozenset({"fillers", *_QUALIFIERS, "joiners", "coalition", "forces"})
_BLANK = re.compile(r"[\s\-/&'\"“”‘’.·~]*$")


@dataclass(slots=True, frozen=True)
class _Clause:
    start: int
    end: int
    sign: str  # the sign before it; "" at the head of the cell


@dataclass(slots=True, frozen=True)
class _Event:
    """A word for how it ended, with the words around it that can name somebody."""

    role: str
    start: int
    end: int
    clause: int  # its index
    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(slots=True)
class _Statement:
    """What one event says."""

    event: _Event
    outcome: Outcome
    victors: tuple[int, ...] = ()
    losers: tuple[int, ...] = ()
    named: Named | None = None
    qualifiers: list[Qualifier] = field(default_factory=list)


def read_result(
    cell: Inline,
    pack: Pack,
    sides: Sequence[Side] = (),
    aliases: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> Reading[Result | None]:
    """The result a cell states; None for an empty cell.

    `sides`: the columns of the box, to tell whose victory it was (none: no victors are told).
    `aliases`: the key of a link target (`script.same_name_key`), and the keys of all other words
    the article shows for it.
    """
    if not cell.text.strip():
        return Reading(None)
    return _ResultReader(cell, pack, sides, aliases).read()


class _ResultReader:
    """Reads one result cell."""

    def __init__(
        self, cell: Inline, pack: Pack, sides: Sequence[Side], aliases: Mapping[str, frozenset[str]]
    ) -> None:
        self.cell = cell
        self.naming = Naming(cell, pack, sides, aliases)
        self.text = self.naming.text
        self.first = pack.results.subject == "first"
        self.numbers = tuple(side.index for side in sides)
        self.clauses = list(_clauses(self.text))
        self.findings: list[Finding] = [*too_long(cell, "result-too-long")]

    def read(self) -> Reading[Result | None]:
        statements = [item for event in self._events() if (item := self._statement(event)) is not None]
        told = [item for item in statements if item.event.role not in _WEAK] or statements
        outcome = told[0].outcome if told else Outcome.OTHER
        if not told and not self._points_elsewhere():
            self._find("result-not-understood", "no rule knows this result", 0, len(self.text))
        result = Result(
            text=self.cell.text.strip(),
            outcome=outcome,
            victors=self._victors(told),
            qualifiers=self._qualifiers(told),
            span=self.cell.source_span(*_trimmed(self.cell.text)),
            refs=self.cell.refs_in(0, len(self.cell.text)),
        )
        return Reading(result, tuple(self.findings))

    # Events

    def _events(self) -> list[_Event]:
        """The events of the cell in order, those in clauses that only point elsewhere left out."""
        events: list[_Event] = []
        muted = False
        for index, clause in enumerate(self.clauses):
            if clause.sign in "\n)）":
                muted = False
            hits = self.naming.hits_in(clause.start, clause.end)
            muted = muted or self._is_pointer(clause, hits)
            if not muted and len(events) < _MOST_EVENTS:
                events += self._events_of(index, clause, hits)
        firm = any(event.role != "disputed" for event in events)
        return [event for event in events if event.role != "disputed" or not firm or self._opens(event)]

    def _opens(self, event: _Event) -> bool:
        """Whether the event is all its clause says, at the head of the cell."""
        clause = self.clauses[event.clause]
        alone = self._is_blank(clause.start, event.start) and self._is_blank(event.end, clause.end)
        return event.clause == 0 and alone

    def _is_pointer(self, clause: _Clause, hits: Sequence[Hit[Meaning]]) -> bool:
        """Whether a clause begins with a word such as "see", 详见."""
        if not hits or "elsewhere" not in hits[0].value.roles:
            return False
        return not self.text[clause.start : hits[0].start].strip(" \"'*")

    def _points_elsewhere(self) -> bool:
        return any(
            self._is_pointer(clause, self.naming.hits_in(clause.start, clause.end)) for clause in self.clauses
        )

    def _events_of(self, index: int, clause: _Clause, hits: Sequence[Hit[Meaning]]) -> list[_Event]:
        found = [(role, hit) for hit in hits if (role := self._role(hit, clause))]
        roles = {role for role, _ in found}
        if len(roles) > 1:
            found = [(role, hit) for role, hit in found if role != "disputed"]
        events: list[_Event] = []
        for order, (role, hit) in enumerate(found):
            left = (found[order - 1][1].end if order else clause.start, hit.start)
            if events and events[-1].role in _VERBS:  # 清军击败明军，获得胜利: one subject, two verbs
                left = events[-1].left
            right = (hit.end, found[order + 1][1].start if order + 1 < len(found) else clause.end)
            events.append(_Event(role, hit.start, hit.end, index, left, right))
        return events

    def _role(self, hit: Hit[Meaning], clause: _Clause) -> str:
        """The role of a word as an event, "" for other words."""
        role = next((role for role in _OUTCOMES if role in hit.value.roles), "")
        if not role or hit.end - hit.start > 1 or not is_unspaced(self.text[hit.start]):
            return role
        # One sign (胜, 败, 和) is a word for itself at the end of its clause, or between two names; in the
        # words of a link it is part of a name ([[拿破仑一世|拿破仑]]).
        if any(link.start < hit.end and hit.start < link.end for link in self.cell.links):
            return ""
        before, after = self.text[clause.start : hit.start].strip(), self.text[hit.end : clause.end].strip()
        if before and not after:
            return role
        between = role in _VERBS and any(
            mention.start == hit.end for mention in self.naming.mentions(hit.end, clause.end)
        )
        return role if before and between else ""

    # Statements

    def _statement(self, event: _Event) -> _Statement | None:
        """What an event says; None where it says nothing of the battle's result."""
        clause = self.clauses[event.clause]
        roles = {role for hit in self.naming.hits_in(clause.start, clause.end) for role in hit.value.roles}
        statement = _Statement(event, _OUTCOMES[event.role])
        if statement.outcome is Outcome.VICTORY:
            if self._is_negated(event):
                undecided = event.role not in _WEAK and event.role != "loses"
                return _Statement(event, Outcome.INCONCLUSIVE) if undecided else None
            if "claims" in roles:
                return self._claim(event, "both" in roles)
            if event.role in _WEAK and "retreats" in roles:
                return None
            self._take_sides(statement)
            if event.role in _WEAK and not self._is_about_a_side(statement):
                return None
        statement.qualifiers = self._qualifiers_of(event)
        return statement

    def _is_negated(self, event: _Event) -> bool:
        """Whether a word such as "no", 未 stands right before the event."""
        end = event.start
        for hit in reversed(self.naming.hits_in(self.clauses[event.clause].start, event.start)):
            if self.text[hit.end : end].strip():
                return False
            if "negations" in hit.value.roles:
                return True
            if not hit.value.roles & {"fillers", "decisive", "strategic", "tactical"}:
                return False
            end = hit.start
        return False

    def _claim(self, event: _Event, by_both: bool) -> _Statement | None:
        """A victory that is claimed only: both claims make the result disputed."""
        statement = _Statement(event, Outcome.INCONCLUSIVE, qualifiers=[Qualifier.DISPUTED])
        claims = [clause for clause in self.clauses if self._holds(clause, "claims")]
        return statement if by_both or len(claims) > 1 or len(self.clauses) == 1 else None

    def _holds(self, clause: _Clause, role: str) -> bool:
        return any(role in hit.value.roles for hit in self.naming.hits_in(clause.start, clause.end))

    def _is_about_a_side(self, statement: _Statement) -> bool:
        """Whether a weak event names somebody who can be a side (any name where no sides are known)."""
        if not self.numbers:
            return statement.named is not None
        return bool(statement.victors or statement.losers)

    def _take_sides(self, statement: _Statement) -> None:
        """Finds the victors and losers of a statement in the words around its event."""
        event = statement.event
        left, right = self._sides_around(event)
        if event.role in {"beats", "overcomes"}:
            self._take_beaten(statement, left, right)
        elif event.role in {"loses", "yields"}:
            self._take_lost(statement, left, right)
        else:
            self._take_won(statement, left, right)

    def _sides_around(self, event: _Event) -> tuple[Named | None, Named | None]:
        """Who is named before an event, and who after it."""
        right = self._after(event.right, ("of",)) if event.role != "captures" else None
        left = self._named(*self._without_object(event.left), first=self.first)
        if left is None and right is None and self._is_blank(*event.left):
            left = self._named_before(event)
        return left, right

    def _named(self, start: int, end: int, *, first: bool) -> Named | None:
        return self.naming.named(start, end, first=first) if start < end else None

    def _named_before(self, event: _Event) -> Named | None:
        """The subject of the clause before, where a clause has none of its own (曹操奇袭乌巢，大获全胜)."""
        if event.clause == 0 or self.clauses[event.clause].sign not in ",，":
            return None
        before = self.clauses[event.clause - 1]
        return self._named(before.start, before.end, first=True)

    def _without_object(self, span: tuple[int, int]) -> tuple[int, int]:
        """The words before an event without those after "against", 对: 清军对准噶尔取得胜利."""
        for hit in self.naming.hits_in(*span):
            if "over" in hit.value.roles and hit.start > span[0]:
                return span[0], hit.start
        return span

    def _after(self, span: tuple[int, int], roles: Iterable[str]) -> Named | None:
        """Who is named right after an event, or after a word of the roles there."""
        start, end = span
        wanted = set(roles)
        for hit in self.naming.hits_in(start, end):
            found = hit.value.roles
            if found & wanted and not self.text[start : hit.start].strip():
                start = hit.end
            elif "breaks" in found or "by" in found or "over" in found:
                end = hit.start
                break
        return self._named(start, end, first=True)

    def _agent(self, span: tuple[int, int], role: str = "by") -> Named | None:
        """Who is named after the first word of the role in a range."""
        for hit in self.naming.hits_in(*span):
            if role in hit.value.roles:
                return self._named(hit.end, span[1], first=True)
        return None

    def _take_won(self, statement: _Statement, left: Named | None, right: Named | None) -> None:
        event = statement.event
        winner = _better(left, right if self._is_after(event, "of") else None, self._agent(event.right))
        loser = None if event.role == "captures" else self._agent(event.right, "over")
        statement.victors = winner.sides if winner else ()
        statement.losers = loser.sides if loser and winner is None else ()
        statement.named = winner or loser
        if event.role == "victory" and winner is not None and winner.sides:
            statement.victors = self._with_listed(event, winner)

    def _is_after(self, event: _Event, role: str) -> bool:
        """Whether a word of the role follows the event at once."""
        hits = self.naming.hits_in(*event.right)
        return bool(hits and role in hits[0].value.roles and not self.text[event.end : hits[0].start].strip())

    def _with_listed(self, event: _Event, winner: Named) -> tuple[int, ...]:
        """The winner with those listed before it: "American, British and French victory"."""
        sides = set(winner.sides)
        joined = any("joiners" in hit.value.roles for hit in self.naming.hits_in(*event.left))
        for index in range(event.clause, 0, -1):
            if not joined or self.clauses[index].sign not in ",、":
                break
            before = self.clauses[index - 1]
            named = self._named(before.start, before.end, first=False)
            if named is None or not named.sides or not self._is_list_item(before):
                break
            sides |= set(named.sides)
        return tuple(sorted(sides))

    def _is_list_item(self, clause: _Clause) -> bool:
        """Whether a clause is nothing but a name."""
        return len(self.text[clause.start : clause.end].split()) <= 3 and not any(
            role in _OUTCOMES
            for hit in self.naming.hits_in(clause.start, clause.end)
            for role in hit.value.roles
        )

    def _take_beaten(self, statement: _Statement, left: Named | None, right: Named | None) -> None:
        """They lost in "French defeat", won in "French defeat Dutch"; also with by, 被."""
        event = statement.event
        agent = self._agent(event.right)
        passive = self._passive(event.left)
        if passive is not None and left is not None:
            left = self._named(event.left[0], passive.start, first=True)
            agent = agent or self._named(passive.end, event.left[1], first=True)
        loser, winner = left, None
        if agent is not None and (agent.sides or agent.equal):
            loser, winner = _better(left, right), agent
        elif right is not None and (right.sides or left is None):
            loser, winner = right, left
        statement.victors = winner.sides if winner else ()
        statement.losers = loser.sides if loser else ()
        statement.named = winner or loser

    def _passive(self, span: tuple[int, int]) -> Hit[Meaning] | None:
        return next((hit for hit in self.naming.hits_in(*span) if "passive" in hit.value.roles), None)

    def _take_lost(self, statement: _Statement, left: Named | None, right: Named | None) -> None:
        event = statement.event
        agent = self._agent(event.right)
        lost_to = agent or (right if left is not None and not self._is_after(event, "of") else None)
        loser = left or (right if lost_to is not right else None)
        statement.losers = loser.sides if loser else ()
        statement.victors = lost_to.sides if lost_to else ()
        statement.named = lost_to or loser

    # The result

    def _victors(self, told: Sequence[_Statement]) -> tuple[int, ...]:
        """Every side called a victor; where none is, the side that is left when the losers are named."""
        if not self.numbers:
            return ()
        victors = {side for item in told for side in item.victors}
        won = [item for item in told if item.outcome is Outcome.VICTORY]
        if not victors and won:
            losers = {side for item in won for side in item.losers}
            others = [number for number in self.numbers if number not in losers]
            if losers and len(others) == 1:
                return (others[0],)
            self._report(won)
        return tuple(sorted(victors))

    def _report(self, won: Sequence[_Statement]) -> None:
        """Says why a victory has no victor."""
        equal = next((item for item in won if item.named is not None and item.named.equal), None)
        item = equal or won[0]
        left, right = item.event.left[0], item.event.end
        words = self.cell.text[left:right].strip()
        if equal is not None:
            message = f"several sides fit the winner of “{words}” equally"
            self._find("result-names-several-sides", message, left, right)
        else:
            message = f"no side of the box is the winner of “{words}”"
            self._find("result-names-no-side", message, left, right)

    def _find(self, code: str, message: str, start: int, end: int) -> None:
        self.findings.append(Finding.of(code, self.cell.source_span(start, end), message))

    def _qualifiers(self, told: Sequence[_Statement]) -> tuple[Qualifier, ...]:
        """The qualifiers of the result, in order; those of a loser's failure or retreat are not its own."""
        named = any(item.victors for item in told)
        found: dict[Qualifier, None] = {}
        for item in told:
            failure = item.event.role == "yields" or (
                named and bool(item.losers) and not item.victors and item.outcome is Outcome.VICTORY
            )
            if not failure:
                found.update(dict.fromkeys(item.qualifiers))
        if told and any("disputed" in hit.value.roles for hit in self._unmuted_hits()):
            found[Qualifier.DISPUTED] = None
        return tuple(found)

    def _unmuted_hits(self) -> Iterable[Hit[Meaning]]:
        for clause in self.clauses:
            hits = self.naming.hits_in(clause.start, clause.end)
            if not self._is_pointer(clause, hits):
                yield from hits

    def _qualifiers_of(self, event: _Event) -> list[Qualifier]:
        """Qualifiers in the event's clause, and in clauses beside it that hold nothing else."""
        clause = self.clauses[event.clause]
        found = self._qualifiers_in(clause.start, clause.end)
        for index in (event.clause - 1, event.clause + 1):
            if 0 <= index < len(self.clauses) and self.clauses[max(index, event.clause)].sign in ",，(（":
                beside = self.clauses[index]
                if self._is_blank(beside.start, beside.end):
                    found += self._qualifiers_in(beside.start, beside.end)
        return found

    def _qualifiers_in(self, start: int, end: int) -> list[Qualifier]:
        return [
            qualifier
            for hit in self.naming.hits_in(start, end)
            for role, qualifier in _QUALIFIERS.items()
            if role in hit.value.roles and role != "disputed"
        ]

    def _is_blank(self, start: int, end: int) -> bool:
        """Whether a range holds nothing but qualifiers and words that name nobody."""
        at = start
        for hit in self.naming.hits_in(start, end):
            aside = hit.value.roles & _ASIDE and not hit.value.entities
            if not aside or _BLANK.match(self.text, at, hit.start) is None:
                return False
            at = hit.end
        return _BLANK.match(self.text, at, end) is not None


def _clauses(text: str) -> Iterable[_Clause]:
    """The clauses of a text, each with the sign before it."""
    at = 0
    sign = ""
    for match in _CLAUSE_END.finditer(text):
        if match[0] == "、":  # joins names
            continue
        yield _Clause(at, min(match.start(), at + _LONGEST_CLAUSE), sign)
        at, sign = match.end(), match[0].strip(" ")
    yield _Clause(at, min(len(text), at + _LONGEST_CLAUSE), sign)


def _better(*candidates: Named | None) -> Named | None:
    """The first that names a side; else the first that names anybody."""
    known = [named for named in candidates if named is not None]
    return next((named for named in known if named.sides), known[0] if known else None)


def _trimmed(text: str) -> tuple[int, int]:
    """The range of a text without the blanks at its ends."""
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))
