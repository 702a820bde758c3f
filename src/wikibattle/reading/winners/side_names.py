"""The names the sides of a box go by, and how well a name, a people or a sign fits each side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wikibattle.model import Side
from wikibattle.packs.lexicon import is_unspaced, shadow, tokens
from wikibattle.reading.winners.vocabulary import Meaning, Vocabulary, plain_name

#: Side numbers, each with how well something fits the side.
Scores = dict[int, float]

# How well a phrase fits a side. Only the order matters: a name beats a demonym, a demonym a kinship.
NAME = 100.0
PART_OF_NAME = 84.0
ENTITY = 70.0
ALIAS = 64.0
OPPONENT = 60.0
_PART_OF_THE_NAMED = 46.0
_HOLDS_THE_NAMED = 38.0
_STEM = 34.0
_SIGN = 32.0
_MANY_PARTIES = 20.0
STEP = 2.0
_NEAR = 1.0  # two scores no further apart fit equally

# How far from the side itself a name stands.
_GROUP = 2.0
_FLAG = 3.0
_NOT_FIRST = 3.0
_FORMATION = 10.0
_SUPPORTER = 12.0
_UNIT = 16.0
_COMMANDER = 24.0
_COMMANDERS_FLAG = 26.0

_LONGEST_NAME = 120
_MOST_NAMES = 400
_HALF = 0.5
_REBELS, _GOVERNMENT = "Rebels", "Government"  # entities of the demonym table


def best(scores: Mapping[int, float]) -> tuple[int, ...]:
    """The side that fits best; several where they fit equally."""
    top = max(scores.values(), default=0.0)
    return tuple(side for side, score in scores.items() if score > 0 and top - score < _NEAR)


def higher(one: Scores, other: Scores) -> Scores:
    """The higher score of each side."""
    return {side: max(one.get(side, 0.0), other.get(side, 0.0)) for side in one | other}


def bounded(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is made of whole words."""
    before = start == 0 or is_unspaced(text[start]) or not text[start - 1].isalnum()
    return before and (end >= len(text) or is_unspaced(text[end - 1]) or not text[end].isalnum())


@dataclass(slots=True)
class _Names:
    """The names of one side, each with what it counts less than the side's own first name."""

    away: dict[str, float] = field(default_factory=dict)
    parties: list[dict[str, float]] = field(default_factory=list)
    coalition: bool = False

    def add(self, name: str | None, away: float) -> None:
        if not name or len(name) > _LONGEST_NAME or len(self.away) > _MOST_NAMES:
            return
        text = shadow(name).strip()
        for form in (text, plain_name(text)):
            if form:
                self.away.setdefault(form, away)


def _names_of(side: Side, vocabulary: Vocabulary) -> _Names:
    """Every name a side can be meant by, its own first."""
    names = _Names()
    for index, party in enumerate(side.belligerents):
        away = (_NOT_FIRST if index else 0.0) + (_SUPPORTER if party.supporting else 0.0)
        own = [name for name in (party.target, party.name) if name]
        for name in own:
            names.add(name, away)
        names.add(party.flag, away + _FLAG)
        names.add(party.group, away + _GROUP)
        for formation in party.formations:
            names.add(formation.target or formation.name, away + _FORMATION)
        names.parties.append(dict.fromkeys([*own, *([party.flag] if party.flag else [])], away))
        names.coalition |= any(vocabulary.is_coalition(name) for name in (party.group, *own) if name)
    for index, commander in enumerate(side.commanders):
        away = _COMMANDER + (_NOT_FIRST if index else 0.0)
        names.add(commander.name, away)
        names.add(commander.target, away)
        names.add(commander.flag, _COMMANDERS_FLAG)
    for unit in side.units:
        names.add(unit.target or unit.name, _UNIT)
    return names


