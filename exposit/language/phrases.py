"""Reads the number that begins at a place: digits, spelled words, scales, dozens, fractions, multiples.

Between `surroundings`, which reads signs and units around it, and `numerals`, which finds the places.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from exposit.facts.currencies import CURRENCIES
from exposit.language.patterns import FRACTIONS, GAP, OTHER_NUMERALS, SPACE, SUPERSCRIPTS, Patterns, next_word
from exposit.language.spelled import read_spelled
from exposit.language.surroundings import is_money
from exposit.model import Qualifier

_MOST_WORDS = 10
_MOST_DIGITS = 400
_SHARE_PLACE = -2  # “a third” stands for 33 percent, not for 0.3333
_CHARACTER = re.compile(f"[{FRACTIONS}{OTHER_NUMERALS}]+")
_VULGAR = re.compile(f"{SPACE}?([{FRACTIONS}])")
_OVER = re.compile(rf"{SPACE}?[/⁄]{SPACE}?(\d{{1,4}})(?![\d/])")
_MIXED = re.compile(rf"{SPACE}(\d{{1,2}})[/⁄](\d{{1,2}})(?![\d/])")
_POWER = re.compile(
    rf"[eE]([+-]?\d{{1,2}})(?!\w)|{SPACE}?[×x·]{SPACE}?10(?:\^([+-]?\d{{1,2}})|([⁻⁺]?[{SUPERSCRIPTS}]{{1,2}}))"
)
_OF_TEN = re.compile(rf"\^([+-]?\d{{1,2}})(?!\w)|([⁻⁺]?[{SUPERSCRIPTS}]{{1,2}})")
_PLAIN = str.maketrans(SUPERSCRIPTS + "⁻⁺", "0123456789-+")
_GAP = re.compile(GAP)
_RUN_WORD = re.compile(r"([^\W\d_]+)")
_MORE = re.compile(rf"{GAP}(?:(?:and|et){SPACE}+)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as read. `place` is the power of ten of its last known digit, `factor` what its scale words come to;
    `value` is None where it is open (“millions of”). `scaled` says that a noun may follow after “of”."""

    end: int
    value: Decimal | None
    place: int = 0
    factor: Decimal = Decimal(1)
    scaled: bool = False
    digits: bool = False
    sort: Literal["number", "share", "multiple"] = "number"
    more: Qualifier | None = None
    """What hangs on it: `+`, “-plus”, “-odd”."""
    metres: bool = False
    """Written with a glued `m`, which could be metres."""

    @property
    def is_one(self) -> bool:
        """The words one, un, zero and their like, with nothing that makes a quantity of them."""
        return not self.digits and not self.scaled and self.sort == "number" and self.value in (0, 1)


def read_digits(text: str, start: int, patterns: Patterns, *, money: bool) -> Amount | None:
    """A number in digits, with its fraction, power of ten and scale. `money` where a currency stands before it."""
    found = patterns.digits.match(text, start)
    if found is None:
        return None
    end = found.end()
    read = _parse(found[0], patterns.lexicon.decimal)
    if read is None or end - start > _MOST_DIGITS:
        return Amount(end, None, digits=True)
    value, place = read
    amount = _with_fraction(text, Amount(end, value, place, digits=True))
    power = (_OF_TEN.match(text, amount.end) if value == 10 else None) or _POWER.match(text, amount.end)
    if power is not None and amount.sort == "number":
        exponent = int(next(part for part in power.groups() if part).translate(_PLAIN))
        whole = value == 10 and not power[0].startswith(("e", "E")) and "10" not in power[0]
        shift = exponent - 1 if whole else exponent
        amount = replace(amount, end=power.end(), value=value.scaleb(shift), place=place + shift)
    amount = _more(text, amount, patterns)
    return _more(text, with_scale(text, _abbreviated(text, amount, patterns, money=money), patterns), patterns)


def _more(text: str, amount: Amount, patterns: Patterns) -> Amount:
    found = patterns.more.match(text, amount.end)
    if found is None:
        return amount
    return replace(amount, end=found.end(), more=patterns.lexicon.more.get(found[0].lower(), "at least"))


