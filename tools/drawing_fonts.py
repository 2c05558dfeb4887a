"""Make the fonts that drawings (`charts/ID.svg`, `.png`, cards) are set in: the theme's faces in fixed weights, as TTF
for the rasteriser, and the widths of their letters, with which lines are broken and rows are laid out.

A page falls back on its reader's fonts where ours lack a letter; a picture has none but these. So they hold every
European alphabet the originals have. The same bytes every time, from the originals `tools/fonts.py` names:

    python tools/drawing_fonts.py path/to/source-sans path/to/source-serif
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

THEME = Path(__file__).parent.parent / "exposit" / "theme"
LETTERS = {
    *range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x300, 0x330), *range(0x370, 0x400), *range(0x400, 0x530),
    *range(0x1E00, 0x1F00), *range(0x2000, 0x20D0), *range(0x2100, 0x2266),
    *range(0x25A0, 0x2600),
} - {0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070)}  # fmt: skip
"""Latin, Greek and Cyrillic with their signs; nothing that is not to be seen."""
SANS, SERIF = "VF/SourceSans3VF-Upright.ttf", "VAR/SourceSerif4Variable-Roman.ttf"
FACES = (("sans", 400, SANS, {}), ("sans", 600, SANS, {}), ("serif", 600, SERIF, {"opsz": 18}))
"""File name, weight, original, what else is fixed of it."""
STYLES = {400: "Regular", 600: "SemiBold"}


def make(name: str, weight: int, original: Path, axes: dict[str, float]) -> tuple[str, dict[str, int]]:
    """One face in one weight; its name and the advance of every letter, in thousandths of the size."""
    font = TTFont(original, recalcTimestamp=False)
    options = subset.Options(layout_features=["kern", "liga", "mark", "ccmp"], hinting=False, notdef_outline=True)
    options.drop_tables += ["DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": weight, **axes})
    family = "Exposit Sans" if name == "sans" else "Exposit Serif"
    wanted = {1: family, 2: STYLES[weight], 4: f"{family} {STYLES[weight]}", 16: family, 17: STYLES[weight]}
    wanted[6] = f"{family.replace(' ', '')}-{STYLES[weight]}"
    for record in list(font["name"].names):
        if record.nameID in wanted:
            record.string = wanted[record.nameID]
        elif record.nameID not in (0, 5, 13, 14):
            font["name"].removeNames(nameID=record.nameID)
    font["OS/2"].usWeightClass = weight
    font.save(THEME / "drawing" / f"{name}-{weight}.ttf", reorderTables=True)
    metrics, per_em = font["hmtx"], font["head"].unitsPerEm
    widths = {chr(code): round(metrics[glyph][0] * 1000 / per_em) for code, glyph in sorted(font.getBestCmap().items())}
    return f"{name}-{weight}", widths


def main(sans: Path, serif: Path) -> None:
    """Write the faces and their widths."""
    found = dict(make(face[0], face[1], (sans if face[2] == SANS else serif) / face[2], face[3]) for face in FACES)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (THEME / "drawing" / "widths.json").write_text(text + "\n", encoding="utf-8")
    for path in sorted((THEME / "drawing").iterdir()):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
