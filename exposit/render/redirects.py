"""Addresses that moved: a page's `aliases`, a fact's former ids. A file that sends its visitor on, without a script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from exposit.language.messages import messages
from exposit.model import Job, Output
from exposit.render import routes
from exposit.render.chrome import POLICY, Chrome


def redirect_jobs(chrome: Chrome) -> Iterator[Job]:
    """One for every former address, unless something lives there today; the first that claims it has it."""
    config = chrome.site.config
    claimed = set(chrome.page_at)
    moved = [
        (_alias_route(alias), page.route, page.language)
        for page in chrome.site.pages.values()
        for alias in page.aliases
    ]
    moved += [
        (routes.fact_url(config, language, old), routes.fact_url(config, language, new), language)
        for old, new in chrome.site.renamed.items()
        if old not in chrome.site.facts
        for language in config.languages
    ]
    for old, new, language in moved:
        if old not in claimed:
            claimed.add(old)
            key = chrome.key("redirect", (), old, new, language)
            yield Job(routes.file_of(old), key, partial(_render, chrome, old, new, language))


def _alias_route(alias: str) -> str:
    """`/old/place` and `old/place/` are one address; one with an ending (`old.html`) is a file."""
    route = "/".join(part for part in alias.split("/") if part not in ("", ".", ".."))
    return route if "." in route.rpartition("/")[2] or not route else route + "/"


def _render(chrome: Chrome, old: str, new: str, language: str) -> Output:
    context = {
        "lang": language,
        "policy": POLICY,
        "href": routes.relative(old, new),
        "moved": messages(language).gettext("This page has moved."),
        "canonical": routes.absolute(chrome.site.config, new),
    }
    return Output(routes.file_of(old), chrome.templates.render("redirect.html", context), "html", language)
