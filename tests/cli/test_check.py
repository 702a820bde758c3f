"""`wikibattle check`: what it prints of findings, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wikibattle.cli.main import main

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
