"""The notes: by mouse, finger and keyboard, with and without a script, in old browsers and in print."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Locator

from tests.browser.fixtures import Sites, Visits
from tests.browser.reading import DESK, PHONE, TABLET, Look, Visit
from tests.browser.serving import serving

OPEN = "[popover]:popover-open"
BARE = replace(DESK, script=False)


def number(seen: Visit, fact: str) -> Locator:
    """The first display of a fact in the text."""
    return seen.page.locator(f'.prose button[data-fact="{fact}"]').first


def opened(seen: Visit) -> list[str]:
    """The ids of the notes that are open, the outermost first."""
    return seen.page.locator(OPEN).evaluate_all("(all) => all.map((note) => note.id)")


@pytest.mark.parametrize("look", [PHONE, TABLET, DESK, BARE, replace(PHONE, script=False)], ids=str)
def test_a_note_opens_where_it_can_be_read(sites: Sites, visit: Visits, look: Look) -> None:
    """All of it is on the screen, axe finds nothing wrong with it, Esc closes it."""
    seen = visit(sites("flagship"), "/", look)
    shown = number(seen, "aws.per_year")
    shown.tap() if look.touch else shown.click()
    assert ["note-aws.per_year"] == opened(seen)
    box = seen.page.locator(OPEN).bounding_box()
    assert box and box["x"] >= 0 and box["y"] >= 0
    assert box["x"] + box["width"] <= look.width and box["y"] + box["height"] <= look.height
    seen.page.keyboard.press("Escape")
    assert [] == opened(seen)
    number(seen, "signed.share").click()
    assert ([], []) == (seen.axe(), seen.trouble())


@pytest.mark.parametrize("block", ["start", "center", "end"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_sheet_on_a_phone_leaves_its_number_in_view(sites: Sites, visit: Visits, block: str, script: bool) -> None:
    """Wherever on the screen the number stands, the sheet takes the edge with more room."""
    seen = visit(sites("flagship"), "/", replace(PHONE, script=script))
    shown = number(seen, "aws.per_year")
    shown.evaluate("(button, block) => button.scrollIntoView({block, behavior: 'instant'})", block)
    shown.tap()
    assert ["note-aws.per_year"] == opened(seen)
    own, note = shown.bounding_box(), seen.page.locator(OPEN).bounding_box()
    assert own and note and note["height"] > 200
    assert note["y"] >= own["y"] + own["height"] - 1 or note["y"] + note["height"] <= own["y"] + 1


@pytest.mark.parametrize("look", [DESK, BARE], ids=str)
def test_the_keyboard_opens_goes_in_and_comes_back(sites: Sites, visit: Visits, look: Look) -> None:
    """Enter on a number; Tab goes to what is in its note, Esc back to the number."""
    seen = visit(sites("regions"), "/", look)
    first = seen.page.locator(".prose button[data-fact]").first
    first.focus()
    seen.page.keyboard.press("Enter")
    assert 1 == len(opened(seen))
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate(f"document.activeElement.closest('{OPEN}') !== null")
    seen.page.keyboard.press("Escape")
    assert [] == opened(seen)
    assert first.evaluate("(number) => number === document.activeElement")


@pytest.mark.parametrize("look", [PHONE, DESK, BARE], ids=str)
def test_what_went_in_opens_over_what_came_out(sites: Sites, visit: Visits, look: Look) -> None:
    """An input's note opens from within its result's; closing it leaves the result's open."""
    seen = visit(sites("flagship"), "/", look)
    number(seen, "aws.per_year").click()
    seen.page.locator(f'{OPEN} [data-fact="aws.deal"]').first.click()
    assert ["note-aws.deal", "note-aws.per_year"] == sorted(opened(seen))
    seen.page.keyboard.press("Escape")
    assert ["note-aws.per_year"] == opened(seen)
    seen.page.locator(OPEN).locator(".close").click()
    assert [] == opened(seen)


def test_a_sentence_with_numbers_can_be_copied(sites: Sites, visit: Visits) -> None:
    """A number is a button, and still part of the text."""
    seen = visit(sites("flagship"), "/")
    copied = seen.page.evaluate("""() => {
      getSelection().selectAllChildren(document.querySelector(".prose p"));
      return getSelection().toString();
    }""")
    assert "an agreement worth $38 billion over seven years. The figure" in copied.replace("\xa0", " ")


def test_a_note_leads_to_the_number_s_own_page(sites: Sites, visit: Visits) -> None:
    """Which says the same and stays."""
    seen = visit(sites("flagship"), "/fr/")
    number(seen, "aws.deal").click()
    seen.page.locator(f"{OPEN} .note-foot a").click()
    assert seen.origin + "/fr/facts/aws.deal/" == seen.page.url
    assert "38 milliards de dollars" == seen.page.locator(".note-value strong").inner_text().replace("\xa0", " ")


def test_a_browser_without_popovers_has_endnotes(sites: Sites, visit: Visits) -> None:
    """The notes stand at the end under a heading; the number in the text and the number of the note agree."""
    outputs = dict(sites("regions").outputs)
    for path, content in outputs.items():
        if path.endswith((".html", ".css")):
            # What such a browser makes of it: an attribute and a selector it has never heard of.
            outputs[path] = content.replace(b"<div popover ", b"<div ").replace(b":popover-open", b":never-heard-of")
    with serving(outputs) as site:
        seen = visit(site, "/", replace(PHONE, script=False))
        assert seen.page.get_by_role("heading", name="What the numbers rest on").is_visible()
        hidden = [note.get_attribute("id") for note in seen.page.locator(".note").all() if not note.is_visible()]
        assert ([], []) == (hidden, seen.wider())
        assert numbered(seen)


def test_on_paper_the_notes_are_numbered_sources(sites: Sites, visit: Visits) -> None:
    """Every note is printed, and the small figure after a number is the number of its note."""
    seen = visit(sites("regions"), "/", replace(DESK, paper=True))
    assert [] == [note.get_attribute("id") for note in seen.page.locator(".note").all() if not note.is_visible()]
    assert numbered(seen)
    assert [] == [name for name in (".contents", ".tools", ".close") if seen.page.locator(name).first.is_visible()]


def numbered(seen: Visit) -> bool:
    """Whether small figures stand after the numbers and before the notes, and the notes' are in order."""
    after = seen.page.locator(".prose .n[data-n]").evaluate_all(
        "(all) => all.map((number) => [getComputedStyle(number, '::after').content, number.dataset.n])"
    )
    before = seen.page.locator(".note[data-n] .note-title").evaluate_all(
        "(all) => all.map((title) => getComputedStyle(title, '::before').content)"
    )
    counted = seen.page.locator(".note[data-n]").evaluate_all("(all) => all.map((note) => note.dataset.n)")
    shown = all(content in (f'"{count}"', "attr(data-n)") for content, count in after)
    return bool(after and shown and all("counter(note)" in content for content in before)) and counted == [
        str(count + 1) for count in range(len(counted))
    ]
