"""One page drawn: its view through the theme's template, or its bytes as they are."""

from collections.abc import Iterable, Sequence

import msgspec

from generator.engine.stage import Stage
from generator.language import Language, load
from generator.nouns.page import Page
from generator.render.theme import Theme
from generator.settings import Site


class RenderContext(msgspec.Struct, frozen=True, kw_only=True):
    """What all pages share. The theme's assets are not among it: a change of colour redraws no page."""

    templates: tuple[tuple[str, str], ...]
    attributes: tuple[tuple[str, str], ...] = ()
    language: Language


def context(site: Site, theme: Theme) -> RenderContext:
    """Take from the theme what pages depend on, and the words of the site's language."""
    said = load(site.settings.language)
    return RenderContext(templates=theme.templates, attributes=theme.attributes, language=said)


def run(shared: RenderContext, pages: Sequence[Page]) -> Iterable[bytes]:
    """Draw pages in order."""
    # Jinja2 takes 80 ms to import, and a build in which no page changed needs it not at all.
    from generator.render.environment import draw  # noqa: PLC0415

    for page in pages:
        if page.body is not None:
            yield page.body
        else:
            values = {"frame": page.frame, "view": page.view, "theme": shared}
            yield draw(shared.templates, shared.language.code, f"{page.template}.html", values)


PAGE: Stage[Page, bytes, RenderContext] = Stage(
    name="render", version=1, run=run, output=bytes, heavy=True, batch=32, wave=512
)
"""Drawn pages are not kept: the views that they are drawn from are, and the published site has the pages themselves."""


def plain(path: str) -> bool:
    """Tell files that no theme draws, such as the data, from pages: they are what they are under every theme."""
    return not path.endswith(".html")


def assets(theme: Theme) -> dict[str, bytes]:
    """Give the theme's own files, by their paths in the site."""
    return {f"assets/{path}": content for path, content in theme.assets}
