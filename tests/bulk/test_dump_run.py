"""A dump read in parts: whatever the parts, whatever happens, each battle once and in order."""

from __future__ import annotations

import bz2
import gzip
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.dumps import HEADER, battle_pages, multistream, page_xml, whole

from wikibattle.battle.parse import parse
from wikibattle.bulk import scan
from wikibattle.bulk.dump import DumpRun, PartDone, ResumeError
from wikibattle.bulk.units import Found, Quarantined
from wikibattle.model import Battle
from wikibattle.sources import bzip2

PAGES = battle_pages(count=4, between=6)
TITLES = ["南泉战役 0", "台儿庄战役 1", "大东沟海战 2", "孟良崮战役 3"]


def titles(run: DumpRun) -> list[str | None]:
    return [
        Battle.model_validate_json(event.json).title for event in run.events() if isinstance(event, Found)
    ]


@pytest.fixture
def one_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bzip2, "PROBE", 1000)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dump") / "dump.xml"
    path.write_bytes(whole(PAGES))
    return path


@pytest.mark.parametrize("part_bytes", [500, 4_001, 100_000])
def test_parts_of_text(plain: Path, part_bytes: int) -> None:
    run = DumpRun(str(plain), processes=2, part_bytes=part_bytes)
    assert titles(run) == TITLES
    assert (run.progress.pages, run.progress.problems) == (len(PAGES), [])


