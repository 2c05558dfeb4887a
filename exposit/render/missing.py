"""The page for an address that leads nowhere, `404.html`: served at any address, so its own are rooted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from exposit.language.messages import messages
from exposit.model import Job
from exposit.render.chrome import Chrome
from exposit.render.generated import write_generated
from exposit.render.notes import Notes
from exposit.render.routes import missing_url


def missing_jobs(chrome: Chrome) -> Iterator[Job]:
    """One in every language, at the language's root."""
    versions = {language: missing_url(chrome.site.config, language) for language in chrome.site.config.languages}
    for language, route in versions.items():
        key = chrome.key("missing", (f"menu:{language}",), language, route)
        make = partial(write_generated, chrome, "missing", _missing, language, versions, index=False, anywhere=True)
        yield Job(route, key, make)


def _missing(_chrome: Chrome, notes: Notes) -> tuple[str, Mapping[str, object]]:
    return messages(notes.language).gettext("Page not found"), {}
