"""Small corpora by hand: an article is its lines. ``! `` opens a headline, ``> `` a standfirst, ``# `` a heading."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256

from generator.engine.digest import mark
from generator.engine.executor import Engine
from generator.engine.store import Store
from generator.nouns.account import Account, Chain, DateExpression, Mention, Sentence
from generator.nouns.article import Article, Dating, Paragraph
from generator.nouns.corpus import Corpus, Part
from generator.nouns.ids import ArticleId, SourceDigest
from generator.resolve.texts import Split, split

_MARKS = {"! ": "headline", "> ": "standfirst", "# ": "heading"}
_SENTENCE = re.compile(r"\S(?:[^.!?]|\.(?=\S))*[.!?]*[”\"]?")
_PRONOUNS = {"He": 1, "he": 1, "His": 1, "his": 1, "She": 1, "she": 1, "her": 1, "him": 1}


def corpus_of(articles: Mapping[ArticleId, Article], accounts: Mapping[ArticleId, Account]) -> Corpus:
    """Put articles and accounts together; an article without an account has an empty one."""
    found = ((article, accounts.get(key) or Account(article=key)) for key, article in articles.items())
    return Corpus().add(
        Part(article=article, account=account, mark=mark((article, account))) for article, account in found
    )


def corpus(
    articles: Mapping[str, str],
    *,
    names: Sequence[str] = (),
    pronouns: Mapping[tuple[str, str], str] | None = None,
    dates: Mapping[tuple[str, str], str] | None = None,
    published: Mapping[str, str] | None = None,
    agencies: Mapping[str, str] | None = None,
) -> Corpus:
    """Make a corpus of texts. Every place of each of ``names`` (a longer one first) is a mention of a person, whose
    chain is found by the last word. ``pronouns[article, pronoun]`` is the name that all such pronouns are linked to.
    ``dates[article, words]`` is the value of a temporal expression.
    """
    made: dict[ArticleId, Article] = {}
    accounts: dict[ArticleId, Account] = {}
    for name, text in articles.items():
        key = ArticleId(name)
        paragraphs: list[Paragraph] = []
        at = 0
        for line, shown in enumerate(text.split("\n"), 1):
            mark = shown[:2] if shown[:2] in _MARKS else ""
            body = shown[len(mark) :]
            if body.strip():
                start = at + len(mark)
                kind = _MARKS.get(mark, "paragraph")
                paragraphs.append(
                    Paragraph(kind=kind, text=body, start=start, end=start + len(body), line=line)  # type: ignore[arg-type]
                )
            at += len(shown) + 1
        made[key] = Article(
            id=key,
            digest=SourceDigest(sha256(text.encode()).hexdigest()),
            length=len(text),
            headline=next((one.text for one in paragraphs if one.kind == "headline"), name),
            agency=(agencies or {}).get(name, ""),
            published=Dating(value=(published or {}).get(name, "2024-01-02"), precision="day", origin="stated", line=1),
            paragraphs=tuple(paragraphs),
        )
        accounts[key] = _account(key, paragraphs, names, pronouns or {}, dates or {})
    return corpus_of(made, accounts)


def words(made: Corpus) -> Mapping[ArticleId, Split]:
    """Split a corpus into words, from nothing."""
    return split(made, Engine(Store(None)))


def splitting(made: Corpus) -> Callable[[Iterable[ArticleId]], Mapping[ArticleId, Split]]:
    """Give what splits some articles of a corpus into words."""
    return partial(split, made, Engine(Store(None)))


def _account(
    key: ArticleId,
    paragraphs: Sequence[Paragraph],
    names: Sequence[str],
    pronouns: Mapping[tuple[str, str], str],
    dates: Mapping[tuple[str, str], str],
) -> Account:
    sentences = tuple(_sentences(one.text) for one in paragraphs)
    found: list[tuple[int, int, int, str, str, str]] = []
    for number, paragraph in enumerate(paragraphs):
        taken: list[range] = []
        for name in sorted(names, key=len, reverse=True):
            for match in re.finditer(rf"\b{re.escape(name)}\b", paragraph.text):
                if not any(match.start() in one for one in taken):
                    taken.append(range(match.start(), match.end()))
                    found.append((number, match.start(), match.end(), name, "name", name.split()[-1]))
        for word in _PRONOUNS:
            target = pronouns.get((key, word))
            if target:
                found += [
                    (number, m.start(), m.end(), word, "pronoun", target.split()[-1])
                    for m in re.finditer(rf"\b{word}\b", paragraph.text)
                ]
    found.sort()
    owners = list(dict.fromkeys(one[5] for one in found))
    mentions = tuple(
        Mention(
            paragraph=number,
            sentence=_inside(sentences[number], start),
            start=start,
            end=end,
            text=text,
            kind="person",
            form=form,  # type: ignore[arg-type]
            chain=owners.index(owner),
        )
        for number, start, end, text, form, owner in found
    )
    chains = tuple(
        Chain(
            kind="person",
            name=max((m.text for m in mentions if m.chain == i and m.form == "name"), key=len, default=owner),
            mentions=tuple(n for n, m in enumerate(mentions) if m.chain == i),
        )
        for i, owner in enumerate(owners)
    )
    return Account(
        article=key,
        sentences=sentences,
        mentions=mentions,
        chains=chains,
        dates=tuple(
            DateExpression(
                paragraph=number,
                sentence=_inside(sentences[number], paragraph.text.index(words)),
                start=paragraph.text.index(words),
                end=paragraph.text.index(words) + len(words),
                text=words,
                value=value,
                precision="day",
                reason="reckoned from the date of the article",
            )
            for number, paragraph in enumerate(paragraphs)
            for (name, words), value in dates.items()
            if name == key and words in paragraph.text
        ),
    )


def _inside(sentences: Sequence[Sentence], start: int) -> int:
    return max((i for i, one in enumerate(sentences) if one.start <= start), default=0)


def _sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            start=match.start(),
            end=match.end(),
            terms=tuple(word.lower() for word in re.findall(r"\w+", match.group()) if len(word) > 3),
            complete=match.group().rstrip('”"')[-1:] in {".", "!", "?"},
        )
        for match in _SENTENCE.finditer(text)
    )
