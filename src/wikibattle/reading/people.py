"""People: who commands, with rank, role, allegiance and fate.

Rules: the project's gold rules, "commanders", and their clarifications. A person is a link, or
plain words that are no rank, office, unit, country or remark. What stands outside the name (in
front, behind, in brackets, on a line of brackets or small type below) is about that person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from wikibattle.model import Commander, Finding
from wikibattle.packs import Pack
from wikibattle.packs.alternation import word_key
from wikibattle.packs.lexicon import is_unspaced
from wikibattle.reading.belligerents import is_polity
from wikibattle.reading.formations import UnitReader
from wikibattle.reading.layout import BRACKET, COLON, COUNTRY, EDGES, HIDDEN, LINK, NAME_SIGN, Layout, Line
from wikibattle.reading.persons.plain_names import LONGEST, OBJECT, PlainNames
from wikibattle.reading.persons.remarks import NAME_EDGES, Person, Remarks
from wikibattle.reading.reading import Reading
from wikibattle.script import fold, name_key
from wikibattle.wikitext.inline import Inline, InlineLink

_PARENTHESIS = re.compile(r"(?<!\s)\s*\(([^()]*)\)\s*$")
_SPACED_DOT = re.compile(r"(?<=\S)\s+[·・•‧]\s+(?=\S)")
_NAME_DOT = re.compile(r"[^\W\d_][·・‧][^\W\d_]")
_LETTERS = re.compile(r"[^\W\d_·・•‧]{1,8}")


class _Kind(Enum):
    """What a link is in a list of people."""

    NAME = auto()
    TITLE = auto()
    UNIT = auto()
    COUNTRY = auto()
    FATE = auto()
    LIST = auto()
    NOBODY = auto()


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
    return Reading(reader.commanders(), (*reader.findings, *reader.layout.too_long()))


class _Reader:
    """Goes through the lines of one cell; keeps the heading over them and the person last named."""

    def __init__(self, layout: Layout, pack: Pack) -> None:
        self.layout = layout
        self.findings: list[Finding] = []
        self._pack = pack
        self._words = pack.people
        self._units = UnitReader(layout, pack.formations)
        self._plain_names = PlainNames(pack, self._units)
        self._remarks = Remarks(layout, pack)
        self._people: list[Person] = []
        self._flag: str | None = None  # of the heading above
        self._role: str | None = None
        self._role_of_line: str | None = None
        self._first_of_line = 0
        self._waiting: list[tuple[int, int]] = []  # titles before a name still to come
        self._kinds: dict[tuple[int, int], _Kind] = {}  # by where the link stands

    # --- lines

    def line(self, index: int) -> None:
        """Reads one line: a heading, a remark about the person above, or people."""
        layout, line = self.layout, self.layout.lines[index]
        if line.after_rule:
            self._flag = self._role = None
        self._first_of_line = len(self._people)
        self._role_of_line = None
        self._waiting = []
        mask = layout.mask(line.start, line.end)
        if self._goes_on(line, mask):
            self._remarks.about(self._people[-1], line.start, line.end)
        elif self._is_heading(index, mask):
            self._head(line.start, line.end)
        else:
            for piece in self._pieces(self._behind_colon(line, mask), line.end):
                self._piece(piece)
            self._leave_waiting()

    def _goes_on(self, line: Line, mask: str) -> bool:
        """Whether a line says more about the person above: in brackets, small type, or no name at all."""
        if not self._people or COUNTRY in mask:
            return False
        if not NAME_SIGN.search(mask):
            return not self.layout.marks(line.start, line.end, "flag")
        if any(self._kind(link) is _Kind.NAME for link in self._links(line.start, line.end)):
            return False
        if self.layout.covered(line, "small"):
            return True
        plain = self.layout.shadow[line.start : line.end].strip(EDGES)
        return plain[:1].islower() and self._words.remark_pattern.match(plain) is not None

    def _is_heading(self, index: int, mask: str) -> bool:
        """Whether a line names a side, a unit or an office over the people below it."""
        layout, line = self.layout, self.layout.lines[index]
        if line.is_heading or mask.rstrip().endswith(":"):
            return True
        plain = mask.translate(_UNPAINTED).strip(EDGES)
        links = self._links(line.start, line.end)
        if links:
            return not plain and all(self._kind(link) in {_Kind.COUNTRY, _Kind.UNIT} for link in links)
        if COUNTRY in mask and not plain:
            return True
        whole = layout.shadow[line.start : line.end].strip(EDGES)
        if self._is_allegiance(plain if COUNTRY in mask else whole):
            return True
        if (
            HIDDEN in mask
            or layout.marks(line.start, line.end, "fate")
            or self._words.leading_titles.match(whole)
        ):
            return False
        return layout.stands_out(index) or layout.heads_list(index)

    def _is_allegiance(self, words: str) -> bool:
        """Whether plain words name a country or its people."""
        if not words or is_unspaced(words[0]):
            return self._plain_names.is_country(words)
        return is_polity(words, self._pack)

    def _head(self, start: int, end: int) -> None:
        """Keeps what a heading says of those below it: whose they are, or what they lead."""
        words = self.layout.words(start, end).strip(EDGES)
        folded = self.layout.shadow[start:end].strip(EDGES)
        flag = next((mark.value for mark in self.layout.marks(start, end, "flag") if mark.value), None)
        self._flag = self._role = None
        if flag or is_polity(folded, self._pack):
            self._flag = flag or words
        elif self._words.title_pattern.search(folded) or self._units.words.size_pattern.search(folded):
            self._role = words

    def _behind_colon(self, line: Line, mask: str) -> int:
        """Where the people of a line begin: behind "唐朝：" or "総司令：", which is kept."""
        colon = COLON.search(mask)
        if colon is None:
            return line.start
        before, behind = (line.start, line.start + colon.start()), (line.start + colon.end(), line.end)
        if self._has_names(*before) and not self._has_names(*behind):
            return line.start  # "X: commander of …" is about X
        self._head(*before)
        self._role_of_line, self._role = self._role, None
        words = self.layout.words(*before).strip(EDGES)
        if words and self._flag is None and self._role_of_line is None:
            if is_unspaced(words[-1]) and fold(words).endswith(self._words.place_endings):
                self._role_of_line = words
            elif len(words) <= LONGEST:
                self._flag = words
        return behind[0]

    def _has_names(self, start: int, end: int) -> bool:
        return any(self._kind(link) is _Kind.NAME for link in self._links(start, end))

    # --- pieces of a line

    def _pieces(self, start: int, end: int) -> Iterator[_Piece]:
        """The range parted at signs, at joiners between names, at spaced dashes, and before flags."""
        mask = self.layout.mask(start, end)
        signs = self._words.separator_pattern.finditer(mask)
        cuts = [
            (start + sign.start(), start + sign.end(), sign.lastgroup == "dash")
            for sign in signs
            if sign.lastgroup != "none" and (sign.lastgroup != "joiner" or self._joins(mask, sign))
        ]
        cuts += [(start + dot.start(), start + dot.end(), False) for dot in self._parting_dots(mask)]
        cuts += [(flag.start, flag.start, False) for flag in self.layout.marks(start, end, "flag")]
        last_name = self.layout.last_name_sign(mask) + start
        at = seen = start
        dash = False
        for begin, stop, is_dash in sorted(cuts):
            if begin < at:
                continue
            if not NAME_SIGN.search(mask, max(at, seen) - start, begin - start):
                at, seen = (stop if begin < stop else at), begin
                continue
            if begin == stop and begin > last_name:
                break  # a flag behind the last name belongs to it
            if not self.layout.spend(at):
                return
            yield _Piece(at, begin, dash, is_last=False)
            at, dash = stop, is_dash
        yield _Piece(at, end, dash, is_last=True)

    def _parting_dots(self, mask: str) -> Iterator[re.Match[str]]:
        """Spaced dots that stand between people. In scripts without spaces one may be within a name too.

        There it parts them if a foreign name on the line has its dot unspaced, if a title
        stands before it, or if the words on both sides have a sign no foreign name is written in.
        """
        dots = list(_SPACED_DOT.finditer(mask))
        if not dots:
            return
        name_dots = _NAME_DOT.search(mask) is not None
        for dot in dots:
            before, after = mask[max(0, dot.start() - 10) : dot.start()], mask[dot.end() : dot.end() + 10]
            spaced = not is_unspaced(before[-1:]) or not is_unspaced(after[:1])
            foreign = self._is_foreign(before[::-1]) or self._is_foreign(after)
            if spaced or name_dots or self._ends_in_title(before) or not foreign:
                yield dot

    def _ends_in_title(self, words: str) -> bool:
        return any(title.end() == len(words) for title in self._words.title_pattern.finditer(words))

    def _is_foreign(self, words: str) -> bool:
        """Whether the first run of signs in a text is all of signs that write foreign sounds."""
        run = _LETTERS.match(words)
        return run is not None and self._words.foreign_signs.issuperset(run[0])

    def _joins(self, mask: str, joiner: re.Match[str]) -> bool:
        """Whether a joiner stands between two people, not within a name."""
        if not is_unspaced(joiner[0][0]):
            return True
        before = mask[max(0, joiner.start() - 10) : joiner.start()].rstrip()
        after = mask[joiner.end() : joiner.end() + 10].lstrip()
        beside = (LINK, COUNTRY, BRACKET, HIDDEN)
        if before.endswith(beside) or after.startswith(beside):
            return True
        left, right = _LETTERS.match(before[::-1]), _LETTERS.match(after)
        if not left or not right or len(left[0]) < 2 or len(right[0]) < 2:
            return False
        return len(right[0]) > 3 or self._words.title_pattern.match(right[0]) is None

    def _piece(self, piece: _Piece) -> None:
        """One piece: a person with titles and remarks, titles for the next one, or a remark."""
        start, end = piece.start, piece.end
        if not NAME_SIGN.search(self.layout.mask(start, end)):
            self._beside(start, end)
            return
        links = [(link, self._kind(link)) for link in self._links(start, end)]
        names = [link for link, kind in links if kind is _Kind.NAME]
        kinds = {kind for _, kind in links}
        if names and self._is_object(start, names[0]):
            self._beside(start, end)
        elif names:
            self._linked(piece, self._subjects(names))
        elif not kinds & {_Kind.LIST, _Kind.NOBODY} and not self._plain(piece, [link for link, _ in links]):
            alone = [link for link, kind in links if kind is _Kind.TITLE and self._is_byname(link)]
            if alone and piece.is_last and len(self._people) == self._first_of_line:
                self._linked(piece, alone[-1:])  # known by the title alone (the Mahdi)
            else:
                self._beside(start, end)

    def _is_byname(self, link: InlineLink) -> bool:
        """Whether somebody may be known by a title alone; an office or rank is nobody."""
        titles = self._words.title_pattern.fullmatch(self.layout.shadow[link.start : link.end])
        return titles is None or word_key(titles["title"]) in self._words.title_keys

    def _is_object(self, start: int, link: InlineLink) -> bool:
        """Whether a link is what somebody named before leads: ", commander of X"."""
        before = self.layout.shadow[start : link.start]
        if len(self._people) == self._first_of_line or not OBJECT.search(before[-LONGEST:]):
            return False
        return self._words.title_pattern.search(before) is not None or not before.strip()[:1].isupper()

    def _subjects(self, names: list[InlineLink]) -> list[InlineLink]:
        """The links of a piece that are people: no place behind "of", no title right before a name."""
        shadow = self.layout.shadow
        found = names[:1]
        for before, link in pairwise(names):
            if OBJECT.search(shadow[before.end : link.start][-LONGEST:]):
                continue
            titled = self._words.honour_pattern.match(shadow[before.start : before.end])
            if titled and found[-1] is before and shadow[before.end : link.start].isspace():
                found.pop()
            found.append(link)
        return found

    def _linked(self, piece: _Piece, names: list[InlineLink]) -> None:
        """People who are links; each with the words before it and those up to the next one."""
        at = piece.start
        for index, link in enumerate(names):
            stop = names[index + 1].start if index + 1 < len(names) else piece.end
            begin, rank = self._behind_rank(link)
            person = self._add(begin, link.end, at, stop)
            person.target = link.target if link.interwiki is None else None
            person.rank = rank
            if not index:
                self._remarks.leads(person, at, link.start)
            self._remarks.before(person, at, link.start)
            self._remarks.about(person, link.end, stop)
            at = stop

    def _behind_rank(self, link: InlineLink) -> tuple[int, str | None]:
        """Where the name begins in a link that shows a military rank too, and the rank."""
        folded = self.layout.shadow[link.start : link.end]
        title = self._words.title_pattern.match(folded)
        if title is None or is_unspaced(folded[0]) or word_key(title["title"]) not in self._words.rank_keys:
            return link.start, None
        name = folded[title.end() :].lstrip(" .")
        if " " not in name or not name[0].isupper():
            return link.start, None  # Captain Jack is no Jack
        begin = link.end - len(name)
        return begin, self.layout.words(link.start, begin)

    def _add(self, start: int, end: int, first: int, last: int) -> Person:
        """A person at text[start:end], within a piece from `first` to `last`."""
        opens = self.layout.text[start - 1 : start]
        if opens and opens in '"“' and _is_halved(self.layout.text[start:end]):
            start -= 1
        person = Person(start, end, _without_edges(self.layout.words(start, end)))
        flags = (flag.value for flag in self.layout.marks(first, last, "flag") if flag.value)
        person.flag = next(flags, self._flag)
        person.heading = self._role_of_line or self._role
        person.refs = self.layout.refs(start, last)
        self._people.append(person)
        for waiting in self._waiting:
            self._remarks.before(person, *waiting)
        self._waiting = []
        return person

    # --- plain words

    def _plain(self, piece: _Piece, links: list[InlineLink]) -> bool:
        """Reads a piece whose links are no people; False if its words are none either."""
        start, stop = self._named_range(piece, links)
        folded = self.layout.shadow[start:stop]
        if not folded:
            return False
        words = self._words
        if words.nothing_pattern.fullmatch(folded) or words.remainder_pattern.match(folded):
            return True
        if words.postnominal_pattern.fullmatch(folded):
            return True
        if self._lengthens(piece, folded):
            return True
        if self._continues(piece, folded) or len(folded) > 4 * LONGEST:
            return False
        at = piece.start
        names = [(start + begin, start + end) for begin, end in self._plain_names.find(folded)]
        if any(end - begin > LONGEST for begin, end in names):
            return False
        for index, (begin, end) in enumerate(names):
            last = names[index + 1][0] if index + 1 < len(names) else piece.end
            person = self._add(begin, end, at, last)
            if not index:
                self._remarks.leads(person, at, begin)
            self._remarks.before(person, at, begin)
            self._remarks.about(person, end, last)
            at = last
        return bool(names)

    def _named_range(self, piece: _Piece, links: list[InlineLink]) -> tuple[int, int]:
        """The words of a piece that may be a name: without flags, brackets, links, and others."""
        layout = self.layout
        start, stop = piece.start, piece.end
        for open_, close in layout.brackets(start, stop):
            if layout.text[start:open_].strip(EDGES):
                stop = open_
                break
            start = close
        for flag in layout.marks(start, stop, "flag"):
            start = max(start, flag.end)
        start, stop = self._beside_links(start, stop, links)
        mask = layout.mask(start, stop)
        kept = mask.strip(EDGES)
        start += mask.index(kept)
        return self._trimmed(start, start + len(kept))

    def _beside_links(self, start: int, end: int, links: list[InlineLink]) -> tuple[int, int]:
        """The words between links that are no people: those behind titles, else those before."""
        at = start
        found = (end, end)
        for link in (*links, None):
            stop = link.start if link else end
            if NAME_SIGN.search(self.layout.shadow, at, stop):
                found = (at, stop)
            if link is None or self._kind(link) is _Kind.FATE:
                break
            at = max(at, link.end)
        return found

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The range without signs and joiners before it and "and others" behind it."""
        shadow, words = self.layout.shadow, self._words
        sign = words.fate_pattern.match(shadow, start, end)
        if sign and sign["sign"]:
            start = end - len(shadow[sign.end() : end].lstrip(EDGES))
        connector = words.connector_pattern.match(shadow[start : min(end, start + LONGEST)])
        if connector and not is_unspaced(shadow[start]):
            start += connector.end()
            start += end - start - len(shadow[start:end].lstrip(EDGES))
        tail = shadow[max(start, end - LONGEST) : end]
        remainder = words.remainder_pattern.search(tail)
        if remainder and remainder.start():
            end -= len(tail) - len(tail[: remainder.start()].rstrip(EDGES))
        letters = words.postnominal_pattern.search(shadow[max(start, end - LONGEST) : end])
        if letters and letters.start():
            end -= letters.end() - letters.start()
        return start, end

    def _lengthens(self, piece: _Piece, folded: str) -> bool:
        """Adds a title behind a comma to plain words before it (Jasper Tudor, Earl of Pembroke)."""
        if len(self._people) == self._first_of_line or not self._words.honour_pattern.match(folded):
            return False
        person = self._people[-1]
        if person.target is not None or self._words.honour_pattern.match(person.name):
            return False
        fate = self._words.fate_pattern.search(self.layout.shadow, person.end, piece.end)
        stop = fate.start() if fate else piece.end
        if fate:
            self._remarks.about(person, fate.start(), piece.end)
        words = self.layout.text[person.start : stop].rstrip(NAME_EDGES)
        person.end = person.start + len(words)
        person.name = self.layout.words(person.start, person.end)
        return True

    def _continues(self, piece: _Piece, folded: str) -> bool:
        """Whether a piece behind another one goes on about its person."""
        if len(self._people) == self._first_of_line:
            return False
        if piece.behind_dash and self._words.title_pattern.match(folded):
            return True
        if self._words.honour_pattern.match(folded):
            return self._people[-1].target is not None
        return folded[0].islower() and not self._plain_names.begins_small(folded)

    # --- words without a name

    def _beside(self, start: int, end: int) -> None:
        """A piece without a name: about the person before it on its line, else the one behind."""
        if len(self._people) > self._first_of_line:
            self._remarks.about(self._people[-1], start, end)
        elif self.layout.text[start:end].strip(EDGES):
            self._waiting.append((start, end))

    def _leave_waiting(self) -> None:
        """Titles no name came for are about the person above, or head those below."""
        for start, end in self._waiting:
            folded = self.layout.shadow[start:end].strip(EDGES)
            if self._words.title_pattern.search(folded):
                if self._people and not self._people[-1].roles:
                    self._remarks.about(self._people[-1], start, end)
                else:
                    self._role = self.layout.words(start, end).strip(EDGES)
            elif not any(self._kind(link) is _Kind.COUNTRY for link in self._links(start, end)):
                self.findings.append(self.layout.unread("person", start, end))
        self._waiting = []

    # --- links

    def _links(self, start: int, end: int) -> list[InlineLink]:
        """Links outside brackets."""
        return self.layout.links_outside_brackets(start, end)

    def _kind(self, link: InlineLink) -> _Kind:
        """What a link is in a list of people."""
        place = (link.start, link.end)
        kind = self._kinds.get(place)
        if kind is None:
            kind = self._kinds[place] = self._read_kind(link)
        return kind

    def _read_kind(self, link: InlineLink) -> _Kind:
        """A link's kind by the words it shows and its target."""
        words = self._words
        shown = self.layout.shadow[link.start : link.end][:LONGEST].strip()
        target = fold(link.target)[:LONGEST]
        mark = _PARENTHESIS.search(target)
        if not any(map(str.isalpha, shown)) or words.fate_pattern.fullmatch(shown):
            return _Kind.FATE
        if words.list_pattern.fullmatch(target) or words.pointer_pattern.fullmatch(shown):
            return _Kind.LIST
        if link.namespace is not None or words.nothing_pattern.fullmatch(shown):
            return _Kind.NOBODY
        if mark and mark[1].casefold() in words.title_marks:
            return _Kind.TITLE
        if words.title_link_pattern.fullmatch(shown) or words.postnominal_pattern.fullmatch(shown):
            return _Kind.TITLE
        if self._is_unit(shown):
            return _Kind.UNIT
        is_country = self._plain_names.is_country(target[: mark.start()] if mark else target)
        return _Kind.COUNTRY if is_country else _Kind.NAME

    def _is_unit(self, shown: str) -> bool:
        """Whether a link's words are a unit; a family name may be like a size (Fleet)."""
        if not self._units.sizes(shown):
            return False
        words = self._units.words
        return words.runs_on or " of " in shown or words.number_pattern.match(shown) is not None

    # --- the result

    def commanders(self) -> tuple[Commander, ...]:
        """The people as values of the model."""
        return tuple(
            Commander(
                name=person.name,
                target=person.target,
                key=name_key(person.target or person.name),
                rank=person.rank,
                role=", ".join(person.roles) or person.heading,
                flag=person.flag,
                fates=person.fates,
                span=self.layout.cell.source_span(person.start, person.end),
                refs=person.refs,
            )
            for person in self._people
        )


def _without_edges(words: str) -> str:
    """A name without the signs around it; a nickname that opens it keeps its marks ("Chesty" Puller)."""
    name = words.strip(NAME_EDGES)
    return words.strip(NAME_EDGES.translate(_QUOTES)) if _is_halved(name) else name


def _is_halved(name: str) -> bool:
    """Whether one of a pair of quotation marks is missing."""
    return name.count('"') % 2 == 1 or name.count("“") != name.count("”")


_QUOTES = {ord(sign): None for sign in "\"“”'‘’"}
_UNPAINTED = {ord(sign): None for sign in (LINK, COUNTRY, BRACKET)}
