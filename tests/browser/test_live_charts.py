"""What may happen to a chart while it lives: printing, another width, touch, another language. Who asked for less gets
less."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import Sites, Visits
from tests.browser.living import changed, enliven, eventually, lay_bare, settle, stages
from tests.browser.reading import Look
from tests.browser.serving import Served

OUTSIDE = """() => {
  const wide = document.documentElement.clientWidth;
  const marks = document.querySelectorAll(".chart-stage :is(rect, circle, path, line)");
  return [...marks].filter((mark) => mark.checkVisibility() && !mark.closest("defs, .chart-live"))
    .map((mark) => [mark.getBoundingClientRect(), mark])
    .filter(([box]) => box.width && (box.left < -0.5 || box.right > wide + 0.5))
    .map(([box, mark]) => `${mark.closest("figure").id}: ${mark.outerHTML.slice(0, 60)} ends at ${box.right}`);
}"""


@pytest.fixture(scope="module")
def gallery(sites: Sites) -> Served:
    """Every kind of chart, with what is hard to draw."""
    return sites("gallery")


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize("name", ["gallery", "flagship"])
def test_nothing_is_cut_off_on_paper(sites: Sites, visit: Visits, name: str, live: bool) -> None:
    """Printed still or from the live state: every static mark is there, and whole to the paper's edge."""
    seen = visit(sites(name), "/", Look(width=680))
    if live:
        enliven(seen)
    seen.page.emulate_media(media="print")
    settle(seen.page)
    assert [] == seen.page.evaluate(OUTSIDE)
    assert 0 == seen.page.locator(".chart-live:visible, .chart-tip:visible, .chart-zoom:visible").count()
    hidden = ".chart-stage .is-under"
    assert seen.page.locator(hidden).evaluate_all(
        "(all) => all.every((mark) => getComputedStyle(mark).visibility === 'visible')"
    )


def test_another_width_while_live(gallery: Served, visit: Visits) -> None:
    """A turned phone: the live marks lie on the still ones again."""
    seen = visit(gallery, "/", Look(width=900))
    enliven(seen)
    seen.page.set_viewport_size({"width": 414, "height": 800})
    settle(seen.page)
    alive = stages(seen.page)
    lay_bare(seen.page)
    assert {} == changed(seen, stages(seen.page), alive)
    assert [] == seen.trouble()


def test_a_finger_shows_a_label_and_still_scrolls(gallery: Served, visit: Visits) -> None:
    """A tap on a row's mark says what it is; the page can be moved over a chart, and pinched."""
    seen = visit(gallery, "/", Look(width=390, height=800, touch=True))
    chart = seen.page.locator("#chart-works")
    chart.evaluate("(chart) => chart.scrollIntoView({ block: 'start', behavior: 'instant' })")
    seen.page.wait_for_selector("#chart-works.is-live", timeout=20_000)
    settle(seen.page)
    box = chart.locator('[data-row="contract.basin"] td > svg').first.bounding_box()
    assert box is not None
    seen.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = chart.locator(".chart-tip")
    assert eventually(seen.page, tip.is_visible)
    assert "412" in tip.inner_text()
    drag = chart.locator(".chart-live .nsewdrag").first
    assert "pan-y pinch-zoom" == drag.evaluate("(layer) => getComputedStyle(layer).touchAction")


def test_a_pointer_over_any_bar_shows_its_label(gallery: Served, visit: Visits) -> None:
    """Whatever it is made of: a range across zero has no part that is certain."""
    seen = visit(gallery, "/", Look())
    enliven(seen, "change")
    chart = seen.page.locator("#chart-change")
    chart.evaluate("(chart) => chart.scrollIntoView({ block: 'start', behavior: 'instant' })")
    silent = []
    for row in chart.locator("[data-row]").all():
        box = row.locator("td > svg:not(.gap)").first.bounding_box()
        assert box is not None
        seen.page.mouse.move(0, 0)
        seen.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        name = row.locator("th").inner_text()
        tip = chart.locator(".chart-tip")
        if not eventually(seen.page, lambda tip=tip, name=name: tip.is_visible() and name in tip.inner_text()):
            silent.append(name)
    assert [] == silent


def test_nothing_moves_for_those_who_asked_for_it(gallery: Served, visit: Visits) -> None:
    """With reduced motion no chart has an animation or a transition running, not even while a view changes."""
    seen = visit(gallery, "/", Look(still=True))
    enliven(seen)
    chart = seen.page.locator("#chart-works")
    chart.locator('input[value="per_year"]').check()
    moving = "() => document.getAnimations().filter((one) => one.effect.target.closest('.chart')).length"
    assert 0 == seen.page.evaluate(moving)


def test_nothing_is_fetched_for_those_who_save_data(gallery: Served, visit: Visits) -> None:
    """No bundle, no figure: the still form is the chart."""
    seen = visit(gallery, "/404.html", Look())
    seen.page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    seen.open("/").read_through()
    assert [] == [address for address in seen.asked if "plotly" in address]
    assert 0 == seen.page.locator(".is-live").count()
    assert seen.page.locator("#chart-works td > svg").first.is_visible()


def test_the_other_language_is_alive_in_its_own_words(gallery: Served, visit: Visits) -> None:
    """Switched while live, the page that comes speaks its language in every label, and comes back alive."""
    seen = visit(gallery, "/", Look())
    enliven(seen, "works")
    seen.page.locator('.masthead a[hreflang="fr"], .masthead a[lang="fr"]').first.click()
    seen.page.wait_for_url("**/fr/**")
    enliven(seen)
    row = seen.page.locator('#chart-works [data-row="contract.basin"]')
    row.focus()
    tip = seen.page.locator("#chart-works .chart-tip")
    assert eventually(seen.page, tip.is_visible)
    assert "412\u00a0M€" in tip.inner_text().replace("\u202f", "\u00a0")
    seen.page.go_back()
    seen.page.wait_for_url("**/")
    enliven(seen, "works")
    assert [] == seen.trouble()
