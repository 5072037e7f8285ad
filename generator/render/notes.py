"""Editors' Markdown as safe HTML: the only place where text becomes markup."""

import html
import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.safe.web import is_web

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

LIMIT = 40_000
"""Characters of one note; what follows is left out (a run of 50,000 opening brackets takes seconds)."""

_TAGS = {"p", "br", "hr", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h2", "h3", "h4"}
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SAFE = re.compile(r"[^\x00-\x20\\\"'<>`{}|^]+")


def note(markdown: str) -> Markup:
    """Turn a note into HTML: a dozen tags, links to the web or by mail, headings below the page's own."""
    import nh3  # noqa: PLC0415 - most builds draw no note

    drawn = _parser().render(markdown[:LIMIT])
    clean = nh3.clean(
        drawn,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        attribute_filter=_attribute,
    )
    # A link that lost its target is no link; nh3 leaves the bare tag.
    clean = re.sub(r"<a>(.*?)</a>", r"\1", clean, flags=re.DOTALL)
    return Markup(clean)  # noqa: S704  # the one place: nh3 has just cleaned it


def allowed(url: str) -> bool:
    """Tell whether a note may link there: http, https or mailto, a plain host, no user, a sane port."""
    bare = _CONTROL.sub("", html.unescape(url))
    if bare != url.strip() or not _SAFE.fullmatch(bare):
        return False
    if bare[:7].lower() == "mailto:":
        return bool(bare[7:]) and not bare.startswith("//", 7)
    return is_web(bare)


def _attribute(_tag: str, _name: str, value: str) -> str | None:
    return value if allowed(value) else None


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - as above

    parser = MarkdownIt("js-default", {"linkify": False, "typographer": False, "html": False})
    parser.disable("image")
    parser.validateLink = allowed  # type: ignore[method-assign]  # the documented way to set it
    parser.core.ruler.push("headings", _lower)
    return parser


def _lower(state: "StateCore") -> None:
    """Let headings start below the page's own and never skip a level, whatever the note does."""
    above: list[int] = []
    for token in state.tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            above = [one for one in above if one < level]
            above.append(level)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(len(above) + 1, 4)}"
