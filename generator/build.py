"""The whole story. Full, watched and checking runs all go through these lines; this file alone knows every stage.

Stages that a build has no work for are not imported: where only a template changed, those from annotate to pages are
remembered, and to import them would take as long as to draw a hundred pages.

Longer than most files: what stages hand to one another is told here and nowhere else.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import msgspec

from generator import annotate, read, render, search
from generator.engine.digest import encode
from generator.engine.disk import flush
from generator.engine.executor import Engine
from generator.engine.kept import recalled, remember
from generator.engine.ledger import Ledger
from generator.engine.marked import Marked, opened
from generator.engine.others import Others
from generator.engine.pieces import NOTHING, Standing, drawn
from generator.engine.publish import publish, ready
from generator.engine.stage import Piece
from generator.engine.staging import File, Published
from generator.engine.standing import Place, settled
from generator.engine.trees import Trees
from generator.errors import PublishError
from generator.nouns.account import Account
from generator.nouns.article import Listed, Reading
from generator.nouns.briefing import Briefing
from generator.nouns.content import Content
from generator.nouns.corpus import Corpus, Entry, shelved
from generator.nouns.findings import Findings
from generator.nouns.ids import ArticleId
from generator.nouns.page import Page
from generator.nouns.problem import Problem
from generator.nouns.source import Source
from generator.settings import Site, ThemeSettings

Marks = tuple[bytes, ...]
"""What something depends on, in bytes: the same bytes, the same thing."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """Everything that a site is made from, as it was found."""

    sources: tuple[Source, ...]
    content: Content
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True)
class Made:
    """Everything that a site's pages are planned from."""

    sources: tuple[Source, ...]
    content: Content
    corpus: Corpus
    findings: Findings
    briefing: Briefing


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much a site tells of."""

    articles: int
    people: int
    topics: int


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """What a site's pages are: their paths with digests of what they show, and what there is to tell of them."""

    counts: Counts
    pages: tuple[tuple[str, bytes], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True)
class Build:
    """A published site. ``make`` gives what it was made from, which need not have been made for it this time."""

    counts: Counts
    published: Published
    make: Callable[[], Made]


def build(site: Site, engine: Engine, *, index: bool = True, changed: AbstractSet[str] | None = None) -> Build:
    """Make the site and publish it. Raises PublishError when it could not; then the old one stands.

    ``index`` tells whether to wait for an index for search that has to be made anew. ``changed`` are files, as the
    system names them: those of which a process that watches has heard since its last build.
    """
    engine.trusting &= engine.take("stands", held=False) is not None
    inputs = (site.root, site.sources, site.content, site.cache)
    ready(site.output, inputs)  # a refusal comes before the work
    theme = themed(site, engine, changed)  # and so does a theme that is missing
    engine.report.add(theme.problems)
    given = find(site, engine, changed)
    made = cache(lambda: make(site, engine, given))
    depends = basis(site, engine, given)
    outline = outlined(engine, depends)
    counts = outline.counts if outline else counted(made())
    pieces = known(engine, outline) if outline else planned(site, engine, depends, made())
    ledger = ledger_of(site, engine)
    files = draw(site, engine, pieces, theme, made, ledger)
    published = put_up(site, engine, files, ledger, inputs, index=index)
    if outline is None:  # who only drew what was known has not asked for what the next build will need
        engine.leave("stands", site.output)  # what was planned in this run is what the output has
        if not engine.trusting:
            engine.later("sweep", engine.store.sweep)  # and keeps no edit waiting
    return Build(counts=counts, published=published, make=made)


def themed(site: Site, engine: Engine, changed: AbstractSet[str] | None) -> render.Theme:
    """Load the theme; a process that is trusting loads it anew only where one of its files, or what is asked of it, has
    ``changed``.
    """
    asked = (site.root, site.settings.theme, site.settings.title)
    known: tuple[object, render.Theme] | None = engine.take("theme", held=False)
    # As text, and without a `..` that the person at the keyboard may have typed, like what is compared with it.
    folders = tuple(os.path.abspath(one) + os.sep for one in (site.root / "themes", render.shipped()))  # noqa: PTH100
    told = changed if engine.trusting and known and known[0] == asked else None
    if known is None or told is None or any(one.startswith(folders) for one in told) or linked(site, known[1]):
        known = asked, render.load(site)
    engine.leave("theme", known)
    return known[1]


def linked(site: Site, theme: render.Theme) -> bool:
    """Tell whether one of the site's own themes stands elsewhere, behind a link, where nobody watches."""
    return any((site.root / "themes" / name).is_symlink() for name in theme.chain)


def ledger_of(site: Site, engine: Engine) -> Ledger:
    """Give the ledger of the output: the one that the last run of this process kept, or as the store has it."""
    ledger: Ledger | None = engine.take("ledger")
    if ledger is None or not ledger.of(engine.store, site.output):
        ledger = Ledger(engine.store, site.output)
    ledger.begin()
    engine.leave("ledger", ledger)  # what it knows of the output stays true if this run is stopped
    return ledger


