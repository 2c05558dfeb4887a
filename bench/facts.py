"""Facts and words: 5,000 facts with 500 formulas from YAML to values, and how reading numerals grows with a page.

The facts are of every sort and build on one another, as a large site's would; the pages are what a reader of numerals
likes least. “Growth” is the time of a text four times as long: 4 is linear, 16 quadratic.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.measure import Row, Setting, seconds
from exposit.cli import calm_collector
from exposit.facts.derive import Derived, derive
from exposit.facts.units import Units
from exposit.language.numerals import find_numerals
from exposit.model import Config, Facts
from exposit.read.config import read_config
from exposit.read.facts import read_facts

STATED, CALCULATED = 4_500, 500
SOURCE = """\
sources:
  paper:
    title: "A paper"
    publisher: "A publisher"
    url: https://example.org/paper
    published: 2025-11-03
    language: en
    tier: press
facts:
"""
STATED_FACT = """\
  stated.f{index}:
    label: {{en: "Deal with {name}", fr: "Accord avec {name}"}}
    value: {value} million USD
    as_of: 2025-11-03
    nature: {nature}
    period: {{from: 2025-11-03, to: unknown}}
    evidence:
      source: paper
      quote: "The deal is worth ${value} million over the next seven years, the company said on Monday"
"""
FORMULAS = (
    "stated.f{a} + stated.f{b}",
    "stated.f{a} / stated.f{b}",
    "stated.f{a} / 7 years",
    "(stated.f{a} + stated.f{b}) / (stated.f{b} + stated.f{c})",
    "sum(stated.f{a}, stated.f{b}, stated.f{c}) * 1.5",
    "calculated.f{last} / stated.f{a}",
    "max(stated.f{a}, stated.f{b}) - min(stated.f{a}, stated.f{b})",
    "sum(nature: n{n})",
)
TEXTS = {
    "prose with numbers": "OpenAI will pay $38 billion over seven years, more than half of the 1,400 announced. ",
    "French prose": "L’entreprise paiera 38 milliards de dollars sur sept ans, soit près de la moitié du total. ",
    "digits": "1234567890 12 3.4 5,678 9-10 ",
    "digits without a space": "1234567890",
    "digits and points": "1.2.3.4,5,6-7/8:",
    "number words": "thousand two hundred million and three point four dozen half a third ",
    "letters": "abcdefghij",
    "signs": "$€%+-−–~≈<>=()[]/.,;:!?§#’«»",
    "spaces": " \u00a0\u202f",
    "hyphened": "one-two-3-four-GPT-5-",
}
SIZE = 50_000


def name(index: int) -> str:
    """A name in letters: what is counted in a label would need a source."""
    return "".join("abcdefghij"[int(digit)] for digit in str(index)).capitalize()


def sample() -> str:
    """The file of facts."""
    parts = [SOURCE]
    parts += [
        STATED_FACT.format(index=index, name=name(index), value=100 + index, nature=f"n{index % 100}")
        for index in range(STATED)
    ]
    for index in range(CALCULATED):
        formula = FORMULAS[index % len(FORMULAS)].format(
            a=index * 7 % STATED,
            b=(index * 11 + 1) % STATED,
            c=(index * 13 + 2) % STATED,
            last=index - 1,
            n=index % 100,
        )
        parts.append(f'  calculated.f{index}:\n    label: {{en: "C", fr: "C"}}\n    formula: "{formula}"\n')
    return "".join(parts)


def site() -> Config:
    """The settings of the site whose facts these are."""
    natures = "".join(f"    n{index}: {{en: N, fr: N}}\n" for index in range(100))
    config, problems = read_config("site.yaml", f"languages: [en, fr]\nvocabulary:\n  nature:\n{natures}")
    assert not problems, problems[0].message
    return config


def load(text: str, config: Config) -> Facts:
    """The file read."""
    facts, problems = read_facts({"content/facts.yaml": text}, config)
    assert not problems, problems[0].message
    return facts


def work_out(facts: Facts, config: Config) -> Derived:
    """Every value."""
    derived = derive(facts.facts, Units(config.units))
    assert not derived.problems, derived.problems[0].message
    assert len(derived.values) == STATED + CALCULATED
    return derived


def run(setting: Setting) -> Iterator[Row]:
    """Reading, deriving, both; then a row for each sort of text."""
    calm_collector()
    text, config = sample(), site()
    facts = load(text, config)
    yield Row("5,000 facts read from YAML", seconds(lambda: load(text, config), setting.runs))
    yield Row("500 formulas derived", seconds(lambda: work_out(facts, config), setting.runs))
    both = seconds(lambda: work_out(load(text, config), config), setting.runs)
    yield Row("both", both, budget=2.0, note=f"{len(text) / 1e6:.1f} MB")
    for what, piece in TEXTS.items():
        short = piece * (SIZE // len(piece))
        took = seconds(lambda text=short: find_numerals(text, "en"), setting.runs)
        longer = seconds(lambda text=short * 4: find_numerals(text, "en"), 1, warm_up=0)
        yield Row(f"numerals in 200 KB of {what}", longer, budget=2.0, note=f"growth {longer[0] / min(took):.1f}")
