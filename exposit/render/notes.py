"""The notes of one page: whatever a number on it rests on, unfolding without a script.

A page's renderer asks for a note by fact, by formula or by term and gets the id of the element to open; when the page
is written, `render` gives all that were asked for, and those they lead to. On screen they are popovers, where a browser
has none they stand as endnotes, in print they are the numbered sources.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from exposit import marks
from exposit.language.messages import Messages, messages
from exposit.language.wording import write_interval
from exposit.model import Fact, Formula, Quantity, Site
from exposit.render.display import (
    escape_text,
    fact_html,
    fact_text,
    from_marked,
    inline_html,
    inline_text,
    label_html,
    label_text,
    localized,
    marked,
    missing,
)
from exposit.render.evidence import (
    citation_line,
    date_text,
    dissent_html,
    evidence_html,
    said_text,
    sources_behind,
)
from exposit.render.kept import Kept
from exposit.render.markup import html_of
from exposit.render.routes import absolute, fact_url, glossary_url, relative
from exposit.render.status import status_html
from exposit.render.workings import Workings

_GROUNDS = ("engine", "config", "facts", "sources", "terms")
"""The digests of all that the note of any fact can rest on."""

Asked = tuple[str, str, int]


_WRITTEN: Kept[tuple[str, ...], tuple[Markup, tuple[Asked, ...]]] = Kept(2_000)
"""Parts of pages by all they rest on, each with the notes it refers to and their numbers. Kept for the next build of a
page: most edits are of its text and leave them as they were."""


class Notes:
    """Gathers the notes of the page at `route`, in order of first use. Numbers count from 1."""

    def __init__(self, site: Site, language: str, route: str) -> None:
        self.site, self.language, self.route = site, language, route
        self._numbers: dict[tuple[str, str], int] = {}
        self._formulas: dict[str, Formula] = {}
        self._terms: dict[str, None] = {}
        self._asked: list[Asked] = []
        self._grounds = tuple(site.digests.get(name, "") for name in _GROUNDS)

    def fact(self, fact_id: str) -> tuple[str, int]:
        """The note of a fact: its element's id, its number."""
        number = self._numbers.setdefault(("fact", fact_id), len(self._numbers) + 1)
        self._asked.append(("fact", fact_id, number))
        return f"note-{fact_id}", number

    def formula(self, formula: Formula) -> tuple[str, int]:
        """The note of a claim, or of a calculation written in the page."""
        self._formulas.setdefault(formula.text, formula)
        number = self._numbers.setdefault(("formula", formula.text), len(self._numbers) + 1)
        self._asked.append(("formula", formula.text, number))
        return f"note-{number}", number

    def term(self, term_id: str) -> str:
        """The note of a glossary term."""
        self._terms.setdefault(term_id)
        self._asked.append(("term", term_id, 0))
        return f"term-{term_id}"

    def button(self, fact_id: str, text: str | None = None) -> Markup:
        """A fact's value, or `text` for it, as a button that opens its note."""
        return fact_html(self.site, fact_id, self.language, self, (), text)

    def render(self) -> Markup:
        """Every note asked for, and every one those lead to, as one list."""
        written: list[Markup] = []
        terms: list[Markup] = []
        while len(written) < len(self._numbers) or len(terms) < len(self._terms):
            for (kind, key), number in list(self._numbers.items())[len(written) :]:
                written.append(self._fact_note(key, number) if kind == "fact" else self._formula_note(key, number))
            terms.extend(self._term_note(term) for term in list(self._terms)[len(terms) :])
        return Markup("\n").join([*written, *terms])

    def _note(self, element: str, number: int | None, title: str, body: list[Markup]) -> Markup:
        counted = html_of(' data-n="{}"', number) if number else Markup("")
        return html_of(
            '<div popover class="note" id="{0}" role="dialog" aria-labelledby="{0}-t"{1}>'
            '<p class="note-title" id="{0}-t">{2}</p>\n{3}\n'
            '<button type="button" class="close" popovertarget="{0}" popovertargetaction="hide"'
            ' aria-label="{4}">×</button>'
            "</div>",
            element,
            counted,
            title,
            Markup("\n").join(body),
            messages(self.language).gettext("Close"),
        )

    def kept(self, names: tuple[str, ...], make: Callable[[], Markup]) -> Markup:
        """What `make` writes with these notes; what it wrote before, where all it rests on is as it was and the notes
        it opens have the numbers they had. `names` say what it is, besides the site, the language and the route."""
        key = (*self._grounds, str(self.site.config.base_url), self.language, self.route, *names)
        known = _WRITTEN.get(key) if all(self._grounds) else None
        if known is not None and self._ask_again(known[1]):
            return known[0]
        before = len(self._asked)
        made = make()
        asked = tuple(self._asked[before:])
        if all(self._grounds) and all(kind != "formula" for kind, _, _ in asked):
            _WRITTEN.put(key, (made, asked))
        return made

    def _fact_note(self, fact_id: str, number: int) -> Markup:
        return self.kept(("note", fact_id, str(number)), lambda: self._new_fact_note(fact_id, number))

    def _ask_again(self, asked: tuple[Asked, ...]) -> bool:
        """Asks for the notes that a kept one refers to; whether they have the numbers they had."""
        return all(
            self.fact(name)[1] == number if kind == "fact" else bool(self.term(name)) for kind, name, number in asked
        )

    def _new_fact_note(self, fact_id: str, number: int) -> Markup:
        fact = self.site.facts.get(fact_id)
        if fact is None:
            return self._note(f"note-{fact_id}", number, missing(fact_id), [])
        parts = FactParts(self, fact)
        body = [parts.value(), *parts.working(), *parts.grounds(), *parts.doubts(), parts.foot()]
        return self._note(f"note-{fact_id}", number, label_html(self.site, fact_id, self.language), body)

    def _formula_note(self, text: str, number: int) -> Markup:
        say = messages(self.language)
        title = say.gettext("Our calculation") if text in self.site.results else say.gettext("Checked claim")
        return self._note(f"note-{number}", number, escape_text(title), formula_lines(self, self._formulas[text]))

    def _term_note(self, term_id: str) -> Markup:
        term = self.site.terms[term_id]
        name, means = localized(term.term, self.language), localized(term.means, self.language)
        more = messages(self.language).gettext("Glossary")
        href = relative(self.route, glossary_url(self.site.config, self.language, term_id))
        body = [
            html_of("<p>{}</p>", inline_html(self.site, means, self, self.route) if means else ""),
            html_of('<p class="note-foot"><a href="{}">{}</a></p>', href, more),
        ]
        title = inline_html(self.site, name, None, self.route) if name else Markup("")
        return self._note(f"term-{term_id}", None, title, body)


