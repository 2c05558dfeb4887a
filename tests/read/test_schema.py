"""The shape of every file is judged in our words, at the key or the value that is wrong."""

import json
from pathlib import Path

import pydantic_core
import pytest
from pydantic import BaseModel

from exposit.read.schema import (
    ChartEntry,
    EvidenceEntry,
    FactEntry,
    FactsFile,
    FrontMatter,
    SiteFile,
    json_schemas,
    models,
    validate,
)
from exposit.read.schema.report import WORDINGS
from exposit.read.yaml import read_yaml
from tests.read.told import told

LABEL = 'label: "x"\n'

CASES = [
    (FactEntry, LABEL + "vlaue: 38", "2:1-6", "key-unknown", "`vlaue` is not a key here", "did you mean `value`?"),
    (
        EvidenceEntry,
        "source: x\npage: 3",
        "2:1-5",
        "key-unknown",
        "`page` is not a key here",
        "known here: `source`, `quote`, `via`",
    ),
    (
        FactEntry,
        LABEL + "evidence: {source: x, qoute: y}",
        "2:23-28",
        "key-unknown",
        "`qoute` is not a key of `evidence`",
        "did you mean `quote`?",
    ),
    (FactEntry, "value: 1", "1:1-9", "key-missing", "`label` is missing", "write `label: …`"),
    (
        FactEntry,
        LABEL + "evidence:\n  - quote: x",
        "3:5-13",
        "key-missing",
        "`evidence` has no `source`",
        "write `source: …`",
    ),
    (
        EvidenceEntry,
        "{source: x, quote: Under this, with that}",
        "1:32-41",
        "text-torn",
        "`with that` is torn from the text before it",
        'quote the text: `quote: "Under this, with that"`',
    ),
    (
        FactEntry,
        LABEL + "as_of:",
        "2:1-6",
        "value-empty",
        "`as_of` is empty",
        "give it a value, or delete the key",
    ),
    (FactEntry, 'label: ""', "1:8-10", "value-empty", "`label` is empty", "give it a value, or delete the key"),
    (
        SiteFile,
        "theme:\n  accent: #fff",
        "2:3-9",
        "value-empty",
        "`accent` is empty",
        'what follows `#` is a comment: quote it, as `"#fff"`',
    ),
    (
        FactEntry,
        LABEL + "nature: [a]",
        "2:9-12",
        "value-kind",
        "`nature` must be a text, not a list",
        "a text that begins with `[` must be quoted",
    ),
    (
        FactEntry,
        LABEL + "nature:\n  a: b",
        "3:3-7",
        "value-kind",
        "`nature` must be a text, not a mapping",
        "write it after the colon, in quotes",
    ),
    (
        FactEntry,
        LABEL + "exact: yes",
        "2:8-11",
        "value-kind",
        "`yes` is neither `true` nor `false`",
        "write `true`",
    ),
    (
        FactEntry,
        LABEL + 'exact: "true"',
        "2:9-13",
        "value-kind",
        "`true` is neither `true` nor `false`",
        "write `true` without quotes",
    ),
    (FactEntry, LABEL + "exact: [a]", "2:8-11", "value-kind", "`exact` must be `true` or `false`, not a list", None),
    (
        FactEntry,
        LABEL + "digits: 99",
        "2:9-11",
        "value-kind",
        "`digits` must be a whole number from 1 to 15, not `99`",
        "the nearest is 15",
    ),
    (
        ChartEntry,
        'kind: bars\nfacts: [a]\ntitle: "x"\ndescription: "x"\nhighlight: {a: b}',
        "5:12-18",
        "value-kind",
        "`highlight` must be a word or a list of words, not a mapping",
        "write `[a]`",
    ),
    (
        ChartEntry,
        'kind: bars\nfacts: [a]\ntitle: "x"\ndescription: "x"\nfrom: 2019-01',
        "5:7-14",
        "value-kind",
        "`from` must be a whole number from 1 to 9999, not `2019-01`",
        "write the year alone: `2019`",
    ),
    (
        FrontMatter,
        "order: first",
        "1:8-13",
        "value-kind",
        "`first` is not a number",
        "write digits, with a point if need be: `1.5`",
    ),
    (
        SiteFile,
        "raw_html: trust",
        "1:11-16",
        "choice-unknown",
        "`trust` is not a value of `raw_html`",
        "did you mean `trusted`?",
    ),
    (
        SiteFile,
        "checks: {number-in-words: never}",
        "1:27-32",
        "choice-unknown",
        "`never` is not a value of `number-in-words`",
        "known here: `off`, `warning`, `error`",
    ),
    (
        FactEntry,
        LABEL + "period: soon",
        "2:9-13",
        "value-kind",
        "`period` needs keys of its own, not a text",
        "write its keys below it, indented: `from`, `to`",
    ),
    (
        FactEntry,
        LABEL + "evidence: [x]",
        "2:12-13",
        "value-kind",
        "`evidence` needs keys of its own, not a text",
        "write its keys below it, indented: `source`, `quote`, `via`",
    ),
    (
        FactsFile,
        "- a",
        "1:1-4",
        "value-kind",
        "this file needs keys, not a list",
        "write its keys below it, indented: `entities`, `sources`, `facts`",
    ),
    (
        SiteFile,
        "exempt: {text: a, reason: b}",
        "1:9-29",
        "value-kind",
        "`exempt` must be a list, not a mapping",
        "begin each item on a line of its own with `- `",
    ),
    (
        ChartEntry,
        'kind: bars\nfacts: aws.deal\ntitle: "x"\ndescription: "x"',
        "2:8-16",
        "value-kind",
        "`facts` must be a query or a list of ids, not a text",
        "write `[aws.deal]`",
    ),
]


