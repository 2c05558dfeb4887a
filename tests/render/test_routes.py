"""Addresses: where things live, and how one page names another."""

import posixpath
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposit.model import Config
from exposit.render import routes

TWO = Config(languages=("en", "fr"), base_url="https://example.org/x/")


def test_the_first_language_lives_at_the_root_and_others_below_their_code() -> None:
    found = [routes.page_url(TWO, language, key) for language in ("en", "fr") for key in ("index", "a/b", "a/index")]
    assert ["", "a/b/", "a/", "fr/", "fr/a/b/", "fr/a/"] == found


def test_generated_pages_live_where_the_contract_says() -> None:
    found = [
        routes.facts_url(TWO, "fr"),
        routes.fact_url(TWO, "fr", "aws.deal"),
        routes.sources_url(TWO, "en", "a_1"),
        routes.glossary_url(TWO, "en", "t"),
        routes.corrections_url(TWO, "en"),
        routes.method_url(TWO, "fr"),
        routes.missing_url(TWO, "fr"),
        routes.feed_url(TWO, "en"),
        routes.chart_url(TWO, "fr", "c"),
        routes.embed_url(TWO, "en", "c"),
        routes.chart_file(TWO, "en", "c", "plotly.json"),
    ]
    assert [
        "fr/facts/",
        "fr/facts/aws.deal/",
        "sources/#a_1",
        "glossary/#t",
        "corrections/",
        "fr/method/",
        "fr/404.html",
        "feed.xml",
        "fr/charts/c/",
        "charts/c/embed/",
        "charts/c.plotly.json",
    ] == found


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("", "", "./"),
        ("", "fr/", "fr/"),
        ("fr/", "", "../"),
        ("fr/a/", "fr/facts/aws.deal/", "../facts/aws.deal/"),
        ("fr/", "fr/#money", "#money"),
        ("a/", "a/", "./"),
        ("charts/c.csv", "sources/#x", "../sources/#x"),
        ("", "é t/", "%C3%A9%20t/"),
        ("", "a:b/", "a%3Ab/"),
        ("/x/", "facts/", "/x/facts/"),
    ],
)
def test_an_address_is_relative_to_its_page(here: str, there: str, expected: str) -> None:
    assert expected == routes.relative(here, there)


SEGMENT = st.text(st.characters(exclude_characters="/#?\\.", exclude_categories=("Cs", "Cc")), min_size=1, max_size=5)
ROUTE = st.lists(SEGMENT, max_size=3).map(lambda parts: "".join(f"{part}/" for part in parts))


@given(ROUTE, ROUTE)
def test_following_an_address_leads_to_its_route(here: str, there: str) -> None:
    base = "https://example.org/"
    led = urljoin(base + "/".join(map(_quoted, here.split("/"))), routes.relative(here, there))
    assert base + there == unquote(led)


def _quoted(segment: str) -> str:
    from urllib.parse import quote

    return quote(segment, safe="")


def test_a_page_served_anywhere_gives_rooted_addresses_below_the_base_url() -> None:
    assert ("/x/", "/") == (routes.anywhere(TWO), routes.anywhere(Config()))


def test_full_addresses_need_a_base_url() -> None:
    assert ("https://example.org/x/fr/", None) == (routes.absolute(TWO, "fr/"), routes.absolute(Config(), "fr/"))


def test_a_folder_is_its_index() -> None:
    assert ["index.html", "a/index.html", "404.html"] == [routes.file_of(name) for name in ("", "a/", "404.html")]
    assert "a" == posixpath.dirname(routes.file_of("a/"))
