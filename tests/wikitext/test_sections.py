"""The section tree: levels, spans and own text."""

from __future__ import annotations

from wikibattle.model import Section
from wikibattle.packs import load_pack
from wikibattle.reading.cells import page_renderer
from wikibattle.wikitext.document import read_document
from wikibattle.wikitext.sections import read_bodies, read_lead, section_tree

SOURCE = """lead

== a ==
1
=== b ===
2
==== c ====
3
=== d ===
== [[e|f]] ==
4

===== g =====
"""


def outline(sections: tuple[Section, ...]) -> list[object]:
    return [(each.level, each.title, each.text, outline(each.sections)) for each in sections]


def read(source: str) -> tuple[Section, ...]:
    pack = load_pack("en")
    document = read_document(source, pack.site.site("en"))
    renderer = page_renderer(document, pack)
    return section_tree(read_lead(document, renderer), read_bodies(document, renderer), len(source))


def test_tree() -> None:
    assert outline(read(SOURCE)) == [
        (0, "", "lead", []),
        (2, "a", "1", [(3, "b", "2", [(4, "c", "3", [])]), (3, "d", "", [])]),
        (2, "f", "4", [(5, "g", "", [])]),
    ]


def test_spans_run_from_the_heading_to_the_end_of_the_last_subsection() -> None:
    def check(sections: tuple[Section, ...], start: int, end: int) -> None:
        for section in sections:
            assert start <= section.span[0] < section.span[1] <= end
            assert section.level == 0 or SOURCE[section.span[0]] == "="
            check(section.sections, *section.span)

    sections = read(SOURCE)
    check(sections, 0, len(SOURCE))
    assert SOURCE[slice(*sections[1].span)].startswith("== a ==")
    assert SOURCE[slice(*sections[1].span)].endswith("=== d ===\n")


def test_a_page_without_headings_is_all_lead() -> None:
    assert outline(read("a\n\n\n\nb")) == [(0, "", "a\n\nb", [])]
