"""Classes that authors write are theirs: the theme's rules reach its own elements alone (docs/decisions/0014)."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import Sites, Visits
from tests.browser.reading import Look

WORDS = ("note", "lead", "chart", "hero", "banner", "notice", "about", "status", "close")
LOOK_OF = """(word) => {
    const look = (name) => {
      const own = document.createElement("section");
      own.className = name;
      own.innerHTML = "<p>Words</p><p>Words</p><blockquote><p>Words</p></blockquote>";
      document.querySelector(".prose").append(own);
      const found = [own, ...own.querySelectorAll("*")].flatMap((each) =>
        [null, "::before", "::after"].map((part) => [...getComputedStyle(each, part)].map(
          (key) => key + ":" + getComputedStyle(each, part).getPropertyValue(key)).join(";")));
      own.remove();
      return found.join("\\n");
    };
    return look(word) === look("my-own-word");
}"""


@pytest.mark.parametrize("look", [Look(width=1280), Look(width=360, touch=True), Look(width=1280, paper=True)], ids=str)
def test_a_word_of_the_author_is_no_class_of_the_theme(sites: Sites, visit: Visits, look: Look) -> None:
    """A section of class `note` looks like one of a class that nobody knows, on a screen and on paper."""
    page = visit(sites("flagship"), "/checked/", look).page
    assert [] == [word for word in WORDS if not page.evaluate(LOOK_OF, word)]
