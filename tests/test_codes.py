"""The registry of finding codes: its examples, its use, and the page written from it.

`WIKIBATTLE_GOLDEN=write pytest tests/test_codes.py` writes docs/findings.md.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from itertools import groupby

import pytest

import wikibattle
from tests.conftest import ROOT
from wikibattle.model import CODES, Code

PAGE = ROOT / "docs" / "findings.md"
REGISTRY = ROOT / "src" / "wikibattle" / "model" / "codes.py"
_LONGEST_EXAMPLE = 400
_HEAD = """# Findings

What `Battle.findings` and `wikibattle check` say of an article. Each finding has a code, a severity, the
span of the wikitext it is about, a message, and a suggestion where there is one. Of one code at most 100
are listed on a page; one more then says how many are left out.

- **error**: a reader of the page sees something broken; `wikibattle check` exits with 1.
- **warning**: the article is most likely wrong.
- **info**: a remark; often it is only that no rule understood the words.

Every code below has an example: a page that gives it. Written by `tests/test_codes.py` from
`src/wikibattle/model/codes.py`.
"""


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_each_example_gives_its_code(code: Code) -> None:
    battle = wikibattle.parse(code.example, title="Cannae", lang=code.language)
    found = [finding for finding in battle.findings if finding.code == code.name]
    assert found
    assert {finding.severity for finding in found} == {code.severity}
    assert all(0 <= start <= end <= len(code.example) for start, end in (finding.span for finding in found))


def words_of_source() -> Iterator[tuple[str, str]]:
    """Every string of the source but the registry, with the name of its file."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        if path != REGISTRY:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value, path.name


def test_the_source_and_the_registry_have_the_same_codes() -> None:
    """A string that looks like a code (a subject of the registry, then words) is one."""
    subjects = "|".join(sorted({name.partition("-")[0] for name in CODES}))
    is_code = re.compile(rf"(?:{subjects})(?:-[a-z]+)+")
    used = {word for word, _ in words_of_source() if is_code.fullmatch(word)}
    assert used == set(CODES)


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError, match="no-such-code"):
        wikibattle.Finding.of("no-such-code", (0, 0), "")


def page() -> str:
    """The page of all codes."""
    parts = [_HEAD]
    for subject, codes in groupby(sorted(CODES.values(), key=lambda code: code.name), _subject):
        parts.append(f"\n## {subject}\n")
        parts += map(entry, codes)
    return "".join(parts)


def _subject(code: Code) -> str:
    return code.name.partition("-")[0]


def entry(code: Code) -> str:
    example = code.example
    if len(example) > _LONGEST_EXAMPLE:
        example = f"{example[:_LONGEST_EXAMPLE]}… ({len(code.example):,} characters)"
    return f"\n### {code.name}\n\n*{code.severity}.* {code.meaning}\n\n```wikitext\n{example}\n```\n"


def test_the_page_is_current() -> None:
    if os.environ.get("WIKIBATTLE_GOLDEN") == "write":
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
