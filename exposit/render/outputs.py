"""Everything a site publishes, as jobs: `OUTPUTS`, a tuple. A new kind of output is a file and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from exposit.model import Job, Site
from exposit.render.assets import asset_jobs
from exposit.render.cards import card_jobs
from exposit.render.charts.jobs import chart_jobs
from exposit.render.chrome import Chrome
from exposit.render.corrections import correction_jobs
from exposit.render.exports import exports
from exposit.render.feed import feeds
from exposit.render.glossary import glossary_jobs
from exposit.render.ledger import ledger_jobs
from exposit.render.method import method_jobs
from exposit.render.missing import missing_jobs
from exposit.render.numbers import number_jobs
from exposit.render.page import page_jobs
from exposit.render.redirects import redirect_jobs
from exposit.render.schemas import schema_jobs
from exposit.render.sitemap import crawlers
from exposit.render.sources import source_jobs
from exposit.render.verify import verify_jobs

Producer = Callable[[Site], Iterable[Job]]

FRAMED: tuple[Callable[[Chrome], Iterable[Job]], ...] = (
    page_jobs,
    card_jobs,
    number_jobs,
    ledger_jobs,
    source_jobs,
    glossary_jobs,
    correction_jobs,
    method_jobs,
    missing_jobs,
    redirect_jobs,
    chart_jobs,
)
"""What stands in the site's frame: these share one `Chrome`, whose templates are compiled once."""


def framed(site: Site) -> Iterator[Job]:
    """Every page for readers."""
    chrome = Chrome(site)
    for producer in FRAMED:
        yield from producer(chrome)


OUTPUTS: tuple[Producer, ...] = (framed, asset_jobs, feeds, crawlers, exports, schema_jobs, verify_jobs)
