"""Ribbons from payers to payees: a picture for wide pages. The table below it carries every word again.

All of it is in shares of its own size, so that it grows with the text: the style sheet gives it `lines` times a height.
What is drawn lies in a box `TALL` high that is stretched between the two columns of money; the names stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from exposit.marks import OPEN
from exposit.render.charts.axis import TALL, percent, whole
from exposit.render.charts.chart import Chart, class_of
from exposit.render.charts.rows import Row
from exposit.render.markup import escaped

LEFT, RIGHT = 0.3, 0.7
"""Where the payers' column ends and the payees' begins."""
LONGEST = 24
"""How many letters have room beside a column of money on the narrowest page that shows ribbons."""
GAP = 0.35
"""Between two parties, in lines."""


class Party(NamedTuple):
    """One end of ribbons: where its column of money begins and how high it is, in shares of the picture."""

    name: str
    top: float
    height: float
    middle: float


class Ribbon(NamedTuple):
    """A row's band: its edges at the payer and at the payee."""

    row: Row
    left: float
    right: float
    height: float


def flowing(chart: Chart) -> tuple[Row, ...]:
    """The rows that can be drawn: between two parties, an amount above zero."""
    return tuple(row for row in chart.rows if row.fact.payer and row.fact.payee and row.number > 0)


def layout(chart: Chart) -> tuple[list[Party], list[Party], list[Ribbon], int]:
    """Payers, payees, ribbons, and how many lines of text high the picture must be so that no name lies on another."""
    rows = flowing(chart)
    paid = _sums((row.fact.payer, row.number) for row in rows)
    gained = _sums((row.fact.payee, row.number) for row in rows)
    total = sum(paid.values())
    most = max(len(paid), len(gained))
    lines = max(8, 3 * most)
    # A party takes as much as its money, and never less than its two lines of text.
    money = lines - (2 + GAP) * most
    unit = max(money, lines * 0.4) / lines / total
    lefts, rights = _column(chart, paid, unit, lines), _column(chart, gained, unit, lines)
    used = {("l", name): party.top for name, party in zip(paid, lefts, strict=True)}
    used |= {("r", name): party.top for name, party in zip(gained, rights, strict=True)}
    bands = []
    for row in rows:
        height, at, to = row.number * unit, ("l", row.fact.payer or ""), ("r", row.fact.payee or "")
        bands.append(Ribbon(row, used[at], used[to], height))
        used[at] += height
        used[to] += height
    return lefts, rights, bands, lines


def _sums(amounts: Iterable[tuple[str | None, float]]) -> dict[str, float]:
    """What each party pays or is paid, in the order in which they come."""
    found: dict[str, float] = {}
    for name, amount in amounts:
        found[name or ""] = found.get(name or "", 0.0) + amount
    return found


def _column(chart: Chart, sums: Mapping[str, float], unit: float, lines: int) -> list[Party]:
    cells = [max(amount * unit, 2 / lines) for amount in sums.values()]
    free = 1 - sum(cells)
    gap = free / (len(sums) + 1)
    made, top = [], gap
    for (name, amount), cell in zip(sums.items(), cells, strict=True):
        height = amount * unit
        made.append(Party(chart.entity(name), top + (cell - height) / 2, height, top + cell / 2))
        top += cell + gap
    return made


def ribbons(chart: Chart) -> str:
    """The picture; nothing where fewer than two flows can be drawn."""
    rows = flowing(chart)
    if not 2 <= len(rows) <= 12:
        return ""
    lefts, rights, bands, lines = layout(chart)
    money = "".join([_money(0, lefts), _money(2, rights)])
    return (
        f'<svg class="chart-ribbons lines-{min(40, lines + -lines % 4)}" aria-hidden="true">'
        f'<svg x="{percent(LEFT)}%" width="{percent(RIGHT - LEFT)}%" viewBox="0 0 2 {TALL}" preserveAspectRatio="none">'
        f'{_bands(bands)}<path class="money" d="{money}"/></svg>'
        f"{_names(LEFT, lefts)}{_names(RIGHT, rights)}</svg>"
    )


def curve(band: Ribbon, begun: int | None = None) -> tuple[str, int]:
    """A ribbon's outline: over, down, and back; its last side lies under the payer's money. It goes on where another
    has ended (`begun`), and gives where it ends."""
    a, c = whole(band.left), whole(band.right)
    b, d = max(a + 1, whole(band.left + band.height)), max(c + 1, whole(band.right + band.height))
    over, back = f"c1 0 1 {c - a} 2 {c - a}", f"c-1 0-1 {b - d}-2 {b - d}"
    outline = f"{over}v{d - c}{back}".replace(" -", "-")
    return (outline if a == begun else f"M0 {a}{outline}"), b


def _bands(bands: Iterable[Ribbon]) -> str:
    """A path for all that a payer pays in one way: its ribbons lie beside each other, and those of two payers are told
    apart where they cross."""
    paths: dict[tuple[str, ...], tuple[str, int | None]] = {}
    for band in bands:
        way = (band.row.fact.payer or "", *band.row.style)
        drawn, begun = paths.get(way, ("", None))
        outline, end = curve(band, begun)
        paths[way] = (drawn + outline, end)
    return "".join(f'<path{class_of(*names)} d="{d}"/>' for (_, *names), (d, _) in paths.items())


def _money(x: int, parties: Iterable[Party]) -> str:
    """A column of money: a stroke a party, as high as what it pays or is paid."""
    return "".join(f"M{x} {whole(party.top)}v{max(4, whole(party.height))}" for party in parties)


def _names(x: float, parties: Iterable[Party]) -> str:
    """The names beside a column of money."""
    return f'<svg x="{percent(x)}%">{"".join(map(_name, parties))}</svg>'


def _name(party: Party) -> str:
    return f'<text y="{percent(round(party.middle, 3))}%">{_words(party.name)}</text>'


@lru_cache(maxsize=1_024)
def _words(name: str) -> str:
    first, *second = _lines(name)
    words = f"<tspan>{escaped(first)}</tspan>" if second else escaped(first)
    return words + "".join(f'<tspan x="0">{escaped(line)}</tspan>' for line in second)


def _lines(name: str) -> list[str]:
    """A name in one line, or in two where it is longer; what is longer still ends in an ellipsis, for the table has it
    whole. One that holds marks stays as it is."""
    if len(name) <= LONGEST or OPEN in name:
        return [name]
    made = [""]
    for word in name.split(" "):
        if made[-1] and len(made[-1]) + len(word) >= LONGEST:
            made.append("")
        made[-1] += f" {word}" if made[-1] else word
    if len(made) > 2:
        made = [made[0], f"{made[1]} {made[2]}"]
    return [line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…" for line in made]
