"""One MediaWiki action API, asked politely: one request at a time, maxlag, waits that the server names.

Needs httpx: the extra `fetch`. Sources of the rules: https://www.mediawiki.org/wiki/API:Etiquette,
https://www.mediawiki.org/wiki/Manual:Maxlag_parameter and https://www.mediawiki.org/wiki/API:Continue.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self

from pydantic import ValidationError

import wikibattle
from wikibattle.sources.answers import Answer, Query
from wikibattle.sources.files import SourceError

try:
    import httpx
except ModuleNotFoundError as missing:
    raise SourceError("fetching needs the package httpx: pip install 'wikibattle[fetch]'") from missing

#: Seconds a server's replicas may be behind before it asks us to come later.
MAXLAG = 5
#: How often one request is sent before it is given up.
ATTEMPTS = 5
#: Seconds: a server that asks for more is left alone, and the user told.
LONGEST_WAIT = 120
SHORTEST_WAIT = 1
TIMEOUT = 60.0
#: Bytes of one answer, unpacked; MediaWiki itself stops at some 12 MB.
LARGEST_ANSWER = 64 << 20
#: Answers to one question; 500 titles each is a list of five million.
MOST_ANSWERS = 10_000

_LATER_STATUS = frozenset({429, 500, 502, 503, 504})
_LATER_CODES = frozenset({"maxlag", "ratelimited", "readonly"})


class FetchError(SourceError):
    """A wiki that cannot be asked, or whose answer cannot be used; its words say what to do."""


@dataclass(frozen=True, slots=True)
class _Later:
    """The server wants the request again, after so many seconds (None: it does not say)."""

    why: str
    seconds: float | None


def user_agent(contact: str | None) -> str:
    """Who asks: this library, and how its user can be reached (a mail address or a URL).

    Raises `FetchError` for a contact that cannot stand in a header.
    """
    if contact is not None and not (contact.isascii() and contact.isprintable() and contact.strip()):
        raise FetchError(f"contact {contact!r}: expected a mail address or URL in plain ASCII")
    who = contact or "no contact given"
    return f"wikibattle/{wikibattle.__version__} ({who}) python-httpx/{httpx.__version__}"


class Api:
    """The API at one address. A context manager: it holds a connection."""

    def __init__(
        self,
        url: str,
        *,
        contact: str | None = None,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`url`: of the wiki's api.php. `transport` and `sleep` stand in for the network and the clock.

        Raises `FetchError` for an address that is none of an API.
        """
        try:
            parsed = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise FetchError(f"{url}: {error}") from error
        if parsed.scheme not in {"http", "https"} or not parsed.host or not parsed.path.endswith("api.php"):
            example = "https://zh.wikipedia.org/w/api.php"
            raise FetchError(f"{url}: expected the http(s) address of a wiki's api.php, as {example}")
        self.url = url
        self.host = parsed.netloc.decode("ascii")
        self._sleep = sleep
        # Reading by POST: 50 titles of 255 bytes do not fit an address.
        headers = {"User-Agent": user_agent(contact), "Promise-Non-Write-API-Action": "true"}
        self._http = httpx.Client(headers=headers, timeout=TIMEOUT, transport=transport)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the connection."""
        self._http.close()

    def query(self, **parameters: str) -> Iterator[Query]:
        """The `query` of each answer to `action=query`, until the wiki has no more to say.

        Raises `FetchError` when the wiki cannot be reached, refuses, or answers what is no answer.
        """
        fixed = {"action": "query", "format": "json", "formatversion": "2", "maxlag": str(MAXLAG)}
        on: dict[str, str] = {}
        for _ in range(MOST_ANSWERS):
            answer = self._ask({**fixed, **parameters, **on})
            yield answer.query
            if answer.further is None:
                return
            further = {key: str(value) for key, value in answer.further.items()}
            if further == on:
                raise self._no_answer("its list goes on where it was")
            on = further
        raise self._no_answer(f"its list has no end after {MOST_ANSWERS} answers")

    def _ask(self, parameters: dict[str, str]) -> Answer:
        why = ""
        for attempt in range(1, ATTEMPTS + 1):
            outcome = self._send(parameters)
            if isinstance(outcome, Answer):
                return outcome
            why = outcome.why
            wait = 2.0**attempt if outcome.seconds is None else max(outcome.seconds, SHORTEST_WAIT)
            if wait > LONGEST_WAIT:
                raise FetchError(f"{self.url}: {why}: it asks to come again in {wait:.0f} seconds")
            if attempt < ATTEMPTS:
                self._sleep(wait)
        raise FetchError(f"{self.url}: {why}, {ATTEMPTS} times: try again later")

    def _send(self, parameters: dict[str, str]) -> Answer | _Later:
        try:
            with self._http.stream("POST", self.url, data=parameters) as response:
                wait = _retry_after(response.headers.get("Retry-After"))
                if response.status_code in _LATER_STATUS:
                    return _Later(f"HTTP status {response.status_code}", wait)
                self._check_status(response)
                body = self._body(response)
                kind = response.headers.get("Content-Type", "no content type")
        except httpx.TransportError as error:
            return _Later(str(error) or type(error).__name__, None)
        except httpx.HTTPError as error:
            raise FetchError(f"{self.url}: {error}") from error
        return self._read(body, kind, wait)

    def _check_status(self, response: httpx.Response) -> None:
        code = response.status_code
        if response.is_redirect:
            raise FetchError(f"{self.url}: moved to {response.headers.get('Location')}: give that as address")
        if code == httpx.codes.FORBIDDEN:
            raise FetchError(f"{self.url}: HTTP status 403: it refuses us; a contact may help (--contact)")
        if not response.is_success:
            raise FetchError(f"{self.url}: HTTP status {code}: is it the address of an api.php?")

    def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > LARGEST_ANSWER:
                raise self._no_answer(f"it is longer than {LARGEST_ANSWER >> 20} MB")
        return bytes(body)

    def _read(self, body: bytes, kind: str, wait: float | None) -> Answer | _Later:
        try:
            answer = Answer.model_validate_json(body)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"])) or kind
            raise self._no_answer(f"{where}: {first['msg']}") from error
        if answer.error is None:
            return answer
        why = f"{answer.error.code}: {answer.error.info}"
        if answer.error.code in _LATER_CODES:
            return _Later(why, wait)
        raise FetchError(f"{self.url}: {why}")

    def _no_answer(self, why: str) -> FetchError:
        return FetchError(f"{self.url}: not an answer of the MediaWiki API: {why}")


def _retry_after(header: str | None) -> float | None:
    """Seconds of a Retry-After header, which gives them or a date; None where it cannot be read."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        when = parsedate_to_datetime(header)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return (when - datetime.now(UTC)).total_seconds()
