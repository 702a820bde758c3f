"""Stub."""
from __future__ import annotations

from wikibattle.reading.reading import Reading


def read_place(cell, pack, coordinates=None):
    return Reading(None)
