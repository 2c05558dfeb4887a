"""The engine's own words: English in the code, other languages in `catalogues/LANGUAGE.po`, compiled in memory.

Write `say = messages(language)`, `say.gettext("Sources")` and `say.ngettext("{count} fact", "{count} facts", n)`; a
test names every message that `fr.po` lacks. A language without a catalogue speaks English.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from importlib.resources import files

from exposit.language.locales import base_language, compile_catalogue


@dataclass(frozen=True, slots=True)
class Messages:
    """The words of one language."""

    language: str
    _catalogue: NullTranslations

    def gettext(self, message: str) -> str:
        """The message in this language, itself where it is not translated; empty stays empty."""
        return self._catalogue.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form for `number` of them, by the language's plural rule; the number is not filled in."""
        return self._catalogue.ngettext(singular, plural, number)

    def has(self, message: str) -> bool:
        """Whether the catalogue translates it: a translation equal to the English counts, a missing one does not."""
        known = getattr(self._catalogue, "_catalog", {})
        return message in known or (message, 0) in known


@cache
def messages(language: str) -> Messages:
    """The engine's words in a language (its base: `fr` for `fr-CA`)."""
    return Messages(language, _catalogue(base_language(language)))


@cache
def _catalogue(language: str) -> NullTranslations:
    po = catalogue_text(language)
    return compile_catalogue(po, language) if po is not None else NullTranslations()


def catalogue_text(language: str) -> bytes | None:
    """The text of a language's catalogue as it ships with the package; None where there is none."""
    if not language.isalpha():
        return None
    found = files("exposit.language").joinpath("catalogues", f"{language}.po")
    return found.read_bytes() if found.is_file() else None
