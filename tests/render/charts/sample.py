"""A site by hand, with what charts have to cope with: unknown ends, bounds, nothing disclosed, two languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from exposit.facts.derive import derive

from exposit.facts.formula import parse_formula
from exposit.facts.quantity import parse_quantity
from exposit.facts.units import Units
from exposit.model import (
    ChartKind,
    ChartSpec,
    Config,
    Entity,
    Evidence,
    Fact,
    Formula,
    Inline,
    PartialDate,
    Period,
    Quantity,
    Site,
    Source,
    Undisclosed,
)

UNITS = Units()


def text(en: str, fr: str | None = None) -> dict[str, Inline]:
    """A text in both languages."""
    return {"en": Inline(en, "en"), "fr": Inline(en if fr is None else fr, "fr")}


def day(written: str) -> PartialDate:
    """`2025`, `2025-Q3`, `2025-11`, `2025-11-03`."""
    year, *rest = written.split("-")
    if rest and rest[0].startswith("Q"):
        return PartialDate(int(year), quarter=int(rest[0][1]))
    return PartialDate(int(year), None, *(int(part) for part in rest))


def period(start: str | None, end: str | None) -> Period:
    """From `start` to `end`; `unknown` and None as in a facts file."""

    def one(written: str | None) -> PartialDate | str | None:
        return written if written in (None, "unknown") else day(str(written))

    return Period(one(start), one(end))  # type: ignore[arg-type]


def fact(name: str, value: str, label: str, fr: str | None = None, **more: object) -> Fact:
    """A stated fact: a quantity, a date (`@2025-11`), a formula (`= a / b`) or `undisclosed`."""
    evidence = (Evidence("paper", "the words"),)
    if value.startswith("="):
        formula = parse_formula(value[1:].strip(), UNITS)
        assert isinstance(formula, Formula), formula
        return Fact(name, text(label, fr), formula=formula, **more)  # type: ignore[arg-type]
    known: object = Undisclosed() if value == "undisclosed" else None
    if value.startswith("@"):
        known = day(value[1:])
    if known is None:
        known = parse_quantity(value, UNITS)
        assert isinstance(known, Quantity), known
    return Fact(name, text(label, fr), value=known, evidence=evidence, **more)  # type: ignore[arg-type]


def chart(name: str, kind: ChartKind, ids: tuple[str, ...], title: str = "A finding", **more: object) -> ChartSpec:
    """A chart of listed facts."""
    return ChartSpec(name, kind, ids, text(title), text("What a listener should know."), **more)  # type: ignore[arg-type]


def site(facts: list[Fact], charts: list[ChartSpec], **more: object) -> Site:
    """A site that knows these facts, derived, on 24 September 2026."""
    known = {one.id: one for one in facts}
    derived = derive(known, UNITS)
    statuses = {name: "calculated" if one.formula else "single" for name, one in known.items()}
    return Site(
        Config(languages=("en", "fr")),
        as_of=day("2026-09-24"),
        entities={
            "openai": Entity("openai", text("OpenAI")),
            "aws": Entity("aws", text("Amazon Web Services"), text("AWS")),
            "oracle": Entity("oracle", text("Oracle")),
            "microsoft": Entity("microsoft", text("Microsoft")),
            "nvidia": Entity("nvidia", text("Nvidia")),
        },
        sources={"paper": Source("paper", "A title", "The Paper", "https://example.org/paper", day("2025-11-03"))},
        facts=known,
        values=derived.values,
        derivations=derived.derivations,
        statuses=statuses,  # type: ignore[arg-type]
        charts={spec.id: spec for spec in charts},
        **more,  # type: ignore[arg-type]
    )


def deals() -> list[Fact]:
    """Commitments as the flagship has them."""
    paying = {"payer": "openai", "nature": "cloud_purchase", "sum_group": "cloud"}
    return [
        fact(
            "aws.deal",
            "38 billion USD",
            "OpenAI’s commitment to AWS",
            "Engagement d’OpenAI envers AWS",
            as_of=day("2025-11-03"),
            period=period("2025-11-03", "unknown"),
            payee="aws",
            **paying,
        ),
        fact(
            "oracle.deal",
            "about 300 billion USD",
            "Oracle, Stargate capacity",
            "Oracle, capacité de Stargate",
            as_of=day("2025-09-10"),
            period=period("2027", "2031"),
            payee="oracle",
            **paying,
        ),
        fact(
            "azure.deal",
            "250 billion USD",
            "Microsoft Azure, incremental purchase",
            "Microsoft Azure, achats supplémentaires",
            as_of=day("2025-10-28"),
            payee="microsoft",
            **paying,
        ),
        fact(
            "coreweave.deal",
            "22.4 billion USD",
            "CoreWeave, three contracts",
            "CoreWeave, trois contrats",
            as_of=day("2025-09-25"),
            period=period("2025-03", "2029-10"),
            payee="coreweave",
            **paying,
        ),
        fact(
            "google.deal",
            "undisclosed",
            "Google Cloud",
            "Google Cloud",
            as_of=day("2025-06-10"),
            payee="google",
            **paying,
        ),
        fact(
            "nvidia.intent",
            "up to 100 billion USD",
            "Nvidia’s letter of intent to invest",
            "Lettre d’intention de Nvidia",
            as_of=day("2025-09-22"),
            binding=False,
            payer="nvidia",
            payee="openai",
            sum_group="in",
        ),
        fact(
            "stated.total",
            "about 1400 billion USD",
            "What Sam Altman said OpenAI had committed",
            "Ce que Sam Altman a dit engagé",
            as_of=day("2025-11-06"),
        ),
        fact(
            "revenue", "13 billion USD", "OpenAI’s revenue in 2025", "Chiffre d’affaires d’OpenAI", as_of=day("2026-01")
        ),
        fact("signed", "@2025-11-03", "OpenAI and AWS announce their agreement", "OpenAI et AWS annoncent leur accord"),
        fact("exclusive.end", "@2025-01-21", "Microsoft’s exclusivity ends", "Fin de l’exclusivité de Microsoft"),
        fact("first.money", "@2019-07", "Microsoft invests for the first time", "Premier investissement de Microsoft"),
        fact(
            "capacity", "@2026-Q4", "All AWS capacity is to be running", "Toute la capacité d’AWS doit être en service"
        ),
        fact(
            "early",
            "5 billion USD",
            "Something that began nobody knows when",
            as_of=day("2020"),
            period=period("unknown", "2024-06"),
        ),
    ]


DEALS = ("aws.deal", "oracle.deal", "azure.deal", "coreweave.deal", "google.deal")


def flagship() -> Site:
    """The deals in every kind of chart."""
    charts = [
        chart(
            "commitments",
            "bars",
            DEALS,
            "Two contracts make up most of what OpenAI has promised",
            separate=("nvidia.intent",),
            highlight=("aws.deal",),
            subtitle=text("Announced commitments to providers of computing", "Engagements annoncés"),
        ),
        chart(
            "timeline",
            "timeline",
            (*DEALS, "nvidia.intent", "signed", "exclusive.end", "first.money", "capacity", "early"),
            "Most of it is still to come",
            start=2019,
            end=2031,
        ),
        chart("scale", "scale", ("revenue", "stated.total"), "One year of revenue against the whole bill"),
        chart("share", "share", DEALS, "More than half is not in these contracts", of="stated.total"),
        chart("steps", "steps", DEALS, "Most of it came within eight weeks", start=2025, end=2026),
        chart("range", "range", (*DEALS, "nvidia.intent"), "How well the sums are known"),
        chart("flows", "flows", (*DEALS, "nvidia.intent"), "Who pays whom", separate=("nvidia.intent",)),
        chart(
            "views",
            "bars",
            ("oracle.deal", "coreweave.deal", "aws.deal"),
            "A year",
            views=("total", "per_year", "share"),
            of="stated.total",
        ),
    ]
    return site(deals(), charts)


__all__ = ["DEALS", "chart", "date", "day", "deals", "fact", "flagship", "period", "replace", "site", "text"]
