"""What stands around every page of a site: head, masthead, menu, switches, notes, foot; and the key a page is known by.

Made once per producer and shared by its jobs; every generated page is a `Sheet` written through here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import blake2b

from markupsafe import Markup

from exposit import marks
from exposit.language.messages import messages
from exposit.model import ChartBlock, Exempt, Inline, Page, Reference, Site, TableBlock, Words
from exposit.render import routes
from exposit.render.assets import embed_script_route, font_routes, icon_route, script_route, stylesheet_route
from exposit.render.display import fact_html, from_marked, inline_html, inline_text, localized
from exposit.render.markup import html_of
from exposit.render.notes import Notes
from exposit.render.template_facts import known_to_templates, shows_facts
from exposit.render.templates import Templates

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " frame-src 'self'; base-uri 'none'; form-action 'none'"
)
_MENU = 12
"""A menu longer than this is no menu: then only pages that say their place (`order`) stand in it."""
_NAMES = {"en": "English", "fr": "Français", "de": "Deutsch", "es": "Español", "it": "Italiano", "nl": "Nederlands"}


Url = Callable[[str], str]
"""From a route to its address on the page being written."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to write. `title` and `description` are marked plain text; `versions` the routes of the same page by
    language; `more` what the template wants besides."""

    route: str
    language: str
    template: str
    title: str
    description: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    page: Page | None = None
    notes: Notes | None = None
    jsonld: str = ""
    image: str | None = None
    kind: str = "website"
    index: bool = True
    """Whether search engines may list it."""
    anywhere: bool = False
    """Served at any address: its own addresses are rooted."""
    more: Mapping[str, object] = field(default_factory=dict)


class Chrome:
    """The frame of one site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.templates = Templates(site)

    @cached_property
    def _versions(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for page in self.site.pages.values():
            found.setdefault(page.key, {})[page.language] = page.route
        return found

    def versions(self, page: Page) -> Mapping[str, str]:
        """The routes of a page by language, its own included."""
        return self._versions.get(page.key, {page.language: page.route})

    @cached_property
    def page_at(self) -> Mapping[str, Page]:
        """The authors' own pages by route: no generated page goes where one of them is."""
        return {page.route: page for page in self.site.pages.values()}

    @cached_property
    def _files(self) -> tuple[str, str]:
        return stylesheet_route(self.site), script_route(self.site)

    @cached_property
    def _menus(self) -> dict[str, tuple[Page, ...]]:
        return {language: _menu(self.site, language) for language in self.site.config.languages}

    @cached_property
    def _everywhere(self) -> tuple[str, ...]:
        """What every page depends on. Which facts a site's own templates ask for is known when they run: all of them
        then, and all that the texts in `data` may show."""
        common = ("engine", "config", "templates", "data")
        return (*common, "facts", "sources", "terms", "claims") if shows_facts(self.site) else common

    def key(self, sheet_name: str, names: Iterable[str], *more: str) -> str:
        """The key of a page: a hash over the digests it depends on, those of every page among them."""
        digests = self.site.digests
        state = blake2b(digest_size=16)
        for name in (*self._everywhere, *sorted(set(names))):
            state.update(f"{name}={digests.get(name, '')};".encode())
        for text in (sheet_name, str(self.site.config.base_url), str(self.site.draft), *more):
            state.update(f"{text}\0".encode())
        return state.hexdigest()

    def embed_script_route(self) -> str:
        """Where the script is that others load beside an embedded chart."""
        return embed_script_route(self.site) or self._files[1]

    def write(self, sheet: Sheet) -> str:
        """The whole HTML of a sheet, with marks. Raises BrokenTemplateError."""
        return self.templates.render(sheet.template, self._context(sheet))

    def _context(self, sheet: Sheet) -> dict[str, object]:
        site, language = self.site, sheet.language
        config = site.config
        route = routes.anywhere(config) if sheet.anywhere else sheet.route
        say = messages(language)
        notes = sheet.notes or Notes(site, language, route)
        url = partial(routes.relative, route)

        def fact(fact_id: str, *forms: str) -> Markup:
            known_to_templates(site, fact_id, forms)
            return fact_html(site, fact_id, language, notes, forms)

        def text(value: object) -> Markup:
            if isinstance(value, Mapping):
                value = localized(value, language)
            return inline_html(site, value, notes, route) if isinstance(value, Inline) else html_of("{}", value)

        return {
            "_": say.gettext,
            "ngettext": say.ngettext,
            "lang": language,
            "borrowed": None,
            "url": url,
            "fact": fact,
            "text": text,
            "notes": notes.render,
            **self._head(sheet),
            "switch": self._switch(sheet, url),
            "menu": self._menu_links(sheet, url),
            "rooms": self._rooms(sheet, url),
            "home": url(routes.home_url(config, language)),
            "at_home": sheet.route == routes.home_url(config, language),
            "stylesheet": url(self._files[0]),
            "script": url(self._files[1]),
            "fonts": [url(font) for font in font_routes()],
            "icon": url(icon_route()),
            "feed": url(routes.feed_url(config, language)),
            "report_url": config.report_url,
            "draft": site.draft,
            "tally": Markup(marks.TALLY),
            "tally_href": self._tally_href(sheet, url),
            "data": site.data,
            "page": sheet.page,
            **sheet.more,
        }

    def _head(self, sheet: Sheet) -> dict[str, object]:
        """What browsers, search engines and cards are told of a page."""
        config = self.site.config
        name = localized(config.title, sheet.language)
        return {
            "title": Markup(from_text(sheet.title)),
            "description": Markup(from_text(sheet.description)),
            "site_title": Markup(from_text(inline_text(self.site, name) if name else "")),
            "policy": POLICY,
            "canonical": routes.absolute(config, sheet.route) if sheet.index else None,
            "image": self._image(sheet),
            "kind": sheet.kind,
            "robots": None if sheet.index and not self.site.draft else "noindex",
            "alternates": self._alternates(sheet),
            "jsonld": Markup(sheet.jsonld),
        }

    def _image(self, sheet: Sheet) -> str | None:
        """The address of a page's card; a generated page has its front page's."""
        home = routes.home_url(self.site.config, sheet.language)
        image = sheet.image or (routes.card_file(home) if home in self.page_at else None)
        return routes.absolute(self.site.config, image) if image else None

    def _tally_href(self, sheet: Sheet, url: Url) -> str | None:
        """Where the numbers a page counts are listed: its own list, else the page on method."""
        site = self.site
        if sheet.page and has_numbers(sheet.page):
            return url(numbers_url(sheet.page))
        return url(routes.method_url(site.config, sheet.language)) if site.facts or site.config.exempt else None

    def _alternates(self, sheet: Sheet) -> list[tuple[str, str]]:
        if len(sheet.versions) < 2:
            return []
        config = self.site.config
        found = [
            (language, routes.absolute(config, sheet.versions[language]) or "")
            for language in config.languages
            if language in sheet.versions
        ]
        return [*found, ("x-default", found[0][1])] if config.base_url else []

    def _switch(self, sheet: Sheet, url: Url) -> list[dict[str, object]]:
        """The other languages; a page without a version there leads to that language's front page."""
        config = self.site.config
        return [
            {
                "code": language,
                "name": _NAMES.get(language, language),
                "href": url(sheet.versions.get(language, routes.home_url(config, language))),
                "same": language in sheet.versions,
            }
            for language in config.languages
            if language != sheet.language
        ]

    def _menu_links(self, sheet: Sheet, url: Url) -> list[dict[str, object]]:
        return [
            {
                "title": from_marked(inline_text(self.site, page.title)),
                "href": url(page.route),
                "current": page.route == sheet.route,
            }
            for page in self._menus.get(sheet.language, ())
            if not self._is_brand(page)
        ]

    def _is_brand(self, page: Page) -> bool:
        """Whether a page is what the masthead's title says and leads to: then the menu need not say it again."""
        name = localized(self.site.config.title, page.language)
        return page.key == "index" and name is not None and _plain(self.site, page.title) == _plain(self.site, name)

    def _rooms(self, sheet: Sheet, url: Url) -> list[dict[str, object]]:
        """The generated pages that have something to show."""
        site, language = self.site, sheet.language
        say = messages(language).gettext
        rooms = [
            (bool(site.facts), say("Facts"), routes.facts_url),
            (bool(site.sources), say("Sources"), routes.sources_url),
            (bool(site.terms), say("Glossary"), routes.glossary_url),
            (bool(site.facts), say("Corrections"), routes.corrections_url),
            (bool(site.facts), say("Method"), routes.method_url),
        ]
        found = ((name, where(site.config, language)) for there, name, where in rooms if there)
        return [{"title": name, "href": url(to), "current": to == sheet.route} for name, to in found]


def _plain(site: Site, text: Inline) -> str:
    return marks.strip(inline_text(site, text))


_NUMBERED = (Reference, Words, Exempt, ChartBlock, TableBlock)


def has_numbers(page: Page) -> bool:
    """Whether a page shows anything the list behind its denominator could hold."""
    return any(isinstance(placed.hole, _NUMBERED) for placed in page.body.holes)


def numbers_url(page: Page) -> str:
    """Where that list is."""
    return page.route + "numbers/"


def from_text(text: str) -> str:
    """Marked plain text for an attribute or a title: escaped, quotes too."""
    return str(Markup.escape(text))


def _menu(site: Site, language: str) -> tuple[Page, ...]:
    pages = [
        page
        for page in site.pages.values()
        if page.language == language and page.menu and "/" not in page.key.removesuffix("/index")
    ]
    if len(pages) > _MENU:
        pages = [page for page in pages if page.order is not None][:_MENU]
    # Without an order of its own a page stands after those that have one, the front page before all.
    pages.sort(key=lambda page: (page.key != "index", page.order is None, page.order or 0, page.key))
    return tuple(pages) if len(pages) > 1 else ()
