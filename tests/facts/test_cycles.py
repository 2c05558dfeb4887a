"""The order of formulas, and circles."""

from __future__ import annotations

from exposit.facts.cycles import find_cycles, in_order
from exposit.problems import as_text
from facts.making import derived


def test_each_comes_after_what_it_needs() -> None:
    """Whatever the order written; what is in a circle, or after one, is left over."""
    order, circular = in_order({"c": ("b", "x"), "b": ("a",), "a": (), "p": ("q",), "q": ("p", "a"), "after": ("p",)})
    assert (("a", "b", "c"), ("p", "q", "after")) == (order, circular)


def test_each_circle_is_told_once() -> None:
    """From its first written name on, however the walk met it."""
    needs = {"a": ("b", "c"), "b": ("a",), "c": ("a",), "self": ("self",), "after": ("b",)}
    assert [("a", "b"), ("a", "c"), ("self",)] == list(find_cycles(needs))


def test_a_circle_is_printed_as_a_path() -> None:
    """One problem at the formula; what builds on the circle is silently without a value."""
    found = derived(c="= a + 1", a="= b * 2", b="= a / 2", d="= c", ok="7")
    assert ["ok"] == list(found.values)
    assert [
        "facts.yaml:7:10: error[formula-cycle]: `a` is calculated from itself: a -> b -> a\n"
        "  = one of them must be stated, or calculated from something else"
    ] == [as_text(problem, lambda _path, _line: "") for problem in found.problems]


def test_a_query_that_finds_its_own_fact_is_a_circle() -> None:
    """The hint says that the query is to blame."""
    from facts.making import fact

    total = fact("total", "= sum(nature: x)", nature="x")
    found = derived(one=fact("one", "1 USD", nature="x"), total=total)
    (problem,) = found.problems
    assert "`total` is calculated from itself: total -> total" == problem.message
    assert "its own query finds it; narrow the query, or take away the property" == problem.hint


def test_thousands_deep_and_round() -> None:
    """A chain of thousands is calculated, a circle of thousands is one problem with a path one can read."""
    lines = {f"c{index}": f"= c{index - 1} + 1 USD" for index in range(1, 3000)}
    found = derived(c0="5.0 USD", **lines)
    assert (3000, ()) == (len(found.values), found.problems)
    found = derived(**{f"c{index}": f"= c{(index + 1) % 3000}" for index in range(3000)})
    assert [
        "`c0` is calculated from itself: "
        "c0 -> c1 -> c2 -> c3 -> c4 -> c5 -> … -> c2996 -> c2997 -> c2998 -> c2999 -> c0"
    ] == [problem.message for problem in found.problems]
