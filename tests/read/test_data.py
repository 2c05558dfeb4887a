"""data/*.yaml: plain values for templates, with texts read like every other text."""

from decimal import Decimal

from exposit.model import Config
from exposit.read.data import read_data
from tests.read.told import told

PATH = "content/data/team.yaml"
ONE, TWO = Config(), Config(languages=("en", "fr"))


def test_scalars_are_what_yaml_says_they_are_but_no_floats():
    """Quoted ones are texts; what is a number to some and a code to others stays as written."""
    text = 'a: 12\nb: 1.50\nc: true\nd: ~\ne: "12"\nf: 010\ng: 12:30:45\nh: 2025-11-03\ni: no\nj: 1e3\nk: .5\n'
    expected = {
        "a": 12,
        "b": Decimal("1.50"),
        "c": True,
        "d": None,
        "e": "12",
        "f": "010",
        "g": "12:30:45",
        "h": "2025-11-03",
        "i": "no",
        "j": Decimal("1E+3"),
        "k": Decimal("0.5"),
    }
    data, problems = read_data(PATH, text, TWO)
    assert (expected, ()) == (data, problems)
    assert ["1.50", "1E+3"] == [str(data[key]) for key in "bj"]


def test_a_mapping_of_languages_is_a_text():
    """At any depth; a mapping of other things that happens to have such a key is not."""
    data, problems = read_data(PATH, '- role: {en: "a {{ b }}", fr: "c"}\n- {fr: 12, de: 14}\n', TWO)
    assert () == problems
    assert ("en", ["b"]) == (data[0]["role"]["en"].language, [hole.id for hole in data[0]["role"]["en"].holes])
    assert {"fr": 12, "de": 14} == data[1]


def test_on_a_site_of_one_language_a_text_with_forms_is_read():
    """Others are plain strings."""
    data, problems = read_data(PATH, 'a: "{{ b }} x"\nc: d\n', ONE)
    assert () == problems
    assert (["b"], "d") == ([hole.id for hole in data["a"]["en"].holes], data["c"])


def test_mistakes():
    """A language that is missing, a torn text, a form without a language."""
    _, problems = read_data(PATH, 'a: {en: "x"}\nb: {en: x, torn here}\nc: "{{ d }}"\n', TWO)
    assert [
        ("1:1-2", "text-missing-language", "`a` lacks `fr`", 'write `fr: "…"`'),
        ("2:12-21", "text-torn", "`torn here` is torn from the text before it", 'quote the text: `en: "x, torn here"`'),
        (
            "3:5-12",
            "text-missing-language",
            "`c` does not say which language it is in",
            'write `c: {en: "…", fr: "…"}`',
        ),
    ] == told(problems)


def test_a_file_may_hold_a_list_or_nothing():
    """Templates lay out what there is."""
    assert ([1, "a"], None) == (read_data(PATH, "- 1\n- a\n", ONE)[0], read_data(PATH, "", ONE)[0])
