"""Names that the corpus knows: what one article makes sure of helps the others."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import msgspec

from generator.annotate import knowledge, words
from generator.annotate.pipeline import Model
from generator.engine.digest import digest, encode
from generator.engine.marked import Marked
from generator.engine.stage import Stage
from generator.nouns.annotation import Annotation
from generator.nouns.article import Article
from generator.nouns.ids import ArticleId

DEFINED = 2  # articles that one counts for which says in brackets what a short form stands for
MOST = 12  # full names that one word may call up; more tell nothing


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The part of the lexicon that one article's own words touch.

    ``names``: full names of persons, by each word that may stand for them. ``kinds``: what a lone name mostly is.
    ``usual``: the full name that far most articles with that family name mean by it.
    """

    names: dict[str, tuple[str, ...]] = {}
    kinds: dict[str, str] = {}
    usual: dict[str, str] = {}


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """What one article adds, apart from all others, so that it can be taken away again. Keys are look-up forms.

    ``defined`` are short forms that it defines for bodies: "Foreign Office (FO)". ``touched`` are the forms under which
    its own names, and their words, are looked up.
    """

    full: frozenset[str] = frozenset()
    kinds: frozenset[tuple[str, str]] = frozenset()
    defined: frozenset[str] = frozenset()
    touched: frozenset[str] = frozenset()


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """An article, the annotations of its paragraphs, and what the corpus knows of its words."""

    article: Article
    annotations: tuple[Annotation, ...]
    known: Known = Known()


class _Entry(NamedTuple):
    """What the lexicon tells of one form: see ``Known``."""

    names: tuple[str, ...]
    usual: str
    kind: str


class Lexicon:
    """The contributions of all articles, counted. Adding and discarding commute, so order never matters.

    It can be kept from run to run: then only what changed is counted anew, and what rests on that looked up again.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self._entries: dict[str, _Entry] = {}
        self._former: dict[str, _Entry | None] = {}  # of forms that are counted otherwise; None where nobody asked
        self._parts: dict[ArticleId, Contribution] = {}
        self._marks: dict[ArticleId, bytes] = {}
        self._told: dict[ArticleId, bytes] = {}
        self._full: Counter[str] = Counter()
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self._by_word: dict[str, set[str]] = defaultdict(set)

    def become(self, parts: Mapping[ArticleId, Marked[Contribution]]) -> None:
        """Count these contributions, and no others."""
        for key in self._parts.keys() - parts.keys():
            self.discard(key)
        for key, one in parts.items():
            if key not in self._parts or one.mark != self._marks[key]:
                self.add(key, one.output or Contribution())
                self._marks[key] = one.mark
        former, self._former = self._former, {}
        if self._told:
            moved = {form for form, old in former.items() if old is None or self._found(form) != old}
            for key in [key for key in self._told if not moved.isdisjoint(self._parts[key].touched)]:
                del self._told[key]

    def add(self, article: ArticleId, part: Contribution) -> None:
        """Count an article's contribution, in place of its former one."""
        self.discard(article)
        self._parts[article] = part
        for name in part.full:
            self._full[name] += 1
            for word in _calling(name):
                self._by_word[word].add(name)
        for form, kind, count in _counted(part):
            self._kinds[form][kind] += count
        self._forget(part)

    def discard(self, article: ArticleId) -> None:
        """Take an article's contribution away."""
        part = self._parts.pop(article, None)
        if part is None:
            return
        self._marks.pop(article, None)
        self._told.pop(article, None)
        for name in part.full:
            self._full[name] -= 1
            if not self._full[name]:
                del self._full[name]
                for word in _calling(name):
                    _drop(self._by_word, word, name)
        for form, kind, count in _counted(part):
            self._kinds[form][kind] -= count
            if not self._kinds[form][kind]:
                _drop(self._kinds, form, kind)
        self._forget(part)
        for form in part.touched:  # perhaps nobody else's
            self._entries.pop(form, None)

    def _forget(self, part: Contribution) -> None:
        """Look up again, when asked, what a contribution bears upon."""
        words = (word for name in part.full for word in _calling(name))
        for form in chain(words, (form for form, _, _ in _counted(part))):
            self._former.setdefault(form, self._entries.pop(form, None))

    def of(self, article: ArticleId) -> Known:
        """Give what the words of an article touch that is counted here."""
        return self.known(self._parts[article].touched)

    def mark(self, article: ArticleId) -> bytes:
        """Give a digest of that, which is made once for as long as it stands."""
        told = self._told.get(article)
        if told is None:
            told = self._told[article] = digest(encode(self.of(article)))
        return told

    def known(self, forms: Iterable[str]) -> Known:
        """Give what these look-up forms touch: full names, best known first, and the kind that a form mostly has."""
        found = [(form, self._entry(form)) for form in sorted(set(forms))]
        return Known(
            names={form: one.names for form, one in found if one.names},
            kinds={form: one.kind for form, one in found if one.kind},
            usual={form: one.usual for form, one in found if one.usual},
        )

    def _entry(self, form: str) -> _Entry:
        """Look a form up, once until what it rests on is counted anew: the same names are everywhere."""
        known = self._entries.get(form)
        if known is None:
            known = self._entries[form] = self._found(form)
        return known

    def _found(self, form: str) -> _Entry:
        full = sorted(self._by_word.get(form, ()), key=lambda name: (-self._full[name], name))[:MOST]
        return _Entry(tuple(full), self._usual(full), self._kind(form))

    def _usual(self, names: Sequence[str]) -> str:
        """Give the first of some names if far most articles mean it, else nothing."""
        counts = [self._full[name] for name in names[:2]]
        return names[0] if counts and counts[0] >= 3 and (len(counts) == 1 or counts[0] >= 2 * counts[1]) else ""

    def _kind(self, form: str) -> str:
        """Give the kind that a form mostly has, if more than one article or mention tells it, else nothing."""
        counts = self._kinds.get(form)
        if not counts or sum(counts.values()) < 2:
            return ""
        (best, count), *rest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return best if count >= 2 and count >= 2 * (rest[0][1] if rest else 0) else ""


