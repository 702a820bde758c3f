"""Pages in Arrow in, battles in Arrow out: what Spark, Ray Data and others run on each of their parts.

Needs pyarrow: the extra `parquet`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import pyarrow as pa

from wikibattle.battle.cheap import has_battle
from wikibattle.bulk.local import parse_article, stated_language
from wikibattle.model import Battle, Page
from wikibattle.output.arrow import arrow_nested, nested_schema
from wikibattle.sources.article import Article
from wikibattle.sources.dump import DumpSite

#: The columns of pages that are used, and their types in SQL; all but the first two may be missing.
PAGE_COLUMNS = {
    "title": "string",
    "text": "string",
    "page_id": "bigint",
    "revision_id": "bigint",
    "timestamp": "string",
    "site": "string",
    "url": "string",
    "language": "string",
    "base": "string",
}
_NEEDED = ("title", "text")
#: Battles that are held as Python objects at once.
_AT_ONCE = 256


def check_columns(names: Collection[str]) -> None:
    """Raises `ValueError` where a needed column is missing."""
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise ValueError(f"no column {' and '.join(missing)} among: {', '.join(names)}")


def battles_of_pages(pages: pa.Table | pa.RecordBatch, *, lang: str | None = None) -> pa.Table:
    """The battles among pages, as a table of `nested_schema`.

    `pages`: a row a page, with the columns `title` and `text` (wikitext), and any of `page_id`,
    `revision_id`, `timestamp`, `site`, `url`, `language` and `base` (the address of the wiki's main
    page, from which `url` is made where it is not given). `lang`: of all pages; without it each page's
    `language` where there is a pack for it, else told from the text. Pages without a battle's box are
    left out. Raises `ValueError` where a column is missing, `UnknownLanguageError`.
    """
    check_columns(pages.schema.names)
    done = [nested_schema().empty_table()]
    waiting: list[Battle] = []
    for article in _articles(pages):
        if not has_battle(article.text, stated_language(article, lang)):
            continue
        waiting.append(parse_article(article, lang=lang))
        if len(waiting) == _AT_ONCE:
            done.append(arrow_nested(waiting))
            waiting = []
    return pa.concat_tables([*done, arrow_nested(waiting)])


def _articles(pages: pa.Table | pa.RecordBatch) -> Iterator[Article]:
    columns = {name: pages.column(name) for name in PAGE_COLUMNS if name in pages.schema.names}
    for number in range(pages.num_rows):
        page = {name: column[number].as_py() for name, column in columns.items()}
        if page["title"] is not None and page["text"] is not None:
            yield _article(page)


def _article(page: dict[str, Any]) -> Article:
    of = Page(
        page_id=page.get("page_id"),
        revision_id=page.get("revision_id"),
        timestamp=page.get("timestamp"),
        site=page.get("site"),
        url=page.get("url") or DumpSite(base=page.get("base")).url(page["title"]),
    )
    return Article(page["title"], page["text"], of, page.get("language"))
