"""Topics: what they come down to, who is involved, and every passage with the words that put it there."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.nouns.account import ActorKind
from generator.nouns.ids import ArticleId, TopicId
from generator.nouns.page import Link, Page, Run, SentenceView, TopicView
from generator.pages import chronicle, linked, pictures
from generator.pages.desk import Desk
from generator.pages.differences import box
from generator.pages.dossiers import topic_told
from generator.pages.head import described
from generator.pages.occasions import Days
from generator.pages.sheet import Sheet
from generator.pages.subject import Register, Subject
from generator.pages.told import cited_by, said
from generator.pages.words import sentence

PASSAGE = 4000
"""Characters of one passage that are shown on a topic's page."""


def pages(register: Register) -> Iterator[Subject]:
    """Give every topic a page, and what fits none, if there is anything."""
    yield from (Subject(id=f"topic {key}", page=partial(page, key=key)) for key in register.topics)


def page(desk: Desk, key: TopicId) -> Page:
    """Write the page of a topic."""
    topic, dossier = desk.sketches[key], desk.dossiers[key]
    path = desk.titled[key].folder
    sheet = Sheet(desk, path)
    brief = desk.briefing.topics.get(key)
    note = desk.notes.of.get(key)
    days = desk.occasions.topics.get(key, Days())
    view = TopicView(
        title=topic.title,
        description=topic_told(desk.say, topic),
        note=note.markdown if note else "",
        brief=sheet.brief(brief),
        people=_involved(sheet, key, "person"),
        organisations=_involved(sheet, key, "organisation"),
        places=_involved(sheet, key, "place"),
        events=chronicle.views(sheet, days.latest),
        events_total=days.total,
        moments=pictures.moments(days.latest) if days.total <= desk.room.events else (),
        timeline_href=sheet.href("timeline/"),
        differences=box(sheet, desk.differing.topics.get(key, ())),
        passages=tuple(sheet.quoting(article, _quoted(sheet, article, inside)) for article, inside in dossier.latest),
        other_passages=sheet.others(dossier.others),
        related=tuple(sheet.topic(other, number=number) for other, number in dossier.related if other in desk.titled),
        articles=len(dossier.articles),
        accounts=dossier.accounts,
        tellings=pictures.accounts(sheet, dossier),
    )
    told = (
        topic_told(desk.say, topic)
        or said(brief)
        or desk.say["in_articles"].format(name=topic.title, count=desk.language.count(len(dossier.articles), "article"))
    )
    frame = sheet.frame(topic.title, told, sheet.index("topics"))
    facets = [("kind", desk.say["topic"]), ("topic", topic.title), *(("person", one.text) for one in view.people)]
    frame = described(sheet, frame, feed=True, facets=facets, isBasedOn=linked.sources(sheet, cited_by(brief)))
    return Page(url=path, path=f"{path}index.html", template="topic", frame=frame, view=view)


def _involved(sheet: Sheet, topic: TopicId, kind: ActorKind) -> tuple[Link, ...]:
    every = sheet.desk.involved.get(topic, ())
    return tuple(sheet.actor(key, number=number) for key, number in every if sheet.desk.called[key].kind == kind)


def _quoted(sheet: Sheet, article: ArticleId, passages: Sequence[tuple[int, str]]) -> Iterator[SentenceView]:
    """Show the passages of one article, each with the reason why it belongs here; or what may be shown of them."""
    desk = sheet.desk
    if desk.credits[article].allowed != "full":
        every = [(article, paragraph) for paragraph, _ in passages]
        yield from sheet.listed(
            article, [desk.locus((*one, at)) for one in every for at in range(len(desk.extracts[one].starts))]
        )
        return
    for paragraph, reason in passages:
        text = desk.extracts[article, paragraph].text
        end = min(len(text), PASSAGE)
        runs = sheet.runs(article, paragraph, 0, end)
        cut = (Run(text=" "), Run(kind="cut")) if end < len(text) else ()
        source = sheet.source((article, paragraph, 0))
        yield SentenceView(runs=(*runs, *cut), source=source, note=sentence(reason))
