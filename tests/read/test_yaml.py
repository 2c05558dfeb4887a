"""YAML files are read with a place for everything, and one mistake does not hide the next."""

import random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from exposit.problems import Span
from exposit.read.document import Document, Plain
from exposit.read.yaml import LONGEST_TEXT, read_yaml

PARSERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=PARSERS, ids=lambda loader: loader.__name__)
def loader(request):
    return request.param


def read(text: str, loader: object = None) -> Document:
    return read_yaml("f.yaml", text, loader=loader)


def told(document: Document) -> list[tuple[str, str, str, str | None]]:
    """Each problem as place, code, message and hint."""
    return [
        (f"{p.span.line}:{p.span.column}-{p.span.end_column}", p.code, p.message, p.hint) for p in document.problems
    ]


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


def test_duplicate_keys_name_both_places(loader):
    """The first one counts; nested, in brackets, wherever."""
    document = read("a:\n  b: 1\n  c: {d: 1, d: 2}\n  b: 2\n", loader)
    assert {"a": {"b": "1", "c": {"d": "1"}}} == document.data
    assert [
        ("3:13-14", "key-duplicate", "`d` is written twice", "keep one of them"),
        ("4:3-4", "key-duplicate", "`b` is written twice", "keep one of them"),
    ] == told(document)
    assert [Span("f.yaml", 3, 7, 8), Span("f.yaml", 2, 3, 4)] == [p.related[0].span for p in document.problems]


REFUSED = [
    ("a: &x 1\n", "yaml-anchor", "1:4-6", "`&x` is an anchor", "write the value out where it is needed"),
    (
        "a: *x\n",
        "yaml-anchor",
        "1:4-6",
        "`*x` repeats a value from elsewhere",
        "write the value out where it is needed",
    ),
    (
        "<<: {b: 1}\n",
        "yaml-anchor",
        "1:1-3",
        "`<<` merges another mapping in",
        "write the value out where it is needed",
    ),
    (
        "a: !!python/object/apply:os.system [x]\n",
        "yaml-tag",
        "1:4-35",
        "`!!python/object/apply:os.system` is a YAML tag",
        "delete it, or quote the text it belongs to",
    ),
    (
        "a: 1\n---\nb: 2\n",
        "yaml-documents",
        "2:1-4",
        "a second document begins here",
        "delete the line `---`, or split the file",
    ),
    (
        "a: 1\n...\nb: 2\n",
        "yaml-documents",
        "3:1-3",
        "the text goes on after its end",
        "delete the line `...`, or split the file",
    ),
    ("a:\n\tb: 1\n", "yaml-tab", "2:1-2", "a tab stands where the line is indented", "indent with spaces"),
    ("a: {\n\tb: 1}\n", "yaml-tab", "2:1-2", "a tab stands where the line is indented", "indent with spaces"),
    ("[a]: b\n", "yaml-key", "1:1-4", "a key must be a word or a text", "write `key: value`"),
    (": b\n", "yaml-key", "1:1-2", "a key is missing before the colon", "write `key: value`"),
    (
        "a: " + "[" * 41 + "]" * 41 + "\n",
        "yaml-too-deep",
        "1:43-44",
        "mappings and lists are nested more than 40 deep",
        "quote a text that has brackets in it",
    ),
    ("a: x\x07y\n", "character-control", "1:5-6", "`U+0007` is a control character", "delete it"),
    ('a: "\\0"\n', "character-control", "1:5-7", "`U+0000` is a control character", "delete it"),
    ('a: "\\ud800"\n', "character-control", "1:5-11", "`U+D800` is half a character", "delete it"),
    ("a: x\u2028y\n", "character-control", "1:5-6", "`U+2028` is an invisible line end", "delete it"),
    (
        "a: x\ue000y\n",
        "character-private",
        "1:5-6",
        "`U+E000` is a private character",
        "delete it: U+E000 to U+E1FF are used by the engine",
    ),
    ("a: x\u202ey\n", "character-bidi", "1:5-6", "`U+202E` changes the direction of reading", "delete it"),
]


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "hint"), REFUSED, ids=[repr(row[0][:20]) for row in REFUSED]
)
def test_what_needs_no_yaml_trickery_is_refused(loader, text, code, place, message, hint):
    """Anchors, tags, second documents, tabs, odd keys, depth, characters: each where it stands."""
    assert [(place, code, message, hint)] == told(read(text, loader))


def test_too_large_files_are_not_read(loader):
    """Whatever is in them."""
    document = read("#" * (LONGEST_TEXT + 1), loader)
    assert [
        (
            "1:1-2",
            "yaml-too-large",
            "5,000,001 characters are too many for one file",
            "split it: at most 5,000,000 are read",
        )
    ] == told(document)


