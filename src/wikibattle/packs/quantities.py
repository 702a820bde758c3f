"""The words of a language for quantities: what is counted, what became of it, and who says so."""

from __future__ import annotations

from pydantic import Field

from wikibattle.model import LossClass, Unit
from wikibattle.packs.words import Words


class ShiftingWord(Words):
    """Words that count `unit`, but `otherwise` in a cell that counts `beside` in another word too.

    "Artillery" counts guns, but gunners beside "252 guns"; "fighters" are people, but aircraft
    beside bombers.
    """

    words: tuple[str, ...]
    unit: Unit
    otherwise: Unit
    beside: Unit


class QuantityWords(Words):
    """The `[quantities]` part of a language file.

    Words match whole, without regard to case; a space in a word also matches a hyphen. A word may
    stand in several fields. Dates in words come from `[dates]`, numbered units from `[formations]`.
    """

    # What is counted.
    units: dict[Unit, tuple[str, ...]] = Field(default_factory=dict)
    """Names of what each unit counts: ships, cruisers, 战船."""
    singulars: dict[Unit, tuple[str, ...]] = Field(default_factory=dict)
    """Names that count only behind the number one; else they name a unit: 3rd Division."""
    short: tuple[str, ...] = ()
    """Those of `units` that count only beside a counter: 9个军, but 日军, 47军."""
    shifting: tuple[ShiftingWord, ...] = ()
    codes: dict[Unit, tuple[str, ...]] = Field(default_factory=dict)
    """Letters that open a type's code, by what the type is: T (T-34), B (B-17)."""
    counters: dict[Unit, tuple[str, ...]] = Field(default_factory=dict)
    """Words behind a number that say by themselves what is counted: 人, 艘."""
    weak_counters: dict[Unit, tuple[str, ...]] = Field(default_factory=dict)
    """Words behind a number that leave it to the noun; the unit is for want of one: 辆."""
    elliptic: tuple[str, ...] = ()
    """Kinds of a thing whose name the next figure gives: 8 infantry and 2 cavalry divisions."""
    strong: tuple[str, ...] = ()
    """Words that a hyphen ties to a number of people: a 500-man force."""
    measures: tuple[str, ...] = ()
    """Words behind a number that make it no count: kilometres, percent, sorties, 架次."""
    calibres: tuple[str, ...] = ()
    """Measures of guns; a number right before one is apart from the count before it: 3 105mm guns."""
    designators: tuple[str, ...] = ()
    """Words before a number that names: No., Hill, 第."""

    # What became of it.
    classes: dict[LossClass, tuple[str, ...]] = Field(default_factory=dict)
    """Words for what became of the lost; one that says two things stands under both (伤亡)."""
    lost: dict[Unit, tuple[str, ...]] = Field(default_factory=dict)
    """Those of `classes` that say what was lost: shot down, 击沉."""

    # Numbers and their bounds.
    numbers: dict[str, float] = Field(default_factory=dict)
    """Number words: one, twenty, a hundred, half a million."""
    scales: dict[str, int] = Field(default_factory=dict)
    """Words that multiply the number before them: thousand, million."""
    fractions: tuple[str, ...] = ()
    """Words behind a number that make it a part of a whole: thirds, 分之."""
    vague: tuple[str, ...] = ()
    """Amounts that state no number: thousands, dozens, 大量."""
    degrees: tuple[str, ...] = ()
    """Those of `vague` that are an amount of losses alone, and say of other words what kind they are."""
    about: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    over_bare: tuple[str, ...] = ()
    """As `over`, but only before a scale without a number: 上 in 上百."""
    under: tuple[str, ...] = ()
    about_after: tuple[str, ...] = ()
    over_after: tuple[str, ...] = ()
    under_after: tuple[str, ...] = ()
    halves_after: tuple[str, ...] = ()
    """Behind a counter: and a half (3个半师)."""
    to: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    """And: joins classes, nouns and figures."""
    alternatives: tuple[str, ...] = ()
    """Or: joins them too, and two numbers into a range."""
    each: tuple[str, ...] = ()
    """Words that make a number one of several like it: each, per, 每."""

    # How figures hang together.
    totals: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Words that open the breakdown of the figure before: including, of whom, 其中."""
    wholes: tuple[str, ...] = ()
    """Words between a figure and the number it is a part of: 2 of 3 cruisers."""
    parts_after: tuple[str, ...] = ()
    """Those of `parts` that stand behind the figure of a part too: 4 of which."""
    rivals: tuple[str, ...] = ()
    """Words that open another reckoning of the figure before: 一说, other sources."""
    spared: tuple[str, ...] = ()
    """Those who lived or got away: 生还, survivors."""
    all_but: tuple[str, ...] = ()
    """Words before a number that set it apart from the lost: all but, 除."""
    all_of: tuple[str, ...] = ()
    """Words that say a class of all, or most, of a figure: 3 ships, all captured."""
    breaks: tuple[str, ...] = ()
    """Words behind which no noun names the counted thing: of, in, who, were."""
    nothing: tuple[str, ...] = ()
    """Words for no amount, or none known."""
    no_words: tuple[str, ...] = ()
    """Words that hold one of the others and mean none of it."""

    # Who says so, and of when.
    claims: tuple[str, ...] = ()
    """Whole phrases of a claim: 号称, allegedly."""
    claim_marks: tuple[str, ...] = ()
    """Words that end the name of who claims: estimate, sources, 宣称, 统计."""
    claim_leads: tuple[str, ...] = ()
    """Words before the name of who claims: according to, 据."""
    authorities: tuple[str, ...] = ()
    """Writers whose name alone in brackets says whose figure it is: Herodotus."""
    as_of: tuple[str, ...] = ()
