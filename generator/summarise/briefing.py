"""The briefing: what each topic, article and actor comes down to, and the bottom line of all."""

from collections.abc import Callable, Iterable, Sequence

from generator.engine.executor import Engine
from generator.nouns.briefing import Brief, Briefing, Coverage
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.settings import Settings
from generator.summarise.candidates import Candidate, candidates
from generator.summarise.choose import choose, position, weights
from generator.summarise.cite import statement
from generator.summarise.support import Echoes

_OTHER = TopicId("other")


class _Desk:
    """What all briefs are made from."""

    def __init__(self, corpus: Corpus, findings: Findings) -> None:
        self.corpus = corpus
        self.all = candidates(corpus, findings)
        self.worth = weights(self.all)
        self.echoes = Echoes(self.all, findings)
        self.actors = {(ref.article, ref.chain): one.id for one in findings.actors for ref in one.chains}
        self.order = {key: i for i, key in enumerate(corpus.order)}

    def brief(self, chosen: Iterable[Candidate]) -> Brief:
        """Make the brief of chosen sentences, in order of time."""
        ordered = sorted(
            chosen, key=lambda one: (one.date or "9999", self.order[one.article], one.paragraph, one.number)
        )
        return Brief(statements=tuple(statement(self.corpus, one, self.echoes.of(one), self.actors) for one in ordered))


def briefing(findings: Findings, corpus: Corpus, settings: Settings, engine: Engine) -> Briefing:
    """Choose, mend, cite: a pure function of findings, corpus and ``settings.brief``; the engine only remembers."""
    del engine
    desk = _Desk(corpus, findings)
    size = settings.brief
    topics: dict[TopicId, Brief] = {}
    leads: dict[TopicId, list[Candidate]] = {}
    blocks: dict[TopicId, list[Candidate]] = {}
    for one in desk.all:
        for name in [name for name, _ in one.topics] or [_OTHER]:
            blocks.setdefault(name, []).append(one)
    for topic in findings.topics:
        block = blocks.get(topic.id, [])
        chosen = choose(
            block,
            weights(block),
            most=size.topic,
            budget=size.topic_words,
            bonus=_apt(topic.id),
        )
        leads[topic.id] = chosen
        if chosen:
            topics[topic.id] = desk.brief(chosen)
    return Briefing(
        coverage=coverage(corpus, findings),
        bottom_line=desk.brief(_bottom_line(desk, leads, size.bottom_line)),
        topics=topics,
        articles=_articles(desk, size.article),
        actors=_actors(desk, findings, size.actor),
    )


def _apt(topic: TopicId) -> Callable[[Candidate], float]:
    """Value the place in the article, and how surely the passage belongs to the topic."""
    return lambda one: position(one) * (0.4 + max((score for name, score in one.topics if name == topic), default=0.6))


def coverage(corpus: Corpus, findings: Findings) -> Coverage:
    """Count what the briefing rests on."""
    articles = corpus.articles.values()
    dates = sorted(one.published.value for one in articles if one.published.value)
    return Coverage(
        articles=len(corpus.order),
        outlets=len({one.outlet or one.agency for one in articles if one.outlet or one.agency}),
        accounts=len(findings.tellings) or len(corpus.order),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        undated=len(corpus.order) - len(dates),
    )


def _bottom_line(desk: _Desk, leads: dict[TopicId, list[Candidate]], most: int) -> list[Candidate]:
    """Take the leading statements of the topics, the most agreed first."""
    pool = [one for topic, chosen in leads.items() if topic != _OTHER for one in chosen[:2]] or leads.get(_OTHER, [])
    distinct = list(dict.fromkeys(pool))
    return choose(distinct, desk.worth, most=most, bonus=lambda one: position(one) * (1 + len(desk.echoes.of(one))))


def _articles(desk: _Desk, most: int) -> dict[ArticleId, Brief]:
    blocks: dict[ArticleId, list[Candidate]] = {}
    for one in desk.all:
        blocks.setdefault(one.article, []).append(one)
    found = {}
    for key, block in blocks.items():
        chosen = choose(block, desk.worth, most=most)
        if chosen:
            found[key] = desk.brief(chosen)
    return found


def _actors(desk: _Desk, findings: Findings, most: int) -> dict[ActorId, Brief]:
    blocks: dict[ActorId, list[Candidate]] = {}
    for one in desk.all:
        for name in sorted(one.actors):
            blocks.setdefault(name, []).append(one)
    found = {}
    for actor in findings.actors:
        chosen = choose(_few(blocks.get(actor.id, [])), desk.worth, most=most) if most else []
        if chosen:
            found[actor.id] = desk.brief(chosen)
    return found


def _few(block: Sequence[Candidate]) -> Sequence[Candidate]:
    return block
