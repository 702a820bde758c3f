"""Which language a text is in, among those there are packs for."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from wikibattle.packs import known_languages, load_pack

#: So many pieces of the text, of so many letters each, are looked at: enough to tell languages apart.
_PIECES = 4
_PIECE = 2_000

#: The language of a text that shows no sign of any: the wiki with the most battles.
_DEFAULT = "en"

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _letters(language: str) -> re.Pattern[str] | None:
    letters = load_pack(language).detection.letters
    return re.compile(f"[{letters}]+", re.IGNORECASE) if letters else None


@cache
def _common_words() -> dict[str, frozenset[str]]:
    words = {language: load_pack(language).detection.words for language in known_languages()}
    return {language: frozenset(common) for language, common in words.items() if common}


def detect_language(text: str) -> str:
    """The code of the language `text` is most likely in; English for a text without letters.

    A language with a script of its own wins by its letters (four of its words say as much as one
    letter of a script without spaces); the others by their commonest words.
    """
    step = max(_PIECE, len(text) // _PIECES)
    sample = " ".join(text[at : at + _PIECE] for at in range(0, step * _PIECES, step))
    words = Counter(_WORD.findall(sample.casefold()))
    scores = {}
    for language in known_languages():
        pattern = _letters(language)
        if pattern is not None:
            scores[language] = 2 * sum(map(len, pattern.findall(sample))) / (len(sample) + 1)
    for language, common in _common_words().items():
        scores[language] = sum(words[word] for word in common) / (words.total() + 1)
    best = max(scores, key=lambda language: scores[language], default=_DEFAULT)
    return best if scores.get(best) else _DEFAULT
