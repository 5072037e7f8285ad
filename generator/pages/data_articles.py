"""One article as JSON: all that was understood of it, by offsets in its source."""

from collections.abc import Iterator, Sequence

import msgspec

from generator.nouns.account import Quote
from generator.nouns.article import Paragraph
from generator.nouns.corpus import source_span
from generator.nouns.ids import ActorId, ArticleId
from generator.pages.desk import Desk
from generator.pages.spans import Record, words


def article_record(desk: Desk, key: ArticleId) -> Record:
    """Give what is known of an article. Text that may not be republished is left out; its places are not."""
    article = desk.corpus.articles[key]
    return {
        "id": key,
        "page": f"{desk.addresses.articles[key]}index.html",
        "digest": article.digest,
        "length": article.length,
        "headline": article.headline,
        "headline_derived": article.headline_derived,
        "outlet": article.outlet,
        "agency": article.agency,
        "bylines": [
            {
                "name": one.name,
                "kind": one.kind,
                "spans": [{"start": spot.start, "end": spot.end, "text": spot.text} for spot in one.spans],
            }
            for one in article.bylines
        ],
        "published": msgspec.to_builtins(article.published),
        "updated": msgspec.to_builtins(article.updated),
        "filed": msgspec.to_builtins(article.filed),
        "dateline": article.dateline,
        "sections": list(article.sections),
        "tags": list(article.tags),
        "url": article.url,
        "language": article.language,
        "republish": desk.allowed[key],
        "paragraphs": [_paragraph(desk, key, number) for number in range(len(article.paragraphs))],
        "cuts": [
            {"first_line": one.first_line, "last_line": one.last_line, "reason": one.reason} for one in article.cuts
        ],
        "mentions": list(_mentions(desk, key)),
        "roles": list(_roles(desk, key)),
        "quotes": list(_quotes(desk, key)),
        "dates": list(_dates(desk, key)),
        "withheld": [
            {**words(article.paragraphs[one.paragraph], one.start, one.end), "reason": one.reason}
            for one in desk.corpus.accounts[key].unlinked
        ],
    }


def _paragraph(desk: Desk, key: ArticleId, number: int) -> Record:
    one = desk.corpus.articles[key].paragraphs[number]
    passage = desk.passages.get((key, number))
    spans = desk.sentences(key, number)
    places = [(key, number, index) for index in range(len(spans))]
    return {
        "kind": one.kind,
        "line": one.line,
        **words(one, 0, len(one.text), shown=all(desk.shown(place) for place in places)),
        "sentences": [
            {
                "id": desk.anchor(place),
                **words(one, start, start + len(one.text[start:end].rstrip()), shown=desk.shown(place)),
            }
            for place, (start, end) in zip(places, spans, strict=True)
            if (len(spans) > 1 or desk.shown(place)) and not one.text[start:end].isspace()
        ],
        "topics": [match.topic for match in passage.matches] if passage else [],
        "topics_withheld": [
            {"topic": match.topic, "score": match.score, "margin": match.margin, "reason": match.reason}
            for match in (passage.withheld if passage else ())
        ],
    }


def _owner(desk: Desk, key: ArticleId, chain: int) -> ActorId | None:
    return desk.owners.get((key, chain))


def _mentions(desk: Desk, key: ArticleId) -> Iterator[Record]:
    paragraphs = desk.corpus.articles[key].paragraphs
    for one in desk.corpus.accounts[key].mentions:
        yield {
            **words(paragraphs[one.paragraph], one.start, one.end),
            "kind": one.kind,
            "form": one.form,
            "actor": _owner(desk, key, one.chain),
            "rule": one.rule,
        }


def _roles(desk: Desk, key: ArticleId) -> Iterator[Record]:
    paragraphs = desk.corpus.articles[key].paragraphs
    for one in desk.corpus.accounts[key].roles:
        actor = _owner(desk, key, one.chain)
        if actor is not None:
            yield {
                **words(paragraphs[one.paragraph], one.start, one.end),
                "actor": actor,
                "rank": one.rank,
                "office": one.office,
                "organisation": one.organisation,
                "qualifier": one.qualifier,
                "pattern": one.pattern,
            }


def _quotes(desk: Desk, key: ArticleId) -> Iterator[Record]:
    """Give quotes to the actors to whom the findings give them: never by the article's own chain alone."""
    paragraphs = desk.corpus.articles[key].paragraphs
    for number, one in enumerate(desk.corpus.accounts[key].quotes):
        shown = desk.shown((key, one.paragraph, max(one.sentence, 0)))
        yield {
            **words(paragraphs[one.paragraph], one.start, one.end, shown=shown),
            "kind": one.kind,
            "speaker": one.speaker,
            "speaker_span": _speaker_span(paragraphs, one),
            "verb": one.verb,
            "actor": desk.speakers.get((key, number)),
        }


def _speaker_span(paragraphs: Sequence[Paragraph], one: Quote) -> tuple[int, int] | None:
    """Say where the source names the speaker, if it does."""
    if one.speaker_start < 0:
        return None
    return source_span(paragraphs[one.speaker_paragraph], one.speaker_start, one.speaker_end)


def _dates(desk: Desk, key: ArticleId) -> Iterator[Record]:
    paragraphs = desk.corpus.articles[key].paragraphs
    for one in desk.corpus.accounts[key].dates:
        yield {
            **words(paragraphs[one.paragraph], one.start, one.end),
            "value": one.value,
            "precision": one.precision,
            "kind": one.kind,
            "reason": one.reason,
        }
