"""The words of a language for dates."""

from wikibattle.packs.words import Words


class DateWords(Words):
    """The `[dates]` part of a language file."""
