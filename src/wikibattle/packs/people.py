"""The words of a language for people."""

from wikibattle.packs.words import Words


class PeopleWords(Words):
    """The `[people]` part of a language file."""
