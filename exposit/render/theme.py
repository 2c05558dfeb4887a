"""The engine's theme as installed, and a site's own files over it: by name, theirs wins.

What lies in `exposit/theme/` is part of the program like its code, and is read the way code is: once, from the package.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from exposit.model import Site


@cache
def installed(folder: str) -> Mapping[str, bytes]:
    """The files of one folder of the theme (`css`, `templates` ...), by name, in the order of their names."""
    files = (file for file in resources.files("exposit.theme").joinpath(folder).iterdir() if file.is_file())
    return MappingProxyType({file.name: file.read_bytes() for file in sorted(files, key=lambda file: file.name)})


def own(site: Site, folder: str) -> Mapping[str, str]:
    """The site's own files of a folder (`templates/css/…`), by name."""
    lead = f"{folder}/"
    return {name.removeprefix(lead): text for name, text in site.templates.items() if name.startswith(lead)}


def texts(site: Site, folder: str) -> Mapping[str, str]:
    """The texts of a folder: the theme's in their order, each replaced where the site has its own; then what only the
    site has."""
    theirs = own(site, folder)
    ours = {name: content.decode() for name, content in installed(folder).items()}
    return {**ours, **theirs}
