"""English: which words are numbers, and what stands around them. “Billion” is 10⁹."""

from __future__ import annotations

from exposit.facts.catalogue import SPELLINGS
from exposit.language.tables.abbreviation import Abbreviation
from exposit.language.tables.lexicon import Lexicon

_FRACTIONS = {
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
    "thousandth": 1000,
}

_ABBREVIATED_UNITS = {
    "sec": "second",
    "secs": "second",
    "min": "minute",
    "mins": "minute",
    "hr": "hour",
    "hrs": "hour",
    "wk": "week",
    "wks": "week",
    "mth": "month",
    "mths": "month",
    "yr": "year",
    "yrs": "year",
    **dict.fromkeys(("quarter", "quarters"), "quarter"),
    "persons": "person",
    **{
        f"{prefix}watt hour{s}": f"{letter}Wh"
        for letter, prefix in {"": "", "k": "kilo", "M": "mega", "G": "giga", "T": "tera"}.items()
        for s in ("", "s")
    },
}

_HOURS = "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve"

_IDIOMS = {
    "two": "way",
    "half": "hearted, heartedly, baked, way, truth, truths, time, brother, brother’s, sister, moon, mast, asleep, life",
    "double": "check, checks, checked, checking, standard, standards, edged, down, blind, click, decker, entendre",
    "doubled": "down",
    "doubles": "down, match",
    "doubling": "down",
    "treble": "clef",
    "third": "party, parties",
    **{f"{part} {word}": _HOURS for part, word in (("half", "past"), ("quarter", "past"), ("quarter", "to"))},
    "once or": "twice",
    "think": "twice",
    "on all": "fours",
}

