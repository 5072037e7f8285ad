"""What the pages of people, organisations and places have in common: who it is, who says what, and why it is one."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from generator.nouns.account import ActorKind
from generator.nouns.findings import Actor, HeldApart, Meeting, Variant
from generator.nouns.ids import ActorId
from generator.nouns.page import (
    ActorView,
    AssociateView,
    HeldApartView,
    Link,
    MeetingView,
    MentionsView,
    Network,
    OthersView,
    Page,
    RoleView,
    VariantView,
)
from generator.pages import chronicle, linked, pictures
from generator.pages.desk import Desk
from generator.pages.differences import box
from generator.pages.head import described
from generator.pages.ledger import Stated, last_role
from generator.pages.occasions import Days
from generator.pages.others import parted
from generator.pages.sheet import Sheet, folder_index, judgement, ordered
from generator.pages.subject import Register, Subject
from generator.pages.told import cited_by, said
from generator.pages.words import capital, sentence

ABOUT = 3
"""Wordings of what one meeting was about."""


def pages(register: Register, kind: ActorKind) -> Iterator[Subject]:
    """Give every actor of a kind a page."""
    yield from (Subject(id=f"actor {key}", page=partial(page, key=key)) for key in register.of(kind))


def page(desk: Desk, key: ActorId) -> Page:
    """Write the page of an actor."""
    actor = desk.actors[key]
    path = desk.called[actor.id].folder
    sheet = Sheet(desk, path, own=actor.id)
    brief = desk.briefing.actors.get(actor.id)
    person = actor.kind == "person"
    ledger = desk.ledgers.get(actor.id, ())
    role = last_role(ledger)
    note = desk.notes.of.get(actor.id)
    days = desk.occasions.actors.get(actor.id, Days())
    most = desk.room
    meetings = desk.meetings.get(actor.id, ())
    quotes = desk.quotes.get(actor.id, ())
    mentions, others = _mentions(sheet, actor.id)
    view = ActorView(
        kind=actor.kind,
        name=actor.name,
        role=capital(role.text) if role else "",
        role_as_of=role.until if role and not role.past else "",
        role_source=sheet.source(role.last) if role and role.last else None,
        articles=len(actor.articles),
        accounts=desk.accounts[key],
        mentions_total=sum(map(len, desk.mentions.get(actor.id, {}).values())),
        historical=sentence(actor.historical.reason) if actor.historical else "",
        note=note.markdown if note else "",
        brief=sheet.brief(brief, most.support),
        roles=tuple(
            _role(sheet, one) for one in sorted(ledger, key=lambda one: (one.first or "9999", one.until, one.text))
        ),
        events=chronicle.views(sheet, days.latest),
        events_total=days.total,
        moments=pictures.moments(days.latest) if days.total <= most.events else (),
        timeline_href=sheet.href("timeline/"),
        meetings=tuple(_meeting(sheet, one, actor.id) for one in meetings[-most.meetings :]),
        meetings_total=len(meetings),
        differences=box(sheet, desk.differing.actors.get(actor.id, ())),
        quotes=tuple(map(sheet.sentence, quotes[-most.quotes :])),
        quotes_total=len(quotes),
        mentions=mentions,
        other_mentions=others,
        topics=tuple(_topics(sheet, actor.id)),
        associates=tuple(_associates(sheet, actor.id)) if person else (),
        network=pictures.network(sheet, actor.id) if person else Network(),
        variants=tuple(_variant(sheet, actor, one) for one in actor.variants),
        held_apart=tuple(_held_apart(sheet, actor, one) for one in desk.held_apart.get(actor.id, ())),
        judged=tuple(_judged(desk, one) for one in actor.judged),
    )
    shown = said(brief) or desk.say["in_articles"].format(
        name=actor.name, count=desk.language.count(len(actor.articles), "article")
    )
    frame = sheet.frame(actor.name, shown, folder_index(sheet, actor.id))
    told = linked.person(actor, view.role) if person else linked.actor(actor)
    cited = linked.sources(sheet, cited_by(brief))
    frame = described(
        sheet,
        frame,
        "ProfilePage" if person else "WebPage",
        feed=person,
        facets=[("kind", desk.say[actor.kind])],
        mainEntity=told if person else None,
        about=None if person else told,
        isBasedOn=cited,
    )
    return Page(url=path, path=f"{path}index.html", template=actor.kind, frame=frame, view=view)


def _role(sheet: Sheet, one: Stated) -> RoleView:
    """Show a role with the outlets that state it, each by the first sentence of an article that does."""
    return RoleView(
        text=one.text,
        wordings=one.wordings,
        first=one.first,
        last=one.until,
        sources=tuple(map(sheet.source, one.named)),
        sources_more=one.more,
        judged=sentence(one.judged),
    )


def _meeting(sheet: Sheet, one: Meeting, own: ActorId) -> MeetingView:
    loci = ordered(sheet.desk, one.evidence.loci)
    most = sheet.desk.room.told
    return MeetingView(
        date=one.date,
        kind=sheet.desk.say[f"how_{one.kind}"] if one.kind != "met" else "",
        people=tuple(sheet.actor(other) for other in one.participants if other != own),
        groups=one.groups,
        place=sheet.actor(one.place) if one.place and one.place in sheet.desk.called else None,
        about=tuple(
            dict.fromkeys(sheet.words(locus) for locus in one.about if sheet.desk.shown(sheet.desk.place(locus)))
        )[:ABOUT],
        sentences=tuple(map(sheet.sentence, loci[:most])),
        sentences_more=max(len(loci) - most, 0),
    )


def _mentions(sheet: Sheet, actor: ActorId) -> tuple[tuple[MentionsView, ...], OthersView]:
    """Quote every sentence that names an actor; of very many those of the latest articles, and list the others."""
    places = sheet.desk.mentions.get(actor, {})
    named = {article: list(inside) for article, inside in groupby(places, key=lambda place: place[0])}
    kept, others = parted({article: len(inside) for article, inside in named.items()}, sheet.desk.room.mentions)
    quoted = tuple(
        sheet.quoting(article, sheet.listed(article, [places[place][0] for place in named[article]]))
        for article in kept
    )
    return quoted, sheet.others(others)


def _topics(sheet: Sheet, actor: ActorId) -> Iterator[Link]:
    found = sheet.desk.actor_topics.get(actor, Counter())
    for topic in sorted(found, key=lambda one: (-found[one], one)):
        yield sheet.topic(topic, number=found[topic])


def _associates(sheet: Sheet, actor: ActorId) -> Iterator[AssociateView]:
    desk = sheet.desk
    named = desk.company.together.get(actor, Counter())
    met: dict[ActorId, list[str]] = {}
    for meeting in desk.meetings.get(actor, ()):
        for other in meeting.participants:
            if other != actor:
                met.setdefault(other, []).append(meeting.date)
    others = sorted(
        {*named, *met}, key=lambda one: (-(named.get(one, 0) + 2 * len(met.get(one, ()))), desk.called[one].name, one)
    )
    for other in others[: desk.room.associates]:
        dates = sorted({desk.language.date(value) for value in met.get(other, ()) if value})
        when = f" ({', '.join(dates)})" if dates else ""
        told = [desk.say["a_meeting_is_reported"] + when] if other in met else []
        if named.get(other):
            told.append(f"{desk.say['named_together_in']} {desk.language.count(named[other], 'sentence')}")
        yield AssociateView(
            person=sheet.actor(other),
            count=max(named.get(other, 0), 1),
            met=other in met,
            reason=sentence("; ".join(told)),
        )


def _variant(sheet: Sheet, actor: Actor, one: Variant) -> VariantView:
    own = one.text == actor.name
    return VariantView(
        text=one.text,
        count=one.count,
        articles=tuple(sheet.article(article) for article in one.articles[:6]),
        reason=sentence(one.evidence.reason) if one.evidence else sheet.desk.say["bears_name"] if own else "",
        split=""
        if own
        else judgement("split", (actor.name, one.text), one.articles[0] if len(one.articles) == 1 else ""),
    )


def _held_apart(sheet: Sheet, actor: Actor, one: HeldApart) -> HeldApartView:
    other = one.right if one.left == actor.id else one.left
    name = sheet.desk.called[other].name
    return HeldApartView(
        other=sheet.actor(other),
        reason=sentence(one.evidence.reason),
        merge=judgement("merge", (actor.name, name)) if name != actor.name else "",
    )


_JUDGED = {
    "merge": "names_joined",
    "split": "kept_apart",
    "rename": "renamed",
    "ignore": "left_unlinked",
    "role": "role_given",
}


def _judged(desk: Desk, text: str) -> str:
    kind, colon, reason = text.partition(": ")
    return f"{desk.say[_JUDGED[kind]]}: {sentence(reason)}" if colon and kind in _JUDGED else sentence(text)
