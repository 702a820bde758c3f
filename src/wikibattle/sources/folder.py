"""Articles into a folder of wikitext files, which `find_sources` reads back."""

from __future__ import annotations

from pathlib import Path

from wikibattle.sources.article import Article
from wikibattle.sources.files import SourceError


def write_article(article: Article, folder: Path) -> Path:
    """Writes one article to a file of its title (a slash as %2F); gives the file.

    Raises `SourceError` where it is there already, or cannot be written.
    """
    path = folder / (article.title.replace(" ", "_").replace("/", "%2F") + ".wikitext")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as stream:
            stream.write(article.text)
    except FileExistsError:
        raise SourceError(f"{path}: exists already: remove it, or name another folder") from None
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error
    return path
