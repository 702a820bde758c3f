"""One page on its way to a `Battle`: its markup, its text, and what was found on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from wikibattle.battle.box import Box, box_name_test, box_stems, find_boxes, further_boxes
from wikibattle.battle.page import link_words
from wikibattle.battle.recovery import recover_box
from wikibattle.model import Finding
from wikibattle.packs import Pack
from wikibattle.reading.cells import page_renderer
from wikibattle.reading.reading import Reading, T
from wikibattle.script import same_name_key
from wikibattle.wikitext import Inline
from wikibattle.wikitext.document import Document, read_document
from wikibattle.wikitext.renderer import Renderer
from wikibattle.wikitext.sections import Body, read_bodies, read_lead


@dataclass
class Article:
    """The page that box and body are read from. Its running text is rendered when first asked for."""

    title: str | None
    pack: Pack
    document: Document
    renderer: Renderer
    findings: list[Finding] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The wikitext of the page."""
        return self.document.text

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
        shown: dict[str, set[str]] = {}
        for link in self.document.links:
            if link.is_shown and link.title.namespace is None and link.title.target:
                key = same_name_key(self.link_words[link.node.start])
                shown.setdefault(same_name_key(link.title.target), set()).add(key)
        return {target: frozenset(words) for target, words in shown.items()}

    def keep(self, reading: Reading[T]) -> T:
        """The value of a reading; its findings are kept."""
        self.findings += reading.findings
        return reading.value

    def find(self, code: str, message: str, span: tuple[int, int]) -> None:
        """Keeps a finding."""
        self.findings.append(Finding.of(code, span, message))


def open_article(text: str, title: str | None, pack: Pack) -> Article:
    """The page that `text` is, with its markup read."""
    document = read_document(text, pack.site.site(pack.language))
    return Article(title, pack, document, page_renderer(document, pack, title))


def main_box(article: Article) -> Box | None:
    """The box the battle is read from: the first of the page, read by its lines if not closed.

    What is read as a box is no running text: the renderer passes over it.
    """
    document, pack, renderer = article.document, article.pack, article.renderer
    boxes = list(find_boxes(document, pack))
    found = boxes[0] if boxes else None
    box = recover_box(document, found, box_name_test(pack), box_stems(pack))
    if box is not None:
        message = f"the braces of {box.template} are not closed where the box ends; it is read line by line"
        article.find("box-unclosed", message, box.span)
        renderer.unread = box.span
        boxes = [other for other in boxes if other.span[0] >= box.span[1]]
        article.findings += further_boxes([box, *boxes])
    elif found is None:
        article.find("box-missing", "no battle box on the page", (0, 0))
    else:
        article.findings += further_boxes(boxes)
    renderer.hidden.update(other.span[0] for other in boxes)
    return box or found
