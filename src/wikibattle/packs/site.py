"""What is particular to a language's Wikipedia."""

from pydantic import Field

from wikibattle.packs.words import Words
from wikibattle.wikitext.titles import Site


class SiteWords(Words):
    """The `[site]` part of a language file. Sources: the wiki's siteinfo API.

    `namespaces`: local names by canonical (English) one; `link_trail`: a character class of the
    letters that join a link before them; `variants`: whether `-{ }-` is markup there;
    `conversion_templates`: those whose arguments are rules for the page.
    """

    namespaces: dict[str, tuple[str, ...]] = Field(default={})
    link_trail: str = "[a-z]+"
    variants: bool = False
    conversion_templates: tuple[str, ...] = ()

    def site(self, language: str) -> Site:
        """The facts of this wiki that titles and markup depend on."""
        return Site(language, self.namespaces, self.link_trail, self.variants)
