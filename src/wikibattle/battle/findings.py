"""What is wrong with the markup of a page."""

from __future__ import annotations

from collections.abc import Iterator

from wikibattle.model import Finding
from wikibattle.wikitext.document import Document
from wikibattle.wikitext.skeleton import MAX_SIGNS

#: Of findings of one code, this many are listed; one more says how many there are.
MAX_PER_CODE = 100

_OPENERS = {"{": "{{", "[": "[[", "-{": "-{"}


def markup_findings(document: Document) -> Iterator[Finding]:
    """Openers nothing closes, and markup that is too much to be read."""
    if document.cut is not None:
        message = f"more than {MAX_SIGNS} signs of markup; from here on the page is read as text"
        yield Finding.of("markup-too-much", (document.cut, len(document.text)), message)
    yield from limited(_unclosed(document), "markup-unclosed")


def _unclosed(document: Document) -> list[Finding]:
    found = []
    for opener in document.unclosed:
        sign = _OPENERS.get(opener.sign)
        if sign is None:  # a line that begins with "=" need not be a heading
            continue
        span = (opener.start, opener.start + opener.count)
        found.append(Finding.of("markup-unclosed", span, f"nothing closes this {sign}"))
    return found


def limited(found: list[Finding], code: str) -> Iterator[Finding]:
    """The first of many findings of one code, and one more that says how many are left out."""
    yield from found[:MAX_PER_CODE]
    if len(found) > MAX_PER_CODE:
        rest = found[MAX_PER_CODE:]
        span = (rest[0].span[0], rest[-1].span[1])
        yield Finding.of(code, span, f"and {len(rest)} more of these")
