"""Where the test material lies. Real articles are tested where they are, beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
SHARED = Path(os.environ.get("WIKIBATTLE_SHARED", ROOT.parent / "shared"))

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs the real articles of ../shared (or WIKIBATTLE_SHARED)"
)


def fixture_files() -> list[Path]:
    """Every article of the project's own."""
    return sorted(FIXTURES.glob("*/*.wikitext"))


def corpus_files() -> list[Path]:
    """Every real article at hand."""
    return sorted((SHARED / "corpus").glob("*/*.wikitext"))
