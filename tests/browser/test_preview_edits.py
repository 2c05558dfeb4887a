"""The open page after each of many edits: node by node what a fresh load would give, and not asked for again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.previewing import asked, kept, opened
from tests.serve.driving import SITE, Server, serving, until, write

INDEX = "content/en/index.md"
FACTS = "content/facts.yaml"
BLOCKS = (
    "There are {{ towns }} of them, “no more” & no fewer.",
    "## A heading {: .only }",
    "- one item\n- another with {{ towns }}\n- the last",
    "| a | b |\n|---|---|\n| {{ towns }} | x |\n| y | z |",
    "> Somebody said so. [@census]",
    "It's *so* — 5\u00a0% is [five]{exempt: a word}, `a < b` and <b>bold</b>.".replace("5\u00a0%", "some\u00a0share"),
    "A [link](second.md) and a note.[^n]",
    "### Deeper {: .only }",
    "1. first\n2. second",
    "!!! note\n    Inside a box: {{ towns }}.",
    "<div class='own'>\n<p>Raw <em>words</em></p>\n</div>",
    "{{ towns }} opens a sentence.",
    "A face 😀 that is one sign.",
    "::: table tag: counted",
)
HOLDS = "text => document.body.textContent.includes(text)"
SAME = """async () => {
  const text = await (await fetch(location.pathname)).text();
  const next = new DOMParser().parseFromString(text, "text/html");
  const bare = (root) => {
    const copy = root.body.cloneNode(true);
    copy.querySelectorAll("[data-desk]").forEach((each) => each.removeAttribute("data-desk"));
    copy.querySelectorAll("[data-theme-switch], button.copy").forEach((each) => each.remove());
    return copy.outerHTML;
  };
  const [here, there] = [document, next].map(bare);
  let at = 0;
  while (at < here.length && here[at] === there[at]) at += 1;
  return here === there ? "" : `${here.slice(at - 60, at + 90)} <> ${there.slice(at - 60, at + 90)}`;
}"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(
        write(tmp_path, {**SITE, FACTS: SITE[FACTS] + "    tags: [counted]\n", INDEX: text(list(BLOCKS))})
    ) as found:
        yield found


@pytest.fixture
def page(server: Server, chromium: Browser) -> Iterator[Page]:
    with opened(server, chromium) as found:
        yield found


def text(blocks: list[str]) -> str:
    """A page of these blocks."""
    return "# Towns\n\n" + "\n\n".join(blocks) + "\n\n[^n]: What the note says.\n"


def edited(blocks: list[str], chance: random.Random, number: int) -> list[str]:
    """The blocks after one edit; every state has a word of its own."""
    word = "edit" + "".join("abcdefghij"[int(digit)] for digit in str(number))
    at = chance.randrange(len(blocks))
    new = list(blocks)
    match chance.randrange(6):
        case 0:
            new.insert(at, f"A new paragraph, {word}.")
        case 1:
            new[at] = f"{chance.choice(BLOCKS)}\n\n{word}"
        case 2 if len(new) > 4:
            del new[at]
        case 3:
            other = chance.randrange(len(new))
            new[at], new[other] = new[other], new[at]
        case 4:
            new.insert(at, f"## {word} {{: .only }}")
        case _:
            new[at] = new[at].replace("a", "aa", 1)
    return [*new[:-1], f"Last: {word}"]


@pytest.mark.parametrize("seed", [1, 2])
def test_after_every_edit_the_page_is_what_a_load_would_show(server: Server, page: Page, seed: int) -> None:
    chance, blocks = random.Random(seed), list(BLOCKS)
    for number in range(12):
        blocks = edited(blocks, chance, number)
        (server.root / INDEX).write_text(text(blocks))
        until(partial(page.evaluate, HOLDS, blocks[-1]))
        until(lambda: page.evaluate(SAME) == "")
    assert page.evaluate("window.mark") == 1


def test_a_page_that_is_told_what_changed_does_not_ask(server: Server, page: Page) -> None:
    """A paragraph in the middle, between quotes, tables and raw HTML: its words come with the news."""
    again: list[str] = []

    def note(request: Request) -> None:
        if request.url == server.address:
            again.append(request.url)

    page.on("request", note)
    for number, word in enumerate(("first", "second", "third")):
        blocks = list(BLOCKS)
        blocks.insert(4 + number, f"The {word} word & “more”.")
        (server.root / INDEX).write_text(text(blocks))
        until(partial(page.evaluate, HOLDS, f"The {word} word"))
    page.wait_for_timeout(300)
    assert again == []
    assert page.evaluate(SAME) == ""


def test_of_two_elements_with_one_id_the_one_that_was_edited_changes(server: Server, page: Page) -> None:
    """What stands around either reads the same: the id tells nothing about the place then."""
    twin = '<div id="twin">Twin</div>\n<p>Words {}</p>'
    for words in ("alike", "changed"):
        blocks = [twin.format("alike"), f"<section>\n{twin.format(words)}\n</section>"]
        (server.root / INDEX).write_text("# Towns\n\n" + "\n\n".join(blocks))
        until(partial(page.evaluate, HOLDS, f"Words {words}"))
    assert page.evaluate("[...document.querySelectorAll('#twin + p')].map(each => each.textContent)") == [
        "Words alike",
        "Words changed",
    ]


def test_a_template_element_that_changes_is_there_anew(server: Server, page: Page) -> None:
    """Its content is no part of the page's tree, and a script may have copied it: the page is loaded."""
    own = '{% extends "theme/page.html" %}{% block main %}{{ super() }}<template>WORD</template>{% endblock %}'
    for word in ("first", "second"):
        with page.expect_request_finished(kept(server)), page.expect_navigation():
            write(server.root, {"templates/page.html": own.replace("WORD", word)})
        assert page.evaluate("document.querySelector('template').innerHTML") == word


def test_a_page_that_cannot_be_changed_in_place_is_loaded_anew(server: Server, page: Page) -> None:
    """Whatever else on the page stands in the way: what is shown is what was saved."""
    page.evaluate("() => { Node.prototype.insertBefore = () => { throw new Error('not here'); }; }")
    (server.root / INDEX).write_text(text(["A new paragraph.", *BLOCKS]))
    until(partial(asked, page, HOLDS, "A new paragraph."))
    assert page.evaluate("window.mark") is None
    assert page.evaluate(SAME) == ""
