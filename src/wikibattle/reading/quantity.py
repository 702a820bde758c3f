"""Figures of a strength or loss cell: how many of what, what became of them, and who says so.

One quantity a number the cell states, in order, totals and breakdowns alike; bounds as stated; a
class only as far as the words say one, and "casualties" for a bare number among losses.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from wikibattle.model import Finding, LossClass, Quantity
from wikibattle.packs import Pack
from wikibattle.reading.figures.claims import Claim, read_claims
from wikibattle.reading.figures.clauses import COLONS, Clause, Scope, read_clauses, read_scopes
from wikibattle.reading.figures.counts import read_figures
from wikibattle.reading.figures.headings import Heading, read_heading
from wikibattle.reading.figures.items import Item
from wikibattle.reading.figures.meaning import is_spared, read_fate, read_noun
from wikibattle.reading.figures.relations import Count, Relations
from wikibattle.reading.figures.tokens import FigureWords, Kind, Token, figure_words
from wikibattle.reading.layout import Layout, Line
from wikibattle.reading.reading import Reading
from wikibattle.wikitext import Inline

_NO_WORDS_OF_THE_CELL = frozenset({"measure", "unknown", "strike", "lifespan", "coordinates", "date"})
_BULLETS = frozenset("•·●■▪‧*-–—")
_MOST_AMOUNTS = 500
_MOST_TOKENS = 10_000
#: Words of which running text needs one beside a number.
_COUNTED = (Kind.NOUN, Kind.SINGULAR, Kind.COUNTER, Kind.WEAK_COUNTER, Kind.CLASS)


def read_quantities(cell: Inline, pack: Pack, *, losses: bool) -> Reading[tuple[Quantity, ...]]:
    """Every figure the cell states, in order of the text, with a finding for what was not read.

    `losses`: whether the cell counts losses, whose figures have classes.
    """
    if not cell.text.strip():
        return Reading(())
    return _CellReader(cell, figure_words(pack), losses=losses).read()


@dataclass(slots=True, frozen=True)
class ToldFigure:
    """A figure with its fate, which ends at `end` of the text, and as the words of its number alone."""

    whole: Quantity
    bare: Quantity
    end: int


def read_told_figures(clause: Inline, pack: Pack) -> list[ToldFigure]:
    """Every figure of a clause of running text, read as if it were of losses, in order."""
    return _CellReader(clause, figure_words(pack), losses=True, told=True).read_told()


class _CellReader:
    """Reads a cell line by line; what one line says of those below it is kept."""

    def __init__(self, cell: Inline, words: FigureWords, *, losses: bool, told: bool = False) -> None:
        """`told`: the cell is running text, whose survivors count too."""
        self.cell = cell
        self.words = words
        self.losses = losses
        self.told = told
        self.layout = Layout(cell)
        self.text = _blanked(cell, self.layout.shadow)
        self.relations = Relations()
        self.findings: list[Finding] = []
        self.says_nothing = False
        self.heading = Heading()
        self.parents: list[tuple[int, int]] = []  # (list level, index) of figures that lines stand under
        self.total: tuple[int, Count] | None = None  # (list level, figure) that lines below break down
        self.block = 0  # index of the first figure under the last heading

    def read(self) -> Reading[tuple[Quantity, ...]]:
        self._read_lines(self._tokens())
        quantities = tuple(self._quantity(count) for count in self.relations.counts)
        if not quantities and not self.says_nothing and any(char.isalnum() for char in self.text):
            self._find("quantity-not-found", "no figure understood in this cell", 0, len(self.text))
        return Reading(quantities, tuple(self.findings))

    def read_told(self) -> list[ToldFigure]:
        """Figures of running text, where only what is counted or what became of it makes one."""
        tokens = self._tokens()
        if not any(token.kind != "amount" and token.has(*_COUNTED) for token in tokens):
            return []
        self._read_lines(tokens)
        return [self._told(count) for count in self.relations.counts]

    def _told(self, count: Count) -> ToldFigure:
        fate = not count.is_spared
        _, end = self._extent(count, fate=fate)
        return ToldFigure(self._quantity(count, fate=fate), self._quantity(count, fate=False), end)

    def _read_lines(self, tokens: Sequence[Token]) -> None:
        starts = [token.start for token in tokens]
        for number, line in enumerate(self.layout.lines):
            self._line(number, line, tokens[bisect_left(starts, line.start) : bisect_left(starts, line.end)])
        self.relations.settle_shifting()

    def _tokens(self) -> list[Token]:
        """The tokens of the cell, as far as a cell can reasonably go."""
        tokens: list[Token] = []
        amounts = 0
        for token in self.words.tokens(self.text):
            amounts += token.kind == "amount" or token.has(Kind.NUMBER)
            if len(tokens) >= _MOST_TOKENS or amounts > _MOST_AMOUNTS:
                message = f"more than {_MOST_AMOUNTS} numbers or {_MOST_TOKENS} words: the rest is not read"
                self._find("quantity-too-long", message, token.start, len(self.text))
                break
            tokens.append(token)
        return tokens

    # --- lines

    def _line(self, number: int, line: Line, tokens: Sequence[Token]) -> None:
        self.says_nothing |= any(token.has(Kind.NOTHING) for token in tokens)
        if line.after_rule:
            self.heading, self.parents, self.total = Heading(), [], None
        items = read_figures(self.words, tokens, self.text)
        scopes = read_scopes(items, line.start, line.end)
        counts: list[Count] = []
        for clause in read_clauses(scopes):
            index = len(self.relations.counts) + len(counts)
            if (count := self._count(clause, index, number, line)) is not None:
                counts.append(count)
        self._find_unread(items)
        if not counts:
            self._figureless(line, scopes, items)
            return
        listed = self._listed_under(line)
        self.relations.add(counts)
        self.relations.name_units(counts, self.heading)
        self.relations.find_wholes(counts, listed, self.text, line.start)
        if self.losses:
            self.relations.classify(counts, self.heading)
        self._attribute(scopes, counts)
        self._leave_context(line, items, counts)

    def _level(self, line: Line) -> int:
        return line.level or int(self.text[line.start : line.start + 1] in _BULLETS)

    def _listed_under(self, line: Line) -> int | None:
        """The figure that a line stands under: of a line less deep in the list, or a total before."""
        level = self._level(line)
        while self.parents and self.parents[-1][0] >= level:
            self.parents.pop()
        if self.parents:
            return self.parents[-1][1]
        return self.total[1].index if self.total else None

    def _figureless(self, line: Line, scopes: Sequence[Scope], items: Sequence[Item]) -> None:
        """A line without figures: a heading, or words that state no number."""
        marked = line.is_heading or self.layout.covered(line, "bold")
        heading = read_heading(self.text, scopes, items, marked=marked)
        if heading is not None and heading.claim is not None and heading.in_brackets:
            self._attribute_above(heading.claim)
        elif heading is not None:
            heading.claim = heading.claim or self.heading.claim
            heading.refs = self.cell.refs_in(line.start, line.end)
            self.heading, self.total, self.block = heading, None, len(self.relations.counts)
            self.parents = [parent for parent in self.parents if parent[0] < self._level(line)]
        vague = [item for item in items if item.has(Kind.VAGUE) and not self._says_which_kind(item, items)]
        if vague:
            self.says_nothing = True
            message = "words for an amount that state no number"
            self._find("quantity-vague", message, vague[0].start, vague[-1].end)

    def _says_which_kind(self, item: Item, items: Sequence[Item]) -> bool:
        """Heavy armour, light ships: of a word that is neither loss nor number it says the kind."""
        if self.text[item.start : item.end] not in self.words.degrees:
            return False
        if not self.text[item.end : item.end + 2].strip(" -").isalpha():
            return False
        after = next((other for other in items if other.start >= item.end), None)
        return after is None or after.start > item.end + 1 or not after.has(Kind.CLASS)

    def _attribute_above(self, claim: Claim) -> None:
        """A source in brackets, on a line of its own, is that of the line above."""
        for count in reversed(self.relations.counts):
            if count.line != self.relations.counts[-1].line:
                break
            count.claim = count.claim or claim

    def _attribute(self, scopes: Sequence[Scope], counts: Sequence[Count]) -> None:
        """Who claims the figures of a line, and the time they hold for."""
        for at, claim in read_claims(scopes, [count.clause for count in counts], self.text).items():
            counts[at].claim = claim
        counting = {id(count.clause.scope) for count in counts}
        for scope in scopes:
            anchor = self.relations.of(scope.anchor) if scope.is_bracket else None
            if anchor is not None and id(scope) not in counting:
                anchor.as_of = anchor.as_of or _dated(scope.items)
        first = scopes[0].items[: counts[0].clause.position] if not counts[0].in_bracket else []
        if first and (first[0].date or first[0].has(Kind.AS_OF)):
            self.heading.as_of = _dated(first)
        for count in counts:
            if not count.in_bracket:
                self.heading.as_of = _dated(count.clause.head) or self.heading.as_of
            count.claim = count.claim or self.heading.claim
            count.as_of = count.as_of or self.heading.as_of
            count.refs_above = self.heading.refs

    def _leave_context(self, line: Line, items: Sequence[Item], counts: Sequence[Count]) -> None:
        """What a line with figures leaves for those below it."""
        outer = [count for count in counts if not count.in_bracket]
        if not outer:
            return
        level, first = self._level(line), outer[0]
        self.parents.append((level, first.index))
        if first.is_total and first.index == self.block:  # one behind other figures only sums them up
            self.total = (level, first)
        elif (
            self.total and level <= self.total[0] and first.whole is None and first.unit is self.total[1].unit
        ):
            self.total = None
        if items[-1].sign in COLONS:  # 4,000 killed:
            self.heading = Heading(set(outer[-1].classes), claim=self.heading.claim)
            self.total = (level, outer[-1])

    # --- one figure

    def _count(self, clause: Clause, index: int, number: int, line: Line) -> Count | None:
        """A figure with what its own words say; None for a year or a pronoun ("one of them")."""
        figure = clause.figure
        noun = read_noun(clause, self.words, self.text)
        fate = read_fate(clause, self.text)
        said = (noun is not None and noun.is_behind) or (bool(fate.classes) and not fate.is_before)
        in_aside = clause.scope.is_bracket and clause.scope.anchor is not None
        spared = self.losses and is_spared(clause)
        if spared and not self.told:
            self.says_nothing = True
            self._find("quantity-no-loss", "those who were not lost", figure.start, figure.end)
            return None
        if figure.needs_noun and not said and not in_aside:
            return None
        followed_by_colon = bool(clause.tail) and clause.tail[0].sign in COLONS
        if figure.year and not said and (in_aside or figure.after_year_lead or followed_by_colon):
            return None
        for bracket in clause.brackets:
            if not bracket.counts and any(item.has(Kind.ABOUT_AFTER) for item in bracket.items):
                figure.approximate = True
        count = Count(clause, noun, fate, index, number, line.end)
        count.is_spared = spared
        count.is_total = any(item.has(Kind.TOTAL) for item in (*clause.head, *clause.tail[:3]))
        count.is_part = any(item.has(Kind.PART) for item in clause.head)
        count.is_part |= bool(clause.tail) and clause.tail[0].has(Kind.PART_AFTER)
        count.names_unknown = noun is None and self._is_followed_by_unknown(clause)
        count.is_rival = any(item.has(Kind.RIVAL) for item in clause.head)
        return count

    def _is_followed_by_unknown(self, clause: Clause) -> bool:
        """Whether the word right behind a figure is none that names a thing or says what became of it."""
        end = clause.figure.end
        known = bool(clause.tail) and clause.tail[0].start == end and not clause.tail[0].has(Kind.NO_WORD)
        return self.text[end : end + 1].isalpha() and not known

    def _quantity(self, count: Count, *, fate: bool = True) -> Quantity:
        """A figure; `fate`: with what became of it."""
        figure = count.clause.figure
        start, end = self._extent(count, fate=fate and self.losses)
        return Quantity(
            text=self.cell.text[start:end],
            low=_plain(figure.low),
            high=_plain(figure.high),
            approximate=figure.approximate,
            unit=count.unit,
            label=self._label(count),
            classes=tuple(loss for loss in LossClass if loss in count.classes) if fate else (),
            attributed_to=self.cell.text[count.claim.start : count.claim.end] if count.claim else None,
            as_of=self.cell.text[slice(*count.as_of)] if count.as_of else None,
            part_of=count.whole,
            span=self.cell.source_span(start, end),
            refs=self._refs(count),
        )

    def _extent(self, count: Count, *, fate: bool) -> tuple[int, int]:
        """The words of a figure with those of its unit and classes that are written with it."""
        clause = count.clause
        start, end = clause.figure.start, clause.figure.end
        if count.noun is not None:
            start, end = min(start, count.noun.start), max(end, count.noun.end)
        if fate and count.fate.end >= 0:
            start, end = min(start, count.fate.start), max(end, count.fate.end)
        for bracket in clause.brackets:
            if bracket.counts:
                end = min(end, bracket.start - 1)
        end = max(end, clause.figure.end)
        return start, start + len(self.text[start:end].rstrip())

    def _label(self, count: Count) -> str | None:
        counter = count.clause.figure.counter_range
        if count.noun is not None:
            return self.cell.text[count.noun.start : count.noun.end]
        return self.cell.text[slice(*counter)] if counter is not None else None

    def _refs(self, count: Count) -> tuple[str, ...]:
        """The notes behind a figure, else those of the heading over it."""
        figure = count.clause.figure
        refs = self.cell.refs_behind(figure.number_start, figure.number_end)
        return refs or count.refs_above

    # --- findings

    def _find_unread(self, items: Sequence[Item]) -> None:
        for item in items:
            if item.unread:
                self._find("quantity-not-read", "a number no rule can read", item.start, item.end)

    def _find(self, code: str, message: str, start: int, end: int) -> None:
        self.findings.append(Finding.of(code, self.cell.source_span(start, end), message))


def _blanked(cell: Inline, shadow: str) -> str:
    """The shadow without what is no words of the cell: measures, unknown templates, struck text."""
    parts: list[str] = []
    at = 0
    for mark in cell.marks:
        start = max(mark.start, at)
        if mark.role in _NO_WORDS_OF_THE_CELL and start < mark.end:
            parts += [shadow[at:start], " " * (mark.end - start)]
            at = mark.end
    return "".join(parts) + shadow[at:]


def _dated(items: Sequence[Item]) -> tuple[int, int] | None:
    """Where the dates among the items stand."""
    dates = [item for item in items if item.date or (item.figure is not None and item.figure.year)]
    return (dates[0].start, dates[-1].end) if dates else None


def _plain(value: float | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, 2)
