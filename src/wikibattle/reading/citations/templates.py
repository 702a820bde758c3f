"""Citation templates: what their arguments say of the source, by Help:Citation Style 1."""

from __future__ import annotations

import re
from functools import cache

from wikibattle.model import Citation, CitationType
from wikibattle.packs import Pack, load_pack
from wikibattle.packs.citations import CitationField, parameter_key
from wikibattle.packs.lexicon import is_unspaced
from wikibattle.reading.cells import roles_of
from wikibattle.reading.citations.identifiers import find_isbn, read_doi, read_oclc
from wikibattle.reading.date import read_date
from wikibattle.wikitext import Inline
from wikibattle.wikitext.calls import Call, CallArgument, argument_value
from wikibattle.wikitext.renderer import Renderer
from wikibattle.wikitext.roles import RoleKind
from wikibattle.wikitext.short_footnotes import anchor_of

_MARKUP = re.compile(r"''|[<&{\[_~]|-\{")
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)(\d\d)(?!\d)(?:\s*[-\u2013\u2014/]\s*(\d\d)(?![\d-]))?")
_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)|（[^（）]*）")
_AS_WRITTEN = re.compile(r"\(\((.*)\)\)", re.DOTALL)
_NAMES_END = re.compile(r"(?<!\s)\s*[;；、]\s*")
_VANCOUVER_NAME = re.compile(r"\s*\(\(([^()]*)\)\)|([^,]+)")
_ANCHOR_YEAR = re.compile(r"(?<!\d)\d{3,4}(?:[-–]\d{4}|–\d\d)?[a-z]?(?![a-z\d])|n\.d\.[a-z]?")
_SCRIPT_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?:\s*")
_ADDRESS = re.compile(r"(?:(?:https?|ftps?):)?//\S+", re.IGNORECASE)

_WORKS: tuple[tuple[CitationField, CitationType], ...] = (
    ("journal", CitationType.JOURNAL),
    ("newspaper", CitationType.NEWS),
    ("magazine", CitationType.MAGAZINE),
    ("encyclopedia", CitationType.ENCYCLOPEDIA),
    ("website", CitationType.WEB),
)
_PEOPLE = frozenset({"author", "first", "editor", "editor_first"})
ANCHOR_PREFIX = "CITEREF"
_Table = dict[str, tuple[CitationField, int]]


def read_citation_call(call: Call, renderer: Renderer, pack: Pack) -> Citation | None:
    """The source a citation template's arguments name; None where they name nothing.

    Title, names and publisher are the words a reader would see of each argument; `year` is that of
    the year or date given, None for a range of years.
    """
    given = _Given(call, renderer, pack)
    work = next((found for name, _ in _WORKS if (found := given.words(name))), None)
    citation = Citation(
        type=_type(call, given, pack),
        title=given.words("title") or _SCRIPT_CODE.sub("", given.words("script_title") or "", 1) or None,
        chapter=given.words("chapter"),
        work=work or given.words("work"),
        authors=given.names("author", "first") or _vancouver(given.words("vancouver") or ""),
        editors=given.names("editor", "editor_first"),
        publisher=given.words("publisher"),
        year=publication_year(given.words("year") or "", pack),
        volume=given.words("volume"),
        isbn=find_isbn(given.words("isbn") or ""),
        doi=read_doi(given.words("doi") or ""),
        oclc=read_oclc(given.words("oclc") or ""),
        url=given.address("url"),
        pages=given.words("pages"),
    )
    return None if citation == Citation(type=citation.type) else citation


def citation_anchor(call: Call, renderer: Renderer, pack: Pack) -> str | None:
    """What short footnotes name this source by: names and year as one word, or what `ref` sets.

    The names are those of the first four authors, else editors, as Help:Citation Style 1 has it.
    None where the template makes no anchor.
    """
    given = call.arguments.get("ref")
    if given is not None:
        made = next((renderer.document.call_at.get(node.start) for node in given.nodes), None)
        if made is not None and is_anchor(made, pack):
            return anchor_of(made)
        named = argument_value(renderer.text, given).casefold()
        if named == "none":
            return None
        if named and named != "harv":
            return argument_value(renderer.text, given).removeprefix(ANCHOR_PREFIX)
    arguments = _Given(call, renderer, pack)
    names = arguments.last_names("author") or arguments.last_names("editor")
    year = _ANCHOR_YEAR.search(arguments.words("year") or "")
    return "".join(names[:4]) + (year[0] if year else "") if names else None


def is_anchor(call: Call, pack: Pack) -> bool:
    """Whether a template makes an anchor of names and year, as `{{harvid}}` does."""
    role = roles_of(pack).get(call.name)
    return role is not None and role.kind is RoleKind.HIDDEN and role.value == "anchor"


def is_citation(name: str, pack: Pack) -> bool:
    """Whether a template of this name cites a source in full."""
    role = roles_of(pack).get(name)
    return role is not None and role.kind is RoleKind.CITATION and role.value != "short"


