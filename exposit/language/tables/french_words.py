"""French: which words are numbers, and what stands around them. “Billion” is 10¹², whatever English readers expect."""

from __future__ import annotations

from exposit.language.tables.abbreviation import Abbreviation
from exposit.language.tables.french import UNITS
from exposit.language.tables.lexicon import SPACES, Lexicon

_PARTS = {
    "tiers": 3,
    "quart": 4,
    "cinquième": 5,
    "sixième": 6,
    "septième": 7,
    "huitième": 8,
    "neuvième": 9,
    "dixième": 10,
    "douzième": 12,
    "vingtième": 20,
    "centième": 100,
    "millième": 1000,
}

_ENDINGS = "er e es ent é ée és ées ait aient a ant era eront erait ement ements ons èrent".split()
_STEMS = {"doubl": 2, "tripl": 3, "quadrupl": 4, "quintupl": 5, "sextupl": 6, "décupl": 10, "centupl": 100}
"""Verbs such as « doubler », in the forms newspapers use: doublé, doublent, doublait, doublera, le doublement."""

_IDIOMS = {
    "demi": (
        "tour, tours, mot, mots, mesure, mesures, frère, frères, sœur, sœurs, dieu, dieux, sel, sec, finale, finales, "
        "cercle, lune, vie, vies, pension, vérité, vérités, succès, échec, teinte, teintes"
    ),
    "une demi": "mesure, sœur, finale, lune, vie, pension, vérité, teinte",
    "un demi": "tour, mot, frère, dieu, cercle, succès, échec",
    "tiers": "de confiance, payant, monde, état, lieu, lieux",
    "un tiers": "de confiance, payant, lieu",
    "des tiers": "de confiance",
    "mille": "feuille, feuilles, pattes",
    "tout": "neuf",
    "flambant": "neuf",
    "remis à": "neuf",
    "remise à": "neuf",
    "quoi de": "neuf",
    "assurance au": "tiers",
    "en": "double",
    "double": "peine, sens, tranchant, vie, emploi, jeu, langage, page, clic",
    "mille et": "une",
    "midi et": "demi, demie",
    "minuit et": "demi, demie",
}

_UNIT_WORDS = {form.lower(): name for name, noun in UNITS.items() for form in (noun.singular, noun.plural)}

