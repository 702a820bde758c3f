"""The texts of revisions on disk. A revision never changes, so what is here is never asked for again."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from wikibattle.sources.files import SourceError


def default_cache() -> Path:
    """Where the cache lies unless told otherwise: in $XDG_CACHE_HOME, else in ~/.cache."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "wikibattle" / "revisions"


class RevisionCache:
    """A folder a wiki, a file a revision."""

    def __init__(self, folder: Path, wiki: str) -> None:
        """`wiki`: what tells it from all others: its address."""
        self._folder = folder / quote(wiki, safe="")

    def get(self, revision_id: int) -> str | None:
        """The text, or None where it is not here. Raises `SourceError` where it cannot be read."""
        path = self._path(revision_id)
        try:
            return path.read_bytes().decode()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SourceError(f"{path}: {error.strerror or error}") from error
        except UnicodeDecodeError as error:
            raise SourceError(f"{path}: damaged (not UTF-8): remove it, it will be fetched again") from error

    def put(self, revision_id: int, text: str) -> None:
        """Keeps the text, whole or not at all. Raises `SourceError`."""
        path = self._path(revision_id)
        fresh = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(text.encode())
            fresh.replace(path)
        except OSError as error:
            raise SourceError(f"{path}: {error.strerror or error}") from error

    def _path(self, revision_id: int) -> Path:
        """A hundred folders, so that none grows too long."""
        return self._folder / f"{revision_id % 100:02}" / f"{revision_id}.wikitext"
