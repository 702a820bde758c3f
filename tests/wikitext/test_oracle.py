"""The markup of every real article, against MediaWiki's own reading of it.

`oracle/` was made with MediaWiki 1.39, content language zh: its wiki knows the namespaces of
English and Chinese and a few interwiki prefixes, whatever the article's language.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import SHARED, needs_shared

from wikibattle.packs import load_pack
from wikibattle.reading.cells import roles_of
from wikibattle.wikitext.calls import argument_value
from wikibattle.wikitext.document import Document, read_document
from wikibattle.wikitext.links import PageLink
from wikibattle.wikitext.references import Notes, tag_attributes
from wikibattle.wikitext.titles import capitalised

pytestmark = needs_shared

ORACLES = sorted((SHARED / "oracle").glob("*/*.json"))
IDS = [f"{path.parent.name}/{path.stem}" for path in ORACLES]

#: The interwiki prefixes of the oracle's wiki; there any other one is part of an article's title.
INTERWIKI = frozenset(
    [
        "en",
        "ja",
        "ko",
        "ru",
        "fr",
        "de",
        "vi",
        "zh-classical",
        "zh-yue",
        "w",
        "commons",
        "wikt",
        "s",
        "q",
        "d",
        "m",
    ]
)

#: Articles linked only from notes whose list a template of Wikipedia would write; the oracle's wiki
#: lacks that template, so it never reads these notes.
UNREAD_NOTES = {
    "bn/বাংলাদেশের_স্বাধীনতা_যুদ্ধ": {
        "কালুরঘাট বেতার কেন্দ্র",
        "খালেদা জিয়া",
        "বাংলাদেশের স্বাধীনতা যুদ্ধ: দলিলপত্র",
    }
}

#: A category MediaWiki itself adds where a file is missing from the wiki: no article puts itself there.
TRACKING = {"含有受损文件链接的页面"}


@cache
def document_of(path: Path) -> tuple[dict[str, Any], Document]:
    oracle = json.loads(path.read_text(encoding="utf-8"))
    source = SHARED / "corpus" / path.parent.name / f"{path.stem}.wikitext"
    text = unicodedata.normalize("NFC", source.read_text(encoding="utf-8")).replace("\r\n", "\n")
    return oracle, read_document(text, load_pack("zh").site.site("zh"))


def article_title(link: PageLink) -> str | None:
    """The link's title as the oracle's wiki would have it, None if it is no article's."""
    title = link.title
    if title.interwiki:
        known = title.interwiki in INTERWIKI
        return None if known else capitalised(f"{title.interwiki}:{title.target}")
    return title.target if title.namespace is None and title.target else None


@pytest.fixture(params=ORACLES, ids=IDS)
def article(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Document, str]:
    oracle, document = document_of(request.param)
    return oracle, document, f"{request.param.parent.name}/{request.param.stem}"


def test_templates(article: tuple[dict[str, Any], Document, str]) -> None:
    oracle, document, _ = article
    found = [(call.name, call.node.start, call.node.end) for call in document.templates]
    assert found == [(call["name"], call["start"], call["end"]) for call in oracle["templates"]]


def test_arguments(article: tuple[dict[str, Any], Document, str]) -> None:
    oracle, document, _ = article
    found = [
        {key: argument_value(document.text, argument) for key, argument in call.arguments.items()}
        for call in document.templates
    ]
    assert found == [call["args"] for call in oracle["templates"]]


def test_headings(article: tuple[dict[str, Any], Document, str]) -> None:
    oracle, document, _ = article
    found = [(each.level, each.start, document.text[each.start : each.end]) for each in document.headings]
    assert found == [(each["level"], each["start"], each["raw"]) for each in oracle["headings"]]


def test_notes(article: tuple[dict[str, Any], Document, str]) -> None:
    oracle, document, _ = article
    found = []
    for tag in document.tags:
        if tag.name == "ref":
            attributes = tag_attributes(document.text[slice(*tag.attributes)])
            found.append((tag.start, tag.end, attributes.get("name"), attributes.get("group", "")))
    assert found == [(each["start"], each["end"], each["name"], each["group"]) for each in oracle["refs"]]


#: Notes of these groups are listed by a template that the oracle's wiki lacks, so it shows neither them
#: nor what is cited within them.
UNLISTED = {"bn/বাংলাদেশের_স্বাধীনতা_যুদ্ধ": "টীকা", "en/First_Battle_of_El_Alamein": "nb"}


def test_references(article: tuple[dict[str, Any], Document, str]) -> None:
    """Cite's list: notes by group in order of their numbers, with name and number of back links.

    It lists none of those that nothing defines, and the oracle's wiki knows no short footnotes.
    """
    oracle, document, name = article
    notes = [
        note
        for note in Notes(document, roles_of(load_pack(name[:2]))).notes
        if note.number is not None and note.definitions
    ]
    unlisted = UNLISTED.get(name, "-")
    no_links = [tag.inner for tag in document.tags if tag.name == "references" and tag.inner]
    no_links += [
        (refs.start, refs.end)
        for call in document.templates
        if (refs := call.arguments.get("refs")) is not None
    ]
    no_links += [each.tag for note in notes if note.group == unlisted for each in note.definitions]
    found: dict[str, list[tuple[str | None, int]]] = {}
    for note in notes:
        uses = [use for use in note.uses if not any(start <= use[0] < end for start, end in no_links)]
        if uses:
            found.setdefault(note.group or "", []).append((note.name, len(uses)))
    shown: dict[str, list[tuple[str | None, int]]] = {}
    for each in sorted(oracle["references"], key=lambda each: each["number"] or 0):
        if each["number"]:
            shown.setdefault(each["group"], []).append((each["name"], each["uses"]))
    assert found == shown


def test_links(article: tuple[dict[str, Any], Document, str]) -> None:
    oracle, document, name = article
    found = {article_title(link) for link in document.links if not link.is_category} - {None}
    own = {title for title in oracle["links"] if title.startswith("Zh:")}  # the wiki's own prefix
    found = {f"Zh:{title}" if f"Zh:{title}" in own else title for title in found}
    assert found - UNREAD_NOTES.get(name, set()) == set(oracle["links"])


def test_categories(article: tuple[dict[str, Any], Document, str]) -> None:
    oracle, document, _ = article
    found = dict.fromkeys(link.title.target for link in document.links if link.is_category)
    assert set(found) == set(oracle["categories"]) - TRACKING
