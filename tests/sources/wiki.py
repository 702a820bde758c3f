"""A MediaWiki for tests: a real one where WIKIBATTLE_MEDIAWIKI names its api.php, else its recorded answers.

WIKIBATTLE_RECORD=write beside it writes the answers down anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import httpx
from tests.conftest import FIXTURES

LIVE = os.environ.get("WIKIBATTLE_MEDIAWIKI")
RECORDING = LIVE is not None and os.environ.get("WIKIBATTLE_RECORD") == "write"
RECORDED = Path(__file__).parent / "recorded_answers.json"

_BOX = "{{{{Infobox military conflict|conflict={0}|date=1949年}}}}\n[[Category:抓取测试]]"
#: What the wiki holds, beside what it came with.
PAGES = {
    "孟良崮战役": (FIXTURES / "zh" / "孟良崮战役.wikitext").read_text(encoding="utf-8"),
    "孟良崮之战": "#REDIRECT [[孟良崮战役]]",
    "绕圈甲": "#REDIRECT [[绕圈乙]]",
    "绕圈乙": "#REDIRECT [[绕圈甲]]",
    "抓取测试甲": _BOX.format("甲"),
    "抓取测试/乙": _BOX.format("乙"),
    "抓取测试列表": "没有信息框的列表。[[Category:抓取测试]]",
    "Category:抓取测试子类": "[[Category:抓取测试]]",
    "抓取测试丙": _BOX.format("丙").replace("抓取测试]]", "抓取测试子类]]"),
    "Category:抓取测试": "[[Category:抓取测试子类]]",
}


def seed(api: str) -> None:
    """Puts the pages into a real wiki, if they are not there as they should be."""
    with httpx.Client(timeout=60) as client:
        for title, text in PAGES.items():
            fields = {"action": "edit", "title": title, "text": text, "token": "+\\", "format": "json"}
            answer = client.post(api, data=fields).json()
            assert answer.get("edit", {}).get("result") == "Success", answer


class Recorder(httpx.BaseTransport):
    """Lets requests through to the wiki and keeps its answers, or gives those that were kept."""

    def __init__(self) -> None:
        kept: dict[str, Any] = {} if RECORDING else json.loads(RECORDED.read_text(encoding="utf-8"))
        self.api: str = LIVE or kept["api"]
        self.answers: dict[str, Any] = kept.get("answers", {})
        self.requests: list[httpx.Request] = []
        self._network = httpx.HTTPTransport() if LIVE else None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        asked = request.read().decode()
        if self._network is None:
            return httpx.Response(200, json=self.answers[asked])
        answer = self._network.handle_request(request)
        answer.read()
        if RECORDING:
            self.answers[asked] = json.loads(answer.content)
        return answer

    def save(self) -> None:
        kept = {"api": self.api, "answers": self.answers}
        RECORDED.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