class SideNames:
    """The sides of a box, to be found by name."""

    def __init__(self, sides: Sequence[Side], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._names = {side.index: _names_of(side, vocabulary) for side in sides}
        self._entities = {number: self._entities_of(names.away) for number, names in self._names.items()}
        self._words = {number: _words_of(names.away) for number, names in self._names.items()}

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all sides."""
        return tuple(self._names)

    def names(self) -> Iterable[tuple[int, str, float]]:
        """Every name of every side: its number, the name, how far from the side it stands."""
        for number, names in self._names.items():
            for name, away in names.away.items():
                yield number, name, away

    def _entities_of(self, names: Mapping[str, float]) -> dict[str, float]:
        """The entities of names, with how far from their side they stand."""
        found: dict[str, float] = {}
        for name, away in names.items():
            for entity in self._vocabulary.entities(name):
                found[entity] = min(away, found.get(entity, away))
        return found

    def of_name(self, name: str, whole: float = NAME, part: float = PART_OF_NAME) -> Scores:
        """Sides called so, or so in part (an army whose corps fight here)."""
        name = plain_name(name)
        scores: Scores = {}
        for number, known, away in self.names():
            level = whole if known == name else part if _holds(known, name) else 0.0
            if level - away > scores.get(number, 0.0):
                scores[number] = level - away
        return scores

    def of_entities(self, entities: Iterable[str], level: float = ENTITY) -> Scores:
        """Sides of the entities a word can mean; a meaning that fits one side alone counts first."""
        return _of_one_meaning(
            {
                number: score + level - ENTITY
                for number, known in self._entities.items()
                if (score := self._kinship(entity, known)) > 0
            }
            for entity in entities
        )

    def of_word(self, word: str) -> Scores:
        """Sides with the word, or a word of the same stem (Florentine, Florence), in their names."""
        scores: Scores = {}
        for number, words in self._words.items():
            for known, away in words.items():
                level = PART_OF_NAME if known == word else _STEM if _same_stem(word, known) else 0.0
                if level - away > scores.get(number, 0.0):
                    scores[number] = level - away
        return scores

    def of_sign(self, sign: str) -> Scores:
        """Sides of a state a single sign stands for, or whose names begin or end with it (曹 for 曹操)."""
        scores = self.of_entities(self._vocabulary.demonyms.signs.get(sign, ()))
        for number, name, away in self.names():
            if sign in self._vocabulary.short_forms(name):
                scores[number] = max(scores.get(number, 0.0), _SIGN - away)
        return scores

    def of_coalition(self, meaning: Meaning) -> Scores:
        """The sides of a bloc; else those called a coalition; else the one side of several parties."""
        scores = self._of_blocs(meaning.entities)
        if 0 < len(scores) < len(self._names):
            return scores
        called = {number: ENTITY - _GROUP for number, names in self._names.items() if names.coalition}
        many = [number for number, names in self._names.items() if len(names.parties) > 1]
        return called or ({many[0]: _MANY_PARTIES} if len(many) == 1 else scores)

    def of_rising(self, entities: Sequence[str], *, established: bool) -> Scores:
        """The side of rebels, or the one they rise against: rebels by name, else the side no table knows."""
        if _REBELS not in entities and _GOVERNMENT not in entities and not established:
            return {}
        rebels = {number for number, known in self._entities.items() if self._kinship(_REBELS, known) > 0}
        rebels = rebels or {number for number, known in self._entities.items() if not known}
        others = self._names.keys() - rebels
        meant = rebels if _REBELS in entities else others
        return dict.fromkeys(meant, _MANY_PARTIES) if rebels and others and len(meant) == 1 else {}

    def of_opponents(self, scores: Scores) -> Scores:
        """All sides but those that fit best."""
        enemies = set(best(scores))
        return dict.fromkeys(self._names.keys() - enemies, OPPONENT) if enemies else {}

    def _of_blocs(self, blocs: Iterable[str]) -> Scores:
        """Sides called by the bloc's name, else those of whose parties half and more are of it."""
        found = []
        for bloc in blocs:
            called = {number: ENTITY for number, entities in self._entities.items() if bloc in entities}
            shares = {number: self._share(bloc, names) for number, names in self._names.items()}
            members = {number: _PART_OF_THE_NAMED for number, share in shares.items() if share >= _HALF}
            found.append(called or members)
        return _of_one_meaning(found)

    def _share(self, bloc: str, names: _Names) -> float:
        """How many of a side's parties are of a bloc, of those the table knows."""
        parties = [known for party in names.parties if (known := self._entities_of(party))]
        return sum(self._kinship(bloc, known) > 0 for known in parties) / len(parties) if parties else 0.0

    def _kinship(self, entity: str, entities: Mapping[str, float]) -> float:
        """How near an entity is to a side's: the same, one of them a part of it, or it a part of one."""
        within = self._vocabulary.demonyms.within
        nearest = 0.0
        for known, away in entities.items():
            if known == entity:
                score = ENTITY
            elif entity in (above := within.get(known, {})):
                score = _PART_OF_THE_NAMED - STEP * above[entity]
            elif known in (above := within.get(entity, {})):
                score = _HOLDS_THE_NAMED - STEP * above[known]
            else:
                continue
            nearest = max(nearest, score - away)
        return nearest


def _of_one_meaning(meanings: Iterable[Scores]) -> Scores:
    """The scores of a word of several meanings; if they leave it open, of those that fit one side alone."""
    found: Scores = {}
    alone: Scores = {}
    for scores in meanings:
        found = higher(found, scores)
        fitting = best(scores)
        if len(fitting) == 1:
            alone = higher(alone, {fitting[0]: scores[fitting[0]]})
    return alone if len(best(found)) > 1 and len(alone) == 1 else found


def _holds(text: str, name: str) -> bool:
    """Whether a name of some length stands in a longer one, as whole words."""
    if len(name) < (2 if is_unspaced(name[:1] or " ") else 4):
        return False
    at = text.find(name)
    return at >= 0 and bounded(text, at, at + len(name))


def _words_of(names: Mapping[str, float]) -> dict[str, float]:
    """The words of names in spaced scripts, with how far from the side they stand."""
    words: dict[str, float] = {}
    for name, away in names.items():
        for start, end in tokens(name):
            if end - start > 2 and not is_unspaced(name[start]):
                words[name[start:end]] = min(away, words.get(name[start:end], away))
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
