"""Articles from a MediaWiki: by title, by category, by the template they call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from wikibattle.model import Page
from wikibattle.sources.answers import General, Listed, PageAnswer, Query, Revision, Slot
from wikibattle.sources.api import Api, FetchError
from wikibattle.sources.article import Article
from wikibattle.sources.files import SourceError
from wikibattle.sources.revisions import RevisionCache

#: What the API takes at once from those who have no special right.
TITLES_A_REQUEST = 50
_TEMPLATE, _CATEGORY = 10, 14
#: Before a value of several: then "|" does not part them.
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class WikiSite:
    """What a wiki says of itself; `prefixes`: the names of its namespaces by number, in lower case."""

    language: str | None
    database: str | None
    prefixes: dict[int, frozenset[str]]


@dataclass(slots=True)
class _Found:
    """What the wiki says of a batch of titles."""

    moved: dict[str, str] = field(default_factory=dict)
    pages: dict[str, PageAnswer] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)

    def add(self, part: Query) -> None:
        """Takes one answer; a page may come in several, each with some of what was asked."""
        for move in (*part.normalized, *part.converted, *part.redirects):
            self.moved[move.source] = move.to
        for other in part.interwiki:
            self.elsewhere[other.title] = other.iw
        for page in part.pages:
            said = {name: getattr(page, name) for name in page.model_fields_set}
            self.pages[page.title] = self.pages.get(page.title, page).model_copy(update=said)

    def final(self, title: str) -> str:
        """The title at the end of normalisation, script conversion and redirects."""
        seen = {title}
        while title in self.moved and self.moved[title] not in seen:
            title = self.moved[title]
            seen.add(title)
        return title


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A page whose text is wanted."""

    title: str
    page_id: int
    revision: Revision
    url: str | None


