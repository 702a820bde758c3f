"""Checks of the names of people and of what links lead to."""

from __future__ import annotations

from collections.abc import Iterator

from wikibattle.battle.checks.subject import Subject
from wikibattle.model import Commander, Fate, Finding
from wikibattle.script import fold, same_name_key
from wikibattle.script.folding import HAN


def commanders_on_two_sides(subject: Subject) -> Iterator[Finding]:
    """A commander of two sides. Who changed sides is rightly on both. Languages whose ranks are
    not known are left out: a linked rank would be taken for a name.
    """
    first: dict[str, tuple[int, Commander]] = {}
    if not subject.pack.people.ranks:
        return
    for side in subject.battle.sides:
        for person in side.commanders:
            if person.target is None or Fate.DEFECTED in person.fates:
                continue
            key = same_name_key(person.target)
            index, other = first.setdefault(key, (side.index, person))
            if index != side.index and Fate.DEFECTED not in other.fates:
                message = f"{person.name} commands side {index} and side {side.index}"
                yield Finding.of("commander-on-two-sides", person.span, message)


def spellings(subject: Subject) -> Iterator[Finding]:
    """One name in two scripts: 刘伯承 and 劉伯承, said once a name, of the spelling that comes second."""
    first: dict[str, str] = {}
    told: set[str] = set()
    for link in subject.battle.links:
        name = fold(link.text)
        if link.namespace is not None or name in told or link.interwiki is not None:
            continue
        known = first.setdefault(name, link.text)
        if HAN.findall(known) != HAN.findall(link.text):
            told.add(name)
            message = f"{known} and {link.text} are one name in two scripts"
            yield Finding.of("name-two-spellings", link.span, message)
