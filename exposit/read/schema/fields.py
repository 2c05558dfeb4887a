"""The kinds of value a key can take. Each accepts what authors write and says what it wants otherwise.

Scalars arrive as text, whatever YAML would have made of them; the kind of the field decides. A refusal is a
`PydanticCustomError` whose type is one of `report.WORDINGS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError

from exposit.read.document import Plain

T = TypeVar("T")

_WHOLE = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})", re.ASCII)


def refuse(kind: str, **context: object) -> PydanticCustomError:
    """What a field says when it cannot take a value; `report` words it."""
    return PydanticCustomError(kind, "see report.WORDINGS", context)


def _given(value: object) -> object:
    """A key that may be left out may still not stand empty."""
    if value is None:
        raise refuse("empty")
    return value


def _scalar(value: object) -> str:
    if value is None:
        raise refuse("empty")
    if not isinstance(value, str):
        raise refuse("not_text")
    if not value.strip():
        raise refuse("empty")
    return str(value)


def _text(value: object) -> object:
    """A text readers see: one text, or one for each language. The languages are the reader's business."""
    if isinstance(value, dict):
        if not value:
            raise refuse("empty")
        return value
    return _scalar(value)


def _nouns(value: object) -> object:
    if value is None:
        raise refuse("empty")
    if isinstance(value, (str, list, dict)):
        return value
    raise refuse("not_text")


def _flag(value: object) -> bool:
    if value is None:
        raise refuse("empty")
    if isinstance(value, Plain) and value in ("true", "True", "TRUE"):
        return True
    if isinstance(value, Plain) and value in ("false", "False", "FALSE"):
        return False
    raise refuse("not_flag")


def _whole(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if value is None:
            raise refuse("empty")
        if isinstance(value, str) and _WHOLE.fullmatch(value) and least <= int(value) <= most:
            return int(value)
        raise refuse("not_whole", least=least, most=most)

    return read


def _decimal(value: object) -> Decimal:
    if value is None:
        raise refuse("empty")
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    raise refuse("not_number")


def _mapping(value: object) -> object:
    if not isinstance(value, dict):
        raise refuse("not_mapping")
    return value


def _section(value: object) -> object:
    """A part of a file that may stand empty: `facts:` with nothing below."""
    return {} if value is None else _mapping(value)


def _one_or_list(value: object) -> object:
    if value is None:
        raise refuse("empty")
    return value if isinstance(value, list) else [value]


def _words(value: object) -> object:
    if isinstance(value, dict):
        raise refuse("not_words")
    return _one_or_list(value)


def _list(value: object) -> object:
    if value is None:
        return []
    if not isinstance(value, list):
        raise refuse("not_list")
    return value


def _query_or_ids(value: object) -> object:
    if isinstance(value, dict):
        if not value:
            raise refuse("empty")
        return value
    if isinstance(value, list):
        if not value:
            raise refuse("empty")
        return value
    if value is None:
        raise refuse("empty")
    raise refuse("not_query")


def choice(*words: str, meant: Mapping[str, str] | None = None) -> PlainValidator:
    """One of a few words; `meant` says which of them stands for a word used elsewhere (without spaces and hyphens), or
    what to do where none does."""

    def read(value: object) -> str:
        word = _scalar(value)
        if word not in words:
            raise refuse("not_choice", choices=list(words), meant=dict(meant or {}))
        return word

    return PlainValidator(read)


_TEXT_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}
_SCALAR_SCHEMA = {"type": ["string", "number"]}
_WORDS_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}

Text = Annotated[Any, PlainValidator(_text), WithJsonSchema(_TEXT_SCHEMA)]
"""A text readers see: `str`, or a mapping from language to text, still to be read."""
Line = Annotated[str, PlainValidator(_scalar), WithJsonSchema({"type": "string"})]
"""Verbatim words, an id, an address."""
Amount = Annotated[str, PlainValidator(_scalar), WithJsonSchema(_SCALAR_SCHEMA)]
"""A quantity or a formula as written: `38`, `38 billion USD`."""
Date = Annotated[str, PlainValidator(_scalar), WithJsonSchema({"type": ["string", "integer"]})]
"""A date as written: `2025`, `2025-Q3`, `2025-11`, `2025-11-03`."""
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
Digits = Annotated[int, PlainValidator(_whole(1, 15)), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 15})]
Year = Annotated[int, PlainValidator(_whole(1, 9999)), WithJsonSchema({"type": "integer"})]
Number = Annotated[Decimal, PlainValidator(_decimal), WithJsonSchema({"type": "number"})]
Nouns = Annotated[Any, PlainValidator(_nouns), WithJsonSchema({"type": ["string", "array", "object"]})]
"""Singular and plural of a unit: `[GPU, GPUs]`, or a mapping from language to that."""
Words = Annotated[list[Line], BeforeValidator(_words), WithJsonSchema(_WORDS_SCHEMA)]
"""One word or a list of words."""
Query = Annotated[
    Any,
    PlainValidator(_query_or_ids),
    WithJsonSchema(
        {"anyOf": [{"type": "object", "additionalProperties": {"type": "string"}}, _WORDS_SCHEMA["anyOf"][1]]}
    ),
]
"""A mapping of query terms, or a list of ids."""

Maybe = Annotated[T | None, BeforeValidator(_given)]
"""A key that may be left out."""

SECTION = BeforeValidator(_section)
MAPPING = BeforeValidator(_mapping)


class _OneOrList:
    """In the editor's schema: one of them, or a list."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        several = handler(core)
        return {"anyOf": [several["items"], several]}


ONE_OR_LIST = BeforeValidator(_one_or_list)
WORDS = BeforeValidator(_words)
ONE_IN_SCHEMA = _OneOrList()
LIST = BeforeValidator(_list)
