"""YAML files are read with a place for everything, whatever stands in them."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exposit.build.pickles import pickled, unpickled
from exposit.problems import Span
from exposit.read.document import Plain
from exposit.read.yaml import read_yaml
from tests.read.reading_yaml import PARSERS, read, told


def test_scalars_stay_as_they_were_written(loader):
    """Nothing is guessed: neither YAML 1.1's truth values and sexagesimals nor dates nor numbers."""
    text = (
        "a: no\nb: 12:30:45\nc: 010\nd: 1.10\ne: 2025-11\nf: 38 billion USD\ng: 1e999\nh: .nan\ni: 2026-13-45\nj: 0x10"
    )
    document = read(text, loader)
    expected = ["no", "12:30:45", "010", "1.10", "2025-11", "38 billion USD", "1e999", ".nan", "2026-13-45", "0x10"]
    assert expected == list(document.mapping().values())
    assert all(type(value) is Plain for value in document.mapping().values())
    assert () == document.problems


def test_quoted_scalars_are_told_from_plain_ones(loader):
    """A quoted `true` is a text."""
    data = read("a: 'true'\nb: true\nc: \"~\"\nd: ~\ne:\nf: |\n  x\n", loader).mapping()
    assert {"a": "true", "b": "true", "c": "~", "d": None, "e": None, "f": "x\n"} == data
    assert [str, Plain, str, str] == [type(data[key]) for key in "abcf"]


def test_empty_texts_hold_nothing(loader):
    """No file need have anything in it."""
    assert [None] * 4 == [read(text, loader).data for text in ("", "\ufeff", "# a\n", "---\n")]


def test_the_places_of_a_mapping_are_the_same_from_a_cache(loader):
    """Worked out when asked for; written down, they are a plain dict of all of them."""
    document = read("a: {b: 'c', d: [e]}\nf: g\n", loader)
    places = document.spans(("a",))
    assert {"b": document.span(("a", "b")), "d": document.span(("a", "d"))} == places
    assert type(kept := unpickled(pickled(places))) is dict
    assert kept == places
    assert {} == document.spans(("f",)) == document.spans(("a", "d"))
    assert places.get("f") is None


def test_values_and_keys_have_exact_places(loader):
    """In code points, inside the quotes, also after accents and characters beyond the first plane."""
    document = read('é: "𝑑x"\nb:\n  - {c: d, e: [f, ghi]}\n', loader)
    assert Span("f.yaml", 1, 5, 7) == document.span(("é",))
    assert Span("f.yaml", 1, 1, 2) == document.key_span(("é",))
    assert Span("f.yaml", 3, 19, 22) == document.span(("b", 0, "e", 1))
    assert Span("f.yaml", 3, 12, 13) == document.key_span(("b", 0, "e"))
    assert Span("f.yaml", 3, 5, 24) == document.span(("b", 0))


def test_places_of_what_is_not_there_are_those_around_it(loader):
    """A missing key is reported at what lacks it."""
    document = read("a:\n  b: 1\n", loader)
    assert Span("f.yaml", 1, 1, 2) == document.key_span(("a", "c"))
    assert Span("f.yaml", 2, 3, 7) == document.span(("a", "c"))


def test_one_stands_for_a_list_of_one(loader):
    """So that `evidence:` may be a mapping or a list and be read alike."""
    document = read("evidence:\n  source: x\n", loader)
    assert "x" == document.value(("evidence", 0, "source"))
    assert Span("f.yaml", 2, 11, 12) == document.span(("evidence", 0, "source"))


