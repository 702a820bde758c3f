"""The words of a language for quantities."""

from wikibattle.packs.words import Words


class QuantityWords(Words):
    """The `[quantities]` part of a language file."""
