"""The shapes of the YAML files as JSON Schemas, for authors' editors (`exposit schema`)."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from exposit.read.schema.models import (
    ChartEntry,
    ChartsFile,
    EntityEntry,
    FactEntry,
    FactsFile,
    FrontMatter,
    GlossaryFile,
    SiteFile,
    SourceEntry,
    TermEntry,
)

_ENTRIES: dict[tuple[str, str], type[BaseModel]] = {
    ("facts", "entities"): EntityEntry,
    ("facts", "sources"): SourceEntry,
    ("facts", "facts"): FactEntry,
    ("charts", "charts"): ChartEntry,
    ("glossary", "terms"): TermEntry,
}
_FILES: dict[str, type[BaseModel]] = {
    "site": SiteFile,
    "facts": FactsFile,
    "charts": ChartsFile,
    "glossary": GlossaryFile,
    "page": FrontMatter,
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, dict[str, Any]]:
    """A JSON Schema for `site`, `facts`, `charts`, `glossary` and a page's front matter (`page`), by name."""
    return {name: _schema(name, model) for name, model in _FILES.items()}


def _schema(name: str, model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(mode="validation")
    definitions = schema.pop("$defs", {})
    for (file, key), entry in _ENTRIES.items():
        if file == name:
            below = entry.model_json_schema(mode="validation", ref_template="#/$defs/{model}")
            definitions.update(below.pop("$defs", {}))
            definitions[entry.__name__] = below
            section = schema["properties"][key]
            section["type"] = ["object", "null"]
            section["additionalProperties"] = {"$ref": f"#/$defs/{entry.__name__}"}
    if definitions:
        schema["$defs"] = definitions
    return {"$schema": _DIALECT, **_tidy(schema)}


def _tidy(value: Any) -> Any:
    """Without what pydantic adds: titles made of names, defaults that say no more than “may be left out”, and null as
    a value of such keys."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    dropped = {"title"} if isinstance(value.get("title"), str) else set()
    if value.get("default", 0) in (None, [], {}):
        dropped.add("default")
    kept = {key: item for key, item in value.items() if key not in dropped}
    options = kept.get("anyOf")
    if isinstance(options, list) and {"type": "null"} in options:
        options = [option for option in options if option != {"type": "null"}]
        del kept["anyOf"]
        kept = {**options[0], **kept} if len(options) == 1 else {"anyOf": options, **kept}
    return {key: _tidy(item) for key, item in kept.items()}
