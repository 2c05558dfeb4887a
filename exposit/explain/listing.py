"""Every fact in one table, sorted and filtered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from exposit.explain.derivation import shown
from exposit.model import PartialDate, Quantity, Site

Order = Literal["written", "id", "status", "value"]


def chosen(site: Site, status: str | None, order: Order) -> list[str]:
    """The ids of the facts with a status (None: all), in an order; values sort within their unit, largest first."""
    wanted = status.replace("-", "_") if status else None
    ids = [id_ for id_ in site.facts if wanted is None or site.statuses.get(id_) == wanted]
    if order == "id":
        ids.sort()
    elif order == "status":
        ids.sort(key=lambda id_: site.statuses.get(id_, ""))
    elif order == "value":
        ids.sort(key=lambda id_: _size(site, id_))
    return ids


def _size(site: Site, id_: str) -> tuple[int, str, float | int]:
    value = site.values.get(id_)
    if isinstance(value, Quantity):
        return (0, str(value.unit), -float(value.value))
    return (1 if isinstance(value, PartialDate) else 2, "", 0)


def list_as_text(site: Site, ids: Sequence[str]) -> str:
    """A line a fact: id, value, status, place."""
    if not ids:
        return "no facts"
    language = site.config.languages[0]
    rows = [
        (
            id_,
            shown(site, site.values.get(id_), language),
            site.statuses.get(id_, "").replace("_", "-"),
            f"{site.facts[id_].span.path}:{site.facts[id_].span.line}",
        )
        for id_ in ids
    ]
    widths = [min(44, max(len(row[column]) for row in rows)) for column in range(3)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) + f"  {row[3]}" for row in rows
    ]
    return "\n".join([*lines, f"{len(rows)} {'fact' if len(rows) == 1 else 'facts'}"])


def list_as_dicts(site: Site, ids: Sequence[str]) -> list[dict[str, object]]:
    """The same as data."""
    return [
        {
            "id": id_,
            "shown": {language: shown(site, site.values.get(id_), language) for language in site.config.languages},
            "status": site.statuses.get(id_),
            "path": site.facts[id_].span.path,
            "line": site.facts[id_].span.line,
        }
        for id_ in ids
    ]
