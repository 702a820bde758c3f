"""A box that stands in another page: `{{WWII infobox}}`, whose wikitext the caller gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from wikibattle.battle.article import Article, open_article
from wikibattle.model import Model, Span
from wikibattle.wikitext.titles import read_title

#: What marks the ids of notes that stand in a template, and not on the page.
_NOTE_PREFIX = "t"

_NOT_INCLUDED = re.compile(r"<noinclude\s*/?>.*?(?:</noinclude\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_ONLY_INCLUDED = re.compile(r"<onlyinclude\s*>(.*?)(?:</onlyinclude\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_INCLUDE_TAG = re.compile(r"</?includeonly\s*/?>", re.IGNORECASE)

T = TypeVar("T")


@dataclass(slots=True, frozen=True)
class TranscludedBox:
    """The template whose text holds the box, and where the page calls it."""

    article: Article
    span: Span


def find_transcluded_box(article: Article, templates: Mapping[str, str]) -> TranscludedBox | None:
    """The first call of the page whose template, or one it calls in turn, holds a battle box.

    `templates`: wikitext by the template's name, with or without its namespace. Of a template only
    what is transcluded counts (`<noinclude>`, `<includeonly>`, `<onlyinclude>`); the arguments of the
    call are not put into it.
    """
    known: dict[str, str] = {}
    for name, text in templates.items():
        title = read_title(name, article.head.site)
        if title is not None:
            known[title.target] = text
    tried: set[str] = set()
    for call in article.document.templates:
        found = _box_of(call.name, article, known, tried)
        if found is not None:
            return TranscludedBox(found, (call.node.start, call.node.end))
    return None


def _box_of(name: str, article: Article, known: Mapping[str, str], tried: set[str]) -> Article | None:
    """The template of that name as an article, or one that it calls in turn, if it holds a box.

    Each template is read once: `tried` are those that hold none.
    """
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if name in tried or name not in known:
            continue
        tried.add(name)
        inner = open_article(transcluded(known[name]), article.title, article.pack)
        if inner.box is not None and inner.box.cells:
            return inner
        waiting += reversed([call.name for call in inner.document.templates])
    return None


def transcluded(text: str) -> str:
    """What of a template's wikitext stands on the pages that call it."""
    text = _NOT_INCLUDED.sub("", text)
    only = _ONLY_INCLUDED.findall(text)
    return _INCLUDE_TAG.sub("", "".join(only) if only else text)


def at_call(value: T, span: Span) -> T:
    """A value read in a template, as the page has it: every span is that of the call."""
    moved: T = _at_call(value, span)
    return moved


def _at_call(value: Any, span: Span) -> Any:
    if isinstance(value, tuple):
        return tuple(_at_call(each, span) for each in value)
    if not isinstance(value, Model):
        return value
    return value.model_copy(
        update={name: _field_at_call(name, getattr(value, name), span) for name in type(value).model_fields}
    )


def _field_at_call(name: str, value: Any, span: Span) -> Any:
    if name in {"span", "sentence"}:
        return value and span
    if name == "uses":
        return (span,) if value else ()
    if name == "refs":
        return tuple(_NOTE_PREFIX + note for note in value)
    if name == "id" and isinstance(value, str):
        return _NOTE_PREFIX + value
    return _at_call(value, span)