def put_up(
    site: Site, engine: Engine, files: Iterable[File | Others], ledger: Ledger, inputs: Iterable[Path], *, index: bool
) -> Published:
    """Publish, and keep in the ledger what stands.

    A process that runs again does not wait for the disk: what it published is whole for all who look at it, and is put
    on disk when there is nothing else to do.
    """
    trees: Trees = engine.take("trees") or Trees()
    engine.leave("trees", trees)  # so does this: what it is not sure of it looks at
    finish = search.indexer(site, engine.report, now=index)
    sure = engine.memory is None
    published = publish(site.output, files, inputs, finish, site.cache / "spare", trees=trees, sure=sure)
    if not sure:
        engine.later("disk", partial(flush, site.output))
    engine.later("ledger", ledger.keep(published.tree, published.touched))  # second: it vouches for what is on disk
    return published


def reads(site: Site) -> tuple[Place, ...]:
    """Name every place that a build reads, of the site and of the themes that come with the program."""
    sources = Place(path=site.sources / site.only if site.only else site.sources, without=site.exclude)
    own = (site.root / "site.yaml", site.content, site.root / "themes")
    return (sources, *(Place(path=path) for path in own), Place(path=render.shipped()))


def find(site: Site, engine: Engine, changed: AbstractSet[str] | None = None) -> Given:
    """Find sources and what editors wrote. What a process has read before it reads again only if it was touched, or may
    have been without a trace; if it is trusting, it looks only at what ``changed``.
    """
    with engine.report.timed("find"):
        where = (site.sources, site.exclude, site.only)
        place, former, unsure = engine.take("sources", held=False) or (None, read.Found(), frozenset())
        told = changed if engine.trusting and place == where else None
        found = read.again(site, former, told, unsure) if told is not None else None
        if found is None:
            now = settled(site.cache) if engine.memory is not None else 0
            sure = {path: one for path, one in former.read.items() if path not in unsure}
            found = read.find(site, sure)
            unsure = frozenset(path for path, one in found.read.items() if one.file.mark[3] >= now)
        else:
            unsure = frozenset()
        engine.leave("sources", (where, found, unsure))
        content = read.content(site)
    return Given(sources=found.sources, content=content, problems=(*found.problems, *content.problems))


def make(site: Site, engine: Engine, given: Given | None = None) -> Made:
    """Read, annotate, resolve and summarise: everything short of planning and drawing pages."""
    from generator import pages, resolve, summarise  # noqa: PLC0415 - see above
    from generator.verify import Proof  # noqa: PLC0415

    report = engine.report
    model = annotate.context(site.settings)  # a missing one is told before the work
    given = given or find(site, engine)
    content = given.content
    marks = [f"{one.digest} {one.id}".encode() for one in given.sources]
    with engine.workers():
        readings = engine.marked(read.ARTICLE, marks, read.context(site), partial(map, given.sources.__getitem__))
        cards = listed(readings, given.sources, engine)
        corpus = understood(readings, cards, engine, model)
    corpus = resolve.dated(resolve.judged(corpus, content.judgements), engine)
    findings = resolve.findings(corpus, site, content.judgements, engine)
    briefing = summarise.briefing(findings, corpus, site.settings, engine)
    with report.timed("prove"):
        briefing = covered(briefing, given.sources, cards)
        proof: Proof = engine.take("proof") or Proof()
        proof.check(briefing, ((one.id, one.misplaced) for one in cards if one), given.sources)
        engine.leave("proof", proof)
    for problems in (given.problems, *(one.problems for one in cards if one), findings.problems):
        report.add(problems)
    report.add(pages.faults(findings, content))
    return Made(sources=given.sources, content=content, corpus=corpus, findings=findings, briefing=briefing)


def listed(readings: Sequence[Marked[Reading]], sources: Sequence[Source], engine: Engine) -> list[Listed | None]:
    """Tell of each source in short what came of reading it; None where it could not be read."""
    from generator.verify import LISTED, Read  # noqa: PLC0415 - see above

    there = [place for place, one in enumerate(readings) if one.mark]
    marks = [readings[place].mark + sources[place].digest.encode() for place in there]

    def inputs(places: Sequence[int]) -> Iterator[Read]:
        for place in map(there.__getitem__, places):
            yield Read(reading=opened(readings[place]), source=sources[place])

    cards: list[Listed | None] = [None] * len(readings)
    for place, one in zip(there, engine.marked(LISTED, marks, None, inputs), strict=True):
        cards[place] = one.output
    return cards


