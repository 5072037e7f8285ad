"""What stands around the text of every page."""

from typing import Literal

from generator.nouns.page.head import Head
from generator.nouns.page.text import Link, View


class NavItem(View, frozen=True, kw_only=True):
    """One entry of the site's navigation; ``current`` on the page that it leads to."""

    text: str
    href: str
    current: bool = False


class Frame(View, frozen=True, kw_only=True):
    """What every page has around its text: ``language`` is that of the page's own words, ``sources`` that of what it
    quotes. ``facets`` are by what a search narrows down and the page does not show, as names and values: a page
    without any is not searched.
    """

    title: str
    site_title: str
    description: str = ""
    language: str = "en"
    sources: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"
    root: str
    navigation: tuple[NavItem, ...] = ()
    crumbs: tuple[Link, ...] = ()
    head: Head | None = None
    facets: tuple[tuple[str, str], ...] = ()
