"""A whole battle shown in one variant of Chinese: what `Battle.to_script` does."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import Any, TypeVar

from wikibattle.model import (
    Battle,
    Belligerent,
    Commander,
    Conversion,
    ConversionAction,
    Event,
    Extra,
    Formation,
    HistoricalDate,
    Joint,
    Link,
    Media,
    Model,
    OrderOfBattle,
    Place,
    Quantity,
    Reference,
    Result,
    Script,
    Section,
    Side,
    Source,
    Text,
)
from wikibattle.script.conversion import VARIANTS, Converter, UnknownVariantError
from wikibattle.script.page_words import article_names, rule_words, title_in, words_in

#: Which fields of which type a reader is shown. Targets, names of files, keys, codes and whatever
#: is source (templates, parameters of the box) are not; a citation names a source by its own title.
SHOWN: Mapping[type[Model], tuple[str, ...]] = {
    Belligerent: ("name", "group"),
    Commander: ("name", "rank", "role"),
    Event: ("text", "section"),
    Formation: ("name", "designation"),
    HistoricalDate: ("text",),
    Link: ("text",),
    OrderOfBattle: ("title", "section"),
    Place: ("text",),
    Quantity: ("text", "label", "attributed_to", "as_of"),
    Reference: ("text",),
    Result: ("text",),
    Section: ("title", "text"),
    Source: ("text",),
    Text: ("text",),
}
_HOLDERS: tuple[type[Model], ...] = (*SHOWN, Battle, Extra, Joint, Media, Side)

#: So many places of a page may change its rules; those after them hold from the last one on.
MAX_RULE_PLACES = 50

#: So many signs of a text are searched for the words of a block.
SEARCHED = 10_000

_LANGUAGE = "zh"

AnyModel = TypeVar("AnyModel", bound=Model)
Range = tuple[int, int]


def to_variant(battle: Battle, variant: str) -> Battle:
    """`battle` with its shown text in `variant`; everything else is as it was.

    Raises `UnknownVariantError`, and `ValueError` for a battle that is not in Chinese.
    """
    if variant not in VARIANTS:
        raise UnknownVariantError(variant)
    if battle.language != _LANGUAGE:
        raise ValueError(
            f"only Chinese has variants to convert to; the language of this battle is {battle.language!r}"
        )
    shown = _Page(battle, variant).convert(battle)
    title = title_in(battle.conversions, variant)
    if title is not None and battle.title is not None and battle.name.text == battle.title:
        shown = shown.model_copy(update={"name": battle.name.model_copy(update={"text": title})})
    script = VARIANTS[variant] if battle.script else None
    return shown.model_copy(update={"script": script, "variant": variant})


class _Page:
    """Converts the texts of one page."""

    def __init__(self, battle: Battle, variant: str) -> None:
        self._variant = variant
        self._before = battle.variant
        self._written = None if battle.script is Script.MIXED else battle.script
        self._names = article_names(battle, variant)
        self._conversions = battle.conversions
        self._starts = [each.span[0] for each in self._conversions]
        self._rules = [each for each in self._conversions if each.action is not ConversionAction.SHOW]
        self._rules_before = [
            0,
            *accumulate(each.action is not ConversionAction.SHOW for each in self._conversions),
        ]
        self._converters: dict[int, Converter] = {}
        self._markup = _Markup(battle)

    def convert(self, model: AnyModel) -> AnyModel:
        """A copy with the shown text of the model, and of what it holds, converted."""
        fields = {name: getattr(model, name) for name in type(model).model_fields}
        changed = {name: self._held(value) for name, value in fields.items()}
        for name in SHOWN.get(type(model), ()):
            if isinstance(fields[name], str):
                changed[name] = self._text(fields[name], self._place(model, name))
            elif fields[name] is not None:
                changed[name] = tuple(self._text(each, (0, 0)) for each in fields[name])
        return model.model_copy(update=changed)

    def _held(self, value: Any) -> Any:
        if isinstance(value, _HOLDERS):
            return self.convert(value)
        if isinstance(value, tuple):
            return tuple(map(self._held, value))
        return value

    def _text(self, text: str, span: Range) -> str:
        """A text that stands at `span`: what its blocks show in the variant, the rest converted."""
        first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        rules = self._rules_before[first] if span[1] else len(self._rules)
        parts: list[str] = []
        at = 0
        for each in self._conversions[first:last]:
            if each.action is not ConversionAction.SHOW:
                start = self._rule_place(text, each, at, span[0])
                parts.append(self._converter(rules).convert(text[at:start]))
                at = start
                rules += 1
                continue
            words = words_in(each, self._before)
            start = self._block_place(text, each, words, at, span[0]) if words else -1
            if start >= 0:
                parts += (self._converter(rules).convert(text[at:start]), words_in(each, self._variant))
                at = start + len(words)
        parts.append(self._converter(rules).convert(text[at:]))
        return "".join(parts)

    def _converter(self, count: int) -> Converter:
        """What converts a text where so many rules of the page hold."""
        if count > MAX_RULE_PLACES:
            count = len(self._rules)
        if count not in self._converters:
            words = self._names | rule_words(self._rules[:count], self._variant)
            self._converters[count] = Converter(self._variant, words, self._written)
        return self._converters[count]

    def _block_place(self, text: str, block: Conversion, words: str, start: int, begin: int) -> int:
        """Where the words of a block are in text[start:]; -1 for nowhere.

        That is behind their prefix, if the text begins within it or has it whole; else the last place
        that the signs before the block in the source have room for, else the first after it.
        """
        found = _behind(text, self._prefix(block), words, start)
        if found >= 0:
            return found
        latest = max(start, self._markup.room(begin, block.span, len(words)))
        found = text.rfind(words, max(start, latest - SEARCHED), latest + len(words))
        return found if found >= 0 else text.find(words, latest, latest + SEARCHED)

    def _rule_place(self, text: str, rule: Conversion, start: int, begin: int) -> int:
        """From where in text[start:] a rule holds: behind its prefix, else from `start` on."""
        prefix = self._prefix(rule)
        if prefix:
            return max(start, _behind(text, prefix, "", start))
        if prefix is None:
            return start
        latest = max(start, self._markup.room(begin, rule.span, 0))
        return max(start, text.rfind("\n", start, latest + 1) + 1)

    def _prefix(self, conversion: Conversion) -> str | None:
        """What stands before a block on its line; that is known of the page as written alone."""
        return conversion.prefix if self._before is None else None

    def _place(self, model: Model, field: str) -> Range:
        """Where the text of a field stands in the source; (0, 0) if it does not say."""
        if isinstance(model, Section):
            start, end = model.span
            heading = self._heading_end(model)
            if field == "title":
                return start, heading
            return heading, model.sections[0].span[0] if model.sections else end
        return getattr(model, "span", None) or (0, 0)

    def _heading_end(self, section: Section) -> int:
        """Where the heading of a section ends, as near as its title and the markup in it tell."""
        start = section.span[0]
        if not section.level:
            return start
        end = least = start + 2 * section.level + len(section.title)
        while (longer := least + self._markup.between(start, end)) > end:
            end = longer
        return end


class _Markup:
    """Where markup stands in a source that is longer than its words, as far as the battle keeps it."""

    def __init__(self, battle: Battle) -> None:
        found = [(link.span, len(link.text)) for link in battle.links]
        found += [(block.span, len(block.text or "")) for block in battle.conversions]
        found += [(use, 0) for note in battle.references for use in note.uses]
        found += [(media.span, 0) for media in battle.media]
        found += [(call.span, 0) for call in battle.templates]
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._shown: list[int] = []
        lengths = []
        for span, shown in sorted(found, key=lambda each: (each[0][0], -each[0][1], -each[1])):
            if not self._ends or span[0] >= self._ends[-1]:  # what stands in other markup is part of it
                self._starts.append(span[0])
                self._ends.append(span[1])
                self._shown.append(shown)
                lengths.append(span[1] - span[0] - shown)
        self._sums = [0, *accumulate(lengths)]

    def between(self, start: int, end: int) -> int:
        """How many signs of source[start:end] are not shown."""
        first, last = bisect_left(self._starts, start), bisect_right(self._ends, end)
        return max(0, self._sums[last] - self._sums[first])

    def room(self, start: int, block: Range, length: int) -> int:
        """How many signs at most are shown from `start` to the words, so many long, of a block."""
        held = bisect_right(self._starts, block[0]) - 1
        if held < 0 or self._starts[held] < start or self._ends[held] <= block[1]:
            return block[0] - start - self.between(start, block[0])
        outer = self._starts[held]  # a link or template that the block stands in
        return outer - start - self.between(start, outer) + max(0, self._shown[held] - length)


def _behind(text: str, prefix: str | None, words: str, start: int) -> int:
    """Where words stand in text[start:] behind what their line shows before them; -1 for nowhere."""
    if prefix is None:
        return -1
    if not start:  # the text may begin within the prefix
        for length in range(len(prefix), -1, -1):
            if text.startswith(prefix[len(prefix) - length :] + words):
                return length
    before = prefix or "\n"
    first = max(0, start - len(before))
    found = text.find(before + words, first, first + SEARCHED)
    return found + len(before) if found >= 0 else -1
