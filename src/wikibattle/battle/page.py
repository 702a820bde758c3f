"""The markup of the page as types of the model: links, templates, categories, media, references."""

from __future__ import annotations

from collections.abc import Mapping

from wikibattle.battle.box import BoxCells
from wikibattle.model import Argument, Category, Link, Media, Template, Text
from wikibattle.script import name_key
from wikibattle.wikitext import Inline
from wikibattle.wikitext.calls import argument_value, nodes_in
from wikibattle.wikitext.document import Document, read_part
from wikibattle.wikitext.links import PageLink, caption_range, pipe_trick_words
from wikibattle.wikitext.renderer import Renderer
from wikibattle.wikitext.titles import read_title


def text_of(inline: Inline) -> Text:
    """Inline text as a `Text` with all notes cited in it."""
    return Text(
        text=inline.text,
        span=inline.source_span(0, len(inline.text)),
        refs=inline.refs_in(0, len(inline.text)),
    )


def inline_links(inline: Inline) -> tuple[Link, ...]:
    """The links of an inline text, with the words each is shown as."""
    return tuple(
        Link(
            text=inline.text[link.start : link.end],
            target=link.target,
            key=name_key(link.target),
            fragment=link.fragment,
            namespace=link.namespace,
            interwiki=link.interwiki,
            span=link.span,
        )
        for link in inline.links
    )


def shown_words(renderer: Renderer, link: PageLink) -> str:
    """The words a reader sees of a link, the letters that join it among them."""
    text = renderer.text
    trail = text[link.end : link.trail_end]
    if link.pipe_trick:
        return pipe_trick_words(link) + trail
    if link.shown is None:
        return link.raw_target.removeprefix(":") + trail
    words = text[slice(*link.shown)]
    if link.node.children or not words.isprintable() or any(sign in words for sign in "'<&[_"):
        return renderer.inline(*link.shown, nodes_in(link.node.children, *link.shown)).text + trail
    return words.strip() + trail


def link_words(document: Document, renderer: Renderer) -> dict[int, str]:
    """The words of every link of the page but categories and files, by where the link starts."""
    return {
        link.node.start: shown_words(renderer, link)
        for link in document.links
        if not (link.is_category or link.is_file)
    }


def page_links(document: Document, words: Mapping[int, str]) -> tuple[Link, ...]:
    """The links of the page in source order; categories and files apart. `words`: `link_words`."""
    return tuple(
        Link(
            text=words[link.node.start],
            target=link.title.target,
            key=name_key(link.title.target),
            fragment=link.title.fragment,
            namespace=link.title.namespace,
            interwiki=link.title.interwiki,
            span=(link.node.start, link.trail_end),
        )
        for link in document.links
        if not (link.is_category or link.is_file)
    )


def page_categories(document: Document) -> tuple[Category, ...]:
    """The categories the page is put in, in source order."""
    return tuple(
        Category(
            name=link.title.target,
            sort_key=document.text[slice(*link.shown)].strip() if link.shown else None,
            span=(link.node.start, link.end),
        )
        for link in document.links
        if link.is_category
    )


def page_templates(document: Document) -> tuple[Template, ...]:
    """Every template call in source order, nested ones after the one that holds them."""
    text = document.text
    return tuple(
        Template(
            name=call.name,
            arguments=tuple(
                Argument(key=each.key, value=argument_value(text, each), span=(each.start, each.end))
                for each in call.arguments.values()
            ),
            span=(call.node.start, call.node.end),
        )
        for call in document.templates
    )


def page_media(document: Document, renderer: Renderer, cells: BoxCells | None) -> tuple[Media, ...]:
    """The files the page shows: links, the lines of galleries, and the box's bare file name."""
    media = [_linked(document, renderer, link) for link in document.links if link.is_file]
    media += [
        shown
        for tag in document.tags
        if tag.name == "gallery" and tag.inner
        for shown in _gallery(document, renderer, *tag.inner)
    ]
    image = cells.fields.get("image") if cells else None
    if image is not None and not any(image.start <= shown.span[0] < image.end for shown in media):
        title = read_title(argument_value(document.text, image), document.site)
        if title is not None and title.target:
            caption = cells.fields.get("caption") if cells else None
            words = text_of(renderer.argument(caption)) if caption else None
            media.append(Media(name=title.target, caption=words, span=(image.start, image.end)))
    return tuple(sorted(media, key=lambda shown: shown.span))


def _linked(document: Document, renderer: Renderer, link: PageLink) -> Media:
    caption = caption_range(document.text, link)
    words = None
    if caption is not None:
        words = text_of(renderer.inline(*caption, nodes_in(link.node.children, *caption)))
    return Media(name=link.title.target, caption=words, span=(link.node.start, link.end))


def _gallery(document: Document, renderer: Renderer, start: int, end: int) -> list[Media]:
    """Each line of a gallery: a file, perhaps a bar and its caption."""
    media = []
    for line in document.text[start:end].split("\n"):
        name, bar, caption = line.partition("|")
        title = read_title(name, document.site) if name.strip() else None
        if title is not None and title.target:
            first = start + len(name) + 1
            words = renderer.inline(first, start + len(line), read_part(document, first, start + len(line)))
            media.append(
                Media(
                    name=title.target,
                    caption=text_of(words) if bar and caption.strip() else None,
                    span=(start, start + len(line)),
                )
            )
        start += len(line) + 1
    return media
