"""How often something came out as it should, in all and surface by surface."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from exposit.model import Output

_NAMES = {"html": "pages", "xml": "feeds", "svg": "drawings", "json": "data (JSON)", "csv": "data (CSV)"}


@dataclass(frozen=True, slots=True)
class Score:
    """`good` of `total`."""

    good: int = 0
    total: int = 0
    by_surface: Mapping[str, Score] = field(default_factory=dict)

    @property
    def rate(self) -> str:
        """“all”, or “97.3 %”, never rounded up to a whole it is not."""
        if self.good == self.total:
            return f"in {self.total:,} of {self.total:,} (100 %)"
        return f"in {self.good:,} of {self.total:,} ({self.good * 1000 // self.total / 10} %)"


def surface_of(output: Output, where: str = "") -> str:
    """What a reader would call the place: “en: pages, headings”."""
    kind = _NAMES.get(output.surface, "pictures" if output.surface == "binary" else "texts")
    return f"{output.language or 'all'}: {kind}{', ' if where else ''}{where}"


def scored(seen: Iterable[tuple[str, bool]]) -> Score:
    """The score of (surface, whether it came out right) pairs."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for surface, good in seen:
        counts[surface][0] += good
        counts[surface][1] += 1
    parts = {name: Score(good, total) for name, (good, total) in counts.items()}
    return Score(sum(part.good for part in parts.values()), sum(part.total for part in parts.values()), parts)
