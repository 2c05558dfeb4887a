"""The colours of charts, for the forms that cannot ask a style sheet: figures, drawings, pictures.

The names are custom properties of `theme/css/charts.css`, which mixes the same values for light and others for dark;
the live script puts a page's own colours in place of these, by the names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from exposit.model import Config
from exposit.render.colour import PAPER, accents, mixed

_SERIES = {"--chart-1": 100, "--chart-2": 74, "--chart-3": 52, "--chart-4": 32, "--chart-pale": 18}
"""How much of the accent is in each tint, in percent; the rest is paper."""
INK, MUTED, OTHER = "#1c1b19", "#5c5850", "#a8481c"


def palette(config: Config) -> Mapping[str, str]:
    """Each token's colour in light, as a hex code, from the site's `accent` where `theme:` sets one."""
    return _palette(config.theme.get("accent", ""))


@lru_cache(maxsize=4)
def _palette(chosen: str) -> Mapping[str, str]:
    accent = accents(chosen)[0]
    return {
        "--chart-mark": accent,
        **{name: mixed(accent, PAPER, part) for name, part in _SERIES.items()},
        "--chart-quiet": mixed(MUTED, PAPER, 62),
        "--chart-quiet-pale": mixed(mixed(MUTED, PAPER, 62), PAPER, 18),
        "--chart-rest": mixed(INK, PAPER, 18),
        "--chart-other": OTHER,
        "--chart-other-pale": mixed(OTHER, PAPER, 14),
        "--chart-muted": MUTED,
        "--chart-rule": "#dcd7cd",
        "--chart-ink": INK,
        "--chart-paper": PAPER,
    }
