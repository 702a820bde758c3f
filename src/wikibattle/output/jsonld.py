"""Battles as JSON-LD: schema.org Events, with Wikidata's properties for what schema.org has no word for.

Sources of the terms: https://schema.org/Event, https://www.wikidata.org/wiki/Property:P361 (part of),
P710 (participant), P1346 (winner) and P4791 (commanded by). A date is given as schema.org's only where
ISO 8601 can say it; `temporalCoverage` has it in EDTF always.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from wikibattle.model import Battle, Belligerent, Commander, HistoricalDate, Kind, Link, Precision, Side
from wikibattle.output.envelope import EnvelopeWriter

CONTEXT = {
    "@vocab": "https://schema.org/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "partOf": {"@id": "wdt:P361"},
    "participant": {"@id": "wdt:P710"},
    "winner": {"@id": "wdt:P1346", "@type": "@id"},
    "commandedBy": {"@id": "wdt:P4791"},
    "additionalType": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "url": {"@type": "@id"},
    "startDate": {"@type": "Date"},
    "endDate": {"@type": "Date"},
    "temporalCoverage": {"@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
}

#: Items of Wikidata for kinds of battles; a kind that is not here is an Event and no more.
_ITEMS = {
    Kind.BATTLE: "Q178561",
    Kind.SIEGE: "Q188055",
    Kind.NAVAL_BATTLE: "Q1261499",
    Kind.CAMPAIGN: "Q831663",
    Kind.OPERATION: "Q645883",
    Kind.WAR: "Q198",
    Kind.MASSACRE: "Q3199915",
    Kind.COUP: "Q45382",
}
#: Where MediaWiki has its pages, in the address of one.
_PAGES = "/wiki/"
#: Calendars of ISO 8601.
_GREGORIAN = "gregorian"
_COARSE = frozenset({Precision.YEAR, Precision.DECADE, Precision.CENTURY})
_DATED = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})

_Node = dict[str, Any]


def open_output(path: Path, *, resume: bool) -> JsonldWriter:
    """What `open_writer` calls."""
    return JsonldWriter(path, resume=resume)


class JsonldWriter(EnvelopeWriter):
    """A graph of events, with one context."""

    head = b'{"@context":' + json.dumps(CONTEXT).encode() + b',"@graph":['

    def entry(self, battle: Battle) -> _Node:
        """An event."""
        return event(battle)


def event(battle: Battle) -> _Node:
    """The battle as a node of the context `CONTEXT`; what the article does not say is left out."""
    url = battle.page.url if battle.page is not None else None
    item = _ITEMS.get(battle.kind) if battle.kind is not None else None
    victors = battle.result.victors if battle.result is not None else ()
    return _said(
        {
            "@type": "Event",
            "@id": url,
            "url": url,
            "name": battle.name.text or battle.title,
            "alternateName": [alias.text for alias in battle.aliases],
            "inLanguage": battle.language,
            "description": battle.summary.text,
            "additionalType": item and f"http://www.wikidata.org/entity/{item}",
            **_dates(battle.date),
            "location": _place(battle, url),
            "partOf": [_named("Event", link.text, link, url) for link in battle.part_of],
            "participant": [_side(side, battle, url) for side in battle.sides],
            "winner": [_side_id(number, battle, url) for number in victors],
        }
    )


def _dates(date: HistoricalDate | None) -> _Node:
    """The date: ISO 8601 where it is exact and of its calendar (a year is near enough in any)."""
    if date is None:
        return {}
    found: _Node = {"temporalCoverage": date.edtf}
    exact = date.precision in _DATED and not (date.approximate or date.uncertain)
    if exact and (date.calendar == _GREGORIAN or date.precision in _COARSE):
        found |= {"startDate": date.start, "endDate": date.end}
    return found


def _place(battle: Battle, url: str | None) -> _Node | None:
    place = battle.place
    if place is None:
        return None
    at = place.coordinates
    geo = at and {"@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude}
    within = [_named("Place", link.text, link, url) for link in place.names]
    return _said({"@type": "Place", "name": place.text, "geo": geo, "containedInPlace": within})


def _side(side: Side, battle: Battle, url: str | None) -> _Node:
    """A side: those who fought on it are its members."""
    members = [_named("Organization", party.name, party, url) for party in side.belligerents]
    led_by = [_named("Person", person.name, person, url) for person in side.commanders]
    name = ", ".join(party.name for party in side.belligerents)
    return _said(
        {
            "@type": "Organization",
            "@id": _side_id(side.index, battle, url),
            "name": name,
            "member": members,
            "commandedBy": led_by,
        }
    )


def _side_id(number: int, battle: Battle, url: str | None) -> str:
    """Of the page's address, or, where there is none, a name that holds within the document."""
    if url is not None:
        return f"{url}#side-{number}"
    return f"_:{sha256((battle.title or battle.name.text).encode()).hexdigest()[:16]}-side-{number}"


def _named(kind: str, name: str, link: Link | Belligerent | Commander, url: str | None) -> _Node:
    """A thing of a name, and its page in the same wiki where the name is linked."""
    return _said({"@type": kind, "name": name, "sameAs": _address(link, url)})


def _address(link: Link | Belligerent | Commander, url: str | None) -> str | None:
    foreign = isinstance(link, Link) and (link.interwiki or link.namespace)
    if url is None or _PAGES not in url or not link.target or foreign:
        return None
    return url.partition(_PAGES)[0] + _PAGES + quote(link.target.replace(" ", "_"), safe=":/")


def _said(node: _Node) -> _Node:
    """The node without what is not said."""
    return {key: value for key, value in node.items() if value is not None and value != [] and value != ""}
