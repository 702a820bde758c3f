"""What templates write where they stand, by their role."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wikibattle.wikitext.builder import InlineBuilder
from wikibattle.wikitext.calls import Call, CallArgument
from wikibattle.wikitext.inline import InlineLink
from wikibattle.wikitext.rendering import Rendering
from wikibattle.wikitext.roles import Role, RoleKind
from wikibattle.wikitext.titles import read_title

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Writing:
    """A template call about to be written: where, to what, and as what."""

    page: Rendering
    out: InlineBuilder
    call: Call
    role: Role
    depth: int

    @property
    def span(self) -> tuple[int, int]:
        """Of the whole call."""
        return self.call.node.start, self.call.node.end

    def first_given(self, keys: Sequence[str]) -> CallArgument | None:
        """The first of these arguments that is given and not blank."""
        return self.page.first_given(self.call, keys)

    def plain(self, argument: CallArgument | None) -> str:
        """An argument's words, without what markup says of them."""
        return self.page.plain(argument, self.depth)

    def inside(self, argument: CallArgument) -> None:
        """Writes an argument in place."""
        self.page.inside(self.out, argument.start, argument.end, argument.nodes, self.depth)

    def say(self, words: str) -> None:
        """Writes words that stand for the whole call."""
        self.out.write(words, *self.span)

    def mark(self, role: str, first: int | None, value: str | None) -> None:
        """Marks what was written from `first` on, or this point, with the call's arguments."""
        self.page.mark_call(self.out, role, first, self.call, value)

    def link(self, first: int, target: str) -> None:
        """Makes a link of what was written from `first` on."""
        title = read_title(target, self.page.document.site)
        if title is not None:
            place = title.target, title.fragment, title.namespace, title.interwiki
            self.out.link(InlineLink(first, self.out.length, *place, self.span))


def _words(at: Writing) -> None:
    """The argument's words, after the template's own name or constant words; marked if the role says."""
    if at.role.named:
        at.say(at.call.name + " ")
    at.say(at.role.before)
    argument = at.first_given(at.role.argument)
    if argument is not None:
        first = at.out.length
        at.inside(argument)
        if at.role.value:
            at.out.mark(at.role.value, first)


def _pattern(at: Writing) -> None:
    """The role's value, each {key} in it replaced by that argument; nothing if one is missing."""
    parts = _PLACEHOLDER.split(at.role.value or "")
    arguments = [at.first_given((key,)) for key in parts[1::2]]
    if None in arguments:
        at.page.unknown(at.out, at.call, at.depth)
        return
    for words, argument in zip(parts[0::2], [*arguments, None], strict=True):
        at.say(words)
        if argument is not None:
            at.inside(argument)


def _fraction(at: Writing) -> None:
    numbers = [at.plain(at.call.arguments.get(key)) for key in ("1", "2", "3")]
    given = [number for number in numbers if number]
    if not given:
        at.page.unknown(at.out, at.call, at.depth)
        return
    *whole, above, below = given if len(given) > 1 else ["1", *given]
    at.say(" ".join((*whole, f"{above}⁄{below}")))


def _lines(at: Writing) -> None:
    """A list template: its title as a heading, its items on lines of their own."""
    text, out = at.page.text, at.out
    start, end = at.span
    title = at.first_given(at.role.title)
    items = [each for each in at.call.arguments.values() if each.key.isdecimal()]
    if len(items) > 1 or title is not None:
        out.break_line(start, start)
    if title is not None:
        first = out.length
        at.inside(title)
        out.mark("heading", first)
    for item in items:
        words = text[item.start : item.end]
        first = item.start + len(words) - len(words.lstrip())
        if first == item.end:
            continue
        out.break_line(item.start, item.start)
        if text[first] not in "*#:;":  # else the item is a list itself
            out.mark("item", value="*")
        at.page.inside(out, first, item.end, item.nodes, at.depth)
    if len(items) > 1 and text[end : end + 1] not in {"", "\n", "|", "}"}:
        out.break_line(end, end)


def _link(at: Writing) -> None:
    words = at.first_given(at.role.argument)
    target = at.first_given(at.role.target) or words
    if words is None or target is None:
        at.page.unknown(at.out, at.call, at.depth)
        return
    first = at.out.length
    at.inside(words)
    at.link(first, at.plain(target))