class Wiki:
    """A wiki behind its `Api`."""

    def __init__(self, api: Api, cache: RevisionCache | None = None) -> None:
        """`cache`: None asks for every text anew."""
        self._api = api
        self._cache = cache
        self._given: set[int] = set()

    @cached_property
    def site(self) -> WikiSite:
        """What the wiki says of itself. Raises `FetchError`."""
        general = General()
        prefixes: dict[int, set[str]] = {}
        for part in self._api.query(meta="siteinfo", siprop="general|namespaces|namespacealiases"):
            general = part.general or general
            for space in (*part.namespaces.values(), *part.namespacealiases):
                names = (space.name, space.canonical, space.alias)
                prefixes.setdefault(space.id, set()).update(name.lower() for name in names if name)
        spaces = {number: frozenset(names) for number, names in prefixes.items()}
        return WikiSite(general.lang, general.wikiid, spaces)

    def articles(self, titles: Iterable[str]) -> Iterator[Article | SourceError]:
        """The article of each title in turn, found as the wiki itself finds it: any spelling of the
        title, any script variant, through redirects. A page that two titles lead to comes once.

        A `SourceError` stands in the place of one that is not there. Raises `FetchError` where the
        wiki cannot be asked any more.
        """
        wanted = (title.strip() for title in titles)
        for batch in _batches(title for title in wanted if title):
            yield from self._batch(batch)

    def category(self, name: str, depth: int = 0) -> Iterator[str]:
        """Titles of the articles in a category and, `depth` levels down, in those within it, each once."""
        waiting = [(self._prefixed(name, _CATEGORY, "Category"), 0)]
        categories = {waiting[0][0]}
        titles: set[str] = set()
        for category, level in waiting:
            for member in self._members(category, subcategories=level < depth):
                title = member.title
                if member.ns == _CATEGORY:
                    if title not in categories:
                        categories.add(title)
                        waiting.append((title, level + 1))
                elif title not in titles:
                    titles.add(title)
                    yield title

    def template(self, name: str) -> Iterator[str]:
        """Titles of the articles that call a template, by any of its names."""
        title = self._prefixed(name, _TEMPLATE, "Template")
        for part in self._api.query(
            list="embeddedin", eititle=title, einamespace="0", eilimit="max", eifilterredir="nonredirects"
        ):
            yield from (page.title for page in part.embeddedin)

    def _members(self, category: str, *, subcategories: bool) -> Iterator[Listed]:
        spaces = f"0|{_CATEGORY}" if subcategories else "0"
        for part in self._api.query(
            list="categorymembers", cmtitle=category, cmnamespace=spaces, cmlimit="max", cmprop="title"
        ):
            yield from part.categorymembers

    def _prefixed(self, name: str, space: int, canonical: str) -> str:
        """A name with its namespace, which may be written in the wiki's own language."""
        prefix, colon, _ = name.partition(":")
        known = self.site.prefixes.get(space, frozenset())
        return name if colon and prefix.strip().lower() in known else f"{canonical}:{name}"

    def _batch(self, titles: list[str]) -> Iterator[Article | SourceError]:
        found = self._look_up(titles)
        wanted: list[_Wanted | SourceError] = []
        for title in titles:
            page = self._page(title, found)
            if isinstance(page, SourceError):
                wanted.append(page)
            elif page.page_id not in self._given:
                self._given.add(page.page_id)
                wanted.append(page)
        texts = self._texts([page for page in wanted if isinstance(page, _Wanted)])
        for page in wanted:
            yield page if isinstance(page, SourceError) else self._article(page, texts)

    def _look_up(self, titles: list[str]) -> _Found:
        found = _Found()
        for part in self._api.query(
            titles=_BETWEEN + _BETWEEN.join(titles),
            prop="info|revisions",
            inprop="url",
            rvprop="ids|timestamp",
            redirects="1",
            converttitles="1",
        ):
            found.add(part)
        return found

    def _page(self, title: str, found: _Found) -> _Wanted | SourceError:
        final = found.final(title)
        where = title + (f" (which is {final})" if final != title else "")
        if final in found.elsewhere:
            return self._error(where, f"a page of another wiki ({found.elsewhere[final]})")
        page = found.pages.get(final)
        if page is None:
            return self._error(where, "the wiki says nothing of it (a redirect to itself?)")
        if page.invalid:
            return self._error(where, f"no title: {page.invalidreason}")
        if page.missing or page.pageid is None or not page.revisions:
            return self._error(where, "no such page")
        if page.contentmodel != "wikitext":
            return self._error(where, f"its content is {page.contentmodel}, not wikitext")
        return _Wanted(page.title, page.pageid, page.revisions[0], page.canonicalurl)

    def _texts(self, pages: list[_Wanted]) -> dict[int, str]:
        """The text of each page's revision, from the cache, else from the wiki; hidden ones are absent."""
        texts = {}
        missing = []
        for page in pages:
            revision = page.revision.revid
            text = self._cache.get(revision) if self._cache else None
            if text is None:
                missing.append(str(revision))
            else:
                texts[revision] = text
        if missing:
            texts |= self._ask_texts(missing)
        return texts

    def _ask_texts(self, revisions: list[str]) -> dict[int, str]:
        texts = {}
        for part in self._api.query(
            revids="|".join(revisions), prop="revisions", rvprop="ids|content", rvslots="main"
        ):
            for revision in (revision for page in part.pages for revision in page.revisions):
                text = revision.slots.get("main", Slot()).content
                if text is None:
                    continue
                texts[revision.revid] = text
                if self._cache:
                    self._cache.put(revision.revid, text)
        return texts

    def _article(self, page: _Wanted, texts: dict[int, str]) -> Article | SourceError:
        revision = page.revision
        text = texts.get(revision.revid)
        if text is None:
            return self._error(page.title, f"the text of revision {revision.revid} is hidden")
        if not text.strip():
            return self._error(page.title, "empty: there is no wikitext to read")
        of = Page(
            page_id=page.page_id,
            revision_id=revision.revid,
            timestamp=revision.timestamp,
            site=self.site.database,
            url=page.url,
        )
        return Article(page.title, text, of, self.site.language)

    def _error(self, title: str, why: str) -> FetchError:
        return FetchError(f"{self._api.host}: {title}: {why}")


def _batches(titles: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(titles)
    while batch := list(dict.fromkeys(islice(waiting, TITLES_A_REQUEST))):
        yield batch
