"""Charts that come alive, as browser tests have them: brought near, drawn to the end, pictured, compared."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping

from playwright.sync_api import Page

from tests.browser.reading import Visit


def eventually(page: Page, holds: Callable[[], bool]) -> bool:
    """Whether something comes true within ten seconds; asked from outside, for the policy forbids code made of text."""
    for _ in range(200):
        if holds():
            return True
        page.wait_for_timeout(50)
    return False


def charts(page: Page) -> list[str]:
    """The ids of the figures with a live form."""
    found = page.locator("figure[data-figure]").evaluate_all("(all) => all.map((each) => each.dataset.chart)")
    return [str(name) for name in found]


def enliven(seen: Visit, *names: str) -> None:
    """Brings these charts near, or every one of the page, and waits until they live; then the page is at its top."""
    for name in names or charts(seen.page):
        seen.page.locator(f"#chart-{name}").scroll_into_view_if_needed()
        seen.page.wait_for_selector(f"#chart-{name}.is-live", timeout=20_000)
    seen.page.mouse.move(0, 0)
    # Not as a reader scrolls, which takes its time: nothing may still be on its way when a picture is taken.
    seen.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    settle(seen.page)


SETTLED = """async () => {
  await document.fonts.ready;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const look = () => [...document.querySelectorAll(".chart-stage")].map((stage) => {
    const { width, height } = stage.getBoundingClientRect();
    return `${width} ${height} ${stage.innerHTML}`;
  }).join();
  // What a change of the page brings with it, a live form draws within the next two frames.
  for (let same = 0, before = look(); same < 4; ) {
    await frame();
    const now = look();
    same = now === before ? same + 1 : 0;
    before = now;
  }
  const moving = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(moving.map((one) => one.finished));
}"""


def settle(page: Page) -> None:
    """Waits until every chart has drawn what it has to draw: by what is seen, for a busy machine takes its time."""
    page.evaluate(SETTLED)


HIGHEST = """() => Math.max(
  ...[...document.querySelectorAll(".chart-stage")].map((stage) => stage.getBoundingClientRect().height))"""


def stages(page: Page) -> Mapping[str, str]:
    """A picture of every chart's stage, in base 64. Each is taken from the same place of the page: a stage that ends
    between two pixels would else be one higher here than there."""
    # The window holds the highest: what is beyond a window is drawn as if for another, slowly and not always alike.
    size = page.viewport_size
    assert size is not None
    room = page.evaluate(HIGHEST) + 100
    if room > size["height"]:
        page.set_viewport_size({"width": size["width"], "height": round(room)})
        settle(page)
    found = {}
    for name in charts(page):
        stage = page.locator(f"#chart-{name} .chart-stage")
        stage.evaluate("(stage) => stage.scrollIntoView({ block: 'start', behavior: 'instant' })")
        found[name] = base64.b64encode(stage.screenshot()).decode()
    return found


CHANGED = """async (pairs) => {
  const pixels = async (data) => {
    // Not by an address: the page's policy has none for data.
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))]));
    const pen = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
    pen.drawImage(image, 0, 0);
    return pen.getImageData(0, 0, image.width, image.height).data;
  };
  const shares = {};
  for (const [name, one, other] of pairs) {
    const [a, b] = [await pixels(one), await pixels(other)];
    // Less than this is the smoothing of an edge.
    const differ = (at) => Math.abs(a[at] - b[at]) > 24;
    let count = 0;
    for (let at = 0; at < a.length; at += 4) if (differ(at) || differ(at + 1) || differ(at + 2)) count++;
    shares[name] = a.length === b.length ? (count * 4) / a.length : 1;
  }
  return shares;
}"""


def changed(seen: Visit, still: Mapping[str, str], alive: Mapping[str, str], most: float = 0.01) -> dict[str, float]:
    """The charts of which a share `most` of the pixels or more differ, and how many do."""
    shares = seen.page.evaluate(CHANGED, [[name, still[name], alive[name]] for name in still])
    return {name: share for name, share in shares.items() if share >= most}


def lay_bare(page: Page) -> None:
    """The live layer is hidden, and every static mark in view again."""
    # A sheet of its own: the live form may be drawn again at any moment, and would hide what was brought back.
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(".chart .is-under { visibility: visible } .chart-live { display: none }");
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        }"""
    )
