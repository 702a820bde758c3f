"""Findings as lines, as JSON and as SARIF 2.1.0, each with its place in its file.

Lines and columns count from 1; a column counts code points, and a line ends with its line feed.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import wikibattle
from wikibattle.model import CODES, Code, Finding, Severity

#: https://docs.oasis-open.org/sarif/sarif/v2.1.0/
_SARIF_VERSION = "2.1.0"
_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


@dataclass(slots=True, frozen=True)
class Located:
    """A finding in a file: where its span starts, and where it ends (the column behind it)."""

    file: str
    start: tuple[int, int]
    end: tuple[int, int]
    finding: Finding


def locate(file: str, text: str, findings: Iterable[Finding]) -> list[Located]:
    """Findings of the text that `file` holds, each with its lines and columns."""
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    return [
        Located(file, _place(starts, each.span[0]), _place(starts, each.span[1]), each) for each in findings
    ]


def _place(starts: Sequence[int], at: int) -> tuple[int, int]:
    line = bisect_right(starts, at)
    return line, at - starts[line - 1] + 1


def as_line(located: Located) -> str:
    """`file:line:column code message (suggestion)`."""
    finding, (line, column) = located.finding, located.start
    suggestion = f" ({finding.suggestion})" if finding.suggestion else ""
    message = f"{finding.message}{suggestion}".replace("\n", " ")
    return f"{located.file}:{line}:{column} {finding.code} {message}"


def as_json(found: Iterable[Located]) -> str:
    """An array with an object a finding."""
    rows = [
        {
            "file": each.file,
            "line": each.start[0],
            "column": each.start[1],
            **each.finding.model_dump(mode="json"),
        }
        for each in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_sarif(found: Iterable[Located]) -> str:
    """A SARIF log of one run, whose rules are all codes of the registry."""
    rules = list(CODES.values())
    indices = {rule.name: index for index, rule in enumerate(rules)}
    driver = {
        "name": "wikibattle",
        "version": wikibattle.__version__,
        "rules": [_sarif_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(each, indices) for each in found],
    }
    log = {"$schema": _SARIF_SCHEMA, "version": _SARIF_VERSION, "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _sarif_rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.name,
        "shortDescription": {"text": code.meaning},
        "defaultConfiguration": {"level": _SARIF_LEVELS[code.severity]},
    }


def _sarif_result(located: Located, indices: dict[str, int]) -> dict[str, Any]:
    finding = located.finding
    suggestion = f" ({finding.suggestion})" if finding.suggestion else ""
    region = {
        "startLine": located.start[0],
        "startColumn": located.start[1],
        "endLine": located.end[0],
        "endColumn": located.end[1],
        "charOffset": finding.span[0],
        "charLength": finding.span[1] - finding.span[0],
    }
    place = {"artifactLocation": {"uri": quote(located.file.replace("\\", "/"))}, "region": region}
    return {
        "ruleId": finding.code,
        "ruleIndex": indices[finding.code],
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message + suggestion},
        "locations": [{"physicalLocation": place}],
    }
