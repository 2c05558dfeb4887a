"""Charts as readers have them: nothing lies on anything or is cut off, and the live form takes the place of the still
one without a reader's noticing, in every kind and both languages (the gallery)."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import FloatRect, Route

from tests.browser.fixtures import Sites, Visits
from tests.browser.living import changed, charts, enliven, eventually, lay_bare, settle, stages
from tests.browser.reading import Look
from tests.browser.serving import Served

WIDTHS = (320, 360, 414, 560, 700, 768, 900, 1280, 1600)

TROUBLED = r"""() => {
  const found = [], wide = document.documentElement.clientWidth;
  for (const figure of document.querySelectorAll("figure.chart, .facts-table")) {
    const words = [];
    const walker = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const parent = node.parentElement;
      const unseen = ".chart-description:not(.is-seen), legend, .spoken, [popover], title, defs, thead";
      if (!node.data.trim() || parent.closest(unseen)) continue;
      if (parent.matches(".chart-rows i")) continue;
      if (!parent.checkVisibility({ visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects())
        if (box.width > 2) words.push({ box, parent, text: node.data.trim().slice(0, 30) });
    }
    const name = figure.id || "table";
    for (const { box, text } of words)
      if (box.left < -1 || box.right > wide + 1)
        found.push(`${name}: “${text}” is cut off`);
    words.sort((a, b) => a.box.top - b.box.top);
    words.forEach((one, index) => {
      for (const other of words.slice(index + 1)) {
        if (other.box.top > one.box.bottom) break;
        // A line's box is higher than its letters: what counts is the middle of it.
        const slack = 0.22 * Math.min(one.box.height, other.box.height);
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across > 1.5 && down > slack && one.parent !== other.parent)
          found.push(`${name}: “${one.text}” and “${other.text}” lie on each other`);
      }
    });
  }
  return found;
}"""


@pytest.fixture(scope="module")
def gallery(sites: Sites) -> Served:
    """Every kind of chart, with what is hard to draw."""
    return sites("gallery")


@pytest.mark.parametrize("route", ["/", "/fr/"])
@pytest.mark.parametrize("text", [100, 200])
def test_words_never_lie_on_each_other_or_leave_the_page(gallery: Served, visit: Visits, route: str, text: int) -> None:
    """From the narrowest phone to a wide screen, at the usual size of text and at twice that."""
    seen = visit(gallery, route, Look(width=WIDTHS[0], text=text))
    found = []
    for width in WIDTHS:
        seen.page.set_viewport_size({"width": width, "height": 900})
        settle(seen.page)
        found += [f"{width}: {line}" for line in seen.page.evaluate(TROUBLED)]
    assert [] == found


LOOKS = [Look(width=360, height=800), Look(width=768, height=900), Look(height=900, scheme="dark")]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_live_form_covers_the_still_one(gallery: Served, visit: Visits, look: Look) -> None:
    """Next to no pixels change, nothing moves, nothing is said in the console or asked elsewhere."""
    seen = visit(gallery, "/", look)
    enliven(seen)
    moved = seen.shift()
    alive = stages(seen.page)
    lay_bare(seen.page)
    settle(seen.page)
    # A mark a fraction of a pixel aside is told by its edges: three long bars are a hundredth of their stage.
    assert {} == changed(seen, stages(seen.page), alive, most=0.004)
    assert moved == 0
    assert [] == seen.trouble()


def test_a_point_on_the_first_day_is_whole(sites: Sites, visit: Visits) -> None:
    """Half of it lies beside the axis, on a phone beside the chart; the live form does not cut it off."""
    seen = visit(sites("timeline"), "/", Look(width=360, height=800))
    enliven(seen, "one_day")
    point = seen.page.locator('#chart-one_day [data-row="event.vote"] circle')
    point.evaluate("(point) => point.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = point.bounding_box()
    edge = seen.page.locator("#chart-one_day .chart-stage").bounding_box()
    assert box and edge and box["x"] < edge["x"] - 2
    clip: FloatRect = {"x": box["x"], "y": box["y"], "width": edge["x"] - box["x"], "height": box["height"]}
    alive = base64.b64encode(seen.page.screenshot(clip=clip)).decode()
    lay_bare(seen.page)
    still = base64.b64encode(seen.page.screenshot(clip=clip)).decode()
    assert {} == changed(seen, {"point": still}, {"point": alive}, most=0.2)


def test_nothing_of_plotly_is_asked_for_in_the_first_view(sites: Sites, visit: Visits) -> None:
    """Not before a chart comes near."""
    seen = visit(sites("flagship"), "/", Look(width=360, height=640))
    assert [] == [address for address in seen.asked if "plotly" in address or "/charts" in address]


def test_every_label_is_reached_by_keyboard(gallery: Served, visit: Visits) -> None:
    """A chart is one stop; arrows go from row to row, each with its name, value, status and source; Escape ends."""
    seen = visit(gallery, "/", Look(still=True))  # the page need not glide to each row
    enliven(seen)
    page = seen.page
    for name in charts(page):
        stage = page.locator(f"#chart-{name} .chart-stage")
        rows = stage.locator("[data-row]").count()
        stage.locator('[data-row][tabindex="0"]').focus()
        said = []
        for _ in range(rows):
            shown, words = stage.locator(".chart-tip").evaluate("(tip) => [tip.checkVisibility(), tip.innerText]")
            assert shown, name
            said.append(words)
            page.keyboard.press("ArrowDown")
        assert rows == len(set(said)), (name, said)
        assert all("·" in text or "\n" in text for text in said), (name, said)
        page.keyboard.press("Escape")
        assert not stage.locator(".chart-tip").is_visible()


def test_text_and_marks_light_each_other(gallery: Served, visit: Visits) -> None:
    """A number in the prose lights its row, and a row its numbers in the prose."""
    seen = visit(gallery, "/", Look())
    enliven(seen, "works")
    page = seen.page
    page.locator('article p [data-fact="contract.basin"], main p [data-fact="contract.basin"]').first.hover()
    assert page.locator('#chart-works [data-row="contract.basin"].is-lit').count() == 1
    page.mouse.move(0, 0)
    assert page.locator("[data-row].is-lit").count() == 0
    page.locator('#chart-works [data-row="contract.basin"]').focus()
    assert page.locator('main p [data-fact="contract.basin"].is-lit').count() >= 1


def test_views_switch_and_the_live_form_follows(gallery: Served, visit: Visits) -> None:
    """Another view has another value in every row, and marks where they belong."""
    seen = visit(gallery, "/", Look())
    enliven(seen)
    chart = seen.page.locator("#chart-works")
    chart.locator('input[value="per_year"]').check()
    seen.page.mouse.move(0, 0)  # from the switch it would come to rest on a row, and show its label
    settle(seen.page)
    alive = stages(seen.page)
    assert "/yr" in chart.locator('[data-row="contract.basin"] td:visible').inner_text()
    lay_bare(seen.page)
    assert {} == changed(seen, stages(seen.page), alive)
    assert [] == seen.trouble()


def test_time_can_be_zoomed_and_is_whole_again(gallery: Served, visit: Visits) -> None:
    """Buttons zoom in, move and come back: afterwards every mark stands where it stood."""
    seen = visit(gallery, "/", Look())
    enliven(seen, "works_in_time")
    chart = seen.page.locator("#chart-works_in_time")
    buttons = chart.locator(".chart-zoom button")
    where = "(all) => all.map((each) => ['x', 'width', 'cx'].map((name) => each.getAttribute(name)).join())"
    marks = chart.locator("li > svg > *")
    before = marks.evaluate_all(where)
    buttons.nth(0).click()
    buttons.nth(3).click()
    assert before != marks.evaluate_all(where)
    buttons.last.click()
    settle(seen.page)
    assert before == marks.evaluate_all(where)
    assert [] == seen.trouble()


def test_the_theme_is_followed_while_live(gallery: Served, visit: Visits) -> None:
    """Marks are painted anew when the page turns dark."""
    seen = visit(gallery, "/", Look())
    enliven(seen, "alone")
    paint = "() => document.querySelector('#chart-alone .chart-live .point path').style.fill"
    light = seen.page.evaluate(paint)
    seen.page.emulate_media(color_scheme="dark")
    assert eventually(seen.page, lambda: light != seen.page.evaluate(paint))


@pytest.mark.parametrize("part", ["**/plotly-basic*.js", "**/*.plotly.json", "**/plotly*.css", "**/charts*.js"])
def test_whatever_fails_the_still_form_stays(gallery: Served, visit: Visits, part: str) -> None:
    """The bundle, a figure, a style sheet or our own script does not come: every chart is as it was."""
    seen = visit(gallery, "/404.html", Look())
    seen.page.route(part, lambda route: route.abort())
    seen.open("/").read_through()
    assert 0 == seen.page.locator(".is-live, .is-under, .chart-live").count()
    assert seen.page.locator("#chart-works td > svg").first.is_visible()


def test_a_broken_figure_costs_nothing(gallery: Served, visit: Visits) -> None:
    """JSON that is no figure leaves the chart still, without a word in the console."""

    def answer(route: Route) -> None:
        route.fulfill(json={"data": [{"ids": ["nobody"]}], "layout": {}})

    seen = visit(gallery, "/404.html", Look())
    seen.page.route("**/*.plotly.json", answer)
    seen.open("/").read_through()
    assert 0 == seen.page.locator(".is-live, .is-under, .chart-live").count()
    assert [] == [line for line in seen.trouble() if "404" not in line]


@pytest.mark.parametrize("look", [Look(scheme="dark"), Look(width=320, script=False)], ids=str)
def test_charts_are_accessible_still_and_live(gallery: Served, visit: Visits, look: Look) -> None:
    """Axe finds nothing."""
    seen = visit(gallery, "/", look)
    if look.script:
        enliven(seen)
    assert [] == seen.axe()


@contextmanager
def elsewhere(page: bytes) -> Iterator[str]:
    """The address of a page on another origin, with no policy of ours."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def test_an_embed_grows_to_its_chart_on_another_site(gallery: Served, visit: Visits) -> None:
    """The code a reader copies works from another origin: the frame is as high as its chart, sources and all."""
    page = (
        f'<!doctype html><html lang="en"><title>Elsewhere</title><body><h1>Elsewhere</h1>'
        f'<iframe src="{gallery.origin}/charts/works/embed/" title="t" width="100%" height="100" data-exposit-embed>'
        f'</iframe><script src="{gallery.origin}/embed.js" async></script></body></html>'
    )
    guest = visit(gallery, "/404.html", Look(width=700)).page.context.new_page()
    with elsewhere(page.encode()) as address:
        guest.goto(address)
    assert eventually(guest, lambda: guest.evaluate("document.querySelector('iframe').clientHeight") > 300)
    inside = guest.frames[1]
    # The frame is another process: it hears of its new height a little later.
    assert eventually(guest, lambda: inside.evaluate("document.documentElement.scrollHeight <= innerHeight + 1"))
    assert "Kerloch Port Authority" in inside.locator(".chart-source").inner_text()


BLANK = """() => {
  // A4 less its margins, at 96 points an inch.
  const page = (297 - 42) / 25.4 * 96;
  return [...document.querySelectorAll("figure.chart")]
    .filter((figure) => figure.getBoundingClientRect().height > 0.8 * page)
    .filter((figure) => getComputedStyle(figure).breakInside !== "auto")
    .map((figure) => figure.id);
}"""


@pytest.mark.parametrize("site", ["flagship", "gallery", "timeline"])
def test_no_chart_leaves_a_page_of_paper_blank(sites: Sites, visit: Visits, site: str) -> None:
    """What is kept together is no higher than four fifths of a page; a chart of many rows goes on to the next one."""
    seen = visit(sites(site), "/", Look(width=660, paper=True, script=False))
    assert [] == seen.page.evaluate(BLANK)
