"""Template calls: what a `{{ }}` is, its normalised name and its arguments."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from wikibattle.wikitext.skeleton import Kind, Node
from wikibattle.wikitext.titles import Site, capitalised

#: Variables of MediaWiki: `{{NAME}}` with these is no template.
#: https://www.mediawiki.org/wiki/Help:Magic_words#Variables
_VARIABLES = frozenset(
    """
        ! = CURRENTYEAR CURRENTMONTH CURRENTMONTH1 CURRENTMONTHNAME CURRENTMONTHNAMEGEN
        CURRENTMONTHABBREV CURRENTDAY CURRENTDAY2 CURRENTDOW CURRENTDAYNAME CURRENTTIME CURRENTHOUR
        CURRENTWEEK CURRENTTIMESTAMP LOCALYEAR LOCALMONTH LOCALMONTH1 LOCALMONTHNAME LOCALMONTHNAMEGEN
        LOCALMONTHABBREV LOCALDAY LOCALDAY2 LOCALDOW LOCALDAYNAME LOCALTIME LOCALHOUR LOCALWEEK
        LOCALTIMESTAMP SITENAME SERVER SERVERNAME DIRMARK DIRECTIONMARK SCRIPTPATH STYLEPATH
        CURRENTVERSION CONTENTLANGUAGE CONTENTLANG PAGEID PAGELANGUAGE PROTECTIONLEVEL REVISIONID
        REVISIONDAY REVISIONDAY2 REVISIONMONTH REVISIONMONTH1 REVISIONYEAR REVISIONTIMESTAMP
        REVISIONUSER REVISIONSIZE NUMBEROFPAGES NUMBEROFARTICLES NUMBEROFFILES NUMBEROFEDITS
        NUMBEROFUSERS NUMBEROFADMINS NUMBEROFACTIVEUSERS FULLPAGENAME PAGENAME BASEPAGENAME SUBPAGENAME
        SUBJECTPAGENAME ARTICLEPAGENAME TALKPAGENAME ROOTPAGENAME FULLPAGENAMEE PAGENAMEE BASEPAGENAMEE
        SUBPAGENAMEE SUBJECTPAGENAMEE ARTICLEPAGENAMEE TALKPAGENAMEE ROOTPAGENAMEE NAMESPACE NAMESPACEE
        NAMESPACENUMBER SUBJECTSPACE SUBJECTSPACEE ARTICLESPACE ARTICLESPACEE TALKSPACE TALKSPACEE
        NOEXTERNALLANGLINKS
    """.split()
)

#: Parser functions that need no "#". https://www.mediawiki.org/wiki/Help:Magic_words
_FUNCTIONS = frozenset(
    """
        int ns nse urlencode lcfirst ucfirst lc uc localurl localurle fullurl fullurle canonicalurl
        canonicalurle formatnum grammar gender plural bidi numberofpages numberofusers
        numberofactivepages numberofarticles numberoffiles numberofadmins numberofedits numberingroup
        pagesincategory pagesincat pagesize padleft padright anchorencode filepath pageid namespace
        namespacee namespacenumber talkspace talkspacee subjectspace subjectspacee articlespace pagename
        pagenamee fullpagename fullpagenamee basepagename basepagenamee subpagename subpagenamee
        talkpagename talkpagenamee subjectpagename subjectpagenamee rootpagename rootpagenamee
        revisionid revisionday revisionmonth revisionyear revisiontimestamp revisionuser
        cascadingsources protectionlevel protectionexpiry defaultsort defaultsortkey defaultcategorysort
        displaytitle pagesinnamespace pagesinns special speciale tag language noexternallanglinks
        currentrevisionuser
    """.split()
)
_SUBSTITUTION = re.compile(r"(?:subst|safesubst)\s*:\s*", re.IGNORECASE)
_MESSAGE = re.compile(r"(?:msgnw|msg|raw)\s*:\s*", re.IGNORECASE)
_COLON = re.compile("[:：]")
_BLANKS = re.compile(r"[ _\s]+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class CallKind(Enum):
    """What the braces call."""

    TEMPLATE = "template"
    FUNCTION = "function"  # {{#if:…}}, {{#tag:ref|…}}, {{lc:…}}
    INVOKE = "invoke"  # {{#invoke:Module|function}}
    VARIABLE = "variable"  # {{PAGENAME}}
    PAGE = "page"  # a page of another namespace
    DYNAMIC = "dynamic"  # a name that a template makes


class CallArgument(NamedTuple):
    """An argument's value at text[start:end], without the blanks around a named one."""

    key: str
    start: int
    end: int
    nodes: Sequence[Node]
    positional: bool


