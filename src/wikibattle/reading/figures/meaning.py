"""What a figure counts and what became of it, from the words around it alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wikibattle.model import LossClass, Unit
from wikibattle.packs.lexicon import is_unspaced
from wikibattle.packs.quantities import ShiftingWord
from wikibattle.reading.figures.clauses import (
    COLONS,
    COMMA_SIGNS,
    DASHES,
    LIST_SIGNS,
    STRONG_SIGNS,
    Clause,
)
from wikibattle.reading.figures.items import Item
from wikibattle.reading.figures.tokens import FORMATIONS, FigureWords, Kind, Token

MATERIEL = frozenset({Unit.TANK, Unit.GUN, Unit.AIRCRAFT, Unit.SHIP, Unit.VEHICLE, Unit.OTHER})
#: What can become of materiel but not of people.
OF_MATERIEL = frozenset({LossClass.SUNK, LossClass.DESTROYED, LossClass.DAMAGED})
#: What can become of people and beasts but not of materiel.
OF_PEOPLE = frozenset(
    {LossClass.KILLED, LossClass.WOUNDED, LossClass.MISSING, LossClass.SICK, LossClass.DESERTED}
    | {LossClass.SURRENDERED, LossClass.DEFECTED, LossClass.CIVILIAN}
)
#: Classes that say no more than that it is a loss, and whose.
GENERIC = frozenset({LossClass.CASUALTIES, LossClass.CIVILIAN})
_TIMES = frozenset("×*")
_MOST_WORDS = 5  # that may stand between a figure and its noun
_MOST_SIGNS = 8  # the same where words run on
_MOST_FORMATIONS = 2000


@dataclass(slots=True)
class Noun:
    """The words that name the counted thing."""

    unit: Unit
    start: int
    end: int
    shifting: ShiftingWord | None = None
    is_behind: bool = False
    by_colon: bool = False
    is_compound: bool = False  # infantry divisions


@dataclass(slots=True)
class Fate:
    """What the words around a figure say became of the counted."""

    classes: set[LossClass] = field(default_factory=set)
    lost: Unit | None = None  # what the class words say was lost
    start: int = -1
    end: int = -1
    is_before: bool = False
    is_apart: bool = False  # a sign stands between the figure and the words
    of_all: bool = False  # said of all, or most, of the figure

    def take(self, token: Token) -> None:
        """Takes in a class word."""
        if token.sense is not None:
            self.classes |= token.sense.classes
            self.lost = self.lost or token.sense.lost
        self.start = token.start if self.start < 0 else min(self.start, token.start)
        self.end = max(self.end, token.end)


# --- what it counts


def read_noun(clause: Clause, words: FigureWords, text: str) -> Noun | None:
    """The noun behind the figure, or else the one before it; None where no word names a thing."""
    figure = clause.figure
    noun = _noun_behind(clause, words, text) or _noun_before(clause, text)
    if figure.counter is not None and figure.counter_range is not None:
        touches = noun is not None and (noun.is_behind or not text[noun.end : figure.start].strip())
        if noun is None or noun.unit is not figure.counter or not touches:
            return Noun(figure.counter, *figure.counter_range)
    return noun


def _noun_behind(clause: Clause, words: FigureWords, text: str) -> Noun | None:
    runs: list[list[Item]] = [[]]
    code: Noun | None = None
    at, must_touch, described = clause.figure.end, False, False
    for item in (item for item in clause.tail if not _is_hyphened(item, text)):
        gap = text[at : item.start]
        apart = _apart(gap) if runs[0] or must_touch else _far(gap)
        if apart:
            break
        at = item.end
        if _names(item, clause, behind=True):
            runs[-1].append(item)
        elif item.has(Kind.AND, Kind.OR) or item.sign in LIST_SIGNS:
            if not runs[0] and not described:
                break
            if runs[-1]:
                runs.append([])
        elif item.blank:
            code = code or _code(item, words) or _by_calibre(item, words, text)
            if runs[-1]:
                break
        elif item.has(Kind.CLASS) and not runs[0]:
            must_touch = True
        elif runs[0] or not _is_filler(item, clause):
            break
        described |= item.has(Kind.ELLIPTIC)
    noun = _pick([run for run in runs if run])
    if noun is None:
        return code
    noun.is_behind = True
    return noun


def _is_hyphened(item: Item, text: str) -> bool:
    """Whether it is the first part of a word with a hyphen, or that hyphen: a jeep-mounted gun."""
    at = item.start if item.sign == "-" else item.end
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at : at + 1] == "-" and before.isalpha() and behind.isalpha() and not is_unspaced(behind)


def _is_filler(item: Item, clause: Clause) -> bool:
    """Whether an item may stand between a figure and its noun: an adjective, a bracket without figures."""
    if item.token is None or item.has(Kind.BREAK, Kind.PART):
        return False
    if item.token.kind != "sign" or item.sign in _TIMES:
        return True
    return any(scope.start == item.end for scope in clause.brackets)


def _noun_before(clause: Clause, text: str) -> Noun | None:
    runs: list[list[Item]] = [[]]
    at, colon = clause.figure.start, False
    for item in reversed(clause.head):
        apart = _apart(text[item.end : at])
        if apart and (not item.runs_on or runs[0]):
            break
        if _names(item, clause, behind=False, touches=not apart):
            runs[-1].insert(0, item)
        elif item.has(Kind.AND, Kind.OR) or item.sign in LIST_SIGNS:
            if not runs[-1]:
                break
            runs.append([])
        elif runs[0] or item.blank or (item.sign and item.sign not in COLONS | DASHES):
            break
        colon |= item.sign in COLONS
        at = item.start
    noun = _pick([run for run in reversed(runs) if run])
    if noun is not None:
        noun.by_colon = colon
    return noun


def _names(item: Item, clause: Clause, *, behind: bool, touches: bool = True) -> bool:
    """Whether a word can name what this figure counts."""
    sense = item.token.sense if item.token is not None and item.token.kind == "word" else None
    if sense is None or sense.unit is None:
        return False
    figure = clause.figure
    if Kind.NOUN not in sense.kinds:
        return behind and figure.low is not None and figure.low < 2 and figure.size < 2
    formation = sense.numbered or sense.unit in FORMATIONS
    if formation and item.runs_on:
        counted = figure.weak is not None or (figure.bounded and behind and figure.end == item.start)
        return counted and figure.size <= _MOST_FORMATIONS and (behind or not sense.short or touches)
    return not (formation and figure.size > _MOST_FORMATIONS) and (touches or not sense.short)


def _pick(runs: Sequence[Sequence[Item]]) -> Noun | None:
    """Of nouns joined by "and" the first counts; of a compound the last (tank divisions, 坦克师)."""
    if not runs:
        return None
    first = runs[0]
    head = first[-1]
    if head.runs_on and not _is_head(head):
        head = next(item for item in first if _unit(item) is not Unit.PEOPLE)
    sense = head.token.sense if head.token is not None else None
    if sense is None or sense.unit is None:
        return None
    unit, shifting = sense.unit, sense.shifting
    if shifting is not None and any(_unit(item) is shifting.otherwise for run in runs[1:] for item in run):
        unit, shifting = shifting.otherwise, None
    ends = [item for run in runs for item in run]
    return Noun(unit, ends[0].start, ends[-1].end, shifting, is_compound=len(first) > 1)


def _unit(item: Item) -> Unit | None:
    return item.token.sense.unit if item.token is not None and item.token.sense is not None else None


def _is_head(item: Item) -> bool:
    """Whether a noun heads the compound it ends: a formation, or people (坦克乘员)."""
    sense = item.token.sense if item.token is not None else None
    return sense is not None and (sense.numbered or sense.unit in FORMATIONS or sense.unit is Unit.PEOPLE)


def _code(item: Item, words: FigureWords) -> Noun | None:
    """A type's code right behind a figure: 35 B-17s, 2 Bf 109s."""
    if item.token is None or not (item.token.kind == "code" or item.has(Kind.DESIGNATOR)):
        return None
    letters = item.token.text.rstrip("s")
    unit = words.codes.get(letters)
    for end, char in enumerate(letters):
        if unit is None and not char.isalpha():
            unit = words.codes.get(letters[:end])
            break
    return Noun(unit, item.start, item.end, is_behind=True) if unit is not None else None


