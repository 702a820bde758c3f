"""What a battle has of the page around its box: text, story, notes, links, findings."""

from __future__ import annotations

from functools import cached_property

from wikibattle.battle.article import Article
from wikibattle.battle.box import BoxCells, further_boxes
from wikibattle.battle.checks.run import run_checks
from wikibattle.battle.checks.subject import Subject
from wikibattle.battle.conversions import read_conversions
from wikibattle.battle.findings import markup_findings
from wikibattle.battle.kind import read_kind
from wikibattle.battle.lead import first_sentence, lead_paragraph, read_aliases
from wikibattle.battle.mentions import Mentions
from wikibattle.battle.order_of_battle import read_order_of_battle
from wikibattle.battle.page import (
    page_categories,
    page_links,
    page_media,
    page_templates,
)
from wikibattle.battle.sources import page_bibliography, page_references
from wikibattle.battle.timeline import Frame, Story, find_story, read_timeline, story_findings
from wikibattle.battle.transclusion import at_call
from wikibattle.model import (
    Battle,
    Category,
    Conversion,
    Event,
    Finding,
    Kind,
    Link,
    Media,
    OrderOfBattle,
    Reference,
    Script,
    Section,
    Source,
    Span,
    Template,
    Text,
)
from wikibattle.reading.citations.bibliography import Bibliography
from wikibattle.script import script_of
from wikibattle.wikitext import Inline
from wikibattle.wikitext.sections import paragraphs, section_tree


class PageBody:
    """The body of one article; every field is read when first asked for, and kept."""

    def __init__(self, article: Article, cells: BoxCells | None, box: Battle) -> None:
        """`box`: the battle as its box alone tells it."""
        self._article = article
        self._cells = cells
        self._box = box
        self._template: tuple[PageBody, Span] | None = None

    def add_template(self, body: PageBody, span: Span) -> None:
        """`body`: of the template that the box stands in, which the page calls at `span`."""
        self._template = body, span

    @cached_property
    def script(self) -> Script | None:
        """The script of the text shown, on a wiki that writes its language in several."""
        article = self._article
        if not article.pack.site.variants:
            return None
        text = (article.lead.text, *(body.text.text for body in article.bodies))
        parties = (party.name for side in self._box.sides for party in side.belligerents)
        people = (person.name for side in self._box.sides for person in side.commanders)
        return script_of((self._box.name.text, *text, *parties, *people))

    @cached_property
    def conversions(self) -> tuple[Conversion, ...]:
        """What the page says of the variants of its language."""
        _ = self.summary, self.sections, self.references, self.media  # rendering tells what is before a block
        return read_conversions(self._article)

    @cached_property
    def _opening(self) -> Inline:
        return lead_paragraph(self._article.lead)

    @cached_property
    def aliases(self) -> tuple[Text, ...]:
        """Other names of the battle, from the lead's first paragraph."""
        return read_aliases(self._box.name, self._opening, self._article.pack)

    @cached_property
    def kind(self) -> Kind | None:
        """What kind of conflict it was, from names, first sentence and categories."""
        article = self._article
        titles = [article.title or "", self._box.name.text]
        return read_kind(
            titles, first_sentence(self._opening, article.pack), article.category_names, article.pack
        )

    @cached_property
    def summary(self) -> Text:
        """The lead."""
        lead = self._article.lead
        return Text(text=paragraphs(lead.text), span=lead.span, refs=lead.refs_in(0, len(lead.text)))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The lead and the tree of headings."""
        return section_tree(self._article.lead, self._article.bodies, len(self._article.text))

    @cached_property
    def timeline(self) -> tuple[Event, ...]:
        """What the text under the headings tells of dates."""
        article = self._article
        frame = Frame(self._box.date, self._box.sides, article.shown_as)
        return read_timeline(self._story, article.pack, frame)

    @cached_property
    def order_of_battle(self) -> tuple[OrderOfBattle, ...]:
        """The units that order-of-battle sections list."""
        article = self._article
        mentions = Mentions(self._box.sides, article.pack, article.shown_as)
        return read_order_of_battle(article.bodies, article.renderer, article.pack, mentions.one_side)

    @cached_property
    def _story(self) -> Story:
        return find_story(self._article.bodies, self._article.pack)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The notes."""
        own = page_references(self._article.renderer, self._article.pack, self._bibliography)
        return (*own, *at_call(self._template[0].references, self._template[1])) if self._template else own

    @cached_property
    def _bibliography(self) -> Bibliography:
        article = self._article
        return page_bibliography(article.renderer, article.pack, article.bodies)

    @cached_property
    def bibliography(self) -> tuple[Source, ...]:
        """The sources given in full outside any note."""
        return self._bibliography.sources

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links, but for categories and files."""
        return page_links(self._article.document, self._article.link_words)

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """The template calls."""
        return page_templates(self._article.document)

    @cached_property
    def categories(self) -> tuple[Category, ...]:
        """The categories the page is put in."""
        return page_categories(self._article.document)

    @cached_property
    def media(self) -> tuple[Media, ...]:
        """The files the page shows."""
        own = page_media(self._article.document, self._article.renderer, self._cells)
        return (*at_call(self._template[0].media, self._template[1]), *own) if self._template else own

    @property
    def box_findings(self) -> tuple[Finding, ...]:
        """What was found in reading the box alone."""
        article = self._article
        cells = self._cells.findings if self._cells else ()
        return (*article.findings, *cells, *article.cell_renderer.findings.values())

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found in box and body, in the order of the source: it reads the whole page."""
        article = self._article
        # rendering is what finds
        _ = self.sections, self.links, self.references, self.media, self.conversions
        found = [
            *article.findings,
            *further_boxes(article.boxes),
            *(self._cells.findings if self._cells else ()),
            *(at_call(self._template[0].box_findings, self._template[1]) if self._template else ()),
            *article.renderer.findings.values(),
            *markup_findings(article.document),
            *story_findings(self._story),
            *run_checks(Subject(article, self._cells, self._box.deferring(self))),
        ]
        return tuple(sorted(found, key=lambda finding: (finding.span, finding.code)))
