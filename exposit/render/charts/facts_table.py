"""`::: table QUERY`: the facts a query finds, as a table that stands in the text like any other."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from markupsafe import Markup

from exposit import marks
from exposit.language.messages import messages
from exposit.model import Quantity, Query, Site
from exposit.render.charts.chart import period_text
from exposit.render.charts.rows import converted
from exposit.render.display import (
    Notebook,
    escape_text,
    fact_html,
    from_marked,
    inline_text,
    label_html,
    localized,
    name_text,
    source_name,
)
from exposit.render.evidence import sources_behind
from exposit.render.markup import escaped
from exposit.render.routes import relative, sources_url
from exposit.render.status import status_name


def facts_table(site: Site, query: Query, language: str, notes: Notebook | None, route: str) -> Markup:
    """What is stated, its value, its period where any row has one, how well it is known, and who says so; the greatest
    first where the amounts can be compared."""
    say = messages(language).gettext
    ids = _ordered(site, [name for name in site.selections.get(query, ()) if name in site.facts])
    if not ids:
        return Markup(f'<p class="chart-none">{escape(say("Nothing is known yet."))}</p>')
    dated = any(site.facts[name].period for name in ids)
    heads = [say("Item"), say("Value"), *([say("Period")] if dated else []), say("Status"), say("Source")]
    rows = "".join(_row(site, name, language, notes, route, heads) for name in ids)
    head = "".join(f'<th role="columnheader" scope="col">{escape(text)}</th>' for text in heads)
    caption = from_marked(_caption(site, query, language))
    return Markup(
        f'<div class="facts-table"><table role="table"><caption>{caption}</caption>'
        '<thead role="rowgroup">'
        f'<tr role="row">{head}</tr></thead><tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _ordered(site: Site, ids: list[str]) -> list[str]:
    """By amount, those without one last; as found where the amounts are of several kinds."""
    values = {name: value for name in ids if isinstance(value := site.values.get(name), Quantity)}
    unit = next((value.unit for value in values.values()), None)
    amounts = {name: converted(value, unit, site.config) for name, value in values.items() if unit}
    if not amounts or None in amounts.values():
        return ids
    return sorted(ids, key=lambda name: -amount.value if (amount := amounts.get(name)) else Decimal("Infinity"))


def _caption(site: Site, query: Query, language: str) -> str:
    """What the rows have in common, in the site's own words for it: the name of a nature or a party. Tags and sum
    groups are an author's, and have no name a reader could make sense of in any language."""
    names = {"nature": site.config.natures, "certainty": site.config.certainties}
    said = []
    for key, word in query.terms:
        if key in names:
            text = localized(names[key].get(word), language)
            said.append(inline_text(site, text) if text else word)
        elif key in ("about", "payer", "payee"):
            said.append(name_text(site, word, language))
    return ", ".join(said) or messages(language).gettext("Facts")


def _row(site: Site, name: str, language: str, notes: Notebook | None, route: str, heads: list[str]) -> str:
    period = site.facts[name].period
    cells = [f"<b>{fact_html(site, name, language, notes, ('short',))}</b>"]
    if len(heads) == 5:
        cells.append(period_text(period, language, site.as_of))
    cells += [
        escape(status_name(site.statuses.get(name, "unsourced"), language)),
        _sources(site, name, language, route),
    ]
    # Each cell names its column: on a narrow page the table is read row by row.
    body = "".join(
        f'<td role="cell" data-head="{escaped(head)}">{cell}</td>' for head, cell in zip(heads[1:], cells, strict=True)
    )
    label = label_html(site, name, language)
    return f'<tr role="row" data-row="{escaped(name)}"><th role="rowheader" scope="row">{label}</th>{body}</tr>'


def _sources(site: Site, name: str, language: str, route: str) -> str:
    found = {source_name(source): source for source in sources_behind(site, name)}
    links = []
    for text, source in found.items():
        href = escaped(relative(route, sources_url(site.config, language, source.id)))
        links.append(f'<a href="{href}">{escape_text(marks.mark("source", text, source.id))}</a>')
    return ", ".join(links)
