"""How a run spreads its tests over processes: those that share what is dear (a browser, a preview, a built site) stay
together, and what takes longest begins first.

By a scheduler of our own, which goes by the names of tests: since pytest 9.2 the groups of pytest-xdist
(`--dist loadgroup`) are without effect (pytest-dev/pytest-xdist#1386).
"""

from __future__ import annotations

import re

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.golden import roots

BY_SITE = ("tests/test_golden_sites.py", "tests/render/test_exports.py", "tests/check/test_numbers_list.py")
"""Modules whose tests look at one site each, and share it with each other."""
FLAGSHIP = "flagship"
SITES = {FLAGSHIP, *roots()}


def subject(test: str) -> str:
    """What a test shares with others: the site it looks at, else its module."""
    module, _, name = test.partition("::")
    if module not in BY_SITE:
        return module
    looked_at = re.search(r"\[([\w-]+)\]$", name)
    return f"site {looked_at[1] if looked_at and looked_at[1] in SITES else FLAGSHIP}"


class BySubject(LoadScopeScheduling):
    """All tests of a subject go to one process, in the order in which they were found."""

    def _split_scope(self, nodeid: str) -> str:
        return subject(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> BySubject:
    config.option.loadscopereorder = False  # as found, not by number of tests
    return BySubject(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules with a browser come first: the small ones are what fills the end."""
    slow = {item.path for item in items if "chromium" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path not in slow)