def understood(
    readings: Iterable[Marked[Reading]], cards: Iterable[Listed | None], engine: Engine, model: annotate.Model
) -> Corpus:
    """Annotate the articles and put them into one corpus, under marks that tell whether an article changed."""
    from generator.annotate.accounts import accounts as accounts_of  # noqa: PLC0415 - see above

    known = {one.card.id: one.card for one in cards if one and one.card}
    found = {
        one.card.id: reading.then(lambda made: made.article)
        for reading, one in zip(readings, cards, strict=True)
        if one and one.card
    }
    accounts = accounts_of(found, known, engine, model)
    return shelved(
        {
            key: Entry(
                known[key],
                partial(opened, article),
                partial(_account, key, accounts[key]),
                article.mark + accounts[key].mark,
            )
            for key, article in found.items()
        }
    )


def _account(key: ArticleId, one: Marked[Account]) -> Account:
    return one.output or Account(article=key)


def covered(briefing: Briefing, sources: Iterable[Source], cards: Iterable[Listed | None]) -> Briefing:
    """Tell in the coverage which sources are not in the briefing, and why."""
    skipped = tuple(
        (str(source.id), one.skipped if one else "it could not be read")
        for source, one in zip(sources, cards, strict=True)
        if one is None or one.card is None
    )
    return msgspec.structs.replace(briefing, coverage=msgspec.structs.replace(briefing.coverage, skipped=skipped))


def counted(made: Made) -> Counts:
    """Count what a person is told of."""
    return Counts(
        articles=len(made.corpus.order),
        people=sum(1 for actor in made.findings.actors if actor.kind == "person"),
        topics=sum(1 for topic in made.findings.topics if topic.id != "other"),
    )


def basis(site: Site, engine: Engine, given: Given) -> Marks:
    """Give all that the pages depend on. The theme is no part of it but for its problems, which the about page tells:
    they are the only ones in the report before anything is made.
    """
    settings = encode(msgspec.structs.replace(site.settings, theme=ThemeSettings()))
    sources = encode([(one.id, one.digest) for one in given.sources])
    contexts = encode((read.context(site), annotate.context(site.settings)))
    return settings, sources, contexts, encode((given.content, given.problems, engine.report.problems))


def outlined(engine: Engine, depends: Marks) -> Outline | None:
    """Recall what the pages are, if just this was planned before and the store still has them all."""
    found = recalled(engine, Outline, *depends)
    keys = {key for _, key in found.pages} if found else set()
    return found if len(engine.store.known(list(keys))) == len(keys) else None


def known(engine: Engine, outline: Outline) -> Iterator[Piece[Page]]:
    """Give pages that were planned before."""
    engine.report.add(outline.problems)
    engine.report.tally("plan").hits += len(outline.pages)
    return (Piece(name=path, key=key) for path, key in outline.pages)


def planned(site: Site, engine: Engine, depends: Marks, made: Made) -> Iterator[Piece[Page] | Others]:
    """Plan the pages, a few at a time: all of them are larger than what they are made of. What they are is remembered,
    unless something went wrong that may go right the next time.
    """
    from generator import pages  # noqa: PLC0415 - see above

    problems = engine.report.problems
    found: dict[str, bytes] = {}
    others: dict[str, bytes] = {}
    every = pages.pieces(made.briefing, made.findings, made.corpus, site, made.content, problems, engine)
    for piece in every:
        if isinstance(piece, Others):
            others = dict(piece.keys)
        else:
            found[piece.name] = piece.key
        yield piece

    def put() -> None:
        told = tuple((others | found).items())
        remember(engine, Outline(counts=counted(made), pages=told, problems=problems), *depends)

    if not any(one.severity == "error" for one in problems):
        engine.later("outline", put)


def draw(  # noqa: PLR0917 - each is of its own type
    site: Site,
    engine: Engine,
    pieces: Iterable[Piece[Page] | Others],
    theme: render.Theme,
    make: Callable[[], Made],
    standing: Standing = NOTHING,
) -> Iterator[File | Others]:
    """Draw pages; nothing is given for one that is ``standing`` as it would be drawn.

    A page that the store has lost is written again, from what ``make`` gives. One that cannot be drawn stops
    publication: half a site is none.
    """

    @cache
    def every() -> dict[str, Page]:
        from generator import pages  # noqa: PLC0415 - see above

        made, problems = make(), engine.report.problems
        planned = pages.plan(made.briefing, made.findings, made.corpus, site, made.content, problems)
        return {page.path: page for page in planned}

    def again(path: str) -> Page:
        return every()[path]

    shared = render.context(site, theme, engine)
    for one in drawn(
        engine, render.PAGE, pieces, shared, Page, standing, again, render.plain, render.body, render.glance(shared)
    ):
        if isinstance(one, Others):
            yield one
            continue
        if one.output is None and not one.stands:  # the report tells why
            raise PublishError(f"the page {one.name} could not be drawn; the old site stands")
        yield one.name, one.output
    yield from render.assets(theme).items()
