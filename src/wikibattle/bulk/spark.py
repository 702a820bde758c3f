"""Battles on a Spark cluster. Needs pyspark 4: the extra `spark`.

One row a page goes in, one row a battle comes out, with the other tables nested in it: each page is
parsed once, and `table` takes any of the tables out of the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from wikibattle.output.columns import BATTLES, KEY, TABLES, Column, Type
from wikibattle.output.writer import OutputError

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql import functions as sf
    from pyspark.sql import types as st
except ModuleNotFoundError as missing:
    raise OutputError("Spark needs the package pyspark: pip install 'wikibattle[spark]'") from missing

from wikibattle.bulk.pages import PAGE_COLUMNS, battles_of_pages, check_columns

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE_NAMES = tuple(table.name for table in TABLES)

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

    Pages and `lang` as `battles_of_pages` takes them. Raises `ValueError` where a column is missing.
    """
    check_columns(pages.columns)
    wanted = [name for name in PAGE_COLUMNS if name in pages.columns]
    typed = [sf.col(name).cast(PAGE_COLUMNS[name]).alias(name) for name in wanted]
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
    for batch in batches:
        yield from battles_of_pages(batch, lang=lang).to_batches()
