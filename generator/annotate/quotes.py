"""Quotes: found in a paragraph, given to their speakers article by article."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.annotate import antecedents, attribution, marks, words
from generator.annotate.attribution import Attribution, Scene
from generator.annotate.marks import Marked
from generator.annotate.speech import verbs
from generator.nouns.account import Chain, Mention, Quote, Sentence
from generator.nouns.annotation import Annotation, FoundQuote, Passage
from generator.nouns.article import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

SURE = 0.75  # below, a quote is given to nobody
KEPT = 0.3  # below, quoted words are taken for a scare quote or a title, and dropped
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def find(doc: "Doc", passage: Passage, sentences: Sequence[Sentence]) -> tuple[FoundQuote, ...]:
    """Find the quotes of a paragraph."""
    text = passage.text
    marked = marks.find(text, [one.start for one in sentences])
    at = attribution.scene(doc, marked)
    found: list[FoundQuote] = []
    given: list[Attribution | None] = []
    for number, one in enumerate(marked):
        quoted = text[one.start : one.end]
        speaker = attribution.attribute(at, number, quoted)
        if speaker is None:
            speaker = _running(at, number, marked, given, text)
        given.append(speaker)
        confidence = _confidence(text, one, speaker)
        if confidence >= KEPT:
            found.append(_found(doc, text, one, speaker, confidence, sentences))
    return tuple(found)


def _running(
    at: Scene, number: int, marked: Sequence[Marked], given: Sequence[Attribution | None], text: str
) -> Attribution | None:
    """Let the speaker of the quote before speak on, where but his own clause lies between: "“A,” X said. “B.”"."""
    if not given or given[-1] is None or not _sentence_like(text, marked[number]):
        return None
    between = text[marked[number - 1].end : marked[number].start]
    if len(words.sentence_spans(between.strip(" ,"))) > 1 or not re.search(r"(?:^|[.?!:,])\s*$", between):
        return None
    before = given[-1]
    return Attribution(
        start=before.start, end=before.end, head=before.head, verb=before.verb,
        confidence=min(before.confidence, 0.9), place="running",
    )  # fmt: skip


def _sentence_like(text: str, one: Marked) -> bool:
    """Whether quoted words are a sentence or more, not a part of somebody else's."""
    inner = text[one.start : one.end].strip("\"“”‘’'«» ")
    return inner[:1].isupper() or one.unopened


def _confidence(text: str, one: Marked, speaker: Attribution | None) -> float:
    """Weigh whether quoted words are speech, and whose."""
    inner = text[one.start : one.end].strip('"“”«» ')
    count = len(_WORD.findall(inner))
    if speaker is not None:
        confidence = speaker.confidence
        if count == 1:
            confidence -= 0.3
        if _title(text, one, inner) and speaker.place != "after":
            confidence -= 0.5
        return confidence
    if count < 6 and not (inner[:1].isupper() and inner[-1:] in ".?!,"):
        return 0.1
    return 0.4 if inner[:1].isupper() and not _title(text, one, inner) else 0.25


def _title(text: str, one: Marked, inner: str) -> bool:
    """Whether quoted words look like the title of a work: capitals throughout, after a word for a work."""
    found = [word for word in _WORD.findall(inner) if len(word) > 3]
    capital = (
        bool(found) and all(word[0].isupper() for word in found) and not inner.rstrip(",").endswith((".", "?", "!"))
    )
    before = re.search(r"([^\W\d_]+)[,:]? *$", text[max(0, one.start - 24) : one.start])
    return capital and (len(found) > 1 or before is not None and before.group(1).lower() in verbs().titled)


def _found(
    doc: "Doc", text: str, one: Marked, speaker: Attribution | None, confidence: float, sentences: Sequence[Sentence]
) -> FoundQuote:
    sentence = max((i for i, each in enumerate(sentences) if each.start <= one.start), default=0)
    if speaker is None:
        return FoundQuote(
            start=one.start, end=one.end, text=text[one.start : one.end], sentence=sentence,
            confidence=confidence, open=one.open,
        )  # fmt: skip
    start = doc[speaker.start].idx
    end = doc[speaker.end - 1].idx + len(doc[speaker.end - 1])
    return FoundQuote(
        start=one.start, end=one.end, text=text[one.start : one.end], sentence=sentence, speaker_start=start,
        speaker_end=end, speaker=text[start:end], head_start=doc[speaker.head].idx, verb=speaker.verb,
        confidence=confidence, open=one.open,
    )  # fmt: skip


def resolve(
    article: Article, annotations: Sequence[Annotation], mentions: Sequence[Mention], chains: Sequence[Chain]
) -> tuple[Quote, ...]:
    """Give the quotes of an article to the chains of their speakers."""
    people = antecedents.People(article, annotations, mentions, chains)
    made: list[Quote] = []
    before: Quote | None = None
    runs_on = False
    for number, annotation in enumerate(annotations):
        for index, one in enumerate(annotation.quotes):
            quote = _given(number, one, people)
            if one.speaker_start < 0 and index == 0 and runs_on and before is not None and one.start <= 1:
                quote = _continued(quote, before)
            made.append(quote)
            before = quote
        if annotation.quotes:
            runs_on = annotation.quotes[-1].open and annotation.quotes[-1].end >= len(
                article.paragraphs[number].text.rstrip()
            )
        else:
            runs_on = False
    return tuple(made)


def _given(number: int, one: FoundQuote, people: antecedents.People) -> Quote:
    sure = one.speaker_start >= 0 and one.confidence >= SURE
    return Quote(
        paragraph=number,
        sentence=one.sentence,
        start=one.start,
        end=one.end,
        text=one.text,
        kind=one.kind,
        chain=people.chain(number, one.speaker_start, one.speaker_end, one.head_start) if sure else -1,
        speaker=one.speaker if sure else "",
        speaker_paragraph=number if sure else -1,
        speaker_start=one.speaker_start if sure else -1,
        speaker_end=one.speaker_end if sure else -1,
        verb=one.verb if sure else "",
        confidence=round(one.confidence, 2),
    )


def _continued(quote: Quote, before: Quote) -> Quote:
    """Give a quote that goes on from the paragraph before to the same speaker."""
    import msgspec

    return msgspec.structs.replace(
        quote, chain=before.chain, speaker=before.speaker, speaker_paragraph=before.speaker_paragraph,
        speaker_start=before.speaker_start, speaker_end=before.speaker_end, verb=before.verb,
        confidence=min(before.confidence, 0.85),
    )  # fmt: skip
