"""The tables as Arrow schemas and record batches. Needs pyarrow: the extra `parquet`."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from wikibattle.output.columns import TABLES_VERSION, Column, Table, Type
from wikibattle.output.tables import Row

_TYPES: dict[Type, pa.DataType] = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.NUMBER: pa.float64(),
    Type.BOOLEAN: pa.bool_(),
    Type.TEXTS: pa.list_(pa.string()),
    Type.INTEGERS: pa.list_(pa.int64()),
}


def arrow_field(column: Column) -> pa.Field:
    """A column as an Arrow field, its meaning as metadata."""
    said = {"meaning": column.meaning} if column.meaning else None
    return pa.field(column.name, _TYPES[column.type], nullable=not column.type.is_list, metadata=said)


def arrow_schema(table: Table) -> pa.Schema:
    """The one Arrow schema of a table: it depends on no battle."""
    fields = [arrow_field(column) for column in table.columns]
    return pa.schema(fields, metadata={"wikibattle.tables_version": TABLES_VERSION, "row": table.row})


def arrow_table(table: Table, found: Sequence[Row]) -> pa.Table:
    """Rows of a table as an Arrow table of its schema."""
    schema = arrow_schema(table)
    columns = zip(*found, strict=True) if found else ((),) * len(table.columns)
    arrays = [
        pa.array([_number(value) for value in values] if of.type is Type.NUMBER else values, type=field.type)
        for values, of, field in zip(columns, table.columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
