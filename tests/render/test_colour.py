"""Contrast, computed: the accent whatever an author chose, and every pair of the theme's own colours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposit.render.colour import (
    ACCENT,
    DARK_PAPER,
    DARK_WASH,
    PAPER,
    READABLE,
    TINT,
    WASH,
    accents,
    contrast,
    mixed,
    readable,
)
from exposit.render.theme import installed

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_wcag() -> None:
    assert (21.0, 1.0, 4.54) == (
        round(contrast("#000", "#fff"), 2),
        contrast("#abcdef", "#abcdef"),
        round(contrast("#767676", "#ffffff"), 2),
    )


@given(COLOUR)
def test_any_accent_can_be_read_on_both_papers(colour: str) -> None:
    light, dark = accents(colour)
    for accent, grounds in ((light, (PAPER, WASH)), (dark, (DARK_PAPER, DARK_WASH))):
        for ground in grounds:
            assert contrast(accent, ground) >= READABLE
            assert contrast(accent, mixed(accent, ground, TINT)) >= READABLE


def test_a_readable_accent_stays_as_chosen() -> None:
    assert ACCENT == readable(ACCENT, PAPER) == readable(ACCENT, WASH)


def test_what_is_no_colour_gives_the_theme_s_own() -> None:
    assert accents(ACCENT) == accents("blue; } body {")


def test_mixing_goes_from_one_to_the_other() -> None:
    assert ("#000000", "#ffffff", "#808080") == tuple(mixed("#000000", "#ffffff", share) for share in (100, 0, 50))


def _tokens(dark: bool) -> dict[str, str]:
    text = installed("css")["tokens.css"].decode()
    blocks = re.findall(r"\{([^{}]*--paper[^{}]*)\}", text)
    light, *darks = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block)) for block in blocks]
    assert darks[0] == darks[1], "both ways to the dark say the same"
    return {**light, **darks[0]} if dark else light


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "marker"),
        *((ink, ground) for ink in ("ink", "muted", "alert") for ground in ("paper", "wash", "raised")),
    ],
)
def test_every_text_can_be_read_on_every_ground(dark: bool, ink: str, ground: str) -> None:
    tokens = _tokens(dark)
    assert contrast(tokens[ink], tokens[ground]) >= READABLE


@pytest.mark.parametrize("dark", [False, True])
def test_the_grounds_are_those_the_accent_is_measured_on(dark: bool) -> None:
    tokens = _tokens(dark)
    assert (tokens["paper"], tokens["wash"]) == ((DARK_PAPER, DARK_WASH) if dark else (PAPER, WASH))
    assert f"var(--accent) {TINT}%" in installed("css")["facts.css"].decode()
