"""What the README shows is what the library says."""

from __future__ import annotations

import json
import re

import wikibattle
from tests.conftest import FIXTURES, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SOURCE = (FIXTURES / "zh" / "南泉战役.wikitext").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)\n```", README, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_json_is_current() -> None:
    shown = json.loads(block("json"))
    battle = wikibattle.parse(SOURCE, title="南泉战役", lang="zh").model_dump(mode="json")
    assert shown.pop("losses_of_side_2") == battle["sides"][1]["losses"]
    assert shown == {key: battle[key] for key in shown}


def test_the_python_runs_and_says_what_it_says() -> None:
    """Each line that ends in a comment of Python's own spelling gives that value."""
    names: dict[str, object] = {}
    for line in block("python").splitlines():
        code, _, comment = line.partition("#")
        code = code.replace('"fixtures/', f'"{ROOT.as_posix()}/fixtures/').strip()
        if not code:
            continue
        if re.match(r"\w+ = |import ", code):
            exec(code, names)
            continue
        value = eval(code, names)
        said = comment.partition(":")[0].strip()
        if said[:1] in {"'", "[", "T"}:
            assert repr(value) == said
