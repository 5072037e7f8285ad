"""The briefing: what each topic, article and actor comes down to, and the bottom line of all."""

import math
from functools import partial

import msgspec

from generator.engine.digest import encode, mark
from generator.engine.executor import Engine
from generator.engine.kept import keep, state_of
from generator.nouns.briefing import Briefing, Coverage
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings
from generator.settings import BriefSettings, Settings
from generator.summarise.blocks import briefs
from generator.summarise.candidates import OTHER, Forgotten
from generator.summarise.desk import Desk, Kept
from generator.summarise.sheet import Sentence

_LEADING = 3
"""How many of a topic's statements may stand on the home page."""


def briefing(findings: Findings, corpus: Corpus, settings: Settings, engine: Engine) -> Briefing:
    """Choose, mend, cite: a pure function of findings, corpus and ``settings.brief``; the engine only remembers."""
    size = settings.brief

    def marks() -> tuple[bytes, ...]:
        told = msgspec.structs.replace(findings, problems=())  # no statement depends on these
        return (mark((told,)), *corpus.marks.values(), encode(size))

    return engine.again(summarise, Briefing, marks, corpus, findings, size, engine)


def summarise(corpus: Corpus, findings: Findings, size: BriefSettings, engine: Engine) -> Briefing:
    """Choose, mend and cite for every topic, article and actor, anew where something is not as it was."""
    desk = engine.take("summarise") or _resumed(engine)
    try:
        return _summarised(desk, corpus, findings, size, engine)
    except Forgotten:
        return _summarised(None, corpus, findings, size, engine)


def _resumed(engine: Engine) -> Desk | None:
    """Give the desk as another process left it, if one did."""
    kept = state_of(engine, summarise, Kept)
    return Desk.resumed(kept, engine) if kept else None


def _summarised(desk: Desk | None, corpus: Corpus, findings: Findings, size: BriefSettings, engine: Engine) -> Briefing:
    """Go on from a desk, or from an empty one where there is none or one that does not serve; leave it."""
    if desk is None or not desk.serves(corpus, size):
        desk = Desk(size)
    desk.turn(corpus, findings, engine)
    made = Briefing(
        coverage=coverage(corpus, findings),
        bottom_line=desk.bottom_line(_bottom_line(desk, findings, size.bottom_line)),
        topics=briefs(desk.topics, [one.id for one in findings.topics]),
        articles=briefs(desk.articles, corpus.order),
        actors=briefs(desk.actors, [one.id for one in findings.actors]),
    )
    engine.leave("summarise", desk)
    if desk.stale:
        keep(engine, summarise, partial(_ended, desk, engine) if engine.memory is None else desk.kept)
    return made


def _ended(desk: Desk, engine: Engine) -> Kept | None:
    """Write down a desk that nobody goes on from, and let go of it before the store has that: both are large."""
    kept = desk.kept(ending=True)
    desk.clear()
    engine.space.tidy()
    return kept


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


def _bottom_line(desk: Desk, findings: Findings, most: int) -> list[Sentence]:
    """Take turns among the topics, the largest first: of each one's leading statements the best by agreement."""
    leads = {one.id: desk.topics[one.id].chosen.best for one in findings.topics if one.id in desk.topics}
    named = {topic: best for topic, best in leads.items() if topic != OTHER and best} or leads
    ahead = {
        topic: sorted(best[:_LEADING], key=lambda one: -desk.alone(one) * math.sqrt(desk.echoes.agreed(one)))
        for topic, best in named.items()
    }
    taken: list[Sentence] = []
    for _ in range(_LEADING):
        for topic in sorted(ahead, key=lambda name: (-desk.sentences[name], name)):
            fresh = (one for one in ahead[topic] if not any(desk.echoes.repeats(one, other) for other in taken))
            if len(taken) < most and (best := next(fresh, None)) is not None:
                taken.append(best)
    return taken
