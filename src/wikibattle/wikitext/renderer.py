"""Wikitext into inline text: what a reader of the page would see of a range of the source.

The skeleton says where templates, links, tags and comments are; they are masked, letter for
letter, and mwparserfromhell reads the inline markup that is left in each line: HTML tags,
entities, external links. Apostrophes are settled as MediaWiki does, line by line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from copy import copy

from wikibattle.model import Finding
from wikibattle.wikitext.builder import InlineBuilder
from wikibattle.wikitext.calls import Call, CallArgument, CallKind, argument_value, nodes_in
from wikibattle.wikitext.document import Document
from wikibattle.wikitext.inline import Inline, InlineLink
from wikibattle.wikitext.line import LineReader
from wikibattle.wikitext.links import PageLink, pipe_trick_words
from wikibattle.wikitext.quotes import QuoteRun, quote_runs
from wikibattle.wikitext.references import Definition, Notes
from wikibattle.wikitext.rendering import Ahead, CountryOfCode, ShownPart
from wikibattle.wikitext.roles import DateStyle, Roles
from wikibattle.wikitext.skeleton import Kind, Node
from wikibattle.wikitext.writers import WRITERS, Writing

#: Markup nested deeper than this is shown as its source, with a finding.
MAX_DEPTH = 40

#: So many signs are kept of what a line shows before a `-{ }-` block.
PREFIX = 16

_MASK = "\ue000"
_SPECIAL = re.compile(r"''|[<&]|\[[a-z/]|__[A-Z]", re.IGNORECASE)
_PLAIN = re.compile(r"[^\W_][^\n\r'<&\[_]*")  # words without any markup
_LIST_PREFIX = re.compile(r"[*#:;]+[ \t]*")
_BLANKS = re.compile(r"[ \t\r]*")
_RULE = re.compile(r"-{4,}")
TABLE_START = re.compile(r"\s*:*\{\|")
TABLE_LINE = re.compile(r"\s*(\|\}|\|-|\|\+|\||!)")
_FLAG_TEMPLATE = re.compile(r"[A-Z]{3}(?:[ \d-].*)?")
#: Tags whose content is shown letter for letter: no markup is read in it, and nothing converted.
RAW_TAGS = frozenset({"nowiki", "pre", "math", "chem", "ce", "syntaxhighlight", "source"})


_TITLE_VARIABLES = frozenset({"PAGENAME", "FULLPAGENAME", "BASEPAGENAME", "SUBPAGENAME", "ROOTPAGENAME"})
_WORD_FUNCTIONS = frozenset({"lc", "uc", "lcfirst", "ucfirst", "formatnum", "nowrap", "#language", "plural"})
_SILENT_FUNCTIONS = frozenset(
    {
        "defaultsort",
        "defaultsortkey",
        "defaultcategorysort",
        "displaytitle",
        "noexternallanglinks",
        "#tag",
        "#coordinates",
    }
)


def _unknown_country(code: str) -> None:
    """No code is known."""


class Renderer:
    """Reads ranges of one page into inline text. Collects findings on the way."""

    def __init__(
        self,
        document: Document,
        roles: Roles,
        notes: Notes,
        *,
        shown_part: ShownPart,
        country_of_code: CountryOfCode | None = None,
        date_style: DateStyle | None = None,
        title: str | None = None,
    ) -> None:
        self.document = document
        self.text = document.text
        self.roles = roles
        self.notes = notes
        self.shown_part = shown_part
        self.country_of_code: CountryOfCode = country_of_code or _unknown_country
        self.date_style = date_style or DateStyle()
        self.title = title
        self.hidden: set[int] = set()  # starts of calls that are read elsewhere (the boxes)
        self.unread: tuple[int, int] | None = None  # a box that is read though its braces are not closed
        self.prefixes: dict[int, str] = {}  # what its line shows before a `-{ }-` or raw tag, by its start
        self.findings: dict[tuple[str, int | str], Finding] = {}

    def showing(self, shown_part: ShownPart) -> Renderer:
        """The same page, with other parts of its `-{ }-` blocks shown."""
        other = copy(self)
        other.shown_part = shown_part
        return other

    # --- ranges

    def inline(self, start: int, end: int, nodes: Sequence[Node]) -> Inline:
        """text[start:end], whose markup is `nodes`, as inline text."""
        builder = InlineBuilder(self.text)
        self._block(builder, start, end, nodes, 0)
        return builder.finish((start, end))

    def inline_but(self, gap: tuple[int, int], start: int, end: int) -> Inline:
        """text[start:end] of the page without the range `gap`."""
        builder = InlineBuilder(self.text)
        for first, last in ((start, min(gap[0], end)), (max(gap[1], start), end)):
            if first < last:
                self._block(builder, first, last, nodes_in(self.document.nodes, first, last), 0)
        return builder.finish((start, end))

    def argument(self, argument: CallArgument) -> Inline:
        """A template argument as inline text."""
        return self.inline(argument.start, argument.end, argument.nodes)

    def definition(self, definition: Definition) -> Inline:
        """A note's text."""
        return self.inline(definition.start, definition.end, definition.nodes)

    def _block(self, out: InlineBuilder, start: int, end: int, nodes: Sequence[Node], depth: int) -> None:
        """Reads a range line by line."""
        if depth > MAX_DEPTH:
            self.find("markup-too-deep", f"markup nested deeper than {MAX_DEPTH}", (start, end))
            out.take(start, end)
            return
        ahead = Ahead(nodes)
        tables = 0
        at = start
        shown = False  # whether the line before had anything to show
        for line in self.masked(start, end, nodes).split("\n"):
            if shown:
                out.write("\n", at - 1, at)
            shown = True
            line_end = at + len(line)
            line = line.removesuffix("\r")  # a line may end in CR LF
            if TABLE_START.match(line) and out.at_line_start:
                tables += 1
                shown = False
                self.skip(out, ahead, line_end, depth)
            elif tables and (found := TABLE_LINE.match(line)):
                tables -= found[1] == "|}"
                shown = found[1] != "|-"
                self._table_line(out, line, at, found, ahead, depth)
            else:
                self._line(out, line, at, ahead, depth)
            at = line_end + 1

    def masked(self, start: int, end: int, nodes: Sequence[Node]) -> str:
        """The source of a range with its markup masked, letter for letter."""
        if not nodes:
            return self.text[start:end]
        parts = []
        for node in nodes:
            if node.start < start:
                continue
            parts.append(self.text[start : node.start])
            start = self.end_of(node)
            parts.append(_MASK * (start - node.start))
        parts.append(self.text[start:end])
        return "".join(parts)

    def end_of(self, node: Node) -> int:
        """Where a node's own source ends, with the letters that join a link."""
        link = self.document.link_at.get(node.start) if node.kind is Kind.LINK else None
        return link.trail_end if link else node.end

    def _line(self, out: InlineBuilder, line: str, at: int, ahead: Ahead, depth: int) -> None:
        begin = self._leading_comments(line, at, ahead) if line.startswith(_MASK) else 0
        heading = None
        if out.at_line_start:
            prefix = _LIST_PREFIX.match(line, begin)
            rule = _RULE.match(line, begin)
            if prefix:
                begin = prefix.end()
                out.mark("item", value=prefix.group().strip())
                heading = out.length if prefix.group().rstrip().endswith(";") else None
            elif rule:
                begin = rule.end()
                out.mark("rule")
        if heading is not None and (colon := line.find(":", begin)) > 0:  # "; term : description"
            self._markup(out, line[begin:colon], at + begin, ahead, depth)
            out.mark("heading", heading)
            heading = None
            out.write("\n", at + colon, at + colon + 1)
            begin = colon + 1
        self._markup(out, line[begin:], at + begin, ahead, depth)
        if heading is not None:
            out.mark("heading", heading)

    def _leading_comments(self, line: str, at: int, ahead: Ahead) -> int:
        """Skips comments at the start of a line: what follows them begins it."""
        begin = 0
        while ahead.next < len(ahead.nodes):
            node = ahead.nodes[ahead.next]
            if node.kind is not Kind.COMMENT or node.start != at + begin:
                break
            begin = node.end - at
            ahead.next += 1
        return min(begin, len(line))

    def _table_line(
        self, out: InlineBuilder, line: str, at: int, found: re.Match[str], ahead: Ahead, depth: int
    ) -> None:
        """One line of a table: its cells, with tabs between them."""
        sign, begin = found[1], found.end()
        if sign in {"|}", "|-"}:
            if sign == "|}":
                self._line(out, line[begin:], at + begin, ahead, depth)
            else:
                self.skip(out, ahead, at + len(line), depth)
            return
        separator = re.compile(r"\|\||!!" if sign == "!" else r"\|\|")
        first = True
        for cell in (*separator.finditer(line, begin), None):
            end = cell.start() if cell else len(line)
            bar = line.find("|", begin, end)
            if bar >= 0:  # attributes stand before a single bar
                self.skip(out, ahead, at + bar, depth)
                begin = bar + 1
            if not first:
                out.write("\t", at + begin, at + begin)
            begin += len(line[begin:end]) - len(line[begin:end].lstrip())
            self._markup(out, line[begin:end].rstrip(), at + begin, ahead, depth)
            first = False
            begin = cell.end() if cell else end

    def skip(self, out: InlineBuilder, ahead: Ahead, end: int, depth: int) -> None:
        """Passes over markup that shows nothing, but keeps the notes in it."""
        while ahead.next < len(ahead.nodes) and ahead.nodes[ahead.next].start < end:
            node = ahead.nodes[ahead.next]
            ahead.next += 1
            if node.kind is Kind.TAG and node.name == "ref":
                self._node(out, node, depth)

    # --- one line

    def _markup(self, out: InlineBuilder, line: str, at: int, ahead: Ahead, depth: int) -> None:
        """The inline markup of (the rest of) a line that stands at `at`."""
        if not _SPECIAL.search(line):
            self.take(out, at, at + len(line), ahead, depth)
            return
        runs = [QuoteRun(at + run.start, at + run.markup, at + run.end) for run in quote_runs(line)]
        LineReader(self, out, runs, ahead, depth).read(line, at)

    def take(self, out: InlineBuilder, start: int, end: int, ahead: Ahead, depth: int) -> None:
        """Adds source[start:end], reading the nodes in it."""
        nodes = ahead.nodes
        if ahead.next:  # the last one may reach in: a long line is read in pieces
            start = max(start, self.end_of(nodes[ahead.next - 1]))
        while ahead.next < len(nodes) and nodes[ahead.next].start < end:
            node = nodes[ahead.next]
            ahead.next += 1
            if node.start < start:  # it was passed over, with an address or attributes
                start = max(start, self.end_of(node))
                continue
            out.take(start, node.start)
            self._node(out, node, depth)
            start = self.end_of(node)
        out.take(start, end)

    # --- nodes

    def _node(self, out: InlineBuilder, node: Node, depth: int) -> None:
        kind = node.kind
        if kind is Kind.LINK:
            self._link(out, node, depth)
        elif kind is Kind.TEMPLATE:
            if node.start not in self.hidden:
                self._call(out, self.document.call_at[node.start], depth)
        elif kind is Kind.TAG:
            self._tag(out, node, depth)
        elif kind is Kind.CONVERTER:
            self._note_prefix(out, node)
            shown = self.shown_part(self.text, node)
            if shown is not None:
                self.inside(out, *shown, node.children, depth)
        elif kind is Kind.HEADING and node.inner:
            first = out.length
            self.inside(out, *node.inner, node.children, depth)
            out.mark("heading", first)
        elif kind is Kind.ARGUMENT:
            default = next(node.parts(), None)
            if default is None:
                out.take(node.start, node.end)
            else:
                self.inside(out, default[0], default[2], node.children, depth)

    def _note_prefix(self, out: InlineBuilder, node: Node) -> None:
        """Keeps what the line shows before a node; of several renderings the longest."""
        prefix = out.line_so_far(PREFIX)
        if len(prefix) >= len(self.prefixes.get(node.start, "")):
            self.prefixes[node.start] = prefix

    def inside(self, out: InlineBuilder, start: int, end: int, nodes: Sequence[Node], depth: int) -> None:
        """Reads a range within a node."""
        within = nodes_in(nodes, start, end) if nodes else nodes
        if not within and depth < MAX_DEPTH and _PLAIN.fullmatch(self.text, start, end):
            out.take(start, end)
        else:
            self._block(out, start, end, within, depth + 1)

    def _tag(self, out: InlineBuilder, node: Node, depth: int) -> None:
        if node.name == "ref":
            for note in self.notes.ids_at.get(node.start, ()):
                out.note(note)
        elif node.inner is None:
            return
        elif node.name == "poem":
            self.inside(out, *node.inner, node.children, depth)
        elif node.name in RAW_TAGS:
            self._note_prefix(out, node)
            words = html.unescape(self.text[slice(*node.inner)])
            if words == self.text[slice(*node.inner)]:
                out.take(*node.inner)
            else:
                out.write(words, *node.inner)

    def _link(self, out: InlineBuilder, node: Node, depth: int) -> None:
        link = self.document.link_at.get(node.start)
        if link is None:  # MediaWiki leaves the brackets as text
            out.take(node.start, node.start + 2)
            self.inside(out, node.start + 2, node.end - 2, node.children, depth)
            out.take(node.end - 2, node.end)
        elif link.is_shown:
            first = out.length
            self._link_words(out, link, depth)
            out.take(link.end, link.trail_end)
            title = link.title
            span = (node.start, link.trail_end)
            out.link(
                InlineLink(
                    first, out.length, title.target, title.fragment, title.namespace, title.interwiki, span
                )
            )

    def _link_words(self, out: InlineBuilder, link: PageLink, depth: int) -> None:
        start, end = link.node.start + 2, link.end - 2
        if link.shown is not None:
            self.inside(out, *link.shown, link.node.children, depth)
        elif link.pipe_trick:
            span = (link.node.start, link.end)
            self.find("link-pipe-trick", "a link whose words are missing after the bar", span)
            out.write(pipe_trick_words(link), *span)
        elif self.text[start:end] == link.raw_target:
            at = start + 1 if link.title.leading_colon and link.raw_target.startswith(":") else start
            out.take(at, end)
        else:
            out.write(link.raw_target.removeprefix(":"), start, end)

    # --- calls

    def _call(self, out: InlineBuilder, call: Call, depth: int) -> None:
        if call.kind is CallKind.TEMPLATE:
            role = self.roles.get(call.name)
            if role is not None:
                WRITERS[role.kind](Writing(self, out, call, role, depth))
            elif self._is_own_name_flag(call):
                self._own_name_flag(out, call)
            else:
                self.unknown(out, call, depth)
        elif call.kind is CallKind.VARIABLE:
            self._variable(out, call)
        elif call.kind is CallKind.FUNCTION:
            self._function(out, call, depth)
        else:
            self.unknown(out, call, depth)

    def _is_own_name_flag(self, call: Call) -> bool:
        """Whether a template is named by a country: a known code, or one that takes no words."""
        if self.country_of_code(call.name) is not None:
            return True
        return _FLAG_TEMPLATE.fullmatch(call.name) is not None and "1" not in call.arguments

    def _own_name_flag(self, out: InlineBuilder, call: Call) -> None:
        """A template named by a country's code ({{ROC}}, {{DEU 1933-1945}}) shows flag and country."""
        first = out.length
        out.write(self.country_of_code(call.name) or call.name, call.node.start, call.node.end)
        self.mark_call(out, "flag", first, call, call.name)

    def unknown(self, out: InlineBuilder, call: Call, depth: int) -> None:
        """Keeps the words of a template no rule knows, marked as such, and says so."""
        span = (call.node.start, call.node.end)
        if self._stands_alone(call):
            return
        message = f"no rule for the template {call.name!r} in a text"
        self.find("template-unknown", message, span, once=call.name)
        first = out.length
        words = [argument for argument in call.arguments.values() if argument.positional]
        for index, argument in enumerate(words):
            if index:
                out.write(" ", argument.start, argument.start)
            self.inside(out, argument.start, argument.end, argument.nodes, depth)
        if out.length == first:
            out.write(call.name, *span)
        self.mark_call(out, "unknown", first, call, call.name)

    def _stands_alone(self, call: Call) -> bool:
        """Whether nothing else is on the lines of a call of the page: a box or banner, no words."""
        text, before = self.text, call.node.start
        while before and text[before - 1] in " \t":
            before -= 1
        after = _BLANKS.match(text, call.node.end)
        end = after.end() if after else call.node.end
        return (not before or text[before - 1] == "\n") and text[end : end + 1] in {"", "\n"}

    def _variable(self, out: InlineBuilder, call: Call) -> None:
        constants = {"!": "|", "=": "="}
        words = constants.get(call.name) or (self.title if call.name in _TITLE_VARIABLES else None)
        out.write(words or call.name, call.node.start, call.node.end)

    def _function(self, out: InlineBuilder, call: Call, depth: int) -> None:
        if call.node.start in self.notes.ids_at:
            for note in self.notes.ids_at[call.node.start]:
                out.note(note)
        elif call.name in _WORD_FUNCTIONS and call.function_argument is not None:
            argument = call.function_argument
            self.inside(out, argument.start, argument.end, argument.nodes, depth)
        elif call.name not in _SILENT_FUNCTIONS:
            self.unknown(out, call, depth)

    def first_given(self, call: Call, keys: Sequence[str]) -> CallArgument | None:
        """The first of the arguments that is given and not blank."""
        for key in keys:
            argument = call.arguments.get(key)
            if argument is not None and self.text[argument.start : argument.end].strip():
                return argument
        return None

    def plain(self, argument: CallArgument | None, depth: int) -> str:
        """An argument's words alone; none for an absent one."""
        if argument is None:
            return ""
        builder = InlineBuilder(self.text)
        self.inside(builder, argument.start, argument.end, argument.nodes, depth)
        return builder.finish((argument.start, argument.end)).text

    def mark_call(
        self, out: InlineBuilder, role: str, first: int | None, call: Call, value: str | None
    ) -> None:
        """Marks what a call wrote, with its arguments."""
        arguments = {key: argument_value(self.text, each) for key, each in call.arguments.items()}
        span = (call.node.start, call.node.end)
        out.mark(role, first, value=value, template=call.name, arguments=arguments, span=span)

    def find(self, code: str, message: str, span: tuple[int, int], once: str | None = None) -> None:
        """Keeps a finding: one a place, or of all about `once` the first on the page."""
        key = (code, span[0] if once is None else once)
        known = self.findings.get(key)
        if known is None or span < known.span:
            self.findings[key] = Finding.of(code, span, message)
