"""The figure plotly.py makes: it loads, holds the same rows, and carries nothing it need not."""

import json

import plotly.graph_objects as go
import pytest

from exposit.check.gate import inspect
from exposit.marks import strip
from exposit.model import Annotation, Output
from exposit.render.charts.chart import chart_of
from exposit.render.charts.figures.figure import figure_json
from exposit.render.charts.figures.traces import DISSENT
from tests.render.charts.sample import chart, day, deals, fact, flagship, site, text

SITE = flagship()
EVERY = [(name, language) for name in SITE.charts for language in ("en", "fr")]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_it_loads_in_plotly(name: str, language: str) -> None:
    """`plotly.graph_objects.Figure` takes the published file, and finds its title and its traces."""
    figure = go.Figure(json.loads(strip(figure_json(chart_of(SITE, name, language)))))
    assert SITE.charts[name].title[language].text == figure.layout.title.text
    assert figure.data


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_its_words_are_vouched_for(name: str, language: str) -> None:
    """The gate finds no number in a figure's words that rests on nothing."""
    output = Output("a.json", figure_json(chart_of(SITE, name, language)), "json", language)
    assert () == inspect(output, (), lambda _: False).orphans


@pytest.mark.parametrize("name", list(SITE.charts))
def test_traces_name_their_facts(name: str) -> None:
    """Every point has the id of its fact, its words and its status."""
    for trace in json.loads(figure_json(chart_of(SITE, name, "en")))["data"]:
        assert len(trace["ids"]) == len(trace["x"]) == len(trace["text"])
        if trace.get("name") == DISSENT:  # another source's words: it is named in them
            assert ["The Paper says $230bn"] == list(map(strip, trace["text"]))
            continue
        # What all rows have in common is said once.
        said = trace.get("customdata") or [trace["meta"]] * len(trace["ids"])
        assert all(status and strip(source) == "The Paper" for *_, status, source in said)
        assert len(trace["ids"]) == len(said)
        assert set(trace["ids"]) <= SITE.facts.keys()


@pytest.mark.parametrize("name", list(SITE.charts))
def test_it_is_plain(name: str) -> None:
    """No binary arrays, no default template, no bold in hover labels (our policy forbids the style it needs)."""
    text = figure_json(chart_of(SITE, name, "en"))
    assert "bdata" not in text
    assert "<b>" not in text
    template = json.loads(text)["layout"]["template"]
    assert ["data"] == list(template)
    common = {key for traces in template["data"].values() for trace in traces for key in trace}
    assert common <= {"type", "textposition", "hovertemplate", "marker"}


def test_amounts_are_in_the_unit_the_axis_names() -> None:
    """38 billion dollars are 38000000000 on an axis of dollars."""
    figure = json.loads(strip(figure_json(chart_of(SITE, "commitments", "en"))))
    (trace,) = figure["data"]
    by_id = dict(zip(trace["ids"], trace["x"], strict=True))
    assert (38000000000, None) == (by_id["aws.deal"], by_id["google.deal"])
    assert "dollars" == figure["layout"]["xaxis"]["title"]["text"]


def test_remarks_stand_below_the_picture() -> None:
    """Those of rows and those of days, with a line at each day that lies on the axis; long ones in lines."""
    notes = (
        Annotation(text("Seen first here"), fact="signed"),
        Annotation(text("A day of its own, " * 9), date=day("2025-06")),
        Annotation(text("Too early"), date=day("1999-06")),
    )
    spec = chart("t", "timeline", ("signed", "first.money"), annotations=notes, start=2024, end=2027)
    layout = json.loads(strip(figure_json(chart_of(site(deals(), [spec]), "t", "en"))))["layout"]
    (said,) = layout["annotations"]
    lines = said["text"].split("<br>")
    assert ["Jun 2025: A day of its own,", "Jun 1999: Too early"] == [lines[0][:27], lines[-2]]
    assert lines[-1].endswith(": Seen first here")
    assert len(lines) > 3
    assert ["2025-06-01"] == [line["x0"] for line in layout["shapes"] if line["line"]["dash"] == "dash"]
    assert layout["margin"]["b"] > 100


def test_two_rows_of_one_name_stay_two() -> None:
    """Plotly would lay them on each other: the id tells them apart."""
    facts = [fact("a.one", "1 GW", "The same"), fact("b.two", "2 GW", "The same")]
    figure = json.loads(figure_json(chart_of(site(facts, [chart("c", "bars", ("a.one", "b.two"))]), "c", "en")))
    assert ["The same (b.two)", "The same (a.one)"] == figure["data"][0]["y"]


def test_colours_name_their_tokens() -> None:
    """A page can put its own colours in their place."""
    meta = json.loads(figure_json(chart_of(SITE, "commitments", "en")))["layout"]["meta"]
    assert {"--chart-mark", "--chart-other"} <= meta["tokens"].keys()
    assert all(colour.startswith("#") and len(colour) == 7 for colour in meta["tokens"].values())


def test_ten_rows_are_light() -> None:
    """The figure of ten rows stays under three kilobytes."""
    facts = [fact(f"f{n}", f"{n} billion USD", f"A commitment, number {n}", as_of=day("2026")) for n in range(1, 11)]
    made = figure_json(chart_of(site(facts, [chart("c", "bars", tuple(one.id for one in facts))]), "c", "en"))
    assert len(strip(made).encode()) < 3000


def test_it_is_the_same_twice() -> None:
    """Nothing in a figure is random."""
    assert figure_json(chart_of(SITE, "timeline", "fr")) == figure_json(chart_of(flagship(), "timeline", "fr"))