def formula_lines(notes: Notes, formula: Formula) -> list[Markup]:
    """A formula written in a page: in words, with values and result, its inputs."""
    site = notes.site
    derivation, verdict = site.results.get(formula.text), site.verdicts.get(formula.text)
    workings = Workings(site, notes.language, "claim", formula.text)
    values = workings.with_values(formula)
    if derivation:
        values += f" = {workings.number(derivation.result)}"
    judged = workings.verdict(formula, verdict) if verdict else ""
    lines = [working_html([workings.in_words(formula), values, judged if judged != values else ""])]
    inputs = derivation.inputs if derivation else verdict.inputs if verdict else ()
    return [*lines, inputs_html(notes, inputs)] if inputs else lines


def working_html(lines: list[str]) -> Markup:
    """The lines of a calculation, one under the other."""
    return html_of('<p class="working">{}</p>', Markup("<br>").join(escape_text(line) for line in lines if line))


def inputs_html(notes: Notes, inputs: tuple[str, ...]) -> Markup:
    """What went in, as the rows of a ledger; each value opens its own note."""
    rows = [
        html_of(
            "<li><span>{}</span> {}</li>",
            label_html(notes.site, name, notes.language),
            fact_html(notes.site, name, notes.language, notes),
        )
        for name in inputs
    ]
    return html_of('<ul class="inputs">{}</ul>', Markup("").join(rows))


