"""Colours by contrast: the site's accent made readable on the theme's papers, light and dark (WCAG 2.2)."""

from __future__ import annotations

import re

HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
PAPER, DARK_PAPER = "#fffdf8", "#15171a"
WASH, DARK_WASH = "#f5f1e8", "#1e2125"
"""The ground of each paper on which text is hardest to read."""
TINT = 13
"""How much of the accent, in percent, tints the ground of a number a reader points at."""
ACCENT = "#0b5a8f"
READABLE = 4.5
"""The contrast text needs (WCAG 2.2, 1.4.3)."""


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def luminance(colour: str) -> float:
    """Relative luminance, from 0 for black to 1 for white."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, ground: str, percent: int) -> str:
    """`percent` of `colour` over `ground`."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{(over * percent + under * (100 - percent) + 50) // 100:02x}" for over, under in pairs)


def readable(colour: str, ground: str) -> str:
    """`colour`, moved towards black or white in small steps until text in it can be read on `ground`, tinted or not."""
    goal = "#000000" if luminance(ground) > 0.18 else "#ffffff"
    for percent in range(100, -1, -4):
        moved = mixed(colour, goal, percent)
        if min(contrast(moved, ground), contrast(moved, mixed(moved, ground, TINT))) >= READABLE:
            return moved
    return goal


def accents(chosen: str) -> tuple[str, str]:
    """The accent in light and in dark, from what `theme: {accent: …}` says; the theme's own where that is no colour."""
    colour = chosen if HEX.fullmatch(chosen) else ACCENT
    return readable(colour, WASH), readable(colour, DARK_WASH)
