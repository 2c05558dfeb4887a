"""How readers come to a page (`Look`), and one page as one of them has it open (`Visit`), with all that goes wrong."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response


@dataclass(frozen=True)
class Look:
    """A reader's device and settings. Sizes are CSS pixels; `text` is the browser's own text size in percent."""

    width: int = 1280
    height: int = 900
    scheme: Literal["light", "dark"] = "light"
    script: bool = True
    forced: bool = False
    still: bool = False
    """Asks for reduced motion."""
    paper: bool = False
    """Prints."""
    touch: bool = False
    text: int = 100
    density: float = 1
    language: str = "en"

    def __str__(self) -> str:
        traits = {
            "dark": self.scheme == "dark",
            "noscript": not self.script,
            "forced": self.forced,
            "still": self.still,
            "paper": self.paper,
            "touch": self.touch,
            f"text{self.text}": self.text != 100,
        }
        return "-".join([str(self.width), *(name for name, there in traits.items() if there)])

    def context(self, browser: Browser) -> BrowserContext:
        """A new, empty profile of the browser that comes with this look."""
        return browser.new_context(
            viewport={"width": self.width, "height": self.height},
            color_scheme=self.scheme,
            forced_colors="active" if self.forced else "none",
            reduced_motion="reduce" if self.still else "no-preference",
            has_touch=self.touch,
            is_mobile=self.touch,
            device_scale_factor=self.density,
            locale=self.language,
        )


PHONE = Look(width=320, height=640, touch=True)
TABLET = Look(width=768, height=1024, touch=True)
DESK = Look()

SHIFT = """() => new Promise((done) => {
  let sum = 0;
  const add = (list) => { for (const entry of list) if (!entry.hadRecentInput) sum += entry.value; };
  const watch = new PerformanceObserver((list) => add(list.getEntries()));
  watch.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => { add(watch.takeRecords()); watch.disconnect(); done(sum); }, 100);
})"""

WIDER = """(width) => {
  const open = (element) => getComputedStyle(element).overflowX === "visible";
  const reach = (element) => {
    const box = element.getBoundingClientRect();
    return Math.round(open(element) ? Math.max(box.right, box.left + element.scrollWidth) : box.right);
  };
  const clipped = (element) => {
    for (let up = element.parentElement; up !== document.body; up = up.parentElement) if (!open(up)) return true;
    return false;
  };
  const wide = [...document.querySelectorAll("body *")].filter((one) => reach(one) > width + 1 && !clipped(one));
  return wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)))
    .map((one) => one.outerHTML.slice(0, 160) + " reaches " + reach(one));
}"""

AXE = "([out, size]) => axe.run({exclude: out}, {resultTypes: ['violations'], rules: {'target-size': {enabled: size}}})"


class Visit:
    """A page that is open, and what was said and asked for while it was."""

    def __init__(self, origin: str, look: Look, context: BrowserContext) -> None:
        self.origin, self.look = origin, look
        self.page: Page = context.new_page()
        self._browser = context.new_cdp_session(self.page)
        self.asked: list[str] = []
        """The address of every request."""
        self._said: list[str] = []
        self._awaited: set[Request] = set()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self._said.append(f"exception: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        self.page.on("requestfinished", lambda request: self._awaited.discard(request))
        self.page.on("requestfailed", self._failed)
        if look.text != 100:
            sizes = {"standard": 16 * look.text // 100, "fixed": 13 * look.text // 100}
            self._browser.send("Page.setFontSizes", {"fontSizes": sizes})
        if not look.script:
            self._browser.send("Emulation.setScriptExecutionDisabled", {"value": True})

    def open(self, route: str) -> Visit:
        """Goes to a route of the site and waits until it is quiet."""
        self.page.goto(self.origin + route)
        self.quiet()
        if self.look.paper:
            self.page.emulate_media(media="print")
        return self

    def quiet(self) -> None:
        """Waits until nothing is awaited and the page is free to answer, five looks in a row. (Where nobody asks the
        page, it takes half a second of silence to know as much.)"""
        calm, end = 0, monotonic() + 30
        while calm < 5:
            self.page.wait_for_timeout(20)
            self.page.evaluate("0")  # answered when no script of the page is at work
            calm = 0 if self._awaited else calm + 1
            assert monotonic() < end, [request.url for request in self._awaited]

    def trouble(self) -> list[str]:
        """Whatever a reader should never meet: errors and warnings of the browser (a breach of the content security
        policy is one), exceptions, answers that are none, requests to another origin."""
        foreign = [f"foreign: {address}" for address in self.asked if not address.startswith((self.origin, "data:"))]
        return self._said + foreign

    def shift(self) -> float:
        """How much the page has moved under its reader: the cumulative layout shift. Needs a script."""
        return float(self.page.evaluate(SHIFT))

    def wider(self, screen: int | None = None) -> list[str]:
        """The innermost elements that reach beyond the screen (the look's, where none is named), where the page as a
        whole is wider than it."""
        screen = screen or self.look.width
        width = self.page.evaluate("document.documentElement.scrollWidth")
        return self.page.evaluate(WIDER, screen) or [f"{width}px"] if width > screen else []

    def axe(self, *hidden: str) -> list[str]:
        """What axe finds, one line each; `hidden` are selectors it leaves alone."""
        if not self.look.script:
            # What has been read without scripts stays as it is; from here on axe may run.
            self._browser.send("Emulation.setScriptExecutionDisabled", {"value": False})
        self.page.evaluate(AXE_SCRIPT)
        found: Any = self.page.evaluate(AXE, [[*hidden], not self.look.paper])
        return [
            f"{violation['id']}: {node['html'][:160]} | {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def read_through(self) -> Visit:
        """Scrolls from the top to the foot, so that whatever waits to come near has come."""
        height = self.page.evaluate("document.documentElement.scrollHeight")
        for top in range(0, height, self.look.height // 2):
            self.page.evaluate("(top) => scrollTo({top, behavior: 'instant'})", top)
            self.page.wait_for_timeout(30)
        self.quiet()
        return self

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._said.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)
        if not request.url.startswith("data:"):
            self._awaited.add(request)

    def _failed(self, request: Request) -> None:
        self._awaited.discard(request)
        self._said.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self._said.append(f"{response.status}: {response.url}")
