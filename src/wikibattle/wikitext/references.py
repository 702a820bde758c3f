"""Notes: every `<ref>`, `{{#tag:ref}}` and note template, gathered under the note it belongs to.

As the Cite extension does (https://www.mediawiki.org/wiki/Help:Extension:Cite): tags of one name
and group are one note, its text may stand at any of them, before or after its uses.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wikibattle.wikitext.calls import Call, CallArgument, CallKind, without_comments
from wikibattle.wikitext.document import Document
from wikibattle.wikitext.roles import Role, RoleKind, Roles
from wikibattle.wikitext.short_footnotes import ShortFootnote, read_short_footnotes
from wikibattle.wikitext.skeleton import Node

_ATTRIBUTE = re.compile(
    r"""([\w:.-]++)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]++)))?""",
)
_BLANKS = re.compile(r"\s+")
_MADE_NAMES = frozenset({"sfn", "harv"})  # their notes are named by their words, apart from other names
_PAGE_KEYS = ("p", "page", "pp", "pages", "at")
_UNNUMBERED = frozenset({"harv", "rp"})  # they stand in the running text


@dataclass(slots=True)
class Definition:
    """Where a note's text stands: a range of the source and the markup in it."""

    start: int
    end: int
    nodes: Sequence[Node]
    tag: tuple[int, int]  # the whole tag or call


@dataclass(slots=True)
class Note:
    """One note, with every place that calls it.

    `number` is what a reader sees it called by in its group; None for what is no footnote.
    """

    id: str
    kind: str
    name: str | None
    group: str | None
    number: int | None = None
    uses: list[tuple[int, int]] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    words: str | None = None  # of a note made from arguments: its text
    short: tuple[ShortFootnote, ...] = ()
    pages_of: str | None = None  # of {{rp}}: the id of the note whose page it gives


@dataclass(slots=True)
class _Citing:
    """One tag or template that calls a note."""

    node: Node
    kind: str
    name: str | None
    group: str | None
    definition: Definition | None = None
    words: str | None = None
    short: tuple[ShortFootnote, ...] = ()


class Notes:
    """All notes of a page, in the order of their first use."""

    def __init__(self, document: Document, roles: Roles) -> None:
        self.notes: list[Note] = []
        self.ids_at: dict[int, tuple[str, ...]] = {}  # by where the tag or call starts
        self._by_key: dict[tuple[str, str | None, str], Note] = {}
        self._numbers: Counter[str | None] = Counter()
        self._last: tuple[int, Note] | None = None  # where the last note was called, and which
        within = -1  # how far the notes so far reach
        for citing in sorted(_citings(document, roles), key=lambda each: each.node.start):
            if citing.kind == "harv" and citing.node.start < within:
                continue  # it is part of a note's own words
            note = self._note(citing, document.text)
            note.uses.append((citing.node.start, citing.node.end))
            if citing.kind == "ref":
                note.kind = "ref"
            if citing.definition is not None:
                note.definitions.append(citing.definition)
                within = max(within, citing.definition.end)
            self.ids_at[citing.node.start] = (*self.ids_at.get(citing.node.start, ()), note.id)

    def _note(self, citing: _Citing, text: str) -> Note:
        space = citing.kind if citing.kind in _MADE_NAMES else ""
        key = None if citing.name is None else (space, citing.group, citing.name)
        note = self._by_key.get(key) if key else None
        if note is None:
            shown = None if citing.words else citing.name  # a short footnote's name is made here
            note = Note(f"r{len(self.notes) + 1}", citing.kind, shown, citing.group, words=citing.words)
            note.short = citing.short
            if citing.kind not in _UNNUMBERED:
                self._numbers[citing.group] += 1
                note.number = self._numbers[citing.group]
            self.notes.append(note)
            if key:
                self._by_key[key] = note
        if citing.kind == "rp":
            note.pages_of = self._note_before(citing.node.start, text)
        else:
            self._last = citing.node.end, note
        return note

    def _note_before(self, start: int, text: str) -> str | None:
        """The id of the note called right before `start`, as `{{rp}}` follows its note."""
        if self._last is None or text[self._last[0] : start].strip():
            return None
        return self._last[1].id


