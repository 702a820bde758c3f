"""`wikibattle convert`: what one run wrote, in another format."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from tests.conftest import FIXTURES

from wikibattle.cli.main import main

ZH = str(FIXTURES / "zh")


def test_lines_become_what_was_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "b.jsonl"
    assert main(["parse", ZH, "-o", str(lines)]) == 0
    assert main(["convert", str(lines), "-o", str(tmp_path / "c.csv")]) == 0
    assert main(["parse", ZH, "-o", str(tmp_path / "p.csv")]) == 0
    for file in (tmp_path / "p.csv").iterdir():
        assert (tmp_path / "c.csv" / file.name).read_bytes() == file.read_bytes()
    assert main(["convert", str(lines), "--format", "jsonl"]) == 0
    assert capsys.readouterr().out.encode() == lines.read_bytes()


def test_lines_that_are_no_battle_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["parse", str(FIXTURES / "en"), "--format", "jsonl"]) == 0
    good = capsys.readouterr().out
    given = io.TextIOWrapper(io.BytesIO(("{\n\n" + good + '{"title": "x"}\n').encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", given)
    assert main(["convert", "-", str(tmp_path / "none.jsonl")]) == 1
    printed = capsys.readouterr()
    assert [battle["title"] for battle in json.loads(printed.out)] == ["Battle of the Fords"]
    problems = printed.err.splitlines()
    assert len(problems) == 3
    assert "-, line 1: not a battle as this version writes it:" in problems[0]
    assert "-, line 4: not a battle" in problems[1]
    assert "none.jsonl: No such file" in problems[2]


def test_dump_wants_a_place_for_tables(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_text("<mediawiki></mediawiki>")
    assert main(["dump", str(tmp_path / "d.xml"), "--format", "csv"]) == 1
    assert "--format csv needs --output" in capsys.readouterr().err