class FactParts:
    """The parts of one fact's note. The fact's own page is made of the same."""

    def __init__(self, notes: Notes, fact: Fact) -> None:
        self.notes, self.fact = notes, fact
        self.site, self.language = notes.site, notes.language
        self.say: Messages = messages(notes.language)

    def value(self) -> Markup:
        """The value, how precisely it is known, since when, and how well it stands."""
        shown = from_marked(fact_text(self.site, self.fact.id, self.language))
        parts = [html_of("<strong>{}</strong>", shown), status_html(self.site, self.fact.id, self.language)]
        if interval := self.interval():
            parts.append(html_of("<span>{}</span>", escape_text(interval)))
        if self.fact.as_of:
            known = self.say.gettext("as of {date}").format(date=date_text(self.fact.as_of, self.language))
            parts.append(html_of("<span>{}</span>", escape_text(known)))
        return html_of('<p class="note-value">{}</p>', Markup(" ").join(parts))

    def interval(self) -> str:
        """“stands for 37.5 to 38.5 billion dollars”, marked plain text; empty for what is exact, and for a bound: “more
        than 300 billion” has no last digit to be sure of."""
        value = self.site.values.get(self.fact.id)
        if not isinstance(value, Quantity) or value.low == value.high or value.qualifier not in (None, "about"):
            return ""
        interval = write_interval(value, self.language, self.site.config.units).text
        return self.say.gettext("stands for {interval}").format(interval=marks.mark("fact", interval, self.fact.id))

    def working(self) -> list[Markup]:
        """The formula, the formula with values, the inputs; nothing for a stated fact."""
        derivation = self.site.derivations.get(self.fact.id)
        if derivation is None:
            return []
        workings = Workings(self.site, self.language, "fact", self.fact.id)
        result = workings.value(self.fact.id)
        lines = [workings.in_words(derivation.formula), f"{workings.with_values(derivation.formula)} = {result}"]
        return [working_html(lines), inputs_html(self.notes, derivation.inputs)]

    def grounds(self) -> list[Markup]:
        """Every piece of evidence."""
        value = self.site.values.get(self.fact.id)
        return [evidence_html(self.site, evidence, value, self.language) for evidence in self.fact.evidence]

    def doubts(self) -> list[Markup]:
        """The caveat, who disagrees, what was corrected."""
        fact, notes = self.fact, self.notes
        parts: list[Markup] = []
        if caveat := localized(fact.caveat, self.language):
            parts.append(html_of('<p class="caveat">{}</p>', inline_html(self.site, caveat, notes, notes.route)))
        for dissent in fact.dissent:
            body = dissent_html(self.site, dissent, self.language, notes, notes.route)
            parts.append(html_of('<div class="dissent">{}</div>', body))
        parts.extend(
            html_of('<p class="revision">{}</p>', revision_html(notes, fact, index))
            for index in range(len(fact.revisions))
        )
        return parts

    def foot(self) -> Markup:
        """The permanent page and the citation to copy, the original publisher first."""
        href = relative(self.notes.route, fact_url(self.site.config, self.language, self.fact.id))
        link = html_of('<a href="{}">{}</a>', href, self.say.gettext("Permanent page"))
        return html_of('<p class="note-foot">{}</p>', link) + self.citation()

    def citation(self, *, opened: bool = False) -> Markup:
        """How to cite the number: who published it, then us."""
        site, config = self.site, self.site.config
        lines = [citation_line(source, self.language) for source in sources_behind(site, self.fact.id)]
        ours = [named_value(site, self.fact.id, self.language)]
        if title := localized(config.title, self.language):
            ours.append(inline_text(site, title))
        if address := absolute(config, fact_url(config, self.language, self.fact.id)):
            ours.append(marks.mark("label", address))
        lines.append(", ".join(ours))
        say = self.say.gettext
        return html_of(
            '<details class="cite-as"{}><summary>{}</summary><p data-copy="{}" data-copied="{}">{}</p></details>',
            Markup(" open" if opened else ""),
            say("Cite"),
            say("Copy"),
            say("Copied"),
            escape_text("; ".join(lines)),
        )


def named_value(site: Site, fact_id: str, language: str) -> str:
    """“AWS deal per year: $5.4 billion a year”, marked plain text."""
    value = fact_text(site, fact_id, language)
    return messages(language).gettext("{label}: {value}").format(label=label_text(site, fact_id, language), value=value)


def revision_html(notes: Notes, fact: Fact, index: int) -> Markup:
    """One correction of a fact: when, what it said before, why."""
    revision = fact.revisions[index]
    was = marked("label", said_text(notes.site, revision.was, notes.language), fact.id)
    why = localized(revision.why, notes.language)
    said = messages(notes.language).gettext("Corrected {date}: it said {was}.")
    date = escape_text(date_text(revision.date, notes.language))
    line = Markup(escape_text(said)).format(date=date, was=was)
    return line + Markup(" ") + inline_html(notes.site, why, notes, notes.route) if why else line
