"""site.yaml: the settings, with defaults, and a problem for every one that cannot be."""

from datetime import date

import pytest

from exposit.codes import CODES
from exposit.model import Config, Exemption, PartialDate
from exposit.read.config import read_config
from tests.read.told import told

PATH = "content/site.yaml"

WHOLE = """title: {en: "Who pays?", fr: "Qui paie ?"}
languages: [en, fr]
base_url: https://example.org
as_of: 2026-09-24
authors: [Exposit]
report_url: https://example.org/issues/new
vocabulary:
  nature: {cloud_purchase: {en: "Cloud purchase", fr: "Achat de cloud"}}
  certainty: {official: {en: "Official", fr: "Officiel"}}
units:
  GPU: {en: [GPU, GPUs], fr: [GPU, GPU]}
exempt:
  - {text: "GPT-4o", reason: "product name"}
  - {text: "24/7", reason: "idiom", until: 2027-12-31}
checks: {number-in-words: warning}
raw_html: trusted
theme: {accent: "#0B5A8F", lead: aws.deal, lead_label: {en: "Owed", fr: "Dû"}}
"""


def test_every_key_is_read():
    """The example of the guide."""
    config, problems = read_config(PATH, WHOLE)
    assert () == problems
    assert ("en", "fr") == config.languages
    assert {"en": "Who pays?", "fr": "Qui paie\u202f?"} == {key: text.text for key, text in config.title.items()}
    assert "https://example.org" == config.base_url
    assert PartialDate(2026, None, 9, 24) == config.as_of
    assert ("Exposit",) == config.authors
    assert "https://example.org/issues/new" == config.report_url
    assert "Achat de cloud" == config.natures["cloud_purchase"]["fr"].text
    assert "Official" == config.certainties["official"]["en"].text
    assert {"GPU": {"en": ("GPU", "GPUs"), "fr": ("GPU", "GPU")}} == config.units
    assert (
        Exemption("GPT-4o", "product name"),
        Exemption("24/7", "idiom", date(2027, 12, 31)),
    ) == config.exempt
    assert {"number-in-words": "warning"} == config.checks
    assert "trusted" == config.raw_html
    assert {"accent": "#0b5a8f", "lead": "aws.deal"} == config.theme
    assert config.lead_label is not None
    assert {"en": "Owed", "fr": "Dû"} == {language: text.text for language, text in config.lead_label.items()}
    assert (3, 11) == (config.spans["base_url"].line, config.spans["base_url"].column)


@pytest.mark.parametrize("text", ["", "# nothing\n", "languages: [en]\n", "languages: en\n", "checks:\nunits:\n"])
def test_everything_is_optional(text):
    """A site without settings is an English one."""
    assert (Config(), ()) == read_config(PATH, text)


def test_a_text_is_plain_on_a_site_of_one_language():
    """Nobody names a language they have not chosen."""
    config, problems = read_config(PATH, "languages: fr\ntitle: Qui paie ?\nunits: {GPU: GPU, rack: [baie, baies]}\n")
    assert () == problems
    assert {"fr": "Qui paie\u202f?"} == {key: text.text for key, text in config.title.items()}
    assert {"GPU": {"fr": ("GPU", "GPU")}, "rack": {"fr": ("baie", "baies")}} == config.units


def test_variants_of_the_languages_are_languages():
    """Canadian French is written as French."""
    assert (("en-GB", "fr-CA"), ()) == (
        read_config(PATH, "languages: [en-GB, fr-CA]\n")[0].languages,
        read_config(PATH, "languages: [en-GB, fr-CA]\n")[1],
    )


