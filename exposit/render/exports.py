"""The facts for machines: `facts.json`, `facts.csv`, and the JSON Schema of the first. One file for all languages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial
from typing import get_args

from exposit.model import Job, Output, Qualifier, Quantity, Site, Status
from exposit.render.display import fact_text, label_text
from exposit.render.machine import dump, fact_data, key_of, number, source_data, texts


def exports(site: Site) -> Iterator[Job]:
    """The three files; a site without facts has them too, empty, so that whoever reads them need not ask."""
    uses = ("facts", "sources")
    yield Job("facts.json", key_of(site, "facts.json", uses), partial(_json, site))
    yield Job("facts.csv", key_of(site, "facts.csv", uses), partial(_csv, site))
    yield Job("facts.schema.json", key_of(site, "facts.schema.json", ()), _schema)


def _json(site: Site) -> Output:
    data = {
        "$schema": "facts.schema.json",
        "title": texts(site, site.config.title),
        "languages": list(site.config.languages),
        "as_of": str(site.as_of) if site.as_of else None,
        "facts": [fact_data(site, fact) for fact in site.facts.values()],
        "sources": [source_data(source) for source in site.sources.values()],
        "entities": [{"id": entity.id, "name": texts(site, entity.name)} for entity in site.entities.values()],
    }
    return Output("facts.json", dump(data), "json")


def _csv(site: Site) -> Output:
    languages = site.config.languages
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    head = ["id", "value", "low", "high", "unit", "status", "as_of", "formula", "source_id"]
    rows.writerow([*head, *(f"label_{language}" for language in languages), *(f"shown_{lang}" for lang in languages)])
    for id_, fact in site.facts.items():
        value = site.values.get(id_)
        amount = ["", "", "", ""]
        if isinstance(value, Quantity):
            amount = [number(value.value), number(value.low), number(value.high), str(value.unit)]
        elif value is not None:
            amount = ["" if isinstance(value, dict) else str(value) if hasattr(value, "year") else "", "", "", ""]
        derivation = site.derivations.get(id_)
        rows.writerow(
            [
                id_,
                *amount,
                site.statuses.get(id_, ""),
                str(fact.as_of or ""),
                derivation.formula.text if derivation else "",
                " ".join(dict.fromkeys(item.source for item in fact.evidence)),
                *(label_text(site, id_, language) for language in languages),
                *(fact_text(site, id_, language) for language in languages),
            ]
        )
    return Output("facts.csv", out.getvalue(), "csv")


_TEXT = {"type": "string"}
_IDS = {"type": "array", "items": _TEXT}
_LOCALIZED = {"type": "object", "additionalProperties": _TEXT, "description": "a text by language"}
_AMOUNT = {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$", "description": "a decimal number as text"}
_ID = {**_TEXT, "pattern": "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*$"}
_DATE = {
    **_TEXT,
    "pattern": "^[0-9]{4}(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?$",
    "description": "2025, 2025-11, 2025-Q3 or 2025-11-03",
}
_QUOTE = {**_TEXT, "description": "the source's own words, in its own language"}


def _list(required: str, **properties: object) -> dict[str, object]:
    """An array of objects with these properties and no others."""
    item = {"type": "object", "required": required.split(), "properties": properties, "additionalProperties": False}
    return {"type": "array", "items": item}


def _fact_schema() -> dict[str, object]:
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
            "from": {"anyOf": [_DATE, {"const": "unknown"}], "description": "when its period begins"},
            "to": {"anyOf": [_DATE, {"const": "unknown"}], "description": "when its period ends"},
            **dict.fromkeys(("about", "payer", "payee", "nature", "certainty", "sum_group"), _TEXT),
            "binding": {"type": "boolean"},
            "tags": _IDS,
            "caveat": _LOCALIZED,
            "review_by": {**_TEXT, "format": "date"},
            "was": {**_IDS, "description": "ids it had before"},
            "url": _LOCALIZED,
        },
    }


def _schema() -> Output:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
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
    return Output("facts.schema.json", dump(schema), "json")
