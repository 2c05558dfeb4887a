"""Promise *sourced*: no number reaches a reader without a source, a formula over sourced facts, or an exemption."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest

from exposit.build.memo import Memo
from exposit.build.run import Options, Result, run
from exposit.build.tree import load_tree
from exposit.model import Undisclosed
from exposit.prove import prove
from tests.golden import SITES

ROOT = SITES.parent.parent.parent
FOLDERS = {"flagship": ROOT, "regions": SITES / "regions" / "in"}


@pytest.fixture(scope="module", params=FOLDERS, ids=str)
def site(request: pytest.FixtureRequest) -> tuple[dict[str, str | bytes], Result]:
    """A site's files, and what they build to."""
    tree, problems = load_tree(FOLDERS[request.param])
    assert () == problems
    return dict(tree), run(tree, Memo(), Options(judge=True))


def test_every_stated_fact_has_a_source_and_every_quote_holds_its_value(
    site: tuple[dict[str, str | bytes], Result],
) -> None:
    """Down to the leaves of every formula."""
    made = site[1].site
    for id_, fact in made.facts.items():
        rests = fact.formula is not None or bool(fact.evidence) or isinstance(fact.value, Undisclosed)
        assert rests, id_
    assert [] == [problem for problem in site[1].problems if problem.severity == "error"]


def test_every_plant_is_caught_and_every_display_moves(site: tuple[dict[str, str | bytes], Result]) -> None:
    """`check --prove` holds: the gate bites on every surface."""
    tree, result = site
    proof = prove(tree, Memo(), result, Options(judge=True))
    assert () == proof.problems
    assert proof.plants.score.good == proof.plants.score.total > 100
    assert proof.changes.score.good == proof.changes.score.total > 100


class _Digits(HTMLParser):
    """A reader of its own, simpler than the gate's: digits of the main text outside everything that is vouched for."""

    VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        vouched = bool(
            {"data-fact", "data-claim", "data-exempt", "data-quote", "popover"} & named.keys()
            or tag in ("code", "pre", "time", "q", "script", "style", "sup", "cite", "figure", "table", "footer")
            or "cite" in (named.get("class") or "")
        )
        if tag not in self.VOID:
            self.open.append((tag, vouched))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if any(name == "main" for name, _ in self.open) and not any(vouched for _, vouched in self.open):
            self.found += re.findall(r"[$€£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:%|million|milliard|billion|GW|MW)", data)


def test_no_amount_stands_bare_in_the_text_of_a_page(site: tuple[dict[str, str | bytes], Result]) -> None:
    """Money, shares and scales outside every display, by a search that knows nothing of the gate."""
    result = site[1]
    for page in result.site.pages.values():
        reader = _Digits()
        reader.feed(result.outputs[f"{page.route}index.html"].decode())
        assert (page.path, []) == (page.path, reader.found)


def test_what_machines_read_names_its_sources(site: tuple[dict[str, str | bytes], Result]) -> None:
    """Every row of `facts.csv` and of `facts.json` rests on a source that is listed, or on a formula."""
    outputs = site[1].outputs
    data = json.loads(outputs["facts.json"])
    known = {source["id"] for source in data["sources"]}
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(outputs["facts.csv"].decode()))}
    assert [fact["id"] for fact in data["facts"]] == list(rows)
    for fact in data["facts"]:
        named = {item["source"] for item in fact.get("evidence", [])}
        assert named <= known
        assert named or fact.get("formula") or fact["type"] == "undisclosed"
        assert rows[fact["id"]]["source_id"].split() == list(
            dict.fromkeys(i["source"] for i in fact.get("evidence", []))
        )
