"""Chart specs against the facts they show: a chart that would be empty, adds what cannot be added, or says nothing.

Names that do not exist and keys that cannot be read have been reported before; what is left here needs the values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from exposit.facts.dates import first_day, last_day
from exposit.facts.quantity import parse_quantity
from exposit.facts.query import Index
from exposit.facts.units import Units
from exposit.model import ChartSpec, Fact, PartialDate, Quantity, Query, Site, Undisclosed
from exposit.problems import Problem, Related, Span

MOST_SQUARES = 2000
SUMMING = ("share", "steps")
VIEWED = ("bars", "flows")
TIMED = ("timeline", "steps")


def check_chart_specs(site: Site) -> Iterator[Problem]:
    """Every chart, one rule after the other; a chart without rows is told only that."""
    units = Units(site.config.units)
    for spec in site.charts.values():
        empty = list(_empty(site, spec, units))
        yield from empty
        if not empty:
            for rule in RULES:
                yield from rule(site, spec, units)


def listed(site: Site, spec: ChartSpec) -> tuple[str, ...]:
    """The facts a chart shows: those it lists or finds, then those under its rule."""
    found = site.selections.get(spec.facts, ()) if isinstance(spec.facts, Query) else spec.facts
    named = (site.renamed.get(name, name) for name in (*found, *spec.separate))
    return tuple(dict.fromkeys(name for name in named if name in site.facts))


def place(spec: ChartSpec, key: str, name: str | None = None) -> Span:
    """Where a key of a chart stands, or the id `name` in its list; the chart itself where neither is written."""
    if name is not None:
        written = getattr(spec, key)
        if isinstance(written, tuple) and name in written:
            return spec.spans.get(f"{key}.{written.index(name)}") or spec.spans.get(key) or spec.span
    return spec.spans.get(key) or spec.span


def _row_place(spec: ChartSpec, name: str) -> Span:
    return place(spec, "separate", name) if name in spec.separate else place(spec, "facts", name)


def _about(fact: Fact) -> tuple[Related, ...]:
    return (Related(f"`{fact.id}` is written here", fact.span),) if fact.span.path else ()


def _empty(site: Site, spec: ChartSpec, _units: Units) -> Iterator[Problem]:
    names = listed(site, spec)
    if not names and site.unread:
        return
    if not names and isinstance(spec.facts, Query):
        message = f"the query of `{spec.id}` finds no fact: `{spec.facts}`"
        yield Problem("chart-empty", "error", message, place(spec, "facts"), _found_by(site, spec.facts))
    elif not names:
        if isinstance(spec.facts, tuple) and any(name not in site.facts for name in spec.facts):
            return
        yield Problem("chart-empty", "error", f"`{spec.id}` shows no fact", place(spec, "facts"), "list some")
    elif spec.kind != "timeline" and _nothing_known(site, names):
        message = f"no fact of `{spec.id}` has an amount that is known"
        yield Problem(
            "chart-empty",
            "error",
            message,
            place(spec, "facts"),
            f"a chart of kind `{spec.kind}` needs one; a `timeline` shows facts without amounts",
        )
    elif spec.kind in SUMMING and {site.renamed.get(name, name) for name in spec.separate} >= set(names):
        message = f"every fact of `{spec.id}` is under `separate`, so there is nothing to add"
        yield Problem("chart-empty", "error", message, place(spec, "separate"), "leave some above the rule")


def _found_by(site: Site, query: Query) -> str:
    """What would find something: the word that was meant, else all that are in use, else how facts are found."""
    index = Index(site.facts)
    term = index.unused(query)
    if term is None:
        return "each term finds facts, and no fact has all of them"
    key, _ = term
    words = index.words(key)
    if not words:
        return f"no fact has a `{key}`; a fact is found by its own keys, such as `nature`, `payer`, `tag` or `about`"
    return index.suggestion(term) or f"in use as `{key}`: " + _listed(words)


def _nothing_known(site: Site, names: tuple[str, ...]) -> bool:
    """No amount, and not because a fact failed: that has been told."""
    values = [site.values.get(name) for name in names]
    return None not in values and not any(isinstance(value, Quantity) for value in values)


def _amounts(site: Site, spec: ChartSpec) -> Iterator[tuple[str, Quantity]]:
    for name in listed(site, spec):
        value = site.values.get(name)
        if isinstance(value, Quantity):
            yield name, value


def _kinds(site: Site, spec: ChartSpec, _units: Units) -> Iterator[Problem]:
    """Only a timeline shows dates and texts."""
    for name in listed(site, spec) if spec.kind != "timeline" else ():
        value = site.values.get(name)
        if value is not None and not isinstance(value, Quantity | Undisclosed):
            what = "a date" if isinstance(value, PartialDate) else "a text"
            message = f"`{name}` is {what}, and a chart of kind `{spec.kind}` shows amounts"
            yield Problem(
                "chart-amount", "error", message, _row_place(spec, name), "a `timeline` shows dates and texts"
            )


def _units_agree(site: Site, spec: ChartSpec, units: Units) -> Iterator[Problem]:
    """One chart, one dimension: on its rows, its whole, its squares."""
    if spec.kind == "timeline":
        return
    amounts = list(_amounts(site, spec))
    if not amounts:
        return
    first, known = amounts[0]
    for name, amount in amounts[1:]:
        if not units.compatible(known.unit, amount.unit):
            message = f"`{first}` is in {_named(known)} and `{name}` in {_named(amount)}: they cannot share an axis"
            hint = "show them in two charts, or calculate one in the unit of the other"
            yield Problem("chart-units", "error", message, _row_place(spec, name), hint, _about(site.facts[name]))
    whole = _value_of(site, spec)
    if isinstance(whole, Quantity) and not units.compatible(known.unit, whole.unit):
        message = f"`{first}` is in {_named(known)} and its whole `{spec.of}` in {_named(whole)}"
        yield Problem("chart-units", "error", message, place(spec, "of"), f"`of` names an amount in {_named(known)}")
    square = parse_quantity(spec.square, units) if spec.square else None
    if isinstance(square, Quantity) and not units.compatible(known.unit, square.unit):
        message = f"`{first}` is in {_named(known)} and a square in {_named(square)}"
        yield Problem("chart-units", "error", message, place(spec, "square"), f"a square is worth some {_named(known)}")


def _value_of(site: Site, spec: ChartSpec) -> object:
    """The value of the fact that shares are of, where the chart shows shares."""
    return site.values.get(site.renamed.get(spec.of, spec.of)) if spec.of and _shares(spec) else None


def _shares(spec: ChartSpec) -> bool:
    return spec.kind == "share" or "share" in spec.views


def _secret(value: object) -> bool:
    return isinstance(value, Undisclosed)


def _named(amount: Quantity) -> str:
    return f"`{amount.unit}`" if amount.unit.factors else "plain numbers"


def _negative(site: Site, spec: ChartSpec, _units: Units) -> Iterator[Problem]:
    """What is less than nothing has no share, no squares and no ribbon."""
    for name, amount in _amounts(site, spec):
        if amount.value < 0 and spec.kind in ("share", "scale", "flows"):
            message = f"`{name}` is less than zero, and a chart of kind `{spec.kind}` cannot show that"
            hint = "`bars` can, or exchange `payer` and `payee`" if spec.kind == "flows" else "`bars` can"
            yield Problem("chart-negative", "error", message, _row_place(spec, name), hint, _about(site.facts[name]))
        elif amount.value < 0 and "share" in spec.views:
            message = f"`{name}` is less than zero, so it has no share of a whole"
            yield Problem("chart-negative", "error", message, _row_place(spec, name), "leave out the view `share`")


def _undated(site: Site, spec: ChartSpec, _units: Units) -> Iterator[Problem]:
    """Whatever stands in time needs a day to stand at."""
    for name in listed(site, spec) if spec.kind in ("timeline", "steps") else ():
        fact = site.facts[name]
        if isinstance(site.values.get(name), PartialDate):
            continue
        period = fact.period
        if period is not None and period.start is None and spec.kind == "timeline":
            message = f"the period of `{name}` has no start"
            hint = "write `from:` with a date, or `from: unknown` where nobody has published one"
            span = fact.spans.get("period") or _row_place(spec, name)
            yield Problem("chart-undated", "error", message, span, hint)
        elif fact.as_of is None and (period is None or not isinstance(period.start, PartialDate)):
            if period is not None and spec.kind == "timeline":
                continue
            message = f"`{name}` has neither a period nor a day, so it has no place in `{spec.id}`"
            hint = "give the fact a `period` or an `as_of`"
            yield Problem("chart-undated", "error", message, _row_place(spec, name), hint, _about(fact))


def _sums(site: Site, spec: ChartSpec, _units: Units) -> Iterator[Problem]:
    """What stacks or runs up is added, and only facts of one `sum_group` add."""
    if spec.kind not in SUMMING and "share" not in spec.views:
        return
    groups: dict[str, str] = {}
    for name, _ in _amounts(site, spec):
        group = site.facts[name].sum_group
        if group is None or name in spec.separate:
            continue
        groups.setdefault(group, name)
        if len(groups) > 1:
            (one, first), *_ = groups.items()
            message = f"`{first}` and `{name}` cannot be added: their `sum_group` is `{one}` and `{group}`"
            hint = f"leave one out, or put it under `separate: [{name}]`"
            yield Problem("chart-sums", "error", message, _row_place(spec, name), hint, _about(site.facts[name]))
            return


def _whole(site: Site, spec: ChartSpec, units: Units) -> Iterator[Problem]:
    """Parts are never more than their whole."""
    whole = _value_of(site, spec)
    if whole is not None and not isinstance(whole, Quantity):
        what = "a date" if isinstance(whole, PartialDate) else "not public" if _secret(whole) else "a text"
        message = f"`{spec.of}` is {what}, and `{spec.id}` shows shares of it"
        yield Problem("chart-amount", "error", message, place(spec, "of"), "`of` names the amount that is the whole")
    elif isinstance(whole, Quantity) and whole.value <= 0:
        message = f"`{spec.of}` is not more than zero, so nothing is a share of it"
        yield Problem("chart-negative", "error", message, place(spec, "of"), "name another whole")
        return
    if not isinstance(whole, Quantity) or spec.kind != "share":
        return
    total = Decimal(0)
    for name, amount in _amounts(site, spec):
        same = units.convert(amount, whole.unit)
        if name not in spec.separate and isinstance(same, Quantity):
            total += same.low
    if total > whole.high:
        message = f"the parts of `{spec.id}` come to more than their whole, `{spec.of}`"
        yield Problem("chart-whole", "error", message, place(spec, "of"), "leave out a part, or name another whole")


def _views(site: Site, spec: ChartSpec, _units: Units) -> Iterator[Problem]:
    """A view shows something, and only rankings have views."""
    if spec.views and spec.kind not in VIEWED:
        message = f"a chart of kind `{spec.kind}` has no views"
        yield Problem("chart-view", "error", message, place(spec, "views"), "`bars` and `flows` have")
        return
    if "per_year" in spec.views and not any(_lasts(site.facts[name]) for name, _ in _amounts(site, spec)):
        message = f"no fact of `{spec.id}` has a period with two known ends, so nothing can be shown per year"
        yield Problem("chart-view", "error", message, place(spec, "views"), "leave out `per_year`, or date the facts")


def _lasts(fact: Fact) -> bool:
    period = fact.period
    return period is not None and isinstance(period.start, PartialDate) and isinstance(period.end, PartialDate)


def _squares(site: Site, spec: ChartSpec, units: Units) -> Iterator[Problem]:
    """A grid that nobody can see the squares of says nothing."""
    square = parse_quantity(spec.square, units) if spec.square and spec.kind == "scale" else None
    if not isinstance(square, Quantity) or square.value <= 0:  # told where it was read
        return
    counts: dict[str, int] = {}
    for name, amount in _amounts(site, spec):
        same = units.convert(amount, square.unit)
        if isinstance(same, Quantity):
            counts[name] = int(max(map(abs, same.ends or (same.value,))) / square.value)
    name = max(counts, key=lambda each: counts[each], default="")
    if counts.get(name, 0) > MOST_SQUARES:
        message = f"`{name}` would be {counts[name]} squares of `{spec.square}`, more than {MOST_SQUARES}"
        hint = "leave out `square` for a step that fits, or make it worth more"
        yield Problem("chart-squares", "error", message, place(spec, "square"), hint)


def _highlight(site: Site, spec: ChartSpec, _units: Units) -> Iterator[Problem]:
    """What is to stand out, or is remarked on, is among the rows."""
    names = listed(site, spec)
    for name in spec.highlight:
        known = site.renamed.get(name, name)
        if known in site.facts and known not in names:
            message = f"`{name}` is to stand out and is not in `{spec.id}`"
            yield Problem("chart-highlight", "error", message, place(spec, "highlight", name), _choice(names))
    for note in spec.annotations:
        at = site.renamed.get(note.fact, note.fact) if note.fact else None
        if at in site.facts and at not in names:
            message = f"an annotation stands at `{note.fact}`, which is not in `{spec.id}`"
            yield Problem(
                "chart-highlight", "error", message, note.span if note.span.path else spec.span, _choice(names)
            )


def _choice(names: tuple[str, ...]) -> str:
    return f"it shows {_listed(names) or 'nothing'}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names[:6]) + (" …" if len(names) > 6 else "")


def _idle(site: Site, spec: ChartSpec, _units: Units) -> Iterator[Problem]:
    """A key that changes nothing: its author expects something of it."""
    timed = "a `timeline` and `steps`"
    for key, users, used in (
        ("of", "shares (the kind `share`, the view `share` of `bars` and `flows`)", _shares(spec)),
        ("square", "a `scale`", spec.kind == "scale"),
        ("from", timed, spec.kind in TIMED),
        ("to", timed, spec.kind in TIMED),
        ("sort", "every kind but `steps`, which go by date", spec.kind != "steps" or spec.sort in (None, "by_date")),
    ):
        if key in spec.spans and not used:
            message = f"`{key}` changes nothing in a chart of kind `{spec.kind}`"
            yield Problem("chart-idle", "warning", message, place(spec, key), f"it is for {users}")
    for note in spec.annotations if spec.kind not in TIMED else ():
        if note.date is not None:
            message = f"a chart of kind `{spec.kind}` has no axis of time for an annotation to stand at"
            yield Problem("chart-idle", "warning", message, note.span, "write `fact: id` in place of `date`")


def _off_axis(site: Site, spec: ChartSpec, _units: Units) -> Iterator[Problem]:
    """What lies outside the years an author chose has no mark."""
    if spec.kind not in TIMED or (spec.start is None and spec.end is None):
        return
    hint = "widen `from` and `to`, or leave them out for an axis that fits"
    first, last = spec.start or date.min.year, spec.end or date.max.year
    if first > last:  # told where it was read
        return
    axis = f"the years of `{spec.id}`, " + (
        f"{spec.start} to {spec.end}" if spec.start and spec.end else f"from {first}" if spec.start else f"up to {last}"
    )
    for name in listed(site, spec):
        begins, ends = _lifetime(site, name, spec.kind == "steps")
        if begins is None or ends is None or begins > ends:  # a period that is reversed was told where it was read
            continue
        if ends < first or begins > last:
            message = f"`{name}` lies outside {axis}, so it has no mark"
            yield Problem("chart-axis", "warning", message, _row_place(spec, name), hint, _about(site.facts[name]))
    for note in spec.annotations:
        if note.date is not None and not first <= note.date.year <= last:
            message = f"an annotation lies outside {axis}"
            yield Problem("chart-axis", "warning", message, note.span, hint)


def _lifetime(site: Site, name: str, counted: bool) -> tuple[int | None, int | None]:
    """The first and the last year of a fact in a chart over time; None where nobody knows. What is `counted` in a
    running total stands at the day it counts from alone."""
    value, fact = site.values.get(name), site.facts[name]
    start, end = (fact.period.start, fact.period.end) if fact.period else (None, None)
    if isinstance(value, PartialDate):
        start = end = value
    elif counted:
        start = end = start if isinstance(start, PartialDate) else fact.as_of
    elif start is None and end is None:
        start = end = fact.as_of
    elif end is None:
        end = start
    return (
        first_day(start).year if isinstance(start, PartialDate) else None,
        last_day(end).year if isinstance(end, PartialDate) else None,
    )


def _parties(site: Site, spec: ChartSpec, _units: Units) -> Iterator[Problem]:
    """A flow goes from someone to someone."""
    for name in listed(site, spec) if spec.kind == "flows" else ():
        fact = site.facts[name]
        absent = [key for key in ("payer", "payee") if getattr(fact, key) is None]
        if absent:
            named = " and no ".join(f"`{key}`" for key in absent)
            hint = "write " + " and ".join(f"`{key}: ENTITY`" for key in absent)
            message = f"`{name}` has no {named}, so it is no flow"
            yield Problem("chart-parties", "error", message, _row_place(spec, name), hint, _about(fact))


RULES: tuple[Callable[[Site, ChartSpec, Units], Iterator[Problem]], ...] = (
    _kinds,
    _units_agree,
    _negative,
    _undated,
    _sums,
    _whole,
    _views,
    _squares,
    _highlight,
    _parties,
    _idle,
    _off_axis,
)
"""What is asked of every chart that has rows."""
