"""glossary.yaml: terms by id."""

from exposit.model import Config
from exposit.problems import Span
from exposit.read.glossary import read_glossary
from tests.read.told import told

PATH = "content/glossary.yaml"
TWO = Config(languages=("en", "fr"))


def test_terms_are_read_in_both_languages():
    """With forms in them like every text."""
    text = 'terms:\n  inference: {term: {en: "inference", fr: "inférence"}, means: {en: "a {{ b }}", fr: "c"}}\n'
    terms, problems = read_glossary(PATH, text, TWO)
    assert () == problems
    assert ("inférence", ["b"], Span(PATH, 2, 3, 12)) == (
        terms["inference"].term["fr"].text,
        [hole.id for hole in terms["inference"].means["en"].holes],
        terms["inference"].span,
    )


def test_terms_are_plain_on_a_site_of_one_language():
    """And may be written as blocks."""
    terms, problems = read_glossary(PATH, "terms:\n  inference:\n    term: inference\n    means: use\n", Config())
    assert () == problems
    assert "use" == terms["inference"].means["en"].text


def test_mistakes():
    """What cannot be read is known by name."""
    text = 'terms:\n  a: {term: {en: "x", fr: "y"}}\n  B: {term: {en: "x", fr: "y"}, means: {en: "x", fr: "y"}}\n'
    terms, problems = read_glossary(PATH, text, TWO)
    assert {} == terms
    assert [
        ("2:3-4", "key-missing", "`a` has no `means`", "write `means: …`"),
        (
            "3:3-4",
            "id-invalid",
            "`B` is not the id of a term",
            "did you mean `b`? an id is lower-case letters, digits and `_`, joined by dots",
        ),
    ] == told(problems)
    assert {"a", "B"} == {name for problem in problems for name in problem.hides}
