"""The guide shows its own examples as they are drawn today."""

from __future__ import annotations

from tools.pictures import charts


def test_the_charts_of_the_guide_are_those_of_its_examples() -> None:
    """`python -m tools.pictures charts` writes them anew."""
    made = charts()
    assert 7 == len(made)
    assert [] == [path.name for path, data in made.items() if path.read_bytes() != data]
