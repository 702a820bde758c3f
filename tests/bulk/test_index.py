"""An index of a dump: the second pass gives what the first gave, from the blocks of the battles alone."""

from __future__ import annotations

import bz2
import json
from pathlib import Path

import pytest
from tests.dumps import battle_pages, multistream, whole

from wikibattle.bulk.index import load_index, merged
from wikibattle.cli.main import main
from wikibattle.sources import bzip2
from wikibattle.sources.files import SourceError

PAGES = battle_pages(count=8, between=25)
FORMS = {
    "plain": whole(PAGES),
    "multistream": multistream(PAGES, each=7),
    "one stream": bz2.compress(whole(PAGES), 1),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("part_bytes", ["3001", "100000"])
def test_the_second_pass_gives_the_same_and_reads_less(
    form: str, part_bytes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bzip2, "PROBE", 1000)
    dump, index = tmp_path / "dump", tmp_path / "index"
    dump.write_bytes(FORMS[form])
    command = ["dump", str(dump), "--index", str(index), "--part-bytes", part_bytes, "--processes", "2"]
    assert main([*command, "-o", str(tmp_path / "1.jsonl")]) == 0
    made = index.read_bytes()
    assert main([*command, "-o", str(tmp_path / "2.jsonl")]) == 0
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    assert (tmp_path / "1.jsonl").read_bytes().count(b"\n") == 8
    assert index.read_bytes() == made
    bits = sum(last - first for first, last in json.loads(made)["bits"])
    assert bits < len(FORMS[form]) * 8 * (0.9 if form != "one stream" else 1.01)


def test_places_that_share_a_block_are_one() -> None:
    assert merged([(50, 60), (0, 10), (5, 20), (20, 30), (55, 58)]) == ((0, 20), (20, 30), (50, 60))
    assert merged([]) == ()


def test_the_index_of_another_dump_is_refused(tmp_path: Path) -> None:
    dump, index = tmp_path / "dump", tmp_path / "index"
    dump.write_bytes(FORMS["plain"])
    assert main(["dump", str(dump), "--index", str(index), "-o", str(tmp_path / "1.jsonl")]) == 0
    dump.write_bytes(FORMS["plain"].replace(b"zhwiki", b"zh_wiki"))
    with pytest.raises(SourceError, match="the index of another dump"):
        load_index(index, dump)
    index.write_text("{}")
    with pytest.raises(SourceError, match="no index of this program"):
        load_index(index, dump)
