"""`wikibattle dump`: the battles of a dump, a line each, with where they come from."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import SHARED, needs_shared
from tests.dumps import battle_pages, multistream, whole

from wikibattle.cli.main import main

PAGES = battle_pages()
FORMS: dict[str, Callable[[], bytes]] = {
    "plain": lambda: whole(PAGES),
    "multistream": lambda: multistream(PAGES),
    "one stream": lambda: bz2.compress(whole(PAGES)),
    "gz": lambda: gzip.compress(whole(PAGES)),
    "xz": lambda: lzma.compress(whole(PAGES)),
}


def titles(output: str) -> list[str]:
    return [json.loads(line)["title"] for line in output.splitlines()]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("dump")
    (folder / "dump.xml").write_bytes(whole(PAGES))
    assert main(["dump", str(folder / "dump.xml"), "-o", str(folder / "out.jsonl")]) == 0
    return (folder / "out.jsonl").read_text(encoding="utf-8")


def test_each_battle_says_where_it_comes_from(expected: str) -> None:
    battles = [json.loads(line) for line in expected.splitlines()]
    assert len(battles) == 3
    page = battles[0]["page"]
    assert (page["page_id"], page["revision_id"], page["timestamp"]) == (99, 1099, "2024-01-02T03:04:05Z")
    assert page["site"] == "zhwiki"
    assert page["url"].startswith("https://zh.wikipedia.org/wiki/%")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same(
    form: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dump").write_bytes(FORMS[form]())
    assert main(["dump", str(tmp_path / "dump"), "--lang", "zh"]) == 0
    printed = capsys.readouterr()
    assert printed.out == expected
    assert printed.err == "wikibattle: 3 battles in 63 pages\n"


def test_standard_input(expected: str) -> None:
    command = [sys.executable, "-c", "from wikibattle.cli.main import run; run()", "dump", "-"]
    run = subprocess.run(command, input=multistream(PAGES), capture_output=True, check=True)
    assert run.stdout.decode() == expected


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html></html>", "is it a MediaWiki XML dump"),
        (
            whole(PAGES).replace(b'xml:lang="zh"', b'xml:lang="ja"'),
            "its language is 'ja': give --lang",
        ),
    ],
    ids=["no dump", "a language without words"],
)
def test_what_cannot_be_read(
    data: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dump").write_bytes(data)
    assert main(["dump", str(tmp_path / "dump"), "-o", str(tmp_path / "out.jsonl")]) == 1
    assert words in capsys.readouterr().err


@needs_shared
@pytest.mark.parametrize(
    ("name", "lang", "battles", "whole_file"),
    [
        ("bnwiki-20230501-truncated-100k.xml.xz", "bn", 1, False),
        ("enwiki-10k.xml.bz2", "en", 1, True),
        ("jawiki-20230501-truncated-100k.xml.xz", "zh", 0, False),
    ],
)
def test_real_excerpts(
    name: str, lang: str, battles: int, whole_file: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    status = main(["dump", str(SHARED / "dumps" / name), "--lang", lang, "-o", str(out)])
    assert status == (0 if whole_file else 1)
    assert len(titles(out.read_text(encoding="utf-8"))) == battles
    assert ("is cut off: it is not read" in capsys.readouterr().err) is not whole_file
