"""The house: a room imports only rooms below it, and nothing is loaded before it is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

#: From the top down. Rooms on one line do not import each other.
ROOMS = [
    ["cli"],
    ["bulk"],
    ["sources", "output"],
    ["battle"],
    ["reading"],
    ["packs"],
    ["script"],
    ["wikitext"],
    ["model"],
]
LEVEL = {room: level for level, rooms in enumerate(ROOMS) for room in rooms}
PACKAGE = ROOT / "src" / "wikibattle"


def imported_rooms(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [node.module or ""]
        for name in names:
            parts = name.split(".")
            if parts[0] == "wikibattle" and len(parts) > 1:
                yield parts[1]


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.glob("*/**/*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_imports_point_down(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0]
    for other in imported_rooms(path):
        assert other == room or LEVEL[other] > LEVEL[room], f"{room} imports {other}"


def test_every_folder_is_a_room() -> None:
    assert {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()} == set(LEVEL)


def loaded_by(code: str) -> set[str]:
    show = "import sys; print('\\n'.join(sorted(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\n{show}"], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_import_loads_no_converter_and_no_pack() -> None:
    loaded = loaded_by("import wikibattle")
    heavy = {"opencc", "mwparserfromhell", "pydantic", "rich", "pyarrow", "wikibattle.packs"}
    assert not loaded & heavy


def test_a_text_without_chinese_loads_no_converter() -> None:
    parsed = "wikibattle.parse('{{Infobox battle|combatant1=[[Löwen]]|commander1=Ney}} At [[X]].', lang='en')"
    assert "opencc" not in loaded_by(f"import wikibattle; {parsed}.model_dump_json()")


def test_every_public_name_is_there() -> None:
    import wikibattle

    assert {name for name in wikibattle.__all__ if getattr(wikibattle, name, None) is None} == set()
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = wikibattle.nothing
