"""Whenever a run is killed, resuming it gives what an undisturbed run gives."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.dumps import battle_pages, multistream

KILLS = 20

CODE = """import signal
from wikibattle.cli.main import run
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
run()"""
COMMAND = [sys.executable, "-c", CODE, "dump"]
OPTIONS = ["--processes", "2", "--part-bytes", "2000", "--checkpoint", "0"]


def start(dump: Path, output: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [*COMMAND, str(dump), "-o", str(output), *OPTIONS, *more]
    return subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)


def finish(process: subprocess.Popen[bytes]) -> int:
    _, errors = process.communicate(timeout=60)
    assert b"Traceback" not in errors, errors.decode()
    return process.returncode


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kill") / "dump.xml.bz2"
    path.write_bytes(multistream(battle_pages(count=60, between=2), each=5))
    return path


@pytest.fixture(scope="module")
def undisturbed(dump: Path) -> bytes:
    """The output of a run nobody killed."""
    assert finish(start(dump, dump.with_name("whole.jsonl"))) == 0
    return dump.with_name("whole.jsonl").read_bytes()


def moment(chosen: random.Random, output: Path, process: subprocess.Popen[bytes]) -> None:
    """Waits for a random moment: one in four while the run is starting, the others while it writes."""
    if chosen.random() < 0.25:
        time.sleep(chosen.uniform(0, 0.5))
        return
    before = output.stat().st_size if output.exists() else 0
    while process.poll() is None and (not output.exists() or output.stat().st_size <= before):
        time.sleep(0.002)
    time.sleep(chosen.uniform(0, 0.2))


def test_killed_at_random_moments(dump: Path, undisturbed: bytes, tmp_path: Path) -> None:
    """Twenty kills, each of a run that goes on where the one before was killed, over several runs."""
    chosen = random.Random(7)
    output = tmp_path / "0.jsonl"
    state = output.with_name("0.jsonl.state")
    cut_short, finished = set[int](), 0
    for _ in range(KILLS):
        process = start(dump, output, *(["--resume"] if state.exists() else []))
        moment(chosen, output, process)
        with contextlib.suppress(ProcessLookupError):  # it may have come to its end
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        size = output.stat().st_size if output.exists() else 0
        if state.exists():
            cut_short.add(size)
        elif size:  # the kill came after the end: the next run is a new one
            assert output.read_bytes() == undisturbed
            finished += 1
            output.unlink()
        else:
            output.unlink(missing_ok=True)
    assert len(cut_short) >= KILLS // 4, "most moments must lie within a run, or nothing is tested"
    if state.exists():
        assert finish(start(dump, output, "--resume")) == 0
        assert sorted(output.read_bytes().splitlines()) == sorted(undisturbed.splitlines())
    else:
        assert finished


def test_ctrl_c_stops_cleanly_and_the_run_goes_on(dump: Path, undisturbed: bytes, tmp_path: Path) -> None:
    for attempt in range(5):  # a run may be done before the signal comes
        output = tmp_path / f"{attempt}.jsonl"
        process = start(dump, output)
        while not (output.exists() and output.stat().st_size):
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
        _, errors = process.communicate(timeout=60)
        if process.returncode != 0:
            break
    assert process.returncode == 130
    assert errors.decode() == "wikibattle: stopped: the same command with --resume goes on\n"
    assert finish(start(dump, output, "--resume")) == 0
    assert output.read_bytes() == undisturbed


def test_a_full_disk_is_an_error_in_words(dump: Path) -> None:
    command = [*COMMAND, str(dump), *OPTIONS]
    with open("/dev/full", "wb") as full:
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert run.returncode == 1
    assert run.stderr.decode() == "wikibattle: standard output: No space left on device\n"


def test_a_full_disk_stops_a_run_that_then_goes_on(dump: Path, undisturbed: bytes, tmp_path: Path) -> None:
    """A limit to the size of files stands for the disk."""
    output = tmp_path / "out.jsonl"
    size = len(undisturbed) // 2
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
    command = [sys.executable, "-c", limit + CODE, "dump", str(dump), "-o", str(output), *OPTIONS]
    run = subprocess.run(command, stderr=subprocess.PIPE, timeout=60, check=False)
    assert run.returncode == 1
    assert run.stderr.decode() == f"wikibattle: {output}: File too large\n"
    assert finish(start(dump, output, "--resume")) == 0
    assert output.read_bytes() == undisturbed
