"""The keys of every file an author writes in YAML, blueprint §3 in types. Descriptions are shown by authors' editors.

Values are as written: dates, quantities, formulas and texts are read by the module of the file, which knows the site.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from exposit.model import CHART_KINDS, ChartKind
from exposit.read.schema.fields import (
    LIST,
    MAPPING,
    ONE_IN_SCHEMA,
    ONE_OR_LIST,
    SECTION,
    WORDS,
    Amount,
    Date,
    Digits,
    Flag,
    Line,
    Maybe,
    Nouns,
    Number,
    Query,
    Text,
    Words,
    Year,
    choice,
)

Entries = Annotated[dict[str, Any], SECTION]
"""Named entries, each validated on its own, so that one mistake costs one entry."""


class Entry(BaseModel):
    """What every model here is: no key but its own."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=False)


class ExemptEntry(Entry):
    """A text that is no quantity, wherever it stands."""

    text: Line = Field(description="The exact words.")
    reason: Line = Field(description="Why they are no quantity: product name, idiom.")
    until: Maybe[Date] = Field(None, description="The last day of the exemption, as 2027-12-31.")


class VocabularyEntry(Entry):
    """What readers are shown for the words facts are classed by."""

    nature: Annotated[dict[str, Text], SECTION] = Field(
        default_factory=dict, description="For each `nature` of a fact, its name."
    )
    certainty: Annotated[dict[str, Text], SECTION] = Field(
        default_factory=dict, description="For each `certainty` of a fact, its name."
    )


class ThemeEntry(Entry):
    """Settings of the look."""

    accent: Maybe[Line] = Field(None, description="The accent colour, as #0b5a8f.")
    lead: Maybe[Line] = Field(None, description="The id of the fact the front page leads with, or none.")
    lead_label: Maybe[Text] = Field(None, description="What stands beside it; by default the fact's label.")


class SiteFile(Entry):
    """content/site.yaml: the settings of the whole site; every key is optional."""

    title: Maybe[Text] = Field(None, description="The site's title.")
    description: Maybe[Text] = Field(None, description="What the site explains, in a sentence.")
    languages: Maybe[Words] = Field(None, description="Languages, the first served at /: [en, fr].")
    base_url: Maybe[Line] = Field(None, description="Where the site is published, as https://example.org.")
    as_of: Maybe[Date] = Field(None, description="What the site knows; by default the latest as_of of its facts.")
    authors: Maybe[Words] = Field(None, description="Who answers for the site.")
    report_url: Maybe[Line] = Field(None, description="Where readers report a mistake.")
    vocabulary: Annotated[VocabularyEntry, SECTION] | None = Field(None, description="Names for nature and certainty.")
    units: Annotated[dict[str, Nouns], SECTION] = Field(
        default_factory=dict, description="Units of the site's own, with singular and plural in each language."
    )
    exempt: Annotated[list[ExemptEntry], LIST] = Field(
        default_factory=list, description="Texts with digits that are no quantities."
    )
    checks: Annotated[
        dict[str, Annotated[Literal["off", "warning", "error"], choice("off", "warning", "error")]], SECTION
    ] = Field(default_factory=dict, description="How severe a problem is, by its code.")
    raw_html: Annotated[Literal["sanitise", "trusted"], choice("sanitise", "trusted")] = Field(
        "sanitise", description="What happens to HTML in pages."
    )
    theme: Annotated[ThemeEntry, SECTION] | None = Field(None, description="Settings of the look.")


class EntityEntry(Entry):
    """A company, a person, a place facts are about."""

    name: Text = Field(description="Its name; one text serves every language.")
    short: Maybe[Text] = Field(None, description="A shorter name for tables and charts.")


class SourceEntry(Entry):
    """A document facts rest on."""

    title: Line = Field(description="Its title, verbatim, in its own language.")
    publisher: Maybe[Line] = Field(None, description="Who published it.")
    url: Maybe[Line] = Field(None, description="Where it can be read.")
    published: Maybe[Date] = Field(None, description="When it was published.")
    accessed: Maybe[Date] = Field(None, description="When it was read.")
    language: Maybe[Line] = Field(None, description="The language it is in, as en or fr.")
    tier: (
        Annotated[Literal["primary", "press", "trade", "secondary"], choice("primary", "press", "trade", "secondary")]
        | None
    ) = Field(None, description="How close it is to what it tells.")


