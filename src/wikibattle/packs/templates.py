"""The templates of a language: what each writes, or says, where it stands in a text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from pydantic import Field

from wikibattle.packs.words import Words
from wikibattle.wikitext.roles import DateStyle, Role, RoleKind, Roles


class TemplateRole(Words):
    """Templates that do the same thing, with the parameters that matter to it.

    `names`: without regard to case; one that ends in "*" stands for all that begin so.
    `argument`: where the words are; `target`: where a link leads; `title`: a list's heading;
    `value`: what a sign says, how words are marked (small, bold), the constant words, or a pattern
    with {key} for each argument, or "short" for a citation of names and year alone; `before`: words
    shown before the argument's; `group`: of a note, its group if none is given; `named`: the
    template's own name is shown first.
    """

    role: RoleKind
    names: tuple[str, ...]
    argument: tuple[str, ...] = ("1",)
    target: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    value: str | None = None
    before: str = ""
    group: str | None = None
    named: bool = False


class DatePatterns(Words):
    """How dates that templates give in numbers are written: {year} {month} {month_name} {day}."""

    day: str = "{year}-{month}-{day}"
    month: str = "{year}-{month}"
    year: str = "{year}"
    month_names: tuple[str, ...] = ()


class TemplateWords(Words):
    """The `[templates]` part of a language file."""

    dates: DatePatterns = DatePatterns()
    roles: tuple[TemplateRole, ...] = Field(default=())

    @cached_property
    def named_roles(self) -> list[tuple[str, Role]]:
        """(name, role) of every template of this language."""
        return [
            (
                name,
                Role(
                    kind=entry.role,
                    argument=entry.argument,
                    target=entry.target,
                    title=entry.title,
                    value=entry.value,
                    before=entry.before,
                    group=entry.group,
                    named=entry.named,
                ),
            )
            for entry in self.roles
            for name in entry.names
        ]

    @property
    def date_style(self) -> DateStyle:
        """How this language writes dates."""
        return DateStyle(self.dates.day, self.dates.month, self.dates.year, self.dates.month_names)


def all_roles(*words: TemplateWords, besides: Iterable[tuple[str, Role]] = ()) -> Roles:
    """One table of roles; of the same name the later language wins, and any over those of `besides`."""
    return Roles((*besides, *(named for part in words for named in part.named_roles)))
