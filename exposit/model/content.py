"""What authors write in words: texts with holes, pages, terms, charts, the site's settings.

A *hole* stands where an author wrote one of our forms (`{{ aws.deal }}`, `[sept ans]{aws.term}`, `[@source]` ...). The
text around it never changes when a fact does, so a page's `Body` depends on its own file alone and can be cached.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from exposit.model.values import Formula, PartialDate, Query
from exposit.problems import Span


def _nowhere() -> Span:
    return Span("", 1, 1, 2)


@dataclass(frozen=True, slots=True)
class Reference:
    """`{{ aws.deal | short | bare }}`: show a fact. `forms` in the order written, often empty. `span` covers the id."""

    id: str
    forms: tuple[str, ...] = ()
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)
    form_spans: tuple[Span, ...] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Words:
    """`[more than half]{a / b > 50 percent}`, `[sept ans]{aws.term}`: the author's own words for a fact, a formula's
    value or a claim, which must say the same. `span` covers the formula, `words_span` the words."""

    words: str
    formula: Formula
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)
    words_span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Exempt:
    """`[GPT-4o]{exempt: product name}`: a numeral that is no quantity, with the reason."""

    words: str
    reason: str
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class TermUse:
    """`[[inference]]` (words is None: the term's own name) or `[l’inférence]{term: inference}`."""

    id: str
    words: str | None = None
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Citation:
    """`[@aboutamazon_2025_11]`: a source, cited for a sentence."""

    id: str
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """`::: chart commitments` alone on a line."""

    id: str
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """`::: table nature: cloud_purchase` alone on a line: a table of the facts the query finds."""

    query: Query
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """The address of a link or an image, as written; it becomes a route or an asset when the page is rendered."""

    target: str
    image: bool = False
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


Hole = Reference | Words | Exempt | TermUse | Citation | ChartBlock | TableBlock | LinkTarget


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number found in what an author wrote outside every hole, with its place, for the gate's messages."""

    text: str
    span: Span = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Inline:
    """A text of one language from YAML or front matter: plain words with holes, no Markdown, no markup.

    `span` is where the scalar stands; `numerals` what was written in it outside every hole."""

    text: str
    language: str
    holes: tuple[Hole, ...] = ()
    numerals: tuple[Numeral, ...] = field(default=(), repr=False, compare=False)
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


Localized = Mapping[str, Inline]
"""A text that readers see, by language."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page. `id` comes from the source text or from the author (`explicit`); `html` has holes in place;
    `only` says that its section exists in this language alone (`{: .only }`)."""

    level: int
    id: str
    html: str
    explicit: bool = False
    only: bool = False
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class PlacedHole:
    """A hole and where it stands: `section` is the index of the last heading before it in `Body.headings`, -1 before
    the first; `only` says that a block or section around it is marked `{: .only }`; `quoted` that it stands in a
    quotation; `in_link` inside a link, where nothing interactive may stand; `block` one of "p", "heading", "table",
    "list", "footnote", "caption", "attribute" (inside one, as `alt`: plain text only)."""

    hole: Hole
    section: int = -1
    only: bool = False
    in_link: bool = False
    block: str = "p"
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """One page's Markdown, converted: a function of its own text (and of `raw_html`) alone.

    `html` is sanitised and holds `marks.hole(i)` where `holes[i]` goes. `lead` is the plain text of the first
    paragraph with holes in place, for a description where the author gave none. `unread`: something in it could not be
    read and stands as it was written, so that its digits are no numbers of their own."""

    html: str
    holes: tuple[PlacedHole, ...] = ()
    headings: tuple[Heading, ...] = ()
    lead: str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file of one language.

    `key` is its path without language and suffix (`index`, `a/b`): pages of two languages with the same key are the
    same page. `route` is its address below the site's root, without a leading slash, ending in one (`fr/a/b/`), empty
    for the first language's front page. `title` comes from the front matter, else the first heading, else the file's
    name."""

    path: str
    language: str
    key: str
    route: str
    title: Inline
    body: Body
    digest: str
    """Hash of the file's text."""
    description: Inline | None = None
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    updated: PartialDate | None = None
    order: Decimal | None = None
    menu: bool = True
    draft: bool = False
    aliases: tuple[str, ...] = ()
    layout: str = "page"
    layout_span: Span | None = field(default=None, repr=False, compare=False)
    """Where the layout is named; None for the default."""
    title_from_heading: bool = False
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term: its name and what it means, by language."""

    id: str
    term: Localized
    means: Localized
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


ChartKind = Literal["bars", "timeline", "scale", "share", "steps", "range", "flows"]
CHART_KINDS: tuple[ChartKind, ...] = ("bars", "timeline", "scale", "share", "steps", "range", "flows")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark anchored to a fact or to a date on a chart's axis."""

    text: Localized
    fact: str | None = None
    date: PartialDate | None = None
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """One chart as an author specified it (blueprint §3, charts.yaml). `facts` is a query or a list of fact ids;
    `spans` gives the place of each key's value, by key, and of listed ids as `facts.0`, `separate.1` ..."""

    id: str
    kind: ChartKind
    facts: Query | tuple[str, ...]
    title: Localized
    description: Localized
    subtitle: Localized | None = None
    note: Localized | None = None
    sort: Literal["descending", "ascending", "as_listed", "by_date"] | None = None
    highlight: tuple[str, ...] = ()
    separate: tuple[str, ...] = ()
    views: tuple[Literal["total", "per_year", "share"], ...] = ()
    of: str | None = None
    square: str | None = None
    start: int | None = None
    """`from`: first year of the axis."""
    end: int | None = None
    """`to`: last year of the axis, shown whole."""
    annotations: tuple[Annotation, ...] = ()
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)
    spans: Mapping[str, Span] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Exemption:
    """A text of `site.yaml` that is no quantity wherever it stands, with the reason and the day it ends."""

    text: str
    reason: str
    until: date | None = None
    span: Span = field(default_factory=_nowhere, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Config:
    """`site.yaml`, with every default filled in. `as_of` None means: the latest `as_of` of the facts."""

    languages: tuple[str, ...] = ("en",)
    title: Localized | None = None
    description: Localized | None = None
    base_url: str | None = None
    as_of: PartialDate | None = None
    authors: tuple[str, ...] = ()
    report_url: str | None = None
    natures: Mapping[str, Localized] = field(default_factory=dict)
    certainties: Mapping[str, Localized] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    """Counts with their own noun: name -> language -> (singular, plural)."""
    exempt: tuple[Exemption, ...] = ()
    checks: Mapping[str, Literal["off", "warning", "error"]] = field(default_factory=dict)
    raw_html: Literal["sanitise", "trusted"] = "sanitise"
    theme: Mapping[str, str] = field(default_factory=dict)
    lead_label: Localized | None = None
    """What stands beside the front page's number, where its fact's label is too short to stand alone."""
    spans: Mapping[str, Span] = field(default_factory=dict, repr=False, compare=False)
