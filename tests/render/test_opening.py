"""Where a number opens a sentence, and the capital it then gets."""

import re

import pytest

from exposit.marks import hole, mark
from exposit.render.opening import capitalised, opens_sentence
from tests.check.making import built, fact

OPENS = (
    "",
    "<p>",
    "<p><strong>",
    '<h2 id="x">',
    "<li>",
    "<p>“",
    "<p>It grew. ",
    "<p>It grew in 2025. ",
    "<p>It grew! ",
    "<p>Why? ",
    "<p>He said: “Never.” ",
    "<p>It grew (a lot). ",
    "<p>It is <em>so.</em> ",
    '<p>It grew.<sup id="r"><a href="#x">1</a></sup> ',
    "<p>Il dit : «\u00a0Non.\u00a0» ",
    f"<p>It was {hole(3)}. ",
    '<img alt="',
    "A first sentence. ",
)
FOLLOWS = (
    "<p>It is ",
    "<p>It is (",
    "<p>It is <strong>",
    "<td>",
    "<p>approx. ",
    "<p>e.g. ",
    "<p>Dr. ",
    "<p>par ex. ",
    "<p>avec M. ",
    "<p>the U.S. ",
    "<p>It grew: ",
    "<p>It grew — ",
    "<p>It grew.",
    "<p>x<br>",
    "x" * 301,
)


@pytest.mark.parametrize("before", OPENS)
def test_a_sentence_begins(before: str) -> None:
    assert opens_sentence(before)


@pytest.mark.parametrize("before", FOLLOWS)
def test_a_sentence_goes_on(before: str) -> None:
    """Also where nobody can tell."""
    assert not opens_sentence(before)


def test_the_first_letter_is_raised_behind_tags_and_marks() -> None:
    """Digits, signs and everything after stay."""
    assert f'<b data-fact="up">{mark("fact", "Up to $5", "up")}</b>' == capitalised(
        f'<b data-fact="up">{mark("fact", "up to $5", "up")}</b>'
    )
    assert "Été" == capitalised("été")
    assert mark("fact", "$5 million", "x") == capitalised(mark("fact", "$5 million", "x"))


def test_a_page_begins_its_sentences_with_capitals() -> None:
    """In prose, headings and lists; not in cells, labels and an author's own words. The value is the same."""
    page = built(
        "{{ more }} and {{ more }}. {{ more | short }} are new.\n\n## {{ more }}\n\n* {{ more | words }}\n\n"
        "[about 7,000 cats]{more}; {{ more | label }}\n\n| a |\n|---|\n| {{ more }} |\n",
        fact('value: about 7 thousand cats\nevidence: {source: report, quote: "about 7,000 cats"}'),
        site='units: {cat: ["cat", "cats"]}\n',
    )
    assert [] == [problem.message for problem in page.problems]
    main = (
        page.outputs["index.html"].decode().replace("\u00a0", " ").partition("<main")[2].partition('class="notes"')[0]
    )
    shown = re.findall(r'data-fact="more"[^>]*>([^<]*)<', main)
    assert [
        *("About 7,000 cats", "about 7,000 cats", "About 7,000 cats", "About 7,000 cats", "About seven thousand cats"),
        *("about 7,000 cats", "about 7,000 cats"),
    ] == [words for words in shown if "cats" in words]
