"""How much of a cell is read by readers whose values take few words."""

from __future__ import annotations

from wikibattle.model import Finding, Severity
from wikibattle.wikitext.inline import Inline

#: Of a longer cell only so much is read: no result and no place takes more words.
LONGEST_CELL = 20_000


def too_long(cell: Inline, what: str) -> tuple[Finding, ...]:
    """A finding for what is left unread of a cell that is too long."""
    if len(cell.text) <= LONGEST_CELL:
        return ()
    message = f"only the first {LONGEST_CELL} characters of the {what} are read"
    span = cell.source_span(LONGEST_CELL, len(cell.text))
    return (Finding(code=f"{what}-too-long", severity=Severity.WARNING, message=message, span=span),)
