"""The briefing: what each topic, article and actor comes down to, and the bottom line of all."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import msgspec

from generator.engine.digest import encode, mark
from generator.engine.executor import Engine
from generator.nouns.briefing import Brief, Briefing, Coverage
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.settings import BriefSettings, Settings
from generator.summarise.candidates import OTHER, candidates
from generator.summarise.choose import Worth, alone, choose, lead
from generator.summarise.cite import statement
from generator.summarise.named import Named
from generator.summarise.pool import Pool
from generator.summarise.support import Echoes

_LEADING = 3
"""How many of a topic's statements may stand on the home page."""


class _Desk:
    """What all briefs are made from."""

    def __init__(self, corpus: Corpus, findings: Findings, engine: Engine) -> None:
        self.pool = Pool(candidates(corpus, findings, engine), findings.tellings, findings.stories)
        self.worth = Worth(self.pool, range(len(self.pool.all)))
        self.echoes = Echoes(self.pool)
        self.named = Named(corpus, findings.actors)

    def brief(self, chosen: Iterable[int], about: ActorId | None = None, *, names: bool = True) -> Brief:
        """Make the brief of chosen sentences, in order of time; people come with their full ``names`` first.

        ``about`` is the actor whose page it stands on, and needs no name.
        """
        known: set[ActorId] | None = ({about} if about else set()) if names else None
        return Brief(
            statements=tuple(
                statement(self.pool, one, self.echoes.of(one), self.named, known)
                for one in sorted(chosen, key=self.pool.when)
            )
        )


def briefing(findings: Findings, corpus: Corpus, settings: Settings, engine: Engine) -> Briefing:
    """Choose, mend, cite: a pure function of findings, corpus and ``settings.brief``; the engine only remembers."""
    size = settings.brief
    told = msgspec.structs.replace(findings, problems=())  # no statement depends on these
    marks = (mark((told,)), *corpus.marks.values(), encode(size))
    return engine.once(summarise, Briefing, marks, corpus, findings, size, engine)


def summarise(corpus: Corpus, findings: Findings, size: BriefSettings, engine: Engine) -> Briefing:
    """Choose, mend and cite for every topic, article and actor."""
    desk = _Desk(corpus, findings, engine)
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
    cards = corpus.cards.values()
    dates = sorted(one.published.value for one in cards if one.published.value)
    return Coverage(
        articles=len(corpus.order),
        outlets=len({one.outlet or one.agency for one in cards if one.outlet or one.agency}),
        accounts=len(findings.tellings) or len(corpus.order),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        undated=len(corpus.order) - len(dates),
    )


def _topics(desk: _Desk, findings: Findings, size: BriefSettings) -> dict[TopicId, list[int]]:
    """Choose for each topic, from the sentences that tell of it, best first.

    A topic that the articles propose is the event that some of them tell of: others that have its words tell of
    something else, and do not speak for it.
    """
    telling = {one.id: frozenset(one.main) for one in findings.topics if one.proposed and one.main}
    blocks: dict[TopicId, list[int]] = {}
    for i, one in enumerate(desk.pool.all):
        article = desk.pool.article[i]
        for topic in one.topics:
            if article in telling.get(topic, (article,)):
                blocks.setdefault(topic, []).append(i)
    return {
        topic.id: choose(
            desk.pool,
            _apt(desk.pool, topic.id, blocks.get(topic.id, [])),
            Worth(desk.pool, blocks.get(topic.id, []), budget=size.topic_words),
            most=size.topic,
            budget=size.topic_words,
            echoes=desk.echoes,
        )
        for topic in findings.topics
    }


def _apt(pool: Pool, topic: TopicId, block: Iterable[int]) -> dict[int, float]:
    """Value how early each sentence stands among its article's on the topic, and how surely it is about it."""
    valued: dict[int, float] = {}
    for _, sentences in groupby(block, key=pool.article.__getitem__):
        valued |= {i: lead(rank) * pool.all[i].topics[topic] for rank, i in enumerate(sentences)}
    return valued


def _bottom_line(desk: _Desk, leads: Mapping[TopicId, Sequence[int]], most: int) -> list[int]:
    """Take turns among the topics, the largest first: of each one's leading statements the best by agreement."""
    named = {topic: chosen for topic, chosen in leads.items() if topic != OTHER and chosen} or leads
    pools = {
        topic: sorted(
            chosen[:_LEADING], key=lambda one: -alone(desk.pool, one, desk.worth) * math.sqrt(desk.echoes.agreed(one))
        )
        for topic, chosen in named.items()
    }
    weight = Counter(topic for one in desk.pool.all for topic in one.topics)
    taken: list[int] = []
    for _ in range(_LEADING):
        for topic in sorted(pools, key=lambda name: (-weight[name], name)):
            fresh = (one for one in pools[topic] if not any(desk.echoes.repeats(one, other) for other in taken))
            if len(taken) < most and (best := next(fresh, None)) is not None:
                taken.append(best)
    return taken


def _articles(desk: _Desk, most: int) -> dict[ArticleId, Brief]:
    found = {}
    for key, sentences in desk.pool.articles.items():
        block = {i: lead(rank) for rank, i in enumerate(sentences)}
        chosen = choose(desk.pool, block, desk.worth, most=most, echoes=desk.echoes)
        if chosen:
            found[key] = desk.brief(chosen)
    return found


def _actors(desk: _Desk, findings: Findings, most: int) -> dict[ActorId, Brief]:
    """Choose for each actor from the sentences that name it: best early, and not as one of many people."""
    blocks: dict[ActorId, dict[int, float]] = {}
    for i, one in enumerate(desk.pool.all):
        single = 1 / math.sqrt(1 + len(one.people))
        for name, early in one.actors.items():
            blocks.setdefault(name, {})[i] = (0.5 + early) * single
    found = {}
    for actor in findings.actors:
        chosen = choose(desk.pool, blocks.get(actor.id, {}), desk.worth, most=most, echoes=desk.echoes)
        if chosen:
            found[actor.id] = desk.brief(chosen, actor.id)
    return found
