"""News for benchmarks, made up by rule: the same number of articles is the same bytes on any machine.

About 590 words an article. Articles come in stories of some six, told by several outlets with one cast; every third
carries the story's wire copy. People are a fifth as many as articles, with shared surnames, and are named in
full, by title and surname, and by surname alone. Ten beats have their own nouns, verbs and stakes, so that topics,
sentences and numbers differ.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

import yaml

WORDS = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
GIVEN, PLACES, TITLES, MONTHS, DAYS = (WORDS[key].split() for key in ("given", "places", "titles", "months", "days"))
SURNAMES = [onset + coda for coda in WORDS["codas"].split() for onset in WORDS["onsets"].split()]
OUTLETS = [f"The {place} {paper}" for place, paper in zip(PLACES, cycle(WORDS["papers"].split()), strict=False)]
BODIES = [one.replace("-", " ") for one in WORDS["bodies"].split()]
BEATS = {beat: [words.split("|") for words in kinds] for beat, kinds in WORDS["beats"].items()}
"""Each beat's nouns, verbs and stakes."""
ROLES = ("chair of the {body}", "spokesperson for the {body}", "head of the {body}", "chief economist of the {body}")
SENTENCES = (
    "{Full}, {role}, said on {day} that the {noun} would {verb_later} before the end of {month}.",
    "“{quote},” {short} told reporters in {place}.",
    "“{quote},” said {Titled}.",
    "{Full} met {other} in {place} on {day} to discuss the {noun}.",
    "The {body} of {place} put the cost of the {noun} at ${n} million, up from ${m} million in {year}.",
    "{short} said the decision to {verb} the {noun} had been taken after {k} weeks of talks with {other}.",
    "According to figures that the {body} published on {month} {d}, {year}, {n} of {big} applications were refused.",
    "Critics in {place} fear for {stake}, and a petition against the {noun} has gathered {big} signatures.",
    "{Titled} denied that {other} had been told of the {noun} in advance.",
    "A vote on whether to {verb} the {noun} is expected in {month}, though {short} warned that it could slip.",
    "In {year} a similar {noun} in {place} ran {k} months late and cost {n} per cent more than planned.",
    "{short} declined to say whether {stake} had been weighed in the review.",
    "The {body} will {verb} the {noun} in {k} stages, the first of them in {place}, according to {Full}, {role}.",
    "Few in {place} doubt that {stake} will decide the matter, one official said.",
    "Work on the {noun} stopped for {k} days last {month} after a complaint by {other}.",
    "{Titled} and {other} disagree about who should pay for it.",
)
QUOTES = (
    "We will not {verb} anything that people in {place} cannot afford",
    "Nobody has shown me a better {noun}",
    "The {noun} is about {stake}, and about little else",
    "Ask me again in {month}",
    "This was agreed {k} months ago",
    "We are ready to {verb} it tomorrow if the {body} lets us",
    "There are {n} reasons to wait and I have heard them all",
)
LENGTH = 555
"""An article ends with the first paragraph after so many words."""
SHARED = 3
"""Every so many articles one carries its story's wire copy."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One article: what stands in its front matter, whom it names, and its paragraphs."""

    name: str
    title: str
    date: str
    outlet: str
    author: str
    beat: str
    people: tuple[str, ...]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Story:
    beat: str
    cast: tuple[tuple[str, str, str], ...]
    places: tuple[str, ...]
    noun: str
    verb: str
    stake: str
    body: str
    day: date
    wire: tuple[str, ...] = ()


