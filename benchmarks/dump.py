"""A whole dump: `wikibattle dump` over `lbzip2 -dc -n 2` of the same file to nowhere, in the same run.

Goals: at most 1.15 times as long; with an index, the second pass at most a tenth of the first; no
process above 300 MB.

    python benchmarks/dump.py [--megabytes N] [--rounds N] [--folder DIR] [--shared DIR]

The dump is made of real pages, of ../shared/dumps over and over, with one battle of ../shared/corpus
in every 500, as a multistream file of 100 pages a stream, as Wikimedia publishes them. It is left in
--folder for the next time, if one is given. Programs are run in turn; the best of the rounds counts.
On a machine with other work to do, processor time says more than the clock.
"""

from __future__ import annotations

import argparse
import bz2
import lzma
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, cycle, islice
from multiprocessing import Pool
from pathlib import Path
from xml.sax.saxutils import escape

#: One page in so many holds a battle.
ONE_IN = 500
PAGES_A_STREAM = 100

HEADER = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="zh">
  <siteinfo><dbname>zhwiki</dbname><base>https://zh.wikipedia.org/wiki/Main</base></siteinfo>
"""
PAGE = """  <page>
    <title>{title}</title>
    <ns>0</ns>
    <id>{number}</id>
    <revision>
      <id>{number}</id>
      <timestamp>2024-01-01T00:00:00Z</timestamp>
      <model>wikitext</model>
      <format>text/x-wiki</format>
      <text xml:space="preserve">{text}</text>
    </revision>
  </page>
"""


def other_pages(shared: Path) -> list[str]:
    """Every whole page of the excerpts that holds no battle box."""
    from wikibattle.battle.cheap import has_battle

    pages = []
    for path in sorted((shared / "dumps").iterdir()):
        opener = {".bz2": bz2.open, ".xz": lzma.open}.get(path.suffix, open)
        with opener(path, "rb") as stream:  # type: ignore[operator] (each opens a binary stream)
            found = re.findall(r"<page>.*?</page>\n", stream.read().decode("utf-8", "replace"), re.DOTALL)
        pages += [f"  {page}" for page in found if not has_battle(page)]
    return pages


def battle_pages(shared: Path) -> Iterator[str]:
    """A page for each real article, over and over, each time with another number."""
    articles = sorted((shared / "corpus").glob("*/*.wikitext"))
    for number, path in zip(count(10**7), cycle(articles), strict=False):
        text = escape(path.read_text(encoding="utf-8"))
        yield PAGE.format(title=escape(f"{path.stem} {number}"), number=number, text=text)


def streams(shared: Path, size: int) -> Iterator[bytes]:
    """The dump as the streams it is made of, not compressed."""
    others, battles = cycle(other_pages(shared)), battle_pages(shared)
    yield HEADER.encode()
    given = 0
    for number in count():
        pages = list(islice(others, PAGES_A_STREAM))
        if number % (ONE_IN // PAGES_A_STREAM) == 0:
            pages[number // 5 % PAGES_A_STREAM] = next(battles)
        data = "".join(pages).encode()
        given += len(data)
        yield data
        if given >= size:
            break
    yield b"</mediawiki>\n"


def build(path: Path, shared: Path, size: int) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as out, Pool(os.cpu_count()) as pool:
        for packed in pool.imap(bz2.compress, streams(shared, size), chunksize=1):
            out.write(packed)
    fresh.replace(path)


def seconds(command: list[str]) -> tuple[float, float]:
    """How long a command takes, and the processor time of all its processes; its output goes nowhere."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    taken = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--megabytes", type=int, default=320, help="size of the dump's XML")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--folder", type=Path, help="where the dump is kept")
    arguments.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    options = arguments.parse_args()
    floor = shutil.which("lbzip2")
    if floor is None:
        sys.exit("lbzip2 is not installed: it is what the dump is measured against")
    with tempfile.TemporaryDirectory() as work:
        folder = options.folder or Path(work)
        dump = folder / f"battles-{options.megabytes}.xml.bz2"
        if not dump.exists():
            build(dump, options.shared, options.megabytes * 10**6)
        ours = [sys.executable, "-c", "from wikibattle.cli.main import run; run()", "dump", str(dump)]
        times: dict[str, list[tuple[float, float]]] = {
            "lbzip2 -dc -n 2": [],
            "wikibattle dump": [],
            "with an index": [],
        }
        index = ["--index", str(Path(work) / "index")]
        seconds([*ours, *index, "-o", str(Path(work) / "first.jsonl")])
        for number in range(options.rounds):
            output = Path(work) / f"{number}.jsonl"
            again = Path(work) / f"{number}-again.jsonl"
            times["lbzip2 -dc -n 2"].append(seconds([floor, "-dc", "-n", "2", str(dump)]))
            times["wikibattle dump"].append(seconds([*ours, "--processes", "2", "-o", str(output)]))
            times["with an index"].append(seconds([*ours, *index, "--processes", "2", "-o", str(again)]))
            assert output.read_bytes() == again.read_bytes()
        battles = output.read_bytes().count(b"\n")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{options.megabytes:,} MB of XML, {battles:,} battles, best of {options.rounds} rounds")
    wall = {name: min(first for first, _ in taken) for name, taken in times.items()}
    work_done = {name: min(second for _, second in taken) for name, taken in times.items()}
    for name in times:
        speed = options.megabytes / wall[name]
        print(f"{name:20} {wall[name]:7.2f} s   {speed:6.1f} MB/s   {work_done[name]:7.2f} s of processor")
    for name, measured in (("by the clock", wall), ("by the processor", work_done)):
        over = measured["wikibattle dump"] / measured["lbzip2 -dc -n 2"]
        faster = measured["wikibattle dump"] / measured["with an index"]
        print(
            f"{name:20} {over:.2f} of lbzip2 (goal 1.15), {faster:.1f} times faster with an index (goal 10)"
        )
    print(f"largest process      {largest:.0f} MB (goal 300)")


if __name__ == "__main__":
    main()
