"""What stands around a person's name: rank, role, allegiance and fate."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wikibattle.model import Fate
from wikibattle.packs import Pack
from wikibattle.packs.alternation import word_key
from wikibattle.packs.lexicon import is_unspaced
from wikibattle.reading.belligerents import is_polity
from wikibattle.reading.layout import BRACKET, COUNTRY, EDGES, HIDDEN, Layout
from wikibattle.script.folding import fold
from wikibattle.wikitext.inline import InlineLink

NAME_EDGES = EDGES.replace(".", "")  # a name or rank may end in a point (Jr., Lt. Gen.)
_MANNERS = frozenset({Fate.EXECUTED, Fate.SUICIDE, Fate.DIED_OF_WOUNDS})
_QUOTED = re.compile(r"\s*[\"“”'‘「『«]")
_YEARS = re.compile(r"[\d\s–—\-－~?年c.]+")
_PARTS = re.compile(r"[,，、;；/]|\band\b")


@dataclass(slots=True)
class Person:
    """A person while what is said about them is gathered; the range is of the name."""

    start: int
    end: int
    name: str
    target: str | None = None
    flag: str | None = None
    rank: str | None = None
    roles: list[str] = field(default_factory=list)
    heading: str | None = None  # the role a heading says, where nothing nearer says one
    refs: tuple[str, ...] = ()
    _fates: list[Fate] = field(default_factory=list)
    _died: bool = False

    def meets(self, fate: Fate | None, *, in_general: bool = False) -> None:
        """Adds a fate once. A death said in general gives way to one whose manner is said."""
        if in_general and fate is Fate.KILLED:
            self._died = True
        elif fate is not None and fate not in self._fates:
            self._fates.append(fate)

    @property
    def fates(self) -> tuple[Fate, ...]:
        """The fates, in the order they are said."""
        if self._died and Fate.KILLED not in self._fates and not _MANNERS.intersection(self._fates):
            return (*self._fates, Fate.KILLED)
        return tuple(self._fates)


class Remarks:
    """Reads the words around names in one cell."""

    def __init__(self, layout: Layout, pack: Pack) -> None:
        self._layout = layout
        self._pack = pack
        self._words = pack.people

    def before(self, person: Person, start: int, end: int) -> None:
        """Takes rank, role and allegiance from the words before a name."""
        layout = self._layout
        if not layout.text[start:end].strip(EDGES):
            return
        for bracket in layout.brackets(start, end):
            self._bracket(person, *layout.inside(bracket))
        signs = zip(layout.text[start:end], layout.mask(start, end), strict=True)
        kept = "".join(" " if sign in (BRACKET, COUNTRY, HIDDEN) else char for char, sign in signs)
        words = " ".join(kept.split()).strip(NAME_EDGES)
        connector = self._words.connector_pattern.match(words)
        if connector:
            words = words[connector.end() :].strip(NAME_EDGES)
        self._title(person, words, before=True)

    def leads(self, person: Person, start: int, end: int) -> None:
        """Takes fates that stand before the first name of a piece: {{KIA}} X, † X."""
        for mark in self._layout.marks(start, end, "fate"):
            person.meets(_fate(mark.value))
        for sign in self._layout.text[start:end].strip():
            person.meets(self._words.fate_signs.get(sign))

    def about(self, person: Person, start: int, end: int) -> None:
        """Takes fates, rank and role from words, signs, marks and brackets behind a name."""
        layout = self._layout
        for mark in layout.marks(start, end, "fate"):
            person.meets(_fate(mark.value))
        at = start
        for bracket in layout.brackets(start, end):
            self._plain(person, at, bracket[0])
            self._bracket(person, *layout.inside(bracket))
            at = bracket[1]
        self._plain(person, at, end)
        person.refs = tuple(dict.fromkeys((*person.refs, *layout.refs(start, end))))

    def _bracket(self, person: Person, start: int, end: int) -> None:
        """A bracket: each of its parts is a fate, a rank or a role; a nickname or years are none."""
        folded = self._layout.shadow[start:end]
        if _QUOTED.match(folded) or _YEARS.fullmatch(folded):
            return
        at = start
        cuts = [(start + sign.start(), start + sign.end()) for sign in _PARTS.finditer(folded)]
        for begin, stop in (*cuts, (end, end)):
            fate = self._short_fate(self._layout.shadow[at:begin].strip(EDGES))
            if fate:
                person.meets(fate)
            else:
                self._plain(person, at, begin)
            at = stop

    def _short_fate(self, folded: str) -> Fate | None:
        """The fate that a few signs say in brackets: (俘), (後降魏), (k)."""
        if not folded or len(folded) > 5 or self._words.fate_pattern.search(folded):
            return None
        for fate, words in self._words.bracket_fates.items():
            for word in words:
                if folded.casefold() == word:
                    return fate
                if is_unspaced(word[0]) and (folded.startswith(word) or folded.endswith(word)):
                    return fate
        return None

    def _plain(self, person: Person, start: int, end: int) -> None:
        """Words about a person: fates in words and signs; the rest is rank or role."""
        layout = self._layout
        if not layout.text[start:end].strip(EDGES):
            return
        folded = list(layout.shadow[start:end])
        for link in layout.links_in(start, end):
            said = self._linked_fate(link)
            if said is not None:
                self._meet(person, said)
                folded[link.start - start : link.end - start] = " " * (link.end - link.start)
        rest = list(layout.text[start:end])
        hidden = layout.mask(start, end)
        rest = [
            " " if hidden[at] in (HIDDEN, COUNTRY) or folded[at] == " " else char
            for at, char in enumerate(rest)
        ]
        fates = list(self._words.fate_pattern.finditer("".join(folded)))
        for said in fates:
            self._meet(person, said)
            rest[said.start() : said.end()] = "\0" * len(said[0])
        for part in "".join(rest).split("\0"):
            self._rest(person, part, beside_fate=bool(fates))

    def _rest(self, person: Person, part: str, *, beside_fate: bool) -> None:
        """Words that say no fate; beside ones that do, only titles count (戰後處斬)."""
        runs = part.split()
        signs = [
            run for run in runs if len(run.strip(NAME_EDGES)) == 1 and is_unspaced(run.strip(NAME_EDGES))
        ]
        for sign in signs:
            person.meets(self._short_fate(fold(sign).strip(NAME_EDGES)))
        words = " ".join(run for run in runs if run not in signs).strip(NAME_EDGES)
        if not beside_fate or self._words.title_pattern.search(fold(words)):
            self._title(person, words)

    def _meet(self, person: Person, said: re.Match[str]) -> None:
        in_general = word_key(said[0]) in self._words.death_keys
        person.meets(self._fate_of(said), in_general=in_general)

    def _fate_of(self, said: re.Match[str]) -> Fate | None:
        sign = said["sign"]
        return self._words.fate_signs[sign] if sign else self._words.fate_of.get(word_key(said[0]))

    def _linked_fate(self, link: InlineLink) -> re.Match[str] | None:
        """What a link that is a sign or word for a fate says: its target's words, else its own."""
        shown = self._words.fate_pattern.fullmatch(self._layout.shadow[link.start : link.end].strip())
        return shown and (self._words.fate_pattern.search(link.target) or shown)

    def _title(self, person: Person, words: str, *, before: bool = False) -> None:
        """Words outside a name: an allegiance, a rank, a role, or several of them."""
        folded = fold(words)
        if not any(map(str.isalpha, words)) or self._words.remainder_pattern.fullmatch(folded):
            return
        if self._words.pointer_pattern.fullmatch(folded) or self._words.postnominal_pattern.fullmatch(folded):
            return
        ranks = [
            title for title in self._words.title_pattern.finditer(folded) if self._is_rank(title, before)
        ]
        if person.rank is None and ranks:
            first, last = ranks[0].start(), ranks[-1].end()
            person.rank = words[first:last].strip(NAME_EDGES)
            words = f"{words[:first].strip(EDGES)} {words[last:].strip(EDGES)}".strip()
        if words and is_polity(fold(words), self._pack):
            person.flag = person.flag or words
        elif words and words not in person.roles and not words.startswith("of "):
            person.roles.append(words)

    def _is_rank(self, title: re.Match[str], before: bool) -> bool:
        """Whether a title is a rank. One that is an office too (Commander) is one before a name only."""
        words = self._words
        key, whole = word_key(title["title"]), word_key(title[0])
        if whole in words.rank_keys - words.office_keys:
            return True
        if key not in words.rank_keys or whole in words.office_keys:
            return before and title[0] == title["title"] and key in words.rank_keys
        return title[0] == title["title"] or not words.office_before.match(title[0])


def _fate(value: str | None) -> Fate | None:
    return next((fate for fate in Fate if fate.value == value), None)
