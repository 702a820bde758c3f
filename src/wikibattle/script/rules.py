"""LanguageConverter blocks: which part of a `-{ }-` a reader sees.

https://www.mediawiki.org/wiki/Writing_systems/Syntax
"""

from __future__ import annotations

import re

from wikibattle.wikitext.skeleton import Kind, Node

#: Variants in the order in which the page "as written" falls back on them.
_FALLBACK = ("zh", "zh-hans", "zh-cn", "zh-sg", "zh-my", "zh-hant", "zh-tw", "zh-hk", "zh-mo")

_FLAGS = re.compile(r"[ADHNRTS+\-;\s]*|(?:[a-z-]+\s*;?\s*)+")
_RULE = re.compile(r"\s*(?:.*?=>\s*)?([a-z]{2,3}(?:-[a-z]+)?)\s*:", re.DOTALL)


def shown_part(text: str, node: Node) -> tuple[int, int] | None:
    """The range of a block that is shown, None for one that shows nothing (a rule for the page).

    `-{text}-` shows its text; of `-{zh-hans:A;zh-hant:B}-` the first variant a reader of the page
    as written falls back on.
    """
    start, end = node.start + 2, node.end - 2
    if node.bars:
        flags = text[start : node.bars[0]].strip()
        if _FLAGS.fullmatch(flags):
            start = node.bars[0] + 1
            if any(flag in {"H", "T", "-", "D"} for flag in flags.replace(";", "")):
                return None
    rules: dict[str, tuple[int, int]] = {}
    for first, last in _statements(text, node, start, end):
        rule = _RULE.match(text, first, last)
        if rule is None:
            continue
        rules.setdefault(rule[1], (rule.end(), last))
    for variant in _FALLBACK:
        if variant in rules:
            return rules[variant]
    return next(iter(rules.values()), (start, end))


def _statements(text: str, node: Node, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between semicolons that are not within nested markup or an entity."""
    parts = []
    at = first = start
    nested = [child for child in node.children if child.kind is not Kind.COMMENT and child.start >= start]
    for child in (*nested, None):
        until = child.start if child else end
        for found in re.finditer(
            r"(?<!&)(?<!&[a-z])(?<!&[a-z]{2})(?<!&[a-z]{3})(?<!&[a-z]{4});", text[at:until]
        ):
            parts.append((first, at + found.start()))
            first = at + found.end()
        if child:
            at = child.end
    parts.append((first, end))
    return parts
