"""An author's own words are held against the facts behind them, and claims against what they compare."""

from __future__ import annotations

from functools import cache

import pytest

from exposit.build.memo import Memo
from exposit.build.run import Options, run
from tests.check.making import built

SITE = """\
title: {en: "Harbour", fr: "Le port"}
languages: [en, fr]
as_of: 2026-01-01
units:
  goal: {en: [goal, goals], fr: [but, buts]}
"""
FACTS = """\
sources:
  report: {title: "R", publisher: "P", url: "https://example.org/", published: 2026-01-01, language: en, tier: primary}
facts:
  goals: {label: {en: "Goals", fr: "Buts"}, value: 71 goals, evidence: {source: report}}
  term: {label: {en: "Term", fr: "Durée"}, value: 7 years, evidence: {source: report}}
  deal: {label: {en: "Deal", fr: "Accord"}, value: 38 billion USD, evidence: {source: report}}
  whole: {label: {en: "Whole", fr: "Total"}, value: 70 billion USD, evidence: {source: report}}
  debt: {label: {en: "Debt", fr: "Dette"}, value: over 400 million EUR, evidence: {source: report}}
  crowd: {label: {en: "Crowd", fr: "Foule"}, value: about 30 thousand people, evidence: {source: report}}
  losses: {label: {en: "Losses", fr: "Pertes"}, value: 2 to 3 percent, evidence: {source: report}}
  men: {label: {en: "Men", fr: "Hommes"}, value: 25 percent, evidence: {source: report}}
  growth: {label: {en: "Growth", fr: "Croissance"}, value: 2, evidence: {source: report}}
  wait: {label: {en: "Wait", fr: "Attente"}, value: 30 minutes, evidence: {source: report}}
  none: {label: {en: "Deaths", fr: "Morts"}, value: 0, evidence: {source: report}}
  secret: {label: {en: "Rent", fr: "Loyer"}, undisclosed: true, evidence: {source: report}}
  start: {label: {en: "Start", fr: "Début"}, date: 2025-11-03, evidence: {source: report}}
"""

RIGHT = {
    "en": (
        "[seventy-one goals]{goals}",
        "[71]{goals}",
        "[seven years]{term}",
        "[a seven-year deal]{term}",
        "[$38 billion]{deal}",
        "[some $38bn]{deal}",
        "[more than €400m]{debt}",
        "[over 0.4 billion euros]{debt}",
        "[roughly 30,000 people]{crowd}",
        "[two to three percent]{losses}",
        "[a quarter]{men}",
        "[one man in four]{men}",
        "[one in four]{men}",
        "[1 in 4]{men}",
        "[doubled]{growth}",
        "[twice as many]{growth}",
        "[half an hour]{wait}",
        "[nobody, none]{none}",
        "[in November 2025]{start}",
        "[on 3 November 2025]{start}",
        "[seven years, until the 2030s]{term}",
        "[about 54 percent]{deal / whole}",
        "[more than half]{deal / whole > 50 percent}",
        "[half and more]{deal / whole > 50 percent}",
        "[most]{deal / whole > 50 percent}",
        "[not less than half]{deal / whole > 50 percent}",
        "[less than two thirds]{deal / whole < 2 / 3}",
        "[less than $70 billion]{whole > deal}",
        "[exactly seven years]{term = 7 years}",
        "[two goals more]{goals - 69 goals}",
    ),
    "fr": (
        "[soixante et onze buts]{goals}",
        "[sept ans]{term}",
        "[38 milliards de dollars]{deal}",
        "[plus de 400 millions d’euros]{debt}",
        "[une trentaine de milliers de personnes]{crowd}",
        "[2 à 3 %]{losses}",
        "[deux à trois pour cent]{losses}",
        "[un quart]{men}",
        "[un homme sur quatre]{men}",
        "[un sur quatre]{men}",
        "[doublé]{growth}",
        "[deux fois plus]{growth}",
        "[une demi-heure]{wait}",
        "[aucun mort]{none}",
        "[en novembre 2025]{start}",
        "[le 3 novembre 2025]{start}",
        "[plus de la moitié]{deal / whole > 50 percent}",
        "[moins des deux tiers]{deal / whole < 2 / 3}",
        "[pas moins de la moitié]{deal / whole > 50 percent}",
    ),
}
WRONG = {
    "en": {
        "[eight years]{term}": "`eight years` does not say what `term` says: 7 years",
        "[seven weeks]{term}": "`seven weeks` does not say what `term` says: 7 years",
        "[some time]{term}": "`some time` does not say what `term` says: 7 years",
        "[€38 billion]{deal}": "`€38 billion` does not say what `deal` says: $38 billion",
        "[dozens of goals]{goals}": "`dozens of goals` does not say what `goals` says: 71 goals",
        "[two percent]{losses}": "`two percent` does not say what `losses` says: 2% to 3%",
        "[seven goals or 71]{goals}": "`seven` in `seven goals or 71` is not what `goals` says: 71 goals",
        "[7 years and 99 people]{term}": "`99 people` in `7 years and 99 people` is not what `term` says: 7 years",
        "[60 to 71 goals]{goals}": "`60 to 71` in `60 to 71 goals` is not what `goals` says: 71 goals",
        "[more than 71 goals]{goals}": "`more than 71 goals` says more than `goals` does: 71 goals",
        "[less than seven years]{term}": "`less than seven years` says less than `term` does: 7 years",
        "[in May 2025]{start}": "`in May 2025` does not say what `start` says: 3 November 2025",
        "[November 2025, for 9 days]{start}": "`9 days` in `November 2025, for 9 days` is not what `start` says: "
        "3 November 2025",
        "[half]{deal / whole}": "`half` does not say what `deal / whole` says: 0.54",
        "[less than half]{deal / whole > 50 percent}": "`less than half` says the opposite of the comparison "
        "`deal / whole > 50 percent`",
        "[a third]{deal / whole > 50 percent}": "`a third` is not in the comparison `deal / whole > 50 percent`",
        "[more than half]{deal / whole > 53 percent}": "`half` in `more than half` is not in the comparison "
        "`deal / whole > 53 percent`",
        "[half of 99 billion]{deal / whole > 50 percent}": "`99 billion` in `half of 99 billion` is not in the "
        "comparison `deal / whole > 50 percent`",
        "[more than half]{men > 50 percent}": "`more than half` is not true: `men > 50 percent` compares 25% with 50%",
        "[a lot]{losses > 2.6 percent}": "`a lot` is not true: `losses > 2.6 percent` compares 2% to 3% with 2.6%",
        "[a lot]{losses > 2.4 percent}": "`a lot` is true only at the middle of what is known: "
        "`losses > 2.4 percent` compares 2% to 3% with 2.4%",
        "[more]{secret > 3}": "`secret` is undisclosed",
    },
    "fr": {
        "[huit ans]{term}": "`huit ans` does not say what `term` says: 7 ans",
        "[38 billions de dollars]{deal}": "`38 billions de dollars` does not say what `deal` says: "
        "38 milliards de dollars",
        "[plus de sept ans]{term}": "`plus de sept ans` says more than `term` does: 7 ans",
        "[sept ans et 3 mois]{term}": "`3 mois` in `sept ans et 3 mois` is not what `term` says: 7 ans",
        "[moins de la moitié]{deal / whole > 50 percent}": "`moins de la moitié` says the opposite of the comparison "
        "`deal / whole > 50 percent`",
        "[plus de la moitié]{men > 50 percent}": "`plus de la moitié` is not true: `men > 50 percent` compares "
        "25 % with 50 %",
    },
}


