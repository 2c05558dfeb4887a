"""Can a fact be shown the way it is asked for? `{{ aws.deal | date }}` cannot: it is money."""

from __future__ import annotations

from collections.abc import Iterator

from exposit.language.wording import FORMS, forms_for
from exposit.model import Reference, Site
from exposit.nearest import nearest
from exposit.problems import Problem

_LABEL = "label"
"""The one form that shows a text of the fact's, so that every fact has it."""


def check_forms(site: Site) -> Iterator[Problem]:
    """Every form of every reference, in pages and texts."""
    for page in site.pages.values():
        for placed in page.body.holes:
            if isinstance(placed.hole, Reference) and placed.hole.forms:
                yield from _forms(site, placed.hole)
    for text in site.texts:
        for hole in text.holes:
            if isinstance(hole, Reference) and hole.forms:
                yield from _forms(site, hole)


def _forms(site: Site, reference: Reference) -> Iterator[Problem]:
    known = {*FORMS, _LABEL}
    value = site.values.get(reference.id)
    for index, form in enumerate(reference.forms):
        span = reference.form_spans[index] if index < len(reference.form_spans) else reference.span
        if form not in known:
            near = nearest(form, known)
            hint = f"did you mean `{near}`?" if near else f"the forms are {', '.join(sorted(known))}"
            yield Problem("form-unknown", "error", f"there is no form `{form}`", span, hint)
        elif form != _LABEL and value is not None:
            possible = forms_for(value)
            if form not in possible:
                message = f"`{reference.id}` cannot be shown as `{form}`"
                hint = f"it can be shown as {', '.join(sorted({*possible, _LABEL}))}"
                yield Problem("form-inapplicable", "error", message, span, hint)
