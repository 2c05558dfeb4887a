"""Equal forms: the picture, the table, the description, the figure and the data of a chart are read back from the
finished files, as their readers would, and must show the same rows with the same names and values, drawn to one scale.

A difference is our own mistake or a template's, and stops the build like any other problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from exposit.check.chart_columns import columns, keys_of, view_of
from exposit.check.chart_data import data
from exposit.check.chart_forms import (
    Form,
    Shown,
    csv_form,
    drawn_form,
    figure_form,
    json_form,
    page_forms,
    safe,
    squashed,
)
from exposit.check.chart_places import amounts, dissent, places, words
from exposit.check.chart_views import CHOSEN
from exposit.model import ChartBlock, ChartSpec, Output, Quantity, Site
from exposit.problems import Problem


def check_charts(site: Site, outputs: Sequence[Output]) -> Iterator[Problem]:
    """Every chart of every language whose files are among `outputs`."""
    files = {output.path: output for output in outputs}
    for language in site.config.languages:
        lead = "" if language == site.config.languages[0] else f"{language}/"
        for spec in site.charts.values():
            own = _figures(files, f"{lead}charts/{spec.id}/", spec)
            if not own:
                continue
            shown = {"page": own[0]}
            for name, (suffix, read) in _READERS.items():
                output = files.get(f"{lead}charts/{spec.id}.{suffix}")
                content = (output.shows or output.content) if output else None
                if isinstance(content, str):
                    shown[name] = read(content)
            for route in (f"{lead}charts/{spec.id}/embed/", *_routes(site, spec, language)):
                shown |= {f"figure in `{route}index.html`": form for form in _figures(files, route, spec)}
            pictured = (*places(spec, shown), *amounts(shown), *dissent(shown), *words(site, spec, shown, language))
            written = (*columns(spec, shown), *data(site, spec, shown, language))
            found = (*_differences(site, spec, shown), *written, *pictured)
            for said in dict.fromkeys(found):
                yield Problem("chart-forms", "error", said.format(f"`{spec.id}` ({language})"), spec.span, _HINT)
            for form in own:
                for attribute in form.nameless:
                    message = f"the figure of `{spec.id}` ({language}) has no text behind its `{attribute}`"
                    yield Problem("chart-forms", "error", message, spec.span, "a template of this site left it out")


_HINT = "all forms of a chart say the same; a template of this site may have changed one"
_READERS: Mapping[str, tuple[str, Callable[[str], Form]]] = {
    "CSV": ("csv", csv_form),
    "JSON": ("json", json_form),
    "figure": ("plotly.json", figure_form),
    "drawing": ("svg", drawn_form),
}
_PARTIAL = frozenset({"figure", "drawing"})
"""The forms that hold only the rows that have a mark."""
_LISTED = frozenset({"bars", "flows", "scale"})
"""The kinds whose figure names every row."""


def _figures(files: Mapping[str, Output], route: str, spec: ChartSpec) -> tuple[Form, ...]:
    output = files.get(f"{route}index.html")
    return page_forms(output.content, spec.id) if output and isinstance(output.content, str) else ()


def _routes(site: Site, spec: ChartSpec, language: str) -> Iterator[str]:
    """The author's pages that show a chart."""
    for page in site.pages.values():
        holes = (placed.hole for placed in page.body.holes) if page.language == language else ()
        if any(isinstance(hole, ChartBlock) and hole.id == spec.id for hole in holes):
            yield page.route


