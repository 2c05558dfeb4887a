"""What is wrong with a chart, letter for letter, at its place."""

from dataclasses import replace

import pytest

from exposit.check.chart_specs import check_chart_specs
from exposit.model import Annotation, ChartSpec, Fact, Query, Site
from exposit.problems import Span
from tests.render.charts.sample import chart, day, deals, fact, flagship, period, site, text

PLACE = Span("content/charts.yaml", 7, 5, 12)


def said(sample: Site) -> list[tuple[str, str, str | None]]:
    return [(problem.code, problem.message, problem.hint) for problem in check_chart_specs(sample)]


def one(spec: ChartSpec, *facts: Fact) -> list[tuple[str, str, str | None]]:
    return said(site([*deals(), *facts], [spec]))


def test_good_charts_have_no_problem() -> None:
    """The flagship's charts, of every kind, pass."""
    assert [] == said(flagship())


@pytest.mark.parametrize(
    ("terms", "hint"),
    [
        ([("nature", "cloud_purchases")], "did you mean `nature: cloud_purchase`?"),
        ([("payee", "someone")], "in use as `payee`: `aws`, `coreweave`, `google`, `microsoft`, `openai`, `oracle`"),
        (
            [("tag", "big")],
            "no fact has a `tag`; a fact is found by its own keys, such as `nature`, `payer`, `tag` or `about`",
        ),
        ([("payee", "aws"), ("payer", "nvidia")], "each term finds facts, and no fact has all of them"),
    ],
)
def test_what_would_find_something(terms: list[tuple[str, str]], hint: str) -> None:
    """A query that finds nothing is told with the words that are in use."""
    ((_, _, said_hint),) = one(replace(chart("c", "bars", ()), facts=Query(tuple(terms))))
    assert hint == said_hint


def test_a_query_that_finds_nothing() -> None:
    """An empty chart is a mistake, told at its query."""
    spec = replace(chart("c", "bars", ()), facts=Query((("nature", "cloud"),)), spans={"facts": PLACE})
    (problem,) = check_chart_specs(site(deals(), [spec]))
    assert ("chart-empty", "the query of `c` finds no fact: `nature: cloud`", PLACE) == (
        problem.code,
        problem.message,
        problem.span,
    )


def test_a_chart_of_nothing_but_secrets() -> None:
    """Where no amount is public there is nothing to draw."""
    hint = "a chart of kind `bars` needs one; a `timeline` shows facts without amounts"
    expected = [("chart-empty", "no fact of `c` has an amount that is known", hint)]
    assert expected == one(chart("c", "bars", ("google.deal",)))


def test_a_failed_fact_is_told_where_it_failed_and_not_again() -> None:
    """A fact without a value has its own problem."""
    sample = site(deals(), [chart("c", "bars", ("aws.deal",))])
    assert [] == said(replace(sample, values={}))


def test_dates_are_no_amounts() -> None:
    """A bar cannot be as long as a day."""
    message = "`signed` is a date, and a chart of kind `bars` shows amounts"
    expected = [("chart-amount", message, "a `timeline` shows dates and texts")]
    assert expected == one(chart("c", "bars", ("aws.deal", "signed")))


def test_two_dimensions_cannot_share_an_axis() -> None:
    """The message names both facts and both units."""
    message = "`aws.deal` is in `USD` and `campus` in `GW`: they cannot share an axis"
    hint = "show them in two charts, or calculate one in the unit of the other"
    expected = [("chart-units", message, hint)]
    assert expected == one(chart("c", "bars", ("aws.deal", "campus")), fact("campus", "2 GW", "A campus"))


def test_units_of_one_dimension_share_an_axis() -> None:
    """Gigawatts and megawatts are both power."""
    assert [] == one(chart("c", "bars", ("a", "b")), fact("a", "2 GW", "A"), fact("b", "300 MW", "B"))


@pytest.mark.parametrize("kind", ["share", "scale"])
def test_less_than_nothing_has_no_share_and_no_squares(kind: str) -> None:
    """A loss is no part of a whole."""
    message = f"`loss` is less than zero, and a chart of kind `{kind}` cannot show that"
    expected = [("chart-negative", message, "`bars` can")]
    assert expected == one(chart("c", kind, ("aws.deal", "loss")), fact("loss", "-2 billion USD", "A loss"))  # type: ignore[arg-type]


def test_a_period_without_a_start() -> None:
    """A timeline needs to know where to begin, or that nobody knows."""
    late = fact("late", "2 GW", "Late", as_of=day("2026"), period=period(None, "2027"))
    hint = "write `from:` with a date, or `from: unknown` where nobody has published one"
    assert [("chart-undated", "the period of `late` has no start", hint)] == one(
        chart("c", "timeline", ("late",)), late
    )


def test_a_fact_without_a_day() -> None:
    """Neither period nor day: no place on an axis of time."""
    message = "`never` has neither a period nor a day, so it has no place in `c`"
    expected = [("chart-undated", message, "give the fact a `period` or an `as_of`")]
    assert expected == one(chart("c", "timeline", ("never",)), fact("never", "2 GW", "Never"))


