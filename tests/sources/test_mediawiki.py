"""Fetching: from a real MediaWiki or its recorded answers, and from servers that misbehave."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from tests.sources.wiki import LIVE, PAGES, RECORDING, Recorder, seed

from wikibattle.cli import fetch as command
from wikibattle.cli.main import main
from wikibattle.sources import api as api_module
from wikibattle.sources.api import ATTEMPTS, LONGEST_WAIT, Api, FetchError, user_agent
from wikibattle.sources.article import Article
from wikibattle.sources.files import SourceError
from wikibattle.sources.mediawiki import Wiki
from wikibattle.sources.revisions import RevisionCache, default_cache

CATEGORY = {"抓取测试甲", "抓取测试/乙", "抓取测试列表"}


@pytest.fixture(scope="module")
def recorder() -> Iterator[Recorder]:
    kept = Recorder()
    if LIVE:
        seed(LIVE)
    yield kept
    if RECORDING:
        kept.save()


@pytest.fixture
def wiki(recorder: Recorder) -> Iterator[Wiki]:
    recorder.requests.clear()
    with Api(recorder.api, transport=recorder) as api:
        yield Wiki(api)


def told(outcome: Article | SourceError) -> str:
    return outcome.title if isinstance(outcome, Article) else str(outcome).split(": ", 1)[1]


def test_an_article_and_its_page(wiki: Wiki) -> None:
    (article,) = wiki.articles(["孟良崮战役"])
    assert isinstance(article, Article)
    assert article.text == PAGES["孟良崮战役"].strip()
    assert (article.language, article.page.site) == ("zh", "wikilab")
    assert article.page.page_id is not None
    assert article.page.revision_id is not None
    assert article.page.timestamp is not None
    assert article.page.url is not None
    assert article.page.url.endswith("/wiki/%E5%AD%9F%E8%89%AF%E5%B4%AE%E6%88%98%E5%BD%B9")


SPELLINGS = {
    "another script": "孟良崮戰役",
    "a redirect": "孟良崮之战",
    "a redirect in another script": "孟良崮之戰",
    "underscores and blanks": " 孟良崮战役_ ",
}


@pytest.mark.parametrize("title", SPELLINGS.values(), ids=SPELLINGS)
def test_titles_are_found_as_the_wiki_finds_them(title: str, wiki: Wiki) -> None:
    assert [told(outcome) for outcome in wiki.articles([title])] == ["孟良崮战役"]


def test_each_page_once_each_problem_named(wiki: Wiki) -> None:
    asked = [
        "抓取测试/乙",
        "nowhere",
        "孟良崮之战",
        "孟良崮战役",
        "[[x]]",
        "en:Somme",
        "绕圈甲",
        "抓取测试甲",
    ]
    assert [told(outcome) for outcome in wiki.articles(asked)] == [
        "抓取测试/乙",
        "nowhere (which is Nowhere): no such page",
        "孟良崮战役",
        '[[x]]: no title: The requested page title contains invalid characters: "[".',
        "en:Somme: a page of another wiki (en)",
        told_of_the_circle(),
        "抓取测试甲",
    ]


def told_of_the_circle() -> str:
    return "绕圈甲 (which is 绕圈乙): the wiki says nothing of it (a redirect to itself?)"


@pytest.mark.parametrize("name", ["抓取测试", "Category:抓取测试", "分類:抓取测试"])
def test_a_category(name: str, wiki: Wiki) -> None:
    assert set(wiki.category(name)) == CATEGORY


def test_categories_within_each_page_once(wiki: Wiki) -> None:
    found = list(wiki.category("抓取测试", depth=5))
    assert set(found) == CATEGORY | {"抓取测试丙"}
    assert len(found) == len(set(found))


def test_pages_that_call_a_template(wiki: Wiki) -> None:
    assert {"抓取测试甲", "抓取测试/乙", "抓取测试丙"} <= set(wiki.template("Infobox military conflict"))


def test_a_list_goes_on_to_its_end(recorder: Recorder) -> None:
    with Api(recorder.api, transport=recorder) as api:
        parts = list(
            api.query(list="categorymembers", cmtitle="Category:抓取测试", cmnamespace="0", cmlimit="1")
        )
    assert len(parts) >= 3
    assert {page.title for part in parts for page in part.categorymembers} == CATEGORY


def test_a_revision_is_asked_for_once(recorder: Recorder, tmp_path: Path) -> None:
    texts = []
    for expected in (2, 1):  # the page, and its text where it is not yet here
        with Api(recorder.api, transport=recorder) as api:
            wiki = Wiki(api, RevisionCache(tmp_path, api.url))
            assert wiki.site.language == "zh"
            recorder.requests.clear()
            texts += [
                article.text for article in wiki.articles(["抓取测试甲"]) if isinstance(article, Article)
            ]
        assert len(recorder.requests) == expected
    assert texts == [PAGES["抓取测试甲"]] * 2


def test_a_damaged_cache_is_named(recorder: Recorder, tmp_path: Path) -> None:
    with Api(recorder.api, transport=recorder) as api:
        wiki = Wiki(api, RevisionCache(tmp_path, api.url))
        list(wiki.articles(["抓取测试甲"]))
        (kept,) = tmp_path.rglob("*.wikitext")
        kept.write_bytes(b"\xff")
        with pytest.raises(SourceError, match="damaged"):
            list(Wiki(api, RevisionCache(tmp_path, api.url)).articles(["抓取测试甲"]))


def test_who_asks_is_said(recorder: Recorder) -> None:
    with Api(recorder.api, contact="someone@example.org", transport=recorder) as api:
        recorder.requests.clear()
        assert Wiki(api).site.language == "zh"
    (request,) = recorder.requests
    assert "(someone@example.org)" in request.headers["User-Agent"]
    assert request.headers["User-Agent"].startswith("wikibattle/")
    assert parse_qs(request.read().decode())["maxlag"] == ["5"]


@pytest.mark.parametrize("contact", ["", " ", "a\r\nX: y", "战役"])
def test_a_contact_that_is_no_header(contact: str) -> None:
    with pytest.raises(FetchError, match="expected a mail address"):
        user_agent(contact)


# A server that misbehaves.

Handler = Callable[[httpx.Request], httpx.Response]
GOOD = {"batchcomplete": True, "query": {"general": {"lang": "zh"}}}


def ask(handler: Handler, waits: list[float] | None = None) -> list[Any]:
    sleep = (waits if waits is not None else []).append
    with Api("https://w.test/api.php", transport=httpx.MockTransport(handler), sleep=sleep) as api:
        return list(api.query(meta="siteinfo"))


def in_turn(*answers: httpx.Response | Exception) -> Handler:
    waiting = iter(answers)

    def handler(_: httpx.Request) -> httpx.Response:
        answer = next(waiting)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return handler


def lagged(after: str | None) -> httpx.Response:
    error = {"error": {"code": "maxlag", "info": "Waiting for 10.64: 7 seconds lagged.", "lag": 7}}
    return httpx.Response(200, json=error, headers={} if after is None else {"Retry-After": after})


def in_seconds(seconds: int) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


LATER = {
    "replicas behind": (lagged("7"), 7),
    "replicas behind, no time named": (lagged(None), 2),
    "a time in the past": (lagged("0"), 1),
    "a time that is no time": (lagged("soon"), 2),
    "too many requests": (httpx.Response(429, headers={"Retry-After": "11"}), 11),
    "down": (httpx.Response(503), 2),
    "a connection that breaks": (httpx.ReadError("gone"), 2),
    "a time-out": (httpx.ReadTimeout("slow"), 2),
}


@pytest.mark.parametrize(("first", "wait"), LATER.values(), ids=LATER)
def test_it_comes_again_later(first: httpx.Response | Exception, wait: float) -> None:
    waits: list[float] = []
    (part,) = ask(in_turn(first, httpx.Response(200, json=GOOD)), waits)
    assert part.general.lang == "zh"
    assert waits == [wait]


def test_a_date_to_come_again_at() -> None:
    waits: list[float] = []
    ask(in_turn(lagged(in_seconds(30)), httpx.Response(200, json=GOOD)), waits)
    assert 25 < waits[0] <= 30


def test_a_long_wait_is_not_waited() -> None:
    waits: list[float] = []
    with pytest.raises(FetchError, match=r"it asks to come again in 3600 seconds"):
        ask(in_turn(lagged("3600")), waits)
    assert waits == []


def test_it_gives_up() -> None:
    waits: list[float] = []
    with pytest.raises(FetchError, match=f"HTTP status 503, {ATTEMPTS} times: try again later"):
        ask(lambda _: httpx.Response(503), waits)
    assert waits == [2, 4, 8, 16]
    assert max(waits) < LONGEST_WAIT


def answered(content: Any) -> httpx.Response:
    return httpx.Response(200, json=content)


REFUSED = {
    "an error of the API": (answered({"error": {"code": "badvalue", "info": "No."}}), "badvalue: No"),
    "a page for people": (
        httpx.Response(200, html="<html>"),
        r"not an answer of the MediaWiki API: text/html.*: Invalid JSON",
    ),
    "no object": (answered([]), "not an answer"),
    "a query of another shape": (answered({"query": {"pages": {"1": {}}}}), "query.pages: Input should be"),
    "deeply nested": (httpx.Response(200, content=b"[" * 100_000), "not an answer"),
    "moved": (httpx.Response(301, headers={"Location": "https://v.test/api.php"}), "moved to https://v.test"),
    "forbidden": (httpx.Response(403), "a contact may help"),
    "not there": (httpx.Response(404), "HTTP status 404"),
    "a list that stands still": (
        answered({"continue": {"cmcontinue": "x"}, "query": {}}),
        "goes on where it was",
    ),
}


@pytest.mark.parametrize(("answer", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_answer(answer: httpx.Response, words: str) -> None:
    with pytest.raises(FetchError, match=words) as raised:
        ask(lambda _: httpx.Response(answer.status_code, headers=answer.headers, content=answer.content))
    assert str(raised.value).startswith("https://w.test/api.php: ")


def test_an_answer_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_module, "LARGEST_ANSWER", 1 << 20)
    with pytest.raises(FetchError, match="longer than 1 MB"):
        ask(lambda _: httpx.Response(200, content=b" " * (2 << 20)))


@pytest.mark.parametrize(
    "url",
    ["zh.wikipedia.org", "ftp://w.test/api.php", "https://w.test/wiki/", "https://w.test:x/api.php", ""],
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(FetchError):
        Api(url)


def test_fifty_titles_at_once() -> None:
    sizes = []

    def handler(request: httpx.Request) -> httpx.Response:
        fields = parse_qs(request.read().decode())
        titles = fields["titles"][0].split("\x1f")[1:]
        sizes.append(len(titles))
        return answered({"query": {"pages": [{"title": title, "missing": True} for title in titles]}})

    with Api("https://w.test/api.php", transport=httpx.MockTransport(handler)) as api:
        outcomes = list(Wiki(api).articles(f"T{number}" for number in range(120)))
    assert sizes == [50, 50, 20]
    assert len(outcomes) == 120


PAGE = {"title": "T", "pageid": 1, "contentmodel": "wikitext", "revisions": [{"revid": 9}]}
UNREADABLE = {
    "another content": (PAGE | {"contentmodel": "css"}, None, "its content is css, not wikitext"),
    "hidden": (PAGE, {"revid": 9, "slots": {"main": {"texthidden": True}}}, "text of revision 9 is hidden"),
    "empty": (PAGE, {"revid": 9, "slots": {"main": {"content": "\n"}}}, "empty"),
}


@pytest.mark.parametrize(("page", "revision", "words"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_page_without_wikitext(page: dict[str, Any], revision: Any, words: str) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if b"revids" in request.read():
            return answered({"query": {"pages": [{"title": "T", "revisions": [revision]}]}})
        return answered({"query": {"pages": [page]}})

    with Api("https://w.test/api.php", transport=httpx.MockTransport(handler)) as api:
        (outcome,) = Wiki(api).articles(["T"])
    assert words in str(outcome)


def test_a_page_that_comes_in_parts() -> None:
    """Of many pages the API gives some properties in one answer, the others in the next."""

    def handler(request: httpx.Request) -> httpx.Response:
        asked = request.read()
        if b"revids" in asked:
            slots = {"main": {"content": "text"}}
            return answered(
                {"query": {"pages": [{"title": "T", "revisions": [{"revid": 9, "slots": slots}]}]}}
            )
        if b"incontinue" in asked:
            part = {key: PAGE[key] for key in ("title", "contentmodel")}
            return answered({"query": {"pages": [part | {"canonicalurl": "https://w.test/T"}]}})
        if b"siteinfo" in asked:
            return answered(GOOD)
        part = {key: PAGE[key] for key in ("title", "pageid", "revisions")}
        return answered({"continue": {"incontinue": "1"}, "query": {"pages": [part]}})

    with Api("https://w.test/api.php", transport=httpx.MockTransport(handler)) as api:
        (article,) = Wiki(api).articles(["T"])
    assert isinstance(article, Article)
    assert (article.text, article.page.url) == ("text", "https://w.test/T")


# The command.


@pytest.fixture
def at_wiki(recorder: Recorder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Options that send the command to the wiki of the tests."""
    network = httpx.Client

    def client(**options: Any) -> httpx.Client:
        return network(**{**options, "transport": recorder})

    monkeypatch.setattr("httpx.Client", client)
    return ["--base-url", recorder.api, "--cache", str(tmp_path / "cache")]


