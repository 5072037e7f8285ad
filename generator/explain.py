"""Why a page says what it says: inputs, decisions, evidence, as plain lines."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from generator.build import Made
from generator.errors import UsageError
from generator.nouns.article import Article, Dating
from generator.nouns.briefing import Brief
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Actor, Disagreement, Passage, Topic
from generator.nouns.ids import ActorId
from generator.pages.addresses import Addresses, addresses
from generator.pages.told import words_of
from generator.safe import slug
from generator.verify import statements

_MOST = 12  # lines of one kind; the rest is counted


def explain(what: str, made: Made) -> Iterator[str]:
    """Give the lines that explain a page's address, a name, an article's path, a topic or a statement's id.

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
    mentions = sum(variant.count for variant in actor.variants)
    yield f"{actor.name}: {actor.kind} ({actor.id}), {mentions} mentions in {len(actor.articles)} articles"
    if actor.historical:
        yield f"  of the past: {_why(actor.historical)}"
    yield "  why one:"
    yield from _some(
        f"    {variant.text!r} {variant.count} times in {', '.join(variant.articles)}"
        + (f": {_why(variant.evidence)}" if variant.evidence else "")
        for variant in actor.variants
    )
    yield from (f"    judged: {judged}" for judged in actor.judged)
    for pair in findings.held_apart:
        if actor.id in {pair.left, pair.right}:
            other = pair.right if actor.id == pair.left else pair.left
            yield f"  held apart from {_name(other, made)}: {_why(pair.evidence)}"
    for role in findings.roles:
        if role.actor == actor.id:
            when = f" from at least {role.first} to at least {role.last}" if role.first else ""
            yield f"  role: {role.text}{when}" + (f" (judged: {role.judged})" if role.judged else "")
            yield from _some(f"    {_quoted(locus, made)}" for locus in role.loci)
    for meeting in findings.meetings:
        if actor.id in meeting.participants:
            others = [_name(one, made) for one in meeting.participants if one != actor.id] + list(meeting.groups)
            yield f"  {meeting.kind} {', '.join(others) or 'others'} {meeting.date}: {_why(meeting.evidence)}"
            yield from _some(f"    {_quoted(locus, made)}" for locus in meeting.evidence.loci)
            yield from _some(f"    about {_quoted(locus, made)}" for locus in meeting.about)
    for one in findings.disagreements:
        if actor.id in one.actors:
            yield f"  sources differ: {one.subject}: " + " / ".join(version.value for version in one.versions)
    yield from _brief(made.briefing.actors.get(actor.id))
    yield from _inputs(actor.articles, made)


def _topics(wanted: str, made: Made, places: Addresses) -> Iterator[str]:
    for topic in made.findings.topics:
        place = _folder(places.topics[topic.id])
        if wanted in {topic.id.casefold(), topic.title.casefold(), slug.plain(topic.title), place}:
            yield from _topic(topic, made)


def _topic(topic: Topic, made: Made) -> Iterator[str]:
    yield f"{topic.title}: topic ({topic.id}), {len(topic.passages)} passages"
    yield from _some((line for passage in topic.passages for line in _match(passage, topic, made)), most=40)
    yield from _brief(made.briefing.topics.get(topic.id))
    yield from _inputs(sorted({passage.article for passage in topic.passages}), made)


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
            yield from _article(article, made)
    for source, reason in made.briefing.coverage.skipped:
        if wanted == source.casefold():
            yield f"{source}: not in the briefing: {reason}"


