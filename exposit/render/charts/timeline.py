"""A timeline: an ordered list, one track an item, its day or period and its value in its text.

Solid is what has been; outlined is after the day the site knows; an end (or a start) nobody published fades.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from exposit import marks
from exposit.facts.dates import first_day, last_day
from exposit.language.wording import write_date
from exposit.model import Annotation, PartialDate
from exposit.render.charts.axis import Calendar, calendar, following, levels, percent
from exposit.render.charts.chart import Chart, class_of
from exposit.render.charts.fade import faded, masks
from exposit.render.charts.rows import Row, dated
from exposit.render.display import inline_html, localized
from exposit.render.markup import escaped

MOST_YEARS = 14
"""How many years are written on the widest axis."""


class Stretch(NamedTuple):
    """Where an item lies on the axis, 0 to 1. `start` and `end` are equal for an event; `done` is the part before the
    day the site knows; `opens` and `fades` say that a start or an end exists and is not public."""

    start: float
    end: float
    done: float
    event: bool = False
    opens: bool = False
    fades: bool = False
    late: bool = False
    """Begins after the day the site knows."""


def _stretch(row: Row, axis: Calendar, now: date) -> Stretch | None:
    """Where a row lies; None where nothing is known of its time or it lies off the axis. `now`: later is planned."""
    period = row.fact.period
    if row.moment or period is None or (period.start is None and period.end is None):
        return _event(row, axis, now)
    start = first_day(period.start) if isinstance(period.start, PartialDate) else None
    end = following(period.end) if isinstance(period.end, PartialDate) else None
    if (start is None and end is None) or (start and start >= axis.after) or (end and end <= axis.first):
        return None
    if period.end is None and start:
        return _event(row, axis, now)
    left, right = axis.at(start) if start else 0.0, axis.at(end) if end else 1.0
    return Stretch(
        left,
        right,
        min(right, max(left, axis.at(now))),
        opens=start is None,
        fades=end is None,
        late=start is not None and start >= now,
    )


def axis_of(chart: Chart) -> Calendar:
    """The years of a timeline."""
    return chart.once("axis", lambda: calendar(chart.spec, chart.rows, chart.as_of))


def places(chart: Chart) -> Mapping[str, Stretch]:
    """Where each row lies that lies on the axis, by its id."""
    return chart.once("places", lambda: _places(chart))


def _places(chart: Chart) -> Mapping[str, Stretch]:
    axis = axis_of(chart)
    now = following(chart.as_of) if chart.as_of else axis.after
    return {row.id: place for row in chart.rows if (place := _stretch(row, axis, now))}


def _event(row: Row, axis: Calendar, now: date) -> Stretch | None:
    moment = row.moment or (row.fact.period.start if row.fact.period else None) or row.fact.as_of
    if not isinstance(moment, PartialDate):
        return None
    first, after = first_day(moment), following(moment)
    if after <= axis.first or first >= axis.after:
        return None
    left, right = axis.at(first), axis.at(after)
    return Stretch(left, right, right if first < now else left, event=True, late=first >= now)


def stage(chart: Chart) -> str:
    """The axis, the lines behind the tracks, and the list."""
    axis, found = axis_of(chart), places(chart)
    items = [
        _item(chart, item, found.get(item.id)) if isinstance(item, Row) else _remark(chart, item, axis)
        for item in in_order(chart)
    ]
    return (
        f'<p class="chart-zoom"{_zoom(chart)}></p>'
        f'<div class="chart-time">{_years(chart, axis)}{_lines(chart, axis)}{masks(chart, *_fades(chart))}'
        f'<ol role="list">{"".join(items)}</ol></div>'
    )


def in_order(chart: Chart) -> list[Row | Annotation]:
    """The tracks from top to bottom: rows, and the author's remarks at their days; below the rows, where these are not
    in the order of their days."""

    tracks: list[Row | Annotation] = [*chart.rows, *(note for note in chart.spec.annotations if note.date)]
    if chart.spec.sort not in (None, "by_date"):
        return tracks

    def place(track: Row | Annotation) -> tuple[bool, date]:
        if isinstance(track, Row):
            return track.separate, dated(track) or date.max
        return False, remarked_day(track)

    return sorted(tracks, key=place)


def remarked_day(note: Annotation) -> date:
    """Where a remark on a date stands."""
    return first_day(note.date) if note.date else date.max


def _zoom(chart: Chart) -> str:
    """The words of the buttons a script may put here."""
    words = ("Zoom in", "Zoom out", "Earlier", "Later", "Whole period")
    return f' data-words="{escaped("|".join(map(chart.say, words)))}"'


def _item(chart: Chart, row: Row, where: Stretch | None) -> str:
    late = "is-late" if where and where.late else ""
    if row.moment:
        when, value = chart.value_html(row), ""
    else:
        when, value = when_text(chart, row), f" <b>{chart.value_html(row)}</b>"
    return (
        f'<li data-row="{escaped(row.id)}"{class_of(*row.style, late)}><p><small>{when}</small> '
        f"<span>{chart.label_html(row)}{value}{chart.remarks(row)}</span></p>{_track(chart, where)}</li>"
    )


def when_text(chart: Chart, row: Row) -> str:
    """A row's period, or the day its fact was stated, as marked text."""
    if text := chart.period(row):
        return text
    return marks.mark("date", write_date(row.fact.as_of, chart.language, ("short",)).text) if row.fact.as_of else ""


