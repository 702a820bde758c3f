"""`read_dump`: an ordinary iterator whose workers end with it."""

from __future__ import annotations

import logging
import multiprocessing
import pickle
from pathlib import Path

import pytest
from tests.dumps import battle_pages, page_xml, whole

import wikibattle
from wikibattle.sources.files import SourceError

PAGES = battle_pages(count=5, between=3)


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dump") / "dump.xml"
    path.write_bytes(whole(PAGES))
    return path


def test_every_battle_in_order(dump: Path) -> None:
    with wikibattle.read_dump(dump, lang="zh", processes=2) as battles:
        titles = [battle.title for battle in battles]
    assert [title.rsplit(" ", 1)[1] for title in titles if title] == ["0", "1", "2", "3", "4"]
    assert (battles.progress.pages, battles.progress.battles) == (len(PAGES), 5)


def test_workers_end_when_the_iterator_is_dropped(dump: Path) -> None:
    battles = wikibattle.read_dump(dump, processes=2)
    next(battles)
    assert multiprocessing.active_children()
    del battles
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("given", range(6))
def test_pickled_it_goes_on_with_what_is_left(dump: Path, given: int) -> None:
    battles = wikibattle.read_dump(dump, processes=1)
    before = [next(battles) for _ in range(given)]
    copy = pickle.loads(pickle.dumps(battles))
    assert [*before, *copy] == [*before, *battles]
    assert pickle.loads(pickle.dumps(before)) == before


def test_what_is_left_out_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    bad = page_xml("坏", "{{Infobox military conflict}}").replace("</title>", "</titel>")
    (tmp_path / "d.xml").write_bytes(whole([*PAGES[:4], bad])[:-30])
    with caplog.at_level(logging.WARNING, logger="wikibattle"):
        assert len(list(wikibattle.read_dump(tmp_path / "d.xml", processes=1))) == 1
    assert any("is cut off" in message for message in caplog.messages)


def test_a_missing_file_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.xml: No such file"):
        next(wikibattle.read_dump(tmp_path / "none.xml"))
