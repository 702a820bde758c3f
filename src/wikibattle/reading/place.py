"""Places: every place a location cell names, linked or not.

Words beside a name (near, 附近, present-day, 今属, distances, directions) are no part of it. Where
a language writes spaces, an unlinked name is a run of capitalised words; where it writes none, it
is what is left of the words between two signs when those beside it are taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from wikibattle.model import Coordinates, Finding, Link, Place
from wikibattle.packs import Pack
from wikibattle.packs.demonyms import load_demonyms
from wikibattle.packs.lexicon import is_unspaced, shadow, tokens
from wikibattle.packs.places import PlaceWords
from wikibattle.reading.limits import LONGEST_CELL, too_long
from wikibattle.reading.reading import Reading
from wikibattle.script import name_key
from wikibattle.wikitext.inline import Inline, InlineLink

# What parts two places. A full stop only after a word of some length: "St. Albans" is one name.
_SIGN = re.compile(
    r"[\n;,:，。；：、()\[\]（）!?•|،؛।/→~～]|(?<=\w\w\w)\.(?=\s|$)|(?<=\w\w)\.$|\s[-–]\s|—+|--+"
)
_OPENING, _CLOSING = frozenset("(（["), frozenset(")）]\n")
_UNNAMED = frozenset({"measure", "date", "coordinates", "lifespan"})
_WITHIN_NAME = re.compile(r"[ .'’\-–&]{0,3}$")
_FIGURE = re.compile(r"(?:大?约)?\d[\d.,]{0,12}")
_MOST_SIGNS = 60  # a longer run of signs without a stop is no name


@dataclass(slots=True, frozen=True)
class _Item:
    """A place that markup names: a link, or the name a flag template writes."""

    start: int
    end: int
    link: Link


@dataclass(slots=True, frozen=True)
class _Piece:
    """Words between two signs or items; `after`/`before`: an item touches it there."""

    start: int
    end: int
    after: bool
    before: bool


class _Words:
    """The place words of a pack, ready for looking up."""

    def __init__(self, pack: Pack) -> None:
        words: PlaceWords = pack.places
        self.stops = frozenset(words.stops)
        self.openers = frozenset(words.openers)
        self.particles = frozenset(words.particles)
        self.features = frozenset(words.features)
        self.names = frozenset(words.names)
        self.glosses = frozenset(words.glosses)
        self.before = _by_sign(words.before, first=True)
        self.after = _by_sign(words.after, first=False)
        self.leading = _by_sign((word for word in words.after if len(word) > 1), first=True)
        self.borders = _by_sign(words.borders, first=False)
        self.kept = _by_sign(words.names, first=True)
        self.directions = frozenset(words.directions)
        self.joiners = tuple(sorted(words.joiners, key=len, reverse=True))
        self.division_words = words.divisions
        self.divisions = _by_sign(words.divisions, first=False)
        self.not_divided = _by_sign(words.not_divided, first=False)
        self.regions = _by_sign(words.regions, first=True)
        self.extensions = words.extensions
        self.beside = frozenset((*words.before, *words.after))
        self._language = pack.language

    @cached_property
    def adjectives(self) -> frozenset[str]:
        """Demonyms that are no name of a place: French, Ottoman."""
        return load_demonyms(self._language).adjectives

    def is_proper_name(self, name: str) -> bool:
        """Whether the words, in lower case, are the name of a state or people, and no adjective."""
        demonyms = load_demonyms(self._language)
        return name in demonyms.words and name not in demonyms.adjectives


def _by_sign(words: Iterable[str], *, first: bool) -> dict[str, list[str]]:
    """Words under their first sign, or their last; the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[0] if first else word[-1], []).append(word)
    return found


_WORDS: dict[int, tuple[Pack, _Words]] = {}  # by the pack's identity, which is kept alive here


def _words(pack: Pack) -> _Words:
    known = _WORDS.get(id(pack))
    if known is None:
        known = _WORDS[id(pack)] = (pack, _Words(pack))
    return known[1]


