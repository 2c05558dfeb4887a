"""Social cards: one a page and language, as large as those who show them want, with what the page shows."""

from __future__ import annotations

import re
import struct
from dataclasses import replace

import pytest

from exposit.build.memo import Memo
from exposit.build.run import Options, Result, run
from exposit.marks import strip
from exposit.model import Site
from exposit.render.cards import card, card_jobs
from exposit.render.chrome import Chrome
from tests.golden import SITES, cold

PAGES = {
    "content/site.yaml": """\
title: {en: "Bicycles", fr: "Vélos"}
languages: [en, fr]
base_url: https://example.org/bikes
""",
    "content/facts.yaml": """\
sources:
  paper: {title: "A paper", publisher: "The Paper", url: "https://example.org", language: en}
facts:
  lanes:
    label: {en: "Lanes of the city", fr: "Pistes de la ville"}
    value: 57 km
    evidence: {source: paper, quote: "there are 57 km of lanes"}
""",
    "content/en/index.md": "# Lanes\n\nThere are {{ lanes }} of them.\n",
    "content/fr/index.md": "# Pistes\n\nIl y en a {{ lanes }}.\n",
    "content/en/plain.md": "# A page of words\n\nNo number here.\n",
    "content/fr/plain.md": "# Une page de mots\n\nAucun nombre ici.\n",
}


def built(**changed: str) -> Result:
    return run({**PAGES, **changed}, Memo(), Options(base_url=None))


@pytest.fixture(scope="module")
def gallery() -> Result:
    return cold(SITES / "gallery" / "in").result


def words(svg: str) -> list[str]:
    """The words of a drawing, whatever spaces they are set with."""
    return [" ".join(text.split()) for text in re.findall(r"<text [^>]*>([^<]*)</text>", strip(svg))]


def keys(site: Site) -> dict[str, str]:
    return {job.path: job.key for job in card_jobs(Chrome(site))}


def test_every_page_has_a_card_in_every_language() -> None:
    """A PNG of 1200 by 630, and the page says where it is, whole; generated pages have their front page's."""
    result = built()
    assert () == result.problems
    for folder in ("", "plain/", "fr/", "fr/plain/"):
        picture = result.outputs[f"{folder}card.png"]
        assert (1200, 630) == struct.unpack(">II", picture[16:24])
        page = result.outputs[f"{folder}index.html"].decode()
        assert f'<meta property="og:image" content="https://example.org/bikes/{folder}card.png">' in page
        assert '<meta name="twitter:card" content="summary_large_image">' in page
    facts = result.outputs["fr/facts/index.html"].decode()
    assert 'content="https://example.org/bikes/fr/card.png"' in facts


def test_a_card_shows_the_pages_number_and_its_source() -> None:
    """The number as the page writes it, what it is, who says so; a page without one shows its title."""
    site = built().site
    shown = {path: words(card(site, page)) for path, page in site.pages.items()}
    assert ["Lanes", "57 kilometres", "Lanes of the city", "Source: The Paper", "Bicycles"] == shown[
        "content/en/index.md"
    ]
    assert ["Pistes", "57 kilomètres", "Pistes de la ville", "Source : The Paper", "Vélos"] == shown[
        "content/fr/index.md"
    ]
    assert ["A page of words", "Bicycles"] == shown["content/en/plain.md"]


def test_a_card_shows_the_pages_first_chart(gallery: Result) -> None:
    """With the chart's finding, marked like any other display of it: the gate has read it."""
    output = gallery.marked["card.png"]
    assert gallery.site.charts and "data-row" in output.shows
    assert [] == [item for item in gallery.inspections if item.path == "card.png" and item.orphans]


def test_a_number_on_a_card_needs_a_source_like_any_other() -> None:
    """A title that states a number without a source is refused on its card too."""
    result = built(**{"content/en/plain.md": "# Another 12,000 bicycles\n\nWords.\n"})
    (seen,) = [item for item in result.inspections if item.path == "plain/card.png"]
    assert {"12,000"} == {orphan.text for orphan in seen.orphans}
    assert "number-unsourced" in {problem.code for problem in result.problems}


def test_a_card_is_made_again_only_when_it_would_look_different() -> None:
    """Its key knows the title and the number, not the rest of the text."""
    before = keys(built().site)
    assert before == keys(built(**{"content/en/plain.md": "# A page of words\n\nOther words.\n"}).site)
    other = keys(built(**{"content/en/plain.md": "# Other words\n\nNo number here.\n"}).site)
    assert {"plain/card.png"} == {path for path in before if before[path] != other[path]}
    facts = PAGES["content/facts.yaml"].replace("57 km", "58 km")
    other = keys(built(**{"content/facts.yaml": facts}).site)
    assert {"card.png", "fr/card.png"} == {path for path in before if before[path] != other[path]}


def test_no_card_without_an_address() -> None:
    """A card is named by its whole address; where none is known, none is made."""
    site = built().site
    assert [] == list(card_jobs(Chrome(replace(site, config=replace(site.config, base_url=None)))))


@pytest.mark.parametrize("name", ["gallery", "timeline", "regions"])
def test_nothing_leaves_a_card(name: str) -> None:
    """Every word and mark of every golden site's cards lies in the frame."""
    site = cold(SITES / name / "in").result.site
    for page in site.pages.values():
        svg = card(site, page)
        for x, y in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"', svg):
            assert 50 <= float(x) <= 1150 and 40 < float(y) < 620
        for y, height in re.findall(r'<rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', svg):
            assert float(y) + float(height) <= 630
