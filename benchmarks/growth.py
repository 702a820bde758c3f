"""How the cost of a battle grows with its text: time per kilobyte and memory, 10 KB to 1 MB.

    python benchmarks/growth.py [CORPUS] [--rounds N]

CORPUS is a folder of wikitext (default: ../shared/corpus, else fixtures/). Its articles, one after
another, make 1 MB of real text. It is cut into pieces of each size, so that all sizes are of the same
text, and each piece is read whole: `parse` and everything of its battle, as JSON. Printed for each
size: the best of N rounds in milliseconds of processor time per KB of UTF-8, and the peak of memory
Python allocates for the first piece, as a multiple of its UTF-8; last, the goals.
"""

from __future__ import annotations

import argparse
import tracemalloc
from functools import partial
from pathlib import Path

from common import articles, default_corpus, goal, seconds

import wikibattle

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)


def real_text(corpus: Path) -> bytes:
    """1 MB of the corpus' articles, again and again if they are fewer."""
    once = "\n\n".join(articles(corpus).values()).encode()
    return (once * (SIZES[-1] // len(once) + 1))[: SIZES[-1]]


def read_whole(text: str) -> str:
    return wikibattle.parse(text).model_dump_json()


def read_all(texts: list[str]) -> None:
    for text in texts:
        read_whole(text)


def peak_bytes(text: str) -> int:
    tracemalloc.start()
    read_whole(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("corpus", nargs="?", type=Path, default=default_corpus())
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    whole = real_text(options.corpus)
    for text in articles(options.corpus).values():  # packs are loaded before the clock runs
        read_whole(text)
    per_kilobyte, memory = [], []
    for size in SIZES:
        pieces = [whole[at : at + size].decode(errors="ignore") for at in range(0, len(whole), size)]
        taken = min(seconds(partial(read_all, pieces)) for _ in range(options.rounds))
        per_kilobyte.append(taken * 1_000_000 / len(whole))
        memory.append(peak_bytes(pieces[0]) / len(pieces[0].encode()))
        print(f"{size:9,} bytes: {per_kilobyte[-1]:5.2f} ms per KB, memory {memory[-1]:5.1f} x", flush=True)
    goal("time per KB, largest by smallest", max(per_kilobyte) / min(per_kilobyte), 1.5, "x")
    goal("memory", max(memory), 60, "x the text")


if __name__ == "__main__":
    main()
