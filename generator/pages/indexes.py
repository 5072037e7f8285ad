"""Indexes: everyone and everything that has a page, in the order in which one would look for it."""

from collections.abc import Iterator
from itertools import groupby

from anyascii import anyascii
from msgspec import structs

from generator.nouns.account import ActorKind
from generator.nouns.article import Article
from generator.nouns.findings import Actor
from generator.nouns.page import IndexGroup, IndexView, Link, Network, Page
from generator.pages import linked, pictures
from generator.pages.actor import last_role
from generator.pages.addresses import FOLDERS
from generator.pages.desk import OTHER, Desk
from generator.pages.head import described
from generator.pages.sheet import Sheet, topic_told
from generator.pages.words import capital

LONG = 12
"""Entries from which on an index can be narrowed."""

_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


def pages(desk: Desk) -> Iterator[Page]:
    """Write all indexes; one without entries is written too, since every page leads there."""
    for kind in FOLDERS:
        yield _actors(desk, kind)
    yield _topics(desk)
    yield _articles(desk)
    yield _outlets(desk)


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
    actors = [one for one in desk.findings.actors if one.kind == kind]
    keys = {one.id: _key(one) for one in actors}
    actors.sort(key=lambda one: (keys[one.id], one.id))
    groups = (
        IndexGroup(title=letter, entries=tuple(_entry(sheet, one) for one in inside))
        for letter, inside in groupby(actors, key=lambda one: _letter(keys[one.id][0]))
    )
    intro = desk.say[f"{folder}_intro"] if actors else desk.say["none_named"]
    network = pictures.network(sheet) if kind == "person" else Network()
    title, facet = desk.say[folder], desk.say["topic"]
    return _page(sheet, IndexView(title=title, intro=intro, groups=tuple(groups), network=network, facet=facet))


def _key(actor: Actor) -> tuple[str, str]:
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


def _entry(sheet: Sheet, actor: Actor) -> Link:
    role = last_role(sheet.desk, actor.id)
    link = sheet.actor(actor.id, detail=capital(role.text) if role else "", number=len(actor.articles))
    topics = sheet.desk.actor_topics.get(actor.id, ())
    return structs.replace(link, facets=tuple(sorted(sheet.desk.topics[one].title for one in topics)))


def _topics(desk: Desk) -> Page:
    sheet = Sheet(desk, "topics/")
    entries = [
        sheet.topic(one.id, detail=topic_told(desk, one), number=len(one.passages))
        for one in sorted(desk.findings.topics, key=lambda one: one.id == OTHER)
    ]
    intro = desk.say["topics_intro"] if entries else desk.say["no_topics"]
    groups = (IndexGroup(entries=tuple(entries)),)
    view = IndexView(title=desk.say["topics"], intro=intro, groups=groups, matrix=pictures.matrix(sheet))
    return _page(sheet, view)


def _articles(desk: Desk) -> Page:
    """List articles by month, the newest first; those without a date last."""
    sheet = Sheet(desk, "articles/")
    articles = [desk.corpus.articles[key] for key in desk.corpus.order]
    dated = [one for one in articles if one.published.value]
    dated.sort(key=lambda one: one.id)
    dated.sort(key=lambda one: one.published.value, reverse=True)
    groups = [
        (title, list(inside))
        for title, inside in groupby(
            dated, key=lambda one: desk.language.month_of(one.published.value) or desk.say["undated_group"]
        )
    ]
    if undated := [one for one in articles if not one.published.value]:
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


def _told(sheet: Sheet, article: Article) -> Link:
    publisher = sheet.desk.press.publisher(article)
    link = sheet.article(article.id, detail=sheet.desk.headings[article.id].imprint)
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
        for name, articles in desk.press.outlets.items()
    ]
    nameless = [key for key in desk.corpus.order if not desk.credits[key].publisher]
    if nameless:
        entries = tuple(
            sheet.article(key, detail=desk.language.date(desk.credits[key].published[:10])) for key in nameless
        )
        groups.append(IndexGroup(title=desk.say["no_outlet"], entries=entries))
    title, intro = desk.say["outlets"], desk.say["outlets_intro"]
    return _page(sheet, IndexView(title=title, intro=intro, groups=tuple(groups), chart=pictures.coverage(sheet)))
