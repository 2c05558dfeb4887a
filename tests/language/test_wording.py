"""Values as both languages write them, in each form: plain | short | words."""

import pytest

from exposit.facts.quantity import parse_quantity
from exposit.facts.units import Units
from exposit.language.wording import write
from exposit.model import Quantity

UNITS = Units()
TABLE = """
3 to 12 weeks | en | 3 to 12 weeks | 3 to 12 wks | three to twelve weeks
3 to 12 weeks | fr | 3 à 12 semaines | 3 à 12 sem. | trois à douze semaines
2 to 3 percent | en | 2% to 3% | 2% to 3% | two to three percent
2 to 3 percent | fr | 2 à 3 % | 2 à 3 % | deux à trois pour cent
2 to 3 million USD | en | $2 million to $3 million | $2m to $3m | two to three million dollars
2 to 3 million USD | fr | 2 à 3 millions de dollars | 2 à 3 M$ | deux à trois millions de dollars
1 to 2 hours | fr | 1 à 2 heures | 1 à 2 h | une à deux heures
-3 to 2 percent | en | −3% to 2% | −3% to 2% | −3% to 2%
2.5 to 3 years | en | 2.5 to 3 years | 2.5 to 3 yrs | 2.5 to 3 years
71 km | fr | 71 kilomètres | 71 km | soixante et onze kilomètres
91 km | fr | 91 kilomètres | 91 km | quatre-vingt-onze kilomètres
81 hours | fr | 81 heures | 81 h | quatre-vingt-une heures
1.65 million tonnes | en | 1.65 million tonnes | 1.65m tonnes | 1.65 million tonnes
1.65 million tonnes | fr | 1,65 million de tonnes | 1,65 M de tonnes | 1,65 million de tonnes
1.2 billion metre^3 | fr | 1,2 milliard de mètres cubes | 1,2 Md m³ | 1,2 milliard de mètres cubes
3 million people | fr | 3 millions de personnes | 3 M de personnes | trois millions de personnes
8 million kWh/year | fr | 8 millions de kilowattheures par an | 8 M kWh/an | huit millions de kilowattheures par an
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_a_value_is_written_so(line: str) -> None:
    value, language, *wanted = line.split(" | ")
    quantity = parse_quantity(value, UNITS)
    assert isinstance(quantity, Quantity)
    written = [write(quantity, language, forms).text for forms in ((), ("short",), ("words",))]
    assert wanted == [text.replace("\u00a0", " ").replace("\u202f", " ") for text in written]
