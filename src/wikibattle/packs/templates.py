"""The templates of a language: what each writes, or says, where it stands in a text."""

from wikibattle.packs.words import Words


class TemplateWords(Words):
    """The `[templates]` part of a language file."""
