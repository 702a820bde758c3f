"""Battles on a Spark cluster: `pip install 'wikibattle[spark]'`.

from wikibattle import spark as wb
found = wb.battles(wb.read_dump(session, "hdfs:///dumps/zhwiki-latest-pages-articles.xml.bz2"), lang="zh")
wb.table(found, "figures").write.parquet("hdfs:///battles/figures")
"""

from wikibattle.bulk.spark import TABLE_NAMES, battles, read_dump, spark_schema, table, wikitext_pages

__all__ = ["TABLE_NAMES", "battles", "read_dump", "spark_schema", "table", "wikitext_pages"]
