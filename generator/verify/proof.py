"""Proof that what is to be published stands in its source."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import itemgetter

from generator.errors import PublishError
from generator.nouns.briefing import Brief, Briefing, Statement
from generator.nouns.evidence import Citation
from generator.nouns.ids import ArticleId, SourceDigest
from generator.nouns.source import Source
from generator.verify.faults import fault, parts_fault
from generator.verify.spans import Original, original


class Proof:
    """What was proven. A process that builds again has each brief proven once, against sources as they are.

    What it holds is what the last briefing was made of.
    """

    def __init__(self) -> None:
        """Begin with nothing proven."""
        self._digests: dict[ArticleId, SourceDigest] = {}
        self._briefs: dict[int, tuple[Brief, frozenset[ArticleId]]] = {}

    def check(self, briefing: Briefing, places: Iterable[tuple[str, int]], sources: Iterable[Source]) -> None:
        """Check paragraphs and statements before they are published.

        ``places`` are the articles with what ``misplaced`` says of each. Raises PublishError at the first that does not
        stand: then the proof is to be begun anew.
        """
        for article, line in places:
            if line:
                told = "the source does not have the words of this paragraph in its place"
                raise PublishError(told, path=article, line=line, hint="please report this")
        found = {one.id: one for one in sources}
        originals = _Originals(found)
        digests = {key: one.digest for key, one in found.items()}
        changed = {key for key in self._digests.keys() | digests.keys() if self._digests.get(key) != digests.get(key)}
        proven, self._digests, self._briefs = self._briefs, digests, {}
        for brief in briefs(briefing):
            before, cited = proven.get(id(brief), (None, frozenset[ArticleId]()))
            if before is not brief or not changed.isdisjoint(cited):
                for statement in brief.statements:
                    _check_statement(statement, originals)
                cited = frozenset([one.article for statement in brief.statements for one in _all(statement)])
            self._briefs[id(brief)] = (brief, cited)


class _Originals(Mapping[str, Original]):
    """Sources as citations count in them, each decoded when it is first asked for."""

    def __init__(self, sources: Mapping[ArticleId, Source]) -> None:
        """Take sources by the articles that are made of them."""
        self._sources = sources
        self._made: dict[str, Original] = {}

    def __getitem__(self, key: str) -> Original:
        """Give one source."""
        if key not in self._made:
            self._made[key] = original(self._sources[ArticleId(key)].content)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        """Give their names."""
        return iter(self._sources)

    def __len__(self) -> int:
        """Count them."""
        return len(self._sources)


def briefs(briefing: Briefing) -> Iterator[Brief]:
    """Give every brief of a briefing, that of the home page first."""
    yield briefing.bottom_line
    for some in (briefing.topics.items(), briefing.articles.items(), briefing.actors.items()):
        for _, brief in sorted(some, key=itemgetter(0)):
            yield brief


def statements(briefing: Briefing) -> Iterator[Statement]:
    """Give every statement of a briefing, home page first; one that stands on two pages comes twice."""
    return chain.from_iterable(brief.statements for brief in briefs(briefing))


def _check_statement(statement: Statement, originals: Mapping[str, Original]) -> None:
    for one in _all(statement):
        plain = {"article": one.article, "start": one.start, "end": one.end, "exact": one.exact}
        if told := fault(plain, one.digest, originals):
            raise PublishError(f"the statement {statement.id} is not covered: {told}", hint="please report this")
    parts = [{"kind": part.kind, "text": part.text, "citation": part.citation} for part in statement.parts]
    if told := parts_fault(parts, [{"exact": one.exact} for one in statement.citations]):
        raise PublishError(f"the statement {statement.id} is not covered: {told}", hint="please report this")


def _all(statement: Statement) -> Iterator[Citation]:
    yield from statement.citations
    yield from statement.support