def publication_year(words: str, pack: Pack) -> int | None:
    """The one year of a date of publication, of an era too (民国二十三年); None for a range of years.

    What stands in brackets beside a year is that of another edition: "1990 [1950]".
    """
    bare = _IN_BRACKETS.sub(" ", words)
    found = list(_YEAR.finditer(bare)) or list(_YEAR.finditer(words))
    years = {int(match[0][:4]) for match in found}
    if len(years) == 1 and not any(match[2] and int(match[2]) > int(match[1]) for match in found):
        return years.pop()
    if years or not words:
        return None
    date = read_date(Inline.plain(words), pack).value
    if date is None or date.end is None or date.start[:4] != date.end[:4]:
        return None
    return int(date.start[:4]) if date.start[:4].isdecimal() and len(date.start) >= 4 else None


def given_words(
    call: Call, name: CitationField, renderer: Renderer, pack: Pack
) -> tuple[str, tuple[int, int]] | None:
    """The words a citation template gives for a field, and where they stand; None where it does not."""
    return _Given(call, renderer, pack).place(name)


class _Given:
    """The arguments of one citation template, by what they hold."""

    def __init__(self, call: Call, renderer: Renderer, pack: Pack) -> None:
        self._renderer = renderer
        self._pack = pack
        self._single: dict[CitationField, tuple[int, CallArgument]] = {}
        self._people: dict[CitationField, dict[int, CallArgument]] = {}
        table = _table(pack.language)
        for argument in call.arguments.values():
            if argument.positional or not renderer.text[argument.start : argument.end].strip():
                continue
            stem, number = parameter_key(argument.key)
            if stem in table:
                self._add(*table[stem], number, argument)

    def _add(self, name: CitationField, rank: int, number: int, argument: CallArgument) -> None:
        if name in _PEOPLE:
            self._people.setdefault(name, {}).setdefault(number, argument)
        elif name not in self._single or rank < self._single[name][0]:
            self._single[name] = rank, argument

    def has(self, name: CitationField) -> bool:
        """Whether an argument of this kind is given."""
        return name in self._single

    def words(self, name: CitationField) -> str | None:
        """What a reader sees of an argument, on one line."""
        found = self._single.get(name)
        return self._words(found[1]) or None if found else None

    def place(self, name: CitationField) -> tuple[str, tuple[int, int]] | None:
        """The words of an argument, and the range of its value."""
        found = self._single.get(name)
        if found is None:
            return None
        return self._words(found[1]), (found[1].start, found[1].end)

    def address(self, name: CitationField) -> str | None:
        """A web address as it stands; None for what is none."""
        found = self._single.get(name)
        address = argument_value(self._renderer.text, found[1]) if found else ""
        return address if _ADDRESS.fullmatch(address) else None

    def names(self, last: CitationField, first: CitationField) -> tuple[str, ...]:
        """People by number: "Last, First" where given apart; several in one argument are parted."""
        lasts, firsts = self._people.get(last, {}), self._people.get(first, {})
        names: list[str] = []
        for number in sorted(lasts):
            written = self._words(lasts[number])
            if number in firsts:
                names.append(_full_name(written, self._words(firsts[number])))
            elif as_written := _AS_WRITTEN.fullmatch(written):
                names.append(as_written[1].strip())
            else:
                names += _NAMES_END.split(written)
        others = words_for_others(self._pack.language)
        return tuple(name for name in names if name and name.casefold() not in others)

    def last_names(self, last: CitationField) -> list[str]:
        """The last names of people as given, by number."""
        found = self._people.get(last, {})
        return [words for number in sorted(found) if (words := self._words(found[number]))]

    def _words(self, argument: CallArgument) -> str:
        written = argument_value(self._renderer.text, argument)
        if argument.nodes or not written.isprintable() or _MARKUP.search(written):
            written = self._renderer.plain(argument, 0)
        return " ".join(written.split())


def _full_name(last: str, first: str) -> str:
    if is_unspaced(last[-1:]) and is_unspaced(first[:1]):
        return last + first
    return f"{last}, {first}" if first else last


def _vancouver(words: str) -> tuple[str, ...]:
    """`vauthors=Smith J, Brown KL, ((A Company, Ltd))`."""
    names = (match[1] or match[2] or "" for match in _VANCOUVER_NAME.finditer(words))
    return tuple(name.strip() for name in names if name.strip())


def _type(call: Call, given: _Given, pack: Pack) -> CitationType:
    """By the template's name; of one for any source ({{citation}}) by the arguments."""
    for words in (pack.citations, load_pack("en").citations):
        known = words.type_of.get(call.name.casefold())
        if known:
            return known
    for name, kind in _WORKS:
        if given.has(name):
            return kind
    if given.has("isbn") or given.has("publisher") or given.has("oclc"):
        return CitationType.BOOK
    return CitationType.WEB if given.has("url") else CitationType.OTHER


@cache
def _table(language: str) -> _Table:
    """The stems of a language before those of English, which are understood everywhere."""
    return {**load_pack("en").citations.stems, **load_pack(language).citations.stems}


@cache
def words_for_others(language: str) -> frozenset[str]:
    """Words that stand in a list of authors for those who are not named, in lower case."""
    return frozenset((*load_pack("en").citations.others, *load_pack(language).citations.others))
