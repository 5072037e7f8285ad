"""The desk as a page of one subject sees it: what it reads there is noted, and there is nothing that is not.

What a page reads of another article, actor or topic is as little as it shows of it, so that a change there touches no
page that does not show it: a link reads what it says, a quoted sentence the article's text.
"""

from collections.abc import Mapping
from functools import cached_property
from types import SimpleNamespace
from typing import Any, NoReturn

from generator.engine.digest import digest, encode
from generator.engine.traces import Notebook, UnwatchedError
from generator.nouns.evidence import Locus
from generator.nouns.ids import ArticleId
from generator.pages.company import Place
from generator.pages.desk import Desk
from generator.pages.press import Press


class WatchedDesk(Desk):
    """A desk that notes its readers in ``notebook``. A page that asks for what it does not have is not remembered."""

    def __init__(self, desk: Desk, notebook: Notebook) -> None:  # the base's own tables are what is watched here
        """Show the tables of ``desk``."""
        for name, one in vars(Desk).items():
            if isinstance(one, cached_property):
                vars(self)[name] = _Absent(name)
        self._desk = desk
        table, grouped = notebook.table, notebook.grouped
        headings = table(lambda: desk.headings)
        called = table(lambda: desk.called)
        titled = table(lambda: desk.titled)
        self._text = text = table(lambda: desk.corpus.articles, self._text_mark)
        vars(self).update(
            site=desk.site,
            language=desk.language,
            say=desk.say,
            room=desk.room,
            headings=headings,
            called=called,
            titled=titled,
            order=headings.beside(lambda: desk.order),  # articles stand by their dates, then by their names
            allowed=text.beside(lambda: desk.allowed),
            corpus=SimpleNamespace(articles=text, accounts=text.beside(lambda: desk.corpus.accounts)),
            addresses=SimpleNamespace(outlets=table(lambda: desk.addresses.outlets)),
            press=Press(SimpleNamespace(), desk.site.settings),  # type: ignore[arg-type]  # names need no corpus
            actors=table(lambda: desk.actors),
            neighbours=table(lambda: desk.neighbours),
            tellers=table(lambda: desk.tellers),
            named=grouped(lambda: desk.named),
            owners=grouped(lambda: desk.owners),
            speakers=grouped(lambda: desk.speakers),
            passages=grouped(lambda: desk.passages),
            mentions=table(lambda: desk.mentions),
            roles=table(lambda: desk.roles),
            meetings=table(lambda: desk.meetings),
            met=grouped(lambda: desk.met),
            quotations=table(lambda: desk.quotations),
            events=table(lambda: desk.events),
            held_apart=table(lambda: desk.held_apart),
            actor_topics=table(lambda: desk.actor_topics),
            notes=SimpleNamespace(of=table(lambda: desk.notes.of)),
            backlinks=SimpleNamespace(of=table(lambda: desk.backlinks.of)),
            company=SimpleNamespace(together=table(lambda: desk.company.together), met=table(lambda: desk.company.met)),
            copies=SimpleNamespace(
                shared=grouped(lambda: desk.copies.shared), origins=grouped(lambda: desk.copies.origins)
            ),
            differing=SimpleNamespace(
                actors=table(lambda: desk.differing.actors), articles=table(lambda: desk.differing.articles)
            ),
            briefing=SimpleNamespace(
                articles=table(lambda: desk.briefing.articles), actors=table(lambda: desk.briefing.actors)
            ),
        )

    def _text_mark(self, name: str) -> bytes:
        """Digest an article's text with all that decides how its sentences part, and which of them are shown."""
        desk, key = self._desk, ArticleId(name)
        if key not in desk.corpus.articles:
            return b"\0"
        allowed = desk.allowed[key]
        shown = self._shown.get(key, ()) if allowed != "full" else ()
        return digest(encode((desk.corpus.articles[key], desk.corpus.accounts[key], allowed, shown)))

    @cached_property
    def _shown(self) -> Mapping[ArticleId, list[tuple[int, int, bool]]]:
        """The sentences that are cited, and those that are evidence only, of each article."""
        found: dict[ArticleId, list[tuple[int, int, bool]]] = {}
        for article, paragraph, sentence in sorted(self._desk.cited | self._desk.evidence):
            cited = (article, paragraph, sentence) in self._desk.cited
            found.setdefault(article, []).append((paragraph, sentence, cited))
        return found

    def sentences(self, article: ArticleId, paragraph: int) -> list[tuple[int, int]]:
        """Give the sentences of a paragraph as spans that leave nothing out."""
        self._text.note(article)
        return self._desk.sentences(article, paragraph)

    def places(self, locus: Locus) -> list[Place]:
        """Give the sentences that a span touches."""
        self._text.note(locus.article)
        return self._desk.places(locus)

    def place(self, locus: Locus) -> Place:
        """Give the sentence in which a span begins."""
        self._text.note(locus.article)
        return self._desk.place(locus)

    def headline(self, article: ArticleId) -> int:
        """Give the paragraph that is the article's headline, -1 where it states none."""
        self._text.note(article)
        return self._desk.headline(article)

    def shown(self, place: Place) -> bool:
        """Tell whether a sentence may be shown, by what the editor allows of its outlet. A headline always may."""
        self._text.note(place[0])
        return self._desk.shown(place)

    def __getattr__(self, name: str) -> NoReturn:
        raise UnwatchedError(f"`{name}` is not watched: a page of one subject should not read it")


class _Absent:
    """A table of the desk that pages of one subject have no use for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> NoReturn:
        raise UnwatchedError(f"`{self._name}.{name}` is not watched: a page of one subject should not read it")

    def _refuse(self, *_: Any) -> NoReturn:  # noqa: ANN401 - refuses whatever is asked
        raise UnwatchedError(f"`{self._name}` is not watched: a page of one subject should not read it")

    __getitem__ = __contains__ = __iter__ = __len__ = _refuse
