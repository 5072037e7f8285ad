"""Lines that explanations of several things have: quotes, events, briefs, inputs, and how a reason is told."""

from collections.abc import Iterator, Sequence

from generator.build import Made
from generator.language import ENGLISH, load
from generator.nouns.account import Quote
from generator.nouns.article import Dating
from generator.nouns.briefing import Brief
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Event
from generator.nouns.ids import ActorId, ArticleId
from generator.pages.told import words_of

_MOST = 12  # lines of one kind; the rest is counted


def counted(number: int, thing: str) -> str:
    """Say how many, in the number that agrees."""
    return load(ENGLISH).count(number, thing)


def spoken(one: Quote, article: ArticleId, made: Made) -> str:
    """Tell what was said, how it was told, and whose it was taken for."""
    locus = Locus(article=article, paragraph=one.paragraph, start=one.start, end=one.end)
    by = f"by {one.speaker!r}" + (f", {one.verb!r}" if one.verb else "") if one.speaker else "nobody is sure to say it"
    return f"{'quote' if one.kind == 'direct' else 'reported'} ({by}, {one.confidence:.2f}): {quoted(locus, made)}"


def event(one: Event, made: Made) -> Iterator[str]:
    """Tell an event: its date, why it is that date, and the sentences that tell it."""
    yield f"event {one.date} ({one.precision}{', background' if one.background else ''}): {one.reason}"
    yield from some(f"    {quoted(locus, made)}" for locus in one.loci)


def brief(given: Brief | None) -> Iterator[str]:
    """Tell the statements of a brief, if there is one, and where they stand."""
    for statement in given.statements if given else ():
        yield f"  says: {words_of(statement)} ({statement.id}, {counted(statement.accounts, 'independent account')})"
        for citation in statement.citations:
            yield f"    {citation.article} characters {citation.start}-{citation.end}"


def inputs(articles: Sequence[str], made: Made) -> Iterator[str]:
    """Tell the sources that something rests on, with their digests."""
    yield "  inputs:"
    known = {str(key): article for key, article in made.corpus.articles.items()}
    yield from (f"    {key} SHA-256 {known[key].digest}" for key in articles if key in known)


def name(actor: ActorId, made: Made) -> str:
    """Give the name of an actor."""
    return next((one.name for one in made.findings.actors if one.id == actor), actor)


def why(evidence: Evidence) -> str:
    """Tell a reason with its rule and score."""
    return f"{evidence.reason} ({evidence.rule}, {evidence.score:.2f})"


def quoted(locus: Locus, made: Made) -> str:
    """Quote a span with the path and line of its source."""
    paragraph = made.corpus.articles[locus.article].paragraphs[locus.paragraph]
    return f"{locus.article}:{paragraph.line}: {short(paragraph.text[locus.start : locus.end])!r}"


def dated(dating: Dating) -> str:
    """Tell a date of an article and why it is that."""
    return f"{dating.value or dating.stated or 'unknown'} ({dating.reason or dating.origin})"


def short(text: str, most: int = 120) -> str:
    """Cut a text to at most so many characters, on one line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def some(lines: Iterator[str], most: int = _MOST) -> Iterator[str]:
    """Give at most so many lines, and how many more there are."""
    rest = 0
    for number, line in enumerate(lines):
        if number < most:
            yield line
        else:
            rest += 1
    if rest:
        yield f"    … and {rest} more"
