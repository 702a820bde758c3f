"""Which Chinese script a text is written in.

Most characters are the same in both scripts. Simplified-only are those of the standard GB 2312 that
the common part of Big5 (its level 1) lacks, traditional-only those that GB 2312 lacks, as far as
OpenCC maps the ones to the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from wikibattle.model import Script
from wikibattle.script.folding import HAN, simplified

#: From this share on, characters of the other script make a text mixed. An article in one script
#: commonly quotes a few names, titles or templates in the other.
MIXED_SHARE = 0.1

_IDEOGRAPHS = range(0x4E00, 0xA000)  # the unified ones in common use
_GB_2312 = (range(0xB0, 0xF8), (range(0xA1, 0xFF),))
_BIG5 = (range(0xA4, 0xC7), (range(0x40, 0x7F), range(0xA1, 0xFF)))


def script_of(texts: Iterable[str]) -> Script | None:
    """The script of texts taken together; None where no character of theirs is of one script only."""
    traditional, simplified_only = signs_in("".join(texts))
    if not traditional and not simplified_only:
        return None
    if min(traditional, simplified_only) >= MIXED_SHARE * (traditional + simplified_only):
        return Script.MIXED
    return Script.HANT if traditional > simplified_only else Script.HANS


def signs_in(text: str) -> tuple[int, int]:
    """How many characters of a text are traditional only, and how many simplified only."""
    if not HAN.search(text):
        return 0, 0
    traditional, simplified_only = _signs()
    return len(traditional.findall(text)), len(simplified_only.findall(text))


@lru_cache(maxsize=1)
def _signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of the characters that are traditional only, and simplified only."""
    mainland, taiwan = _characters("gb2312", *_GB_2312), _characters("big5", *_BIG5)
    every = [chr(sign) for sign in _IDEOGRAPHS]
    pairs = zip(every, simplified("\n".join(every)).split("\n"), strict=True)
    to_simplified = {sign: to for sign, to in pairs if sign != to}
    return (
        _pattern(to_simplified.keys() - mainland),
        _pattern((mainland - taiwan) & set(to_simplified.values())),
    )


def _characters(codec: str, leads: range, trails: tuple[range, ...]) -> set[str]:
    """The characters of a two-byte standard, by its first and second bytes."""
    pairs = b"".join(bytes(pair) for trail in trails for pair in product(leads, trail))
    return set(filter(HAN.match, pairs.decode(codec, "ignore")))


def _pattern(signs: set[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(signs))}]")
