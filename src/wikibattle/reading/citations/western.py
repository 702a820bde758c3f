"""Notes in plain words where words are parted by blanks: "Ash and Bo (1990), p. 12".

What a note may look like: names, a year, a title in italics or quotation marks, a publisher, a volume
and pages, in the order of the usual styles. It is read from its start, piece by piece; what no piece
fits is a remark and ends it. A note that begins otherwise is no citation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from wikibattle.model import Citation, CitationType
from wikibattle.packs import Pack, load_pack
from wikibattle.packs.alternation import alternation
from wikibattle.packs.lexicon import UNSPACED
from wikibattle.reading.citations.identifiers import find_isbn, read_doi, read_oclc
from wikibattle.reading.citations.people_names import People, name_reader
from wikibattle.wikitext import Inline

#: What a note cites first stands within so many characters; a note's later sources are read up to here too.
LONGEST_NOTE = 1200
LONGEST_CITATION = 400
LONGEST_TITLE = 250
MOST_CITATIONS = 12

_TITLE, _QUOTED, _ADDRESS = "\ue100", "\ue101", "\ue102"
_RUNS = "\ue100-\ue102"
_QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|„[^„“”]*[“”]")
_SEPARATORS = re.compile(r"[\s,.:;·–—-]*")
_YEAR = r"(?:1\d|20)\d\d"
_BARE_YEAR = re.compile(rf"({_YEAR})[a-z]?(?![\w–/-])")
_BRACKET = re.compile(r"\(([^()]{1,120})\)|\[([^\[\]]{1,120})\]")
_ONLY_YEAR = re.compile(rf"(?<!\D)\D*+({_YEAR})[a-z]?")
_PLACE_AND_NAME = (
    rf"(?:(?P<place>[^\W\d_][^;:(){_RUNS}]{{0,50}}?):\s*)?(?P<publisher>[^\W\d_][^;:(){_RUNS}]{{1,80}}?)"
)
_PUBLISHED = re.compile(rf"{_PLACE_AND_NAME}[,;]?\s+\(?(?P<year>{_YEAR})\)?(?![\w–-])")
_PUBLISHER = re.compile(rf"{_PLACE_AND_NAME}(?P<year>)(?:\.?\Z|\.(?=\s)(?<!\b[^\W\d_]\.))")
_IMPRINT = re.compile(
    rf"(?:[^\W\d_][\w'&-]{{0,30}},?\s+){{1,4}}?\(?({_YEAR})\)?(?![\w–-])"
)  # who or where is not sure
_PLAIN_TITLE = re.compile(
    rf"(?P<title>[^\W\d_][^.;()\[\]{_RUNS}]{{2,150}})\."
    rf"(?=\s+(?:(?P<place>[^\W\d_][^.;:()]{{0,40}}):)?\s*(?P<publisher>[^.;:(){_RUNS}]{{2,80}}))"
)
_NUMBER = re.compile(
    r"(?P<label>isbn|oclc|doi)(?:-1[03])?[\s:]*(?P<number>[^\s,;()]{1,60}(?:[ -]\d{1,7}){0,6})", re.IGNORECASE
)
_PAGE = r"(?:\d{1,5}[a-z]?|[ivxlcdm]{1,8})"
_PAGES = rf"{_PAGE}(?:\s?[–—-]\s?{_PAGE})?"
_VOLUME_AND_ISSUE = re.compile(
    r"(?P<volume>\d{1,4})(?:[.#]\d{1,3}|\s?\(\d{1,3}(?:[/–-]\d{1,3})?\))(?=[\s:,;(]|\Z)"
)
_PAGES_OF_VOLUME = re.compile(rf"(?:(?<=:)|(?<=: ))(?P<pages>{_PAGES})(?![\w/])")
_LONE_PAGES = re.compile(rf"({_PAGES})(?=\W*\Z)")
_JOURNAL = re.compile(r"\bvol\b|\bno\b|\d[.#]\d|\d\s*\(\d", re.IGNORECASE)
_WEB = re.compile(r"(?:https?:)?//\S+", re.IGNORECASE)
_PIECES_END = re.compile(r",\s*|(?<=[^\W\d_]{2})\.\s+")
_JOINED = re.compile(r"\band\b|&")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_UNSPACED_TITLE = re.compile(rf"[{UNSPACED}]{{4}}")
_TITLE_WORDS = 2  # fewer long words than this are no title but a place in one
_PART = re.compile(r";(?![^()]{0,120}\))")


@dataclass(slots=True)
class _Found:
    """What has been read of one citation."""

    people: People = field(default_factory=People)
    title: str | None = None
    quoted: str | None = None
    address: str | None = None
    linked: str | None = None
    publisher: str | None = None
    year: int | None = None
    volume: str | None = None
    pages: str | None = None
    finished: bool = False  # nothing but separators is left


class WesternNotes:
    """Reads notes by the words of one language and of English."""

    def __init__(self, pack: Pack) -> None:
        words = (pack.citations, load_pack("en").citations)
        signs = [word for part in words for word in part.pages]
        joined = "|".join(map(re.escape, signs))  # p245
        pages = rf"(?:{alternation(signs)}|(?<![^\W_])(?:{joined})(?=\d))"
        volumes = alternation(word for part in words for word in part.volumes)
        more = rf"(?:\s?(?:,|&|and)\s?(?!{_YEAR}(?!\d)){_PAGES}(?!\w|\.\d))*"
        self._pages = re.compile(rf"(?:(?:and|&)\s+)?{pages}\.?\s*(?P<pages>{_PAGES}{more})", re.IGNORECASE)
        self._volume = re.compile(rf"{volumes}\.?\s*(?P<volume>\d{{1,4}}|[IVXLC]{{1,8}})\b", re.IGNORECASE)
        leads = alternation(word.rstrip(".") for part in words for word in part.leads)
        self._lead = re.compile(rf"[\s*]*(?:{leads}[.:,]?\s+)?", re.IGNORECASE)
        self._stop = re.compile(
            rf"[\d(\[{_RUNS}]|{pages}\.?\s*(?=\d|[ivxlc]+\b)|{volumes}\.?\s*(?=\d|[ivxlc]+\b)"
            rf"|\b[IVX]{{1,5}}\b(?=[\s,]*{pages}\b)",
            re.IGNORECASE,
        )
        issues = alternation(word for part in words for word in part.issues)
        self._issue = re.compile(rf"{issues}\.?\s*\d{{1,4}}\b", re.IGNORECASE)
        self._bare_volume = re.compile(rf"(?P<volume>[IVX]{{1,5}})(?=[\s,]*{pages}\b)")
        publishers = alternation(word for part in words for word in part.publishers)
        self._publishers = re.compile(publishers, re.IGNORECASE)
        self._again = frozenset(word for part in words for word in part.again)
        self._names = name_reader(pack.language)

    def read(self, note: Inline) -> list[Citation]:
        """The sources a note cites, one after the other with semicolons between; none if unsure."""
        text = note.text[:LONGEST_NOTE].split("\n", 1)[0]
        masked = _masked(note, text)
        found: list[Citation] = []
        if masked is None:
            return found
        for start, end in _parts(masked):
            citation = self._citation(text[start:end], masked[start:end], note.part(start, end))
            if citation is None:
                break
            found.append(citation)
        return found

    def _citation(self, text: str, masked: str, part: Inline) -> Citation | None:
        lead = self._lead.match(masked)
        at = lead.end() if lead else 0
        stop = self._stop.search(masked, at, at + LONGEST_CITATION)
        head = stop.start() if stop else len(masked)
        found = _Found()
        if text[at:head].strip(" .,:"):
            people = self._names.read(text[at:head])
            if people is None:
                return None
            found.people = people
        self._rest(found, text, masked, part, head)
        return _judged(found, text)

    def _rest(self, found: _Found, text: str, masked: str, part: Inline, at: int) -> None:
        """Reads the pieces behind the names, until one fits nothing."""
        while True:
            at = _end(_SEPARATORS, masked, at)
            if at >= len(masked):
                found.finished = True
                return
            after = self._piece(found, text, masked, part, at)
            if after is None:
                return
            at = after

    def _piece(self, found: _Found, text: str, masked: str, part: Inline, at: int) -> int | None:
        """Reads the piece that begins at `at`; where it ends, or None."""
        if masked[at] in {_TITLE, _QUOTED, _ADDRESS}:
            end = _run_end(masked, at)
            words = " ".join(text[at:end].split()).strip(' ,.;:“”"«»„')
            if masked[at] == _ADDRESS and masked[end : end + 1] in {_QUOTED, _TITLE}:
                return end if self._before_title(found, words) else None
            return end if self._run(found, masked[at], words, part, at, end) else None
        for pattern, reader in (
            (self._pages, _read_pages),
            (self._volume, _read_volume),
            (self._bare_volume, _read_volume),
            (self._issue, _pass_over),
            (_VOLUME_AND_ISSUE, _read_volume),
            (_PAGES_OF_VOLUME, _read_pages_of_volume),
            (_NUMBER, _pass_over),
            (_BARE_YEAR, _read_year),
            (_BRACKET, self._bracket),
            (_PLAIN_TITLE, self._plain_title),
            (_PUBLISHED, self._published),
            (_PUBLISHER, self._published),
            (_IMPRINT, _read_imprint),
            (_LONE_PAGES, _read_lone_pages),
        ):
            match = pattern.match(masked, at)
            if match and reader(found, match):
                return match.end()
        return None

    def _run(self, found: _Found, sign: str, words: str, part: Inline, at: int, end: int) -> bool:
        """A title in italics, quoted or linked words; False for what can be none here."""
        if sign == _ADDRESS:
            known = self._linked(found, words)
        elif sign == _TITLE:
            known = found.title is None and words.casefold() not in self._again
            found.title = found.title if not known else words or None
        else:
            known = found.title is None and found.quoted is None and found.linked is None
            known = known and words[:1].isupper() and len(words) <= LONGEST_TITLE
            found.quoted = words if known else found.quoted
        if known:
            found.address = found.address or _address(part, at, end)
        return known

    def _before_title(self, found: _Found, words: str) -> bool:
        """Linked words right before a title are its authors; False for any others."""
        people = self._names.read(words)
        if people is None or found.people.names or people.surnames:
            return False
        found.people = people
        return True

    def _linked(self, found: _Found, words: str) -> bool:
        """Linked words are pages, a title, or the names before one."""
        pages = self._pages.fullmatch(words)
        if pages:
            return _read_pages(found, pages)
        if found.title or found.quoted or found.linked or not _may_be_title(words):
            return False
        found.linked = words
        return True

    def _bracket(self, found: _Found, match: re.Match[str]) -> bool:
        """(1990), (Ford & Sons, 1990), (York: Ford, 1990), (ed.)."""
        inside = (match[1] or match[2] or "").strip()
        published = _PUBLISHED.fullmatch(inside)
        if published:
            return self._published(found, published) or _set_year(found, published["year"])
        year = _ONLY_YEAR.fullmatch(inside)
        if year:
            return _set_year(found, year[1])
        if self._names.is_edited(inside):
            found.people = replace(found.people, edited=True)
            return True
        return False

    def _published(self, found: _Found, match: re.Match[str]) -> bool:
        """A publisher and perhaps a year: behind a place and a colon, or with a publisher's words."""
        if found.title is None and found.quoted is None and found.linked is None:
            return False
        publisher = self._publisher(match["place"], match["publisher"])
        year = match["year"]
        if publisher is None or found.publisher or (year and found.year is not None):
            return False
        if not year and found.pages:  # what follows the pages is a remark
            return False
        found.publisher = publisher
        return _set_year(found, year) if year else True

    def _publisher(self, place: str | None, words: str) -> str | None:
        """The publisher's name among words: all behind a colon, else what has a word of such names."""
        if place:
            return words.strip(" ,.") if _is_title_case(place) and words[:1].isupper() else None
        pieces = [piece.strip(" .") for piece in _PIECES_END.split(words)]
        named = [index for index, piece in enumerate(pieces) if self._publishers.search(piece)]
        if not named or named != list(range(named[0], named[-1] + 1)):
            return None
        first = named[0]
        if first and _JOINED.search(pieces[first]) and " " not in pieces[first - 1]:
            return None  # "Little, Brown and Company", or "Boston, Brown and Company"
        publisher = ", ".join(pieces[first : named[-1] + 1])
        return publisher if self._names.may_begin(publisher) else None

    def _plain_title(self, found: _Found, match: re.Match[str]) -> bool:
        """ "Ash, J. (1990). The Fords. York: Ford.": a title that names and year lead to."""
        before = found.title or found.quoted or found.linked or found.pages
        if before or found.year is None or not found.people.names:
            return False
        if not (match["place"] or self._publishers.search(match["publisher"])):
            return False
        found.title = match["title"].strip()
        return True


