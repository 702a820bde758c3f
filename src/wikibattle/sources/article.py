"""An article from somewhere that knows its page: what sources other than plain files give."""

from __future__ import annotations

from dataclasses import dataclass

from wikibattle.model import Page


@dataclass(frozen=True, slots=True)
class Article:
    """Wikitext, whose page it is, and the language its source states (None: not stated)."""

    title: str
    text: str
    page: Page
    language: str | None = None
