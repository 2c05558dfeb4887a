"""One fact, term or citation as a reader meets it, in plain text and in HTML; and texts from YAML with these in place.

Every number is worded by `language.wording` and leaves with a mark that says what it rests on. What an author named and
nobody knows has been reported by now: it shows as a visible gap and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import Protocol

from markupsafe import Markup

from exposit import marks
from exposit.language.wording import Wording, write
from exposit.model import (
    Citation,
    Comparison,
    Exempt,
    Formula,
    Hole,
    Inline,
    Localized,
    Name,
    PartialDate,
    Quantity,
    Reference,
    Site,
    Source,
    TermUse,
    Undisclosed,
    Words,
)
from exposit.render.markup import escape_text, escaped, from_marked, html_of, marked, missing, tied
from exposit.render.opening import capitalised, opens_sentence
from exposit.render.routes import relative, sources_url

__all__ = [
    "Notebook",
    "citation_html",
    "citation_text",
    "escape_text",
    "exempt_html",
    "fact_html",
    "fact_text",
    "fill_sentences",
    "from_marked",
    "hole_html",
    "hole_text",
    "in_sentence",
    "inline_html",
    "inline_text",
    "label_html",
    "label_text",
    "localized",
    "marked",
    "missing",
    "name_text",
    "source_name",
    "term_html",
    "tied",
    "worded",
    "wording_html",
    "wording_text",
    "words_html",
]


class Notebook(Protocol):
    """Where a page's notes are gathered (`notes.Notes`). Each call gives the id and the number of the note to open."""

    route: str

    def fact(self, fact_id: str) -> tuple[str, int]:
        """The note of a fact."""

    def formula(self, formula: Formula) -> tuple[str, int]:
        """The note of a claim or of a calculation written in the page."""

    def term(self, term_id: str) -> str:
        """The note of a glossary term."""


def localized(texts: Localized | None, language: str) -> Inline | None:
    """The text in a language, or in the first language it has."""
    if not texts:
        return None
    return texts.get(language) or next(iter(texts.values()))


_Worded = Quantity | PartialDate | Undisclosed
"""The values that are put into words by us; the others are texts."""


def worded(site: Site, fact_id: str, language: str, forms: tuple[str, ...] = ()) -> Wording | None:
    """How a fact is written and spoken, without marks; None where its value is not known."""
    value = site.values.get(fact_id)
    if isinstance(value, _Worded):
        return write(value, language, forms, site.config.units)
    text_inline = localized(value, language)
    if text_inline is None:
        return None
    text = marks.strip(_nested_text(site, text_inline))
    return Wording(text, text)


def fact_text(site: Site, fact_id: str, language: str, forms: tuple[str, ...] = ()) -> str:
    """A fact as marked plain text: titles, cells of a CSV, labels in a drawing."""
    if "label" in forms and (label := label_text(site, fact_id, language)):
        return label
    return wording_text(worded(site, fact_id, language, forms), fact_id)


def wording_text(wording: Wording | None, fact_id: str) -> str:
    """How a fact is worded, as marked plain text; its id where its value is not known."""
    return marks.mark("fact", wording.text, fact_id) if wording else marks.mark("label", fact_id)


def label_text(site: Site, fact_id: str, language: str) -> str:
    """What a fact is called, as marked plain text; empty where it is not known."""
    fact = site.facts.get(fact_id)
    label = localized(fact.label, language) if fact else None
    return _nested_text(site, label) if label else ""


def label_html(site: Site, fact_id: str, language: str) -> Markup:
    """What a fact is called, as HTML in which nothing opens; a visible gap where it is not known."""
    label = label_text(site, fact_id, language)
    return from_marked(label) if label else missing(fact_id)


def name_text(site: Site, entity_id: str, language: str, *, short: bool = False) -> str:
    """What an entity is called, as marked plain text; its id where it is not known."""
    entity = site.entities.get(entity_id)
    if entity is None:
        return entity_id
    name = localized(entity.short if short and entity.short else entity.name, language)
    return _nested_text(site, name) if name else entity_id


def fact_html(
    site: Site,
    fact_id: str,
    language: str,
    notes: Notebook | None,
    forms: tuple[str, ...] = (),
    words: str | None = None,
) -> Markup:
    """A fact as a button that opens its note; a plain element where `notes` is None (in links, captions, tables of
    contents). `words` are an author's own for it. The display is the direct text of the element with `data-fact`."""
    wording = worded(site, fact_id, language, forms)
    if wording is not None and words is None and "label" in forms:
        return label_html(site, fact_id, language)
    return Markup(wording_html(wording, fact_id, notes, words))


