"""What the parts of a language file share: closed, so that a misspelt key fails at once."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from wikibattle.packs.alternation import alternation


class Words(BaseModel):
    """A part of a language file. Keys are fixed; values are words a reviewer can judge."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NameCellWords(Words):
    """What cells that list names, of people or of parties, have in common.

    `lists`: words that begin or end titles of lists; `pointers`: words that point to one.
    """

    lists: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()

    @cached_property
    def list_pattern(self) -> re.Pattern[str]:
        """A title that a word for a list begins or ends."""
        words = alternation(self.lists)
        return re.compile(rf"{words}.*|.*{words}", re.IGNORECASE)

    @cached_property
    def pointer_pattern(self) -> re.Pattern[str]:
        """Words that point to a list kept elsewhere, at the start of a text."""
        return re.compile(rf"\W*+{alternation(self.pointers)}\W*+", re.IGNORECASE)
