"""A shadow of a text to match on: simplified, half-width, and of the same length.

OpenCC's t2s never changes the length of a text, so an offset in the shadow is the same offset
in the text as written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

#: A Chinese character, of whatever script.
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

# Full-width ASCII, ideographic and no-break spaces: one character for one character. The comma
# stays: ， parts clauses and never thousands, which readers must be able to tell.
_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94) if i != 0x0B}
_WIDTH |= {0x3000: 0x20, 0xA0: 0x20, 0x202F: 0x20, 0x2009: 0x20}
_WIDE = re.compile(f"[{''.join(map(re.escape, map(chr, _WIDTH)))}]")

_HALF_CHARACTERS = re.compile("([\ud800-\udfff]+)")


@cache
def opencc_converter(config: str) -> Callable[[str], str]:
    """What converts by one of OpenCC's own configurations ("t2s", "s2tw" …); loaded when first used.

    Raises `ImportError` where another package has taken the import name `opencc`.
    """
    import opencc  # here, because texts without Chinese never need it

    if not hasattr(opencc, "opencc_clib"):
        raise ImportError(
            f"the module 'opencc' at {getattr(opencc, '__file__', '?')} is not that of the package OpenCC: "
            "uninstall the package it came with, then `pip install --force-reinstall opencc`"
        )
    convert: Callable[[str], str] = opencc.OpenCC(config).convert

    def convert_any(text: str) -> str:
        if not _HALF_CHARACTERS.search(text):
            return convert(text)
        parts = _HALF_CHARACTERS.split(text)  # they have no UTF-8, which OpenCC works on
        return "".join(part if at % 2 else convert(part) for at, part in enumerate(parts))

    return convert_any


#: Traditional forms of Hong Kong, and variants, that OpenCC's t2s lets stand.
_FURTHER_FORMS = str.maketrans("衞敍粧糭枱砲姪", "卫叙妆粽台炮侄")


def simplified(text: str) -> str:
    """`text` in simplified characters, of the same length."""
    if not HAN.search(text):
        return text
    convert = opencc_converter("t2s")
    converted = convert(text)
    if len(converted) != len(text):
        converted = "".join(convert(char)[:1] or char for char in text)
    return converted.translate(_FURTHER_FORMS)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The shadow of `text`: simplified characters, half-width signs, plain spaces; same length."""
    return simplified(_WIDE.sub(_narrow, text))


def spellings(sign: str) -> tuple[str, ...]:
    """The Chinese characters that `fold` takes for the one character `sign`, itself among them."""
    return (sign, *_unfolded().get(sign, ()))


@lru_cache(maxsize=1)
def _unfolded() -> dict[str, tuple[str, ...]]:
    every = "".join(map(chr, range(0x4E00, 0xA000)))
    found: dict[str, tuple[str, ...]] = {}
    for written, plain in zip(every, simplified(every), strict=True):
        if written != plain:
            found[plain] = (*found.get(plain, ()), written)
    return found


def _narrow(found: re.Match[str]) -> str:
    return chr(_WIDTH[ord(found[0])])


_SPACES = re.compile(r"[\s_]+")

#: Variation selectors and joiners choose a glyph and are no part of a name.
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufe00-\ufe0f\U000e0100-\U000e01ef]")

#: Two characters that simplified texts write one word with: OpenCC keeps the first in some phrases.
_ONE_WORD = str.maketrans(
    "乾徵著藉麽瞭於後摺夥拚菸醣麴榘袷馀锺钜缐讬谘迳镟麹麺",
    "干征着借么了于后折伙拼烟糖曲矩夹余钟巨线托咨径旋曲面",
)


@lru_cache(maxsize=16384)
def same_name_key(name: str) -> str:
    """A key equal for two spellings of one name: script, width, case, spaces and underscores.

    Words of a folded text can be looked up by it; `name_key` also joins the names of the regions.
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKC", _INVISIBLE.sub("", name))
        name = simplified(name).translate(_ONE_WORD)
    return _SPACES.sub(" ", name).strip().casefold()
