"""The home page: the bottom line first, then where to go on."""

from collections.abc import Iterator

from generator.nouns.briefing import Coverage
from generator.nouns.ids import ActorId
from generator.nouns.page import CoverageView, HomeView, Page, PersonCard, TopicLead
from generator.pages import chronicle, linked, pictures
from generator.pages.desk import Desk
from generator.pages.differences import FOLDER, box
from generator.pages.dossiers import OTHER, topic_told
from generator.pages.head import described
from generator.pages.sheet import Sheet
from generator.pages.subject import Register, Subject
from generator.pages.told import cited_by, said


def pages(_: Register) -> Iterator[Subject]:
    """Give the one page."""
    yield Subject(id="home", page=page)


def page(desk: Desk) -> Page:
    """Write the home page."""
    sheet = Sheet(desk, "")
    site = desk.site.settings
    note = desk.content.home
    bottom = sheet.brief(desk.briefing.bottom_line)
    view = HomeView(
        description=site.description,
        coverage=coverage(desk.briefing.coverage),
        note=note.markdown if note else "",
        bottom_line=bottom,
        topics=tuple(_leads(sheet)),
        people=tuple(_card(sheet, one) for one in desk.foremost["person"]),
        people_total=desk.numbers.get("person", 0),
        people_href=sheet.href("people/"),
        events=tuple(chronicle.day(sheet, one) for one in desk.occasions.days),
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
    return Page(url="", path="index.html", template="home", frame=frame, view=view)


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
    for key, topic in desk.sketches.items():
        if key == OTHER and len(desk.sketches) > 1:
            continue
        brief = desk.briefing.topics.get(key)
        statements = brief.statements if brief else ()
        lead = next((one for one in statements if one.id not in told), statements[0] if statements else None)
        name = desk.titled[key].folder.strip("/").replace("/", "-")
        yield TopicLead(
            topic=sheet.topic(key, number=topic.passages),
            description=topic_told(desk.say, topic),
            statement=sheet.statement(lead, f"lead-{name}") if lead else None,
        )


def _card(sheet: Sheet, key: ActorId) -> PersonCard:
    one = sheet.desk.listed[key]
    return PersonCard(person=sheet.actor(key), role=one.role, as_of=one.as_of, articles=one.articles)
