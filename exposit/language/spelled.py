"""The text2num door: what a run of number words comes to. Only whole runs are asked about; finding them is ours."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from exposit.language.locales import base_language

SPOKEN = frozenset({"en", "fr", "de", "es", "it", "nl", "pt"})
"""The languages text2num reads."""


@lru_cache(maxsize=4096)
def read_spelled(words: str, language: str) -> Decimal | None:
    """The number these words are, `quatre-vingt-dix-sept` as 97; None where they are not one number."""
    base = base_language(language)
    if base not in SPOKEN:
        return None
    from text_to_num import text2num

    try:
        return Decimal(text2num(words, base))
    except (ValueError, OverflowError):
        return None
