"""facts.yaml: entities, sources and facts in every form an author may give them."""

import random
from datetime import date
from decimal import Decimal

import pytest

from exposit.model import (
    Entity,
    Facts,
    Formula,
    Name,
    PartialDate,
    Period,
    Quantity,
    Undisclosed,
    Unit,
)
from exposit.problems import Span
from exposit.read.facts import read_facts
from tests.read.reading_facts import HEAD, ONE, PATH, TWO, fact, read


def test_the_example_of_the_guide():
    """Every key of a sourced fact, in two languages."""
    text = """entities:
  aws: {name: "Amazon Web Services", short: "AWS"}
  openai: {name: {en: "OpenAI", fr: "OpenAI"}}
sources:
  about:
    title: "AWS and OpenAI announce a partnership: 38 billion"
    publisher: "About Amazon"
    url: https://www.aboutamazon.com/news/aws?x=1
    published: 2025-11-03
    accessed: 2026-11
    language: en
    tier: primary
facts:
  aws.deal:
    label: {en: "OpenAI’s commitment", fr: "Engagement d’OpenAI"}
    value: up to 38 billion USD
    as_of: 2025-11-03
    about: aws
    payer: openai
    payee: aws
    nature: cloud_purchase
    certainty: official
    binding: false
    digits: 2
    sum_group: cloud
    tags: [a, b]
    period: {from: 2025-11-03, to: unknown}
    evidence: {source: about, quote: "Under this new $38 billion agreement", via: about}
    dissent:
      - {source: about, says: 30 billion USD, quote: "30", because: {en: "older", fr: "plus ancien"}}
    revisions: [{date: 2025-12, was: 35 billion USD, why: {en: "corrected", fr: "corrigé"}}]
    caveat: {en: "c {{ aws.deal }}", fr: "d"}
    review_by: 2027-01-31
    was: [old.deal, older.deal]
"""
    facts, problems = read(text, TWO)
    assert [] == problems
    assert {"en": "Amazon Web Services", "fr": "Amazon Web Services"} == {
        key: name.text for key, name in facts.entities["aws"].name.items()
    }
    source = facts.sources["about"]
    assert ("AWS and OpenAI announce a partnership: 38 billion", "About Amazon", "en", "primary") == (
        source.title,
        source.publisher,
        source.language,
        source.tier,
    )
    assert "https://www.aboutamazon.com/news/aws?x=1" == source.url
    assert (PartialDate(2025, None, 11, 3), PartialDate(2026, None, 11)) == (source.published, source.accessed)
    deal = facts.facts["aws.deal"]
    billion = Decimal("1E+9")
    assert (38 * billion, "up to", Unit((("USD", 1),))) == (deal.value.value, deal.value.qualifier, deal.value.unit)
    assert ("aws", "openai", "aws", "cloud_purchase", "official", "cloud") == (
        deal.about,
        deal.payer,
        deal.payee,
        deal.nature,
        deal.certainty,
        deal.sum_group,
    )
    assert (False, False, 2, ("a", "b")) == (deal.binding, deal.exact, deal.digits, deal.tags)
    assert Period(PartialDate(2025, None, 11, 3), "unknown") == Period(deal.period.start, deal.period.end)
    assert [("about", "Under this new $38 billion agreement", "about")] == [
        (item.source, item.quote, item.via) for item in deal.evidence
    ]
    assert [("about", 30 * billion, "30", "plus ancien")] == [
        (item.source, item.says.value, item.quote, item.because["fr"].text) for item in deal.dissent
    ]
    assert [(PartialDate(2025, None, 12), 35 * billion, "corrigé")] == [
        (item.date, item.was.value, item.why["fr"].text) for item in deal.revisions
    ]
    assert ["aws.deal"] == [hole.id for hole in deal.caveat["en"].holes]
    assert (date(2027, 1, 31), ("old.deal", "older.deal")) == (deal.review_by, deal.was)
    assert (Span(PATH, 14, 3, 11), Span(PATH, 16, 12, 32)) == (deal.span, deal.spans["value"])
    assert Span(PATH, 28, 39, 75) == deal.evidence[0].spans["quote"]


@pytest.mark.parametrize(
    ("lines", "value", "unit"),
    [
        ("value: 38", 38, ""),
        ("value: 38 billion USD", 38 * 10**9, "USD"),
        ('value: "38 billion USD"', 38 * 10**9, "USD"),
        ("value: 38\nunit: USD", 38, "USD"),
        ("value: 38 billion\nunit: USD", 38 * 10**9, "USD"),
        ("value: -1.50", Decimal("-1.50"), ""),
        ("value: 7 years", 7, "year"),
    ],
)
def test_values_are_read_as_they_are_written(lines, value, unit):
    """Quoted or not, with the unit in place or in a key of its own; never through a float."""
    found = fact(lines).value
    assert (Decimal(value), unit) == (found.value, str(found.unit))


def test_a_number_takes_the_precision_of_its_unit():
    """Thirty-eight GPUs are exactly that many, wherever the unit stands."""
    found = (
        read(HEAD.replace("label: x", 'label: {en: "x", fr: "y"}') + "    value: 38\n    unit: GPU\n", TWO)[0]
        .facts["a"]
        .value
    )
    assert (Decimal(38), Decimal(38)) == (found.low, found.high)


