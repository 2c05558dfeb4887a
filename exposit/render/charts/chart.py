"""One chart in one language: what every form of it is made from. Rows and words together, still without a shape."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from markupsafe import Markup

from exposit import marks
from exposit.facts.dates import first_day, last_day
from exposit.language.messages import Messages, messages
from exposit.language.wording import Wording, article, write_date, write_period, write_unit
from exposit.model import Annotation, ChartSpec, Inline, PartialDate, Period, Site, Source, Unit
from exposit.render.charts.rows import Row, rows_of
from exposit.render.display import (
    Notebook,
    from_marked,
    inline_html,
    inline_text,
    label_text,
    localized,
    name_text,
    source_name,
    worded,
    wording_html,
    wording_text,
)
from exposit.render.evidence import ids_behind
from exposit.render.markup import escaped
from exposit.render.status import status_name

T = TypeVar("T")
_SHORT = ("short",)
_NOTHING = Markup("")


@dataclass(frozen=True)
class Chart:
    """A spec with its rows, in a language, for the page at `route`. `notes` None: nothing in it may open."""

    site: Site
    spec: ChartSpec
    language: str
    rows: tuple[Row, ...]
    unit: Unit | None
    route: str = ""
    notes: Notebook | None = None
    _made: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _names: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def words(self) -> Messages:
        """The engine's own words in the chart's language."""
        return messages(self.language)

    def say(self, text: str) -> str:
        """One of the engine's own phrases, translated."""
        return self.words.gettext(text)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives: every form asks for the same things, and a chart makes each once."""
        made = self._made
        if key not in made:
            made[key] = make()
        found: T = made[key]
        return found

    def label(self, row: Row) -> str:
        """What a row is called, marked plain text."""
        return self._labels[row.id]

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {row.id: label_text(self.site, row.id, self.language) or row.id for row in self.rows}

    def heading(self, row: Row) -> str:
        """What a row is called where it stands alone: for a flow, who pays whom and what for."""
        if self.spec.kind == "flows" and row.fact.payer and row.fact.payee:
            return f"{self.entity(row.fact.payer)} → {self.entity(row.fact.payee)}: {self.label(row)}"
        return self.label(row)

    def entity(self, entity_id: str) -> str:
        """A party's short name, marked plain text."""
        names = self._names
        if entity_id not in names:
            names[entity_id] = name_text(self.site, entity_id, self.language, short=True)
        return names[entity_id]

    def entity_html(self, entity_id: str) -> str:
        """The same as HTML."""
        return html_text(self.entity(entity_id))

    def status(self, row: Row) -> str:
        """How well a row's value is known, in words."""
        return status_name(self.site.statuses.get(row.id, "unsourced"), self.language)

    def source_names(self, row: Row) -> str:
        """Who says so, as marked plain text."""
        behind = self._behind[row.id]
        return self.once(behind, lambda: self._cited_as(behind))

    def _cited_as(self, source_ids: Sequence[str]) -> str:
        found = {source_name(self.site.sources[name]): name for name in source_ids}
        return ", ".join([marks.mark("source", text, name) for text, name in found.items()])

    def sources_behind(self, row: Row) -> list[Source]:
        """What a row rests on."""
        return [self.site.sources[name] for name in self._behind[row.id]]

    @cached_property
    def _behind(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of what each row rests on: the same for most rows of most charts."""
        return {row.id: ids_behind(self.site, row.id) for row in self.rows}

    def label_html(self, row: Row) -> str:
        """What a row is called, as HTML."""
        return html_text(self.label(row))

    def value(self, row: Row) -> str:
        """A row's value in its short form, marked plain text."""
        return self._values[row.id]

    @cached_property
    def _values(self) -> Mapping[str, str]:
        return {name: wording_text(wording, name) for name, wording in self._wordings.items()}

    @cached_property
    def _wordings(self) -> Mapping[str, Wording | None]:
        return {row.id: worded(self.site, row.id, self.language, _SHORT) for row in self.rows}

    def value_html(self, row: Row) -> str:
        """The same as an element that opens its note."""
        return wording_html(self._wordings[row.id], row.id, self.notes)

    def period(self, row: Row) -> str:
        """From when to when, marked plain text, short where both ends are dates; empty where nothing is stated."""
        return self._periods[row.id]

    @cached_property
    def _periods(self) -> Mapping[str, str]:
        language, as_of = self.language, self.as_of
        return {row.id: period_text(row.fact.period, language, as_of) for row in self.rows}

    @cached_property
    def common_period(self) -> str:
        """The one period of all rows, marked plain text, to be said once; empty where they differ or are few."""
        said = set(self._periods.values())
        return said.pop() if len(said) == 1 and len(self.rows) > 1 else ""

    @cached_property
    def unit_name(self) -> str:
        """What the amounts are in, for an axis: “dollars”; empty for plain numbers."""
        return unit_name(self, self.unit)

    @cached_property
    def title(self) -> str:
        """The finding, marked plain text."""
        inline = localized(self.spec.title, self.language)
        return inline_text(self.site, inline) if inline else self.spec.id

    @cached_property
    def description(self) -> str:
        """What a listener should know, marked plain text."""
        inline = localized(self.spec.description, self.language)
        return inline_text(self.site, inline) if inline else ""

    def text(self, name: str) -> str:
        """`subtitle` or `note`, marked plain text; empty where the author gave none."""
        inline = localized(getattr(self.spec, name), self.language)
        return inline_text(self.site, inline) if inline else ""

    def text_html(self, name: str, *, opens: bool = False) -> Markup:
        """`title subtitle description note` as HTML; its numbers open their notes only where `opens`."""
        inline = localized(getattr(self.spec, name), self.language)
        return inline_html(self.site, inline, self.notes if opens else None, self.route) if inline else _NOTHING

    def remarks(self, row: Row) -> str:
        """The author's annotations on a row, as HTML."""
        remarked = self._remarked.get(row.id)
        if remarked is None:
            return ""
        texts = (inline_html(self.site, text, None, self.route) for text in remarked)
        return "".join(f'<small class="chart-remark">{text}</small>' for text in texts)

    def remarks_text(self, row: Row) -> list[str]:
        """The same as marked plain texts."""
        return [inline_text(self.site, text) for text in self._remarked.get(row.id, ())]

    @cached_property
    def _remarked(self) -> Mapping[str, list[Inline]]:
        """The annotations on facts, by today's id of the fact."""
        found: dict[str, list[Inline]] = {}
        for note in self.spec.annotations:
            if note.fact and (text := localized(note.text, self.language)):
                found.setdefault(self.site.renamed.get(note.fact, note.fact), []).append(text)
        return found

    def note_text(self, note: Annotation) -> str:
        """An annotation as marked plain text."""
        text = localized(note.text, self.language)
        return inline_text(self.site, text) if text else ""

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """What the rows rest on, in the order of the rows, each once."""
        names = dict.fromkeys([name for behind in self._behind.values() for name in behind])
        return tuple([self.site.sources[name] for name in names])

    @cached_property
    def cited(self) -> Mapping[str, Source]:
        """The same by the names they are cited by, each name once."""
        found: dict[str, Source] = {}
        for source in self.sources:
            found.setdefault(source_name(source), source)
        return found

    @property
    def as_of(self) -> PartialDate | None:
        """What the site knows: marks after it are plans."""
        return self.site.as_of


def chart_of(site: Site, chart_id: str, language: str, notes: Notebook | None = None, route: str = "") -> Chart:
    """The chart `chart_id` (a key of `site.charts`) in a language."""
    spec = site.charts[chart_id]
    rows, unit = rows_of(site, spec)
    return Chart(site, spec, language, rows, unit, route, notes)


@lru_cache(maxsize=4_096)
def period_text(period: Period | None, language: str, as_of: PartialDate | None) -> str:
    """From when to when, as a chart says it. `as_of`: what begins later has not begun."""
    if period is None or (period.start is None and period.end is None):
        return ""
    if isinstance(period.start, PartialDate) and isinstance(period.end, PartialDate):
        start, end = (write_date(day, language, _SHORT).text for day in (period.start, period.end))
        dash = "–" if start.isdigit() and end.isdigit() else " – "
        return marks.mark("date", f"{start}{dash}{end}" if start != end else start)
    if isinstance(period.start, PartialDate) and period.end == "unknown":
        start = write_date(period.start, language, _SHORT).text
        ahead = as_of is not None and first_day(period.start) > last_day(as_of)
        said = messages(language).gettext("starts {date}, end not public" if ahead else "from {date}, end not public")
        return said.replace("{date}", article(period.start, language) + marks.mark("date", start))
    return marks.mark("date", write_period(period, language).text)


def html_text(text: str) -> str:
    """Marked plain text as HTML: most names have no marks in them, and stand in a page many times."""
    return str(from_marked(text)) if marks.OPEN in text else escaped(text)


@lru_cache(maxsize=1_024)
def class_of(*names: str) -> str:
    """The attribute that gives an element its classes, empty ones left out; nothing where it has none."""
    joined = " ".join([name for name in names if name])
    return f' class="{joined}"' if joined else ""


def unit_name(chart: Chart, unit: Unit | None) -> str:
    """A unit as an axis names it; empty for plain numbers."""
    return write_unit(unit, chart.language, chart.site.config.units).text if unit else ""
