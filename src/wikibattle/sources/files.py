"""Wikitext from files, folders and standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

#: Files of a folder that are taken for wikitext.
SUFFIXES = (".wikitext", ".wiki", ".mediawiki", ".txt")

#: The name that stands for standard input.
STANDARD_INPUT = "-"


class SourceError(Exception):
    """An input that cannot be read; its words say which, and why."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input: where it comes from, and the page title its name gives."""

    path: str

    @property
    def title(self) -> str | None:
        """The file's name as a title: without its ending, underscores as spaces, %2F as a slash."""
        return None if self.path == STANDARD_INPUT else unquote(Path(self.path).stem).replace("_", " ")

    def read(self) -> str:
        """The text, exactly as its bytes say (line ends kept, a byte order mark dropped).

        Raises `SourceError` for a file that is missing or unreadable, that is not UTF-8 (with the
        offset of the first wrong byte), or that holds no text.
        """
        try:
            data = sys.stdin.buffer.read() if self.path == STANDARD_INPUT else Path(self.path).read_bytes()
        except OSError as error:
            raise SourceError(f"{self.path}: {error.strerror or error}") from error
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            wrong = f"byte 0x{data[error.start]:02x} at offset {error.start}"
            raise SourceError(f"{self.path}: not UTF-8: {wrong}; convert the file to UTF-8") from error
        if not text.strip():
            raise SourceError(f"{self.path}: empty: there is no wikitext to read")
        return text


def find_sources(paths: Iterable[str]) -> Iterator[Source | SourceError]:
    """The inputs that paths name: files, every wikitext file of a folder (sorted), or "-".

    A folder without wikitext gives a `SourceError` in its place.
    """
    for path in paths:
        folder = Path(path)
        if path == STANDARD_INPUT or not folder.is_dir():
            yield Source(path)
            continue
        inside = folder.rglob("*")
        files = sorted(file for file in inside if file.suffix.lower() in SUFFIXES and file.is_file())
        if not files:
            yield SourceError(f"{path}: no wikitext in this folder (files ending in {', '.join(SUFFIXES)})")
        for file in files:
            yield Source(str(file))
