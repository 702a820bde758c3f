"""How a cell is laid out: its lines, what heads what, and a mask of what is more than plain words.

The mask is as long as the text. A link, a bracket or a flag's country is one sign repeated over
its range, so that a pattern can ask for "words, then a link, then a bracket" and a separator
inside any of them parts nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wikibattle.model import Finding
from wikibattle.script.folding import fold
from wikibattle.wikitext.inline import Inline, InlineLink, Mark

LINK = "\ue000"
BRACKET = "\ue001"
COUNTRY = "\ue002"  # the words a flag template shows
HIDDEN = "\ue003"  # signs and years that are no words of any name
EDGES = " \t\n※＊#.,:;，、。；：·•*–—-－+&/|'\"“”「」『』‘’\ue003"  # no part of a name at its ends
NAME_SIGN = re.compile(rf"[^\W\d_{BRACKET}{HIDDEN}]|[{LINK}{COUNTRY}]")
COLON = re.compile(r"(?<!\d):|:(?!\d)")  # but not that of a time of day
_WORD = re.compile(r"[^\W_]")
_UNREAD = {
    "party": ("party-words-unread", "parties"),
    "person": ("person-words-unread", "people"),
    "unit": ("unit-words-unread", "units"),
}
_SIGNS = re.compile("[\ue000-\ue003]")

_PAINT = {"fate": HIDDEN, "lifespan": HIDDEN, "coordinates": HIDDEN, "flag": COUNTRY}
_CLOSERS = {"(": ")", "[": "]", "{": "}", "【": "】", "〔": "〕"}
_BRACKET_SIGNS = re.compile("[" + re.escape("".join((*_CLOSERS, *_CLOSERS.values()))) + "\n]")
_BRACKET_LINES = 2  # a bracket may run over this many line breaks
_LONGEST_CELL = 20_000  # signs; no list of names is longer, and what is, is not read to its end
_MOST_LINES = 500
_MOST_PIECES = 1_000


@dataclass(slots=True, frozen=True)
class Line:
    """A line of a cell; `level` is its depth in a list (0: no item)."""

    start: int
    end: int
    level: int
    is_heading: bool  # the markup says so
    after_rule: bool


class Layout:
    """A cell made ready for the readers of lists of names. Ranges are offsets in its text."""

    __slots__ = (
        "_bracket_starts",
        "_brackets",
        "_flat",
        "_link_starts",
        "_marks",
        "_note_starts",
        "_notes",
        "_runs",
        "_spent",
        "_unread_from",
        "cell",
        "lines",
        "links",
        "shadow",
        "text",
    )

    def __init__(self, cell: Inline) -> None:
        self.cell = cell
        self.text = cell.text
        self.shadow = fold(cell.text)
        self._marks = _by_role(cell.marks)
        self._flat = self._masked()
        self.links = [
            link
            for link in sorted(cell.links, key=lambda link: link.start)
            if link.start < link.end and self._is(LINK, link.start)
        ]
        self._link_starts = [link.start for link in self.links]
        self._notes = sorted(cell.notes, key=lambda note: note.at)
        self._note_starts = [note.at for note in self._notes]
        self._brackets = _brackets(self._flat)
        self._bracket_starts = [start for start, _ in self._brackets]
        self._runs: dict[str, list[tuple[int, int]]] = {}
        self._spent = 0
        self._unread_from: int | None = None
        self.lines = list(self._read_lines())

    def _is(self, sign: str, at: int) -> bool:
        return self._flat[at : at + 1] == sign

    def _masked(self) -> str:
        """The shadow with every hidden sign, flag's country and link painted over."""
        shadow = _SIGNS.sub(" ", self.shadow)
        painted = [
            (mark.start, priority, mark.end, sign)
            for priority, (role, sign) in enumerate(_PAINT.items())
            for mark in self._marks.get(role, ())
        ]
        painted += [(link.start, len(_PAINT), link.end, LINK) for link in self.cell.links]
        parts: list[str] = []
        at = 0
        for start, _, end, sign in sorted(painted):
            start, end = max(start, at), min(end, len(shadow))
            if start < end:
                parts += [shadow[at:start], sign * (end - start)]
                at = end
        return "".join(parts) + shadow[at:]

    def _read_lines(self) -> Iterator[Line]:
        """Lines that hold a word or a flag; a break within a link or a bracket parts nothing."""
        rules = [mark.start for mark in self._marks.get("rule", ())]
        start = seen = count = 0
        for end in (*self._breaks(), len(self.text)):
            if end > _LONGEST_CELL or count == _MOST_LINES:
                self._unread_from = start
                return
            if not self.text[start:end].isspace() and (start < end or self.marks(start, end, "flag")):
                items = self.marks(start, end, "item")
                level = min(len(items[-1].value or "*"), 12) if items else 0
                rule = bisect_right(rules, end) > bisect_left(rules, seen)
                count += 1
                yield Line(start, end, level, bool(self.marks(start, end, "heading")), rule)
                seen = end + 1
            start = end + 1

    def _breaks(self) -> Iterator[int]:
        """Offsets of the line breaks that part lines."""
        at = self._flat.find("\n")
        while at >= 0:
            bracket = bisect_right(self._bracket_starts, at) - 1
            if bracket < 0 or self._brackets[bracket][1] <= at:
                yield at
            at = self._flat.find("\n", at + 1)

    def mask(self, start: int, end: int) -> str:
        """The range with links, countries, hidden signs and its outermost brackets painted over."""
        parts: list[str] = []
        at = start
        for open_, close in self.brackets(start, end):
            parts += [self._flat[at:open_], BRACKET * (close - open_)]
            at = close
        return "".join(parts) + self._flat[at:end]

    def brackets(self, start: int, end: int) -> list[tuple[int, int]]:
        """Outermost brackets of the range, each from its opening sign to behind its closing one."""
        found: list[tuple[int, int]] = []
        index = bisect_left(self._bracket_starts, start)
        while index < len(self._brackets) and self._brackets[index][0] < end:
            open_, close = self._brackets[index]
            index += 1
            if close <= end:
                found.append((open_, close))
                index = bisect_left(self._bracket_starts, close, index)
        return found

    def inside(self, bracket: tuple[int, int]) -> tuple[int, int]:
        """What a bracket holds, without its signs."""
        start, end = bracket
        return start + 1, end - (self.shadow[end - 1] in _CLOSERS.values() and end - start > 1)

    def links_in(self, start: int, end: int) -> list[InlineLink]:
        """Links that lie wholly in the range, in order."""
        found = self.links[bisect_left(self._link_starts, start) : bisect_left(self._link_starts, end)]
        return [link for link in found if start < link.end <= end]

    def links_outside_brackets(self, start: int, end: int) -> list[InlineLink]:
        """Links of the range that do not stand in brackets within it, in order."""
        links = self.links_in(start, end)
        brackets = self.brackets(start, end) if links else []
        return [link for link in links if not any(first <= link.start < last for first, last in brackets)]

    def marks(self, start: int, end: int, role: str) -> list[Mark]:
        """Marks of a role that begin in the range, its end included (a sign follows its words)."""
        marks = self._marks.get(role)
        if not marks:
            return []
        low = bisect_left(marks, start, key=_start)
        return marks[low : bisect_right(marks, end, lo=low, key=_start)]

    def covered(self, line: Line, role: str) -> bool:
        """Whether marks of a role (bold, small …) cover all the words of a line."""
        runs = self._runs.get(role)
        if runs is None:
            runs = self._runs[role] = _merged(self._marks.get(role, ()))
        if not runs:
            return False
        at, index = line.start, bisect_right(runs, line.start, key=_run_end)
        while index < len(runs) and runs[index][0] < line.end:
            if _WORD.search(self.text, at, runs[index][0]):
                return False
            at = runs[index][1]
            index += 1
        return not _WORD.search(self.text, at, line.end)

    def stands_out(self, index: int) -> bool:
        """Whether a line is all bold or all italic and the one below it is not."""
        if index + 1 >= len(self.lines) or self.lines[index + 1].after_rule:
            return False
        line, below = self.lines[index], self.lines[index + 1]
        return any(self.covered(line, role) and not self.covered(below, role) for role in ("bold", "italic"))

    def heads_list(self, index: int) -> bool:
        """Whether the line below is an item of a list under this one."""
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        return below is not None and not below.after_rule and below.level > self.lines[index].level

    def last_name_sign(self, mask: str) -> int:
        """Where the last sign that can be of a name stands in a mask; -1 where there is none."""
        at = len(mask)
        while at and not NAME_SIGN.match(mask[at - 1]):
            at -= 1
        return at - 1

    def spend(self, at: int) -> bool:
        """Counts a piece of a line, which stands at `at`; False once there are too many."""
        self._spent += 1
        if self._spent > _MOST_PIECES and self._unread_from is None:
            self._unread_from = at
        return self._spent <= _MOST_PIECES

    def unread(self, kind: str, start: int, end: int) -> Finding:
        """The finding for words of a list (of parties, people, units) that no rule understands."""
        code, plural = _UNREAD[kind]
        message = f"no rule for these words in a list of {plural}: {self.words(start, end)[:80]}"
        return Finding.of(code, self.cell.source_span(start, end), message)

    def too_long(self) -> tuple[Finding, ...]:
        """A finding if the cell was not read to its end."""
        if self._unread_from is None:
            return ()
        message = "a list too long to be one of names was not read to its end"
        span = self.cell.source_span(self._unread_from, len(self.text))
        return (Finding.of("cell-too-long", span, message),)

    def refs(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of the notes cited in the range, its end included."""
        low, high = bisect_left(self._note_starts, start), bisect_right(self._note_starts, end)
        return tuple(dict.fromkeys(note.id for note in self._notes[low:high]))

    def words(self, start: int, end: int) -> str:
        """The words of the range as a reader sees them, on one line."""
        return " ".join(self.text[start:end].split())


def _by_role(marks: Sequence[Mark]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in sorted(marks, key=_start):
        found.setdefault(mark.role, []).append(mark)
    return found


def _start(mark: Mark) -> int:
    return mark.start


def _run_end(run: tuple[int, int]) -> int:
    return run[1]


def _merged(marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """The ranges of marks in order of start, those that touch made one."""
    runs: list[tuple[int, int]] = []
    for mark in marks:
        if runs and mark.start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], mark.end))
        elif mark.start < mark.end:
            runs.append((mark.start, mark.end))
    return runs


def _brackets(text: str) -> list[tuple[int, int]]:
    """All brackets, by where they open. One that nothing closes ends with its line."""
    found: list[tuple[int, int]] = []
    left_open: list[tuple[int, int]] = []
    open_: deque[tuple[str, int, int]] = deque()
    waiting: Counter[str] = Counter()
    ends: list[int] = []
    for sign in _BRACKET_SIGNS.finditer(text):
        char = sign[0]
        if char == "\n":
            ends.append(sign.start())
            while open_ and open_[0][2] < len(ends) - _BRACKET_LINES:
                closer, at, line = open_.popleft()
                waiting[closer] -= 1
                left_open.append((at, line))
        elif char in _CLOSERS:
            open_.append((_CLOSERS[char], sign.start(), len(ends)))
            waiting[_CLOSERS[char]] += 1
        elif waiting[char]:
            closer = ""
            while closer != char:
                closer, at, _ = open_.pop()
                waiting[closer] -= 1
            found.append((at, sign.end()))
    ends.append(len(text))
    left_open += [(at, line) for _, at, line in open_]
    return sorted(found + [(at, ends[line]) for at, line in left_open])
