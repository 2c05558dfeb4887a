"""The proof holds on any site, and says so only where it does: a gate that was tricked is found out."""

from __future__ import annotations

from collections.abc import Mapping

from exposit.build.memo import Memo
from exposit.build.run import Options, run
from exposit.model import Tree
from exposit.prove import Proof, prove
from tests.check.making import CHART, FACTS, PAGE


def proof(tree: Tree) -> Proof:
    """The proof of a site, as `check --prove` makes it."""
    return prove(tree, Memo(), run(tree, Memo(), Options()), Options())


def site(more: Mapping[str, str] | None = None) -> dict[str, str | bytes]:
    """The small site of the checks' tests, with more files."""
    return {
        "content/site.yaml": "title: Harbour\n",
        "content/facts.yaml": FACTS,
        "content/charts.yaml": CHART,
        "content/index.md": PAGE + "::: chart fleet\n",
        **(more or {}),
    }


def told(made: Proof) -> list[tuple[str, str]]:
    return [(problem.code, problem.span.path if problem.span else "") for problem in made.problems]


def test_it_holds_on_a_page_without_facts() -> None:
    """One file is a site; there is nothing to change on it."""
    made = proof({"content/index.md": "# Hello\n\nWords.\n"})
    assert [] == told(made)
    assert (0, 0) == (made.changes.changed, made.changes.score.total)
    assert made.plants.planted == made.plants.reached > 10
    assert made.plants.score.good == made.plants.score.total > made.plants.planted
    assert (
        "changed 0 facts, and with them 0 calculated ones; shown in 0 places; moved in 0 of 0 (100 %)" in made.as_text()
    )


def test_it_holds_on_a_site_with_a_chart() -> None:
    """Every surface is named with its counts: pages, feeds, data, drawings, pictures."""
    made = proof(site())
    assert [] == told(made)
    assert 1 == made.changes.changed
    surfaces = {name.partition(",")[0] for name in made.plants.score.by_surface}
    assert {"en: pages", "en: data (CSV)", "en: data (JSON)", "en: drawings", "en: pictures"} <= surfaces
    assert {"en: pages", "en: data (CSV)", "en: drawings", "en: pictures"} <= set(made.changes.score.by_surface)


TWO = {
    "content/site.yaml": "title: {en: Harbour, fr: Port}\nlanguages: [fr, en]\n",
    "content/facts.yaml": FACTS.replace('"Harbour Town"', '{en: "Harbour Town", fr: "Le Port"}').replace(
        '"Bicycles for hire"', '{en: "Bicycles", fr: "Vélos"}'
    ),
    "content/charts.yaml": CHART.replace('"The fleet"', '{en: "The fleet", fr: "Le parc"}').replace(
        '"One bar."', '{en: "One bar.", fr: "Une barre."}'
    ),
    "content/en/index.md": PAGE,
    "content/fr/index.md": "# Vélos\n\nLa ville en loue {{ bikes }}.\n",
}


def test_it_holds_in_two_languages() -> None:
    """Words of one language are looked for in its pages."""
    tree = {path: text for path, text in site(TWO).items() if path != "content/index.md"}
    made = proof(tree)
    assert [] == told(made)
    languages = {name.partition(":")[0] for name in made.plants.score.by_surface}
    assert {"en", "fr"} <= languages


def test_it_holds_with_templates_of_the_sites_own() -> None:
    """They are planted in too, and what they lay out is followed."""
    template = '{% extends "theme/page.html" %}{% block foot %}<p>Ours: {{ data.team.motto }}</p>{% endblock %}'
    made = proof(site({"templates/page.html": template, "content/data/team.yaml": 'motto: "Ride"\n'}))
    assert [] == told(made)


def test_it_is_not_confused_by_what_is_wrong_already() -> None:
    """Errors and warnings of the site itself neither hide a plant nor count as one."""
    broken = PAGE + "We lost 4321 of seven. {{ nothing }} [gone](gone.md)\n"
    assert [] == told(proof(site({"content/index.md": broken})))


