"""The full sources of a page, found by what short footnotes say of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wikibattle.model import Citation, Source
from wikibattle.packs.lexicon import is_unspaced
from wikibattle.script import same_name_key
from wikibattle.wikitext.short_footnotes import one_dash

#: A source with more authors than this is cited by the first alone ("Ash et al.").
_MOST_NAMED = 3

_LETTERED = re.compile(r"\d[a-z]\Z")


class Bibliography:
    """The sources of one page, each under its anchor and under its authors' names."""

    def __init__(self, entries: Sequence[tuple[Source, str | None]]) -> None:
        """`entries`: the sources in order, each with the anchor its template makes."""
        self.sources = tuple(source for source, _ in entries)
        self._by_anchor: dict[str, str] = {}
        self._by_name: dict[str, list[Source]] = {}
        for source, anchor in entries:
            if anchor:
                self._by_anchor.setdefault(anchor_key(anchor), source.id)
            for name in set(_keys_of(_people(source.citation)[:1])):
                self._by_name.setdefault(name, []).append(source)

    def source_of(self, citation: Citation, anchor: str | None) -> str | None:
        """The id of the source cited: by the anchor it is named by, else by names, year and title."""
        if anchor:
            found = self.by_anchor(anchor)
            if found is not None or _LETTERED.search(anchor):  # 1990a is one of several of a year
                return found
        return self.by_names(citation.authors or citation.editors, citation.year, citation.title)

    def by_anchor(self, anchor: str) -> str | None:
        """The id of the source with this anchor; the first of several, as a browser goes to."""
        return self._by_anchor.get(anchor_key(anchor))

    def by_names(self, names: Sequence[str], year: int | None, title: str | None = None) -> str | None:
        """The id of the one source by these authors (of that year), whose title begins with `title`.

        None where several fit or none does.
        """
        if not names:
            return None
        keys = [same_name_key(last_name(name)) for name in names]
        start = same_name_key(title or "").removeprefix("the ")
        fitting = [
            source
            for source in self._by_name.get(keys[0], ())
            if (year is None or source.citation.year == year)
            and _fits(keys, _people(source.citation))
            and same_name_key(source.citation.title or "").removeprefix("the ").startswith(start)
        ]
        titles = sorted({same_name_key(source.citation.title or source.id) for source in fitting}, key=len)
        one_work = bool(titles) and all(titles[0] in other for other in titles)
        return fitting[0].id if one_work else None  # it may be listed twice


def anchor_key(anchor: str) -> str:
    """An anchor to compare: scripts, case, blanks and kinds of dashes make no difference."""
    return same_name_key(one_dash(anchor))


def _fits(keys: Sequence[str], people: Sequence[str]) -> bool:
    """Whether these names, in order, are those of a source's people, or of the first of many."""
    if len(keys) == 1 and len(people) > _MOST_NAMED:
        return True
    return len(keys) == min(len(people), 4) and all(
        key in set(_keys_of([person])) for key, person in zip(keys, people, strict=False)
    )


def _people(citation: Citation) -> tuple[str, ...]:
    return citation.authors or citation.editors


def _keys_of(people: Iterable[str]) -> Iterator[str]:
    """What each may be cited by: the whole name, and the last name alone."""
    for person in people:
        whole = same_name_key(person)
        yield whole
        last = last_name(person)
        if same_name_key(last) != whole:
            yield same_name_key(last)


def last_name(person: str) -> str:
    """ "Chandler" of "Chandler, David" and of "David G. Chandler"; a name without blanks whole."""
    before, comma, _ = person.partition(",")
    if comma or is_unspaced(before[-1:]):
        return before.strip()
    return before.split()[-1] if before.split() else before
