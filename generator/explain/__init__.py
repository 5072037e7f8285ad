"""Why a page says what it says: inputs, decisions, evidence, as plain lines."""

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from generator.build import Made
from generator.errors import UsageError
from generator.explain.articles import told
from generator.explain.lines import brief, counted, event, inputs, name, quoted, short, some, spoken, why
from generator.nouns.findings import Actor, Disagreement, Passage, Topic
from generator.pages.addresses import Addresses, addresses
from generator.pages.told import words_of
from generator.safe import slug
from generator.verify import statements


def explain(what: str, made: Made) -> Iterator[str]:
    """Give the lines that explain a page's address, a name, an article's path, a topic, a date or a statement's id.

    Raises UsageError, with the nearest names, when there is no such thing.
    """
    folder, wanted = _wanted(what)
    places = addresses(made.corpus, made.findings, ())
    found = False
    for kind, lines in (
        ("people organisations places", _actors(wanted, made, places)),
        ("topics", _topics(wanted, made, places)),
        ("articles", _articles(wanted, made, places)),
        ("differences", _differences(wanted, made)),
        ("timeline", _timeline(wanted, made)),
        ("", _statements(wanted, made)),
    ):
        for line in lines if not folder or folder in kind else ():
            found = True
            yield line
    if not found:
        near = sorted(
            name for name in _names(made) if any(word in name.casefold() for word in wanted.split("-") if word)
        )
        raise UsageError(
            f"nothing here is called {what!r}",
            hint="near: " + "; ".join(near[:6])
            if near
            else "give a page's address, a name, a path or a statement's id",
        )


def _wanted(what: str) -> tuple[str, str]:
    """Reduce an address to its folder and slug; leave a name or a path as it is, in small letters."""
    text = what.strip()
    path = text.partition("#")[0]
    if "://" in text:
        with suppress(ValueError):  # no address, then: a name that looks like one
            path = unquote(urlsplit(text).path)
    path = path.removesuffix("index.html").strip("/")
    folder, _, slug = path.rpartition("/")
    kind = folder.rpartition("/")[2]
    if kind in {"people", "organisations", "places", "topics", "articles"} and "." not in slug:
        return kind, slug.casefold()
    return "", path.casefold()


def _names(made: Made) -> Iterator[str]:
    yield from (actor.name for actor in made.findings.actors)
    yield from (topic.title for topic in made.findings.topics)
    yield from (one.subject for one in made.findings.disagreements)
    yield from made.corpus.articles


def _folder(place: str) -> str:
    """Give the last folder of a page's place, by which its address is known."""
    return place.rstrip("/").rpartition("/")[2]


def _actors(wanted: str, made: Made, places: Addresses) -> Iterator[str]:
    for actor in made.findings.actors:
        names = {actor.name, *(variant.text for variant in actor.variants), *actor.judged}
        known = {
            actor.id.casefold(),
            actor.id.partition(":")[2],
            *(name.casefold() for name in names),
            slug.plain(actor.name),
            _folder(places.actors[actor.id]),
        }
        if wanted in known:
            yield from _actor(actor, made)


def _actor(actor: Actor, made: Made) -> Iterator[str]:
    findings = made.findings
    mentions = counted(sum(variant.count for variant in actor.variants), "mention")
    yield f"{actor.name}: {actor.kind} ({actor.id}), {mentions} in {counted(len(actor.articles), 'article')}"
    if actor.historical:
        yield f"  of the past: {why(actor.historical)}"
    yield "  why one:"
    yield from some(
        f"    {variant.text!r} {counted(variant.count, 'time')} in {', '.join(variant.articles)}"
        + (f": {why(variant.evidence)}" if variant.evidence else "")
        for variant in actor.variants
    )
    yield from (f"    judged: {judged}" for judged in actor.judged)
    for pair in findings.held_apart:
        if actor.id in {pair.left, pair.right}:
            other = pair.right if actor.id == pair.left else pair.left
            yield f"  held apart from {name(other, made)}: {why(pair.evidence)}"
    for role in findings.roles:
        if role.actor == actor.id:
            when = f" from at least {role.first} to at least {role.last}" if role.first else ""
            yield f"  role: {role.text}{when}" + (f" (judged: {role.judged})" if role.judged else "")
            yield from some(f"    {quoted(locus, made)}" for locus in role.loci)
    for meeting in findings.meetings:
        if actor.id in meeting.participants:
            others = [name(one, made) for one in meeting.participants if one != actor.id] + list(meeting.groups)
            yield f"  {meeting.kind} {', '.join(others) or 'others'} {meeting.date}: {why(meeting.evidence)}"
            yield from some(f"    {quoted(locus, made)}" for locus in meeting.evidence.loci)
            yield from some(f"    about {quoted(locus, made)}" for locus in meeting.about)
    yield from some(
        f"  {spoken(made.corpus.accounts[one.article].quotes[one.quote], one.article, made)}"
        for one in findings.quotations
        if one.actor == actor.id
    )
    yield from some(f"  {line}" for one in findings.events if actor.id in one.actors for line in event(one, made))
    for one in findings.disagreements:
        if actor.id in one.actors:
            yield f"  sources differ: {one.subject}: " + " / ".join(version.value for version in one.versions)
    yield from brief(made.briefing.actors.get(actor.id))
    yield from inputs(actor.articles, made)


