"""Which side of the box a phrase names: by name, link, flag, people, army, commander or coalition."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from wikibattle.model import Side
from wikibattle.packs import Pack
from wikibattle.packs.demonyms import Demonyms, load_demonyms
from wikibattle.packs.lexicon import Hit, Lexicon, is_unspaced, shadow, tokens
from wikibattle.wikitext.inline import Inline

# How well a phrase fits a side. Only the order matters: a name beats a demonym, a demonym a kinship.
_NAME = 100.0
_PART_OF_NAME = 84.0
_ENTITY = 70.0
_ALIAS = 64.0
_PART_OF_THE_NAMED = 46.0
_HOLDS_THE_NAMED = 38.0
_OPPONENT = 60.0
_STEM = 34.0
_SIGN = 32.0
_MANY_PARTIES = 20.0
_STEP = 2.0
_NEAR = 1.0  # two scores no further apart fit equally

# How far from the side itself a name stands.
_GROUP, _FLAG, _FORMATION, _SUPPORTER, _COMMANDER, _UNIT, _COMMANDERS_FLAG = 2.0, 3.0, 10.0, 12.0, 24.0, 16.0, 26.0
_NOT_FIRST = 3.0

_DISAMBIGUATION = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_REBELS = "Rebels"  # the entity of the demonym table
_HALF = 0.5
_GAP = re.compile(r"[\s\-/&、,·・及'’\"“”]*$")
_LONGEST_NAME = 120
_MOST_NAMES = 400
_SHORT_NAME = 4  # a name of so many signs may be called by its last one too


@dataclass(slots=True, frozen=True)
class Meaning:
    """What a word is to a result: its roles (fields of `ResultWords`), the entities it can name."""

    roles: frozenset[str]
    entities: tuple[str, ...]


@dataclass(slots=True, frozen=True, eq=False)
class Vocabulary:
    """The words of a language's results and its demonyms, found in one pass."""

    lexicon: Lexicon[Meaning]
    demonyms: Demonyms

    @lru_cache(maxsize=4096)  # noqa: B019  (vocabularies live as long as their packs: for ever)
    def entities(self, name: str) -> tuple[str, ...]:
        """The entities a name speaks of ("Kingdom of France", 法军, "USA")."""
        text = shadow(name)
        if text in self.demonyms.codes:
            return self.demonyms.codes[text]
        plain = _DISAMBIGUATION.sub("", text)
        return (self._entities_in(plain) if plain != text else ()) or self._entities_in(text)

    def _entities_in(self, text: str) -> tuple[str, ...]:
        found: dict[str, None] = dict.fromkeys(self.demonyms.signs.get(text, ()))
        hits = self.lexicon.scan(text)
        for hit in hits:
            found.update(dict.fromkeys(hit.value.entities))
        for at, sign in enumerate(text):
            followed = any(hit.start == at + 1 and "forces" in hit.value.roles for hit in hits)
            if followed and not any(hit.start <= at < hit.end for hit in hits):
                found.update(dict.fromkeys(self.demonyms.signs.get(sign, ())))
        return tuple(found)

    @lru_cache(maxsize=4096)  # noqa: B019
    def is_coalition(self, name: str) -> bool:
        """Whether a word for a coalition stands in a name."""
        return any("coalition" in hit.value.roles for hit in self.lexicon.scan(shadow(name)))

    @lru_cache(maxsize=4096)  # noqa: B019
    def short_forms(self, name: str) -> frozenset[str]:
        """The single signs that can stand for a name: 曹 for 曹操, 魏 for 曹魏 and 魏国."""
        text = _DISAMBIGUATION.sub("", shadow(name))
        if len(text) == 1:
            return frozenset(text)
        if not text or not is_unspaced(text[-1]) or not is_unspaced(text[0]):
            return frozenset()
        end = len(text)
        for hit in reversed(self.lexicon.scan(text)):
            if hit.end == end and hit.start > 0 and "forces" in hit.value.roles:
                end = hit.start
        return frozenset((text[0], text[end - 1]) if len(text) <= _SHORT_NAME else text[0])


_VOCABULARIES: dict[int, tuple[Pack, Vocabulary]] = {}  # by the pack's identity, which is kept alive here


def vocabulary(pack: Pack) -> Vocabulary:
    """The vocabulary of a pack, made when first asked for."""
    known = _VOCABULARIES.get(id(pack))
    if known is None:
        known = _VOCABULARIES[id(pack)] = (pack, _make_vocabulary(pack))
    return known[1]


