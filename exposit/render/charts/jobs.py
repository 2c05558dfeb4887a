"""What is published of every chart, in every language: page, embed, data, figure, drawing, picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import blake2b

from markupsafe import Markup

from exposit.language.messages import messages
from exposit.model import ChartBlock, Config, Job, Output, Site
from exposit.render import routes
from exposit.render.assets import FOLDER, scripts
from exposit.render.charts import data
from exposit.render.charts.chart import chart_of
from exposit.render.charts.drawn.drawing import drawing
from exposit.render.charts.drawn.raster import png
from exposit.render.charts.figures.figure import figure_json
from exposit.render.charts.letters import undrawn_in
from exposit.render.charts.static import chart_html
from exposit.render.chrome import Chrome, Sheet
from exposit.render.closure import closure
from exposit.render.display import from_marked
from exposit.render.generated import generated_jobs
from exposit.render.kept import Kept
from exposit.render.notes import Notes
from exposit.render.theme import installed

CHARTS = "content/charts.yaml"
"""The file an author looks at when a check finds something in these outputs."""
SCRIPT = "embed.js"
"""The script for pages that embed: its address never changes, for others have written it down."""
EMBED_HEIGHT = 560
"""What an embed is given before it has said how high it is."""


def chart_jobs(chrome: Chrome) -> Iterator[Job]:
    """Every file of every chart."""
    site = chrome.site
    if site.charts:
        script = installed("embed")[SCRIPT]
        yield Job(SCRIPT, blake2b(script, digest_size=16).hexdigest(), partial(Output, SCRIPT, script, "binary"))
    for name in site.charts:
        depends = closure(site, [ChartBlock(name)])
        where = partial(_page_route, name)
        yield from generated_jobs(chrome, "chart", where, partial(_page, name), depends)
        for language in site.config.languages:
            key = chrome.key(f"chart {name}", depends, language)
            yield Job(
                routes.file_of(routes.embed_url(site.config, language, name)),
                key,
                partial(_embed, chrome, name, language),
            )
            for suffix, make in _FILES.items():
                path = routes.chart_file(site.config, language, name, suffix)
                yield Job(path, key, partial(make, site, name, language, path))
            yield _picture(site, name, language, routes.chart_file(site.config, language, name, "png"), key)


def _page_route(name: str, config: Config, language: str) -> str:
    return routes.chart_url(config, language, name)


def _page(name: str, chrome: Chrome, notes: Notes) -> tuple[str, Mapping[str, object]]:
    """The chart alone: its figure, its files, the code to embed it."""
    site, language = chrome.site, notes.language
    config = site.config
    chart = chart_of(site, name, language, notes, notes.route)

    def url(to: str) -> str:
        return routes.relative(notes.route, to)

    say = messages(language).gettext
    about = {
        "csv": say("the rows, for a spreadsheet"),
        "json": say("the rows and their sources, for a program"),
        "plotly.json": say("the figure, for Plotly"),
        "svg": say("the drawing, for print"),
        "png": say("the picture, for slides and posts"),
    }
    files = [
        (suffix.removesuffix(".json").upper(), url(routes.chart_file(config, language, name, suffix)), text)
        for suffix, text in about.items()
    ]
    embed = routes.embed_url(config, language, name)
    return chart.title, {
        "image": routes.absolute(config, routes.chart_file(config, language, name, "png")),
        "chart": chart_html(site, name, language, notes, notes.route, heading_level=1, whole=True),
        "files": files,
        "embed": url(embed),
        "embed_code": embed_code(chrome, name, language, Markup(from_marked(chart.title)).striptags()),
        "embed_height": EMBED_HEIGHT,
    }


def embed_code(chrome: Chrome, name: str, language: str, title: str) -> str:
    """What others paste into their pages: a frame, and the script that keeps it as high as its chart. Without a
    `base_url` the addresses are rooted: an embed needs one."""
    config = chrome.site.config
    route = routes.embed_url(config, language, name)
    frame, code = (routes.absolute(config, to) or "/" + to for to in (route, SCRIPT))
    named = Markup.escape(title)
    return (
        f'<iframe src="{frame}" title="{named}" width="100%" height="{EMBED_HEIGHT}" loading="lazy" '
        f'data-exposit-embed></iframe>\n<script src="{code}" async></script>'
    )


def _embed(chrome: Chrome, name: str, language: str) -> Output:
    """The chart without a page around it; it tells the page that frames it how high it is."""
    site = chrome.site
    route = routes.embed_url(site.config, language, name)
    chart = chart_of(site, name, language, None, route)
    notes = Notes(site, language, route)
    sheet = Sheet(
        route=route,
        language=language,
        template="embed.html",
        title=chart.title,
        notes=notes,
        index=False,
        more={
            "chart": chart_html(site, name, language, notes, route, heading_level=1),
            "page_url": routes.absolute(site.config, routes.chart_url(site.config, language, name))
            or routes.relative(route, routes.chart_url(site.config, language, name)),
            "more": messages(language).gettext("More about this chart"),
            "frame_script": routes.relative(route, FOLDER + scripts(site)["frame.js"][0]),
        },
    )
    return Output(routes.file_of(route), chrome.write(sheet), "html", language, CHARTS)


def _csv(site: Site, name: str, language: str, path: str) -> Output:
    return Output(path, data.as_csv(chart_of(site, name, language)), "csv", language, CHARTS)


def _json(site: Site, name: str, language: str, path: str) -> Output:
    return Output(path, data.as_json(chart_of(site, name, language)), "json", language, CHARTS)


def _plotly(site: Site, name: str, language: str, path: str) -> Output:
    return Output(path, figure_json(chart_of(site, name, language)), "json", language, CHARTS)


def _svg(site: Site, name: str, language: str, path: str) -> Output:
    return Output(path, drawing(chart_of(site, name, language)), "svg", language, CHARTS)


_FILES: Mapping[str, Callable[[Site, str, str, str], Output]] = {
    "csv": _csv,
    "json": _json,
    "plotly.json": _plotly,
    "svg": _svg,
}


def _picture(site: Site, name: str, language: str, path: str, rests_on: str) -> Job:
    """The drawing as PNG. Its key is the drawing's own hash: it is made again only when it would look different. The
    drawing is kept under the key of all it `rests_on`, for the next listing of a preview."""
    svg, lacks = _DRAWN.made(rests_on, lambda: _drawing(site, name, language))
    sketch = partial(Output, path, b"", "binary", language, CHARTS, shows=svg, lacks=lacks)
    return Job(path, picture_key(svg), partial(draw, path, svg, language, CHARTS), sketch)


_DRAWN: Kept[str, tuple[str, str]] = Kept(256)
"""Drawings with the letters they lack."""


def _drawing(site: Site, name: str, language: str) -> tuple[str, str]:
    svg = drawing(chart_of(site, name, language))
    return svg, undrawn_in(svg)


def picture_key(svg: str) -> str:
    """What a picture depends on: its drawing, marks and all."""
    return "png " + blake2b(svg.encode(), digest_size=16).hexdigest()


def draw(path: str, svg: str, language: str, source: str | None) -> Output:
    """A drawing rasterised."""
    return Output(path, png(svg), "binary", language, source, shows=svg, lacks=undrawn_in(svg))
