"""What speaks for a person, and what for a place or body, when words begin with a capital: weighed, not guessed.

The small model's label is one witness among several; titles, given names, lists of alike things, and what only people
do are the others. Weights were set by reason and checked on sets of news and of encyclopedia sentences.
"""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from generator.annotate import knowledge
from generator.annotate.words import Token

PERSON = 1.5  # the weight from which on words are a person's name
_LABELS = {"PERSON": 2.0, "": 0.0, "ORG": -0.5, "GPE": -0.75, "NORP": -1.0, "LOC": -1.5, "FAC": -1.0}
_OTHER = -1.0
# Inside a hyphened word these make it a place: Verdun-sur-le-Doubs.
_JOINTS = frozenset({"sur", "le", "la", "les", "en", "du", "on", "upon", "under", "in", "am", "an", "aux", "sous", "a"})
_CAREER = frozenset({"served", "serves", "worked", "works", "ran", "stood"})  # as a mayor, for office
_HELD = frozenset({"of", "at", "for", "to", ","})  # what an office is of, or the end of the apposition
_ABSTRACT = ("tion", "tions", "ities", "isms", "ness", "ologies", "ology", "ments")
_PEOPLES = ("ists", "ians", "ites", "crats")


class Fellows(Struct, frozen=True, kw_only=True):
    """How many of the others in a list look like places, persons, bodies."""

    places: int = 0
    persons: int = 0
    bodies: int = 0


class Around(Struct, frozen=True, kw_only=True):
    """The words about a piece, in look-up form, within its sentence; and what its fellows in a list are.

    ``before`` are up to two words, nearest first; ``after`` up to six. ``next_capital``, ``next_small``: the word right
    after begins with a capital letter, is a word in small letters.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    next_capital: bool = False
    next_small: bool = False
    fellows: Fellows = Fellows()


@lru_cache(maxsize=knowledge.REMEMBERED)
def single(word: str) -> str:
    """Give what a one-word text surely is: "place", "people", "function", "calendar", or "" when it may be a name."""
    form = knowledge.key(word)
    if form in knowledge.places().people:
        return "people"
    if form in knowledge.places().known:
        return "place"
    if form in knowledge.places().organisations:
        return "organisation"
    if form in knowledge.words("calendar"):
        return "calendar"
    return "function" if form in knowledge.words("function") and not (word.isupper() and len(word) > 1) else ""


def names_thing(word: Token) -> bool:
    """Whether a word names things or bodies: University, GOP."""
    return _names_thing(word.text)


@lru_cache(maxsize=knowledge.REMEMBERED)
def _names_thing(word: str) -> bool:
    form = knowledge.key(word)
    if form in knowledge.words("never_person") or (len(form) > 6 and form.endswith(_ABSTRACT)):
        return True
    return word.isupper() and form in knowledge.words("never_upper")


def name_shaped(words: Sequence[Token]) -> bool:
    """Whether words look like a person's name: letters only, no word that names things, no lone country or acronym."""
    core = [word for word in words if word.key not in knowledge.words("suffixes")]
    if (
        not core
        or len(core) > 6
        or not core[0].capital
        or any(letter.isdigit() for word in core for letter in word.text)
    ):
        return False
    if all(word.initial for word in core) or any("/" in word.text or "&" in word.text for word in core):
        return False
    if len(core) == 1:
        text = core[0].text
        short = text.isupper() and len(text) <= 5
        return len(text) > 1 and not single(text) and not names_thing(core[0]) and not short
    given = core[0].key.split("-")[0] in knowledge.given()
    either = knowledge.words("either")
    if any(names_thing(word) and not (given and (index == 0 or word.key in either)) for index, word in enumerate(core)):
        return False
    if any(
        len(parts) > 2 and any(part in _JOINTS for part in parts) for word in core for parts in [word.key.split("-")]
    ):
        return False
    whole = knowledge.key(" ".join(word.text for word in core))
    if whole in knowledge.places().known or whole in knowledge.places().organisations:
        return False
    return core[0].key not in knowledge.places().people


