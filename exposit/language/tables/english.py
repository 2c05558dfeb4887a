"""English: how values are written. British order of dates, “billion” is 10⁹, an amount begins with its sign."""

from __future__ import annotations

from exposit.language.tables.style import NO_BREAK, Dates, Noun, Style

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spell(number: int, _feminine: bool = False) -> str | None:
    """0 to 100 in words, and whole hundreds: thirty-eight, two hundred; None beyond."""
    if 0 <= number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    if number % 100 == 0 and number < 1000:
        return f"{_ONES[number // 100]} hundred"
    return None


def _per(unit: str, is_duration: bool) -> str:
    """“a year”, “an hour”; “per gigawatt”."""
    if not is_duration:
        return f"per {unit}"
    return f"{'an' if unit == 'hour' else 'a'} {unit}"


def _symbol(singular: str, symbol: str, plural: str = "") -> Noun:
    return Noun(singular, plural or f"{singular}s", symbol)


UNITS = {
    "second": Noun("second", "seconds", "s"),
    "minute": Noun("minute", "minutes", "min"),
    "hour": Noun("hour", "hours", "h"),
    "day": Noun("day", "days"),
    "week": Noun("week", "weeks", "wk", "wks"),
    "month": Noun("month", "months", "mth", "mths"),
    "year": Noun("year", "years", "yr", "yrs"),
    **{
        prefix + "W": _symbol(f"{word}watt", prefix + "W")
        for prefix, word in {"": "", "k": "kilo", "M": "mega", "G": "giga", "T": "tera"}.items()
    },
    **{
        prefix + "Wh": _symbol(f"{word}watt-hour", prefix + "Wh")
        for prefix, word in {"": "", "k": "kilo", "M": "mega", "G": "giga", "T": "tera"}.items()
    },
    "millimetre": _symbol("millimetre", "mm"),
    "centimetre": _symbol("centimetre", "cm"),
    "metre": _symbol("metre", "m"),
    "kilometre": _symbol("kilometre", "km"),
    "mile": _symbol("mile", "mi"),
    "gram": _symbol("gram", "g"),
    "kilogram": _symbol("kilogram", "kg"),
    "tonne": _symbol("tonne", "t"),
    "byte": _symbol("byte", "B"),
    "kilobyte": _symbol("kilobyte", "kB"),
    "megabyte": _symbol("megabyte", "MB"),
    "gigabyte": _symbol("gigabyte", "GB"),
    "terabyte": _symbol("terabyte", "TB"),
    "petabyte": _symbol("petabyte", "PB"),
    "person": Noun("person", "people"),
}

STYLE = Style(
    language="en",
    scales={12: ("trillion", "trillion"), 9: ("billion", "billion"), 6: ("million", "million")},
    minor_scales={3: ("thousand", "thousand")},
    short_scales={12: "tn", 9: "bn", 6: "m"},
    short_glue="",
    units=UNITS,
    currencies={
        "USD": Noun("dollar", "dollars", "$"),
        "EUR": Noun("euro", "euros", "€"),
        "GBP": Noun("pound", "pounds", "£"),
        "JPY": Noun("yen", "yen", "¥"),
        "CNY": Noun("yuan", "yuan", "CN¥"),
        "CAD": Noun("Canadian dollar", "Canadian dollars", "C$"),
        "INR": Noun("rupee", "rupees", "₹"),
    },
    sign_first=True,
    qualifiers={
        "about": "about {}",
        "up to": "up to {}",
        "at least": "at least {}",
        "over": "more than {}",
        "under": "less than {}",
    },
    count_qualifiers={"under": "fewer than {}"},
    percent="{}%",
    spoken_percent="{} percent",
    minus_word="minus ",
    times="{}" + NO_BREAK + "times",
    per=_per,
    between="{low} to {high}",
    undisclosed="not disclosed",
    dates=Dates(
        day="{day}" + NO_BREAK + "{month} {year}",
        month="{month} {year}",
        quarter="the {quarter} quarter of {year}",
        short_quarter="Q{quarter}" + NO_BREAK + "{year}",
        quarters=("first", "second", "third", "fourth"),
        first="1",
        since="from {start}",
        until="until {end}",
        span="{start} to {end}",
        unknown_end="from {start}, end not public",
        unknown_start="until {end}, start not public",
        unknown_both="dates not public",
        start=lambda date, _day: date,
        end=lambda date, _day: date,
    ),
    elide=lambda text: text,
    powers={2: ("square {}", "square {}"), 3: ("cubic {}", "cubic {}")},
    of=lambda noun: noun,
    spell=spell,
)
