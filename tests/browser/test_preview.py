"""The preview in a browser: what a save leaves as it was, and what a mistake shows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.previewing import asked, opened, sees
from tests.serve.driving import SITE, Server, serving, until, write

INDEX = "content/en/index.md"
LONG = SITE[INDEX] + "\n" + "\n\n".join(f"Paragraph {'abcdefghij'[at % 10]} of many." for at in range(60)) + "\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(write(tmp_path_factory.mktemp("preview"), {**SITE, INDEX: LONG})) as found:
        yield found


@pytest.fixture
def page(server: Server, chromium: Browser) -> Iterator[Page]:
    """The front page; afterwards the site is as it was."""
    with opened(server, chromium) as found:
        yield found
    write(server.root, {**SITE, INDEX: LONG})
    (server.root / "templates").exists() and shutil.rmtree(server.root / "templates")
    until(lambda: "There are" in server.page("/"))


def sheet(page: Page) -> str | None:
    """The text of the sheet with problems; None while it is hidden."""
    found = page.evaluate(
        "(() => { const s = document.querySelector('exposit-preview').shadowRoot.querySelector('.sheet');"
        " return s.hidden ? null : s.innerText })()"
    )
    return None if found is None else str(found)


def save(server: Server, old: str, new: str, name: str = INDEX) -> None:
    path = server.root / name
    path.write_text(path.read_text().replace(old, new))


def test_a_save_leaves_everything_else_as_it_was(server: Server, page: Page) -> None:
    """Scroll, focus, selection, the open note and what the reader changed: the page is patched, not loaded."""
    page.evaluate("document.querySelector('main [data-fact]').click()")
    page.evaluate("document.body.append(Object.assign(document.createElement('video'), {id: 'film'}))")
    page.evaluate("window.scrollTo(0, 500)")
    page.evaluate("document.querySelector('.tools a').focus({preventScroll: true})")
    page.evaluate("getSelection().selectAllChildren([...document.querySelectorAll('p')].at(-9))")
    before = page.evaluate("[scrollY, document.activeElement.className, String(getSelection())]")
    save(server, "Paragraph a of many.", "Paragraph a of very many.")
    sees(page, "document.body.textContent.includes('very many')")
    assert before == page.evaluate("[scrollY, document.activeElement.className, String(getSelection())]")
    assert page.evaluate("Boolean(document.querySelector('[popover]:popover-open') && document.querySelector('#film'))")
    assert 1 == page.evaluate("window.mark")


def test_a_fact_that_changes_changes_in_the_open_note(server: Server, page: Page) -> None:
    page.evaluate("document.querySelector('main [data-fact]').click()")
    facts = server.root / "content/facts.yaml"
    facts.write_text(facts.read_text().replace("value: 12", "value: 13").replace("12 towns", "13 towns"))
    sees(page, "document.querySelector('[popover]:popover-open')?.textContent.includes('13 towns')")
    assert 1 == page.evaluate("window.mark")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (INDEX, "{{ towns }}", "{{ twons }}", "error[fact-unknown]: no fact is called `twons`"),
        ("content/facts.yaml", "facts:", "facts: [", "error[yaml-"),
        ("content/site.yaml", "languages:", "langages:", "error[key-unknown]"),
    ],
)
def test_a_mistake_lies_over_the_last_good_page_and_heals(
    server: Server, page: Page, name: str, old: str, new: str, told: str
) -> None:
    """With the terminal's words and the place; the page beneath is untouched; mended, the sheet is gone."""
    before = page.evaluate("document.querySelector('main').textContent")
    save(server, old, new, name)
    text = until(lambda: sheet(page))
    assert told in text
    assert f"{name}:" in text
    assert before == page.evaluate("document.querySelector('main').textContent")
    save(server, new, old, name)
    until(lambda: sheet(page) is None)
    assert 1 == page.evaluate("window.mark")


def test_a_style_is_swapped_without_a_load(server: Server, page: Page) -> None:
    write(server.root, {"templates/css/zz-own.css": "main { outline: 7px solid red; }"})
    sees(page, "getComputedStyle(document.querySelector('main')).outlineWidth == '7px'")
    assert 1 == page.evaluate("window.mark")


