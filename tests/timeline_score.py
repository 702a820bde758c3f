"""How much of the hand-read timelines and notes is found, and how much of what is given is right.

python tests/timeline_score.py SHARED [--floor recall=0.95 --floor dates=0.95 --floor notes=1] [--verbose]

recall: of the listed sentences, those that an event begins in, or tells, with the same date.
dates:  of the events of the battle itself that begin a listed sentence, those with the listed date.
notes:  of the listed notes, those whose text is found where the article gives it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import wikibattle
from wikibattle.model import Battle, Event
from wikibattle.script import fold


def tells(event: Event, words: str, text: str) -> bool:
    """Whether the event is of the sentence that begins with the listed words."""
    first, last = event.sentence
    return fold(event.text).startswith(words) or words in fold(text[first:last])


def same_date(event: Event, listed: str) -> bool:
    """Whether the dates are equal, one of a range being its first day."""
    return listed in (event.date.edtf, event.date.start)


def score(battle: Battle, text: str, timeline: list[dict[str, str]], say: bool) -> tuple[int, int, int]:
    """(listed sentences found with their date, events that begin one, those of them with its date)."""
    found = begun = right = 0
    for listed in timeline:
        words = fold(listed["words"])
        events = [event for event in battle.timeline if tells(event, words, text)]
        hit = any(same_date(event, listed["date"]) for event in events)
        found += hit
        first = [event for event in events if fold(event.text).startswith(words)]
        begun += len(first)
        right += sum(same_date(event, listed["date"]) for event in first)
        if say and not hit:
            dates = [event.date.edtf for event in events]
            print(f"{battle.title}: {listed['date']} {listed['words']}: {dates or 'no event'}")  # noqa: T201
    return found, begun, right


def resolved(battle: Battle, text: str, listed: dict[str, str], say: bool) -> int:
    """How many of the listed notes have a text that begins as listed, by name."""
    found = 0
    for name, words in listed.items():
        notes = [note for note in battle.references if note.name == name and note.span is not None]
        given = [text[slice(*note.span)].partition(">")[2] for note in notes if note.span is not None]
        found += any(words_given.startswith(words) for words_given in given)
        if say and not any(words_given.startswith(words) for words_given in given):
            print(f"{battle.title}: note {name} {words}: {given or 'no text'}")  # noqa: T201
    return found


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shared", type=Path)
    options.add_argument("--floor", action="append", default=[])
    options.add_argument("--verbose", action="store_true")
    arguments = options.parse_args()
    totals = [0, 0, 0, 0, 0, 0]
    for path in sorted((arguments.shared / "gold" / "articles").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "timeline" not in gold:
            continue
        text = (arguments.shared / "corpus" / gold["file"]).read_text(encoding="utf-8")
        battle = wikibattle.parse(text, title=gold["title"], lang=gold["lang"])
        notes = gold.get("references_resolved", {})
        parts = (
            len(gold["timeline"]),
            *score(battle, text, gold["timeline"], arguments.verbose),
            len(notes),
            resolved(battle, text, notes, arguments.verbose),
        )
        totals = [total + part for total, part in zip(totals, parts, strict=True)]
    listed, found, begun, right, notes_listed, notes_found = totals
    measured = {
        "recall": found / max(1, listed),
        "dates": right / max(1, begun),
        "notes": notes_found / max(1, notes_listed),
    }
    say = ", ".join(f"{name} {share:.3f}" for name, share in measured.items())
    print(f"timeline: {say} of {listed} listed sentences and {notes_listed} notes")  # noqa: T201
    failed = 0
    for floor in arguments.floor:
        name, value = floor.split("=")
        if measured[name] < float(value):
            failed = 1
            print(f"below its floor: {name} {measured[name]:.3f} < {value}")  # noqa: T201
    return failed


if __name__ == "__main__":
    sys.exit(main())
