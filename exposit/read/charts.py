"""content/charts.yaml -> chart specs by id. Whether the facts they name exist is for `assemble`, which knows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exposit.facts.failure import Failure, shortened
from exposit.facts.quantity import parse_quantity
from exposit.facts.query import parse_query, query_of
from exposit.facts.units import Units
from exposit.model import Annotation, ChartSpec, Config, Query
from exposit.problems import Problem, Span
from exposit.read.document import KeyPath
from exposit.read.entry import EntryReader, with_hidden
from exposit.read.schema import ChartEntry, ChartsFile, validate
from exposit.read.yaml import read_yaml

_LISTS = ("facts", "highlight", "separate")


def read_charts(path: str, text: str, config: Config) -> tuple[dict[str, ChartSpec], tuple[Problem, ...]]:
    """The charts of one file, in the order written."""
    document = read_yaml(path, text)
    _, problems = validate(ChartsFile, document)
    reader = EntryReader(document, config.languages, Units(config.units))
    charts: dict[str, ChartSpec] = {}
    for id_, entry in reader.entries("charts", "chart", ChartEntry):
        chart = _chart(reader, id_, entry) if entry is not None else None
        if chart is not None:
            charts[id_] = chart
    found = (*document.problems, *problems, *reader.problems)
    return charts, with_hidden(found, reader.written("charts") - charts.keys())


def _chart(reader: EntryReader, id_: str, entry: ChartEntry) -> ChartSpec | None:
    base = ("charts", id_)
    facts = _facts(reader, (*base, "facts"), entry.facts)
    title, description = reader.text((*base, "title")), reader.text((*base, "description"))
    subtitle = reader.text((*base, "subtitle")) if entry.subtitle is not None else None
    note = reader.text((*base, "note")) if entry.note is not None else None
    highlight = _ids(reader, (*base, "highlight"), entry.highlight)
    separate = _ids(reader, (*base, "separate"), entry.separate)
    _check_square(reader, (*base, "square"), entry.square)
    if entry.from_ is not None and entry.to is not None and entry.from_ > entry.to:
        span = reader.document.span((*base, "to"))
        reader.report("period-reversed", f"`to` {entry.to} comes before `from` {entry.from_}", span, "exchange them")
    _once(reader, (*base, "views"))
    annotations = _annotations(reader, (*base, "annotations"), len(entry.annotations))
    of = _ids(reader, (*base, "of"), [entry.of] if entry.of else [])
    if facts is None or title is None or description is None:
        return None
    return ChartSpec(
        id=id_,
        kind=entry.kind,
        facts=facts,
        title=title,
        description=description,
        subtitle=subtitle,
        note=note,
        sort=entry.sort,
        highlight=highlight,
        separate=separate,
        views=tuple(dict.fromkeys(entry.views)),
        of=of[0] if of else None,
        square=entry.square,
        start=entry.from_,
        end=entry.to,
        annotations=annotations,
        span=reader.document.key_span(base),
        spans=_spans(reader, base),
    )


def _facts(reader: EntryReader, path: KeyPath, value: Any) -> Query | tuple[str, ...] | None:
    """A mapping is a query, a list holds ids."""
    if isinstance(value, dict):
        return _query(reader, path, value)
    ids = _ids(reader, path, value)
    return ids or None


def _query(reader: EntryReader, path: KeyPath, value: Mapping[str, object]) -> Query | None:
    terms: list[tuple[str, str]] = []
    for key, word in value.items():
        below = (*path, key)
        if not isinstance(word, str) or not word.strip():
            message = f"`{shortened(key)}` of a query needs a word"
            reader.report("query-syntax", message, reader.document.key_span(below), f"write `{{{key}: word}}`")
            return None
        found = query_of([(key, word)])
        if isinstance(found, Failure):
            reader.report(found.code, found.message, reader.document.key_span(below), found.hint)
            return None
        single = parse_query(f"{key}: {word}")
        if isinstance(single, Failure) or len(single.terms) != 1:
            message = f"`{shortened(word)}` is not a word a fact can be found by"
            hint = "a query names one word for each key, without spaces"
            reader.report("query-syntax", message, reader.document.span(below), hint)
            return None
        terms.append((key, word))
    return Query(tuple(terms))


def _ids(reader: EntryReader, path: KeyPath, words: object) -> tuple[str, ...]:
    """A list of ids, those left out that are none or stand twice."""
    found: list[str] = []
    written = reader.document.value(path)
    items = written if isinstance(written, list) else [written]
    for index, word in enumerate(items if isinstance(words, list) and words else []):
        if not isinstance(word, str):
            if path[-1] == "facts":
                message = f"an item of `{path[-1]}` must be an id"
                reader.report("value-kind", message, reader.document.span((*path, index)), "write `[aws.deal]`")
            continue
        span = reader.document.span((*path, index))
        if word in found:
            reader.report("chart-repeats", f"`{word}` is listed twice", span, "keep one of them")
        elif reader.is_id(word, span, "fact"):
            found.append(word)
    return tuple(found)


def _once(reader: EntryReader, path: KeyPath) -> None:
    """Reports what stands twice in a list of words."""
    written = reader.document.value(path)
    words = written if isinstance(written, list) else []
    for index, word in enumerate(words):
        if word in words[:index]:
            message = f"`{shortened(str(word))}` is listed twice"
            reader.report("chart-repeats", message, reader.document.span((*path, index)), "keep one of them")


def _check_square(reader: EntryReader, path: KeyPath, text: str | None) -> None:
    if text is None:
        return
    found = parse_quantity(text, reader.units)
    if isinstance(found, Failure):
        reader.fail(found, path)
    elif found.value <= 0 or found.ends is not None or found.qualifier is not None:
        message = f"`{shortened(text)}` cannot be the worth of a square"
        reader.report("quantity-syntax", message, reader.document.span(path), "write one such as `1 billion USD`")


def _annotations(reader: EntryReader, path: KeyPath, count: int) -> tuple[Annotation, ...]:
    found = []
    written = reader.document.value(path)
    items = written if isinstance(written, list) else [written]
    for index, item in enumerate(items if count else []):
        if not isinstance(item, dict) or "text" not in item:
            continue  # the schema has said so
        below = (*path, index)
        text = reader.text((*below, "text"))
        if ("fact" in item) == ("date" in item):
            message = "an annotation stands at a `fact` or at a `date`"
            hint = "keep one of them" if "fact" in item else "write `fact: id` or `date: 2025-11`"
            reader.report("annotation-place", message, reader.document.span(below), hint)
            continue
        day = reader.date((*below, "date"))
        fact = _ids(reader, (*below, "fact"), [item.get("fact")] if "fact" in item else [])
        if text is not None and (day is not None or fact):
            where = reader.document.span((*below, "fact" if fact else "date"))
            found.append(Annotation(text, fact[0] if fact else None, day, where))
    return tuple(found)


def _spans(reader: EntryReader, base: KeyPath) -> dict[str, Span]:
    spans = dict(reader.document.spans(base))
    for key in _LISTS:
        value = reader.document.value((*base, key))
        if isinstance(value, (list, str)):
            count = len(value) if isinstance(value, list) else 1
            spans |= {f"{key}.{index}": reader.document.span((*base, key, index)) for index in range(count)}
    return spans
