"""Small facts for tests, written the way an author writes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from exposit.facts.dates import parse_date
from exposit.facts.derive import Derived, derive
from exposit.facts.failure import Failure
from exposit.facts.formula import parse_formula
from exposit.facts.quantity import parse_quantity
from exposit.facts.units import Units
from exposit.model import Fact, Formula, PartialDate, Quantity, Undisclosed, Unit, Value
from exposit.problems import Span

UNITS = Units({"GPU": {"en": ("GPU", "GPUs")}, "contract": {"en": ("contract", "contracts")}}, currencies=["XTC"])


def quantity(text: str, **keys: Any) -> Quantity:
    """A quantity that must be right."""
    found = parse_quantity(text, UNITS, **keys)
    assert isinstance(found, Quantity), found
    return found


def unit(text: str) -> Unit:
    """A unit that must be right."""
    found = UNITS.parse(text)
    assert isinstance(found, Unit), found
    return found


def moment(text: str) -> PartialDate:
    """A date that must be right."""
    found = parse_date(text)
    assert isinstance(found, PartialDate), found
    return found


def formula(text: str) -> Formula:
    """A formula that must be right, at line 7, column 10 of facts.yaml."""
    found = parse_formula(text, UNITS)
    assert isinstance(found, Formula), found
    return replace(found, span=Span("facts.yaml", 7, 10, 10 + len(text)))


def fact(id_: str, written: str, **keys: Any) -> Fact:
    """A fact from a line: `38 billion USD`, `= a / b`, `date 2025-11`, `undisclosed`, `text` or `failed`."""
    place = Span("facts.yaml", 3, 3, 3 + len(id_))
    if written.startswith("= "):
        return Fact(id_, {}, formula=formula(written[2:]), span=place, **keys)
    value: Value | None
    if written.startswith("date "):
        value = moment(written[5:])
    elif written == "undisclosed":
        value = Undisclosed()
    elif written in ("text", "failed"):
        value = {} if written == "text" else None
    else:
        value = quantity(written)
    return Fact(id_, {}, value=value, span=place, **keys)


def facts_of(**lines: str | Fact) -> dict[str, Fact]:
    """Facts by id; a dot in an id is written `__`."""
    named = {id_.replace("__", "."): line for id_, line in lines.items()}
    return {id_: line if isinstance(line, Fact) else fact(id_, line) for id_, line in named.items()}


def derived(**lines: str | Fact) -> Derived:
    """What these facts come to."""
    return derive(facts_of(**lines), UNITS)


def failed(found: object) -> Failure:
    """A failure that must be one."""
    assert isinstance(found, Failure), found
    return found
