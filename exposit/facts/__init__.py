"""Arithmetic over facts: quantities, units, dates, formulas and what follows. Knows no YAML, no HTML, no language."""
