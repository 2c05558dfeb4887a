"""The glossary, `glossary/`: every term, in the order of the language's own alphabet as far as folding accents goes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from exposit.language.messages import messages
from exposit.marks import strip
from exposit.model import Job, TermUse
from exposit.render.chrome import Chrome
from exposit.render.closure import closure
from exposit.render.display import from_marked, inline_html, inline_text, localized
from exposit.render.generated import generated_jobs
from exposit.render.notes import Notes
from exposit.render.routes import glossary_url


def glossary_jobs(chrome: Chrome) -> Iterator[Job]:
    """The page, in every language."""
    terms = chrome.site.terms
    depends = closure(chrome.site, [TermUse(name) for name in terms])
    yield from generated_jobs(chrome, "glossary", glossary_url, _glossary, depends, index=bool(terms))


def folded(text: str) -> str:
    """A text as it is put in order: without accents, case and marks."""
    plain = unicodedata.normalize("NFKD", strip(text))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def _glossary(chrome: Chrome, notes: Notes) -> tuple[str, Mapping[str, object]]:
    site, language = chrome.site, notes.language
    rows = []
    for term in site.terms.values():
        name, means = localized(term.term, language), localized(term.means, language)
        title = inline_text(site, name) if name else term.id
        text = inline_html(site, means, notes, notes.route) if means else ""
        rows.append((folded(title), {"id": term.id, "name": from_marked(title), "means": text}))
    rows.sort(key=lambda row: row[0])
    return messages(language).gettext("Glossary"), {"rows": [row for _, row in rows]}
