"""What shares a site meets in one process: nothing would fail where it did not, it would only take longer."""

from __future__ import annotations

from pathlib import Path

from tests.spread import BY_SITE, subject

ROOT = Path(__file__).parent.parent


def test_what_looks_at_one_site_stays_together() -> None:
    """Whatever the module; what names no site looks at the flagship."""
    assert {"site gallery"} == {subject(f"{module}::test_it[gallery]") for module in BY_SITE}
    assert {"site flagship"} == {subject(f"{module}::test_it[chart-where0-38]") for module in BY_SITE}
    assert [] == [module for module in BY_SITE if not (ROOT / module).exists()]


def test_the_rest_stays_with_its_module() -> None:
    """Also where a parameter is called as a site is."""
    assert "tests/browser/test_live_charts.py" == subject("tests/browser/test_live_charts.py::test_it[gallery-True]")
    assert "tests/test_cli.py" == subject("tests/test_cli.py::test_it[gallery]")
