"""The facts for machines keep to the schema that is published beside them; so do the authors' files to the editor's."""

import json
from collections.abc import Mapping
from os.path import normpath
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from exposit.read.schema import json_schemas
from tests.golden import cold, roots

ROOT = Path(__file__).parent.parent.parent
FOLDERS = roots(flagship=ROOT)


class _AsEditorsRead(yaml.SafeLoader):
    """YAML as editors read it: numbers are numbers, and dates are texts."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def outputs(root: Path) -> Mapping[str, bytes]:
    """Everything a site publishes."""
    return cold(root).result.outputs


def published(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """`facts.json` and its schema."""
    data, schema = (json.loads(outputs(folder)[name]) for name in ("facts.json", "facts.schema.json"))
    return data, schema


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_published_facts_keep_to_the_published_schema(folder: Path) -> None:
    """Read by a library that is not ours, formats too."""
    data, schema = published(folder)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [] == [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_every_key_that_is_published_is_described(folder: Path) -> None:
    """A key the schema does not know would be one nobody may rely on."""
    data, schema = published(folder)
    known = schema["properties"]["facts"]["items"]["properties"].keys()
    assert set() == {key for fact in data["facts"] for key in fact} - known
    assert set() == data.keys() - schema["properties"].keys()


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_charts_and_what_a_copy_is_checked_against_keep_to_theirs(folder: Path) -> None:
    """Each file names the schema that stands beside it."""
    files = outputs(folder)
    charts = [path for path in files if "/charts/" in f"/{path}" and path.endswith(".json") and "plotly" not in path]
    assert len(charts) == sum(path.endswith(".csv") for path in files) - 1
    for path in ("verify.json", *charts):
        data = json.loads(files[path])
        schema = json.loads(files[normpath(f"{path}/../{data['$schema']}")])
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        assert [] == [f"{path} {error.json_path}: {error.message}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize(
    "name, where, value",
    [
        ("chart", ("rows", 0, "value"), "38"),
        ("chart", ("rows", 0, "binding"), "yes"),
        ("chart", ("rows", 0, "colour"), "red"),
        ("chart", ("kind",), "pie"),
        ("verify", ("files", "index.html"), "?"),
        ("verify", ("formulas", "x"), ["divide", "a", "b"]),
        ("verify", ("formulas", "x"), ["sum"]),
    ],
)
def test_what_is_not_described_is_refused(name: str, where: tuple[str | int, ...], value: object) -> None:
    """A schema that lets everything pass describes nothing."""
    files = outputs(ROOT)
    data = json.loads(files["verify.json" if name == "verify" else "charts/commitments.json"])
    validator = Draft202012Validator(json.loads(files[f"{name}.schema.json"]))
    assert validator.is_valid(data)
    inner = data
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    assert not validator.is_valid(data)


@pytest.mark.parametrize(
    "key, value",
    [("value", 38), ("date", "3 November 2025"), ("status", "true"), ("id", "AWS"), ("evidence", [{"quote": "x"}])],
)
def test_the_schema_refuses_what_is_wrong(key: str, value: object) -> None:
    """Amounts as numbers, dates in words, unknown statuses, ids of other shapes, evidence without a source."""
    data, schema = published(ROOT)
    broken = {**data, "facts": [{**data["facts"][0], key: value}]}
    assert not Draft202012Validator(schema).is_valid(broken)


@pytest.mark.parametrize("name", sorted(json_schemas()))
def test_the_editor_s_schemas_take_what_we_take(name: str) -> None:
    """Every file of that name in sites without problems; and the schemas are valid themselves."""
    schema = json_schemas()[name]
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for folder in FOLDERS.values():
        content = folder / "content"
        for path in [*content.glob(f"{name}.yaml"), *(content / name).glob("*.yaml")]:
            data = yaml.load(path.read_text(encoding="utf-8"), _AsEditorsRead)
            assert [] == [f"{path}: {error.json_path}: {error.message}" for error in validator.iter_errors(data)]