SYNTAX = [
    ("a: Foo: bar", "1:4-12", "a text with a colon in it must be quoted", 'write `a: "Foo: bar"`'),
    ("a: {en: Foo: bar}", "1:12-13", "a text with a colon in it must be quoted", 'write `en: "Foo: …"`'),
    ('a: "foo\nb: 1', "1:4-8", 'the quote `"` is never closed', 'close it with `"` at the end of the text'),
    (
        'a: "he said "x" now"',
        "1:14-16",
        'the text goes on after the closing `"`',
        'quote all of it; a quote inside quotes is written `\\"`',
    ),
    ("a: {en: x} y", "1:12-13", "the text goes on after the closing `}`", "quote all of it"),
    ("a: {en: x}}", "1:11-12", "`}` closes nothing", "delete it, or quote the text"),
    (
        "a: {en: x\nb: 1",
        "1:4-5",
        "the bracket `{` is never closed",
        "close it with `}`; quote a text that has brackets in it",
    ),
    (
        "a: [x\nb: 1",
        "1:4-5",
        "the bracket `[` is never closed",
        "close it with `]`; quote a text that has brackets in it",
    ),
    ("a:\n  b: 1\n c: 2", "3:2-6", "`c: 2` is indented like nothing above it", "align it with the keys around it"),
    (
        "a: 1\n  b: 2",
        "2:3-4",
        "`b` cannot be a key here",
        "align it with the keys around it; a key with keys below has nothing after its colon",
    ),
    ("a:1\nb: 2", "1:1-4", "`a:1` has no space after its colon", "write `a: 1`"),
    (
        "a:\u00a0x\nb: 2",
        "1:1-5",
        "`a:\u00a0x` has no space after its colon",
        "write a plain space: a no-break one stands there",
    ),
    (
        "a: 1\nb\nc: 2",
        "2:1-2",
        "`b` has no colon",
        "write `b: …`, or indent the line if it goes on with the text above",
    ),
    (
        "a: - x",
        "1:4-5",
        "a list cannot begin on the line of its key",
        "begin the list on the next line, or quote the text",
    ),
    (
        "a:\n  - x\n  y: 1",
        "3:3-5",
        "a key stands among the items of a list",
        "a list has `-` before every item; a mapping has none",
    ),
    (
        'a: "C:\\xyz"',
        "1:7-9",
        "`\\x` is no escape that YAML knows",
        "write `\\\\` for a backslash, or put the text in single quotes",
    ),
    (
        "a: |x\n  y",
        "1:5-6",
        "nothing may follow `|` on its line",
        "write `|` alone and the text on the lines below, indented; or quote the text",
    ),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), SYNTAX, ids=[repr(row[0]) for row in SYNTAX])
def test_syntax_errors_are_worded_for_authors(loader, text, place, message, hint):
    """By the place and what stands there, not in a parser's terms."""
    assert [(place, "yaml-syntax", message, hint)] == told(read(text, loader))


QUOTE = [
    ("a: {{ aws.deal }}", "1:4-6", "a text that begins with `{{` must be quoted", 'write `"{{ aws.deal }}"`'),
    (
        "a: [sept ans]{aws.term}",
        "1:4-24",
        "a text that begins with `[` must be quoted",
        'write `a: "[sept ans]{aws.term}"`',
    ),
    ("a: [[x]] y", "1:4-11", "a text that begins with `[[` must be quoted", 'write `a: "[[x]] y"`'),
    ("a: @x", "1:4-6", "a text cannot begin with `@`", 'quote the text: `"@x"`'),
    ("a: % of", "1:4-5", "a text cannot begin with `%`", 'quote the text: `"% of"`'),
    ("a: {en: @x}", "1:9-12", "a text cannot begin with `@`", "quote the text"),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), QUOTE, ids=[repr(row[0]) for row in QUOTE])
def test_texts_that_must_be_quoted_are_shown_quoted(loader, text, place, message, hint):
    """Our own forms begin with what YAML takes for brackets."""
    assert [(place, "yaml-quote", message, hint)] == told(read(text, loader))


def test_reading_goes_on_after_a_syntax_error(loader):
    """All mistakes of a file are shown at once, the rest of it is there, and what went is known."""
    text = 'facts:\n  a:\n    label: "x\n    value: 1\n  b:\n    value: {en: x: y}\n  c:\n    value: 3\n    value: 4\n'
    document = read(text, loader)
    assert {"facts": {"a": {"value": "1"}, "b": None, "c": {"value": "3"}}} == document.data
    assert [("yaml-syntax", 3), ("yaml-syntax", 6), ("key-duplicate", 9)] == [
        (problem.code, problem.span.line) for problem in document.problems
    ]
    assert {("facts", "a", "label"), ("facts", "b", "value")} == document.lost
    assert [True, True, False] == [document.is_lost(("facts", id_)) for id_ in "abc"]
    assert document.is_lost(("facts", "a", "label"))
    assert not document.is_lost(("facts", "a", "value"))


def test_a_file_that_cannot_be_saved_loses_all_its_keys(loader):
    """Nothing in it may be called unknown later."""
    document = read("facts: [\n  a: 1\n", loader)
    assert document.is_lost(("facts", "a"))


def test_hostile_nesting_and_aliases_are_quick_and_harmless(loader):
    """Depth, alias bombs, and keys that are collections: one problem or many, never a crash."""
    bomb = "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a, *a]\n" for i in range(50))
    for text in ("[" * 5000, "{a: " * 5000, "- " * 5000, "? " * 300, bomb, "a: *a\n", "&a [*a]\n"):
        document = read(text, loader)
        assert document.problems


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