class EvidenceEntry(Entry):
    """Where a fact was read."""

    source: Line = Field(description="The id of a source.")
    quote: Maybe[Line] = Field(None, description="Its verbatim words, which hold the value.")
    via: Maybe[Line] = Field(None, description="The id of the source in which those words were read, if not there.")


class DissentEntry(Entry):
    """A source that says otherwise."""

    source: Line = Field(description="The id of a source.")
    says: Amount = Field(description="What it says: a quantity, a date or a text.")
    quote: Maybe[Line] = Field(None, description="Its verbatim words.")
    because: Maybe[Text] = Field(None, description="Why it was not followed.")


class RevisionEntry(Entry):
    """What a fact said before."""

    date: Date = Field(description="When it was changed.")
    was: Amount = Field(description="What it said until then.")
    why: Text = Field(description="Why it was changed.")


class PeriodEntry(Entry):
    """From when to when."""

    from_: Maybe[Date] = Field(None, alias="from", description="The first date, or `unknown`.")
    to: Maybe[Date] = Field(None, description="The last date, or `unknown`.")


class FactEntry(Entry):
    """One fact: a label and one of `value`, `date`, `text`, `formula`, `undisclosed`."""

    label: Text = Field(description="What it is, in a few words.")
    value: Maybe[Amount] = Field(None, description="A quantity: about 38 billion USD.")
    date: Maybe[Date] = Field(None, description="A date: 2025, 2025-Q3, 2025-11, 2025-11-03.")
    text: Maybe[Text] = Field(None, description="A fact in words.")
    formula: Maybe[Amount] = Field(None, description="A calculation over other facts: aws.deal / aws.term.")
    undisclosed: Maybe[Flag] = Field(None, description="It exists and was not published.")
    unit: Maybe[Line] = Field(None, description="The unit it is shown in: USD/year.")
    digits: Maybe[Digits] = Field(None, description="Significant digits shown, where the rule is to be overruled.")
    exact: Flag = Field(False, description="Every digit is known.")
    binding: Flag = Field(True, description="False for an intention.")
    as_of: Maybe[Date] = Field(None, description="The date as of which it holds.")
    about: Maybe[Line] = Field(None, description="The id of the entity it is about.")
    payer: Maybe[Line] = Field(None, description="The id of the entity that pays.")
    payee: Maybe[Line] = Field(None, description="The id of the entity that is paid.")
    nature: Maybe[Line] = Field(None, description="What kind of thing it is, a word of the vocabulary.")
    certainty: Maybe[Line] = Field(None, description="How certain it is, a word of the vocabulary.")
    period: Maybe[Annotated[PeriodEntry, MAPPING]] = Field(None, description="From when to when it runs.")
    sum_group: Maybe[Line] = Field(None, description="Facts of different groups cannot be added.")
    tags: Words = Field(default_factory=list, description="Words to find it by.")
    caveat: Maybe[Text] = Field(None, description="What a reader must know to read it right.")
    evidence: Annotated[list[Annotated[EvidenceEntry, MAPPING]], ONE_OR_LIST, ONE_IN_SCHEMA] = Field(
        default_factory=list, description="Where it was read: one source or a list."
    )
    dissent: Annotated[list[Annotated[DissentEntry, MAPPING]], ONE_OR_LIST, ONE_IN_SCHEMA] = Field(
        default_factory=list, description="Sources that say otherwise."
    )
    revisions: Annotated[list[Annotated[RevisionEntry, MAPPING]], ONE_OR_LIST, ONE_IN_SCHEMA] = Field(
        default_factory=list, description="What it said before."
    )
    review_by: Maybe[Date] = Field(None, description="The day by which it is to be looked at again.")
    was: Words = Field(default_factory=list, description="Ids it had before, whose links stay alive.")


class FactsFile(Entry):
    """content/facts.yaml and content/facts/*.yaml."""

    entities: Entries = Field(default_factory=dict, description="Companies, persons, places, by id.")
    sources: Entries = Field(default_factory=dict, description="Documents, by id.")
    facts: Entries = Field(default_factory=dict, description="Facts, by id.")


class AnnotationEntry(Entry):
    """A remark at a fact or a date of a chart."""

    text: Text = Field(description="The remark.")
    fact: Maybe[Line] = Field(None, description="The id of the fact it stands at.")
    date: Maybe[Date] = Field(None, description="The date it stands at.")


