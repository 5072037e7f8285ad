"""One page being written: links as seen from it, sources numbered through it, text with its actors linked."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Literal
from urllib.parse import urljoin

from generator.nouns.briefing import Brief, Part, Statement
from generator.nouns.briefing import Link as ActorLink
from generator.nouns.evidence import Locus
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.nouns.page import (
    Frame,
    Link,
    MentionsView,
    NavItem,
    OthersView,
    Run,
    SentenceView,
    SourceView,
    StatementView,
)
from generator.pages.addresses import FOLDERS, NAVIGATION, root
from generator.pages.desk import Desk
from generator.pages.extracts import Place, touched
from generator.pages.whom import whom
from generator.pages.words import clipped

LONG = 1200
"""Characters of one quoted sentence; of a longer one only what is around the point is shown."""

_BEFORE, _AFTER = 300, 600
_DESCRIPTION = 200


class Sheet:
    """The page at ``path``: a folder with a closing slash, empty for the home page.

    ``own`` is the actor that the page is about: its name is marked instead of linked. ``up`` is the way to the site
    where that is not told by the path.
    """

    def __init__(self, desk: Desk, path: str, own: ActorId | None = None, up: str = "") -> None:
        self.desk = desk
        self.path = path
        self.root = up or root(path)
        self.own = own
        self.numbers: dict[str, int] = {}

    # Around the text

    def frame(self, title: str, description: str = "", *crumbs: Link) -> Frame:
        """Give what stands around the page."""
        section = self.path.partition("/")[0]
        return Frame(
            title=title,
            site_title=self.desk.site.settings.title,
            description=clipped(description, _DESCRIPTION),
            language=self.desk.language.code,
            direction=self.desk.language.direction,
            root=self.root,
            navigation=tuple(
                NavItem(text=self.desk.say[folder], href=self.href(f"{folder}/"), current=folder == section)
                for folder in NAVIGATION
            ),
            crumbs=crumbs,
        )

    def href(self, path: str, place: str = "") -> str:
        """Lead to a page by its folder."""
        return f"{self.root}{path}index.html" + (f"#{place}" if place else "")

    def absolute(self, path: str) -> str:
        """Give the address on the web of a file or folder of the site; nothing where the site has none."""
        base = self.desk.site.settings.base_url
        return f"{base.rstrip('/')}/{path}" if base else ""

    def web(self, href: str) -> str:
        """Turn a link of this page into an address on the web; it stays as it is where the site has none."""
        here = self.absolute(self.path)
        return urljoin(here, href).replace("index.html", "") if here else href

    def index(self, folder: str) -> Link:
        """Lead to an index page."""
        return Link(text=self.desk.say[folder], href=self.href(f"{folder}/"))

    def actor(self, actor: ActorId, *, detail: str = "", number: int = 0, place: str = "") -> Link:
        """Lead to a person, organisation or place."""
        one = self.desk.called[actor]
        href = self.href(one.folder, place)
        return Link(text=one.name, href=href, kind=one.kind, detail=detail, count=number)

    def topic(self, topic: TopicId, *, detail: str = "", number: int = 0, place: str = "") -> Link:
        """Lead to a topic."""
        one = self.desk.titled[topic]
        href = self.href(one.folder, place)
        return Link(text=one.title, href=href, kind="topic", detail=detail, count=number)

    def article(self, article: ArticleId, *, detail: str = "", number: int = 0, place: str = "") -> Link:
        """Lead to an article, or a place in it."""
        one = self.desk.headings[article]
        href = self.href(one.folder, place)
        return Link(text=one.title, href=href, kind="article", detail=detail, count=number)

    # Text of the sources

    def runs(self, article: ArticleId, paragraph: int, start: int, end: int) -> tuple[Run, ...]:
        """Give a span of a paragraph with the actors in it linked."""
        extract = self.desk.extracts[article, paragraph]
        text, named = extract.text, extract.named
        runs: list[Run] = []
        at = start
        for place in range(bisect_left(named, start, key=attrgetter("start")), len(named)):
            one = named[place]
            if one.start >= end:
                break
            if one.end > end or (one.pronoun and one.actor != self.own):
                continue
            if at < one.start:
                runs.append(Run(text=text[at : one.start]))
            runs.append(self._name(text[one.start : one.end], one.actor))
            at = one.end
        if at < end:
            runs.append(Run(text=text[at:end]))
        return tuple(runs)

    def _name(self, text: str, actor: ActorId, kind: Literal["text", "bracket"] = "text") -> Run:
        one = self.desk.called[actor]
        href = "" if actor == self.own else self.href(one.folder)
        return Run(text=text, kind=kind, href=href, actor=one.kind)

    def _quoted(self, locus: Locus) -> tuple[Run, ...]:
        """Give the whole sentences that a span touches, or what is around it where they are very long."""
        extract = self.desk.extracts[locus.article, locus.paragraph]
        text, inside = extract.text, touched(extract.starts, locus.start, locus.end)
        start, end = extract.span(inside[0])[0], extract.span(inside[-1])[1]
        if end - start <= LONG:
            return self.runs(locus.article, locus.paragraph, start, start + len(text[start:end].rstrip()))
        begin, finish = max(start, locus.start - _BEFORE), min(end, locus.start + _AFTER)
        runs = self.runs(locus.article, locus.paragraph, begin, finish)
        before = (Run(kind="cut"), Run(text=" ")) if begin > start else ()
        after = (Run(text=" "), Run(kind="cut")) if finish < end else ()
        return (*before, *runs, *after)

    def source(
        self,
        place: Place,
        *,
        kind: Literal["source", "context", "also"] = "source",
        numbered: bool = False,
    ) -> SourceView:
        """Say where a sentence stands; the link leads to it, or to its article where it is not shown there."""
        article = self.desk.credits[place[0]]
        where = self.desk.anchor(place)
        folder = self.desk.headings[place[0]].folder
        href = f"#{where}" if where and folder == self.path else self.href(folder, where)
        number = self.numbers.setdefault(href, len(self.numbers) + 1) if numbered else 0
        return SourceView(
            number=number,
            label=article.label,
            date=article.published[:10],
            headline=article.headline,
            href=href,
            kind=kind,
            original=article.original,
        )

    def words(self, locus: Locus) -> str:
        """Give the words of a span, and nothing around them."""
        return self.desk.extracts[locus.article, locus.paragraph].text[locus.start : locus.end]

    def sentence(self, locus: Locus, *, note: str = "", speaker: Link | None = None) -> SentenceView:
        """Quote the sentence that a span stands in."""
        place = self.desk.place(locus)
        if not self.desk.shown(place):
            withheld = (Run(text=self.desk.say["sentence_not_republished"]),)
            return SentenceView(runs=withheld, source=self.source(place), speaker=speaker, note=note)
        meant = whom(self.desk, locus) if not note and speaker is None else None
        if meant is not None:  # a sentence that stands alone says whom its "he" is
            note = self.desk.say["meant"].format(word=meant[0], name=self.desk.actors[meant[1]].name)
        return SentenceView(runs=self._quoted(locus), source=self.source(place), speaker=speaker, note=note)

    def sentences(self, loci: Iterable[Locus]) -> tuple[SentenceView, ...]:
        """Quote sentences in the order of articles, each once."""
        return tuple(map(self.sentence, ordered(self.desk, loci)))

    def listed(self, article: ArticleId, loci: Iterable[Locus]) -> tuple[SentenceView, ...]:
        """Quote sentences of one article in order; those that may not be shown are counted at the end."""
        made, withheld = [], 0
        for locus in loci:
            if self.desk.shown(self.desk.place(locus)):
                made.append(self.sentence(locus))
            else:
                withheld += 1
        if withheld:
            counted = self.desk.language.count(withheld, "more sentence" if made else "sentence")
            text = f"{counted} {self.desk.say['also_not_republished']}."
            where = self.source((article, -1, 0))
            made.append(SentenceView(runs=(Run(text=text),), source=where))
        return tuple(made)

    def quoting(self, article: ArticleId, sentences: Iterable[SentenceView]) -> MentionsView:
        """Put quoted sentences under their article."""
        one = self.desk.credits[article]
        return MentionsView(
            article=self.article(article),
            label=one.label,
            date=one.published[:10],
            original=one.original,
            sentences=tuple(sentences),
        )

    def others(self, articles: Sequence[ArticleId]) -> OthersView:
        """List the last of some articles whose sentences are not quoted; the index of articles has all."""
        listed = articles[-self.desk.room.listed :]
        links = (self.article(one, detail=self.desk.headings[one].imprint) for one in listed)
        return OthersView(articles=tuple(links), total=len(articles))

    # Statements

    def statement(self, one: Statement, name: str = "", most: int = 0) -> StatementView:
        """Show a statement with its sources; ``name`` is its anchor where it is not the statement's own. Of the
        sentences that say the same, ``most`` are named, or all.
        """
        sources: dict[str, SourceView] = {}
        for place, citation in enumerate(one.citations):
            where = (citation.article, citation.paragraph, citation.sentence)
            view = self.source(where, kind="context" if place else "source", numbered=True)
            sources.setdefault(view.href, view)
        shown = one.support[:most] if most else one.support
        for citation in shown:
            where = (citation.article, citation.paragraph, citation.sentence)
            view = self.source(where, kind="also", numbered=True)
            sources.setdefault(view.href, view)
        return StatementView(
            id=name or f"st-{one.id}",
            runs=self.statement_runs(one.parts, one.links),
            sources=tuple(sources.values()),
            sources_more=len(one.support) - len(shown),
            accounts=one.accounts,
            date=one.date,
        )

    def statement_runs(self, parts: Sequence[Part], every: Iterable[ActorLink]) -> tuple[Run, ...]:
        """Give the words of a statement with its actors linked."""
        runs: list[Run] = []
        for number, part in enumerate(parts):
            links = sorted((link for link in every if link.part == number), key=lambda link: link.start)
            if part.kind == "cut":
                following = parts[number + 1].text if number + 1 < len(parts) else ""
                runs.append(Run(kind="cut", text=" " if following[:1].isalnum() else ""))
            elif part.kind == "bracket":
                # One pair of brackets is one run, and leads where its first name does.
                known = links[0].actor if links else None
                runs.append(self._name(part.text, known, "bracket") if known else Run(text=part.text, kind="bracket"))
            else:
                runs.extend(self._linked(part.text, links))
        return tuple(runs)

    def _linked(self, text: str, links: Sequence[ActorLink]) -> Iterable[Run]:
        at = 0
        for link in links:
            if link.start >= at and link.actor in self.desk.called:
                if at < link.start:
                    yield Run(text=text[at : link.start])
                yield self._name(text[link.start : link.end], link.actor)
                at = link.end
        if at < len(text):
            yield Run(text=text[at:])

    def brief(self, brief: Brief | None, most: int = 0) -> tuple[StatementView, ...]:
        """Show a brief, if there is one; of the sentences that say what a statement does, ``most``, or all."""
        return tuple(self.statement(one, most=most) for one in brief.statements) if brief else ()


def ordered(desk: Desk, loci: Iterable[Locus]) -> list[Locus]:
    """Put spans in the order of articles, one for each sentence."""
    found: dict[Place, Locus] = {}
    for locus in sorted(loci, key=lambda one: (desk.order[one.article], one)):
        found.setdefault(desk.place(locus), locus)
    return list(found.values())


def folder_index(sheet: Sheet, actor: ActorId) -> Link:
    """Lead from an actor to the index of its kind."""
    folder = FOLDERS[sheet.desk.called[actor].kind]
    return sheet.index(folder)


def judgement(kind: str, names: tuple[str, ...], article: str = "", to: str = "") -> str:
    """Write the line for ``content/judgements.yaml``; every name in quotes, so that none can mean something else."""
    shown = ", ".join(json.dumps(name, ensure_ascii=False) for name in names)
    confined = f", article: {json.dumps(article, ensure_ascii=False)}" if article else ""
    target = f", to: {json.dumps(to, ensure_ascii=False)}" if to else ""
    return f'- {{{kind}: [{shown}]{confined}{target}, reason: "say why"}}'