def _masked(note: Inline, text: str) -> str | None:
    """The text with linked words, titles and quotations painted over, a sign a letter.

    None where italics and a link cross: their signs are not closed.
    """
    signs = list(text)
    addresses = [(mark.start, mark.end) for mark in note.marks if mark.role == "address"]
    italics = [(mark.start, mark.end) for mark in note.marks if mark.role == "italic"]
    if any(start < first < end < last for start, end in addresses for first, last in italics):
        return None
    quotations = [match.span() for match in _QUOTATION.finditer(text)]
    for sign, runs in ((_ADDRESS, addresses), (_TITLE, italics), (_QUOTED, quotations)):
        for start, end in runs:
            if end <= len(text):
                signs[start:end] = sign * (end - start)
    return "".join(signs)


def _parts(masked: str) -> Iterator[tuple[int, int]]:
    """The parts between semicolons outside brackets."""
    start = 0
    for count, match in enumerate(_PART.finditer(masked)):
        if count >= MOST_CITATIONS:
            return
        yield start, match.start()
        start = match.end()
    yield start, len(masked)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _may_be_title(words: str) -> bool:
    """Whether linked words are more than a place in a source."""
    return len(_LONG_WORD.findall(words)) >= _TITLE_WORDS or _UNSPACED_TITLE.search(words) is not None


