"""Finds every numeral in a text and reads it: the gate's eyes, and the ones that check quotations.

`shapes` takes out what is no quantity; `phrases` and `surroundings` read the rest. Takes plain text; the engine's own
private-use characters are passed over. Linear in the size of the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from exposit.facts.units import PERCENT, kind_of
from exposit.language.measured import Part, dimension, halves
from exposit.language.patterns import Patterns, patterns_of
from exposit.language.phrases import Amount, is_figure, read_character, read_digits, read_spelled_number, read_word
from exposit.language.reading import DateRead, Found, Kind, Reading
from exposit.language.shapes import counts, find_labels
from exposit.language.surroundings import After, after, after_minus, before, qualifier
from exposit.language.visible import has_more_than_is_seen, seen
from exposit.model import Unit

__all__ = ["DateRead", "Found", "Kind", "Reading", "find_numerals"]

_ODD_SPACES = re.compile("[\u2000-\u2008\u200a\u205f\u3000]")
_OURS = re.compile("\ue100[^\ue101]{0,4000}\ue101|\ue102|\ue000\\d{1,9}\ue001")
_GLUED = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_HYPHENED_CODE = re.compile(r"[-‑][A-Z]{1,2}(?:/[A-Z])?(?![\w$€£¥])")
_HALF = Decimal("0.5")
_TIMES_SIGN = re.compile(r"(?<![\w)\]])(?<!\d[ \u00a0\u2009\u202f])[xX×][ \u00a0\u2009\u202f]?$")
_SHORT = 4_000
"""Characters up to which a text is remembered: paragraphs and labels come again, on every page and after every edit."""


def find_numerals(text: str, language: str, *, ones: bool = False) -> tuple[Found, ...]:
    """Every numeral of `text`, read in `language`, in order, none overlapping.

    `one`, `un`, `zero`, `no` and `both` are no numerals to the gate; with `ones` they are, for words that are compared
    with a fact."""
    return (_remembered if len(text) <= _SHORT else _read)(text, language, ones=ones)


def _read(text: str, language: str, *, ones: bool) -> tuple[Found, ...]:
    if has_more_than_is_seen(text):
        return _through_a_clean_copy(text, language, ones=ones)
    if not text.isascii() and _ODD_SPACES.search(text):
        read = find_numerals(_ODD_SPACES.sub("\u2009", text), language, ones=ones)
        return tuple(replace(found, text=text[found.start : found.end]) for found in read)
    ours = not text.isascii() and max(text) >= "\ue000"
    masked = _OURS.sub(lambda match: "\ue1ff" * len(match[0]), text) if ours else text
    patterns = patterns_of(language)
    if not patterns.may_hold_numerals(masked, ones=ones):
        return find_labels(masked, patterns.lexicon.language)
    return tuple(_Finder(masked, patterns, ones=ones).find())


_remembered = lru_cache(maxsize=8_192)(_read)


def _through_a_clean_copy(text: str, language: str, *, ones: bool) -> tuple[Found, ...]:
    """Reads what is seen, and gives places in the text as it is."""
    clean, offsets = seen(text)
    moved = []
    for found in find_numerals(clean, language, ones=ones):
        start, end = offsets[found.start], offsets[found.end - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        moved.append(replace(found, start=start, end=end, text=text[start:end]))
    return tuple(moved)


class _Finder:
    """Goes once through a text."""

    def __init__(self, text: str, patterns: Patterns, *, ones: bool) -> None:
        self.text, self.patterns, self.ones = text, patterns, ones
        self.language = patterns.lexicon.language
        self.labels = find_labels(text, self.language)
        self.starts = patterns.starts_with_ones if ones else patterns.starts
        self._last_digits: tuple[int, Part | None] = (-1, None)
        self.label_starts = [label.start for label in self.labels]

    def find(self) -> Iterator[Found]:
        position, last_end, label = 0, 0, 0
        ends, starts = self.patterns.lexicon.ordinal_ends, self.starts
        while (anchor := self.patterns.anchor.search(self.text, position)) is not None:
            word = anchor[0].lower()
            if word.isalpha() and word not in starts and not word.endswith(ends):
                position = anchor.end()
                continue
            while label < len(self.labels) and self.labels[label].end <= anchor.start():
                if self.labels[label].start >= last_end:  # not the raised figure of `m²`
                    yield self.labels[label]
                    last_end = self.labels[label].end
                label += 1
            if label < len(self.labels) and self.labels[label].start <= anchor.start():
                position = self.labels[label].end
                continue
            idiom = self.patterns.idioms.match(self.text, anchor.start())
            if idiom is not None:
                position = idiom[0]
                continue
            found = self._at(anchor, last_end)
            position = anchor.end()
            if found is not None:
                yield found
                position = last_end = max(found.end, anchor.end())
        yield from (rest for rest in self.labels[label:] if rest.start >= last_end)

    def _at(self, anchor: re.Match[str], last_end: int) -> Found | None:
        """The numeral an anchor begins, if it begins one."""
        first = anchor[0][0]
        if first.isdecimal() or first == ".":
            code = self._code(anchor.start())
            if code is not None:
                return code
            part = self._digits(anchor.start())
        elif is_figure(first):
            part = self._part(anchor.start(), read_character(self.text, anchor.start(), self.patterns))
        else:
            word = anchor[0].lower()
            ordinal = self._ordinal(anchor.start(), word)
            if ordinal is not None:
                return ordinal
            part = self._word(anchor, word)
        if part is None or part.start < last_end:
            part = part and replace(part, start=max(part.start, anchor.start()))
        return self._found(part, anchor.start()) if part is not None else None

    def _code(self, start: int) -> Found | None:
        """`10-Q`, `5G`, `4o`, `3D`: digits first, then letters that are no scale and no unit."""
        digits = self.patterns.digits.match(self.text, start)
        if digits is None:
            return None
        end = digits.end()
        amount = self._digits(start)
        if amount is not None and amount.end > end:
            return None
        hyphened = _HYPHENED_CODE.match(self.text, end)
        if hyphened is not None:
            return self._label(start, hyphened.end())
        glued = _GLUED.match(self.text, end)
        if glued is None:
            return None
        letters = glued[0]
        if len(letters) > 1 and letters.islower() and letters.isalpha():
            return Found(start, glued.end(), self.text[start : glued.end()], "quantity")
        return self._label(start, glued.end())

    def _label(self, start: int, end: int) -> Found:
        return Found(start, end, self.text[start:end], "label")

    def _ordinal(self, start: int, word: str) -> Found | None:
        lexicon = self.patterns.lexicon
        if word in lexicon.parts and read_word(self.text, start, start + len(word), self.patterns) is not None:
            return None
        if word in lexicon.cardinals and read_spelled_number(self.text, start, self.patterns) is None:
            return None
        found = self.patterns.ordinal.match(self.text, start)
        return self._label(start, found.end()) if found is not None else None

    def _digits(self, start: int) -> Part | None:
        """The number in digits at a place; the last one read is kept, since a range reads its second end twice."""
        if self._last_digits[0] != start:
            self._last_digits = (start, self._read_digits(start))
        return self._last_digits[1]

    def _read_digits(self, start: int) -> Part | None:
        around = before(self.text, start, self.patterns)
        amount = read_digits(self.text, start, self.patterns, money=around.currency is not None)
        return self._part(start, amount) if amount is not None else None

    def _word(self, anchor: re.Match[str], word: str) -> Part | None:
        lexicon = self.patterns.lexicon
        if word in lexicon.cardinals and not self._is_percent_word(anchor):
            amount = read_spelled_number(self.text, anchor.start(), self.patterns)
            if amount is None or (word in lexicon.large and (amount.end == anchor.end() or self._is_vague(anchor))):
                lone = read_word(self.text, anchor.start(), anchor.end(), self.patterns)
                if lone is not None:
                    return self._part(*lone)
            return self._part(anchor.start(), amount) if amount is not None else None
        if self.ones and word in lexicon.none | lexicon.both:
            value = Decimal(2 if word in lexicon.both else 0)
            return self._part(anchor.start(), Amount(anchor.end(), value))
        read = read_word(self.text, anchor.start(), anchor.end(), self.patterns)
        return self._part(*read) if read is not None else None

    def _is_vague(self, anchor: re.Match[str]) -> bool:
        """“several hundred million”."""
        return self.patterns.vague.search(self.text[max(0, anchor.start() - 12) : anchor.start()]) is not None

    def _is_percent_word(self, anchor: re.Match[str]) -> bool:
        """« pour cent » is a unit, not a hundred."""
        begin = max(0, anchor.start() - 6)
        return any(
            phrase.endswith(f" {anchor[0].lower()}")
            and self.text[begin : anchor.end()].lower().replace("\u00a0", " ").endswith(phrase)
            for phrase in self.patterns.lexicon.percents
        )

    def _part(self, start: int, amount: Amount) -> Part:
        around = before(self.text, start, self.patterns)
        sign = _TIMES_SIGN.search(self.text[max(0, start - 4) : start])
        if amount.sort == "number" and (sign is not None or self._is_multiplied(start)):
            amount = replace(amount, sort="multiple")
            around = replace(around, start=around.start - len(sign[0]) if sign else around.start)
        times = self.patterns.times.match(self.text, amount.end) if amount.sort == "number" else None
        if times is not None and not amount.is_one:
            amount = replace(amount, end=times.end(), sort="multiple")
        behind = after(self.text, amount.end, self.patterns, scaled=amount.scaled, share=amount.sort == "share")
        if amount.sort != "share" and (behind.factors or amount.scaled or not amount.digits):
            amount, behind = self._half_after(amount, behind)
        return Part(around.start, amount, behind, around.currency, around.negative)

    def _is_multiplied(self, start: int) -> bool:
        """Whether « multiplié par » and the like stand before."""
        window = self.text[max(0, start - 30) : start]
        tokens = window.lower().split()
        if not tokens or tokens[-1] not in self.patterns.lexicon.by_words:
            return False
        return self.patterns.by_before.search(window) is not None

    def _half_after(self, amount: Amount, behind: After) -> tuple[Amount, After]:
        """« deux ans et demi », “three years and a half”."""
        half = self.patterns.and_half.match(self.text, behind.end)
        if half is None or amount.value is None:
            return amount, behind
        more = replace(amount, value=amount.value + _HALF * amount.factor, place=amount.place - 1, scaled=True)
        if not behind.factors:  # « un million et demi d’euros »
            behind = after(self.text, half.end(), self.patterns, scaled=True)
        return more, replace(behind, end=max(behind.end, half.end()))

    def _found(self, part: Part, anchor: int) -> Found | None:
        """The numeral as a value: a range where a second number follows, else the one number."""
        second = self._second(part)
        if second is not None:
            return self._range(part, second)
        pair = self._out_of(part) or self._pair(part)
        if pair is not None:
            return pair
        amount = part.amount
        if amount.is_one and not self.ones and not self._is_measured_one(part):
            return None
        start = min(part.start, anchor)
        reading = self._reading(part, part.after.factors, qualifier(self.text, start, self.patterns) or amount.more)
        others: tuple[Reading, ...] = ()
        if amount.metres and reading is not None:
            assert amount.value is not None
            plain = replace(amount, value=amount.value.scaleb(-6), place=amount.place - 6, metres=False)
            metres = self._reading(replace(part, amount=plain), (("metre", 1),), reading.qualifier)
            others = (metres,) if metres is not None else ()
        return Found(start, part.end, self.text[start : part.end], self._kind(amount), reading, others=others)

    def _out_of(self, part: Part) -> Found | None:
        """“one in five”, “nine doctors out of ten”, « un Français sur trois »: a share."""
        if not part.is_bare:
            return None
        joint = self.patterns.out_of.match(self.text, part.amount.end)
        second = self._unlabelled(joint.end()) if joint is not None else None
        if joint is None or second is None or second.currency or second.amount.sort != "number":
            return None
        value, whole = part.amount.value, second.amount.value
        if value is None or whole is None or not 0 < value <= whole or whole == 1:
            return None
        kinds = {kind_of(Unit(((name, 1),))) for name, _ in second.after.factors}
        if kinds - {"count"} or (joint[1] and counts(self.text, second.amount.end, self.patterns)):
            return None  # “two contracts in three years”, “two rooms in three houses”
        share = value / whole
        amount = replace(part.amount, end=second.amount.end, value=share, place=share.adjusted() - 1, sort="share")
        named = qualifier(self.text, part.start, self.patterns)
        reading = self._reading(replace(part, amount=amount, after=After(amount.end)), (), named)
        first = self._reading(part, part.after.factors, None)
        others = (first,) if first is not None else ()
        return Found(part.start, amount.end, self.text[part.start : amount.end], "quantity", reading, others=others)

    def _pair(self, part: Part) -> Found | None:
        """“3–1”, “2:1”, “9-to-5”: one expression to source or to exempt; what it says nobody can tell."""
        amount = part.amount
        if not amount.digits or not part.is_bare or part.after.factors:
            return None
        joint = self.patterns.against.match(self.text, amount.end)
        second = self._unlabelled(joint.end()) if joint is not None else None
        if second is None or not second.amount.digits or not second.is_bare or second.after.factors:
            return None
        readings = [self._reading(one, (), None) for one in (part, second)]
        others = tuple(reading for reading in readings if reading is not None)
        return Found(part.start, second.end, self.text[part.start : second.end], "quantity", others=others)

    def _unlabelled(self, start: int) -> Part | None:
        """The number at a place, where no label stands."""
        at_label = bisect_right(self.label_starts, start)
        is_label = at_label and self.labels[at_label - 1].end > start
        return None if is_label else self._number_at(start)

    def _is_measured_one(self, part: Part) -> bool:
        """“zero percent”, « un pour cent »: a quantity all the same; “a gigawatt” and « un an » are prose."""
        return part.after.factors[:1] == PERCENT.factors

    def _kind(self, *amounts: Amount) -> Kind:
        counted = any(amount.digits or amount.scaled or amount.sort != "number" for amount in amounts)
        return "quantity" if counted else "word"

    def _second(self, part: Part) -> Part | None:
        """The number a range ends with: “2 to 3 million”, « entre 2 et 3 ans », “$2 million to $3 million”."""
        if part.amount.value is None or part.amount.sort == "share":
            return None
        joint = self.patterns.to.match(self.text, part.end)
        if joint is None:
            joint = self.patterns.and_.match(self.text, part.end)
            if joint is not None and not self.patterns.between.search(self.text[max(0, part.start - 12) : part.start]):
                return None
        if joint is None:
            return None
        position = after_minus(self.text, joint.end())
        sign = self.patterns.currency_start.match(self.text, position)
        start = sign.end() if sign is not None else position
        second = self._unlabelled(start)
        if second is None or second.amount.value is None or second.amount.sort == "share":
            return None
        if part.amount.sort == "multiple" != second.amount.sort:
            return None
        return second if self._agree(part, second) else None

    def _number_at(self, start: int) -> Part | None:
        anchor = self.patterns.anchor.match(self.text, start)
        if anchor is None:
            return None
        if anchor[0].isdecimal():
            return self._digits(start) if self._code(start) is None else None
        if anchor[0].lower() in self.patterns.lexicon.cardinals:
            amount = read_spelled_number(self.text, start, self.patterns)
            return self._part(start, amount) if amount is not None else None
        return None

    def _agree(self, first: Part, second: Part) -> bool:
        """Whether two numbers are ends of one range: same unit where both have one, and the smaller first."""
        (above, below), (above_second, below_second) = halves(first), halves(second)
        if above and above != above_second and (first.after.factors or above_second):
            return False
        if below and below != below_second:
            return False
        low, high = self._shared(first, second).signed, second.signed
        return low is not None and high is not None and low < high

    def _shared(self, first: Part, second: Part) -> Part:
        """The first end with the second's scale, where it has none of its own: “2 to 3 million”."""
        factor, low, high = second.amount.factor, first.signed, second.signed
        if first.amount.factor != 1 or factor == 1 or first.after.factors or low is None or high is None:
            return first
        if low >= high / factor:
            return first
        place = first.amount.place + factor.adjusted()
        return replace(first, amount=replace(first.amount, value=abs(low) * factor, place=place))

    def _range(self, first: Part, second: Part) -> Found | None:
        first = self._shared(first, second)
        if first.amount.is_one and second.amount.is_one:
            return None
        factors = second.after.factors
        currency = first.currency or second.currency
        named = qualifier(self.text, first.start, self.patterns)
        low = self._reading(replace(first, currency=currency), factors, named)
        high = self._reading(replace(second, currency=currency), factors, named)
        if low is None or high is None:
            return None
        middle = (low.value + high.value) / 2
        whole = replace(high, value=middle, low=low.low, high=high.high, ends=(low.value, high.value))
        words = self.text[first.start : second.end]
        kind = self._kind(first.amount, second.amount)
        return Found(first.start, second.end, words, kind, whole, others=(low, high))

    def _reading(self, part: Part, factors: tuple[tuple[str, int], ...], named: str | None) -> Reading | None:
        value = part.signed
        if value is None:
            return None
        half = Decimal(5).scaleb(part.amount.place - 1)
        if part.currency is not None and not any(power > 0 for _, power in factors):
            factors = ((part.currency, 1), *factors)
        elif part.currency not in (None, "$") and factors and factors[0][0] == "$":
            factors = ((str(part.currency), 1), *factors[1:])
        dollars = any(name == "$" for name, _ in factors)
        unit = Unit(tuple(("USD" if name == "$" else name, power) for name, power in factors)) if factors else None
        measured = dimension(part.amount, unit)
        about = named or ("about" if part.amount.sort == "number" and self._is_rough(part) else None)
        return Reading(value, value - half, value + half, unit, about, measured, dollars)  # type: ignore[arg-type]

    def _is_rough(self, part: Part) -> bool:
        """« une dizaine » is about ten, « une trentaine de milliards » about thirty."""
        words = self.text[part.start : part.amount.end].lower().replace("-", " ").split()
        return any(word in self.patterns.lexicon.dozens and word.endswith("aine") for word in words)


def _is_bare(amount: Amount) -> bool:
    """A whole number and nothing else: no scale, no share."""
    return amount.sort == "number" and amount.factor == 1 and amount.place == 0 and amount.value is not None
