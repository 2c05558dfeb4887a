"""One entry under `facts:` -> Fact: its one value, its dates, its evidence, who disagrees and what it said before.

Called by `read.facts`, which knows all files; names are looked up here, formulas are only parsed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from exposit.facts.dates import first_day, last_day, parse_date
from exposit.facts.failure import Failure, shortened
from exposit.facts.formula import parse_formula
from exposit.facts.quantity import QUALIFIERS, parse_quantity
from exposit.model import (
    Config,
    Dissent,
    Evidence,
    Fact,
    Formula,
    Localized,
    PartialDate,
    Period,
    Quantity,
    Revision,
    Undisclosed,
    Unit,
    Value,
)
from exposit.nearest import did_you_mean, nearest, unknown_name
from exposit.problems import ALL, Problem
from exposit.read.document import KeyPath
from exposit.read.entry import EntryReader
from exposit.read.schema import FactEntry

_KINDS = ("value", "date", "text", "formula", "undisclosed")
_AMOUNT_LIKE = re.compile(rf"\s*(?:(?:{'|'.join(QUALIFIERS)})\s+)?[-+]?[\d.,$€£]")
_PLAIN_NUMBER = re.compile(r"\s*(?:[a-z ]+\s)?[-+]?[\d.]+(?:\s+to\s+[-+]?[\d.]+)?(?:\s+\w+illion|\s+thousand)?\s*")


@dataclass(frozen=True, slots=True)
class Names:
    """The ids a fact may name, of all files, those included whose entries could not be read."""

    entities: Collection[str]
    sources: Collection[str]


def read_fact(reader: EntryReader, id_: str, entry: FactEntry, names: Names, config: Config) -> Fact | None:
    """The fact; None where its label or its value could not be read."""
    base: KeyPath = ("facts", id_)
    document = reader.document
    label = reader.text((*base, "label"))
    unit = _unit(reader, base, entry)
    value = _value(reader, base, entry, unit)
    for key, word in (("about", entry.about), ("payer", entry.payer), ("payee", entry.payee)):
        _check_name(reader, "entity", word, (*base, key), names.entities)
    _check_word(reader, (*base, "nature"), entry.nature, config.natures)
    _check_word(reader, (*base, "certainty"), entry.certainty, config.certainties)
    fact = Fact(
        id=id_,
        label=label or {},
        value=None if isinstance(value, Formula) else value,
        formula=value if isinstance(value, Formula) else None,
        unit=unit,
        digits=entry.digits,
        exact=entry.exact,
        binding=entry.binding,
        as_of=reader.date((*base, "as_of")) if entry.as_of is not None else None,
        about=entry.about,
        payer=entry.payer,
        payee=entry.payee,
        nature=entry.nature,
        certainty=entry.certainty,
        period=_period(reader, (*base, "period")) if entry.period is not None else None,
        sum_group=entry.sum_group,
        tags=tuple(dict.fromkeys(entry.tags)),
        caveat=reader.text((*base, "caveat")) if entry.caveat is not None else None,
        evidence=_evidence(reader, (*base, "evidence"), names) if entry.evidence else (),
        dissent=_dissent(reader, (*base, "dissent"), names, value) if entry.dissent else (),
        revisions=_revisions(reader, (*base, "revisions"), value) if entry.revisions else (),
        review_by=reader.day((*base, "review_by")) if entry.review_by is not None else None,
        was=_former_ids(reader, (*base, "was")) if entry.was else (),
        unread=document.is_lost(base),
        span=document.key_span(base),
        spans=document.spans(base),
    )
    return fact if label and value is not None else None


def _value(reader: EntryReader, base: KeyPath, entry: FactEntry, unit: Unit | None) -> Value | Formula | None:
    """The one value a fact has."""
    written = [kind for kind in _KINDS if getattr(entry, kind) not in (None, False)]
    document = reader.document
    if not written:
        known = document.value(base)
        failed = isinstance(known, dict) and any(known.get(kind) is not None for kind in _KINDS if kind in known)
        undone = isinstance(known, dict) and str(known.get("undisclosed")).lower() == "false"
        if not document.is_lost(base) and (undone or not failed) and not _empty_value(known) and not _misspelt(known):
            hint = "write one of `value`, `date`, `text`, `formula` or `undisclosed: true`"
            reader.report("fact-valueless", f"`{base[-1]}` has no value", document.key_span(base), hint)
        return None
    if len(written) > 1:
        listed = " and ".join((", ".join(f"`{kind}`" for kind in written[:-1]), f"`{written[-1]}`"))
        message = f"`{base[-1]}` has more than one value: {listed}"
        reader.report("fact-values", message, document.key_span((*base, written[1])), "keep one of them")
    kind = written[0]
    path = (*base, kind)
    if kind == "undisclosed":
        return Undisclosed()
    if kind == "date":
        return reader.date(path)
    if kind == "text":
        return reader.text(path)
    if kind == "formula":
        return _formula(reader, path, str(entry.formula))
    return _quantity(reader, path, str(entry.value), entry, unit)


def _empty_value(entry: object) -> bool:
    """Whether a value's key stands empty, which the schema has said."""
    return isinstance(entry, dict) and any(kind in entry and entry[kind] is None for kind in _KINDS)


