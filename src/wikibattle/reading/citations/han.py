"""Notes in Chinese words: 王甲：《渡口戰史》，山河出版社，1980年，第5頁.

A title in its own marks, perhaps with names before it; behind it clauses of a known kind: who edited it,
the publisher, the year, volume and pages, an ISBN. A note that begins otherwise is no citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from wikibattle.model import Citation, CitationType
from wikibattle.packs import Pack
from wikibattle.packs.alternation import alternation
from wikibattle.packs.lexicon import shadow
from wikibattle.reading.citations.identifiers import find_isbn
from wikibattle.reading.citations.templates import publication_year
from wikibattle.wikitext import Inline

#: Of a note, so much is read; what a citation needs stands in its first sentence.
LONGEST_NOTE = 400
LONGEST_TITLE = 122

_MARKS = re.compile(r"《([^《》\n]{1,120})》|『([^『』\n]{1,120})』")
_ARTICLE = re.compile(r"〈([^〈〉\n]{1,120})〉|「([^「」\n]{1,120})」|“([^“”\n]{1,120})”")
_NAMED = re.compile(r"[^\W\d_]{4}")  # more than "in" between an article and what it is in
_CHAPTER = re.compile(r"《([^《》\n]{1,120})》|〈([^〈〉\n]{1,120})〉")
_SENTENCE = re.compile(r"[。；;]|\n")
_RANGE = r"\d{1,4}(?:\s?[-—~～至]{1,2}\s?\d{1,4})?"
_NUMERAL = r"[\d〇零一二三四五六七八九十百廿卅]{1,8}"
_FULL_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_ISBN = re.compile(r"isbn[\s:-]*([\dx][\dx \-–—]{8,20})", re.IGNORECASE)
_EDGES = " \t:：,，、"
_NATION = re.compile(r"\s*[(\[〔【][^()\[\]〔〕【】]{1,4}[)\]〕】]")
_CLAUSE_END = re.compile(r"[,，()]")
_PIECES_END = re.compile(r"[,，()、]")
_NAMES_END = re.compile(r"[、,，]")
_NAME = re.compile(r"[^\W\d_][\w·・•.\- ]{1,29}")
_LONGEST_HEAD = 60
_LONGEST_NAME = 4  # of a person whom nothing parts from the title
_AFTER_TITLE = re.compile(r"\s*(?:\Z|[,，。;；:：()（）]|\d{4}年)")

_Role = Literal["author", "editor", "translator"]


@dataclass(slots=True, frozen=True)
class _Words:
    """A piece of a note: as written, and its shadow, of the same length."""

    written: str
    shadow: str

    def __getitem__(self, part: slice) -> _Words:
        return _Words(self.written[part], self.shadow[part])

    def stripped(self) -> _Words:
        """Without blanks and signs at its ends."""
        start = len(self.shadow) - len(self.shadow.lstrip(_EDGES))
        return self[start : max(start, len(self.shadow.rstrip(_EDGES)))]

    def parts(self, pattern: re.Pattern[str]) -> Iterator[_Words]:
        """What stands between the matches of a pattern, without blanks; none that is empty."""
        start = 0
        for match in (*pattern.finditer(self.shadow), None):
            part = self[start : match.start() if match else len(self.shadow)].stripped()
            if part.shadow:
                yield part
            start = match.end() if match else start


def _marked(text: str, marks: re.Match[str]) -> str:
    """What stands between the marks of a title."""
    return text[marks.start() + 1 : marks.end() - 1]


def _end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


class HanNotes:
    """Reads notes by the words of a language whose titles stand in marks of their own."""

    def __init__(self, pack: Pack) -> None:
        words = pack.citations
        self._pack = pack
        self._lead = re.compile(rf"[\s*•]*(?:{alternation(words.leads)})?[:：]?\s*")
        ends: tuple[tuple[_Role, tuple[str, ...]], ...] = (
            ("author", words.authors_end),
            ("editor", words.editors_end),
            ("translator", words.translators_end),
        )
        self._roles = tuple(
            (role, re.compile(rf"(?P<names>.{{2,40}}?\s*)?{alternation(words)}")) for role, words in ends
        )
        self._others = re.compile(rf"(?<!\s)\s*{alternation(words.others)}\Z")
        publishers = alternation(words.publisher_ends)
        self._publisher = re.compile(
            rf"(?:^|[,，()、:：\s])(?:[^\W\d_]{{1,6}}[:：]\s?)?(?P<publisher>[^\W\d_][^\d,，()、:：\s《》]{{0,24}}?{publishers})"
            rf"(?=[,，()\s\d]|版|\Z)[,，()\s]*(?P<year>(?:1[5-9]|20)\d\d(?=年|\D|\Z))?"
        )
        self._volume = re.compile(
            rf"\s?[(]?(?P<volume>第?{_NUMERAL}{alternation(words.volume_ends)}|卷{_NUMERAL}|[上中下][卷册]?)(?!\w)[)]?"
        )
        signs = alternation(words.pages)
        self._pages = re.compile(
            rf"第\s?({_RANGE}(?:\s?[、,]\s?{_RANGE}){{0,8}})\s?{signs}|(?:{signs}|\bpp?\.?)\s?({_RANGE})"
        )
        editions = alternation(words.editions)
        self._year_clause = re.compile(
            rf"(\S{{2,8}}年)(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?\s?(?:第?\S{{0,3}}{editions})?"
        )
        self._issue = re.compile(rf"第\s?\d{{1,4}}\s?{alternation(words.issues)}|\d{{1,4}}\s?[(]\d{{1,3}}[)]")
        self._within = re.compile(rf"[\s,，:：]*(?:{alternation(words.within)})?[\s,，:：]*")
        self._newspaper = re.compile(rf".*{alternation(words.newspaper_ends)}")
        self._no_names = words.no_names
        self._no_ends = words.no_name_ends

    def read(self, note: Inline) -> list[Citation]:
        """The source a note begins with; none if unsure."""
        text = note.text[:LONGEST_NOTE]
        words = _Words(text, shadow(text))
        lead = self._lead.match(words.shadow)
        start = lead.end() if lead else 0
        title = _MARKS.search(words.shadow, start, start + _LONGEST_HEAD + LONGEST_TITLE)
        if title is None or title.start() - start > _LONGEST_HEAD:
            return []
        article = _ARTICLE.search(words.shadow, start, title.start())
        people = self._head(words[start : article.start() if article else title.start()])
        sentence = _SENTENCE.search(words.shadow, title.end())
        behind = words[title.end() : sentence.start() if sentence else len(text)]
        if people is None or (article and _NAMED.search(words.shadow, article.end(), title.start())):
            return []
        name = _marked(text, title)
        work = _MARKS.match(behind.shadow, _end(self._within, behind.shadow))
        if article is not None:
            citation = self._citation(people, _marked(text, article), name, behind)
        elif work is not None:
            named = _marked(behind.written, work)
            citation = self._citation(people, name, named, behind[work.end() :])
        else:
            citation = self._citation(people, name, None, behind)
        isbns = _ISBN.findall(words.shadow)  # it may stand in a sentence of its own
        if citation is None or len(isbns) != 1:
            return [citation] if citation else []
        return [citation.model_copy(update={"isbn": find_isbn(isbns[0]), "type": CitationType.BOOK})]

    def _head(self, head: _Words) -> dict[_Role, tuple[str, ...]] | None:
        """Whom the words before a title name; None where they are no names."""
        parted = head.shadow.rstrip().endswith((":", ",", "，"))
        nation = _NATION.match(head.shadow)
        bare = head[nation.end() :] if nation else head
        found: dict[_Role, tuple[str, ...]] = {}
        waiting: list[_Words] = []  # names whose part a word behind them may tell
        for piece in (*bare.stripped().parts(_PIECES_END), None):
            role, names = self._role(piece) if piece else (None, [])
            waiting += names
            if role is None and piece is not None:
                continue
            if not all(self._is_name(name, surely=parted or role is not None) for name in waiting):
                return None
            role = role or "author"
            found[role] = (*found.get(role, ()), *(name.written for name in waiting))
            waiting = []
        return found

    def _role(self, clause: _Words) -> tuple[_Role | None, list[_Words]]:
        """Editor, author or translator, by the word behind the names."""
        for role, pattern in self._roles:
            match = pattern.fullmatch(clause.shadow)
            if match:
                return role, self._split(clause[: match.end("names")]) if match["names"] else []
        return None, self._split(clause)

    def _split(self, names: _Words) -> list[_Words]:
        """Names between commas, without those that stand for others (等)."""
        others = self._others.search(names.shadow)
        return list((names[: others.start()] if others else names).parts(_NAMES_END))

    def _is_name(self, name: _Words, *, surely: bool) -> bool:
        if not _NAME.fullmatch(name.written) or name.shadow.startswith(self._no_names):
            return False
        if surely or "·" in name.shadow:
            return True
        return len(name.shadow) <= _LONGEST_NAME and not name.shadow.endswith(self._no_ends)

    def _citation(
        self, people: dict[_Role, tuple[str, ...]], title: str, work: str | None, behind: _Words
    ) -> Citation | None:
        """What stands behind a title, by clause; None where the title is part of a sentence."""
        volume = self._volume.match(behind.shadow)
        rest = behind[volume.end() :] if volume else behind
        chapter = None
        marks = _CHAPTER.match(rest.shadow) if volume else None
        if marks:
            chapter = _marked(rest.written, marks)
            rest = rest[marks.end() :]
        clauses = list(rest.parts(_CLAUSE_END))
        if not _AFTER_TITLE.match(rest.shadow) and not (clauses and self._role(clauses[0])[0]):
            return None
        for clause in clauses:
            role, names = self._role(clause)
            if role and role not in people and all(self._is_name(name, surely=True) for name in names):
                people[role] = tuple(name.written for name in names)
        publisher = self._publisher.search(rest.shadow)
        pages = self._pages_of(rest)
        newspaper = self._newspaper.fullmatch(shadow(work or title)) and _FULL_DATE.search(rest.shadow)
        if newspaper:
            kind = CitationType.NEWS
        elif work:
            kind = CitationType.JOURNAL if self._issue.search(behind.shadow) else CitationType.OTHER
        else:
            kind = CitationType.BOOK if publisher or volume or pages or "·" in title else CitationType.OTHER
        return Citation(
            type=kind,
            title=None if newspaper and not work else title,
            chapter=chapter,
            work=work or (title if newspaper else None),
            authors=people.get("author", ()),
            editors=people.get("editor", ()),
            publisher=rest.written[slice(*publisher.span("publisher"))] if publisher else None,
            year=self._year(publisher, clauses),
            volume=self._volume_of(behind, volume, clauses),
            pages=pages,
        )

    def _volume_of(
        self, behind: _Words, volume: re.Match[str] | None, clauses: Sequence[_Words]
    ) -> str | None:
        """The volume right behind the title, else in a clause of its own."""
        if volume is not None:
            return behind.written[slice(*volume.span("volume"))]
        alone = (clause.written for clause in clauses if self._volume.fullmatch(clause.shadow))
        return next(alone, None)

    def _year(self, publisher: re.Match[str] | None, clauses: Sequence[_Words]) -> int | None:
        """The year right behind the publisher, else that of the only clause that is a year."""
        if publisher and publisher["year"]:
            return int(publisher["year"])
        years = [match[1] for clause in clauses if (match := self._year_clause.fullmatch(clause.shadow))]
        return publication_year(years[0], self._pack) if len(years) == 1 else None

    def _pages_of(self, words: _Words) -> str | None:
        found = self._pages.search(words.shadow)
        if found is None:
            return None
        return words.written[slice(*found.span(1 if found[1] else 2))]
