"""What is told of YAML that is wrong: what is refused, what cannot be read, and how reading goes on."""

import pytest

from exposit.problems import Span
from exposit.read.yaml import LONGEST_TEXT
from tests.read.reading_yaml import read, told


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
