"""`parse`: the wikitext of a page, read into one `Battle`."""

from __future__ import annotations

from wikibattle.battle.article import ConversionGroups, open_article
from wikibattle.battle.body import PageBody
from wikibattle.battle.box import sort_cells
from wikibattle.battle.detection import detect_language
from wikibattle.battle.fields import BoxFields, box_in_source
from wikibattle.battle.sides import read_sides
from wikibattle.model import Battle, Page, Text
from wikibattle.packs import load_pack

_UNREAD = Text(text="", span=(0, 0))


def parse(
    text: str,
    *,
    title: str | None = None,
    lang: str | None = None,
    page: Page | None = None,
    conversion_groups: ConversionGroups | None = None,
) -> Battle:
    """The battle that the wikitext of an article describes.

    Args:
        text: the wikitext of the whole page.
        title: the page's title; the battle's name where the box gives none.
        lang: a language code there is a pack for (`known_languages()`); None: told from the text.
        page: which revision of which page the text is; kept as it is.
        conversion_groups: the rules of the groups that {{NoteTA|G1=…}} may name, each as it would stand
            in a `-{ }-` ("zh-cn:导弹; zh-tw:飛彈"). A group that is named and not given is a finding.

    Returns a `Battle` for any text, with findings where the text is broken or not understood. A
    text without a battle box gives a `Battle` from its title and lead, and a finding. Spans are
    code points of `text`. The box is read now, the page around it when first asked for.

    Raises `TypeError` if `text` is no `str`, `UnknownLanguageError` for an unknown `lang`.
    """
    if not isinstance(text, str):
        raise TypeError(
            f"text must be str (the page's wikitext), not {type(text).__name__}; decode bytes first"
        )
    pack = load_pack(lang if lang is not None else detect_language(text))
    article = open_article(text, title, pack, conversion_groups)
    cells = sort_cells(article.box, pack, text) if article.box else None
    fields = BoxFields(article, cells)
    sides, joint = read_sides(article, cells)
    battle = Battle(
        title=title,
        language=pack.language,
        variant=None,
        page=page,
        name=fields.name(),
        part_of=fields.part_of(),
        date=fields.date(),
        place=fields.place(),
        result=fields.result(sides),
        status=fields.text("status"),
        territory=fields.text("territory"),
        cause=fields.text("cause"),
        notes=fields.text("notes"),
        extra=fields.extra(),
        sides=sides,
        joint=joint,
        infobox=box_in_source(article.box, text),
        summary=_UNREAD,
    )
    return battle.deferring(PageBody(article, cells, battle))