def _make_vocabulary(pack: Pack) -> Vocabulary:
    demonyms = load_demonyms(pack.language)
    roles: dict[str, set[str]] = {}
    for role, words in pack.results:
        if isinstance(words, tuple):
            for word in words:
                roles.setdefault(word, set()).add(role)
    words = roles.keys() | demonyms.words.keys()
    return Vocabulary(
        lexicon=Lexicon(
            (word, Meaning(frozenset(roles.get(word, ())), demonyms.words.get(word, ()))) for word in words
        ),
        demonyms=demonyms,
    )


@dataclass(slots=True, frozen=True)
class _Name:
    """A name a side goes by; `away`: what it counts less than the side's own first name."""

    text: str
    away: float


@dataclass(slots=True)
class _SideNames:
    away: dict[str, float] = field(default_factory=dict)
    """Names, and what each counts less than the side's own first name."""
    parties: list[list[_Name]] = field(default_factory=list)
    coalition: bool = False

    def add(self, name: str | None, away: float) -> None:
        if not name or len(name) > _LONGEST_NAME or len(self.away) > _MOST_NAMES:
            return
        text = shadow(name).strip()
        for form in (text, _DISAMBIGUATION.sub("", text)):
            if form:
                self.away.setdefault(form, away)

    @property
    def names(self) -> list[_Name]:
        """The names, the side's own first."""
        return [_Name(text, away) for text, away in self.away.items()]


def _names_of(side: Side, vocabulary: Vocabulary) -> _SideNames:
    """Every name a side can be meant by, its own first."""
    found = _SideNames()
    for index, party in enumerate(side.belligerents):
        away = (_NOT_FIRST if index else 0.0) + (_SUPPORTER if party.supporting else 0.0)
        found.add(party.target, away)
        found.add(party.name, away)
        found.add(party.flag, away + _FLAG)
        found.parties.append([_Name(name, away) for name in (party.target, party.name, party.flag) if name])
        found.add(party.group, away + _GROUP)
        for formation in party.formations:
            found.add(formation.target or formation.name, away + _FORMATION)
        found.coalition |= any(
            vocabulary.is_coalition(name) for name in (party.group, party.name, party.target) if name
        )
    for index, commander in enumerate(side.commanders):
        away = _COMMANDER + (_NOT_FIRST if index else 0.0)
        found.add(commander.name, away)
        found.add(commander.target, away)
        found.add(commander.flag, _COMMANDERS_FLAG)
    for unit in side.units:
        found.add(unit.target or unit.name, _UNIT)
    return found


