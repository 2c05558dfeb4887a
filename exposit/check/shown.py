"""What a hole shows, for those who compare what two texts show."""

from __future__ import annotations

from exposit.model import ChartBlock, Citation, Hole, Name, Reference, TableBlock, Words


def shown_by(hole: Hole) -> tuple[str, str] | None:
    """Kind and name of what a hole shows: a fact, a claim, a source, a chart, a table; None for any other."""
    if isinstance(hole, Reference):
        return "fact", hole.id
    if isinstance(hole, Words):
        # Words and a reference to the same fact show the same fact: `[sept ans]{aws.term}` and `{{ aws.term }}`.
        return ("fact" if isinstance(hole.formula.tree, Name) else "claim", " ".join(hole.formula.text.split()))
    if isinstance(hole, Citation):
        return "source", hole.id
    if isinstance(hole, ChartBlock):
        return "chart", hole.id
    return ("table", str(hole.query)) if isinstance(hole, TableBlock) else None
