"""French: how values are written. Nothing above the milliard (1 400 milliards), elision, singular below two.

Space before the percent sign is U+202F, as before `; ! ?`; between number and word U+00A0.
"""

from __future__ import annotations

import re

from exposit.language.tables.style import NARROW, NO_BREAK, Dates, Noun, Style

_ONES = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split()
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}
_ASPIRATED = ("hausse", "hangar", "hub", "hacker", "handicap", "hameau", "haut", "héros", "heurt", "hors", "huit")


def spell(number: int, feminine: bool = False) -> str | None:
    """0 to 100 in words, and whole hundreds: quatre-vingt-dix-sept, vingt et une, deux cents; None beyond."""
    one = "une" if feminine else "un"
    if 0 <= number < 20:
        return one if number == 1 else _ONES[number]
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        if rest or hundreds > 9:
            return None
        return "cent" if hundreds == 1 else f"{_ONES[hundreds]} cents"
    tens, ones = divmod(number, 10)
    if tens in (7, 9):
        tens, ones = tens - 1, ones + 10
    stem = _TENS[tens]
    if ones == 0:
        return "quatre-vingts" if tens == 8 else stem
    word = one if ones == 1 else _ONES[ones]
    return f"{stem} et {word}" if ones in (1, 11) and tens != 8 else f"{stem}-{word}"


def of(noun: str) -> str:
    """`de` before a noun, elided before a vowel and a mute h: « d’euros », « d’heures », « de hausses »."""
    first = noun[:1].lower()
    vowel = first in "aàâeéèêëiîïoôuùûœæ"
    mute = first == "h" and not noun.isupper() and not noun.lower().startswith(_ASPIRATED)
    return f"d’{noun}" if vowel or mute else f"de {noun}"


def _start(date: str, has_day: bool) -> str:
    """« du 3 novembre 2025 », « d’avril 2026 », « de 2025 », « du troisième trimestre 2025 »."""
    return f"du {date}" if has_day or "trimestre" in date else of(date)


def _end(date: str, has_day: bool) -> str:
    return f"au {date}" if has_day or "trimestre" in date else f"à {date}"


def _noun(singular: str, short: str, plural: str = "", *, feminine: bool = False) -> Noun:
    return Noun(singular, plural or f"{singular}s", short, feminine=feminine)


_PREFIXES = {"": "", "k": "kilo", "M": "méga", "G": "giga", "T": "téra", "P": "péta"}

UNITS = {
    "second": _noun("seconde", "s", feminine=True),
    "minute": _noun("minute", "min", feminine=True),
    "hour": _noun("heure", "h", feminine=True),
    "day": Noun("jour", "jours", "j"),
    "week": _noun("semaine", "sem.", feminine=True),
    "month": Noun("mois", "mois"),
    "year": Noun("an", "ans"),
    **{f"{letter}W": _noun(f"{prefix}watt", f"{letter}W") for letter, prefix in _PREFIXES.items() if letter != "P"},
    **{
        f"{letter}Wh": _noun(f"{prefix}wattheure", f"{letter}Wh")
        for letter, prefix in _PREFIXES.items()
        if letter != "P"
    },
    "millimetre": _noun("millimètre", "mm"),
    "centimetre": _noun("centimètre", "cm"),
    "metre": _noun("mètre", "m"),
    "kilometre": _noun("kilomètre", "km"),
    "mile": _noun("mile", "mi"),
    "gram": _noun("gramme", "g"),
    "kilogram": _noun("kilogramme", "kg"),
    "tonne": _noun("tonne", "t", feminine=True),
    "byte": _noun("octet", "o"),
    **{
        f"{name}byte": _noun(f"{french}octet", f"{letter}o")
        for name, french, letter in (
            ("kilo", "kilo", "k"),
            ("mega", "méga", "M"),
            ("giga", "giga", "G"),
            ("tera", "téra", "T"),
            ("peta", "péta", "P"),
        )
    },
    "person": _noun("personne", "", feminine=True),
}

STYLE = Style(
    language="fr",
    scales={9: ("milliard", "milliards"), 6: ("million", "millions")},
    minor_scales={3: ("mille", "mille")},
    short_scales={9: "Md", 6: "M"},
    short_glue=NO_BREAK,
    units=UNITS,
    currencies={
        "USD": Noun("dollar", "dollars", "$"),
        "EUR": Noun("euro", "euros", "€"),
        "GBP": Noun("livre sterling", "livres sterling", "£", feminine=True),
        "JPY": Noun("yen", "yens", "¥"),
        "CNY": Noun("yuan", "yuans", "CNY"),
        "CAD": Noun("dollar canadien", "dollars canadiens", "$CA"),
        "CHF": Noun("franc suisse", "francs suisses", "CHF"),
        "INR": Noun("roupie", "roupies", "₹", feminine=True),
        "XOF": Noun("franc CFA", "francs CFA", "F" + NARROW + "CFA"),
    },
    sign_first=False,
    qualifiers={
        "about": "environ {}",
        "up to": "jusqu’à {}",
        "at least": "au moins {}",
        "over": "plus de {}",
        "under": "moins de {}",
    },
    count_qualifiers={},
    percent="{}" + NARROW + "%",
    spoken_percent="{} pour cent",
    minus_word="moins ",
    times="{}" + NO_BREAK + "fois",
    per=lambda unit, _duration: f"par {unit}",
    between="{low} à {high}",
    undisclosed="non publié",
    dates=Dates(
        day="{day}" + NO_BREAK + "{month} {year}",
        month="{month} {year}",
        quarter="{quarter} trimestre {year}",
        short_quarter="T{quarter}" + NO_BREAK + "{year}",
        quarters=("premier", "deuxième", "troisième", "quatrième"),
        first="1er",
        since="à partir {start}",
        until="jusqu’{end}",
        span="{start} {end}",
        unknown_end="à partir {start}, fin non publiée",
        unknown_start="jusqu’{end}, début non publié",
        unknown_both="dates non publiées",
        start=_start,
        end=_end,
        article="le ",
    ),
    elide=lambda text: re.sub(r"\bde (?=une?\b)", "d’", text),
    powers={2: ("{} carré", "{} carrés"), 3: ("{} cube", "{} cubes")},
    of=of,
    spell=spell,
    spells_gender=True,
)
