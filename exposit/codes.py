"""Every problem code there is: how grave it is, whether `checks:` in site.yaml may say otherwise, what it is about.

Ground floor. `tests/test_codes.py` finds every code used in the engine and wants it here; the guide lists what is here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from exposit.problems import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """`severity` as reported unless set otherwise; `settable`: `checks:` may turn it off or into the other; `summary`
    for the guide, one sentence."""

    severity: Severity
    settable: bool
    summary: str


def _error(summary: str) -> Code:
    return Code("error", False, summary)


def _setting(severity: Severity, summary: str) -> Code:
    return Code(severity, True, summary)


CODES: Mapping[str, Code] = MappingProxyType({})
"""By code, in alphabetical order."""
