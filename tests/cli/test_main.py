"""The command line: what it prints, where, and its exit status."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from tests.conftest import FIXTURES

from wikibattle.cli.main import main
from wikibattle.output.json import schema_text

NANQUAN = str(FIXTURES / "zh" / "南泉战役.wikitext")
FORDS = str(FIXTURES / "en" / "Battle_of_the_Fords.wikitext")


def test_parse_prints_one_battle(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", NANQUAN, "--lang", "zh"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["name"]["text"] == "南泉战役"
    assert json.loads(printed.out)["title"] == "南泉战役"
    assert printed.err == ""


def test_several_inputs_make_an_array(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", NANQUAN, FORDS, "--pretty"]) == 0
    battles = json.loads(capsys.readouterr().out)
    assert [(battle["title"], battle["language"]) for battle in battles] == [
        ("南泉战役", "zh"),
        ("Battle of the Fords", "en"),
    ]


def test_jsonl_is_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(FIXTURES / "zh"), "--format", "jsonl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(list((FIXTURES / "zh").glob("*.wikitext")))
    assert all(json.loads(line)["schema_version"] for line in lines)


@pytest.mark.parametrize("name", ["b.json", "b.jsonl", "b.parquet", "b.csv", "b.sqlite"])
def test_output_goes_where_it_is_sent(name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / name
    assert main(["parse", NANQUAN, FORDS, "--output", str(path)]) == 0
    assert path.exists()
    assert capsys.readouterr() == ("", "")
    if name == "b.json":
        assert [battle["language"] for battle in json.loads(path.read_text(encoding="utf-8"))] == ["zh", "en"]
    else:
        assert main(["parse", FORDS, "--output", str(path)]) == 1
        assert f"wikibattle: {path}: exists already" in capsys.readouterr().err


def test_an_output_that_cannot_be_written_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("b.json", "b.jsonl"):
        (tmp_path / "file").write_text("")
        assert main(["parse", FORDS, "--output", str(tmp_path / "file" / name)]) == 1
        assert f"wikibattle: {tmp_path / 'file'}" in capsys.readouterr().err


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("'''战役'''".encode()), encoding="utf-8"))
    assert main(["parse", "-", "--title", "某战役"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "某战役"


def test_one_bad_file_does_not_stop_the_others(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "latin.wikitext").write_bytes(b"abc\xe9d")
    (tmp_path / "empty.wikitext").write_text(" \n")
    (tmp_path / "none").mkdir()
    inputs = [
        str(tmp_path / name) for name in ("missing.wikitext", "latin.wikitext", "empty.wikitext", "none")
    ]
    assert main(["parse", *inputs, FORDS]) == 1
    printed = capsys.readouterr()
    assert [battle["title"] for battle in json.loads(printed.out)] == ["Battle of the Fords"]
    problems = printed.err.splitlines()
    assert [
        problem.startswith(f"wikibattle: {path}: ") for problem, path in zip(problems, inputs, strict=True)
    ]
    assert "No such file" in problems[0]
    assert "not UTF-8: byte 0xe9 at offset 3" in problems[1]
    assert "empty" in problems[2]
    assert "no wikitext in this folder" in problems[3]


WRONG = {
    "no command": ([], "required"),
    "unknown command": (["eat"], "invalid choice"),
    "no input": (["parse"], "required"),
    "unknown language": (["parse", FORDS, "--lang", "xx"], "unknown language 'xx': expected one of"),
    "one title for two pages": (["parse", FORDS, NANQUAN, "--title", "X"], "--title names one page"),
    "unknown format": (["parse", FORDS, "--format", "xml"], "invalid choice"),
    "an unknown ending": (["parse", FORDS, "-o", "battles.xlsx"], "no format is known by this ending"),
    "tables to standard output": (["parse", FORDS, "--format", "csv"], "--format csv needs --output"),
    "an indented line": (
        ["parse", FORDS, "--format", "jsonl", "--pretty"],
        "--pretty goes with --format json",
    ),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG.values(), ids=WRONG)
def test_wrong_usage(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert words in capsys.readouterr().err


def test_show_sets_sides_beside_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", NANQUAN]) == 0
    printed = capsys.readouterr().out
    line = next(line for line in printed.splitlines() if "刘伯承" in line)
    assert "胡宗南" in line
    for words in ("南泉战役", "1949-11-01/1949-11-29", "notes", "军事科学出版社"):
        assert words in printed


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == schema_text()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("wikibattle ")