def _misspelt(entry: object) -> bool:
    """Whether a value's key is there under another name, which the schema has said."""
    return isinstance(entry, dict) and any(nearest(str(key), _KINDS) for key in entry.keys() - FactEntry.model_fields)


def _quantity(reader: EntryReader, path: KeyPath, text: str, entry: FactEntry, unit: Unit | None) -> Quantity | None:
    """The quantity; a number without a unit takes the one of `unit:`, as if it were written behind it."""
    if unit is not None and unit.factors and _PLAIN_NUMBER.fullmatch(text):
        found = parse_quantity(f"{text} {unit}", reader.units, exact=entry.exact, digits=entry.digits)
        if not isinstance(found, Failure):
            return found
    found = parse_quantity(text, reader.units, exact=entry.exact, digits=entry.digits)
    if isinstance(found, Failure):
        if isinstance(parse_date(text), PartialDate):
            hint = f"write `date: {text.strip()}`"
            found = Failure(found.code, f"`{text.strip()}` is a date, not an amount", 0, len(text), hint)
        reader.fail(found, path)
        return None
    return found


def _formula(reader: EntryReader, path: KeyPath, text: str) -> Formula | None:
    found = parse_formula(text, reader.units)
    if isinstance(found, Failure):
        reader.fail(found, path)
        return None
    return replace(found, span=reader.document.span(path))


def _unit(reader: EntryReader, base: KeyPath, entry: FactEntry) -> Unit | None:
    if entry.unit is None:
        return None
    found = reader.units.parse(entry.unit)
    if isinstance(found, Failure):
        reader.fail(found, (*base, "unit"))
        return None
    return found


def _said(reader: EntryReader, path: KeyPath, value: Value | Formula | None) -> Quantity | PartialDate | str | None:
    """What a source says instead, or what a fact said before: of the kind of the fact, or words about it."""
    text = reader.document.value(path)
    if not isinstance(text, str):
        return None
    if isinstance(value, dict):
        return str(text)
    if isinstance(value, PartialDate):
        date = parse_date(text)
        if isinstance(date, Failure) and text[:1].isdigit():
            reader.fail(date, path)
            return None
        return str(text) if isinstance(date, Failure) else date
    quantity = parse_quantity(text, reader.units)
    if isinstance(quantity, Failure) and _AMOUNT_LIKE.match(text):
        date = parse_date(text) if not isinstance(value, Quantity) else quantity
        if isinstance(date, PartialDate):
            return date
        reader.fail(quantity, path)
        return None
    return str(text) if isinstance(quantity, Failure) else quantity


