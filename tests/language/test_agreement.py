"""Which words say what a fact says: exactly, by rounding of one of the two, or not at all."""

from __future__ import annotations

import pytest

from exposit.language.agreement import holds
from tests.facts.making import moment, quantity

CASES = """\
en | exact   | 38 billion USD         | Under this new $38 billion agreement, over the next seven years
en | exact   | 7 years                | Under this new $38 billion agreement, over the next seven years
fr | exact   | 38 billion USD         | un accord de 38 milliards de dollars
fr | no      | 38 billion USD         | un accord de 38 billions de dollars
fr | exact   | 1.4 trillion USD       | 1,4 billion de dollars
fr | exact   | 1400 billion USD       | 1 400 milliards de dollars
en | exact   | 13 billion USD/year    | annual revenue of $13 billion
en | exact   | 13 billion USD/year    | OpenAI pays 13 bn a year
en | no      | 13 billion USD         | OpenAI pays 13 bn a day
en | exact   | 800 million person     | some 800 million weekly users
en | rounded | 38.4 billion USD       | nearly $38 billion
en | rounded | 38 billion USD         | $38.4 billion
en | no      | 38 billion USD         | $39 billion
en | no      | 38 billion USD         | €38 billion
en | no      | 38 billion USD         | 38 billion gigawatts
en | no      | 38 billion USD         | a deal of unknown size
en | exact   | 38 billion CAD         | 38 billion dollars
en | no      | 38 billion CAD         | US$38 billion
en | exact   | -3 percent             | sales fell by 3%
en | exact   | -3 percent             | a 3% drop in sales
en | exact   | -3 percent             | 3% lower than a year ago
en | no      | -3 percent             | sales rose by 3%
en | no      | -3 percent             | after a fall they rose 3%
en | no      | -3 percent             | it fell. Then 3% more came
en | no      | 3 percent              | minus 3 percent
en | exact   | 3 percent              | sales fell by 3%
en | exact   | -20.9 million USD      | an operating loss of $20.9 million
fr | exact   | -3 percent             | une baisse de 3 %
fr | exact   | -3 percent             | a reculé de 3 %
fr | no      | -3 percent             | une hausse de 3 %
fr | exact   | -2 million EUR         | 2 millions d’euros de pertes
en | exact   | 10 GW                  | a 10-gigawatt build-out
en | exact   | 10000 MW               | a 10-gigawatt build-out
en | no      | 10 GWh                 | a 10-gigawatt build-out
en | exact   | 2 to 3 million person  | 2 to 3 million people
en | no      | 2 to 4 million person  | 2 to 3 million people
en | exact   | -12.5 to -3 percent    | −12.5 to −3 percent
en | exact   | -5 to 4 percent        | between -5 and 4 percent
fr | exact   | -5 to -2 million EUR   | de −5 à −2 millions d’euros
en | no      | -12.5 to -3 percent    | −3 to −12.5 percent
en | exact   | 50 percent             | half of it
en | rounded | 33.3 percent           | a third of it
fr | exact   | 97 percent             | quatre-vingt-dix-sept pour cent
fr | exact   | 0 contract             | aucun contrat
en | exact   | 3 contract             | three contracts
en | no      | 3 contract             | four contracts
en | exact   | date 2025-11           | on November 3, 2025
en | no      | date 2025-11-04        | on November 3, 2025
en | exact   | date 2025-Q3           | the third quarter of 2025
fr | exact   | date 2025-11-03        | le 3 nov. 2025
""".splitlines()


@pytest.mark.parametrize("case", CASES)
def test_words_and_fact(case: str) -> None:
    """In the language of the words."""
    language, kind, written, words = (part.strip() for part in case.split(" | "))
    value = moment(written.removeprefix("date ")) if written.startswith("date ") else quantity(written)
    assert kind == holds(words, language, value).kind
