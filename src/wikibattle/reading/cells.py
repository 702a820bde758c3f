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
from wikibattle.wikitext.roles import Role, RoleKind, Roles

_HIDDEN = Role(RoleKind.HIDDEN)  # a request for a source, where no role says what words it shows


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
    packs = (load_pack("en"), load_pack(language))
    requests = [(name, _HIDDEN) for pack in packs for name in pack.checks.citation_needed]
    return all_roles(*(pack.templates for pack in packs), besides=requests)


def read_cell(text: str, pack: Pack) -> Inline:
    """The inline text of a cell that stands alone; spans are offsets in `text`."""
    document = read_document(text, pack.site.site(pack.language))
    return page_renderer(document, pack).inline(0, len(text), document.nodes)
