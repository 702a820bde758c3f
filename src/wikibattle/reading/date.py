"""Stub."""
from __future__ import annotations

from wikibattle.reading.reading import Reading


def read_date(cell, pack):
    return Reading(None)
