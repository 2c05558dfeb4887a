"""`check --prove`: shows that the gate bites, on any site, before anyone has to take our word for it.

It plants an unsourced number in every surface of every page and language and asks the gate for each; it changes every
fact once and asks for every display of it. A number that slips through, or a display that stays, is a failure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from exposit.build.memo import Memo
from exposit.build.run import Options, Result
from exposit.model import Tree
from exposit.problems import Problem
from exposit.prove.change import Changes, change_facts
from exposit.prove.plant import Plants, plant_numbers
from exposit.prove.score import Score

__all__ = ["Proof", "prove"]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was planted and caught, changed and moved."""

    plants: Plants
    changes: Changes

    @property
    def holds(self) -> bool:
        """Whether everything planted was caught and everything changed moved."""
        return not self.problems

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every failure, as a problem like any other: in the same list, in the same formats."""
        return (*self.plants.problems, *self.changes.problems)

    def as_text(self) -> str:
        """The counts, surface by surface."""
        plants, changes = self.plants, self.changes
        return "\n".join(
            [
                f"planted {plants.planted:,} numbers without a source; {plants.reached:,} of them reached readers, "
                f"in {plants.score.total:,} places; caught {plants.score.rate}",
                *_rows(plants.score.by_surface),
                f"changed {changes.changed:,} facts, and with them {changes.followed:,} calculated ones; shown in "
                f"{changes.score.total:,} places; moved {changes.score.rate}",
                *_rows(changes.score.by_surface),
            ]
        )


def _rows(surfaces: Mapping[str, Score]) -> Iterator[str]:
    width = max((len(name) for name in surfaces), default=0)
    for name, score in sorted(surfaces.items()):
        yield f"  {name.ljust(width)}  {score.good:>6,} of {score.total:>6,}"


Tell = Callable[[str], None]


def prove(tree: Tree, memo: Memo, before: Result, options: Options, tell: Tell = lambda _: None) -> Proof:
    """Both proofs, in memory; nothing of them is ever published. `before` is the site as it is, built from `tree`;
    `tell` is told what is being done."""
    tell("planting a number in every text")
    plants = plant_numbers(tree, memo, options)
    return Proof(plants, change_facts(tree, memo, before, options, tell))
