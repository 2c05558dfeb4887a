"""The pages around the pages: ledger, facts, sources, glossary, corrections, method, lists, redirects, the 404."""

import re
from dataclasses import replace

from exposit.build.run import finish
from exposit.marks import TALLY, mark
from exposit.model import Config, Output, PartialDate, Revision, Site, Tally
from exposit.render.chrome import Chrome
from exposit.render.numbers import write_list
from exposit.render.outputs import OUTPUTS
from exposit.render.redirects import redirect_jobs
from exposit.render.tally import tally_text
from tests.render.sample import page, plain, quantity, sample

SITE = sample()


def _outputs(site: Site) -> dict[str, Output]:
    return {job.path: job.make() for producer in OUTPUTS for job in producer(site)}


MADE = _outputs(SITE)


def _html(path: str) -> str:
    content = MADE[path].content
    assert isinstance(content, str)
    return plain(content)


def _text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_the_contract_s_pages_exist_in_every_language() -> None:
    rooms = ["facts/", "facts/aws.deal/", "sources/", "glossary/", "corrections/", "method/", "charts/commitments/"]
    wanted = [f"{home}{room}index.html" for home in ("", "fr/") for room in rooms]
    assert [] == [path for path in [*wanted, "404.html", "fr/404.html", "feed.xml", "facts.json"] if path not in MADE]


def test_every_path_is_made_once() -> None:
    paths = [job.path for producer in OUTPUTS for job in producer(SITE)]
    assert sorted(set(paths)) == sorted(paths)


def test_the_ledger_is_a_plain_table_that_a_script_may_sort() -> None:
    html = _html("facts/index.html")
    assert (
        '<tr id="aws.deal" data-state="disputed">'
        '<th scope="row"><a href="aws.deal/">OpenAI’s commitment to AWS</a></th>'
        '<td class="num" data-order="38000000000"><span data-fact="aws.deal">$38 billion</span></td>'
    ) in html
    assert '<form class="sieve" data-sieve data-waiting>' in html


def test_a_fact_s_page_shows_what_it_rests_on_and_what_rests_on_it() -> None:
    text = _text(_html("facts/aws.deal/index.html"))
    for expected in (
        "Under this new $38 billion agreement",
        "Payer OpenAI",
        "AWS’s share of both",
        "Who pays for the machine?",
    ):
        assert expected in text


def test_sources_list_what_rests_on_them() -> None:
    html = _html("sources/index.html")
    entry = re.search(r'<li id="kulturegeek">.*?</ul>', html, re.S)
    assert entry and 'data-fact="oracle.deal"' in entry[0] and 'lang="fr"' in entry[0]


def test_the_glossary_explains_and_can_be_linked_to() -> None:
    assert '<div id="inference"><dt>inference</dt>' in _html("glossary/index.html")


def test_corrections_come_newest_first() -> None:
    assert "Corrected 2 October 2025: it said $250 billion." in _text(_html("corrections/index.html"))


def test_the_method_counts_and_names_exemptions_with_reasons() -> None:
    text = _text(_html("method/index.html"))
    assert "All facts 8" in text
    assert "24/7 idiom" in text


def test_the_list_behind_the_denominator_has_every_number_of_the_page() -> None:
    counted = finish(SITE, MADE["index.html"]).inspection.counted
    content = str(write_list(SITE, MADE["numbers/index.html"], counted).content)
    shown = re.findall(r"data-(?:fact|claim|exempt)=\"([^\"]+)\"", content)
    for name in ("aws.deal", "aws.term", "all.deals", "product name", "oracle.deal / aws.deal"):
        assert name in shown
    assert f'<p class="tally"><a href="numbers/">{TALLY}</a></p>' in str(MADE["index.html"].content)


def test_a_404_may_be_served_anywhere() -> None:
    addresses = re.findall(r'(?:href|src)="([^"]+)"', _html("404.html"))
    assert [] == [each for each in addresses if not each.startswith(("/x/", "#", "https://"))]


def test_an_author_s_own_page_stands_where_a_generated_one_would() -> None:
    made = page("<p>Ours.</p>", key="method")
    content = str(_outputs(replace(SITE, pages={**SITE.pages, made.path: made}))["method/index.html"].content)
    assert "Ours." in content


def test_a_room_without_anything_to_show_says_so_and_is_not_listed() -> None:
    """Its address is promised to whoever looks; nobody is sent there."""
    made = page("<p>x</p>")
    outputs = _outputs(Site(Config(), None, pages={made.path: made}))
    rooms = [f"{name}/index.html" for name in ("facts", "sources", "glossary", "corrections", "method")]
    assert {"index.html", "404.html", *rooms} == {path for path in outputs if path.endswith(".html")}
    assert all('<meta name="robots" content="noindex">' in str(outputs[path].content) for path in rooms)
    assert not any(path.removesuffix("index.html") in str(outputs["index.html"].content) for path in rooms)
    assert "This site states no facts." in str(outputs["facts/index.html"].content)


def test_what_a_fact_once_said_is_no_display_of_it() -> None:
    """It stays when the fact changes, and `check --prove` must not ask it to move."""
    deal = SITE.facts["aws.deal"]
    revised = replace(deal, revisions=(Revision(PartialDate(2025, month=11), quantity("30 billion USD"), {}),))
    site = replace(SITE, facts={**SITE.facts, "aws.deal": revised})
    content = str(_outputs(site)["corrections/index.html"].content)
    assert mark("label", "$30\u00a0billion", "aws.deal") in content


def test_an_empty_site_has_a_404_and_no_error() -> None:
    assert "404.html" in _outputs(Site(Config(), None))


def test_former_addresses_send_their_visitors_on() -> None:
    made = page("<p>x</p>", key="new", aliases=("/old/", "older.html", "../new"))
    site = replace(SITE, pages={made.path: made}, renamed={"old.deal": "aws.deal", "aws.term": "aws.deal"})
    found = {job.path: plain(str(job.make().content)) for job in redirect_jobs(Chrome(site))}
    assert ["fr/facts/old.deal/index.html", "facts/old.deal/index.html", "old/index.html", "older.html"] == sorted(
        found, key=lambda path: (not path.startswith("fr/"), path)
    )
    assert '<meta http-equiv="refresh" content="0; url=../new/">' in found["old/index.html"]


def test_the_denominator_in_both_languages() -> None:
    tally = Tally(sourced=88, calculated=34, exempt=9, labels=41)
    assert "131 quantities: 88 sourced, 34 calculated, 9 exempt; 41 dates and labels" == tally_text(tally, "en")
    assert "1 quantity: 1 sourced" == tally_text(Tally(sourced=1), "en")
    assert "0 quantities" == tally_text(Tally(), "en")
    french = plain(tally_text(tally, "fr"))
    assert french.startswith("131 ") and "88 " in french and "quantities" not in french


def test_sources_without_a_web_address_are_no_links() -> None:
    source = replace(SITE.sources["wsj"], url="javascript:alert(1)")
    site = replace(SITE, sources={**SITE.sources, "wsj": source})
    assert "javascript:" not in re.sub(r"<p data-copy.*?</p>", "", str(_outputs(site)["sources/index.html"].content))
