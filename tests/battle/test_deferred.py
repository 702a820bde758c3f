"""A battle whose body is not read yet is in nothing but time different from one that is whole."""

from __future__ import annotations

import copy
import json
import pickle
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, get_type_hints

import pydantic_core
import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from tests.conftest import ROOT

import wikibattle
from wikibattle.battle import timeline
from wikibattle.battle.body import PageBody
from wikibattle.model import Battle

TEXT = (ROOT / "fixtures" / "zh" / "南泉战役.wikitext").read_text(encoding="utf-8")
LATER = Battle.later_fields()


def unread() -> Battle:
    """A battle of which nothing was asked yet."""
    return wikibattle.parse(TEXT, title="南泉战役", lang="zh")


def whole() -> Battle:
    """The same, made of all the fields that parse gives at once."""
    battle = unread()
    return Battle(**{name: getattr(battle, name) for name in Battle.model_fields if name != "schema_version"})


class Study(BaseModel):
    battles: list[Battle]


class Shown(BaseModel, from_attributes=True):
    timeline: tuple[Any, ...]


@dataclass
class Held:
    battle: Battle


def seen_whole(battle: Battle) -> dict[str, object]:
    """The fields an instance has, in order, without what pydantic keeps of their setting."""
    return {"fields": list(vars(battle).items()), "set": battle.model_fields_set}


USES: dict[str, Callable[[Battle], object]] = {
    "model_dump": lambda battle: battle.model_dump(),
    "model_dump of JSON": lambda battle: json.dumps(battle.model_dump(mode="json")),
    "model_dump_json": lambda battle: battle.model_dump_json(indent=1),
    "what is set": lambda battle: battle.model_dump(exclude_unset=True, exclude_defaults=True),
    "one field": lambda battle: battle.model_dump(include={"links"}),
    "within a model": lambda battle: Study(battles=[battle]).model_dump_json(),
    "within a model, as any": lambda battle: Study(battles=[battle]).model_dump(serialize_as_any=True),
    "of a type adapter": lambda battle: TypeAdapter(list[Battle]).dump_json([battle]),
    "within a dataclass": lambda battle: TypeAdapter(Held).dump_json(Held(battle)),
    "asdict": lambda battle: asdict(Held(battle)),
    "of no known type": lambda battle: pydantic_core.to_json({"battle": battle}),
    "validated": lambda battle: seen_whole(Battle.model_validate(battle)),
    "from attributes": lambda battle: Shown.model_validate(battle),
    "repr": repr,
    "str": str,
    "hash": hash,
    "dict": dict,
    "vars": seen_whole,
    "pickle": lambda battle: seen_whole(pickle.loads(pickle.dumps(battle))),
    "copy": lambda battle: seen_whole(copy.copy(battle)),
    "deepcopy": lambda battle: seen_whole(copy.deepcopy(battle)),
    "model_copy": lambda battle: seen_whole(battle.model_copy()),
    "model_copy with an update": lambda battle: seen_whole(battle.model_copy(update={"links": ()})),
    "deep model_copy": lambda battle: seen_whole(battle.model_copy(deep=True)),
    "fields set": lambda battle: battle.model_fields_set,
    "private and extra": lambda battle: (battle.__pydantic_private__, battle.model_extra),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_unread_is_as_whole(use: Callable[[Battle], object]) -> None:
    assert use(unread()) == use(whole())


@pytest.mark.parametrize("name", LATER)
def test_one_field_is_as_of_the_whole(name: str) -> None:
    assert getattr(unread(), name) == getattr(whole(), name)


def test_unread_equals_whole() -> None:
    assert unread() == whole()
    assert whole() == unread()
    assert unread() == unread()
    assert unread() != whole().model_copy(update={"links": ()})
    assert unread().model_copy(update={"links": ()}).links == ()


def test_a_later_field_is_frozen() -> None:
    battle = unread()
    with pytest.raises(ValidationError, match="frozen"):
        battle.links = ()
    with pytest.raises(ValidationError, match="frozen"):
        del battle.links
    assert battle == whole()


def test_no_class_has_a_later_field() -> None:
    with pytest.raises(AttributeError):
        _ = Battle.timeline
    assert Battle.model_validate_json(whole().model_dump_json()) == unread()


def test_a_subclass_has_the_fields() -> None:
    class Told(Battle):
        teller: str = "me"

    told = Told(**dict(whole()))
    assert (told.timeline, told.teller) == (whole().timeline, "me")
    assert "teller" not in Battle.model_fields


def test_the_box_asks_for_no_story(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*_: object) -> None:
        raise AssertionError("the timeline was read")

    battle = unread()
    monkeypatch.setattr("wikibattle.battle.body.read_timeline", told)
    assert battle.sides
    assert battle.links
    with pytest.raises(AssertionError, match="was read"):
        _ = battle.timeline
    monkeypatch.setattr("wikibattle.battle.body.read_timeline", timeline.read_timeline)
    assert battle == whole()


def test_threads_see_one_battle() -> None:
    battle, seen = unread(), []
    uses: list[Callable[[], object]] = [
        lambda: battle.timeline,
        lambda: battle.findings,
        lambda: battle.model_dump_json(),
        lambda: battle.links,
    ]
    threads = [threading.Thread(target=lambda use=use: seen.append(use())) for use in uses * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == len(threads)
    assert battle == whole()


@pytest.mark.parametrize("name", LATER)
def test_the_body_gives_what_the_field_is(name: str) -> None:
    reader = getattr(PageBody, name)
    assert isinstance(reader, cached_property)
    assert get_type_hints(reader.func)["return"] == get_type_hints(Battle)[name]
