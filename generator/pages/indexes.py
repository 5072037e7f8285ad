"""Indexes: everyone and everything that has a page, in the order in which one would look for it."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from anyascii import anyascii
from msgspec import structs

from generator.nouns.account import ActorKind
from generator.nouns.ids import ActorId, ArticleId
from generator.nouns.page import IndexGroup, IndexView, Link, Network, Page
from generator.pages import linked, pictures
from generator.pages.addresses import FOLDERS
from generator.pages.desk import Desk
from generator.pages.dossiers import OTHER, topic_told
from generator.pages.entries import Called
from generator.pages.head import described
from generator.pages.sheet import Sheet
from generator.pages.subject import Register, Subject

LONG = 12
"""Entries from which on an index can be narrowed."""

_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


def pages(_: Register) -> Iterator[Subject]:
    """Give all indexes; one without entries too, since every page leads there."""
    yield from (Subject(id=f"index {folder}", page=partial(_actors, kind=kind)) for kind, folder in FOLDERS.items())
    yield Subject(id="index topics", page=_topics)
    yield Subject(id="index articles", page=_articles)
    yield Subject(id="index outlets", page=_outlets)


def _page(sheet: Sheet, view: IndexView) -> Page:
    entries = [one for group in view.groups for one in group.entries]
    facets = sorted({facet for one in entries for facet in one.facets}, key=lambda one: (one.casefold(), one))
    view = structs.replace(view, narrow=len(entries) >= LONG, facets=tuple(facets) if len(facets) > 1 else ())
    frame = sheet.frame(view.title, sheet.desk.say["title_in_briefing"].format(title=view.title))
    links = [one for group in view.groups for one in group.entries]
    frame = described(sheet, frame, "CollectionPage", mainEntity=linked.listing(sheet, links))
    return Page(url=sheet.path, path=f"{sheet.path}index.html", template="index", frame=frame, view=view)


def _actors(desk: Desk, kind: ActorKind) -> Page:
    folder = FOLDERS[kind]
    sheet = Sheet(desk, f"{folder}/")
    keys = {key: _key(one) for key, one in desk.called.items() if one.kind == kind}
    actors = sorted(keys, key=lambda key: (keys[key], key))
    groups = (
        IndexGroup(title=letter, entries=tuple(_entry(sheet, one) for one in inside))
        for letter, inside in groupby(actors, key=lambda one: _letter(keys[one][0]))
    )
    intro = desk.say[f"{folder}_intro"] if actors else desk.say["none_named"]
    network = pictures.network(sheet) if kind == "person" else Network()
    title, facet = desk.say[folder], desk.say["topic"]
    return _page(sheet, IndexView(title=title, intro=intro, groups=tuple(groups), network=network, facet=facet))


def _key(actor: Called) -> tuple[str, str]:
    """Sort people by the last word of their name, others by the first that is not an article, in any script."""
    words = actor.name.split()
    if actor.kind == "person":
        own = [word for word in words if word.casefold() not in _SUFFIXES] or words
        name = own[-1] if own else ""
    else:
        name = " ".join(words[1:] if len(words) > 1 and words[0].casefold() == "the" else words)
    plain = "".join(letter for letter in anyascii(name).casefold() if letter.isalnum() or letter == " ").strip()
    return plain, actor.name


def _letter(key: str) -> str:
    return key[:1].upper() if key[:1].isalpha() else "0–9"


def _entry(sheet: Sheet, key: ActorId) -> Link:
    one = sheet.desk.listed[key]
    link = sheet.actor(key, detail=one.role, number=one.articles)
    return structs.replace(link, facets=tuple(sorted(sheet.desk.titled[topic].title for topic in one.topics)))


def _topics(desk: Desk) -> Page:
    sheet = Sheet(desk, "topics/")
    entries = [
        sheet.topic(key, detail=topic_told(desk.say, one), number=one.passages)
        for key, one in sorted(desk.sketches.items(), key=lambda item: item[0] == OTHER)
    ]
    intro = desk.say["topics_intro"] if entries else desk.say["no_topics"]
    groups = (IndexGroup(entries=tuple(entries)),)
    view = IndexView(title=desk.say["topics"], intro=intro, groups=groups, matrix=pictures.matrix(sheet))
    return _page(sheet, view)


def _articles(desk: Desk) -> Page:
    """List articles by month, the newest first; those without a date last."""
    sheet = Sheet(desk, "articles/")
    articles = desk.credits
    dated = sorted(key for key in articles if articles[key].published)
    dated.sort(key=lambda key: articles[key].published, reverse=True)
    groups = [
        (title, list(inside))
        for title, inside in groupby(
            dated, key=lambda key: desk.language.month_of(articles[key].published) or desk.say["undated_group"]
        )
    ]
    if undated := [key for key in articles if not articles[key].published]:
        groups.append((desk.say["undated_group"], undated))
    view = IndexView(
        title=desk.say["articles"],
        facet=desk.say["outlet"],
        intro=f"{desk.language.count(len(articles), 'article')}, {desk.say['newest_first']}.",
        chart=pictures.coverage(sheet),
        groups=tuple(
            IndexGroup(
                title=title,
                entries=tuple(_told(sheet, one) for one in inside),
            )
            for title, inside in groups
        ),
    )
    return _page(sheet, view)


def _told(sheet: Sheet, key: ArticleId) -> Link:
    publisher = sheet.desk.credits[key].publisher
    link = sheet.article(key, detail=sheet.desk.headings[key].imprint)
    return structs.replace(link, facets=(publisher,) if publisher else ())


def _outlets(desk: Desk) -> Page:
    sheet = Sheet(desk, "outlets/")
    groups = [
        IndexGroup(
            id=desk.addresses.outlets[name],
            title=name,
            entries=tuple(
                sheet.article(key, detail=desk.language.date(desk.credits[key].published[:10])) for key in articles
            ),
        )
        for name, articles in desk.outlets.items()
    ]
    nameless = [key for key in desk.credits if not desk.credits[key].publisher]
    if nameless:
        entries = tuple(
            sheet.article(key, detail=desk.language.date(desk.credits[key].published[:10])) for key in nameless
        )
        groups.append(IndexGroup(title=desk.say["no_outlet"], entries=entries))
    title, intro = desk.say["outlets"], desk.say["outlets_intro"]
    return _page(sheet, IndexView(title=title, intro=intro, groups=tuple(groups), chart=pictures.coverage(sheet)))
