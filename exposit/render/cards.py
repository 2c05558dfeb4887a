"""Social cards: the picture that stands beside a link to a page. Its first chart, else its number, else its title.

Only where a `base_url` is known: the address of a card is read by others, and must be whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from hashlib import blake2b

from exposit import marks
from exposit.language.messages import messages
from exposit.model import ChartBlock, Hole, Inline, Job, Output, Page, Quantity, Reference, Site
from exposit.render import routes
from exposit.render.charts.chart import chart_of
from exposit.render.charts.colours import palette
from exposit.render.charts.drawn.drawing import EDGE, ROOM, WIDTH, drawing
from exposit.render.charts.drawn.pen import Pen
from exposit.render.charts.jobs import draw
from exposit.render.charts.letters import Face, lines, undrawn_in, width
from exposit.render.chrome import Chrome
from exposit.render.closure import closure
from exposit.render.display import fact_text, inline_text, label_text, localized, source_name
from exposit.render.evidence import sources_behind

HEIGHT = 630
_FOOT = HEIGHT - 30.0


def card_jobs(chrome: Chrome) -> Iterator[Job]:
    """A card for every author's page in its own language."""
    site = chrome.site
    for page in site.pages.values() if site.config.base_url else ():
        path = routes.card_file(page.route)
        yield Job(path, _key(site, page), partial(_draw, site, page, path), partial(_sketch, site, page, path))


def _key(site: Site, page: Page) -> str:
    """What a card depends on: its page's words and what they show, not the page's whole text."""
    holes: list[Hole] = [*page.title.holes, *(page.description.holes if page.description else ())]
    chart, lead = first_chart(site, page), lead_fact(site, page)
    holes += [ChartBlock(chart)] if chart else [Reference(lead)] if lead else []
    own = lead_words(site, page)
    holes += own.holes if own else ()
    state = blake2b(digest_size=16)
    for name in ("engine", "config", *sorted(closure(site, holes))):
        state.update(f"{name}={site.digests.get(name, '')};".encode())
    words = (page.language, page.title.text, page.description.text if page.description else "", chart, lead)
    state.update(repr(words).encode())
    return f"card {state.hexdigest()}"


def _draw(site: Site, page: Page, path: str) -> Output:
    return draw(path, card(site, page), page.language, page.path)


def _sketch(site: Site, page: Page, path: str) -> Output:
    svg = card(site, page)
    return Output(path, b"", "binary", page.language, page.path, shows=svg, lacks=undrawn_in(svg))


def first_chart(site: Site, page: Page) -> str | None:
    """The first chart a page shows."""
    charts = (placed.hole.id for placed in page.body.holes if isinstance(placed.hole, ChartBlock))
    return next((chart for chart in charts if chart in site.charts), None)


def lead_fact(site: Site, page: Page) -> str | None:
    """A page's number: on a front page `theme: {lead: fact.id}`, `none` for none; else the first quantity its text
    shows."""
    chosen = site.config.theme.get("lead", "") if page.key == "index" else ""
    if chosen == "none":
        return None
    named = (placed.hole.id for placed in page.body.holes if isinstance(placed.hole, Reference))
    wanted = [chosen] if chosen in site.facts else named
    return next((name for name in wanted if isinstance(site.values.get(name), Quantity)), None)


def lead_words(site: Site, page: Page) -> Inline | None:
    """What the author has to say beside the number that the settings name; None where the fact's label stands."""
    named = page.key == "index" and lead_fact(site, page) == site.config.theme.get("lead")
    return localized(site.config.lead_label, page.language) if named else None


def card(site: Site, page: Page) -> str:
    """The card as a drawing, marked."""
    chart = first_chart(site, page)
    return drawing(chart_of(site, chart, page.language), HEIGHT) if chart else _titled(site, page)


def _titled(site: Site, page: Page) -> str:
    """The title, and below it the page's number with its source, or what the page says of itself."""
    pen = Pen(palette(site.config))
    pen.rect(0, 0, WIDTH, HEIGHT, "--chart-paper")
    pen.rect(EDGE, 40, ROOM, 3, "--chart-ink")
    title = inline_text(site, page.title)
    lead = lead_fact(site, page)
    size, found = _fitted(title, (82, 70, 58, 48, 40), 2 if lead else 4)
    alone = not lead and not page.description
    y = (HEIGHT - size * 1.14 * len(found)) / 2 - size / 4 if alone else 62.0
    for line in found:
        y += size * 1.14
        pen.text(EDGE, y, line, size, "serif-600")
    foot = ""
    if lead:
        foot = _number(pen, site, page, lead, y)
    elif page.description:
        y += 26
        for line in lines(
            inline_text(site, page.description), "sans-400", 32, ROOM, max(1, int((_FOOT - 60 - y) / 44))
        ):
            y += 44
            pen.text(EDGE, y, line, 32, token="--chart-muted")
    if foot:
        pen.text(EDGE, _FOOT, lines(foot, "sans-400", 21, ROOM * 0.6, 1)[0], 21, token="--chart-muted")
    name = localized(site.config.title, page.language)
    said = inline_text(site, name) if name else ""
    if said and marks.strip(said) != marks.strip(title):
        pen.text(WIDTH - EDGE, _FOOT, lines(said, "sans-600", 21, ROOM * 0.36, 1)[0], 21, "sans-600", anchor="end")
    return pen.svg(WIDTH, HEIGHT, title, "")


def _number(pen: Pen, site: Site, page: Page, lead: str, top: float) -> str:
    """The number and what it is, in the room below `top`; gives whom it is from."""
    language, own = page.language, lead_words(site, page)
    value, label = fact_text(site, lead, language), inline_text(site, own) if own else label_text(site, lead, language)
    size, found = _fitted(value, (150, 120, 96, 76, 60, 46), 1)
    said = lines(label, "sans-400", 32, ROOM, 2)
    y = max(top + size * 1.05, _FOOT - 70 - 42 * len(said))
    pen.text(EDGE, y, found[0], size, "serif-600", token="--chart-mark")
    for line in said:
        y += 44
        pen.text(EDGE, y, line, 32, token="--chart-muted")
    names = {
        source_name(source): marks.mark("source", source_name(source), source.id)
        for source in sources_behind(site, lead)
    }
    words = messages(language)
    named = words.ngettext("Source", "Sources", len(names))
    return words.gettext("{label}: {names}").format(label=named, names=", ".join(names.values())) if names else ""


def _fitted(text: str, sizes: tuple[int, ...], most: int, face: Face = "serif-600") -> tuple[float, list[str]]:
    """A text in the greatest of the sizes at which it takes no more than `most` lines."""
    for size in sizes:
        found = lines(text, face, size, ROOM)
        if len(found) <= most and all(width(line, face, size) <= ROOM for line in found):
            return size, found
    return sizes[-1], lines(text, face, sizes[-1], ROOM, most)