def _article(article: Article, made: Made) -> Iterator[str]:
    yield f"{article.headline}: article ({article.id}), SHA-256 {article.digest}"
    if article.headline_derived:
        yield "  the source states no headline: this one was made from its first sentence"
    yield f"  outlet {article.outlet or 'unknown'}, agency {article.agency or 'none'}, " + (
        "by " + ", ".join(f"{one.name} ({one.kind})" for one in article.bylines) if article.bylines else "no byline"
    )
    yield f"  published {_dated(article.published)}; updated {_dated(article.updated)}"
    yield from _some(
        (f"  cut, lines {cut.first_line}-{cut.last_line}: {cut.reason}: {_short(cut.text)}" for cut in article.cuts), 40
    )
    account = made.corpus.accounts[article.id]
    for number, chain in enumerate(account.chains):
        owner = next(
            (a for a in made.findings.actors for c in a.chains if (c.article, c.chain) == (article.id, number)), None
        )
        rules = sorted({account.mentions[i].rule for i in chain.mentions if account.mentions[i].rule})
        yield (
            f"  {chain.kind} {chain.name!r}: {len(chain.mentions)} mentions"
            + (f" joined by {', '.join(rules)}" if rules else "")
            + (f", is {owner.id}" if owner else ", not published as an actor")
        )
    for one in account.unlinked:
        yield f"  left unlinked, line {article.paragraphs[one.paragraph].line}: {one.text!r}: {one.reason}"
    for telling in made.findings.tellings:
        if article.id in telling.articles and len(telling.articles) > 1:
            yield f"  one account with {', '.join(a for a in telling.articles if a != article.id)}: {telling.reason}"
    yield from _brief(made.briefing.articles.get(article.id))


def _differences(wanted: str, made: Made) -> Iterator[str]:
    """Give all differences for the page of all, or the one that is called so."""
    for one in made.findings.disagreements:
        if wanted in {"differences", one.subject.casefold(), slug.plain(one.subject)}:
            yield from _difference(one, made)


def _difference(one: Disagreement, made: Made) -> Iterator[str]:
    state = "settled" if one.judged else "updated" if one.updated else "disputed"
    yield f"{one.subject}: difference ({one.kind}, {state}): {_why(one.evidence)}"
    if one.judged:
        yield f"  judged: {one.settled} is right: {one.judged}"
    for version in one.versions:
        when = f", {version.first} to {version.last}" if version.first else ""
        accounts = "account" if version.accounts == 1 else "accounts"
        yield f"  {version.value!r}: {version.accounts} independent {accounts}{when}"
        yield from _some(f"    {_quoted(locus, made)}" for locus in version.loci)


def _statements(wanted: str, made: Made) -> Iterator[str]:
    if len(wanted) < 6:  # a shorter beginning of an id could be anything
        return
    seen = set()
    for statement in statements(made.briefing):
        if statement.id.casefold().startswith(wanted) and statement.id not in seen:
            seen.add(statement.id)
            yield f"{words_of(statement)}: statement ({statement.id}), {statement.accounts} independent accounts"
            for kind, citations in (("from", statement.citations), ("also", statement.support)):
                for one in citations:
                    yield f"  {kind} {one.article} characters {one.start}-{one.end}: {_short(one.exact, 300)}"


def _brief(brief: Brief | None) -> Iterator[str]:
    for statement in brief.statements if brief else ():
        yield f"  says: {words_of(statement)} ({statement.id}, {statement.accounts} accounts)"
        for citation in statement.citations:
            yield f"    {citation.article} characters {citation.start}-{citation.end}"


def _inputs(articles: Sequence[str], made: Made) -> Iterator[str]:
    yield "  inputs:"
    known = {str(key): article for key, article in made.corpus.articles.items()}
    yield from (f"    {key} SHA-256 {known[key].digest}" for key in articles if key in known)


def _name(actor: ActorId, made: Made) -> str:
    return next((one.name for one in made.findings.actors if one.id == actor), actor)


def _why(evidence: Evidence) -> str:
    return f"{evidence.reason} ({evidence.rule}, {evidence.score:.2f})"


def _quoted(locus: Locus, made: Made) -> str:
    paragraph = made.corpus.articles[locus.article].paragraphs[locus.paragraph]
    return f"{locus.article}:{paragraph.line}: {_short(paragraph.text[locus.start : locus.end])!r}"


def _dated(dating: Dating) -> str:
    return f"{dating.value or dating.stated or 'unknown'} ({dating.reason or dating.origin})"


def _short(text: str, most: int = 120) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def _some(lines: Iterator[str], most: int = _MOST) -> Iterator[str]:
    rest = 0
    for number, line in enumerate(lines):
        if number < most:
            yield line
        else:
            rest += 1
    if rest:
        yield f"    … and {rest} more"