def _track(chart: Chart, where: Stretch | None) -> str:
    shapes = "" if where is None else _dot(where) if where.event else _bars(chart, where)
    return f'<svg height="14" aria-hidden="true">{shapes}</svg>'


def _dot(where: Stretch) -> str:
    middle = percent((where.start + where.end) / 2)
    shape = f'<circle cx="{middle}%" cy="50%" r="7"/>'
    if where.end - where.start < 0.03:
        return shape
    # An event known to the year or the quarter: the line says how much is not known.
    return f"{_line(where.start, where.end)}{shape}"


def _line(start: float, end: float) -> str:
    return (
        f'<line x1="{percent(start)}%" x2="{percent(end)}%" y1="50%" y2="50%" stroke="currentColor" stroke-width="2"/>'
    )


def _bars(chart: Chart, where: Stretch) -> str:
    parts = []
    thin = "thin" if where.end - where.start < THIN else ""
    if where.done > where.start:
        opening = faded(chart, "open") if where.opens else ""
        parts.append(_rect("open" if where.opens else thin, where.start, where.done, opening))
    if where.end > where.done:
        fading = faded(chart, "fade") if where.fades else ""
        name = "plan fades" if where.fades else f"plan {thin}".rstrip()
        parts.append(_rect(name, where.done, where.end, fading))
    return "".join(parts)


THIN = 0.008
"""A period shorter than this share of the axis is outlined: a few days of many years would not be seen."""


@lru_cache(maxsize=4_096)
def _rect(name: str, start: float, end: float, paint: str) -> str:
    place = f'x="{percent(start)}%" width="{percent(end - start)}%"'
    return f"<rect{class_of(name)} {place}{paint}/>"


def _fades(chart: Chart) -> list[str]:
    known = places(chart).values()
    wanted = {"fade": any(place.fades for place in known), "open": any(place.opens for place in known)}
    return [side for side, used in wanted.items() if used]


def _years(chart: Chart, axis: Calendar) -> str:
    """The axis: its years in three densities, and above them the day the site knows."""
    years = year_labels(axis)
    now = ""
    if chart.as_of and (place := known_until(chart, axis)) is not None:
        text = marks.mark("label", escaped(write_date(chart.as_of, chart.language, ("short",)).text))
        side = ' text-anchor="end" dx="-5"' if place > 0.5 else ' dx="5"'
        now = f'<text class="now" x="{percent(place)}%"{side}>{text}</text>'
    return f'<svg class="chart-axis" height="40" aria-hidden="true">{now}{years}</svg>'


@lru_cache(maxsize=256)
def year_labels(axis: Calendar, most: int = MOST_YEARS) -> str:
    """The years along an axis, not many more than `most`; the style sheet shows as many as there is room for."""
    years = levels(axis.years(MOST_YEARS))
    return "".join(_year(axis, year, level) for year, level in years if level != "t3" or len(years) <= most)


def _year(axis: Calendar, year: int, level: str) -> str:
    place = axis.at(date(year, 1, 1))
    where = 'x="100%" text-anchor="end"' if place > 0.92 else f'x="{percent(round(place, 3))}%"'
    return f"<text{class_of(level)} {where}>{marks.mark('label', str(year))}</text>"


def known_until(chart: Chart, axis: Calendar) -> float | None:
    """Where the day the site knows lies on an axis; None where it does not."""
    if chart.as_of is None or not axis.holds(day := last_day(chart.as_of)):
        return None
    return axis.at(day)


@lru_cache(maxsize=256)
def ruled_years(axis: Calendar) -> tuple[tuple[float, str], ...]:
    """Where the years begin that are written on a middling axis, each with its level: those that have a hairline."""
    years = levels(axis.years(MOST_YEARS))
    return tuple((axis.at(date(year, 1, 1)), level) for year, level in years if level != "t3")


def _lines(chart: Chart, axis: Calendar) -> str:
    """A hairline a year, and one where the site's knowledge ends."""
    lines = "".join(hairline(place, level) for place, level in ruled_years(axis))
    if (now := known_until(chart, axis)) is not None:
        lines += hairline(now, "now")
    return f'<svg class="chart-lines" width="0" height="0" aria-hidden="true">{lines}</svg>'


def hairline(place: float, name: str = "") -> str:
    """A line from top to bottom at a place on the axis."""
    at = f"{percent(place)}%"
    return f'<line{class_of(name)} x1="{at}" x2="{at}" y2="100%"/>'


def note_day(chart: Chart, note: Annotation) -> str:
    """The day of a remark, marked text; empty where it stands at a fact."""
    return marks.mark("date", write_date(note.date, chart.language, ("short",)).text) if note.date else ""


def _remark(chart: Chart, note: Annotation, axis: Calendar) -> str:
    """An author's remark on a day: an item of its own, with a diamond on its track."""
    text = localized(note.text, chart.language)
    words = inline_html(chart.site, text, None, chart.route) if text else ""
    day, shape = remarked_day(note), ""
    if axis.holds(day):
        place = percent(axis.at(day))
        shape = (
            f'<svg x="{place}%" y="50%" overflow="visible"><path d="M0-7 7 0 0 7-7 0Z" fill="none" '
            'stroke="currentColor" stroke-width="1.5"/></svg>'
        )
    track = f'<svg height="14" aria-hidden="true">{shape}</svg>'
    when = f"<small>{note_day(chart, note)}</small>"
    return f'<li class="is-remark"><p>{when} <span>{words}</span></p>{track}</li>'
