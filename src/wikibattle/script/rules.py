"""LanguageConverter blocks: which part of a `-{ }-` a reader sees, and what it tells the page.

The grammar and the flags are those of https://www.mediawiki.org/wiki/Writing_systems/Syntax; what
that page leaves open (order of the fallbacks, signs that separate rules, flags that meet) is as
measured on MediaWiki 1.39. Every block is read by itself: a block within it is one opaque sign.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from wikibattle.wikitext.skeleton import Kind, Node, scan

Range = tuple[int, int]

#: What a reader of a variant is shown where it has no text of its own, the nearest first. "zh" is
#: the page as written.
FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "zh": ("zh-hans", "zh-hant", "zh-cn", "zh-tw", "zh-hk", "zh-sg", "zh-mo", "zh-my"),
    "zh-hans": ("zh-cn", "zh-sg", "zh-my"),
    "zh-hant": ("zh-tw", "zh-hk", "zh-mo"),
    "zh-cn": ("zh-hans", "zh-sg", "zh-my"),
    "zh-tw": ("zh-hant", "zh-hk", "zh-mo"),
    "zh-hk": ("zh-mo", "zh-hant", "zh-tw"),
    "zh-mo": ("zh-hk", "zh-hant", "zh-tw"),
    "zh-sg": ("zh-my", "zh-hans", "zh-cn"),
    "zh-my": ("zh-sg", "zh-hans", "zh-cn"),
}


class Flag(Enum):
    """What a block does, by MediaWiki's letters. The flag A is SHOW and ADD together."""

    SHOW = "S"  # shows its text in the reader's variant
    RAW = "R"  # shows its words as they are: no rules are read in them
    ADD = "+"  # adds its rules to the page's
    REMOVE = "-"  # takes its rules from the page's
    HIDE = "H"  # shows nothing
    TITLE = "T"  # gives the page's title
    DESCRIBE = "D"  # shows a description of its rules
    NAME = "N"  # shows the name of the variant whose code it holds


@dataclass(frozen=True, slots=True)
class OneWayRule:
    """`word=>variant:text`, as ranges of the source: the word is shown as the text in one variant."""

    word: Range
    variant: str
    text: Range


@dataclass(frozen=True, slots=True)
class ConverterBlock:
    """One `-{ }-`, or one rule text that a template argument holds.

    `flags` are what the written flags come to. `filters` are the variants of a `-{zh-hans;zh-tw|text}-`:
    only for them may the words be converted, and everybody is shown them. `content` is the range after
    the flags, `two_way` the range of each variant's text. Without rules both kinds are empty.
    """

    flags: frozenset[Flag]
    filters: frozenset[str]
    content: Range
    two_way: Mapping[str, Range]
    one_way: tuple[OneWayRule, ...]

    @property
    def has_rules(self) -> bool:
        """Whether there is a rule in it, not words alone."""
        return bool(self.two_way or self.one_way)

    def shown(self, variant: str = "zh") -> Range | None:
        """The range that a reader of a variant is shown, None where nothing of the source is.

        Where no rule serves the variant, MediaWiki shows an error; here the words are those of the
        page as written. What MediaWiki writes itself (for the flags D and N) is not in the source.
        """
        if Flag.RAW in self.flags:
            return self.content
        if Flag.SHOW not in self.flags:
            return None
        if not self.has_rules:
            return self.content
        return self._text_for(variant) or self._text_for("zh") or self.one_way[0].text

    def _text_for(self, variant: str) -> Range | None:
        for each in (variant, *FALLBACKS.get(variant, ())):
            if each in self.two_way:
                return self.two_way[each]
        return next((rule.text for rule in self.one_way if rule.variant == variant), None)


class Action(Enum):
    """What a rule does to the page."""

    ADD = "add"
    REMOVE = "remove"
    TITLE = "title"  # it converts the page's title, and nothing else


@dataclass(frozen=True, slots=True)
class PageRule:
    """What one block adds to the page's conversion table or takes from it, from its place on.

    `two_way` is the text of each variant that is named; one text under every variant is a word that
    stays as it is. `one_way` is (word, variant, text). The texts are source, markup and all. `span`
    is the block's, None for a template argument.
    """

    action: Action
    two_way: Mapping[str, str]
    one_way: tuple[tuple[str, str, str], ...]
    span: Range | None = None


def shown_part(text: str, node: Node) -> Range | None:
    """The range of a block that a reader of the page as written is shown, None for one that shows nothing."""
    return read_block(text, node).shown("zh")


