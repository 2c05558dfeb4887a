"""Our inline forms in texts from YAML, and the scanner both readers share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposit import marks
from exposit.facts.units import Units
from exposit.model import Citation, Exempt, Inline, Name, Reference, TermUse, Words
from exposit.problems import Problem, SourceText, Span
from exposit.read.inline import Token, read_inline, scan
from exposit.read.literal import code_regions, code_spans, indented_code

UNITS = Units({})


def inline_of(text: str, language: str = "en", width: int | None = None) -> tuple[Inline, tuple[Problem, ...]]:
    """Read as a plain scalar at column 8 of line 3, `width` columns wide."""
    return read_inline(text, language, Span("facts.yaml", 3, 8, 8 + (len(text) if width is None else width)), UNITS)


def tokens_of(text: str, markup: bool = True) -> tuple[Token, ...]:
    return scan(text, UNITS, SourceText("page.md", text).span, code=code_regions(text), markup=markup)


def test_a_text_without_forms() -> None:
    """It is its own words."""
    assert inline_of("OpenAI and AWS") == (Inline("OpenAI and AWS", "en"), ())


def test_every_form() -> None:
    """Each form becomes a hole, in order."""
    inline, problems = inline_of("{{ a.b | short }} [two]{c} [X1]{exempt: name} [[t]] [u]{term: v} [@w]")
    assert problems == ()
    assert inline.text == " ".join(marks.hole(index) for index in range(6))
    reference, words, exempt, term, term_words, citation = inline.holes
    assert (reference, exempt) == (Reference("a.b", ("short",)), Exempt("X1", "name"))
    assert (term, term_words, citation) == (TermUse("t"), TermUse("v", "u"), Citation("w"))
    assert isinstance(words, Words)
    assert (words.words, words.formula.text, words.formula.tree) == ("two", "c", Name("c", 0, 1))


def test_places_in_a_plain_scalar() -> None:
    """Its characters stand in the file one for one."""
    inline, _ = inline_of("The {{ aws.deal }} and [two]{b / c}")
    reference, words = inline.holes
    assert isinstance(words, Words)
    assert reference.span == Span("facts.yaml", 3, 15, 23)
    assert (words.words_span, words.span) == (Span("facts.yaml", 3, 32, 35), Span("facts.yaml", 3, 37, 42))
    assert words.formula.span == words.span


def test_places_in_a_quoted_scalar() -> None:
    """Quotes move everything by one column."""
    text = "The {{ a }}"
    assert inline_of(text, width=len(text) + 2)[0].holes[0].span == Span("facts.yaml", 3, 16, 17)


@pytest.mark.parametrize(("text", "width"), [("The {{ a }}", 20), ("The\n{{ a }}", 11)])
def test_places_where_characters_do_not_correspond(text: str, width: int) -> None:
    """With escapes or over several lines, the whole scalar is the place."""
    assert inline_of(text, width=width)[0].holes[0].span == Span("facts.yaml", 3, 8, 8 + width)


def test_places_from_the_reader() -> None:
    """A reader that knows better says where a part of the text stands."""
    inline, _ = read_inline("{{ a }}", "en", Span("x", 1, 1, 2), UNITS, lambda start, end: Span("x", 9, start, end))
    assert inline.holes[0].span == Span("x", 9, 3, 4)


def test_malformed_forms_stay_in_the_text() -> None:
    """What cannot be read is shown as written, with a problem; the rest is read."""
    inline, problems = inline_of("{{ A }} {{ b }} {{ c")
    assert inline.text == f"{{{{ A }}}} {marks.hole(0)} {{{{ c"
    assert [(problem.code, problem.span) for problem in problems] == [
        ("reference-syntax", Span("facts.yaml", 3, 11, 12)),
        ("reference-syntax", Span("facts.yaml", 3, 24, 28)),
    ]


def test_escapes() -> None:
    """A backslash before a form makes it text, and goes."""
    assert inline_of("\\{{ a }} \\[b]{c} \\[[d]] a\\b")[0] == Inline("{{ a }} [b]{c} [[d]] a\\b", "en")


def test_code_is_literal() -> None:
    """Backticks keep forms from being read."""
    assert inline_of("write `{{ id }}`")[0] == Inline("write `{{ id }}`", "en")


def test_markup_means_nothing_in_yaml() -> None:
    """Asterisks and entities are plain words there."""
    inline, problems = inline_of("[5 * 4 & *x*]{a}")
    assert problems == ()
    assert isinstance(inline.holes[0], Words)
    assert inline.holes[0].words == "5 * 4 & *x*"


def test_french_typography() -> None:
    """The words are set as the language sets them, in the text and in forms."""
    inline, _ = inline_of("Combien ? [sept ans ?]{a} !", "fr")
    assert inline.text == f"Combien\u202f? {marks.hole(0)}\u202f!"
    assert isinstance(inline.holes[0], Words)
    assert inline.holes[0].words == "sept ans\u202f?"


def test_numerals_outside_forms() -> None:
    """Numbers written beside the forms are found where they stand."""
    inline, _ = inline_of("12 ways {{ a13 }} [14]{exempt: x} 15")
    assert [(numeral.text, numeral.span.column) for numeral in inline.numerals] == [("12", 8), ("15", 42)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b) [a][b] [^1] [x] [a]: b", []),
        ("[a]{.b} [a]{#b} [a]{: b } [a]{b='c'}", []),
        ("[[a]](b) [@a](b) [[1, 2], [3, 4]]", []),
        ("[a [b]{c} d](e)", ["[b]{c}"]),
        ("[[a]]{b}", ["[[a]]{b}"]),
        ("[a](b)[c]{d}", ["[c]{d}"]),
        ("{{{ a }}}", ["{{{ a }}"]),
        ("`{{ a }}` {{ b }} `` {{ c }} ` ``", ["{{ b }}"]),
        ("`a\n\n{{ b }}`", ["{{ b }}"]),
        ("```\n{{ a }}\n```\n{{ b }}", ["{{ b }}"]),
        ("~~~\n`\n~~~\n{{ b }} `", ["{{ b }}"]),
        ("{{ a\n\n}}", ["{{"]),
        ("[a\n\nb]{c}", []),
        ("\\\\{{ a }} \\\\\\{{ b }}", ["{{ a }}"]),
        ("é😀{{ a }}", ["{{ a }}"]),
    ],
)
def test_what_is_a_form(text: str, found: list[str]) -> None:
    """Links, footnotes, attribute lists, code and escapes are left alone; nothing reaches beyond its paragraph."""
    assert [text[token.start : token.end] for token in tokens_of(text)] == found


def test_literal_regions() -> None:
    """Fences and code spans; indented paragraphs where nothing above owns them."""
    text = "a `b` ``c`d``\n\n```x\ny\n```\n\n    code\n\n- item\n\n    owned\n"
    assert [text[start:end] for start, end in code_regions(text)] == ["`b`", "``c`d``", "```x\ny\n```"]
    assert [text[start:end] for start, end in indented_code(text)] == ["    code\n"]
    assert code_spans("no code") == ()


FORMS = st.sampled_from(
    ["{{", "}}", "{", "}", "[", "]", "[[", "]]", "[@", "|", "a.b", "two ", "\\", "`", "\n", "\n\n", ":", ">", " 5", "é"]
)


@given(st.lists(FORMS, max_size=30).map("".join), st.booleans())
def test_tokens_are_sound(text: str, markup: bool) -> None:
    """Tokens are in order, do not overlap, are read or explained, and lie in one paragraph."""
    position = 0
    for token in tokens_of(text, markup):
        assert position <= token.start < token.end <= len(text)
        assert token.hole is not None or token.problems
        assert "\n\n" not in text[token.start : token.end]
        position = token.end


@given(st.lists(FORMS, max_size=30).map("".join))
def test_inline_holes_are_numbered(text: str) -> None:
    """The text names each hole once, in order."""
    inline, _ = inline_of(text)
    assert [int(index) for index in marks.HOLE.findall(inline.text)] == list(range(len(inline.holes)))