LEXICON = Lexicon(
    language="fr",
    digits=(
        rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d{{1,3}}(?:\.\d{{3}})+(?![\d.])(?:,\d+)?"
        rf"|\d{{1,3}}(?:,\d{{3}}){{2,}}(?![\d,])(?:\.\d+)?|\d{{1,3}}(?:['’]\d{{3}})+(?!\d)|\d+(?:,\d+){{2,}}|\d+(?:[.,]\d+)?"
    ),
    decimal=",.",
    scales={
        "millier": 3,
        "milliers": 3,
        **dict.fromkeys(("million", "millions"), 6),
        **dict.fromkeys(("milliard", "milliards"), 9),
        **dict.fromkeys(("billion", "billions"), 12),
        **dict.fromkeys(("billiard", "billiards"), 15),
        **dict.fromkeys(("trillion", "trillions"), 18),
        "mille": 3,
    },
    abbreviations=(
        *(Abbreviation(text, 9) for text in ("Md", "Mds", "md", "mds", "Mrd", "Mrds", "mrd", "bn")),
        *(Abbreviation(text, 6) for text in ("M", "Mn", "mio", "Mio")),
        Abbreviation("K", 3, spaced=False),
        Abbreviation("k", 3, spaced=False),
        Abbreviation("B", 9, spaced=False),
        Abbreviation("m", 6, money=True),
        Abbreviation("K", 3, money=True),
        Abbreviation("k", 3, money=True),
        *(Abbreviation(text, 9, money=True) for text in ("G", "B", "b")),
        *(Abbreviation(text, 12, money=True) for text in ("T", "tn")),
    ),
    cardinals=frozenset(
        (
            "zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt "
            "vingts trente quarante cinquante soixante septante huitante octante nonante cent cents mille"
        ).split()
    ),
    joints=frozenset({"et"}),
    large=frozenset({"cent", "cents", "mille"}),
    ones=frozenset({"un", "une", "zéro"}),
    none=frozenset({"aucun", "aucune"}),
    both=frozenset(),
    articles=r"un|une",
    vague=r"quelques|plusieurs|des|les|ces|de|d[’']",
    dozens={
        "dizaine": 10,
        "douzaine": 12,
        "quinzaine": 15,
        "vingtaine": 20,
        "trentaine": 30,
        "quarantaine": 40,
        "cinquantaine": 50,
        "soixantaine": 60,
        "centaine": 100,
        "huitaine": 8,
        "dizaines": 10,
        "douzaines": 12,
        "vingtaines": 20,
        "centaines": 100,
    },
    dozen_plurals=frozenset({"dizaines", "douzaines", "vingtaines", "centaines"}),
    halves=frozenset({"moitié", "moitiés", "demi", "demie", "demis", "demies"}),
    parts={**_PARTS, **{f"{word}s": size for word, size in _PARTS.items() if not word.endswith("s")}},
    part_needs=r"\s+(?:d[eu]s?\b|d[’'])|\s*(?:[.,;:!?)»…]|$)",
    and_half=r"\s+et\s+demie?\b",
    multiples={stem + end: value for stem, value in _STEMS.items() for end in _ENDINGS},
    point="virgule",
    powers_after={"carré": 2, "carrés": 2, "cube": 3, "cubes": 3},
    idioms=tuple(
        f"{first}{joint}{word}"
        for first, words in _IDIOMS.items()
        for word in words.split(", ")
        for joint in ("-", " ")
    ),
    times=r"fois\b|[xX×](?!\w|\s\d)",
    by_before=r"(?:multipli\w+|divis\w+)(?:\s+(?:environ|presque))?\s+par|par\s+un\s+facteur",
    ordinal_ends=("ième", "ièmes", "ieme", "iemes"),
    ordinals=(
        r"(?:(?:vingt|trente|quarante|cinquante|soixante|quatre-vingt|cent|mille)(?:[-\s](?:et[-\s])?))?"
        r"(?:deux|trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz|treiz|quatorz|quinz|seiz|vingt|trent|quarant|cinquant"
        r"|soixant|cent|mill|dix-sept|dix-huit|dix-neuv|un)i[èe]mes?\b"
    ),
    of=r"d(?:e|es|u)\s+(?:la\s+|les\s+|l[’'])?|d[’']",
    to=r"à|ou|voire",
    out_of=r"sur",
    against=r"à|contre",
    between=r"entre",
    and_=r"et",
    per=r"par|chaque|(?:à|de)\s+l[’']|l[’']",
    not_per=(
        r"\s+(?:(?:plus\s+tôt|plus\s+tard|auparavant|derni[eè]re?|passée?|prochaine?|précédente?|suivante?|en\s+cours"
        r"|durant|où)\b|\d{4})"
    ),
    each={
        **dict.fromkeys(("annuel", "annuels", "annuelle", "annuelles", "annuellement"), "year"),
        **dict.fromkeys(("mensuel", "mensuels", "mensuelle", "mensuelles"), "month"),
    },
    each_alone=frozenset({"annuels", "annuelles", "annuellement", "mensuels", "mensuelles"}),
    units={
        **_UNIT_WORDS,
        **dict.fromkeys(("année", "années"), "year"),
        **dict.fromkeys(("giga-watts", "gigawatts-heures", "gigawatt-heure"), "GWh"),
        **{f"{prefix}watt-heure": f"{letter}Wh" for prefix, letter in (("kilo", "k"), ("méga", "M"), ("téra", "T"))},
        "giga-watts": "GW",
        "sem.": "week",
        "journées": "day",
        "gens": "person",
    },
    percents=frozenset({"pour cent", "pourcent", "points de pourcentage", "point de pourcentage"}),
    currencies={
        **dict.fromkeys(("dollar", "dollars"), "$"),
        **dict.fromkeys(("dollars américains", "dollar américain", "dollars us", "dollars des états-unis"), "USD"),
        **dict.fromkeys(("euro", "euros"), "EUR"),
        **dict.fromkeys(("livre sterling", "livres sterling", "livres"), "GBP"),
        **dict.fromkeys(("yen", "yens"), "JPY"),
        **dict.fromkeys(("yuan", "yuans", "renminbi"), "CNY"),
        **dict.fromkeys(("roupie", "roupies"), "INR"),
        **dict.fromkeys(("franc suisse", "francs suisses"), "CHF"),
        **dict.fromkeys(("franc cfa", "francs cfa"), "XOF"),
        **dict.fromkeys(("rouble", "roubles"), "RUB"),
    },
    minus=frozenset({"moins"}),
    falls=(
        r"baiss(?:e|es|é|ée|ent|er|a|ait)|recul(?:e|é|er|a|ent)?|chut(?:e|es|é|er|a)|diminu(?:e|é|er|a|tion)|tomb(?:e|é|ée|er|a)"
        r"|repli|pertes?|perd(?:u|us|ue|re|ent)?|régress(?:e|é|ion)|contract(?:é|ée|ion)|effondr(?:é|ée|ement)|déficits?|moins"
        r"|réduit|réduction|fléchi|cédé|cède|inférieure?s?"
    ),
    rises=(
        r"hausses?|augment(?:e|é|ée|er|a|ent|ation)|mont(?:e|é|ée|er|a)|cr(?:oît|û|oissance|oître)|progress(?:e|é|er|a|ion)|gain(?:s)?"
        r"|gagn(?:e|é|er|a)|bond(?:i|it)?|plus|bénéfices?|excédents?|supérieure?s?"
    ),
    not_minus_after=frozenset({"au", "du", "le", "ou"}),
    by_words=frozenset({"par", "facteur"}),
    qualifiers={
        "about": (
            "environ",
            *("près de", "près d’", "près de la", "près du", "près des", "environ la", "environ le"),
            "à peu près",
            "plus ou moins",
            "autour de",
            "autour d’",
            "presque",
            "quelque",
            "de l’ordre de",
            "approximativement",
            "aux alentours de",
            "~",
            "≈",
        ),
        "up to": ("jusqu’à", "jusqu’aux", "au plus", "au maximum", "un maximum de", "pas plus de", "≤"),
        "at least": ("au moins", "au minimum", "un minimum de", "pas moins de", "≥"),
        "over": (
            *("plus de", "plus d’", "plus de la", "plus du", "plus des"),
            *("au-delà de", "supérieur à", "supérieure à", "dépassant", ">"),
        ),
        "under": (
            *("moins de", "moins d’", "moins de la", "moins du", "moins des"),
            *("inférieur à", "inférieure à", "en dessous de", "<"),
        ),
    },
    months={
        word: number
        for number, words in enumerate(
            (
                "janvier janv",
                "février févr fév",
                "mars",
                "avril avr",
                "mai",
                "juin",
                "juillet juil",
                "août aout",
                "septembre sept",
                "octobre oct",
                "novembre nov",
                "décembre déc",
            ),
            start=1,
        )
        for word in words.split()
    },
    month_case=False,
    month_first=False,
    quarter_letters="TQ",
    first_to_fourth={
        "premier": 1,
        "1er": 1,
        "deuxième": 2,
        "second": 2,
        "2e": 2,
        "2ème": 2,
        "troisième": 3,
        "3e": 3,
        "3ème": 3,
        "quatrième": 4,
        "4e": 4,
        "4ème": 4,
        "dernier": 4,
    },
    quarter_nouns=r"trimestres?",
    half_nouns=r"semestres?",
    decade_before=r"années|ann\.",
    decades="vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingts quatre-vingt-dix".split(),
    year_before=(
        r"en|depuis|dès|fin|début|mi|mi-|courant|avant|après|année|années|l[’']année|exercice|été|printemps|automne"
        r"|hiver|de|d[’']ici|d[’']ici\s+à|à|et|ou|entre|pour|horizon|jusqu[’']en|jusqu[’']à|du|au|le|la|les|un|une|ce"
        r"|son|sa|leur|notre|vers|pendant|durant|sur|par|dans|l[’']an|©"
    ),
    old_year_before=(
        r"en|depuis|dès|fin|début|mi|mi-|courant|avant|après|années?|l[’']année|été|printemps|automne|hiver|jusqu[’']en"
        r"|d[’']ici|l[’']an|vers\s+l[’']an|(?:été|printemps|automne|hiver)\s+de"
    ),
    the=r"la|le|les|l[’']|du|des|au|aux|cette|cet|ce|ces|sa|son|leur|notre",
    events=(
        r"révolutions?|révoltes?|insurrections?|soulèvement|traités?|constitution|charte|guerre|bataille|siège|crise|krach"
        r"|famine|peste|épidémie|inondation|crue|séisme|recensement|élections?|lois?|décrets?|édit|ordonnance|réformes?"
        r"|congrès|convention|concile|déclaration|proclamation|exposition|coup\sd[’']État|armistice|paix|trêve|union|schisme"
        r"|restauration|év[ée]nements?|grève|émeutes?|massacre|barricades"
    ),
    of_event=r"(?!plus\b|moins\b)(?:[^\W\d]+\s)?de",
    and_year="et|ou",
    years_from="de|entre|depuis",
    years_to=r"à|et|jusqu[’']en",
    lasting=(
        r"(?:dura|dure|dur[ée]|durèrent|régna|règne|régnait|régné|gouverna|gouverne|vécut|vécu|vit|dirigea|dirige|présida"
        r"|siégea|resta|période)(?:\s+(?!de\b|entre\b)[^\W\d]+){0,2}"
    ),
    eras=(
        r"\d{1,4}(?:\s?[-–]\s?\d{1,4})?\s(?:(?:av|ap|apr)\.\sJ\.[-‑\s]?C\.?|(?:avant|après)\s(?:J\.-C\.|Jésus-Christ|notre\sère))"
    ),
    not_plural=frozenset(
        (
            "les des ses ces mes nos vos leurs dans sans vers mais puis plus moins très après depuis alors jamais "
            "toujours pas nous vous ils elles dès sous chez près deux trois six dix mars ailleurs certes "
            "aux repris promis mis pris vus jours"
        ).split()
    ),
    plurals=frozenset({"gens"}),
    plural_ends="sx",
    references=(
        r"niveau|types?|catégories?|tier|stade|scopes?|question|ligne|colonne|sections?|chapitres?|chap\.|al\.|figures?|fig\.|tableaux?|graphiques?|pages?|pp?\.|notes?|articles?|art\.|annexes?"
        r"|parties?|étapes?|phases?|volumes?|vol\.|tomes?|alinéas?|versions?|n[°ºo]s?|[LR]\.|numéros?|№|§+|#"
    ),
    hour_before=(
        r"(?:à|vers|dès|avant|après)\s\d{1,2}\s?h(?:\s?[0-5]\d)?|de\s\d{1,2}\s?h(?:\s?[0-5]\d)?(?=\s?(?:à|-|–))"
        r"|(?:à|vers|dès)\s(?:[01]?\d|2[0-4])\sheures?(?!\s(?:d|par))"
    ),
    ordinal_suffixes=r"ers?|res?|ères?|ᵉʳ|ᵉ|es?|[èe]mes?|nde?s?",
    clock=r"(?:[01]?\d|2[0-4])\s?h(?:\s?[0-5]\d)(?!\w)",
)
