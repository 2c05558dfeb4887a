"""Units: spellings, kinds, conversions, what fails and how; pint stays out until it is needed."""

from __future__ import annotations

import pickle
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from exposit.facts.currencies import CURRENCIES
from exposit.facts.quantity import written
from exposit.facts.units import NUMBER, Units
from exposit.model import Quantity, Unit
from facts.making import UNITS, failed, quantity, unit


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        ("USD", "USD", "money"),
        ("XTC", "XTC", "money"),
        ("years", "year", "duration"),
        ("GW", "GW", "power"),
        ("gigawatts", "GW", "power"),
        ("gigawatt-hours", "GWh", "energy"),
        ("kilometers", "kilometre", "length"),
        ("mm", "millimetre", "length"),
        ("tonnes", "tonne", "mass"),
        ("PB", "petabyte", "data"),
        ("people", "person", "count"),
        ("GPUs", "GPU", "count"),
        ("contracts", "contract", "count"),
        ("%", "percent", "percent"),
        ("USD/year", "USD/year", "compound"),
        ("USD per GW", "USD/GW", "compound"),
        ("USD / GW / year", "USD/GW/year", "compound"),
        ("GW * hour", "GW*hour", "compound"),
        ("metre^2", "metre^2", "compound"),
        ("1/year", "1/year", "compound"),
    ],
)
def test_reads_every_spelling(text: str, expected: str, kind: str) -> None:
    """Plurals, long names and quotients are read to canonical names; each knows what it measures."""
    found = unit(text)
    assert (expected, kind, found) == (str(found), UNITS.kind(found), unit(str(found)))


DECLARE = "declare it under `units:` in site.yaml"


@pytest.mark.parametrize(
    ("text", "message", "hint", "marked"),
    [
        ("", "a unit is missing", "write one such as `USD/year`", ""),
        ("USD/", "a unit is missing", "write one such as `USD/year`", ""),
        ("usd", "`usd` is not a unit", f"did you mean `USD`? otherwise {DECLARE}", "usd"),
        (
            "USD/UDS",
            "`UDS` is neither a currency code of ISO 4217 nor a unit",
            f"did you mean `USD`? otherwise {DECLARE}",
            "UDS",
        ),
        ("BTC", "`BTC` is neither a currency code of ISO 4217 nor a unit", DECLARE, "BTC"),
        ("dollars", "`dollars` is not a unit", "write the currency’s code, such as `USD`", "dollars"),
        ("€", "`€` is not a unit", "write the currency’s code, such as `EUR`", "€"),
        ("kwh", "`kwh` is not a unit", f"did you mean `kWh`? otherwise {DECLARE}", "kwh"),
        ("yaers", "`yaers` is not a unit", f"did you mean `years`? otherwise {DECLARE}", "yaers"),
        ("m", "`m` is not a unit", "write `million`", "m"),
        ("yr", "`yr` is not a unit", "write `year`", "yr"),
        ("USD x", "`x` cannot follow the unit `USD`", None, "x"),
        ("metre^99", "`99` is no power for a unit", "powers are 1 to 12", "99"),
        ("élèves", "`élèves` is not a unit", DECLARE, "élèves"),
    ],
)
def test_says_what_is_wrong(text: str, message: str, hint: str | None, marked: str) -> None:
    """An unknown unit fails at its place, with what was probably meant."""
    found = failed(UNITS.parse(text))
    assert ("unit-unknown", message, hint, marked) == (
        found.code,
        found.message,
        found.hint,
        text[found.start : found.end],
    )