def _address(part: Inline, start: int, end: int) -> str | None:
    """Where the link over (a part of) a range leads."""
    links = (mark for mark in part.marks if mark.role == "address")
    return next((mark.value for mark in links if mark.start < end and start < mark.end), None)


def _is_title_case(words: str) -> bool:
    return all(word[0].isupper() for word in words.split())


def _run_end(masked: str, at: int) -> int:
    end = at
    while end < len(masked) and masked[end] == masked[at]:
        end += 1
    return end


def _set_year(found: _Found, year: str) -> bool:
    found.year = found.year or int(year)
    return True


def _read_year(found: _Found, match: re.Match[str]) -> bool:
    return found.year is None and _set_year(found, match[1])


def _read_imprint(found: _Found, match: re.Match[str]) -> bool:
    """A year behind a word or two that are a publisher's or a place's name: "Walker, 2005"."""
    words = match[0][: match.start(1) - match.start()].replace(",", " ").rstrip(" (")
    return found.title is not None and _is_title_case(words) and _read_year(found, match)


def _read_pages(found: _Found, match: re.Match[str]) -> bool:
    pages = match["pages"].strip()
    found.pages = f"{found.pages}, {pages}" if found.pages else pages
    return True


def _read_volume(found: _Found, match: re.Match[str]) -> bool:
    found.volume = found.volume or match["volume"]
    return True