def test_fetch_prints_battles(at_wiki: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "zh:孟良崮之戰", "zh:nowhere", *at_wiki]) == 1
    printed = capsys.readouterr()
    (battle,) = json.loads(printed.out)
    assert (battle["title"], battle["page"]["site"]) == ("孟良崮战役", "wikilab")
    assert battle["sides"]
    assert "nowhere (which is Nowhere): no such page" in printed.err


def test_fetch_of_a_category_leaves_out_lists(
    at_wiki: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "b.jsonl"
    assert main(["fetch", "--category", "抓取测试", "--depth", "1", "-o", str(path), *at_wiki]) == 0
    titles = {json.loads(line)["title"] for line in path.read_text(encoding="utf-8").splitlines()}
    assert titles == {"抓取测试甲", "抓取测试/乙", "抓取测试丙"}
    assert "pages without a battle's box left out: 1" in capsys.readouterr().err


def test_fetched_wikitext_is_read_back(
    at_wiki: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    titles = tmp_path / "titles"
    titles.write_text("# a list\n抓取测试/乙\n\n抓取测试甲\n", encoding="utf-8")
    folder = tmp_path / "articles"
    asked = ["fetch", "--titles-from", str(titles), "--format", "wikitext", "-o", str(folder), *at_wiki]
    assert main(asked) == 0
    assert main(["parse", str(folder)]) == 0
    assert {battle["title"] for battle in json.loads(capsys.readouterr().out)} == {
        "抓取测试/乙",
        "抓取测试甲",
    }
    assert main(asked) == 1
    assert capsys.readouterr().err.count("exists already") == 2


WRONG = {
    "nothing": ([], "nothing to fetch"),
    "no wiki": (["南泉战役"], "of which wiki? Put its language before it (zh:南泉战役)"),
    "a depth that is none": (["--category", "zh:A", "--depth", "-1"], "expected a whole number"),
    "wikitext to standard output": (["zh:A", "--format", "wikitext"], "needs --output"),
    "unknown language": (["zh:A", "--lang", "xx"], "unknown language"),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG.values(), ids=WRONG)
def test_wrong_usage(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["fetch", *arguments])
    assert stopped.value.code == 2
    assert words in capsys.readouterr().err


def test_a_wiki_that_is_no_wiki(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "zh:A", "--base-url", "https://w.test/wiki"]) == 1
    assert "expected the http(s) address of a wiki's api.php" in capsys.readouterr().err


def test_fetch_asks_for_its_package(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    for module in ("wikibattle.sources.api", "wikibattle.sources.mediawiki"):
        monkeypatch.delitem(sys.modules, module)
    assert main(["fetch", "zh:A"]) == 1
    assert "pip install 'wikibattle[fetch]'" in capsys.readouterr().err


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert default_cache() == Path("/somewhere/wikibattle/revisions")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert default_cache().is_relative_to(Path.home())


def test_the_language_before_a_title() -> None:
    found = command._PREFIXED.fullmatch("zh-yue:某役: 乙")  # noqa: SLF001
    assert found is not None
    assert found.groups() == ("zh-yue", "某役: 乙")
    assert command._PREFIXED.fullmatch("Operation: X") is None  # noqa: SLF001
