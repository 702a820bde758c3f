"""Titles as MediaWiki normalises them (answers checked against MediaWiki 1.39)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikibattle.packs import load_pack
from wikibattle.wikitext.titles import Title, read_title

ZH = load_pack("zh").site.site("zh")
EN = load_pack("en").site.site("en")

TITLES = {
    "first letter": ("battle of X", Title("Battle of X")),
    "underscores and blanks": (" a__b _ c ", Title("A b c")),
    "ideographic space": ("甲\u3000乙", Title("甲 乙")),
    "percent code": ("A%20B", Title("A B")),
    "entity": ("a&amp;b", Title("A&b")),
    "numeric entity": ("a&#39;b", Title("A'b")),
    "fragment": ("a#b_c", Title("A", "b c")),
    "fragment alone": ("#b", Title("", "b")),
    "namespace": ("user: x", Title("X", namespace="User")),
    "namespace in Chinese": ("分类:甲", Title("甲", namespace="Category")),
    "alias": ("Image:x.jpg", Title("X.jpg", namespace="File")),
    "leading colon": (":Category:x", Title("X", namespace="Category", leading_colon=True)),
    "interwiki keeps its first letter": ("en:x", Title("x", interwiki="en")),
    "interwiki in capitals": ("WIKT:x", Title("x", interwiki="wikt")),
    "a colon that is no prefix": ("Star: a war", Title("Star: a war")),
    "the wiki's own prefix": ("zh:x", Title("X")),
    "direction marks": ("a\u200e", Title("A")),
    "eszett stays": ("ßx", Title("ßx")),
    "accented letter": ("é", Title("É")),
}


@pytest.mark.parametrize(("raw", "title"), TITLES.values(), ids=TITLES)
def test_normalised(raw: str, title: Title) -> None:
    assert read_title(raw, ZH) == title


@pytest.mark.parametrize(
    "raw",
    ["", " ", ":", "a<b", "a|b", "a{b", "a[b", "http://x", "//x", "../x", "./x", "a\x00b", "x" * 256, "~~~"],
)
def test_no_title(raw: str) -> None:
    assert read_title(raw, EN) is None


@given(st.text(max_size=80))
def test_any_text_has_a_title_or_none_and_reading_it_again_changes_nothing(raw: str) -> None:
    title = read_title(raw, ZH)
    if title is not None and title.namespace is None and title.interwiki is None and title.target:
        again = read_title(title.target, ZH)
        assert again is None or again.target == title.target or "%" in title.target or "&" in title.target
