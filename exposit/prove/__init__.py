"""`check --prove`: shows that the gate bites, on any site, before anyone has to take our word for it.

It plants an unsourced number in every surface of every page and language and asks the gate for each; it changes every
fact once and asks for every display of it. A number that slips through, or a display that stays, is a failure.
"""

from __future__ import annotations

from dataclasses import dataclass

from exposit.assemble import Memo
from exposit.build.run import Options
from exposit.model import Tree
from exposit.prove.change import Changes, change_facts
from exposit.prove.plant import Plants, plant_numbers


@dataclass(frozen=True, slots=True)
class Proof:
    """What was planted and caught, changed and moved."""

    plants: Plants
    changes: Changes

    @property
    def holds(self) -> bool:
        """Whether everything planted was caught and everything changed moved."""
        return not self.plants.escaped and not self.changes.stuck

    def as_text(self) -> str:
        """The counts, then every failure by name."""
        plants, changes = self.plants, self.changes
        lines = [
            f"planted {plants.planted} numbers; they reached readers in {plants.places} places on "
            f"{plants.surfaces} surfaces of {plants.files} files; caught in {plants.places - len(plants.escaped)} "
            f"of {plants.places}",
            f"changed {changes.changed} facts; shown in {changes.displays} places; moved in "
            f"{changes.displays - len(changes.stuck)} of {changes.displays}",
        ]
        lines += [f"  not caught: {escape}" for escape in plants.escaped]
        lines += [f"  did not move: {stuck}" for stuck in changes.stuck]
        return "\n".join(lines)


def prove(tree: Tree, memo: Memo, options: Options) -> Proof:
    """Both proofs, in memory; nothing of them is ever published."""
    return Proof(plant_numbers(tree, memo, options), change_facts(tree, memo, options))