def _read_pages_of_volume(found: _Found, match: re.Match[str]) -> bool:
    """Pages without a sign, behind a journal's volume and a colon: "63(2): 305–344"."""
    return found.volume is not None and found.pages is None and _read_pages(found, match)


def _pass_over(_found: _Found, _match: re.Match[str]) -> bool:
    """An issue has no field of its own; an ISBN and the like is read from the whole."""
    return True


def _read_lone_pages(found: _Found, match: re.Match[str]) -> bool:
    """Pages without a sign, at the end behind a title or a year: "Ash, ''Fords'', 160"."""
    if (found.title is None and found.year is None) or found.pages is not None:
        return False
    found.pages = match[1]
    return True


def _judged(found: _Found, text: str) -> Citation | None:
    """What was read as a citation; None where it may as well be something else."""
    people, title = found.people, found.title
    if title is None and found.quoted is None and found.linked is None:
        sure = found.year is not None or not people.by_comma
        sure = sure and (found.pages is not None or (found.year is not None and found.finished))
        kind = CitationType.SHORT if people.names and sure else None
    elif not people.names and not (
        found.pages or found.publisher or found.linked or (title and found.quoted)
    ):
        kind = None
    else:
        kind = _kind(found, text)
    if kind is None:
        return None
    main = title or found.quoted or found.linked
    both = title is not None and found.quoted is not None
    unsure = found.linked is not None and people.surnames  # "Pictures: [a link]"
    return Citation(
        type=kind,
        title=found.quoted if both else main,
        work=title if both else None,
        authors=() if people.edited or unsure else people.names,
        editors=people.names if people.edited else (),
        publisher=found.publisher,
        year=found.year,
        volume=found.volume,
        isbn=_number(text, "isbn", find_isbn),
        doi=_number(text, "doi", read_doi),
        oclc=_number(text, "oclc", read_oclc),
        url=found.address if found.address and _WEB.fullmatch(found.address) else None,
        pages=found.pages,
    )


def _kind(found: _Found, text: str) -> CitationType:
    if found.quoted is not None:
        if found.title is None:
            return CitationType.WEB if found.address else CitationType.OTHER
        return CitationType.JOURNAL if _JOURNAL.search(text) else CitationType.OTHER
    if found.title is None and not (found.publisher and found.pages):
        return CitationType.WEB
    full_name = found.people.names and not found.people.surnames
    if found.publisher or found.year or full_name or "isbn" in text.casefold():
        return CitationType.BOOK
    return CitationType.SHORT


def _number(text: str, label: str, reader: Callable[[str], str | None]) -> str | None:
    """The number behind the only label of its kind."""
    found = [match for match in _NUMBER.finditer(text) if match["label"].casefold() == label]
    return reader(found[0]["number"].rstrip(".")) if len(found) == 1 else None
