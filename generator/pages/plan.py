"""Which pages there are."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import msgspec

from generator.engine.digest import digest, encode, program
from generator.engine.executor import Engine
from generator.engine.notebook import Notebook
from generator.engine.others import Others
from generator.engine.stage import Piece
from generator.engine.tables import Tables
from generator.engine.traces import Make, traced
from generator.nouns.briefing import Briefing
from generator.nouns.content import Content
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings
from generator.nouns.page import Page
from generator.nouns.problem import Problem
from generator.pages import (
    about,
    article,
    cite,
    crawl,
    data,
    differences,
    feeds,
    home,
    indexes,
    notfound,
    organisation,
    person,
    place,
    search,
    timeline,
    topic,
)
from generator.pages.desk import Desk
from generator.pages.notes import Notes
from generator.pages.room import room
from generator.pages.subject import Register, Subject
from generator.pages.watched import WatchedDesk
from generator.settings import Site, ThemeSettings

PAGE_KINDS: tuple[Callable[[Register], Iterator[Subject]], ...] = (
    home.pages,
    topic.pages,
    person.pages,
    organisation.pages,
    place.pages,
    article.pages,
    timeline.pages,
    differences.pages,
    indexes.pages,
    about.pages,
    search.pages,
    notfound.pages,
    data.pages,
    cite.pages,
    feeds.pages,
    crawl.pages,
)
"""Every kind of page: a function that gives the subjects of which each has one, of those that there are. To add a
kind, add its module here.
"""


def plan(  # noqa: PLR0917 - each is a noun of its own type, in the order of the stages
    briefing: Briefing,
    findings: Findings,
    corpus: Corpus,
    site: Site,
    content: Content,
    problems: Iterable[Problem] = (),
) -> Iterator[Page]:
    """Write every page of the site, in a stable order, as it is asked for.

    ``problems`` are those to be told on the about page.
    """
    desk = Desk(
        briefing=briefing, findings=findings, corpus=corpus, site=site, content=content, problems=tuple(problems)
    )
    return (one.page(desk) for one in _subjects(desk).values())


def pieces(  # noqa: PLR0917 - as ``plan``
    briefing: Briefing,
    findings: Findings,
    corpus: Corpus,
    site: Site,
    content: Content,
    problems: Iterable[Problem],
    engine: Engine,
) -> Iterator[Piece[Page] | Others]:
    """Give what ``plan`` writes, but write a page only where something changed that it is written from."""
    settings = encode(msgspec.structs.replace(site.settings, theme=ThemeSettings()))
    context = digest(program(), settings, encode(room(len(corpus.order))))
    former, tables, written = engine.take("desk", held=False) or (b"", None, {})
    if former != context or tables is None:
        tables, written = Tables(followed=engine.memory is not None), {}
    tables.begin()
    try:
        desk = Desk(
            briefing=briefing,
            findings=findings,
            corpus=corpus,
            site=site,
            content=content,
            problems=tuple(problems),
            tables=tables,
            engine=engine,
            written=written if engine.memory is not None else None,
        )
        notebook = Notebook(tables.changes)
        noted = WatchedDesk(desk, notebook)

        write: Make[Subject, Page] = Make(watched=partial(_written, noted), whole=partial(_written, desk))
        yield from traced(engine, "plan", notebook, _subjects(desk), write, context)
        tables.turn()
    finally:
        engine.leave("desk", (context, tables, written))


def _written(desk: Desk, one: Subject) -> tuple[str, Page]:
    page = one.page(desk)
    return page.path, page


def _subjects(desk: Desk) -> dict[str, Subject]:
    """Give the subjects of all pages by their ids, in a stable order."""
    register = Register(
        articles=desk.corpus.order,
        actors=tuple([(kind, key) for key, kind in desk.kinds.items()]),
        topics=tuple(desk.topics),
        chapters=tuple(desk.occasions.chapters),
        hosted=bool(desk.site.settings.base_url),
    )
    return desk.tables.one(
        "subjects", lambda given: {one.id: one for kind in PAGE_KINDS for one in kind(given)}, register
    )


def faults(findings: Findings, content: Content) -> tuple[Problem, ...]:
    """Report editors' notes that no page shows."""
    hint = "use the name that the page bears, or its address; of namesakes only the address tells which"
    return tuple(
        Problem(path=note.path, line=1, what=f"no {kind} is called “{note.subject}”: the note is not shown", hint=hint)
        for kind, note in Notes(content, findings).unused()
    )
