"""Coordinates, as templates and box fields write them, in decimal degrees.

The forms of {{coord}} and its sisters: "7.5|134.25", "7|N|134|E", "7|00|N|134|15|E",
"7|0|0|N|134|15|0|E", each part also in one word ("7/0/0/N", "7_0_0_N", 7°0′0″N, 北緯7度).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import copysign

_NUMBER = r"(?<![\d.])[+\-−–]?\d{1,3}(?:\.\d{0,20})?(?![\d.])"
_PART = re.compile(rf"(?P<number>{_NUMBER})|[^\W\d_]+|\S")
_BLANKS = re.compile(r"&(?:nbsp|deg|prime|Prime|#39|#160);|[\s/_°º˚′'’‘´`″\"”“,;:~]+")
_DECIMAL_COMMA = re.compile(r"\s*[+\-−–]?\d{1,3},\d{1,20}\s*$")
_LAST_WORD = re.compile(r"[^\W\d_]{1,40}$")
_LONGEST = 200

# Points of the compass as the templates of the Wikipedias take them.
_NORTH = {"n", "north", "nord", "norte", "北", "北纬", "北緯", "с", "с.ш", "пн"}
_SOUTH = {"s", "south", "sud", "sur", "sul", "süd", "南", "南纬", "南緯", "ю", "пд"}
_EAST = {"e", "east", "est", "este", "leste", "ost", "东", "東", "东经", "東經", "東経", "в", "сх"}
_WEST = {"w", "west", "o", "ouest", "oeste", "ovest", "西", "西经", "西經", "西経", "з", "зх"}
_COMPASS: dict[str, tuple[str, int]] = (
    dict.fromkeys(_NORTH, ("latitude", 1))
    | dict.fromkeys(_SOUTH, ("latitude", -1))
    | dict.fromkeys(_EAST, ("longitude", 1))
    | dict.fromkeys(_WEST, ("longitude", -1))
)
_UNITS = {"度", "分", "秒", "deg", "min", "sec", "d", "m", "북위", "도"}
_LIMITS = {"latitude": 90.0, "longitude": 180.0}

# What the fields of boxes are called: axis, then the part of the angle.
_AXES = {"latitude": ("latitude", "lat", "ns"), "longitude": ("longitude", "long", "lon", "lng", "ew")}
_PARTS = (("deg", "d", "degrees", "g", "grad", ""), ("min", "m", "minutes"), ("sec", "s", "seconds"))
_DIRECTIONS = {"latitude": ("dir", "ns", "direction", "h"), "longitude": ("dir", "ew", "direction", "h")}
_KEY_SIGNS = re.compile(r"[\s_\-.]+")
_FIELDS = frozenset(
    (stem + ending).casefold()
    for axis, stems in _AXES.items()
    for stem in stems
    for endings in (*_PARTS, _DIRECTIONS[axis])
    for ending in endings
)


def read_coordinates(arguments: Mapping[str, str]) -> tuple[float, float] | None:
    """Latitude and longitude of a template's arguments, None where they cannot be read.

    Named arguments are read as fields where there are no positional ones; parameters such as
    "region:CN_type:event" and what follows them are no part of the place.
    """
    positional = _positional(arguments)
    if not any(value.strip() for value in positional):
        return read_coordinate_fields(arguments)
    return _checked(_positional_angles(positional))


def read_coordinate_fields(fields: Mapping[str, str]) -> tuple[float, float] | None:
    """Latitude and longitude of named fields: latitude/longitude, lat_deg/lat_min/lat_sec/lat_dir,
    latd/latm/lats/latNS and the like; None where either is missing or cannot be read."""
    return _checked(_named_angles(fields))


def are_off_globe(arguments: Mapping[str, str]) -> bool:
    """Whether coordinates can be read but name no place: a latitude over 90°, a longitude over 180°."""
    positional = _positional(arguments)
    given = any(value.strip() for value in positional)
    angles = _positional_angles(positional) if given else _named_angles(arguments)
    return angles is not None and _checked(angles) is None


def is_coordinate_field(key: str) -> bool:
    """Whether a box's parameter holds a part of its coordinates."""
    return _KEY_SIGNS.sub("", key).casefold() in _FIELDS


def _positional_angles(positional: Sequence[str]) -> tuple[float, float] | None:
    parts = list(_parts(positional))
    points = [part for part in parts if isinstance(part, str)]
    return _with_compass(parts) if points else _bare(parts)