def _parse(digits: str, decimal: str) -> tuple[Decimal, int] | None:
    """The digits' value and the place of the last one; None where separators make no number of them."""
    parts = re.split(r"[^\d]", digits)
    marks = re.findall(r"[^\d]", digits)
    if not marks:
        return Decimal(digits), 0
    grouped = all(len(part) == 3 for part in parts[1:]) and 0 < len(parts[0]) <= 3 and parts[0] != "0"
    is_decimal = marks[-1] in decimal and marks.count(marks[-1]) == 1
    if len(marks) == 1 and is_decimal and not (grouped and marks[0] == "." and "," in decimal):
        return Decimal(f"{parts[0]}.{parts[1]}"), -len(parts[1])
    if grouped and len(set(marks)) == 1:
        return Decimal("".join(parts)), 0
    is_decimal = is_decimal or marks.count(marks[-1]) == 1  # “1.234,56 €” says by itself what its comma is
    if is_decimal and len(set(marks[:-1])) == 1 and all(len(part) == 3 for part in parts[1:-1]):
        return Decimal("".join(parts[:-1]) + "." + parts[-1]), -len(parts[-1])
    if len(marks) == 1:
        return Decimal(f"{parts[0]}.{parts[1]}"), -len(parts[1])
    return None


def _with_fraction(text: str, amount: Amount) -> Amount:
    """`2½`, `1/2`, `2 1/2`; a slash that makes no proper fraction (`24/7`) leaves the value open."""
    value = amount.value
    assert value is not None
    vulgar = _VULGAR.match(text, amount.end)
    if vulgar is not None:
        return replace(amount, end=vulgar.end(), value=value + _vulgar(vulgar[1]), place=-1)
    if amount.place:
        return amount
    over = _OVER.match(text, amount.end)
    if over is not None:
        below = Decimal(over[1])
        proper = 0 < value < below
        share = value / below if proper else None
        return Amount(over.end(), share, _SHARE_PLACE, digits=True, sort="share")
    mixed = _MIXED.match(text, amount.end)
    if mixed is not None and 0 < int(mixed[1]) < int(mixed[2]):
        return replace(amount, end=mixed.end(), value=value + Decimal(mixed[1]) / Decimal(mixed[2]), place=-1)
    return amount


def _vulgar(character: str) -> Decimal:
    fraction = Fraction(unicodedata.numeric(character)).limit_denominator(10)
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def _abbreviated(text: str, amount: Amount, patterns: Patterns, *, money: bool) -> Amount:
    """`bn`, `Md`, `m` after digits; those that need a currency have one before or directly after."""
    found = patterns.abbreviated.match(text, amount.end)
    if found is None or amount.value is None or amount.sort != "number":
        return amount
    if len(found[2]) > 3 and found[2][-3:] in CURRENCIES:  # `38 MUSD`
        scale = patterns.abbreviations.get(found[2][:-3])
        return _times_ten(replace(amount, end=found.end() - 3), scale[0].exponent) if scale else amount
    for abbreviation in patterns.abbreviations.get(found[2], ()):
        if found[1] and not abbreviation.spaced:
            continue
        beside_money = money or is_money(text, found.end(), patterns)
        if abbreviation.money and not beside_money:
            continue
        is_dotted = text[found.end() : found.end() + 1] == "." and is_money(text, found.end() + 1, patterns)
        scaled = _times_ten(replace(amount, end=found.end() + is_dotted), abbreviation.exponent)
        return replace(scaled, metres=abbreviation.text == "m" and not beside_money)
    return amount


def _times_ten(amount: Amount, exponent: int) -> Amount:
    assert amount.value is not None
    return replace(
        amount,
        value=amount.value.scaleb(exponent),
        place=amount.place + exponent,
        factor=amount.factor.scaleb(exponent),
        scaled=True,
    )


def with_scale(text: str, amount: Amount, patterns: Patterns) -> Amount:
    """Scale words and dozens after a number: `38 billion`, `mille milliards`, « douzaine de millions »."""
    lexicon = patterns.lexicon
    for _ in range(3):
        word = next_word(text, amount.end)
        if amount.scaled and (word is None or (word[0] not in lexicon.scales and word[0] not in lexicon.dozens)):
            of = patterns.of.match(text, amount.end)
            word = next_word(text, of.end()) if of is not None else None
        if word is None:
            break
        exponent, size = lexicon.scales.get(word[0]), lexicon.dozens.get(word[0])
        if exponent is not None:
            moved = replace(amount, end=word[1], scaled=True)
            amount = moved if amount.value is None else _times_ten(moved, exponent)
        elif size is not None and amount.sort == "number":
            value = None if amount.value is None else amount.value * size
            amount = replace(amount, end=word[1], value=value, factor=amount.factor * size, scaled=True)
        else:
            break
    return amount


