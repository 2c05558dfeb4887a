"""Make the fonts that drawings (`charts/ID.svg`, `.png`, cards) are set in: the theme's own faces in fixed weights, as
TTF for the rasteriser, and the widths of their letters, with which lines are broken and rows are laid out.

Run it after `tools/fonts.py`; the same bytes every time:

    python tools/drawing_fonts.py
"""

from __future__ import annotations

import json
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

THEME = Path(__file__).parent.parent / "exposit" / "theme"
FACES = (("sans", 400), ("sans", 600), ("serif", 600))
STYLES = {400: "Regular", 600: "SemiBold"}


def make(name: str, weight: int) -> tuple[str, dict[str, int]]:
    """One face in one weight; its name and the advance of every letter, in thousandths of the size."""
    font = TTFont(THEME / "fonts" / f"{name}.woff2", recalcTimestamp=False)
    font = instancer.instantiateVariableFont(font, {"wght": weight})
    family = "Exposit Sans" if name == "sans" else "Exposit Serif"
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = family
        elif record.nameID in (2, 17):
            record.string = STYLES[weight]
    font["OS/2"].usWeightClass = weight
    font.flavor = None
    font.save(THEME / "drawing" / f"{name}-{weight}.ttf", reorderTables=True)
    metrics, per_em = font["hmtx"], font["head"].unitsPerEm
    widths = {chr(code): round(metrics[glyph][0] * 1000 / per_em) for code, glyph in sorted(font.getBestCmap().items())}
    return f"{name}-{weight}", widths


def main() -> None:
    """Write the faces and their widths."""
    found = dict(make(name, weight) for name, weight in FACES)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (THEME / "drawing" / "widths.json").write_text(text + "\n", encoding="utf-8")
    for path in sorted((THEME / "drawing").iterdir()):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