@pytest.mark.parametrize(
    ("text", "word", "line", "column"),
    [
        ("a: some word here", "word", 1, 9),
        ('a: "some word here"', "word", 1, 10),
        ('a: "\\u00e9\\n word \\" here"', "word", 1, 14),
        ('a: "é \\" \\U0001d451 word"', "word", 1, 21),
        ("a: 'it''s a word'", "word", 1, 13),
        ("a: |\n  some\n  word here\n", "word", 3, 3),
        ("a: >\n  some\n\n  long word\n", "word", 4, 8),
        ("a: some\n  long word\n", "word", 2, 8),
        ('a: "some \\\n  word"', "word", 2, 3),
        ('a: "some\n\n  word"', "word", 3, 3),
        ("a: >-\r\n  some\r\n  word\r\n", "word", 3, 3),
    ],
)
def test_words_inside_a_text_are_found_in_the_file(loader, text, word, line, column):
    """Through quotes, escapes, folding and blocks, so that a message can point at one word."""
    document = read(text, loader)
    value = document.value(("a",))
    start = value.index(word)
    assert Span("f.yaml", line, column, column + 4) == document.place(("a",))(start, start + len(word))


def test_byte_order_mark_and_windows_line_ends_change_nothing(loader):
    """The same file saved by another editor is the same file."""
    plain, other = read("a: x\nb: [y]\n", loader), read("\ufeffa: x\r\nb: [y]\r\n", loader)
    assert plain.data == other.data
    assert plain.span(("b", 0)) == other.span(("b", 0))
    assert () == other.problems


def test_a_part_of_a_file_is_read_in_its_places(loader):
    """Front matter stands in a page."""
    text = "---\ntitle: x\nbad: {\n---\n# Heading\n"
    document = read_yaml("page.md", text, start=4, end=20, loader=loader)
    assert Span("page.md", 2, 8, 9) == document.span(("title",))
    assert [3] == [problem.span.line for problem in document.problems]


def test_question_marks_in_addresses_inside_brackets_are_text(loader):
    """PyYAML's two parsers disagree on them."""
    assert {"a": {"u": "https://x.org/a?b=c&d=?"}, "b?": "what?"} == read(
        "a: {u: https://x.org/a?b=c&d=?}\nb?: what?\n", loader
    ).data


PIECES = st.sampled_from(
    [
        *"abc:{}[],\"'&*!|>%@`#-?~ \n\t\r",
        "  ",
        "\n  ",
        "\n    ",
        ": ",
        "- ",
        "{{ x }}",
        "é",
        "\u2028",
        "\ue000",
        "\\u",
        "---\n",
        "<<: ",
    ]
)


@pytest.mark.skipif(len(PARSERS) < 2, reason="PyYAML was built without libyaml")
@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_without_an_exception(text):
    """Whatever is typed, by either parser, every problem stands inside the file."""
    for loader in PARSERS:
        document = read(text, loader)
        lines = text.removeprefix("\ufeff").split("\n")
        assert all(1 <= problem.span.line <= len(lines) for problem in document.problems)


VALID = """entities:
  aws: {name: "Amazon Web Services", short: "AWS"}
facts:
  aws.deal:
    label: {en: "OpenAI’s commitment", fr: "Engagement"}
    value: 38 billion USD
    evidence:
      - source: x
        quote: 'under this $38 billion agreement'
    tags: [a, b?c]
"""


@pytest.mark.skipif(len(PARSERS) < 2, reason="PyYAML was built without libyaml")
@given(st.integers(0, 10**9))
@settings(max_examples=150, deadline=None)
def test_both_parsers_say_the_same_of_damaged_files(seed):
    """A site must not read differently on a machine without the C parser."""
    text = damaged(VALID, random.Random(seed))
    first, second = (read(text, loader) for loader in PARSERS)
    assert (first.data, told(first), first.lost) == (second.data, told(second), second.lost)


def damaged(text: str, chance: random.Random) -> str:
    """The text with one character deleted, doubled or replaced, or one line deleted or doubled."""
    at = chance.randrange(len(text))
    match chance.randrange(5):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + text[at] + text[at:]
        case 2:
            return text[:at] + chance.choice("\"'{}[]:,#-& \n") + text[at + 1 :]
    lines = text.splitlines(keepends=True)
    line = chance.randrange(len(lines))
    return "".join(lines[:line] + lines[line + 1 :] if chance.random() < 0.5 else lines[: line + 1] + lines[line:])
