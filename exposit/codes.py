"""Every problem code there is: how grave it is, whether `checks:` in site.yaml may say otherwise, what it is about.

Ground floor. `tests/test_codes.py` finds every code used in the engine and wants it here; the guide lists what is here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from exposit.problems import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """`severity` as reported unless set otherwise; `settable`: `checks:` may turn it off or into the other; `summary`
    for the guide, one sentence."""

    severity: Severity
    settable: bool
    summary: str


def _error(summary: str) -> Code:
    return Code("error", False, summary)


def _setting(severity: Severity, summary: str) -> Code:
    return Code(severity, True, summary)


CODES: Mapping[str, Code] = MappingProxyType(
    {
        "annotation-place": _error("An annotation of a chart stands at a fact or at a date, at one of them."),
        "block-syntax": _error("A line that begins with `:::` cannot be read."),
        "block-unknown": _error("A block is neither a chart nor a table."),
        "character-bidi": _setting("warning", "An invisible character turns the direction of reading."),
        "character-control": _error("A control character or an invisible line end stands in a text."),
        "character-private": _error("A character stands in a text that the engine keeps for itself."),
        "chart-amount": _error("A chart of amounts names a date or a text, or a whole that is no amount."),
        "chart-axis": _setting("warning", "A chart over time shows something outside the years it was given."),
        "chart-empty": _error("A chart has nothing to show."),
        "chart-forms": _error("Two forms of a chart, such as its page and its CSV, do not say the same."),
        "chart-highlight": _error("What a chart is to emphasise or remark on is not among its rows."),
        "chart-idle": _setting("warning", "A key of a chart changes nothing in a chart of its kind."),
        "chart-negative": _error("A chart of shares, squares or flows has an amount below zero."),
        "chart-parties": _error("A flow lacks its payer or its payee."),
        "chart-repeats": _error("A chart lists a fact or a view twice, or a page shows a chart twice."),
        "chart-squares": _error("A chart would need more squares than can be seen, or squares worth nothing."),
        "chart-sums": _error("A chart adds facts of different `sum_group`s."),
        "chart-undated": _error("A chart over time shows a fact without a day."),
        "chart-units": _error("A chart shows amounts of different dimensions."),
        "chart-unknown": _error("A page shows a chart that is not written down."),
        "chart-view": _error("A view of a chart would be empty, or its kind has none."),
        "chart-whole": _error("The parts of a chart come to more than their whole."),
        "check-fixed": _error("`checks:` sets a problem that cannot be set."),
        "check-unknown": _error("`checks:` names a problem that does not exist."),
        "choice-unknown": _error("A value is none of the words its key can have."),
        "citation-syntax": _error("A citation cannot be read."),
        "claim-false": _error("A claim in the text is not true of the facts."),
        "claim-number": _error("The number in the words of a claim is not the one it compares with."),
        "claim-uncertain": _setting("warning", "A claim is true of the values and not of their whole intervals."),
        "colour-invalid": _error("A colour of the theme cannot be read."),
        "content-missing": _error("The site has no page."),
        "date-syntax": _error("A date cannot be read, or does not exist."),
        "entity-unknown": _error("A fact names an entity that is not written down."),
        "exemption-expired": _error("An exemption has run out."),
        "exemption-repeated": _error("A text is exempt twice."),
        "exemption-unused": _error("An exemption matches nothing."),
        "fact-removed": _setting("warning", "A published fact is gone and left no `was:`."),
        "fact-stale": _setting("warning", "The day by which a fact was to be looked at again is over."),
        "fact-unknown": _error("A text or a chart names a fact that is not written down."),
        "fact-unsourced": _error("A fact has no evidence."),
        "fact-valueless": _error("A fact has none of `value`, `date`, `text`, `formula`, `undisclosed`."),
        "fact-values": _error("A fact has more than one of `value`, `date`, `text`, `formula`, `undisclosed`."),
        "file-encoding": _error("A file is not UTF-8."),
        "file-name": _error("The name of a file cannot be published everywhere."),
        "file-outside": _error("A link leads out of the site's folder."),
        "file-special": _error("A file is no ordinary file."),
        "file-too-large": _error("A file is too large to be read."),
        "file-unread": _setting("warning", "A file in `content/` is none that is read."),
        "file-unreadable": _error("A file cannot be read."),
        "footnote-unknown": _error("A text names a footnote that is not written."),
        "footnote-unused": _error("A footnote is written and nothing in the text names it."),
        "form-inapplicable": _error("A form of a reference does not suit the fact."),
        "form-unknown": _error("A reference asks for a form that does not exist."),
        "formula-cycle": _error("Formulas need each other."),
        "formula-input": _error("A formula needs a fact that has failed itself; told at that fact, never shown."),
        "formula-kind": _error("A formula calculates with something that is no number."),
        "formula-size": _error("The result of a formula is too large or too small."),
        "formula-sum-group": _error("A formula adds facts of different `sum_group`s."),
        "formula-syntax": _error("A formula cannot be read."),
        "formula-undisclosed": _error("A formula needs a value that was not published."),
        "formula-units": _error("A formula mixes units that do not fit."),
        "formula-unknown-fact": _error("A formula names a fact that is not written down."),
        "formula-zero": _error("A formula may divide by zero."),
        "front-matter": _error("The front matter of a page cannot be read."),
        "front-page-missing": _error("A site has no page for its front."),
        "heading-id": _error("An explicit heading id cannot be used."),
        "html-dropped": _setting("warning", "HTML of a page was dropped, because it could do harm."),
        "id-duplicate": _error("An id is written in two files, or is a former id of something else."),
        "id-invalid": _error("An id is not lower-case letters, digits and `_`, joined by dots."),
        "key-duplicate": _error("A key is written twice in one mapping."),
        "key-missing": _error("A required key is missing."),
        "key-unknown": _error("A key does not exist, or not here."),
        "language-repeated": _error("`languages:` lists a language twice."),
        "language-tag": _error("The language of a source cannot be read."),
        "language-unknown": _error("A text is written in a language that the site does not have."),
        "language-unsupported": _error("A language is neither English nor French nor a variant of them."),
        "languages-disagree": _error("Two languages of a page or a chart show different facts, charts or sources."),
        "link-broken": _error("A link leads nowhere."),
        "markdown-limit": _error("A page is too large or too deeply nested to be read."),
        "number-in-words": _setting("warning", "A number in words stands in the text without a source."),
        "number-unsourced": _error("A number stands in the text without a source."),
        "page-language": _error("A page stands in a folder of no language."),
        "page-name": _error("The name of a page cannot be its address."),
        "page-reserved": _error("The address of a page is one the engine makes itself."),
        "page-twin": _error("Two pages have one address."),
        "period-reversed": _error("A period ends before it begins."),
        "period-unquoted": _setting("warning", "No quote holds the end of a period."),
        "picture-letters": _setting("warning", "A picture shows letters that no font of ours has."),
        "proof-escaped": _error("A number planted by `check --prove` reached readers and was not reported."),
        "proof-stuck": _error(
            "A fact changed by `check --prove`, and a place that shows it did not, or the other way."
        ),
        "quantity-syntax": _error("A quantity cannot be read."),
        "query-empty": _error("A query of a formula or of a table finds no fact."),
        "query-key": _error("A query asks for a key that facts cannot be found by."),
        "query-syntax": _error("A query cannot be read."),
        "quote-mismatch": _error("A quote does not hold the value it is evidence of."),
        "quote-qualifier": _setting("warning", "A quote says “up to”, and the fact does not."),
        "reference-place": _error("One of our forms stands where it cannot be shown."),
        "reference-syntax": _error("A reference cannot be read."),
        "revision-missing": _setting("warning", "A published value has changed, and no revision says why."),
        "section-unpaired": _setting("warning", "A section stands in one language only."),
        "source-unknown": _error("A fact or a text names a source that is not written down."),
        "template-error": _error("A template of the site fails."),
        "template-missing": _error("A page asks for a template that does not exist."),
        "template-syntax": _error("A template of the site cannot be read."),
        "term-syntax": _error("A glossary term in a text cannot be read."),
        "term-unknown": _error("A text names a term that the glossary does not have."),
        "text-missing-language": _error("A text is missing in a language of the site."),
        "text-torn": _error("A text with a comma in it is not quoted, and YAML has torn it."),
        "translation-missing": _setting("warning", "A page is missing in a language of the site."),
        "unit-name": _error("A unit of `units:` has no usable name or no nouns."),
        "unit-unknown": _error("A unit does not exist."),
        "url-invalid": _error("An address does not begin with `http://` or `https://`, or cannot be one."),
        "value-empty": _error("A key has no value."),
        "value-kind": _error("A value is of the wrong kind: a list where a text belongs."),
        "vocabulary-unknown": _setting("warning", "A nature or a certainty has no name in `vocabulary:`."),
        "words-mismatch": _error("The words of an author do not say what the fact says."),
        "words-syntax": _error("Words with braces behind them cannot be read."),
        "yaml-anchor": _error("An anchor, an alias or a merge key stands in a YAML file."),
        "yaml-documents": _error("A YAML file holds more than one document."),
        "yaml-key": _error("A key of a YAML file is missing or is no text."),
        "yaml-quote": _error("A text in a YAML file must be quoted."),
        "yaml-syntax": _error("A YAML file cannot be read."),
        "yaml-tab": _error("A YAML file is indented with a tab."),
        "yaml-tag": _error("A tag stands in a YAML file."),
        "yaml-too-deep": _error("A YAML file is nested too deep."),
        "yaml-too-large": _error("A YAML file is too large."),
    }
)
"""By code, in alphabetical order."""
