"""Hand-made parses, so that what is asserted does not hang on the trained model."""

from collections.abc import Sequence

from generator.annotate import acronyms, mentions, parsed, roles, titles, words
from generator.annotate.article import account
from generator.annotate.lexicon import Joined, Known
from generator.annotate.paragraph import _sentence_of
from generator.annotate.parsed import Entity, Parsed
from generator.nouns.account import Account, Chain, Mention
from generator.nouns.annotation import Annotation
from generator.nouns.article import Article, Byline, Dating, Paragraph
from generator.nouns.ids import ArticleId, SourceDigest


def parse(text: str, labels: dict[str, str] | None = None) -> tuple[Parsed, Annotation]:
    """Parse as the model might: every occurrence of a key of ``labels`` is an entity of that label."""
    tokens = words.tokens(text)
    spans = words.sentence_spans(text)
    sentence_of = _sentence_of(tokens, spans)
    entities = []
    covered: set[int] = set()
    for name, label in (labels or {}).items():
        at = text.find(name)
        while at >= 0:
            inside = [i for i, token in enumerate(tokens) if at <= token.start < at + len(name)]
            if inside and not covered & set(inside):
                entities.append(Entity(start=inside[0], end=inside[-1] + 1, label=label))
                covered |= set(inside)
            at = text.find(name, at + 1)
    entities = acronyms.covered(tokens, sentence_of, sorted(entities, key=lambda one: one.start))
    names = frozenset(
        one.start
        for one in entities
        if one.label == "PERSON" and one.end - one.start > 1 and titles.match(tokens, one.start) is None
    )
    phrases, titled = roles.phrases(tokens, text, sentence_of, names=names)
    read = Parsed(
        text=text,
        tokens=tokens,
        sentence_of=sentence_of,
        entities=entities,
        proper=frozenset(i for i, token in enumerate(tokens) if token.capital),
        phrases=phrases,
        titled=titled,
        shouting=parsed.shouting(tokens, sentence_of),
    )
    made = Annotation(
        sentences=words.sentences(text, frozenset(), range(len(text))),
        names=tuple(mentions.find(read)),
        phrases=tuple(phrases),
        acronyms=tuple(acronyms.find(text, tokens, sentence_of)),
    )
    return read, made


def annotation(text: str, labels: dict[str, str] | None = None) -> Annotation:
    return parse(text, labels)[1]


def article_of(texts: Sequence[str], *, byline: str = "", published: str = "", kinds: Sequence[str] = ()) -> Article:
    paragraphs = []
    at = 0
    for number, text in enumerate(texts):
        kind = kinds[number] if kinds else "paragraph"
        paragraphs.append(
            Paragraph(kind=kind, text=text, start=at, end=at + len(text), line=number + 1)  # type: ignore[arg-type]
        )
        at += len(text) + 1
    dating = Dating(value=published, precision="day", origin="stated") if published else Dating()
    return Article(
        id=ArticleId("a.txt"),
        digest=SourceDigest("0" * 64),
        length=at,
        headline=texts[0],
        bylines=(Byline(name=byline),) if byline else (),
        published=dating,
        paragraphs=tuple(paragraphs),
    )


def account_of(
    *texts: str,
    labels: dict[str, str] | None = None,
    known: Known | None = None,
    byline: str = "",
    published: str = "",
    kinds: Sequence[str] = (),
) -> Account:
    article = article_of(texts, byline=byline, published=published, kinds=kinds)
    own = tuple(annotation(text, labels) for text in texts)
    return account(Joined(article=article, annotations=own, known=known or Known()))


def chain(made: Account, name: str) -> Chain:
    found = [one for one in made.chains if one.name == name]
    assert len(found) == 1, (name, [one.name for one in made.chains])
    return found[0]


def mentions_of(made: Account, name: str) -> list[Mention]:
    return [made.mentions[index] for index in chain(made, name).mentions]


def texts_of(made: Account, name: str) -> list[str]:
    return [one.text for one in mentions_of(made, name)]


def roles_of(made: Account, name: str) -> list[str]:
    number = made.chains.index(chain(made, name))
    return [one.text for one in made.roles if one.chain == number]
