"""What authors know: entities, sources, facts, and what was derived from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from exposit.model.content import Localized, _nowhere
from exposit.model.values import Formula, PartialDate, Quantity, Undisclosed, Unit
from exposit.problems import Span

Value = Quantity | PartialDate | Localized | Undisclosed
"""What a fact states. A `Localized` is a text fact's."""

Status = Literal[
    "several", "single", "second_hand", "disputed", "calculated", "undisclosed", "out_of_date", "unsourced"
]
"""Computed, never asserted: several sources · one source · second-hand · disputed · our calculation · undisclosed · out
of date. `unsourced` only exists beside an error."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A company, a person, a place facts are about."""

    id: str
    name: Localized
    short: Localized | None = None
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A document facts rest on. `title` and `publisher` are verbatim, in the source's own `language`."""

    id: str
    title: str
    publisher: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    accessed: PartialDate | None = None
    language: str | None = None
    tier: Literal["primary", "press", "trade", "secondary"] | None = None
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read: the source, its verbatim words, and `via` the source they were read in (second-hand)."""

    source: str
    quote: str | None = None
    via: str | None = None
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)
    spans: Mapping[str, Span] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Dissent:
    """A source that says otherwise: what it says and why we did not follow it."""

    source: str
    says: Quantity | PartialDate | str
    quote: str | None = None
    because: Localized | None = None
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)
    spans: Mapping[str, Span] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Revision:
    """What a fact said before, until when, and why that changed."""

    date: PartialDate
    was: Quantity | PartialDate | str
    why: Localized
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when; an end may be unknown (it exists and is not public) or None (not stated)."""

    start: PartialDate | Literal["unknown"] | None = None
    end: PartialDate | Literal["unknown"] | None = None
    spans: Mapping[str, Span] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry under `facts:` as read. Exactly one of `value`, `formula` is set: `value` for `value date text
    undisclosed`, `formula` for a calculated one. `spans` gives the place of each key's value, by key."""

    id: str
    label: Localized
    value: Value | None = None
    formula: Formula | None = None
    unit: Unit | None = None
    digits: int | None = None
    exact: bool = False
    binding: bool = True
    as_of: PartialDate | None = None
    about: str | None = None
    payer: str | None = None
    payee: str | None = None
    nature: str | None = None
    certainty: str | None = None
    period: Period | None = None
    sum_group: str | None = None
    tags: tuple[str, ...] = ()
    caveat: Localized | None = None
    evidence: tuple[Evidence, ...] = ()
    dissent: tuple[Dissent, ...] = ()
    revisions: tuple[Revision, ...] = ()
    review_by: date | None = None
    was: tuple[str, ...] = ()
    """Ids it had before: links to them stay alive."""
    unread: bool = False
    """Whether a part of the entry could not be read: what is missing may have been written."""
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)
    spans: Mapping[str, Span] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Derivation:
    """A formula's result and what went into it. `inputs` are the facts it names or its queries found, in order of first
    use, each once; `leaves` the stated facts at the bottom."""

    formula: Formula
    result: Quantity
    inputs: tuple[str, ...]
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim, judged: `true` over the whole interval, `middle` true only at the middle values, `false`. `left` and
    `right` are what was compared, in the same unit."""

    truth: Literal["true", "middle", "false"]
    left: Quantity | PartialDate
    right: Quantity | PartialDate
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the facts files hold, by id, in the order written, before anything is derived."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """Ids of facts that were written and could not be read; `ALL` among them where any may have been."""
