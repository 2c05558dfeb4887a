"""What all generated pages share: one per language, unless an author's own page stands at that address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from exposit.model import Config, Job, Output
from exposit.render import routes
from exposit.render.chrome import Chrome, Sheet
from exposit.render.notes import Notes

Content = Callable[[Chrome, Notes], tuple[str, Mapping[str, object]]]
"""From the frame and the page's notes (which know language and route) to the title and what the template wants."""


def generated_jobs(
    chrome: Chrome,
    name: str,
    where: Callable[[Config, str], str],
    content: Content,
    depends: Iterable[str],
    *,
    index: bool = True,
) -> Iterator[Job]:
    """The page `name` (its template is `name.html`) in every language. `depends` are names of digests; a page without
    `index` has nothing to show, and stands there only because its address is promised."""
    config = chrome.site.config
    names = tuple(depends)
    versions = {language: where(config, language) for language in config.languages}
    for language, route in versions.items():
        if route not in chrome.page_at:
            key = chrome.key(name, (*names, f"menu:{language}"), language, route)
            make = partial(write_generated, chrome, name, content, language, versions, index=index)
            yield Job(routes.file_of(route), key, make)


def write_generated(
    chrome: Chrome,
    name: str,
    content: Content,
    language: str,
    versions: Mapping[str, str],
    *,
    index: bool = True,
    anywhere: bool = False,
) -> Output:
    """One generated page."""
    route = versions[language]
    notes = Notes(chrome.site, language, routes.anywhere(chrome.site.config) if anywhere else route)
    title, more = content(chrome, notes)
    sheet = Sheet(
        route=route,
        language=language,
        template=f"{name}.html",
        title=title,
        versions={} if anywhere else versions,
        notes=notes,
        index=index,
        anywhere=anywhere,
        more=more,
    )
    return Output(routes.file_of(route), chrome.write(sheet), "html", language)
