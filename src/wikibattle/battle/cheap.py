"""Whether a page holds a battle box, told fast enough for every page of a dump."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from wikibattle.battle.box import box_test
from wikibattle.battle.recovery import main_box
from wikibattle.packs import known_languages, load_pack
from wikibattle.packs.infobox import InfoboxWords
from wikibattle.script.folding import spellings
from wikibattle.wikitext.document import read_head


def has_battle(text: str, lang: str | None = None) -> bool:
    """Whether `text` holds a battle box that `parse` would read.

    One pass over the text tells most pages apart; only a page that may hold one is read further.
    `lang`: a code of `known_languages()`; None: any of them. Raises `UnknownLanguageError`.
    """
    languages = known_languages() if lang is None else (lang,)
    return any(_hint(language).search(text) and _holds_box(text, language) for language in languages)


@cache
def box_byte_patterns(language: str, names: tuple[str, ...] = ()) -> tuple[re.Pattern[bytes], ...]:
    """Patterns one of which is found in the UTF-8 bytes of every page of a dump that may hold a box,
    or give its template another name.

    `names`: of the box's template, beside those of the pack. Patterns that begin with a sign of
    their own are searched much faster than their union.
    """
    redirect = rf'<redirect title="[^":]{{1,60}}:(?:{_names(language, names)})'
    parts = (_opening(_names(language, names)), _first_key(language), redirect)
    return tuple(re.compile(_in_bytes(part).encode(), re.IGNORECASE) for part in parts)


def names_called(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of some template names that `text` may call."""
    return tuple(name for name in names if _call_of(name).search(text))


@cache
def _call_of(name: str) -> re.Pattern[str]:
    return re.compile(_opening(_spelt(name)) + r"[\s_]*(?:[|}<]|$)", re.IGNORECASE)


@cache
def _hint(language: str) -> re.Pattern[str]:
    """Matches the opening of a box of a known name, or the key of a first side's combatants."""
    return re.compile(f"{_opening(_names(language))}|{_first_key(language)}", re.IGNORECASE)


def _names(language: str, names: Iterable[str] = ()) -> str:
    known = {name.rstrip("*") for part in _parts(language) for name in part.names}.union(names)
    return "|".join(map(_spelt, sorted(known)))


def _spelt(name: str) -> str:
    return r"[\s_]+".join(map(re.escape, name.split()))


def _opening(names: str) -> str:
    return rf"\{{\{{[\s_]*(?:[^\s:{{}}|]{{1,12}}:)?(?:{names})"


def _first_key(language: str) -> str:
    stems = {stem for part in _parts(language) for stem in part.keys.get("combatants", ())}
    keys = "|".join(r"[\s_]*".join(map(_any_script, stem.split())) for stem in sorted(stems))
    return rf"\|\s*(?:{keys})[\s_]?(?:1|１|一)"


def _any_script(word: str) -> str:
    """A word in any mix of simplified and traditional signs: stems are kept in simplified ones."""
    if word.isascii():
        return re.escape(word)
    return "".join(
        f"(?:{'|'.join(spellings(sign))})" if sign > "\u3000" else re.escape(sign) for sign in word
    )


def _parts(language: str) -> tuple[InfoboxWords, InfoboxWords]:
    return load_pack("en").infobox, load_pack(language).infobox


def _in_bytes(pattern: str) -> str:
    """A pattern without regard to case, for bytes: there only ASCII letters have cases."""
    return "".join(
        f"(?:{sign.lower()}|{sign.upper()})" if not sign.isascii() and sign.lower() != sign.upper() else sign
        for sign in pattern
    ).replace("{1,12}", "{1,48}")


def _holds_box(text: str, language: str) -> bool:
    pack = load_pack(language)
    return main_box(read_head(text, pack.site.site(language), box_test(pack)), pack) is not None