_SORTS = ("descending", "ascending", "as_listed", "by_date")
_VIEWS = ("total", "per_year", "share")
View = Annotated[Literal["total", "per_year", "share"], choice(*_VIEWS)]


_NAMES = {
    "bars": "bar barchart bargraph column columns columnchart ranking histogram lollipop dot dots dotplot rows",
    "timeline": "gantt ganttchart time events dates chronology calendar milestones",
    "scale": "waffle wafflechart squares square unit units unitchart isotype pictogram icons",
    "share": "pie piechart donut doughnut donutchart stack stacked stackedbar composition treemap parts proportion",
    "steps": "line lines linechart area areachart step stair stairs staircase cumulative waterfall runningtotal total",
    "range": "ranges dumbbell interval intervals error errorbars uncertainty boxplot box candlestick bullet",
    "flows": "sankey sankeydiagram flow flowchart ribbons alluvial chord network payments",
}
_ELSEWHERE: dict[str, str] = {
    **{name: kind for kind, names in _NAMES.items() for name in names.split()},
    **dict.fromkeys(
        ("table", "tables", "list", "grid"),
        "a table of facts is no chart: write `::: table nature: contract` on a page, with a query of your own",
    ),
}
"""What other tools call our kinds of charts."""


class ChartEntry(Entry):
    """One chart."""

    kind: Annotated[ChartKind, choice(*CHART_KINDS, meant=_ELSEWHERE)] = Field(description="The kind of chart.")
    facts: Query = Field(description="What it shows: a query such as {nature: cloud_purchase}, or a list of ids.")
    title: Text = Field(description="The finding, in a sentence.")
    description: Text = Field(description="What a listener should know.")
    subtitle: Maybe[Text] = Field(None, description="What is measured, in which unit.")
    note: Maybe[Text] = Field(None, description="A remark below the chart.")
    sort: Maybe[Annotated[Literal["descending", "ascending", "as_listed", "by_date"], choice(*_SORTS)]] = Field(
        None, description="The order of the rows."
    )
    highlight: Words = Field(default_factory=list, description="Ids of facts that stand out.")
    separate: Words = Field(
        default_factory=list, description="Ids of facts below a rule: another direction, not binding."
    )
    views: Annotated[list[View], WORDS, ONE_IN_SCHEMA] = Field(
        default_factory=list, description="What readers can switch between."
    )
    of: Maybe[Line] = Field(None, description="The id of the fact that shares are of.")
    square: Maybe[Amount] = Field(None, description="What one square of a scale chart stands for: 1 billion USD.")
    from_: Maybe[Year] = Field(None, alias="from", description="The first year of the axis.")
    to: Maybe[Year] = Field(None, description="The last year of the axis.")
    annotations: Annotated[list[Annotated[AnnotationEntry, MAPPING]], ONE_OR_LIST, ONE_IN_SCHEMA] = Field(
        default_factory=list, description="Remarks at a fact or a date."
    )


class ChartsFile(Entry):
    """content/charts.yaml."""

    charts: Entries = Field(default_factory=dict, description="Charts, by id.")


class TermEntry(Entry):
    """A glossary term."""

    term: Text = Field(description="The term as readers see it.")
    means: Text = Field(description="What it means.")


class GlossaryFile(Entry):
    """content/glossary.yaml."""

    terms: Entries = Field(default_factory=dict, description="Terms, by id.")


class FrontMatter(Entry):
    """What stands between two lines `---` at the head of a page."""

    title: Maybe[Line] = Field(None, description="The page's title; by default its first heading.")
    description: Maybe[Line] = Field(None, description="What the page explains, in a sentence.")
    authors: Maybe[Words] = Field(None, description="Who answers for the page; by default the site's authors.")
    published: Maybe[Date] = Field(None, description="When it was first published.")
    updated: Maybe[Date] = Field(None, description="When it was last changed.")
    order: Maybe[Number] = Field(None, description="Its place in the menu: smaller comes first.")
    menu: Flag = Field(True, description="Whether the menu shows it.")
    draft: Flag = Field(False, description="Whether it is left out of what is published.")
    aliases: Words = Field(default_factory=list, description="Addresses it had before, as /old/place/.")
    layout: Line = Field("page", description="The template it is rendered with.")
