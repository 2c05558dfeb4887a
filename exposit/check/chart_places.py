"""Equal pictures: the marks of a timeline and the points of a stair lie where the figure says, under years that stand
where they begin; round amounts stand in a drawing where they stand on the page, among the dots; the words beside a
stair are those of the step they stand at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exposit.check.chart_forms import Form, Shown, plain, safe, squashed
from exposit.check.chart_pictures import Picture, Span, days_until
from exposit.model import ChartSpec, Site

_SLACK = {"page": 0.06, "drawing": 0.3}
"""What rounding leaves, in percent of the page's axis and in units of the drawing's."""


def places(spec: ChartSpec, shown: Mapping[str, Form]) -> Iterator[str]:
    """Marks and years that do not lie where the figure has them. `{}` stands for the chart."""
    figure = shown.get("figure", Form({})).picture
    for name in ("page", "drawing") if figure.days and spec.kind in ("timeline", "steps") else ():
        picture = shown.get(name, Form({})).picture
        first, scale = (0.0, 100 / figure.days) if name == "page" else _scale(picture, figure)
        if not scale:
            continue
        for year, place in picture.years:
            if abs(place - first - days_until(year, figure.first) * scale) > _SLACK[name]:
                yield f"`{year}` does not stand where it begins in the picture of {{}}, in its {name}"
        # A figure's days are whole: the middle of an event may be half of one aside.
        slack = _SLACK[name] + 0.51 * scale
        for row, spans in picture.spans.items():
            known = [(first + start * scale, first + end * scale) for start, end in figure.spans.get(row, ())]
            if len(known) != len(spans) or not _alike(sorted(spans), sorted(known), slack):
                yield f"the mark of `{row}` in {{}} does not lie in its time in its {name}"


def amounts(shown: Mapping[str, Form]) -> Iterator[str]:
    """Round amounts along an axis of dots that do not stand in the drawing where they stand on the page."""
    page, drawing = shown["page"], shown.get("drawing")
    if not page.picture.scale or drawing is None:
        return
    known = dict(page.picture.scale)
    both = [
        (own.place, other.place)
        for row, own in page.rows.items()
        if own.place is not None and (other := drawing.rows.get(row)) and other.place is not None
    ]
    (low, first), (high, last) = min(both, default=(0.0, 0.0)), max(both, default=(0.0, 0.0))
    slope = (last - first) / (high - low) if high > low else None
    for text, place in drawing.picture.scale:
        if text not in known:
            yield f"the page does not say `{safe(text)}` along the axis of {{}}"
        elif slope is not None and abs(place - first - (known[text] - low) * slope) > _AMOUNT_SLACK:
            yield f"`{safe(text)}` stands elsewhere along the axis of {{}} in its drawing"


def dissent(shown: Mapping[str, Form]) -> Iterator[str]:
    """What other sources say is marked in every picture, as far along the axis as the figure's amounts ask for."""
    form = shown.get("figure", Form({}))
    for text in form.remarks:
        if text not in shown["page"].remarks:
            yield f"the figure of {{}} says `{safe(text)}`, and the page does not"
    figure = form.rows
    for name, slack in _SLACK_OF_OTHERS.items():
        rows = shown.get(name, Form({})).rows
        dots = [(figure[row].amount, mark.place) for row, mark in rows.items() if row in figure]
        known = sorted((amount, place) for amount, place in dots if amount is not None and place is not None)
        (low, first), (high, last) = (known[0], known[-1]) if known else ((0.0, 0.0), (0.0, 0.0))
        slope = (last - first) / (high - low) if high > low else None
        for row in figure.keys() & rows.keys():
            wanted, found = figure[row].others, rows[row].others
            ends = [first + (amount - low) * (slope or 0.0) for amount in wanted]
            far = slope is not None and any(abs(a - b) > slack for a, b in zip(sorted(ends), found, strict=False))
            if len(wanted) != len(found) or far:
                yield f"what other sources say of `{row}` in {{}} is not marked in its {name} where its figure has it"


_SLACK_OF_OTHERS = {"page": 0.06, "drawing": 2.0}
_AMOUNT_SLACK = 2.0
"""What rounding leaves of a place along an axis of amounts, in units of the drawing."""


def _scale(drawing: Picture, figure: Picture) -> tuple[float, float]:
    """Where the first day lies in a drawing, and how wide a day is, by the years written on it; nothing where these are
    fewer than two."""
    if len(drawing.years) < 2:
        return 0.0, 0.0
    (low, first), (high, last) = min(drawing.years), max(drawing.years)
    begin, end = (days_until(year, figure.first) for year in (low, high))
    scale = (last - first) / (end - begin) if end > begin else 0.0
    return first - begin * scale, scale


def _alike(some: list[Span], others: list[Span], slack: float) -> bool:
    pairs = zip(some, others, strict=True)
    return all(abs(one[0] - other[0]) <= slack and abs(one[1] - other[1]) <= slack for one, other in pairs)


def words(site: Site, spec: ChartSpec, shown: Mapping[str, Form], language: str) -> Iterator[str]:
    """Words of a picture that are not those of its chart."""
    page, drawing = shown["page"], shown.get("drawing")
    if drawing is not None:
        for text in page.picture.texts:
            if text not in drawing.picture.texts:
                yield f"the drawing of {{}} does not say `{safe(text)}`"
    if spec.kind != "steps":
        return
    data = shown.get("JSON", page)
    for name in ("page", "drawing"):
        for row, text in shown.get(name, Form({})).picture.beside:
            known, about = data.rows.get(row, Shown()), _about(site, row, language)
            names = map(squashed, (known.name, *known.parties, about or ""))
            total = page.rows.get(row, Shown()).total
            if plain(text) != total and squashed(text) not in names and about is not None:
                yield f"`{safe(text)}` beside the stair of {{}} is not what its step is called, in its {name}"


def _about(site: Site, row: str, language: str) -> str | None:
    """What the party is called that a step is about, empty where it is about none; None for a name with facts in it,
    which is written elsewhere."""
    fact = site.facts.get(row)
    entity = site.entities.get(fact.about or "") if fact else None
    names = (entity.short or entity.name) if entity else None
    if not names:
        return (fact.about or "") if fact else ""
    inline = names.get(language) or next(iter(names.values()))
    return None if inline.holes else inline.text
