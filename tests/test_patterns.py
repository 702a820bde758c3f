"""No regular expression of the package takes more than linear time, as it is used.

Each pattern is compiled by a recorder, which notes how the parse of the fixtures uses it. From the
pattern's own parse tree come texts that pump each of its repeats, and these it must read in no more
than `BOUND` seconds: quadratic time takes some ten times as long.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as tree  # type: ignore[attr-defined]
from typing import Any

from tests.conftest import ROOT, fixture_files
from tests.hostile import PIECES, PLACES

LENGTH = 10_000
BOUND = 0.1

#: The rooms that read text.
ROOMS = {"battle", "reading", "packs", "script", "wikitext", "model"}

#: Stands in a pattern for a list of words that a language lacks.
NEVER = "(?!)"

#: Ways to use a pattern, and how a test does the same. `match` and `fullmatch` try one place alone.
USES = ("search", "finditer", "findall", "sub", "subn", "split", "match", "fullmatch")


class Recorder:
    """A compiled pattern that notes which of its methods are called."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        self.pattern = pattern
        self.used: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name in USES:
            self.used.add(name)
        return getattr(self.pattern, name)


def recorded() -> list[Recorder]:
    """The patterns of the package, each with how it was used on the fixtures."""
    compiled: dict[tuple[Any, int], Recorder] = {}
    plain = re.compile

    def compile_(pattern: Any, flags: Any = 0) -> Any:
        caller = sys._getframe(1).f_globals.get("__name__", "")  # noqa: SLF001
        made = plain(pattern, flags)
        if not caller.startswith("wikibattle") or not isinstance(made.pattern, str) or NEVER in made.pattern:
            return made
        return compiled.setdefault((made.pattern, made.flags), Recorder(made))

    re.compile = compile_
    try:
        import wikibattle

        for module in pkgutil.walk_packages(wikibattle.__path__, "wikibattle."):
            if module.name.split(".")[1] in ROOMS:
                importlib.import_module(module.name)
        for file in fixture_files():
            text = file.read_text(encoding="utf-8")
            for lang in wikibattle.known_languages():
                wikibattle.has_battle(text, lang)
                wikibattle.parse(text, lang=lang).model_dump(mode="json")
        for piece, place, lang in product(PIECES.values(), PLACES, ("zh", "en")):
            wikibattle.parse(PLACES[place](piece, 80), lang=lang).model_dump(mode="json")
    finally:
        re.compile = plain
    return list(compiled.values())


# --- texts that pump the repeats of a pattern


def example(items: Any) -> str:
    """A short text that a sequence of the parse tree matches."""
    return "".join(_example(kind, value) for kind, value in items)


def _example(kind: Any, value: Any) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL:
        return "b" if value == ord("a") else "a"
    if kind is op.ANY:
        return "a"
    if kind is op.IN:
        return members(value)[0]
    if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
        return example(value[2]) * min(int(value[0]), 50)
    if kind is op.SUBPATTERN:
        return example(value[3])
    if kind is op.ATOMIC_GROUP:
        return example(value)
    if kind is op.BRANCH:
        return example(value[1][0])
    return ""  # what takes no letter: anchors, looks around, a group again


_CATEGORIES = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_WORD: " ",
}


def members(items: Any) -> list[str]:
    """Some letters of a set."""
    found = []
    negated = False
    for kind, value in items:
        if kind is op.NEGATE:
            negated = True
        elif kind is op.LITERAL:
            found.append(chr(value))
        elif kind is op.RANGE:
            found.append(chr(value[0]))
        elif kind is op.CATEGORY:
            found.append(_CATEGORIES.get(value, "a"))
    if negated:
        return [letter for letter in "a1 ,一\n(-|." if letter not in found] or ["\x02"]
    return found or [""]


def pumps(items: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """(what stands before it, what it repeats) of each repeat without a low bound."""
    for kind, value in items:
        if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
            body = value[2]
            if value[1] >= 20:
                yield before, example(body) or "a"
                for inner, inside in body if len(body) == 1 else ():
                    if inner is op.IN:
                        yield from ((before, letter) for letter in members(inside)[:4] if letter)
                    elif inner is op.BRANCH:
                        yield from ((before, example(branch) or "a") for branch in inside[1][:4])
            yield from pumps(body, before)
        elif kind is op.SUBPATTERN:
            yield from pumps(value[3], before)
        elif kind is op.ATOMIC_GROUP:
            yield from pumps(value, before)
        elif kind is op.BRANCH:
            for branch in value[1]:
                yield from pumps(branch, before)
        before += _example(kind, value)


def attacks(pattern: re.Pattern[str]) -> set[str]:
    parsed = tree.parse(pattern.pattern, pattern.flags)
    texts = set()
    for before, pump in pumps(parsed):
        texts.add(before + pump * (LENGTH // len(pump)))
        texts.add((before + pump) * (LENGTH // len(before + pump)))
    whole = example(parsed)
    if len(whole) > 1:
        texts.add(whole[:-1] * (LENGTH // (len(whole) - 1)))
    return {text + end for text in texts for end in ("\0", "")}


def use(pattern: re.Pattern[str], name: str, text: str) -> None:
    if name in {"sub", "subn"}:
        pattern.sub("", text)
    elif name == "finditer":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, name)(text)


def slow_uses(recorder: Recorder) -> Iterator[str]:
    pattern = recorder.pattern
    for text in attacks(pattern):
        for name in recorder.used or {"finditer"}:
            start = time.process_time()
            use(pattern, name, text)
            taken = time.process_time() - start
            if taken > BOUND:
                yield f"{name} {taken:.2f} s on {text[:30]!r}…: {pattern.pattern[:150]}"
                return


def main() -> None:
    """Prints a line for each use of a pattern that is too slow, then how many patterns there are."""
    found = recorded()
    for recorder in found:
        for line in slow_uses(recorder):
            print(line, flush=True)  # noqa: T201
    print(len(found), "patterns")  # noqa: T201


def test_every_pattern_takes_linear_time() -> None:
    # in a process of its own: the recorder must be there before the package is imported
    run = subprocess.run(
        [sys.executable, "-m", "tests.test_patterns"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    *slow, count = run.stdout.splitlines()
    assert int(count.split()[0]) > 100
    assert not slow, "\n".join(slow)


if __name__ == "__main__":
    main()
