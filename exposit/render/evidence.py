"""What a fact rests on, as HTML: quotations with the value marked, sources with their dates, who says otherwise.

Comes between `display` and `notes`; the sources page uses it too. A source's words stay in the source's language.
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent

from markupsafe import Markup

from exposit import marks
from exposit.language.agreement import holds
from exposit.language.messages import messages
from exposit.language.typography import typeset
from exposit.language.wording import write
from exposit.model import Dissent, Evidence, PartialDate, Quantity, Site, Source
from exposit.render.display import (
    Notebook,
    escape_text,
    inline_html,
    localized,
    marked,
    missing,
    source_name,
)
from exposit.render.markup import html_of

_WEB = re.compile(r"https?://", re.IGNORECASE)
_ELLIPSIS = re.compile(r"\s*(?:\[?…\]?|\[?\.\.\.\]?)\s*")


def date_text(value: PartialDate, language: str) -> str:
    """A date the engine writes, marked plain text."""
    return marks.mark("date", write(value, language, (), {}).text)


def is_web(url: str | None) -> bool:
    """Whether an address may become a link: nothing but http and https is one."""
    return bool(url and _WEB.match(url))


def fragment_url(url: str, quote: str | None) -> str:
    """The address of a web page with a text fragment that scrolls to `quote`; files other than pages keep theirs.

    Of a quotation with an omission the longest stretch is looked for; of a long one its first and last words."""
    stretch = max(_ELLIPSIS.split(quote), key=len).strip() if quote else ""
    if not stretch or re.search(r"\.(?:pdf|csv|xlsx?|json|txt|zip)(?:[?#]|$)", url, re.IGNORECASE):
        return url
    words = stretch.split()
    ends = [" ".join(words[:5]), " ".join(words[-5:])] if len(words) > 12 else [stretch]
    directive = ",".join(percent(part, safe="").replace("-", "%2D") for part in ends)
    return url + ("" if "#" in url else "#") + ":~:text=" + directive


def quote_html(site: Site, source_id: str, text: str, value: object) -> Markup:
    """A verbatim quotation, in its language, the value it holds marked where it can be found."""
    source = site.sources.get(source_id)
    language = (source.language if source else None) or ""
    shown = escape_text(text)
    if isinstance(value, Quantity | PartialDate):
        match = holds(text, language or site.config.languages[0], value)
        if match.kind != "no" and match.start < match.end:
            parts = (text[: match.start], text[match.start : match.end], text[match.end :])
            shown = html_of("{}<mark>{}</mark>{}", *map(escape_text, parts))
    lang = html_of(' lang="{}"', language) if language else Markup("")
    return html_of(
        '<blockquote{} data-quote="{}"><p>{}</p></blockquote>', lang, source_id, marked("quote", shown, source_id)
    )


def source_html(site: Site, source_id: str, language: str, quote: str | None = None) -> Markup:
    """A source in one line: title (linked, to the quotation where it is a web page), publisher, dates."""
    source = site.sources.get(source_id)
    if source is None:
        return missing(source_id)
    title = marked("source", source.title, source.id)
    lang = html_of(' lang="{}"', source.language) if source.language else Markup("")
    if source.url and is_web(source.url):
        link = html_of(
            '<a href="{}" data-url="{}" rel="external noopener">{}</a>',
            fragment_url(source.url, quote),
            source.url,
            title,
        )
    else:
        link = html_of("{}", title)
    parts = [html_of("<cite{}>{}</cite>", lang, link)]
    if source.publisher:
        parts.append(marked("source", source.publisher, source.id))
    if source.published:
        parts.append(escape_text(date_text(source.published, language)))
    line = Markup(", ").join(parts)
    if source.accessed:
        read = messages(language).gettext("read {date}").format(date=date_text(source.accessed, language))
        line += html_of(' <span class="read">({})</span>', escape_text(read))
    return line


def evidence_html(site: Site, evidence: Evidence, value: object, language: str) -> Markup:
    """One piece of evidence: the quotation, the source, and whom it was read in."""
    parts = [quote_html(site, evidence.source, evidence.quote, value)] if evidence.quote else []
    read_in = evidence.via
    parts.append(
        html_of(
            '<p class="src">{}</p>', source_html(site, evidence.source, language, None if read_in else evidence.quote)
        )
    )
    if read_in:
        said = messages(language).gettext("Second-hand: we read it in")
        parts.append(
            html_of('<p class="src via">{} {}</p>', said, source_html(site, read_in, language, evidence.quote))
        )
    return Markup("").join(parts)


def said_text(site: Site, said: Quantity | PartialDate | str, language: str) -> str:
    """What another source, or an earlier edition, says: a value worded as ours, or words as they stand."""
    if isinstance(said, str):
        return said
    return write(said, language, (), site.config.units).text


def dissent_html(site: Site, dissent: Dissent, language: str, notes: Notebook | None, route: str) -> Markup:
    """Who says otherwise, what, in which words, and why we did not follow."""
    says = messages(language).gettext("{source} says {value}")
    source = site.sources.get(dissent.source)
    name = marked("source", source_name(source), source.id) if source else missing(dissent.source)
    value = marked("source", said_text(site, dissent.says, language), dissent.source)
    parts = [html_of("<p>{}</p>", Markup(escape_text(says)).format(source=name, value=value))]
    if dissent.quote:
        parts.append(quote_html(site, dissent.source, dissent.quote, dissent.says))
    if because := localized(dissent.because, language):
        parts.append(html_of("<p>{}</p>", inline_html(site, because, notes, route)))
    parts.append(html_of('<p class="src">{}</p>', source_html(site, dissent.source, language, dissent.quote)))
    return Markup("").join(parts)


def sources_behind(site: Site, fact_id: str) -> tuple[Source, ...]:
    """The sources of a fact, and of the stated facts a calculated one rests on; in order of first use, each once."""
    return tuple([site.sources[name] for name in ids_behind(site, fact_id)])


def ids_behind(site: Site, fact_id: str) -> tuple[str, ...]:
    """The same by their ids."""
    derivation = site.derivations.get(fact_id)
    named: dict[str, None] = {}
    for name in (fact_id, *derivation.leaves) if derivation else (fact_id,):
        fact = site.facts.get(name)
        for evidence in fact.evidence if fact else ():
            if evidence.source in site.sources:
                named[evidence.source] = None
    return tuple(named)


def publishers(site: Site, fact_id: str) -> Markup:
    """Who published what a fact rests on, each named once."""
    found = {source_name(source): source.id for source in sources_behind(site, fact_id)}
    return Markup(", ").join(marked("source", name, source_id) for name, source_id in found.items())


def citation_line(source: Source, language: str) -> str:
    """How the original is cited, publisher first, marked plain text: for copying."""
    parts = [
        marks.mark("source", text, source.id)
        for text in (source.publisher, typeset(f'"{source.title}"', language))
        if text
    ]
    if source.published:
        parts.append(date_text(source.published, language))
    if source.url:
        parts.append(marks.mark("source", source.url, source.id))
    return ", ".join(parts)
