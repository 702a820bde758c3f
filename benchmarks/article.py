"""What one article costs: `wikibattle.parse` beside other parsers of wikitext, in one run.

    python benchmarks/article.py [CORPUS] [--rounds N] [--node-modules FOLDER]

CORPUS is a folder of wikitext (default: ../shared/corpus, else fixtures/). For each article all
candidates are timed in turn, N rounds; printed is the processor time of the medians as a multiple of
a bare `mwparserfromhell.parse`, by size of article and over all, then the dearest article, where the
time goes by room, and the goals.

`wikibattle.parse` reads the box into typed values; the rest of the page is read when first asked for.
`+ JSON` asks for all of it. Every article was read once before the clock runs.

wikitextparser is measured where it is installed, wtf_wikipedia where node finds it in FOLDER
(`npm install wtf_wikipedia` makes one); neither is a dependency.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib.util
import json
import pstats
import statistics
import subprocess
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import mwparserfromhell
from common import articles, default_corpus, goal, seconds

import wikibattle

SIZES = (5_000, 20_000, 100_000, 10**9)
BARE = "mwparserfromhell.parse"
PARSE = "wikibattle.parse"
JSON = "wikibattle.parse + JSON"

Timer = Callable[[str], float]

#: Answers each line, the JSON of a text, with the seconds of processor time its parse took.
NODE = """
const wtf = require('wtf_wikipedia');
require('readline').createInterface({input: process.stdin}).on('line', line => {
  const text = JSON.parse(line), start = process.cpuUsage();
  wtf(text).json();
  const used = process.cpuUsage(start);
  console.log((used.user + used.system) / 1e6);
});
"""


def mwparserfromhell_queries(text: str) -> object:
    code = mwparserfromhell.parse(text)
    tags = code.filter_tags(matches=lambda node: node.tag == "ref")
    return code.filter_templates(), code.filter_wikilinks(), tags, code.get_sections()


def wikitextparser_queries(text: str) -> object:
    import wikitextparser

    page = wikitextparser.parse(text)
    return page.templates, page.wikilinks, page.get_tags("ref"), page.sections


def timed(call: Callable[[str], object]) -> Timer:
    return lambda text: seconds(lambda: call(text))


def node_timer(modules: Path) -> Timer:
    """Times wtf_wikipedia in a node of its own; `SystemExit` where it does not start."""
    command = ["node", "-e", NODE]
    node = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"NODE_PATH": str(modules), "PATH": "/usr/local/bin:/usr/bin"},
    )
    assert node.stdin
    assert node.stdout
    stdin, stdout = node.stdin, node.stdout

    def answer(text: str) -> float:
        stdin.write(json.dumps(text) + "\n")
        stdin.flush()
        line = stdout.readline()
        if not line:
            raise SystemExit(f"node cannot run wtf_wikipedia of {modules}: what it says is above")
        return float(line)

    return answer


def candidates(node_modules: Path | None) -> dict[str, Timer]:
    found = {BARE: timed(mwparserfromhell.parse)}
    found["mwparserfromhell + 4 queries"] = timed(mwparserfromhell_queries)
    if importlib.util.find_spec("wikitextparser"):
        found["wikitextparser + 4 queries"] = timed(wikitextparser_queries)
    else:
        print("wikitextparser is not installed: not measured")
    if node_modules:
        found["wtf_wikipedia json()"] = node_timer(node_modules)
    else:
        print("no --node-modules: wtf_wikipedia is not measured")
    found[PARSE] = timed(wikibattle.parse)
    found[JSON] = timed(lambda text: wikibattle.parse(text).model_dump_json())
    found["wikibattle.has_battle"] = timed(wikibattle.has_battle)
    return found


def medians(text: str, calls: dict[str, Timer], rounds: int) -> dict[str, float]:
    """Of each candidate, taken in turn so that the machine's drift hits all alike."""
    times = defaultdict(list)
    for _ in range(rounds):
        for name, call in calls.items():
            times[name].append(call(text))
    return {name: statistics.median(taken) for name, taken in times.items()}


def report(title: str, texts: list[str], measured: list[dict[str, float]]) -> dict[str, float]:
    """Prints and gives each candidate's time as a multiple of the bare parse."""
    sums = {name: sum(each[name] for each in measured) for name in measured[0]}
    characters = sum(map(len, texts))
    print(f"\n{title}: {len(texts)} with {characters:,} characters, {BARE} {sums[BARE] * 1000:,.0f} ms")
    ratios = {name: taken / sums[BARE] for name, taken in sums.items()}
    for name, ratio in ratios.items():
        print(f"    {name:30} {ratio:6.2f} x")
    return ratios


def by_room(call: Callable[[], object]) -> dict[str, float]:
    """The share of each room of the package and each library in the time of a call, by cProfile.

    What is built in (regexes, strings) counts for the room that calls it.
    """
    profile = cProfile.Profile()
    profile.runcall(call)
    shares: dict[str, float] = defaultdict(float)
    for (path, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if path == "~" and callers:
            for (caller, _, _), (_, _, within, _) in callers.items():
                shares[owner(caller)] += within
        else:
            shares[owner(path)] += own
    whole = sum(shares.values())
    return {name: share / whole for name, share in sorted(shares.items(), key=lambda each: -each[1])}


def owner(path: str) -> str:
    parts = Path(path).parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1].removesuffix(".py")
    if "wikibattle" in parts[:-1]:
        return "wikibattle/" + parts[len(parts) - 1 - parts[::-1].index("wikibattle") + 1]
    return "Python"


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("corpus", nargs="?", type=Path, default=default_corpus())
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--node-modules", type=Path)
    options = arguments.parse_args()
    texts = articles(options.corpus)
    calls = candidates(options.node_modules)
    for text in texts.values():
        wikibattle.parse(text).model_dump_json()
    measured = {name: medians(text, calls, options.rounds) for name, text in texts.items()}
    smallest = 0
    for size in SIZES:
        names = [name for name, text in texts.items() if smallest < len(text) <= size]
        if names:
            title = f"articles to {size:,} characters" if size < SIZES[-1] else "larger articles"
            report(title, [texts[name] for name in names], [measured[name] for name in names])
        smallest = size
    ratios = report("all articles", list(texts.values()), list(measured.values()))
    for title, call in {
        PARSE: lambda: [wikibattle.parse(text) for text in texts.values()],
        "wikibattle.parse + JSON": lambda: [
            wikibattle.parse(text).model_dump_json() for text in texts.values()
        ],
    }.items():
        shares = (f"{name} {share:.0%}" for name, share in by_room(call).items() if share >= 0.02)
        print(f"\nwhere the time of {title} goes: {', '.join(shares)}")
    each = {name: taken[PARSE] / taken[BARE] for name, taken in measured.items()}
    worst = max(each, key=lambda name: each[name])
    above = sum(ratio > 0.5 for ratio in each.values())
    print(f"\n{above} of {len(each)} articles above 0.5 x; the dearest, with its size, follows")
    goal("wikibattle.parse over all articles", ratios[PARSE], 0.33, f"x {BARE}")
    goal(f"wikibattle.parse of {worst} ({len(texts[worst]):,} characters)", each[worst], 0.5, f"x {BARE}")


if __name__ == "__main__":
    main()
