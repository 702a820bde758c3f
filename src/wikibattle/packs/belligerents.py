"""The words of a language for belligerents."""

from wikibattle.packs.words import Words


class BelligerentWords(Words):
    """The `[belligerents]` part of a language file."""
