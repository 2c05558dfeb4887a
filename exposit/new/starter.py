"""A small site to start from: which files `exposit new` writes, as a mapping. No disk here but the package's own data.

The starter is written once, in every language it knows; a site gets the languages it asked for, and a one-language site
plain texts where the others have mappings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib import resources

from exposit import __version__

LANGUAGES = ("en", "fr")
"""The languages the starter is written in."""
TITLES = {"en": "What did the cycling plan buy?", "fr": "Qu’a acheté le plan vélo ?"}
_TEXT = r'"(?:[^"\\]|\\.)*"'
_MAPPING = re.compile(rf"\{{en: ({_TEXT}), fr: ({_TEXT})\}}")
_YAML = ("site.yaml", "facts.yaml", "charts.yaml", "glossary.yaml")
_ROOT = {
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "requirements.txt": "requirements.txt",
    "netlify.toml": "netlify.toml",
    "ci.yml": ".github/workflows/site.yml",
}


def starter(languages: Sequence[str], title: str | None = None) -> dict[str, str]:
    """Every file of a new site by path, in these languages (of `LANGUAGES`, the first at the site's front)."""
    files: dict[str, str] = {}
    for name in _YAML:
        files[f"content/{name}"] = _reduced(_read(name), languages)
    files["content/site.yaml"] = _settings(files["content/site.yaml"], languages, title)
    for language in languages:
        folder = "content/" if len(languages) == 1 else f"content/{language}/"
        for page in ("index.md", "about.md"):
            files[folder + page] = _read(f"{language}/{page}")
    for source, target in _ROOT.items():
        text = _read(f"root/{source}")
        files[target] = text.replace("THE-TITLE", title or TITLES[languages[0]]).replace("THE-VERSION", __version__)
    return files


def _settings(text: str, languages: Sequence[str], title: str | None) -> str:
    titles = {language: json.dumps(title or TITLES[language], ensure_ascii=False) for language in languages}
    shown = titles[languages[0]]
    if len(languages) > 1:
        shown = "{" + ", ".join(f"{language}: {words}" for language, words in titles.items()) + "}"
    return text.replace("THE-TITLE", shown).replace("THE-LANGUAGES", f"[{', '.join(languages)}]")


def _reduced(text: str, languages: Sequence[str]) -> str:
    """Every text in the languages asked for alone."""

    def chosen(found: re.Match[str]) -> str:
        words = dict(zip(LANGUAGES, found.groups(), strict=True))
        if len(languages) == 1:
            return words[languages[0]]
        return "{" + ", ".join(f"{language}: {words[language]}" for language in languages) + "}"

    return _MAPPING.sub(chosen, text)


def _read(name: str) -> str:
    return resources.files("exposit.new").joinpath("starter", *name.split("/")).read_text(encoding="utf-8")
