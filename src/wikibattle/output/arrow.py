"""The tables as Arrow schemas and record batches. Needs pyarrow: the extra `parquet`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from wikibattle.model import Battle
from wikibattle.output.columns import BATTLES, KEY, TABLES, TABLES_VERSION, Column, Table, Type
from wikibattle.output.tables import Row, rows

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


def nested_schema() -> pa.Schema:
    """A battle a row: the columns of `battles`, and each other table as a list of its rows, without
    the page's key.
    """
    nested = [pa.field(table.name, pa.list_(_struct(table))) for table in TABLES if table is not BATTLES]
    return pa.schema([*(pa.field(column.name, _TYPES[column.type]) for column in BATTLES.columns), *nested])


def arrow_nested(battles: Sequence[Battle]) -> pa.Table:
    """Battles as an Arrow table of `nested_schema`."""
    found = [_nested(rows(battle)) for battle in battles]
    return pa.Table.from_pylist(found, schema=nested_schema())


def _struct(table: Table) -> pa.StructType:
    return pa.struct([pa.field(column.name, _TYPES[column.type]) for column in table.own])


def _nested(of: dict[str, list[Row]]) -> dict[str, Any]:
    """The rows of one battle as one."""
    (row,) = of[BATTLES.name]
    whole = dict(zip((column.name for column in BATTLES.columns), _floats(BATTLES.columns, row), strict=True))
    for table in TABLES:
        if table is not BATTLES:
            columns = table.own
            names = [column.name for column in columns]
            whole[table.name] = [
                dict(zip(names, _floats(columns, cells[len(KEY) :]), strict=True)) for cells in of[table.name]
            ]
    return whole


def _floats(columns: Sequence[Column], row: Sequence[Any]) -> list[Any]:
    return [
        _number(value) if column.type is Type.NUMBER else value
        for column, value in zip(columns, row, strict=True)
    ]
