"""The skeleton scan: what MediaWiki's preprocessor finds in a text, in one linear pass.

Finds comments, extension tags, templates, template arguments, links, language-converter blocks
and headings, with exact code-point offsets, at any depth, without recursion. The grammar is that
of MediaWiki's preprocessor (https://www.mediawiki.org/wiki/Preprocessor_ABNF and the behaviour of
MediaWiki 1.39): an opener is closed only by its own closer while it is the innermost one; a run
of braces is matched from the inside, three before two; what stays open is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

#: Extension tags of MediaWiki core and of the extensions the Wikipedias run: their content is not
#: preprocessed with the page. https://www.mediawiki.org/wiki/Parser_extension_tags
EXTENSION_TAGS = """
    nowiki pre gallery indicator langconvert ref references poem math chem ce score timeline hiero
    imagemap inputbox syntaxhighlight source categorytree section templatestyles templatedata graph
    mapframe maplink charinsert dynamicpagelist phonos listing includeonly
""".split()

#: Extension tags whose content is wikitext again.
WIKITEXT_TAGS = frozenset({"ref", "references", "poem", "gallery", "indicator", "imagemap"})

#: So many signs of markup (openers, bars, closers) are read of one text. A megabyte of the densest real
#: articles has fewer; a text made to hurt may have a million, each of which would be a record.
MAX_SIGNS = 40_000

#: Tags that say what is transcluded: on the page itself they are not seen, their content is.
_TRANSPARENT_TAGS = ("noinclude", "/noinclude", "onlyinclude", "/onlyinclude")


class Kind(Enum):
    """What a node of the skeleton is."""

    TEMPLATE = "template"  # {{ }}
    ARGUMENT = "argument"  # {{{ }}}
    LINK = "link"  # [[ ]]
    CONVERTER = "converter"  # -{ }-
    TAG = "tag"  # an extension tag with its content
    COMMENT = "comment"  # <!-- -->, with the line it stands alone on
    HEADING = "heading"
    IGNORED = "ignored"  # <noinclude> and the like, <includeonly>…</includeonly>


@dataclass(slots=True)
class Node:
    """A piece of markup at text[start:end].

    `bars` and `equals` are the offsets of the parts: `equals[i]` is the first "=" after `bars[i]`,
    or -1. `name` is a tag's name in lower case. `inner` is the content of a tag or heading, None
    for a tag without one (`<ref name="a" />`). `level` is a heading's.
    """

    kind: Kind
    start: int
    end: int
    bars: Sequence[int] = ()
    equals: Sequence[int] = ()
    children: Sequence[Node] = ()
    name: str = ""
    attributes: tuple[int, int] = (0, 0)
    inner: tuple[int, int] | None = None
    level: int = 0

    def parts(self) -> Iterator[tuple[int, int, int]]:
        """(start, equals or -1, end) of every part after the first bar."""
        closer = self.end - (3 if self.kind is Kind.ARGUMENT else 2)
        for index, bar in enumerate(self.bars):
            yield (
                bar + 1,
                self.equals[index],
                (self.bars[index + 1] if index + 1 < len(self.bars) else closer),
            )

    @property
    def title_range(self) -> tuple[int, int]:
        """The range between the opener and the first bar, or the closer."""
        width = 3 if self.kind is Kind.ARGUMENT else 2
        return self.start + width, self.bars[0] if self.bars else self.end - width


@dataclass(slots=True)
class Opener:
    """An opener that waits for its closer."""

    sign: str  # "{", "[", "-{" or "=" (a heading)
    start: int
    count: int
    dashed: bool = False  # a "-" stands before the braces: with one brace left over it is a "-{"
    bars: list[int] = field(default_factory=list)
    equals: list[int] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    visual_end: int = -1  # of a heading line: where the comments at its end begin
    comment_end: int = -1


@dataclass(slots=True)
class Skeleton:
    """What a scan found: nested nodes in source order, and the openers nothing closed."""

    nodes: list[Node]
    unclosed: list[Opener]
    end: int  # where the scan ended
    cut: int | None = None  # where it gave up, after `MAX_SIGNS`; from there on all is text


@cache
def _patterns(converter: bool) -> dict[str, re.Pattern[str]]:
    """What to look for next, by what is open. Only the innermost opener's closer counts.

    The first group is a whole link without other markup: most of all markup is that.
    """
    names = "|".join((*EXTENSION_TAGS, *_TRANSPARENT_TAGS))
    openers = r"(\[\[[^\[\]{}<\n]*\]\])|"
    openers += rf"\[{{2,}}|\{{{{2,}}|<(?:!--|(?i:{names})(?=\s|/?>))" + (r"|-\{+" if converter else "")
    line = r"|\n(?==)"
    return {
        "": re.compile(openers + line),
        "{": re.compile(openers + line + r"|\}{2,}|\|"),
        "{=": re.compile(openers + line + r"|\}{2,}|\||="),
        "[": re.compile(openers + line + r"|\]{2,}"),
        "-{": re.compile(openers + line + r"|\}-|\|"),
        "-{=": re.compile(openers + line + r"|\}-|\||="),
        "=": re.compile(openers + r"|\n"),
    }


_KINDS = {"{": Kind.TEMPLATE, "[": Kind.LINK, "-{": Kind.CONVERTER}
_BLANKS = re.compile(r"[ \t\r]*")
_TAG_NAME = re.compile(r"[a-z]+", re.IGNORECASE)
_EQUALS = re.compile("={1,6}")


def scan(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    converter: bool = True,
    is_last: Callable[[Node], bool] | None = None,
    goes_on: bool = False,
) -> Skeleton:
    """The skeleton of text[start:end].

    `converter`: whether the wiki's language has variants, so that `-{ }-` is markup. `is_last`: is
    asked of each template that stands in no other markup; the scan ends behind the first it is true
    of. `goes_on`: this range follows one already scanned, so it need not begin a line.
    Never raises; time is linear in the length.
    """
    scanner = _Scanner(text, start, len(text) if end is None else end, converter)
    scanner.is_last = is_last
    scanner.goes_on = goes_on
    skeleton = scanner.run()
    todo = scanner.wikitext_tags
    while todo:
        node = todo.pop()
        assert node.inner is not None
        inside = _Scanner(text, *node.inner, converter)
        inside.signs_left = scanner.signs_left
        found = inside.run()
        scanner.signs_left = inside.signs_left
        node.children = found.nodes
        skeleton.unclosed.extend(found.unclosed)
        skeleton.cut = skeleton.cut if found.cut is None else min(found.cut, skeleton.cut or found.cut)
        todo.extend(inside.wikitext_tags)
    return skeleton


class _Scanner:
    """One pass over one range. Positions are those of the whole text."""

    def __init__(self, text: str, start: int, end: int, converter: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.patterns = _patterns(converter)
        self.nodes: list[Node] = []
        self.stack: list[Opener] = []
        self.wikitext_tags: list[Node] = []
        self.is_last: Callable[[Node], bool] | None = None
        self.goes_on = False
        self.signs_left = MAX_SIGNS
        self.more_tag_ends = True  # is there any ">" ahead?
        self.unclosed_tags: set[str] = set()  # tags of which no closing one is ahead

    def run(self) -> Skeleton:
        at = self.start if self.goes_on else self._line_start(self.start)
        stack, patterns = self.stack, self.patterns
        while self.signs_left > 0:
            self.signs_left -= 1
            sign = stack[-1].sign if stack else ""
            if stack and stack[-1].bars and stack[-1].equals[-1] < 0:
                sign += "="
            found = patterns[sign].search(self.text, at, self.end)
            if found is None:
                if self.stack and self.stack[-1].sign == "=":
                    self._close_heading(self.end)
                    at = self.end
                    continue
                break
            at = self._step(found)
        for opener in self.stack:
            self.nodes.extend(opener.children)
        return Skeleton(self.nodes, self.stack, self.end, None if self.signs_left > 0 else at)

    def _step(self, found: re.Match[str]) -> int:
        """Handles one sign; returns where to go on."""
        at, end = found.span()
        if found.lastindex:
            self.signs_left -= 1  # it opens and closes
            self._add(Node(Kind.LINK, at, end))
            return end
        sign = self.text[at]
        if sign == "|":
            top = self.stack[-1]
            top.bars.append(at)
            top.equals.append(-1)
            return at + 1
        if sign == "=":
            self.stack[-1].equals[-1] = at
            return at + 1
        if sign in "}]":
            return self._close(at, end)
        if sign == "\n":
            return self._newline(at)
        if sign == "<":
            return self._comment(at) if self.text[at + 1] == "!" else self._tag(at)
        return self._open(at, end)

    def _add(self, node: Node) -> None:
        (self.stack[-1].children if self.stack else self.nodes).append(node)

    # --- openers and closers

    def _open(self, at: int, end: int) -> int:
        if self.text[at] != "-":
            self.stack.append(Opener(self.text[at], at, end - at))
        elif end - at > 2:  # "-{{": the rightmost braces win
            self.stack.append(Opener("{", at + 1, end - at - 1, dashed=True))
        else:
            self.stack.append(Opener("-{", at, 2))
        return end

    def _close(self, at: int, run_end: int) -> int:
        top = self.stack[-1]
        width = 2
        kind = _KINDS[top.sign]
        if top.sign == "{" and min(run_end - at, top.count) >= 3:
            width, kind = 3, Kind.ARGUMENT
        node_start = top.start + top.count - width
        node = Node(kind, node_start, at + width, top.bars, top.equals, top.children)
        top.count -= width
        if top.count >= 2 or (top.count == 1 and top.dashed):
            if top.count == 1:
                top.sign, top.start, top.count, top.dashed = "-{", top.start - 1, 2, False
            top.bars, top.equals, top.children = [], [], [node]
        else:
            self.stack.pop()
            self._add(node)
            if self.is_last and not self.stack and kind is Kind.TEMPLATE and self.is_last(node):
                self.end = at + width
        return at + width

    # --- headings

    def _newline(self, at: int) -> int:
        if self.stack and self.stack[-1].sign == "=":
            self._close_heading(at)
            return at  # the same line break may open the next heading
        return self._line_start(at + 1)

    def _line_start(self, at: int) -> int:
        """Opens a heading where a line begins with "=", unless it looks like `name = value`."""
        signs = _EQUALS.match(self.text, at, self.end)
        if signs is None:
            return at
        count = signs.end() - at
        if count == 1 and self.stack and self.stack[-1].bars and self.stack[-1].equals[-1] < 0:
            return at
        self.stack.append(Opener("=", at, count))
        return at + count

    def _close_heading(self, at: int) -> None:
        opener = self.stack.pop()
        text = self.text
        last = self._skip_back(at, " \t\r")
        if last - 1 == opener.comment_end:
            last = self._skip_back(opener.visual_end, " \t\r")
        first = last
        while first > opener.start and text[first - 1] == "=":
            first -= 1
        closing = last - first
        if closing and first == opener.start:  # nothing but equals signs
            level = min((closing - 1) // 2, 6) if closing >= 3 else 0
        else:
            level = min(closing, opener.count)
        if not level:
            for child in opener.children:
                self._add(child)
            return
        inner = (opener.start + level, last - level)
        self._add(Node(Kind.HEADING, opener.start, at, children=opener.children, inner=inner, level=level))

    def _skip_back(self, at: int, signs: str) -> int:
        while at > self.start and self.text[at - 1] in signs:
            at -= 1
        return at

    # --- comments and extension tags

    def _comment(self, at: int) -> int:
        """A run of comments; alone on its line it takes the line with it, as in MediaWiki."""
        text = self.text
        close = text.find("-->", at + 4, self.end)
        if close < 0:
            self._add(Node(Kind.COMMENT, at, self.end))
            return self.end
        line_start = self._skip_back(at, " \t")
        comments = [(at, close + 3)]
        after = self._blanks_end(close + 3)
        while text.startswith("<!--", after, self.end):
            close = text.find("-->", after + 4, self.end)
            if close < 0:
                break
            comments.append((after, close + 3))
            after = self._blanks_end(close + 3)
        alone = line_start > self.start and text[line_start - 1] == "\n" and text[after : after + 1] == "\n"
        if alone and after < self.end:
            comments[0] = (line_start, comments[0][1])
            comments[-1] = (comments[-1][0], after + 1)
        for start, end in comments:
            self._add(Node(Kind.COMMENT, start, end))
        end = comments[-1][1]
        if self.stack:
            top = self.stack[-1]
            if top.comment_end < 0 or top.comment_end != line_start - 1:
                top.visual_end = line_start
            top.comment_end = end - 1
        return self._line_start(end) if alone else end

    def _blanks_end(self, at: int) -> int:
        blanks = _BLANKS.match(self.text, at, self.end)
        return blanks.end() if blanks else at

    def _tag(self, at: int) -> int:
        text = self.text
        if not self.more_tag_ends:
            return at + 1
        tag_end = text.find(">", at, self.end)
        if tag_end < 0:
            self.more_tag_ends = False
            return at + 1
        if text[at + 1] == "/" or text[at + 1 : at + 12].lower().startswith(("noinclude", "onlyinclude")):
            self._add(Node(Kind.IGNORED, at, tag_end + 1))
            return tag_end + 1
        named = _TAG_NAME.match(text, at + 1)
        assert named is not None
        name = named.group().lower()
        if text[tag_end - 1] == "/":
            return self._add_tag(
                Node(Kind.TAG, at, tag_end + 1, name=name, attributes=(named.end(), tag_end - 1))
            )
        closing = None
        if name not in self.unclosed_tags:
            closing = _closing_tag(name).search(text, tag_end + 1, self.end)
        if closing is None:
            if name == "includeonly":  # the one tag that may lack its end
                self._add(Node(Kind.IGNORED, at, self.end))
                return self.end
            self.unclosed_tags.add(name)
            return tag_end + 1
        inner = (tag_end + 1, closing.start())
        attributes = (named.end(), tag_end)
        return self._add_tag(Node(Kind.TAG, at, closing.end(), name=name, attributes=attributes, inner=inner))

    def _add_tag(self, node: Node) -> int:
        self.signs_left -= 1  # it opens and closes
        if node.name == "includeonly":
            node.kind = Kind.IGNORED
        elif node.inner is not None and node.name in WIKITEXT_TAGS:
            self.wikitext_tags.append(node)
        self._add(node)
        return node.end


@cache
def _closing_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)