def read_spelled_number(text: str, start: int, patterns: Patterns) -> Amount | None:
    """A number in words, with its half, its fraction, its scale, and what a smaller scale adds."""
    run = _run(text, start, patterns)
    if run is None:
        return None
    amount, has_large = run
    if patterns.point.match(text, amount.end) is not None:
        amount = _with_decimals(text, amount, patterns)
    part = _part(text, start, amount, patterns)
    if part is not None:
        return part
    half = patterns.and_half.match(text, amount.end)
    if half is not None and amount.value is not None:
        amount = replace(amount, end=half.end(), value=amount.value + Decimal("0.5"), place=-1, scaled=has_large)
        scaled = with_scale(text, amount, patterns)
        return replace(scaled, scaled=True)
    amount = with_scale(text, replace(amount, scaled=has_large or amount.place < 0), patterns)
    return _more(text, _added(text, amount, patterns), patterns)


def _run(text: str, start: int, patterns: Patterns) -> tuple[Amount, bool] | None:
    """The longest run of number words from `start` that is one number, and whether it holds hundreds or more."""
    lexicon = patterns.lexicon
    words: list[tuple[str, int]] = []
    position = start
    while len(words) < _MOST_WORDS:
        found = _RUN_WORD.match(text, position)
        if found is None:
            break
        word = found[1].lower()
        if word not in lexicon.cardinals and not (words and word in lexicon.joints):
            break
        words.append((word, found.end()))
        gap = _GAP.match(text, found.end())
        if gap is None:
            break
        position = gap.end()
    while words:
        value = read_spelled(" ".join(word for word, _ in words), lexicon.language)
        if value is not None and words[-1][0] not in lexicon.joints:
            large = any(word in lexicon.large for word, _ in words)
            place = 0 if not large or value % 100 else (3 if value % 1000 == 0 else 2)
            return Amount(words[-1][1], value, place), large
        words.pop()
    return None


def _with_decimals(text: str, amount: Amount, patterns: Patterns) -> Amount:
    """“one point two five”, « deux virgule vingt-cinq »."""
    point = patterns.point.match(text, amount.end)
    position, digits = (point.end() if point else amount.end), ""
    while (run := _run(text, position, patterns)) is not None and run[0].value is not None and run[0].value < 100:
        amount, digits = replace(amount, end=run[0].end), digits + str(run[0].value)
        gap = _GAP.match(text, amount.end)
        if gap is None or run[0].value >= 10:
            break
        position = gap.end()
    if not digits or amount.value is None:
        return amount
    return replace(amount, value=amount.value + Decimal(f"0.{digits}"), place=-len(digits))


def _part(text: str, start: int, amount: Amount, patterns: Patterns) -> Amount | None:
    """“two thirds”, “one-half”, « trois quarts »."""
    found = next_word(text, amount.end)
    if found is None or found[1] == amount.end or amount.value is None:
        return None
    word, end = found
    below = patterns.lexicon.parts.get(word, 2 if word in patterns.lexicon.halves else 0)
    if not 0 < amount.value < below:
        return None
    if patterns.idioms.match(text, end - len(word)) is not None:
        return None
    if amount.value == 1 and _is_ordinal_here(text, start, amount.end, (word, end), patterns):
        return None
    if word == "quarters" and patterns.quarters_after.search(text[max(0, start - 16) : start]) is not None:
        return None
    share = Amount(end, amount.value / below, _SHARE_PLACE, digits=amount.digits, sort="share")
    return _share_of(text, share, patterns)


def _is_ordinal_here(text: str, start: int, stop: int, part: tuple[str, int], patterns: Patterns) -> bool:
    """Whether a singular fraction word is an ordinal: “a third phase”, « un cinquième nom »; “one third” never is."""
    word, end = part
    if word in patterns.lexicon.halves or patterns.article.search(text[start : stop + 1]) is None:
        return False
    return patterns.part_needs.match(text, end) is None


def _share_of(text: str, share: Amount, patterns: Patterns) -> Amount:
    """“half a billion”, « un demi-milliard », “a quarter of a million”: the share becomes a number."""
    found = patterns.half_of.match(text, share.end)
    if found is None or share.value is None:
        return share
    word = found[1].lower()
    exponent = patterns.lexicon.scales.get(word)
    if exponent is not None:
        place = exponent - (1 if share.value * 10 % 1 == 0 else 2)
        return replace(_times_ten(share, exponent), end=found.end(), place=place, sort="number")
    value = share.value * patterns.lexicon.dozens[word]
    return Amount(found.end(), value, 0, scaled=True, digits=share.digits)


