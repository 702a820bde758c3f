"""`wikibattle check`: the findings of articles, one a line, as linters print them.

Exit status: 1 where an error was found or an input failed, else 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_right
from collections.abc import Iterator

from wikibattle.model import Finding, Severity

CLEAN, ERRORS = 0, 1
_ORDER = (Severity.INFO, Severity.WARNING, Severity.ERROR)


def add_options(command: argparse.ArgumentParser) -> None:
    """What `check` takes beside its inputs."""
    command.add_argument("--format", choices=("text", "json"), default="text", help="lines, or a JSON array")
    command.add_argument(
        "--severity",
        choices=[severity.value for severity in _ORDER],
        default=Severity.INFO.value,
        help="show only findings as bad as this or worse",
    )


def check(options: argparse.Namespace) -> int:
    """Prints the findings of every input; returns the exit status."""
    from wikibattle.battle.parse import parse
    from wikibattle.sources.enterprise import is_snapshot
    from wikibattle.sources.files import SourceError, find_sources

    status = CLEAN
    found: list[dict[str, object]] = []
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
        for row in _rows(source.path, text, battle.findings, Severity(options.severity)):
            if row["severity"] == Severity.ERROR.value:
                status = ERRORS
            if options.format == "json":
                found.append(row)
            else:
                print("{file}:{line}:{column} {code} {message}".format(**row))  # noqa: T201
    if options.format == "json":
        print(json.dumps(found, ensure_ascii=False, indent=1))  # noqa: T201 (what the command is for)
    return status


def _rows(
    path: str, text: str, findings: tuple[Finding, ...], least: Severity
) -> Iterator[dict[str, object]]:
    """Each finding with its place: line and column count from 1, in code points."""
    lines = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    for finding in findings:
        if _ORDER.index(finding.severity) < _ORDER.index(least):
            continue
        line = bisect_right(lines, finding.span[0])
        column = finding.span[0] - lines[line - 1] + 1
        yield {"file": path, "line": line, "column": column, **finding.model_dump(mode="json")}
