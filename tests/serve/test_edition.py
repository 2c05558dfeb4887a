"""What is on show, and where a page went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposit.serve.edition import Change, address, moves, path_at, shown, splice

TEXT = "# A page\n\nWith a few words of its own, so that nobody takes it for another one.\n"


@pytest.mark.parametrize(
    ("path", "where"),
    [("index.html", "/"), ("fr/a/index.html", "/fr/a/"), ("404.html", "/404.html"), ("a/b.svg", "/a/b.svg")],
)
def test_an_output_has_one_address(path: str, where: str) -> None:
    assert (where, path) == (address(path), path_at(where))


def test_the_version_is_that_of_the_bytes() -> None:
    assert shown(b"a").version == shown(b"a", "content/a.md", good=False).version != shown(b"b").version


def test_a_change_without_news_is_none() -> None:
    assert not Change("b")
    assert Change("b", gone=("/a/",))


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        ({"a.md": TEXT}, {"b.md": TEXT}, {"/a/": "/b/"}),
        ({"a.md": TEXT}, {"b.md": TEXT.replace("words", "sentences")}, {"/a/": "/b/"}),
        ({"a.md": TEXT}, {"b.md": "1234567890"}, {}),
        ({"a.md": TEXT}, {"b.md": TEXT, "c.md": TEXT}, {}),
        ({"a.md": TEXT, "b.md": TEXT}, {"b.md": TEXT}, {}),
        ({"a.md": TEXT}, {"a.md": TEXT, "b.md": TEXT}, {}),
    ],
)
def test_a_page_that_was_renamed_is_found_again(
    before: dict[str, str], now: dict[str, str], moved: dict[str, str]
) -> None:
    """By its text, only where it can be no other."""
    addresses = [{path: f"/{path.removesuffix('.md')}/" for path in texts} for texts in (before, now)]
    assert moved == moves(addresses[0], addresses[1], before, now)


_WORDS = st.text("ab<é\U0001f600\u00a0", max_size=12)


@given(_WORDS, _WORDS, _WORDS, _WORDS)
def test_a_splice_leads_from_one_version_to_the_next(start: str, old: str, new: str, end: str) -> None:
    """As a script takes it: in units of UTF-16, which count some characters twice."""
    before, now = shown((start + old + end).encode()), shown((start + new + end).encode())
    found = splice(before, now)
    assert found is not None
    units = (start + old + end).encode("utf-16-le")
    text = units[: found.start * 2] + found.text.encode("utf-16-le") + units[found.end * 2 :]
    assert text.decode("utf-16-le") == start + new + end
    assert found.before == before.version
    assert len(found.text) <= len(new)


def test_most_of_a_page_is_no_splice() -> None:
    assert splice(shown(b"a"), shown(b"b" * 100_000)) is None
