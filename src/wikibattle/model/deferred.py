"""Fields that are read when first asked for: one by its name, or all of them together.

Pydantic keeps the fields of a model in the instance's `__dict__`, and everything that takes a model
as a whole (its serializer, `==`, `hash`, `repr`, copies, pickle, `vars`) asks for that. So a field
that is not there yet is read by a descriptor, and `__dict__` is a property that first reads what is
missing. Nothing else need know.
"""

from __future__ import annotations

from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel

from wikibattle.model.base import Model

T = TypeVar("T")


class _MayBeLater:
    """Marks a field that can be read later."""


#: The type of a field that can be read later.
Later = Annotated[T, _MayBeLater()]

_FIELDS = BaseModel.__dict__["__dict__"]  # the slot where pydantic keeps an instance's fields
_SOURCE = "<source>"  # a key there that no field can have


class _Reader:
    """Reads one field when it is first asked for; from then on the instance has it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, model: BaseModel | None, owner: type[BaseModel]) -> Any:
        fields = {} if model is None else _FIELDS.__get__(model)
        if _SOURCE in fields:
            fields[self._name] = getattr(fields[_SOURCE], self._name)
        if self._name in fields:
            return fields[self._name]
        raise AttributeError(f"{owner.__name__} has no attribute {self._name!r}")


class Deferring(Model):
    """A model whose fields of a type `Later[…]` may be read when they are first asked for."""

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        """Puts a reader where a field may be missing."""
        super().__pydantic_init_subclass__(**options)
        for name in cls.later_fields():
            setattr(cls, name, _Reader(name))

    @classmethod
    def later_fields(cls) -> list[str]:
        """The names of the fields that may be read later."""
        fields = cls.model_fields.items()
        return [
            name for name, field in fields if any(isinstance(mark, _MayBeLater) for mark in field.metadata)
        ]

    def deferring(self, source: object) -> Self:
        """The same model, but its `Later` fields are attributes of `source`, asked for when they are.

        Their values are taken as they are, so `source` must give what their types say, and the
        same each time: two threads may ask for a field at once.
        """
        later = self.later_fields()
        fields = {name: value for name, value in self.__dict__.items() if name not in later}
        deferring = type(self).__new__(type(self))
        _FIELDS.__set__(deferring, {**fields, _SOURCE: source})
        object.__setattr__(deferring, "__pydantic_fields_set__", {*self.model_fields_set, *later})
        object.__setattr__(deferring, "__pydantic_extra__", None)
        object.__setattr__(deferring, "__pydantic_private__", None)
        return deferring

    def _whole(self) -> dict[str, Any]:
        fields: dict[str, Any] = _FIELDS.__get__(self)
        if _SOURCE in fields:
            fields = {name: getattr(self, name) for name in type(self).model_fields}
            _FIELDS.__set__(self, fields)
        return fields

    def _replace(self, fields: dict[str, Any]) -> None:
        _FIELDS.__set__(self, fields)

    __dict__ = property(_whole, _replace)
