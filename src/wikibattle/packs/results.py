"""The words of a language for results."""

from typing import Literal

from wikibattle.packs.words import Words


class ResultWords(Words):
    """The `[results]` part of a language file.

    Events say how it ended; what they do to the names around them:
    """

    victory: tuple[str, ...] = ()
    """The side named before won; after one of `of` or `by`, the side named there."""
    beats: tuple[str, ...] = ()
    """The side before beat the side after; alone, or after one of `passive`, the side before lost."""
    overcomes: tuple[str, ...] = ()
    """The same, said of so many other things that it counts only where a side is named."""
    captures: tuple[str, ...] = ()
    """The side before won; what was captured stands after. Counts only where a side is named."""
    loses: tuple[str, ...] = ()
    """The side before, or after one of `of`, lost; after one of `by` stands the winner."""
    yields: tuple[str, ...] = ()
    """The same, but no word for a result: counts only where a side is named."""
    inconclusive: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    """Inconclusive where it stands alone; beside a victory it only disputes it."""
    agreement: tuple[str, ...] = ()
    ongoing: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    """At the head of a clause: what follows says where to read on ("see aftermath")."""

    decisive: tuple[str, ...] = ()
    pyrrhic: tuple[str, ...] = ()
    tactical: tuple[str, ...] = ()
    strategic: tuple[str, ...] = ()
    operational: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()
    major: tuple[str, ...] = ()

    claims: tuple[str, ...] = ()
    """A victory in the same clause is only claimed."""
    both: tuple[str, ...] = ()
    """All sides at once, as in "both sides claim victory"."""
    negations: tuple[str, ...] = ()
    """Right before an event: it did not happen."""
    retreats: tuple[str, ...] = ()
    """What a success or failure of the same clause is then about: no result of the battle."""

    of: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    """Where the names after an event end: in, at, after, …"""
    joiners: tuple[str, ...] = ()
    """Between names of one party: and, with, 与."""
    fillers: tuple[str, ...] = ()
    """Words that may stand between a name and its event and name nobody."""
    forces: tuple[str, ...] = ()
    """Army, forces, 军, 舰队: what is said of a side's name."""
    coalition: tuple[str, ...] = ()
    """Words for a side of several parties: allied, coalition, 联军."""
    established: tuple[str, ...] = ()
    """Words for the side that fights rebels: government, 官军."""
    opposed: tuple[str, ...] = ()
    """Before a name: those who fight it (anti-French, 反法)."""
    generic: tuple[str, ...] = ()
    """Words of many states' names, which alone tell nobody apart: kingdom, republic."""
    subject: Literal["first", "last"] = "last"
    """Of several names before an event, which is its subject: the first, or the one beside it."""
