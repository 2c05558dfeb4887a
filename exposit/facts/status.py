"""How much a fact can be relied on: computed from its evidence, never asserted by an author.

Comes after `derive`. In order of weight: undisclosed, out of date, disputed, our calculation, second-hand, one or
several sources. A calculation inherits *out of date* and *disputed* from what it is calculated from, for a reader must
not take it for more certain than that; *second-hand* and *one source* it does not, its note shows the inputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exposit.facts.dates import first_day
from exposit.facts.derive import Derived
from exposit.facts.tree import names_in
from exposit.model import Fact, PartialDate, Status, Undisclosed, Value


def status_of(
    fact: Fact,
    values: Mapping[str, Value],
    statuses: Mapping[str, Status],
    as_of: PartialDate | None,
    inputs: Iterable[str] | None = None,
) -> Status:
    """One fact's status on the day the site speaks of. `statuses` holds those of its `inputs`, by default the facts its
    formula names; `statuses_of` sees to the order."""
    value = values.get(fact.id, fact.value)
    if isinstance(value, Undisclosed):
        return "undisclosed"
    below: set[Status] = set()
    if fact.formula is not None:
        below = {statuses[id_] for id_ in _inputs(fact, statuses, inputs) if id_ in statuses}
    if _is_due(fact, as_of) or "out_of_date" in below:
        return "out_of_date"
    if fact.dissent or "disputed" in below:
        return "disputed"
    if fact.formula is not None:
        return "calculated"
    return _by_evidence(fact)


def _inputs(fact: Fact, known: Mapping[str, Status], inputs: Iterable[str] | None) -> Iterable[str]:
    if inputs is not None or fact.formula is None:
        return inputs or ()
    names = [name.id for name in names_in(fact.formula.tree)]
    return [name if name in known else name.removesuffix(".date") for name in names]


def _is_due(fact: Fact, as_of: PartialDate | None) -> bool:
    """Whether the day to look again has passed, whichever day `as_of` means."""
    return fact.review_by is not None and as_of is not None and fact.review_by < first_day(as_of)


def _by_evidence(fact: Fact) -> Status:
    if not fact.evidence:
        return "unsourced"
    direct = {evidence.source for evidence in fact.evidence if evidence.via is None}
    if not direct:
        return "second_hand"
    return "several" if len(direct) > 1 else "single"


def statuses_of(facts: Mapping[str, Fact], derived: Derived, as_of: PartialDate | None) -> dict[str, Status]:
    """Every fact's status, in the order written; inputs before what is calculated from them."""
    statuses: dict[str, Status] = {}
    for id_, fact in facts.items():
        if id_ not in derived.derivations:
            statuses[id_] = status_of(fact, derived.values, {}, as_of, ())
    for id_, known in derived.derivations.items():  # in the order they were derived
        statuses[id_] = status_of(facts[id_], derived.values, statuses, as_of, known.inputs)
    return {id_: statuses[id_] for id_ in facts}
