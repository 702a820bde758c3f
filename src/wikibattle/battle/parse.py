"""`parse`: the wikitext of a page, read into one `Battle`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from wikibattle.battle.box import (
    Box,
    BoxCells,
    box_name_test,
    box_stems,
    find_boxes,
    further_boxes,
    sort_cells,
)
from wikibattle.battle.checks.parameters import duplicate_parameters
from wikibattle.battle.detection import detect_language
from wikibattle.battle.findings import limited, markup_findings
from wikibattle.battle.kind import read_kind
from wikibattle.battle.lead import first_sentence, lead_paragraph, read_aliases
from wikibattle.battle.page import (
    inline_links,
    link_words,
    page_categories,
    page_links,
    page_media,
    page_templates,
    text_of,
)
from wikibattle.battle.recovery import recover_box
from wikibattle.battle.sources import page_references
from wikibattle.battle.timeline import Frame, read_timeline
from wikibattle.model import (
    Argument,
    Battle,
    Belligerent,
    Commander,
    Coordinates,
    Extra,
    Finding,
    Formation,
    HistoricalDate,
    Infobox,
    Joint,
    Link,
    Page,
    Place,
    Quantity,
    Result,
    Script,
    Side,
    Text,
)
from wikibattle.packs import Pack, load_pack
from wikibattle.packs.infobox import BoxField
from wikibattle.reading.belligerents import read_belligerents
from wikibattle.reading.cells import page_renderer, roles_of
from wikibattle.reading.coordinates import read_coordinate_fields, read_coordinates
from wikibattle.reading.date import read_date
from wikibattle.reading.formations import read_formations
from wikibattle.reading.people import read_commanders
from wikibattle.reading.place import read_place
from wikibattle.reading.quantity import read_quantities
from wikibattle.reading.reading import Reading, T
from wikibattle.reading.result import read_result
from wikibattle.script import same_name_key, script_of
from wikibattle.wikitext import Inline
from wikibattle.wikitext.calls import CallArgument, argument_value
from wikibattle.wikitext.document import Document, read_document
from wikibattle.wikitext.renderer import Renderer
from wikibattle.wikitext.roles import RoleKind
from wikibattle.wikitext.sections import paragraphs, read_bodies, read_lead, section_tree

_YEAR = re.compile(r"(?<!\d)\d{3,4}(?!\d)")


def parse(
    text: str, *, title: str | None = None, lang: str | None = None, page: Page | None = None
) -> Battle:
    """The battle that the wikitext of an article describes.

    Args:
        text: the wikitext of the whole page.
        title: the page's title; the battle's name where the box gives none.
        lang: a language code there is a pack for (`known_languages()`); None: told from the text.
        page: which revision of which page the text is; kept as it is.

    Returns a `Battle` for any text, with findings where the text is broken or not understood. A
    text without a battle box gives a `Battle` from its title and lead, and a finding. Spans are
    code points of `text`.

    Raises `TypeError` if `text` is no `str`, `UnknownLanguageError` for an unknown `lang`.
    """
    if not isinstance(text, str):
        raise TypeError(
            f"text must be str (the page's wikitext), not {type(text).__name__}; decode bytes first"
        )
    pack = load_pack(lang if lang is not None else detect_language(text))
    return _Assembly(text, title, pack, page).battle()


@dataclass(slots=True)
class _Assembly:
    """One page on its way to a `Battle`."""

    text: str
    title: str | None
    pack: Pack
    page: Page | None
    document: Document = field(init=False)
    renderer: Renderer = field(init=False)
    findings: list[Finding] = field(init=False, default_factory=list)

    def battle(self) -> Battle:
        self.document = read_document(self.text, self.pack.site.site(self.pack.language))
        self.renderer = page_renderer(self.document, self.pack, self.title)
        box = self._box()
        lead = read_lead(self.document, self.renderer)
        bodies = read_bodies(self.document, self.renderer)
        cells = sort_cells(box, self.pack, self.text) if box else None
        sides, joint = self._sides(cells)
        date = self._value(cells, "date", self._date)
        name = self._name(cells, lead)
        opening = lead_paragraph(lead)
        words = link_words(self.document, self.renderer)
        return Battle(
            title=self.title,
            language=self.pack.language,
            script=self._script(name, (lead, *(body.text for body in bodies)), sides),
            page=self.page,
            name=name,
            aliases=read_aliases(name, opening, self.pack),
            kind=read_kind(
                [self.title or "", name.text], first_sentence(opening), self._category_names(), self.pack
            ),
            part_of=self._part_of(cells),
            date=date,
            place=self._place(cells),
            result=self._result(cells, sides, words),
            status=self._text(cells, "status"),
            territory=self._text(cells, "territory"),
            cause=self._text(cells, "cause"),
            notes=self._text(cells, "notes"),
            extra=self._extra(cells),
            sides=sides,
            joint=joint,
            summary=Text(text=paragraphs(lead.text), span=lead.span, refs=_all_refs(lead)),
            sections=section_tree(lead, bodies, len(self.text)),
            timeline=read_timeline(bodies, self.pack, Frame(date, sides, self._shown_as(words))),
            references=page_references(self.renderer, self.pack),
            links=page_links(self.document, words),
            templates=page_templates(self.document),
            categories=page_categories(self.document),
            media=page_media(self.document, self.renderer, cells),
            infobox=_infobox(box, self.text),
            findings=self._all_findings(cells),
        )

    def _script(self, name: Text, body: Iterable[Inline], sides: Iterable[Side]) -> Script | None:
        """The script of the text shown, on a wiki that writes its language in several."""
        if not self.pack.site.variants:
            return None
        parties = (party.name for side in sides for party in side.belligerents)
        people = (person.name for side in sides for person in side.commanders)
        return script_of((name.text, *(part.text for part in body), *parties, *people))

    # --- the box

    def _box(self) -> Box | None:
        boxes = list(find_boxes(self.document, self.pack))
        found = boxes[0] if boxes else None
        box = recover_box(self.document, found, box_name_test(self.pack), box_stems(self.pack))
        if box is not None:
            message = (
                f"the braces of {box.template} are not closed where the box ends; it is read line by line"
            )
            self._find("box-unclosed", message, box.span)
            self.renderer.unread = box.span
            boxes = [other for other in boxes if other.span[0] >= box.span[1]]
            self.findings += further_boxes([box, *boxes])
        elif found is None:
            self._find("box-missing", "no battle box on the page", (0, 0))
        else:
            self.findings += further_boxes(boxes)
        self.renderer.hidden.update(other.span[0] for other in boxes)
        return box or found

    def _value(self, cells: BoxCells | None, name: BoxField, reader: Callable[[Inline], T]) -> T | None:
        """The value of a field of the whole battle, if the box has it."""
        cell = cells.fields.get(name) if cells else None
        return None if cell is None else reader(self.renderer.argument(cell))

    def _keep(self, reading: Reading[T]) -> T:
        self.findings += reading.findings
        return reading.value

    def _find(self, code: str, message: str, span: tuple[int, int]) -> None:
        self.findings.append(Finding.of(code, span, message))

    # --- fields of the whole battle

    def _text(self, cells: BoxCells | None, name: BoxField) -> Text | None:
        return self._value(cells, name, text_of)

    def _name(self, cells: BoxCells | None, lead: Inline) -> Text:
        """The box's name, else the page's title, else the first bold words of the lead."""
        name = self._text(cells, "battle_name") or self._text(cells, "name")
        if name is not None and name.text:
            return name
        if self.title:
            return Text(text=self.title, span=(0, 0))
        bold = next((mark for mark in lead.marks if mark.role == "bold"), None)
        if bold is None:
            return Text(text="", span=(0, 0))
        return Text(text=lead.text[bold.start : bold.end], span=lead.source_span(bold.start, bold.end))

    def _part_of(self, cells: BoxCells | None) -> tuple[Link, ...]:
        """The links of the cell in order, else its words. With a battle name, `conflict` is the war."""
        if cells is None:
            return ()
        fields: list[BoxField] = ["part_of", "campaign"]
        if "battle_name" in cells.fields:
            fields.insert(0, "name")
        for name in fields:
            cell = self._value(cells, name, lambda inline: inline)
            if cell is None:
                continue
            links = inline_links(cell)
            if links:
                return links
            if cell.text:
                span = cell.source_span(0, len(cell.text))
                return (Link(text=cell.text, target=cell.text, key=same_name_key(cell.text), span=span),)
        return ()

    def _date(self, cell: Inline) -> HistoricalDate | None:
        return self._keep(read_date(cell, self.pack, years=self._years()))

    def _years(self) -> set[int]:
        """The years the page's categories name; they tell namesake eras apart."""
        return {int(year) for name in self._category_names() for year in _YEAR.findall(name)}

    def _category_names(self) -> list[str]:
        return [link.title.target for link in self.document.links if link.is_category]

    def _place(self, cells: BoxCells | None) -> Place | None:
        coordinates = self._coordinates(cells)
        place = self._value(cells, "place", lambda cell: self._keep(read_place(cell, self.pack, coordinates)))
        if place is None and coordinates is not None:
            return Place(text="", coordinates=coordinates)
        return place

    def _coordinates(self, cells: BoxCells | None) -> Coordinates | None:
        """Of the box's coordinate or place cell, else its degree fields, else the page's title."""
        for name in ("coordinates", "place") if cells else ():
            cell = self._value(cells, name, lambda inline: inline)
            for mark in cell.marks if cell else ():
                if mark.role == "coordinates":
                    found = read_coordinates(mark.arguments)
                    if found is not None:
                        return Coordinates(latitude=found[0], longitude=found[1], source="infobox")
                    self._find("coordinates-unreadable", "coordinates no rule can read", mark.span)
        fields = {cell.key: argument_value(self.text, cell) for cell in cells.extra} if cells else {}
        found = read_coordinate_fields(fields)
        if found is not None:
            return Coordinates(latitude=found[0], longitude=found[1], source="infobox")
        return self._title_coordinates()

    def _title_coordinates(self) -> Coordinates | None:
        roles = roles_of(self.pack)
        for call in self.document.templates:
            role = roles.get(call.name)
            if role is None or role.kind is not RoleKind.COORDINATES:
                continue
            arguments = {key: argument_value(self.text, cell) for key, cell in call.arguments.items()}
            if "title" in arguments.get("display", "").lower() or arguments.get("display", "").lower() == "t":
                found = read_coordinates(arguments)
                if found is not None:
                    return Coordinates(latitude=found[0], longitude=found[1], source="title")
        return None

    def _result(
        self, cells: BoxCells | None, sides: tuple[Side, ...], words: Mapping[int, str]
    ) -> Result | None:
        result = self._value(
            cells,
            "result",
            lambda cell: self._keep(read_result(cell, self.pack, sides, self._shown_as(words))),
        )
        if cells and {"status", "result"} <= cells.fields.keys():
            cell = cells.fields["result"]
            message = "the box shows its status and not its result"
            self._find("result-hidden", message, (cell.start, cell.end))
        return result

    def _shown_as(self, words: Mapping[int, str]) -> dict[str, frozenset[str]]:
        """For each link target of the article, by key, all the words it is shown as, as keys."""
        shown: dict[str, set[str]] = {}
        for link in self.document.links:
            if link.is_shown and link.title.namespace is None and link.title.target:
                key = same_name_key(words[link.node.start])
                shown.setdefault(same_name_key(link.title.target), set()).add(key)
        return {target: frozenset(words) for target, words in shown.items()}

    def _extra(self, cells: BoxCells | None) -> tuple[Extra, ...]:
        if cells is None:
            return ()
        return tuple(Extra(key=cell.key, value=text_of(self.renderer.argument(cell))) for cell in cells.extra)

    # --- sides

    def _sides(self, cells: BoxCells | None) -> tuple[tuple[Side, ...], Joint]:
        if cells is None:
            return (), Joint()
        sides = []
        for index, side in enumerate(cells.sides, start=1):
            found = side.cells
            belligerents = self._belligerents(found.get("combatants", ()), supporting=False)
            supporters = self._belligerents(found.get("supporters", ()), supporting=True)
            sides.append(
                Side(
                    index=index,
                    belligerents=(*belligerents, *supporters),
                    commanders=self._commanders(found.get("commanders", ())),
                    units=self._formations(found.get("units", ())),
                    strength=self._quantities(found.get("strength", ()), losses=False),
                    losses=self._quantities(found.get("losses", ()), losses=True),
                )
            )
        found = cells.joint.cells
        joint = Joint(
            commanders=self._commanders(found.get("commanders", ())),
            units=self._formations(found.get("units", ())),
            strength=self._quantities(found.get("strength", ()), losses=False),
            losses=self._quantities(found.get("losses", ()), losses=True),
        )
        return tuple(sides), joint

    def _belligerents(self, rows: Iterable[CallArgument], *, supporting: bool) -> tuple[Belligerent, ...]:
        read = [
            party
            for row in rows
            for party in self._keep(read_belligerents(self.renderer.argument(row), self.pack))
        ]
        return (
            tuple(party.model_copy(update={"supporting": True}) for party in read)
            if supporting
            else tuple(read)
        )

    def _commanders(self, rows: Iterable[CallArgument]) -> tuple[Commander, ...]:
        return tuple(
            person
            for row in rows
            for person in self._keep(read_commanders(self.renderer.argument(row), self.pack))
        )

    def _formations(self, rows: Iterable[CallArgument]) -> tuple[Formation, ...]:
        return tuple(
            unit
            for row in rows
            for unit in self._keep(read_formations(self.renderer.argument(row), self.pack))
        )

    def _quantities(self, rows: Iterable[CallArgument], *, losses: bool) -> tuple[Quantity, ...]:
        return tuple(
            figure
            for row in rows
            for figure in self._keep(read_quantities(self.renderer.argument(row), self.pack, losses=losses))
        )

    def _all_findings(self, cells: BoxCells | None) -> tuple[Finding, ...]:
        """Everything found, in the order of the source."""
        found = [
            *self.findings,
            *(cells.findings if cells else ()),
            *self.renderer.findings.values(),
            *markup_findings(self.document, self.renderer.notes),
            *limited(list(duplicate_parameters(self.document)), "parameter-duplicate"),
        ]
        return tuple(sorted(found, key=lambda finding: (finding.span, finding.code)))


def _infobox(box: Box | None, text: str) -> Infobox | None:
    if box is None:
        return None
    parameters = tuple(
        Argument(key=cell.key, value=argument_value(text, cell), span=(cell.start, cell.end))
        for cell in box.cells
    )
    return Infobox(template=box.template, parameters=parameters, span=box.span)


def _all_refs(inline: Inline) -> tuple[str, ...]:
    return inline.refs_in(0, len(inline.text))
