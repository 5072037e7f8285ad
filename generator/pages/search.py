"""Search: a field over the index where there is one, and always a list of everything that needs no index.

From the file system, without JavaScript and before an index is made, the list serves; a script narrows it down.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from anyascii import anyascii

from generator.nouns.ids import ActorId, ArticleId
from generator.nouns.page import Page, SearchEntry, SearchGroup, SearchView
from generator.pages.addresses import FOLDERS
from generator.pages.desk import Desk
from generator.pages.dossiers import OTHER
from generator.pages.head import described
from generator.pages.sheet import Sheet
from generator.pages.subject import Register, Subject

Thing = TypeVar("Thing")

MOST = 1000
"""Pages of one kind that are listed here; of more, the list only names their index."""

INDEX = "pagefind/"
"""Where the index stands in a site; the stage that makes it puts it there."""


def pages(_: Register) -> Iterator[Subject]:
    """Give the one page."""
    yield Subject(id="search", page=page)


def page(desk: Desk) -> Page:
    """Write the page of the search."""
    sheet = Sheet(desk, "search/")
    view = SearchView(
        title=desk.say["search"],
        index=f"{sheet.root}{INDEX}" if desk.site.settings.search else "",
        groups=tuple(one for one in _groups(sheet) if one.total),
    )
    frame = described(sheet, sheet.frame(view.title, desk.say["search_told"]))
    return Page(url=sheet.path, path=f"{sheet.path}index.html", template="search", frame=frame, view=view)


def _groups(sheet: Sheet) -> Iterator[SearchGroup]:
    desk = sheet.desk
    for kind, folder in FOLDERS.items():
        actors = [key for key, one in desk.called.items() if one.kind == kind]
        yield _group(sheet, folder, actors, _actor)
    topics = [key for key in desk.titled if key != OTHER]
    yield _group(sheet, "topics", topics, lambda sheet, key: SearchEntry(link=sheet.topic(key)))
    yield _group(sheet, "articles", list(desk.headings), _article)


def _group(
    sheet: Sheet, folder: str, things: Sequence[Thing], entry: Callable[[Sheet, Thing], SearchEntry]
) -> SearchGroup:
    shown = things if len(things) <= MOST else ()
    entries = tuple(entry(sheet, one) for one in shown)
    return SearchGroup(title=sheet.desk.say[folder], href=sheet.href(f"{folder}/"), total=len(things), entries=entries)


def _actor(sheet: Sheet, key: ActorId) -> SearchEntry:
    """List an actor with the words of all names, spelt with plain letters: so each of them finds it."""
    words = {word for text in sheet.desk.names[key] for word in anyascii(text).lower().split()}
    return SearchEntry(link=sheet.actor(key), words=" ".join(sorted(words)))


def _article(sheet: Sheet, key: ArticleId) -> SearchEntry:
    return SearchEntry(link=sheet.article(key, detail=sheet.desk.headings[key].imprint))