def test_other_kinds_of_value():
    """Dates, texts, formulas, what is not disclosed."""
    assert PartialDate(2025, 3) == fact("date: 2025-Q3").value
    assert PartialDate(2025) == fact("date: 2025").value
    assert {"en": "no"} == {key: text.text for key, text in fact("text: no").value.items()}
    assert Undisclosed() == fact("undisclosed: true").value
    found = fact("formula: b / 2\nunit: USD/year")
    assert (None, Formula, "b / 2") == (found.value, type(found.formula), found.formula.text)
    assert Name("b", 0, 1) == found.formula.tree.left
    assert (Span(PATH, 6, 14, 19), "USD/year") == (found.formula.span, str(found.unit))


@pytest.mark.parametrize(
    ("own", "says", "expected"),
    [
        ("value: 3 USD", "2 USD", Quantity),
        ("value: 3 USD", "no such deal", str),
        ("date: 2025", "2024-11", PartialDate),
        ("date: 2025", "never", str),
        ("text: a", "2024", str),
        ("undisclosed: true", "about 3 billion USD", Quantity),
        ("undisclosed: true", "2024-11", PartialDate),
        ("formula: b", "5 USD/year", Quantity),
    ],
)
def test_what_others_say_is_of_the_kind_of_the_fact(own, says, expected):
    """A quantity against a quantity, a date against a date, or words."""
    assert expected is type(fact(f"{own}\ndissent: {{source: s, says: {says}}}").dissent[0].says)


def test_several_files_are_one():
    """A fact may name what stands in another file; an id may not stand in two."""
    texts = {
        "content/facts/a.yaml": "facts: {f: {label: x, value: 1, about: aws, evidence: {source: s}}}\n",
        "content/facts/b.yaml": "entities: {aws: {name: AWS}}\nsources: {s: {title: T}}\n"
        "facts: {f: {label: y, value: 2}}\n",
    }
    facts, problems = read_facts(texts, ONE)
    (problem,) = problems
    assert ("id-duplicate", "`f` is written in two files", Span("content/facts/b.yaml", 3, 9, 10)) == (
        problem.code,
        problem.message,
        problem.span,
    )
    assert [Span("content/facts/a.yaml", 1, 9, 10)] == [related.span for related in problem.related]
    assert Decimal(1) == facts.facts["f"].value.value


def test_a_former_id_leads_to_one_fact():
    """It is nobody's id today and no other's former one."""
    rows = (("a", "b"), ("b", "old"), ("c", "old"))
    text = "facts:\n" + "".join(f"  {id_}: {{label: x, value: 1, was: {old}}}\n" for id_, old in rows)
    assert [
        ("2:32-33", "id-duplicate", "`b` cannot be a former id of `a`: it leads elsewhere", "delete it here"),
        ("4:32-35", "id-duplicate", "`old` cannot be a former id of `c`: it leads elsewhere", "delete it here"),
    ] == read(text)[1]


def test_what_could_not_be_read_is_known_by_name():
    """So that no page is told that a fact does not exist which only is wrong; a syntax error hides names as well."""
    text = (
        "sources: {s: {titel: T}}\nfacts:\n  a: {label: x, value: nonsense}\n"
        '  b:\n    label: "x\n    value: 1\n  c: {label: x, value: 1}\n'
    )
    facts, problems = read_facts({PATH: text}, ONE)
    assert ["c"] == list(facts.facts)
    assert {"a", "b", "s"} == {name for problem in problems for name in problem.hides}


def test_a_plain_name_serves_every_language():
    """A company is called the same."""
    facts, problems = read("entities: {a: {name: A, short: B}}\n", TWO)
    assert [] == problems
    assert isinstance(facts.entities["a"], Entity)
    assert ["en", "fr"] == [name.language for name in facts.entities["a"].name.values()]


def test_a_missing_language_is_told_and_another_stands_in():
    """A preview can still be rendered."""
    facts, problems = read('facts: {a: {label: {fr: "y"}, value: 1}}\n', TWO)
    assert [("1:13-18", "text-missing-language", "`label` lacks `en`", 'write `en: "…"`')] == problems
    assert ["y", "y"] == [facts.facts["a"].label[language].text for language in ("en", "fr")]


def test_places_inside_texts_are_exact():
    """A form in a folded text is reported at its own word."""
    text = "facts:\n  a:\n    value: 1\n    label: >\n      The deal\n      {{ aws.Deal }} is\n"
    assert ["6:10-18"] == [row[0] for row in read(text)[1]]


@pytest.mark.parametrize("text", ["", "facts:\n", "facts: {}\nsources:\nentities: {}\n"])
def test_empty_files_hold_no_facts(text):
    """And nothing is wrong with them."""
    assert (Facts(), []) == read(text)


def test_damaged_files_never_raise():
    """Whatever happens to a file, there are problems or facts, and every problem stands inside it."""
    from tests.read.test_yaml import VALID, damaged

    chance = random.Random(5)
    for _ in range(300):
        text = damaged(damaged(VALID, chance) or "x", chance)
        for config in (ONE, TWO):
            _, problems = read_facts({PATH: text}, config)
            assert all(1 <= problem.span.line <= text.count("\n") + 1 for problem in problems)