def _by_calibre(item: Item, words: FigureWords, text: str) -> Noun | None:
    """Guns called by their calibre: 12 six-pounders."""
    sense = words.sense(text[item.start : item.end].rpartition("-")[2])
    named = sense is not None and Kind.CALIBRE in sense.kinds and sense.unit is Unit.GUN
    return Noun(Unit.GUN, item.start, item.end, is_behind=True) if named else None


def _apart(gap: str) -> bool:
    return any(char.isalnum() for char in gap)


def _far(gap: str) -> bool:
    """Whether too many words nobody listed stand between."""
    gap = gap.strip()
    if not gap:
        return False
    return len(gap) > _MOST_SIGNS if is_unspaced(gap[0]) else len(gap.split()) > _MOST_WORDS


# --- what became of it


def read_fate(clause: Clause, text: str) -> Fate:
    """The classes stated for a figure: those behind it, or else those before it."""
    before, behind = _fate_before(clause), _fate_behind(clause, text)
    if not behind.classes - {LossClass.CIVILIAN}:
        fate = before
        fate.classes |= behind.classes
    elif before.classes - GENERIC and (not behind.classes - GENERIC or behind.is_apart):
        fate = before
        if behind.of_all:  # 被俘四五万人，悉数坑杀
            fate.classes |= behind.classes
    else:
        fate = behind
        fate.classes |= before.classes & {LossClass.CIVILIAN}
    if not fate.classes - GENERIC:
        _spelled_out(clause, fate)
    if fate.classes - GENERIC:
        fate.classes.discard(LossClass.CASUALTIES)
    return fate


