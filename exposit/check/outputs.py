"""What the gate saw, told to the author: orphans with their place, dead exemptions, page by page tallies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exposit.check.gate import Inspection, Orphan
from exposit.check.locate import Locator, Written
from exposit.facts.dates import last_day
from exposit.facts.failure import shortened
from exposit.language.agreement import holds
from exposit.language.numerals import find_numerals
from exposit.model import Quantity, Site
from exposit.problems import Problem, Severity, Span

_UNSEEN = ("meta ", "JSON")


def check_orphans(site: Site, inspections: Sequence[Inspection], written: Written) -> Iterator[Problem]:
    """One problem per place where an author wrote a number that nothing vouches for, however often it is shown."""
    locator, near = Locator(site, written), _Nearest(site)
    told: set[tuple[str, str, int, int]] = set()
    for inspection in inspections:
        # Where a text is shown in several places, the one that can be read is the one to name.
        for orphan in sorted(inspection.orphans, key=lambda orphan: orphan.where.startswith(_UNSEEN)):
            span = locator.place(orphan.text, orphan.sentence, inspection.path, inspection.source, orphan.language)
            place = span or Span(inspection.source or f"site/{inspection.path}", 1, 1, 2)
            page = site.pages.get(inspection.source or "")
            if span is None and page is not None and page.body.unread:
                continue  # it stands in what could not be read, which has been told
            # A place of our own finding is told once, whatever another language makes of the words behind the number;
            # where none was found, each number has to be.
            start = (place.path, place.line, place.column)
            if span is None or not {(orphan.kind, *start), ("quantity", *start)} & told:
                told.add((orphan.kind, *start))
                language = orphan.language or site.config.languages[0]
                yield _problem(orphan, place, near.facts(shortened(orphan.text.strip()), language))


class _Nearest:
    """The facts near some words, looked up once for all places that show the same words."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def facts(self, words: str, language: str) -> tuple[str, ...]:
        """As `nearest_facts` finds them."""
        if (words, language) not in self._known:
            self._known[words, language] = nearest_facts(self._site, words, language)
        return self._known[words, language]


def _problem(orphan: Orphan, span: Span, near: tuple[str, ...]) -> Problem:
    words = shortened(orphan.text.strip())
    ways = [f"`{{{{ {id_} }}}}`" for id_ in near] or ["a reference to a fact (`{{ id }}`)"]
    if orphan.kind == "word":
        ways = [f"`[{words}]{{{id_}}}`" for id_ in near] or [f"`[{words}]{{count(…)}}`"]
    hint = f"write {' or '.join(ways)}, or `[{words}]{{exempt: reason}}`"
    if span.path.startswith("templates/"):  # where our forms are not read
        shown = near[0] if near else "id"
        hint = f'show a fact, `{{{{ fact("{shown}") }}}}`, or exempt the words under `exempt:` in content/site.yaml'
    where = "" if orphan.where in ("text", "p") else f" ({orphan.where})"
    severity: Severity = "warning" if orphan.kind == "word" else "error"
    code = "number-in-words" if orphan.kind == "word" else "number-unsourced"
    return Problem(code, severity, f"`{words}` has no source: “{shortened(orphan.sentence, 200)}”{where}", span, hint)


def nearest_facts(site: Site, words: str, language: str) -> tuple[str, ...]:
    """Up to three facts whose value these words say, else the one nearest in value."""
    same = [
        id_
        for id_, value in site.values.items()
        if isinstance(value, Quantity) and holds(words, language, value).kind != "no"
    ]
    if same:
        return tuple(same[:3])
    readings = [found.reading for found in find_numerals(words, language) if found.reading is not None]
    if not readings or readings[0].value is None:
        return ()
    wanted = readings[0].value
    near: list[tuple[object, str]] = []
    for id_, value in site.values.items():
        if isinstance(value, Quantity) and value.value and abs(value.value - wanted) * 10 <= abs(value.value):
            near.append((abs(value.value - wanted), id_))
    return tuple(id_ for _, id_ in sorted(near, key=lambda item: (item[0], item[1]))[:1])


def check_exemptions(site: Site, inspections: Iterable[Inspection]) -> Iterator[Problem]:
    """An exemption that matches nothing, or has run out, is a hole in the gate waiting to be used."""
    used: set[str] = set()
    for inspection in inspections:
        used |= {" ".join(text.split()) for text in inspection.exemptions_used}
    today = last_day(site.as_of) if site.as_of else None
    for exemption in site.config.exempt:
        if exemption.until is not None and today is not None and exemption.until < today:
            message = f"the exemption of `{exemption.text}` ran out on {exemption.until.isoformat()}"
            yield Problem(
                "exemption-expired", "error", message, exemption.span, "decide anew: remove it or extend `until:`"
            )
        elif " ".join(exemption.text.split()) not in used:
            message = f"the exemption of `{exemption.text}` matches nothing"
            yield Problem("exemption-unused", "error", message, exemption.span, "remove it, or correct its text")