def tag_attributes(raw: str) -> dict[str, str]:
    """The attributes of a tag by name in lower case; blanks in a value are single spaces."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(raw):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found[match[1].lower()] = _BLANKS.sub(" ", html.unescape(value)).strip()
    return found


def _citings(document: Document, roles: Roles) -> Iterator[_Citing]:
    text = document.text
    for node in document.tags:
        if node.name != "ref":
            continue
        attributes = tag_attributes(text[slice(*node.attributes)])
        definition = None
        if node.inner is not None and text[slice(*node.inner)].strip():
            definition = Definition(*node.inner, node.children, (node.start, node.end))
        yield _Citing(
            node, "ref", attributes.get("name") or None, attributes.get("group") or None, definition
        )
    for call in document.calls:
        if call.kind is CallKind.FUNCTION:
            if _is_tag_ref(call):
                yield _note_call(call, "tag", "1", None)
        elif call.kind is CallKind.TEMPLATE:
            role = roles.get(call.name)
            if role is not None and (role.kind is RoleKind.NOTE or _is_short(role)):
                yield from _template_citings(call, role)


def _template_citings(call: Call, role: Role) -> Iterator[_Citing]:
    if _is_short(role):
        yield from _short_footnote(call, "harv")
    elif role.value == "sfn":
        yield from _short_footnote(call, "sfn")
    elif role.value == "r":
        yield from _named_calls(call, role.group)
    elif role.value == "rp":
        yield from _page_call(call, role.argument)
    else:
        yield _note_call(call, role.value or "note", role.argument[0], role.group)


def _is_short(role: Role) -> bool:
    """Whether a template is a short citation in the running text."""
    return role.kind is RoleKind.CITATION and role.value == "short"


def _is_tag_ref(call: Call) -> bool:
    argument = call.function_argument
    return (
        call.name == "#tag"
        and argument is not None
        and call.text[argument.start : argument.end].strip().lower() == "ref"
    )


def _note_call(call: Call, kind: str, key: str, group: str | None) -> _Citing:
    argument: CallArgument | None = call.arguments.get(key)
    definition = None
    if argument is not None and call.text[argument.start : argument.end].strip():
        definition = Definition(
            argument.start, argument.end, argument.nodes, (call.node.start, call.node.end)
        )
    return _Citing(
        call.node, kind, _clean(call.value("name")), _clean(call.value("group")) or group, definition
    )


def _clean(value: str | None) -> str | None:
    """A name or group without the quotes that editors leave around it in `{{#tag:ref}}`."""
    return (value.strip().strip("\"'").strip() or None) if value else None


def _named_calls(call: Call, group: str | None) -> Iterator[_Citing]:
    """`{{r|a|b|p=12}}` calls the notes named a and b, and gives a page."""
    group = _clean(call.value("group") or call.value("g")) or group
    for argument in call.arguments.values():
        name = without_comments(call.text[argument.start : argument.end]).strip()
        if argument.key.isdecimal() and name:
            yield _Citing(call.node, "ref", name, group)
    yield from _page_call(call, _PAGE_KEYS)


def _page_call(call: Call, keys: Sequence[str]) -> Iterator[_Citing]:
    """`{{rp|12}}` gives the page of the note before it."""
    for key in keys:
        value = (call.value(key) or "").strip()
        if value:
            yield _Citing(call.node, "rp", None, None, words=value)
            return


def _short_footnote(call: Call, kind: str) -> Iterator[_Citing]:
    """`{{sfn|Chandler|1966|p=5}}`: equal ones are one note, as the template's documentation says."""
    short = read_short_footnotes(call)
    if short:
        words = "; ".join(each.words for each in short)
        yield _Citing(call.node, kind, words, None, words=words, short=short)
