"""A body's holes, filled."""

from exposit.render.body import contents, fill_body
from exposit.render.notes import Notes
from tests.render.sample import page, plain, sample

SITE = sample()


def _filled(html: str, key: str = "index") -> str:
    made = page(html, key=key)
    return plain(fill_body(SITE, made, Notes(SITE, "en", made.route)).html)


def test_a_heading_at_the_very_beginning_becomes_the_page_s() -> None:
    made = page('<h1 id="x">All of {{ aws.term }}</h1>\n<p>Text</p>')
    filled = fill_body(SITE, made, Notes(SITE, "en", ""))
    assert "\n<p>Text</p>" == filled.html
    assert 'data-fact="aws.term"' in filled.heading


def test_a_first_level_heading_further_down_stays_where_it_is() -> None:
    assert "<p>a</p><h1>b</h1>" == _filled("<p>a</p><h1>b</h1>")


def test_a_chart_stands_outside_its_paragraph() -> None:
    html = _filled("<p>::: chart commitments</p>")
    assert html.startswith("<figure") and 'id="chart-commitments" data-chart="commitments"' in html


def test_an_unknown_chart_is_a_visible_gap() -> None:
    assert '<p><span class="missing">nothing</span></p>' == _filled("<p>::: chart nothing</p>")


def test_addresses_become_those_of_the_finished_site() -> None:
    links = (
        "../method.md ../about.md#x assets/terms.pdf ../assets/terms.pdf https://e.org/?a=1 #top mailto:a@b nowhere.md"
    )
    html = _filled(" ".join(f'<a href="{link}">x</a>' for link in links.split()), key="a/b")
    made = [part.split('"')[0] for part in html.split('href="')[1:]]
    assert [
        "../../method/",
        "../../about/#x",
        "../../assets/terms.pdf",
        "../../assets/terms.pdf",
        "https://e.org/?a=1",
        "#top",
        "mailto:a@b",
        "nowhere.md",
    ] == made


def test_pages_are_found_beside_the_page_and_generated_ones_at_the_root() -> None:
    html = _filled('<a href="about.md#x">a</a><a href="method.md">m</a><a href="/en/about.md">r</a>')
    assert ["about/#x", "method/", "about/"] == [part.split('"')[0] for part in html.split('href="')[1:]]


def test_what_a_hole_holds_cannot_become_markup() -> None:
    assert '<span data-exempt="r">&lt;script&gt;7</span>' in _filled("<p>[<script>7]{exempt: r}</p>")


def test_the_table_of_contents_shows_facts_and_opens_nothing() -> None:
    made = page('<h2 id="a">In {{ aws.signed | year }} &amp; <em>after</em></h2><h3 id="b">B</h3><h4 id="c">C</h4>')
    entries = [(entry.id, entry.level, plain(entry.text)) for entry in contents(SITE, made)]
    assert [("a", 2, "In 2025 &amp; after"), ("b", 3, "B")] == entries


def test_an_author_s_table_stands_in_a_frame_that_can_scroll() -> None:
    """The innermost of nested ones too, and nothing is left open."""
    frame = '<div class="scroll" role="group" aria-label="Table" tabindex="0">'
    assert f"<p>a</p>{frame}<table><tr><td>b</td></tr></table></div>" == _filled(
        "<p>a</p><table><tr><td>b</td></tr></table>"
    )
    assert f"<table>{frame}<table></table></div></table>" == _filled("<table><table></table></table>")
