"""What is over is told once: by the site's own date in a build, by today's in a check as well."""

from datetime import date

from exposit.build.memo import Memo
from exposit.build.run import Options, run
from tests.check.making import FACTS, PAGE, told

SITE = """\
title: Harbour
as_of: 2026-01-01
exempt:
  - {text: "24/7", reason: "idiom", until: 2025-12-31}
  - {text: "9-to-5", reason: "idiom", until: 2026-02-28}
  - {text: "4-4-2", reason: "formation", until: 2026-12-31}
"""
REVIEWED = FACTS + "".join(
    f'  {name}: {{label: "L", value: 5, review_by: {day}, evidence: {{source: report, quote: "5"}}}}\n'
    for name, day in (("old", "2025-12-31"), ("due", "2026-02-28"), ("fine", "2026-12-31"))
)
TREE = {
    "content/site.yaml": SITE,
    "content/facts.yaml": REVIEWED,
    "content/index.md": PAGE + "Open 24/7, 9-to-5, with 4-4-2: {{ old }}, {{ due }}, {{ fine }}.\n",
}
BY_THE_SITE = {
    "content/facts.yaml:18: `old` was to be reviewed by 2025-12-31, before the site's date, 2026-01-01",
    "content/site.yaml:4: the exemption of `24/7` ran out on 2025-12-31",
}


def test_a_build_goes_by_the_site_s_date() -> None:
    """It never asks the clock."""
    result = run(TREE, Memo(), Options())
    assert BY_THE_SITE == set(told(result))


def test_a_check_goes_by_today_as_well() -> None:
    """Each thing once; what only today says is a warning, since the build still stands."""
    result = run(TREE, Memo(), Options(today=date(2026, 6, 1)))
    assert len(told(result)) == 4
    assert set(told(result)) - BY_THE_SITE == {
        "content/facts.yaml:19: `due` was to be reviewed by 2026-02-28, before today, 2026-06-01",
        "content/site.yaml:5: the exemption of `9-to-5` ran out on 2026-02-28, before today, 2026-06-01",
    }
    severities = {problem.span.line: problem.severity for problem in result.problems if problem.span}
    assert {18: "warning", 19: "warning", 4: "error", 5: "warning"} == severities