def read_place(cell: Inline, pack: Pack, coordinates: Coordinates | None = None) -> Reading[Place | None]:
    """The places a cell names, in order, each once; None for an empty cell without coordinates.

    `coordinates` are kept as given: the caller knows where the article says them.
    """
    if not cell.text.strip() and coordinates is None:
        return Reading(None)
    reader = _PlaceReader(cell, pack)
    start = len(cell.text) - len(cell.text.lstrip())
    end = max(start, len(cell.text.rstrip()))
    place = Place(
        text=cell.text.strip(),
        names=tuple(reader.names()),
        coordinates=coordinates,
        span=cell.source_span(start, end),
        refs=cell.refs_in(0, len(cell.text)),
    )
    return Reading(place, (*too_long(cell, "place-too-long"), *_nameless(cell, place)))


def _nameless(cell: Inline, place: Place) -> tuple[Finding, ...]:
    """A finding for a cell with words none of which is read as a name."""
    if place.names or not any(char.isalpha() for char in place.text):
        return ()
    span = cell.source_span(0, len(cell.text))
    message = f"no place is named in “{place.text[:80]}”"
    return (Finding.of("place-names-nothing", span, message),)


class _PlaceReader:
    """Finds the places of one cell."""

    def __init__(self, cell: Inline, pack: Pack) -> None:
        self.cell = cell
        self.words = _words(pack)
        self.text = shadow(cell.text[:LONGEST_CELL])
        self.items = sorted(self._items(), key=lambda item: item.start)

    def names(self) -> list[Link]:
        """Every place once, in the order of the text."""
        found = [(item.start, item.link) for item in self.items]
        for piece in self._pieces():
            found += [(start, self._plain(start, end)) for start, end in self._names_in(piece)]
        places: dict[str, Link] = {}
        for _, link in sorted(found, key=lambda pair: pair[0]):
            places.setdefault(link.key, link)
        return list(places.values())

    # Places that markup names

    def _items(self) -> Iterator[_Item]:
        for link in self.cell.links:
            read = link.namespace is None and link.start < link.end <= len(self.text)
            if read and not self._says_where(link):
                yield _Item(link.start, link.end, self._linked(link))
        linked = {link.start for link in self.cell.links}
        for mark in self.cell.marks:
            if mark.role == "flag" and mark.start < mark.end <= len(self.text) and mark.start not in linked:
                shown = self.cell.text[mark.start : mark.end]
                known = mark.span[0] < mark.span[1]
                span = mark.span if known else self.cell.source_span(mark.start, mark.end)
                target = mark.value or shown
                place = Link(text=shown, target=target, key=name_key(target), span=span)
                yield _Item(mark.start, mark.end, place)

    def _says_where(self, link: InlineLink) -> bool:
        """Whether a link's words only say where or when: [[present-day]], [[kilometre|km]]."""
        shown = self.text[link.start : link.end]
        if shown in self.words.names:
            return False
        words = [shown[start:end] for start, end in tokens(shown)]
        return shown in self.words.beside or all(word in self.words.stops or word.isdigit() for word in words)

    def _linked(self, link: InlineLink) -> Link:
        return Link(
            text=self.cell.text[link.start : link.end],
            target=link.target,
            key=name_key(link.target),
            fragment=link.fragment,
            interwiki=link.interwiki,
            span=link.span,
        )

    def _plain(self, start: int, end: int) -> Link:
        words = self.cell.text[start:end]
        span = self.cell.source_span(start, end)
        return Link(text=words, target=words, key=name_key(words), span=span)

    # Pieces of plain text

    def _walls(self) -> list[tuple[int, int, str]]:
        """What parts the plain text, in order: signs, and (with no sign) places that markup names."""
        walls = [(*match.span(), match[0]) for match in _SIGN.finditer(self.text)]
        walls += [(item.start, item.end, "") for item in self.items]
        walls += [(*match.span(), ",") for match in _FIGURE.finditer(self.text) if self._is_measure(match)]
        walls += [
            (mark.start, mark.end, ",")
            for mark in self.cell.marks
            if mark.role in _UNNAMED and mark.end <= len(self.text)
        ]
        return sorted([*walls, (len(self.text), len(self.text), "\n")])

    def _pieces(self) -> Iterator[_Piece]:
        """The plain text between walls, glosses in other languages left out."""
        at, last, glossing, depth = 0, "\n", False, 0
        for start, end, sign in self._walls():
            if start > at and not glossing and self.text[at:start].strip():
                glossing = sign in (":", "：") and depth > 0 and self._is_gloss(at, start)
                if not glossing:
                    yield _Piece(at, start, after=last == "", before=sign == "")
            if sign in _OPENING:
                depth += 1
            elif sign in _CLOSING:
                depth, glossing = max(0, depth - 1), False
            if end > at or sign == "":
                at, last = max(at, end), sign

    def _is_measure(self, figure: re.Match[str]) -> bool:
        """Whether a figure stands in text without spaces: no name there holds one."""
        beside = (
            self.text[max(0, figure.start() - 1) : figure.start()],
            self.text[figure.end() : figure.end() + 1],
        )
        return any(char and is_unspaced(char) for char in beside)

    def _is_gloss(self, start: int, end: int) -> bool:
        """Whether words before a colon say what language the name after it is in."""
        label = self.text[start:end].strip(" .'\"")
        return label in self.words.glosses

    def _names_in(self, piece: _Piece) -> Iterator[tuple[int, int]]:
        """The names in a piece, runs of unspaced signs and spaced words each by their own rules."""
        words = self.text[piece.start : piece.end]
        start = piece.start + len(words) - len(words.lstrip())
        end = piece.start + len(words.rstrip())
        if any(is_unspaced(char) for char in words[:_MOST_SIGNS]):
            yield from self._unspaced(start, end, piece)
        else:
            yield from self._spaced(start, end, piece)

    # Languages with spaces

    def _spaced(self, start: int, end: int, piece: _Piece) -> Iterator[tuple[int, int]]:
        """Runs of capitalised words; a run that touches a link belongs to that (Southern [[Lebanon]])."""
        for left, right in self._runs(start, end):
            touches = (piece.after and left == start) or (piece.before and right == end)
            if not touches and not self._is_adjective(left, right):
                yield left, right

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        words = list(tokens(self.text, start, end))
        index = 0
        while index < len(words):
            last = self._run_end(words, index)
            if last is None:
                index += 1
                continue
            abbreviated = words[last][1] - words[last][0] == 1 and self._at(".", words[last][1], end)
            yield words[index][0], words[last][1] + abbreviated
            index = last + 1

    def _run_end(self, words: list[tuple[int, int]], first: int) -> int | None:
        """The last word of the name that begins at a word; None where none begins."""
        kept = self._kept(words, first)
        if kept is None and not self._begins_name(words, first):
            return None
        last = first if kept is None else kept
        index = last + 1
        while index < len(words) and _WITHIN_NAME.match(self.text, words[index - 1][1], words[index][0]):
            word = self.text[slice(*words[index])]
            hyphen = self.text[words[index][0] - 1] == "-"
            if self._goes_on(words, index) or (index == last + 1 and word in self.words.features):
                last = index
            elif not hyphen and word not in self.words.particles:
                break
            index += 1
        return last

    def _kept(self, words: list[tuple[int, int]], first: int) -> int | None:
        """The last word of a name of the pack's list (The Hague) that begins at a word."""
        for last in range(min(first + 3, len(words) - 1), first, -1):
            if self.text[words[first][0] : words[last][1]] in self.words.names:
                return last
        return None

    def _begins_name(self, words: list[tuple[int, int]], index: int) -> bool:
        """Whether a name begins at a word: a capital, or a script that has none, and no stop."""
        start, end = words[index]
        if not self._is_large(start):
            return False
        word = self.text[start:end]
        if word not in self.words.stops or self.text[end : end + 1] == ".":  # U.S., N. Korea
            return True
        if word not in self.words.openers or index + 1 == len(words):
            return False
        follower, after = words[index + 1]
        name = self.text[follower:after]
        touches = self.text[end:follower] == " " and self._is_large(follower)
        return touches and (name not in self.words.stops or name in self.words.openers)

    def _goes_on(self, words: list[tuple[int, int]], index: int) -> bool:
        """Whether a name goes on with a word: a capital, or a number that measures nothing (Hill 937)."""
        start = words[index][0]
        if not self.text[start].isdigit():
            return self._is_large(start)
        return index + 1 == len(words) or self.text[slice(*words[index + 1])] not in self.words.stops

    def _is_large(self, at: int) -> bool:
        """Whether the letter is no small one and no digit."""
        char = self.cell.text[at]
        return not char.islower() and not char.isdigit()

    def _is_adjective(self, start: int, end: int) -> bool:
        if self.words.is_proper_name(self.text[start:end]):  # "Soviet Union", though each word is one
            return False
        words = (self.text[left:right] for left, right in tokens(self.text, start, end))
        return all(word in self.words.adjectives for word in words)

    # Languages without spaces

    def _unspaced(self, start: int, end: int, piece: _Piece) -> Iterator[tuple[int, int]]:
        if end - start > _MOST_SIGNS:
            return
        after, before = piece.after and start == piece.start, piece.before and end == piece.end
        left, right = self._stripped(start, end, after=after, before=before)
        if right - left == 1 and (after or before or right - left < end - start):
            return  # one sign beside a link: 北, 城, 和
        for part in self._joined(left, right):
            yield from self._divided(*part)

    def _stripped(
        self, start: int, end: int, *, after: bool = False, before: bool = False
    ) -> tuple[int, int]:
        """A range without the words beside the name at its ends; `after`/`before`: beside a link."""
        joiners = self.words.joiners
        if after:
            start += next((len(word) for word in joiners if self._at(word, start, end)), 0)
        while start < end and (after or before or self.text[start:end] not in self.words.names):
            left, right = self._strip_once(start, end, beside=after or before)
            if (left, right) == (start, end):
                break
            if right < end:  # 上海市及周边地区
                right -= next((len(word) for word in joiners if self._ends(word, left, right)), 0)
            start, end = left, right
        return start, end

    def _at(self, word: str, start: int, end: int) -> bool:
        return start + len(word) <= end and self.text.startswith(word, start)

    def _ends(self, word: str, start: int, end: int) -> bool:
        return end - len(word) >= start and self.text.endswith(word, start, end)

    def _strip_once(self, start: int, end: int, *, beside: bool) -> tuple[int, int]:
        text, words = self.text, self.words
        if not text[start].isalnum():
            return start + 1, end
        if not text[end - 1].isalnum():
            return start, end - 1
        if not self._has_kept(start, end):
            for word in words.before.get(text[start], ()):
                if self._at(word, start, end):
                    return start + len(word), end
        last = text[end - 1]
        for word in words.after.get(last, ()):
            if self._ends(word, start, end):
                return start, end - len(word)
        for word in words.borders.get(last, ()):
            if self._ends(word, start, end) and (beside or end - len(word) - start > 2):
                return start, end - len(word)
        if last in words.directions and self._divides(start, end - 1):
            return start, end - 1
        return start, end

    def _has_kept(self, start: int, end: int) -> bool:
        """Whether a name that stays whole begins here."""
        return any(self._at(name, start, end) for name in self.words.kept.get(self.text[start], ()))

    def _divides(self, start: int, end: int) -> bool:
        """Whether the name of a division ends at `end`."""
        last = self.text[end - 1]
        return any(
            self._ends(word, start + 1, end) for word in self.words.divisions.get(last, ())
        ) and not any(self._ends(word, start, end) for word in self.words.not_divided.get(last, ()))

    def _joined(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The names parted by joining words: 甲县与乙县."""
        for word in self.words.joiners:
            at = self.text.find(word, start + 2, end - 1)
            if at >= 0 and end - at - len(word) >= 2:
                yield self._stripped(start, at)
                yield from self._joined(*self._stripped(at + len(word), end))
                return
        yield start, end

    def _divided(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Nested places run together: 山东省 over 蒙阴县, 江苏 over 徐州."""
        while end > start:
            cut = self._region_end(start, end) or self._division_end(start, end)
            if cut is None:
                break
            yield start, cut
            start, end = self._stripped(self._past_direction(cut, end), end)
        if end - start > 1 or (end > start and start == 0):
            yield start, end

    def _past_direction(self, start: int, end: int) -> int:
        """Past what says where in a division the nested place lies: 蒙阴县东南孟良崮, 缅甸北部密支那."""
        for word in self.words.leading.get(self.text[start : start + 1], ()):
            at = start + len(word)
            if at + 2 <= end and self.text.startswith(word, start):
                return start if self.text.startswith(self.words.division_words, at) else at
        return start

    def _region_end(self, start: int, end: int) -> int | None:
        text = self.text
        for region in () if self._has_kept(start, end) else self.words.regions.get(text[start], ()):
            cut = start + len(region)
            if cut + 2 <= end and text.startswith(region, start):
                return None if text.startswith(self.words.extensions, cut, end) else cut
        return None

    def _division_end(self, start: int, end: int) -> int | None:
        for cut in range(start + 2, end - 1):
            if self._divides(start, cut) and not self._divides(start, cut + 1):
                return None if self.text.startswith(self.words.extensions, cut, end) else cut
        return None
