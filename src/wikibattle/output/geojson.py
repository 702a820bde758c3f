"""Battles as GeoJSON (RFC 7946): a point for each that has coordinates; the others are left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wikibattle.model import Battle
from wikibattle.output.columns import BATTLES
from wikibattle.output.envelope import EnvelopeWriter
from wikibattle.output.tables import battle_row

#: Columns that are the point itself.
_POINT = ("latitude", "longitude")


def open_output(path: Path, *, resume: bool) -> GeojsonWriter:
    """What `open_writer` calls."""
    return GeojsonWriter(path, resume=resume)


def feature(battle: Battle) -> dict[str, Any] | None:
    """The battle as a feature: the columns of `battles` and the parties of each side; None without
    coordinates.
    """
    named = dict(zip((column.name for column in BATTLES.columns), battle_row(battle), strict=True))
    latitude, longitude = (named.pop(name) for name in _POINT)
    if latitude is None or longitude is None:
        return None
    named["sides"] = [[party.name for party in side.belligerents] for side in battle.sides]
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    whole = {"type": "Feature", "geometry": point, "properties": named}
    return whole if named["page_id"] is None else {**whole, "id": named["page_id"]}


class GeojsonWriter(EnvelopeWriter):
    """A FeatureCollection."""

    head = b'{"type":"FeatureCollection","features":['

    def entry(self, battle: Battle) -> dict[str, Any] | None:
        """A feature, or nothing."""
        return feature(battle)
