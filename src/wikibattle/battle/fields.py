"""The fields of the box that hold for the whole battle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from wikibattle.battle.article import Article
from wikibattle.battle.box import Box, BoxCells
from wikibattle.battle.page import inline_links, text_of
from wikibattle.model import (
    Argument,
    Coordinates,
    Extra,
    HistoricalDate,
    Infobox,
    Link,
    Place,
    Result,
    Side,
    Text,
)
from wikibattle.packs.infobox import BoxField
from wikibattle.reading.cells import roles_of
from wikibattle.reading.coordinates import read_coordinate_fields, read_coordinates
from wikibattle.reading.date import read_date
from wikibattle.reading.place import read_place
from wikibattle.reading.reading import T
from wikibattle.reading.result import read_result
from wikibattle.script import name_key
from wikibattle.wikitext import Inline
from wikibattle.wikitext.calls import argument_value
from wikibattle.wikitext.raw import raw_calls
from wikibattle.wikitext.roles import RoleKind

_OF_TITLE = re.compile(r"\|\s*+display\s*+=\s*+[a-z, ]*t", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)\d{3,4}(?!\d)")


class BoxFields:
    """Reads the fields of one box, or says what stands for them where the page has none."""

    def __init__(self, article: Article, cells: BoxCells | None) -> None:
        self._article = article
        self._cells = cells

    def _value(self, name: BoxField, reader: Callable[[Inline], T]) -> T | None:
        """The value of a field of the whole battle, if the box has it."""
        cell = self._cells.fields.get(name) if self._cells else None
        return None if cell is None else reader(self._article.cell_renderer.argument(cell))

    def text(self, name: BoxField) -> Text | None:
        """A field whose words are its value."""
        return self._value(name, text_of)

    def name(self) -> Text:
        """The box's name, else the page's title, else the first bold words of the lead."""
        name = self.text("battle_name") or self.text("name")
        if name is not None and name.text:
            return name
        if self._article.title:
            return Text(text=self._article.title, span=(0, 0))
        lead = self._article.lead
        bold = next((mark for mark in lead.marks if mark.role == "bold"), None)
        if bold is None:
            return Text(text="", span=(0, 0))
        return Text(text=lead.text[bold.start : bold.end], span=lead.source_span(bold.start, bold.end))

    def part_of(self) -> tuple[Link, ...]:
        """The links of the cell in order, else its words. With a battle name, `conflict` is the war."""
        if self._cells is None:
            return ()
        fields: list[BoxField] = ["part_of", "campaign"]
        if "battle_name" in self._cells.fields:
            fields.insert(0, "name")
        for name in fields:
            cell = self._value(name, lambda inline: inline)
            if cell is None:
                continue
            links = inline_links(cell)
            if links:
                return links
            if cell.text:
                span = cell.source_span(0, len(cell.text))
                return (Link(text=cell.text, target=cell.text, key=name_key(cell.text), span=span),)
        return ()

    def date(self) -> HistoricalDate | None:
        """When the battle was."""
        return self._value("date", self._date)

    def _date(self, cell: Inline) -> HistoricalDate | None:
        return self._article.keep(read_date(cell, self._article.pack, years=self._years()))

    def _years(self) -> Iterator[int]:
        """The years the page's categories name; they tell namesake eras apart."""
        for name in self._article.raw_category_names:
            yield from map(int, _YEAR.findall(name))

    def place(self) -> Place | None:
        """Where the battle was; a place without words where only its coordinates are given."""
        article, coordinates = self._article, self._coordinates()
        place = self._value("place", lambda cell: article.keep(read_place(cell, article.pack, coordinates)))
        if place is None and coordinates is not None:
            return Place(text="", coordinates=coordinates)
        return place

    def _coordinates(self) -> Coordinates | None:
        """Of the box's coordinate or place cell, else its degree fields, else the page's title."""
        article, cells = self._article, self._cells
        for name in ("coordinates", "place") if cells else ():
            cell = self._value(name, lambda inline: inline)
            for mark in cell.marks if cell else ():
                if mark.role == "coordinates":
                    found = read_coordinates(mark.arguments)
                    if found is not None:
                        return Coordinates(latitude=found[0], longitude=found[1], source="infobox")
        fields = {cell.key: argument_value(article.text, cell) for cell in cells.extra} if cells else {}
        found = read_coordinate_fields(fields)
        if found is not None:
            return Coordinates(latitude=found[0], longitude=found[1], source="infobox")
        return self._title_coordinates()

    def _title_coordinates(self) -> Coordinates | None:
        article = self._article
        roles = roles_of(article.pack)
        for call in raw_calls(article.text, article.head.site, _OF_TITLE):
            role = roles.get(call.name)
            if role is None or role.kind is not RoleKind.COORDINATES:
                continue
            arguments = {key: argument_value(call.text, cell) for key, cell in call.arguments.items()}
            if "title" in arguments.get("display", "").lower() or arguments.get("display", "").lower() == "t":
                found = read_coordinates(arguments)
                if found is not None:
                    return Coordinates(latitude=found[0], longitude=found[1], source="title")
        return None

    def result(self, sides: tuple[Side, ...]) -> Result | None:
        """How the battle ended."""
        article, cells = self._article, self._cells
        result = self._value(
            "result",
            lambda cell: article.keep(
                read_result(cell, article.pack, sides, article.shown_within(cell.text))
            ),
        )
        if cells and {"status", "result"} <= cells.fields.keys():
            cell = cells.fields["result"]
            message = "the box shows its status and not its result"
            article.find("result-hidden", message, (cell.start, cell.end))
        return result

    def extra(self) -> tuple[Extra, ...]:
        """The parameters no rule knows."""
        if self._cells is None:
            return ()
        return tuple(
            Extra(key=cell.key, value=text_of(self._article.cell_renderer.argument(cell)))
            for cell in self._cells.extra
        )


def box_in_source(box: Box | None, text: str) -> Infobox | None:
    """The box as it stands in the wikitext `text`."""
    if box is None:
        return None
    parameters = tuple(
        Argument(key=cell.key, value=argument_value(text, cell), span=(cell.start, cell.end))
        for cell in box.cells
    )
    return Infobox(template=box.template, parameters=parameters, span=box.span)
