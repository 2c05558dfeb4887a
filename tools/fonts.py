"""Make the theme's fonts from their originals: fewer letters, fewer weights, our own names; the same bytes every time.

Run it after changing the letters or the weights, with the unpacked npm packages `source-sans@3.52.0` and
`source-serif@4.5.1` (SIL Open Font License; the names they reserve may not be used for a changed font, hence ours):

    python tools/fonts.py path/to/source-sans path/to/source-serif
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).parent.parent / "exposit" / "theme" / "fonts"

WESTERN = {*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "ŒœŸ‐‑–—‘’‚“”„•…‹›€\u2009\u202f")} - {
    *map(ord, "¤¦¨¬¯´¸\xad")
}
SIGNS = {*map(ord, "←↑→↓×÷−≈≠≤≥₂")}
"""The signs of a calculation. U+202F is the narrow space French numbers are set with."""
SLANTED = {*range(0x20, 0x7F), *map(ord, "Éàâäçèéêëîïôöùûüñáíóúœß‑–—‘’“”…«»\xa0\u2009\u202f")} - {
    *map(ord, "#*+<=>@[\\]^_`{|}~")
}
"""Emphasis and titles only."""

FACES = (
    ("serif", "VAR/SourceSerif4Variable-Roman.ttf", WESTERN | {*map(ord, "×÷−≈→")}, {"wght": (400, 700), "opsz": 18}),
    ("serif-italic", "VAR/SourceSerif4Variable-Italic.ttf", SLANTED, {"wght": 400, "opsz": 18}),
    ("sans", "VF/SourceSans3VF-Upright.ttf", WESTERN | SIGNS, {"wght": (400, 700)}),
)
"""File name, original, letters, what is left of each axis: together no more than 65,000 bytes."""
UPRIGHT = ["kern", "liga", "tnum", "pnum", "lnum"]


def make(name: str, original: Path, letters: set[int], axes: dict[str, float | tuple[float, float]]) -> Path:
    """One face, subset to `letters`, limited to `axes` and renamed, as WOFF2."""
    slanted = "italic" in name
    family = "Exposit Sans" if name == "sans" else "Exposit Serif"
    font = TTFont(original, recalcTimestamp=False)
    options = subset.Options(
        layout_features=["liga"] if slanted else UPRIGHT,
        hinting=False,
        notdef_outline=True,
        name_IDs=["*"],
        flavor="woff2",
    )
    options.drop_tables += ["DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, axes)
    style = "Italic" if slanted else "Regular"
    wanted = {
        1: family,
        2: style,
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
        16: family,
        17: style,
    }
    for record in list(font["name"].names):
        if record.nameID in wanted:
            record.string = wanted[record.nameID]
        elif record.nameID not in (0, 5, 13, 14) and record.nameID < 256:
            font["name"].removeNames(nameID=record.nameID)
    path = FONTS / f"{name}.woff2"
    font.flavor = "woff2"
    font.save(path, reorderTables=True)
    return path


def main(sans: Path, serif: Path) -> None:
    """Write every face and its licence; print the sizes."""
    for name, file, letters, axes in FACES:
        path = make(name, (sans if name == "sans" else serif) / file, letters, axes)
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    shutil.copyfile(sans / "LICENSE.md", FONTS / "source-sans-LICENSE.md")
    shutil.copyfile(serif / "LICENSE.md", FONTS / "source-serif-LICENSE.md")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
