"""What every type of the contract shares: closed, frozen, and a place in the source."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Span = Annotated[
    tuple[int, int],
    Field(description="[start, end) in code points of the wikitext handed in"),
]


Key = Annotated[
    str,
    Field(
        description="equal for all spellings of one name (script, width, case); of the target, else the words"
    ),
]


class Model(BaseModel):
    """A closed, frozen pydantic model: no unknown keys, no assignment after creation."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)


class Text(Model):
    """Words as a reader sees them, where they stand, and the notes behind them."""

    text: str
    span: Span
    refs: tuple[str, ...] = Field(default=(), description="ids of the references cited here")