def _named_angles(fields: Mapping[str, str]) -> tuple[float, float] | None:
    known = {_KEY_SIGNS.sub("", key).casefold(): value.strip() for key, value in fields.items()}
    latitude, longitude = _field_angle(known, "latitude"), _field_angle(known, "longitude")
    return None if latitude is None or longitude is None else (latitude, longitude)


def _positional(arguments: Mapping[str, str]) -> list[str]:
    """The positional arguments in order, up to the first parameter list ("type:event")."""
    values: list[str] = []
    for number in range(1, 20):
        value = arguments.get(str(number))
        if value is None:
            if number > len(arguments):
                break
            continue
        before, colon, _ = value[:_LONGEST].partition(":")
        values.append(_LAST_WORD.sub("", before) if colon else before)
        if colon:
            break
    while values and not values[-1].strip():
        values.pop()
    return values


def _parts(values: Iterable[str]) -> Iterable[float | str]:
    """Numbers, and points of the compass, in order; any other word ends them.

    An empty value after a number (no seconds given) is a zero.
    """
    last: float | str | None = None
    for value in values:
        text = value[:_LONGEST]
        if not text.strip() and isinstance(last, float):
            text = "0"
        if _DECIMAL_COMMA.match(text):
            text = text.replace(",", ".")
        for match in _PART.finditer(_BLANKS.sub(" ", text)):
            if match["number"]:
                last = float(match["number"].translate(_MINUS))
                yield last
            elif (word := match[0].casefold()) in _COMPASS:
                last = word
                yield last
            elif word not in _UNITS:
                return


_MINUS = str.maketrans("−–", "--")


def _bare(parts: Sequence[float | str]) -> tuple[float, float] | None:
    """Two decimal numbers, signed."""
    if len(parts) != 2:
        return None
    return float(parts[0]), float(parts[1])


def _with_compass(parts: Sequence[float | str]) -> tuple[float, float] | None:
    """Angles each with its point of the compass, after it or (北緯34度) before it."""
    found: dict[str, float] = {}
    numbers: list[float] = []
    pending: str | None = None
    for part in parts:
        if isinstance(part, float):
            numbers.append(part)
        elif not numbers and pending is None:
            pending = part
        elif pending is not None:
            _put(found, pending, numbers)
            numbers, pending = [], part
        else:
            _put(found, part, numbers)
            numbers = []
    if pending is not None:
        _put(found, pending, numbers)
    elif numbers:
        return None
    if found.keys() != _LIMITS.keys():
        return None
    return found["latitude"], found["longitude"]


def _put(found: dict[str, float], point: str, numbers: Sequence[float]) -> None:
    axis, sign = _COMPASS[point]
    angle = _angle(numbers)
    if angle is not None and not _is_negative(numbers) and axis not in found:
        found[axis] = sign * angle


def _angle(numbers: Sequence[float]) -> float | None:
    """Degrees, minutes, seconds as degrees; the sign of the degrees is the sign of the whole."""
    if not 1 <= len(numbers) <= 3 or any(not 0 <= part < 60 for part in numbers[1:]):
        return None
    size = sum(abs(part) / 60.0**power for power, part in enumerate(numbers))
    return -size if _is_negative(numbers) else size


def _is_negative(numbers: Sequence[float]) -> bool:
    return copysign(1, numbers[0]) < 0  # -0 too: the minutes are south of the line


def _checked(angles: tuple[float, float] | None) -> tuple[float, float] | None:
    """The pair, if it lies on the globe."""
    if angles is None:
        return None
    latitude, longitude = angles
    if abs(latitude) <= _LIMITS["latitude"] and abs(longitude) <= _LIMITS["longitude"]:
        return latitude, longitude
    return None


def _field_angle(fields: Mapping[str, str], axis: str) -> float | None:
    """One axis of the fields of a box."""
    for stem in _AXES[axis]:
        degrees = _field(fields, stem, _PARTS[0])
        if not degrees:
            continue
        values = [degrees, *(part for names in _PARTS[1:] if (part := _field(fields, stem, names)))]
        point = _field(fields, stem, _DIRECTIONS[axis])
        parts = list(_parts([*values, point]))
        numbers = [part for part in parts if isinstance(part, float)]
        points = [part for part in parts if isinstance(part, str)]
        angle = _angle(numbers)
        if angle is None or any(_COMPASS[word][0] != axis for word in points):
            return None
        if points and _is_negative(numbers):
            return None
        if points:
            angle *= _COMPASS[points[0]][1]
        return angle
    return None


def _field(fields: Mapping[str, str], stem: str, names: Iterable[str]) -> str:
    """The first field there is of a stem and one of some endings."""
    return next((value for name in names if (value := fields.get(stem + name))), "")
