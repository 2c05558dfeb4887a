"""The JSON Schemas of what a site publishes for machines: its facts, its charts, and what a copy is checked against.

They describe what `exports`, `charts/data` and `verify` write; the same for every site.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import get_args

from exposit.model import CHART_KINDS, Job, Output, Qualifier, Site, Status
from exposit.render.machine import dump, key_of

FACTS_SCHEMA = "facts.schema.json"
CHART_SCHEMA = "chart.schema.json"
VERIFY_SCHEMA = "verify.schema.json"

Json = dict[str, object]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_jobs(site: Site) -> Iterator[Job]:
    """The three of them."""
    for path, make in ((FACTS_SCHEMA, facts_schema), (CHART_SCHEMA, chart_schema), (VERIFY_SCHEMA, verify_schema)):
        yield Job(path, key_of(site, path, ()), partial(_written, path, make()))


def _written(path: str, schema: Json) -> Output:
    return Output(path, dump(schema), "json")


_TEXT: Json = {"type": "string"}
_IDS = {"type": "array", "items": _TEXT}
_LOCALIZED = {"type": "object", "additionalProperties": _TEXT, "description": "a text by language"}
_AMOUNT = {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$", "description": "a decimal number as text"}
_ID = {**_TEXT, "pattern": "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*$"}
_DATE: Json = {
    **_TEXT,
    "pattern": "^[0-9]{4}(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?$",
    "description": "2025, 2025-11, 2025-Q3 or 2025-11-03",
}
_END: Json = {"anyOf": [_DATE, {"const": "unknown"}]}
_QUOTE = {**_TEXT, "description": "the source's own words, in its own language"}


def _list(required: str, **properties: object) -> Json:
    """An array of objects with these properties and no others."""
    item = {"type": "object", "required": required.split(), "properties": properties, "additionalProperties": False}
    return {"type": "array", "items": item}


def _fact_schema() -> Json:
    return {
        "type": "object",
        "required": ["id", "label", "shown", "type", "url"],
        "properties": {
            "id": _ID,
            "label": _LOCALIZED,
            "shown": {**_LOCALIZED, "description": "the value as pages show it, by language"},
            "type": {"enum": ["quantity", "date", "undisclosed", "text", "unknown"]},
            "value": _AMOUNT,
            "low": {**_AMOUNT, "description": "the lower end of the interval the value stands for"},
            "high": {**_AMOUNT, "description": "the upper end of it"},
            "step": {"description": "the power of ten it is shown to", "type": ["string", "null"]},
            "unit": _TEXT,
            "qualifier": {"enum": [*get_args(Qualifier), None]},
            "status": {"enum": list(get_args(Status))},
            "formula": _TEXT,
            "inputs": _IDS,
            "evidence": _list("source", source=_ID, quote=_QUOTE, via=_ID),
            "dissent": _list("source says", source=_ID, says=_TEXT, quote=_QUOTE, because=_LOCALIZED),
            "revisions": _list("date was why", date=_DATE, was=_TEXT, why=_LOCALIZED),
            "date": _DATE,
            "as_of": _DATE,
            "from": {**_END, "description": "when its period begins"},
            "to": {**_END, "description": "when its period ends"},
            **dict.fromkeys(("about", "payer", "payee", "nature", "certainty", "sum_group"), _TEXT),
            "binding": {"type": "boolean"},
            "tags": _IDS,
            "caveat": _LOCALIZED,
            "review_by": {**_TEXT, "format": "date"},
            "was": {**_IDS, "description": "ids it had before"},
            "url": _LOCALIZED,
        },
    }


def facts_schema() -> Json:
    """Of `facts.json`."""
    return {
        "$schema": _DRAFT,
        "title": "Facts of an Exposit site",
        "type": "object",
        "required": ["facts", "sources", "languages"],
        "properties": {
            "$schema": _TEXT,
            "title": {"anyOf": [_LOCALIZED, {"type": "null"}]},
            "entities": _list("id name", id=_ID, name=_LOCALIZED),
            "languages": _IDS,
            "as_of": {"anyOf": [_DATE, {"type": "null"}]},
            "facts": {"type": "array", "items": _fact_schema()},
            "sources": _list(
                "id title",
                id=_ID,
                title=_TEXT,
                publisher=_TEXT,
                url={**_TEXT, "format": "uri"},
                published=_DATE,
                accessed=_DATE,
                language=_TEXT,
                tier={"enum": ["primary", "press", "trade", "secondary"]},
            ),
        },
    }


def _or_null(kind: Json) -> Json:
    return {"anyOf": [kind, {"type": "null"}]}


_NUMBER: Json = {"type": ["number", "null"]}
_WORDS: Json = {"type": ["string", "null"]}


def chart_schema() -> Json:
    """Of `charts/ID.json`. Views of a chart are columns of their own, named after the view."""
    row: Json = {
        "id": {**_ID, "description": "the fact the row shows; its page is facts/ID/"},
        "label": _TEXT,
        "value": {**_NUMBER, "description": "in the chart's unit"},
        "unit": _WORDS,
        "text": {**_WORDS, "description": "the value as the chart prints it"},
        "low": _NUMBER,
        "high": _NUMBER,
        "date": _or_null(_DATE),
        "from": _or_null(_END),
        "to": _or_null(_END),
        "payer": _WORDS,
        "payee": _WORDS,
        "binding": {"type": "boolean"},
        "status": {**_WORDS, "description": "how well the fact stands, in words"},
        "source": {**_WORDS, "description": "who published it"},
        "source_url": {**_WORDS, "description": "where; several are parted by a space"},
    }
    views: Json = {name: {**_WORDS, "description": "this view of the value, in words"} for name in _VIEWS}
    source: Json = {"id": _ID, "title": _TEXT, "publisher": _WORDS, "url": _or_null({**_TEXT, "format": "uri"})}
    properties: Json = {
        "$schema": _TEXT,
        "id": _ID,
        "kind": {"enum": list(CHART_KINDS)},
        "language": _TEXT,
        "title": _TEXT,
        "subtitle": _WORDS,
        "description": _TEXT,
        "note": _WORDS,
        "unit": {**_WORDS, "description": "what its values are in, such as USD/year; null for plain numbers and dates"},
        "as_of": _or_null(_DATE),
        "rows": _rows(row, views),
        "sources": _rows(source, {}),
    }
    return _whole("A chart of an Exposit site", properties)


_VIEWS = ("per_year", "share", "running_total")


def verify_schema() -> Json:
    """Of `verify.json`."""
    properties: Json = {
        "$schema": _TEXT,
        "about": _TEXT,
        "as_of": _or_null(_DATE),
        "units": {
            "type": "object",
            "description": "how large one of each unit is, in the base units of what it measures",
            "additionalProperties": {**_TEXT, "pattern": "^[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"},
        },
        "formulas": {
            "type": "object",
            "description": "every calculated fact by its id: how it comes about",
            "additionalProperties": {"$ref": "#/$defs/tree"},
        },
        "files": {
            "type": "object",
            "description": "every file of the site but this one, with the SHA-256 of its bytes",
            "additionalProperties": {**_TEXT, "pattern": "^[0-9a-f]{64}$"},
        },
    }
    tree: Json = {
        "description": "a fact's id; a number and its unit; or an operation and what it is done to",
        "anyOf": [
            _ID,
            {"type": "array", "prefixItems": [{"const": "number"}, _AMOUNT, _TEXT], "minItems": 3, "maxItems": 3},
            {
                "type": "array",
                "prefixItems": [{"enum": [*"+-*/^", "negative", "sum", "min", "max", "average", "count", "years"]}],
                "items": {"$ref": "#/$defs/tree"},
                "minItems": 2,
            },
        ],
    }
    return {**_whole("What a copy of an Exposit site is checked against", properties), "$defs": {"tree": tree}}


def _whole(title: str, properties: Json) -> Json:
    """A file that has all of these properties and no others."""
    return {
        "$schema": _DRAFT,
        "title": title,
        "type": "object",
        "required": [name for name in properties if name != "$schema"],
        "properties": properties,
        "additionalProperties": False,
    }


def _rows(required: Json, optional: Json) -> Json:
    """An array of objects that have all of the required properties, perhaps some of the others, and no more."""
    item: Json = {
        "type": "object",
        "required": list(required),
        "properties": {**required, **optional},
        "additionalProperties": False,
    }
    return {"type": "array", "items": item}
