"""**no_script**: everything can be read with JavaScript off, in print, by a screen reader, at 320 px, in the dark, in
forced colours."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.browser.fixtures import Sites, Visits
from tests.browser.reading import DESK, PHONE, Look, Visit

BARE = replace(DESK, script=False)
STATES = [
    BARE,
    replace(PHONE, script=False),
    replace(BARE, scheme="dark"),
    replace(BARE, forced=True),
    replace(BARE, paper=True),
]
READ = """() => [...document.querySelectorAll(
  "main :is(h1, h2, h3, p, li, dt, dd, th, td, figcaption, blockquote)")].filter(
  (one) => !one.closest(".note, .chart, .contents, form")).map((one) => one.textContent.trim().replace(/\\s+/g, " "))"""
HIDDEN = """(facts) => facts.filter((fact) => ![...document.querySelectorAll(
  `.chart-stage [data-fact="${fact}"], .chart-stage [data-row="${fact}"]`)].some(
  (one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && one.getBoundingClientRect().height > 8))"""


def charts_of(seen: Visit) -> list[str]:
    return seen.page.locator("figure[data-chart]").evaluate_all("(all) => all.map((one) => one.dataset.chart)")


@pytest.mark.parametrize(("site", "route"), [("flagship", "/"), ("flagship", "/fr/facts/"), ("regions", "/fr/")])
def test_a_script_adds_no_words(sites: Sites, visit: Visits, site: str, route: str) -> None:
    """What can be read with one can be read without."""
    with_script = visit(sites(site), route, DESK).read_through().page.evaluate(READ)
    without = visit(sites(site), route, BARE).page.evaluate(READ)
    assert with_script == without
    assert len(without) > 10


@pytest.mark.parametrize("look", STATES, ids=str)
@pytest.mark.parametrize(("site", "route"), [("flagship", "/"), ("regions", "/")])
def test_every_value_of_a_chart_is_there_to_read(
    sites: Sites, visit: Visits, site: str, route: str, look: Look
) -> None:
    """As text in the page, in view, whatever the state the page is in."""
    served = sites(site)
    seen = visit(served, route, look)
    charts = charts_of(seen)
    for chart in charts:
        rows = json.loads(served.outputs[f"charts/{chart}.json"])["rows"]
        assert (chart, []) == (chart, seen.page.evaluate(HIDDEN, [row["id"] for row in rows]))
    assert charts
    assert ([], []) == (seen.trouble(), seen.wider())


@pytest.mark.parametrize(("site", "route"), [("flagship", "/"), ("regions", "/fr/")])
def test_a_screen_reader_meets_each_chart_as_a_figure_with_words(
    sites: Sites, visit: Visits, site: str, route: str
) -> None:
    """It has a name and a description, its rows are a table or a list, and its drawings are silent."""
    seen = visit(sites(site), route, BARE)
    for chart in charts_of(seen):
        figure = seen.page.locator(f'figure[data-chart="{chart}"]')
        spoken = figure.aria_snapshot()
        assert (chart, True) == (chart, "figure" in spoken and ("table" in spoken or "list" in spoken))
        drawn = figure.locator("svg:not([aria-hidden='true'])")
        assert (chart, []) == (
            chart,
            [one.get_attribute("class") for one in drawn.all() if not one.get_attribute("role")],
        )
        assert (chart, True) == (chart, len(figure.locator(".chart-description").inner_text()) > 40)
