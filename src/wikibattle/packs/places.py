"""The words of a language for places."""

from wikibattle.packs.words import Words


class PlaceWords(Words):
    """The `[places]` part of a language file."""
