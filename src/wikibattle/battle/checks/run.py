"""Runs all checks of an article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from wikibattle.battle.checks.boxes import transcluded_box
from wikibattle.battle.checks.citations import citation_needed
from wikibattle.battle.checks.coordinates import coordinates
from wikibattle.battle.checks.dates import (
    date_against_categories,
    date_against_lead,
    date_against_timeline,
)
from wikibattle.battle.checks.figures import losses_above_strength, sums
from wikibattle.battle.checks.links import disambiguation_links
from wikibattle.battle.checks.names import commanders_on_two_sides, spellings
from wikibattle.battle.checks.notes import (
    footnotes_without_source,
    numeric_names,
    redefined_notes,
    undefined_notes,
    unused_notes,
    wrong_dois,
    wrong_isbns,
)
from wikibattle.battle.checks.parameters import duplicate_parameters, unknown_parameters
from wikibattle.battle.checks.subject import Check, Subject
from wikibattle.battle.findings import limited
from wikibattle.model import Finding

CHECKS: tuple[Check, ...] = (
    transcluded_box,
    duplicate_parameters,
    unknown_parameters,
    coordinates,
    citation_needed,
    undefined_notes,
    redefined_notes,
    unused_notes,
    numeric_names,
    footnotes_without_source,
    wrong_isbns,
    wrong_dois,
    disambiguation_links,
    sums,
    losses_above_strength,
    commanders_on_two_sides,
    spellings,
    date_against_lead,
    date_against_categories,
    date_against_timeline,
)


def run_checks(subject: Subject) -> Iterator[Finding]:
    """What the checks find, of each code a bounded number."""
    found = [finding for check in CHECKS for finding in check(subject)]
    for code, group in groupby(sorted(found, key=_code), _code):
        yield from limited(list(group), code)


def _code(finding: Finding) -> str:
    return finding.code
