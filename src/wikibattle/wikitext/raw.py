"""Links and calls of a text as they are written, told fast, without reading the rest of its markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache

from wikibattle.wikitext.calls import Call, without_comments
from wikibattle.wikitext.document import read_document
from wikibattle.wikitext.titles import Site

_CALL = re.compile(r"\{\{[^{}]+\}\}")
_STYLE = re.compile(r"'{2,}|<[^<>]*>")


def raw_links(text: str, site: Site) -> Iterator[tuple[str, str]]:
    """(target as written, words shown) of each link in source order, each pair once.

    Links within a link's words and words that a template makes are left out; a link in a template's
    argument or in <nowiki> is there whether or not the page shows it.
    """
    links = _link_pattern(site.link_trail or r"(?!)").findall(without_comments(text))
    for target, shown, trail in dict.fromkeys(links):
        words = shown or target.removeprefix(":")
        if "'" in words or "<" in words or "&" in words:
            words = html.unescape(_STYLE.sub("", words))
        yield target, words.strip() + trail


@cache
def _link_pattern(trail: str) -> re.Pattern[str]:
    return re.compile(rf"\[\[([^\[\]{{}}|<>\n]+)(?:\|([^\[\]]+))?\]\]((?:{trail})?)")


def raw_calls(text: str, site: Site, holding: re.Pattern[str]) -> Iterator[Call]:
    """The templates called with none in their arguments, in source order, that hold a pattern.

    Their places are not those in `text`.
    """
    if holding.search(text) is None:
        return
    for found in _CALL.finditer(without_comments(text)):
        if holding.search(found[0]):
            yield from read_document(found[0], site).templates
