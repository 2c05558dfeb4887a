"""Time in a drawing: tracks under years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from exposit.facts.dates import last_day
from exposit.language.wording import write_date
from exposit.marks import mark
from exposit.model import Annotation
from exposit.render.charts.axis import Calendar
from exposit.render.charts.chart import Chart
from exposit.render.charts.drawn.key import pale_of
from exposit.render.charts.drawn.pen import Pen
from exposit.render.charts.drawn.rows import rule, tone
from exposit.render.charts.drawn.words import LEFT, RIGHT, Entry, more, placed, room_for, say
from exposit.render.charts.letters import isolated, width
from exposit.render.charts.rows import Row
from exposit.render.charts.timeline import THIN, Stretch, axis_of, in_order, note_day, remarked_day
from exposit.render.charts.timeline import places as places_of


def timeline(pen: Pen, chart: Chart, top: float, bottom: float | None) -> float:
    """A track a row; its value, or its day, stands with its name."""
    axis, places = axis_of(chart), places_of(chart)
    tracks = in_order(chart)
    entries = [_entry(chart, track, index, tracks) for index, track in enumerate(tracks)]
    room = room_for(entries, 500.0)
    left, begin = LEFT + room + 30, top + 52
    found, end = placed(entries, begin, bottom, room)
    years(pen, axis, left, top + 40, begin, end)
    _now(pen, chart, axis, left, top + 12, begin, end)
    for track, entry, at in zip(tracks, entries, found, strict=False):
        rule(pen, entry, at)
        say(pen, at)
        if isinstance(track, Annotation):
            _remark(pen, track, axis, left, at.middle)
        elif place := places.get(track.id):
            _mark(pen, chart, track, place, left, at.middle)
    return more(pen, chart, len(tracks) - len(found), end)


def _entry(chart: Chart, track: Row | Annotation, index: int, tracks: Sequence[Row | Annotation]) -> Entry:
    """What a track says: a row its name and its value, or its day, and what is remarked on it; a remark its day."""
    if isinstance(track, Annotation):
        return Entry("", [f"{note_day(chart, track)} {chart.note_text(track)}"])
    before = tracks[index - 1] if index else None
    apart = track.separate and before is not None and not (isinstance(before, Row) and before.separate)
    name = f"{isolated(chart.label(track))} · {chart.value(track)}"
    return Entry(name, chart.remarks_text(track), 26.0 if apart else 0.0)


def _remark(pen: Pen, note: Annotation, axis: Calendar, left: float, middle: float) -> None:
    if axis.holds(day := remarked_day(note)):
        x = left + (RIGHT - left) * axis.at(day)
        pen.path(f"M{x:.1f} {middle - 10:.1f}l10 10-10 10-10-10Z", "--chart-paper", stroke="--chart-muted")


def years(pen: Pen, axis: Calendar, left: float, y: float, top: float, end: float) -> None:
    """The years along an axis, written at `y`, with lines from `top` to `end`."""
    for year in axis.years(max(2, int((RIGHT - left) / 80))):
        x = left + (RIGHT - left) * axis.at(date(year, 1, 1))
        pen.line(x, top, x, end, "--chart-rule", 1.5)
        text = mark("label", str(year))
        over = x + width(text, "sans-400", 21) > RIGHT
        pen.text(RIGHT if over else x, y, text, 21, token="--chart-muted", anchor="end" if over else "start")


def _now(pen: Pen, chart: Chart, axis: Calendar, left: float, y: float, top: float, end: float) -> None:
    if chart.as_of is None or not axis.holds(day := last_day(chart.as_of)):
        return
    place = axis.at(day)
    x = left + (RIGHT - left) * place
    pen.line(x, y + 4, x, end, "--chart-muted", 2, "2 5")
    text = mark("label", write_date(chart.as_of, chart.language, ("short",)).text)
    pen.text(x - 8 if place > 0.5 else x + 8, y, text, 20, anchor="end" if place > 0.5 else "start")


def _mark(pen: Pen, chart: Chart, row: Row, place: Stretch, left: float, middle: float) -> None:
    def x(share: float) -> float:
        return left + (RIGHT - left) * share

    token = tone(chart, row)
    pale = pale_of(token)
    if place.event:
        hollow = place.late or not row.fact.binding
        fill, stroke = ("--chart-paper", token) if hollow else (token, "")
        pen.dot(
            x((place.start + place.end) / 2),
            middle,
            11,
            fill,
            stroke=stroke,
            dash="" if row.fact.binding else "5 4",
            row=row.id,
        )
        return
    name = escape(f"{chart.spec.id}-{row.id}")
    thin = place.end - place.start < THIN
    dash = "" if row.fact.binding or thin else "7 5"
    if place.done > place.start:
        fill, stroke = (token, token if thin else "") if row.fact.binding else (pale, token)
        if place.opens:
            fill, stroke = _grading(pen, f"open-{name}", (fill, stroke), 0, 1)
        pen.rect(
            x(place.start),
            middle - 11,
            x(place.done) - x(place.start),
            22,
            fill,
            stroke=stroke,
            dash=dash,
            row=row.id,
        )
    if place.end > place.done:
        fill, stroke = pale, token
        if place.fades:
            fill, stroke = _grading(pen, f"fade-{name}", (fill, stroke), 1, 0)
        pen.rect(
            x(place.done), middle - 11, x(place.end) - x(place.done), 22, fill, stroke=stroke, dash=dash, row=row.id
        )


def _grading(pen: Pen, name: str, paints: tuple[str, str], first: float, last: float) -> tuple[str, str]:
    """What to fill and to outline with, growing clear to one side."""
    fill, stroke = paints
    return pen.fade(name, fill, first, last), pen.fade(f"{name}-line", stroke, first, last) if stroke else ""
