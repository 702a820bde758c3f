"""How the cost of `wikibattle.parse` grows: time per kilobyte and memory, 10 KB to 1 MB of real text.

    python benchmarks/growth.py [CORPUS] [--largest BYTES] [--rounds N]

CORPUS is a folder of wikitext (default: ../shared/corpus, else fixtures/). Its articles follow one
another until the size is reached, so every size begins with the same articles. Printed for each
size: the best of N rounds in milliseconds per KB of UTF-8, and the peak of memory allocated by
Python while parsing, as a multiple of the text's UTF-8; last, how far the times per KB lie apart.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from pathlib import Path

import wikibattle

ROOT = Path(__file__).parent.parent
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)


def real_text(corpus: Path) -> bytes:
    """The corpus' articles one after another, at least as long as the largest size.

    Raises `SystemExit` if there is no article.
    """
    articles = [path.read_bytes() for path in sorted(corpus.rglob("*.wikitext"))]
    if not articles:
        raise SystemExit(f"no *.wikitext under {corpus}; name a folder of wikitext")
    once = b"\n\n".join(articles)
    return once * (SIZES[-1] // len(once) + 1)


def seconds(text: str, rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        wikibattle.parse(text)
        best = min(best, time.perf_counter() - start)
    return best


def peak_bytes(text: str) -> int:
    tracemalloc.start()
    wikibattle.parse(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    shared = ROOT.parent / "shared" / "corpus"
    arguments.add_argument(
        "corpus", nargs="?", type=Path, default=shared if shared.is_dir() else ROOT / "fixtures"
    )
    arguments.add_argument("--largest", type=int, default=SIZES[-1])
    arguments.add_argument("--rounds", type=int, default=2)
    options = arguments.parse_args()
    whole = real_text(options.corpus)
    wikibattle.parse(whole[: SIZES[0]].decode(errors="ignore"))  # packs are loaded before the clock runs
    per_kilobyte = []
    for size in (size for size in SIZES if size <= options.largest):
        text = whole[:size].decode(errors="ignore")
        taken = seconds(text, options.rounds) * 1_000_000 / size
        per_kilobyte.append(taken)
        print(f"{size:9,} bytes: {taken:6.2f} ms per KB, memory {peak_bytes(text) / size:5.1f} x", flush=True)
    if per_kilobyte:
        print(f"time per KB varies by {max(per_kilobyte) / min(per_kilobyte):.2f} x")


if __name__ == "__main__":
    main()
