"""No text raises, and none takes more than its share of time. `benchmarks/hostile.py` measures a megabyte."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wikibattle
from tests.hostile import PIECES, PLACES

#: Seconds of the processor for so many characters, of which the slowest take some 0.25: what takes
#: quadratic time takes far more.
BOUND = 1.5
LENGTH = 15_000

CELLS = [place for place in PLACES if place != "page"]


def seconds(text: str, lang: str) -> float:
    start = time.process_time()
    battle = wikibattle.parse(text, lang=lang)
    assert battle.model_dump(mode="json")["schema_version"]
    return time.process_time() - start


@pytest.fixture(autouse=True, scope="module")
def _warm() -> Iterator[None]:
    for lang in ("zh", "en"):  # packs are loaded and patterns compiled
        seconds(PLACES["after a heading"]("On 3 May 1916, 1949年5月3日, he attacked. ", 100), lang)
    gc.collect()
    gc.freeze()  # what other tests left is not looked through while a text is read
    yield
    gc.unfreeze()


@pytest.mark.parametrize("name", PIECES)
def test_a_page_of_it_is_read_in_time(name: str) -> None:
    assert seconds(PLACES["page"](PIECES[name], LENGTH), "zh") < BOUND


@pytest.mark.parametrize(("place", "name"), list(zip(CELLS * 20, PIECES, strict=False)))
def test_a_cell_of_it_is_read_in_time(place: str, name: str) -> None:
    assert seconds(PLACES[place](PIECES[name], LENGTH), "en") < BOUND


@pytest.mark.parametrize("place", PLACES)
def test_no_piece_raises_anywhere(place: str) -> None:
    for piece in PIECES.values():
        for lang in ("zh", "en"):
            seconds(PLACES[place](piece, 200), lang)


TEXT = st.lists(
    st.sampled_from([*PIECES.values(), "a", "1916", "}}", "]]", "}-", "|", "\n", "</ref>", "-->"])
)


@settings(max_examples=150, deadline=None)
@given(pieces=TEXT, place=st.sampled_from(list(PLACES)), lang=st.sampled_from(["zh", "en", "it"]))
def test_no_mixture_raises_and_spans_stay_within_the_text(pieces: list[str], place: str, lang: str) -> None:
    text = PLACES[place]("".join(pieces) or "a", 400)
    for span in _spans(wikibattle.parse(text, lang=lang).model_dump(mode="json")):
        assert 0 <= span[0] <= span[1] <= len(text)


def _spans(value: object) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    todo = [value]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            if value.get("span") is not None:
                found.append(tuple(value["span"]))
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
    return found
