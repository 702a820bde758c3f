"""What a check looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wikibattle.battle.article import Article
from wikibattle.battle.box import BoxCells
from wikibattle.model import Battle, Finding
from wikibattle.packs import Pack
from wikibattle.wikitext.document import Document


@dataclass(frozen=True, slots=True)
class Subject:
    """One article: its page, the cells of its box, and what was read of it, all but the findings."""

    article: Article
    cells: BoxCells | None
    battle: Battle

    @property
    def document(self) -> Document:
        """The markup of the page."""
        return self.article.document

    @property
    def pack(self) -> Pack:
        """The words of its language."""
        return self.article.pack

    @property
    def text(self) -> str:
        """The wikitext of the page."""
        return self.document.text


Check = Callable[[Subject], Iterator[Finding]]
