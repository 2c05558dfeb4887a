"""A Markdown file becomes a page: front matter, title, address, body."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exposit import marks
from exposit.model import Config, Page, PartialDate, Reference
from exposit.problems import Problem, SourceText, as_text
from exposit.read.page import page_numerals, read_page
from exposit.read.paths import twin_problems

TWO = Config(languages=("en", "fr"))


def page_of(text: str, path: str = "content/index.md", config: Config | None = None) -> Page:
    page, problems = read_page(path, text, config or Config())
    assert problems == ()
    return page


def problems_of(text: str, path: str = "content/index.md", config: Config | None = None) -> tuple[Problem, ...]:
    return read_page(path, text, config or Config())[1]


def shown(text: str, path: str = "content/index.md", config: Config | None = None) -> str:
    """Problems as a terminal shows them."""
    source = SourceText(path, text.replace("\r\n", "\n"))
    return "\n".join(as_text(problem, lambda _, line: source.line(line)) for problem in problems_of(text, path, config))


def test_everything_in_front_matter() -> None:
    """Every key reaches the page."""
    page = page_of(
        "---\n"
        'title: "Who pays for {{ aws.deal }}?"\n'
        "description: The deal, explained\n"
        "authors: [Ann, Bob]\n"
        "published: 2025-11-03\n"
        "updated: 2025-12\n"
        "order: 2.5\n"
        "menu: false\n"
        "draft: true\n"
        "aliases: /old/place/\n"
        "layout: wide\n"
        "---\n"
        "Text.\n"
    )
    assert page.title.text == f"Who pays for {marks.hole(0)}?"
    assert page.description is not None
    assert page.description.text == "The deal, explained"
    assert page.authors == ("Ann", "Bob")
    assert (page.published, page.updated) == (PartialDate(2025, month=11, day=3), PartialDate(2025, month=12))
    assert page.order == Decimal("2.5")
    assert (page.menu, page.draft, page.aliases, page.layout) == (False, True, ("/old/place/",), "wide")
    assert page.body.html == "<p>Text.</p>"


def test_the_smallest_page() -> None:
    """Without front matter, every field has its default and the title is the first heading's."""
    page = page_of("# Hello *world*\n\nText.\n")
    assert (page.title.text, page.title_from_heading) == ("Hello world", True)
    assert page.body.html == "<p>Text.</p>"
    assert (page.key, page.route, page.language, page.layout, page.menu) == ("index", "", "en", "page", True)


def test_an_empty_page() -> None:
    """An empty file is a page named after itself."""
    assert page_of("", "content/the-big-deal.md").title.text == "The big deal"
    assert page_of("", "content/deals/index.md").title.text == "Deals"
    assert page_of("---\n---\n").body.html == ""


@pytest.mark.parametrize(
    ("text", "title", "html"),
    [
        ("# A {{ b }} c {#d}\n\nText", f"A {marks.hole(0)} c", "<p>Text</p>"),
        ("Title\n=====\n\nText", "Title", "<p>Text</p>"),
        ("# Title #\n# Another", "Title", '<h1 id="another">Another</h1>'),
        ("Lead.\n\n# Title\n\nText", "Title", "<p>Lead.</p>\n<p>Text</p>"),
        ("```\n# code\n```\n\n# Title", "Title", "<pre><code># code\n</code></pre>"),
        ("    # code\n\n# Title", "Title", "<pre><code># code\n</code></pre>"),
        ("## Section\n\nText", "Section", '<h2 id="section">Section</h2>\n<p>Text</p>'),
        ("# `code` and [link](x.md) \\* &amp; [^1]\n", "code and link * &", ""),
        ("---\ntitle: Same\n---\n# Same\n\nText", "Same", "<p>Text</p>"),
        ("---\ntitle: Title\n---\n# Other\n", "Title", '<h1 id="other">Other</h1>'),
    ],
)
def test_titles(text: str, title: str, html: str) -> None:
    """The title comes from the front matter, else from the first `#`; that heading is not repeated in the body."""
    page = page_of(text)
    assert (marks.strip(page.title.text), page.body.html) == (title, html)


def test_places_count_the_front_matter() -> None:
    """Lines and columns are the file's, with a byte order mark, with any line ends."""
    text = "\ufeff---\r\ntitle: A {{ b }}\r\n---\r\n# T {{ c }}\r\n\r\nText {{ d }} 12 a\r\n"
    page = page_of(text)
    title, body = page.title.holes[0], page.body.holes[-1].hole
    assert isinstance(title, Reference)
    assert isinstance(body, Reference)
    assert (title.span.line, title.span.column) == (2, 13)
    assert (body.id, body.span.line, body.span.column) == ("d", 6, 9)
    numerals = page_numerals(page.path, text, Config())
    assert [(numeral.text, numeral.span.line, numeral.span.column) for numeral in numerals] == [("12", 6, 14)]


