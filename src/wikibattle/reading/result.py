"""Stub."""
from __future__ import annotations

from wikibattle.reading.reading import Reading


def read_result(cell, pack, sides=(), aliases={}):
    return Reading(None)
