"""A site by hand, with what charts have to cope with: unknown ends, bounds, nothing disclosed, two languages."""

from __future__ import annotations

from exposit.facts.derive import derive
from exposit.facts.formula import parse_formula
from exposit.facts.quantity import parse_quantity
from exposit.facts.units import Units
from exposit.model import (
    Annotation,
    ChartKind,
    ChartSpec,
    Config,
    Dissent,
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


def remark(place: str, en: str, fr: str) -> Annotation:
    """An author's remark at a day (`2025-10`) or at a fact."""
    dated = place[0].isdigit()
    return Annotation(text(en, fr), None if dated else place, day(place) if dated else None)


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


DEAL_FACTS: tuple[tuple[str, str, str, str, str, Period | None, str], ...] = (
    ("aws.deal", "38 billion USD", "OpenAI’s commitment to AWS", "Engagement d’OpenAI envers AWS", "2025-11-03",
     period("2025-11-03", "unknown"), "aws"),
    ("oracle.deal", "about 300 billion USD", "Oracle, Stargate capacity", "Oracle, capacité de Stargate", "2025-09-10",
     period("2027", "2031"), "oracle"),
    ("azure.deal", "250 billion USD", "Microsoft Azure, incremental purchase",
     "Microsoft Azure, achats supplémentaires", "2025-10-28", None, "microsoft"),
    ("coreweave.deal", "22.4 billion USD", "CoreWeave, several contracts", "CoreWeave, plusieurs contrats",
     "2025-09-25", period("2025-03", "2029-10"), "coreweave"),
    ("google.deal", "undisclosed", "Google Cloud", "Google Cloud", "2025-06-10", None, "google"),
)  # fmt: skip


def deals() -> list[Fact]:
    """Commitments as the flagship has them, and what stands beside them."""
    common = {"payer": "openai", "nature": "cloud_purchase", "sum_group": "cloud"}
    said = parse_quantity("230 billion USD", UNITS)
    assert isinstance(said, Quantity)
    dissent = {"azure.deal": (Dissent("paper", said, "some say 230 billion"),)}
    made = [
        fact(name, value, en, fr, as_of=day(known), period=lasts, payee=payee, dissent=dissent.get(name, ()), **common)
        for name, value, en, fr, known, lasts, payee in DEAL_FACTS
    ]
    intent = {"as_of": day("2025-09-22"), "binding": False, "payer": "nvidia", "payee": "openai", "sum_group": "in"}
    return [
        *made,
        fact("nvidia.intent", "up to 100 billion USD", "Nvidia’s letter of intent", "Lettre d’intention", **intent),
        fact(
            "stated.total",
            "about 1400 billion USD",
            "What was said to be committed",
            "Total annoncé",
            as_of=day("2025"),
        ),
        fact("revenue", "13 billion USD", "OpenAI’s revenue in a year", "Chiffre d’affaires annuel", as_of=day("2026")),
        fact("signed", "@2025-11-03", "OpenAI and AWS announce their agreement", "OpenAI et AWS annoncent leur accord"),
        fact("first.money", "@2019-07", "Microsoft invests for the first time", "Premier investissement de Microsoft"),
        fact("capacity", "@2026-Q4", "All AWS capacity is to be running", "Toute la capacité d’AWS en service"),
        fact(
            "early", "5 billion USD", "Began nobody knows when", as_of=day("2020"), period=period("unknown", "2024-06")
        ),
    ]


DEALS = ("aws.deal", "oracle.deal", "azure.deal", "coreweave.deal", "google.deal")


INTENT = (*DEALS, "nvidia.intent")
EVENTS = ("signed", "first.money", "capacity", "early")


def flagship() -> Site:
    """The deals in every kind of chart."""
    subtitle = text("Announced commitments to providers of computing", "Engagements annoncés")
    under, bright = {"separate": ("nvidia.intent",)}, {"highlight": ("aws.deal",)}
    said = {"annotations": (remark("oracle.deal", "the first of its size", "le premier de cette taille"),)}
    dated = (*said["annotations"], remark("2025-10", "a change of its statutes", "un changement de statuts"))
    scaled = (remark("revenue", "before costs", "avant les coûts"),)
    charts = [
        chart(
            "commitments",
            "bars",
            DEALS,
            "Few contracts make up most of it",
            subtitle=subtitle,
            **under,
            **bright,
            **said,
        ),
        chart(
            "timeline",
            "timeline",
            (*INTENT, *EVENTS),
            "Most of it is still to come",
            start=2019,
            end=2031,
            annotations=dated,
        ),
        chart(
            "scale",
            "scale",
            ("revenue", "stated.total"),
            "A year of revenue against the whole bill",
            annotations=scaled,
        ),
        chart("share", "share", DEALS, "More than that is not in these contracts", of="stated.total", **said),
        chart("steps", "steps", DEALS, "Most of it came at once", start=2025, end=2027, annotations=dated),
        chart("range", "range", INTENT, "How well the sums are known", **said),
        chart("flows", "flows", INTENT, "Who pays whom", **under, **said),
        chart("views", "bars", DEALS, "A year", views=("total", "per_year", "share"), of="stated.total"),
    ]
    return site(deals(), charts)


DOUBTS: dict[str, tuple[str, bool]] = {
    "not binding": ("30 million USD", False),
    "range": ("24 to 36 million USD", True),
    "at most": ("up to 30 million USD", True),
    "at least": ("at least 30 million USD", True),
}
"""What a key calls a doubt, a value with that doubt, and whether it binds. All stand for the same amount."""


def doubted(kind: ChartKind, word: str | None, *, soft: bool = False) -> Site:
    """A site whose chart `c` has two rows, the second with a doubt, or with none; `soft`: not binding besides."""
    written, binding = DOUBTS[word] if word else ("30 million USD", True)
    binding = binding and not soft
    common = {"as_of": day("2026"), "payer": "aws", "payee": "openai"}
    facts = [
        fact("firm", "80 million USD", "Firm", period=period("2024", "2025"), **common),
        fact("other", written, "Other", period=period("2025", "2026"), binding=binding, **common),
    ]
    return site(facts, [chart("c", kind, ("firm", "other"))])