def _period(reader: EntryReader, path: KeyPath) -> Period | None:
    start, end = _end(reader, (*path, "from")), _end(reader, (*path, "to"))
    document = reader.document
    if isinstance(start, PartialDate) and isinstance(end, PartialDate) and last_day(end) < first_day(start):
        message = f"the period ends ({end}) before it begins ({start})"
        reader.report("period-reversed", message, document.span((*path, "to")), "exchange `from` and `to`")
    if start is None and end is None:
        return None
    return Period(start, end, document.spans(path))


def _end(reader: EntryReader, path: KeyPath) -> PartialDate | Literal["unknown"] | None:
    value = reader.document.value(path)
    return "unknown" if value == "unknown" else reader.date(path)


def _evidence(reader: EntryReader, path: KeyPath, names: Names) -> tuple[Evidence, ...]:
    found = []
    for below, item in _items(reader, path):
        source, quote, via = item.get("source"), item.get("quote"), item.get("via")
        if not _is_words(source):
            continue  # the schema has said so
        document = reader.document
        _check_name(reader, "source", source, (*below, "source"), names.sources)
        _check_name(reader, "source", via, (*below, "via"), names.sources)
        words, read_in = str(quote) if _is_words(quote) else None, str(via) if _is_words(via) else None
        found.append(Evidence(str(source), words, read_in, document.span(below), document.spans(below)))
    return tuple(found)


def _dissent(reader: EntryReader, path: KeyPath, names: Names, value: Value | Formula | None) -> tuple[Dissent, ...]:
    found = []
    for below, item in _items(reader, path):
        source, quote = item.get("source"), item.get("quote")
        if not _is_words(source) or not _is_words(item.get("says")):
            continue
        document = reader.document
        _check_name(reader, "source", source, (*below, "source"), names.sources)
        says = _said(reader, (*below, "says"), value)
        because = reader.text((*below, "because"))
        words = str(quote) if _is_words(quote) else None
        if says is not None:
            found.append(Dissent(str(source), says, words, because, document.span(below), document.spans(below)))
    return tuple(found)


def _revisions(reader: EntryReader, path: KeyPath, value: Value | Formula | None) -> tuple[Revision, ...]:
    found = []
    for below, item in _items(reader, path):
        if not _is_words(item.get("date")) or not _is_words(item.get("was")):
            continue
        date, was = reader.date((*below, "date")), _said(reader, (*below, "was"), value)
        why: Localized | None = reader.text((*below, "why"))
        if date is not None and was is not None and why:
            found.append(Revision(date, was, why, reader.document.span(below)))
    return tuple(found)


def _items(reader: EntryReader, path: KeyPath) -> list[tuple[KeyPath, Mapping[str, object]]]:
    """The mappings of “one or a list”, with their paths."""
    written = reader.document.value(path)
    items = written if isinstance(written, list) else [written]
    return [((*path, index), item) for index, item in enumerate(items) if isinstance(item, dict)]


def _former_ids(reader: EntryReader, path: KeyPath) -> tuple[str, ...]:
    written = reader.document.value(path)
    items = written if isinstance(written, list) else [written]
    words = [(word, reader.document.span((*path, index))) for index, word in enumerate(items)]
    return tuple(str(word) for word, span in words if isinstance(word, str) and reader.is_id(word, span, "fact"))


def _check_name(reader: EntryReader, kind: str, word: object, path: KeyPath, known: Collection[str]) -> None:
    if _is_words(word) and word not in known and ALL not in known:
        message, hint = unknown_name(kind, shortened(str(word)), known)
        reader.report(f"{kind}-unknown", message, reader.document.span(path), hint)


def _check_word(reader: EntryReader, path: KeyPath, word: str | None, known: Mapping[str, Localized]) -> None:
    """A word without a name in the vocabulary is shown as it is; where there is a vocabulary, that is an oversight."""
    if word is not None and known and word not in known:
        message = f"`{word}` is not in the vocabulary of `{path[-1]}`"
        hint = did_you_mean(word, known) or f"name it in site.yaml, under `vocabulary: {path[-1]}:`"
        span = reader.document.span(path)
        reader.problems.append(Problem("vocabulary-unknown", "warning", message, span, hint))


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
