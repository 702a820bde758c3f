"""The parts of the MediaWiki API's answers that are used, checked when they come in.

Format: `formatversion=2` of https://www.mediawiki.org/wiki/API:Query.
"""

from __future__ import annotations

from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, Field


class _Answer(BaseModel):
    """Takes what it needs; wikis say more than is asked."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Move(_Answer):
    """A title that stands for another: normalised, converted to another script, or a redirect."""

    start: str = Field(alias="from")
    to: str
    fromencoded: bool = False

    @property
    def source(self) -> str:
        """The title as it was asked for."""
        return unquote(self.start) if self.fromencoded else self.start


class OtherWiki(_Answer):
    """A title that is on another wiki."""

    title: str
    iw: str


class Slot(_Answer):
    """The content of a revision; null where it is hidden."""

    content: str | None = None


class Revision(_Answer):
    """One revision of a page."""

    revid: int
    timestamp: str | None = None
    slots: dict[str, Slot] = {}


class PageAnswer(_Answer):
    """A page, or why there is none."""

    title: str
    ns: int = 0
    pageid: int | None = None
    missing: bool = False
    invalid: bool = False
    invalidreason: str | None = None
    contentmodel: str | None = None
    canonicalurl: str | None = None
    revisions: list[Revision] = []


class Listed(_Answer):
    """A page in a list."""

    title: str
    ns: int


class General(_Answer):
    """What a wiki says of itself."""

    lang: str | None = None
    wikiid: str | None = None


class Namespace(_Answer):
    """A namespace, or (`alias`) another name of one."""

    id: int
    name: str | None = None
    canonical: str | None = None
    alias: str | None = None


class Query(_Answer):
    """The `query` of one answer."""

    general: General | None = None
    namespaces: dict[str, Namespace] = {}
    namespacealiases: list[Namespace] = []
    normalized: list[Move] = []
    converted: list[Move] = []
    redirects: list[Move] = []
    interwiki: list[OtherWiki] = []
    pages: list[PageAnswer] = []
    categorymembers: list[Listed] = []
    embeddedin: list[Listed] = []


class ApiError(_Answer):
    """Why a request was refused."""

    code: str
    info: str = ""


class Answer(_Answer):
    """One answer to `action=query`."""

    query: Query = Query()
    error: ApiError | None = None
    further: dict[str, str | int] | None = Field(default=None, alias="continue")
