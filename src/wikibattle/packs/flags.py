"""Which country a flag template's code stands for ({{flag|FRA}}, {{ROC}})."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def _countries(language: str) -> dict[str, str]:
    """Country names in a language, by code; in English where the table has no other."""
    table = (files("wikibattle.packs") / "tables" / "demonyms.csv").read_text(encoding="utf-8")
    names: dict[str, str] = {}
    for row in csv.DictReader(table.splitlines()):
        local = "" if language == "en" else (row.get(f"{language}.names") or "").partition("|")[0]
        for code in filter(str.isupper, row["codes"].split("|")):
            names.setdefault(code, local or row["entity"])
    return names


def country_of_code(code: str, language: str) -> str | None:
    """The country a code names, in the words of `language`; None for a code of none."""
    return _countries(language).get(code.strip())
