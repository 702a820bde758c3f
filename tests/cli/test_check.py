"""`wikibattle check`: what it prints of findings, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema

from wikibattle.cli.main import main
from wikibattle.model import CODES

BOX = "{{Infobox military conflict|conflict=甲|combatant1=[[乙]]|combatant2=[[丙]]}}\n"
PAGES = {
    "an error": (BOX + '𠀀甲。<ref name="a" />', 1, ["2:4 note-undefined"]),
    "after CR LF": (BOX[:-1] + '\r\n甲。<ref name="a" />', 1, ["2:3 note-undefined"]),
    "a warning only": (BOX + "\n[[甲", 0, ["3:1 markup-unclosed"]),
    "a healthy page": (BOX + "甲。<ref>乙</ref>", 0, []),
    "short footnotes name no note": (BOX + "甲。{{sfnm|1a1=Jourdan|1p=25}}", 0, []),
}


@pytest.mark.parametrize(("text", "status", "lines"), PAGES.values(), ids=PAGES)
def test_lines_and_exit_status(
    text: str, status: int, lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "甲.wikitext"
    path.write_bytes(text.encode())
    assert main(["check", str(path), "--lang", "zh"]) == status
    printed = capsys.readouterr().out.splitlines()
    assert [line.startswith(f"{path}:{words} ") for line, words in zip(printed, lines, strict=True)] == [
        True
    ] * len(lines)


def test_json_severity_and_a_bad_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.wikitext"
    path.write_text(BOX + '[[甲\n<ref name="a" />', encoding="utf-8")
    missing = str(tmp_path / "missing.wikitext")
    arguments = ["check", missing, str(path), "--lang", "zh", "--format", "json", "--severity", "error"]
    assert main(arguments) == 1
    printed = capsys.readouterr()
    (row,) = json.loads(printed.out)
    assert (row["file"], row["line"], row["column"], row["code"]) == (str(path), 3, 1, "note-undefined")
    assert "No such file" in printed.err


FAULTY = BOX + '[[甲\n<ref name="a" />{{fact}}𠀀<ref name="b" />'
CHOICES = {
    "all": ([], 1, ["markup-unclosed", "note-undefined", "citation-needed", "note-undefined"]),
    "one": (["--select", "markup-unclosed"], 0, ["markup-unclosed"]),
    "two in one list": (
        ["--select", "markup-unclosed,citation-needed"],
        0,
        ["markup-unclosed", "citation-needed"],
    ),
    "two options": (
        ["--select", "markup", "--select", "citation"],
        0,
        ["markup-unclosed", "citation-needed"],
    ),
    "all of a subject": (["--select", "note"], 1, ["note-undefined", "note-undefined"]),
    "all but one": (["--ignore", "note-undefined"], 0, ["markup-unclosed", "citation-needed"]),
    "a subject but for one": (["--select", "note", "--ignore", "note-undefined"], 0, []),
    "and severe": (
        ["--ignore", "citation-needed", "--severity", "error"],
        1,
        ["note-undefined", "note-undefined"],
    ),
}


@pytest.mark.parametrize(("choice", "status", "codes"), CHOICES.values(), ids=CHOICES)
def test_select_and_ignore(
    choice: list[str], status: int, codes: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.wikitext"
    path.write_text(FAULTY, encoding="utf-8")
    assert main(["check", str(path), "--lang", "zh", *choice]) == status
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == codes


WRONG = {
    "misspelt": ("note-undefind", "did you mean 'note-undefined'?"),
    "a subject misspelt": ("notes", "did you mean 'note'?"),
    "nothing near": ("xyzzy", "docs/findings.md lists them all"),
}


@pytest.mark.parametrize(("code", "words"), WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_is_wrong_usage(
    option: str, code: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["check", "a.wikitext", option, f"markup-unclosed,{code}"])
    assert stopped.value.code == 2
    assert f"argument {option}: no finding has the code {code!r}; {words}" in capsys.readouterr().err


def test_sarif(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It follows the schema of SARIF 2.1.0, and its regions hold the findings."""
    path = tmp_path / "战役 甲.wikitext"
    path.write_text(FAULTY, encoding="utf-8")
    assert main(["check", str(path), "--lang", "zh", "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(log)
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CODES)
    lines = FAULTY.split("\n")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == str(path)
        region = place["region"]
        assert region["startLine"] == region["endLine"]
        words = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
        assert words == FAULTY[region["charOffset"] :][: region["charLength"]]
    last = run["results"][-1]
    assert (last["level"], last["ruleId"]) == ("error", "note-undefined")
    assert 'name="b"' in lines[2][last["locations"][0]["physicalLocation"]["region"]["startColumn"] - 1 :]
