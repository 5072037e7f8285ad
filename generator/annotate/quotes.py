"""Quotes: found in a paragraph, given to their speakers article by article."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from generator.annotate import antecedents, attribution, knowledge, marks, reported, speakers, words
from generator.annotate.marks import Marked
from generator.annotate.speakers import Attribution
from generator.annotate.speech import verbs
from generator.annotate.syntax import Syntax
from generator.nouns.account import Chain, Mention, Quote, Sentence
from generator.nouns.annotation import Annotation, FoundQuote, Passage
from generator.nouns.article import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

SURE = 0.75  # below, a quote is given to nobody
KEPT = 0.3  # below, quoted words are taken for a scare quote or a title, and dropped
# A name that a dash sets after the quote at the end of a paragraph: "… .” — Jane Doe".
_NAME = r"[^\W\d_a-z][\w.'’-]*(?: (?:(?:de|van|von|bin|al|el|la|y) )?[^\W\d_a-z][\w.'’-]*){0,4}?"
_SIGNED = re.compile(rf"\s*[-–—―]{{1,2}}\s*({_NAME})\.?\s*$")
_ANNOUNCED = re.compile(r"(?:^|[.?!] )([^.?!:]{1,200}) ([a-z]+)(?: [^.?!:,]{1,80})?:$")
_PRONOUN = re.compile(r"(?:^|[.?!,] )([Hh]e|[Ss]he|[Tt]hey)$")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def find(syntax: Syntax, passage: Passage, sentences: Sequence[Sentence]) -> tuple[FoundQuote, ...]:
    """Find the quotes of a paragraph, and the sentences that tell speech without quoting it, in the text's order."""
    text = passage.text
    marked = [one for one in marks.find(text, [one.start for one in sentences]) if not _title(text, one)]
    at = speakers.scene(syntax, marked)
    found: list[FoundQuote] = []
    given: list[Attribution | None] = []
    for number, one in enumerate(marked):
        speaker = attribution.attribute(at, number, text[one.start : one.end])
        if speaker is None:
            speaker = _running(number, marked, given, text)
        given.append(speaker)
        confidence = _confidence(text, one, speaker)
        if confidence < KEPT:
            continue
        quote = _unattributed(text, one, confidence, sentences)
        signature = _SIGNED.match(text, one.end) if speaker is None else None
        if speaker is not None:
            quote = _spoken(quote, at.doc, text, speaker)
        elif signature is not None:
            quote = structs.replace(_by(quote, text, signature.span(1), signature.start(1), ""), confidence=0.9)
        found.append(quote)
    if passage.kind in {"paragraph", "item", "standfirst"}:
        quoted = {one.sentence for one in found}
        found += [_told(at.doc, text, sentences, *one) for one in reported.find(at, sentences, quoted)]
        found.sort(key=lambda one: (one.start, one.end))
    return tuple(found)


def _spoken(quote: FoundQuote, doc: "Doc", text: str, speaker: Attribution) -> FoundQuote:
    start = doc[speaker.start].idx
    end = doc[speaker.end - 1].idx + len(doc[speaker.end - 1])
    return _by(quote, text, (start, end), doc[speaker.head].idx, speaker.verb)


def _told(doc: "Doc", text: str, sentences: Sequence[Sentence], number: int, speaker: Attribution) -> FoundQuote:
    """Make the report of speech that a sentence is."""
    one = sentences[number]
    quote = FoundQuote(
        start=one.start, end=one.end, text=text[one.start : one.end], sentence=number, kind="reported",
        confidence=speaker.confidence,
    )  # fmt: skip
    return _spoken(quote, doc, text, speaker)


def _running(
    number: int, marked: Sequence[Marked], given: Sequence[Attribution | None], text: str
) -> Attribution | None:
    """Let the speaker of the quote before speak on, where but his own clause lies between: "“A,” X said. “B.”"."""
    if not given or given[-1] is None or not _sentence_like(text, marked[number]):
        return None
    between = text[marked[number - 1].end : marked[number].start]
    if len(words.sentence_spans(between.strip(" ,"))) > 1 or not re.search(r"(?:^|[.?!:,])[\"”’']?\s*$", between):
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
    sentence = inner[:1].isupper() and inner[-1:] in ".?!,"
    if count < 6 and text[: one.start].rstrip().lower().endswith(("so-called", "so called")):
        return 0.0
    if speaker is not None:
        return speaker.confidence if count > 1 or (sentence and speaker.place == "after") else 0.1
    if count < 6 and not sentence:
        return 0.1
    return 0.4 if sentence or one.open else 0.25


