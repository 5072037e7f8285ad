"""The stage that reads one paragraph: the only place where spaCy runs."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from generator.annotate import acronyms, dates, encounters, mentions, parsed, pipeline, quotes, roles, titles, words
from generator.annotate.parsed import Entity, Parsed
from generator.annotate.pipeline import Model
from generator.annotate.syntax import Syntax
from generator.annotate.syntax import syntax as syntax_of
from generator.engine.stage import Stage
from generator.nouns.annotation import Annotation, Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def run(context: Model, inputs: Sequence[Passage]) -> Iterable[Annotation]:
    """Annotate paragraphs. A text too long for the model is read in pieces."""
    nlp = pipeline.load(context.name)
    pieces = [(number, offset, text) for number, one in enumerate(inputs) for offset, text in pipeline.chunks(one.text)]
    docs = pipeline.read(nlp, (text for _, _, text in pieces))
    parts: list[Annotation] = []
    for index, ((number, offset, _), doc) in enumerate(zip(pieces, docs, strict=True)):
        parts.append(_shifted(annotation(doc, inputs[number]), offset, sum(len(part.sentences) for part in parts)))
        if index + 1 == len(pieces) or pieces[index + 1][0] != number:
            yield parts[0] if len(parts) == 1 else _together(parts)
            parts = []


PARAGRAPH: Stage[Passage, Annotation, Model] = Stage(
    name="paragraph", version=1, run=run, output=Annotation, heavy=True, wave=1024
)


def annotation(doc: "Doc", passage: Passage) -> Annotation:
    """Read one parsed text."""
    text = doc.text
    syntax = syntax_of(doc)
    finite = [start for start, tag in zip(syntax.starts, syntax.tags, strict=True) if tag in _FINITE]
    sentences = words.sentences(text, syntax.begun, finite)
    tokens = words.tokens(text)
    read = _parsed(syntax, text, tokens, _sentence_of(tokens, [(one.start, one.end) for one in sentences]))
    return Annotation(
        sentences=sentences,
        names=tuple(mentions.find(read)),
        phrases=tuple(read.phrases),
        acronyms=tuple(acronyms.find(text, tokens, read.sentence_of)),
        quotes=quotes.find(syntax, passage, sentences),
        dates=dates.find(text, sentences),
        encounters=encounters.find(syntax, text, sentences),
    )


def _sentence_of(tokens: Sequence[words.Token], spans: Sequence[tuple[int, int]]) -> list[int]:
    found = []
    number = 0
    for token in tokens:
        while number + 1 < len(spans) and token.start >= spans[number][1]:
            number += 1
        found.append(number)
    return found


def _parsed(syntax: Syntax, text: str, tokens: list[words.Token], sentence_of: list[int]) -> Parsed:
    at_char = {token.start: number for number, token in enumerate(tokens)}
    ends = [token.end for token in tokens]
    entities = []
    for ent in syntax.doc.ents:
        inside = _covering(tokens, ends, ent.start_char, ent.end_char)
        if inside:
            entities.append(Entity(start=inside[0], end=inside[1], label=ent.label_))
    entities = acronyms.covered(tokens, sentence_of, entities)
    nouns = [
        (at_char[start], tag)
        for start, tag in zip(syntax.starts, syntax.tags, strict=True)
        if tag in _NOUNS and start in at_char
    ]
    proper = frozenset(at for at, tag in nouns if tag in {"NNP", "NNPS"})
    heads = frozenset(at - 1 for at, _ in nouns if at)
    names = frozenset(
        one.start
        for one in entities
        if one.label == "PERSON" and one.end - one.start > 1 and titles.match(tokens, one.start) is None
    )
    phrases, titled = roles.phrases(tokens, text, sentence_of, names=names, heads=heads)
    return Parsed(
        text=text,
        tokens=tokens,
        sentence_of=sentence_of,
        entities=entities,
        proper=proper,
        phrases=phrases,
        titled=titled,
        shouting=parsed.shouting(tokens, sentence_of),
    )


def _covering(tokens: Sequence[words.Token], ends: Sequence[int], start: int, end: int) -> tuple[int, int] | None:
    """Give the tokens that a span of characters touches."""
    low = bisect_right(ends, start)
    high = low
    while high < len(tokens) and tokens[high].start < end:
        high += 1
    return (low, high) if high > low else None


def _shifted(one: Annotation, offset: int, sentences: int) -> Annotation:
    if offset == 0:
        return one
    return msgspec.structs.replace(
        one,
        **{
            name: tuple(_moved(item, offset, sentences) for item in getattr(one, name))
            for name in one.__struct_fields__
        },
    )


def _moved(item: Any, offset: int, sentences: int) -> Any:  # noqa: ANN401 - any of the annotation's structs
    """Move every offset of a found thing, and the number of its sentence."""
    changes: dict[str, Any] = {}
    for name in item.__struct_fields__:
        value = getattr(item, name)
        if name == "sentence":
            changes[name] = value + sentences
        elif (
            isinstance(value, int)
            and not isinstance(value, bool)
            and value >= 0
            and name.split("_")[-1] in {"start", "end", "outer"}
        ):
            changes[name] = value + offset
        elif name == "parties":
            changes[name] = tuple((a + offset, b + offset) for a, b in value)
        elif name == "place" and value[0] >= 0:
            changes[name] = (value[0] + offset, value[1] + offset)
    return msgspec.structs.replace(item, **changes)


def _together(parts: Sequence[Annotation]) -> Annotation:
    fields = parts[0].__struct_fields__
    return Annotation(**{name: tuple(item for part in parts for item in getattr(part, name)) for name in fields})
