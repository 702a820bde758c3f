"""What the words of a result cell mean: roles from the language file, entities from the demonyms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from wikibattle.packs import Pack
from wikibattle.packs.demonyms import Demonyms, load_demonyms
from wikibattle.packs.lexicon import Lexicon, is_unspaced, shadow

_DISAMBIGUATION = re.compile(r"(?<!\s)\s*[(（][^()（）]*[)）]\s*$")
_SHORT_NAME = 4  # a name of so many signs may be called by its last one too


def plain_name(name: str) -> str:
    """A name without the disambiguation at its end: "Macedonia (ancient kingdom)"."""
    return _DISAMBIGUATION.sub("", name)


@dataclass(slots=True, frozen=True)
class Meaning:
    """What a word is to a result: its roles (fields of `ResultWords`), the entities it can name."""

    roles: frozenset[str]
    entities: tuple[str, ...]


@dataclass(slots=True, frozen=True, eq=False)
class Vocabulary:
    """The words of a language's results and its demonyms, found in one pass."""

    lexicon: Lexicon[Meaning]
    demonyms: Demonyms

    @lru_cache(maxsize=4096)  # noqa: B019  (vocabularies live as long as their packs: for ever)
    def entities(self, name: str) -> tuple[str, ...]:
        """The entities a name speaks of ("Kingdom of France", 法军, "USA")."""
        text = shadow(name)
        if text in self.demonyms.codes:
            return self.demonyms.codes[text]
        plain = plain_name(text)
        return (self._entities_in(plain) if plain != text else ()) or self._entities_in(text)

    def _entities_in(self, text: str) -> tuple[str, ...]:
        found: dict[str, None] = dict.fromkeys(self.demonyms.signs.get(text, ()))
        hits = self.lexicon.scan(text)
        for hit in hits:
            found.update(dict.fromkeys(hit.value.entities))
        forces = {hit.start for hit in hits if "forces" in hit.value.roles}
        known = {at for hit in hits for at in range(hit.start, hit.end)}
        for at, sign in enumerate(text):
            if at + 1 in forces and at not in known:
                found.update(dict.fromkeys(self.demonyms.signs.get(sign, ())))
        return tuple(found)

    @lru_cache(maxsize=4096)  # noqa: B019
    def is_coalition(self, name: str) -> bool:
        """Whether a word for a coalition stands in a name."""
        return any("coalition" in hit.value.roles for hit in self.lexicon.scan(shadow(name)))

    @lru_cache(maxsize=4096)  # noqa: B019
    def short_forms(self, name: str) -> frozenset[str]:
        """The single signs that can stand for a name: 曹 for 曹操, 魏 for 曹魏 and 魏国."""
        text = plain_name(shadow(name))
        if len(text) == 1:
            return frozenset(text)
        if not text or not is_unspaced(text[-1]) or not is_unspaced(text[0]):
            return frozenset()
        end = len(text)
        for hit in reversed(self.lexicon.scan(text)):
            if hit.end == end and hit.start > 0 and "forces" in hit.value.roles:
                end = hit.start
        return frozenset((text[0], text[end - 1]) if len(text) <= _SHORT_NAME else text[0])


_VOCABULARIES: dict[int, tuple[Pack, Vocabulary]] = {}  # by the pack's identity, which is kept alive here


def vocabulary(pack: Pack) -> Vocabulary:
    """The vocabulary of a pack, made when first asked for."""
    known = _VOCABULARIES.get(id(pack))
    if known is None:
        known = _VOCABULARIES[id(pack)] = (pack, _make_vocabulary(pack))
    return known[1]


def _make_vocabulary(pack: Pack) -> Vocabulary:
    demonyms = load_demonyms(pack.language)
    roles: dict[str, set[str]] = {}
    for role, words in pack.results:
        if isinstance(words, tuple):
            for word in words:
                roles.setdefault(word, set()).add(role)
    words = roles.keys() | demonyms.words.keys()
    return Vocabulary(
        lexicon=Lexicon(
            (word, Meaning(frozenset(roles.get(word, ())), demonyms.words.get(word, ()))) for word in words
        ),
        demonyms=demonyms,
    )
