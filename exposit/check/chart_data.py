"""Equal data: what the files of a chart say of its rows beyond names and amounts, and of the chart as a whole. CSV and
JSON agree cell by cell; who says so and how well it is known is said alike in the figure; what is not binding is drawn
so on the page; subtitle, note and sources are those of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exposit.check.chart_forms import Form, Shown, safe, squashed
from exposit.model import ChartSpec, Site

_CELLS = "unit low high date from to payer payee binding status source source_url".split()
"""The columns no other check compares."""


def data(site: Site, spec: ChartSpec, shown: Mapping[str, Form], language: str) -> Iterator[str]:
    """What differs, `{}` standing for the chart."""
    page, table, json = shown["page"], shown.get("CSV"), shown.get("JSON")
    if json is None:
        return
    if table is not None:
        yield from _cells(table, json)
    yield from _rows(page, json, shown.get("figure", Form({})))
    known = {
        "id": spec.id,
        "kind": spec.kind,
        "language": language,
        "as_of": str(site.as_of or ""),
        "unit": next((cells["unit"] for cells in json.cells.values() if cells.get("unit")), ""),
        "subtitle": page.about.get("subtitle", ""),
        "note": page.about.get("note", ""),
        "sources": page.about.get("sources", ""),
    }
    for name, ours in known.items():
        theirs = json.about.get(name, "")
        if squashed(ours) != squashed(theirs):
            yield f"the `{name}` of {{}} is `{safe(theirs)}` in its JSON, and should be `{safe(ours)}`"
    drawing = shown.get("drawing")
    for name in ("subtitle", "note", "sources") if drawing else ():
        if drawing and not drawing.cut and squashed(page.about.get(name, "")) not in drawing.words:
            yield f"the drawing of {{}} does not say its {name}, `{safe(page.about[name])}`"


def _cells(table: Form, json: Form) -> Iterator[str]:
    for row, cells in table.cells.items():
        other = json.cells.get(row, cells)
        for name in _CELLS:
            ours, theirs = cells.get(name, ""), other.get(name, "")
            if ours != theirs:
                yield f"`{name}` of `{row}` in {{}} is `{safe(ours)}` in its CSV and `{safe(theirs)}` in its JSON"


def _rows(page: Form, json: Form, figure: Form) -> Iterator[str]:
    for row, cells in json.cells.items():
        mine, drawn = page.rows.get(row, Shown()), figure.rows.get(row, Shown())
        if row in page.rows and mine.binding != (cells.get("binding") == "yes"):
            yield f"`{row}` in {{}} is binding in one of its page and its JSON, and not in the other"
        for name, theirs in zip(("status", "source"), drawn.known, strict=False):
            if theirs != cells.get(name, ""):
                ours = safe(cells.get(name, ""))
                yield f"`{name}` of `{row}` in {{}} is `{ours}` in its JSON and `{safe(theirs)}` in its figure"
