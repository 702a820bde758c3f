"""What a page says of the variants of its language: its `-{ }-` blocks, {{NoteTA}}, groups of rules."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import partial

from wikibattle.battle.article import Article
from wikibattle.model import Conversion, ConversionAction, OneWayWords, VariantWords
from wikibattle.reading.cells import read_cell
from wikibattle.script import same_name_key
from wikibattle.script.conversion import VARIANTS
from wikibattle.script.rules import (
    ConverterBlock,
    PageRule,
    Range,
    note_ta_rules,
    outermost_blocks,
    page_rules,
    read_block,
)
from wikibattle.wikitext.calls import Call, argument_value, nodes_in
from wikibattle.wikitext.renderer import RAW_TAGS
from wikibattle.wikitext.skeleton import Node

_GROUP = re.compile(r"G[1-9][0-9]{0,2}")
_MARKUP = re.compile(r"[\[{<&']")


def read_conversions(article: Article) -> tuple[Conversion, ...]:
    """The rules of a page in the order they take effect, with a finding for each group that is not given."""
    if not article.pack.site.variants:
        return ()
    return tuple(sorted(_Reader(article).conversions(), key=lambda conversion: conversion.span))


class _Reader:
    """Reads the rules of one page."""

    def __init__(self, article: Article) -> None:
        self._article = article
        groups = article.conversion_groups.items()
        self._groups = {same_name_key(name): tuple(rules) for name, rules in groups}
        names = article.pack.site.conversion_templates
        self._templates = frozenset(name.casefold() for name in names)

    def conversions(self) -> Iterator[Conversion]:
        for call in self._article.document.templates:
            if call.name.casefold() in self._templates:
                yield from self._of_template(call)
        yield from self._raw_tags()
        if "-{" in self._article.text:
            nodes = self._article.document.nodes
            for node in outermost_blocks(nodes):
                shown = self._shown(node, read_block(self._article.text, node))
                if shown is not None:
                    yield shown
            for rule in page_rules(self._article.text, nodes):
                if rule.span is not None:
                    prefix = self._article.renderer.prefixes.get(rule.span[0])
                    yield self._of_page(rule, rule.span, prefix=prefix)

    # --- words shown in their place

    def _raw_tags(self) -> Iterator[Conversion]:
        """What stands in nowiki and the like is the same in every variant."""
        for tag in self._article.document.tags:
            if tag.name in RAW_TAGS and tag.inner:
                words = html.unescape(self._article.text[slice(*tag.inner)])
                yield Conversion(
                    action=ConversionAction.SHOW,
                    text=words.strip(),
                    prefix=self._article.renderer.prefixes.get(tag.start),
                    span=(tag.start, tag.end),
                )

    def _shown(self, node: Node, block: ConverterBlock) -> Conversion | None:
        as_written = block.shown()
        if as_written is None:
            return None
        return Conversion(
            action=ConversionAction.SHOW,
            text=self._words(node, as_written, "zh"),
            prefix=self._article.renderer.prefixes.get(node.start),
            variants=tuple(
                VariantWords(variant=variant, text=self._words(node, part, variant))
                for variant, part in block.two_way.items()
            ),
            one_way=tuple(
                OneWayWords(
                    word=self._words(node, rule.word, "zh"),
                    variant=rule.variant,
                    text=self._words(node, rule.text, rule.variant),
                )
                for rule in block.one_way
            ),
            filters=tuple(variant for variant in VARIANTS if variant in block.filters),
            span=(node.start, node.end),
        )

    def _words(self, node: Node, part: Range, variant: str) -> str:
        """What a reader of a variant sees of a part of a block."""
        text = self._article.text[slice(*part)]
        if not _MARKUP.search(text):
            return text.strip()
        renderer = self._article.renderer.showing(partial(_shown_to, variant))
        return renderer.inline(*part, nodes_in(node.children, *part)).text

    # --- rules for the page

    def _of_template(self, call: Call) -> Iterator[Conversion]:
        """The rules of a {{NoteTA}}: its groups', then its own."""
        span = (call.node.start, call.node.end)
        arguments = {key: argument_value(call.text, each) for key, each in call.arguments.items()}
        for key, name in arguments.items():
            if _GROUP.fullmatch(key) and name.strip():
                yield from self._of_group(name.strip(), span)
        for rule in note_ta_rules(arguments):
            yield self._of_page(rule, span)

    def _of_group(self, name: str, span: Range) -> Iterator[Conversion]:
        rules = self._groups.get(same_name_key(name))
        if rules is None:
            message = f"the rules of the conversion group {name!r} stand on another page: give them to parse"
            self._article.find("conversion-group-missing", message, span)
            return
        for rule in note_ta_rules({str(number): rule for number, rule in enumerate(rules, 1)}):
            yield self._of_page(rule, span, group=name)

    def _of_page(
        self, rule: PageRule, span: Range, *, group: str | None = None, prefix: str | None = None
    ) -> Conversion:
        return Conversion(
            action=ConversionAction(rule.action.value),
            variants=tuple(
                VariantWords(variant=variant, text=self._plain(text))
                for variant, text in rule.two_way.items()
            ),
            one_way=tuple(
                OneWayWords(word=self._plain(word), variant=variant, text=self._plain(text))
                for word, variant, text in rule.one_way
            ),
            group=group,
            prefix=prefix,
            span=span,
        )

    def _plain(self, text: str) -> str:
        return read_cell(text, self._article.pack).text if _MARKUP.search(text) else text.strip()


def _shown_to(variant: str, text: str, node: Node) -> Range | None:
    return read_block(text, node).shown(variant)