def read_block(text: str, node: Node) -> ConverterBlock:
    """Reads the block that stands at a node of kind CONVERTER. Never raises; linear in its length."""
    start, end = node.start + 2, node.end - 2
    letters: frozenset[Flag] = frozenset()
    filters: frozenset[str] = frozenset()
    if node.bars:
        bar = node.bars[0]
        words = _Source(text, start, bar, node.children).words.split(";")
        names = frozenset(word.strip(_BLANKS) for word in words)
        letters = frozenset(_LETTERS[name] for name in names & _LETTERS.keys())
        filters = names & FALLBACKS.keys()
        start = bar + 1
    flags = _settled(letters, filters)
    source = _Source(text, start, end, node.children)
    return _read_rules(source, flags, filters if Flag.RAW in flags else frozenset())


def page_rules(text: str, nodes: Sequence[Node]) -> list[PageRule]:
    """The rules that the blocks among the nodes of a page give to it, in the order they take effect.

    A block within another counts before it, whether it is shown or not, as in MediaWiki; those within
    ten others give none.
    """
    rules: list[PageRule] = []
    for node in _blocks(nodes):
        rules.extend(_rules_of(text, read_block(text, node), (node.start, node.end)))
    return rules


def note_ta_rules(arguments: Mapping[str, str]) -> list[PageRule]:
    """The rules of a {{NoteTA}}: those of its arguments 1, 2, … in that order, then that of T, the title.

    Its groups (G1, …) stand on other pages and are not read here.
    https://zh.wikipedia.org/wiki/Template:NoteTA
    """
    numbers = sorted((key for key in arguments if _NUMBER.fullmatch(key)), key=int)
    wanted = [(key, frozenset({Flag.ADD, Flag.HIDE})) for key in numbers]
    if "T" in arguments:
        wanted.append(("T", frozenset({Flag.TITLE, Flag.HIDE})))
    rules: list[PageRule] = []
    for key, flags in wanted:
        words = arguments[key]
        if words.strip():
            source = _Source(words, 0, len(words), scan(words).nodes)
            rules.extend(_rules_of(words, _read_rules(source, flags, frozenset()), None))
    return rules


# --- flags

#: The flags an author may write.
_LETTERS = {
    "A": Flag.ADD,
    "T": Flag.TITLE,
    "R": Flag.RAW,
    "D": Flag.DESCRIBE,
    "-": Flag.REMOVE,
    "H": Flag.HIDE,
    "N": Flag.NAME,
}

_ALONE = (Flag.RAW, Flag.NAME, Flag.REMOVE)  # the first of these makes all other flags void


def _settled(letters: frozenset[Flag], filters: frozenset[str]) -> frozenset[Flag]:
    """What the flags of a block come to where they meet."""
    for flag in _ALONE:
        if flag in letters:
            return frozenset({flag})
    if Flag.HIDE in letters:
        return letters | {Flag.ADD}
    if filters:
        return frozenset({Flag.RAW})
    if Flag.DESCRIBE in letters:
        return letters
    if letters == {Flag.TITLE}:
        return frozenset({Flag.TITLE, Flag.HIDE})
    return letters | {Flag.SHOW}


# --- rules

_BLANKS = " \t\n\r\v\0"
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_OPAQUE = "\ufffc"  # stands for nested markup, and for the semicolon of an entity

#: A variant's code in the form of BCP 47. Only so, or in lower case, does it begin a further rule.
_BCP_47 = {
    "zh-Hans": "zh-hans",
    "zh-Hant": "zh-hant",
    "zh-Hans-CN": "zh-cn",
    "zh-Hant-TW": "zh-tw",
    "zh-Hant-HK": "zh-hk",
    "zh-Hant-MO": "zh-mo",
    "zh-Hans-SG": "zh-sg",
    "zh-Hans-MY": "zh-my",
}
_VARIANTS = {code: code for code in FALLBACKS} | {code.lower(): to for code, to in _BCP_47.items()}

_ARROW = rf"=(?:>|&gt{_OPAQUE})"
_CODE = rf"(?:{'|'.join(sorted((*FALLBACKS, *_BCP_47), key=len, reverse=True))})\s*:"
_RULE_START = re.compile(rf"\s*{_CODE}", re.ASCII)  # an ideographic space is no blank here
_ONE_WAY_START = re.compile(rf"{_ARROW}\s*{_CODE}", re.ASCII)
_ARROW_SIGN = re.compile(_ARROW)
_ENTITY = re.compile(r"(&[#a-zA-Z0-9]+);")


