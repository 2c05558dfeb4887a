"""A small real site, made by hand: the OpenAI-AWS deal in English and French, with every kind of hole and of doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from exposit.facts.dates import parse_date
from exposit.facts.derive import derive, evaluate
from exposit.facts.formula import parse_formula
from exposit.facts.quantity import parse_quantity
from exposit.facts.query import parse_query, select
from exposit.facts.status import statuses_of
from exposit.facts.units import Units
from exposit.marks import hole, strip
from exposit.model import (
    Body,
    ChartBlock,
    ChartSpec,
    Citation,
    Config,
    Derivation,
    Dissent,
    Entity,
    Evidence,
    Exempt,
    Exemption,
    Fact,
    Formula,
    Heading,
    Hole,
    Inline,
    LinkTarget,
    Localized,
    Page,
    PartialDate,
    Period,
    PlacedHole,
    Quantity,
    Query,
    Reference,
    Revision,
    Site,
    Source,
    TableBlock,
    Term,
    TermUse,
    Undisclosed,
    Verdict,
    Words,
)

UNITS = Units({})


def quantity(text: str) -> Quantity:
    """What `value: text` reads as."""
    found = parse_quantity(text, UNITS)
    assert isinstance(found, Quantity), found
    return found


def day(text: str) -> PartialDate:
    """What `date: text` reads as."""
    found = parse_date(text)
    assert isinstance(found, PartialDate), found
    return found


def formula(text: str) -> Formula:
    """What `formula: text` reads as."""
    found = parse_formula(text, UNITS)
    assert isinstance(found, Formula), found
    return found


def query(text: str) -> Query:
    """What `::: table text` reads as."""
    found = parse_query(text)
    assert isinstance(found, Query), found
    return found


_FORMS = re.compile(
    r"\{\{\s(?P<ref>[\w.]+)(?:\s\|\s(?P<forms>[^}]+))?\s\}\}|\[@(?P<cite>\w+)\]|\[\[(?P<term>\w+)\]\]"
    r"|\[(?P<words>[^\]]+)\]\{(?P<formula>[^}]+)\}|href=\"(?P<href>[^\"]+)\""
    r"|::: (?P<block>chart|table) (?P<arg>[^<\n]+)"
)


def _hole(match: re.Match[str]) -> Hole:
    if match["ref"]:
        return Reference(
            match["ref"], tuple(form.strip() for form in (match["forms"] or "").split("|") if form.strip())
        )
    if match["cite"]:
        return Citation(match["cite"])
    if match["term"]:
        return TermUse(match["term"])
    if match["href"]:
        return LinkTarget(match["href"])
    if match["block"]:
        return ChartBlock(match["arg"]) if match["block"] == "chart" else TableBlock(query(match["arg"]))
    text = match["formula"]
    if text.startswith("exempt: "):
        return Exempt(match["words"], text.removeprefix("exempt: "))
    if text.startswith("term: "):
        return TermUse(text.removeprefix("term: "), match["words"])
    return Words(match["words"], formula(text))


def _holed(text: str) -> tuple[str, tuple[Hole, ...]]:
    holes: list[Hole] = []

    def put(match: re.Match[str]) -> str:
        holes.append(_hole(match))
        return f'href="{hole(len(holes) - 1)}"' if match["href"] else hole(len(holes) - 1)

    return _FORMS.sub(put, text), tuple(holes)


def inline(text: str, language: str = "en") -> Inline:
    """A text from YAML, with our forms."""
    shown, holes = _holed(text)
    return Inline(shown, language, holes)


def both(en: str, fr: str | None = None) -> Localized:
    """A text in English and, if given, French."""
    return {"en": inline(en), **({"fr": inline(fr, "fr")} if fr is not None else {})}


_HEADING = re.compile(r'<h(\d) id="([^"]+)">(.*?)</h\1>', re.DOTALL)


def page(
    html: str, *, key: str = "index", language: str = "en", title: str = "", route: str | None = None, **more: object
) -> Page:
    """A page whose Markdown has become `html`, our forms still in it."""
    shown, holes = _holed(html)
    headings = tuple(Heading(int(level), id_, text) for level, id_, text in _HEADING.findall(shown))
    first = re.search(r"<p>(.*?)</p>", shown, re.DOTALL)
    body = Body(shown, tuple(PlacedHole(item) for item in holes), headings, first[1] if first else "")
    home = "" if language == "en" else f"{language}/"
    where = home + ("" if key == "index" else f"{key}/") if route is None else route
    path = f"content/{language}/{key}.md"
    return Page(
        path, language, key, where, inline(title or "A page", language), body, f"digest of {path} {html}", **more
    )  # type: ignore[arg-type]


SOURCES = {
    "aboutamazon_2025_11": Source(
        "aboutamazon_2025_11",
        "AWS and OpenAI announce multi-year strategic partnership",
        "About Amazon",
        "https://www.aboutamazon.com/news/aws/aws-open-ai-workloads-compute-infrastructure",
        day("2025-11-03"),
        day("2026-11-24"),
        "en",
        "primary",
    ),
    "kulturegeek": Source(
        "kulturegeek",
        "OpenAI signe un deal de 300 milliards de dollars avec Oracle",
        "KultureGeek",
        "https://kulturegeek.fr/news-338784/openai-signe-deal",
        day("2025-09-11"),
        None,
        "fr",
        "press",
    ),
    "wsj": Source(
        "wsj",
        "OpenAI, Oracle Sign $300 Billion Computing Deal",
        "The Wall Street Journal",
        None,
        day("2025-09"),
        None,
        "en",
        "press",
    ),
}
ENTITIES = {
    "aws": Entity("aws", both("Amazon Web Services", "Amazon Web Services"), both("AWS", "AWS")),
    "openai": Entity("openai", both("OpenAI", "OpenAI")),
}
TERMS = {
    "inference": Term(
        "inference",
        both("inference", "inférence"),
        both("answering with a trained model; see {{ aws.deal | short }}", "répondre avec un modèle entraîné"),
    ),
}
_DEAL = "Under this new $38 billion agreement, which will have continued growth over the next seven years"


def _facts() -> dict[str, Fact]:
    amazon = (Evidence("aboutamazon_2025_11", _DEAL),)
    found = [
        Fact(
            "aws.deal",
            both("OpenAI’s commitment to AWS", "Engagement d’OpenAI envers AWS"),
            quantity("38 billion USD"),
            as_of=day("2025-11-03"),
            about="aws",
            payer="openai",
            payee="aws",
            nature="cloud_purchase",
            certainty="official",
            period=Period(day("2025-11-03"), "unknown"),
            evidence=amazon,
            dissent=(
                Dissent(
                    "wsj",
                    quantity("30 billion USD"),
                    "about $30 billion in all",
                    both(
                        "An early report, since superseded by {{ aws.deal }}.", "Une première dépêche, dépassée depuis."
                    ),
                ),
            ),
            review_by=date(2027, 1, 31),
        ),
        Fact(
            "aws.term",
            both("Length of the AWS contract", "Durée du contrat AWS"),
            quantity("7 years"),
            evidence=amazon,
            as_of=day("2025-11-03"),
        ),
        Fact(
            "oracle.deal",
            both("OpenAI’s commitment to Oracle", "Engagement d’OpenAI envers Oracle"),
            quantity("about 300 billion USD"),
            nature="cloud_purchase",
            evidence=(
                Evidence(
                    "wsj",
                    "a contract to purchase $300 billion in computing power over roughly five years",
                    "kulturegeek",
                ),
            ),
            as_of=day("2025-09-10"),
            revisions=(
                Revision(
                    day("2025-10-02"),
                    quantity("250 billion USD"),
                    both("The first figure left out the option.", "Le premier chiffre oubliait l’option."),
                ),
            ),
        ),
        Fact(
            "aws.signed",
            both("The AWS deal is announced", "Annonce de l’accord AWS"),
            day("2025-11-03"),
            evidence=(Evidence("aboutamazon_2025_11"),),
        ),
        Fact(
            "aws.schedule",
            both("Payment schedule", "Échéancier"),
            Undisclosed(),
            evidence=(Evidence("aboutamazon_2025_11"),),
        ),
        Fact(
            "aws.per_year",
            both("AWS deal per year", "Accord AWS par an"),
            formula=formula("aws.deal / aws.term"),
            caveat=both("an average; the schedule is not public", "une moyenne ; l’échéancier n’est pas public"),
        ),
        Fact(
            "all.deals",
            both("Both cloud deals", "Ensemble des accords"),
            formula=formula("sum(nature: cloud_purchase)"),
        ),
        Fact(
            "aws.share",
            both("AWS’s share of both", "Part d’AWS dans l’ensemble"),
            formula=formula("aws.deal / all.deals"),
        ),
    ]
    return {fact.id: fact for fact in found}


CHART = ChartSpec(
    "commitments",
    "bars",
    query("nature: cloud_purchase"),
    both("Oracle was promised {{ oracle.deal | short }}", "Oracle s’est vu promettre {{ oracle.deal | short }}"),
    both("Bars for each provider; Oracle is far ahead.", "Une barre par fournisseur ; Oracle est loin devant."),
)

EN = """<h1 id="who">Who pays for the machine?</h1>
<p>OpenAI has promised Amazon {{ aws.deal }} over [seven years]{aws.term}, about {{ aws.per_year }}
[@aboutamazon_2025_11]. That is [more than a tenth]{aws.deal / all.deals > 10 percent} of both deals, and it pays
for [[inference]].</p>
<h2 id="money">What was signed, {{ aws.signed | year }}</h2>
<p>Models such as [GPT-4o]{exempt: product name} need machines. See <a href="method.md">the method</a>, <a
href="https://example.org/a?b=1&amp;c=2">elsewhere</a> and <a href="assets/terms.pdf">the terms</a>. The schedule is
{{ aws.schedule }}; nobody knows {{ aws.deel }}.</p>
<p>::: chart commitments</p>
<h2 id="sum">The sum</h2>
<p>Together {{ all.deals }}: {{ aws.share }} of it for Amazon. <strong>Oracle alone gets {{ oracle.deal | short
}}</strong>, which is [a lot]{oracle.deal / aws.deal} more.</p>
<blockquote><p>It was, one analyst said, a promise rather than a purchase, and the bill comes due in the next
decade.</p></blockquote>
<h3 id="list">The list</h3>
<p>::: table nature: cloud_purchase</p>
<h2 id="unknown">What is not known</h2>
<p>No end date has been published. The contract may be stretched, cut or sold on, and none of the parties has said
who decides. What the announcement calls an agreement may turn out to be a schedule of options.</p>
<ul><li>When the payments fall due.</li><li>Who owns the machines afterwards.</li></ul>
"""
FR = """<h1 id="qui">Qui paie la machine ?</h1>
<p>OpenAI a promis à Amazon {{ aws.deal }} sur [sept ans]{aws.term}, environ {{ aws.per_year }}
[@aboutamazon_2025_11]. Cela paie l’[[inference]].</p>
<h2 id="argent">Ce qui a été signé</h2>
<p>L’échéancier est {{ aws.schedule }}. Oracle reçoit {{ oracle.deal | short }}.</p>
"""


def sample(pages: Mapping[str, Page] | None = None, **changes: object) -> Site:
    """The site, assembled; `changes` replace fields of the Site."""
    facts = _facts()
    derived = derive(facts, UNITS)
    assert not derived.problems, derived.problems
    if pages is None:
        made = [
            page(
                EN,
                title="Who pays for the machine?",
                description=inline(
                    "What OpenAI signed with Amazon for {{ aws.deal }}, who else it has promised money,"
                    " and what nobody has said."
                ),
            ),
            page(FR, language="fr", title="Qui paie la machine ?"),
            page("<p>Plain words.</p>", key="about", title="About us"),
        ]
        pages = {item.path: item for item in made}
    verdicts: dict[str, Verdict] = {}
    results: dict[str, Derivation] = {}
    for item in pages.values():
        for placed in item.body.holes:
            if isinstance(placed.hole, Words):
                found = evaluate(placed.hole.formula, facts, derived, UNITS)
                if isinstance(found, Verdict):
                    verdicts[placed.hole.formula.text] = found
                elif isinstance(found, Derivation):
                    results[placed.hole.formula.text] = found
    wanted = query("nature: cloud_purchase")
    fields: dict[str, object] = {
        "config": Config(
            languages=("en", "fr"),
            title=both("Who pays?", "Qui paie ?"),
            base_url="https://example.org/x",
            authors=("Exposit",),
            report_url="https://example.org/issues/new",
            natures={"cloud_purchase": both("Cloud purchase", "Achat de cloud")},
            exempt=(Exemption("24/7", "idiom"),),
        ),
        "as_of": day("2025-11-03"),
        "entities": ENTITIES,
        "sources": SOURCES,
        "facts": facts,
        "values": derived.values,
        "derivations": derived.derivations,
        "statuses": statuses_of(facts, derived, day("2025-11-03")),
        "charts": {"commitments": CHART},
        "selections": {wanted: select(wanted, facts)},
        "verdicts": verdicts,
        "results": results,
        "terms": TERMS,
        "pages": pages,
        "assets": {"assets/terms.pdf": b"%PDF"},
        **changes,
    }
    return Site(**fields)  # type: ignore[arg-type]


SITE_TEXT_FRAGMENT = "#:~:text=Under%20this%20new%20%2438%20billion,over%20the%20next%20seven%20years"
"""What takes a reader from the note of `aws.deal` to the quotation in the source."""


def plain(text: str) -> str:
    """A text as one reads it: without marks, all spaces alike."""
    return strip(text).replace("\u00a0", " ").replace("\u202f", " ")
