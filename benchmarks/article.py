"""What one article costs: `wikibattle.parse` beside a bare `mwparserfromhell.parse`, in one run.

    python benchmarks/article.py [CORPUS] [--rounds N]

CORPUS is a folder of wikitext (default: ../shared/corpus, else fixtures/). For each article both
are timed in turn, N rounds; the medians' ratio is printed by size of article, and over all, with
the article whose `wikibattle.parse` is dearest beside the bare parse.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import mwparserfromhell

import wikibattle

ROOT = Path(__file__).parent.parent
SIZES = (5_000, 20_000, 100_000, 10**9)


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def measure(text: str, rounds: int) -> dict[str, float]:
    """Median seconds of each candidate, taken in turn so that the machine's drift hits all alike."""
    calls: dict[str, Callable[[], object]] = {
        "mwparserfromhell.parse": lambda: mwparserfromhell.parse(text),
        "wikibattle.parse": lambda: wikibattle.parse(text),
        "wikibattle.parse + JSON": lambda: wikibattle.parse(text).model_dump_json(),
        "wikibattle.has_battle": lambda: wikibattle.has_battle(text),
    }
    times = defaultdict(list)
    for _ in range(rounds):
        for name, call in calls.items():
            times[name].append(seconds(call))
    return {name: statistics.median(taken) for name, taken in times.items()}


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    shared = ROOT.parent / "shared" / "corpus"
    arguments.add_argument(
        "corpus", nargs="?", type=Path, default=shared if shared.is_dir() else ROOT / "fixtures"
    )
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    totals: dict[int, dict[str, float]] = {size: defaultdict(float) for size in SIZES}
    worst = (0.0, "none")
    for path in sorted(options.corpus.rglob("*.wikitext")):
        text = path.read_text(encoding="utf-8")
        size = next(size for size in SIZES if len(text) <= size)
        medians = measure(text, options.rounds)
        worst = max(worst, (medians["wikibattle.parse"] / medians["mwparserfromhell.parse"], path.name))
        for name, taken in medians.items():
            totals[size][name] += taken
            totals[size]["characters"] += len(text) / 4  # counted once for each of the four
    everything: dict[str, float] = defaultdict(float)
    for size, total in totals.items():
        for name, taken in total.items():
            everything[name] += taken
        report(f"articles to {size:,} characters" if size < SIZES[-1] else "larger articles", total)
    report("all", everything)
    print(f"worst article: {worst[1]}, wikibattle.parse {worst[0]:.3f} x")


def report(title: str, total: dict[str, float]) -> None:
    peer = total["mwparserfromhell.parse"]
    if not peer:
        return
    print(f"{title}: {total['characters']:,.0f} characters, mwparserfromhell.parse {peer:.3f} s")
    for name in ("wikibattle.parse", "wikibattle.parse + JSON", "wikibattle.has_battle"):
        print(f"    {name:24} {total[name] / peer:6.3f} x")


if __name__ == "__main__":
    main()