@dataclass(slots=True)
class Mention:
    """Words of the cell that name somebody: how well each side fits them."""

    start: int
    end: int
    scores: dict[int, float]
    coalition: bool = False

    def best(self) -> tuple[int, ...]:
        """The side that fits best; several where they fit equally."""
        top = max(self.scores.values(), default=0.0)
        return tuple(side for side, score in self.scores.items() if score > 0 and top - score < _NEAR)


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
        self.text = shadow(cell.text)
        self.vocabulary = vocabulary(pack)
        self.hits = self.vocabulary.lexicon.scan(self.text)
        self._starts = [hit.start for hit in self.hits]
        self._cell = cell
        self._box = sides
        self._aliases = [
            (target, word)
            for target, words in (aliases.items() if sides else ())
            for word in (target, *words)
            if len(word) > 1 and word in self.text
        ]

    @cached_property
    def _sides(self) -> dict[int, _SideNames]:
        return {side.index: _names_of(side, self.vocabulary) for side in self._box}

    @cached_property
    def _entities(self) -> dict[int, dict[str, float]]:
        return {number: self._entities_of(names.names) for number, names in self._sides.items()}

    @cached_property
    def _words(self) -> dict[int, dict[str, float]]:
        return {number: _words_of(names) for number, names in self._sides.items()}

    def _entities_of(self, names: Iterable[_Name]) -> dict[str, float]:
        """The entities of names, with how far from their side they stand."""
        found: dict[str, float] = {}
        for name in names:
            for entity in self.vocabulary.entities(name.text):
                found[entity] = min(name.away, found.get(entity, name.away))
        return found

    def hits_in(self, start: int, end: int) -> list[Hit[Meaning]]:
        """The known words of text[start:end]."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        return [hit for hit in self.hits[first:last] if hit.end <= end]

    def named(self, start: int, end: int, *, first: bool) -> Named | None:
        """Whom text[start:end] names, None for nobody.

        Of several parties that are not one group of names, the first one or the last one counts.
        """
        groups = self._groups(start, end)
        found: Named | None = None
        for group in groups if first else reversed(groups):
            named = _settle(group, len(self._sides))
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
        found = [
            *self._literal(start, end),
            *self._links(start, end),
            *self._known(start, end),
            *self._aliased(start, end),
        ]
        found = _merge(found)
        found += self._unknown(start, end, found)
        merged = _merge(found)
        self._oppose(merged, start, end)
        return merged

    def _literal(self, start: int, end: int) -> Iterable[Mention]:
        """Names of the sides as they stand, whole."""
        for number, names in self._sides.items():
            for name in names.names:
                if len(name.text) < 2:
                    continue
                at = self.text.find(name.text, start, end)
                if at >= 0 and _bounded(self.text, at, at + len(name.text)):
                    yield Mention(at, at + len(name.text), {number: _NAME - name.away})

    def _links(self, start: int, end: int) -> Iterable[Mention]:
        """Links: what their target names."""
        for link in self._cell.links:
            if link.start < end and start < link.end and link.namespace is None:
                scores = self._scores_of_name(shadow(link.target))
                scores = _higher(scores, self._scores_of_entities(self.vocabulary.entities(link.target)))
                known = self.vocabulary.is_coalition(link.target)
                if scores or known:
                    yield Mention(max(start, link.start), min(end, link.end), scores, coalition=known)

    def _known(self, start: int, end: int) -> Iterable[Mention]:
        """Demonyms, and words for a coalition."""
        for hit in self.hits_in(start, end):
            coalition = "coalition" in hit.value.roles
            if hit.value.entities or coalition or "established" in hit.value.roles:
                if coalition:
                    scores = self._scores_of_blocs(hit.value.entities)
                    if not 0 < len(scores) < len(self._sides):
                        scores = self._scores_of_coalition() or scores
                else:
                    scores = self._scores_of_entities(hit.value.entities)
                if not scores and "established" in hit.value.roles:
                    scores = self._scores_of_established()
                yield Mention(hit.start, hit.end, scores, coalition=coalition)

    def _aliased(self, start: int, end: int) -> Iterable[Mention]:
        """Words the article elsewhere links to what a side's name begins with or holds."""
        for target, word in self._aliases:
            at = self.text.find(word, start, end)
            if at >= 0 and _bounded(self.text, at, at + len(word)):
                entities = self.vocabulary.entities(target)
                scores = self._scores_of_name(target, _ALIAS, _ALIAS - _STEP)
                scores = _higher(scores, self._scores_of_entities(entities, _ALIAS - 2 * _STEP))
                if scores:
                    yield Mention(at, at + len(word), scores)

    def _scores_of_name(self, name: str, whole: float = _NAME, part: float = _PART_OF_NAME) -> dict[int, float]:
        """Sides called so, or so in part (an army whose corps fight here)."""
        name = _DISAMBIGUATION.sub("", name)
        scores: dict[int, float] = {}
        for number, names in self._sides.items():
            for known in names.names:
                level = whole if known.text == name else part if _holds(known.text, name) else 0.0
                if level:
                    scores[number] = max(scores.get(number, 0.0), level - known.away)
        return scores

    def _scores_of_entities(self, entities: Iterable[str], level: float = _ENTITY) -> dict[int, float]:
        """Sides of the entities a word can mean; a meaning that fits one side alone counts first."""
        return _of_one_meaning(
            {
                number: score + level - _ENTITY
                for number in self._sides
                if (score := self._kinship(entity, self._entities[number])) > 0
            }
            for entity in entities
        )

    def _scores_of_blocs(self, blocs: Iterable[str]) -> dict[int, float]:
        """Sides called by the bloc's name, else those of whose parties half and more are of it."""
        found = []
        for bloc in blocs:
            called = {number: _ENTITY for number, entities in self._entities.items() if bloc in entities}
            shares = {number: self._share(bloc, number) for number in self._sides}
            found.append(
                called
                or {number: _PART_OF_THE_NAMED for number, share in shares.items() if share >= _HALF}
            )
        return _of_one_meaning(found)

    def _share(self, bloc: str, number: int) -> float:
        """How many of a side's parties are of a bloc, of those known at all."""
        parties = [known for names in self._sides[number].parties if (known := self._entities_of(names))]
        return sum(self._kinship(bloc, known) > 0 for known in parties) / len(parties) if parties else 0.0

    def _kinship(self, entity: str, entities: Mapping[str, float]) -> float:
        """How near an entity is to a side's: the same, one of them a part of it, or it a part of one."""
        within = self.vocabulary.demonyms.within
        best = 0.0
        for known, away in entities.items():
            if known == entity:
                score = _ENTITY
            elif entity in (above := within.get(known, {})):
                score = _PART_OF_THE_NAMED - _STEP * above[entity]
            elif known in (above := within.get(entity, {})):
                score = _HOLDS_THE_NAMED - _STEP * above[known]
            else:
                continue
            best = max(best, score - away)
        return best

    def _scores_of_coalition(self) -> dict[int, float]:
        """The sides called a coalition; else the one side of several parties."""
        called = {number: _ENTITY - _GROUP for number, names in self._sides.items() if names.coalition}
        if called:
            return called
        many = [number for number, names in self._sides.items() if len(names.parties) > 1]
        return {many[0]: _MANY_PARTIES} if len(many) == 1 else {}

    def _scores_of_established(self) -> dict[int, float]:
        """The side that fights rebels, where one side alone is theirs."""
        rebels = {number for number in self._sides if self._kinship(_REBELS, self._entities[number]) > 0}
        others = [number for number in self._sides if number not in rebels]
        return dict.fromkeys(others, _MANY_PARTIES) if rebels and len(others) == 1 else {}

    def _unknown(self, start: int, end: int, known: Sequence[Mention]) -> list[Mention]:
        """Words no table has: compared with the words and signs of the sides' names."""
        covered = [(hit.start, hit.end) for hit in self.hits_in(start, end)]
        covered += [(mention.start, mention.end) for mention in known]
        free = [
            token
            for token in tokens(self.text, start, end)
            if not any(left < token[1] and token[0] < right for left, right in covered)
        ]
        found: list[Mention] = []
        for left, right in _runs(self.text, free):
            if is_unspaced(self.text[left]):
                found += self._signs(left, right)
            else:
                scores = self._scores_of_word(self.text[left:right])
                found += [Mention(left, right, scores)] if scores else []
        return found

    def _scores_of_word(self, word: str) -> dict[int, float]:
        """Sides with the word, or a word of the same stem (Florentine, Florence), in their names."""
        scores: dict[int, float] = {}
        for number, words in self._words.items():
            for known, away in words.items():
                level = _PART_OF_NAME if known == word else _STEM if _same_stem(word, known) else 0.0
                if level - away > scores.get(number, 0.0):
                    scores[number] = level - away
        return scores

    def _signs(self, start: int, end: int) -> list[Mention]:
        """A run of signs: part of a name (曹操), else short forms, each sign a name (孙刘, 英)."""
        run = self.text[start:end]
        scores = self._scores_of_name(run, _NAME, _PART_OF_NAME) if len(run) > 1 else {}
        if scores:
            return [Mention(start, end, scores)]
        if len(run) > 3 or not self._is_short_form(start, end):
            return []
        found = []
        for at in range(start, end):
            scores = _higher(self._scores_of_sign(self.text[at]), self._scores_of_entities(
                self.vocabulary.demonyms.signs.get(self.text[at], ())
            ))
            if scores:
                found.append(Mention(at, at + 1, scores))
        return found

    def _is_short_form(self, start: int, end: int) -> bool:
        """Whether a name can be so short here: before a word for forces, or all there is to its event."""
        if end >= len(self.text):
            return True
        index = bisect_left(self._starts, end)
        if index == len(self.hits) or self.hits[index].start != end:
            return False
        meaning = self.hits[index].value
        return bool(meaning.roles & _AFTER_SHORT or not meaning.entities)

    def _scores_of_sign(self, sign: str) -> dict[int, float]:
        """Sides whose names begin or end with the sign: 魏 in 曹魏, 曹 in 曹操."""
        scores: dict[int, float] = {}
        for number, names in self._sides.items():
            for name in names.names:
                if sign in self.vocabulary.short_forms(name.text) and _SIGN - name.away > scores.get(number, 0.0):
                    scores[number] = _SIGN - name.away
        return scores

    def _oppose(self, mentions: list[Mention], start: int, end: int) -> None:
        """Turns the sides round where a name is that of the enemy: anti-French, 反法同盟."""
        for hit in self.hits_in(start, end):
            if "opposed" in hit.value.roles:
                for index, mention in enumerate(mentions):
                    if mention.start == hit.end or self.text[hit.end : mention.start] == "-":
                        mentions[index : index + 1] = self._opponents(hit.start, mention)
                        while index + 1 < len(mentions) and mentions[index + 1].coalition:
                            mentions[index].end = mentions.pop(index + 1).end
                        break

    def _opponents(self, start: int, mention: Mention) -> list[Mention]:
        """All sides but those a mention means."""
        enemies = set(mention.best())
        others = [number for number in self._sides if number not in enemies]
        scores = dict.fromkeys(others, _OPPONENT) if enemies else {}
        return [Mention(start, mention.end, scores, coalition=True)]


