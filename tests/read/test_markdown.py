"""Markdown with our forms in it, from text to a body."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposit import marks
from exposit.facts.units import Units
from exposit.model import Body, ChartBlock, LinkTarget, Reference
from exposit.problems import Problem, SourceText
from exposit.read.body import body_numerals, read_body
from exposit.read.markdown import convert, convert_whole
from exposit.read.mask import mask
from tests.read.markdown_cases import Case, convert_case, read_cases

CASES = list(read_cases())


def body_of(text: str, language: str = "en") -> tuple[Body, tuple[Problem, ...]]:
    return read_body(text, language, SourceText("page.md", text).span, Units({}))


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}: {case.title}" for case in CASES])
def test_case(case: Case) -> None:
    """Each fixture comes to exactly the HTML, the holes and the problems written under it."""
    assert convert_case(case) == case.expected


def test_fixtures_are_found() -> None:
    """A fixture that no longer parses would otherwise pass unseen."""
    assert len(CASES) > 70


def test_places_of_holes() -> None:
    """A hole knows where it was written, whatever Markdown moved around it."""
    body, _ = body_of("A[^1] *and* [x](y.md)\n\n| a |\n|---|\n| {{ b }} |\n\n[^1]: {{ c.d | short }}\n")
    found = {str(getattr(placed.hole, "id", "")): placed.hole.span for placed in body.holes}
    link = next(placed.hole for placed in body.holes if isinstance(placed.hole, LinkTarget))
    assert (found["b"].line, found["b"].column, found["b"].end_column) == (5, 6, 7)
    assert (found["c.d"].line, found["c.d"].column, found["c.d"].end_column) == (7, 10, 13)
    assert (link.span.line, link.span.column, link.span.end_column) == (1, 17, 21)


def test_places_of_forms() -> None:
    """Each form after a bar has its own place."""
    body, _ = body_of("{{ a | short | bare }}")
    reference = body.holes[0].hole
    assert isinstance(reference, Reference)
    assert [(span.column, span.end_column) for span in reference.form_spans] == [(8, 13), (16, 20)]


def test_sections_of_holes() -> None:
    """A hole belongs to the last heading before it, one in a heading to that heading, one in a footnote to its mark."""
    body, _ = body_of("{{ a }}\n\n# {{ b }}\n\n{{ c }}[^1]\n\n# Two\n\n{{ d }}\n\n[^1]: {{ e }}")
    sections = {placed.hole.id: placed.section for placed in body.holes if isinstance(placed.hole, Reference)}
    assert sections == {"a": -1, "b": 0, "c": 0, "d": 1, "e": 0}


def test_same_addresses_have_their_own_places() -> None:
    """Two links to one page are told apart."""
    body, _ = body_of("[a](x.md)\n\n[b](x.md)")
    assert [placed.hole.span.line for placed in body.holes] == [1, 3]


def test_holes_are_numbered_in_the_order_of_the_html() -> None:
    """`marks.hole(i)` stands for `holes[i]`, each exactly once."""
    body, _ = body_of("{{ a }}[^1] [x](y.md){: title='{{ b }}' }\n\n::: chart c\n\n[^1]: {{ d }}")
    assert [int(index) for index in marks.HOLE.findall(body.html)] == list(range(len(body.holes)))


def test_headings() -> None:
    """A heading keeps its holes, its level, its id and where it was written."""
    body, _ = body_of("## The *{{ a }}* deal {#deal .only}\n\nTitle\n=====\n\n```\n# no heading\n```\n\n### Three ###")
    assert [(h.level, h.id, h.explicit, h.only, h.span.line) for h in body.headings] == [
        (2, "deal", True, True, 1),
        (1, "title", False, False, 3),
        (3, "three", False, False, 10),
    ]
    assert body.headings[0].html == f"The <em>{marks.hole(0)}</em> deal"


def test_ids_do_not_move_when_a_value_does() -> None:
    """Two pages that differ in which fact a heading names have the same ids."""
    one, _ = body_of("## Worth {{ a }} today")
    two, _ = body_of("Text {{ x }}.\n\n## Worth {{ b.c | short }} today")
    assert [heading.id for heading in one.headings] == [heading.id for heading in two.headings] == ["worth-today"]


def test_lead() -> None:
    """The first paragraph of words, as plain text with holes."""
    body, _ = body_of(
        "> quoted\n\n::: chart c\n\n![x](assets/x.jpg)\n\nThe **{{ a }}** deal &amp; more[^1].\nIt is.\n\n[^1]: Note."
    )
    holes = [index for index, placed in enumerate(body.holes) if isinstance(placed.hole, Reference)]
    assert body.lead == f"The {marks.hole(holes[0])} deal & more. It is."


def test_no_lead() -> None:
    """A page without a paragraph has none."""
    assert body_of("# Title\n\n::: chart c")[0].lead == ""
    assert body_of("")[0] == Body("")


def test_numerals_with_their_places() -> None:
    """Numbers outside forms, code, addresses, tags and comments are found where they stand; so is a tooltip’s."""
    text = (
        "About 12 million.\n\n{{ a }} [13]{exempt: x} `14` [15 %](x-16.md#n17) <b title='18'>19 km</b> <!-- 20 -->\n\n"
        "## 21 kg {#n22}\n\n    code 23\n\n1. x[^24]\n2. y\n\n[^24]: 25 kg\n\n```\n26\n```\n\n<https://x.org/27>\n"
    )
    numerals = body_numerals(text, "en", SourceText("page.md", text).span, Units({}))
    lines = text.split("\n")
    assert [numeral.text[:2] for numeral in numerals] == ["12", "15", "18", "19", "21", "25"]
    for numeral in numerals:
        line, column = lines[numeral.span.line - 1], numeral.span.column - 1
        assert line[column:].startswith(numeral.text)


@pytest.mark.parametrize(
    ("text", "shown", "place"),
    [
        ("a <b>3</b>8 billion", "38 billion", (6, 20)),
        ("**3**8 billion", "38 billion", (3, 15)),
        ("3&#56; loaves", "38", (1, 7)),
        ("3<!-- x -->8 loaves", "38", (1, 13)),
        ("38&nbsp;million", "38\xa0million", (1, 16)),
        ("<td>3</td><td>8</td>", "3", (5, 6)),
        ('<img src="9.png" alt="3&#56; loaves">', "38", (23, 29)),
        ("<span aria-label='38'>x</span>", "38", (19, 21)),
    ],
)
def test_numerals_are_read_as_a_reader_reads_them(text: str, shown: str, place: tuple[int, int]) -> None:
    """Through markup within a number, entities and the attributes that are seen or heard."""
    first = body_numerals(text, "en", SourceText("page.md", text).span, Units({}))[0]
    assert (first.text, (first.span.column, first.span.end_column)) == (shown, place)


def test_reused_converter_forgets() -> None:
    """Footnotes, link definitions and ids of one page do not reach the next."""
    first = convert("[a][r] b[^1]\n\n[r]: x.md\n[^1]: Note.")
    convert("[^1]: Other\n\n[r]: y.md")
    assert convert("[a][r] b[^1]") == "<p>[a][r] b[^1]</p>"
    assert convert("[a][r] b[^1]\n\n[r]: x.md\n[^1]: Note.") == first


def test_body_travels_between_processes() -> None:
    """A body is the same after pickling."""
    body, _ = body_of("# {{ a }}\n\n[x]{b > 2} ::: [@c]\n\n::: chart d")
    assert pickle.loads(pickle.dumps(body)) == body


def test_masking_without_forms_changes_nothing() -> None:
    """A text without forms goes to Markdown as it is."""
    assert mask("a | b\n> c", ()) == "a | b\n> c"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "![" * 10_000,
        "[" * 5_000 + "a" + "]" * 5_000,
        "[a](" * 5_000,
        "> " * 5_000 + "a",
        "* " * 3_000 + "a",
        "1. " * 3_000 + "a",
        "\n".join("    " * level + "* a" for level in range(300)),
        "<a " * 8_000,
        "<![CDATA[" * 3_000,
        "<http://a" * 5_000,
        "a\n=\n" * 3_000,
        "a\n:   " * 3_000,
        "[^a]" * 3_000 + "\n\n[^a]: x",
    ],
    ids=lambda text: text[:8].strip() + "…",
)
def test_what_markdown_cannot_do_is_a_problem(text: str) -> None:
    """Input on which Markdown would recurse or crawl is refused, and its words are shown as they are."""
    body, problems = body_of(text)
    assert "markdown-limit" in [problem.code for problem in problems]
    assert body.html.startswith("<p>")


def test_what_a_person_writes_is_not_refused() -> None:
    """Long pages with many links, brackets and lists are within the limits."""
    text = "[a](b.md) [x] `[` {{ c }} <b>d</b> <https://e.org>\n" * 500 + "\n\n- [ ] task\n" * 500
    assert [problem.code for problem in body_of(text)[1]] == []


PIECES = st.one_of(
    st.sampled_from(
        ["{{ a.b }}", "{{ a | short }}", "[two]{a > b}", "[x]{exempt: y}", "[x]{term: z}", "[[t]]", "[@s]"]
    ),
    st.sampled_from(["{{", "}}", "[", "]", "(", ")", "{", "}", "`", "```\n", "~~~\n", "::: ", "\\", "*", "__", "|"]),
    st.sampled_from(["\n", "\n\n", "    ", "> ", "- ", "1. ", "# ", "## x {#y}", "{: .only }", "\n|a|b|\n|-|-|\n"]),
    st.sampled_from(["::: chart a", "::: table tag: x", "[a](b)", '![a](b "c")', "[r]: x", "[^1]", "[^1]: n", ":   d"]),
    st.sampled_from(["<b>", "</b>", "<!--", "-->", "<script>", "<p>", "&#xe000;", "&nbsp;", "\u202e", "\x00", "é"]),
    st.sampled_from(["12 million", "a", "b c", " ", "?", '"', "!!! note\n"]),
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_anything_becomes_a_body(text: str) -> None:
    """Whatever is written: no exception, every hole once, no private character that is not ours, places in the text."""
    source = SourceText("page.md", text)
    body, problems = read_body(source.text, "fr", source.span, Units({}))
    indices = [int(index) for index in marks.HOLE.findall(body.html)]
    assert indices == list(range(len(body.holes)))
    rest = marks.strip(marks.HOLE.sub("", body.html))
    assert marks.PRIVATE.search(rest) is None
    lines = source.text.split("\n")
    for span in [*(problem.span for problem in problems), *(placed.hole.span for placed in body.holes)]:
        assert span is not None
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1


@given(st.lists(PIECES, max_size=20).map("".join))
def test_blocks_stay_out_of_paragraphs(text: str) -> None:
    """A chart after any text stands on its own, or stays literal where the text before it takes it in."""
    body, _ = body_of(text.replace("::: ", "") + "\n\n::: chart the_end\n")
    for index, placed in enumerate(body.holes):
        if isinstance(placed.hole, ChartBlock):
            assert f"<p>{marks.hole(index)}</p>" not in body.html


_LINES = """word|**bold**|*em|`code`|a & b|&foo|[x](y)|[a]|{: .c }|# x|## Head|### H ###|## Head {: #a .b}|#|#no|====
----|- item|  - sub|    code|1. one|> quote|> ## h|!!! note|    inside|¦ a ¦ b ¦|¦---¦--:¦|¦ 1 ¦ 2 ¦|{: .t }|term
:   def
* * *|line  |``|## |####### seven|<div>|</div>|```|[^n]|[^n]: note|[a]: b.md|[a][a]|<b>x</b>| |\t|\\|\ue0003\ue001"""
_FENCES = ("```", "~~~", "```js", "~~~~", "``` {.js #id}", "``` {: .js }", "```\n# in\n\n# code <b>\n[^1]\n\n```")
_LINES_OF_MARKDOWN = [*(line.replace("¦", "|") for line in _LINES.replace("\n", "|").split("|")), *_FENCES]
_ENDS = ("\n", "\n\n", "\n\n", "\n\n\n", " ")


