"""The whole JSON of every fixture, as it was last read and found right.

After a change that is meant: `WIKIBATTLE_GOLDEN=write pytest tests/test_golden.py`, then read the diff.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import wikibattle
from tests.conftest import fixture_files

WRITE = os.environ.get("WIKIBATTLE_GOLDEN") == "write"


@pytest.mark.parametrize("path", fixture_files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_golden(path: Path) -> None:
    title = path.stem.replace("_", " ")
    battle = wikibattle.parse(path.read_text(encoding="utf-8"), title=title, lang=path.parent.name)
    found = battle.model_dump(mode="json")
    golden = path.with_suffix(".json")
    if WRITE:
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))
