"""The whole story. Full, watched and checking runs all go through these lines; this file alone knows every stage."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

import msgspec

from generator import annotate, pages, read, render, resolve, search, summarise
from generator.engine.digest import digest, mark
from generator.engine.executor import Engine, Marked
from generator.engine.publish import Published, publish, ready
from generator.engine.standing import Place
from generator.errors import PublishError
from generator.nouns.article import Reading
from generator.nouns.briefing import Briefing
from generator.nouns.content import Content
from generator.nouns.corpus import Corpus, corpus_of
from generator.nouns.findings import Findings
from generator.nouns.source import Source
from generator.settings import Site
from generator.verify import check


@dataclass(frozen=True, kw_only=True)
class Made:
    """Everything that a site's pages are planned from."""

    sources: tuple[Source, ...]
    content: Content
    corpus: Corpus
    findings: Findings
    briefing: Briefing


@dataclass(frozen=True, kw_only=True)
class Build:
    """A published site, and what it was made from."""

    made: Made
    published: Published


def build(site: Site, engine: Engine, *, index: bool = True) -> Build:
    """Make the site and publish it. Raises PublishError when it could not; then the old one stands.

    ``index`` tells whether to wait for an index for search that has to be made anew.
    """
    inputs = (site.root, site.sources, site.content, site.cache)
    ready(site.output, inputs)  # a refusal comes before the work
    theme = render.load(site)  # and so does a theme that is missing
    engine.report.add(theme.problems)
    made = make(site, engine)
    finish = search.indexer(site, engine.report, now=index)
    published = publish(site.output, draw(site, engine, made, theme), inputs, finish)
    engine.store.sweep()
    return Build(made=made, published=published)


def reads(site: Site) -> tuple[Place, ...]:
    """Name every place that a build reads, of the site and of the themes that come with the program."""
    sources = Place(path=site.sources / site.only if site.only else site.sources, without=site.exclude)
    own = (site.root / "site.yaml", site.content, site.root / "themes")
    return (sources, *(Place(path=path) for path in own), Place(path=render.shipped()))


def make(site: Site, engine: Engine) -> Made:
    """Read, annotate, resolve and summarise: everything short of planning and drawing pages."""
    report = engine.report
    model = annotate.context(site.settings)  # a missing one is told before the work
    with report.timed("find"):
        found = read.find(site)
        content = read.content(site)
    marks = [mark((one.id, one.digest)) for one in found.sources]
    marked = engine.marked(read.ARTICLE, marks, read.context(site), partial(map, found.sources.__getitem__))
    readings = [one.output for one in marked]
    corpus = understood(marked, engine, model)
    corpus = resolve.dated(resolve.judged(corpus, content.judgements), engine)
    findings = resolve.findings(corpus, site, content.judgements, engine)
    briefing = summarise.briefing(findings, corpus, site.settings, engine)
    with report.timed("prove"):
        briefing = covered(briefing, found.sources, readings)
        check(briefing, corpus.articles.values(), found.sources)
    for problems in (found.problems, content.problems, *(one.problems for one in readings if one), findings.problems):
        report.add(problems)
    report.add(pages.faults(findings, content))
    return Made(sources=found.sources, content=content, corpus=corpus, findings=findings, briefing=briefing)


def understood(readings: Iterable[Marked[Reading]], engine: Engine, model: annotate.Model) -> Corpus:
    """Annotate the articles and put them into one corpus, under marks that tell whether an article changed."""
    articles = {
        one.output.article.id: Marked(one.output.article, one.mark)
        for one in readings
        if one.output and one.output.article
    }
    accounts = annotate.accounts(articles, engine, model)
    return corpus_of(
        {key: one.output for key, one in articles.items() if one.output},
        {key: one.output for key, one in accounts.items() if one.output},
        {key: digest(one.mark, accounts[key].mark if key in accounts else b"") for key, one in articles.items()},
    )


def covered(briefing: Briefing, sources: Iterable[Source], readings: Iterable[Reading | None]) -> Briefing:
    """Tell in the coverage which sources are not in the briefing, and why."""
    skipped = tuple(
        (str(source.id), reading.skipped if reading else "it could not be read")
        for source, reading in zip(sources, readings, strict=True)
        if reading is None or reading.article is None
    )
    return msgspec.structs.replace(briefing, coverage=msgspec.structs.replace(briefing.coverage, skipped=skipped))


def draw(site: Site, engine: Engine, made: Made, theme: render.Theme) -> Iterator[tuple[str, bytes]]:
    """Plan and draw pages, a few at a time: all of them are larger than what they are made of.

    A page that cannot be drawn stops publication: half a site is none.
    """
    problems = engine.report.problems
    planned = pages.plan(made.briefing, made.findings, made.corpus, site, made.content, problems)
    timed = engine.report.paced("plan", planned)
    for page, content in engine.stream(render.PAGE, timed, render.context(site, theme)):
        if content is None:  # the report tells why
            raise PublishError(f"the page {page.path} could not be drawn; the old site stands")
        yield page.path, content
    yield from chain(render.assets(theme).items())