def _added(text: str, amount: Amount, patterns: Patterns) -> Amount:
    """« deux milliards trois cents millions »: a smaller scale after a larger one adds to it."""
    for _ in range(3):
        if not amount.scaled or amount.value is None or amount.factor <= 1:
            return amount
        gap = _MORE.match(text, amount.end)
        run = _run(text, gap.end(), patterns) if gap else None
        if run is None or run[0].value is None:
            return amount
        more = with_scale(text, replace(run[0], scaled=run[1]), patterns)
        if more.value is None or not 0 < more.value < amount.factor or (more.factor == 1 and not run[1]):
            return amount
        amount = replace(amount, end=more.end, value=amount.value + more.value, place=more.place, factor=more.factor)
    return amount


def read_word(text: str, start: int, end: int, patterns: Patterns) -> tuple[int, Amount] | None:
    """A number that a single word begins: `billion`, `dozens`, `half`, `a third`, `doubled`; where it begins, for an
    article counts, and what it is. None where the word is no number here."""
    lexicon = patterns.lexicon
    word = text[start:end].lower()
    if word in lexicon.multiples:
        size = lexicon.multiples[word]
        value = Decimal(size) if size else Decimal("0.5")
        return start, Amount(end, value, 0 if size else _SHARE_PLACE, sort="multiple")
    exponent, size_of_dozen = lexicon.scales.get(word), lexicon.dozens.get(word)
    if exponent is None and size_of_dozen is None and word not in lexicon.halves and word not in lexicon.parts:
        return None
    article = patterns.article.search(text[max(0, start - 6) : start])
    begins = start - len(article[0]) if article else start
    if word in lexicon.halves:
        return begins, _share_of(text, Amount(end, Decimal("0.5"), _SHARE_PLACE, sort="share"), patterns)
    if word in lexicon.parts:
        return _lone_part(text, start, end, begins, patterns)
    one = Decimal(1).scaleb(exponent) if exponent is not None else Decimal(size_of_dozen or 0)
    vague = patterns.vague.search(text[max(0, start - 12) : start]) is not None
    plural = word in lexicon.dozen_plurals or (word.endswith("s") and exponent is not None)
    is_open = (not article and (plural or vague)) or word.startswith("multi")
    place = exponent or 0
    amount = Amount(end, None if is_open else one, place, factor=one, scaled=True)
    return begins, _added(text, with_scale(text, amount, patterns), patterns)


def _lone_part(text: str, start: int, end: int, begins: int, patterns: Patterns) -> tuple[int, Amount] | None:
    """“a third of”, « le tiers »; None for ordinals and for parties of the third part."""
    word = text[start:end].lower()
    definite = re.search(
        rf"(?<!\w)(?:the|le|les|du|des|au|one){SPACE}$", text[max(0, start - 6) : start], re.IGNORECASE
    )
    if begins == start and definite is None:
        return None
    is_of = patterns.half_of.match(text, end) is not None and patterns.lexicon.parts[word] == 4  # “a quarter-million”
    if patterns.part_needs.match(text, end) is None and not is_of:
        return None
    share = Amount(end, Decimal(1) / patterns.lexicon.parts[word], _SHARE_PLACE, sort="share")
    return begins, _share_of(text, share, patterns)


def is_figure(letter: str) -> bool:
    """Whether a character is a number of its own; signs of old scripts, which Unicode calls numbers too, are words."""
    return _CHARACTER.match(letter) is not None


def read_character(text: str, start: int, patterns: Patterns) -> Amount:
    """A run of characters that are numbers of their own: `½`, `³⁸`, `①`."""
    found = _CHARACTER.match(text, start)
    assert found is not None
    characters = found[0]
    if len(characters) == 1 and characters in FRACTIONS:
        share = Amount(found.end(), _vulgar(characters), _SHARE_PLACE, digits=True, sort="share")
        return replace(_share_of(text, with_scale(text, share, patterns), patterns), digits=True)
    try:
        value = Decimal("".join(str(unicodedata.digit(character)) for character in characters))
    except ValueError:
        return Amount(found.end(), None, digits=True)
    return with_scale(text, Amount(found.end(), value, digits=True), patterns)