def _flag(at: Writing) -> None:
    """Flag and name: the mark's value is the country or code as given, the words are those shown."""
    country = at.plain(at.first_given(("1",))) or at.call.name
    shown = at.first_given(at.role.argument)
    of_code = at.page.country_of_code(country)
    first = at.out.length
    if shown is None or (of_code and at.plain(shown) == country):
        at.say(of_code or country)
    else:
        at.inside(shown)
    at.mark("flag", first, country)


def _icon(at: Writing) -> None:
    at.mark("flag", None, at.plain(at.first_given(at.role.argument)) or None)


def _fate(at: Writing) -> None:
    at.mark("fate", None, at.role.value)


def _note(at: Writing) -> None:
    for note in at.page.notes.ids_at.get(at.call.node.start, ()):
        at.out.note(note)


def _citation(at: Writing) -> None:
    """The parts of a source that are given, in the order the language file lists them."""
    first = at.out.length
    for key in at.role.argument:
        argument = at.first_given((key,))
        if argument is not None:
            if at.out.length > first:
                at.out.write(". ", argument.start, argument.start)
            at.inside(argument)
    at.mark("citation", first, None)
    _note(at)  # a short citation in the running text is a note too


def _date(at: Writing) -> None:
    """Dates given in numbers: year, month, day, and for an interval the same again."""
    words = [at.plain(at.call.arguments.get(key)) for key in at.role.argument]
    dates = _dates_in_numbers(words, at.page.date_style.months)
    if dates is None:
        at.page.unknown(at.out, at.call, at.depth)
        return
    first = at.out.length
    at.say(" – ".join(at.page.date_style.write(date) for date in dates))
    at.mark("date", first, "/".join(_edtf(date) for date in dates))


def _lifespan(at: Writing) -> None:
    first = at.out.length
    words = [at.plain(at.call.arguments.get(key)) for key in at.role.argument]
    at.say(f"（{'－'.join(word for word in words if word)}）")
    at.mark("lifespan", first, None)


def _coordinates(at: Writing) -> None:
    at.mark("coordinates", None, None)


def _measure(at: Writing) -> None:
    """A number and its unit, as given ("15 km"); what it is converted to is left out."""
    first = at.out.length
    words = [at.plain(at.call.arguments.get(key)) for key in at.role.argument]
    at.say(" ".join(word for word in words if word))
    at.mark("measure", first, None)


def _constant(at: Writing) -> None:
    at.say(at.role.value or "")


def _nothing(at: Writing) -> None:
    """Writes nothing: a banner, a box, a sign for editors."""


def _dates_in_numbers(words: Sequence[str], months: Sequence[str]) -> list[dict[str, int]] | None:
    """One or two dates from year, month, day (and again); None where the numbers make none."""
    dates: list[dict[str, int]] = []
    for first in range(0, len(words), 3):
        group = [word.strip() for word in words[first : first + 3]]
        if not group[0]:
            continue
        date: dict[str, int] = {}
        for name, word, limit in zip(("year", "month", "day"), group, (9999, 12, 31), strict=False):
            if not word:
                break
            if name == "month" and word in months:
                word = str(months.index(word) + 1)
            if not word.isdecimal() or not 1 <= int(word[:5]) <= limit:
                return None
            date[name] = int(word)
        dates.append(date)
    return dates or None


def _edtf(date: Mapping[str, int]) -> str:
    return "-".join((f"{date['year']:04}", *(f"{date[key]:02}" for key in ("month", "day") if key in date)))


#: One writer a role.
WRITERS: Mapping[RoleKind, Callable[[Writing], None]] = {
    RoleKind.WORDS: _words,
    RoleKind.PATTERN: _pattern,
    RoleKind.FRACTION: _fraction,
    RoleKind.LINES: _lines,
    RoleKind.LINK: _link,
    RoleKind.FLAG: _flag,
    RoleKind.ICON: _icon,
    RoleKind.FATE: _fate,
    RoleKind.NOTE: _note,
    RoleKind.CITATION: _citation,
    RoleKind.DATE: _date,
    RoleKind.LIFESPAN: _lifespan,
    RoleKind.COORDINATES: _coordinates,
    RoleKind.MEASURE: _measure,
    RoleKind.CONSTANT: _constant,
    RoleKind.HIDDEN: _nothing,
}
