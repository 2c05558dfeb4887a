"""What machine-readable outputs share: JSON that can stand in HTML, keys, the plain data of a fact and of a source.

The marks stay in every text; the gate reads these files as it reads pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b

from exposit import marks
from exposit.facts.quantity import written
from exposit.model import Dissent, Evidence, Fact, Localized, PartialDate, Quantity, Revision, Site, Source, Undisclosed
from exposit.render.display import fact_text, inline_text
from exposit.render.routes import absolute, fact_url


def dump(data: object, *, indent: int | None = 1) -> str:
    """JSON with its characters as they are (marks must not become escapes), and no NaN."""
    return json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"


_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def dump_for_html(data: object) -> str:
    """JSON for a `<script type="application/ld+json">`: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character, escaped in _UNSAFE.items():
        text = text.replace(character, escaped)
    return text


def key_of(site: Site, name: str, uses: Iterable[str]) -> str:
    """The key of a machine file: the digests of what it is made of."""
    state = blake2b(digest_size=16)
    for part in (name, str(site.config.base_url), str(site.draft)):
        state.update(f"{part}\0".encode())
    for use in ("engine", "config", *uses):
        state.update(f"{use}={site.digests.get(use, '')};".encode())
    return state.hexdigest()


def texts(site: Site, localized: Localized | None) -> dict[str, str] | None:
    """A text in every language it has."""
    if localized is None:
        return None
    return {language: inline_text(site, inline) for language, inline in localized.items()}


def number(value: object) -> str:
    """A Decimal without an exponent: `38000000000`."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_data(value: object) -> dict[str, object]:
    """A value as data: amounts as text, so that no reader turns them into floats."""
    if isinstance(value, Quantity):
        return {
            "type": "quantity",
            "value": number(value.value),
            "low": number(value.low),
            "high": number(value.high),
            "unit": str(value.unit),
            "qualifier": value.qualifier,
            "step": number(value.step) if value.step is not None else None,
        }
    if isinstance(value, PartialDate):
        return {"type": "date", "date": str(value)}
    if isinstance(value, Undisclosed):
        return {"type": "undisclosed"}
    return {"type": "text"} if value is not None else {"type": "unknown"}


def fact_data(site: Site, fact: Fact) -> dict[str, object]:
    """Everything that is published of a fact, in an order people can read."""
    config = site.config
    derivation = site.derivations.get(fact.id)
    period = fact.period
    found: dict[str, object] = {
        "id": fact.id,
        "label": texts(site, fact.label),
        "shown": {language: fact_text(site, fact.id, language) for language in config.languages},
        **value_data(site.values.get(fact.id)),
        "status": site.statuses.get(fact.id),
        "formula": derivation.formula.text if derivation else None,
        "inputs": list(derivation.inputs) if derivation else None,
        "as_of": _text(fact.as_of),
        "about": _id(fact.about),
        "payer": _id(fact.payer),
        "payee": _id(fact.payee),
        "nature": _id(fact.nature),
        "certainty": _id(fact.certainty),
        "binding": fact.binding,
        "from": _text(period.start) if period else None,
        "to": _text(period.end) if period else None,
        "sum_group": fact.sum_group,
        "tags": [marks.mark("code", tag) for tag in fact.tags] or None,
        "caveat": texts(site, fact.caveat),
        "evidence": [_evidence(item) for item in fact.evidence] or None,
        "dissent": [_dissent(site, item) for item in fact.dissent] or None,
        "revisions": [_revision(site, item) for item in fact.revisions] or None,
        "review_by": fact.review_by.isoformat() if fact.review_by else None,
        "was": list(fact.was) or None,
        "url": {
            language: absolute(config, fact_url(config, language, fact.id)) or "/" + fact_url(config, language, fact.id)
            for language in config.languages
        },
    }
    return {key: value for key, value in found.items() if value is not None}


def source_data(source: Source) -> dict[str, object]:
    """A source, its words marked as its own."""
    found: dict[str, object] = {
        "id": source.id,
        "title": marks.mark("source", source.title, source.id),
        "publisher": marks.mark("source", source.publisher, source.id) if source.publisher else None,
        "url": source.url,
        "published": _text(source.published),
        "accessed": _text(source.accessed),
        "language": source.language,
        "tier": source.tier,
    }
    return {key: value for key, value in found.items() if value is not None}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _id(name: str | None) -> str | None:
    """A name of our own files, which no reader takes for a number."""
    return marks.mark("code", name) if name else None


def said(value: Quantity | PartialDate | str) -> str:
    """What a source or an earlier version says, as an author writes it."""
    return written(value) if isinstance(value, Quantity) else str(value)


def _evidence(item: Evidence) -> dict[str, object]:
    quote = marks.mark("quote", item.quote, item.source) if item.quote else None
    found = {"source": item.source, "quote": quote, "via": item.via}
    return {key: value for key, value in found.items() if value is not None}


def _dissent(site: Site, item: Dissent) -> dict[str, object]:
    quote = marks.mark("quote", item.quote, item.source) if item.quote else None
    says = marks.mark("source", said(item.says), item.source)
    found = {"source": item.source, "says": says, "quote": quote, "because": texts(site, item.because)}
    return {key: value for key, value in found.items() if value is not None}


def _revision(site: Site, item: Revision) -> dict[str, object]:
    return {"date": str(item.date), "was": marks.mark("label", said(item.was)), "why": texts(site, item.why)}
