"""The briefing: what each topic, article and actor comes down to, and the bottom line of all."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

import msgspec

from generator.engine.digest import mark
from generator.engine.executor import Engine
from generator.nouns.briefing import Brief, Briefing, Coverage
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.settings import BriefSettings, Settings
from generator.summarise.candidates import OTHER, Candidate, candidates
from generator.summarise.choose import alone, choose, lead, weights
from generator.summarise.cite import statement
from generator.summarise.support import Echoes

_LEADING = 3
"""How many of a topic's statements may stand on the home page."""


class _Desk:
    """What all briefs are made from."""

    def __init__(self, corpus: Corpus, findings: Findings) -> None:
        self.corpus = corpus
        self.all = candidates(corpus, findings)
        self.worth = weights(self.all)
        self.echoes = Echoes(self.all)
        self.actors = {(ref.article, ref.chain): one.id for one in findings.actors for ref in one.chains}
        self.order = {key: i for i, key in enumerate(corpus.order)}

    def brief(self, chosen: Iterable[Candidate], about: ActorId | None = None, *, names: bool = True) -> Brief:
        """Make the brief of chosen sentences, in order of time; people come with their full ``names`` first.

        ``about`` is the actor whose page it stands on, and needs no name.
        """
        known: set[ActorId] | None = ({about} if about else set()) if names else None
        ordered = sorted(chosen, key=lambda one: (one.when, self.order[one.article], one.paragraph, one.number))
        return Brief(
            statements=tuple(statement(self.corpus, one, self.echoes.of(one), self.actors, known) for one in ordered)
        )

    def agreed(self, one: Candidate) -> int:
        """Count the independent accounts that say what one sentence says."""
        return len({one.telling, *(other.telling for other in self.echoes.of(one))})


def briefing(findings: Findings, corpus: Corpus, settings: Settings, engine: Engine) -> Briefing:
    """Choose, mend, cite: a pure function of findings, corpus and ``settings.brief``; the engine only remembers."""
    size = settings.brief
    texts = chain(corpus.articles.values(), corpus.accounts.values())
    told = msgspec.structs.replace(findings, problems=())  # no statement depends on these
    marks = (mark((told,)), mark(texts), size.model_dump_json().encode())
    return engine.once(summarise, Briefing, marks, corpus, findings, size)


def summarise(corpus: Corpus, findings: Findings, size: BriefSettings) -> Briefing:
    """Choose, mend and cite for every topic, article and actor."""
    desk = _Desk(corpus, findings)
    leads = _topics(desk, findings, size)
    return Briefing(
        coverage=coverage(corpus, findings),
        bottom_line=desk.brief(_bottom_line(desk, leads, size.bottom_line)),
        topics={topic: desk.brief(chosen, names=not size.topic_words) for topic, chosen in leads.items() if chosen},
        articles=_articles(desk, size.article),
        actors=_actors(desk, findings, size.actor),
    )


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


def _topics(desk: _Desk, findings: Findings, size: BriefSettings) -> dict[TopicId, list[Candidate]]:
    """Choose for each topic, from the sentences that tell of it, best first.

    A topic that the articles propose is the event that some of them tell of: others that have its words tell of
    something else, and do not speak for it.
    """
    telling = {one.id: frozenset(one.main) for one in findings.topics if one.proposed and one.main}
    blocks: dict[TopicId, list[Candidate]] = {}
    for one in desk.all:
        for topic in one.topics:
            if one.article in telling.get(topic, (one.article,)):
                blocks.setdefault(topic, []).append(one)
    return {
        topic.id: choose(
            blocks.get(topic.id, []),
            weights(blocks.get(topic.id, [])),
            most=size.topic,
            budget=size.topic_words,
            repeats=desk.echoes.repeats,
            bonus=_apt(topic.id, blocks.get(topic.id, [])),
        )
        for topic in findings.topics
    }


def _apt(topic: TopicId, block: Sequence[Candidate]) -> Callable[[Candidate], float]:
    """Value how early a sentence stands among its article's on the topic, and how surely it is about it."""
    ranks: dict[tuple[ArticleId, int], int] = {}
    counts: dict[ArticleId, int] = {}
    for one in block:
        ranks[one.article, one.rank] = counts.get(one.article, 0)
        counts[one.article] = counts.get(one.article, 0) + 1
    return lambda one: lead(ranks[one.article, one.rank]) * one.topics[topic]


def _bottom_line(desk: _Desk, leads: Mapping[TopicId, Sequence[Candidate]], most: int) -> list[Candidate]:
    """Take turns among the topics, the largest first: of each one's leading statements the best by agreement."""
    named = {topic: chosen for topic, chosen in leads.items() if topic != OTHER and chosen} or leads
    pools = {
        topic: sorted(chosen[:_LEADING], key=lambda one: -alone(one, desk.worth) * math.sqrt(desk.agreed(one)))
        for topic, chosen in named.items()
    }
    weight = {topic: sum(topic in one.topics for one in desk.all) for topic in pools}
    taken: list[Candidate] = []
    for _ in range(_LEADING):
        for topic in sorted(pools, key=lambda name: (-weight[name], name)):
            fresh = (one for one in pools[topic] if not any(desk.echoes.repeats(one, other) for other in taken))
            if len(taken) < most and (best := next(fresh, None)):
                taken.append(best)
    return taken


def _articles(desk: _Desk, most: int) -> dict[ArticleId, Brief]:
    blocks: dict[ArticleId, list[Candidate]] = {}
    for one in desk.all:
        blocks.setdefault(one.article, []).append(one)
    chosen = {key: choose(block, desk.worth, most=most, repeats=desk.echoes.repeats) for key, block in blocks.items()}
    return {key: desk.brief(found) for key, found in chosen.items() if found}


def _actors(desk: _Desk, findings: Findings, most: int) -> dict[ActorId, Brief]:
    blocks: dict[ActorId, list[Candidate]] = {}
    for one in desk.all:
        for name in one.actors:
            blocks.setdefault(name, []).append(one)
    found = {}
    for actor in findings.actors:
        chosen = choose(
            blocks.get(actor.id, []), desk.worth, most=most, repeats=desk.echoes.repeats, bonus=_about(actor.id)
        )
        if chosen:
            found[actor.id] = desk.brief(chosen, actor.id)
    return found


def _about(actor: ActorId) -> Callable[[Candidate], float]:
    """Value sentences that are about an actor: named early, and not one of many."""
    return lambda one: (0.5 + one.actors[actor]) / math.sqrt(1 + len(one.people))
