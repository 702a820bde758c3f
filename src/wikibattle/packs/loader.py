"""Loads a language file once, when first used."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from wikibattle.packs.pack import Pack


class UnknownLanguageError(ValueError):
    """No language file exists for the code asked for."""


_LANGUAGES = files("wikibattle.packs") / "languages"


@cache
def known_languages() -> tuple[str, ...]:
    """The codes of all languages there is a file for, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(".toml") for entry in _LANGUAGES.iterdir() if entry.name.endswith(".toml")
        )
    )


@cache
def load_pack(language: str) -> Pack:
    """The pack of a language code ("zh", "en", …).

    Raises `UnknownLanguageError` for a code there is no file for, naming those there are.
    """
    if language not in known_languages():
        raise UnknownLanguageError(
            f"unknown language {language!r}: expected one of {', '.join(known_languages())}"
        )
    return Pack.model_validate(tomllib.loads((_LANGUAGES / f"{language}.toml").read_text(encoding="utf-8")))
