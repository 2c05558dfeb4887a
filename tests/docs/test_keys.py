"""The guide is whole: every key an author can write, every unit, form and settable code is in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from exposit.codes import CODES
from exposit.facts.catalogue import KINDS
from exposit.language.wording import FORMS
from exposit.model import CHART_KINDS
from exposit.read.schema import models

GUIDE = Path(__file__).parent.parent.parent / "docs" / "guide"
MODELS = [
    model
    for model in vars(models).values()
    if isinstance(model, type) and issubclass(model, models.Entry) and model is not models.Entry
]


def page(name: str) -> str:
    return (GUIDE / name).read_text(encoding="utf-8")


def keys_of(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_stands_in_the_guide(model: type[BaseModel]) -> None:
    """In backticks, or in an example: a key nobody tells of does not exist for an author."""
    guide = "\n".join(path.read_text(encoding="utf-8") for path in GUIDE.glob("*.md"))
    told = set(re.findall(r"(?:`|^\s*(?:- )?\{?|[{,] )([a-z_]+)(?:`|:)", guide, re.MULTILINE))
    told |= {word for code in re.findall(r"`([^`\n]+)`", guide) for word in re.findall(r"[a-z_]+", code)}
    assert [] == [key for key in keys_of(model) if key not in told]


def test_every_kind_of_chart_has_a_section() -> None:
    """And no kind has one that does not exist."""
    assert sorted(CHART_KINDS) == sorted(re.findall(r"^## (\w+):", page("charts.md"), re.MULTILINE))


def test_every_form_of_a_reference_is_explained() -> None:
    """`{{ id | form }}`."""
    text = page("writing.md")
    assert [] == [form for form in (*FORMS, "label") if f"`{form}`" not in text]


def test_every_unit_is_listed() -> None:
    """By the name messages use."""
    words = set(re.findall(r"\w+", page("facts.md")))
    assert [] == [unit for unit in KINDS if unit not in words]


def test_every_problem_that_can_be_set_is_listed() -> None:
    """With the level it has when nobody sets it."""
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", page("checks.md"), re.MULTILINE))
    assert {code: about.severity for code, about in CODES.items() if about.settable} == rows
