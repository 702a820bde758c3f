"""How much of a cell is read by readers whose values take few words."""

from __future__ import annotations

from wikibattle.model import Finding
from wikibattle.wikitext.inline import Inline

#: Of a longer cell only so much is read: no result and no place takes more words.
LONGEST_CELL = 20_000


def too_long(cell: Inline, code: str) -> tuple[Finding, ...]:
    """A finding of the code for what is left unread of a cell that is too long."""
    if len(cell.text) <= LONGEST_CELL:
        return ()
    message = f"only the first {LONGEST_CELL} characters are read"
    span = cell.source_span(LONGEST_CELL, len(cell.text))
    return (Finding.of(code, span, message),)
