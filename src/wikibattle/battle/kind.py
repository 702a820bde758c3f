"""What kind of conflict an article is about: by its names, its first sentence, its categories.

The name decides. A battle is made more exact (at sea, in the air, a siege) by what the first
sentence says it was, else by the categories. A name that says nothing, or only that something
happened (an incident), leaves the decision to the sentence, then to the categories.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from wikibattle.model import Kind
from wikibattle.packs import Pack
from wikibattle.packs.kinds import KindWords
from wikibattle.packs.lexicon import Lexicon, is_unspaced, shadow

_EXACT = frozenset({Kind.NAVAL_BATTLE, Kind.AIR_BATTLE, Kind.SIEGE})
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]")
_CLAUSE = re.compile(r"[，,；;：:、。]")
_LONGEST = 1000  # signs of a name or sentence that are looked at


def read_kind(names: Iterable[str], sentence: str, categories: Iterable[str], pack: Pack) -> Kind | None:
    """The kind of conflict, or None where nothing says it.

    Args:
        names: the names of the battle, the one that decides first.
        sentence: the first sentence of the article.
        categories: the names of its categories.
    """
    words = pack.kinds
    named = next((kind for name in names if (kind := kind_of_name(name, pack))), None)
    if named not in {None, Kind.OTHER, Kind.BATTLE}:
        return named
    said = _of_sentence(_plain(sentence), words)
    grouped = _of_categories(categories, words)
    kind = next((kind for kind in (named, said, grouped) if kind not in {None, Kind.OTHER}), named or said)
    if kind is not Kind.BATTLE:
        return kind
    return next((kind for kind in (said, grouped) if kind in _EXACT), Kind.BATTLE)


def _plain(text: str) -> str:
    """The text to match on, without what stands in brackets."""
    return _IN_BRACKETS.sub(" ", shadow(text[:_LONGEST]))


def kind_of_name(name: str, pack: Pack) -> Kind | None:
    """By the noun of a name: what stands before "of", else the last one there is."""
    name, words = _plain(name), pack.kinds
    stop = words.break_pattern.search(name)
    head = name[: stop.start()] if stop else name
    return _of_phrase(head, words, words.lexicon) or _of_phrase(name, words, words.lexicon)


def _of_sentence(sentence: str, words: KindWords) -> Kind | None:
    """By what the sentence says the battle was: behind its first verb of being."""
    copula = words.copula_pattern.search(sentence) if words.copulas else None
    if copula is None:
        return None
    said = sentence[copula.end() :]
    if words.tails:
        return next((kind for clause in _CLAUSE.split(said) if (kind := _at_end(clause, words))), None)
    while skipped := words.transparent_pattern.match(said):
        said = said[skipped.end() :]
    stop = words.break_pattern.search(said)
    return _of_phrase(said[: stop.start()] if stop else said, words, words.lexicon)


def _at_end(clause: str, words: KindWords) -> Kind | None:
    """By the noun that ends a clause of a script without spaces."""
    tail = words.tail_pattern.search(clause)
    return _of_phrase(clause[: tail.start()] if tail else clause, words, words.lexicon, at_end=True)


def _of_phrase(
    phrase: str, words: KindWords, lexicon: Lexicon[Kind | None], *, at_end: bool = False
) -> Kind | None:
    """By the last noun of a phrase. One sign alone (战) is a noun only at the end."""
    phrase = phrase.rstrip()
    hits = [
        hit
        for hit in lexicon.scan(phrase)
        if hit.end == len(phrase)
        or (not at_end and (hit.end - hit.start > 1 or not is_unspaced(phrase[hit.start])))
    ]
    if not hits:
        return None
    kind = hits[-1].value
    domain = words.domain_pattern.search(phrase) if kind is Kind.BATTLE else None
    if domain is None:
        return kind
    return Kind.NAVAL_BATTLE if domain.lastgroup == "naval" else Kind.AIR_BATTLE


def _of_categories(categories: Iterable[str], words: KindWords) -> Kind | None:
    """What most of the categories say; a plain battle only where none says more."""
    found: Counter[Kind] = Counter()
    for category in categories:
        name = _plain(category)
        stop = words.break_pattern.search(name)
        kind = _of_phrase(name[: stop.start()] if stop else name, words, words.category_lexicon)
        if kind is not None:
            found[kind] += 1
    exact = Counter({kind: count for kind, count in found.items() if kind is not Kind.BATTLE})
    return next((kind for kind, _ in (exact or found).most_common(1)), None)
