"""Whether a page holds a battle box, told fast enough for every page of a dump."""

from __future__ import annotations

import re
from functools import cache

from wikibattle.battle.box import box_name_test, box_stems, find_boxes
from wikibattle.battle.recovery import recover_box
from wikibattle.packs import known_languages, load_pack
from wikibattle.wikitext.document import read_document


def has_battle(text: str, lang: str | None = None) -> bool:
    """Whether `text` holds a battle box that `parse` would read.

    One pass over the text tells most pages apart; only a page that may hold one is read further.
    `lang`: a code of `known_languages()`; None: any of them. Raises `UnknownLanguageError`.
    """
    languages = known_languages() if lang is None else (lang,)
    return any(_hint(language).search(text) and _holds_box(text, language) for language in languages)


@cache
def _hint(language: str) -> re.Pattern[str]:
    """Matches the opening of a box of a known name, or the key of a first side's combatants."""
    parts = (load_pack("en").infobox, load_pack(language).infobox)
    names = {name.rstrip("*") for part in parts for name in part.names}
    stems = {stem for part in parts for stem in part.keys.get("combatants", ())}
    blanks = r"[\s_]+"
    opening = "|".join(blanks.join(map(re.escape, name.split())) for name in sorted(names))
    keys = "|".join(r"[\s_]*".join(map(re.escape, stem.split())) for stem in sorted(stems))
    return re.compile(
        rf"\{{\{{[\s_]*(?:[^\s:{{}}|]{{1,12}}:)?(?:{opening})|\|\s*(?:{keys})[\s_]?[1１一]", re.IGNORECASE
    )


def _holds_box(text: str, language: str) -> bool:
    pack = load_pack(language)
    document = read_document(text, pack.site.site(language))
    if next(find_boxes(document, pack), None) is not None:
        return True
    return recover_box(document, None, box_name_test(pack), box_stems(pack)) is not None
