"""Equal forms: what the finished files say is compared, and every difference is found."""

from dataclasses import replace

import pytest

from exposit.check.charts import check_charts
from exposit.model import ChartKind, Output, Site
from exposit.render.charts.chart import chart_of
from exposit.render.charts.data import as_csv, as_json
from exposit.render.charts.drawn.drawing import drawing
from exposit.render.charts.figures.figure import figure_json
from exposit.render.charts.static import chart_html
from exposit.render.notes import Notes
from tests.render.charts.sample import DEALS, chart, deals, flagship, site

SITE = flagship()


def outputs(name: str, language: str = "en", of: Site = SITE) -> list[Output]:
    lead = "" if language == "en" else "fr/"
    made = chart_of(of, name, language)
    route = f"{lead}charts/{name}/"
    html = str(chart_html(of, name, language, Notes(of, language, route), route, whole=True))
    return [
        Output(f"{route}index.html", html, "html", language),
        Output(f"{lead}charts/{name}.csv", as_csv(made), "csv", language),
        Output(f"{lead}charts/{name}.json", as_json(made), "json", language),
        Output(f"{lead}charts/{name}.plotly.json", figure_json(made), "json", language),
        Output(f"{lead}charts/{name}.svg", drawing(made), "svg", language),
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", list(SITE.charts))
def test_the_forms_of_every_chart_agree(name: str, language: str) -> None:
    """Page, CSV, JSON, figure and drawing show the same rows, names and values."""
    assert [] == list(check_charts(SITE, outputs(name, language)))


@pytest.mark.parametrize("views", [("share", "total", "per_year"), ("per_year", "total"), ("share",)])
@pytest.mark.parametrize("kind", ["bars", "flows"])
def test_the_forms_agree_whichever_view_is_first(kind: ChartKind, views: tuple[str, ...]) -> None:
    """What is compared is the amounts as they are, in view or not."""
    known = site(deals(), [chart("c", kind, DEALS, views=views, of="stated.total")])
    assert [] == list(check_charts(known, outputs("c", of=known)))


def changed(name: str, suffix: str, old: str, new: str) -> list[str]:
    made = []
    for output in outputs(name):
        if output.path.endswith(suffix):
            assert isinstance(output.content, str) and old in output.content
            output = replace(output, content=output.content.replace(old, new))
        made.append(output)
    return [problem.message for problem in check_charts(SITE, made)]


def test_a_value_that_differs_is_found() -> None:
    """One digit in one file is enough."""
    expected = "`aws.deal` in `commitments` (en) is `$38bn` on the page and `$39bn` in its CSV"
    assert [expected] == changed("commitments", ".csv", "$38bn", "$39bn")


def test_a_row_that_is_missing_is_found() -> None:
    """A row the page shows and the data do not."""
    message = "the page shows `aws.deal` in `commitments` (en) and its CSV does not"
    found = changed("commitments", ".csv", "aws.deal,", "aws.other,")
    assert [message, "its CSV shows `aws.other` in `commitments` (en) and the page does not"] == found


def test_a_mark_of_nothing_is_found() -> None:
    """A picture cannot show a row the page lacks."""
    missing = "the page shows `aws.deal` in `commitments` (en) and its drawing does not"
    strange = "its drawing shows `ghost` in `commitments` (en) and the page does not"
    assert [missing, strange] == changed("commitments", ".svg", 'data-row="aws.deal"', 'data-row="ghost"')


def test_a_name_that_differs_is_found() -> None:
    """All forms use the same names."""
    where = "`azure.deal` in `commitments` (en) is called `Microsoft Azure, incremental purchase` on the page"
    found = changed("commitments", ".json", "Microsoft Azure, incremental purchase", "Azure Cloud")
    drawn = "the drawing of `commitments` (en) does not say `Azure Cloud` of `azure.deal`"
    assert [f"{where} and `Azure Cloud` in its JSON", drawn] == [one for one in found if "figure" not in one]


def test_a_template_without_the_description_is_found() -> None:
    """A listener needs the description the author wrote."""
    message = "the figure of `commitments` (en) has no text behind its `aria-describedby`"
    assert [message] == changed("commitments", "index.html", 'id="chart-commitments-d"', 'id="gone"')
