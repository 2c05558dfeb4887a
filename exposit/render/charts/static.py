"""The chart as a reader gets it: a figure with its finding, its marks and words, its key, its sources and its files.

Complete without a script. `render.body` puts it where an author wrote `::: chart ID`; a live layer may later be drawn
over its marks (`theme/js/charts.js`), and never replaces its words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from exposit import marks
from exposit.model import ChartKind, Query, Site
from exposit.render.charts import bars, flows, ranges, scale, share, steps, timeline
from exposit.render.charts.chart import Chart, chart_of
from exposit.render.charts.columns import Column, columns
from exposit.render.charts.facts_table import facts_table
from exposit.render.charts.key import key
from exposit.render.display import Notebook, escape_text
from exposit.render.markup import escaped
from exposit.render.routes import chart_file, chart_url, relative, sources_url

STAGES: Mapping[ChartKind, Callable[[Chart, tuple[Column, ...]], str]] = {
    "bars": bars.stage,
    "timeline": lambda chart, _: timeline.stage(chart),
    "scale": lambda chart, _: scale.stage(chart),
    "share": lambda chart, _: share.stage(chart),
    "steps": lambda chart, _: steps.stage(chart),
    "range": lambda chart, _: ranges.stage(chart),
    "flows": flows.stage,
}
LIVE: frozenset[ChartKind] = frozenset(STAGES) - {"scale"}
"""The kinds Plotly draws over; a grid of squares has nothing to gain from it."""
VIEWED: frozenset[ChartKind] = frozenset({"bars", "flows"})
"""The kinds that can show another view of their rows."""


def chart_html(
    site: Site,
    chart_id: str,
    language: str,
    notes: Notebook | None,
    route: str,
    *,
    heading_level: int = 2,
    whole: bool = False,
) -> Markup:
    """The whole `<figure>` of a chart for the page at `route`. `whole` is for a page of its own: its description stands
    in view there, and its files are listed by the page."""
    return figure_of(chart_of(site, chart_id, language, notes, route), heading_level, whole=whole)


def figure_of(chart: Chart, heading_level: int = 2, *, whole: bool = False) -> Markup:
    """The `<figure>` of a chart that has been made already."""
    name = escaped(chart.spec.id)
    shown = columns(chart) if chart.spec.kind in VIEWED else ()
    subtitle = chart.text_html("subtitle")
    seen = " is-seen" if whole else ""
    live = ""
    if chart.spec.kind in LIVE:
        file = chart_file(chart.site.config, chart.language, chart.spec.id, "plotly.json")
        live = f' data-figure="{escaped(relative(chart.route, file))}"'
    return Markup(
        f'<figure class="chart chart-{chart.spec.kind}" id="chart-{name}" data-chart="{name}"{live} '
        f'aria-labelledby="chart-{name}-t" aria-describedby="chart-{name}-d"><figcaption>'
        f'<h{heading_level} class="chart-title" id="chart-{name}-t">{chart.text_html("title")}</h{heading_level}>'
        + (f'<p class="chart-subtitle">{subtitle}</p>' if subtitle else "")
        + f'<p class="chart-description{seen}" id="chart-{name}-d" data-silent>'
        + f"{chart.text_html('description')}</p></figcaption>"
        + _switch(chart, shown)
        + f'<div class="chart-stage">{STAGES[chart.spec.kind](chart, shown) if chart.rows else _empty(chart)}</div>'
        + key(chart)
        + _foot(chart, whole)
        + "</figure>"
    )


def _empty(chart: Chart) -> str:
    return f'<p class="chart-none">{escaped(chart.say("Nothing is known yet."))}</p>'


def _switch(chart: Chart, shown: tuple[Column, ...]) -> str:
    """The choice of views: radio buttons and a style sheet, no script."""
    if len(shown) < 2:
        return ""
    name = escaped(chart.spec.id)
    buttons = "".join(
        f'<label><input type="radio" name="view-{name}" value="{column.key}"{" checked" if not index else ""}>'
        f"<span>{escaped(column.title)}</span></label>"
        for index, column in enumerate(shown)
    )
    legend = escaped(chart.say("View"))
    return f'<fieldset class="chart-views"><legend>{legend}</legend>{buttons}</fieldset>'


def _foot(chart: Chart, whole: bool) -> str:
    note = chart.text_html("note", opens=True)
    parts = [f"<p>{note}</p>"] if note else []
    if chart.sources:
        parts.append(f'<p class="chart-source">{source_line(chart)}</p>')
    if not whole:
        parts.append(_files(chart))
    return f"<footer>{''.join(parts)}</footer>"


def source_line(chart: Chart) -> str:
    """“Source: A, B”, each a link to the list of sources; each publisher once."""
    links = []
    for cited, source in chart.cited.items():
        name = escape_text(marks.mark("source", cited, source.id))
        href = relative(chart.route, sources_url(chart.site.config, chart.language, source.id))
        links.append(f'<a href="{escaped(href)}">{name}</a>')
    label = chart.words.ngettext("Source", "Sources", len(links))
    return (
        escaped(chart.say("{label}: {names}")).replace("{label}", escaped(label)).replace("{names}", ", ".join(links))
    )


def _files(chart: Chart) -> str:
    """The chart's own page and its data, each named so that it makes sense in a list of links."""
    config, language, name = chart.site.config, chart.language, chart.spec.id
    page = relative(chart.route, chart_url(config, language, name))
    links = [f'<a href="{escaped(page)}">{escaped(chart.say("Chart, files and embed"))}</a>']
    for suffix in ("csv", "png"):
        href = relative(chart.route, chart_file(config, language, name, suffix))
        links.append(f'<a href="{escaped(href)}" download>{suffix.upper()}</a>')
    return f'<p class="chart-files">{" ".join(links)}</p>'


def table_html(site: Site, query: Query, language: str, notes: Notebook | None, route: str) -> Markup:
    """A table of the facts a query finds: `::: table nature: cloud_purchase`."""
    return facts_table(site, query, language, notes, route)
