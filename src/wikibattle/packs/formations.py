"""The words of a language for formations."""

from wikibattle.packs.words import Words


class FormationWords(Words):
    """The `[formations]` part of a language file."""