@pytest.mark.parametrize("kind", ["share", "steps"])
def test_money_in_and_money_out_do_not_add(kind: str) -> None:
    """What stacks or runs up is one sum group; what is under the rule is not added."""
    message = "`aws.deal` and `nvidia.intent` cannot be added: their `sum_group` is `cloud` and `in`"
    hint = "leave one out, or put it under `separate: [nvidia.intent]`"
    spec = chart("c", kind, ("aws.deal", "nvidia.intent"))  # type: ignore[arg-type]
    assert [("chart-sums", message, hint)] == one(spec)
    assert [] == one(replace(spec, separate=("nvidia.intent",)))


def test_parts_greater_than_their_whole() -> None:
    """A whole is at least its parts."""
    message = "the parts of `c` come to more than their whole, `revenue`"
    expected = [("chart-whole", message, "leave out a part, or name another whole")]
    assert expected == one(chart("c", "share", ("aws.deal",), of="revenue"))


def test_a_view_without_data() -> None:
    """Nothing can be shown per year where no period has two ends."""
    message = "no fact of `c` has a period with two known ends, so nothing can be shown per year"
    expected = [("chart-view", message, "leave out `per_year`, or date the facts")]
    assert expected == one(chart("c", "bars", ("aws.deal", "azure.deal"), views=("total", "per_year")))


def test_a_view_where_there_is_none() -> None:
    """Only rankings have views."""
    expected = [("chart-view", "a chart of kind `scale` has no views", "`bars` and `flows` have")]
    assert expected == one(chart("c", "scale", ("revenue", "stated.total"), views=("share",)))


def test_too_many_squares() -> None:
    """Squares nobody can see say nothing."""
    message = "`stated.total` would be 1400000 squares of `1 million USD`, more than 2000"
    hint = "leave out `square` for a step that fits, or make it worth more"
    expected = [("chart-squares", message, hint)]
    assert expected == one(chart("c", "scale", ("revenue", "stated.total"), square="1 million USD"))


def test_what_stands_out_is_among_the_rows() -> None:
    """A highlight or a remark on a fact that is not shown is lost."""
    spec = chart("c", "bars", ("aws.deal",), highlight=("revenue",))
    assert [("chart-highlight", "`revenue` is to stand out and is not in `c`", "it shows `aws.deal`")] == one(spec)
    spec = chart("c", "bars", ("aws.deal",), annotations=(Annotation(text("A remark"), fact="revenue"),))
    message = "an annotation stands at `revenue`, which is not in `c`"
    assert [("chart-highlight", message, "it shows `aws.deal`")] == one(spec)


def test_a_flow_without_a_payee() -> None:
    """A flow goes from someone to someone."""
    spec = chart("c", "flows", ("aws.deal", "half"))
    half = fact("half", "2 billion USD", "Half a flow", payer="openai")
    assert [("chart-parties", "`half` has no `payee`, so it is no flow", "write `payee: ENTITY`")] == one(spec, half)


def test_a_remark_needs_an_axis_of_time() -> None:
    """A remark at a date is lost where there is no time; a timeline and a running total show it."""
    spec = replace(chart("c", "bars", ("aws.deal",)), annotations=(Annotation(text("Then"), date=day("2025")),))
    message = "a chart of kind `bars` has no axis of time for an annotation to stand at"
    assert [("chart-idle", message, "write `fact: id` in place of `date`")] == one(spec)
    for kind in ("timeline", "steps"):
        assert [] == one(replace(spec, kind=kind))


def test_what_lies_outside_the_axis_is_told() -> None:
    """By its own years: a running total counts from the day a sum was stated, whenever its period ends."""
    hint = "widen `from` and `to`, or leave them out for an axis that fits"
    long = fact("long", "2 billion USD", "Long", as_of=day("2020"), period=period(None, "2031"))
    stair = replace(chart("c", "steps", ("aws.deal", "long")), start=2024, end=2031)
    message = "`long` lies outside the years of `c`, 2024 to 2031, so it has no mark"
    assert [("chart-axis", message, hint)] == one(stair, long)
    early = replace(chart("c", "timeline", ("signed",)), start=2027)
    message = "`signed` lies outside the years of `c`, from 2027, so it has no mark"
    assert [("chart-axis", message, hint)] == one(early)


def test_a_reversed_period_was_told_where_it_was_read() -> None:
    """Nothing lies within years that end before they begin, and a fact that does so itself has no years."""
    assert [] == one(replace(chart("c", "timeline", ("signed", "aws.deal")), start=2030, end=2020))
    back = fact("back", "2 billion USD", "Back", as_of=day("2025"), period=period("2030", "2027"))
    assert [] == one(replace(chart("c", "timeline", ("signed", "back")), start=2024, end=2026), back)


@pytest.mark.parametrize(("key", "kind"), [("square", "share"), ("of", "timeline"), ("to", "range"), ("sort", "steps")])
def test_keys_that_change_nothing(key: str, kind: str) -> None:
    """A key its kind does not use is told, at its place."""
    spec = chart("c", kind, ("aws.deal",), spans={key: PLACE}, sort="ascending" if key == "sort" else None)  # type: ignore[arg-type]
    (problem,) = check_chart_specs(site(deals(), [spec]))
    message = f"`{key}` changes nothing in a chart of kind `{kind}`"
    assert ("chart-idle", "warning", message, PLACE) == (
        problem.code,
        problem.severity,
        problem.message,
        problem.span,
    )
