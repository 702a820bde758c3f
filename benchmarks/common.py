"""What the benchmarks share: the texts, the clock, goals."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent


def default_corpus() -> Path:
    shared = ROOT.parent / "shared" / "corpus"
    return shared if shared.is_dir() else ROOT / "fixtures"


def articles(corpus: Path) -> dict[str, str]:
    """The wikitext of each article by file name; `SystemExit` if there is none."""
    found = {path.name: path.read_text(encoding="utf-8") for path in sorted(corpus.rglob("*.wikitext"))}
    if not found:
        raise SystemExit(f"no *.wikitext under {corpus}; name a folder of wikitext")
    return found


def seconds(call: Callable[[], object]) -> float:
    """Processor time, so that other work on the machine counts less."""
    start = time.process_time()
    call()
    return time.process_time() - start


def goal(what: str, value: float, limit: float, unit: str) -> None:
    print(f"{'pass' if value <= limit else 'MISS'}  {what}: {value:.2f} {unit}, goal {limit:g} {unit}")
