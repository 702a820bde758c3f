"""Parameter keys of the battle box: what field and which side a key names.

The numbering is one machine for all languages (Module:Infobox military conflict): a stem, perhaps
a space, the number of the side, perhaps a letter a to d for a further row of that side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from wikibattle.packs.infobox import SIDE_FIELDS, BoxField
from wikibattle.script import fold

_NUMBERED = re.compile(r"(?P<stem>.*?\D)[ ]?(?P<side>\d{1,2})[ ]?(?P<row>[a-d])?", re.DOTALL)
_PREFIXED = re.compile(r"p(?P<side>\d)[ ]?(?P<stem>\D+?)(?P<member>\d{1,2})?", re.DOTALL)
_BLANKS = re.compile(r"[\s_]+")
_CHINESE_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


@dataclass(frozen=True, slots=True)
class BoxKey:
    """What a key names. `side` counts from 1; None for a field of the whole battle.

    `row` orders the rows of a side: "" before "a" to "d", or the number of a member.
    """

    field: BoxField
    side: int | None = None
    row: str = ""


@lru_cache(maxsize=4096)
def fold_key(key: str) -> str:
    """A key for comparing: NFKC, lower case, simplified, single spaces for blanks and underscores."""
    return _BLANKS.sub(" ", fold(unicodedata.normalize("NFKC", key))).strip().casefold()


def read_key(key: str, stems: Mapping[str, tuple[BoxField, int | None]]) -> BoxKey | None:
    """The field a key names, with its side and row; None for one no stem covers."""
    folded = fold_key(key)
    known = stems.get(folded)
    if known:
        return BoxKey(*known)
    if folded[-1:] in "一二三四五六七八九" and folded:
        folded = folded[:-1] + folded[-1].translate(_CHINESE_DIGITS)
    numbered = _NUMBERED.fullmatch(folded)
    if numbered:
        known = stems.get(numbered["stem"].rstrip())
        if known and known[0] in SIDE_FIELDS and int(numbered["side"]) > 0:
            return BoxKey(known[0], int(numbered["side"]), numbered["row"] or "")
    prefixed = _PREFIXED.fullmatch(folded)
    if prefixed:
        known = stems.get(prefixed["stem"].strip())
        if known and known[0] in SIDE_FIELDS:
            return BoxKey(known[0], int(prefixed["side"]), (prefixed["member"] or "").zfill(2))
    return None
