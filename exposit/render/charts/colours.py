"""The colours of charts, for the forms that cannot ask a style sheet: figures, drawings, pictures.

The names are custom properties of `theme/css/charts.css`, which mixes the same values for light and others for dark; the
live script puts a page's own colours in place of these, by the names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from exposit.model import Config

ACCENT, PAPER, INK = "#0b5a8f", "#fffdf8", "#1c1b19"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_SERIES = {"--chart-1": 100, "--chart-2": 74, "--chart-3": 52, "--chart-4": 32}
"""How much of the accent is in each step of a stacked bar, in percent; the rest is paper."""
_FIXED = {
    "--chart-quiet": "#8f9aa5",
    "--chart-rest": "#d8d3c8",
    "--chart-other": "#a8481c",
    "--chart-other-pale": "#f5e4da",
    "--chart-muted": "#5c5850",
    "--chart-rule": "#dcd7cd",
    "--chart-ink": INK,
    "--chart-paper": PAPER,
}


def mix(colour: str, share: int, ground: str = PAPER) -> str:
    """`share` percent of `colour` over `ground`, as `color-mix(in srgb, …)` has it."""
    parts = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{(over * share + under * (100 - share) + 50) // 100:02x}" for over, under in parts)


def palette(config: Config) -> Mapping[str, str]:
    """Each token's colour in light, as a hex code, from the site's `accent` where `theme:` sets one."""
    accent = config.theme.get("accent", "")
    if not _HEX.fullmatch(accent):
        accent = ACCENT
    series = {name: mix(accent, share) for name, share in _SERIES.items()}
    return {"--chart-mark": accent, "--chart-pale": mix(accent, 18), **series, **_FIXED}
