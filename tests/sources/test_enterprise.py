"""Snapshots of Wikimedia Enterprise."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import FIXTURES

from wikibattle.cli.main import main
from wikibattle.sources import enterprise
from wikibattle.sources.article import Article
from wikibattle.sources.enterprise import is_snapshot, read_snapshot

NANQUAN = (FIXTURES / "zh" / "南泉战役.wikitext").read_text(encoding="utf-8")


def record(name: str, text: str | None, **changes: Any) -> dict[str, Any]:
    """A line as the snapshots have it; a value of None takes its field out."""
    whole = {
        "name": name,
        "identifier": 100,
        "date_modified": "2026-11-01T00:00:00Z",
        "version": {"identifier": 7, "comment": "x"},
        "url": f"https://zh.wikipedia.org/wiki/{name}",
        "namespace": {"identifier": 0},
        "in_language": {"identifier": "zh", "name": "Chinese"},
        "is_part_of": {"identifier": "zhwiki"},
        "article_body": {"html": "<p>&lt;</p>", "wikitext": text},
    } | changes
    return {key: value for key, value in whole.items() if value is not None}


def ndjson(*records: Any) -> bytes:
    lines = (
        line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in records
    )
    return b"".join(line + b"\n" for line in lines)


def tar(content: bytes, mode: str = "w:gz") -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode=mode) as archive:  # type: ignore[call-overload]
        folder = tarfile.TarInfo("zhwiki")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        member = tarfile.TarInfo("zhwiki/zhwiki_0.ndjson")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return whole.getvalue()


def read(tmp_path: Path, content: bytes, name: str = "s.ndjson") -> list[Any]:
    path = tmp_path / name
    path.write_bytes(content)
    return list(read_snapshot(str(path)))


CONTENT = ndjson(record("南泉战役", NANQUAN), record("B", "b", identifier=101))
PACKED = {
    "plain": ("s.ndjson", CONTENT),
    "gzip": ("s.ndjson.gz", gzip.compress(CONTENT)),
    "tar in gzip": ("s.tar.gz", tar(CONTENT)),
    "tar": ("s.tar", tar(CONTENT, "w")),
    "no last line end": ("s.ndjson", CONTENT.rstrip()),
    "windows line ends and empty lines": ("s.ndjson", CONTENT.replace(b"\n", b"\r\n\r\n")),
}


@pytest.mark.parametrize(("name", "content"), PACKED.values(), ids=PACKED)
def test_articles(name: str, content: bytes, tmp_path: Path) -> None:
    first, second = read(tmp_path, content, name)
    assert isinstance(first, Article)
    assert (first.title, first.text, first.language) == ("南泉战役", NANQUAN, "zh")
    assert first.page.model_dump() == {
        "page_id": 100,
        "revision_id": 7,
        "timestamp": "2026-11-01T00:00:00Z",
        "site": "zhwiki",
        "url": "https://zh.wikipedia.org/wiki/南泉战役",
    }
    assert second.title == "B"


LINES = {
    "another namespace": ([record("Template:B", "b", namespace={"identifier": 10})], []),
    "a namespace left out is the main one": ([record("B", "b", namespace={})], ["B"]),
    "an empty text": ([record("B", " \n")], []),
    "the same revision twice": ([record("B", "b"), record("B", "b")], ["B"]),
    "an older revision": ([record("B", "b"), record("Old B", "a", version={"identifier": 6})], ["B"]),
    "a newer revision": ([record("B", "b"), record("B2", "c", version={"identifier": 8})], ["B", "B2"]),
    "pages of two wikis": (
        [record("B", "b"), record("C", "c", is_part_of={"identifier": "enwiki"})],
        ["B", "C"],
    ),
    "no ids": ([record("B", "b", identifier=None, version=None)] * 2, ["B", "B"]),
    "no wikitext": ([record("B", None, article_body={}), record("C", "c")], ["line 1: B: has no", "C"]),
    "no JSON": ([b"{", record("C", "c")], ["line 1: not an article of Wikimedia Enterprise", "C"]),
    "no name": ([{"identifier": 1}], ["not an article of Wikimedia Enterprise: name Field required"]),
    "half a character": ([b'{"name": "\\ud800", "article_body": {"wikitext": "b"}}'], ["not an article"]),
    "not UTF-8": ([b'{"name": "\xff", "article_body": {"wikitext": "b"}}'], ["not an article"]),
}


@pytest.mark.parametrize(("lines", "expected"), LINES.values(), ids=LINES)
def test_lines(lines: list[Any], expected: list[str], tmp_path: Path) -> None:
    outcomes = read(tmp_path, ndjson(*lines))
    assert len(outcomes) == len(expected)
    for outcome, words in zip(outcomes, expected, strict=True):
        assert words in (outcome.title if isinstance(outcome, Article) else str(outcome))


def test_a_line_too_long_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enterprise, "LONGEST_LINE", 1000)
    outcomes = read(
        tmp_path, ndjson(record("A", "a"), record("Long", "b" * 5000), record("C", "c", identifier=3))
    )
    assert [getattr(outcome, "title", str(outcome)[-40:]) for outcome in outcomes] == [
        "A",
        str(outcomes[1])[-40:],
        "C",
    ]
    assert "line 2: longer than" in str(outcomes[1])


@pytest.mark.parametrize("name", ["s.tar.gz", "s.ndjson.gz"])
def test_a_file_cut_off_gives_what_is_whole(name: str, tmp_path: Path) -> None:
    import random

    noise = random.Random(1).randbytes(60_000).hex()  # what gzip cannot make short
    content = ndjson(record("A", "a"), record("B", noise, identifier=2), record("C", noise, identifier=3))
    packed = tar(content) if "tar" in name else gzip.compress(content)
    *whole, last = read(tmp_path, packed[: len(packed) * 2 // 3], name)
    assert [outcome.title for outcome in whole if isinstance(outcome, Article)] == ["A", "B"]
    assert "cannot be read on" in str(last)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04"])
def test_what_is_no_archive(content: bytes, tmp_path: Path) -> None:
    (outcome,) = read(tmp_path, content, "s.tar.gz")
    assert "is no .gz file" in str(outcome)


def test_names_of_snapshots() -> None:
    assert is_snapshot("zhwiki_namespace_0.tar.gz")
    assert not is_snapshot("battles.jsonl")


def test_parse_takes_the_battles_of_a_snapshot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "zhwiki_namespace_0.tar.gz"
    path.write_bytes(
        tar(ndjson(record("重庆", "一座城市。", identifier=5), record("南泉战役", NANQUAN), b"{"))
    )
    assert main(["parse", str(path)]) == 1
    printed = capsys.readouterr()
    (battle,) = json.loads(printed.out)
    assert (battle["title"], battle["page"]["site"], battle["language"]) == ("南泉战役", "zhwiki", "zh")
    assert "zhwiki_0.ndjson, line 3: not an article" in printed.err
    assert main(["check", str(path)]) == 1
    assert "a snapshot of many articles" in capsys.readouterr().err