def _differences(site: Site, spec: ChartSpec, shown: Mapping[str, Form]) -> Iterator[str]:
    """What differs, `{}` standing for the chart."""
    page, data = shown["page"], shown.get("JSON", Form({}))
    for name, form in shown.items():
        yield from _rows(spec, name, page, form, data)
        for row, other in (*form.rows.items(), *form.again):
            if row in page.rows:
                yield from _same(spec.kind, name, row, page.rows[row], other, data.rows.get(row))
        for what, ours, theirs in (
            ("title", page.title, form.title),
            ("description", page.description, form.description),
        ):
            if ours and theirs and ours != theirs:
                yield f"the {what} of {{}} is `{safe(ours)}` on the page and `{safe(theirs)}` in its {name}"
    if "drawing" in shown:
        yield from _words(spec, page, data, shown["drawing"])
    yield from _beside(spec, shown)
    yield from _amounts(spec, shown)
    yield from _scaled(site, spec, shown)


def _rows(spec: ChartSpec, name: str, page: Form, form: Form, data: Form) -> Iterator[str]:
    """What one of the two shows and the other does not."""
    whole = name not in _PARTIAL or (name == "figure" and spec.kind in _LISTED)
    squares = {row for row, shown in data.rows.items() if shown.amount is not None and spec.kind == "scale"}
    missing = [row for row in page.rows if row not in form.rows and (whole or page.rows[row].marks or row in squares)]
    if name == "figure" and spec.kind == "timeline":
        missing += [row for row in page.rows.keys() & form.rows.keys() if form.rows[row].marks < page.rows[row].marks]
    for row in missing:
        yield f"the page shows `{row}` in {{}} and its {name} does not"
    for row in form.rows:
        if row not in page.rows:
            yield f"its {name} shows `{row}` in {{}} and the page does not"


def _same(kind: str, name: str, row: str, page: Shown, other: Shown, data: Shown | None) -> Iterator[str]:
    for what, ours, theirs in (("is", page.value, other.value), ("is dated", page.when, other.when)):
        if ours and theirs and ours != theirs:
            yield f"`{row}` in {{}} {what} `{safe(ours)}` on the page and `{safe(theirs)}` in its {name}"
    # A figure names a flow with its parties, a page a row with its remarks: each holds the name the data give.
    whole, part = (other.name, data.name) if name == "figure" and data else (page.name, other.name)
    if name.startswith("figure in"):
        whole, part = (page.name, other.name) if page.name != other.name else ("", "")
    if whole and part and part not in whole:
        yield f"`{row}` in {{}} is called `{safe(page.name)}` on the page and `{safe(other.name)}` in its {name}"
    at = page.name.rfind(other.name)
    for party in other.parties if kind == "flows" else ():
        if party not in page.name[: max(at, 0)]:
            yield f"`{row}` in {{}} is called `{safe(page.name)}` on the page and is of `{safe(party)}` in its {name}"


def _beside(spec: ChartSpec, shown: Mapping[str, Form]) -> Iterator[str]:
    """A drawing and a figure say what is remarked; a figure also that an amount which has no bar is not public."""
    page, data = shown["page"], shown.get("JSON", Form({}))
    for name in ("drawing", "figure"):
        said = shown.get(name)
        for remark in page.remarks if said else ():
            if said and squashed(remark) not in said.words:
                yield f"the {name} of {{}} does not say `{safe(remark)}`"
    figure = shown.get("figure")
    for row, mine in page.rows.items() if figure and spec.kind in _LISTED else ():
        barless = row in data.rows and data.rows[row].amount is None
        if figure and barless and squashed(mine.value) not in figure.words:
            yield f"the figure of {{}} does not say `{safe(mine.value)}` of `{row}`"


_NAMED = frozenset({"bars", "flows", "range", "scale", "share", "timeline"})
"""The kinds whose drawing names every row; beside a stair there is no room."""


def _words(spec: ChartSpec, page: Form, data: Form, drawing: Form) -> Iterator[str]:
    """Every row has its value in the drawing, and its name, as far as there was room."""
    for row, mine in page.rows.items() if spec.kind in _NAMED else ():
        name = data.rows.get(row, Shown()).name
        room = 10 if drawing.cut else len(name)
        if squashed(name)[:room] not in drawing.words:
            yield f"the drawing of {{}} does not say `{safe(name)}` of `{row}`"
        for value, whole in _values(spec, mine) if not (drawing.cut and spec.kind == "timeline") else ():
            if value not in drawing.picture.texts and (whole or squashed(value) not in drawing.words):
                yield f"the drawing of {{}} does not say `{safe(value)}` of `{row}`"