def test_a_site_may_name_its_units_as_it_likes() -> None:
    """Names of several words, of other scripts, and of a currency's code are read; built-ins only gain nouns."""
    units = Units(
        {
            "gas turbine": {"en": ("gas turbine", "gas turbines")},
            "élève": {"fr": ("élève", "élèves")},
            "TOP": {"en": ("TOP", "TOPs")},
            "person": {"fr": ("personne", "personnes")},
        }
    )
    found = [units.parse(text) for text in ("gas turbines/year", "élèves", "TOP", "personnes", "people")]
    expected = ["gas turbine/year", "élève", "TOP", "person", "person"]
    assert expected == [str(unit_) for unit_ in found]
    assert units.kind(Unit((("TOP", 1),))) == "count"
    assert not units.compatible(Unit((("élève", 1),)), Unit((("person", 1),)))


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("GW", "MW", "1000"),
        ("GW*hour", "MWh", "1000"),
        ("year", "day", "365.25"),
        ("year", "month", "12"),
        ("week", "day", "7"),
        ("mile", "metre", "1609.344"),
        ("tonne", "kilogram", "1000"),
        ("petabyte", "byte", "1E+15"),
        ("USD/month", "USD/year", "12"),
        ("USD", "EUR", None),
        ("USD", "USD/year", None),
        ("GW", "GWh", None),
        ("GPU", "contract", None),
        ("GPU", "person", None),
        ("XTC", "USD", None),
    ],
)
def test_converts_what_measures_the_same(one: str, other: str, factor: str | None) -> None:
    """A currency and a count are dimensions of their own; a month is a twelfth of a year of 365.25 days."""
    found = UNITS.factor(unit(one), unit(other))
    assert (factor and Decimal(factor)) == found
    assert (factor is not None) == UNITS.compatible(unit(one), unit(other))


def test_a_percent_is_a_hundredth() -> None:
    """Percent and plain numbers convert; beside money a percent melts away."""
    assert Decimal("0.01") == UNITS.factor(unit("percent"), NUMBER)
    assert (unit("USD"), Decimal("0.01")) == UNITS.multiply(unit("percent"), unit("USD"))
    assert (unit("percent"), Decimal("0.01")) == UNITS.multiply(unit("percent"), unit("percent"))
    assert (NUMBER, Decimal(1)) == UNITS.divide(unit("percent"), unit("percent"))


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("1.5 GW", "MW", "1.5 thousand MW"),
        ("2 to 3 GW", "MW", "2 to 3 thousand MW"),
        ("up to 18 months", "year", "up to 1.5 year"),
        ("12 percent", "percent", "12 percent"),
    ],
)
def test_conversion_keeps_precision_and_qualifier(text: str, target: str, expected: str) -> None:
    """The last digit known stays the last digit known."""
    found = UNITS.convert(quantity(text), unit(target))
    assert isinstance(found, Quantity)
    assert expected == written(found)


def test_what_cannot_be_converted_fails() -> None:
    """Both units are named."""
    found = failed(UNITS.convert(quantity("7"), unit("USD")))
    assert (found.code, found.message) == ("formula-units", "a plain number cannot be converted to `USD`")


def test_every_currency_is_its_own_dimension() -> None:
    """No rate is built in: no currency converts to another."""
    assert not any(UNITS.compatible(unit("USD"), unit(code)) for code in sorted(CURRENCIES - {"USD"}))


def test_units_survive_pickling() -> None:
    """What a cache or another process gets back reads the same."""
    again = pickle.loads(pickle.dumps(UNITS))
    assert unit("GPUs/year") == again.parse("GPUs/year")


def test_pint_stays_out_until_a_formula_needs_it() -> None:
    """Reading stated values imports no pint, nor does a formula whose units are the same."""
    program = (
        "import sys\n"
        "from facts.making import derived\n"
        "derived(a='38 billion USD', t='7 years', r='= a / t', s='= a + a')\n"
        "print('pint' in sys.modules)\n"
        "derived(a='1 GW', b='5 MW', r='= a + b')\n"
        "print('pint' in sys.modules)\n"
    )
    paths = [str(Path(__file__).parents[1]), *(path for path in sys.path if path)]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}\n{program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\nTrue\n"
