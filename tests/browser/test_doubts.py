"""What is not binding, a range or a limit looks it on a page, in every kind of chart: not by words alone."""

from __future__ import annotations

import pytest

from exposit.marks import strip
from exposit.model import ChartKind
from exposit.render.charts.static import chart_html
from exposit.render.notes import Notes
from tests.browser.fixtures import Sites, Visits
from tests.browser.reading import Look
from tests.render.charts.sample import DOUBTS, doubted
from tests.render.charts.test_chart_doubts import SILENT

PAINTS = """(html) => {
  const box = document.createElement("div");
  box.innerHTML = html;
  document.querySelector("main").append(box);
  const looks = [...box.querySelectorAll(".chart-stage svg :is(rect, path, line, circle)")].map((mark) => {
    const style = getComputedStyle(mark);
    return ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "mask-image"]
      .map((name) => style.getPropertyValue(name)).join(" ");
  });
  box.remove();
  return [...new Set(looks)].sort();
}"""
"""How the marks of a chart are painted, wherever they lie."""
LONG = {("range", "at most")}
"""A line like any other, which begins at zero."""


@pytest.mark.parametrize("look", [Look(), Look(scheme="dark"), Look(forced=True)], ids=str)
def test_a_doubt_can_be_seen(sites: Sites, visit: Visits, look: Look) -> None:
    """Marks with a doubt are painted otherwise than marks without, whatever their size."""
    page = visit(sites("flagship"), "/404.html", look).page

    def painted(kind: ChartKind, word: str | None, *, soft: bool = False) -> object:
        site = doubted(kind, word, soft=soft)
        return page.evaluate(PAINTS, strip(str(chart_html(site, "c", "en", Notes(site, "en", ""), ""))))

    kinds: tuple[ChartKind, ...] = ("bars", "flows", "share", "steps", "range", "scale")
    plain = {kind: painted(kind, None) for kind in kinds}
    alike = [
        (kind, word)
        for kind in kinds
        for word in DOUBTS
        if (kind, word) not in SILENT | LONG and painted(kind, word) == plain[kind]
    ]
    hidden = [
        (kind, word)
        for kind in kinds
        for word in DOUBTS
        if word != "not binding" and painted(kind, word, soft=True) == painted(kind, word)
    ]
    assert all(plain.values())
    assert [] == alike
    assert [] == hidden
