"""The facts for machines: `facts.json` and `facts.csv`. One file for all languages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial

from exposit.model import Job, Output, Quantity, Site
from exposit.render.display import fact_text, label_text
from exposit.render.machine import dump, fact_data, key_of, number, source_data, texts
from exposit.render.schemas import FACTS_SCHEMA


def exports(site: Site) -> Iterator[Job]:
    """The two files; a site without facts has them too, empty, so that whoever reads them need not ask."""
    uses = ("facts", "sources")
    yield Job("facts.json", key_of(site, "facts.json", uses), partial(_json, site))
    yield Job("facts.csv", key_of(site, "facts.csv", uses), partial(_csv, site))


def _json(site: Site) -> Output:
    data = {
        "$schema": FACTS_SCHEMA,
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
