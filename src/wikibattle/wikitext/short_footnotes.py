"""Short footnotes: `{{sfn|Chandler|1966|p=5}}` and the like, which cite an entry of the bibliography.

As Template:Sfn and Template:Harvard citation document them: up to four names and a year without keys,
the place in the source with one. `{{sfnm}}` holds several, their keys numbered: 1a1, 1y, 1p, 2a1 …
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wikibattle.wikitext.calls import Call, argument_value

_PAGE_KEYS = (("p", "p. "), ("page", "p. "), ("pp", "pp. "), ("pages", "pp. "), ("loc", ""), ("at", ""))
_YEAR = re.compile(r"(?:c\. ?)?\d{3,4}[a-z]?(?:[-\u2013/]\d{2,4})?|\(?n\.d\.\)?[a-z]?", re.IGNORECASE)
_SIGNS = re.compile(r"'{2,}|\[\[(?:[^\[\]|]*\|)?|\]\]")
_NUMBERED = re.compile(r"(\d{1,2})(a\d|y|p|pp|loc)")

_DASHES = re.compile("[\u2010-\u2015\u2212]")

#: `{{sfnm}}` takes no more sources than this.
MAX_SOURCES = 9


@dataclass(frozen=True, slots=True)
class ShortFootnote:
    """Names and year of an entry of the bibliography, and the place in it."""

    names: tuple[str, ...]
    year: str | None
    pages: str | None
    words: str  # as a reader sees them

    @property
    def anchor(self) -> str:
        """Names and year as one word: what the anchor of the full entry has after CITEREF."""
        return "".join(self.names) + (self.year or "")


def one_dash(anchor: str) -> str:
    """An anchor with one kind of dash, as the templates write it for ranges of years."""
    return _DASHES.sub("-", anchor)


def read_short_footnotes(call: Call) -> tuple[ShortFootnote, ...]:
    """The sources a short footnote cites, each with its place in it; none without a name."""
    if any(_NUMBERED.fullmatch(key) for key in call.arguments):
        return tuple(_several(call))
    named = [_words(call, key) for key in call.arguments if key.isdecimal()]
    found = _footnote([words for words in named if words], call, "")
    return (found,) if found else ()


def anchor_of(call: Call) -> str:
    """What `{{harvid|Chandler|1966}}` makes an anchor of, without CITEREF."""
    return "".join(_words(call, key) for key in call.arguments if key.isdecimal())


def _several(call: Call) -> Iterator[ShortFootnote]:
    for number in range(1, MAX_SOURCES + 1):
        names = [_words(call, f"{number}a{index}") for index in range(1, 5)]
        parts = [words for words in (*names, _words(call, f"{number}y")) if words]
        found = _footnote(parts, call, str(number))
        if found:
            yield found


def _footnote(parts: Sequence[str], call: Call, number: str) -> ShortFootnote | None:
    """`parts`: names, then perhaps the year."""
    if not parts:
        return None
    has_year = len(parts) > 1 and _YEAR.fullmatch(parts[-1]) is not None
    places = [(sign, words) for key, sign in _PAGE_KEYS if (words := _words(call, number + key))]
    return ShortFootnote(
        names=tuple(parts[:-1] if has_year else parts),
        year=parts[-1] if has_year else None,
        pages=", ".join(words for _, words in places) or None,
        words=", ".join((" ".join(parts), *(sign + words for sign, words in places))),
    )


def _words(call: Call, key: str) -> str:
    """An argument's words on one line, without the signs of links, italics and entities."""
    argument = call.arguments.get(key)
    if argument is None:
        return ""
    return " ".join(html.unescape(_SIGNS.sub("", argument_value(call.text, argument))).split())