def test_code_is_no_place_for_a_plant() -> None:
    """A page that ends in code takes the plants in as code, which nobody reads as numbers."""
    assert [] == told(proof(site({"content/index.md": PAGE + "```\nan open end\n"})))


def test_a_fact_in_words_is_held_to_its_quotes() -> None:
    """Where it is quoted, the quote catches a plant; where it is not, its source answers for the words."""
    more = '  motto: {label: "Motto", text: "a town on wheels", evidence: {source: report%s}}\n'
    quoted = FACTS + more % ', quote: "We are a town on wheels."'
    for facts in (quoted, FACTS + more % ""):
        made = proof(site({"content/facts.yaml": facts, "content/index.md": PAGE + "It is {{ motto }}.\n"}))
        assert [] == told(made)
        assert 2 == made.changes.changed


def test_calculated_facts_follow() -> None:
    """Also those whose inputs change together and cancel out, and the constants of a formula stay."""
    more = (
        '  same: {label: "Same", formula: bikes / bikes * 100 percent}\n  twice: {label: "Twice", formula: bikes * 2}\n'
    )
    made = proof(site({"content/facts.yaml": FACTS + more, "content/index.md": PAGE + "{{ twice }}, {{ same }}\n"}))
    assert [] == told(made)
    assert (1, 1) == (made.changes.changed, made.changes.followed)


def test_changes_that_nearly_cancel_out_are_tried_again() -> None:
    """Numerator and denominator grow alike, and the quotient by less than its last digit."""
    stated = "".join(
        f'  f{turn:02d}: {{label: "Fact", value: {800 + turn} {"GWh" if turn < 10 else "MW"}, '
        f'evidence: {{source: report, quote: "{800 + turn} {"GWh" if turn < 10 else "MW"}"}}}}\n'
        for turn in range(40)
    )
    quotients = "".join(
        f'  q{turn:02d}: {{label: "Quotient", formula: f{turn % 10:02d} / f{turn:02d}, unit: day}}\n'
        for turn in range(10, 40)
    )
    shown = "\n\n".join(f"{{{{ q{turn} }}}}" for turn in range(10, 40))
    made = proof(site({"content/facts.yaml": FACTS + stated + quotients, "content/index.md": f"{PAGE}{shown}\n"}))
    assert [] == told(made)
    assert (41, 30) == (made.changes.changed, made.changes.followed)


FORGED = (
    '{% extends "theme/page.html" %}{% block foot %}<p>{{ "%c" | format(57600) }}fact:bikes{{ "%c" | format(57601) }}'
    'WORDS{{ "%c" | format(57602) }}</p>{% endblock %}'
)
"""A template that makes the engine's marks where no check of its text can see it: a broken gate."""


def test_a_gate_that_lets_numbers_pass_is_reported() -> None:
    """What stands between forged marks is a number to everyone but the gate."""
    files = {"templates/page.html": FORGED.replace("WORDS", "{{ data.team.motto }}")}
    made = proof(site({**files, "content/data/team.yaml": 'motto: {en: "Ride"}\n'}))
    assert ("proof-escaped", "content/data/team.yaml") in told(made)
    assert not made.holds
    assert made.plants.score.good < made.plants.score.total
    assert "(100 %)" not in made.as_text().splitlines()[0]


def test_a_number_that_only_looks_like_a_fact_is_reported() -> None:
    """It stays when the fact changes."""
    made = proof(site({"templates/page.html": FORGED.replace("WORDS", "500")}))
    assert ("proof-stuck", "content/facts.yaml") in told(made)
    assert "`bikes` was changed, and `index.html` still shows “500”" in [item.message for item in made.problems]


def test_a_display_of_another_fact_is_reported() -> None:
    """It moves when the fact it names does not."""
    facts = FACTS + '  carts: {label: "Carts", value: 70, evidence: {source: report, quote: "There are 70 carts."}}\n'
    forged = FORGED.replace("WORDS", "{{ fact('carts') | striptags }}")
    made = proof(site({"content/facts.yaml": facts, "templates/page.html": forged}))
    assert [] != [item.message for item in made.problems if item.message.startswith("`bikes` was left as it is, and")]
