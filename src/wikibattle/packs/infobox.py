"""The battle box of a language: its template names and its parameter stems."""

from wikibattle.packs.words import Words


class InfoboxWords(Words):
    """The `[infobox]` part of a language file."""

    names: tuple[str, ...] = ()
    keys: dict[str, tuple[str, ...]] = {}
