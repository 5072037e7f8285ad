"""One page drawn: its view through the theme's template, or its bytes as they are."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import cast

import msgspec

from generator.engine.digest import digest, encode
from generator.engine.executor import Engine
from generator.engine.pieces import Given, Print
from generator.engine.stage import Stage
from generator.language import Language, load
from generator.nouns.page import Frame, Page
from generator.nouns.page.text import View
from generator.render.shell import Parts, parts
from generator.render.theme import Theme
from generator.settings import Site


class RenderContext(msgspec.Struct, frozen=True, kw_only=True):
    """What all pages share. The theme's assets are not among it: a change of colour redraws no page.

    ``parts`` are those of the templates that have any, by their names.
    """

    templates: tuple[tuple[str, str], ...]
    parts: dict[str, Parts] = {}
    attributes: tuple[tuple[str, str], ...] = ()
    language: Language


def context(site: Site, theme: Theme, engine: Engine) -> RenderContext:
    """Take from the theme what pages depend on, and the words of the site's language."""
    said = load(site.settings.language)
    taken = parts(theme.templates, engine)
    return RenderContext(templates=theme.templates, parts=taken, attributes=theme.attributes, language=said)


def run(shared: RenderContext, pages: Sequence[Given[Page]]) -> Iterable[Print]:
    """Draw pages in order; the core of a page is its body, which is taken as it is where it stands."""
    # Jinja2 takes 80 ms to import, and a build in which no page changed needs it not at all.
    from generator.render.environment import draw  # noqa: PLC0415

    theme = msgspec.structs.replace(shared, templates=(), parts={})  # a page is not made of how others look
    for given in pages:
        page = given.value
        if page.body is not None:
            yield Print(content=page.body)
        else:
            name = f"{page.template}.html"
            shell = shared.parts[name].shell if name in shared.parts else ""
            values = {"frame": page.frame, "view": page.view, "theme": theme}
            yield draw(shared.templates, shared.language.code, name, values, shell=shell, body=given.core)


PAGE: Stage[Given[Page], Print, RenderContext] = Stage(
    name="render", version=2, run=run, output=Print, heavy=True, batch=32, wave=512
)
"""Drawn pages are not kept: the views that they are drawn from are, and the published site has the pages themselves."""


def body(shared: RenderContext, page: Page) -> bytes:
    """Give a mark of all that a page's body depends on beside the page; empty where the page is drawn as a whole."""
    taken = shared.parts.get(f"{page.template}.html") if page.body is None else None
    return digest(taken.mark, _shared(shared.attributes, shared.language.code)) if taken else b""


class Framed(View, frozen=True, kw_only=True):
    """A page of which the view is not read: all that its shell needs. Its fields are those of ``Page``, in their order:
    as bytes a page is a list of them.
    """

    url: str
    path: str
    template: str = ""
    frame: Frame | None = None
    view: msgspec.Raw = msgspec.Raw()
    body: bytes | None = None


def glance(shared: RenderContext) -> type[Page]:
    """Give the kind of page that is enough to draw a shell from."""
    return Page if any(one.knowing for one in shared.parts.values()) else cast("type[Page]", Framed)


@lru_cache(maxsize=8)
def _shared(attributes: tuple[tuple[str, str], ...], code: str) -> bytes:
    return digest(encode((attributes, load(code))))


def plain(path: str) -> bool:
    """Tell files that no theme draws, such as the data, from pages: they are what they are under every theme."""
    return not path.endswith(".html")


def assets(theme: Theme) -> dict[str, bytes]:
    """Give the theme's own files, by their paths in the site."""
    return {f"assets/{path}": content for path, content in theme.assets}
