"""The little file beside an output that an interrupted run is resumed by."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from wikibattle.output.writer import OutputError


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder (a rename, a new file) outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def save_state(path: Path, state: dict[str, Any]) -> None:
    """Writes the state whole or not at all: a new file in the old one's place."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as stream:
        json.dump(state, stream, ensure_ascii=False)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def load_state(path: Path, output: Path) -> dict[str, Any]:
    """The state that was saved. Raises `OutputError` where there is none or it is not one of ours."""
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise OutputError(
            f"{output}: nothing to resume ({path.name} is not there): run without --resume"
        ) from None
    except ValueError as error:
        raise OutputError(f"{path}: not the state of an interrupted run: {error}") from error
    if not isinstance(state, dict) or "mark" not in state:
        raise OutputError(f"{path}: not the state of an interrupted run: it has no mark")
    return state
