"""Wikitext as MediaWiki reads it; knows nothing of battles."""

from wikibattle.wikitext.inline import Inline, InlineLink, InlineNote, Mark

__all__ = ["Inline", "InlineLink", "InlineNote", "Mark"]
