"""Coordinates of templates and box fields, in every form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikibattle.reading.coordinates import read_coordinate_fields, read_coordinates


def arguments(*positional: str, **named: str) -> dict[str, str]:
    return {str(number): value for number, value in enumerate(positional, 1)} | named


TEMPLATES = {
    "decimal": (arguments("29.1", "116.2"), (29.1, 116.2)),
    "decimal, signed": (arguments("-9.5", "-159.75"), (-9.5, -159.75)),
    "decimal, minus sign": (arguments("−33.5", "151.25"), (-33.5, 151.25)),
    "decimal and parameters": (arguments("37.5", "-76.5", "type:event_region:US"), (37.5, -76.5)),
    "decimal and compass": (arguments("50.680", "N", " 4.412", "E"), (50.68, 4.412)),
    "degrees": (arguments("37", "N", "76", "W", "scale:1000"), (37, -76)),
    "minutes": (arguments("7", "00", "N", "134", "15", "E", display="title"), (7, 134.25)),
    "seconds": (arguments("50", "30", "36", "N", "2", "15", "36", "W", "region:FR"), (50.51, -2.26)),
    "south and west": (arguments("9", "30", "S", "70", "45", "W"), (-9.5, -70.75)),
    "empty seconds": (arguments("38", "30", "", "N", "68", "", "", "W"), (38.5, -68)),
    "empty values at the end": (arguments("29.5", "116.5", "", ""), (29.5, 116.5)),
    "slashes": (arguments("48/30/0/N", "11/45/0/E"), (48.5, 11.75)),
    "underscores in one word": (arguments("47_30_0_N_8_45_0_E_type:city"), (47.5, 8.75)),
    "signs for the units": (arguments("50°30′36″N", "2°15′36″E"), (50.51, 2.26)),
    "non-breaking spaces": (arguments("50&nbsp;N", "4\u00a0E"), (50, 4)),
    "decimal comma": (arguments("50,5", "2,25"), (50.5, 2.25)),
    "compass first": (arguments("N", "50", "E", "4"), (50, 4)),
    "Chinese": (arguments("北緯39度15分", "東經123度30分"), (39.25, 123.5)),
    "Chinese compass": (arguments("34", "北", "117", "西"), (34, -117)),
    "French west": (arguments("48", "30", "N", "2", "30", "O"), (48.5, -2.5)),
    "German names": (arguments(NS="48/30/0/N", EW="11/45/0/E", type="landmark"), (48.5, 11.75)),
    "German decimal": (arguments(NS="48.5", EW="-11.25"), (48.5, -11.25)),
    "poles and date line": (arguments("90", "S", "180", "E"), (-90, 180)),
    "beyond the pole": (arguments("91", "N", "2", "E"), None),
    "beyond the date line": (arguments("10", "181"), None),
    "sixty minutes": (arguments("50", "60", "N", "2", "E"), None),
    "one number": (arguments("50.5"), None),
    "three numbers": (arguments("50", "30", "20"), None),
    "one axis": (arguments("50", "N", "2", "S"), None),
    "minus and compass": (arguments("-50", "N", "2", "E"), None),
    "words": (arguments("somewhere", "else"), None),
    "template left in": (arguments("{{x}}", "4"), None),
    "nothing": ({}, None),
    "only a title": (arguments(display="title"), None),
}


@pytest.mark.parametrize(("given_arguments", "expected"), TEMPLATES.values(), ids=TEMPLATES.keys())
def test_template(given_arguments: dict[str, str], expected: tuple[float, float] | None) -> None:
    assert read_coordinates(given_arguments) == (
        None if expected is None else pytest.approx(expected, abs=1e-9)
    )


FIELDS = {
    "deg min sec dir": (
        {"lat_deg": "50", "lat_min": "30", "lat_sec": "36", "lat_dir": "S", "lon_deg": "4", "lon_dir": "W"},
        (-50.51, -4),
    ),
    "latd latm latNS": (
        {"latd": "38", "latm": "30", "latNS": "N", "longd": "68", "longm": "15", "longEW": "W"},
        (38.5, -68.25),
    ),
    "lat_d lat_NS": ({"lat_d": "10", "lat_NS": "S", "long_d": "20", "long_EW": "E"}, (-10, 20)),
    "decimal": ({"latitude": "50.5", "longitude": "-4"}, (50.5, -4)),
    "decimal, upper case": ({"LAT": "3", "LON": "4"}, (3, 4)),
    "minutes in one word": ({"latitude": "50°30′N", "longitude": "4°W"}, (50.5, -4)),
    "degrees under minus nought": ({"latd": "-0", "latm": "30", "lond": "1"}, (-0.5, 1)),
    "one axis empty": ({"lat": "1", "long": ""}, None),
    "words": ({"lat_deg": "x", "long_deg": "4"}, None),
    "beyond the pole": ({"latitude": "99", "longitude": "0"}, None),
    "axes exchanged": ({"latitude": "50 E", "longitude": "4 N"}, None),
    "other fields": ({"map_type": "Belgium", "map_size": "290"}, None),
}


@pytest.mark.parametrize(("fields", "expected"), FIELDS.values(), ids=FIELDS.keys())
def test_fields(fields: dict[str, str], expected: tuple[float, float] | None) -> None:
    assert read_coordinate_fields(fields) == (None if expected is None else pytest.approx(expected, abs=1e-9))


KEYS = st.sampled_from(["1", "2", "3", "4", "5", "6", "7", "8", "lat", "long", "NS", "EW", "latd", "lat_dir"])
VALUES = st.one_of(
    st.text(max_size=30), st.sampled_from(["", "50", "-3.5", "N", "W", "61", "北", "type:x", "1/2/3"])
)


@given(st.dictionaries(KEYS, VALUES))
def test_never_raises_and_stays_on_the_globe(values: dict[str, str]) -> None:
    for found in (read_coordinates(values), read_coordinate_fields(values)):
        if found is not None:
            assert abs(found[0]) <= 90
            assert abs(found[1]) <= 180


@given(
    st.integers(0, 89),
    st.integers(0, 59),
    st.sampled_from("NS"),
    st.integers(0, 179),
    st.integers(0, 59),
    st.sampled_from("EW"),
)
def test_minutes_agree_with_decimals(
    lat: int, lat_min: int, ns: str, lon: int, lon_min: int, ew: str
) -> None:
    found = read_coordinates(arguments(str(lat), str(lat_min), ns, str(lon), str(lon_min), ew))
    assert found is not None
    assert found[0] == pytest.approx((lat + lat_min / 60) * (1 if ns == "N" else -1))
    assert found[1] == pytest.approx((lon + lon_min / 60) * (1 if ew == "E" else -1))
