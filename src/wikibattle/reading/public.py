"""The readers for a single cell that stands alone."""

from __future__ import annotations

from wikibattle.model import Commander, HistoricalDate, Quantity, Result
from wikibattle.packs import Pack, load_pack
from wikibattle.reading.cells import read_cell
from wikibattle.reading.date import read_date as _read_date
from wikibattle.reading.people import read_commanders as _read_commanders
from wikibattle.reading.quantity import read_quantities as _read_quantities
from wikibattle.reading.result import read_result as _read_result
from wikibattle.wikitext import Inline


def _cell(text: str, lang: str) -> tuple[Inline, Pack]:
    if not isinstance(text, str):
        raise TypeError(f"text must be str (a cell's wikitext or plain text), not {type(text).__name__}")
    pack = load_pack(lang)
    return read_cell(text, pack), pack


def read_date(text: str, *, lang: str) -> HistoricalDate | None:
    """The date a cell states, wikitext or plain; None where it states none.

    `lang`: a code of `known_languages()`. Raises `UnknownLanguageError`, `TypeError`.
    """
    return _read_date(*_cell(text, lang)).value


def read_quantities(text: str, *, lang: str, losses: bool = False) -> tuple[Quantity, ...]:
    """Every figure a strength or loss cell states, in order; spans are offsets in `text`.

    `losses`: whether the cell counts losses, whose figures have classes. `lang`: a code of
    `known_languages()`. Raises `UnknownLanguageError`, `TypeError`.
    """
    return _read_quantities(*_cell(text, lang), losses=losses).value


def read_result(text: str, *, lang: str) -> Result | None:
    """The outcome and qualifiers a result cell states; without sides it can name no victor.

    `lang`: a code of `known_languages()`. Raises `UnknownLanguageError`, `TypeError`.
    """
    return _read_result(*_cell(text, lang)).value


def read_commanders(text: str, *, lang: str) -> tuple[Commander, ...]:
    """The people a commander cell names, with their fates.

    `lang`: a code of `known_languages()`. Raises `UnknownLanguageError`, `TypeError`.
    """
    return _read_commanders(*_cell(text, lang)).value
