"""A coverage-guided fuzzer of `parse`, by atheris (not a dependency: `pip install atheris`).

    python benchmarks/fuzz.py [seconds] [corpus folder]

Bytes become wikitext: some are letters as they stand, some name a piece of markup of
`tests/hostile.py`. Anything raised, a span outside the text, a JSON that does not come back as the
same battle, or more than a second on some thousand characters stops the run with the bytes that did it.
What it finds becomes a test.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["wikibattle"]):
    import wikibattle

    for language in wikibattle.known_languages():  # here, so that what is imported late is instrumented too
        wikibattle.parse("On 3 May 1916 he attacked.", lang=language).model_dump_json()

from tests.hostile import PIECES, PLACES

CLOSERS = (
    "}}",
    "]]",
    "}-",
    "|",
    "\n",
    "</ref>",
    "-->",
    "}}}",
    "=",
    ":",
    "</small>",
    "|}",
    "|-\n",
    "''",
    "'''",
)
MARKUP = (*(piece for name, piece in PIECES.items() if name != "surrogates"), *CLOSERS)  # those are no UTF-8
SECONDS = 1.0  # atheris makes Python some times slower
LANGUAGES = ("zh", "en", "it", "vi", "el", "bn")


def wikitext(data: atheris.FuzzedDataProvider) -> str:
    """A text of pieces of markup and of any letters."""
    parts = []
    while data.remaining_bytes() and len(parts) < 300:
        if data.ConsumeBool():
            parts.append(MARKUP[data.ConsumeIntInRange(0, len(MARKUP) - 1)].replace("%d", "1"))
        else:
            parts.append(data.ConsumeUnicodeNoSurrogates(data.ConsumeIntInRange(1, 12)))
    return "".join(parts)


def check(raw: bytes) -> None:
    data = atheris.FuzzedDataProvider(raw)
    lang = LANGUAGES[data.ConsumeIntInRange(0, len(LANGUAGES) - 1)]
    place = list(PLACES)[data.ConsumeIntInRange(0, len(PLACES) - 1)]
    inside = wikitext(data) or "a"
    text = PLACES[place](inside.replace("%d", "1"), len(inside))
    start = time.process_time()
    battle = wikibattle.parse(text, lang=lang)
    printed = battle.model_dump_json()
    taken = time.process_time() - start
    assert taken < SECONDS, f"{taken:.2f} s for {len(text)} characters"
    assert wikibattle.Battle.model_validate_json(printed) == battle
    for finding in battle.findings:
        assert 0 <= finding.span[0] <= finding.span[1] <= len(text), finding


def main() -> None:
    seconds = sys.argv[1] if len(sys.argv) > 1 else "1800"
    check(b"\0" * 200)  # packs are loaded, patterns compiled
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=2000", *sys.argv[2:]], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
