"""A page read into its markup: every call, link, tag and heading, in source order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wikibattle.wikitext.calls import Call, CallKind
from wikibattle.wikitext.links import PageLink, read_link
from wikibattle.wikitext.skeleton import Kind, Node, Opener, scan
from wikibattle.wikitext.titles import Site


@dataclass(slots=True)
class Document:
    """The markup of one page. All lists are in source order, whatever they are nested in."""

    text: str
    site: Site
    nodes: list[Node]
    unclosed: list[Opener]
    calls: list[Call] = field(default_factory=list)
    links: list[PageLink] = field(default_factory=list)
    tags: list[Node] = field(default_factory=list)
    headings: list[Node] = field(default_factory=list)  # those of the page, not of a template's argument
    call_at: dict[int, Call] = field(default_factory=dict)  # by where it starts
    link_at: dict[int, PageLink] = field(default_factory=dict)

    @property
    def templates(self) -> Iterator[Call]:
        """The calls that are templates."""
        return (call for call in self.calls if call.kind is CallKind.TEMPLATE)


def read_document(text: str, site: Site) -> Document:
    """The markup of `text`; never raises, linear in its length."""
    skeleton = scan(text, converter=site.converter)
    document = Document(text, site, skeleton.nodes, skeleton.unclosed)
    _collect(document, skeleton.nodes)
    return document


def read_part(document: Document, start: int, end: int) -> list[Node]:
    """The markup of text[start:end] read for itself, as if nothing around it were open."""
    nodes = scan(document.text, start, end, converter=document.site.converter).nodes
    part = Document(document.text, document.site, nodes, [])
    _collect(part, nodes)
    document.call_at.update(part.call_at)
    document.link_at.update(part.link_at)
    return nodes


def _collect(document: Document, nodes: Sequence[Node]) -> None:
    """Walks all nodes without recursion. `live` is False within arguments a later one overrides."""
    todo = [(node, True, True) for node in reversed(nodes)]
    while todo:
        node, live, outermost = todo.pop()
        kind = node.kind
        if kind is Kind.TEMPLATE:
            call = Call(document.text, node, document.site)
            document.calls.append(call)
            document.call_at[node.start] = call
            if call.kind is CallKind.TEMPLATE and len(node.bars) > len(call.arguments):
                dead = _overridden(call)
                todo.extend(
                    (child, live and id(child) not in dead, False) for child in reversed(node.children)
                )
                continue
        elif kind is Kind.LINK:
            link = read_link(document.text, node, document.site)
            if link is not None and live:
                document.links.append(link)
                document.link_at[node.start] = link
        elif kind is Kind.TAG:
            document.tags.append(node)
        elif kind is Kind.HEADING and outermost:
            document.headings.append(node)
        still_outermost = outermost and kind in {Kind.LINK, Kind.CONVERTER}  # these do not part the page
        todo.extend((child, live, still_outermost) for child in reversed(node.children))


def _overridden(call: Call) -> set[int]:
    """The ids of the nodes in arguments that a later one of the same name overrides."""
    kept = {id(argument) for argument in call.arguments.values()}
    return {
        id(node) for argument in call.all_arguments if id(argument) not in kept for node in argument.nodes
    }