@pytest.mark.parametrize(
    ("model", "text", *"pcmh"), CASES, ids=[f"{row[3]}-{index}" for index, row in enumerate(CASES)]
)
def test_mistakes_are_worded(model, text, p, c, m, h):
    """Every kind of misfit, whole."""
    _, problems = validate(model, read_yaml("f.yaml", text))
    assert [(p, c, m, h)] == told(problems)


def test_every_kind_of_refusal_has_a_wording():
    """What the fields raise is what `report` words: none falls back to a shrug."""
    source = (Path(models.__file__).parent / "fields.py").read_text()
    raised = {part.split('"')[1] for part in source.split("refuse(")[1:] if part.startswith('"')}
    assert set() == raised - set(WORDINGS)


def test_no_wording_of_pydantic_reaches_an_author():
    """Whatever value stands under whatever key."""
    wordings = {str(pydantic_core.PydanticKnownError(kind)) for kind in ("missing", "extra_forbidden", "list_type")}
    values = ["x", '"x"', "3", "[a]", "{a: b}", "", "[{a: [b]}]", "{en: [x], fr: }", "true", "[[a]]"]
    for model in vars(models).values():
        if isinstance(model, type) and issubclass(model, BaseModel):
            for name, field in model.model_fields.items():
                for value in values:
                    _, problems = validate(model, read_yaml("f.yaml", f"{field.alias or name}: {value}\nzzz: 1"))
                    for problem in problems:
                        assert problem.message[0].islower() or problem.message[0] == "`"
                        assert not any(wording in problem.message for wording in wordings)


def test_one_mistake_does_not_cost_the_rest():
    """What is wrong is left out, what is right is kept, all mistakes are told."""
    text = 'label: "x"\nvalue: 1\nexact: yes\ntags: [a, [b]]\nevidence:\n  - {source: s}\n  - {quote: q}\nnope: 1\n'
    fact, problems = validate(FactEntry, read_yaml("f.yaml", text))
    assert ("x", "1", False, ["a"], ["s"]) == (
        fact.label,
        fact.value,
        fact.exact,
        fact.tags,
        [evidence.source for evidence in fact.evidence],
    )
    assert ["3:8-11", "4:11-14", "7:5-15", "8:1-5"] == [row[0] for row in told(problems)]


def test_a_misspelt_key_is_not_missing_as_well():
    """One mistake, one problem."""
    _, problems = validate(FactEntry, read_yaml("f.yaml", 'lable: "x"\nvalue: 1'))
    assert [("1:1-6", "key-unknown", "`lable` is not a key here", "did you mean `label`?")] == told(problems)


def test_what_a_syntax_error_took_is_not_called_missing():
    """The label was written."""
    document = read_yaml("f.yaml", 'label: "x\nvalue: 1\n')
    assert (None, ()) == validate(FactEntry, document)
    assert ["yaml-syntax"] == [problem.code for problem in document.problems]


def test_sections_may_stand_empty():
    """A new site has `facts:` with nothing below."""
    assert () == validate(FactsFile, read_yaml("f.yaml", "entities:\nsources:\nfacts:\n"))[1]
    assert () == validate(SiteFile, read_yaml("f.yaml", "units:\nexempt:\nchecks:\nvocabulary:\ntheme:\n"))[1]


def test_schemas_describe_every_key():
    """An editor shows what each is for, and accepts a number where YAML makes one."""
    schemas = json_schemas()
    assert ["charts", "facts", "glossary", "page", "site"] == sorted(schemas)
    fact = schemas["facts"]["$defs"]["FactEntry"]
    assert ["label"] == fact["required"]
    assert {"description": "A quantity: about 38 billion USD.", "type": ["string", "number"]} == fact["properties"][
        "value"
    ]
    for schema in schemas.values():
        for part in (schema, *schema.get("$defs", {}).values()):
            assert [] == [key for key, about in part["properties"].items() if not about.get("description")]
            assert not part["additionalProperties"]


def test_schemas_are_plain_json_and_refer_to_what_they_hold():
    """Every `$ref` has its definition in the same file."""
    for schema in json_schemas().values():
        text = json.dumps(schema)
        references = {part.split('"')[0] for part in text.split('"$ref": "#/$defs/')[1:]}
        assert references <= set(schema.get("$defs", {}))
        assert '"null"' not in text.replace('["object", "null"]', "")
