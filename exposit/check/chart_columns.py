"""Equal views: every view of a chart says the same of each row in its page, its data and its figure, and its bars are
as long as the figure's amounts ask for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exposit.check.chart_forms import Form, Shown, safe
from exposit.check.chart_views import CHOSEN, ONLY, View, Views
from exposit.model import ChartSpec

_SLACK = 0.03
"""What rounding leaves of the length of a bar, in percent."""
_KINDS = {"share": ("share",), "steps": ("running_total",)}
"""The views that kinds have which offer no choice."""


def keys_of(spec: ChartSpec) -> tuple[str, ...]:
    """The views of a chart, the first one first."""
    if spec.kind in CHOSEN:
        return spec.views or ("total",)
    return _KINDS.get(spec.kind, ())


def view_of(views: Views, key: str) -> View | None:
    """A row's view on a page; None where it has none."""
    return views.get(key) or views.get(ONLY)


def columns(spec: ChartSpec, shown: Mapping[str, Form]) -> Iterator[str]:
    """Views that differ, `{}` standing for the chart."""
    page = shown["page"]
    yield from _choices(spec, shown)
    yield from _called(shown.get("figure", Form({})))
    counted = {row for row, known in shown.get("JSON", page).rows.items() if known.amount} - set(spec.separate)
    if spec.kind == "share" and not counted:
        return  # nothing to be shares of: that has been told where it is written
    for key in keys_of(spec):
        for row, mine in page.rows.items():
            view = view_of(mine.views, key)
            if view is None:
                yield f"the page does not show `{row}` in {{}} in the view `{key}`"
                continue
            for name, form in shown.items():
                other = form.rows.get(row)
                if other is not None and name != "page":
                    yield from _same(f"`{row}` in {{}}", key, name, view, view_of(other.views, key))
        figure = {row: view_of(other.views, key) for row, other in shown.get("figure", Form({})).rows.items()}
        if spec.kind in CHOSEN:
            bars = {row: view_of(mine.views, key) for row, mine in page.rows.items()}
            yield from _scaled(key, bars, figure, shown.get("JSON", Form({})))


def _called(figure: Form) -> Iterator[str]:
    """A figure calls a row the same in all of its views."""
    for row, shown in figure.rows.items():
        for name in sorted({view.name for view in shown.views.values()} - {shown.name}):
            if name:
                yield f"the figure of {{}} calls `{row}` `{safe(shown.name)}` and `{safe(name)}`"


def _choices(spec: ChartSpec, shown: Mapping[str, Form]) -> Iterator[str]:
    """The choice of views is the same everywhere, and it is what the author asked for."""
    wanted = spec.views if spec.kind in CHOSEN and len(spec.views) > 1 else ()
    ours = shown["page"].choice
    for name, form in shown.items():
        is_page = name == "page" or name.startswith("figure in")
        for choice in (form.choice, form.headings) if is_page else (form.choice,) if name == "figure" else ():
            if tuple(key for key, _ in choice) != wanted or choice != ours:
                yield f"the views of {{}} are not named alike on the page and in its {name}"


def _same(what: str, key: str, name: str, mine: View, other: View | None) -> Iterator[str]:
    """What one form says in a view. A total is held to the value of the row already."""
    if other is None:
        if name == "figure" or name.startswith("figure in") or (name in ("CSV", "JSON") and key != "total"):
            yield f"the page shows {what} in the view `{key}` and its {name} does not"
        return
    # Words that tell why there is no amount stand on the page alone; they hold no number.
    silent = not other.text and not any(letter.isdigit() for letter in mine.text)
    if key != "total" and mine.text != other.text and not silent:
        yield f"{what} is `{safe(mine.text)}` on the page and `{safe(other.text)}` in its {name}, in the view `{key}`"
    if name.startswith("figure in") and (mine.near, mine.far) != (other.near, other.far):
        yield f"the bar of {what} is not as long on the page as in its {name}, in the view `{key}`"


def _scaled(key: str, page: Mapping[str, View | None], figure: Mapping[str, View | None], data: Form) -> Iterator[str]:
    """Bars are as long as the figure's amounts ask for; the two parts of a range end where the data say it ends."""
    amounts = {row: view.amount for row, view in figure.items() if view and view.amount is not None}
    bars = {row: view for row, view in page.items() if view and view.near is not None and view.far is not None}
    for row in bars.keys() - amounts.keys() if figure else ():
        yield f"`{row}` has a bar in {{}} and no amount in its figure, in the view `{key}`"
    wanted = {
        row: _ends(abs(amounts[row]), data.rows.get(row, Shown()) if bar.near != bar.far else Shown())
        for row, bar in bars.items()
        if row in amounts
    }
    longest = max(wanted, key=lambda row: wanted[row][1], default=None)
    if longest is None or not wanted[longest][1]:
        return
    scale = (bars[longest].far or 0.0) / wanted[longest][1]
    for row, ends in wanted.items():
        for drawn, amount in zip((bars[row].near, bars[row].far), ends, strict=True):
            if drawn is None or abs(drawn - amount * scale) > _SLACK:
                yield f"the bar of `{row}` in {{}} is not as long as its amount, in the view `{key}`"


def _ends(amount: float, data: Shown) -> tuple[float, float]:
    """From where to where an amount reaches in a view, by how the data say it of the fact itself; of one that is no
    range it is the same twice."""
    if not data.ends or not data.amount:
        return amount, amount
    near, far = sorted(abs(end / data.amount) * amount for end in data.ends)
    return near, far
