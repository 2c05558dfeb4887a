"""The pictures of the documents: `python -m tools.pictures` writes `docs/pictures/`.

For the README the flagship as a browser shows it: a desk in the light with a number unfolded beside the text, a phone
in the dark with a chart. For the guide the charts of its own examples; `python -m tools.pictures charts` writes these
alone and needs no browser.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from exposit.build.memo import Memo
from exposit.build.run import Options, run
from tests.browser.chromium import arguments, executable
from tests.browser.reading import Look, Visit
from tests.browser.serving import ROOT, serving
from tests.docs.test_examples import SITES
from tests.golden import cold

FOLDER = ROOT / "docs" / "pictures"


@dataclass(frozen=True)
class Shot:
    """A picture: where, as whom, what is clicked, and what stands at the top."""

    name: str
    look: Look
    click: str = ""
    top: str = ""
    above: int = 0
    """CSS pixels left free above `top`."""


SHOTS = (
    Shot("desk-light", Look(width=1280, height=860), click=".prose button[data-claim]"),
    Shot("phone-dark", Look(width=390, height=800, scheme="dark", touch=True), top="#chart-commitments", above=150),
)


def take(browser: Browser, origin: str, shot: Shot) -> Path:
    """One picture, written to its file."""
    with shot.look.context(browser) as context:
        seen = Visit(origin, shot.look, context).open("/").open("/")  # fonts that came late are there the second time
        if shot.top:
            place = (
                "(at, above) => scrollTo({top: at.getBoundingClientRect().top + scrollY - above, behavior: 'instant'})"
            )
            seen.page.locator(shot.top).evaluate(place, shot.above)
            seen.page.wait_for_load_state("networkidle")
        if shot.click:
            seen.page.locator(shot.click).first.click()
            seen.page.mouse.move(0, 0)
        seen.page.wait_for_timeout(500)
        path = FOLDER / f"{shot.name}.png"
        seen.page.screenshot(path=path)
        return path


def charts() -> Mapping[Path, bytes]:
    """The charts of the guide's examples, by the file each stands in."""
    made = run(SITES["charts.md"], Memo(), Options()).outputs
    return {FOLDER / path: data for path, data in made.items() if path.startswith("charts/") and path.endswith(".svg")}


def main() -> None:
    """Takes them all."""
    for path, data in charts().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if sys.argv[1:] == ["charts"]:
        return
    with sync_playwright() as playwright, serving(cold(ROOT).result.outputs) as site:
        browser = playwright.chromium.launch(executable_path=executable(), args=arguments())
        for shot in SHOTS:
            path = take(browser, site.origin, shot)
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} KB")
        browser.close()


if __name__ == "__main__":
    main()
