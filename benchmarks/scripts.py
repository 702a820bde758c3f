"""How far `Battle.to_script` shows what MediaWiki shows: share of equal lines, by variant.

    python benchmarks/scripts.py [CORPUS] [--answers FOLDER | --api URL] [--show]

CORPUS is a folder of Chinese wikitext (default: ../shared/corpus/zh). What MediaWiki shows of each
article is read from FOLDER (default: ../shared/oracle/zh; one JSON an article, `text` by variant),
or asked of the MediaWiki whose api.php is at URL. Lines are compared where both read the same of
the page as written. Each difference is told by its class: which of the two writes what a careful
reader of the variant would, or that both are fine. `--show` prints every difference. The last
column is what OpenCC's own configurations come to alone, on the same lines.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path

import httpx

import wikibattle
from wikibattle.model import Battle, Script, Section
from wikibattle.script.conversion import VARIANTS
from wikibattle.script.folding import opencc_converter

_BLANKS = re.compile(r"\s*\t\s*")  # around the cells of a table
SHARED = Path(__file__).parent.parent.parent / "shared"

#: OpenCC's configurations into each script.
CONFIGS = {
    Script.HANS: ("t2s", "tw2s", "tw2sp", "hk2s", "hk2sp"),
    Script.HANT: ("s2t", "s2tw", "s2twp", "s2hk", "s2hkp"),
}

OURS, THEIRS, BOTH = "OpenCC right", "MediaWiki right", "both fine"

#: (we show, MediaWiki shows): who is right, and why.
CLASSES = {
    ("征", "徵"): OURS,  # 遠征到達 is an expedition; a table entry 征到 takes it for a levy
    ("衝", "沖"): OURS,  # 衝入敵陣
    ("杰", "傑"): BOTH,  # in names both are met: 蔡仁杰
    ("采", "採"): OURS,  # 采石 is a place
}


def own_lines(battle: Battle) -> list[str]:
    """Headings and text of an article, line by line."""

    def walk(sections: Iterable[Section]) -> Iterator[str]:
        for section in sections:
            yield section.title
            yield from section.text.split("\n")
            yield from walk(section.sections)

    return [line.strip() for line in walk(battle.sections) if line.strip()]


class _Lines(HTMLParser):
    """The lines of a page's HTML, without notes, edit links and the table of contents."""

    BLOCKS = frozenset("p div ul ol li dl dt dd table tr h1 h2 h3 h4 h5 h6 blockquote br hr".split())
    VOID = frozenset("br img hr input meta link wbr".split())
    HIDDEN = frozenset("mw-editsection reference references mw-references-wrap toc wb-tpl".split())

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    @property
    def _hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOCKS:
            self.parts.append("\n")
        if tag not in self.VOID:
            classes = set((dict(attrs).get("class") or "").split())
            hidden = self._hidden or tag in {"style", "script"} or bool(classes & self.HIDDEN)
            self._open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in self.BLOCKS:
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append("\t")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(" ".join(data.replace("\n", " ").split(" ")))

    @property
    def lines(self) -> list[str]:
        lines = "".join(self.parts).split("\n")
        return [_BLANKS.sub("\t", line.strip()) for line in lines if line.strip()]


def ask(client: httpx.Client, api: str, text: str, title: str) -> dict[str, list[str]]:
    """What a MediaWiki shows of a page, by variant; "zh" is the page as written."""
    shown = {}
    for variant in ("zh", *VARIANTS):
        form = {
            "action": "parse",
            "format": "json",
            "formatversion": "2",
            "contentmodel": "wikitext",
            "prop": "text",
            "title": title,
            "text": text,
            "variant": variant,
            "disableeditsection": "1",
        }
        answer = client.post(api, data=form).raise_for_status().json()
        reader = _Lines()
        reader.feed(answer["parse"]["text"])
        shown[variant] = reader.lines
    return shown


def stored(folder: Path, title: str) -> dict[str, list[str]]:
    """What a MediaWiki showed of a page when it was asked."""
    texts = json.loads((folder / f"{title}.json").read_text(encoding="utf-8"))["text"]
    return {
        variant: [_BLANKS.sub("\t", line) for line in text.split("\n") if line]
        for variant, text in texts.items()
    }


@dataclass
class Tally:
    """The lines of one variant."""

    compared: int = 0
    equal: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    alone: Counter[str] = field(default_factory=Counter)

    def add_alone(self, as_written: str, theirs: str, configs: Iterable[str]) -> None:
        for config in configs:
            self.alone[config] += opencc_converter(config)(as_written) == theirs

    def add(self, ours: str, theirs: str) -> None:
        self.compared += 1
        if ours == theirs:
            self.equal += 1
            return
        for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if tag != "equal":
                found = CLASSES.get((ours[i:j], theirs[k:m]), "unclassed")
                self.classes[found] += 1
                near = f"{ours[max(0, i - 3) : j + 3]} | {theirs[max(0, k - 3) : m + 3]}"
                self.differences.append(f"{found}: {near}")


def compare(battle: Battle, shown: dict[str, list[str]], tallies: dict[str, Tally]) -> tuple[int, int]:
    """Adds one article; how many lines both read alike of the page as written, and how many there are."""
    as_written = own_lines(battle)
    matcher = SequenceMatcher(None, as_written, shown["zh"], autojunk=False)
    pairs = [(b.a + n, b.b + n) for b in matcher.get_matching_blocks() for n in range(b.size)]
    for variant in VARIANTS:
        if variant not in shown:
            continue
        if len(shown[variant]) != len(shown["zh"]):
            raise SystemExit(f"{battle.title}: MediaWiki shows {variant} in another number of lines than zh")
        ours = own_lines(battle.to_script(variant))
        for mine, its in pairs:
            tallies[variant].add(ours[mine], shown[variant][its])
            tallies[variant].add_alone(as_written[mine], shown[variant][its], CONFIGS[VARIANTS[variant]])
    return len(pairs), len(as_written)


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("corpus", nargs="?", type=Path, default=SHARED / "corpus" / "zh")
    arguments.add_argument("--answers", type=Path, default=SHARED / "oracle" / "zh")
    arguments.add_argument("--api")
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    tallies = {variant: Tally() for variant in VARIANTS}
    alike = lines = 0
    with httpx.Client(timeout=60) as client:
        for path in sorted(options.corpus.glob("*.wikitext")):
            text, title = path.read_text(encoding="utf-8"), path.stem
            shown = ask(client, options.api, text, title) if options.api else stored(options.answers, title)
            battle = wikibattle.parse(text, title=title, lang="zh")
            found, whole = compare(battle, shown, tallies)
            alike, lines = alike + found, lines + whole
    print(f"{alike} of {lines} lines are read alike of the pages as written, and compared")
    for variant, tally in tallies.items():
        if tally.compared:
            classes = ", ".join(f"{name} {count}" for name, count in sorted(tally.classes.items()))
            share = tally.equal / tally.compared
            alone = ", ".join(
                f"{config} {equal / tally.compared:.1%}" for config, equal in tally.alone.items()
            )
            counts = f"{tally.equal:4} of {tally.compared} equal {share:7.2%}"
            print(f"{variant:7} {counts}  {classes or '-':28}  {alone}")
            for difference in tally.differences if options.show else ():
                print(f"         {difference}")


if __name__ == "__main__":
    main()
