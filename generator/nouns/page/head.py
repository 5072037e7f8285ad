"""What a page tells machines about itself: search engines, previews, feed readers and reference managers."""

from typing import Literal

from generator.nouns.page.text import View


class Tag(View, frozen=True, kw_only=True):
    """One ``<meta>``: ``property`` is OpenGraph's way to name it, ``name`` everybody else's; what both say alike is
    said once.
    """

    name: str = ""
    property: str = ""
    content: str


class FeedLink(View, frozen=True, kw_only=True):
    """A feed of what the page shows; ``href`` is relative to the page, ``kind`` its media type."""

    title: str
    href: str
    kind: Literal["application/atom+xml", "application/feed+json"]


class Head(View, frozen=True, kw_only=True):
    """``canonical`` is the page's own address on the web, empty where the site has none. ``linked_data`` is JSON-LD."""

    canonical: str = ""
    tags: tuple[Tag, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    linked_data: str = ""
