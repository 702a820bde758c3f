"""Many words as one pattern that a text is scanned with once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

# Scripts written without spaces: their words have no edge to look for.
_RUN_ON = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_BLANKS = re.compile(r"[\s.\-]+")
_GAP = r"[ .\-]{1,2}"
NOTHING = r"(?!)"


def alternation(words: Iterable[str]) -> str:
    """The source of a pattern that matches the longest of `words` at a place.

    Words of a spaced script match whole words only. A space in a word matches a space, a hyphen
    or the point of an abbreviation ("Lt Gen": "Lt. Gen.", "Lt-Gen"). Without words it matches
    nothing. The pattern is a trie, so its cost does not grow with the number of words.
    """
    tries: dict[tuple[bool, bool], dict[str, Any]] = {}
    for word in words:
        node = tries.setdefault((_spaced(word[0]), _spaced(word[-1])), {})
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    branches = [
        (r"(?<![^\W_])" if first else "") + _source(trie) + (r"(?![^\W_])" if last else "")
        for (first, last), trie in tries.items()
    ]
    return f"(?:{'|'.join(branches)})" if branches else NOTHING


def word_key(word: str) -> str:
    """A word without regard to case, points, hyphens and spaces: two that match alike are equal."""
    return _BLANKS.sub(" ", word).strip().casefold()


def _spaced(char: str) -> bool:
    return char.isalnum() and not _RUN_ON.match(char)


def _source(node: dict[str, Any]) -> str:
    branches = [
        (_GAP if char == " " else re.escape(char)) + _source(child) for char, child in node.items() if char
    ]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?" if "" in node else body
