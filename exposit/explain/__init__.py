"""`exposit facts`: what is known, how each number comes about, and every sentence and chart it touches.

Reads an assembled `Site`; gives plain text for a terminal and plain data for JSON.
"""

from exposit.explain.derivation import fact_as_dict, fact_as_text
from exposit.explain.listing import list_as_dicts, list_as_text
from exposit.explain.touches import Touch, touches

__all__ = ["Touch", "fact_as_dict", "fact_as_text", "list_as_dicts", "list_as_text", "touches"]
