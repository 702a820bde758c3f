"""Links: what a `[[ ]]` is, as MediaWiki decides it after the skeleton is known."""

from __future__ import annotations

import re
from typing import NamedTuple

from wikibattle.wikitext.calls import nodes_in, without_comments
from wikibattle.wikitext.skeleton import Kind, Node
from wikibattle.wikitext.titles import Site, Title, read_title

#: Namespaces whose links show nothing where they stand, unless a colon leads.
_FILE = {"File", "Media"}


class PageLink(NamedTuple):
    """A link of the page. `shown` is the range of its words, None where the target is shown."""

    node: Node
    title: Title
    raw_target: str
    shown: tuple[int, int] | None
    end: int  # past the "]]" (one further after an external link that ends the caption)
    trail_end: int  # past the letters that join it: [[ship]]s
    pipe_trick: bool = False  # "[[A (b)|]]": the saver should have filled in the words

    @property
    def is_file(self) -> bool:
        """Whether it shows a file."""
        return self.title.namespace in _FILE and not self.title.leading_colon

    @property
    def is_category(self) -> bool:
        """Whether it puts the page in a category."""
        return self.title.namespace == "Category" and not self.title.leading_colon

    @property
    def is_shown(self) -> bool:
        """Whether a reader sees it where it stands."""
        return _is_shown(self.title)


def read_link(text: str, node: Node, site: Site) -> PageLink | None:
    """The link a LINK node is; None where MediaWiki leaves the brackets as text.

    It does so where the target is no title, is made by a template, or where the words of a link
    to anything but a file hold another link.
    """
    if _follows_odd_bracket(text, node.start):
        return None
    start, end = node.start + 2, node.end - 2
    bar = _first_bar(text, node, start, end)
    raw = text[start:bar]
    if node.children:
        if any(child.kind is not Kind.COMMENT for child in nodes_in(node.children, start, bar)):
            return None
        raw = without_comments(raw)
    title = None if "\n" in raw else read_title(raw, site)
    if title is None:
        return None
    is_file = title.namespace in _FILE and not title.leading_colon
    if not is_file and any(child.kind is Kind.LINK for child in node.children):
        return None
    link_end = node.end
    if text.startswith("]", link_end) and "[" in text[bar:end]:
        link_end, end = link_end + 1, end + 1
    trail = site.trail.match(text, link_end) if _is_shown(title) else None
    return PageLink(
        node,
        title,
        raw.strip(),
        shown=(bar + 1, end) if bar + 1 < end else None,
        end=link_end,
        trail_end=trail.end() if trail else link_end,
        pipe_trick=bar + 1 == end,
    )


def _is_shown(title: Title) -> bool:
    if title.namespace is None:
        return not title.is_language_link
    return title.leading_colon or not (title.namespace == "Category" or title.namespace in _FILE)


def _follows_odd_bracket(text: str, at: int) -> bool:
    """Whether an odd number of brackets stands right before: `[[[a]]]` is no link."""
    first = at
    while first and text[first - 1] == "[":
        first -= 1
    return (at - first) % 2 == 1


def _first_bar(text: str, node: Node, start: int, end: int) -> int:
    """The first bar outside the markup within, or `end`."""
    at = start
    for child in node.children:
        bar = text.find("|", at, child.start)
        if bar >= 0:
            return bar
        at = child.end
    bar = text.find("|", at, end)
    return end if bar < 0 else bar


_QUALIFIER = re.compile(r"^(?P<name>.+?)(?<!\s)\s*[(（][^()（）]+[)）]$|^(?P<first>[^,，]+), .+$")


def pipe_trick_words(link: PageLink) -> str:
    """What the pipe trick shows of a target: no namespace, no bracketed or comma qualifier.

    https://www.mediawiki.org/wiki/Help:Links#Pipe_trick
    """
    words = link.raw_target.removeprefix(":")
    if link.title.namespace or link.title.interwiki:
        words = words.partition(":")[2].strip()
    found = _QUALIFIER.match(words)
    return (found["name"] or found["first"]) if found else words


def caption_range(text: str, link: PageLink) -> tuple[int, int] | None:
    """The range of a file's caption: its last part that is no image option."""
    if link.shown is None:
        return None
    start, end = link.shown
    last = None
    at = start
    for bar in (*_bars(text, link.node, start, end), end):
        part = text[at:bar].strip()
        if part and not _IMAGE_OPTION.fullmatch(part):
            last = (at, bar)
        at = bar + 1
    return last


def _bars(text: str, node: Node, start: int, end: int) -> list[int]:
    bars = []
    at = start
    for child in (*nodes_in(node.children, start, end), None):
        until = end if child is None else child.start
        found = text.find("|", at, until)
        while found >= 0:
            bars.append(found)
            found = text.find("|", found + 1, until)
        if child is not None:
            at = child.end
    return bars


#: https://www.mediawiki.org/wiki/Help:Images (English and Chinese words)
_IMAGE_OPTION = re.compile(
    r"(?:thumb|thumbnail|frame|framed|frameless|border|left|right|center|centre|none|baseline|sub|super|top|text-top|"
    r"middle|bottom|text-bottom|upright|缩略图|縮圖|有框|无框|無框|边框|邊框|左|右|居中|置中|无|無|垂直置顶|"
    r"(?:\d+)?(?:x\d+)?\s*(?:px|像素)|"
    r"(?:upright|thumb|thumbnail|alt|link|page|lang|class|start|end|thumbtime|替代文本|替代文字|链接|連結)\s*=.*|"
    r"upright\s+[\d.]+)",
    re.IGNORECASE | re.DOTALL,
)