def _fate_before(clause: Clause) -> Fate:
    fate = Fate(is_before=True)
    for item in clause.head:
        held = item.aside if item.aside and item.aside[0].has(Kind.PART) else ()  # 阵亡（含失踪）1,200
        for word in (item, *held):
            if word.has(Kind.CLASS) and word.token is not None:
                fate.take(word.token)
    return fate


def _fate_behind(clause: Clause, text: str) -> Fate:
    """The class words behind a figure. Behind a comma only such as go on at once: "dead, wounded"."""
    groups: list[tuple[bool, list[Token]]] = []  # parted by commas: (whether behind one, class words)
    at, comma, broken, at_once = clause.figure.end, False, False, True
    fate = Fate()
    for number, item in enumerate(clause.tail):
        if not number and item.has(Kind.PART_AFTER):  # 4 of which sank
            continue
        near = not _apart(text[at : item.start])
        at = item.end
        if item.sign in STRONG_SIGNS or item.sign in COLONS:
            break
        if item.sign:
            comma |= item.sign in COMMA_SIGNS
            fate.is_apart |= not groups and item.sign in COMMA_SIGNS | LIST_SIGNS
            at_once = True
            continue
        all_of = item.has(Kind.ALL_OF) and not (comma and groups)
        fate.of_all |= all_of
        at_once = at_once and near and (all_of or item.has(Kind.CLASS, Kind.AND, Kind.OR))
        if item.has(Kind.CLASS) and item.token is not None:
            if (comma and not at_once) or (broken and groups):
                break
            if comma or not groups:
                groups.append((comma, []))
            groups[-1][1].append(item.token)
            comma = False
        elif item.has(Kind.NOTHING) or (item.has(Kind.VAGUE) and (comma or _is_behind_comma(groups))):
            if _is_behind_comma(groups) and not comma:
                groups.pop()  # "500 killed, wounded unknown"
            break
        elif item.has(Kind.PART, Kind.RIVAL, Kind.CLAIM_LEAD) or (comma and item.has(Kind.BREAK)):
            break
        else:
            broken |= item.has(Kind.BREAK)
    for token in (token for _, group in groups for token in group):
        fate.take(token)
    return fate


def _is_behind_comma(groups: Sequence[tuple[bool, list[Token]]]) -> bool:
    return bool(groups) and groups[-1][0]


def _spelled_out(clause: Clause, fate: Fate) -> None:
    """Takes the classes of a bracket behind the figure that has no figure of its own: (mostly killed)."""
    for scope in clause.brackets[:1]:
        if (
            scope.counts
            or not scope.items
            or any(item.has(Kind.NOTHING) or item.blank for item in scope.items)
        ):
            continue
        if scope.items[0].has(Kind.PART):
            continue
        words = Fate()
        for item in scope.items:
            if item.has(Kind.CLASS) and item.token is not None:
                words.take(item.token)
        mixed = any(item.has(Kind.AND, Kind.OR) for item in scope.items)
        if words.classes - GENERIC or not mixed:  # but not "(military and civilian)"
            fate.classes |= words.classes


def is_spared(clause: Clause) -> bool:
    """Whether a figure is of those who were not lost: 17 survivors, 仅17人生还, all but 17 killed."""
    if clause.head and clause.head[-1].has(Kind.ALL_BUT):
        return True
    for item in clause.tail:
        if item.has(Kind.SPARED):
            return True
        if item.has(Kind.CLASS) and not item.has(Kind.NOUN):  # but "1,780 hostages rescued"
            return False
        if item.sign in STRONG_SIGNS | COMMA_SIGNS:
            break
    for item in reversed(clause.head):
        if item.has(Kind.CLASS, Kind.SPARED):
            return item.has(Kind.SPARED)
    return False


# --- units and classes together


def of_unit(classes: Iterable[LossClass], unit: Unit) -> set[LossClass]:
    """Classes as they are said of a unit: a wounded ship is a damaged one."""
    found = set(classes)
    if unit in MATERIEL and LossClass.WOUNDED in found:
        found = (found - {LossClass.WOUNDED}) | {LossClass.DAMAGED}
    return found


def fits(classes: Iterable[LossClass], unit: Unit) -> bool:
    """Whether classes stated of something else can hold for this unit too."""
    found = set(classes)
    if unit in MATERIEL:
        return not found & OF_PEOPLE and not (LossClass.SUNK in found and unit is not Unit.SHIP)
    if unit in {Unit.PEOPLE, Unit.HORSE}:
        return not found & OF_MATERIEL
    return True
