"""Whom a phrase names: which side of the box, by name, link, people, army, commander or coalition."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wikibattle.model import Side
from wikibattle.packs import Pack
from wikibattle.packs.lexicon import Hit, is_unspaced, shadow, tokens
from wikibattle.reading.limits import LONGEST_CELL
from wikibattle.reading.winners.side_names import ALIAS, NAME, STEP, Scores, SideNames, best, bounded, higher
from wikibattle.reading.winners.vocabulary import Meaning, vocabulary
from wikibattle.wikitext.inline import Inline

_GAP = re.compile(r"[\s\-/&、,·・及'’\"“”]*$")
_JOINING = frozenset(
    {"joiners", "forces", "fillers", "coalition", "decisive", "tactical", "strategic", "operational"}
)
_AFTER_SHORT = frozenset({"forces", "coalition"})
_MOST_SHORT_FORMS = 3  # so many single signs may stand together: 中美英联军


@dataclass(slots=True)
class Mention:
    """Words of the cell that name somebody: how well each side fits them."""

    start: int
    end: int
    scores: Scores
    coalition: bool = False


@dataclass(slots=True, frozen=True)
class Named:
    """Whom a phrase names: sides (numbers from 1), or several that fit equally."""

    start: int
    end: int
    sides: tuple[int, ...] = ()
    equal: bool = False


class Naming:
    """Reads the names in one cell against the sides of its box."""

    def __init__(
        self, cell: Inline, pack: Pack, sides: Sequence[Side], aliases: Mapping[str, frozenset[str]]
    ) -> None:
        """`aliases`: a link target's key, and the keys of all words the article shows for it."""
        self.text = shadow(cell.text[:LONGEST_CELL])
        self._vocabulary = vocabulary(pack)
        self._hits = self._vocabulary.lexicon.scan(self.text)
        self._starts = [hit.start for hit in self._hits]
        self._cell = cell
        self._box = sides
        self._aliases = [
            (target, word)
            for target, words in (aliases.items() if sides else ())
            for word in (target, *words)
            if len(word) > 1 and word in self.text
        ]

    @cached_property
    def _sides(self) -> SideNames:
        return SideNames(self._box, self._vocabulary)

    def hits_in(self, start: int, end: int) -> list[Hit[Meaning]]:
        """The known words of text[start:end]."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        return [hit for hit in self._hits[first:last] if hit.end <= end]

    def named(self, start: int, end: int, *, first: bool) -> Named | None:
        """Whom text[start:end] names, None for nobody.

        Of several parties that are not one group of names, the first one or the last one counts.
        """
        groups = self._groups(start, end)
        found: Named | None = None
        for group in groups if first else reversed(groups):
            named = _settle(group, len(self._sides.numbers))
            if named.sides:
                return named
            if found is None or (named.equal and not found.equal):
                found = named
        return found

    def _groups(self, start: int, end: int) -> list[list[Mention]]:
        """Mentions that stand together ("Anglo-Dutch", "French and Spanish", 英、法)."""
        groups: list[list[Mention]] = []
        for mention in self.mentions(start, end):
            if groups and self._together(groups[-1][-1].end, mention.start):
                groups[-1].append(mention)
            else:
                groups.append([mention])
        return groups

    def _together(self, start: int, end: int) -> bool:
        """Whether nothing but joining words stands between two names."""
        at = start
        for hit in self.hits_in(start, end):
            if not hit.value.roles & _JOINING or _GAP.match(self.text, at, hit.start) is None:
                return False
            at = hit.end
        return _GAP.match(self.text, at, end) is not None

    def mentions(self, start: int, end: int) -> list[Mention]:
        """Every name in text[start:end], from left to right, overlapping ones as one."""
        found = _merge(
            [
                *self._literal(start, end),
                *self._linked(start, end),
                *self._known(start, end),
                *self._aliased(start, end),
            ]
        )
        found = _merge(found + self._unknown(start, end, found))
        self._oppose(found, start, end)
        return found

    def _literal(self, start: int, end: int) -> Iterable[Mention]:
        """Names of the sides as they stand, whole."""
        for number, name, away in self._sides.names():
            at = self.text.find(name, start, end) if len(name) > 1 else -1
            if at >= 0 and bounded(self.text, at, at + len(name)):
                yield Mention(at, at + len(name), {number: NAME - away})

    def _linked(self, start: int, end: int) -> Iterable[Mention]:
        """Links: what their target names."""
        for link in self._cell.links:
            if link.start < end and start < link.end and link.namespace is None:
                entities = self._vocabulary.entities(link.target)
                scores = higher(self._sides.of_name(shadow(link.target)), self._sides.of_entities(entities))
                coalition = self._vocabulary.is_coalition(link.target)
                if scores or coalition:
                    yield Mention(max(start, link.start), min(end, link.end), scores, coalition=coalition)

    def _known(self, start: int, end: int) -> Iterable[Mention]:
        """Demonyms, and words for a coalition, for rebels and for those they rise against."""
        for hit in self.hits_in(start, end):
            coalition = "coalition" in hit.value.roles
            established = "established" in hit.value.roles
            if hit.value.entities or coalition or established:
                scores = self._sides.of_coalition(hit.value) if coalition else {}
                scores = scores or self._sides.of_entities(hit.value.entities)
                scores = scores or self._sides.of_rising(hit.value.entities, established=established)
                yield Mention(hit.start, hit.end, scores, coalition=coalition)

    def _aliased(self, start: int, end: int) -> Iterable[Mention]:
        """Words the article elsewhere links to what a side's name begins with or holds."""
        for target, word in self._aliases:
            at = self.text.find(word, start, end)
            if at >= 0 and bounded(self.text, at, at + len(word)):
                entities = self._vocabulary.entities(target)
                scores = self._sides.of_name(target, ALIAS, ALIAS - STEP)
                scores = higher(scores, self._sides.of_entities(entities, ALIAS - 2 * STEP))
                if scores:
                    yield Mention(at, at + len(word), scores)

    def _unknown(self, start: int, end: int, known: Sequence[Mention]) -> list[Mention]:
        """Words no table has: compared with the words and signs of the sides' names."""
        covered = {at for hit in self.hits_in(start, end) for at in range(hit.start, hit.end)}
        covered |= {at for mention in known for at in range(mention.start, mention.end)}
        found: list[Mention] = []
        free = [token for token in tokens(self.text, start, end) if token[0] not in covered]
        for left, right in _runs(self.text, free):
            if is_unspaced(self.text[left]):
                found += self._signs(left, right)
            elif scores := self._sides.of_word(self.text[left:right]):
                found.append(Mention(left, right, scores))
        return found

    def _signs(self, start: int, end: int) -> list[Mention]:
        """A run of signs: part of a name (曹操), else short forms, each sign a name (孙刘, 英)."""
        scores = self._sides.of_name(self.text[start:end]) if end - start > 1 else {}
        if scores:
            return [Mention(start, end, scores)]
        if end - start > _MOST_SHORT_FORMS or not self._may_be_short(end):
            return []
        found = [Mention(at, at + 1, self._sides.of_sign(self.text[at])) for at in range(start, end)]
        return [mention for mention in found if mention.scores]

    def _may_be_short(self, end: int) -> bool:
        """Whether a name that ends here can be a short form: a word for forces, or no name, follows."""
        index = bisect_left(self._starts, end)
        if end >= len(self.text):
            return True
        if index == len(self._hits) or self._starts[index] != end:
            return False
        meaning = self._hits[index].value
        return bool(meaning.roles & _AFTER_SHORT or not meaning.entities)

    def _oppose(self, mentions: list[Mention], start: int, end: int) -> None:
        """Turns the sides round where a name is that of the enemy: anti-French, 反法同盟."""
        for hit in self.hits_in(start, end):
            if "opposed" not in hit.value.roles:
                continue
            for index, mention in enumerate(mentions):
                if mention.start == hit.end or self.text[hit.end : mention.start] == "-":
                    scores = self._sides.of_opponents(mention.scores)
                    mentions[index] = Mention(hit.start, mention.end, scores, coalition=True)
                    while index + 1 < len(mentions) and mentions[index + 1].coalition:
                        mentions[index].end = mentions.pop(index + 1).end
                    break


