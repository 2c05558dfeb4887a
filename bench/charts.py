"""Charts: one of ten rows, of every kind, from its spec to its forms; how long each takes and how large it is.

“Together” is the budget's: the rows, the figure and the HTML, as a page and its live layer need them, without plotly's
own validation and without pixels. The rest is for downloads and cards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from bench.measure import Row, Setting, seconds
from exposit.assemble import assemble
from exposit.build.memo import Memo
from exposit.cli import calm_collector
from exposit.marks import strip
from exposit.model import CHART_KINDS, Site
from exposit.render.charts.chart import chart_of
from exposit.render.charts.data import as_csv
from exposit.render.charts.drawn.drawing import drawing
from exposit.render.charts.drawn.raster import png
from exposit.render.charts.figures.figure import as_json, figure
from exposit.render.charts.static import figure_of
from exposit.render.notes import Notes

ROWS, REPEATS = 10, 20
FACT = """\
  deal.f{index}:
    label: {{en: "Deal with {name} Limited", fr: "Accord avec {name} SA"}}
    value: {value} million USD
    as_of: 20{year}-11-03
    payer: us
    payee: {party}
    nature: deal
    period: {{from: 20{year}-11-03, to: 2031}}
    evidence: {{source: paper, quote: "worth ${value} million from 3 November 20{year} to 2031"}}
"""
CHART = """\
  {kind}:
    kind: {kind}
    facts: {{nature: deal}}
    title: {{en: "The last: {{{{ deal.f9 | short }}}}", fr: "Le dernier : {{{{ deal.f9 | short }}}}"}}
    subtitle: {{en: "Deals signed", fr: "Accords signés"}}
    description: {{en: "Each deal beside the others.", fr: "Chaque accord à côté des autres."}}
"""


def site() -> Site:
    """A site with ten facts and a chart of each kind over them."""
    names = ["Alder", "Birch", "Cedar", "Elder", "Hazel", "Larch", "Maple", "Rowan", "Spruce", "Willow"]
    entities = "".join(f"  {name.lower()}: {{name: {name}}}\n" for name in ["Us", *names])
    source = '  paper: {title: "A paper", publisher: "The Paper", url: "https://example.org", language: en}\n'
    facts = "".join(
        FACT.format(index=index, name=name, party=name.lower(), value=100 + 37 * index, year=15 + index)
        for index, name in enumerate(names)
    )
    site, problems = assemble(
        {
            "content/site.yaml": "languages: [en, fr]\nvocabulary: {nature: {deal: {en: Deal, fr: Accord}}}\n",
            "content/facts.yaml": f"entities:\n{entities}sources:\n{source}facts:\n{facts}",
            "content/charts.yaml": "charts:\n" + "".join(CHART.format(kind=kind) for kind in CHART_KINDS),
            "content/en/index.md": "# Deals\n\nAll of them.\n",
            "content/fr/index.md": "# Accords\n\nTous.\n",
        },
        Memo(),
    )
    assert not problems, problems[0].message
    return site


def forms(known: Site, kind: str) -> tuple[str, str]:
    """The view of a chart, and from it the figure (not yet validated) and the HTML."""
    chart = chart_of(known, kind, "en", Notes(known, "en", ""))
    assert len(chart.rows) == ROWS
    return strip(as_json(figure(chart))), strip(str(figure_of(chart)))


def run(setting: Setting) -> Iterator[Row]:
    """Times and sizes, kind by kind."""
    calm_collector()
    known = site()
    for kind in CHART_KINDS:
        made, html = (len(text.encode()) / 1000 for text in forms(known, kind))
        yield Row(f"{kind}: together", milliseconds(partial(forms, known, kind), setting), "ms", 1.0)
        yield Row(f"{kind}: HTML", (html,), "KB", 6.0)
        yield Row(f"{kind}: figure", (made,), "KB", 3.0)
    bars = chart_of(known, "bars", "en")
    yield Row("bars: drawing", milliseconds(lambda: drawing(bars), setting), "ms")
    yield Row("bars: CSV", milliseconds(lambda: as_csv(bars), setting), "ms")
    svg = drawing(bars, 630)
    yield Row("bars: a card's pixels", tuple(took * 1000 for took in seconds(lambda: png(svg), setting.runs)), "ms")


def milliseconds(function: Callable[[], object], setting: Setting) -> tuple[float, ...]:
    """How long a function takes, each sample a mean over `REPEATS`: once is too short to time."""

    def repeated() -> None:
        for _ in range(REPEATS):
            function()

    return tuple(took * 1000 / REPEATS for took in seconds(repeated, setting.runs))
