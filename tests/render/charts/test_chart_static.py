"""The chart in a page: complete without a script, each row named, valued and traceable, for any site's data."""

import re

import pytest

from exposit.check.gate import inspect
from exposit.check.html import select
from exposit.marks import strip
from exposit.model import CHART_KINDS, Annotation, ChartKind, Output, Query, Site
from exposit.render.charts.rows import listed
from exposit.render.charts.static import chart_html, table_html
from exposit.render.notes import Notes
from tests.render.charts.sample import chart, day, deals, fact, flagship, period, site, text

SITE = flagship()
EVERY = [(name, language) for name in SITE.charts for language in ("en", "fr")]


def html_of(site: Site, name: str, language: str = "en") -> str:
    return str(chart_html(site, name, language, Notes(site, language, ""), ""))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_row_is_named_and_shows_its_value_as_text(name: str, language: str) -> None:
    """Each fact of a chart has one row with its label, and its value in an element that names the fact."""
    html = html_of(SITE, name, language)
    ids = listed(SITE, SITE.charts[name])
    assert set(ids) == {node.attributes["data-row"] for node in select(html, "[data-row]")}
    for one in ids:
        (row,) = select(html, f'[data-row="{one}"]')
        label = SITE.facts[one].label[language].text
        assert label in row.text()
        assert select(row.html or "", f'[data-fact="{one}"]')[0].text().strip()


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_figure_has_its_contract(name: str, language: str) -> None:
    """`<figure id="chart-ID" data-chart="ID">`, named by its title and described by its description."""
    (figure,) = select(html_of(SITE, name, language), "figure")
    assert (f"chart-{name}", name) == (figure.attributes["id"], figure.attributes["data-chart"])
    for attribute in ("aria-labelledby", "aria-describedby"):
        assert figure.css_first(f"#{figure.attributes[attribute]}").text().strip()


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_nothing_in_it_needs_a_script_or_an_inline_style(name: str, language: str) -> None:
    """The policy `style-src 'self'; script-src 'self'` has nothing to refuse, and no text has a fixed size."""
    html = html_of(SITE, name, language)
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|font-size|font-family|javascript:", html)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_number_in_it_is_vouched_for(name: str, language: str) -> None:
    """The gate finds no number in a chart that rests on nothing."""
    page = f"<main>{html_of(SITE, name, language)}</main>"
    inspection = inspect(Output("index.html", page, "html", language), (), lambda _: False)
    assert () == inspection.orphans


@pytest.mark.parametrize("name", [name for name, spec in SITE.charts.items() if spec.kind != "timeline"])
def test_a_table_has_its_roles_written_out(name: str) -> None:
    """A table that a style sheet lays out as a grid stays one for a screen reader."""
    html = html_of(SITE, name)
    assert select(html, 'table[role="table"]')
    for tag, role in (("tr", "row"), ("td", "cell"), ("tbody", "rowgroup"), ("thead", "rowgroup")):
        assert {role} == {node.attributes.get("role") for node in select(html, tag)}


def test_what_was_not_disclosed_is_said_and_never_drawn() -> None:
    """An undisclosed amount has words and no bar: it is not zero."""
    (row,) = select(html_of(SITE, "commitments"), '[data-row="google.deal"]')
    assert "not disclosed" in strip(row.text())
    assert not row.css("svg")


def test_bars_are_as_long_as_their_amounts() -> None:
    """The longest bar fills its room, the others their share of it."""
    html = html_of(SITE, "commitments")
    widths = {
        node.attributes["data-row"]: node.css_first("svg").attributes["width"]
        for node in select(html, "[data-row]")
        if node.css_first("svg")
    }
    expected = {"oracle.deal": "100%", "azure.deal": "83.33%", "aws.deal": "12.67%", "coreweave.deal": "7.47%"}
    assert expected | {"nvidia.intent": "33.33%"} == widths


