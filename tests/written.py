"""How the tests write what a reader takes from a cell, in one short line."""

from __future__ import annotations

from wikibattle.model import Quantity


def bounds(quantity: Quantity) -> str:
    """ "500", "500-600", and "500+" and "<500" for open ends."""
    low, high = quantity.low, quantity.high
    if low == high:
        return f"{low}"
    if high is None:
        return f"{low}+"
    return f"<{high}" if low is None else f"{low}-{high}"


def figure(quantity: Quantity) -> str:
    """ "500-600 ship damaged+sunk": bounds, unit, classes in order."""
    classes = "+".join(sorted(quantity.classes))
    return " ".join(filter(None, (bounds(quantity), quantity.unit, classes)))
