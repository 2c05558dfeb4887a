"""An author's page, whole: head, hero, text, notes, foot; borrowed where a language lacks it."""

import re
from dataclasses import replace

import pytest

from exposit.model import Config, Inline, Output, Site
from exposit.render.chrome import POLICY, Chrome
from exposit.render.closure import page_depends
from exposit.render.page import page_jobs
from tests.render.sample import both, inline, page, plain, sample

SITE = sample()


def _pages(site: Site) -> dict[str, Output]:
    return {job.path: job.make() for job in page_jobs(Chrome(site))}


def _html(site: Site, path: str = "index.html") -> str:
    content = _pages(site)[path].content
    assert isinstance(content, str)
    return plain(content)


def test_every_page_is_written_in_every_language() -> None:
    assert ["about/index.html", "fr/about/index.html", "fr/index.html", "index.html"] == sorted(_pages(SITE))


def test_the_head_says_what_the_page_is_and_forbids_everything_else() -> None:
    html = _html(SITE)
    for expected in (
        '<html lang="en">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY.replace(chr(39), "&#39;")}">',
        "<title>Who pays for the machine? · Who pays?</title>",
        '<meta name="description" content="What OpenAI signed with Amazon for $38 billion, who else',
        '<link rel="canonical" href="https://example.org/x/">',
        '<link rel="alternate" hreflang="fr" href="https://example.org/x/fr/">',
        '<link rel="alternate" hreflang="x-default" href="https://example.org/x/">',
        '<meta property="og:title" content="Who pays for the machine?">',
        '<meta property="og:image" content="https://example.org/x/card.png">',
        '<script type="application/ld+json">{"@context"',
    ):
        assert expected in html


def test_nothing_in_the_page_offends_its_own_policy() -> None:
    html = _html(SITE)
    assert [] == re.findall(r"\sstyle=|\son[a-z]+=|javascript:", html)
    assert [] == re.findall(r"<script(?! type=\"(?:module|application/ld\+json)\")", html)
    assert [] == re.findall(r'(?:src|<link rel="(?:stylesheet|preload|icon)" href)="(?:https?:)?//', html)


def test_every_button_opens_a_note_that_is_there_and_every_id_is_there_once() -> None:
    html = _html(SITE)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(set(ids)) == sorted(ids)
    assert set(re.findall(r'popovertarget="([^"]+)"', html)) <= set(ids)


def test_a_front_page_leads_with_its_first_quantity() -> None:
    assert '<p class="lead" data-uncounted><span class="lead-label">OpenAI’s commitment to AWS</span>' in _html(SITE)
    assert 'class="lead"' not in _html(SITE, "about/index.html")


@pytest.mark.parametrize(("lead", "expected"), [("none", []), ("oracle.deal", ["oracle.deal"]), ("gone", ["aws.deal"])])
def test_a_site_may_choose_its_lead(lead: str, expected: list[str]) -> None:
    site = replace(SITE, config=replace(SITE.config, theme={"lead": lead}))
    assert expected == re.findall(r'<span class="lead-value">.*?data-fact="([^"]+)"', _html(site))


def test_a_site_may_say_what_its_lead_is() -> None:
    """In words of its own, where the fact's label is a name in a chart."""
    words = {"en": Inline("What is owed", "en")}
    site = replace(SITE, config=replace(SITE.config, theme={"lead": "aws.deal"}, lead_label=words))
    assert '<span class="lead-label">What is owed</span>' in _html(site)
    other = replace(site, config=replace(site.config, theme={"lead": "gone"}))
    assert "What is owed" not in _html(other)


def test_a_page_depends_on_its_lead() -> None:
    """Also where its text does not show that fact."""
    (about,) = (page for page in SITE.pages.values() if page.key == "about" and page.language == "en")
    site = replace(SITE, config=replace(SITE.config, theme={"lead": "aws.deal"}))
    assert [False, True] == [
        "fact:aws.deal" in page_depends(site, page) for page in (about, replace(about, key="index"))
    ]


def test_the_language_switch_leads_to_the_same_page() -> None:
    assert '<a class="tool" href="../fr/about/" hreflang="fr"' not in _html(SITE, "fr/index.html")
    assert '<a class="tool" href="fr/" hreflang="fr" lang="fr" data-switch>Français</a>' in _html(SITE)


def test_a_page_that_is_not_translated_is_borrowed_with_a_notice() -> None:
    html = _html(SITE, "fr/about/index.html")
    assert '<html lang="fr">' in html
    assert '<article class="article" lang="en">' in html
    assert '<p class="notice" lang="fr">' in html
    assert '<meta name="robots" content="noindex">' in html


