"""Notes in plain words: what is certain of the source, and nothing where it is not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikibattle.model import Citation
from wikibattle.packs import known_languages, load_pack
from wikibattle.reading.cells import read_cell
from wikibattle.reading.citations.people_names import name_reader
from wikibattle.reading.citations.plain import read_plain_note


def read(note: str, lang: str) -> list[Citation]:
    pack = load_pack(lang)
    return read_plain_note(read_cell(note, pack), pack)


def said(citation: Citation) -> dict[str, Any]:
    return citation.model_dump(mode="json", exclude_defaults=True)


def short(*authors: str, **more: Any) -> dict[str, Any]:
    return {"type": "short", "authors": list(authors), **more}


def book(title: str, *authors: str, **more: Any) -> dict[str, Any]:
    return {"type": "book", "title": title, **({"authors": list(authors)} if authors else {}), **more}


WESTERN: dict[str, list[dict[str, Any]]] = {
    # names, year, pages
    "Busey and Martin, p. 125": [short("Busey", "Martin", pages="125")],
    "Ash 1990, pp. 12–14.": [short("Ash", year=1990, pages="12–14")],
    "Ash (1990), p.&nbsp;xi": [short("Ash", year=1990, pages="xi")],
    "Ash (1990)": [short("Ash", year=1990)],
    "Ash, Bo & Dee, pp. 3, 5, 7–9": [short("Ash", "Bo", "Dee", pages="3, 5, 7–9")],
    "Ash 1990, pp. 19, 21.": [short("Ash", year=1990, pages="19, 21")],
    "Ash, p. 3, 1990.": [short("Ash", pages="3", year=1990)],
    "van Eck 1990, 5–9.": [short("van Eck", year=1990, pages="5–9")],
    "Ash, p. 3; and Bo, p. 4.": [short("Ash", pages="3"), short("Bo", pages="4")],
    "Ash et al., p. 3": [short("Ash", pages="3")],
    "von Eck, page 3": [short("von Eck", pages="3")],
    "See also Ash, p. 3. He counts otherwise.": [short("Ash", pages="3")],
    "Ash Vol. III, p. 3": [short("Ash", volume="III", pages="3")],
    "Ash III p. 3": [short("Ash", volume="III", pages="3")],
    "Ash (1990), p. 3; Bo (2001), p. 4": [
        short("Ash", year=1990, pages="3"),
        short("Bo", year=2001, pages="4"),
    ],
    "Ash (1990), [https://a.example/x p. 3]": [short("Ash", year=1990, pages="3", url="https://a.example/x")],
    # with a title
    "Ash, ''The Fords'', p. 3": [short("Ash", title="The Fords", pages="3")],
    "Ash: ''The Fords,'' 160": [short("Ash", title="The Fords", pages="160")],
    "Smith, John (1990). The Battle. Oxford: OUP. p. 5.": [
        book("The Battle", "Smith, John", publisher="OUP", year=1990, pages="5")
    ],
    "Jane Ash, ''The Fords: A History'' (York: Ford, 1990), p. 3": [
        book("The Fords: A History", "Jane Ash", publisher="Ford", year=1990, pages="3")
    ],
    "Jane Ash, ''The Fords'', Rill University Press, 1990, {{ISBN|0-19-280342-5}}": [
        book("The Fords", "Jane Ash", publisher="Rill University Press", year=1990, isbn="9780192803429")
    ],
    "Ash, Jane. ''The Fords''. Boston, 1990: 3–4.": [book("The Fords", "Ash, Jane", year=1990, pages="3–4")],
    "Ash, J. and Bo, K. L., eds. ''The Fords'' (1990)": [
        {"type": "book", "title": "The Fords", "editors": ["Ash, J.", "Bo, K. L."], "year": 1990}
    ],
    "Jane Ash, \"A Ford,\" ''River Review'', Vol. 3, No. 2 (Jul. 1990), pp. 65–70": [
        {
            "type": "journal",
            "title": "A Ford",
            "work": "River Review",
            "authors": ["Jane Ash"],
            "year": 1990,
            "volume": "3",
            "pages": "65–70",
        }
    ],
    "Jane Ash, \"A Ford.\" ''River Review'' 63(2) (1990): 65–70. Fulltext online": [
        {
            "type": "journal",
            "title": "A Ford",
            "work": "River Review",
            "authors": ["Jane Ash"],
            "year": 1990,
            "volume": "63",
            "pages": "65–70",
        }
    ],
    "[https://a.example/x The battle at the fords], Rill Museum": [
        {"type": "web", "title": "The battle at the fords", "url": "https://a.example/x"}
    ],
    "Pictures: [https://a.example/x The battle at the fords]": [
        {"type": "web", "title": "The battle at the fords", "url": "https://a.example/x"}
    ],
    "https://a.example/x": [{"type": "web", "url": "https://a.example/x"}],
    # nothing certain
    "The figure comes from Ash, p. 3.": [],
    "Other sources give 3,000.": [],
    "''Atago'' and ''Takao'' returned for repairs.": [],
    "''Takao'' (1930) was a cruiser.": [],
    "Ash argues that the fords were held.": [],
    "War Office Papers, 1:1005, Ford to Rill, 27 May 1779": [],
    "Ash, Orderly Book, p. 3": [],
    "Old Rivers, Jane Ash, p. 3": [],
    "Ash, ''op. cit.'', p. 3": [],
    "[https://a.example/x Notes on rivers, ''The Fords''], p. 3": [],
    "Ibid., p. 3": [],
    '"We held the fords to the last man."': [],
    "Ash 3.95": [],
    "[https://a.example/x 3.95]": [],
    "All from Ash.": [],
    "": [],
}


@pytest.mark.parametrize(("note", "expected"), WESTERN.items())
def test_western_notes(note: str, expected: list[dict[str, Any]]) -> None:
    assert [said(citation) for citation in read(note, "en")] == expected


OTHERS = {
    ("vi", "Lê An, ''Trận sông'', tr. 7"): [book("Trận sông", "Lê An", pages="7")],
    ("it", "Rossi e Bo, pag. 7"): [short("Rossi", "Bo", pages="7")],
    ("el", "Αλεξίου και Βέης (1990), σελ. 7"): [short("Αλεξίου", "Βέης", year=1990, pages="7")],
}


@pytest.mark.parametrize(("lang", "note"), OTHERS)
def test_other_languages(lang: str, note: str) -> None:
    assert [said(citation) for citation in read(note, lang)] == OTHERS[lang, note]


CHINESE: dict[str, list[dict[str, Any]]] = {
    "《中国人民解放军全史》军事历史研究部 编，军事科学出版社，2000年，ISBN 7-80137-315-4，卷“总览”。": [
        book(
            "中国人民解放军全史",
            editors=["军事历史研究部"],
            publisher="军事科学出版社",
            year=2000,
            isbn="9787801373151",
        )
    ],
    "王甲：《渡口戰史》，臺北：山河出版社，1980年，第5－7頁": [
        book("渡口戰史", "王甲", publisher="山河出版社", year=1980, pages="5－7")
    ],
    "王甲、李乙等編著《渡口戰史》（上冊），山河書局，民國二十三年": [
        book("渡口戰史", "王甲", "李乙", publisher="山河書局", year=1934, volume="上冊")
    ],
    "（英）丁丙著，戊己译：《渡口》，山河出版社1971年版，第4页。": [
        book("渡口", "丁丙", publisher="山河出版社", year=1971, pages="4")
    ],
    "參見《渡口戰史》（岡山：同刊行会，1974年）": [book("渡口戰史", publisher="同刊行会", year=1974)],
    "[[谷應泰]]《紀事本末》卷三": [book("紀事本末", "谷應泰", volume="卷三")],
    "《三国志·卷一·魏书》：前后所杀八万人。": [book("三国志·卷一·魏书")],
    "李乙：《江防考》，载《山河月刊》1990年第3期": [
        {"type": "journal", "title": "江防考", "work": "山河月刊", "authors": ["李乙"], "year": 1990}
    ],
    "《山河日报》，1949年11月30日，第1版": [{"type": "news", "work": "山河日报", "year": 1949}],
    "《战史》，ISBN 7-80137-315-5": [book("战史")],
    "王甲，〈渡口考〉，《山河月刊》，第3期（1990年），頁45－50": [
        {
            "type": "journal",
            "title": "渡口考",
            "work": "山河月刊",
            "authors": ["王甲"],
            "year": 1990,
            "pages": "45－50",
        }
    ],
    "王甲：「渡口考」，載《江防論集》，山河書局，1990年": [
        {
            "type": "other",
            "title": "渡口考",
            "work": "江防論集",
            "authors": ["王甲"],
            "publisher": "山河書局",
            "year": 1990,
        }
    ],
    "王甲著、李乙譯：《渡口》，山河出版社，1990年，第三冊，第201—203頁": [
        book("渡口", "王甲", publisher="山河出版社", year=1990, volume="第三冊", pages="201—203")
    ],
    "王甲（主編），《渡口》下冊": [book("渡口", editors=["王甲"], volume="下冊")],
    "《清史稿》卷四百九《王甲傳》": [book("清史稿", chapter="王甲傳", volume="卷四百九")],
    "[https://a.example/x 渡口古戰場簡介]，山河縣政府": [
        {"type": "web", "title": "渡口古戰場簡介", "url": "https://a.example/x"}
    ],
    # nothing certain
    "史書稱「大敗」，見《战史》": [],
    "《后汉书》作八万人。": [],
    "據《三國志》記載，兵力約八萬。": [],
    "他在《回忆录》中说，伤亡约三万。": [],
    "日军损失见《战史丛书》第3卷。": [],
    "一说三万人。": [],
    "学者多认为《战史》有所夸大。": [],
}


@pytest.mark.parametrize(("note", "expected"), CHINESE.items())
def test_chinese_notes(note: str, expected: list[dict[str, Any]]) -> None:
    assert [said(citation) for citation in read(note, "zh")] == expected


STANDARD: dict[str, list[dict[str, Any]]] = {
    "王甲, 李乙, 等. 渡口战史[M]. 北京: 山河出版社, 1990: 5-7.": [
        book("渡口战史", "王甲", "李乙", publisher="山河出版社", year=1990, pages="5-7")
    ],
    "王甲．江防考[J]．山河月刊，1990，12(3)：45－50．": [
        {
            "type": "journal",
            "title": "江防考",
            "work": "山河月刊",
            "authors": ["王甲"],
            "year": 1990,
            "volume": "12",
            "pages": "45－50",
        }
    ],
    "王甲. 渡口今昔[N]. 山河日报, 1990-05-03(4).": [
        {"type": "news", "title": "渡口今昔", "work": "山河日报", "authors": ["王甲"], "year": 1990}
    ],
    "王甲. 渡口研究[D]. 武汉: 山河大学, 2005.": [
        {"type": "thesis", "title": "渡口研究", "authors": ["王甲"], "publisher": "山河大学", "year": 2005}
    ],
    "渡口之战[EB/OL]. https://a.example/x": [
        {"type": "web", "title": "渡口之战", "url": "https://a.example/x"}
    ],
    "ASH J. The fords[M]. York: Ford, 1990.": [book("The fords", "ASH J", publisher="Ford", year=1990)],
    "ASH J. R. The fords[M]. York: Ford, 1990.": [],
    "甲军[注]渡河。": [],
    "见表[A]": [],
}


@pytest.mark.parametrize(("note", "expected"), STANDARD.items())
def test_notes_of_the_standard(note: str, expected: list[dict[str, Any]]) -> None:
    assert [said(citation) for citation in read(note, "zh")] == expected


NAMES = {
    "Ash": ["Ash"],
    "Ash, J. R.": ["Ash, J. R."],
    "Ash, Jane": ["Ash, Jane"],
    "Jane Ash, Karl Bo": ["Jane Ash", "Karl Bo"],
    "Ash, Jane, and Bo, Karl": ["Ash, Jane", "Bo, Karl"],
    "Ash, Bo and Dee": ["Ash", "Bo", "Dee"],
    "de la Rue": ["de la Rue"],
    "O'Neill": ["O'Neill"],
    "Van Eck, Jane, Bo": None,
    "the French": None,
    "The French": None,
    "French losses": None,
    "": None,
}


@pytest.mark.parametrize(("words", "names"), NAMES.items())
def test_names(words: str, names: list[str] | None) -> None:
    people = name_reader("en").read(words)
    assert (list(people.names) if people else None) == names


@given(
    st.text(alphabet="Ash, &and.p1990()[]《》：年第页“”\"';-", max_size=200),
    st.sampled_from(known_languages()),
)
def test_any_note_is_read_or_left(note: str, lang: str) -> None:
    for citation in read(note, lang):
        assert citation.title != ""
        assert all(citation.authors)
