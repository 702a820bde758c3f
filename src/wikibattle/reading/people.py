"""People: who commands, with rank, role, allegiance and fate.

Rules: the project's gold rules, "commanders", and their clarifications. A person is a link, or
plain words that are no rank, office, unit, country or remark. What stands outside the name (in
front, behind, in brackets, on a line of brackets or small type below) is about that person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wikibattle.model import Commander, Fate, Finding, Severity
from wikibattle.packs import Pack
from wikibattle.packs.alternation import word_key
from wikibattle.packs.demonyms import load_demonyms
from wikibattle.packs.lexicon import is_unspaced, shadow
from wikibattle.reading.belligerents import is_polity
from wikibattle.reading.formations import UnitReader
from wikibattle.reading.layout import BRACKET, COLON, COUNTRY, HIDDEN, LINK, Layout, Line
from wikibattle.reading.reading import Reading
from wikibattle.script.folding import fold
from wikibattle.wikitext.inline import Inline, InlineLink

_EDGES = " \t\n※＊#.,:;，、。；：·•*–—-－+&/|'\"“”「」『』‘’\ue003"
_NAME_SIGN = re.compile(rf"[^\W\d_{BRACKET}{HIDDEN}]|[{LINK}{COUNTRY}]")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*$")
_QUOTED = re.compile(r"\s*[\"“”'‘「『«]")
_YEARS = re.compile(r"[\d\s–—\-－~?年?c.]+")
_REMARK_PARTS = re.compile(r"[,，、;；/]|\band\b")
_OBJECT = re.compile(r"(?:^|\s)(?:of|in|at|for|from)(?:\s+the)?\s*$", re.IGNORECASE)
_LONGEST = 60  # plain words longer than this are a sentence and no name
_NAME_EDGES = _EDGES.replace(".", "")  # a name may end in a point (Jr.)
_MANNERS = frozenset({Fate.KILLED, Fate.EXECUTED, Fate.SUICIDE, Fate.DIED_OF_WOUNDS})


@dataclass(slots=True)
class _Person:
    start: int
    end: int
    name: str
    target: str | None = None
    flag: str | None = None
    rank: str | None = None
    roles: list[str] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    heading: str | None = None  # the role its heading says, where it says none itself
    refs: tuple[str, ...] = ()

    died: bool = False  # killed by a word for any death: unless its manner is said

    def meets(self, fate: Fate | None, *, in_general: bool = False) -> None:
        """Adds a fate once; a death in general gives way to one whose manner is said."""
        if fate is None:
            return
        if in_general and fate is Fate.KILLED:
            self.died = True
        elif fate not in self.fates:
            self.fates.append(fate)

    def all_fates(self) -> tuple[Fate, ...]:
        """The fates in the order they are said."""
        if self.died and not _MANNERS.intersection(self.fates):
            return (*self.fates, Fate.KILLED)
        return tuple(self.fates)


def _fate(value: str | None) -> Fate | None:
    return Fate(value) if value in Fate.__members__.values() else None


@dataclass(slots=True, frozen=True)
class _Piece:
    start: int
    end: int
    behind_dash: bool
    is_last: bool


def read_commanders(cell: Inline, pack: Pack) -> Reading[tuple[Commander, ...]]:
    """The people of a cell, in order.

    `pack` gives the words for ranks, offices, titles and fates. Headings, units, countries and
    words for nobody are no people; words no rule understands are findings.
    """
    reader = _Reader(Layout(cell), pack)
    for index in range(len(reader.layout.lines)):
        reader.line(index)
    return Reading(reader.commanders(), tuple(reader.findings))


class _Reader:
    """Goes through the lines of one cell; keeps the heading over them and the person last named."""

    def __init__(self, layout: Layout, pack: Pack) -> None:
        self.layout = layout
        self.words = pack.people
        self.units = UnitReader(layout, pack.formations)
        self.people: list[_Person] = []
        self.findings: list[Finding] = []
        self._pack = pack
        self._flag: str | None = None  # of the heading above
        self._role: str | None = None
        self._role_of_line: str | None = None
        self._first_of_line = 0
        self._waiting: list[tuple[int, int]] = []  # titles before a name still to come

    # --- lines

    def line(self, index: int) -> None:
        """Reads one line: a heading, a remark about the person above, or people."""
        layout, line = self.layout, self.layout.lines[index]
        if line.after_rule:
            self._flag = self._role = None
        self._first_of_line = len(self.people)
        self._role_of_line = None
        self._waiting = []
        mask = layout.mask(line.start, line.end)
        if self._goes_on(line, mask):
            self._remark(line.start, line.end)
            return
        if self._is_heading(index, mask):
            self._head(line.start, line.end)
            return
        start = self._behind_colon(line, mask)
        for piece in self._pieces(start, line.end):
            self._piece(piece)
        if self._waiting:
            self._leave_waiting()

    def _goes_on(self, line: Line, mask: str) -> bool:
        """Whether a line says more about the person above: in brackets or small type, or no name at all."""
        if not _NAME_SIGN.search(mask):
            flags = self.layout.marks(line.start, line.end, "flag")
            return bool(self.people) and not flags
        if not self.people:
            return False
        if any(self._kind(link) == "name" for link in self._links(line.start, line.end)):
            return False
        if self.layout.covered(line, "small"):
            return COUNTRY not in mask
        plain = self.layout.shadow[line.start : line.end].strip(_EDGES)
        return COUNTRY not in mask and plain[:1].islower() and self.words.remark_pattern.match(plain) is not None

    def _is_heading(self, index: int, mask: str) -> bool:
        """Whether a line names a side, a unit or an office over the people below it."""
        layout, line = self.layout, self.layout.lines[index]
        if line.is_heading or mask.rstrip().endswith(":"):
            return True
        plain = mask.replace(LINK, "").replace(COUNTRY, "").replace(BRACKET, "").strip(_EDGES)
        links = self._links(line.start, line.end)
        if links and not plain:
            return all(self._kind(link) in {"polity", "unit"} for link in links)
        if links:
            return False
        if COUNTRY in mask and not plain:
            return True
        whole = layout.shadow[line.start : line.end].strip(_EDGES)
        if self._is_country(whole) or (not is_unspaced(whole[:1] or " ") and is_polity(whole, self._pack)):
            return True
        if index + 1 == len(layout.lines) or HIDDEN in mask or self.words.leading_titles.match(whole):
            return False
        below = layout.lines[index + 1]
        if below.after_rule or self._has_fate(line):
            return False
        stands_out = any(
            layout.covered(line, role) and not layout.covered(below, role) for role in ("bold", "italic")
        )
        return stands_out or below.level > line.level

    def _has_fate(self, line: Line) -> bool:
        return bool(self.layout.marks(line.start, line.end, "fate"))

    def _head(self, start: int, end: int) -> None:
        """Keeps what a heading says of those below it: whose they are, or what they lead."""
        words = self.layout.words(start, end).strip(_EDGES)
        folded = self.layout.shadow[start:end].strip(_EDGES)
        flags = self.layout.marks(start, end, "flag")
        self._flag = self._role = None
        if flags and flags[0].value:
            self._flag = flags[0].value
        elif is_polity(folded, self._pack):
            self._flag = words
        elif self.words.title_pattern.search(folded) or self.units.words.size_pattern.search(folded):
            self._role = words

    def _behind_colon(self, line: Line, mask: str) -> int:
        """Where the people of a line begin: behind "唐朝：" or "総司令：", which is kept."""
        colon = COLON.search(mask)
        start = line.start
        if colon is None:
            return start
        before, behind = (start, start + colon.start()), (start + colon.end(), line.end)
        names = [link for link in self._links(*before) if self._kind(link) == "name"]
        if names and not any(self._kind(link) == "name" for link in self._links(*behind)):
            return start  # "X: commander of …" is about X
        self._head(*before)
        self._role_of_line, self._role = self._role, None
        if self._flag is None and self._role_of_line is None:
            words = self.layout.words(*before).strip(_EDGES)
            if fold(words).endswith(self.words.place_endings) and is_unspaced(words[-1]):
                self._role_of_line = words
            elif 0 < len(words) <= _LONGEST:
                self._flag = words
        return behind[0]

    # --- pieces of a line

    def _pieces(self, start: int, end: int) -> Iterator[_Piece]:
        """The range parted at signs, at joiners between names, at spaced dashes, and before flags."""
        mask = self.layout.mask(start, end)
        cuts: list[tuple[int, int, bool]] = [
            (start + sign.start(), start + sign.end(), sign.lastgroup == "dash")
            for sign in self.words.separator_pattern.finditer(mask)
            if sign.lastgroup != "none" and (sign.lastgroup != "joiner" or self._joins(mask, sign))
        ]
        cuts += [(flag.start, flag.start, False) for flag in self.layout.marks(start, end, "flag")]
        at, dash = start, False
        for begin, stop, is_dash in sorted(cuts):
            if begin < at or not _NAME_SIGN.search(mask, at - start, begin - start):
                at, dash = (max(at, stop), dash) if begin < stop else (at, dash)
                continue
            if begin == stop and not _NAME_SIGN.search(mask, begin - start):
                break  # a flag behind the last name belongs to it
            yield _Piece(at, begin, dash, is_last=False)
            at, dash = stop, is_dash
        yield _Piece(at, end, dash, is_last=True)

    def _joins(self, mask: str, joiner: re.Match[str]) -> bool:
        """Whether a joiner stands between two people, not within a name."""
        if not is_unspaced(joiner[0][0]):
            return True
        before, after = mask[: joiner.start()].rstrip(), mask[joiner.end() :].lstrip()
        beside = (LINK, COUNTRY, BRACKET, HIDDEN)
        if before.endswith(beside) or after.startswith(beside):
            return True
        left = re.search(r"[^\W\d_·]{0,8}$", before[-8:])
        right = re.match(r"[^\W\d_·]{0,8}", after[:8])
        if not left or not right or len(left[0]) < 2 or len(right[0]) < 2:
            return False
        return self.words.title_pattern.match(right[0]) is None or len(right[0]) > 3

    def _piece(self, piece: _Piece) -> None:
        """One piece: a person with titles and remarks, titles for the next one, or a remark."""
        layout = self.layout
        start, end = piece.start, piece.end
        mask = layout.mask(start, end)
        if not _NAME_SIGN.search(mask):
            self._remark_on_line(start, end)
            return
        links = self._links(start, end)
        kinds = [self._kind(link) for link in links]
        names = [link for link, kind in zip(links, kinds, strict=True) if kind == "name"]
        if names and self._is_object(start, names[0]):
            self._remark_on_line(start, end)
            return
        if names:
            self._linked(piece, self._subjects(names))
        elif set(kinds) & {"list", "other"}:
            return
        elif not self._plain(piece, links):
            alone = [link for link, kind in zip(links, kinds, strict=True) if kind == "title"]
            if alone and not piece.behind_dash and len(self.people) == self._first_of_line and piece.is_last:
                self._linked(piece, alone[-1:])
            else:
                self._remark_on_line(start, end)

    def _is_object(self, start: int, link: InlineLink) -> bool:
        """Whether a link is what somebody named before leads: ", commander of X"."""
        before = self.layout.shadow[start : link.start]
        on_line = len(self.people) > self._first_of_line
        if not on_line or not _OBJECT.search(before):
            return False
        return self.words.title_pattern.search(before) is not None or not before.strip()[:1].isupper()

    def _subjects(self, names: list[InlineLink]) -> list[InlineLink]:
        """The links of a piece that are people: what follows "of" is a place."""
        found = names[:1]
        for before, link in zip(names, names[1:], strict=False):
            if not _OBJECT.search(self.layout.shadow[before.end : link.start]):
                found.append(link)
        return found

    def _linked(self, piece: _Piece, names: list[InlineLink]) -> None:
        """People who are links; each with the words before it and those up to the next one."""
        at = piece.start
        for index, link in enumerate(names):
            stop = names[index + 1].start if index + 1 < len(names) else piece.end
            begin, end, rank = self._without_rank(link)
            target = link.target if link.interwiki is None and link.namespace is None else None
            person = self._add(begin, end, at, stop, target=target)
            person.rank = rank
            self._describe(person, at, link.start)
            self._about(person, link.end, stop)
            at = stop

    def _without_rank(self, link: InlineLink) -> tuple[int, int, str | None]:
        """A link's words without a rank in them, and the rank."""
        folded = self.layout.shadow[link.start : link.end]
        title = self.words.title_pattern.match(folded)
        if title is None or word_key(title["title"]) not in self.words.rank_keys or is_unspaced(folded[0]):
            return link.start, link.end, None
        rest = folded[title.end() :]
        name = rest.lstrip(" .")
        if len(name) < 2 or not name[0].isupper() or name == rest or " " not in name:
            return link.start, link.end, None
        begin = link.end - len(name)
        return begin, link.end, self.layout.words(link.start, begin)

    def _add(self, start: int, end: int, first: int, last: int, *, target: str | None = None) -> _Person:
        """A person at text[start:end], within a piece from `first` to `last`."""
        person = _Person(start, end, self.layout.words(start, end).strip(_NAME_EDGES), target)
        flags = [flag.value for flag in self.layout.marks(first, last, "flag") if flag.value]
        person.flag = flags[0] if flags else self._flag
        person.heading = self._role_of_line or self._role
        person.refs = self.layout.refs(start, last)
        self.people.append(person)
        for begin, stop in self._waiting:
            self._describe(person, begin, stop)
        self._waiting = []
        return person

    # --- plain words

    def _plain(self, piece: _Piece, links: list[InlineLink]) -> bool:
        """Reads a piece whose links are no people; False if its words are none either."""
        layout = self.layout
        start, end = piece.start, piece.end
        brackets = layout.brackets(start, end)
        while brackets and not layout.text[start : brackets[0][0]].strip(_EDGES):
            start = brackets.pop(0)[1]
        stop = brackets[0][0] if brackets and brackets[0][0] > start else end
        start, stop = self._beside_links(start, stop, links)
        for flag in layout.marks(start, stop, "flag"):
            start = max(start, flag.end)
        mask = layout.mask(start, stop)
        start, stop = self._trimmed(start + len(mask) - len(mask.lstrip(_EDGES)), start + len(mask.rstrip(_EDGES)))
        folded = layout.shadow[start:stop]
        if not folded:
            return False
        if self.words.nothing_pattern.fullmatch(folded) or self.words.remainder_pattern.match(folded):
            return True
        if self._lengthens(piece, folded):
            return True
        if self._is_continuation(piece, folded):
            return False
        names = list(self._names(start, stop))
        if not names or len(folded) > _LONGEST * len(names):
            return False
        for index, (begin, finish) in enumerate(names):
            first = piece.start if index == 0 else names[index - 1][1]
            last = names[index + 1][0] if index + 1 < len(names) else end
            person = self._add(begin, finish, first, last)
            if index == 0:
                self._describe(person, first, begin)
            self._about(person, finish, last)
        return True

    def _beside_links(self, start: int, end: int, links: list[InlineLink]) -> tuple[int, int]:
        """The words between links that are no people: those behind titles, else those before."""
        at = start
        found = (end, end)
        for link in (*links, None):
            stop = link.start if link else end
            if _NAME_SIGN.search(self.layout.shadow[at:stop]):
                found = (at, stop)
            if link is None or self._kind(link) == "fate":
                break
            at = link.end
        return found

    def _lengthens(self, piece: _Piece, folded: str) -> bool:
        """Adds a title behind a comma to plain words before it (Jasper Tudor, Earl of Pembroke)."""
        if len(self.people) == self._first_of_line or not self.words.honour_pattern.match(folded):
            return False
        person = self.people[-1]
        if person.target is not None or self.words.honour_pattern.match(person.name):
            return False
        person.end = self.layout.trimmed(person.start, piece.end)[1]
        person.name = self.layout.words(person.start, person.end).strip(_NAME_EDGES)
        return True

    def _is_continuation(self, piece: _Piece, folded: str) -> bool:
        """Whether a piece behind another one goes on about its person."""
        if len(self.people) == self._first_of_line:
            return False
        if piece.behind_dash and self.words.title_pattern.match(folded):
            return True
        if self.words.honour_pattern.match(folded):
            return self.people[-1].target is not None
        if is_unspaced(folded[0]):
            return False
        return folded[0].islower() and not self._begins_name(folded)

    def _begins_name(self, folded: str) -> bool:
        """Whether small letters begin a name (von Kluck, al-Ash'ath, d'Erlon)."""
        particles = self.words.particles
        first = folded.split()[0].casefold()
        return first in particles or re.split(r"(?<=['’-])", first)[0].replace("’", "'") in particles

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The range without signs, joiners and "and others" at its ends."""
        folded = self.layout.shadow
        while start < end:
            rest = folded[start:end]
            lead = len(rest) - len(rest.lstrip(_EDGES))
            connector = None if lead else self.words.connector_pattern.match(rest)
            if connector and is_unspaced(rest[0]) and connector.end() < len(rest):
                connector = None
            if not lead and not connector:
                break
            start += connector.end() if connector else lead
        tail = folded[max(start, end - _LONGEST) : end]
        kept = tail.rstrip(_EDGES)
        remainder = self.words.remainder_pattern.search(kept)
        if remainder and remainder.start() > 0:
            kept = kept[: remainder.start()].rstrip(_EDGES)
        return start, end - len(tail) + len(kept)

    def _names(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The names in plain words, without ranks, offices and fates."""
        folded = self.layout.shadow[start:end]
        fate = self.words.fate_pattern.search(folded)
        if fate and fate.start() > 0:
            folded = folded[: fate.start()].rstrip(_EDGES)
        elif fate:
            return
        if any(map(is_unspaced, folded)):
            for begin, stop in self._unspaced_names(folded):
                yield start + begin, start + stop
            return
        name = self._spaced_name(folded)
        if name:
            yield start + name[0], start + name[1]

    def _spaced_name(self, folded: str) -> tuple[int, int] | None:
        """Where the name stands in words of a spaced script."""
        if folded[0].isdigit():
            return (0, len(folded)) if self.words.honour_pattern.match(folded) else None
        if self._is_country(folded):
            return None
        at = 0
        titles = self.words.leading_titles.match(folded)
        if titles is None:
            title = self.words.title_pattern.search(folded)
            if title and title.start() and is_polity(folded[: title.start()], self._pack):
                titles = self.words.leading_titles.match(folded, title.start())
        if titles:
            at = titles.end()
            first = folded[at:].split(" ", 1)[0]
            if _OBJECT.match(first) or not first:
                kept = not first or word_key(titles[0]) not in self.words.title_keys
                return None if kept else (0, len(folded))
        name = folded[at:]
        if not name[:1].isalpha() or (name[0].islower() and not self._begins_name(name)):
            return None
        if self.words.nothing_pattern.fullmatch(name) or self.words.list_pattern.fullmatch(name[:_LONGEST]):
            return None
        if self.units.sizes(name) and self.units.words.number_pattern.match(name):
            return None
        return at, len(folded)

    def _unspaced_names(self, folded: str) -> Iterator[tuple[int, int]]:
        """Where names stand in a script without spaces, where a space parts a name from a title."""
        tokens = [match.span() for match in re.finditer(r"\S+", folded)]
        found = [(begin, self._unspaced_name(folded[begin:stop])) for begin, stop in tokens]
        named = [(begin + name[0], begin + name[1]) for begin, name in found if name]
        if len(named) > 1:
            titled = any(name is None for _, name in found)
            full = [self.words.full_name_pattern.fullmatch(folded, *name) for name in named]
            if titled or full[0]:
                yield from named if all(full) else named[:1]
            else:
                yield named[0][0], named[-1][1]
        elif named:
            yield named[0]

    def _unspaced_name(self, text: str) -> tuple[int, int] | None:
        """Where the name stands in one run of signs; None where there are titles only."""
        words = self.words
        if words.nothing_pattern.fullmatch(text) or self._is_country(text):
            return None
        titles = [
            match
            for match in words.title_pattern.finditer(text)
            if match.end() == len(text) or not self._starts_name(match)
        ]
        end = len(text)
        ranked = False
        while titles and titles[-1].end() == end and word_key(titles[-1]["title"]) not in words.title_keys:
            end = titles[-1].start()
            ranked = self._is_rank(titles[-1], before=True)
            titles.pop()
            if not titles or titles[-1].end() < end:
                break
        if end < len(text):
            unit = self._unit_start(text[:end])
            if titles and unit is None:
                unit = end
            begin = titles[-1].end() if titles and titles[-1].end() < end else 0
            name = text[begin : unit if unit is not None and unit > begin else end]
            if not name or not self._is_name_before_title(text, begin, begin + len(name), ranked=ranked):
                return None
            return begin, begin + len(name)
        if titles and titles[-1].end() < len(text):
            return titles[-1].end(), len(text)
        short = words.short_title_pattern.fullmatch(text)
        if short:
            return short.span("name")
        if self.units.sizes(text):
            return None
        return 0, len(text)

    def _starts_name(self, title: re.Match[str]) -> bool:
        """Whether what looks like a title at the start of a text is a family name (司马懿)."""
        text = title.string
        return title.start() == 0 and self.words.full_name_pattern.fullmatch(text) is not None and (
            text.startswith(self.words.double_surnames)
        )

    def _unit_start(self, text: str) -> int | None:
        """Where a unit or place begins that stands between a name and its title."""
        sizes = self.units.sizes(text)
        if not sizes:
            return None
        number = re.search(r"第|\d", text)
        if number:
            return number.start()
        name = self.words.full_name_pattern.match(text)
        return name.end() if name and name.end() < sizes[0][0] else 0

    def _is_name_before_title(self, text: str, start: int, end: int, *, ranked: bool) -> bool:
        """Whether signs before a title are a name and no place, unit or arm of service."""
        words, name = self.words, text[start:end]
        if start == 0 and (name in words.arms or name in words.place_names or is_polity(name, self._pack)):
            return False
        if "·" in name or "・" in name:
            return True
        if words.full_name_pattern.fullmatch(name):
            return True
        return len(name) > 1 if ranked else len(name) > 2 and not name.endswith(words.place_endings)

    # --- what is said about a person

    def _remark(self, start: int, end: int) -> None:
        """A line about the person named last."""
        if self.people:
            self._about(self.people[-1], start, end)

    def _remark_on_line(self, start: int, end: int) -> None:
        """A piece without a name: about the person before it on its line, else the one behind."""
        if len(self.people) > self._first_of_line:
            self._about(self.people[-1], start, end)
        elif self.layout.text[start:end].strip(_EDGES):
            self._waiting.append((start, end))

    def _leave_waiting(self) -> None:
        """Titles no name came for are about the person above, or head those below."""
        for start, end in self._waiting:
            if self.words.nothing_pattern.fullmatch(self.layout.shadow[start:end].strip()):
                continue
            if self.words.title_pattern.search(self.layout.shadow[start:end]):
                if self.people and not self.people[-1].roles:
                    self._about(self.people[-1], start, end)
                else:
                    self._role = self.layout.words(start, end).strip(_EDGES)
            elif not {"list", "polity"} & {self._kind(link) for link in self._links(start, end)}:
                self._unread(start, end)
        self._waiting = []

    def _about(self, person: _Person, start: int, end: int) -> None:
        """Takes fates, rank and role from words, signs, marks and brackets behind a name."""
        layout = self.layout
        for mark in layout.marks(start, end, "fate"):
            person.meets(_fate(mark.value))
        brackets = layout.brackets(start, end)
        at = start
        for bracket in brackets:
            self._words_about(person, at, bracket[0])
            first, last = layout.inside(bracket)
            self._bracket(person, first, last)
            at = bracket[1]
        self._words_about(person, at, end)
        person.refs = tuple(dict.fromkeys((*person.refs, *layout.refs(start, end))))

    def _bracket(self, person: _Person, start: int, end: int) -> None:
        """A bracket: each of its parts is a fate, a rank or a role; a nickname is none."""
        text = self.layout.shadow[start:end]
        if _QUOTED.match(text) or _YEARS.fullmatch(text):
            return
        at = start
        cuts = [(start + sign.start(), start + sign.end()) for sign in _REMARK_PARTS.finditer(text)]
        for begin, stop in (*cuts, (end, end)):
            fate = self._short_fate(self.layout.shadow[at:begin].strip(_EDGES))
            if fate:
                person.meets(fate)
            else:
                self._words_about(person, at, begin)
            at = stop

    def _short_fate(self, text: str) -> Fate | None:
        """The fate that a few signs say in brackets: (俘), (後降魏), (k)."""
        if not text or len(text) > 5 or self.words.fate_pattern.search(text):
            return None
        for fate, words in self.words.bracket_fates.items():
            for word in words:
                if text.casefold() == word:
                    return fate
                if is_unspaced(word[0]) and (text.startswith(word) or text.endswith(word)):
                    return fate
        return None

    def _words_about(self, person: _Person, start: int, end: int) -> None:
        """Plain words about a person: fates in words and signs, the rest rank or role."""
        layout = self.layout
        mask = layout.mask(start, end)
        rest = ["" if sign in (HIDDEN, COUNTRY) else char for char, sign in zip(layout.text[start:end], mask, strict=True)]
        folded = layout.shadow[start:end]
        for link in layout.links_in(start, end):
            said = self._linked_fate(link)
            if said is not None:
                self._meet(person, said)
                first, last = link.start - start, link.end - start
                rest[first:last] = " " * (last - first)
                folded = folded[:first] + " " * (last - first) + folded[last:]
        said_any = False
        for match in self.words.fate_pattern.finditer(folded):
            said_any = True
            self._meet(person, match)
            rest[match.start() : match.end()] = "\0" * len(match[0])
        for part in "".join(rest).split("\0"):
            tokens = [token.strip(_NAME_EDGES) for token in part.split()]
            for token in tokens:
                person.meets(self._short_fate(fold(token)) if len(token) == 1 and is_unspaced(token) else None)
            words = " ".join(token for token in tokens if len(token) > 1 or not is_unspaced(token or " "))
            if not said_any or self.words.title_pattern.search(fold(words)):
                self._title(person, words.strip(_NAME_EDGES))

    def _meet(self, person: _Person, said: re.Match[str]) -> None:
        person.meets(self._fate_of(said), in_general=word_key(said[0]) in self.words.death_keys)

    def _fate_of(self, match: re.Match[str]) -> Fate | None:
        if match["sign"]:
            return self.words.fate_signs[match["sign"]]
        return self.words.fate_of.get(word_key(match[0]))

    def _linked_fate(self, link: InlineLink) -> re.Match[str] | None:
        """What a link that is a sign or word for a fate says: its target's words, else its own."""
        shown = self.words.fate_pattern.fullmatch(self.layout.shadow[link.start : link.end].strip())
        return shown and (self.words.fate_pattern.search(link.target) or shown)

    def _describe(self, person: _Person, start: int, end: int) -> None:
        """Takes rank and role from the words before a name."""
        for bracket in self.layout.brackets(start, end):
            self._bracket(person, *self.layout.inside(bracket))
        mask = self.layout.mask(start, end)
        text = self.layout.text[start:end]
        kept = "".join(
            char if sign not in (BRACKET, COUNTRY, HIDDEN) else " " for char, sign in zip(text, mask, strict=True)
        )
        words = " ".join(kept.split()).strip(_NAME_EDGES)
        connector = self.words.connector_pattern.match(words)
        if connector:
            words = words[connector.end() :].strip(_NAME_EDGES)
        self._title(person, words, before=True)

    def _title(self, person: _Person, words: str, *, before: bool = False) -> None:
        """Words outside a name: an allegiance, a rank, a role, or several of them."""
        if not any(char.isalpha() for char in words) or self.words.remainder_pattern.fullmatch(fold(words)):
            return
        ranks = [match for match in self.words.title_pattern.finditer(fold(words)) if self._is_rank(match, before)]
        if person.rank is None and ranks:
            first, last = ranks[0].start(), ranks[-1].end()
            person.rank = words[first:last].strip(_NAME_EDGES)
            words = f"{words[:first].strip(_EDGES)} {words[last:].strip(_EDGES)}".strip()
        if is_polity(fold(words), self._pack):
            person.flag = person.flag or words
        elif words and words not in person.roles and not _OBJECT.match(words.split()[0]):
            person.roles.append(words)

    def _is_rank(self, title: re.Match[str], before: bool) -> bool:
        """Whether a title is a rank: not with "supreme" before it, nor one that is an office too behind a name."""
        key = word_key(title["title"])
        if word_key(title[0]) in self.words.rank_keys - self.words.office_keys:
            return True
        if key not in self.words.rank_keys or word_key(title[0]) in self.words.office_keys:
            return before and title[0] == title["title"] and key in self.words.rank_keys
        return title[0] == title["title"] or not self.words.office_before.match(title[0])

    # --- links

    def _links(self, start: int, end: int) -> list[InlineLink]:
        """Links outside brackets."""
        brackets = self.layout.brackets(start, end)
        links = self.layout.links_in(start, end)
        if not brackets:
            return links
        return [link for link in links if not any(first <= link.start < last for first, last in brackets)]

    def _kind(self, link: InlineLink) -> str:
        """What a link is in a list of people: a name, title, unit, polity, fate, list, or other."""
        words = self.words
        shown = self.layout.shadow[link.start : link.end][:200].strip()
        if link.namespace is not None:
            return "other"
        if not any(char.isalpha() for char in shown) or words.fate_pattern.fullmatch(shown):
            return "fate"
        if words.list_pattern.fullmatch(fold(link.target)[:200]):
            return "list"
        if words.nothing_pattern.fullmatch(shown):
            return "other"
        mark = _PARENTHESIS.search(link.target)
        if mark and fold(mark[1]).casefold() in words.title_marks:
            return "title"
        if words.leading_titles.fullmatch(shown) or words.title_pattern.fullmatch(shown):
            return "title"
        if self._is_unit(shown):
            return "unit"
        plain_target = link.target[: mark.start()] if mark else link.target
        return "polity" if self._is_country(fold(plain_target)[:200]) else "name"

    def _is_country(self, name: str) -> bool:
        """Whether a name is a country's and not that of a ruler the country is called by."""
        if not is_polity(name, self._pack):
            return False
        words = self._pack.belligerents
        if words.polity_pattern.fullmatch(name):
            return True
        if is_unspaced(name[0]):
            return not self.words.full_name_pattern.fullmatch(name) or bool(words.forces_pattern.search(name))
        entities = load_demonyms(self._pack.language).words.get(shadow(name), ())
        return any(shadow(entity) == shadow(name) for entity in entities)

    def _is_unit(self, shown: str) -> bool:
        """Whether a link's words are a unit; a family name may be like a size (Fleet)."""
        if not self.units.sizes(shown):
            return False
        numbered = self.units.words.number_pattern.match(shown) is not None
        return numbered or self.units.words.runs_on or " of " in shown or shown.split()[0].islower()

    # --- the result

    def _unread(self, start: int, end: int) -> None:
        message = f"no rule for these words in a list of people: {self.layout.words(start, end)[:80]}"
        span = self.layout.cell.source_span(start, end)
        self.findings.append(
            Finding(code="person-words-unread", severity=Severity.INFO, message=message, span=span)
        )

    def commanders(self) -> tuple[Commander, ...]:
        """The people as values of the model."""
        return tuple(
            Commander(
                name=person.name,
                target=person.target,
                rank=person.rank,
                role=", ".join(person.roles) or person.heading,
                flag=person.flag,
                fates=person.all_fates(),
                span=self.layout.cell.source_span(person.start, person.end),
                refs=person.refs,
            )
            for person in self.people
        )
