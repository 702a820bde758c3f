"""What the lead's first paragraph says the battle is: its other names, its defining sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wikibattle.battle.kind import kind_of_name
from wikibattle.model import Kind, Text
from wikibattle.packs import Pack, load_pack
from wikibattle.packs.alternation import alternation
from wikibattle.packs.lexicon import is_unspaced, shadow
from wikibattle.reading.sentences import sentences
from wikibattle.reading.winners.vocabulary import plain_name
from wikibattle.script import same_name_key
from wikibattle.wikitext import Inline

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_WORD = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(
    r"“([^“”\n]+)”|「([^「」\n]+)」|『([^『』\n]+)』|\"([^\"\n]+)\"|‘([^‘’\n]+)’|《([^《》\n]+)》"
)
_STOP = re.compile(r"[，。；、,;.()（）「」『』“”\"《》:：\n—=]")
_LONGEST_NAME = 80  # signs; longer bold words are no name but a sentence
_LONGEST_PARAGRAPH = 5000  # signs; what is longer is read to here
_QUOTES = frozenset('“「『"‘《')
_TOKEN = re.compile(r"[^\W_][\w'’.–-]*")
_TABLE_CELL = "\t"
_ASIDE = frozenset({":", "*"})


def lead_paragraph(lead: Inline) -> Inline:
    """The first paragraph of prose: notes to the reader, which stand indented above it, are none."""
    for found in _PARAGRAPH.finditer(lead.text):
        start, end = found.span()
        items = lead.marks_in(start, start, "item")
        if (
            _WORD.search(found[0])
            and "\t" not in found[0]
            and not any(mark.value in _ASIDE for mark in items)
        ):
            return lead.part(start, min(end, start + _LONGEST_PARAGRAPH))
    return lead.part(0, 0)


def first_sentence(paragraph: Inline, pack: Pack) -> str:
    """The first sentence, which says what the battle was."""
    text = paragraph.text
    parts = sentences(text, 0, len(text), pack.narrative.abbreviations)
    return next((text[start:end] for start, end in parts), "")


def read_aliases(name: Text, paragraph: Inline, pack: Pack) -> tuple[Text, ...]:
    """Other names of the battle: bold words, and what is "also known as" in the first paragraph.

    A name behind such words may stand in quotation marks, if they are said of the battle itself;
    without any it holds a word for a kind of conflict (又称黄海海战). Of two spellings of one name,
    in whatever script, the first is kept.
    """
    known = {same_name_key(name.text), plain_name(same_name_key(name.text))}
    aliases = []
    bold = [(mark.start, mark.end) for mark in paragraph.marks if mark.role == "bold"]
    called = [
        (start, end)
        for start, end in _Names(name, paragraph, pack).called()
        if not any(start < other[1] and other[0] < end for other in bold)
    ]
    for start, end in sorted({*bold, *called}):
        words = paragraph.text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        key = same_name_key(words)
        if _WORD.search(key) and len(key) <= _LONGEST_NAME and key not in known:
            known.add(key)
            aliases.append(Text(text=paragraph.text[start:end], span=paragraph.source_span(start, end)))
    return tuple(aliases)


@dataclass(slots=True, frozen=True)
class _Patterns:
    """`called`: words before another name; `beside`: what parts it from the battle's own name;
    `joiner`: what joins two others; `determiner`: words that make a noun no name."""

    called: re.Pattern[str]
    beside: re.Pattern[str]
    joiner: re.Pattern[str]
    determiner: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = load_pack(language).kinds
    article = rf"(?:{alternation(words.articles)}\s++)?"
    either = alternation(words.alternatives)
    joined = alternation((*words.joiners, *words.alternatives))
    return _Patterns(
        re.compile(rf"{alternation(words.called)}\s*+(?:[:：]\s*+)?{article}"),
        re.compile(rf"\s*+(?:\(\s*+(?:{either}\s*+)?|(?:,\s*+)?{either}\s*+){article}"),
        re.compile(rf"\s*+(?:[、,/;；]\s*+)?(?:{joined}\s*+)?{article}"),
        re.compile(alternation(words.determiners)),
    )


class _Names:
    """Finds the names behind words like "also known as" in one paragraph."""

    def __init__(self, name: Text, paragraph: Inline, pack: Pack) -> None:
        self._paragraph = paragraph
        self._text = paragraph.text
        self._words = shadow(paragraph.text)
        self._pack = pack
        self._kind = _broad(kind_of_name(name.text, pack))
        copula = pack.kinds.copula_pattern.search(self._words) if pack.kinds.copulas else None
        self._subject_end = copula.start() if copula else len(first_sentence(paragraph, pack))
        self._patterns = _patterns(pack.language)

    def called(self) -> Iterator[tuple[int, int]]:
        """The range of each name; several may follow one cue."""
        starts: list[int | None] = [cue.end() for cue in self._patterns.called.finditer(self._words)]
        own = next((mark for mark in self._paragraph.marks if mark.role == "bold"), None)
        beside = self._patterns.beside.match(self._words, own.end) if own is not None else None
        if beside is not None:
            starts.append(beside.end())
        for at in starts:
            while at is not None and (found := self._name_at(at)) is not None:
                start, end, after = found
                if self._is_of_battle(start, end):
                    yield start, end
                joined = self._patterns.joiner.match(self._words, after)
                at = joined.end() if joined is not None and joined[0].strip() else None

    def _name_at(self, at: int) -> tuple[int, int, int] | None:
        """Start and end of the name that stands at `at`, and where its markup or quotation ends."""
        quoted = _QUOTED.match(self._text, at)
        if quoted is not None:
            return (*quoted.span(quoted.lastindex or 0), quoted.end())
        bold = next((mark for mark in self._paragraph.marks_in(at, at + _LONGEST_NAME, "bold")), None)
        if bold is not None and bold.start == at:
            return at, bold.end, bold.end
        if at >= len(self._text) or self._patterns.determiner.match(self._words, at):
            return None
        end = self._end_run_on(at) if is_unspaced(self._words[at]) else self._end_spaced(at)
        return (at, end, end) if end is not None else None

    def _end_run_on(self, at: int) -> int | None:
        """Where a name without markup ends, in a script without spaces: with its noun."""
        stop = _STOP.search(self._words, at, at + _LONGEST_NAME)
        until = stop.start() if stop else min(len(self._words), at + _LONGEST_NAME)
        for hit in self._pack.kinds.lexicon.scan(self._words, at, until):
            joined = self._patterns.joiner.match(self._words, hit.end)
            if hit.end == until or (joined is not None and joined[0]):
                return hit.end
        return None

    def _end_spaced(self, at: int) -> int | None:
        """Where a name without markup ends: its words are capitalised, nouns for kinds, or of, the."""
        kinds = self._pack.kinds
        end, before = None, at
        for token in _TOKEN.finditer(self._text, at, at + _LONGEST_NAME):
            if self._text[before : token.start()].strip(" "):
                break
            before = token.end()
            word = self._words[token.start() : token.end()]
            if token[0][0].isupper() or kinds.lexicon.scan(word):
                end = token.end()
            elif end is None or not (word in kinds.inside or word.isdecimal()):
                break
        return end

    def _is_of_battle(self, start: int, end: int) -> bool:
        """Whether a name behind a cue is the battle's: said of the subject, or of the same kind."""
        quoted = self._text[start - 1 : start] in _QUOTES
        name = self._text[start:end]
        kind = kind_of_name(name, self._pack)
        if not quoted and (kind is None or any(word in name for word in self._pack.narrative.attributive)):
            return False
        if start < self._subject_end:
            return True
        within = self._words.count("(", 0, start) > self._words.count(")", 0, start)
        return kind is not None and not within and _broad(kind) is self._kind


def _broad(kind: Kind | None) -> Kind | None:
    """A battle for one at sea, in the air or of a siege."""
    return Kind.BATTLE if kind in {Kind.NAVAL_BATTLE, Kind.AIR_BATTLE, Kind.SIEGE} else kind
