"""What must be read in a sentence: the tables under `tests/cases/sentences/`, one line each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exposit.language.numerals import find_numerals
from tests.language.table import FOLDER, Line, lines, told

ALL = [line for path in sorted(FOLDER.glob("*.txt")) for line in lines(path.name)]
CONTENT = Path(__file__).parent.parent.parent / "content" / "facts"
QUOTES = [
    quote
    for path in sorted(CONTENT.glob("*.yaml"))
    for quote in re.findall(r'quote: "((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("line", ALL, ids=lambda line: line.place)
def test_exactly_this_is_read(line: Line) -> None:
    """Every numeral with its words, kind, value, unit and qualifier; nothing else."""
    assert line.readings == told(find_numerals(line.sentence, line.language))


@pytest.mark.parametrize("line", ALL, ids=lambda line: line.place)
def test_no_digit_is_passed_over(line: Line) -> None:
    """Places are in order and do not overlap, their words are the sentence's, and every digit stands in one of them."""
    seen = [False] * len(line.sentence)
    position = 0
    for found in find_numerals(line.sentence, line.language):
        assert position <= found.start < found.end
        assert line.sentence[found.start : found.end] == found.text
        seen[found.start : found.end] = [True] * (found.end - found.start)
        position = found.end
    assert [] == [
        character for character, known in zip(line.sentence, seen, strict=True) if character.isdigit() > known
    ]


@pytest.mark.parametrize("quote", QUOTES)
@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_no_digit_of_our_own_quotes_is_passed_over(quote: str, language: str) -> None:
    """The flagship's quotations, read in any language."""
    rest = list(quote)
    for found in find_numerals(quote, language):
        rest[found.start : found.end] = " " * (found.end - found.start)
    assert "" == "".join(character for character in rest if character.isdigit())


def test_the_tables_are_there() -> None:
    """An empty folder would pass everything above."""
    assert 60 <= sum(line.readings == "-" for line in ALL)
    assert 400 <= sum(line.language == "en" for line in ALL)
    assert 400 <= sum(line.language == "fr" for line in ALL)
    assert 30 <= len(QUOTES)