def _settle(group: Sequence[Mention], sides: int) -> Named:
    """The sides (of so many) a group of names means: the one they all fit, else each name's own."""
    start, end = group[0].start, group[-1].end
    fitting = [mention for mention in group if mention.scores]
    if not fitting:
        return Named(start, end)
    common = set.intersection(*(set(mention.scores) for mention in fitting))
    if common:
        together = best({side: sum(mention.scores[side] for mention in fitting) for side in common})
        several = any(mention.coalition for mention in fitting) and len(together) < sides
        if len(together) == 1 or several:
            return Named(start, end, tuple(sorted(together)))
        return Named(start, end, equal=True)
    proper = [mention for mention in fitting if not mention.coalition] or fitting  # American-Allied
    own = {mean[0] for mention in proper if len(mean := best(mention.scores)) == 1}
    return Named(start, end, tuple(sorted(own)), equal=not own)


def _merge(mentions: Iterable[Mention]) -> list[Mention]:
    """Overlapping mentions as one, each side with its best score."""
    merged: list[Mention] = []
    for mention in sorted(mentions, key=lambda item: (item.start, -item.end)):
        if merged and mention.start < merged[-1].end:
            last = merged[-1]
            last.end = max(last.end, mention.end)
            last.scores = higher(last.scores, mention.scores)
            last.coalition |= mention.coalition
        else:
            merged.append(mention)
    return merged


def _runs(text: str, free: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words as they are; signs of unspaced scripts that touch, joined."""
    runs: list[tuple[int, int]] = []
    for start, end in free:
        if runs and runs[-1][1] == start and is_unspaced(text[start]) and is_unspaced(text[start - 1]):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs
