"""Page titles as MediaWiki normalises them, and the facts of a wiki that this needs."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

#: Canonical (English) namespace names and the aliases every wiki understands.
#: https://www.mediawiki.org/wiki/Help:Namespaces
_CANONICAL = """
    Media Special Talk User User_talk Project Project_talk File File_talk MediaWiki MediaWiki_talk
    Template Template_talk Help Help_talk Category Category_talk Portal Portal_talk Draft Draft_talk
    Module Module_talk
""".split()
_ALIASES = {
    "image": "File",
    "image talk": "File talk",
    "wikipedia": "Project",
    "wikipedia talk": "Project talk",
}

#: Interwiki prefixes of sister projects. https://meta.wikimedia.org/wiki/Help:Interwiki_linking
_PROJECTS = frozenset(
    """
        w wikipedia wikt wiktionary n wikinews b wikibooks q wikiquote s wikisource species wikispecies
        v wikiversity voy wikivoyage wmf foundation c commons m meta metawikipedia mw mediawikiwiki
        incubator phab d wikidata f toolforge outreach
    """.split()
)

#: Language codes of Wikipedias: a link with such a prefix is an interlanguage link.
#: https://meta.wikimedia.org/wiki/List_of_Wikipedias
_LANGUAGES = frozenset(
    """
        aa ab ace ady af als alt am ami an ang ann anp ar arc ary arz as ast atj av avk awa ay az azb ba
        ban bar bat-smg bbc bcl bdr be be-tarask be-x-old bew bg bh bi bjn blk bm bn bo bpy br bs btm
        bug bxr ca cbk-zam cdo ce ceb ch chr chy ckb co cr crh cs csb cu cv cy da dag de dga din diq dsb
        dtp dty dv dz ee el eml en eo es et eu ext fa fat ff fi fiu-vro fj fo fon fr frp frr fur fy ga
        gag gan gcr gd gl glk gn gom gor got gpe gsw gu guc gur guw gv ha hak haw he hi hif ho hr hsb ht
        hu hy hyw ia iba id ie ig igl ik ilo inh io is it iu ja jam jbo jv ka kaa kab kbd kbp kcg kg kge
        ki kk kl km kn knc ko koi krc ks ksh ku kus kv kw ky la lad lb lbe lez lfn lg li lij lld lmo ln
        lo lt ltg lv lzh mad mai map-bms mdf mg mhr mi min mk ml mn mni mnw mo mos mr mrj ms mt mwl my
        myv mzn na nah nan nap nb nds nds-nl ne new nia nl nn no nov nqo nr nrm nso nup nv ny oc olo om
        or os pa pag pam pap pcd pcm pdc pfl pi pih pl pms pnb pnt ps pt pwn qu rm rmy rn ro roa-rup
        roa-tara rsk ru rue rw sa sah sat sc scn sco sd se sg sgs sh shi shn shy si simple sk skr sl sm
        smn sn so sq sr srn ss st stq su sv sw syl szl szy ta tay tcy tdd te tet tg th ti tk tl tly tn
        to tpi tr trv ts tt tum tw ty tyv udm ug uk ur uz ve vec vep vi vls vo vro wa war wo wuu xal xh
        xmf yi yo yue za zea zgh zh zh-cfr zh-classical zh-cn zh-hans zh-hant zh-hk zh-min-nan zh-mo
        zh-my zh-sg zh-tw zh-yue zu
    """.split()
)

_SPACES = re.compile("[ _\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e]")
_ILLEGAL = re.compile(
    r"[\x00-\x1f\x7f<>\[\]{}|]|~~~|%[0-9A-Fa-f]{2}|&(?:[A-Za-z0-9\x80-\U0010ffff]+|#\d+|#x[0-9A-Fa-f]+);"
)
_PROTOCOL = re.compile(
    r"(?:https?|ftps?|ssh|sftp|irc|ircs|xmpp|sip|sips|gopher|telnet|nntp|worldwind|mailto|tel|sms|news|svn|git|mms|"
    r"bitcoin|magnet|urn|geo|redis|matrix):|//",
    re.IGNORECASE,
)
_MAX_TITLE_BYTES = 255
_SURELY_SHORT = 60  # characters: at most four bytes each
_NEEDS_CARE = re.compile(
    r"[#:%&_<>\[\]{}|~/\x00-\x1f\x7f\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u3000]|  |^[ .]*\.|\.$"
)


@dataclass(frozen=True)
class Site:
    """What is particular to one wiki: namespace names, link trail, whether its language converts."""

    language: str
    namespaces: Mapping[str, Iterable[str]] = field(default_factory=dict)  # canonical: local names
    link_trail: str = "[a-z]+"
    converter: bool = False

    @cached_property
    def namespace_of(self) -> dict[str, str]:
        """Canonical namespace by any of its names, in lower case."""
        known = {name.replace("_", " ").lower(): name.replace("_", " ") for name in _CANONICAL}
        known.update(_ALIASES)
        for canonical, names in self.namespaces.items():
            known.update({name.replace("_", " ").lower(): canonical for name in names})
        return known

    @cached_property
    def trail(self) -> re.Pattern[str]:
        """Letters right after a link that are shown as part of it."""
        return re.compile(self.link_trail or r"(?!)")


class Title(NamedTuple):
    """A normalised title: `target` has neither namespace nor fragment."""

    target: str
    fragment: str | None = None
    namespace: str | None = None
    interwiki: str | None = None
    leading_colon: bool = False

    @property
    def is_language_link(self) -> bool:
        """Whether MediaWiki would put it among the page's other languages."""
        return self.interwiki in _LANGUAGES and not self.leading_colon


def read_title(raw: str, site: Site) -> Title | None:
    """The title a link's target names; None where MediaWiki would not make a link of it.

    Underscores and all kinds of spaces become single spaces, entities and percent codes are
    decoded, the first letter is a capital (except behind an interwiki prefix), NFC.
    """
    if len(raw) < _SURELY_SHORT and not _NEEDS_CARE.search(raw) and unicodedata.is_normalized("NFC", raw):
        text = raw.strip(" ")  # most titles: nothing to decode, no prefix, no fragment
        return Title(capitalised(text)) if text else None
    if "%" in raw:
        raw = unquote(raw, errors="replace")
    if "&" in raw:
        raw = html.unescape(raw)
    text = _SPACES.sub(" ", _DIRECTION_MARKS.sub("", unicodedata.normalize("NFC", raw))).strip(" ")
    if _PROTOCOL.match(text):
        return None
    colon = text.startswith(":")
    text = text[1:].lstrip(" ") if colon else text
    text, hash_sign, fragment = text.partition("#")
    namespace, interwiki, text = _prefixes(text, site)
    text = text.strip(" ")
    if _ILLEGAL.search(text) or (not text and not (hash_sign or interwiki)) or text.startswith(":"):
        return None
    if len(text.encode("utf-8", "replace")) > _MAX_TITLE_BYTES or _is_relative(text):
        return None
    if not interwiki:
        text = capitalised(text)
    return Title(text, fragment.strip(" ") or None if hash_sign else None, namespace, interwiki, colon)


def _prefixes(text: str, site: Site) -> tuple[str | None, str | None, str]:
    """Takes interwiki and namespace prefixes off a title."""
    interwiki = None
    while ":" in text:
        prefix, _, rest = text.partition(":")
        prefix = prefix.strip(" ").lower()
        namespace = site.namespace_of.get(prefix)
        if namespace and not interwiki:
            return namespace, None, rest
        if prefix not in _PROJECTS and prefix not in _LANGUAGES:
            break
        if interwiki is None and prefix == site.language:  # the wiki's own prefix
            text = rest.lstrip(" ")
            continue
        if interwiki:
            break
        interwiki, text = prefix, rest.strip(" ")
    return None, interwiki, text


def _is_relative(text: str) -> bool:
    return text in {".", ".."} or text.startswith(("./", "../")) or "/./" in text or "/../" in text


def capitalised(text: str) -> str:
    """`text` with its first letter a capital, where that is one letter (ß stays)."""
    first = text[:1].upper()
    return first + text[1:] if len(first) == 1 else text