def _topics(wanted: str, made: Made, places: Addresses) -> Iterator[str]:
    for topic in made.findings.topics:
        place = _folder(places.topics[topic.id])
        if wanted in {topic.id.casefold(), topic.title.casefold(), slug.plain(topic.title), place}:
            yield from _topic(topic, made)


def _topic(topic: Topic, made: Made) -> Iterator[str]:
    yield f"{topic.title}: topic ({topic.id}), {counted(len(topic.passages), 'passage')}"
    yield from some((line for passage in topic.passages for line in _match(passage, topic, made)), most=40)
    yield from brief(made.briefing.topics.get(topic.id))
    yield from inputs(sorted({passage.article for passage in topic.passages}), made)


def _match(passage: Passage, topic: Topic, made: Made) -> Iterator[str]:
    for match in passage.matches:
        if match.topic == topic.id:
            paragraph = made.corpus.articles[passage.article].paragraphs[passage.paragraph]
            words = f" by {', '.join(match.words)}" if match.words else ""
            yield f"  {passage.article}:{paragraph.line}: {match.score:.2f}{words}: {match.reason or 'no reason given'}"


def _articles(wanted: str, made: Made, places: Addresses) -> Iterator[str]:
    for key, article in made.corpus.articles.items():
        stem = key.rpartition("/")[2].rpartition(".")[0]
        if wanted in {
            key.casefold(),
            stem.casefold(),
            slug.plain(stem),
            _folder(places.articles[key]),
            article.headline.casefold(),
            slug.plain(article.headline),
        }:
            yield from told(article, made)
    for source, reason in made.briefing.coverage.skipped:
        if wanted == source.casefold():
            yield f"{source}: not in the briefing: {reason}"


def _timeline(wanted: str, made: Made) -> Iterator[str]:
    """Give all events for the page of all, or those of one date."""
    for one in made.findings.events:
        if wanted in {"timeline", one.date.casefold()}:
            yield from event(one, made)


def _differences(wanted: str, made: Made) -> Iterator[str]:
    """Give all differences for the page of all, or the one that is called so."""
    for one in made.findings.disagreements:
        if wanted in {"differences", one.subject.casefold(), slug.plain(one.subject)}:
            yield from _difference(one, made)


def _difference(one: Disagreement, made: Made) -> Iterator[str]:
    state = "settled" if one.judged else "updated" if one.updated else "disputed"
    yield f"{one.subject}: difference ({one.kind}, {state}): {why(one.evidence)}"
    if one.judged:
        yield f"  judged: {one.settled} is right: {one.judged}"
    for version in one.versions:
        when = f", {version.first} to {version.last}" if version.first else ""
        yield f"  {version.value!r}: {counted(version.accounts, 'independent account')}{when}"
        yield from some(f"    {quoted(locus, made)}" for locus in version.loci)


def _statements(wanted: str, made: Made) -> Iterator[str]:
    if len(wanted) < 6:  # a shorter beginning of an id could be anything
        return
    seen = set()
    for statement in statements(made.briefing):
        if statement.id.casefold().startswith(wanted) and statement.id not in seen:
            seen.add(statement.id)
            accounts = counted(statement.accounts, "independent account")
            yield f"{words_of(statement)}: statement ({statement.id}), {accounts}"
            for kind, citations in (("from", statement.citations), ("also", statement.support)):
                for one in citations:
                    yield f"  {kind} {one.article} characters {one.start}-{one.end}: {short(one.exact, 300)}"
