"""content/site.yaml -> Config, every default filled in. Read before everything else: the other files need its languages
and units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from exposit.codes import CODES
from exposit.facts.failure import shortened
from exposit.facts.units import Units
from exposit.model import Config, Exemption, Localized
from exposit.nearest import did_you_mean, nearest
from exposit.problems import Problem, Related, Span
from exposit.read.document import KeyPath
from exposit.read.entry import EntryReader
from exposit.read.schema import SiteFile, validate
from exposit.read.yaml import read_yaml

Setting = Literal["off", "warning", "error"]

SUPPORTED_LANGUAGES = ("en", "fr")
"""Languages the engine can read and write numbers in; their regional variants (`fr-CA`) are served by them."""

_TAG = re.compile(r"(?P<base>[a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_UNIT_NAME = re.compile(r"[^\W\d]\w{0,40}")


def read_config(path: str, text: str) -> tuple[Config, tuple[Problem, ...]]:
    """The settings of a site. What cannot be read has its default, and a problem."""
    document = read_yaml(path, text)
    shape, problems = validate(SiteFile, document)
    shape = shape or SiteFile.model_validate({})
    reader = EntryReader(document, ("en",), Units())
    reader.languages = _languages(reader, shape.languages)
    units = _units(reader)
    reader.units = Units(units)
    vocabulary = shape.vocabulary
    config = Config(
        languages=reader.languages,
        title=reader.text(("title",)) if shape.title is not None else None,
        description=reader.text(("description",)) if shape.description is not None else None,
        base_url=_base_url(reader) if shape.base_url is not None else None,
        as_of=reader.date(("as_of",)) if shape.as_of is not None else None,
        authors=tuple(shape.authors or ()),
        report_url=reader.address(("report_url",)) if shape.report_url is not None else None,
        natures=_vocabulary(reader, "nature", vocabulary.nature if vocabulary else {}),
        certainties=_vocabulary(reader, "certainty", vocabulary.certainty if vocabulary else {}),
        units=units,
        exempt=_exemptions(reader),
        checks=_checks(reader, shape),
        raw_html=shape.raw_html,
        theme=_theme(reader, shape),
        lead_label=reader.text(("theme", "lead_label")) if shape.theme and shape.theme.lead_label is not None else None,
        spans=document.spans(()),
    )
    return config, (*document.problems, *problems, *reader.problems)


_NAMES = {"english": "en", "anglais": "en", "french": "fr", "français": "fr", "francais": "fr"}
"""What authors call the languages there are."""


def _languages(reader: EntryReader, written: Sequence[str] | None) -> tuple[str, ...]:
    found: list[str] = []
    for language, span in _tags(reader, written or ()):
        match = _TAG.fullmatch(language)
        base = match["base"] if match else language.replace("_", "-").split("-")[0].casefold()
        if base not in SUPPORTED_LANGUAGES:
            message = f"numbers cannot be read and written in the language `{shortened(language)}`"
            known = ", ".join(f"`{name}`" for name in SUPPORTED_LANGUAGES)
            reader.report("language-unsupported", message, span, f"supported are {known} and variants such as `fr-CA`")
        elif match is None:
            message = f"`{shortened(language)}` is not a language tag"
            parts = language.replace("_", "-").split("-")
            likely = "-".join((base, *(part.upper() if len(part) == 2 else part.title() for part in parts[1:])))
            hint = f"did you mean `{likely}`?" if _TAG.fullmatch(likely) else "write one such as `fr` or `fr-CA`"
            reader.report("language-unsupported", message, span, hint)
        elif language in found:
            reader.report("language-repeated", f"`{language}` is listed twice", span, "keep one of them")
        else:
            found.append(language)
    return tuple(found) or ("en",)


def _tags(reader: EntryReader, written: Sequence[str]) -> Iterator[tuple[str, Span]]:
    """Each language with its place. `en, fr` and `english` are told, and read as they are meant."""
    if len(written) == 1 and "," in written[0]:
        parts = [part.strip() for part in written[0].split(",") if part.strip()]
        span = reader.document.span(("languages",))
        reader.report(
            "value-kind", f"`{shortened(written[0])}` is one text, not a list", span, f"write `[{', '.join(parts)}]`"
        )
        yield from ((part, span) for part in parts)
        return
    for index, language in enumerate(written):
        span = reader.document.span(("languages", index))
        tag = _NAMES.get(language.casefold())
        if tag is not None:
            message = f"`{shortened(language)}` is not a language tag"
            reader.report("language-unsupported", message, span, f"write `{tag}`")
        yield tag or language, span


def _base_url(reader: EntryReader) -> str | None:
    address = reader.address(("base_url",))
    if address is not None and ("?" in address or "#" in address):
        message = f"`{shortened(address)}` is more than the address of a site"
        hint = f"write `{re.split('[?#]', address)[0]}`"
        reader.report("url-invalid", message, reader.document.span(("base_url",)), hint)
        return None
    return address


def _vocabulary(reader: EntryReader, key: str, words: Mapping[str, object]) -> dict[str, Localized]:
    found: dict[str, Localized] = {}
    for word in words:
        text = reader.text(("vocabulary", key, word))
        if text is not None:
            found[word] = text
    return found


def _units(reader: EntryReader) -> dict[str, dict[str, tuple[str, str]]]:
    units = reader.document.mapping().get("units")
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for name, value in units.items() if isinstance(units, dict) else ():
        path = ("units", name)
        if not _UNIT_NAME.fullmatch(name):
            message = f"`{shortened(name)}` cannot be the name of a unit"
            hint = "a name is one word that begins with a letter"
            reader.report("unit-name", message, reader.document.key_span(path), hint)
        elif value is not None:
            found[name] = _nouns_by_language(reader, path, value)
    return found


def _nouns_by_language(reader: EntryReader, path: KeyPath, value: object) -> dict[str, tuple[str, str]]:
    """Singular and plural in every language; where one is missing, the name stands in, and a problem says so."""
    name = str(path[-1])
    if not isinstance(value, dict):
        if len(reader.languages) > 1:
            wanted = ", ".join(f"{language}: [{name}, {name}s]" for language in reader.languages)
            message = f"`{name}` does not say which language its nouns are in"
            span = reader.document.span(path)
            reader.report("text-missing-language", message, span, f"write `{name}: {{{wanted}}}`")
        nouns = _nouns(reader, path, value)
        return dict.fromkeys(reader.languages, nouns)
    for language in value:
        if language not in reader.languages:
            message = f"`{shortened(language)}` is not a language of this site"
            listed = "its languages: " + ", ".join(f"`{known}`" for known in reader.languages)
            hint = did_you_mean(language, reader.languages, listed=0) or listed
            reader.report("language-unknown", message, reader.document.key_span((*path, language)), hint)
    missing = [language for language in reader.languages if language not in value]
    if missing and not reader.document.is_lost(path):
        message = f"`{name}` lacks " + ", ".join(f"`{language}`" for language in missing)
        hint = "write " + ", ".join(f"`{language}: [{name}, {name}s]`" for language in missing)
        reader.report("text-missing-language", message, reader.document.key_span(path), hint)
    return {
        language: _nouns(reader, (*path, language), value[language]) if language in value else (name, name)
        for language in reader.languages
    }


def _nouns(reader: EntryReader, path: KeyPath, value: object) -> tuple[str, str]:
    """Singular and plural; one noun serves as both."""
    words = [value] if isinstance(value, str) else value
    if (
        isinstance(words, list)
        and len(words) in (1, 2)
        and all(isinstance(word, str) and word.strip() for word in words)
    ):
        return str(words[0]), str(words[-1])
    name = str(path[1])
    message = f"`{name}` needs a singular and a plural"
    reader.report("unit-name", message, reader.document.span(path), f"write `[{name}, {name}s]`")
    return name, name


def _exemptions(reader: EntryReader) -> tuple[Exemption, ...]:
    written = reader.document.mapping().get("exempt")
    found: list[Exemption] = []
    seen: dict[str, KeyPath] = {}
    for index, item in enumerate(written if isinstance(written, list) else ()):
        path = ("exempt", index)
        if not isinstance(item, dict):
            continue  # the schema has said so
        text, reason, until = item.get("text"), item.get("reason"), item.get("until")
        if not (isinstance(text, str) and text.strip() and isinstance(reason, str) and reason.strip()):
            continue
        span = reader.document.span((*path, "text"))
        if text in seen:
            related = (Related("first written here", reader.document.span(seen[text])),)
            reader.report(
                "exemption-repeated", f"`{shortened(text)}` is exempt twice", span, "keep one of them", related
            )
            continue
        seen[text] = (*path, "text")
        day = reader.day((*path, "until")) if until is not None else None
        found.append(Exemption(str(text), str(reason), day, span))
    return tuple(found)


def _checks(reader: EntryReader, shape: SiteFile) -> dict[str, Setting]:
    settable = sorted(code for code, about in CODES.items() if about.settable)
    found: dict[str, Setting] = {}
    for code, severity in shape.checks.items():
        span = reader.document.key_span(("checks", code))
        if code in settable:
            found[code] = severity
        elif code in CODES:
            message = f"`{code}` is always {_article(CODES[code].severity)}"
            hint = "it can be set for " + ", ".join(f"`{name}`" for name in settable)
            reader.report("check-fixed", message, span, hint)
        else:
            near = nearest(code, settable) or nearest(code, CODES)
            hint = f"did you mean `{near}`?" if near else "it can be set for " + ", ".join(f"`{n}`" for n in settable)
            reader.report("check-unknown", f"no problem has the code `{shortened(code)}`", span, hint)
    return found


def _article(severity: str) -> str:
    return "an error" if severity == "error" else "a warning"


def _theme(reader: EntryReader, shape: SiteFile) -> dict[str, str]:
    found: dict[str, str] = {}
    if shape.theme is None:
        return found
    accent, lead = shape.theme.accent, shape.theme.lead
    if accent is not None and _COLOUR.fullmatch(accent):
        found["accent"] = accent.lower()
    elif accent is not None:
        hint = f'did you mean `"#{accent}"`?' if _COLOUR.fullmatch("#" + accent) else 'write one such as `"#0b5a8f"`'
        span = reader.document.span(("theme", "accent"))
        reader.report("colour-invalid", f"`{shortened(accent)}` is not a colour", span, hint)
    if lead is not None:
        found["lead"] = lead
    return found
