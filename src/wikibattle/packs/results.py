"""The words of a language for results."""

from wikibattle.packs.words import Words


class ResultWords(Words):
    """The `[results]` part of a language file."""
