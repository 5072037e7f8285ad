"""The home page: the bottom line first, then where to go on."""

from collections.abc import Iterator

from generator.nouns.briefing import Coverage
from generator.nouns.findings import Actor, Event
from generator.nouns.page import CoverageView, EventView, HomeView, Page, PersonCard, TopicLead
from generator.pages import chronicle, linked, pictures
from generator.pages.actor import last_role, past
from generator.pages.desk import OTHER, Desk
from generator.pages.differences import FOLDER, box
from generator.pages.head import described
from generator.pages.sheet import Sheet, topic_told
from generator.pages.tables import by_subject
from generator.pages.told import cited_by, said
from generator.pages.words import capital, rank

PEOPLE = 8
DATES = 5


def pages(desk: Desk) -> Iterator[Page]:
    """Write the one page."""
    sheet = Sheet(desk, "")
    site = desk.site.settings
    note = desk.content.home
    bottom = sheet.brief(desk.briefing.bottom_line)
    people = [one for one in desk.findings.actors if one.kind == "person"]
    ranked = sorted(
        people,
        key=lambda one: (
            one.historical is not None,
            -desk.accounts(one.articles),
            -len(one.articles),
            -sum(variant.count for variant in one.variants),
            one.name,
            one.id,
        ),
    )
    view = HomeView(
        description=site.description,
        coverage=coverage(desk.briefing.coverage),
        note=note.markdown if note else "",
        bottom_line=bottom,
        topics=tuple(_leads(sheet)),
        people=tuple(_card(sheet, one) for one in ranked[:PEOPLE]),
        people_total=len(people),
        people_href=sheet.href("people/"),
        events=tuple(_events(sheet)),
        timeline_href=sheet.href("timeline/"),
        chart=pictures.coverage(sheet),
        differences=box(sheet, desk.findings.disagreements),
        differences_total=len(desk.findings.disagreements),
        differences_href=sheet.href(FOLDER),
    )
    frame = sheet.frame(site.title, site.description or said(desk.briefing.bottom_line))
    told = linked.listing(sheet, [one.topic for one in view.topics])
    cited = linked.sources(sheet, cited_by(desk.briefing.bottom_line))
    frame = described(sheet, frame, "CollectionPage", mainEntity=told, isBasedOn=cited)
    yield Page(url="", path="index.html", template="home", frame=frame, view=view)


def coverage(one: Coverage) -> CoverageView:
    """Show what the briefing rests on."""
    return CoverageView(
        articles=one.articles,
        outlets=one.outlets,
        accounts=one.accounts,
        first=one.first[:10],
        last=one.last[:10],
        undated=one.undated,
        skipped=one.skipped,
    )


def _leads(sheet: Sheet) -> Iterator[TopicLead]:
    """Give each topic its first statement that the bottom line has not said yet."""
    desk = sheet.desk
    told = {one.id for one in desk.briefing.bottom_line.statements}
    for topic in desk.findings.topics:
        if topic.id == OTHER and len(desk.findings.topics) > 1:
            continue
        brief = desk.briefing.topics.get(topic.id)
        statements = brief.statements if brief else ()
        lead = next((one for one in statements if one.id not in told), statements[0] if statements else None)
        name = sheet.desk.addresses.topics[topic.id].strip("/").replace("/", "-")
        yield TopicLead(
            topic=sheet.topic(topic.id, number=len(topic.passages)),
            description=topic_told(desk, topic),
            statement=sheet.statement(lead, f"lead-{name}") if lead else None,
        )


def _events(sheet: Sheet) -> Iterator[EventView]:
    """Show the latest dates, the last first, each by the event that most independent accounts tell, in words that may
    be shown if there are any.
    """
    desk = sheet.desk

    def weight(one: Event) -> tuple[bool, int]:
        shown = any(desk.shown(desk.place(locus)) for locus in one.loci)
        return shown, desk.accounts(locus.article for locus in one.loci)

    dated = by_subject((one.date, one) for one in desk.findings.events if not one.background)
    for date in sorted(dated, key=rank, reverse=True)[:DATES]:
        events = chronicle.ordered(dated[date])
        most = max(events, key=weight)
        yield chronicle.view(sheet, most, more=len(events) - 1)


def _card(sheet: Sheet, one: Actor) -> PersonCard:
    role = last_role(sheet.desk, one.id)
    return PersonCard(
        person=sheet.actor(one.id),
        role=capital(role.text) if role else "",
        as_of=role.last[:10] if role and not past(role) else "",
        articles=len(one.articles),
    )
