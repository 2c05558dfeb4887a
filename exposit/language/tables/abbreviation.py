"""A short scale, as the lexicons list them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short scale: `bn`, `Md`, `m`. `money` says it is one only beside a currency, `spaced` that a space may stand
    before it (`38 Md`, not `5 m`)."""

    text: str
    exponent: int
    money: bool = False
    spaced: bool = True
