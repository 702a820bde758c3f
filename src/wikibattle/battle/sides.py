"""The columns of the box: what each side has, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wikibattle.battle.article import Article
from wikibattle.battle.box import BoxCells
from wikibattle.model import Belligerent, Commander, Formation, Joint, Quantity, Side
from wikibattle.packs import Pack
from wikibattle.reading.belligerents import read_belligerents
from wikibattle.reading.formations import read_formations
from wikibattle.reading.people import read_commanders
from wikibattle.reading.quantity import read_quantities
from wikibattle.reading.reading import Reading, T
from wikibattle.wikitext import Inline
from wikibattle.wikitext.calls import CallArgument

Rows = Iterable[CallArgument]


def read_sides(article: Article, cells: BoxCells | None) -> tuple[tuple[Side, ...], Joint]:
    """The sides in order, and the cells after the last of them; none of either without a box."""
    if cells is None:
        return (), Joint()
    columns = _Columns(article)
    sides = []
    for index, side in enumerate(cells.sides, start=1):
        found = side.cells
        belligerents = columns.belligerents(found.get("combatants", ()), supporting=False)
        supporters = columns.belligerents(found.get("supporters", ()), supporting=True)
        sides.append(
            Side(
                index=index,
                belligerents=(*belligerents, *supporters),
                commanders=columns.commanders(found.get("commanders", ())),
                units=columns.formations(found.get("units", ())),
                strength=columns.quantities(found.get("strength", ()), losses=False),
                losses=columns.quantities(found.get("losses", ()), losses=True),
            )
        )
    found = cells.joint.cells
    joint = Joint(
        commanders=columns.commanders(found.get("commanders", ())),
        units=columns.formations(found.get("units", ())),
        strength=columns.quantities(found.get("strength", ()), losses=False),
        losses=columns.quantities(found.get("losses", ()), losses=True),
    )
    return tuple(sides), joint


class _Columns:
    """Reads the rows of one field of a column."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def _rows(self, rows: Rows, reader: Callable[[Inline, Pack], Reading[tuple[T, ...]]]) -> tuple[T, ...]:
        article = self._article
        return tuple(
            value
            for row in rows
            for value in article.keep(reader(article.cell_renderer.argument(row), article.pack))
        )

    def belligerents(self, rows: Rows, *, supporting: bool) -> tuple[Belligerent, ...]:
        read = self._rows(rows, read_belligerents)
        return tuple(party.model_copy(update={"supporting": True}) for party in read) if supporting else read

    def commanders(self, rows: Rows) -> tuple[Commander, ...]:
        return self._rows(rows, read_commanders)

    def formations(self, rows: Rows) -> tuple[Formation, ...]:
        return self._rows(rows, read_formations)

    def quantities(self, rows: Rows, *, losses: bool) -> tuple[Quantity, ...]:
        return self._rows(rows, lambda cell, pack: read_quantities(cell, pack, losses=losses))