def test_line_ends_and_marks_give_the_same_body() -> None:
    """Windows line ends and a byte order mark change nothing but the file's own hash."""
    plain = page_of("---\ntitle: T\n---\n\nOne\ntwo {{ a }}\n\n- x\n")
    other = page_of("\ufeff---\r\ntitle: T\r\n---\r\n\r\nOne\r\ntwo {{ a }}\r\n\r\n- x\r\n")
    assert (plain.title, plain.body) == (other.title, other.body)


@pytest.mark.parametrize(
    ("path", "languages", "language", "key", "route"),
    [
        ("content/index.md", ("en",), "en", "index", ""),
        ("content/a/b.md", ("en",), "en", "a/b", "a/b/"),
        ("content/a/index.md", ("en",), "en", "a/index", "a/"),
        ("content/en/index.md", ("en", "fr"), "en", "index", ""),
        ("content/fr/index.md", ("en", "fr"), "fr", "index", "fr/"),
        ("content/en/a/b.md", ("en", "fr"), "en", "a/b", "a/b/"),
        ("content/fr/a/index.md", ("en", "fr"), "fr", "a/index", "fr/a/"),
        ("content/en/a.md", ("en",), "en", "a", "a/"),
        ("content/v1.2.md", ("en",), "en", "v1.2", "v1.2/"),
        ("content/e\u0301te\u0301.md", ("fr",), "fr", "été", "été/"),
    ],
)
def test_addresses(path: str, languages: tuple[str, ...], language: str, key: str, route: str) -> None:
    """A page's path says its language, its key and its address."""
    page = page_of("Text", path, Config(languages=languages))
    assert (page.language, page.key, page.route) == (language, key, route)


@pytest.mark.parametrize(
    ("path", "code", "message", "hint"),
    [
        ("content/en/my page.md", "page-name", "`my page.md` holds characters an address cannot", "call it `my-page`"),
        ("content/en/a:b?.md", "page-name", "`a:b?.md` holds characters an address cannot", "call it `a-b`"),
        (
            "content/en/CON.md",
            "page-name",
            "`CON.md` cannot be the name of a file everywhere",
            "call it `CON-page`: Windows keeps this name for itself",
        ),
        ("content/en/a..md", "page-name", "`a..md` ends in a point", "leave it out"),
        (
            "content/about.md",
            "page-language",
            "this page stands in no language's folder",
            "move it to content/en/about.md",
        ),
        (
            "content/de/a.md",
            "page-language",
            "this page stands in no language's folder",
            "write `languages: [en, fr, de]` in site.yaml, or move it into one of: en, fr",
        ),
        (
            "content/en/facts/x.md",
            "page-reserved",
            "`/facts/` is written by the engine",
            "call it something else, as `about-facts`",
        ),
        ("content/en/fr.md", "page-reserved", "`/fr/` is where another language begins", "call it something else"),
    ],
)
def test_bad_paths(path: str, code: str, message: str, hint: str) -> None:
    """A path that cannot be an address, or is another's, is an error that says what to call it."""
    assert [(p.code, p.message, p.hint) for p in problems_of("Text", path, TWO)] == [(code, message, hint)]


def test_a_name_that_is_too_long() -> None:
    """File systems end at 255 bytes."""
    assert [p.message for p in problems_of("x", f"content/{'é' * 101}.md")] == [f"`{'é' * 59}…` is too long"]


def test_twins() -> None:
    """Two pages of one address, on every machine or on some. Files that are one file there are the reader's to tell."""
    routes = {
        "content/a.md": "a/",
        "content/a/index.md": "a/",
        "content/A.md": "A/",
        "content/é.md": "é/",
        "content/e\u0301/index.md": "e\u0301/",
        "content/b.md": "b/",
    }
    assert [problem.message for problem in twin_problems(routes)] == [
        "`content/a/index.md` and `content/A.md` have one address, `/a/`",
        "`content/é.md` and `content/e\u0301/index.md` have one address, `/é/`",
    ]


def test_front_matter_that_is_not_closed() -> None:
    """The hint says how to close it; what follows the keys is the body."""
    text = "---\ntitle: Deal\n\n# Head\n\nText {{ a }}\n"
    assert shown(text) == (
        "content/index.md:1:1: error[front-matter]: the front matter is never closed\n"
        "  |\n"
        "1 | ---\n"
        "  | ^^^\n"
        "  = end it with a line `---`"
    )
    page, _ = read_page("content/index.md", text, Config())
    assert page.title.text == "Deal"
    assert [placed.hole.span.line for placed in page.body.holes] == [6]


