"""Who took part in an article's encounters: the words of each clause, linked to the article's chains."""

import re
from collections.abc import Sequence
from functools import partial

from generator.annotate import antecedents
from generator.annotate.meeting import known
from generator.nouns.account import Chain, DateExpression, Encounter, Mention
from generator.nouns.annotation import Annotation, FoundEncounter
from generator.nouns.article import Article


def resolve(
    article: Article,
    annotations: Sequence[Annotation],
    mentions: Sequence[Mention],
    chains: Sequence[Chain],
    dates: Sequence[DateExpression],
) -> tuple[Encounter, ...]:
    """Link the parties of an article's encounters to its chains."""
    people = antecedents.People(article, annotations, mentions, chains)
    by_sentence: dict[tuple[int, int], list[int]] = {}
    for index, date in enumerate(dates):
        if date.value and date.kind == "DATE" and date.precision in {"day", "week", "month"}:
            by_sentence.setdefault((date.paragraph, date.sentence), []).append(index)
    made: list[Encounter] = []
    for number, annotation in enumerate(annotations):
        for found in annotation.encounters:
            when = [
                index
                for index in by_sentence.get((number, found.sentence), [])
                if _same_voice(annotation, dates[index].start, found.start)
            ]
            one = _resolved(article, number, found, people, annotation)
            if one is None:
                continue
            nearest = min(when, key=partial(_distance, dates, found), default=-1)
            made.append(
                Encounter(
                    paragraph=number, sentence=found.sentence, kind=found.kind, participants=one[0], groups=one[1],
                    place=people.place(number, *found.place), date=nearest,
                )
            )  # fmt: skip
    return tuple(made)


def _same_voice(annotation: Annotation, one: int, other: int) -> bool:
    """Tell whether two places are in the same quoted words, or both in none: a speaker's days are not the writer's."""
    quotes = (quote for quote in annotation.quotes if quote.kind == "direct")
    return all((quote.start <= one < quote.end) == (quote.start <= other < quote.end) for quote in quotes)


def _distance(dates: Sequence[DateExpression], found: FoundEncounter, index: int) -> tuple[bool, int]:
    """Rank dates by how near they stand to a verb, those after it first."""
    return dates[index].end <= found.start, abs(dates[index].start - found.end)


def _resolved(
    article: Article, number: int, found: FoundEncounter, people: antecedents.People, annotation: Annotation
) -> tuple[tuple[int, ...], tuple[str, ...]] | None:
    """Find who took part; None unless each side is known, and a person among them."""
    text = article.paragraphs[number].text
    chains: list[int] = []
    groups: list[str] = []
    for start, end in found.parties:
        here = people.inside(number, start, end, annotation)
        if not here:
            here = people.meant(number, start, end)
        if here:
            chains += [one for one in here if one not in chains]
            continue
        group = _group(text[start:end])
        if not group:
            return None
        groups.append(group)
    if not chains or len(chains) + len(groups) < 2:
        return None
    return tuple(chains), tuple(groups)


def _group(text: str) -> str:
    """Give the words for people without names, cut at the first mark: "members of the Pakistani community"."""
    body = re.split(r"[,;:()]| who | including ", text, maxsplit=1)[0].strip()
    words = re.findall(r"[^\W\d_]+", body.lower())
    return body if len(words) <= 12 and any(word in known().lists["people"] for word in words) else ""
