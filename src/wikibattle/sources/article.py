"""An article from somewhere that knows its page: what sources other than plain files give."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wikibattle.model import Page
from wikibattle.sources.files import SourceError

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Article:
    """Wikitext, whose page it is, and the language its source states (None: not stated)."""

    title: str
    text: str
    page: Page
    language: str | None = None


def check_unicode(text: str, where: str) -> str:
    """The text. Raises `SourceError` for half a character: JSON can hold one, Unicode text cannot."""
    wrong = _SURROGATE.search(text)
    if wrong is not None:
        sign = f"U+{ord(wrong[0]):04X} at character {wrong.start()}"
        raise SourceError(f"{where}: not Unicode text: half a surrogate pair, {sign}")
    return text
