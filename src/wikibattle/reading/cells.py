"""A single cell's wikitext, or plain text, as the inline text that readers take."""

from __future__ import annotations

from functools import cache, partial

from wikibattle.packs import Pack, load_pack
from wikibattle.packs.flags import country_of_code
from wikibattle.packs.templates import all_roles
from wikibattle.script.rules import shown_part
from wikibattle.wikitext import Inline
from wikibattle.wikitext.document import Document, read_document
from wikibattle.wikitext.references import Notes
from wikibattle.wikitext.renderer import Renderer
from wikibattle.wikitext.roles import Roles


def page_renderer(document: Document, pack: Pack, title: str | None = None) -> Renderer:
    """What reads ranges of a page into inline text, with the templates of its language."""
    roles = roles_of(pack)
    notes = Notes(document, roles)
    return Renderer(
        document,
        roles,
        notes,
        shown_part=shown_part,
        country_of_code=partial(country_of_code, language=pack.language),
        date_style=pack.templates.date_style,
        title=title,
    )


def roles_of(pack: Pack) -> Roles:
    """The templates of a language, and those of English, which every wiki borrows."""
    return _roles(pack.language)


@cache
def _roles(language: str) -> Roles:
    return all_roles(load_pack("en").templates, load_pack(language).templates)


def read_cell(text: str, pack: Pack) -> Inline:
    """The inline text of a cell that stands alone; spans are offsets in `text`."""
    document = read_document(text, pack.site.site(pack.language))
    return page_renderer(document, pack).inline(0, len(text), document.nodes)
