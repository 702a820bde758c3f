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


@cache
def load_pack_with(language: str, box_names: tuple[str, ...]) -> Pack:
    """The pack of a language whose box has further names: redirects and wrappers of one wiki.

    A wrapper takes keys of its own, so the pack no longer says that all keys are listed.
    """
    pack = load_pack(language)
    names = (*pack.infobox.names, *box_names)
    infobox = pack.infobox.model_copy(update={"names": names, "complete": False})
    return pack.model_copy(update={"infobox": infobox})
