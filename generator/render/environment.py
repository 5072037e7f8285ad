"""The one Jinja2 environment: everything is escaped, nothing is undefined, templates come from the theme alone."""

from collections.abc import Mapping
from functools import lru_cache

import jinja2

from generator.render import drawing, filters, notes


@lru_cache(maxsize=8)
def environment(templates: tuple[tuple[str, str], ...]) -> jinja2.Environment:
    """Make the environment of one theme chain; ``templates`` are names and texts, as ``Theme.templates`` has them."""
    made = jinja2.Environment(
        loader=jinja2.DictLoader(dict(templates)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    # Jinja2's own ways to declare text safe or to write attributes unescaped are not for themes.
    for name in ("safe", "xmlattr", "urlize"):
        made.filters.pop(name)
    made.filters.update(
        plain_date=filters.plain_date,
        period=filters.period,
        plural=filters.plural,
        clip=filters.clip,
        short=filters.short,
        note=notes.note,
        fan=drawing.fan,
    )
    made.tests.update(html_date=filters.html_date, in_page=in_page, web_address=web_address, wordlike=str.isalnum)
    made.globals.clear()
    made.globals.update({"range": range, "namespace": jinja2.utils.Namespace})
    return made


def in_page(href: str) -> bool:
    """Tell whether a link stays on its page."""
    return href.startswith("#")


def web_address(value: str) -> bool:
    """Tell whether a source's own address may become a link."""
    return value.startswith(("http://", "https://")) and notes.allowed(value)


def draw(templates: tuple[tuple[str, str], ...], name: str, values: Mapping[str, object]) -> bytes:
    """Render one template to UTF-8, ending with one newline."""
    text = environment(templates).get_template(name).render(values)
    return (text.rstrip() + "\n").encode("utf-8", "replace")
