"""The units every site knows: canonical names, kinds, sizes, and the spellings authors may use.

Data for `units`. A spelling is a full word, singular or plural, British or American, or an SI symbol of at least two
letters: `m` and `t` are refused, since an author as often means a million or a trillion.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "number",
    "count",
    "percent",
    "money",
    "duration",
    "power",
    "energy",
    "length",
    "mass",
    "data",
    "compound",
]
"""What a unit measures. `number` is no unit at all, `compound` a product or quotient such as `USD/year`."""

SIZES: dict[Kind, dict[str, str]] = {
    "count": {"person": "[person]"},
    "percent": {"percent": "0.01"},
    "duration": {
        "second": "[time]",
        "minute": "60 * second",
        "hour": "3600 * second",
        "day": "86400 * second",
        "week": "604800 * second",
        "month": "2629800 * second",
        "year": "31557600 * second",
    },
    "power": {"W": "[power]", "kW": "1e3 * W", "MW": "1e6 * W", "GW": "1e9 * W", "TW": "1e12 * W"},
    "energy": {
        "Wh": "3600 * W * second",
        "kWh": "3600e3 * W * second",
        "MWh": "3600e6 * W * second",
        "GWh": "3600e9 * W * second",
        "TWh": "3600e12 * W * second",
    },
    "length": {
        "millimetre": "0.001 * metre",
        "centimetre": "0.01 * metre",
        "metre": "[length]",
        "kilometre": "1000 * metre",
        "mile": "1609.344 * metre",
    },
    "mass": {"gram": "[mass]", "kilogram": "1000 * gram", "tonne": "1000000 * gram"},
    "data": {
        "byte": "[data]",
        "kilobyte": "1e3 * byte",
        "megabyte": "1e6 * byte",
        "gigabyte": "1e9 * byte",
        "terabyte": "1e12 * byte",
        "petabyte": "1e15 * byte",
    },
}
"""By kind, from small to large: each name's size, as pint reads it. A year is 365.25 days, a month its twelfth."""

KINDS: dict[str, Kind] = {name: kind for kind, names in SIZES.items() for name in names}

SYMBOLS = {
    "%": "percent",
    "people": "person",
    "mm": "millimetre",
    "cm": "centimetre",
    "km": "kilometre",
    "kg": "kilogram",
    "kB": "kilobyte",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
    "PB": "petabyte",
}

_PREFIXES = {"": "", "k": "kilo", "M": "mega", "G": "giga", "T": "tera"}


def _words() -> dict[str, str]:
    """Every full word -> its canonical name: `years`, `kilometers`, `gigawatts`, `gigawatt-hours`."""
    words = {name: name for name in KINDS}
    for name, kind in KINDS.items():
        if kind in ("power", "energy", "percent"):
            continue
        words[f"{name}s"] = name
        if name.endswith("metre"):
            american = name.removesuffix("metre") + "meter"
            words |= {american: name, f"{american}s": name}
    for letter, prefix in _PREFIXES.items():
        words |= {f"{prefix}watt": f"{letter}W", f"{prefix}watts": f"{letter}W"}
        for joint in ("", "-"):
            words |= {
                f"{prefix}watt{joint}hour": f"{letter}Wh",
                f"{prefix}watt{joint}hours": f"{letter}Wh",
            }
    return words


SPELLINGS = {**_words(), **SYMBOLS}
"""Every spelling of a built-in unit -> its canonical name."""

SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""The scale words and the power of ten each stands for."""

SCALE_LIKE = {
    **dict.fromkeys(("k", "K", "thousands", "mille", "thd"), "thousand"),
    **dict.fromkeys(("m", "M", "mn", "mln", "mio", "Mio", "millions"), "million"),
    **dict.fromkeys(("b", "B", "bn", "Bn", "bln", "billions", "Md", "Mds", "milliard", "milliards"), "billion"),
    **dict.fromkeys(("t", "T", "tn", "Tn", "trn", "trillions"), "trillion"),
}
"""What an author may have meant by a scale, for hints only."""

UNIT_LIKE = {
    "s": "second",
    "sec": "second",
    "min": "minute",
    "mins": "minute",
    "h": "hour",
    "hr": "hour",
    "hrs": "hour",
    "d": "day",
    "yr": "year",
    "yrs": "year",
    "y": "year",
    "g": "gram",
    "ton": "tonne",
    "tons": "tonne",
    "pct": "percent",
    "pc": "percent",
    "cent": "percent",
    "persons": "person",
    "bytes": "byte",
}
"""What an author may have meant by a unit that is too short or too vague, for hints only."""
