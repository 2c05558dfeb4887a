"""Facts in templates: those a site asks for with `fact("aws.deal", "short")` or through texts of `content/data/`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exposit.language.wording import FORMS
from exposit.model import Site
from exposit.nearest import did_you_mean, unknown_name
from exposit.render.templates import TemplateMistakeError

_ASKS = re.compile(r"\b(?:fact|text|data)\b")


def shows_facts(site: Site) -> bool:
    """Whether some template of the site's own may ask for facts, or for texts that hold them."""
    return any(_ASKS.search(text) for text in site.templates.values())


def known_to_templates(site: Site, fact_id: str, forms: Sequence[str]) -> None:
    """Raises TemplateMistakeError for a fact or a form that does not exist, as it is an error in a page."""
    if fact_id not in site.facts and not site.unread:
        places = {id_: fact.span for id_, fact in site.facts.items()}
        raise TemplateMistakeError("fact-unknown", fact_id, *unknown_name("fact", fact_id, places, site.renamed))
    for form in forms:
        if form not in FORMS and form != "label":
            hint = did_you_mean(form, sorted((*FORMS, "label")), listed=len(FORMS) + 1)
            raise TemplateMistakeError("form-unknown", form, f"there is no form `{form}`", hint)