@given(st.lists(st.tuples(st.sampled_from(_LINES_OF_MARKDOWN), st.sampled_from(_ENDS)), max_size=14))
def test_a_page_by_sections_is_the_page(lines: list[tuple[str, str]]) -> None:
    """Sections are converted each for itself only where none reaches into another: the whole comes out the same."""
    text = "".join(line + end for line, end in lines)
    assert convert(text) == convert_whole(text)


@given(st.lists(st.tuples(st.sampled_from((*_FENCES, "# x", "## y", "line", "- item", "")), st.sampled_from(_ENDS))))
def test_sections_with_code_are_the_page(lines: list[tuple[str, str]]) -> None:
    """A heading in code begins no section, and a fence that does not close may close further down."""
    text = "".join(line + end for line, end in lines)
    assert convert(text) == convert_whole(text)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("- a third\n- another\n", 1, 3),
        ("Say a third\n\nMore of it.\n", 1, 5),
        ("| a third | b |\n|---|---|\n| c | d |\n", 1, 3),
    ],
)
def test_a_number_ends_with_its_block(text: str, line: int, column: int) -> None:
    (numeral,) = body_numerals(text, "en", SourceText("page.md", text).span, Units({}))
    assert (numeral.text, numeral.span.line, numeral.span.column) == ("a third", line, column)
