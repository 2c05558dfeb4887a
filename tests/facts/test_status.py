"""Statuses: computed from evidence, inherited by calculations where a reader must know."""

from __future__ import annotations

from datetime import date

from exposit.facts.derive import derive
from exposit.facts.status import status_of, statuses_of
from exposit.model import Dissent, Evidence, Fact
from facts.making import UNITS, fact, facts_of, moment, quantity

ONE, TWO = Evidence("one"), Evidence("two")
VIA = Evidence("three", via="two")


def _facts() -> dict[str, Fact]:
    dissent = (Dissent("two", quantity("30 billion USD")),)
    return facts_of(
        sum="= single + disputed",
        late_sum="= sum + late",
        plain="= single * 2",
        single=fact("single", "1 USD", evidence=(ONE, ONE)),
        several=fact("several", "1 USD", evidence=(ONE, TWO)),
        mixed=fact("mixed", "1 USD", evidence=(ONE, VIA)),
        second_hand=fact("second_hand", "1 USD", evidence=(VIA, Evidence("four", via="one"))),
        disputed=fact("disputed", "1 USD", evidence=(ONE,), dissent=dissent),
        late=fact("late", "1 USD", evidence=(ONE,), dissent=dissent, review_by=date(2026, 8, 31)),
        due_today=fact("due_today", "1 USD", evidence=(ONE,), review_by=date(2026, 9, 24)),
        undisclosed=fact("undisclosed", "undisclosed", evidence=(ONE,), review_by=date(2026, 1, 1)),
        event=fact("event", "date 2025-11", evidence=(ONE,)),
        bare="1 USD",
        years="= years(event.date, event.date)",
    )


def test_status_follows_the_evidence() -> None:
    """Direct sources count, each once; a calculation is as old and as disputed as what it is made of."""
    facts = _facts()
    expected = {
        "sum": "disputed",
        "late_sum": "out_of_date",
        "plain": "calculated",
        "single": "single",
        "several": "several",
        "mixed": "single",
        "second_hand": "second_hand",
        "disputed": "disputed",
        "late": "out_of_date",
        "due_today": "single",
        "undisclosed": "undisclosed",
        "event": "single",
        "bare": "unsourced",
        "years": "calculated",
    }
    found = statuses_of(facts, derive(facts, UNITS), moment("2026-09-24"))
    assert list(expected.items()) == list(found.items())


def test_a_vague_day_is_not_late_before_it_must_be() -> None:
    """A site that knows “2026” may be of January; without a day nothing is out of date."""
    late = fact("late", "1 USD", evidence=(ONE,), review_by=date(2026, 8, 31))
    found = [status_of(late, {}, {}, as_of) for as_of in (moment("2026"), moment("2026-09"), None)]
    assert ["single", "out_of_date", "single"] == found


def test_a_calculation_finds_its_inputs_by_its_formula() -> None:
    """Without a list of inputs, the names in the formula are looked up, `.date` left away."""
    years = fact("years", "= years(a.date, b)")
    assert "disputed" == status_of(years, {}, {"a": "disputed", "b": "single"}, None)