def test_a_page_that_is_renamed_takes_the_browser_along(server: Server, page: Page) -> None:
    page.goto(server.address + "second/")
    sees(page, "Boolean(document.querySelector('exposit-preview'))")
    for code in ("en", "fr"):
        (server.root / f"content/{code}/second.md").rename(server.root / f"content/{code}/third.md")
    until(lambda: "/third/" in asked(page, "location.pathname"))
    for code in ("en", "fr"):
        (server.root / f"content/{code}/third.md").unlink()


def test_a_page_that_comes_back_is_gone_no_more(server: Server, page: Page) -> None:
    """As after two switches of branch: it is the same page, byte for byte, and no word lies over it."""
    extra = {"content/en/extra.md": "# Extra\n\nMore.\n", "content/fr/extra.md": "# En plus\n\nDavantage.\n"}
    write(server.root, extra)
    until(lambda: "More." in server.page("/extra/"))
    page.goto(server.address + "extra/")
    word = "document.querySelector('exposit-preview')?.shadowRoot.querySelector('.word').textContent"
    sees(page, f"{word} === ''")
    for name in extra:
        (server.root / name).unlink()
    until(lambda: "gone" in asked(page, word))
    write(server.root, extra)
    until(lambda: asked(page, word) == "")
    for name in extra:
        (server.root / name).unlink()


def test_the_desk_is_toggled_by_one_key(page: Page) -> None:
    """On: numbers have a tint, a fact its place. Off: the page is as readers get it."""
    sees(page, "document.querySelector('main [data-fact]')?.dataset.desk == 'single'")
    page.hover("main p [data-fact]")
    tip = "document.querySelector('exposit-preview').shadowRoot.querySelector('.tip')"
    assert "content/facts.yaml:10" in sees(page, f"!{tip}.hidden && {tip}.textContent")
    page.keyboard.press("d")
    assert 0 == page.evaluate("document.querySelectorAll('[data-desk]').length")
    page.keyboard.press("d")
    sees(page, "document.querySelectorAll('[data-desk]').length")


def test_after_a_restart_the_page_catches_up(tmp_path: Path, chromium: Browser) -> None:
    """What was saved while the server was away is there when it is back."""
    root = write(tmp_path)
    with serving(root) as first:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(first.address)
        sees(page, "Boolean(document.querySelector('exposit-preview'))")
        page.evaluate("window.mark = 1")
        port = first.port
        assert 130 == first.end()
    write(root, {INDEX: SITE[INDEX] + "\nMeanwhile.\n"})
    with serving(root, "--port", str(port)):
        sees(page, "document.body.textContent.includes('Meanwhile.')")
        assert 1 == page.evaluate("window.mark")
    context.close()


def test_nothing_to_show_becomes_a_page(tmp_path: Path, chromium: Browser) -> None:
    """From an empty folder: the problem can be read, and the page comes by itself."""
    with serving(tmp_path) as server:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(server.address)
        assert "content-missing" in until(lambda: page.evaluate("document.body.textContent"))
        write(tmp_path)
        until(lambda: "There are" in asked(page, "document.body.textContent"))
        context.close()


def test_thirty_pages_share_one_stream_and_are_all_told(server: Server, chromium: Browser) -> None:
    """A browser has six connections to a host; thirty tabs must not use them up."""
    context = chromium.new_context()
    pages = [context.new_page() for _ in range(30)]
    for each in pages:
        each.goto(server.address)
    save(server, "Paragraph b of many.", "Paragraph b for all.")
    for each in pages:
        sees(each, "document.body.textContent.includes('Paragraph b for all.')")
    context.close()
    save(server, "Paragraph b for all.", "Paragraph b of many.")


def test_the_page_obeys_the_published_policy(server: Server, page: Page) -> None:
    """Nothing the preview adds is refused by the policy pages are published with."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.reload()
    sees(page, "Boolean(document.querySelector('exposit-preview'))")
    page.keyboard.press("d")
    page.wait_for_timeout(200)
    assert [] == refused
