"""`parse`: the wikitext of a page, read into one `Battle`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wikibattle.battle.article import Article, ConversionGroups, open_article
from wikibattle.battle.body import PageBody
from wikibattle.battle.box import BoxCells, sort_cells
from wikibattle.battle.detection import detect_language
from wikibattle.battle.fields import BoxFields, box_in_source
from wikibattle.battle.sides import read_sides
from wikibattle.battle.transclusion import TranscludedBox, at_call, find_transcluded_box
from wikibattle.model import Battle, Page, Text
from wikibattle.packs import load_pack, load_pack_with

_UNREAD = Text(text="", span=(0, 0))


def parse(
    text: str,
    *,
    title: str | None = None,
    lang: str | None = None,
    page: Page | None = None,
    conversion_groups: ConversionGroups | None = None,
    templates: Mapping[str, str] | None = None,
    box_names: Iterable[str] = (),
) -> Battle:
    """The battle that the wikitext of an article describes.

    Args:
        text: the wikitext of the whole page.
        title: the page's title; the battle's name where the box gives none.
        lang: a language code there is a pack for (`known_languages()`); None: told from the text.
        page: which revision of which page the text is; kept as it is.
        conversion_groups: the rules of the groups that {{NoteTA|G1=…}} may name, each as it would stand
            in a `-{ }-` ("zh-cn:导弹; zh-tw:飛彈"). A group that is named and not given is a finding.
        templates: the wikitext of templates by name, one of which may hold the box of a page that has
            none of its own ({{WWII infobox}}). All that is read there has the span of the call on the
            page; notes that stand there have ids of their own ("tr1").
        box_names: names of the box's template beside those of the language (redirects, wrappers).

    Returns a `Battle` for any text, with findings where the text is broken or not understood. A
    text without a battle box gives a `Battle` from its title and lead, and a finding. Spans are
    code points of `text`. The box is read now, the page around it when first asked for.

    Raises `TypeError` if `text` is no `str`, or the rules of a group are one; `UnknownLanguageError` for
    an unknown `lang`.
    """
    if not isinstance(text, str):
        raise TypeError(
            f"text must be str (the page's wikitext), not {type(text).__name__}; decode bytes first"
        )
    for name, rules in (conversion_groups or {}).items():
        if isinstance(rules, str):
            raise TypeError(
                f"the rules of the conversion group {name!r} must be a list of str, each a rule, not one str"
            )
    language = lang if lang is not None else detect_language(text)
    names = tuple(box_names)
    pack = load_pack_with(language, names) if names else load_pack(language)
    article = open_article(text, title, pack, conversion_groups)
    cells, battle = _read_box(article, page)
    if templates and (article.box is None or not article.box.cells):
        box = find_transcluded_box(article, templates)
        if box is not None:
            return _with_transcluded(article, battle, box)
    return battle.deferring(PageBody(article, cells, battle))


def _read_box(article: Article, page: Page | None) -> tuple[BoxCells | None, Battle]:
    """The battle as its box alone tells it, and the cells of the box."""
    cells = sort_cells(article.box, article.pack, article.text) if article.box else None
    fields = BoxFields(article, cells)
    sides, joint = read_sides(article, cells)
    battle = Battle(
        title=article.title,
        language=article.pack.language,
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
        infobox=box_in_source(article.box, article.text),
        summary=_UNREAD,
    )
    return cells, battle


def _with_transcluded(article: Article, outer: Battle, box: TranscludedBox) -> Battle:
    """The battle of a page whose box stands in a template: what the box leaves out the page says."""
    cells, inner = _read_box(box.article, outer.page)
    battle = at_call(inner, box.span)
    if not inner.name.text or inner.name.span == (0, 0):
        battle = battle.model_copy(update={"name": outer.name})
    if outer.place is not None and (inner.place is None or inner.place.coordinates is None):
        place = battle.place or outer.place
        place = place.model_copy(update={"coordinates": outer.place.coordinates})
        battle = battle.model_copy(update={"place": place})
    article.findings = [finding for finding in article.findings if finding.code != "box-missing"]
    body = PageBody(article, None, battle)
    body.add_template(PageBody(box.article, cells, inner), box.span)
    return battle.deferring(body)
