"""Further names of the battle box on one wiki, as the wiki's own template pages give them."""

from __future__ import annotations

from wikibattle.battle.box import box_name_test, box_stems, find_boxes
from wikibattle.battle.keys import read_key
from wikibattle.packs import load_pack
from wikibattle.wikitext.document import read_document

#: What a template writes to hand on a parameter of its own.
_PARAMETER = "{{{"


def box_name_of(title: str, redirect: str | None, text: str, lang: str) -> str | None:
    """The name that a template page adds to those of the battle box; None if it adds none.

    A redirect to the box is one, and so is a wrapper: a template that hands a parameter of its own
    on to a combatants cell of the box. A page below another (its documentation, its sandbox) is none.

    Args:
        title: of the page, with its namespace.
        redirect: where the page leads, with its namespace, if it is a redirect.
        text: its wikitext.
        lang: the code of the wiki's language.
    """
    pack = load_pack(lang)
    is_box_name = box_name_test(pack)
    name = title.partition(":")[2].strip()
    if not name or "/" in name or is_box_name(name):
        return None
    if redirect is not None:
        return name if is_box_name(redirect.partition(":")[2]) else None
    stems = box_stems(pack)
    for box in find_boxes(read_document(text, pack.site.site(lang)), pack):
        for cell in box.cells:
            key = read_key(cell.key, stems)
            if key and key.field == "combatants" and _PARAMETER in text[cell.start : cell.end]:
                return name
    return None
