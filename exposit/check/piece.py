"""What the gate reads: one run of text, as a person or a machine would meet it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of text. `counted` says that it belongs to the page's own content, whose numbers its foot counts;
    `silent` that number words are not asked about in it (chart descriptions, alt texts, machine files)."""

    text: str
    language: str | None
    where: str
    counted: bool = False
    silent: bool = False
    alone: bool = True
    """Not part of the running text: an attribute, a string, a cell. Marks do not reach into it from outside."""