@cache
def _told() -> dict[tuple[str, str], str]:
    """What is said about each line: (language, line) -> message."""
    lines = {language: [*RIGHT[language], *WRONG[language]] for language in RIGHT}
    pages = {
        f"content/{language}/index.md": "# Words\n\n" + "\n\n".join(found) + "\n" for language, found in lines.items()
    }
    result = run({"content/site.yaml": SITE, "content/facts.yaml": FACTS, **pages}, Memo(), Options())
    assert [problem for problem in result.problems if problem.span is None] == []
    return {
        (problem.span.path.split("/")[1], lines[problem.span.path.split("/")[1]][(problem.span.line - 3) // 2]): (
            problem.message.replace("\u00a0", " ").replace("\u202f", " ")
        )
        for problem in result.problems
        if problem.span is not None and problem.span.path in pages and problem.code != "languages-disagree"
    }


@pytest.mark.parametrize("language, line", [(code, line) for code, lines in RIGHT.items() for line in lines])
def test_words_that_say_what_the_facts_say_pass(language: str, line: str) -> None:
    """Rounded, in words, as a share, a multiple, a range, a date; claims that are true."""
    assert _told().get((language, line)) is None


def test_a_bound_is_told_how_to_become_a_claim() -> None:
    """“More than” is no value: what it says is a comparison."""
    result = built("[More than four hundred]{bikes} of them, [under 2,000]{bikes * 2}.")
    assert [
        "write `[500]{bikes}`, or `{{ bikes }}`, or make it a claim, `[More than four hundred]{bikes > …}`",
        "write `[1,000]{bikes * 2}`, or make it a claim, `[under 2,000]{bikes * 2 < …}`",
    ] == [problem.hint for problem in result.problems]


@pytest.mark.parametrize("language, line", [(code, line) for code, lines in WRONG.items() for line in lines])
def test_words_that_say_anything_else_are_refused(language: str, line: str) -> None:
    """Another value, a second number, a bound that is none, the opposite; and the message says what is known."""
    assert _told().get((language, line)) == WRONG[language][line]
