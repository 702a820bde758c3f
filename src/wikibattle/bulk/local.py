"""Many inputs in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wikibattle.battle.cheap import has_battle
from wikibattle.battle.parse import parse
from wikibattle.model import Battle
from wikibattle.packs import known_languages
from wikibattle.sources.article import Article
from wikibattle.sources.enterprise import is_snapshot, read_snapshot
from wikibattle.sources.files import Source, SourceError


def parse_sources(
    sources: Iterable[Source | SourceError], *, lang: str | None = None, title: str | None = None
) -> Iterator[tuple[Source, Battle] | SourceError]:
    """The battle of each input in turn; a `SourceError` in the place of one that cannot be read.

    Of a snapshot of Wikimedia Enterprise, its battles. `title`: of the one input there is; else each
    input's own name gives it. Raises `UnknownLanguageError`.
    """
    for source in sources:
        if isinstance(source, SourceError):
            yield source
            continue
        if is_snapshot(source.path):
            yield from _parse_snapshot(source, lang)
            continue
        try:
            text = source.read()
        except SourceError as error:
            yield error
            continue
        yield source, parse(text, title=title or source.title, lang=lang)


def _parse_snapshot(source: Source, lang: str | None) -> Iterator[tuple[Source, Battle] | SourceError]:
    for article in read_snapshot(source.path):
        if isinstance(article, SourceError):
            yield article
        elif has_battle(article.text, stated_language(article, lang)):
            yield source, parse_article(article, lang=lang)


def parse_article(article: Article, *, lang: str | None = None) -> Battle:
    """The battle of an article whose page is known.

    `lang`: without it the source's own language, where there is a pack for it; else told from the
    text. Raises `UnknownLanguageError`.
    """
    return parse(article.text, title=article.title, lang=stated_language(article, lang), page=article.page)


def stated_language(article: Article, lang: str | None) -> str | None:
    """`lang`, else the article's own language where there is a pack for it, else None."""
    return lang or (article.language if article.language in known_languages() else None)