def test_everything_borrowed_says_its_language() -> None:
    """The head and the notes too: a screen reader speaks them, and the gate reads them, in the language they are in."""
    about = replace(SITE.pages["content/en/about.md"], body=page("<p>{{ aws.term }}</p>").body)
    html = _html(replace(SITE, pages={**SITE.pages, about.path: about}), "fr/about/index.html")
    assert '<head lang="en">' in html
    assert re.search(r'<meta property="og:site_name" lang="fr"', html)
    assert re.search(r'<h2 class="notes-title">[^<]*</h2>\n<div lang="en">', html)
    assert "<head>" in _html(SITE, "about/index.html")


def test_the_title_of_the_front_matter_is_the_heading_where_the_text_has_none() -> None:
    made = page("<p>a</p>", title="On {{ aws.term }}")
    assert '<h1>On <button class="n"' in _html(sample({made.path: made}))


def test_without_a_description_the_first_paragraph_speaks_cut_between_words() -> None:
    made = page(f"<p>{'{{ aws.deal }} once ' * 40}</p>")
    found = re.search(r'<meta name="description" content="([^"]*)"', _html(sample({made.path: made})))
    assert found
    assert re.fullmatch(r"(\$38 billion once )*\$38 billion( once)?…", found[1]), found[1]
    assert len(found[1]) <= 301


def test_the_smallest_site_has_no_menu_no_switch_and_no_rooms() -> None:
    made = page("<h1>Hello</h1><p>World</p>", title="Hello")
    html = plain(str(_pages(Site(Config(), None, pages={made.path: made}))["index.html"].content))
    assert "<title>Hello</title>" in html
    assert [] == re.findall(r"<nav|data-switch|canonical|hreflang|popover", html)


def test_a_draft_says_so_and_is_not_to_be_listed() -> None:
    html = _html(replace(SITE, draft=True))
    assert '<p class="banner" role="note">' in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_long_menu_holds_only_what_asked_for_a_place() -> None:
    many = [page("<p>x</p>", key=f"p{index}", title=f"P{index}") for index in range(30)]
    from decimal import Decimal

    placed = [replace(item, order=Decimal(index)) if index < 3 else item for index, item in enumerate(many)]
    html = _html(sample({item.path: item for item in placed}), "p0/index.html")
    menu = re.search(r'<nav class="menu".*?</nav>', html, re.S)
    assert menu and ["P0", "P1", "P2"] == re.findall(r">(P\d+)<", menu[0])


def _keys(site: Site) -> dict[str, str]:
    return {job.path: job.key for job in page_jobs(Chrome(site))}


def _with(site: Site, **digests: str) -> Site:
    return replace(site, digests={**site.digests, **{name.replace("__", ":"): text for name, text in digests.items()}})


def test_a_page_is_made_again_for_what_it_shows_and_for_nothing_else() -> None:
    before = _keys(SITE)
    inputs = {"fact:oracle.deal": "new"}
    after = _keys(replace(SITE, digests=inputs))
    assert {"index.html", "fr/index.html"} == {path for path in before if before[path] != after[path]}
    elsewhere = _keys(replace(SITE, digests={"fact:aws.nothing": "new", "facts": "new", "term:other": "new"}))
    assert before == elsewhere


@pytest.mark.parametrize("asks", ['{{ fact("aws.deal") }}', "{{ data.cards[0].title }}", "{{ text(title) }}"])
def test_where_templates_may_show_facts_every_page_depends_on_them(asks: str) -> None:
    """Which ones is known when a template runs: a number that no page's text names must not stay as it was."""
    site = replace(SITE, templates={"foot.html": asks})
    changed = replace(site, digests={**site.digests, "facts": "new"})
    assert {path for path, key in _keys(site).items() if _keys(changed)[path] != key} == set(_keys(site))


@pytest.mark.parametrize("name", ["engine", "config", "templates", "data"])
def test_what_stands_on_every_page_makes_every_page_again(name: str) -> None:
    before, after = _keys(SITE), _keys(replace(SITE, digests={name: "new"}))
    assert set(before) == {path for path in before if before[path] != after[path]}


def test_a_template_can_ask_for_facts_texts_and_data() -> None:
    own = {"own.html": "{{ fact('aws.deal') }}|{{ text(data.team.name) }}"}
    made = page("<p>x</p>", layout="own")
    site = replace(sample({made.path: made}), templates=own, data={"team": {"name": both("A & B")}})
    assert "|A &amp; B" in _html(site)


def test_the_same_site_gives_the_same_bytes() -> None:
    assert _pages(SITE) == _pages(sample())


def test_odd_characters_in_titles_stay_text() -> None:
    made = replace(page("<p>x</p>"), title=inline('"><script>x</script> \u202e'))
    html = _html(sample({made.path: made}))
    assert "<script>x" not in html
