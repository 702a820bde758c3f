"""The bar of a run: pages, battles, speed; nothing without a terminal."""

from __future__ import annotations

import pytest

from wikibattle.bulk.dump import Progress
from wikibattle.bulk.progress import progress_bar


def test_a_bar(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    with progress_bar(wanted=True) as show:
        show(Progress(pages=0, battles=0, size=0, done=0, total=1000))
        show(Progress(pages=1234, battles=56, size=10**7, done=500, total=1000))
    printed = capsys.readouterr()
    assert "50%" in printed.err
    assert "1,234 pages  56 battles" in printed.err
    assert "MB/s" in printed.err
    assert printed.out == ""


def test_quiet_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as show:
        show(Progress(pages=1234, done=500, total=1000))
    assert capsys.readouterr() == ("", "")
