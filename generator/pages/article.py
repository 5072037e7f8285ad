"""Articles: what is known of each, its text with every sentence addressable, and what was left out of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from generator.nouns.account import ActorKind
from generator.nouns.article import Article, Dating
from generator.nouns.evidence import Locus
from generator.nouns.ids import ActorId, ArticleId, StoryId, TopicId
from generator.nouns.page import (
    ArticleView,
    BacklinkView,
    CutView,
    Link,
    Page,
    ParagraphView,
    ReferenceView,
    SentenceInText,
)
from generator.pages import cite, linked
from generator.pages.backlinks import Cited
from generator.pages.desk import Desk
from generator.pages.differences import box
from generator.pages.dossiers import OTHER
from generator.pages.head import described
from generator.pages.sheet import Sheet
from generator.pages.subject import Register, Subject
from generator.pages.told import said

_MONTH = 7  # characters of an ISO date up to its month
SHARED = 3
"""Other articles with the same text that stand beside a paragraph; of more than these the first, and how many."""


def pages(register: Register) -> Iterator[Subject]:
    """Give every article a page."""
    yield from (Subject(id=f"article {key}", page=partial(page, key=key)) for key in register.articles)


def page(desk: Desk, key: ArticleId) -> Page:
    """Write the page of an article."""
    article = desk.corpus.articles[key]
    path = desk.headings[article.id].folder
    sheet = Sheet(desk, path)
    brief = desk.briefing.articles.get(article.id)
    credit = desk.credits[key]
    head, publisher = credit.head, credit.publisher
    outlet = desk.addresses.outlets.get(publisher, "")
    named = _named(desk, article)
    backlinks, more = _backlinks(sheet, article.id)
    view = ArticleView(
        headline=article.headline,
        headline_id=desk.anchor((article.id, head, 0)),
        headline_runs=sheet.runs(article.id, head, 0, len(article.paragraphs[head].text)) if head >= 0 else (),
        headline_derived=article.headline_derived,
        outlet=article.outlet,
        outlet_href=sheet.href("outlets/", outlet) if outlet else "",
        agency=desk.press.agency(article) if article.agency else "",
        bylines=tuple(one.name for one in article.bylines),
        published=article.published.value,
        published_words=known(desk.say, article.published),
        updated=article.updated.value,
        dateline=article.dateline,
        original=credit.original,
        brief=sheet.brief(brief, desk.room.support),
        people=_actors(sheet, named, "person"),
        organisations=_actors(sheet, named, "organisation"),
        places=_actors(sheet, named, "place"),
        topics=tuple(_topics(sheet, article)),
        differences=box(sheet, desk.differing.articles.get(article.id, ())),
        republish=credit.allowed,
        paragraphs=tuple(_paragraphs(sheet, article)),
        backlinks=backlinks,
        backlinks_more=more,
        previous=_neighbour(sheet, article, 0),
        next=_neighbour(sheet, article, 1),
        cuts=tuple(_cuts(sheet, article)),
        cite=cite.words(desk, credit),
        references=tuple(
            ReferenceView(format=name, text=text, library=f"{sheet.root}{path}")
            for name, text, path in cite.formats(cite.reference(desk, key))
        ),
        path=article.id,
        digest=article.digest,
    )
    frame = sheet.frame(article.headline, said(brief) or article.headline, sheet.index("articles"))
    facets = [
        ("kind", desk.say["article"]),
        ("outlet", publisher),
        ("date", article.published.value[:_MONTH]),
    ]
    frame = described(sheet, frame, article=article, facets=facets, isBasedOn=linked.news(credit))
    return Page(url=path, path=f"{path}index.html", template="article", frame=frame, view=view)


def _neighbour(sheet: Sheet, article: Article, step: int) -> Link | None:
    """Lead to the article before (0) or after this one (1) in time; one without a date has no neighbours."""
    other = sheet.desk.neighbours[article.id][step] if article.published.value else None
    heading = sheet.desk.headings[other] if other else None
    return sheet.article(other, detail=heading.imprint) if other and heading and heading.published else None


def _backlinks(sheet: Sheet, article: ArticleId) -> tuple[tuple[BacklinkView, ...], int]:
    """Show the statements that cite an article, each with a link to where it stands, and count those left out."""
    shown, more = sheet.desk.backlinks.of.get(article, ((), 0))
    views = (BacklinkView(page=_stands(sheet, one), runs=sheet.statement_runs(one.parts, one.links)) for one in shown)
    return tuple(views), more


def _stands(sheet: Sheet, one: Cited) -> Link:
    place = f"st-{one.id}"
    if one.topic is not None:
        return sheet.topic(one.topic, place=place)
    if one.actor is not None:
        return sheet.actor(one.actor, place=place)
    return Link(text=sheet.desk.site.settings.title, href=sheet.href("", place))


def known(say: Mapping[str, str], dating: Dating) -> str:
    """Say how a date is known where the source does not simply state it."""
    if dating.origin == "stated" and dating.value:
        return ""
    if dating.value:
        reason = dating.reason.strip().rstrip(".")
        return f"{say['inferred']}: {reason[0].lower()}{reason[1:]}" if reason else say["inferred"]
    if dating.stated:
        return f"{say['says_only']} “{dating.stated}”"
    return dating.reason


def _named(desk: Desk, article: Article) -> Counter[ActorId]:
    found: Counter[ActorId] = Counter()
    for paragraph in range(len(article.paragraphs)):
        found.update(one.actor for one in desk.extracts[article.id, paragraph].named)
    return found


def _actors(sheet: Sheet, named: Counter[ActorId], kind: ActorKind) -> tuple[Link, ...]:
    actors = sheet.desk.called
    keys = sorted(
        (key for key in named if actors[key].kind == kind), key=lambda key: (-named[key], actors[key].name, key)
    )
    return tuple(sheet.actor(key, number=named[key]) for key in keys)


def _topics(sheet: Sheet, article: Article) -> Iterator[Link]:
    found: Counter[TopicId] = Counter()
    passages = sheet.desk.passages.get(article.id, {})
    for paragraph in range(len(article.paragraphs)):
        if passage := passages.get(paragraph):
            found.update(one.topic for one in passage.matches if one.topic != OTHER)
    for topic in sorted(found, key=lambda one: (-found[one], one)):
        if topic in sheet.desk.titled:
            yield sheet.topic(topic, number=found[topic])


def _paragraphs(sheet: Sheet, article: Article) -> Iterator[ParagraphView]:
    """Give the text, or as much of it as may be shown, with a gap where something is missing."""
    desk, gap = sheet.desk, False
    head, passages = desk.headline(article.id), desk.passages.get(article.id, {})
    stories, origins = desk.copies.stories.get(article.id, {}), desk.copies.origins.get(article.id, {})
    for number, paragraph in enumerate(article.paragraphs):
        if number == head:
            continue
        spans = desk.extracts[article.id, number].spans
        inside = []
        for index, (start, end) in enumerate(spans):
            if not desk.shown((article.id, number, index)):
                gap = True
                continue
            text = paragraph.text[start:end]
            stop = start + len(text.rstrip())
            inside.append(
                SentenceInText(
                    id=desk.anchor((article.id, number, index)), runs=sheet.runs(article.id, number, start, stop)
                )
            )
        if inside:
            passage = passages.get(number)
            matches = passage.matches if passage else ()
            shared = _shared(desk, article.id, stories.get(number, ()))
            yield ParagraphView(
                kind=paragraph.kind,
                sentences=tuple(inside),
                topics=tuple(sheet.topic(one.topic) for one in matches if one.topic in desk.titled),
                shared=tuple(_same_text(sheet, locus) for locus in (shared if len(shared) <= SHARED else shared[:1])),
                shared_more=len(shared) - 1 if len(shared) > SHARED else 0,
                origin=origins.get(number, "") if shared else "",
                gap=gap,
            )
            gap = False


def _shared(desk: Desk, own: ArticleId, stories: Iterable[StoryId]) -> list[Locus]:
    """Give the places of the text of some stories elsewhere, the first in each article."""
    found: dict[ArticleId, Locus] = {}
    for locus in sorted({locus for story in stories for locus in desk.copies.first[story]}):
        if locus.article != own:
            found.setdefault(locus.article, locus)
    return list(found.values())


def _same_text(sheet: Sheet, locus: Locus) -> Link:
    other = sheet.desk.credits[locus.article]
    link = sheet.article(locus.article, place=sheet.desk.anchor(sheet.desk.place(locus)))
    return Link(text=other.label, href=link.href, kind="article", detail=other.headline)


def _cuts(sheet: Sheet, article: Article) -> Iterator[CutView]:
    withheld = sheet.desk.credits[article.id].allowed == "none"
    for one in article.cuts:
        text = sheet.desk.say["not_republished"] if withheld else one.text
        yield CutView(first_line=one.first_line, last_line=one.last_line, text=text, reason=one.reason)
