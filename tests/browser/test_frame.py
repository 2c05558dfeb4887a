"""What stands around a text: the way in, the contents, the switches; and what a screen reader makes of it all."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.browser.fixtures import Sites, Visits
from tests.browser.reading import DESK, PHONE, Look


def test_the_skip_link_leads_to_the_text(sites: Sites, visit: Visits) -> None:
    """It is the first stop of the keyboard, in view when it has the focus."""
    seen = visit(sites("flagship"), "/")
    seen.page.keyboard.press("Tab")
    box = seen.page.locator(":focus").bounding_box()
    assert "Skip to the text" == seen.page.locator(":focus").inner_text() and box and box["y"] >= 0
    seen.page.keyboard.press("Enter")
    assert "main" == seen.page.evaluate("document.activeElement.id")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_can_be_seen_wherever_it_goes(sites: Sites, visit: Visits, scheme: str) -> None:
    """The first forty stops of the keyboard, each with a line around it that is as wide as it is meant to be."""
    seen = visit(sites("flagship"), "/", Look(scheme=scheme))
    unseen = []
    for _ in range(40):
        seen.page.keyboard.press("Tab")
        focus = seen.page.locator(":focus")
        style = focus.evaluate(
            "(at) => [getComputedStyle(at).outlineStyle, parseFloat(getComputedStyle(at).outlineWidth)]"
        )
        if style[0] == "none" or style[1] < 2:
            unseen.append(focus.evaluate("(at) => at.outerHTML.slice(0, 100)"))
    assert [] == unseen


def test_the_contents_lead_to_every_section(sites: Sites, visit: Visits) -> None:
    """In the order of the text; the section stands below the top of the screen."""
    seen = visit(sites("flagship"), "/fr/")
    links = seen.page.locator(".contents a")
    assert links.evaluate_all("(all) => all.map((link) => link.hash.slice(1))") == seen.page.locator(
        ".prose > h2"
    ).evaluate_all("(all) => all.map((head) => head.id)")
    links.nth(3).click()
    seen.page.wait_for_timeout(900)
    top = seen.page.locator(".prose > h2").nth(3).bounding_box()
    assert top and 0 <= top["y"] < 120


@pytest.mark.parametrize("look", [PHONE, DESK], ids=str)
def test_the_other_language_begins_where_one_was_reading(sites: Sites, visit: Visits, look: Look) -> None:
    """The fourth section here is the fourth there."""
    seen = visit(sites("flagship"), "/", look)
    seen.page.locator("#clouds").evaluate("(head) => head.scrollIntoView({behavior: 'instant'})")
    seen.page.locator("[data-switch]").evaluate("(link) => link.click()")
    seen.page.wait_for_url("**/fr/**")
    seen.page.wait_for_timeout(900)
    top = seen.page.locator(".prose > h2").nth(3).bounding_box()
    assert top and -40 < top["y"] < 200


def test_without_a_script_the_switch_is_a_link(sites: Sites, visit: Visits) -> None:
    """To the same page; of what needs a script nothing is shown."""
    seen = visit(sites("flagship"), "/checked/", Look(script=False))
    assert 0 == seen.page.locator("[data-theme-switch]:visible, [data-sieve]:visible").count()
    seen.page.locator("[data-switch]").click()
    assert seen.origin + "/fr/checked/" == seen.page.url


@pytest.mark.parametrize(("scheme", "label", "other"), [("light", "Dark", "Light"), ("dark", "Light", "Dark")])
def test_light_and_dark_can_be_set_and_last(sites: Sites, visit: Visits, scheme: str, label: str, other: str) -> None:
    """The paper changes at once, and the next page keeps it."""
    seen = visit(sites("regions"), "/", Look(scheme=scheme))
    paper = "getComputedStyle(document.body).backgroundColor"
    before = seen.page.evaluate(paper)
    switch = seen.page.locator("[data-theme-switch]")
    assert label == switch.inner_text()
    switch.click()
    after = seen.page.evaluate(paper)
    assert (other, True) == (switch.inner_text(), after != before)
    seen.open("/facts/")
    assert after == seen.page.evaluate(paper)


def test_what_stands_beside_the_switch_of_light_and_dark_keeps_its_place(sites: Sites, visit: Visits) -> None:
    """« Sombre » is longer than « Clair », which a script writes in its place."""
    seen = visit(sites("flagship"), "/fr/", Look(scheme="dark"))
    beside = seen.page.locator("[data-switch]").bounding_box()
    seen.page.locator("[data-theme-switch]").click()
    assert beside == seen.page.locator("[data-switch]").bounding_box()
    assert 0 == seen.shift()


def test_the_ledger_can_be_searched_sifted_and_sorted(sites: Sites, visit: Visits) -> None:
    """By words without accents, by status, by value; what has no value comes last either way."""
    seen = visit(sites("flagship"), "/fr/facts/")
    rows = "[data-sortable] tbody tr:visible"
    all_rows = seen.page.locator(rows).count()
    seen.page.locator("[name=words]").fill("benefice")
    found = seen.page.locator(rows)
    assert 0 < found.count() < all_rows and "bénéfice" in found.first.inner_text().lower()
    seen.page.locator("[name=words]").fill("")
    seen.page.locator("[name=state]").select_option("calculated")
    assert {"calculated"} == set(seen.page.locator(rows).evaluate_all("(all) => all.map((row) => row.dataset.state)"))
    seen.page.locator("[name=state]").select_option("")
    seen.page.locator("[data-sortable] thead button").nth(1).click()
    orders = seen.page.locator("[data-sortable] tbody .num").evaluate_all(
        "(all) => all.map((cell) => cell.dataset.order)"
    )
    told = [order for order in orders if order]
    assert (len(orders), "") == (all_rows, orders[-1] and "")
    assert orders[: len(told)] == told


@pytest.mark.parametrize(("route", "name"), [("/", "38 billion dollars"), ("/fr/", "38 milliards de dollars")])
def test_a_number_is_spoken_right(sites: Sites, visit: Visits, route: str, name: str) -> None:
    """The button is named as one says the number, not as one writes it."""
    seen = visit(sites("flagship"), route)
    text = seen.page.get_by_role("button", name=name, exact=True).or_(
        seen.page.get_by_role("button", description=name, exact=True)
    )
    assert text.count() > 0


def test_a_page_is_in_order_for_a_screen_reader(sites: Sites, visit: Visits) -> None:
    """One heading of the first level, none skipped; each landmark once or with a name; foreign words say so."""
    for route, language in (("/", "en"), ("/fr/", "fr")):
        seen = visit(sites("flagship"), route)
        levels = seen.page.locator(":is(h1, h2, h3, h4):visible").evaluate_all(
            "(all) => all.map((head) => +head.tagName[1])"
        )
        assert 1 == levels.count(1) and all(after - before <= 1 for before, after in pairwise(levels))
        assert language == seen.page.evaluate("document.documentElement.lang")
        assert [1, 1, 1] == [seen.page.get_by_role(role).count() for role in ("banner", "main", "contentinfo")]
        unnamed = seen.page.locator("nav:not([aria-label])").count()
        quotes = seen.page.locator(".note [data-quote]").evaluate_all("(all) => all.map((quote) => quote.lang)")
        assert (0, True, {"en", "fr"}) == (unnamed, all(quotes), set(quotes))
