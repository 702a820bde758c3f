"""One page on its way to a `Battle`: its markup, its text, and what was found on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from wikibattle.battle.box import Box, box_test, find_boxes
from wikibattle.battle.page import link_words
from wikibattle.battle.recovery import main_box
from wikibattle.model import Finding
from wikibattle.packs import Pack
from wikibattle.packs.lexicon import shadow
from wikibattle.reading.cells import page_renderer
from wikibattle.reading.reading import Reading, T
from wikibattle.script import same_name_key
from wikibattle.wikitext import Inline
from wikibattle.wikitext.document import Document, read_head, read_rest
from wikibattle.wikitext.raw import raw_links
from wikibattle.wikitext.renderer import Renderer
from wikibattle.wikitext.sections import Body, read_bodies, read_lead
from wikibattle.wikitext.titles import Title, read_title

#: The rules of a group that {{NoteTA}} may name, by its name: each as it would stand in a `-{ }-`.
ConversionGroups = Mapping[str, Iterable[str]]


@dataclass
class Article:
    """The page that box and body are read from.

    It is read up to the end of its box (`head`); the rest, and the running text, when first asked for.
    """

    title: str | None
    pack: Pack
    head: Document
    box: Box | None
    conversion_groups: ConversionGroups = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The wikitext of the page."""
        return self.head.text

    @cached_property
    def cell_renderer(self) -> Renderer:
        """What reads the cells of the box into inline text."""
        return page_renderer(self.head, self.pack, self.title)

    @cached_property
    def document(self) -> Document:
        """The markup of the whole page."""
        return read_rest(self.head)

    @cached_property
    def boxes(self) -> list[Box]:
        """Every box of the page, the one the battle is read from first."""
        boxes = find_boxes(self.document, self.pack)
        if self.box is None:
            return list(boxes)
        return [self.box, *(other for other in boxes if other.span[0] >= self.box.span[1])]

    @cached_property
    def renderer(self) -> Renderer:
        """What reads the running text; it passes over what is read as a box."""
        document = self.document
        renderer = (
            self.cell_renderer if document is self.head else page_renderer(document, self.pack, self.title)
        )
        renderer.findings = self.cell_renderer.findings
        renderer.prefixes = self.cell_renderer.prefixes
        renderer.hidden = {box.span[0] for box in self.boxes}
        if self.box is not None and self.box.recovered:
            renderer.unread = self.box.span
            renderer.hidden.remove(self.box.span[0])
        return renderer

    @property
    def category_names(self) -> list[str]:
        """The categories the page is put in."""
        return [link.title.target for link in self.document.links if link.is_category]

    @cached_property
    def lead(self) -> Inline:
        """The text before the first heading."""
        return read_lead(self.document, self.renderer)

    @cached_property
    def bodies(self) -> list[Body]:
        """The text under each heading."""
        return read_bodies(self.document, self.renderer)

    @cached_property
    def link_words(self) -> dict[int, str]:
        """The words each link is shown as, by where the link starts."""
        return link_words(self.document, self.renderer)

    @cached_property
    def shown_as(self) -> dict[str, frozenset[str]]:
        """For each link target of the article, by key, all the words it is shown as, as keys."""
        links = (
            (link.title, self.link_words[link.node.start]) for link in self.document.links if link.is_shown
        )
        return _by_target(links)

    def shown_within(self, text: str) -> dict[str, frozenset[str]]:
        """Of `shown_as` what stands in `text`, told without reading the page."""
        words = shadow(text)
        links = (
            (title, shown)
            for raw, shown in self._raw_links
            if (same_name_key(shown) in words or same_name_key(raw) in words)
            and (title := read_title(raw, self.head.site)) is not None
            and not title.is_language_link
        )
        return _by_target(links)

    @property
    def raw_category_names(self) -> Iterator[str]:
        """Of `category_names` each once, told without reading the page."""
        for raw, _ in self._raw_links:
            title = read_title(raw, self.head.site) if ":" in raw else None
            if title is not None and title.namespace == "Category" and not title.leading_colon:
                yield title.target

    @cached_property
    def _raw_links(self) -> list[tuple[str, str]]:
        return list(raw_links(self.text, self.head.site))

    def keep(self, reading: Reading[T]) -> T:
        """The value of a reading; its findings are kept."""
        self.findings += reading.findings
        return reading.value

    def find(self, code: str, message: str, span: tuple[int, int]) -> None:
        """Keeps a finding."""
        self.findings.append(Finding.of(code, span, message))


def _by_target(links: Iterable[tuple[Title, str]]) -> dict[str, frozenset[str]]:
    """By the key of each article linked to, the keys of the words shown for it."""
    shown: dict[str, set[str]] = {}
    for title, words in links:
        if title.namespace is None and title.target:
            shown.setdefault(same_name_key(title.target), set()).add(same_name_key(words))
    return {target: frozenset(words) for target, words in shown.items()}


def open_article(
    text: str, title: str | None, pack: Pack, conversion_groups: ConversionGroups | None = None
) -> Article:
    """The page that `text` is, read up to the end of the box the battle is read from.

    That is the first box of the page; it is read by its lines if its braces are not closed where it ends.
    """
    site = pack.site.site(pack.language)
    head = read_head(text, site, box_test(pack))
    box = main_box(head, pack)
    if box is not None and box.recovered:  # its lines may go on behind the braces
        head = read_rest(head)
        box = main_box(head, pack)
    article = Article(title, pack, head, box, conversion_groups or {})
    if box is None:
        article.find("box-missing", "no battle box on the page", (0, 0))
    elif box.recovered:
        message = f"the braces of {box.template} are not closed where the box ends; it is read line by line"
        article.find("box-unclosed", message, box.span)
    return article
