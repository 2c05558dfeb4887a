"""Every problem is explained, and what the guide says the check prints is what it prints."""

from __future__ import annotations

from exposit.codes import CODES
from tests.docs.problem_guide import GUIDE, entries, written

TEXT = GUIDE.read_text(encoding="utf-8")


def test_every_code_is_explained_by_hand() -> None:
    """In the order of the codes; the message alone is not an explanation."""
    found = entries(TEXT)
    assert list(CODES) == list(found)
    assert [] == [code for code, words in found.items() if len(words.split()) < 5]


def test_every_message_in_the_guide_is_the_one_that_is_printed() -> None:
    """`python -m tests.docs.problem_guide` writes them anew."""
    assert written(TEXT) == TEXT
