"""What the corpus as a whole says: each finding with its evidence."""

from typing import Literal

import msgspec

from generator.nouns.account import ActorKind
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.ids import ActorId, ArticleId, StoryId, TopicId
from generator.nouns.problem import Problem


class ChainRef(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False, order=True):
    """A chain of one article's account."""

    article: ArticleId
    chain: int


class Variant(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One way an actor's name is written, how often, in which articles, and why it is taken for this actor."""

    text: str
    count: int
    articles: tuple[ArticleId, ...]
    evidence: Evidence | None = None


class Actor(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A person, organisation or place across articles.

    ``chains`` are all that is taken for this actor, ``variants`` how its name is written in them. ``historical`` says
    why, where the person is of the past. ``judged`` are judgements that bear upon it, each as its kind, a colon and its
    reason. ``articles`` are sorted by date, then id.
    """

    id: ActorId
    kind: ActorKind
    name: str
    variants: tuple[Variant, ...]
    chains: tuple[ChainRef, ...]
    articles: tuple[ArticleId, ...]
    historical: Evidence | None = None
    judged: tuple[str, ...] = ()


class HeldApart(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Two actors that might be one: not merged, listed for review with what speaks for and against."""

    left: ActorId
    right: ActorId
    evidence: Evidence


class Role(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One line of a person's role ledger: wordings that mean the same, and the dates of the articles that state it.

    ``first`` and ``last`` are ISO dates ("from at least … to at least …"), empty where no article is dated.
    """

    actor: ActorId
    text: str
    rank: str = ""
    office: str = ""
    organisation: str = ""
    qualifier: str = ""
    wordings: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    loci: tuple[Locus, ...] = ()
    judged: str = ""


class TopicMatch(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A passage's belonging to a topic: score, the words that decided, and the reason in one sentence.

    ``margin`` is how far the score lies above what is asked of it; below, for one that is withheld.
    """

    topic: TopicId
    score: float
    margin: float = 0.0
    words: tuple[str, ...] = ()
    reason: str = ""


class Passage(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False, order=True):
    """A paragraph as assigned to topics: none, one or several, best first. ``withheld`` are those it was too unsure
    for, listed and nowhere used.
    """

    article: ArticleId
    paragraph: int
    matches: tuple[TopicMatch, ...] = ()
    withheld: tuple[TopicMatch, ...] = ()


class Topic(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A topic and its passages, in the order of articles (date, then id).

    ``main`` are the articles that run on it above all. ``proposed`` is the evidence of a topic that no editor gave but
    the articles' own words; its loci are the passages that show it best. ``terms`` stand in the settings, or could.
    """

    id: TopicId
    title: str
    description: str = ""
    passages: tuple[Passage, ...] = ()
    main: tuple[ArticleId, ...] = ()
    terms: tuple[str, ...] = ()
    proposed: Evidence | None = None


class Story(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Passages of one origin: they share text. ``origin`` is what the text names as its source, or empty."""

    id: StoryId
    loci: tuple[Locus, ...]
    origin: str = ""
    evidence: Evidence


class Telling(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False, order=True):
    """Articles that tell as one (copies of one text): one independent account."""

    articles: tuple[ArticleId, ...]
    reason: str = ""


class Meeting(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One meeting, with every sentence that reports it. ``date`` is ISO at the precision known, or empty; ``about`` are
    the words that say what was talked about, of each article that says so.
    """

    participants: tuple[ActorId, ...]
    groups: tuple[str, ...] = ()
    kind: str = "met"
    place: ActorId | None = None
    date: str = ""
    about: tuple[Locus, ...] = ()
    evidence: Evidence


class Event(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A dated sentence, or several that say the same. ``background`` is long before the articles."""

    date: str
    precision: str
    loci: tuple[Locus, ...]
    actors: tuple[ActorId, ...] = ()
    topics: tuple[TopicId, ...] = ()
    background: bool = False
    reason: str = ""


class Quotation(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A quote given to an actor, or to none (``unattributed``)."""

    actor: ActorId | None
    article: ArticleId
    quote: int


class Version(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One side of a disagreement: the value, the places that state it, and how many independent accounts they are.

    ``first`` and ``last`` are ISO days of the articles, empty where one of them has none.
    """

    value: str
    loci: tuple[Locus, ...]
    accounts: int = 1
    first: str = ""
    last: str = ""


DisagreementKind = Literal[
    "identity", "number", "office", "date", "place", "title", "action", "participants", "rank", "spelling"
]


class Disagreement(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Where sources differ about one thing. ``subject`` is what a judgement names it by; no two have the same.

    ``updated``: every article of one version is older than every article of the next, so that what is told may have
    changed rather than be disputed. ``settled`` is the version that an editor takes for right, ``judged`` why.
    The score says how much it matters and how sure it is: who it was and how many come first, spelling last.
    """

    kind: DisagreementKind
    subject: str
    versions: tuple[Version, ...]
    actors: tuple[ActorId, ...] = ()
    updated: bool = False
    evidence: Evidence
    settled: str = ""
    judged: str = ""


class Findings(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """All findings, each tuple in a stated, stable order.

    ``crowded`` are disagreements of more versions than anybody reads side by side: listed, and nowhere used.
    """

    actors: tuple[Actor, ...] = ()
    held_apart: tuple[HeldApart, ...] = ()
    roles: tuple[Role, ...] = ()
    topics: tuple[Topic, ...] = ()
    passages: tuple[Passage, ...] = ()
    stories: tuple[Story, ...] = ()
    tellings: tuple[Telling, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    crowded: tuple[Disagreement, ...] = ()
    problems: tuple[Problem, ...] = ()
