"""How values are written and read in a language: wording and typography outwards, numerals and agreement inwards.

Between `facts`, which knows no language, and `read`, `check` and `render`, which know no grammar. What belongs to one
language alone stands in its table under `tables/`; a third language is a third file there.
"""
