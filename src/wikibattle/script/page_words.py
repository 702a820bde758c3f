"""What the rules of one page make of words in one variant."""

from __future__ import annotations

from collections.abc import Iterable

from wikibattle.model import Battle, Commander, Conversion, ConversionAction, Script
from wikibattle.script.conversion import VARIANTS, Converter, surnames
from wikibattle.script.detection import script_of
from wikibattle.script.folding import same_name_key, simplified
from wikibattle.script.rules import FALLBACKS

_PLAIN_SCRIPTS = frozenset({"zh-hans", "zh-hant"})
_LONGEST_PERSON = 4  # signs of a Chinese name: a surname of one or two, a given name of one or two


def words_in(conversion: Conversion, variant: str | None) -> str:
    """The words that a block of the page shows in a variant, None for the page as written."""
    as_written = conversion.text or ""
    if variant is None:
        return as_written
    if conversion.filters:
        meant = next((each for each in _nearest(variant) if each in conversion.filters), None)
        return as_written if meant is None else Converter(meant).convert(as_written)
    two_way = _text_for(conversion, variant)
    if two_way is not None:
        return two_way
    return next((rule.text for rule in conversion.one_way if rule.variant == variant), as_written)


def rule_words(conversions: Iterable[Conversion], variant: str) -> dict[str, str]:
    """What is shown in a variant for words that rules of the page name, a later rule before an earlier."""
    words: dict[str, str] = {}
    for conversion in conversions:
        pairs = _pairs(conversion, variant)
        if conversion.action is ConversionAction.ADD:
            words.update(pairs)
        elif conversion.action is ConversionAction.REMOVE:
            words = {word: shown for word, shown in words.items() if word not in pairs}
    return words


def title_in(conversions: Iterable[Conversion], variant: str) -> str | None:
    """The page's title in a variant, if a rule gives it; the last one counts."""
    titles = (
        _text_for(conversion, variant)
        for conversion in conversions
        if conversion.action is ConversionAction.TITLE
    )
    return next((title for title in reversed([*titles]) if title), None)


def _nearest(variant: str) -> tuple[str, ...]:
    return (variant, *FALLBACKS[variant])


def _text_for(conversion: Conversion, variant: str) -> str | None:
    texts = {words.variant: words.text for words in conversion.variants}
    return next((texts[each] for each in _nearest(variant) if each in texts), None)


def _pairs(conversion: Conversion, variant: str) -> dict[str, str]:
    """What a rule for the page makes of words. In MediaWiki the plain scripts take one-way rules alone."""
    shown = None if variant in _PLAIN_SCRIPTS else _text_for(conversion, variant)
    pairs = {} if shown is None else {words.text: shown for words in conversion.variants}
    return pairs | {rule.word: rule.text for rule in conversion.one_way if rule.variant == variant}


# --- names the article itself spells


def article_names(battle: Battle, variant: str) -> dict[str, str]:
    """Names that conversion by tables would spoil, as the article's own link titles and people have them."""
    script = VARIANTS[variant]
    plain = Converter(f"zh-{script}")
    shown = Converter(variant, written=script)
    words: dict[str, str] = {}
    for title, spelling in _linked_names(battle, script):
        if plain.convert(spelling) != title:
            words |= {spelling: shown.convert(title), title: shown.convert(title)}
    if script is Script.HANT:
        words |= {name: name[0] + plain.convert(name[1:]) for name in _people(battle)}
    return words


def _linked_names(battle: Battle, script: Script) -> set[tuple[str, str]]:
    """(title in the script, a spelling of it in the other), of every link to an article."""
    names = set()
    for link in battle.links:
        title = link.target.partition(" (")[0]
        if link.namespace is None and link.interwiki is None and script_of([title]) is script:
            if script is Script.HANT:
                names.add((title, simplified(title)))
            if link.text != title and same_name_key(link.text) == same_name_key(title):
                names.add((title, link.text))
    return names


def _people(battle: Battle) -> set[str]:
    """Names of commanders that begin with a surname which is also a simplified form of another word."""
    sides: Iterable[tuple[Commander, ...]] = (
        *(side.commanders for side in battle.sides),
        battle.joint.commanders,
    )
    names = {name for people in sides for person in people for name in (person.name, person.target or "")}
    return {
        name
        for name in names
        if name[:1] in surnames()
        and 1 < len(name) <= _LONGEST_PERSON
        and script_of([name]) is not Script.HANT
    }
