"""content/facts.yaml and content/facts/*.yaml -> Facts: entities, sources, facts, each id once over all files.

Comes after `read.config`. All files are opened first, so that a fact may name a source that stands in another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeVar

from exposit.facts.failure import shortened
from exposit.facts.units import Units
from exposit.model import Config, Entity, Fact, Facts, Source
from exposit.problems import Problem, Related, Span
from exposit.read.entry import EntryReader, with_hidden
from exposit.read.fact import Names, read_fact
from exposit.read.schema import EntityEntry, FactEntry, FactsFile, SourceEntry, validate
from exposit.read.yaml import read_yaml

T = TypeVar("T")

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")


def read_facts(texts: Mapping[str, str], config: Config) -> tuple[Facts, tuple[Problem, ...]]:
    """Everything the files hold. What could not be read is left out, and named by `Problem.hides`."""
    units = Units(config.units)
    readers = []
    for path, text in sorted(texts.items()):
        document = read_yaml(path, text)
        _, problems = validate(FactsFile, document)
        reader = EntryReader(document, config.languages, units)
        reader.problems += [*document.problems, *problems]
        readers.append(reader)
    names = Names(_written(readers, "entities"), _written(readers, "sources"))
    entities: dict[str, Entity] = {}
    sources: dict[str, Source] = {}
    facts: dict[str, Fact] = {}
    places: dict[tuple[str, str], Span] = {}
    for reader in readers:
        for id_, entity_entry in reader.entries("entities", "entity", EntityEntry):
            if _is_first(reader, "entities", id_, places) and entity_entry is not None:
                _keep(entities, id_, _entity(reader, id_, entity_entry))
        for id_, source_entry in reader.entries("sources", "source", SourceEntry):
            if _is_first(reader, "sources", id_, places) and source_entry is not None:
                _keep(sources, id_, _source(reader, id_, source_entry))
        for id_, fact_entry in reader.entries("facts", "fact", FactEntry):
            if _is_first(reader, "facts", id_, places) and fact_entry is not None:
                _keep(facts, id_, read_fact(reader, id_, fact_entry, names, config))
    _check_former_ids(readers, facts)
    hidden = (names.entities - entities.keys()) | (names.sources - sources.keys())
    unread = _written(readers, "facts") - facts.keys()
    problems_found = [problem for reader in readers for problem in reader.problems]
    return Facts(entities, sources, facts, unread), with_hidden(problems_found, hidden | unread)


def _written(readers: Sequence[EntryReader], section: str) -> frozenset[str]:
    return frozenset(id_ for reader in readers for id_ in reader.written(section))


def _keep(found: dict[str, T], id_: str, value: T | None) -> None:
    if value is not None:
        found[id_] = value


def _is_first(reader: EntryReader, section: str, id_: str, places: dict[tuple[str, str], Span]) -> bool:
    """Whether no file before has this id; within one file that is a duplicate key."""
    span = reader.document.key_span((section, id_))
    first = places.setdefault((section, id_), span)
    if first == span:
        return True
    related = (Related("first written here", first),)
    reader.report("id-duplicate", f"`{id_}` is written in two files", span, "keep one of them", related)
    return False


def _entity(reader: EntryReader, id_: str, entry: EntityEntry) -> Entity | None:
    base = ("entities", id_)
    name = reader.text((*base, "name"), neutral=True)
    short = reader.text((*base, "short"), neutral=True) if entry.short is not None else None
    return Entity(id_, name, short, reader.document.key_span(base)) if name else None


def _source(reader: EntryReader, id_: str, entry: SourceEntry) -> Source:
    base = ("sources", id_)
    language = entry.language
    if language is not None and not _LANGUAGE.fullmatch(language):
        message = f"`{shortened(language)}` is not a language tag"
        span = reader.document.span((*base, "language"))
        reader.report("language-tag", message, span, "write one such as `en`, `fr` or `pt-BR`")
        language = None
    tier: Literal["primary", "press", "trade", "secondary"] | None = entry.tier
    return Source(
        id=id_,
        title=entry.title,
        publisher=entry.publisher,
        url=reader.address((*base, "url")) if entry.url is not None else None,
        published=reader.date((*base, "published")) if entry.published is not None else None,
        accessed=reader.date((*base, "accessed")) if entry.accessed is not None else None,
        language=language,
        tier=tier,
        span=reader.document.key_span(base),
    )


def _check_former_ids(readers: Sequence[EntryReader], facts: Mapping[str, Fact]) -> None:
    """A former id must lead to one fact: it can be nobody's id today, and no other fact's former one."""
    taken: dict[str, Span] = {id_: fact.span for id_, fact in facts.items()}
    by_path = {reader.document.path: reader for reader in readers}
    for id_, fact in facts.items():
        for old, span in _former_places(by_path[fact.span.path], id_, fact):
            if old in taken:
                related = (Related("also written here", taken[old]),)
                message = f"`{old}` cannot be a former id of `{id_}`: it leads elsewhere"
                if old == id_:
                    message = f"`{old}` is the id of this fact still"
                by_path[fact.span.path].report("id-duplicate", message, span, "delete it here", related)
            else:
                taken[old] = span


def _former_places(reader: EntryReader, id_: str, fact: Fact) -> Iterator[tuple[str, Span]]:
    written = reader.document.value(("facts", id_, "was"))
    items = written if isinstance(written, list) else [written]
    for index, word in enumerate(items):
        if isinstance(word, str) and word in fact.was:
            yield word, reader.document.span(("facts", id_, "was", index))