def test_negative_bars_end_at_zero_from_the_left() -> None:
    """Zero lies where the greatest loss ends: losses left of it, gains right."""
    facts = [fact("loss", "-20 million EUR", "A loss"), fact("gain", "60 million EUR", "A gain")]
    html = html_of(site(facts, [chart("result", "bars", ("loss", "gain"))]), "result")
    parts = {
        node.attributes["data-row"]: [svg.attributes["width"] for svg in node.css("svg")]
        for node in select(html, "[data-row]")
    }
    assert {"gain": ["25%", "75%"], "loss": ["25%"]} == parts


def test_a_range_shows_what_is_sure_and_what_may_be() -> None:
    """“2 to 3 million” is a solid bar to two and a paler one to three."""
    facts = [fact("low", "2 to 3 million person", "People"), fact("high", "4 million person", "More")]
    (row,) = select(html_of(site(facts, [chart("people", "bars", ("low", "high"))]), "people"), '[data-row="low"]')
    assert [(None, "50%"), ("maybe", "25%")] == [
        (svg.attributes.get("class"), svg.attributes["width"]) for svg in row.css("svg")
    ]


def test_what_does_not_bind_is_drawn_otherwise_and_the_key_says_so() -> None:
    """Not binding and at most are classes of the row and words in the key: never a colour alone."""
    html = html_of(SITE, "commitments")
    (row,) = select(html, '[data-row="nvidia.intent"]')
    assert "is-separate is-soft is-most" == row.attributes["class"]
    assert "not binding" in select(html, ".chart-key")[0].text()


@pytest.mark.parametrize(
    ("one", "shapes"),
    [
        ("signed", ["circle"]),
        ("aws.deal", ["rect", "rect plan fades"]),
        ("coreweave.deal", ["rect", "rect plan"]),
        ("oracle.deal", ["rect plan"]),
        ("early", ["rect open"]),
    ],
)
def test_a_timeline_tells_what_was_from_what_is_planned(one: str, shapes: list[str]) -> None:
    """Solid to the site's day, outlined after it, fading where an end or a start is not public."""
    (row,) = select(html_of(SITE, "timeline"), f'[data-row="{one}"]')
    found = [f"{node.tag} {node.attributes.get('class') or ''}".strip() for node in row.css("svg > *")]
    assert shapes == found


def test_a_timeline_is_in_the_order_of_its_days() -> None:
    """Earliest first; what began nobody knows when stands at its end."""
    order = [node.attributes["data-row"] for node in select(html_of(SITE, "timeline"), "li[data-row]")]
    expected = ["first.money", "early", "coreweave.deal", "google.deal", "nvidia.intent", "azure.deal", "aws.deal"]
    assert [*expected, "signed", "capacity", "oracle.deal"] == order


def test_the_last_year_of_a_timeline_is_shown_whole() -> None:
    """`to: 2031` ends with the last day of 2031: a period to 2031 reaches the edge and not beyond."""
    (bar,) = select(html_of(SITE, "timeline"), '[data-row="oracle.deal"] rect')
    assert 100.0 == round(float(bar.attributes["x"][:-1]) + float(bar.attributes["width"][:-1]), 1)


def test_a_remark_stands_at_its_fact_and_at_its_day() -> None:
    """An annotation of a fact is in its row; one of a day is an item of the timeline."""
    notes = (
        Annotation(text("Seen first here"), fact="signed"),
        Annotation(text("A day of its own"), date=day("2025-06")),
    )
    sample = site(deals(), [chart("t", "timeline", ("signed", "first.money"), annotations=notes)])
    html = html_of(sample, "t")
    assert "Seen first here" in select(html, '[data-row="signed"]')[0].text()
    assert ["first.money", None, "signed"] == [node.attributes.get("data-row") for node in select(html, "li")]


