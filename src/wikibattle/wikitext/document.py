"""A page read into its markup: every call, link, tag and heading, in source order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
    end: int  # how far the text is read
    cut: int | None = None  # from where on its markup is too much to be read; there all is text
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
    return read_head(text, site, None)


def read_head(text: str, site: Site, is_last: Callable[[Call], bool] | None) -> Document:
    """The markup of `text` up to the first call outside all other markup that `is_last` is true of."""

    def is_last_node(node: Node) -> bool:
        return is_last is not None and is_last(Call(text, node, site))

    skeleton = scan(text, converter=site.converter, is_last=is_last_node if is_last else None)
    document = Document(text, site, skeleton.nodes, skeleton.unclosed, skeleton.end, skeleton.cut)
    _collect(document, skeleton.nodes)
    return document


def read_rest(head: Document) -> Document:
    """The markup of the whole text of which `head` is read; `head` stays as it is."""
    if head.end >= len(head.text):
        return head
    skeleton = scan(head.text, head.end, converter=head.site.converter, goes_on=True)
    document = Document(
        head.text,
        head.site,
        [*head.nodes, *skeleton.nodes],
        [*head.unclosed, *skeleton.unclosed],
        skeleton.end,
        skeleton.cut if head.cut is None else head.cut,
        list(head.calls),
        list(head.links),
        list(head.tags),
        list(head.headings),
        dict(head.call_at),
        dict(head.link_at),
    )
    _collect(document, skeleton.nodes)
    return document


def read_part(document: Document, start: int, end: int) -> list[Node]:
    """The markup of text[start:end] read for itself, as if nothing around it were open."""
    nodes = scan(document.text, start, end, converter=document.site.converter).nodes
    part = Document(document.text, document.site, nodes, [], end)
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
        if node.children:  # a link or converter does not part the page
            still_outermost = outermost and (kind is Kind.LINK or kind is Kind.CONVERTER)
            todo.extend((child, live, still_outermost) for child in reversed(node.children))


def _overridden(call: Call) -> set[int]:
    """The ids of the nodes in arguments that a later one of the same name overrides."""
    kept = {id(argument) for argument in call.arguments.values()}
    return {
        id(node) for argument in call.all_arguments if id(argument) not in kept for node in argument.nodes
    }
