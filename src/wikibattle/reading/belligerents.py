"""Stub."""
from __future__ import annotations

from wikibattle.reading.reading import Reading


def read_belligerents(cell, pack):
    return Reading(())
