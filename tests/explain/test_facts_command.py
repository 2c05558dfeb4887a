"""`exposit facts`: the list, one fact unfolded, and everything it touches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exposit.cli import main
from exposit.explain import fact_as_dict, fact_as_text, list_as_text, touches
from exposit.explain.listing import chosen
from tests.check.making import CHART, FACTS, PAGE, built, fact

MORE = """\
  carts:
    label: "Carts"
    value: 70
    was: waggons
    evidence: {source: report, quote: "There are 70 carts."}
    dissent: [{source: report, says: 80 wheels, quote: "80 wheels", because: "It counts {{ bikes }}."}]
    revisions: [{date: 2026-01, was: 1 wheel, why: "Counted again."}]
  all: {label: "Vehicles", formula: bikes + carts}
  share: {label: "Share of carts", formula: carts / all, unit: percent}
"""
FILES = {
    "content/site.yaml": "title: Harbour\nunits: {wheel: [wheel, wheels]}\n",
    "content/facts.yaml": FACTS + MORE,
    "content/charts.yaml": CHART,
    "content/index.md": f"{PAGE}All in all {{{{ all }}}}, of which [seventy]{{carts}} are carts.\n\n::: chart fleet\n",
}
RESULT = built(files=FILES)
SITE = RESULT.site
KNOWN = built(files=fact("value: 1.2 million km")).site


def exit_code(*words: str) -> object:
    with pytest.raises(SystemExit) as ended:
        main(words)
    return ended.value.code


def line_of(path: str, number: int) -> str:
    return str(FILES.get(path, "")).split("\n")[number - 1]


def test_the_list_has_a_line_a_fact() -> None:
    """Value, status, place; sorted and filtered."""
    assert list_as_text(SITE, chosen(SITE, None, "written")).splitlines() == [
        "bikes  500    single    content/facts.yaml:12",
        "carts  70     disputed  content/facts.yaml:18",
        "all    570    disputed  content/facts.yaml:25",
        "share  12.3%  disputed  content/facts.yaml:26",
        "4 facts",
    ]
    assert ["all", "bikes", "carts", "share"] == chosen(SITE, None, "id")
    assert ["bikes"] == chosen(SITE, "single", "written")
    assert ["all", "bikes", "carts"] == chosen(SITE, None, "value")[:3]
    assert "no facts" == list_as_text(SITE, chosen(SITE, "second-hand", "written"))


def test_a_fact_unfolds_down_to_the_quotes() -> None:
    """Formula, inputs, evidence, who disagrees."""
    lines = fact_as_text(SITE, "all", touches(SITE, "all", line_of)).splitlines()
    assert lines == [
        "all = 570  [disputed]  content/facts.yaml:25",
        "  = bikes + carts",
        "  bikes = 500  [single]  content/facts.yaml:12",
        "    source report: Cycling in Harbour Town",
        "      “The town hires out 500 bicycles.”",
        "  carts = 70  [disputed]  content/facts.yaml:18",
        "    source report: Cycling in Harbour Town",
        "      “There are 70 carts.”",
        "    disputed by report: 80\N{NO-BREAK SPACE}wheels (It counts 500.)",
        "      “80 wheels”",
        "    until 2026-01: 1\N{NO-BREAK SPACE}wheel (Counted again.)",
        "",
        "touches 2 places:",
        "  content/facts.yaml:26:3: fact: share = carts / all",
        "  content/index.md:5:15: sentence: All in all {{ all }}, of which [seventy]{carts} are carts.",
    ]
    per_head = fact_as_text(KNOWN, "more", ()).splitlines()
    assert per_head[:2] == [
        "more = 1.2\N{NO-BREAK SPACE}million kilometres  [unsourced]  content/facts.yaml:18",
        "  known to lie within 1.15 to 1.25\N{NO-BREAK SPACE}million kilometres",
    ]


def test_what_a_fact_touches() -> None:
    """Sentences, words, charts and facts, also through what is derived from it."""
    found = [(touch.kind, touch.span.path, touch.span.line, touch.through) for touch in touches(SITE, "bikes", line_of)]
    assert [
        ("chart", "content/charts.yaml", 2, None),
        ("text", "content/facts.yaml", 23, None),
        ("fact", "content/facts.yaml", 25, None),
        ("fact", "content/facts.yaml", 26, None),
        ("sentence", "content/index.md", 3, None),
        ("sentence", "content/index.md", 5, "all"),
    ] == found
    words = [touch.words for touch in touches(SITE, "carts", line_of) if touch.kind == "sentence"]
    assert all("All in all" in word for word in words) and words


def test_the_same_as_data() -> None:
    """For programs."""
    data = fact_as_dict(SITE, "share", ())
    assert ("share", "carts / all", ["carts", "all"], "disputed") == (
        data["id"],
        data["formula"],
        data["inputs"],
        data["status"],
    )
    assert {"en": "12.3%"} == data["shown"]
    data = fact_as_dict(SITE, "carts", ())
    assert {"en": "Carts"} == data["label"]
    assert [
        {"source": "report", "says": "80 wheel", "quote": "80 wheels", "because": {"en": "It counts 500."}}
    ] == data["dissent"]
    assert [{"date": "2026-01", "was": "1 wheel", "why": {"en": "Counted again."}}] == data["revisions"]


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("facts")
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return str(root)


def test_a_former_id_finds_the_fact_and_a_slip_is_asked_about(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`was:` keeps working; a name nobody has is a misuse of the command."""
    assert 0 == exit_code("facts", "waggons", "--root", folder)
    assert capsys.readouterr().out.startswith("carts = 70  [disputed]")
    assert 2 == exit_code("facts", "cartz", "--root", folder)
    assert "no fact is called `cartz`; did you mean `carts`?" in capsys.readouterr().err


def test_what_could_not_be_read_is_told_and_not_unknown(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A list lacks it and says so; asked for by name, its mistake is the answer; a program gets no half of a list."""
    path = Path(folder) / "content/facts.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 70", "value: many"), encoding="utf-8")
    mistake = "content/facts.yaml:20:12: error[quantity-syntax]: `many` stands where a number should"
    assert 1 == exit_code("facts", "--root", folder)
    listed = capsys.readouterr()
    assert listed.out.startswith("bikes  500") and mistake in listed.err
    assert 1 == exit_code("facts", "carts", "--root", folder)
    alone = capsys.readouterr()
    assert "" == alone.out and mistake in alone.err
    assert 1 == exit_code("facts", "--format", "json", "--root", folder)
    assert ["quantity-syntax"] == [item["code"] for item in json.loads(capsys.readouterr().out)]
