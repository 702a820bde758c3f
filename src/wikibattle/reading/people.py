"""Stub."""
from __future__ import annotations

from wikibattle.reading.reading import Reading


def read_commanders(cell, pack):
    return Reading(())
