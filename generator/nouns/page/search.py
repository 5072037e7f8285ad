"""The search page."""

from generator.nouns.page.text import Link, View


class SearchEntry(View, frozen=True, kw_only=True):
    """One page in the list of all; ``words`` are other names of it, in plain small letters."""

    link: Link
    words: str = ""


class SearchGroup(View, frozen=True, kw_only=True):
    """Pages of one kind: all of them, or none where they are too many, and ``href`` leads to their index."""

    title: str
    href: str
    total: int
    entries: tuple[SearchEntry, ...] = ()


class SearchView(View, frozen=True, kw_only=True, tag=True):
    """The search page. ``index`` is the folder of the search index, relative to the page, empty without one."""

    title: str
    index: str = ""
    groups: tuple[SearchGroup, ...] = ()
