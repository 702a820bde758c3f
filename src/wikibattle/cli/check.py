"""`wikibattle check`: the findings of articles, as linters print them.

Exit status: 1 where an error was found or an input failed, 2 for wrong usage, else 0.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from difflib import get_close_matches

from wikibattle.model import CODES, Finding, Severity

CLEAN, ERRORS = 0, 1
_ORDER = (Severity.INFO, Severity.WARNING, Severity.ERROR)


def add_options(command: argparse.ArgumentParser) -> None:
    """What `check` takes beside its inputs."""
    command.add_argument(
        "--format",
        choices=("text", "json", "sarif"),
        default="text",
        help="lines, a JSON array, or a SARIF 2.1.0 log",
    )
    command.add_argument(
        "--severity",
        choices=[severity.value for severity in _ORDER],
        default=Severity.INFO.value,
        help="show only findings as bad as this or worse",
    )
    for name, help_text in (("--select", "show only these"), ("--ignore", "show all but these")):
        command.add_argument(
            name,
            type=_codes,
            action="extend",
            metavar="CODE,…",
            help=f"{help_text}: codes of docs/findings.md, or the first word of several (date)",
        )


def _codes(words: str) -> list[str]:
    """The codes that a list with commas names, each whole or by the first word of several."""
    codes: list[str] = []
    for word in filter(None, (word.strip() for word in words.split(","))):
        meant = [code for code in CODES if code == word or code.startswith(f"{word}-")]
        if not meant:
            subjects = {code.partition("-")[0] for code in CODES}
            near = get_close_matches(word, [*CODES, *subjects], n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else "docs/findings.md lists them all"
            raise argparse.ArgumentTypeError(f"no finding has the code {word!r}; {hint}")
        codes += meant
    return codes


def _filter(options: argparse.Namespace) -> Callable[[Finding], bool]:
    """Whether a finding is to be shown."""
    selected = set(CODES if options.select is None else options.select) - set(options.ignore or ())
    least = _ORDER.index(Severity(options.severity))
    return lambda finding: finding.code in selected and _ORDER.index(finding.severity) >= least


def check(options: argparse.Namespace) -> int:
    """Prints the findings of every input; returns the exit status."""
    from wikibattle.battle.parse import parse
    from wikibattle.output.findings import Located, as_json, as_line, as_sarif, locate
    from wikibattle.sources.enterprise import is_snapshot
    from wikibattle.sources.files import SourceError, find_sources

    status = CLEAN
    is_shown = _filter(options)
    found: list[Located] = []
    for source in find_sources(options.inputs):
        try:
            if isinstance(source, SourceError):
                raise source
            if is_snapshot(source.path):
                raise SourceError(
                    f"{source.path}: a snapshot of many articles: check reads files of wikitext"
                )
            text = source.read()
        except SourceError as error:
            print(f"wikibattle: {error}", file=sys.stderr)  # noqa: T201 (what standard error is for)
            status = ERRORS
            continue
        battle = parse(text, title=options.title or source.title, lang=options.lang)
        shown = locate(source.path, text, filter(is_shown, battle.findings))
        if any(each.finding.severity is Severity.ERROR for each in shown):
            status = ERRORS
        if options.format == "text":
            for each in shown:
                print(as_line(each))  # noqa: T201 (what the command is for)
        else:
            found += shown
    if options.format != "text":
        print((as_json if options.format == "json" else as_sarif)(found))  # noqa: T201
    return status