def test_a_share_says_what_is_not_itemised() -> None:
    """The whole beyond its named parts has a row, calculated like any other."""
    (rest,) = select(html_of(SITE, "share"), "tr.is-rest")
    assert ["about $790bn", "about 56%"] == [strip(node.text()) for node in rest.css("[data-claim]")]


def test_parts_in_percent_are_shares_already() -> None:
    """They are parts of a hundred: no share of a share is worked out, and what is lacking is not itemised."""
    facts = [fact("works", "47 percent", "Works"), fact("border", "21.5 percent", "Border")]
    html = html_of(site(facts, [chart("c", "share", ("works", "border"))]), "c")
    cells = [[strip(cell.text()) for cell in row.css("td")] for row in select(html, ".chart-parts tbody tr")]
    assert [["47%"], ["21.5%"], ["32%"]] == cells
    assert ["47", "21.5", "31.5"] == [part.attributes["width"] for part in select(html, ".chart-stack rect")]


def test_more_than_a_hundred_percent_is_no_whole() -> None:
    """Several answers at once: the parts are compared with their sum."""
    facts = [fact("works", "60 percent", "Works"), fact("border", "60 percent", "Border")]
    html = html_of(site(facts, [chart("c", "share", ("works", "border"))]), "c")
    assert [["60%", "50%"], ["60%", "50%"]] == [
        [strip(cell.text()) for cell in row.css("td")] for row in select(html, ".chart-parts tbody tr")
    ]


def test_an_axis_names_what_is_counted_once() -> None:
    """“500,000 people” beside “1m people” leaves no room for a third; money is short enough to be named each time."""
    people, money = fact("few", "0.2 to 1.9 million person", "A few"), fact("cost", "0.2 to 1.9 million EUR", "A cost")
    found = []
    for one in (people, money):
        html = html_of(site([one], [chart("c", "range", (one.id,))]), "c")
        found.append([strip(node.text()) for node in select(html, ".chart-axis text")])
    assert [["0\u00a0people", "500,000", "1m", "1.5m", "2m"], ["€0", "€500,000", "€1m", "€1.5m", "€2m"]] == found


def test_views_are_radio_buttons_and_every_view_is_there_without_a_script() -> None:
    """Each row has a cell a view; the per-year value is missing where the end is not known."""
    html = html_of(SITE, "views")
    assert ["total", "per_year", "share"] == [node.attributes["value"] for node in select(html, "input[type=radio]")]
    (row,) = select(html, '[data-row="oracle.deal"]')
    assert ["about $300bn", "about $60.0bn/yr", "about 21.4%"] == [strip(td.text()) for td in row.css("td")]
    (row,) = select(html, '[data-row="aws.deal"]')
    assert "not known" == row.css('td[data-view="per_year"]')[0].text()


@pytest.mark.parametrize("kind", ["bars", "timeline", "scale", "share", "steps", "range", "flows"])
def test_one_row_is_a_chart_too(kind: str) -> None:
    """Every kind draws a single fact, however small."""
    one = fact("one", "1 GW", "Alone", as_of=day("2026"), period=period("2026", "2027"), payer="aws", payee="openai")
    html = html_of(site([one], [chart("c", kind, ("one",))]), "c")  # type: ignore[arg-type]
    assert ["one"] == [node.attributes["data-row"] for node in select(html, "[data-row]")]


@pytest.mark.parametrize("kind", ["bars", "scale", "share", "steps", "range", "flows", "timeline"])
def test_hostile_labels_stay_text(kind: str) -> None:
    """A label cannot become markup, in any kind."""
    evil = fact(
        "evil", "3 kilometre", "<img src=x onerror=alert(1)>&\"'", as_of=day("2026"), payer="aws", payee="openai"
    )
    html = html_of(site([evil], [chart("c", kind, ("evil",))]), "c")  # type: ignore[arg-type]
    assert not select(html, "img")
    assert "<img src=x onerror=alert(1)>" in strip(select(html, '[data-row="evil"]')[0].text())


