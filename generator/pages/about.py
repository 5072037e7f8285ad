"""The about page: how the briefing was made, on what it rests, what was withheld, and what editors decided."""

from collections.abc import Iterator
from itertools import islice

from generator.nouns.ids import TopicId
from generator.nouns.judgement import Judgement
from generator.nouns.page import AboutView, Page, PairView, WithheldView
from generator.pages.accuracy import accuracy
from generator.pages.desk import Desk
from generator.pages.doubts import LISTED, Doubt
from generator.pages.head import described
from generator.pages.home import coverage
from generator.pages.sheet import Sheet, judgement
from generator.pages.subject import Register, Subject
from generator.pages.words import sentence

PAIRS = 200
"""Pairs held apart that the page lists; the data have all."""


def pages(_: Register) -> Iterator[Subject]:
    """Give the one page."""
    yield Subject(id="about", page=page)


def page(desk: Desk) -> Page:
    """Write the page about the briefing."""
    sheet = Sheet(desk, "about/")
    withheld, unsure = desk.doubts.withheld, desk.doubts.unsure
    view = AboutView(
        coverage=coverage(desk.briefing.coverage),
        accuracy=accuracy(desk.language),
        note=desk.content.about.markdown if desk.content.about else "",
        cuts=desk.doubts.cuts,
        held_apart=tuple(_pairs(sheet)),
        withheld=tuple(_withheld(sheet, one) for one in withheld.listed),
        withheld_total=withheld.total,
        unsure=tuple(_unsure(sheet, one) for one in unsure.listed),
        unsure_total=unsure.total,
        crowded=tuple(islice(_crowded(sheet), LISTED)),
        crowded_total=len(desk.findings.crowded),
        judgements=tuple((_decided(desk, one), sentence(one.reason)) for one in desk.content.judgements),
        problems=tuple(_problems(desk)),
        settings=tuple(_settings(desk)),
    )
    title = desk.content.about.title if desk.content.about and desk.content.about.title else desk.say["about_title"]
    told = desk.say["about_told"]
    frame = described(sheet, sheet.frame(title, told), "AboutPage")
    return Page(url="about/", path="about/index.html", template="about", frame=frame, view=view)


def _pairs(sheet: Sheet) -> Iterator[PairView]:
    called = sheet.desk.called
    for one in sheet.desk.findings.held_apart[:PAIRS]:
        left, right = called[one.left].name, called[one.right].name
        yield PairView(
            left=sheet.actor(one.left),
            right=sheet.actor(one.right),
            reason=sentence(one.evidence.reason),
            merge=judgement("merge", (left, right)) if left != right else "",
        )


def _withheld(sheet: Sheet, one: Doubt) -> WithheldView:
    """Show a name that was withheld, with the first place where it stands."""
    return WithheldView(text=one.what, reason=sentence(one.reason), source=sheet.source(sheet.desk.place(one.locus)))


def _unsure(sheet: Sheet, one: Doubt) -> WithheldView:
    """Show a passage that hints at a topic, with the hint."""
    title, place = sheet.desk.titled[TopicId(one.what)].title, (one.locus.article, one.locus.paragraph, 0)
    return WithheldView(text=title, reason=sentence(one.reason), source=sheet.source(place))


def _crowded(sheet: Sheet) -> Iterator[WithheldView]:
    """Give each difference of too many versions, with the first place that has one."""
    for one in sheet.desk.findings.crowded:
        source = sheet.source(sheet.desk.place(one.evidence.loci[0]))
        yield WithheldView(text=one.subject, reason=sentence(one.evidence.reason), source=source)


def _decided(desk: Desk, one: Judgement) -> str:
    key = {
        "merge": "judged_called" if one.to else "judged_merge",
        "settle": "judged_settle" if one.to else "judged_no_difference",
        "speaker": "judged_speaker" if one.to else "judged_no_speaker",
    }.get(one.kind, f"judged_{one.kind}")
    names = desk.language.listed([f"“{name}”" for name in one.names])
    told = [desk.say[key].format(names=names, to=one.to if one.kind == "role" else f"“{one.to}”")]
    if one.since:
        told.append(desk.say["judged_since"].format(date=one.since))
    if one.until:
        told.append(desk.say["judged_until"].format(date=one.until))
    return ", ".join(told) + (f" ({desk.say['judged_in'].format(article=one.article)})" if one.article else "")


def _problems(desk: Desk) -> Iterator[str]:
    for one in desk.problems:
        place = f"{one.path}:{one.line}" if one.line else one.path
        yield f"{place}: {one.what}"


def _settings(desk: Desk) -> Iterator[tuple[str, str]]:
    """Say in words which settings shaped the briefing; never where anything stands on the machine."""
    site = desk.site.settings
    say = desk.say
    yield say["set_model"], site.model
    yield say["set_republished"], say[f"republished_{site.republish}"]
    for outlet in site.outlets:
        if outlet.republish:
            yield say["set_outlet_republished"].format(name=outlet.name), say[f"republished_{outlet.republish}"]
    size = site.brief
    most = say["at_most_words"] if size.topic_words else say["at_most"]
    yield say["bottom_line"], say["at_most"].format(count=desk.language.count(size.bottom_line, "statement"))
    yield (
        say["set_topic_summary"],
        most.format(count=desk.language.count(size.topic, "statement"), words=size.topic_words),
    )
    yield say["set_article_summary"], say["at_most"].format(count=desk.language.count(size.article, "statement"))
    yield say["set_actor_brief"], say["at_most"].format(count=desk.language.count(size.actor, "statement"))
    if not site.topics:
        yield say["set_topics"], say["topics_proposed"]
    for topic in site.topics:
        told = [topic.description, say["terms"].format(terms=", ".join(topic.terms)) if topic.terms else ""]
        title = say["set_topic"].format(title=topic.title)
        yield title, " ".join(part for part in told if part) or say["by_title_alone"]
