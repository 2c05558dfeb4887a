"""Number words of languages that sources are quoted in though no site is written in them: scales, currencies, percent.

Over Babel's separators and month names: enough to hold “38 Milliarden Dollar” against a fact. What is missing here
makes a quote fail its check, never pass it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from exposit.language.tables.abbreviation import Abbreviation

_GERMAN = {
    "scales": {
        **dict.fromkeys(("tausend",), 3),
        **dict.fromkeys(("million", "millionen"), 6),
        **dict.fromkeys(("milliarde", "milliarden"), 9),
        **dict.fromkeys(("billion", "billionen"), 12),
    },
    "abbreviations": tuple(Abbreviation(text, size) for text, size in (("Mio", 6), ("Mrd", 9))),
    "cardinals": frozenset("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()),
    "articles": "eine?r?n?",
    "percents": frozenset({"prozent"}),
    "currencies": {"dollar": "$", "us-dollar": "USD", "euro": "EUR"},
    "to": "bis|oder",
}
_SPANISH = {
    "scales": {
        "mil": 3,
        **dict.fromkeys(("millón", "millones"), 6),
        **dict.fromkeys(("millardo", "millardos"), 9),
        **dict.fromkeys(("billón", "billones"), 12),
    },
    "abbreviations": (Abbreviation("M", 6, money=True),),
    "cardinals": frozenset("dos tres cuatro cinco seis siete ocho nueve diez once doce".split()),
    "articles": "un",
    "of": "de",
    "percents": frozenset({"por ciento"}),
    "currencies": {
        **dict.fromkeys(("dólar", "dólares"), "$"),
        **dict.fromkeys(("dólar estadounidense", "dólares estadounidenses"), "USD"),
        **dict.fromkeys(("euro", "euros"), "EUR"),
    },
    "to": "a|o",
}
_ITALIAN = {
    "scales": {
        **dict.fromkeys(("mila", "mille"), 3),
        **dict.fromkeys(("milione", "milioni"), 6),
        **dict.fromkeys(("miliardo", "miliardi"), 9),
        **dict.fromkeys(("bilione", "bilioni"), 12),
    },
    "abbreviations": tuple(Abbreviation(text, size) for text, size in (("mln", 6), ("mld", 9))),
    "cardinals": frozenset("due tre quattro cinque sei sette otto nove dieci undici dodici".split()),
    "articles": "un",
    "of": "di",
    "percents": frozenset({"per cento"}),
    "currencies": {**dict.fromkeys(("dollaro", "dollari"), "$"), "euro": "EUR"},
    "to": "a|o",
}
_DUTCH = {
    "scales": {"duizend": 3, "miljoen": 6, "miljard": 9, "biljoen": 12},
    "abbreviations": tuple(Abbreviation(text, size) for text, size in (("mln", 6), ("mld", 9))),
    "cardinals": frozenset("twee drie vier vijf zes zeven acht negen tien elf twaalf".split()),
    "articles": "een",
    "percents": frozenset({"procent"}),
    "currencies": {"dollar": "$", "euro": "EUR"},
    "to": "tot|of",
}
_PORTUGUESE = {
    "scales": {
        "mil": 3,
        **dict.fromkeys(("milhão", "milhões"), 6),
        **dict.fromkeys(("bilhão", "bilhões"), 9),
        **dict.fromkeys(("trilhão", "trilhões", "bilião", "biliões"), 12),
    },
    "abbreviations": (),
    "cardinals": frozenset("dois duas três quatro cinco seis sete oito nove dez onze doze".split()),
    "articles": "um",
    "of": "de",
    "percents": frozenset({"por cento"}),
    "currencies": {**dict.fromkeys(("dólar", "dólares"), "$"), **dict.fromkeys(("euro", "euros"), "EUR")},
    "to": "a|ou",
}

QUOTED: Final[Mapping[str, Mapping[str, Any]]] = {
    "de": _GERMAN,
    "es": _SPANISH,
    "it": _ITALIAN,
    "nl": _DUTCH,
    "pt": _PORTUGUESE,
}
"""Fields of `Lexicon`, by language."""
