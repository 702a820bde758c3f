"""The words of a language for belligerents."""

from __future__ import annotations

import re
from functools import cached_property

from wikibattle.packs.alternation import alternation
from wikibattle.packs.words import NameCellWords


class BelligerentWords(NameCellWords):
    """The `[belligerents]` part of a language file.

    `supported_by`: headings over those who only help; those of `supported_by_with_names` may have
    names behind them on the same line. `blocs`: words for a camp, which head its members and are no
    party. `joiners`: words between parties; `no_joiners`: names and words that hold one.
    `introducers`: words before a party that are no part of it. `leaders`: words before the person
    who leads the party. `remainders`: and others. `remarks`: words that open a remark about the
    party above (until 1915). `lists`: words that begin or end titles of lists; `pointers`: words
    that point to one. `nothing`: none, unknown. `polity_beginnings`, `polity_endings`: words that
    begin or end names of states and peoples; `forces_endings`: words for its forces behind one
    (清军). The names are in the demonym table.
    """

    supported_by: tuple[str, ...] = ()
    supported_by_with_names: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    no_joiners: tuple[str, ...] = ()
    introducers: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    remainders: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    polity_beginnings: tuple[str, ...] = ()
    polity_endings: tuple[str, ...] = ()
    forces_endings: tuple[str, ...] = ()

    @cached_property
    def separator_pattern(self) -> re.Pattern[str]:
        """Signs between parties, and joiners (group `joiner`); words of `no_joiners` are passed over."""
        return re.compile(
            rf"(?P<none>{alternation(self.no_joiners)})|[、，;•|\n]|,(?!\d)|(?<!\d)/|(?<=\s)\+(?=\s)"
            rf"|(?P<joiner>{alternation(self.joiners)})",
            re.IGNORECASE,
        )

    @cached_property
    def supporting_pattern(self) -> re.Pattern[str]:
        """Words that head supporters, at the start of a line: `names` may have names behind them."""
        names, alone = alternation(self.supported_by_with_names), alternation(self.supported_by)
        return re.compile(
            rf"\W*+(?:(?:[^\W\d_]{{1,15}}[\s\-]?){{0,2}}(?P<alone>{alone})(?=[^\w:]*+(?:$|:))|(?P<names>{names}))",
            re.IGNORECASE,
        )

    @cached_property
    def bloc_pattern(self) -> re.Pattern[str]:
        """A text that is, or ends with, a word for a camp."""
        return re.compile(rf"(?:.{{0,60}}[\W]|[^\W]{{0,20}}){alternation(self.blocs)}\W*", re.IGNORECASE)

    @cached_property
    def introducer_pattern(self) -> re.Pattern[str]:
        """Words at the start of a text that are no part of a party's name."""
        return re.compile(rf"\W*+(?:{alternation(self.introducers)}\s*+)+", re.IGNORECASE)

    @cached_property
    def leader_pattern(self) -> re.Pattern[str]:
        """Words before the person who leads a party."""
        return re.compile(rf"\s{alternation(self.leaders)}\s", re.IGNORECASE)

    @cached_property
    def remainder_pattern(self) -> re.Pattern[str]:
        """And others, at the end of a text."""
        return re.compile(rf"{alternation(self.remainders)}\W*+$", re.IGNORECASE)

    @cached_property
    def remark_pattern(self) -> re.Pattern[str]:
        """A remark about the party above: a word of `remarks` at its start, and a number."""
        return re.compile(rf"\W*+{alternation(self.remarks)}(?=\W.{{0,60}}\d|\d|:)", re.IGNORECASE)

    @cached_property
    def nothing_pattern(self) -> re.Pattern[str]:
        """A text that names nobody."""
        return re.compile(rf"\W*+(?:{alternation(self.nothing)})?\W*+", re.IGNORECASE)

    @cached_property
    def polity_pattern(self) -> re.Pattern[str]:
        """A text that begins or ends as names of states and peoples do."""
        begin, end = alternation(self.polity_beginnings), alternation(self.polity_endings)
        return re.compile(
            rf"\W*+(?:the\s)?(?:{begin}\s.{{1,60}}|(?:(?! of ).){{1,40}}?{end}\W*+)", re.IGNORECASE
        )

    @cached_property
    def forces_pattern(self) -> re.Pattern[str]:
        """Words for the forces of a state or people, at the end of a text."""
        return re.compile(rf"\s?{alternation(self.forces_endings)}\W*+$", re.IGNORECASE)