def _title(text: str, one: Marked) -> bool:
    """Whether quoted words look like the title of a work: capitals throughout, or after a word for a work."""
    inner = text[one.start : one.end].strip('"“”«» ')
    found = [word for word in _WORD.findall(inner) if len(word) > 3]
    if not found or len(found) > 8 or inner.endswith(("?", "!", ";")) or inner.isupper():
        return False
    if not all(word[0].isupper() for word in found):
        return False
    before = re.search(r"([^\W\d_]+)[,:]? *$", text[max(0, one.start - 24) : one.start])
    word = before.group(1).lower() if before else ""
    return len(found) > 1 or word == "s" or word in verbs().titled


def _unattributed(text: str, one: Marked, confidence: float, sentences: Sequence[Sentence]) -> FoundQuote:
    sentence = max(bisect_right(sentences, one.start, key=lambda each: each.start) - 1, 0)
    return FoundQuote(
        start=one.start,
        end=one.end,
        text=text[one.start : one.end],
        sentence=sentence,
        confidence=confidence,
        open=one.open,
    )


def _by(quote: FoundQuote, text: str, span: tuple[int, int], head: int, verb: str) -> FoundQuote:
    """Give a quote its speaker, by the place of the words that name him."""
    start, end = span
    return structs.replace(
        quote, speaker_start=start, speaker_end=end, speaker=text[start:end], head_start=head, verb=verb
    )


def resolve(
    article: Article, annotations: Sequence[Annotation], mentions: Sequence[Mention], chains: Sequence[Chain]
) -> tuple[Quote, ...]:
    """Give the quotes of an article to the chains of their speakers."""
    people = antecedents.People(article, annotations, mentions, chains)
    texts = [one.text.rstrip() for one in article.paragraphs]
    made: list[Quote] = []
    before: Quote | None = None
    last: Quote | None = None
    for number, annotation in enumerate(annotations):
        direct = [one for one in annotation.quotes if one.kind == "direct"]
        spoke: Quote | None = None
        for one in annotation.quotes:
            quote = _meant_by_it(_given(number, one, people), spoke, people)
            spoke = quote if quote.speaker else spoke
            if one.speaker_start < 0 and direct and one is direct[0] and one.start <= 1 and number:
                if before is not None:
                    quote = _continued(quote, before)
                else:
                    quote = _introduced(quote, number - 1, texts[number - 1], people)
            if direct and one is direct[-1]:
                last = quote
            if one.kind == "direct" or quote.chain >= 0:  # a meeting that "underscored" something is nobody's speech
                made.append(quote)
        runs_on = bool(direct) and direct[-1].open and direct[-1].end >= len(texts[number])
        before = last if runs_on else None
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


def _meant_by_it(quote: Quote, spoke: Quote | None, people: antecedents.People) -> Quote:
    """Give what "it said" reports to the body that spoke in the sentence before, or in the same one."""
    if quote.speaker.lower() != "it" or spoke is None or quote.sentence - spoke.sentence > 1:
        return quote
    bodies = knowledge.words("bodies") | knowledge.words("common_bodies")
    body = not people.person(spoke.chain) if spoke.chain >= 0 else spoke.speaker.lower().split()[-1] in bodies
    if not body:
        return quote
    return structs.replace(
        quote, chain=spoke.chain, speaker=spoke.speaker, speaker_paragraph=spoke.speaker_paragraph,
        speaker_start=spoke.speaker_start, speaker_end=spoke.speaker_end,
        confidence=min(quote.confidence, spoke.confidence, 0.85),
    )  # fmt: skip


def _continued(quote: Quote, before: Quote) -> Quote:
    """Give a quote that goes on from the paragraph before to the same speaker."""
    return structs.replace(
        quote, chain=before.chain, speaker=before.speaker, speaker_paragraph=before.speaker_paragraph,
        speaker_start=before.speaker_start, speaker_end=before.speaker_end, verb=before.verb,
        confidence=min(before.confidence, 0.85),
    )  # fmt: skip


def _introduced(quote: Quote, number: int, text: str, people: antecedents.People) -> Quote:
    """Give a quote to whom the paragraph before announces: "X said:"."""
    said = _ANNOUNCED.search(text, max(0, len(text) - 320))
    if said is None or said.group(2).lower() not in verbs().say:
        return quote
    start = people.ending_at(number, said.start(2) - 1)
    if start < 0:
        pronoun = _PRONOUN.search(text[: said.start(2) - 1])
        start = pronoun.start(1) if pronoun else -1
    if start < 0:
        return quote
    end = said.start(2) - 1
    return structs.replace(
        quote, chain=people.chain(number, start, end), speaker=text[start:end], speaker_paragraph=number,
        speaker_start=start, speaker_end=end, verb=said.group(2).lower(), confidence=0.85,
    )  # fmt: skip