def corpus(number: int) -> Iterator[Piece]:
    """Give ``number`` articles."""
    people = _people(max(number // 5, 12))
    stories: dict[int, _Story] = {}
    for index in range(number):
        which = index // 6
        if which not in stories:
            stories = {which: _story(which, people)}
        yield _piece(index, stories[which])


def _people(number: int) -> list[tuple[str, str, str]]:
    """Give given names, surnames and titles: a surname has two bearers or so."""
    dice = random.Random(f"people {number}")
    surnames = dice.sample(SURNAMES, min(len(SURNAMES), max(number // 2, 8)))
    pairs = [(given, surname) for surname in surnames for given in GIVEN]
    return [(given, surname, dice.choice(TITLES)) for given, surname in dice.sample(pairs, number)]


def _story(which: int, people: list[tuple[str, str, str]]) -> _Story:
    dice = random.Random(f"story {which}")
    beat = dice.choice(list(BEATS))
    nouns, verbs, stakes = BEATS[beat]
    story = _Story(
        beat=beat,
        cast=tuple(dice.sample(people, min(len(people), dice.randint(5, 10)))),
        places=tuple(dice.sample(PLACES, 3)),
        noun=dice.choice(nouns),
        verb=dice.choice(verbs),
        stake=dice.choice(stakes),
        body=dice.choice(BODIES),
        day=date(2023, 1, 2) + timedelta(days=dice.randint(0, 700)),
    )
    wire = tuple(islice(_paragraphs(dice, story, {}), 3))
    return _Story(**{**vars(story), "wire": wire})


def _piece(index: int, story: _Story) -> Piece:
    dice = random.Random(f"article {index}")
    named: dict[str, None] = {}
    paragraphs = list(story.wire) if index % SHARED == 0 else []
    own = _paragraphs(dice, story, named)
    while sum(len(one.split()) for one in paragraphs) < LENGTH:
        paragraphs.append(next(own))
    shown = "".join(paragraphs)
    return Piece(
        name=f"a{index:06d}.md",
        title=f"{story.places[0]} to {dice.choice(['debate', 'weigh'])} {story.noun} as {story.cast[0][1]} speaks",
        date=(story.day + timedelta(days=dice.randint(0, 5))).isoformat(),
        outlet=OUTLETS[index % len(OUTLETS)],
        author=f"{dice.choice(GIVEN)} {dice.choice(SURNAMES)}",
        beat=story.beat,
        people=tuple(f"{given} {surname}" for given, surname, _ in story.cast if f"{given} {surname}" in shown),
        paragraphs=tuple(paragraphs),
    )


def _paragraphs(dice: random.Random, story: _Story, named: dict[str, None]) -> Iterator[str]:
    """Give paragraphs of two to four sentences, no sentence shape twice before all had their turn."""
    shapes: list[str] = []
    while True:
        sentences = []
        for _ in range(dice.randint(2, 4)):
            shapes = shapes or dice.sample(SENTENCES, len(SENTENCES))
            sentences.append(_filled(shapes.pop(), dice, story, named))
        yield " ".join(sentences)


def _filled(shape: str, dice: random.Random, story: _Story, named: dict[str, None]) -> str:
    """Fill one sentence. Who was not named yet is named in full."""
    one, two = dice.sample(story.cast, 2)

    def called(person: tuple[str, str, str], style: Callable[[tuple[str, str, str]], str]) -> str:
        full = f"{person[0]} {person[1]}"
        if full in named:
            return style(person)
        named[full] = None
        return full

    values = {
        "Full": f"{one[0]} {one[1]}",
        "role": dice.choice(ROLES).format(body=story.body),
        "day": dice.choice(DAYS),
        "month": dice.choice(MONTHS),
        "year": str(dice.randint(2012, 2024)),
        "place": dice.choice(story.places),
        "noun": story.noun,
        "verb": story.verb,
        "verb_later": dice.choice(["go ahead", "be reviewed", "be put to a vote", "be withdrawn"]),
        "stake": story.stake,
        "body": story.body,
        "n": str(dice.randint(11, 980)),
        "m": str(dice.randint(2, 10)),
        "k": dice.choice(["two", "three", "five", "eight", "11", "14", "20"]),
        "d": str(dice.randint(1, 28)),
        "big": f"{dice.randint(2, 96)},{dice.randint(0, 999):03d}",
    }
    values["quote"] = dice.choice(QUOTES).format(**values)
    if "{Full}" in shape:
        named[values["Full"]] = None
    if "{short}" in shape:
        values["short"] = called(one, lambda person: person[1])
    if "{Titled}" in shape:
        values["Titled"] = called(one, lambda person: f"{person[2]} {person[1]}")
    if "{other}" in shape:
        values["other"] = called(two, lambda person: person[1])
    return shape.format(**values)
