"""`wikibattle fetch`: battles from Wikipedia, or from any MediaWiki.

Exit status: 1 where a page could not be read or a wiki not asked, else 0.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from wikibattle.cli.output import add_options as output_options

if TYPE_CHECKING:
    from wikibattle.sources.article import Article
    from wikibattle.sources.files import SourceError
    from wikibattle.sources.mediawiki import Wiki

ALL_READ, SOME_FAILED = 0, 1
_WIKITEXT = "wikitext"
_CONTACT = "WIKIBATTLE_CONTACT"
#: "zh:Title": the language of a Wikipedia before a title.
_PREFIXED = re.compile(r"([a-z]{2,3}(?:-[a-z]+)*|simple):(.+)", re.DOTALL)


def add_options(command: argparse.ArgumentParser) -> None:
    """What `fetch` takes."""
    command.add_argument(
        "titles", nargs="*", metavar="zh:TITLE", help="a title, its Wikipedia's language before it"
    )
    command.add_argument(
        "--titles-from", metavar="FILE", help='a file with a title a line; "-": standard input'
    )
    command.add_argument(
        "--category", action="append", default=[], metavar="zh:NAME", help="every battle of it"
    )
    command.add_argument(
        "--depth", type=_count, default=0, metavar="N", help="how many levels of categories within"
    )
    command.add_argument(
        "--template", action="append", default=[], metavar="zh:NAME", help="every battle that calls it"
    )
    command.add_argument("--limit", type=_count, metavar="N", help="read no more pages than this of a wiki")
    command.add_argument(
        "--all", action="store_true", help="of categories and templates, pages without a battle's box too"
    )
    command.add_argument("--lang", help="language of titles without a prefix, and of their texts")
    command.add_argument("--base-url", metavar="URL", help="of another wiki's api.php, for all titles")
    command.add_argument(
        "--contact",
        default=os.environ.get(_CONTACT),
        help=f"mail address or URL that the wiki sees, as its rules ask (or ${_CONTACT})",
    )
    command.add_argument(
        "--cache", metavar="FOLDER", help="where texts are kept; without it, ~/.cache/wikibattle"
    )
    command.add_argument("--no-cache", action="store_true", help="ask for every text anew, keep none")
    output_options(command, _WIKITEXT)


@dataclass(slots=True)
class _Order:
    """What is wanted of one wiki."""

    titles: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)


def fetch(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Writes the battles asked for; returns the exit status. Wrong usage ends the program."""
    from wikibattle.output.writer import OutputError
    from wikibattle.sources.files import SourceError

    try:
        return _write(options, _articles(options, _orders(parser, options)))
    except (OutputError, SourceError) as error:
        return _report(error)


def _orders(parser: argparse.ArgumentParser, options: argparse.Namespace) -> dict[str, _Order]:
    """What is wanted, by the address of the API."""
    orders: dict[str, _Order] = {}
    asked = [(title, "titles") for title in (*options.titles, *_listed_titles(options.titles_from))]
    asked += [(name, "categories") for name in options.category]
    asked += [(name, "templates") for name in options.template]
    if not asked:
        parser.error("nothing to fetch: give titles, --titles-from, --category or --template")
    for words, kind in asked:
        found = _PREFIXED.fullmatch(words)
        lang, name = (found[1], found[2].strip()) if found else (options.lang, words)
        if options.base_url is None and lang is None:
            parser.error(f"{words}: of which wiki? Put its language before it (zh:{words}), or give --lang")
        url = options.base_url or f"https://{lang}.wikipedia.org/w/api.php"
        getattr(orders.setdefault(url, _Order()), kind).append(name)
    return orders


def _listed_titles(path: str | None) -> list[str]:
    """The lines of a file; those that are empty or begin with "#" (as no title can) are not titles."""
    from wikibattle.sources.files import Source

    if path is None:
        return []
    lines = (line.strip() for line in Source(path).read().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _count(words: str) -> int:
    if not words.isdecimal():
        raise argparse.ArgumentTypeError(f"{words!r}: expected a whole number from 0")
    return int(words)


def _articles(options: argparse.Namespace, orders: dict[str, _Order]) -> Iterator[Article | SourceError]:
    """The articles of every wiki; one that cannot be asked does not stop the others."""
    from wikibattle.sources.api import Api, FetchError
    from wikibattle.sources.mediawiki import Wiki
    from wikibattle.sources.revisions import RevisionCache, default_cache

    folder = Path(options.cache) if options.cache else default_cache()
    for url, order in orders.items():
        try:
            with Api(url, contact=options.contact) as api:
                cache = None if options.no_cache else RevisionCache(folder, api.url)
                yield from _of_wiki(Wiki(api, cache), order, options)
        except FetchError as error:
            yield error


def _of_wiki(wiki: Wiki, order: _Order, options: argparse.Namespace) -> Iterator[Article | SourceError]:
    """Titles first, as they are; then what lists name, as far as it is a battle."""
    from wikibattle.battle.cheap import has_battle
    from wikibattle.sources.article import Article

    left: int | None = options.limit
    titles = order.titles[:left]
    yield from wiki.articles(titles)
    left = None if left is None else left - len(titles)
    without = 0
    for article in wiki.articles(islice(_listed(wiki, order, options.depth), left)):
        if isinstance(article, Article) and not (options.all or has_battle(article.text)):
            without += 1
        else:
            yield article
    if without:
        _say(f"pages without a battle's box left out: {without:,} (--all keeps them)")


def _listed(wiki: Wiki, order: _Order, depth: int) -> Iterator[str]:
    for name in order.categories:
        yield from wiki.category(name, depth)
    for name in order.templates:
        yield from wiki.template(name)


def _write(options: argparse.Namespace, articles: Iterator[Article | SourceError]) -> int:
    from wikibattle.bulk.local import parse_article
    from wikibattle.cli.output import open_output
    from wikibattle.sources.files import SourceError
    from wikibattle.sources.folder import write_article

    status = ALL_READ
    if options.format == _WIKITEXT:
        for article in articles:
            try:
                if isinstance(article, SourceError):
                    raise article
                write_article(article, Path(options.output))
            except SourceError as error:
                status = _report(error)
        return status
    with open_output(options, array=True) as writer:
        for article in articles:
            if isinstance(article, SourceError):
                status = _report(article)
            else:
                writer.write(parse_article(article, lang=options.lang))
    return status


def _report(error: Exception) -> int:
    _say(str(error))
    return SOME_FAILED


def _say(words: str) -> None:
    print(f"wikibattle: {words}", file=sys.stderr)  # noqa: T201 (what standard error is for)
