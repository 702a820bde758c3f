"""How a text in a language is told from others."""

from wikibattle.packs.words import Words


class DetectionWords(Words):
    """The `[detection]` part of a language file.

    `letters`: a character class of the letters only this language (of those known) is written in;
    `words`: its commonest words, for languages that share a script.
    """

    letters: str = ""
    words: tuple[str, ...] = ()
