"""The names before a title in a note: "Ash and Bo", "Ash, Jane", "Jane Ash & Karl Bo, eds."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from wikibattle.packs import Pack, load_pack
from wikibattle.packs.alternation import alternation

#: A person's name has at most this many words, and a source at most this many names before its title.
MAX_WORDS = 7
MAX_NAMES = 6

_INITIAL = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*\.?")
_WORD = re.compile(r"[^\W\d_][\w.'’\-]*", re.UNICODE)
_EDGES = " \t,.:;–—-"


@dataclass(frozen=True, slots=True)
class People:
    """Whom a note names before a title. `surnames`: last names alone."""

    names: tuple[str, ...] = ()
    edited: bool = False
    surnames: bool = False
    by_comma: bool = False  # a comma alone parts them: it may part a name from a title


class NameReader:
    """Reads the names of a source by the words of a language and of English."""

    def __init__(self, pack: Pack) -> None:
        parts = (pack, load_pack("en"))
        self._no_names = frozenset(word for part in parts for word in part.citations.no_names)
        self._particles = frozenset(word for part in parts for word in part.people.particles)
        joiners = alternation(word for part in parts for word in part.citations.joiners)
        self._joiner = re.compile(rf"(?:,|(?<![\s,]))\s*+(?:(?<=\s){joiners}\s+|[&;]\s*+)", re.IGNORECASE)
        edited = alternation(word for part in parts for word in part.citations.edited)
        self._edited = re.compile(rf"(?<![\s,])[\s,]*\(?{edited}\.?\)?\Z", re.IGNORECASE)
        others = alternation(word.rstrip(".") for part in parts for word in part.citations.others)
        self._others = re.compile(rf"(?<![\s,])[\s,]*{others}\.?\Z", re.IGNORECASE)

    def read(self, words: str) -> People | None:
        """The people named; None for words that are not, or not surely, names of people."""
        words = _stripped(words)
        if not words:
            return None
        edited = self._edited.search(words)
        if edited:
            words = words[: edited.start()]
        others = self._others.search(words)
        if others:
            words = words[: others.start()]
        parts = [part.strip() for part in self._joiner.split(words)]
        names = self._one(parts[0]) if len(parts) == 1 else self._several(parts)
        if not names or len(names) > MAX_NAMES:
            return None
        surnames = all(self._is_surname(name) for name in names)
        by_comma = len(parts) == 1 and "," in words and not _are_initials(words.partition(",")[2])
        return People(tuple(names), edited is not None, surnames, by_comma)

    def is_edited(self, words: str) -> bool:
        """Whether words say that those before them are editors: "eds."."""
        return self._edited.fullmatch(words) is not None

    def may_begin(self, name: str) -> bool:
        """Whether a name's first word is none that begins something else."""
        return name.split(maxsplit=1)[0].casefold().rstrip(".") not in self._no_names

    def _one(self, part: str) -> list[str] | None:
        """Of words without "and": one name, or two that a comma parts."""
        pieces = _pieces(part)
        if not all(map(self._is_name, pieces)) or not 1 <= len(pieces) <= 2:
            return None
        if len(pieces) == 1:
            return pieces
        if _are_initials(pieces[1]) or self._is_surname(pieces[0]):
            return [", ".join(pieces)]
        return pieces if " " in pieces[1] else None

    def _several(self, parts: list[str]) -> list[str] | None:
        """Of words around "and": a list of names, or names with the last one first."""
        split = [_pieces(part) for part in parts]
        flat = [piece for pieces in split for piece in pieces]
        if not flat or not all(map(self._is_name, flat)):
            return None
        if all(len(pieces) == 1 for pieces in split):
            return flat
        if len(split[0]) == 2 and (_are_initials(split[0][1]) or all(len(each) == 2 for each in split)):
            return [", ".join(pieces) for pieces in split] if _at_most_two(split) else None
        if all(self._is_surname(piece) for piece in flat) or all(" " in piece for piece in flat):
            return flat  # Ash, Bo and Dee
        return None

    def _is_surname(self, name: str) -> bool:
        """Whether a name is one word, particles before it aside."""
        words = [word for word in name.split() if word.casefold() not in self._particles]
        return len(words) == 1

    def _is_name(self, name: str) -> bool:
        words = name.split()
        if not words or len(words) > MAX_WORDS or not self.may_begin(name):
            return False
        small = [word for word in words if not word[0].isupper()]
        return (
            all(_WORD.fullmatch(word) for word in words)
            and all(word.casefold() in self._particles for word in small)
            and len(small) < len(words)
        )


def _stripped(words: str) -> str:
    """Words without the signs around them, but with the point of a last initial."""
    bare = words.strip(_EDGES + "()")
    ends_in_initial = _INITIAL.fullmatch(bare.split()[-1]) if bare else None
    return bare + "." if ends_in_initial and words[words.find(bare) + len(bare) :][:1] == "." else bare


def _pieces(part: str) -> list[str]:
    return [piece.strip() for piece in part.split(",") if piece.strip()]


def _at_most_two(split: list[list[str]]) -> bool:
    return all(len(pieces) <= 2 for pieces in split)


def _are_initials(words: str) -> bool:
    """Whether given names are, or hold, initials: "H", "Louis C."."""
    return any(_INITIAL.fullmatch(word) for word in words.split())


@cache
def name_reader(language: str) -> NameReader:
    """The reader of a language, made once."""
    return NameReader(load_pack(language))
