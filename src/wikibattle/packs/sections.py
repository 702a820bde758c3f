"""The usual titles of an article's sections."""

from wikibattle.packs.words import Words


class SectionWords(Words):
    """The `[sections]` part of a language file, in lower case.

    `sources`: titles of sections that list sources, notes and links and tell nothing.
    """

    sources: tuple[str, ...] = ()
