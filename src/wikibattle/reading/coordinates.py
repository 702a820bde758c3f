"""Stub."""
from __future__ import annotations

from wikibattle.reading.reading import Reading


def read_coordinates(arguments):
    return None


def read_coordinate_fields(fields):
    return None