def wording_html(wording: Wording | None, fact_id: str, notes: Notebook | None, words: str | None = None) -> str:
    """How a fact is worded, or `words` for it, as the element of `fact_html`."""
    if wording is None:
        return str(missing(fact_id))
    name, text, heard = _shown(wording.text, wording.spoken, fact_id)
    if words is not None:
        text, heard = str(marked("fact", words, fact_id)), ""
    if notes is None:
        return f'<span data-fact="{name}">{text}</span>'
    target, number = notes.fact(fact_id)
    return (
        f'<button class="n" popovertarget="{escaped(target)}" data-fact="{name}" '
        f'data-n="{number}"{heard}>{text}</button>'
    )


@lru_cache(maxsize=4_096)
def _shown(text: str, spoken: str, fact_id: str) -> tuple[str, str, str]:
    """As HTML: a fact's id, the text it is displayed by, marked, and the attribute that says how a button's number is
    spoken. A page shows the same few facts again and again, and so do its charts."""
    return escape(fact_id), str(marked("fact", text, fact_id)), _heard(text, spoken, fact_id)


_UNHEARD = re.compile(r"[\u2000-\u206f\\'!\"#$%&£¢¥§€()*+,\-./:;<=>?@\[\]^_`{|}~±]")


def _heard(text: str, spoken: str, fact_id: str) -> str:
    """How a button's number is spoken: its name where that holds all the words in view, which who speaks to a browser
    says (WCAG 2.2, 2.5.3); else its description, beside the name."""
    if spoken == text:
        return ""
    name = "aria-label" if _holds(spoken, text) else "aria-description"
    return f' {name}="{marks.mark("fact", escape(spoken), escape(fact_id))}"'


def _holds(spoken: str, seen: str) -> bool:
    """Whether the words in view are among those that are spoken, signs aside."""
    whole, part = (" ".join(_UNHEARD.sub("", text).split()).lower() for text in (spoken, seen))
    return part in whole


def words_html(site: Site, hole: Words, language: str, notes: Notebook | None) -> Markup:
    """An author's own words for a fact, for a calculation or for a claim: they stand as written."""
    tree = hole.formula.tree
    if isinstance(tree, Name):
        return fact_html(site, tree.id, language, notes, words=hole.words)
    text = hole.formula.text
    shown = marked("claim", hole.words, text)
    known = text in (site.verdicts if isinstance(tree, Comparison) else site.results)
    if notes is None or not known:
        return html_of('<span data-claim="{}">{}</span>', text, shown)
    target, number = notes.formula(hole.formula)
    return html_of(
        '<button class="n" popovertarget="{}" data-claim="{}" data-n="{}">{}</button>',
        target,
        text,
        number,
        shown,
    )


def source_name(source: Source) -> str:
    """What a source is cited by: its publisher, else its title."""
    return source.publisher or source.title


def citation_text(site: Site, source_id: str) -> str:
    """“About Amazon, 2025” as marked plain text."""
    source = site.sources.get(source_id)
    if source is None:
        return marks.mark("label", source_id)
    year = f", {source.published.year:d}" if source.published else ""
    return marks.mark("source", source_name(source) + year, source_id)


def citation_html(site: Site, source_id: str, language: str, route: str, *, plain: bool = False) -> Markup:
    """“(About Amazon, 2025)”, a link to the source in the list of sources; plain text inside another link."""
    if source_id not in site.sources:
        return missing(source_id)
    text = escape_text(citation_text(site, source_id))
    if plain:
        return html_of('<span class="cite">({})</span>', text)
    href = relative(route, sources_url(site.config, language, source_id))
    return html_of('<span class="cite">(<a href="{}">{}</a>)</span>', href, text)


def term_html(site: Site, hole: TermUse, language: str, notes: Notebook | None) -> Markup:
    """A glossary term: a button that opens its meaning; the words alone where nothing may open."""
    term = site.terms.get(hole.id)
    if term is None:
        return missing(hole.words or hole.id)
    text = from_marked(hole_text(site, hole, language))
    if notes is None:
        return text
    return html_of('<button class="term" popovertarget="{}">{}</button>', notes.term(hole.id), text)