def _counted(part: Contribution) -> Iterator[tuple[str, str, int]]:
    """Give how much an article counts for the kinds that forms have."""
    yield from ((form, kind, 1) for form, kind in part.kinds)
    yield from ((form, "organisation", DEFINED) for form in part.defined)


def _drop(table: "dict[str, set[str]] | dict[str, Counter[str]]", key: str, one: str) -> None:
    """Take one out of a group, and the group with the last: nothing is kept of what nobody says."""
    group = table[key]
    if isinstance(group, Counter):
        del group[one]
    else:
        group.discard(one)
    if not group:
        del table[key]


@lru_cache(maxsize=knowledge.REMEMBERED)
def _calling(name: str) -> tuple[str, ...]:
    """Give the words that may stand for a full name: its last, and its first."""
    parts = [part for part in name.split() if part not in knowledge.words("suffixes")]
    return tuple(dict.fromkeys((parts[-1], parts[0]))) if parts else ()


@lru_cache(maxsize=knowledge.REMEMBERED)
def form(text: str) -> str:
    """Give the look-up form of a name: its words' keys, hyphens split."""
    return " ".join(part for token in words.of_name(text) if token.text[0].isalnum() for part in token.key.split("-"))


def contribution(annotations: Iterable[Annotation]) -> Contribution:
    """Tell what the annotations of one article make sure of, and what its names touch."""
    full: set[str] = set()
    kinds: Counter[tuple[str, str]] = Counter()
    defined: set[str] = set()
    touched: set[str] = set()
    for annotation in annotations:
        bodies = {one.start for one in annotation.names if one.kind == "organisation"}
        defined.update(form(one.short) for one in annotation.acronyms if one.short_start in bodies)
        for one in annotation.names:
            key = form(one.text)
            touched.update((key, *key.split()))
            if one.kind == "person" and one.sure and " " in key:
                full.add(key)
            if one.kind:
                kinds[(key, one.kind)] += 2 if one.sure and one.title else 1
    best: dict[str, tuple[int, str]] = {}
    for (key, kind), count in sorted(kinds.items()):
        if count > best.get(key, (0, ""))[0]:
            best[key] = (count, kind)
    return Contribution(
        full=frozenset(full),
        kinds=frozenset((key, kind) for key, (_, kind) in best.items()),
        defined=frozenset(defined),
        touched=frozenset(touched),
    )


def run(context: Model, inputs: Sequence[tuple[Annotation, ...]]) -> Iterator[Contribution]:
    """Make the contribution of each article from the annotations of its paragraphs."""
    del context
    return map(contribution, inputs)


NAMES: Stage[tuple[Annotation, ...], Contribution, Model] = Stage(name="names", version=1, run=run, output=Contribution)