class Call:
    """A `{{ }}` of the page."""

    def __init__(self, text: str, node: Node, site: Site) -> None:
        self.text = text
        self.node = node
        self.kind, self.name = _classify(text, node, site)

    def __repr__(self) -> str:
        return f"Call({self.kind.value} {self.name!r} at {self.node.start})"

    @cached_property
    def all_arguments(self) -> list[CallArgument]:
        """Every argument in source order, those overridden by a later one too."""
        arguments: list[CallArgument] = []
        number = 0
        text, children = self.text, self.node.children
        for start, equals, end in self.node.parts():
            if equals < 0:
                number += 1
                key = str(number)
            else:
                key = without_comments(text[start:equals]).strip()
                start, end = _trim(text, equals + 1, end)
            nodes = nodes_in(children, start, end) if children else children
            arguments.append(CallArgument(key, start, end, nodes, equals < 0))
        return arguments

    @cached_property
    def arguments(self) -> dict[str, CallArgument]:
        """The arguments by key; of one key the last wins, as in MediaWiki."""
        return {argument.key: argument for argument in self.all_arguments}

    def value(self, key: str) -> str | None:
        """The wikitext of an argument without comments, trimmed if it was named; None if absent."""
        argument = self.arguments.get(key)
        return None if argument is None else argument_value(self.text, argument)

    @cached_property
    def function_argument(self) -> CallArgument | None:
        """What stands between the colon of a parser function and the first bar."""
        start, end = self.node.title_range
        colon = _COLON.search(self.text, start, end)
        if colon is None:
            return None
        start, end = _trim(self.text, colon.end(), end)
        return CallArgument("0", start, end, nodes_in(self.node.children, start, end), positional=False)


def argument_value(text: str, argument: CallArgument) -> str:
    """An argument's wikitext without comments; blanks stay around a positional one."""
    value = without_comments(text[argument.start : argument.end])
    return value if argument.positional else value.strip()


def without_comments(text: str) -> str:
    """`text` with its comments cut out."""
    return _COMMENT.sub("", text) if "<!--" in text else text


def nodes_in(nodes: Sequence[Node], start: int, end: int) -> Sequence[Node]:
    """The nodes (sorted, not nested in each other) that lie in text[start:end]."""
    if not nodes:
        return nodes
    first = bisect_left(nodes, start, key=lambda node: node.start)
    last = bisect_left(nodes, end, lo=first, key=lambda node: node.start)
    return nodes[first:last]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    value = text[start:end]
    stripped = value.lstrip()
    start += len(value) - len(stripped)
    return start, start + len(stripped.rstrip())


def _classify(text: str, node: Node, site: Site) -> tuple[CallKind, str]:
    """What a call is and its normalised name, from the words before its first bar."""
    start, end = node.title_range
    name = without_comments(text[start:end]).strip()
    if ":" in name or "：" in name:
        for prefix in (_SUBSTITUTION, _MESSAGE):
            found = prefix.match(name)
            if found:
                name = name[found.end() :]
        head, colon, _ = name.replace("：", ":", 1).partition(":")
        function = head.strip().lower()
        if colon and function.startswith("#"):
            return (CallKind.INVOKE if function == "#invoke" else CallKind.FUNCTION), function
        if colon and function in _FUNCTIONS and "{" not in head:
            return CallKind.FUNCTION, function
    if node.children and any(
        child.kind is Kind.TEMPLATE or child.kind is Kind.ARGUMENT
        for child in nodes_in(node.children, start, end)
    ):
        return CallKind.DYNAMIC, name
    if name in _VARIABLES:
        return CallKind.VARIABLE, name
    if name.startswith(":"):
        return CallKind.PAGE, name[1:].strip()
    name = _BLANKS.sub(" ", name).strip()
    namespace, colon, rest = name.partition(":")
    if colon:
        canonical = site.namespace_of.get(namespace.strip().lower())
        if canonical == "Template":
            name = rest.strip()
        elif canonical:
            return CallKind.PAGE, name
    return CallKind.TEMPLATE, capitalised(name)
