"""Citation templates: what each says of its source."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import mwparserfromhell
import pytest
from tests.conftest import SHARED, needs_shared

import wikibattle
from wikibattle.model import Citation, CitationType
from wikibattle.packs import known_languages, load_pack
from wikibattle.reading.cells import roles_of
from wikibattle.reading.citations.identifiers import find_isbn, read_doi, read_isbn, read_oclc
from wikibattle.wikitext.roles import RoleKind


def cited(wikitext: str, lang: str = "en") -> dict[str, Any]:
    """What is known of the source that the only note of a page cites."""
    (note,) = wikibattle.parse(f"<ref>{wikitext}</ref>", lang=lang).references
    assert note.citation is not None
    return {key: value for key, value in note.citation.model_dump(mode="json").items() if value}


TEMPLATES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "book": (
        "en",
        "{{cite book |last=Marr |first=Ann |title=''The [[River]] War'' |publisher=Ford & Sons |location=York"
        " |date=5 March 1990 |isbn=0-19-280342-5 |pages=12–14}}",
        {
            "type": "book",
            "title": "The River War",
            "authors": ["Marr, Ann"],
            "publisher": "Ford & Sons",
            "year": 1990,
            "isbn": "9780192803429",
            "pages": "12–14",
        },
    ),
    "numbers before or behind the hyphen": (
        "en",
        "{{cite book|last2=Lee|first2=B.|author1=Kay, C.|editor1-last=Orr|editor-first1=D.|title=T}}",
        {"type": "book", "title": "T", "authors": ["Kay, C.", "Lee, B."], "editors": ["Orr, D."]},
    ),
    "Vancouver names, an office among them": (
        "en",
        "{{cite journal|vauthors=Ash J, Bo KL, ((War Office, Whitehall))|title=T|journal=J}}",
        {
            "type": "journal",
            "title": "T",
            "work": "J",
            "authors": ["Ash J", "Bo KL", "War Office, Whitehall"],
        },
    ),
    "et al. is nobody": (
        "en",
        "{{cite book|last=Ash|first=J.|author2=et al.|title=T}}",
        {"type": "book", "title": "T", "authors": ["Ash, J."]},
    ),
    "a chapter": (
        "en",
        "{{cite book|chapter=The Fords|title=Rivers|chapter-url=https://a.example/x}}",
        {"type": "book", "title": "Rivers", "chapter": "The Fords", "url": "https://a.example/x"},
    ),
    "an encyclopedia": (
        "en",
        "{{cite encyclopaedia|title=Fords|encyclopedia=Lexicon|year=1911a}}",
        {"type": "encyclopedia", "title": "Fords", "work": "Lexicon", "year": 1911},
    ),
    "any source is told by its arguments": (
        "en",
        "{{Citation|title=T|newspaper=The Post|date=1916-06-02|doi=https://doi.org/10.1000/182}}",
        {"type": "news", "title": "T", "work": "The Post", "year": 1916, "doi": "10.1000/182"},
    ),
    "a title in its own script alone": (
        "en",
        "{{cite book|script-title=ja:東京|oclc=ocm00012345}}",
        {"type": "book", "title": "東京", "oclc": "12345"},
    ),
    "a wrong check digit is no ISBN": (
        "en",
        "{{cite book|title=T|isbn=0-19-280342-6}}",
        {"type": "book", "title": "T"},
    ),
    "no address": ("en", "{{cite web|title=T|url=see there}}", {"type": "web", "title": "T"}),
    "the last of two counts, blank ones are absent": (
        "en",
        "{{cite book|title=A|title=B|year=|date=1900}}",
        {"type": "book", "title": "B", "year": 1900},
    ),
    "Chinese keys": (
        "zh",
        "{{cite book|作者=王甲、李乙|書名=渡口戰史|出版社=山河出版社|年份=民國二十三年|頁=5}}",
        {
            "type": "book",
            "title": "渡口戰史",
            "authors": ["王甲", "李乙"],
            "publisher": "山河出版社",
            "year": 1934,
            "pages": "5",
        },
    ),
    "Chinese family and given name": (
        "zh",
        "{{引用期刊|last=王|first=甲|title=-{渡口}-考|journal=史學|date=2009年3月}}",
        {"type": "journal", "title": "渡口考", "work": "史學", "authors": ["王甲"], "year": 2009},
    ),
    "Vietnamese": (
        "vi",
        "{{Chú thích sách|họ=Lê|tên=An|tựa đề=Trận sông|nhà xuất bản=NXB|năm=1999|trang=7}}",
        {
            "type": "book",
            "title": "Trận sông",
            "authors": ["Lê, An"],
            "publisher": "NXB",
            "year": 1999,
            "pages": "7",
        },
    ),
    "Bengali, digits too": (
        "bn",
        "{{বই উদ্ধৃতি|শেষাংশ১=রায়|প্রথমাংশ১=অ|শিরোনাম=নদী|বছর=১৯৭১|আইএসবিএন=০-১৯-২৮০৩৪২-৫}}",
        {
            "type": "book",
            "title": "নদী",
            "authors": ["রায়, অ"],
            "year": 1971,
            "isbn": "9780192803429",
        },
    ),
    "Italian": (
        "it",
        "{{Cita libro|cognome=Rossi|nome=Ugo|titolo=Il guado|anno=1980|editore=Laterza|p=3}}",
        {
            "type": "book",
            "title": "Il guado",
            "authors": ["Rossi, Ugo"],
            "publisher": "Laterza",
            "year": 1980,
            "pages": "3",
        },
    ),
}


@pytest.mark.parametrize(("lang", "wikitext", "expected"), TEMPLATES.values(), ids=TEMPLATES)
def test_templates(lang: str, wikitext: str, expected: dict[str, Any]) -> None:
    assert cited(wikitext, lang) == expected


def test_a_template_that_names_nothing_is_no_citation() -> None:
    (note,) = wikibattle.parse("<ref>{{cite book|quote=x}}</ref>", lang="en").references
    assert note.citation is None


YEARS = {
    "1990": 1990,
    "c. 1990": 1990,
    "Spring 1990": 1990,
    "1990 [1950]": 1990,
    "[1990]": 1990,
    "1990a": 1990,
    "2015-06": 2015,
    "1914–18": None,
    "1904-05": None,
    "1914–1918": None,
    "昭和12年": 1937,
    "n.d.": None,
    "90": None,
}


@pytest.mark.parametrize(("written", "year"), YEARS.items())
def test_years(written: str, year: int | None) -> None:
    assert cited(f"{{{{cite book|title=T|date={written}}}}}", "zh").get("year") == year


ISBNS = {
    "0-19-280342-5": "9780192803429",
    "978 0 19 280342 9": "9780192803429",
    "ISBN-10: 0192803425": "9780192803429",
    "ISBN-13 978-0-19-280342-9": "9780192803429",
    "080442957x": "9780804429573",
    "7–80137–315–4": "9787801373151",
    "9780192803428": None,
    "977-0-19-280342-9": None,
    "019280342": None,
    "": None,
}


@pytest.mark.parametrize(("written", "isbn"), ISBNS.items())
def test_isbn(written: str, isbn: str | None) -> None:
    assert read_isbn(written) == isbn


def test_the_only_isbn_among_words() -> None:
    assert find_isbn("0-19-280342-5 (hardback)") == "9780192803429"
    assert find_isbn("0-19-280342-5, 978-0-19-280342-9") == "9780192803429"
    assert find_isbn("0-19-280342-5, 7-80137-315-4") is None


DOIS = {
    "10.1000/182": "10.1000/182",
    "doi:10.1000/182": "10.1000/182",
    "http://dx.doi.org/10.1000.10/a(b)c": "10.1000.10/a(b)c",
    "10.10/182": None,
    "10.1000": None,
    "10.1000/a b": None,
    "11.1000/182": None,
}


@pytest.mark.parametrize(("written", "doi"), DOIS.items())
def test_doi(written: str, doi: str | None) -> None:
    assert read_doi(written) == doi


OCLCS = {
    "48557600": "48557600",
    "OCLC 48557600": "48557600",
    "ocn048557600": "48557600",
    "x1": None,
    "0": None,
}


@pytest.mark.parametrize(("written", "number"), OCLCS.items())
def test_oclc(written: str, number: str | None) -> None:
    assert read_oclc(written) == number


@pytest.mark.parametrize("lang", known_languages())
def test_every_template_with_a_type_is_known_to_cite(lang: str) -> None:
    pack = load_pack(lang)
    roles = {name: roles_of(pack).get(name) for name in pack.citations.type_of}
    assert {
        name for name, role in roles.items() if role is None or role.kind is not RoleKind.CITATION
    } == set()


# --- against mwparserfromhell's own reading of real articles

ENGLISH = sorted((SHARED / "corpus" / "en").glob("*.wikitext"))

#: ISBNs of real articles whose check digit is wrong: no book has them.
WRONG_ISBNS: set[str] = set()


def argument(template: Any, *names: str) -> str:
    """The words of the first of these arguments that is given and not blank."""
    for name in names:
        if template.has(name, ignore_empty=True):
            return " ".join(str(template.get(name).value.strip_code()).replace("''", "").split())
    return ""


def own_arguments(template: Any) -> tuple[str | None, int | None, str | None, str | None]:
    """Title, year, first author and ISBN without its check digit, as the template gives them."""
    years = set(re.findall(r"\d{4}", argument(template, "year") or argument(template, "date")))
    last = argument(template, "last", "last1", "author", "author1", "authors", "author-last")
    first = argument(template, "first", "first1", "author-first")
    isbn = re.sub(r"[ -]", "", argument(template, "isbn", "ISBN"))
    return (
        argument(template, "title", "wstitle") or None,
        int(*years) if len(years) == 1 else None,
        (f"{last}, {first}" if first else last) or None,
        None if isbn in WRONG_ISBNS else isbn[-10:-1] or None,
    )


def is_citation(name: str) -> bool:
    return name == "citation" or name.startswith("cite ")


def as_read(citation: Citation) -> tuple[str | None, int | None, str | None, str | None]:
    author = citation.authors[0] if citation.authors else None
    return citation.title, citation.year, author, citation.isbn and citation.isbn[-10:-1]


@needs_shared
@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_citations_are_their_templates_own_arguments(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    battle = wikibattle.parse(text, lang="en")
    cited = [((note.citation, *note.further), note.span) for note in battle.references if note.span]
    cited += [((source.citation,), source.span) for source in battle.bibliography]
    for citations, span in cited:
        source = text[slice(*span)]
        templates = mwparserfromhell.parse(source).filter_templates()
        given = [own_arguments(each) for each in templates if is_citation(each.name.strip().lower())]
        if given and "<ref" not in source[1:]:  # one in a note within it is that note's
            full = [as_read(each) for each in citations if each and each.type is not CitationType.SHORT]
            assert full == given, text[slice(*span)]
