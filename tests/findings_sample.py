"""Draws findings at random over real articles, each with its words in the source, to be read by hand.

    python tests/findings_sample.py SEED [COUNT] [FOLDER]   (50, ../shared/corpus)

The must: of fifty drawn, fewer than two are wrong. A finding of a template is told once a template.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

import wikibattle
from wikibattle.model import Finding

_AROUND = 120  # signs of the source shown on each side


def all_findings(folder: Path) -> list[tuple[Path, str, Finding]]:
    """Every finding of every article, `folder/<language>/*.wikitext`, in order."""
    found = []
    for path in sorted(folder.glob("*/*.wikitext")):
        text = path.read_text(encoding="utf-8")
        title = path.stem.replace("_", " ")
        battle = wikibattle.parse(text, title=title, lang=path.parent.name)
        found += [(path, text, finding) for finding in battle.findings]
    return found


def show(path: Path, text: str, finding: Finding) -> str:
    """A finding with its words in brackets ⟦⟧ and the source around them."""
    start, end = finding.span
    words = (
        text[start:end]
        if end - start <= 2 * _AROUND
        else f"{text[start : start + _AROUND]} … {text[end - _AROUND : end]}"
    )
    source = f"{text[max(0, start - _AROUND) : start]}⟦{words}⟧{text[end : end + _AROUND]}"
    head = f"{path.parent.name}/{path.stem} {finding.span} {finding.severity} {finding.code}"
    return f"{head}\n  {finding.message} ({finding.suggestion})\n  {source!r}"


def main(arguments: list[str]) -> None:
    """Prints the sample, and how many findings there are of each code."""
    seed, count = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 50
    folder = Path(arguments[2]) if len(arguments) > 2 else Path(__file__).parents[2] / "shared" / "corpus"
    found = all_findings(folder)
    for number, each in enumerate(random.Random(seed).sample(found, min(count, len(found))), start=1):
        sys.stdout.write(f"{number}. {show(*each)}\n")
    codes = Counter(finding.code for _, _, finding in found)
    sys.stdout.write(f"{len(found)} findings: {dict(codes.most_common())}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