def exempt_html(hole: Exempt) -> Markup:
    """A numeral that is no quantity, with its reason."""
    return html_of('<span data-exempt="{}">{}</span>', hole.reason, marked("exempt", hole.words, hole.reason))


def hole_text(site: Site, hole: Hole, language: str) -> str:
    """An inline hole as marked plain text; blocks and links have none."""
    match hole:
        case Reference():
            return fact_text(site, hole.id, language, hole.forms)
        case Words():
            tree = hole.formula.tree
            if isinstance(tree, Name):
                return marks.mark("fact", hole.words, tree.id)
            return marks.mark("claim", hole.words, hole.formula.text)
        case Exempt():
            return marks.mark("exempt", hole.words, hole.reason)
        case TermUse():
            term = site.terms.get(hole.id)
            name = localized(term.term, language) if term else None
            return hole.words or (_nested_text(site, name) if name else hole.id)
        case Citation():
            return f"({citation_text(site, hole.id)})"
        case _:
            return ""


def hole_html(site: Site, hole: Hole, language: str, notes: Notebook | None, route: str) -> Markup:
    """An inline hole as HTML. `notes` None: nothing interactive may stand here."""
    match hole:
        case Reference():
            return fact_html(site, hole.id, language, notes, hole.forms)
        case Words():
            return words_html(site, hole, language, notes)
        case Exempt():
            return exempt_html(hole)
        case TermUse():
            return term_html(site, hole, language, notes)
        case Citation():
            return citation_html(site, hole.id, language, route, plain=notes is None)
        case _:
            return Markup("")


def _nested_text(site: Site, inline: Inline) -> str:
    """A text that stands for something (a name, a label, a text fact): it may show values, but not other such texts,
    which could come back to it without end."""
    if marks.HOLE_OPEN not in inline.text:
        return inline.text

    def show(hole: Hole) -> str:
        circular = isinstance(hole, Reference) and (
            "label" in hole.forms or not isinstance(site.values.get(hole.id), _Worded)
        )
        if circular or (isinstance(hole, TermUse) and hole.words is None):
            return marks.mark("label", hole.id)  # type: ignore[union-attr]
        return hole_text(site, hole, inline.language)

    return fill(inline.text, inline.holes, show)


def fill(text: str, holes: Iterable[Hole], show: Callable[[Hole], str]) -> str:
    """`text` with `show(hole)` in each hole's place."""
    if marks.HOLE_OPEN not in text:
        return text
    known = tuple(holes)
    return marks.HOLE.sub(lambda match: show(known[int(match[1])]) if int(match[1]) < len(known) else "", text)


def fill_sentences(site: Site, text: str, holes: Iterable[Hole], show: Callable[[Hole], str]) -> str:
    """The same for a text of sentences, or a heading: a value that opens one begins with a capital."""
    if marks.HOLE_OPEN not in text:
        return text
    known = tuple(holes)

    def shown(match: re.Match[str]) -> str:
        index = int(match[1])
        return in_sentence(site, known[index], show(known[index]), match) if index < len(known) else ""

    return marks.HOLE.sub(shown, text)


def in_sentence(site: Site, hole: Hole, shown: str, match: re.Match[str]) -> str:
    """What is `shown` for a hole, with a capital where it opens a sentence of the text that `match` is in. An author's
    own words stand as written."""
    if not isinstance(hole, Reference) or "label" in hole.forms or not isinstance(site.values.get(hole.id), _Worded):
        return shown
    return capitalised(shown) if opens_sentence(match.string[: match.start()]) else shown


def inline_text(site: Site, inline: Inline) -> str:
    """A text from YAML or front matter as marked plain text."""
    return fill_sentences(site, inline.text, inline.holes, lambda hole: hole_text(site, hole, inline.language))


def inline_html(site: Site, inline: Inline, notes: Notebook | None, route: str) -> Markup:
    """A text from YAML or front matter as HTML. `notes` None: nothing interactive may stand here."""
    text = escape(inline.text, quote=False)
    if marks.HOLE_OPEN not in text:
        return Markup(text)

    def show(hole: Hole) -> str:
        return hole_html(site, hole, inline.language, notes, route)

    return Markup(tied(fill_sentences(site, text, inline.holes, show)))
