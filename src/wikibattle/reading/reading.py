"""What a reader gives back: the value, and what it could not understand on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from wikibattle.model import Finding

T = TypeVar("T")


@dataclass(slots=True, frozen=True)
class Reading(Generic[T]):
    """A value read from a cell, with findings for the words no rule understood."""

    value: T
    findings: Sequence[Finding] = ()
