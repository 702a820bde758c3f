"""Battles on a Spark cluster. Needs pyspark 4: the extra `spark`.

One row a page goes in, one row a battle comes out, with the other tables nested in it: each page is
parsed once, and `table` takes any of the tables out of the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from wikibattle.battle.cheap import has_battle
from wikibattle.bulk.local import parse_article, stated_language
from wikibattle.model import Page
from wikibattle.output.columns import BATTLES, KEY, TABLES, Column, Type
from wikibattle.output.writer import OutputError
from wikibattle.sources.article import Article
from wikibattle.sources.dump import DumpSite

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql import functions as sf
    from pyspark.sql import types as st
except ModuleNotFoundError as missing:
    raise OutputError("Spark needs the package pyspark: pip install 'wikibattle[spark]'") from missing

from wikibattle.output.arrow import arrow_nested, nested_schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wikibattle.model import Battle

#: Columns of pages that are used where they are there; `title` and `text` must be.
OPTIONAL = ("page_id", "revision_id", "timestamp", "site", "url", "language", "base")
#: Battles handed back to Spark at once.
BATTLES_A_BATCH = 256

_TYPES: dict[Type, st.DataType] = {
    Type.TEXT: st.StringType(),
    Type.INTEGER: st.LongType(),
    Type.NUMBER: st.DoubleType(),
    Type.BOOLEAN: st.BooleanType(),
    Type.TEXTS: st.ArrayType(st.StringType()),
    Type.INTEGERS: st.ArrayType(st.LongType()),
}


def _fields(columns: Iterable[Column]) -> list[st.StructField]:
    return [st.StructField(column.name, _TYPES[column.type]) for column in columns]


def spark_schema() -> st.StructType:
    """The columns of `battles`, then an array of rows for each other table, without the page's key."""
    nested = [
        st.StructField(table.name, st.ArrayType(st.StructType(_fields(table.own))))
        for table in TABLES
        if table is not BATTLES
    ]
    return st.StructType([*_fields(BATTLES.columns), *nested])


def battles(pages: DataFrame, *, lang: str | None = None) -> DataFrame:
    """The battles among pages, as `spark_schema` says.

    `pages`: a row a page, with the columns `title` and `text` (wikitext), and any of `page_id`,
    `revision_id`, `timestamp`, `site`, `url`, `language` and `base` (the address of the wiki's main
    page, from which `url` is made where it is not given). `lang`: of all pages; without it each page's
    `language` where there is a pack for it, else told from the text. Pages without a battle's box are
    left out. Raises `ValueError` where a column is missing; a failing page fails its task.
    """
    missing = {"title", "text"} - set(pages.columns)
    if missing:
        raise ValueError(f"no column {' and '.join(sorted(missing))} among: {', '.join(pages.columns)}")
    texts = ("title", "text", "timestamp", "site", "url", "language", "base")
    wanted = [name for name in ("title", "text", *OPTIONAL) if name in pages.columns]
    typed = [sf.col(name).cast("string" if name in texts else "bigint").alias(name) for name in wanted]
    return pages.select(*typed).mapInArrow(partial(_read, lang=lang), spark_schema())


def table(found: DataFrame, name: str) -> DataFrame:
    """One table out of what `battles` gave: the rows and columns that the other formats have.

    Raises `ValueError` for a table there is not.
    """
    named = {table.name: table for table in TABLES}
    if name not in named:
        raise ValueError(f"no table {name!r}: expected one of {', '.join(named)}")
    if name == BATTLES.name:
        return found.select(*(sf.col(column.name) for column in BATTLES.columns))
    rows = found.select(*(sf.col(column.name) for column in KEY), sf.explode(sf.col(name)).alias("row"))
    own = (sf.col("row").getField(column.name).alias(column.name) for column in named[name].own)
    return rows.select(*(sf.col(column.name) for column in KEY), *own)


def read_dump(spark: SparkSession, path: str) -> DataFrame:
    """The articles of a MediaWiki XML dump (plain or .bz2, which Spark splits), as `battles` takes them.

    Read by Spark's own XML source; no page of another namespace, no redirect.
    """
    header = spark.read.format("xml").option("rowTag", "siteinfo").schema("dbname string, base string")
    site = header.load(path).first()
    # The reader's default would take the blanks off both ends of a text, and spans would be wrong.
    reader = spark.read.format("xml").option("rowTag", "page").option("ignoreSurroundingSpaces", "false")
    pages = reader.schema(_DUMP_PAGE).load(path)
    articles = pages.where("ns = 0 and redirect is null and revision.model = 'wikitext'")
    return articles.select(
        sf.col("title"),
        sf.col("revision.text._VALUE").alias("text"),
        sf.col("id").alias("page_id"),
        sf.col("revision.id").alias("revision_id"),
        sf.col("revision.timestamp").alias("timestamp"),
        sf.lit(site["dbname"] if site else None).cast("string").alias("site"),
        sf.lit(site["base"] if site else None).cast("string").alias("base"),
    )


_DUMP_PAGE = (
    "title string, ns int, id bigint, redirect struct<_title: string>, "
    "revision struct<id: bigint, timestamp: string, model: string, text: struct<_VALUE: string>>"
)


def wikitext_pages(rows: DataFrame) -> DataFrame:
    """The articles in Wikimedia's table `mediawiki_wikitext_current`, as `battles` takes them.

    Columns: https://wikitech.wikimedia.org/wiki/Data_Platform/Data_Lake/Content/Mediawiki_wikitext_current
    """
    articles = rows.where("page_namespace = 0 and coalesce(page_redirect_title, '') = ''")
    return articles.select(
        sf.col("page_title").alias("title"),
        sf.col("revision_text").alias("text"),
        sf.col("page_id"),
        sf.col("revision_id"),
        sf.col("revision_timestamp").alias("timestamp"),
        sf.col("wiki_db").alias("site"),
    )


def _read(batches: Iterator[pa.RecordBatch], lang: str | None) -> Iterator[pa.RecordBatch]:
    """What runs on the executors."""
    waiting: list[Battle] = []
    for batch in batches:
        for number in range(batch.num_rows):
            page = {name: batch.column(name)[number].as_py() for name in batch.schema.names}
            article = _article(page)
            if article is None or not has_battle(article.text, stated_language(article, lang)):
                continue
            waiting.append(parse_article(article, lang=lang))
            if len(waiting) == BATTLES_A_BATCH:
                yield from arrow_nested(waiting).to_batches()
                waiting = []
    yield from arrow_nested(waiting).to_batches() if waiting else nested_schema().empty_table().to_batches()


def _article(page: dict[str, Any]) -> Article | None:
    title, text = page["title"], page["text"]
    if title is None or text is None:
        return None
    url = page.get("url") or DumpSite(base=page.get("base")).url(title)
    of = Page(
        page_id=page.get("page_id"),
        revision_id=page.get("revision_id"),
        timestamp=page.get("timestamp"),
        site=page.get("site"),
        url=url,
    )
    return Article(title, text, of, page.get("language"))
