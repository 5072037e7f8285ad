"""Topics: what they come down to, who is involved, and every passage with the words that put it there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.nouns.account import ActorKind
from generator.nouns.findings import Passage, Topic
from generator.nouns.ids import TopicId
from generator.nouns.page import Link, MentionsView, OthersView, Page, Run, SentenceView, TopicView
from generator.pages import chronicle, linked, pictures
from generator.pages.desk import OTHER, Desk
from generator.pages.differences import box
from generator.pages.head import described
from generator.pages.others import latest
from generator.pages.sheet import Sheet, topic_told
from generator.pages.told import cited_by, said
from generator.pages.words import sentence

INVOLVED = 36
"""Actors of each kind that a topic lists: the first dozen are seen, a few more may be looked for."""


PASSAGE = 4000
"""Characters of one passage that are shown on a topic's page."""


def pages(desk: Desk) -> Iterator[Page]:
    """Write a page for every topic, and one for what fits none, if there is anything."""
    yield from (page(desk, topic) for topic in desk.findings.topics)


def page(desk: Desk, topic: Topic) -> Page:
    """Write the page of a topic."""
    path = desk.addresses.topics[topic.id]
    sheet = Sheet(desk, path)
    brief = desk.briefing.topics.get(topic.id)
    note = desk.notes.of.get(topic.id)
    articles = list(dict.fromkeys(one.article for one in topic.passages))
    events = desk.topic_events.get(topic.id, ())
    passages, others = _passages(sheet, topic)
    view = TopicView(
        title=topic.title,
        description=topic_told(desk, topic),
        note=note.markdown if note else "",
        brief=sheet.brief(brief),
        people=_involved(sheet, topic.id, "person"),
        organisations=_involved(sheet, topic.id, "organisation"),
        places=_involved(sheet, topic.id, "place"),
        events=chronicle.views(sheet, events, desk.room.events),
        events_total=len(events),
        moments=pictures.moments(events) if len(events) <= desk.room.events else (),
        timeline_href=sheet.href("timeline/"),
        differences=box(sheet, desk.differing.topics.get(topic.id, ())),
        passages=passages,
        other_passages=others,
        related=tuple(_related(sheet, topic)),
        articles=len(articles),
        accounts=desk.accounts(articles),
        tellings=pictures.accounts(sheet, articles),
    )
    told = (
        topic_told(desk, topic)
        or said(brief)
        or desk.say["in_articles"].format(name=topic.title, count=desk.language.count(len(articles), "article"))
    )
    frame = sheet.frame(topic.title, told, sheet.index("topics"))
    facets = [("kind", desk.say["topic"]), ("topic", topic.title), *(("person", one.text) for one in view.people)]
    frame = described(sheet, frame, feed=True, facets=facets, isBasedOn=linked.sources(sheet, cited_by(brief)))
    return Page(url=path, path=f"{path}index.html", template="topic", frame=frame, view=view)


def _involved(sheet: Sheet, topic: TopicId, kind: ActorKind) -> tuple[Link, ...]:
    actors, found = sheet.desk.actors, sheet.desk.topic_actors.get(topic, Counter())
    keys = [key for key in found if actors[key].kind == kind]
    keys.sort(key=lambda key: (-found[key], actors[key].name, key))
    return tuple(sheet.actor(key, number=found[key]) for key in keys[:INVOLVED])


def _passages(sheet: Sheet, topic: Topic) -> tuple[tuple[MentionsView, ...], OthersView]:
    """Quote every passage of a topic; of very many those of the latest articles, and list the others."""
    order = sheet.desk.order
    ordered = sorted(topic.passages, key=lambda one: (order[one.article], one.paragraph))
    inside = {article: list(some) for article, some in groupby(ordered, key=lambda one: one.article)}
    kept, others = latest(sheet, {article: len(some) for article, some in inside.items()}, sheet.desk.room.passages)
    return tuple(sheet.quoting(one, _quoted(sheet, inside[one], topic.id)) for one in kept), others


def _quoted(sheet: Sheet, passages: Sequence[Passage], topic: TopicId) -> Iterator[SentenceView]:
    """Show the passages of one article, each with the reason why it belongs here; or what may be shown of them."""
    desk, article = sheet.desk, passages[0].article
    if desk.credits[article].allowed != "full":
        every = [(article, one.paragraph) for one in passages]
        yield from sheet.listed(
            article, [desk.locus((*one, at)) for one in every for at in range(len(desk.extracts[one].starts))]
        )
        return
    for passage in passages:
        text = desk.extracts[article, passage.paragraph].text
        end = min(len(text), PASSAGE)
        runs = sheet.runs(article, passage.paragraph, 0, end)
        cut = (Run(text=" "), Run(kind="cut")) if end < len(text) else ()
        source = sheet.source((article, passage.paragraph, 0))
        reason = next((one.reason for one in passage.matches if one.topic == topic), "")
        yield SentenceView(runs=(*runs, *cut), source=source, note=sentence(reason))


def _related(sheet: Sheet, topic: Topic) -> Iterator[Link]:
    """Lead to the topics that share passages with this one, those with most first."""
    desk = sheet.desk
    shared: Counter[TopicId] = Counter()
    for passage in topic.passages:
        shared.update(match.topic for match in passage.matches if match.topic not in {topic.id, OTHER})
    for other in sorted(shared, key=lambda one: (-shared[one], one)):
        if other in desk.topics:
            yield sheet.topic(other, number=shared[other])
