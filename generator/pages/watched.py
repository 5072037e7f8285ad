"""The desk as a page of one subject sees it: what it reads there is noted, and there is nothing that is not.

What a page reads of another article, actor or topic is as little as it shows of it, so that a change there touches no
page that does not show it: a link reads what it says, a quoted sentence its paragraph.
"""

from collections.abc import Callable, Mapping
from functools import cache, cached_property, partial
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, NoReturn

from generator.engine.digest import digest
from generator.engine.notebook import Notebook, UnwatchedError
from generator.nouns.ids import ArticleId
from generator.pages.desk import Desk
from generator.pages.extracts import Extract, Spot
from generator.pages.quotable import Numbered, Quotable

_FINDINGS = ("crowded", "disagreements", "events", "held_apart", "meetings", "stories", "tellings", "topics")
"""Findings that pages of the site as a whole read all of."""


class WatchedDesk(Desk):
    """A desk that notes its readers in ``notebook``. A page that asks for what it does not have is not remembered."""

    def __init__(self, desk: Desk, notebook: Notebook) -> None:  # the base's own tables are what is watched here
        """Show the tables of ``desk``."""
        for kind in reversed(Desk.__mro__):
            for name, one in vars(kind).items():
                if isinstance(one, cached_property):
                    vars(self)[name] = _Absent(name)
        table, fields = notebook.table, notebook.fields
        told, stand = attrgetter("told"), attrgetter("stand")
        wholes = cache(partial(_marks, desk))
        headings = table(lambda: desk.headings)
        articles = table(lambda: desk.corpus.articles, lambda: _whole(desk), marks=lambda key: wholes().get(key))
        vars(self).update(
            site=desk.site,
            language=desk.language,
            say=desk.say,
            room=desk.room,
            press=desk.press,
            written=desk.written,  # spares work, and changes nothing
            headings=headings,
            credits=table(lambda: desk.credits),
            called=table(lambda: desk.called),
            titled=table(lambda: desk.titled),
            order=headings.beside(lambda: desk.order),  # articles stand by their dates, then by their names
            corpus=SimpleNamespace(
                articles=articles,
                accounts=articles.beside(lambda: desk.corpus.accounts),
                cards=table(lambda: desk.corpus.cards),
            ),
            extracts=table(
                lambda: desk.extracts,
                within=articles,
                groups=(lambda: desk.quotable, attrgetter("extracts")),
                marks=lambda spot: _inside(desk.quotable, spot, told),
            ),
            paragraphs=table(
                lambda: desk.paragraphs,
                within=articles,
                groups=(lambda: desk.quotable, attrgetter("paragraphs")),
                marks=lambda spot: _inside(desk.quotable, spot, stand),
            ),
            outlets=table(lambda: desk.outlets),
            addresses=SimpleNamespace(outlets=table(lambda: desk.addresses.outlets)),
            actors=table(lambda: desk.actors),
            names=table(lambda: desk.names),
            listed=table(lambda: desk.listed),
            neighbours=table(lambda: desk.neighbours),
            accounts=table(lambda: desk.accounts),
            owners=table(lambda: desk.owners),
            speakers=table(lambda: desk.speakers),
            passages=table(lambda: desk.passages),
            mentions=table(lambda: desk.mentions, lambda: desk.naming),
            roles=table(lambda: desk.roles),
            ledgers=table(lambda: desk.ledgers),
            meetings=table(lambda: desk.meetings),
            quotes=table(lambda: desk.quotes),
            held_apart=table(lambda: desk.held_apart),
            actor_topics=table(lambda: desk.actor_topics),
            topic_actors=table(lambda: desk.topic_actors),
            involved=table(lambda: desk.involved),
            sketches=table(lambda: desk.sketches),
            dossiers=table(lambda: desk.dossiers),
            notes=SimpleNamespace(of=table(lambda: desk.notes.of)),
            backlinks=SimpleNamespace(of=table(lambda: desk.backlinks.of)),
            catalogue=SimpleNamespace(
                articles=table(lambda: desk.catalogue.articles), actors=table(lambda: desk.catalogue.actors)
            ),
            company=SimpleNamespace(together=table(lambda: desk.company.together), met=table(lambda: desk.company.met)),
            copies=SimpleNamespace(
                stories=table(lambda: desk.copies.stories),
                first=table(lambda: desk.copies.first),
                origins=table(lambda: desk.copies.origins),
            ),
            differing=SimpleNamespace(
                actors=table(lambda: desk.differing.actors),
                articles=table(lambda: desk.differing.articles),
                topics=table(lambda: desk.differing.topics),
            ),
            occasions=fields(
                lambda: desk.occasions,
                "front",
                "days",
                actors=table(lambda: desk.occasions.actors, lambda: desk.occasions.told),
                topics=table(lambda: desk.occasions.topics),
                chapters=table(lambda: desk.occasions.chapters),
            ),
            placed=fields(lambda: desk.placed, "stories", "events", "meetings"),
            doubts=fields(lambda: desk.doubts, "cuts", "withheld", "unsure"),
            briefing=fields(
                lambda: desk.briefing,
                "coverage",
                "bottom_line",
                topics=table(lambda: desk.briefing.topics),
                articles=table(lambda: desk.briefing.articles),
                actors=table(lambda: desk.briefing.actors),
            ),
            checkable=fields(
                lambda: desk.checkable,
                "bottom_line",
                topics=table(lambda: desk.checkable.topics),
                articles=table(lambda: desk.checkable.articles),
                actors=table(lambda: desk.checkable.actors),
            ),
            findings=fields(lambda: desk.findings, *_FINDINGS),
            content=fields(lambda: desk.content, "home", "about", "judgements"),
            foremost=table(lambda: desk.foremost),
            numbers=table(lambda: desk.numbers),
            _rest=fields(lambda: desk, "problems"),
        )

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the desk has there
        if name == "_rest":
            raise AttributeError(name)
        return getattr(self._rest, name)


def _whole(desk: Desk) -> Mapping[ArticleId, Any]:
    """Tell of each article all that is in it: what it says, by the mark of its part, and what is known of its words."""
    return desk.tables.each("whole", _told, desk.corpus.marks, desk.quotable)


def _told(mark: bytes, one: Quotable) -> tuple[bytes, tuple[Extract, ...]]:
    return mark, one.extracts.every


def _marks(desk: Desk) -> Mapping[ArticleId, bytes]:
    """Give digests of what ``_whole`` tells."""
    return desk.tables.each(
        "marks of wholes", lambda mark, one: digest(mark, *one.told.every), desk.corpus.marks, desk.quotable
    )


def _inside(
    articles: Mapping[ArticleId, Quotable], spot: Spot, marks: Callable[[Quotable], Numbered[bytes]]
) -> bytes | None:
    """Give the mark of a paragraph, if there is one."""
    one = articles.get(spot[0])
    every = marks(one).every if one is not None else ()
    return every[spot[1]] if 0 <= spot[1] < len(every) else None


class _Absent:
    """A table of the desk that pages of one subject have no use for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> NoReturn:
        raise UnwatchedError(f"`{self._name}.{name}` is not watched: a page of one subject should not read it")

    def _refuse(self, *_: Any) -> NoReturn:  # noqa: ANN401 - refuses whatever is asked
        raise UnwatchedError(f"`{self._name}` is not watched: a page of one subject should not read it")

    __getitem__ = __contains__ = __iter__ = __len__ = _refuse