def test_a_ratio_of_ten_thousand_still_shows_the_lesser() -> None:
    """The shortest bar has a width, and its value beside it."""
    facts = [fact("big", "10000 GW", "Big"), fact("small", "1 GW", "Small")]
    (row,) = select(html_of(site(facts, [chart("c", "bars", ("big", "small"))]), "c"), '[data-row="small"]')
    assert "0.01%" == row.css_first("svg").attributes["width"]


def test_a_chart_without_rows_says_so() -> None:
    """An empty query is the author's mistake; the preview still has a figure."""
    sample = site([], [chart("c", "bars", ())])
    assert "Nothing is known yet." in html_of(sample, "c")


def test_a_table_of_facts_links_its_sources() -> None:
    """`::: table QUERY` shows label, value, period, status and source of each fact it finds."""
    query = Query((("nature", "cloud_purchase"),))
    sample = site(deals(), [], selections={query: ("oracle.deal", "google.deal")})
    html = str(table_html(sample, query, "en", Notes(sample, "en", ""), ""))
    rows = [[strip(cell.text()) for cell in row.css("th, td")] for row in select(html, "tbody tr")]
    assert [
        ["Oracle, Stargate capacity", "about $300bn", "2027–2031", "One source", "The Paper"],
        ["Google Cloud", "not disclosed", "", "One source", "The Paper"],
    ] == rows
    assert "sources/#paper" == select(html, "a")[0].attributes["href"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", CHART_KINDS)
def test_ten_rows_are_light(kind: ChartKind, language: str) -> None:
    """The HTML of ten rows stays under six kilobytes, in every kind."""
    facts = [
        fact(
            f"deal.f{number}",
            f"{number} billion USD",
            f"A commitment, number {number}",
            as_of=day(f"{2010 + number}-11-03"),
            period=period(f"{2010 + number}-11-03", "2031"),
            payer="openai",
            payee=("aws", "openai")[number % 2],
        )
        for number in range(1, 11)
    ]
    html = html_of(site(facts, [chart("c", kind, tuple(one.id for one in facts))]), "c", language)
    assert len(strip(html).encode()) < 6000


def test_what_fades_keeps_the_colour_of_its_row() -> None:
    """An unknown end is a mask over the row's own colour; a sample in the key has the colour of all it stands for."""
    apart = [
        fact("near", "5 million USD", "Near", period=period("2025-01", "unknown")),
        fact("far", "9 million USD", "Far", period=period("2031-01", "unknown")),
    ]
    html = html_of(site(apart, [chart("plan", "timeline", ("near", "far"), separate=("far",))]), "plan")
    marks = {
        row.attributes["data-row"]: [
            (shape.attributes.get("class"), shape.attributes.get("mask")) for shape in row.css("rect")
        ]
        for row in select(html, "[data-row]")
    }
    assert {
        "near": [(None, None), ("plan fades", "url(#fade-plan)")],
        "far": [("plan fades", "url(#fade-plan)")],
    } == marks
    assert ["is-fades"] == [node.attributes["class"] for node in select(html, ".chart-key > span")]
    alone = html_of(site(apart, [chart("plan", "timeline", ("near", "far"), separate=("near", "far"))]), "plan")
    assert ["is-fades is-separate"] == [node.attributes["class"] for node in select(alone, ".chart-key > span")]


def test_a_short_range_is_seen_beside_its_dot() -> None:
    """The ends of a range are marked; those of an upper limit, which are zero and its dot, are not."""
    facts = [fact("short", "41 to 52 million USD", "Short"), fact("limit", "up to 900 million USD", "Limit")]
    html = html_of(site(facts, [chart("c", "range", ("short", "limit"))]), "c")
    assert [("4.1%", "4.1%"), ("5.2%", "5.2%")] == re.findall(r'class="cap" x1="([^"]*)" x2="([^"]*)"', html)
