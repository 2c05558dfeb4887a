"""Chart specs against the facts they show: a chart that would be empty, adds what cannot be added, or says nothing.

Names that do not exist and keys that cannot be read have been reported before; what is left here needs the values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from exposit.facts.quantity import parse_quantity
from exposit.facts.units import Units
from exposit.model import ChartSpec, Fact, PartialDate, Quantity, Query, Site, Undisclosed
from exposit.problems import Problem, Related, Span

MOST_SQUARES = 2000
SUMMING = ("share", "steps")
VIEWED = ("bars", "flows")


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
        hint = "a fact is found by its own keys, such as `nature`, `payer`, `tag` or `about`"
        yield Problem("chart-empty", "error", message, place(spec, "facts"), hint)
    elif not names:
        if isinstance(spec.facts, tuple) and any(name not in site.facts for name in spec.facts):
            return
        yield Problem("chart-empty", "error", f"`{spec.id}` shows no fact", place(spec, "facts"), "list some")
    elif spec.kind != "timeline" and _nothing_known(site, names):
        message = f"no fact of `{spec.id}` has an amount that is known"
        yield Problem("chart-empty", "error", message, place(spec, "facts"), f"a chart of kind `{spec.kind}` needs one")


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
    whole = site.values.get(site.renamed.get(spec.of, spec.of)) if spec.of else None
    if isinstance(whole, Quantity) and not units.compatible(known.unit, whole.unit):
        message = f"`{first}` is in {_named(known)} and its whole `{spec.of}` in {_named(whole)}"
        yield Problem("chart-units", "error", message, place(spec, "of"), f"`of` names an amount in {_named(known)}")
    square = parse_quantity(spec.square, units) if spec.square else None
    if isinstance(square, Quantity) and not units.compatible(known.unit, square.unit):
        message = f"`{first}` is in {_named(known)} and a square in {_named(square)}"
        yield Problem("chart-units", "error", message, place(spec, "square"), f"a square is worth some {_named(known)}")


def _named(amount: Quantity) -> str:
    return f"`{amount.unit}`" if amount.unit.factors else "plain numbers"


def _negative(site: Site, spec: ChartSpec, _units: Units) -> Iterator[Problem]:
    """What is less than nothing has no share, no squares and no ribbon."""
    for name, amount in _amounts(site, spec) if spec.kind in ("share", "scale", "flows") else ():
        if amount.value < 0:
            message = f"`{name}` is less than zero, and a chart of kind `{spec.kind}` cannot show that"
            hint = "`bars` can, or exchange `payer` and `payee`" if spec.kind == "flows" else "`bars` can"
            yield Problem("chart-negative", "error", message, _row_place(spec, name), hint, _about(site.facts[name]))


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
    whole = site.values.get(site.renamed.get(spec.of, spec.of)) if spec.of and spec.kind == "share" else None
    if not isinstance(whole, Quantity):
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
    if not isinstance(square, Quantity):
        return
    if square.value <= 0:
        message = f"a square cannot be worth `{spec.square}`"
        yield Problem("chart-squares", "error", message, place(spec, "square"), "write an amount above zero")
        return
    counts: dict[str, int] = {}
    for name, amount in _amounts(site, spec):
        same = units.convert(amount, square.unit)
        if isinstance(same, Quantity):
            counts[name] = int(abs(same.value) / square.value)
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
        if note.fact is not None and site.renamed.get(note.fact, note.fact) not in names:
            message = f"an annotation stands at `{note.fact}`, which is not in `{spec.id}`"
            yield Problem(
                "chart-highlight", "error", message, note.span if note.span.path else spec.span, _choice(names)
            )


def _choice(names: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:6])
    return f"it shows {shown}" + (" …" if len(names) > 6 else "")


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
)
"""What is asked of every chart that has rows."""