def test_front_matter_without_its_first_line() -> None:
    """Keys at the head of a page that never become front matter are not silently prose."""
    assert shown("title: Deal\nmenu: true\n---\n\nText\n") == (
        "content/index.md:1:1: error[front-matter]: this looks like front matter without its first line\n"
        "  |\n"
        "1 | title: Deal\n"
        "  | ^^^^^^^^^^^\n"
        "  = put a line `---` before it"
    )


def test_front_matter_of_another_kind() -> None:
    """TOML between `+++` is not read."""
    assert shown('+++\ntitle = "x"\n+++\nText\n') == (
        "content/index.md:1:1: error[front-matter]: front matter between `+++` is not read\n"
        "  |\n"
        "1 | +++\n"
        "  | ^^^\n"
        "  = write it as YAML between two lines `---`"
    )


def test_a_rule_is_no_front_matter() -> None:
    """A page may begin with a rule across the page."""
    assert page_of("---\n\nText.\n").body.html == "<hr>\n<p>Text.</p>"


def test_mistakes_in_front_matter_are_all_shown() -> None:
    """Each key is read by itself, at its own place."""
    found = problems_of("---\ntitel: x\npublished: soon\nmenu: maybe\nlayout: ../x\naliases: [a b]\n---\nText\n")
    assert sorted((p.code, p.span.line, p.span.column) for p in found if p.span) == [
        ("date-syntax", 3, 12),
        ("key-unknown", 2, 1),
        ("value-kind", 4, 7),
        ("value-kind", 5, 9),
        ("value-kind", 6, 11),
    ]


def test_forms_in_front_matter() -> None:
    """A malformed form in a title is shown where it stands."""
    assert shown('---\ntitle: "The {{ AWS }} deal"\n---\nText\n') == (
        "content/index.md:2:16: error[reference-syntax]: `AWS` is not the id of a fact\n"
        "  |\n"
        '2 | title: "The {{ AWS }} deal"\n'
        "  |                ^^^\n"
        "  = did you mean `aws`? an id is lower-case letters, digits and `_`, joined by dots"
    )


@pytest.mark.parametrize("written", ["\ue000", "\ue101", "&#xE100;", "&#57344;"])
def test_private_characters(written: str) -> None:
    """What only the engine may write is refused, in the text and as an entity, in titles and in prose."""
    for text in (f"# T {written}", f"Text {written}0"):
        page, problems = read_page("content/index.md", text, Config())
        assert [problem.code for problem in problems] == ["character-private"]
        assert marks.PRIVATE.search(page.title.text + page.body.html) is None


def test_control_characters() -> None:
    """A control character is refused where it stands."""
    assert [(p.code, p.message, p.span.column) for p in problems_of("a\x00b\x1bc") if p.span] == [
        ("character-control", "`U+0000` is a control character", 2),
        ("character-control", "`U+001B` is a control character", 4),
    ]


def test_a_page_depends_on_its_own_text() -> None:
    """Read twice, with other pages between, it is the same; and it travels between processes."""
    text = "# T {{ a }}\n\n[x](y.md)[^1] {{ b }}\n\n[^1]: n\n"
    first = page_of(text)
    page_of("# Other\n\n[x](z.md)[^1]\n\n[^1]: m\n")
    assert first == page_of(text)
    assert pickle.loads(pickle.dumps(first)) == first


def test_raw_html_can_be_trusted() -> None:
    """`raw_html: trusted` lets it pass, without a warning."""
    assert page_of("<b onclick='x()'>a</b>", config=Config(raw_html="trusted")).body.html == (
        "<p><b onclick='x()'>a</b></p>"
    )


@example("\U00012400", "---\ntitle: ")  # a numeral of a script nobody counts in any more
@given(st.text(max_size=200), st.sampled_from(["", "---\n", "---\ntitle: ", "# "]))
def test_any_text_is_a_page(text: str, start: str) -> None:
    """Whatever stands in a file, a page comes out and every problem has a place."""
    page, problems = read_page("content/index.md", start + text, Config())
    assert page.path == "content/index.md"
    assert all(problem.span is not None for problem in problems)


def test_code_in_a_title_and_in_a_first_paragraph_is_marked_as_code() -> None:
    """They are shown without their elements in `<title>` and in a description, where the gate reads them too."""
    page = page_of("# Listen on `8000`\n\nUse `port 8000`, <kbd>F5</kbd> or 7.\n")
    port, key = marks.mark("code", "port 8000"), marks.mark("code", "F5")
    assert (f"Listen on {marks.mark('code', '8000')}", f"Use {port}, {key} or 7.") == (page.title.text, page.body.lead)
