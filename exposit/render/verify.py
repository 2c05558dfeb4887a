"""For a reader who trusts nobody: `verify.json`, what was published and how it was worked out, and `verify.py`, which
checks a copy of the site against it with Python's own library alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from hashlib import blake2b
from typing import Any

from exposit.facts.catalogue import SIZES
from exposit.model import Binary, Call, Comparison, Expression, Job, Name, Negate, Number, Output, Quantity, Site, Unit
from exposit.render.machine import dump, number
from exposit.render.schemas import VERIFY_SCHEMA
from exposit.render.theme import installed

DATA = "verify.json"
PROGRAM = "verify.py"

_SIZE = {
    name: size.partition(" ")[0] if size[0].isdigit() else "1"
    for names in SIZES.values()
    for name, size in names.items()
}
"""How large one of each unit is in the base units of its kind: a kilometre is 1000 metres, a kWh 3600e3 W s."""


def verify_jobs(_site: Site) -> Iterator[Job]:
    """The program, the same for every site."""
    content = installed("verify")[PROGRAM]
    yield Job(PROGRAM, blake2b(content, digest_size=16).hexdigest(), partial(Output, PROGRAM, content, "binary"))


def verify_data(site: Site, published: Mapping[str, str]) -> bytes:
    """`verify.json`: the SHA-256 of every file `published`, the formulas as trees, the sizes of the units in them."""
    formulas = {id_: _tree(site, known.formula.tree) for id_, known in site.derivations.items()}
    units = {"year": _size(Unit((("year", 1),)))}
    for value in (*site.values.values(), *(constant for tree in formulas.values() for constant in _constants(tree))):
        if isinstance(value, Quantity):
            units[str(value.unit)] = _size(value.unit)
        elif isinstance(value, Unit):
            units[str(value)] = _size(value)
    plain = {id_: _without_units(tree) for id_, tree in formulas.items()}
    data = {
        "$schema": VERIFY_SCHEMA,
        "about": f"python {PROGRAM} checks this site against this file; see its first lines",
        "as_of": str(site.as_of) if site.as_of else None,
        "units": dict(sorted(units.items())),
        "formulas": plain,
        "files": dict(sorted(published.items())),
    }
    return dump(data).encode()


def _size(unit: Unit) -> str:
    """How large one of a unit is in base units; currencies and counts are their own base."""
    size = Decimal(1)
    for name, power in unit.factors:
        size *= Decimal(_SIZE.get(name, "1")) ** power
    return f"{size.normalize():f}" if size >= 1 else str(size)


def _tree(site: Site, tree: Expression) -> Any:
    """A formula as nested lists: a fact's id, or an operation with its parts; queries are written out."""
    match tree:
        case Number():
            return ["number", number(tree.quantity.value), tree.quantity.unit]
        case Name():
            return tree.id
        case Negate():
            return ["negative", _tree(site, tree.operand)]
        case Binary():
            return [tree.operator, _tree(site, tree.left), _tree(site, tree.right)]
        case Comparison():
            return [tree.operator, _tree(site, tree.left), _tree(site, tree.right)]
        case Call():
            found = site.selections.get(tree.query, ()) if tree.query is not None else ()
            if tree.function == "years":
                names = (argument.id for argument in tree.arguments if isinstance(argument, Name))
                return ["years", *(name if name in site.facts else name.removesuffix(".date") for name in names)]
            return [tree.function, *found, *(_tree(site, argument) for argument in tree.arguments)]


def _constants(tree: Any) -> Iterator[Unit]:
    if isinstance(tree, list):
        for part in tree:
            if isinstance(part, Unit):
                yield part
            else:
                yield from _constants(part)


def _without_units(tree: Any) -> Any:
    if isinstance(tree, list):
        return [_without_units(part) for part in tree]
    return str(tree) if isinstance(tree, Unit) else tree
