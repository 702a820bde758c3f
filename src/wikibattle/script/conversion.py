"""Text in the words and characters of one variant of Chinese: OpenCC, and what its tables leave open.

`tables/variants.toml` says which configuration of OpenCC serves which variant and where MediaWiki's
readers, or a name, want another character. docs/scripts.md says how that was measured.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from wikibattle.model import Script
from wikibattle.script.detection import signs_in
from wikibattle.script.folding import HAN, opencc_converter, simplified
from wikibattle.script.regions import MAINLAND, regional_names
from wikibattle.script.words import Words

#: The variants a text can be shown in, and the script of each.
VARIANTS: Mapping[str, Script] = {
    "zh-hans": Script.HANS,
    "zh-hant": Script.HANT,
    "zh-cn": Script.HANS,
    "zh-tw": Script.HANT,
    "zh-hk": Script.HANT,
    "zh-mo": Script.HANT,
    "zh-sg": Script.HANS,
    "zh-my": Script.HANS,
}


#: Characters that simplified texts use too, so that they may be meant as they stand.
_IN_BOTH_SCRIPTS = frozenset("乾著徵瞭藉夥袷榘摺")

_ADDRESS = re.compile(r"https?://[^\s<>\"，。；、（）「」“”]+")


class UnknownVariantError(ValueError):
    """A code that is no variant of Chinese."""

    def __init__(self, variant: object) -> None:
        super().__init__(f"unknown variant {variant!r}: expected one of {', '.join(VARIANTS)}")


class Converter:
    """Shows texts in one variant."""

    def __init__(
        self, variant: str, words: Mapping[str, str] | None = None, written: Script | None = None
    ) -> None:
        """`words`: what is shown for words of this page; they go before all tables.

        `written`: the script of the page; it decides for a line whose characters tell nothing.
        Raises `UnknownVariantError`.
        """
        if variant not in VARIANTS:
            raise UnknownVariantError(variant)
        self._table = _table(variant)
        self._script = VARIANTS[variant]
        self._written = written
        self._words = Words({**self._table.words, **(words or {})})

    def convert(self, text: str) -> str:
        """`text` in the variant. Text without Chinese characters stays as it is."""
        if not HAN.search(text):
            return text
        return "\n".join(map(self._line, text.split("\n")))

    def _line(self, line: str) -> str:
        own = self._is_own(line)
        parts: list[str] = []
        at = 0
        for address in _ADDRESS.finditer(line):
            parts += (self._between(line[at : address.start()], own=own), address[0])
            at = address.end()
        parts.append(self._between(line[at:], own=own))
        return "".join(parts)

    def _between(self, text: str, *, own: bool) -> str:
        """Text without addresses."""
        parts: list[str] = []
        at = 0
        for start, end, shown in self._words.within(text):
            parts += (self._characters(text[at:start], own=own), shown)
            at = end
        parts.append(self._characters(text[at:], own=own))
        return "".join(parts)

    def _is_own(self, line: str) -> bool:
        """Whether a line is in the variant's script already, so that its characters mean themselves."""
        traditional, simplified_only = signs_in(line)
        if self._script is Script.HANS:
            changed = (sign for sign, plain in zip(line, simplified(line), strict=True) if sign != plain)
            return all(sign in _IN_BOTH_SCRIPTS for sign in changed)
        return not simplified_only and (traditional > 0 or self._written is Script.HANT)

    def _characters(self, text: str, *, own: bool) -> str:
        """Text between words; `own`: its line is in the variant's script already."""
        table = self._table
        if not text:
            return text
        if own:
            return _opencc(table.own, text).translate(table.always)
        # a traditional character among simplified ones stays, and lends its phrase to its neighbours
        base = simplified(text) if self._script is Script.HANT else text
        read = _opencc(table.config, base)
        if len(read) == len(text):
            signs = zip(text, base, read, strict=True)
            read = "".join(
                sign if sign != plain else shown if shown == sign else table.prefer.get(shown, shown)
                for sign, plain, shown in signs
            )
        return read.translate(table.always)


def _opencc(config: str | None, text: str) -> str:
    return text if config is None else opencc_converter(config)(text)


@cache
def surnames() -> frozenset[str]:
    """Surnames that are written alike in both scripts and are also the simplified form of another word."""
    return frozenset(_tables()["names"]["surnames"].split())


@dataclass(frozen=True, slots=True)
class _Table:
    """What `tables/variants.toml` says of one variant."""

    config: str
    own: str | None
    words: Mapping[str, str]
    prefer: Mapping[str, str]
    always: Mapping[int, str]


@cache
def _tables() -> dict[str, Any]:
    source = files("wikibattle.script") / "tables" / "variants.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _table(variant: str) -> _Table:
    tables = _tables()
    chosen = tables["variants"][variant]
    convert = opencc_converter(chosen["config"])
    words = _names(tables["names"]["both"].split(), VARIANTS[variant])
    if "region" in chosen:
        words.update(_regional(chosen["region"], convert))
    read: dict[str, str] = {}
    prefer: dict[str, str] = {}
    always: dict[int, str] = {}
    for name in reversed(chosen["layers"]):
        layer = tables["layers"][name]
        prefer.update(_pairs(layer.get("prefer", "")))
        always.update({ord(sign): shown for sign, shown in _pairs(layer.get("always", ""))})
        read |= {word: convert(word) for word in layer.get("opencc", "").split()}
        words.update(_assignments(layer.get("words", "")))
    words = {word: shown.translate(always) for word, shown in read.items()} | words
    return _Table(chosen["config"], chosen.get("own"), words, prefer, always)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    return ((pair[0], pair[1]) for pair in text.split())


def _assignments(text: str) -> Iterator[tuple[str, str]]:
    for each in text.split():
        word, _, shown = each.partition("=")
        yield word, shown


def _regional(region: str, convert: Callable[[str], str]) -> dict[str, str]:
    """For the names another region has for a thing, the one of `region`; none of its own is changed."""
    words: dict[str, str] = {}
    own: dict[str, str] = {}
    for row in regional_names():
        shown = row[region].text if region in row else convert(row[MAINLAND].text)
        own[shown] = shown
        for name in row.values():
            if name.is_read:
                words |= {name.text: shown, simplified(name.text): shown, convert(name.text): shown}
    return words | own


def _names(names: Iterable[str], script: Script) -> dict[str, str]:
    """Names, written "traditional=simplified" or once if alike, as words of a script."""
    words: dict[str, str] = {}
    for name in names:
        traditional, _, simplified_name = name.partition("=")
        shown = traditional if script is Script.HANT else simplified_name or traditional
        words |= {traditional: shown, simplified_name or traditional: shown}
    return words