def _values(spec: ChartSpec, row: Shown) -> Iterator[tuple[str, bool]]:
    """What a drawing says of a row: its value, and what its first view has in its place or beside it, which is never
    broken into lines (a few digits are soon found in others)."""
    key = next(iter(keys_of(spec)), "total")
    view = view_of(row.views, key)
    if key == "total" or spec.kind not in CHOSEN:
        yield row.value, spec.kind in CHOSEN
    if view and view.text and key != "total":
        yield view.text, True


def _amounts(spec: ChartSpec, shown: Mapping[str, Form]) -> Iterator[str]:
    """The numbers behind a CSV and a figure are those of the data, where the first view shows them."""
    data = shown.get("JSON", Form({}))
    for name in ("CSV", "figure"):
        totals = name == "figure" and (spec.kind == "steps" or (spec.views and "total" not in spec.views))
        for row, other in shown.get(name, Form({})).rows.items() if not totals else ():
            known = data.rows.get(row)
            if (
                known
                and known.amount != other.amount
                and not (name == "figure" and other.amount is None and other.when)
            ):
                yield f"`{row}` in {{}} is {known.amount} in its data and {other.amount} in its {name}"


_SLACK = {"page": 0.03, "drawing": 2.0}
"""How far a mark may be from its place: what rounding leaves, in percent and in units of the drawing."""
_STAIR_SLACK = 0.15
"""The same for a stair on a page, whose places are whole thousandths."""


def _scaled(site: Site, spec: ChartSpec, shown: Mapping[str, Form]) -> Iterator[str]:
    """Marks are as long, or as far along, as their amounts ask for."""
    if spec.kind == "timeline":
        return
    along = spec.kind in ("range", "steps")
    first = next(iter(keys_of(spec)), "total") if spec.kind not in ("share", "steps") else "total"
    for name in ("page", "drawing"):
        placed = []
        for row, mark in shown.get(name, Form({})).rows.items():
            amount = _amount(spec, shown, row, first)
            view = view_of(shown["page"].rows.get(row, Shown()).views, first) if first != "total" else None
            value = site.values.get(row)
            whole = view.near == view.far if view else not (isinstance(value, Quantity) and value.ends)
            place = mark.level if spec.kind == "steps" else mark.place
            if amount is not None and place is not None and (whole or along):
                placed.append((row, amount if along else abs(amount), place))
        slack = _STAIR_SLACK if name == "page" and spec.kind == "steps" else _SLACK[name]
        yield from _off_scale(name, placed, slack, along)


def _amount(spec: ChartSpec, shown: Mapping[str, Form], row: str, view: str) -> float | None:
    """What a mark stands for: the amount of the row, the total so far of a stair, or what a view has in its place."""
    figure = shown.get("figure", Form({})).rows.get(row, Shown())
    if view != "total":
        other = view_of(figure.views, view)
        return other.amount if other else None
    return figure.amount if spec.kind == "steps" else shown.get("JSON", Form({})).rows.get(row, Shown()).amount


def _off_scale(name: str, placed: list[tuple[str, float, float]], slack: float, along: bool) -> Iterator[str]:
    """The marks that do not lie on the line through the least and the greatest amount, or through zero."""
    if len(placed) < 2:
        return
    _, most, far = max(placed, key=lambda mark: mark[1])
    _, least, near = min(placed, key=lambda mark: mark[1]) if along else ("", 0.0, 0.0)
    for row, amount, place in placed if most != least else ():
        expected = near + (far - near) * (amount - least) / (most - least)
        if abs(place - expected) > slack:
            yield f"the mark of `{row}` in {{}} is not as long as its amount in its {name}"