_JOINING = frozenset({"joiners", "forces", "fillers", "coalition", "decisive", "tactical", "strategic", "operational"})
_AFTER_SHORT = frozenset({"forces", "coalition"})


def _settle(group: Sequence[Mention], sides: int) -> Named:
    """The sides (of so many) a group of names means: the one they all fit, else each name's own."""
    start, end = group[0].start, group[-1].end
    fitting = [mention for mention in group if mention.scores]
    if not fitting:
        return Named(start, end)
    common = set.intersection(*(set(mention.scores) for mention in fitting))
    if common:
        sums = {side: sum(mention.scores[side] for mention in fitting) for side in common}
        together = Mention(start, end, sums, coalition=any(mention.coalition for mention in fitting))
        best = together.best()
        if len(best) == 1 or (together.coalition and len(best) < sides):
            return Named(start, end, tuple(sorted(best)))
        return Named(start, end, equal=True)
    proper = [mention for mention in fitting if not mention.coalition] or fitting  # American-Allied
    own = {side for mention in proper if len(mention.best()) == 1 for side in mention.best()}
    return Named(start, end, tuple(sorted(own)), equal=not own)


def _of_one_meaning(meanings: Iterable[dict[int, float]]) -> dict[int, float]:
    """The scores of a word of several meanings: where they leave it open, of those that fit one side alone."""
    found: dict[int, float] = {}
    alone: dict[int, float] = {}
    for scores in meanings:
        found = _higher(found, scores)
        best = Mention(0, 0, scores).best()
        if len(best) == 1:
            alone = _higher(alone, {best[0]: scores[best[0]]})
    return alone if len(Mention(0, 0, found).best()) > 1 and len(alone) == 1 else found


