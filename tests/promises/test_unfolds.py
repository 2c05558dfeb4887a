"""**unfolds**: any number unfolds, without JavaScript, to its value, formula, inputs, quote, source, and to who
disagrees."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.browser.fixtures import Sites, Visits
from tests.browser.reading import Look, Visit
from tests.browser.serving import Served

OPEN = "[popover]:popover-open"
PAGES = [("flagship", "/"), ("flagship", "/fr/"), ("flagship", "/checked/"), ("regions", "/"), ("regions", "/fr/")]


def squeezed(text: str) -> str:
    """Every kind of space is a space: notes are typeset, the data are not."""
    return " ".join(text.split())


def expected(fact: Mapping[str, Any], site: Served, language: str) -> Iterator[str]:
    """What must be read in the note of a fact, told by the site's own data (`facts.json`)."""
    data = json.loads(site.outputs["facts.json"])
    facts, sources = ({each["id"]: each for each in data[kind]} for kind in ("facts", "sources"))
    yield fact["label"][language]
    yield fact["shown"][language]
    for name in fact.get("inputs", ()):
        yield facts[name]["label"][language]
        yield facts[name]["shown"][language]
    for evidence in fact.get("evidence", ()):
        yield evidence.get("quote", "")
        yield sources[evidence["source"]]["title"]
        yield sources[evidence["via"]]["title"] if "via" in evidence else ""
    for dissent in fact.get("dissent", ()):
        yield sources[dissent["source"]]["title"]
        yield dissent.get("quote", "")
    if "caveat" in fact:
        yield fact["caveat"][language]


def unfold(seen: Visit, number: int) -> str:
    """The note of the nth number of the page, opened as a reader opens it, read, and closed."""
    button = seen.page.locator("main button.n:not(.note button)").nth(number)
    button.focus()
    seen.page.keyboard.press("Enter")
    text = seen.page.locator(OPEN).inner_text()
    seen.page.keyboard.press("Escape")
    return squeezed(text)


@pytest.mark.parametrize(("site", "route"), PAGES)
def test_every_number_of_a_page_unfolds(sites: Sites, visit: Visits, site: str, route: str) -> None:
    """In prose, table, chart and hero: each opens a note that holds all the site knows of it."""
    served = sites(site)
    language = "fr" if route.startswith("/fr/") else "en"
    facts = {fact["id"]: fact for fact in json.loads(served.outputs["facts.json"])["facts"]}
    seen = visit(served, route, Look(script=False))
    named = seen.page.locator("main button.n:not(.note button)").evaluate_all(
        "(all) => all.map((one) => one.dataset.fact)"
    )
    read: dict[str, str] = {}
    missing: list[tuple[str, str]] = []
    for index, fact in enumerate(named):
        if fact and fact not in read:
            read[fact] = unfold(seen, index)
            wanted = map(squeezed, expected(facts[fact], served, language))
            missing += [(fact, text) for text in wanted if text not in read[fact]]
    assert [] == missing
    assert len(read) >= 5


@pytest.mark.parametrize(("site", "route"), PAGES)
def test_no_number_of_a_fact_is_a_dead_end(sites: Sites, visit: Visits, site: str, route: str) -> None:
    """A fact shown where nothing can open (in a link, a title) can be opened elsewhere on the page."""
    seen = visit(sites(site), route, Look(script=False))
    notes = set(seen.page.locator(".note").evaluate_all("(all) => all.map((note) => note.id)"))
    targets = seen.page.locator("[popovertarget]").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('popovertarget'))"
    )
    assert set() == set(targets) - notes
    assert len(targets) > 10


def test_a_calculation_shows_its_working(sites: Sites, visit: Visits) -> None:
    """In words, with values a reader can recalculate, and how far the result can be trusted."""
    seen = visit(sites("flagship"), "/", Look(script=False))
    seen.page.locator('.prose [data-fact="aws.per_year"]').first.click()
    working = squeezed(seen.page.locator(f"{OPEN} .working").inner_text())
    assert working.endswith("$38 billion ÷ 7 years = $5.43 billion a year")
    assert "stands for 5.35 to 5.5 billion dollars a year" in squeezed(seen.page.locator(OPEN).inner_text())


def test_a_claim_shows_why_it_is_true(sites: Sites, visit: Visits) -> None:
    """“Less than a tenth” opens the comparison."""
    seen = visit(sites("flagship"), "/", Look(script=False))
    seen.page.locator(".prose [data-claim]", has_text="less than a tenth").click()
    assert "6.23% < 10%" in squeezed(seen.page.locator(f"{OPEN} .working").inner_text())
