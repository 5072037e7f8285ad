"""One article as JSON: all that was understood of it, by offsets in its source."""

from collections.abc import Iterator, Sequence

import msgspec

from generator.nouns.account import Quote
from generator.nouns.article import Dating, Paragraph
from generator.nouns.corpus import source_span
from generator.nouns.ids import ArticleId
from generator.pages.desk import Desk
from generator.pages.spans import Keys, Record, table, words

_SPARE = ("text", "exact")


def article_record(keys: Keys, key: ArticleId) -> Record:
    """Give what is known of an article. Text that may not be republished is left out; its places are not."""
    desk = keys.desk
    article = desk.corpus.articles[key]
    whole = [_whole(desk, key, number) for number in range(len(article.paragraphs))]
    return {
        "id": key,
        "page": f"{desk.headings[key].folder}index.html",
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
        "updated": _dated(article.updated),
        "filed": _dated(article.filed),
        "dateline": article.dateline,
        "sections": list(article.sections),
        "tags": list(article.tags),
        "url": article.url,
        "language": article.language,
        "republish": desk.credits[key].allowed,
        "paragraphs": table(
            (_paragraph(desk, key, number, whole=shown) for number, shown in enumerate(whole)),
            coded=("kind", "topics"),
            spare=("exact", "topics_withheld", "excerpts"),
        ),
        "cuts": [
            {"first_line": one.first_line, "last_line": one.last_line, "reason": one.reason} for one in article.cuts
        ],
        "mentions": table(_mentions(keys, key, whole), coded=("kind", "form", "rule"), spare=_SPARE),
        "roles": table(
            _roles(keys, key, whole),
            coded=("rank", "office", "organisation", "qualifier", "pattern"),
            spare=_SPARE,
        ),
        "quotes": table(_quotes(keys, key, whole), coded=("kind", "speaker", "verb"), spare=_SPARE),
        "dates": table(_dates(desk, key, whole), coded=("value", "precision", "kind", "reason"), spare=_SPARE),
        "withheld": table(
            (
                {
                    **words(article.paragraphs[one.paragraph], one.start, one.end, whole=whole[one.paragraph]),
                    "reason": one.reason,
                }
                for one in desk.corpus.accounts[key].unlinked
            ),
            coded=("reason",),
            spare=_SPARE,
        ),
    }


def _dated(one: Dating) -> Record | None:
    """Give a date, or nothing where the source has none."""
    return msgspec.to_builtins(one) if one.value or one.stated else None


def _whole(desk: Desk, key: ArticleId, number: int) -> bool:
    """Tell whether a paragraph may be shown from its first sentence to its last."""
    return all(desk.shown((key, number, index)) for index in range(len(desk.extracts[key, number].starts)))


def _paragraph(desk: Desk, key: ArticleId, number: int, *, whole: bool) -> Record:
    one = desk.corpus.articles[key].paragraphs[number]
    passage = desk.passages.get(key, {}).get(number)
    full = words(one, 0, len(one.text), whole=False)
    sentences = desk.extracts[key, number].spans
    spans = [(start, start + len(one.text[start:end].rstrip())) for start, end in sentences]
    withheld = passage.withheld if passage else ()
    return {
        "kind": one.kind,
        "line": one.line,
        **(full if whole else {**full, "text": None, "exact": None}),
        "sentences": [source_span(one, start, end)[0] for start, end in sentences],
        "topics": [match.topic for match in passage.matches] if passage else [],
        "topics_withheld": [
            {"topic": match.topic, "score": match.score, "margin": match.margin, "reason": match.reason}
            for match in withheld
        ]
        or None,
        "excerpts": None
        if whole
        else [
            {name: value for name, value in words(one, start, end, whole=False).items() if value is not None}
            for index, (start, end) in enumerate(spans)
            if start < end and desk.shown((key, number, index))
        ],
    }


def _mentions(keys: Keys, key: ArticleId, whole: Sequence[bool]) -> Iterator[Record]:
    desk = keys.desk
    paragraphs, owners = desk.corpus.articles[key].paragraphs, desk.owners.get(key, {})
    for one in desk.corpus.accounts[key].mentions:
        yield {
            **words(paragraphs[one.paragraph], one.start, one.end, whole=whole[one.paragraph]),
            "kind": one.kind,
            "form": one.form,
            "actor": keys.actor(owners.get(one.chain)),
            "rule": one.rule,
        }


def _roles(keys: Keys, key: ArticleId, whole: Sequence[bool]) -> Iterator[Record]:
    desk = keys.desk
    paragraphs, owners = desk.corpus.articles[key].paragraphs, desk.owners.get(key, {})
    for one in desk.corpus.accounts[key].roles:
        actor = owners.get(one.chain)
        if actor is not None:
            yield {
                **words(paragraphs[one.paragraph], one.start, one.end, whole=whole[one.paragraph]),
                "actor": keys.actor(actor),
                "rank": one.rank,
                "office": one.office,
                "organisation": one.organisation,
                "qualifier": one.qualifier,
                "pattern": one.pattern,
            }


def _quotes(keys: Keys, key: ArticleId, whole: Sequence[bool]) -> Iterator[Record]:
    """Give quotes to the actors to whom the findings give them: never by the article's own chain alone."""
    desk = keys.desk
    paragraphs, speakers = desk.corpus.articles[key].paragraphs, desk.speakers.get(key, {})
    for number, one in enumerate(desk.corpus.accounts[key].quotes):
        shown = desk.shown((key, one.paragraph, max(one.sentence, 0)))
        yield {
            **words(paragraphs[one.paragraph], one.start, one.end, whole=whole[one.paragraph], shown=shown),
            "kind": one.kind,
            "speaker": one.speaker,
            "speaker_span": _speaker_span(paragraphs, one),
            "verb": one.verb,
            "actor": keys.actor(speakers.get(number)),
        }


def _speaker_span(paragraphs: Sequence[Paragraph], one: Quote) -> tuple[int, int] | None:
    """Say where the source names the speaker, if it does."""
    if one.speaker_start < 0:
        return None
    return source_span(paragraphs[one.speaker_paragraph], one.speaker_start, one.speaker_end)


def _dates(desk: Desk, key: ArticleId, whole: Sequence[bool]) -> Iterator[Record]:
    paragraphs = desk.corpus.articles[key].paragraphs
    for one in desk.corpus.accounts[key].dates:
        yield {
            **words(paragraphs[one.paragraph], one.start, one.end, whole=whole[one.paragraph]),
            "value": one.value,
            "precision": one.precision,
            "kind": one.kind,
            "reason": one.reason,
        }