LEXICON = Lexicon(
    language="en",
    digits=(
        r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?"
        r"|\d{1,3}(?: \d{3}){2,}(?!\d)(?:\.\d+)?|\d{1,3} 000(?!\d)|\d{1,3}(?:['’]\d{3})+(?!\d)|\d+(?:,\d+)+"
        r"|\d{1,3}(?:\.\d{3})+(?:,\d{1,2}(?!\d)|(?<=\.\d{3}\.\d{3})(?![\d.]))|\d+(?:\.\d+)?|\.\d+"
    ),
    decimal=".",
    scales={
        **dict.fromkeys(("thousand", "thousands"), 3),
        **dict.fromkeys(("million", "millions"), 6),
        **dict.fromkeys(("billion", "billions", "milliard", "milliards"), 9),
        **dict.fromkeys(("trillion", "trillions"), 12),
        **dict.fromkeys(("quadrillion", "quadrillions"), 15),
        **dict.fromkeys(("hundred", "hundreds"), 2),
        "lakh": 5,
        "crore": 7,
        "multimillion": 6,
        "multibillion": 9,
        "multitrillion": 12,
    },
    abbreviations=(
        *(Abbreviation(text, 12) for text in ("tn", "trn", "tln")),
        *(Abbreviation(text, 9) for text in ("bn", "bln", "mrd", "md")),
        *(Abbreviation(text, 6) for text in ("mn", "mln", "mio")),
        Abbreviation("mm", 6, money=True),
        Abbreviation("bil", 9, money=True),
        Abbreviation("mil", 6, money=True),
        Abbreviation("T", 12, spaced=False),
        Abbreviation("B", 9, spaced=False),
        Abbreviation("b", 9, spaced=False),
        Abbreviation("M", 6, spaced=False),
        Abbreviation("m", 6, spaced=False),
        Abbreviation("K", 3, spaced=False),
        Abbreviation("k", 3, spaced=False),
        *(Abbreviation(text, 12, money=True) for text in ("T", "t")),
        *(Abbreviation(text, 9, money=True) for text in ("B", "b", "G")),
        *(Abbreviation(text, 6, money=True) for text in ("M", "m")),
    ),
    cardinals=frozenset(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
        ).split()
    ),
    joints=frozenset({"and"}),
    large=frozenset({"hundred", "thousand"}),
    ones=frozenset({"one", "zero"}),
    none=frozenset({"no", "none"}),
    both=frozenset({"both"}),
    articles=r"an?",
    vague=r"few|several|many|some|couple\s+of|multi[-‑]",
    dozens={"dozen": 12, "dozens": 12, "tens": 10, "scores": 20},
    dozen_plurals=frozenset({"dozens", "tens", "scores"}),
    halves=frozenset({"half", "halves"}),
    parts={**_FRACTIONS, **{f"{word}s": size for word, size in _FRACTIONS.items()}},
    part_needs=r"\s+(?:of|as|less|more|to)\b|\s*(?:[.,;:!?)”’\"…]|$)",
    and_half=r"(?:\s+|-)and(?:\s+|-)a(?:\s+|-)half\b",
    multiples={
        **dict.fromkeys(("double", "doubled", "doubles", "doubling", "twice", "twofold"), 2),
        **dict.fromkeys(("triple", "tripled", "triples", "tripling", "treble", "trebled", "trebling", "thrice"), 3),
        **dict.fromkeys(("quadruple", "quadrupled", "quadruples", "quadrupling", "fourfold"), 4),
        **dict.fromkeys(("quintuple", "quintupled", "quintupling", "fivefold"), 5),
        "threefold": 3,
        "sixfold": 6,
        "sevenfold": 7,
        "eightfold": 8,
        "ninefold": 9,
        "tenfold": 10,
        "twentyfold": 20,
        "hundredfold": 100,
        "thousandfold": 1000,
        "sextuple": 6,
        "sextupled": 6,
        **dict.fromkeys(("halve", "halved", "halving"), 0),
    },
    point="point",
    more={"-plus": "at least", "-odd": "about"},
    powers_before={"square": 2, "sq": 2, "cubic": 3},
    quarters_after=r"first|last|past|next|previous|final|other|same|preceding|following|consecutive|straight",
    idioms=tuple(
        f"{first}{joint}{word}"
        for first, words in _IDIOMS.items()
        for word in words.split(", ")
        for joint in ("-", " ")
    ),
    times=r"times\b|fold\b|[xX×](?!\w|\s\d)",
    by_before=r"(?:multipl\w+|divid\w+|times|by\s+a\s+factor\s+of|a\s+factor\s+of)(?:\s+by)?",
    ordinal_ends=("th", "third"),
    ordinals=(
        r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[-\s])?(?:third|fourth|fifth|sixth|seventh|eighth"
        r"|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
        r"|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth|thousandth"
        r"|millionth|billionth)\b|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:first|second)\b"
    ),
    of=r"of\s+(?:the\s+|an?\s+)?",
    to=r"to|or",
    out_of=r"in(?:\s+every)?|out\s+of(?:\s+every)?|of\s+every",
    against=r"to|against",
    between=r"between",
    and_=r"and",
    per=r"an?|per|each|every",
    not_per=r"\s+(?:ago|later|earlier|before|after|older|younger|longer|ahead|away)\b",
    each={
        **dict.fromkeys(("annually", "yearly", "annualised", "annualized"), "year"),
        "monthly": "month",
        "weekly": "week",
        "daily": "day",
        "hourly": "hour",
    },
    each_alone=frozenset({"annually", "annualised", "annualized"}),
    units={**{word: name for word, name in SPELLINGS.items() if len(word) > 2}, **_ABBREVIATED_UNITS},
    percents=frozenset({"percent", "per cent", "pct", "percentage points", "percentage point", "pp", "pc"}),
    currencies={
        **dict.fromkeys(("dollars", "dollar"), "$"),
        **dict.fromkeys(("us dollars", "us dollar", "u.s. dollars", "u.s. dollar", "american dollars", "us$"), "USD"),
        **dict.fromkeys(("euro", "euros"), "EUR"),
        **dict.fromkeys(("pound", "pounds", "pounds sterling", "sterling", "british pounds"), "GBP"),
        **dict.fromkeys(("yen", "japanese yen"), "JPY"),
        **dict.fromkeys(("yuan", "renminbi", "rmb"), "CNY"),
        **dict.fromkeys(("rupee", "rupees"), "INR"),
        **dict.fromkeys(("franc", "francs"), "CHF"),
        **dict.fromkeys(("rouble", "roubles", "ruble", "rubles"), "RUB"),
        "won": "KRW",
    },
    minus=frozenset({"minus", "negative"}),
    not_minus_after=frozenset(),
    falls=(
        r"f[ae]ll(?:s|en|ing)?|down|declin(?:e|es|ed|ing)|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|loss(?:es)?|los(?:t|e|es|ing)"
        r"|shr[aiu]nk|shrink(?:s|ing|age)?|contract(?:ed|ion)|slump(?:s|ed)?|plung(?:e|ed)|slid|slides?|sank|sunk|cut|lower|less"
        r"|fewer|deficit|reduc(?:ed|es|tion)|dip(?:s|ped)?|slip(?:s|ped)?|tumbl(?:e|ed)|retreat(?:ed)?|outflows?"
    ),
    rises=(
        r"r[oi]se[ns]?|rising|gr[eo]ws?|grown|growth|growing|increas(?:e|es|ed|ing)|up|gain(?:s|ed)?|climb(?:s|ed)?|jump(?:s|ed)?"
        r"|higher|more|profits?|surplus|added|inflows?"
    ),
    by_words=frozenset({"by", "of", "times"}),
    qualifiers={
        "about": (
            "about",
            "around",
            "approximately",
            "approx.",
            "roughly",
            "some",
            "nearly",
            "almost",
            "close to",
            "circa",
            "an estimated",
            "estimated",
            "~",
            "≈",
        ),
        "up to": ("up to", "as much as", "as many as", "at most", "no more than", "a maximum of", "not more than", "≤"),
        "at least": ("at least", "no less than", "not less than", "a minimum of", "no fewer than", "≥"),
        "over": (
            "more than",
            "over",
            "in excess of",
            "exceeding",
            "exceeds",
            "above",
            "upwards of",
            "greater than",
            ">",
        ),
        "under": ("less than", "fewer than", "under", "below", "<"),
    },
    months={
        word: number
        for number, words in enumerate(
            (
                "january jan",
                "february feb",
                "march mar",
                "april apr",
                "may",
                "june jun",
                "july jul",
                "august aug",
                "september sept sep",
                "october oct",
                "november nov",
                "december dec",
            ),
            start=1,
        )
        for word in words.split()
    },
    month_case=True,
    month_first=True,
    quarter_letters="Q",
    first_to_fourth={
        "first": 1,
        "1st": 1,
        "second": 2,
        "2nd": 2,
        "third": 3,
        "3rd": 3,
        "fourth": 4,
        "4th": 4,
    },
    quarter_nouns=r"quarters?",
    half_nouns=r"half",
    year_before=(
        r"in|since|until|till|by|from|during|before|after|through|throughout|of|for|to|late|early|mid|year|years|fiscal"
        r"|calendar|summer|spring|autumn|fall|winter|the|its|their|our|this|that|an?|and|or|end|beginning|start|around"
        r"|circa|into|towards?|between|vs|versus|on|at|as|early-|late-|mid-|pre-|post-|\w+[’']s|©|copyright"
    ),
    old_year_before=(
        r"in|since|until|till|before|after|during|circa|early|late|mid|early-|late-|mid-|pre-|post-|years?|summer|spring"
        r"|autumn|fall|winter|c\.|ca\.|(?:summer|spring|autumn|winter)\s+of"
    ),
    the=r"the|this|that|its|his|her|their|our|first|second",
    events=(
        r"revolutions?|revolts?|rebellion|uprisings?|rising|treaty|treaties|constitution|charter|war|battle|siege|crisis"
        r"|panic|famine|plague|epidemic|flood|earthquake|census|elections?|act|acts|law|laws|decree|edict|statute|reforms?"
        r"|congress|convention|synod|declaration|proclamation|exhibition|exposition|coup|armistice|peace|truce|union"
        r"|schism|restoration|events|strike|riots?|massacre|barricades"
    ),
    of_event="of",
    year_first=(
        "of|in|was|were|is|that|which|who|and|or|had|has|by|on|at|for|to|as|the|did|would|with|when|where|against|an?|but"
        "|from|failed|began|ended|brought|came|made|gave|led|saw|swept"
    ),
    and_year="and|or",
    years_from="from|between",
    years_to="to|and|until|till",
    lasting=(
        r"(?:lasted|reigned|ruled|governed|lived|served|sat|ran|stood|remained|stayed|reign|rule|lasts|reigns|rules|period"
        r"|years|exile|prison)"
        r"(?:\s+(?!from\b|between\b)[^\W\d]+){0,3}"
    ),
    eras=(
        r"\d{1,4}(?:,\d{3})?(?:\s?[-–]\s?\d{1,4})?\s(?:BCE|BC|CE|AD|B\.C\.E\.|B\.C\.|C\.E\.|A\.D\.)"
        r"|(?:AD|A\.D\.)\s\d{1,4}(?![.,]\d)"
    ),
    not_plural=frozenset(
        (
            "was is has as does its his this plus less versus unless across besides always perhaps thus yes towards "
            "afterwards minus sees marks brings shows looks seems remains starts begins ends comes goes gets gives "
            "means promises makes takes saw class process business analysis us news series congress press"
        ).split()
    ),
    plurals=frozenset("people men women children persons staff".split()),
    plural_ends="s",
    references=(
        r"sections?|sec\.|chapters?|figures?|fig\.|tables?|charts?|pages?|pp?\.|notes?|footnotes?|articles?|art\."
        r"|types?|tier|level|stage|scopes?|question|row|column|line|appendix|annex|parts?|steps?|phases?|volumes?|vol\.|no\.|nos\.|№|versions?|exhibits?|items?|rule|§+|#"
    ),
    ordinal_suffixes=r"st|nd|rd|th|ST|ND|RD|TH",
    clock=r"\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]\.\s?m\.|[ap]m\b|[AP]M\b|o[’']clock)",
)