@pytest.mark.usefixtures("one_stream")
@pytest.mark.parametrize("packed", [multistream(PAGES, each=3), bz2.compress(whole(PAGES * 8), 1)])
def test_parts_of_bzip2(packed: bytes, tmp_path: Path) -> None:
    (tmp_path / "d.bz2").write_bytes(packed)
    run = DumpRun(str(tmp_path / "d.bz2"), processes=2, part_bytes=3_000)
    found = titles(run)
    assert found == TITLES * (len(found) // 4)
    assert (run.progress.pages, run.progress.problems) == (len(PAGES) * (len(found) // 4), [])


def test_the_battle_is_the_one_that_parse_gives(plain: Path) -> None:
    found = [
        Battle.model_validate_json(event.json)
        for event in DumpRun(str(plain)).events()
        if isinstance(event, Found)
    ]
    page = found[0].page
    text = PAGES[6].split('xml:space="preserve">')[1].split("</text>")[0]
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert found[0] == parse(text, title=TITLES[0], lang="zh", page=page)


@pytest.mark.parametrize("part_bytes", [1_000, 7_000])
def test_a_run_goes_on_from_every_mark(plain: Path, part_bytes: int) -> None:
    run = DumpRun(str(plain), processes=2, part_bytes=part_bytes)
    before: list[str] = []
    marks: list[tuple[list[str], str]] = []
    for event in run.events():
        if isinstance(event, Found):
            before.append(Battle.model_validate_json(event.json).title or "")
        elif isinstance(event, PartDone):
            marks.append((list(before), run.mark()))
    for given, mark in random.Random(1).sample(marks, 4):
        again = DumpRun(str(plain), processes=1, mark=mark)
        assert [*given, *titles(again)] == TITLES
        assert again.progress == run.progress


def test_a_run_over_a_compressed_stream_goes_on_too(tmp_path: Path) -> None:
    (tmp_path / "d.gz").write_bytes(gzip.compress(whole(PAGES)))
    run = DumpRun(str(tmp_path / "d.gz"), processes=2, part_bytes=5_000)
    before: list[str | None] = []
    for event in run.events():
        if isinstance(event, Found):
            before.append(Battle.model_validate_json(event.json).title)
        elif isinstance(event, PartDone) and len(before) == 2:
            break
    again = DumpRun(str(tmp_path / "d.gz"), processes=2, mark=run.mark())
    assert [*before, *titles(again)] == TITLES
    assert again.progress.pages == len(PAGES)


def test_beside_other_threads_workers_are_started_afresh(plain: Path) -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert titles(DumpRun(str(plain), processes=2)) == TITLES
    finally:
        done.set()
        other.join()


def test_a_mark_of_another_dump_is_refused(plain: Path, tmp_path: Path) -> None:
    run = DumpRun(str(plain), processes=1)
    mark = next(run.mark() for event in run.events() if isinstance(event, PartDone))
    (tmp_path / "other.xml").write_bytes(whole(PAGES[:5]))
    with pytest.raises(ResumeError, match=r"bytes; the run to go on with read"):
        list(DumpRun(str(tmp_path / "other.xml"), mark=mark).events())


def kills(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def stalls(*_: Any, **__: Any) -> Any:
    time.sleep(60)


def breaks(*_: Any, **__: Any) -> Any:
    raise RuntimeError("a defect")


BAD = {
    "kills": (kills, "the worker was ended by SIGKILL"),
    "stalls": (stalls, "took more than 0.5 s"),
    "breaks": (breaks, "RuntimeError: a defect"),
}


@pytest.mark.parametrize(("bad", "reason"), BAD.values(), ids=BAD)
def test_a_bad_page_goes_to_quarantine_and_the_run_goes_on(
    plain: Path, bad: Callable[..., Any], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reads(text: str, *, title: str, **rest: Any) -> Battle:
        return bad() if title == TITLES[1] else parse(text, title=title, **rest)

    monkeypatch.setattr(scan, "parse", reads)  # forked workers have it too
    run = DumpRun(str(plain), processes=2, page_timeout=0.5, part_bytes=20_000)
    events = list(run.events())
    found = [Battle.model_validate_json(event.json).title for event in events if isinstance(event, Found)]
    assert found == [title for title in TITLES if title != TITLES[1]]
    (page,) = [event for event in events if isinstance(event, Quarantined)]
    assert (page.title, page.revision_id, page.reason) == (TITLES[1], 1199, reason)
    assert "台儿庄" in page.text


def test_a_part_that_no_worker_survives_is_counted_as_lost(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_run = scan.Scan.run

    def run_scan(self: scan.Scan, task: Any) -> Any:
        return kills() if task.number == 1 else whole_run(self, task)

    monkeypatch.setattr(scan.Scan, "run", run_scan)
    run = DumpRun(str(plain), processes=2, part_bytes=5_000)
    assert TITLES[-1] in titles(run)
    assert any("bytes 5,000 to 10,000 are lost" in problem for problem in run.progress.problems)


def test_a_page_over_two_parts_that_no_worker_survives_is_counted_as_lost(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_run = scan.Scan.run

    def run_scan(self: scan.Scan, task: Any) -> Any:
        return kills() if task.join else whole_run(self, task)

    monkeypatch.setattr(scan.Scan, "run", run_scan)
    run = DumpRun(str(plain), processes=2, part_bytes=5_000)
    found = titles(run)
    assert 0 < len(TITLES) - len(found) == len(run.progress.problems)
    assert all("a page is lost: the worker was ended by SIGKILL" in each for each in run.progress.problems)


@pytest.mark.parametrize("part_bytes", [5 << 20, 100 << 20])
def test_a_page_too_long_is_named_once(tmp_path: Path, part_bytes: int) -> None:
    long = page_xml("长", "{{Infobox military conflict}}" + "x" * (40 << 20))
    (tmp_path / "d.xml").write_bytes(whole([*PAGES[:7], long, *PAGES[7:14]]))
    run = DumpRun(str(tmp_path / "d.xml"), processes=2, part_bytes=part_bytes)
    assert titles(run) == TITLES[:2]
    assert [problem.split(": ", 1)[1] for problem in run.progress.problems] == [
        "a page of more than 16,777,216 bytes is not read"
    ]


def test_broken_xml_goes_to_quarantine(tmp_path: Path) -> None:
    bad = page_xml("坏", "{{Infobox military conflict}}").replace("</title>", "</titel>")
    (tmp_path / "d.xml").write_bytes(whole([*PAGES[:7], bad, *PAGES[7:14]]))
    run = DumpRun(str(tmp_path / "d.xml"), processes=1)
    events = list(run.events())
    (page,) = [event for event in events if isinstance(event, Quarantined)]
    assert page.reason.startswith("broken XML: mismatched tag")
    assert sum(isinstance(event, Found) for event in events) == 2


def test_damage_is_located_and_all_else_is_read(tmp_path: Path) -> None:
    packed = multistream(PAGES, each=4)
    streams = [at for at in range(len(packed)) if packed.startswith(b"BZh91AY", at)]
    damaged = bytearray(packed)
    damaged[streams[4] + 200 : streams[4] + 220] = bytes(20)  # the stream of the second battle
    (tmp_path / "d.bz2").write_bytes(bytes(damaged))
    run = DumpRun(str(tmp_path / "d.bz2"), processes=2)
    assert titles(run) == [title for title in TITLES if title != TITLES[1]]
    (problem,) = run.progress.problems
    assert problem.endswith(f"at byte {streams[4] + 4:,}: a bzip2 block is damaged")


def test_damage_in_the_header_costs_the_header(tmp_path: Path) -> None:
    damaged = bytearray(multistream(PAGES, each=4))
    damaged[40:60] = bytes(20)
    (tmp_path / "d.bz2").write_bytes(bytes(damaged))
    run = DumpRun(str(tmp_path / "d.bz2"), lang="zh", processes=1)
    assert titles(run) == TITLES
    assert [problem.split(": ", 1)[1] for problem in run.progress.problems] == [
        "at byte 4: a bzip2 block is damaged"
    ]


def test_a_dump_that_ends_within_a_page(tmp_path: Path) -> None:
    data = whole(PAGES)
    cut = data.index(TITLES[2].encode()) + 500
    (tmp_path / "d.xml").write_bytes(data[:cut])
    run = DumpRun(str(tmp_path / "d.xml"), processes=2, part_bytes=30_000)
    assert titles(run) == TITLES[:2]
    assert [problem.split(": ", 1)[1] for problem in run.progress.problems] == [
        f"the page '{TITLES[2]}' is cut off: it is not read",
        "ends after 20 whole pages, before its </mediawiki>",
    ]


def test_a_dump_without_pages_after_its_header(tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_bytes((HEADER + page_xml("A", "b") + "</mediawiki>").encode())
    run = DumpRun(str(tmp_path / "d.xml"))
    assert titles(run) == []
    assert (run.progress.pages, run.progress.problems) == (1, [])


def test_names_of_the_box_are_collected_from_the_template_pages(tmp_path: Path) -> None:
    redirect = page_xml(
        "Template:战事盒", "#REDIRECT", namespace=10, redirect="Template:Infobox military conflict"
    )
    plain_page = page_xml("普通", "正文" * 2000)
    own = page_xml("某战", "{{战事盒|conflict=某战|result=胜}}")
    (tmp_path / "d.xml").write_bytes(whole([redirect, *[plain_page] * 20, own]))
    run = DumpRun(str(tmp_path / "d.xml"), processes=1, part_bytes=5_000)
    assert titles(run) == ["某战"]
    assert run.progress.box_names == ["战事盒"]


def test_names_that_are_given(tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_bytes(whole([page_xml("某战", "{{战事盒|conflict=某战|result=胜}}")]))
    assert titles(DumpRun(str(tmp_path / "d.xml"), processes=1)) == []
    assert titles(DumpRun(str(tmp_path / "d.xml"), processes=1, box_names=["战事盒"])) == ["某战"]