class _Source:
    """The words of a range without its comments, each piece of nested markup one opaque sign."""

    __slots__ = ("_at", "_from", "end", "start", "text", "words")

    def __init__(self, text: str, start: int, end: int, children: Sequence[Node]) -> None:
        self.text, self.start, self.end = text, start, end
        pieces: list[str] = []
        self._at = [0]  # where pieces begin in `words` …
        self._from = [start]  # … and in the text
        length, at = 0, start
        for child in children:
            if child.start < start or child.end > end:
                continue
            sign = "" if child.kind in {Kind.COMMENT, Kind.IGNORED} else _OPAQUE
            pieces += (text[at : child.start], sign)
            length += child.start - at
            self._at += (length, length + len(sign))
            self._from += (child.start, child.end)
            length, at = length + len(sign), child.end
        pieces.append(text[at:end])
        self.words = _ENTITY.sub(rf"\1{_OPAQUE}", "".join(pieces))

    def range(self, start: int, end: int) -> Range:
        """The range of the text at words[start:end]."""
        return self._place(start), self._place(end)

    def _place(self, at: int) -> int:
        piece = bisect_right(self._at, at) - 1
        return self._from[piece] + at - self._at[piece]

    def trimmed(self, start: int, end: int) -> Range:
        """words[start:end] without blanks at its ends."""
        part = self.words[start:end]
        first = start + len(part) - len(part.lstrip(_BLANKS))
        return first, max(first, start + len(part.rstrip(_BLANKS)))


def _read_rules(source: _Source, flags: frozenset[Flag], filters: frozenset[str]) -> ConverterBlock:
    """The rules of a block whose flags are known. Words that only look like rules are words."""
    two_way: dict[str, Range] = {}
    one_way: dict[tuple[str, str], OneWayRule] = {}
    if not flags & {Flag.RAW, Flag.NAME}:
        for start, end in _statements(source.words):
            colon = source.words.find(":", start, end)
            if colon < 0:
                continue
            arrow = _ARROW_SIGN.search(source.words, start, colon)
            code = source.words[arrow.end() if arrow else start : colon].strip(_BLANKS).lower()
            variant = _VARIANTS.get(code)
            if variant is None:  # one code that is none, and the whole is no rule
                two_way, one_way = {}, {}
                break
            text = source.trimmed(colon + 1, end)
            if arrow is None:
                if text[0] < text[1]:
                    two_way[variant] = source.range(*text)
                continue
            word = source.trimmed(start, arrow.start())
            if word[0] < word[1]:
                rule = OneWayRule(source.range(*word), variant, source.range(*text))
                one_way[source.text[slice(*rule.word)], variant] = rule
    if not (two_way or one_way or flags & {Flag.ADD, Flag.REMOVE, Flag.NAME, Flag.TITLE}):
        flags = frozenset({Flag.RAW})
    return ConverterBlock(flags, filters, (source.start, source.end), two_way, tuple(one_way.values()))


def _statements(words: str) -> Iterator[Range]:
    """The parts between those semicolons that a rule follows, or nothing but blanks."""
    first = 0
    at = words.find(";")
    while at >= 0:
        following = words.find(";", at + 1)
        end = len(words) if following < 0 else following
        if (
            _RULE_START.match(words, at + 1)
            or _ONE_WAY_START.search(words, at + 1, end)
            or (following < 0 and not words[at + 1 :].strip(_BLANKS))
        ):
            yield first, at
            first = at + 1
        at = following
    yield first, len(words)


# --- the page's rules

_MAX_NESTING = 10  # blocks within blocks; MediaWiki reads no deeper


def _blocks(nodes: Sequence[Node]) -> Iterator[Node]:
    """The blocks among nodes in source order, those within a block before it."""
    todo = [(node, 1, False) for node in reversed(nodes)]
    while todo:
        node, depth, entered = todo.pop()
        is_block = node.kind is Kind.CONVERTER
        if is_block and depth > _MAX_NESTING:
            continue
        if not entered and node.children:
            todo.append((node, depth, True))
            todo.extend((child, depth + is_block, False) for child in reversed(node.children))
        elif is_block:
            yield node


def outermost_blocks(nodes: Sequence[Node]) -> Iterator[Node]:
    """The blocks among nodes that stand in no other block, in source order."""
    todo = list(reversed(nodes))
    while todo:
        node = todo.pop()
        if node.kind is Kind.CONVERTER:
            yield node
        else:
            todo.extend(reversed(node.children))


def _rules_of(text: str, block: ConverterBlock, span: Range | None) -> Iterator[PageRule]:
    actions = [Action.REMOVE] if Flag.REMOVE in block.flags else []
    if Flag.ADD in block.flags:
        actions.append(Action.ADD)
    if Flag.TITLE in block.flags:
        actions.append(Action.TITLE)
    if not actions:
        return
    two_way = {variant: text[slice(*part)] for variant, part in block.two_way.items()}
    if not block.has_rules:  # words alone are the same in every variant
        two_way = dict.fromkeys(FALLBACKS, text[slice(*block.content)])
    one_way = tuple(
        (text[slice(*each.word)], each.variant, text[slice(*each.text)]) for each in block.one_way
    )
    for action in actions:
        yield PageRule(action, two_way, one_way, span)