def weight(words: Sequence[Token], label: str, around: Around, *, title: str, honorific: bool) -> float:
    """Weigh whether words are a person's name."""
    score = _LABELS.get(label, _OTHER)
    many = len(words) > 1
    first = words[0].key.split("-")[0]
    if label == "PERSON" and many:
        score += 1.0
    if title:
        score += 4.0 if honorific else (3.0 if not title.islower() or many else 1.0)
    if first in knowledge.given():
        score += 2.0 if many else 0.5
    if any(word.initial for word in words[1:]) or (words[0].initial and many):
        score += 2.0
    if first in knowledge.words("family_first") and 2 <= len(words) <= 3:
        score += 1.0
    score += _context(words, around, title=bool(title))
    return score


def _context(words: Sequence[Token], around: Around, *, title: bool) -> float:
    many = len(words) > 1
    after = [word for word in around.after if word not in knowledge.words("adverbs")] + ["", ""]
    nearest, before = (*around.before, "", "")[:2]
    score = _acts(after)
    if after[0] == "," and nearest not in {"of", "in", "at", "near"} and _office(after[1:]):
        score += 2.5
    if after[0] in knowledge.words("thing_after") and around.next_capital:
        score -= 4.0
    if after[0] in knowledge.words("place_after"):
        score -= 2.0
    if f"{nearest} {words[0].key}" in knowledge.places().known:
        score -= 4.0  # the Lanka of Sri Lanka
    if not many and nearest == "in" and after[0] != "'s":
        score -= 1.5
    if nearest in knowledge.words("thing_before") and not title:
        score -= 2.5
    if nearest in knowledge.words("place_before") or (nearest == "of" and before in knowledge.words("place_before")):
        score -= 2.0
    if nearest == "the" and not title and not around.next_small:
        score -= 2.0
    if words[-1].key.endswith(_PEOPLES):
        score -= 2.0
    return score + _company(around.fellows, many=many)


def _company(fellows: Fellows, *, many: bool) -> float:
    """Weigh what the others in a list are. One body tells little ("Smith and the Labour Party"), two tell a list."""
    if fellows.bodies > max(fellows.persons, 1):
        return -2.0
    if fellows.places > fellows.persons:
        return -1.0 if many and fellows.places < 3 else -2.0
    if fellows.persons > fellows.places + fellows.bodies:
        return 2.0 if many and fellows.persons > 1 else 1.0
    return 0.0


def _office(words: Sequence[str]) -> bool:
    """Whether words in apposition name an office: "executive secretary of …", "the mayor,"."""
    offices = knowledge.titles().longest
    start = 1 if words[0] in {"the", "a", "an"} else 0
    return any(
        word in offices and following in _HELD
        for word, following in zip(words[start:3], words[start + 1 :], strict=False)
    )


def _acts(after: Sequence[str]) -> float:
    """Weigh what follows: verbs of people, "was elected", "became a professor", "'s wife"."""
    if after[0] in knowledge.words("human_verbs"):
        return 2.0
    if after[0] in knowledge.words("agent_verbs"):
        career = after[0] in _CAREER and after[1] in {"as", "for"}
        return 2.0 if career or after[1] in {"he", "she", "his", "her"} else 1.0
    if after[0] in {"was", "is", "has", "had", "were"}:
        at = 2 if after[1] == "been" and len(after) > 2 else 1
        if after[at] in knowledge.words("human_born"):
            return 2.0
    if after[0] in {"was", "is", "became", "becomes", "remained"} and after[1] in {"a", "an", "the", "one"}:
        offices = knowledge.titles().longest
        if any(word in offices or word == "member" for word in after[2:6]):
            return 2.0
    return 1.0 if after[0] == "'s" and after[1] in knowledge.words("human_after") else 0.0
