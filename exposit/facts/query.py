"""Queries: facts that share properties, as in `sum(nature: cloud_purchase)` or `::: table payer: openai`.

Several terms must all hold. What a query finds comes in the order the facts are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exposit.facts.failure import Failure, shortened
from exposit.model import Fact, Query
from exposit.nearest import did_you_mean, nearest

KEYS = ("nature", "certainty", "about", "payer", "payee", "tag", "sum_group")

_TERM = re.compile(r"\s*([^\s,:()]+)\s*:\s*([^\s,:()]+)\s*")
_BEGINS = re.compile(r"\s*[^\W\d][\w-]*\s*:")
_FORM = "write `key: word`, as in `nature: cloud_purchase, payer: openai`"


def begins_query(text: str, start: int) -> bool:
    """Whether a query, not an expression, begins at `start`: a word and a colon."""
    return _BEGINS.match(text, start) is not None


def parse_query(text: str) -> Query | Failure:
    """A whole text as a query: `nature: cloud_purchase, payer: openai`."""
    found = read_query(text, 0)
    if isinstance(found, Query) and text[found.end :].strip():
        rest = text[found.end :].strip()
        at = text.index(rest, found.end)
        return Failure("query-syntax", f"`{shortened(rest)}` cannot follow a query", at, at + len(rest), _FORM)
    return found


def read_query(text: str, start: int) -> Query | Failure:
    """The query that begins at `start`; its `end` is where it ends, before a bracket that closes a call."""
    terms: list[tuple[str, str]] = []
    at = start
    while True:
        found = _TERM.match(text, at)
        if found is None:
            rest = text[at:].split(")")[0].split(",")[0].strip()
            begin = text.index(rest, at) if rest else min(at, max(len(text) - 1, 0))
            message = f"`{shortened(rest)}` is not a term of a query" if rest else "a term of the query is missing"
            return Failure("query-syntax", message, begin, begin + max(len(rest), 1), _FORM)
        key, word = found.groups()
        if key not in KEYS:
            message = f"facts have no key `{shortened(key)}` to be found by"
            hint = did_you_mean(key, KEYS)
            return Failure("query-key", message, found.start(1), found.end(1), hint)
        terms.append((key, word))
        at = found.end()
        if text[at : at + 1] != ",":
            return Query(tuple(terms), start + len(text[start:]) - len(text[start:].lstrip()), at)
        at += 1


def query_of(terms: Iterable[tuple[str, str]]) -> Query | Failure:
    """A query from terms that were read elsewhere, such as a mapping in YAML; its keys are checked."""
    query = Query(tuple(terms))
    if not query.terms:
        return Failure("query-syntax", "a query without a term finds nothing", 0, 1, _FORM)
    for key, _ in query.terms:
        if key not in KEYS:
            message = f"facts have no key `{shortened(key)}` to be found by"
            return Failure("query-key", message, 0, len(key), did_you_mean(key, KEYS))
    return query


def words_of(fact: Fact, key: str) -> tuple[str, ...]:
    """What a fact says under a query's key; several only for `tag`."""
    if key == "tag":
        return fact.tags
    word: str | None = getattr(fact, key)
    return () if word is None else (word,)


def select(query: Query, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The ids of the facts for which every term holds, in the order written. An unknown key finds nothing."""
    if any(key not in KEYS for key, _ in query.terms):
        return ()
    return tuple(id_ for id_, fact in facts.items() if all(word in words_of(fact, key) for key, word in query.terms))


@dataclass(init=False, slots=True)
class Index:
    """Answers many queries over the same facts: each costs what it finds, not what there is."""

    _found: dict[tuple[str, str], dict[str, None]]

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._found = {}
        for id_, fact in facts.items():
            for key in KEYS:
                for word in words_of(fact, key):
                    self._found.setdefault((key, word), {})[id_] = None

    def select(self, query: Query) -> tuple[str, ...]:
        """As the function of this name."""
        first, *others = (self._found.get(term, {}) for term in query.terms)
        return tuple(id_ for id_ in first if all(id_ in other for other in others))

    def unused(self, query: Query) -> tuple[str, str] | None:
        """The first term that no fact at all satisfies: more likely a typing mistake than a finding."""
        return next((term for term in query.terms if term not in self._found), None)

    def words(self, key: str) -> tuple[str, ...]:
        """The words in use under a key, by name."""
        return tuple(sorted(word for known, word in self._found if known == key))

    def suggestion(self, term: tuple[str, str]) -> str | None:
        """A hint for such a term: the nearest word in use under its key."""
        key, word = term
        near = nearest(word, [known for known_key, known in self._found if known_key == key])
        return f"did you mean `{key}: {near}`?" if near else None
