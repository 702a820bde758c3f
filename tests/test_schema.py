"""The published JSON Schema is that of the model, and the model is closed and frozen."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import pydantic
import pytest

import wikibattle
import wikibattle.model
from wikibattle.model import Battle, Model
from wikibattle.output.json import schema_text

SCHEMA = Path(wikibattle.__file__).parent / "battle.schema.json"

MODELS = [
    each for _, each in inspect.getmembers(wikibattle.model, inspect.isclass) if issubclass(each, Model)
]


def test_the_schema_file_is_current() -> None:
    """If this fails, the contract changed: `wikibattle schema > src/wikibattle/battle.schema.json`."""
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_every_key_is_always_there() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for definition in (schema, *schema["$defs"].values()):
        if "properties" in definition:
            assert set(definition["required"]) == set(definition["properties"])
            assert definition["additionalProperties"] is False


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_models_are_closed_and_frozen(model: type[Model]) -> None:
    assert model.model_config["extra"] == "forbid"
    assert model.model_config["frozen"] is True


def test_a_battle_cannot_be_changed() -> None:
    battle = wikibattle.parse("x", lang="en")
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        battle.title = "y"
    with pytest.raises(pydantic.ValidationError, match="extra"):
        Battle.model_validate({**battle.model_dump(), "winner": "y"})
