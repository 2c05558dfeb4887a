"""What the engine writes it must read again: every value, in both languages, in every form an author may ask for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from exposit.facts.dates import parse_date
from exposit.facts.precision import round_to
from exposit.facts.quantity import parse_quantity
from exposit.facts.units import NUMBER, PERCENT, Units
from exposit.language.agreement import holds
from exposit.language.numerals import find_numerals
from exposit.language.typography import typeset
from exposit.language.wording import forms_for, write
from exposit.model import PartialDate, Quantity

NOUNS = {
    "GPU": {"en": ("GPU", "GPUs"), "fr": ("GPU", "GPU")},
    "contract": {"en": ("contract", "contracts"), "fr": ("contrat", "contrats")},
}
UNITS = Units(NOUNS)
LANGUAGES = st.sampled_from(["en", "fr"])
UNIT_WORDS = st.just("") | st.sampled_from(
    "USD EUR GBP JPY CHF INR XOF CAD MXN percent year month day hour GW kWh TWh metre kilometre mile metre^2 kilogram "
    "tonne gigabyte person GPU contract USD/year USD/GW EUR/kWh person/day kilometre/hour percent/year".split()
)
QUALIFIERS = st.sampled_from(["", "about ", "up to ", "at least ", "over ", "under "])
SCALES = st.sampled_from(["", "", " thousand", " million", " billion", " trillion"])
NUMBERS = st.decimals(-99999, 999999, places=0) | st.decimals(-9999, 9999, places=1) | st.decimals(0, 999, places=3)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """A value as an author may write it, ranges apart."""
    number = draw(NUMBERS)
    number = abs(number) if number.is_zero() else number
    text = f"{draw(QUALIFIERS)}{number:f}{draw(SCALES)} {draw(UNIT_WORDS)}"
    found = parse_quantity(text.strip(), UNITS)
    assert isinstance(found, Quantity), (text, found)
    return found


@st.composite
def ranges(draw: st.DrawFn) -> Quantity:
    """“2 to 3 million people”."""
    low, high = sorted(draw(st.lists(st.integers(2, 9999), min_size=2, max_size=2, unique=True)))
    found = parse_quantity(f"{low} to {high}{draw(SCALES)} {draw(UNIT_WORDS)}".strip(), UNITS)
    assert isinstance(found, Quantity), found
    return found


@st.composite
def dates(draw: st.DrawFn) -> PartialDate:
    """A date of a time that is written about."""
    year = draw(st.integers(1901, 2099))
    tail = draw(st.sampled_from(["", "-Q1", "-Q3", "-04", "-11", "-05-01", "-11-30", "-09-11"]))
    found = parse_date(f"{year}{tail}")
    assert isinstance(found, PartialDate)
    return found


@settings(max_examples=400)
@given(quantities(), LANGUAGES, st.sampled_from(["", "short", "bare", "number", "words", "percent", "times"]))
def test_a_value_is_read_as_it_was_written(value: Quantity, language: str, form: str) -> None:
    """Value, unit and qualifier come back; what was rounded away agrees by rounding; written again it is the same."""
    if form and form not in forms_for(value):
        return
    written = write(value, language, [form] if form else [], NOUNS)
    match = holds(written.text, language, value)
    assert match.kind == ("exact" if round_to(value.value, value.step) == value.value else "rounded"), written.text
    assert match.read is not None
    assert match.read.qualifier == (None if form == "bare" else value.qualifier), written.text
    factor = Decimal("0.01") if value.unit == NUMBER and match.read.unit == PERCENT else Decimal(1)
    again = replace(value, value=match.read.value * factor)
    assert written == write(again, language, [form] if form else [], NOUNS)


@settings(max_examples=200)
@given(quantities(), LANGUAGES)
def test_what_is_spoken_says_the_same(value: Quantity, language: str) -> None:
    """No sign and no symbol, and still the same value."""
    spoken = write(value, language, (), NOUNS).spoken
    assert holds(spoken, language, value).kind != "no", spoken
    assert not set(spoken) & set("$€£¥%\u202f")


@settings(max_examples=200)
@given(quantities(), LANGUAGES)
def test_no_digit_is_written_that_is_not_known(value: Quantity, language: str) -> None:
    """The text stands for the value within half of its last digit, and is rounded to the step."""
    text = write(value, language, (), NOUNS).text
    (found,) = find_numerals(text, language, ones=True)
    assert found.reading is not None
    assert found.reading.low <= value.value <= found.reading.high
    assert round_to(found.reading.value, value.step) == found.reading.value


@settings(max_examples=200)
@given(ranges(), LANGUAGES, st.sampled_from(["", "short", "number"]))
def test_a_range_is_read_as_it_was_written(value: Quantity, language: str, form: str) -> None:
    """Both ends, though scale and unit stand once."""
    text = write(value, language, [form] if form else [], NOUNS).text
    assert holds(text, language, value).kind == "exact", text


@given(quantities(), LANGUAGES, st.sampled_from(["", "short", "words"]))
def test_another_value_is_refused(value: Quantity, language: str, form: str) -> None:
    """A value three times as large, or in another unit, is not what the text says. “Zero” in words is zero units: what
    is less than half of one rounds to it."""
    text = write(value, language, [form] if form else [], NOUNS).text
    step = (value.step or 1) if value.value else 1
    other = value.value + 2 * (abs(value.value) + step)
    larger = replace(value, value=other, low=other, high=other, step=None)
    assert holds(text, language, larger).kind == "no", text
    tonnes = UNITS.parse("tonne" if "tonne" not in str(value.unit) else "GW")
    if value.unit != NUMBER and str(value.unit) not in ("GPU", "contract"):
        assert holds(text, language, replace(value, unit=tonnes)).kind == "no", text  # type: ignore[arg-type]


@given(dates(), LANGUAGES, st.sampled_from(["", "short", "year"]))
def test_a_date_is_read_as_it_was_written(date: PartialDate, language: str, form: str) -> None:
    """To the precision that is shown, and as a label, not as a quantity."""
    text = write(date, language, [form] if form else []).text
    shown = PartialDate(date.year) if form == "year" else date
    assert holds(text, language, shown).kind == "exact", text
    assert {"label"} == {found.kind for found in find_numerals(text, language)}


@given(
    st.text(
        alphabet=" 0123456789.,'’-–/%$€x×½²³¹IVXabemnoqtu é\u00a0\u202f\u2009\u200b\u00adhGWtwo:;()[]+", max_size=60
    ),
    LANGUAGES,
)
def test_any_text_can_be_read(text: str, language: str) -> None:
    """Nothing raises, places are right, and no digit is passed over."""
    rest = list(text)
    position = 0
    for found in find_numerals(text, language):
        assert position <= found.start < found.end
        assert text[found.start : found.end] == found.text
        rest[found.start : found.end] = "_" * (found.end - found.start)
        position = found.end
    assert "" == "".join(character for character in rest if character.isdecimal())


@given(st.text(alphabet=" \"'’«»“”!?;:%.…-–abé1\u00a0\u202f\n()[]&;<>", max_size=60), LANGUAGES)
def test_typography_is_set_once(text: str, language: str) -> None:
    """Set again, a text does not change."""
    once = typeset(text, language)
    assert once == typeset(once, language)


def test_a_symbol_of_one_letter_is_written_out_beside_a_scale() -> None:
    """`1.4m t` would be read as metres, or as nothing; where no scale stands before it, it is as short as any."""
    short = {
        "1.4 million tonne": ("1.4m tonnes", "1,4\u00a0M de tonnes"),
        "13 million metre": ("13m metres", "13\u00a0M de mètres"),
        "2 million kilometre": ("2m\u00a0km", "2\u00a0M\u00a0km"),
        "2 million tonne/year": ("2m tonnes/yr", "2\u00a0M de tonnes/an"),
        "340 tonne": ("340\u00a0t", "340\u00a0t"),
    }
    for text, wanted in short.items():
        value = parse_quantity(text, UNITS)
        assert isinstance(value, Quantity)
        written = tuple(write(value, language, ("short",)).text for language in ("en", "fr"))
        assert wanted == written
        assert all(
            holds(one, language, value).kind == "exact" for one, language in zip(written, ("en", "fr"), strict=True)
        )