def _merge(mentions: list[Mention]) -> list[Mention]:
    """Overlapping mentions as one, each side with its best score."""
    merged: list[Mention] = []
    for mention in sorted(mentions, key=lambda item: (item.start, -item.end)):
        if merged and mention.start < merged[-1].end:
            last = merged[-1]
            last.end = max(last.end, mention.end)
            last.scores = _higher(last.scores, mention.scores)
            last.coalition |= mention.coalition
        else:
            merged.append(mention)
    return merged


def _higher(one: dict[int, float], other: dict[int, float]) -> dict[int, float]:
    return {side: max(one.get(side, 0.0), other.get(side, 0.0)) for side in one | other}


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is made of whole words."""
    before = start == 0 or is_unspaced(text[start]) or not text[start - 1].isalnum()
    return before and (end >= len(text) or is_unspaced(text[end - 1]) or not text[end].isalnum())


def _holds(text: str, name: str) -> bool:
    """Whether a name of some length stands in a longer one, as whole words."""
    if len(name) < (2 if is_unspaced(name[:1] or " ") else 4):
        return False
    at = text.find(name)
    return at >= 0 and _bounded(text, at, at + len(name))


def _runs(text: str, free: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words as they are; signs of unspaced scripts that touch, joined."""
    runs: list[tuple[int, int]] = []
    for start, end in free:
        if runs and runs[-1][1] == start and is_unspaced(text[start]) and is_unspaced(text[start - 1]):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _words_of(names: _SideNames) -> dict[str, float]:
    """The words of a side's names in spaced scripts, with how far from the side they stand."""
    words: dict[str, float] = {}
    for name in names.names:
        for start, end in tokens(name.text):
            if end - start > 2 and not is_unspaced(name.text[start]):
                word = name.text[start:end]
                words[word] = min(name.away, words.get(word, name.away))
    return words


def _same_stem(one: str, other: str) -> bool:
    """Whether two words differ in their endings only: Caesarian and Caesar, Sienese and Siena."""
    common = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        common += 1
    longest = max(len(one), len(other))
    return common >= 4 and longest - common <= 4 and 2 * common >= longest

