"""Runs the score against hand-read articles with the floors below, which only ever rise.

python tests/floors.py SHARED     (SHARED holds score/, corpus/ and gold/)
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: Where a field stands at 1.0, one record may still go another way: careful readers agree at 0.99.
_FIELDS = """
    name part_of date places coordinates outcome victors qualifiers sides belligerents commanders fates
    strength strength.numbers losses losses.numbers categories sections references
""".split()
_LONG_FIELDS = "belligerents commanders strength strength.numbers losses losses.numbers".split()
_BY_LANGUAGE = {
    "zh": dict.fromkeys(_LONG_FIELDS, 0.975),
    "en": dict.fromkeys(_LONG_FIELDS, 0.99),
}
ARTICLES = {
    lang: {"macro": 0.998, **dict.fromkeys(_FIELDS, 0.97), **floors} for lang, floors in _BY_LANGUAGE.items()
}
CELLS = {
    "zh": {
        "macro": 0.995,
        "cell.date": 0.97,
        "cell.strength": 0.98,
        "cell.losses": 0.98,
        "cell.commanders": 0.97,
        "cell.outcome": 0.97,
    }
}

#: The listed sentences found with their date, the dates of the events that begin one, the listed notes found.
TIMELINES = {"recall": 0.98, "dates": 0.98, "notes": 1.0}


def run(shared: Path, what: list[str], lang: str, floors: dict[str, float]) -> int:
    options = [f"--floor={field}={floor}" for field, floor in floors.items()]
    print(f"-- {lang}: {' '.join(what)}", flush=True)  # noqa: T201
    return subprocess.run(
        [sys.executable, str(shared / "score" / "score.py"), *what, "--lang", lang, *options], check=False
    ).returncode


def run_timelines(shared: Path, floors: dict[str, float]) -> int:
    options = [f"--floor={name}={floor}" for name, floor in floors.items()]
    script = Path(__file__).with_name("timeline_score.py")
    return subprocess.run([sys.executable, str(script), str(shared), *options], check=False).returncode


def main(shared: Path) -> int:
    gold = shared / "gold"
    failed = 0
    for lang, floors in ARTICLES.items():
        failed |= run(shared, [str(shared / "corpus"), str(gold / "articles")], lang, floors)
    for lang, floors in CELLS.items():
        failed |= run(shared, ["--cells", str(gold / f"cells_{lang}.json")], lang, floors)
    failed |= run_timelines(shared, TIMELINES)
    return failed


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
