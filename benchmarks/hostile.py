"""How long the texts made to hurt take: every piece of `tests/hostile.py`, on a page and in cells.

    python benchmarks/hostile.py [--size 1000000] [--lang zh] [--place page …]

Prints those that take more than a quarter of the bound, the worst last, and how many there were.
Everything is read: `parse` and then the whole JSON. Exit 1 where the bound is passed or parse raises.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.hostile import PIECES, PLACES

import wikibattle

BOUND = 2.0  # seconds for a megabyte


def seconds(text: str, lang: str) -> float:
    start = time.process_time()
    wikibattle.parse(text, lang=lang).model_dump(mode="json")
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=1_000_000, help="characters of each text")
    parser.add_argument("--lang", default="zh")
    parser.add_argument("--place", choices=PLACES, nargs="*", default=list(PLACES))
    options = parser.parse_args()
    bound = BOUND * options.size / 1_000_000
    seconds(PLACES["after a heading"]("On 3 May 1916 he attacked. ", 100), options.lang)  # packs are loaded
    taken = []
    for place in options.place:
        for name, piece in PIECES.items():
            found = seconds(PLACES[place](piece, options.size), options.lang)
            taken.append((found, place, name))
            if found > bound:
                print(f"{found:7.2f} s  {place}: {name}", flush=True)
    taken.sort()
    passed = sum(found <= bound for found, *_ in taken)
    worst, place, name = taken[-1]
    print(f"{passed} of {len(taken)} texts of {options.size} characters within {bound:.2f} s")
    print(f"the worst: {worst:.2f} s ({name}, {place}); the middle one {taken[len(taken) // 2][0]:.2f} s")
    return 0 if passed == len(taken) else 1


if __name__ == "__main__":
    sys.exit(main())
