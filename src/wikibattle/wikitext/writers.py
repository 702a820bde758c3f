"""What templates write where they stand, by their role."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from wikibattle.wikitext.builder import InlineBuilder
from wikibattle.wikitext.calls import Call
from wikibattle.wikitext.inline import InlineLink
from wikibattle.wikitext.roles import Role, RoleKind
from wikibattle.wikitext.titles import read_title

if TYPE_CHECKING:
    from wikibattle.wikitext.renderer import Renderer


def write_words(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    argument = page.first_given(call, role.argument)
    if role.named:
        out.write(call.name + " ", call.node.start, call.node.end)
    if role.before:
        out.write(role.before, call.node.start, call.node.end)
    if argument is not None:
        first = out.length
        page.inside(out, argument.start, argument.end, argument.nodes, depth)
        if role.value:
            out.mark(role.value, first)


def write_lines(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    """A list template: its title as a heading, its items on lines of their own."""
    span = (call.node.start, call.node.end)
    title = page.first_given(call, role.title)
    items = [each for each in call.arguments.values() if each.key.isdecimal()]
    if len(items) > 1 or title is not None:
        out.break_line(span[0], span[0])
    if title is not None:
        first = out.length
        page.inside(out, title.start, title.end, title.nodes, depth)
        out.mark("heading", first)
    for item in items:
        words = page.text[item.start : item.end]
        start = item.start + len(words) - len(words.lstrip())
        if start == item.end:
            continue
        out.break_line(item.start, item.start)
        if page.text[start] not in "*#:;":  # else the item is a list itself
            out.mark("item", value="*")
        page.inside(out, start, item.end, item.nodes, depth)
    rest = page.text[call.node.end : call.node.end + 1]
    if len(items) > 1 and rest not in {"", "\n", "|", "}"}:
        out.break_line(span[1], span[1])


def write_link(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    words = page.first_given(call, role.argument)
    target = page.first_given(call, role.target) or words
    if words is None or target is None:
        page.unknown(out, call, depth)
        return
    first = out.length
    page.inside(out, words.start, words.end, words.nodes, depth)
    title = read_title(page.plain(target, depth), page.document.site)
    if title is not None:
        span = (call.node.start, call.node.end)
        out.link(
            InlineLink(
                first, out.length, title.target, title.fragment, title.namespace, title.interwiki, span
            )
        )


def write_flag(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    country = page.plain(page.first_given(call, ("1",)), depth) or call.name
    shown = page.first_given(call, role.argument)
    first = out.length
    if shown is None:
        out.write(country, call.node.start, call.node.end)
    else:
        page.inside(out, shown.start, shown.end, shown.nodes, depth)
    page.mark_call(out, "flag", first, call, country)


def write_icon(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    page.mark_call(out, "flag", None, call, page.plain(page.first_given(call, role.argument), depth) or None)


def write_fate(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    del depth
    page.mark_call(out, "fate", None, call, role.value)


def write_note(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    del role, depth
    for note in page.notes.ids_at.get(call.node.start, ()):
        out.note(note)


def write_citation(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    """The parts of a source that are given, in the order the language file lists them."""
    first = out.length
    for key in role.argument:
        argument = page.first_given(call, (key,))
        if argument is not None:
            if out.length > first:
                out.write(". ", argument.start, argument.start)
            page.inside(out, argument.start, argument.end, argument.nodes, depth)


def write_date(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    """Dates given in numbers: year, month, day, and for an interval the same again."""
    words = [page.plain(call.arguments.get(key), depth) for key in role.argument]
    dates = _dates_in_numbers(words)
    if dates is None:
        page.unknown(out, call, depth)
        return
    first = out.length
    shown = [page.date_style.write(date) for date in dates]
    out.write(" – ".join(shown), call.node.start, call.node.end)
    page.mark_call(out, "date", first, call, "/".join(_edtf(date) for date in dates))


def write_lifespan(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    first = out.length
    words = [page.plain(call.arguments.get(key), depth) for key in role.argument]
    out.write(f"（{'－'.join(word for word in words if word)}）", call.node.start, call.node.end)
    page.mark_call(out, "lifespan", first, call, None)


def write_coordinates(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    del role, depth
    page.mark_call(out, "coordinates", None, call, None)


def write_measure(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    """A number and its unit, the first two of the arguments ("15 km"), up to a target unit."""
    first = out.length
    words = [page.plain(call.arguments.get(key), depth) for key in role.argument]
    out.write(" ".join(word for word in words if word), call.node.start, call.node.end)
    page.mark_call(out, "measure", first, call, None)


def write_constant(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    del depth
    out.write(role.value or "", call.node.start, call.node.end)


def write_nothing(page: Renderer, out: InlineBuilder, call: Call, role: Role, depth: int) -> None:
    del out, call, role, depth


def _dates_in_numbers(words: Sequence[str]) -> list[dict[str, int]] | None:
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
            if not word.isdecimal() or not 1 <= int(word[:5]) <= limit:
                return None
            date[name] = int(word)
        dates.append(date)
    return dates or None


def _edtf(date: Mapping[str, int]) -> str:
    return "-".join((f"{date['year']:04}", *(f"{date[key]:02}" for key in ("month", "day") if key in date)))


#: One writer a role: (page, out, call, role, depth).
WRITERS: Mapping[RoleKind, Callable[[Renderer, InlineBuilder, Call, Role, int], None]] = {
    RoleKind.WORDS: write_words,
    RoleKind.LINES: write_lines,
    RoleKind.LINK: write_link,
    RoleKind.FLAG: write_flag,
    RoleKind.ICON: write_icon,
    RoleKind.FATE: write_fate,
    RoleKind.NOTE: write_note,
    RoleKind.CITATION: write_citation,
    RoleKind.DATE: write_date,
    RoleKind.LIFESPAN: write_lifespan,
    RoleKind.COORDINATES: write_coordinates,
    RoleKind.MEASURE: write_measure,
    RoleKind.CONSTANT: write_constant,
    RoleKind.HIDDEN: write_nothing,
}