CASES = [
    (
        'languages: [en, fr]\ntitle: "Plain"',
        "2:9-14",
        "text-missing-language",
        "`title` does not say which language it is in",
        'write `title: {en: "…", fr: "…"}`',
    ),
    (
        'languages: [en, fr]\ntitle: {en: "x"}',
        "2:1-6",
        "text-missing-language",
        "`title` lacks `fr`",
        'write `fr: "…"`',
    ),
    (
        'languages: [en, fr]\ntitle: {en: "x", fr: "y", de: "z"}',
        "2:27-29",
        "language-unknown",
        "`de` is not a language of this site",
        "its languages: `en`, `fr`",
    ),
    (
        "languages: [en, fr]\ntitle: {en: Oracle, from 2027, fr: x}",
        "2:21-30",
        "text-torn",
        "`from 2027` is torn from the text before it",
        'quote the text: `en: "Oracle, from 2027"`',
    ),
    (
        'languages: [en, fr]\ntitle: {en: "x", fr: }',
        "2:18-20",
        "value-empty",
        "`fr` of `title` is empty",
        "write it after the colon, in quotes",
    ),
    (
        "languages: [en, de]",
        "1:17-19",
        "language-unsupported",
        "numbers cannot be read and written in the language `de`",
        "supported are `en`, `fr` and variants such as `fr-CA`",
    ),
    (
        "languages: [FR_ca]",
        "1:13-18",
        "language-unsupported",
        "`FR_ca` is not a language tag",
        "did you mean `fr-CA`?",
    ),
    ("languages: [en, en]", "1:17-19", "language-repeated", "`en` is listed twice", "keep one of them"),
    (
        "base_url: example.org",
        "1:11-22",
        "url-invalid",
        "`example.org` is not a web address",
        "write `https://example.org`",
    ),
    (
        "base_url: ftp://example.org",
        "1:11-28",
        "url-invalid",
        "`ftp://example.org` is not a web address",
        "write one that begins with `https://`",
    ),
    (
        "base_url: javascript:alert(1)",
        "1:11-30",
        "url-invalid",
        "`javascript:alert(1)` is not a web address",
        "write one that begins with `https://`",
    ),
    (
        "base_url: https://example.org/?a=b",
        "1:11-35",
        "url-invalid",
        "`https://example.org/?a=b` is more than the address of a site",
        "write `https://example.org/`",
    ),
    (
        "base_url: 'https://exa mple.org'",
        "1:12-32",
        "url-invalid",
        "`https://exa mple.org` is not a web address",
        "an address has no spaces",
    ),
    (
        "base_url: https://",
        "1:11-19",
        "url-invalid",
        "`https://` is not a web address",
        "write one such as `https://example.org/page`",
    ),
    (
        "base_url: https://[::1",
        "1:11-23",
        "url-invalid",
        "`https://[::1` is not a web address",
        "write one such as `https://example.org/page`",
    ),
    ("as_of: 2026-13", "1:13-15", "date-syntax", "there is no month `13`", "months are `01` to `12`"),
    (
        "exempt: [{text: a, reason: b, until: 2027}]",
        "1:38-42",
        "date-syntax",
        "`2027` is not a day",
        "write `2025-11-03`",
    ),
    (
        "exempt: [{text: a, reason: b}, {text: a, reason: c}]",
        "1:39-40",
        "exemption-repeated",
        "`a` is exempt twice",
        "keep one of them",
    ),
    (
        "units: {m 2: [a, b]}",
        "1:9-12",
        "unit-name",
        "`m 2` cannot be the name of a unit",
        "a name is one word that begins with a letter",
    ),
    (
        "units: {rack: [a, b, c]}",
        "1:15-24",
        "unit-name",
        "`rack` needs a singular and a plural",
        "write `[rack, racks]`",
    ),
    (
        "languages: [en, fr]\nunits: {rack: {en: [rack, racks]}}",
        "2:9-13",
        "text-missing-language",
        "`rack` lacks `fr`",
        "write `fr: [rack, racks]`",
    ),
    (
        "languages: [en, fr]\nunits: {rack: [rack, racks]}",
        "2:15-28",
        "text-missing-language",
        "`rack` does not say which language its nouns are in",
        "write `rack: {en: [rack, racks], fr: [rack, racks]}`",
    ),
    (
        "checks: {number-in-word: off}",
        "1:10-24",
        "check-unknown",
        "no problem has the code `number-in-word`",
        "did you mean `number-in-words`?",
    ),
    (
        "theme: {accent: '0b5a8f'}",
        "1:18-24",
        "colour-invalid",
        "`0b5a8f` is not a colour",
        'did you mean `"#0b5a8f"`?',
    ),
    ("theme: {accent: red}", "1:17-20", "colour-invalid", "`red` is not a colour", 'write one such as `"#0b5a8f"`'),
]


@pytest.mark.parametrize(("text", *"pcmh"), CASES, ids=[f"{row[2]}-{index}" for index, row in enumerate(CASES)])
def test_mistakes(text, p, c, m, h):
    """Each where it stands, with what would be right."""
    assert [(p, c, m, h)] == told(read_config(PATH, text)[1])


def test_only_some_problems_can_be_set():
    """An unsourced number is an error whatever an author wishes; the hint lists what can be set."""
    (row,) = told(read_config(PATH, "checks: {fact-unknown: warning}\n")[1])
    assert ("1:10-22", "check-fixed", "`fact-unknown` is always an error") == row[:3]
    assert [code for code, about in CODES.items() if about.settable] == row[3].split("`")[1::2]


def test_what_is_wrong_is_left_out_and_the_rest_is_kept():
    """A preview goes on with the settings it can read."""
    config, problems = read_config(
        PATH, "languages: [en, xx]\nbase_url: nope\nas_of: 2026\nzzz: 1\ntheme: {accent: red}\n"
    )
    assert ("en",) == config.languages
    assert (None, PartialDate(2026), {}) == (config.base_url, config.as_of, config.theme)
    assert ["language-unsupported", "url-invalid", "key-unknown", "colour-invalid"] == [
        row[1] for row in told(problems)
    ]
