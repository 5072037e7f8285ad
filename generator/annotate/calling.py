"""Role phrases that call a person without his name: "the COAS", "Army Chief", "the UN Secretary-General"."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.annotate import knowledge
from generator.nouns.account import Mention, StatedRole, Unlinked
from generator.nouns.annotation import Annotation, RolePhrase

_PAST = frozenset({"former", "then", "late", "designate", "incoming", "outgoing", "new"})
_SECOND = frozenset({"deputy", "vice", "assistant", "associate"})
_SHORT = frozenset({"headline", "standfirst", "item"})  # where articles before a role are dropped
_TAKEN = re.compile(r"\b(?:as|of|become|becoming|became|for|a|an) (?:the )?$")
_AS_THE = re.compile(r"\bas the $", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:Mr|Mrs|Ms|Madam|Madame|Dear)\.? $")
_WORDS = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_OWNED = re.compile(r"['’]s? (?:office|residence|house)|-|s\b")
_SPOKEN_TO = frozenset({":", "“", '"', "‘", ","})  # “Governor, I don't want to interrupt”
_REACH = 2  # paragraphs back in which a holder counts as spoken of


@dataclass(frozen=True, kw_only=True)
class Place:
    """A person's mention in its paragraph, by name or role."""

    chain: int
    start: int
    end: int
    sentence: int


class Recent:
    """Who was mentioned where, for choosing among the holders of a role."""

    def __init__(self, places: Mapping[int, Sequence[Place]]) -> None:
        """Begin with the names."""
        self._places = {number: list(group) for number, group in places.items()}
        self._counts = Counter(one.chain for group in places.values() for one in group)

    def add(self, number: int, place: Place) -> None:
        """Take a role mention in."""
        self._places.setdefault(number, []).append(place)
        self._counts[place.chain] += 1

    def one_of(self, chains: set[int], number: int, at: int) -> tuple[int, str]:
        """Give the one holder; or of several the only one named in this paragraph so far, or else just before it."""
        if len(chains) == 1:
            only = next(iter(chains))
            return (only, "role-one-holder") if self._dealt_with(only, number) else (-1, "")
        here = {one.chain for one in self._places.get(number, ()) if one.start < at} & chains
        for back in range(1, _REACH + 1):
            here = here or {one.chain for one in self._places.get(number - back, ())} & chains
        return (next(iter(here)), "role-nearest-holder") if len(here) == 1 else (-1, "")

    def _dealt_with(self, chain: int, number: int) -> bool:
        """Whether an article deals with a person: names him more than once, or here, or just before or after."""
        return self._counts[chain] > 1 or any(
            one.chain == chain for near in range(number - _REACH, number + 2) for one in self._places.get(near, ())
        )


class Holders:
    """Who holds which role in an article, by what a role may be called."""

    def __init__(self, roles: Sequence[StatedRole], annotations: Sequence[Annotation]) -> None:
        """Collect present holders; a former one is not called by the role."""
        self._chains: dict[str, set[int]] = defaultdict(set)
        self._lands: dict[int, set[str]] = defaultdict(set)
        self._bodies: dict[int, set[str]] = defaultdict(set)
        phrases = {(number, one.start): one for number, own in enumerate(annotations) for one in own.phrases}
        for role in roles:
            phrase = phrases.get((role.paragraph, role.start))
            if phrase is None:
                continue
            self._lands[role.chain] |= _lands(phrase.organisation)
            self._bodies[role.chain] |= _bodies(phrase.text)
            if not _past(phrase):
                for called in _called(phrase):
                    self._chains[called].add(role.chain)

    def of(self, phrase: RolePhrase) -> set[int]:
        """Give those whom a phrase may mean: holders of the role whose country, if both state one, agrees.

        An organisation that the phrase names must be one that the holder's roles name.
        """
        wanted = _lands(phrase.organisation)
        body = _bodies(phrase.organisation)
        chains = {
            chain
            for chain in self._chains.get(_office(phrase), ())
            if not (wanted and self._lands[chain] and not wanted & self._lands[chain])
            and (not body or body & self._bodies[chain])
        }
        return {chain for chain in chains if wanted & self._lands[chain]} or chains


def call(
    texts: Sequence[str],
    kinds: Sequence[str],
    phrases: Sequence[tuple[int, RolePhrase]],
    holders: Holders,
    recent: Recent,
) -> tuple[list[tuple[Mention, RolePhrase]], list[Unlinked], list[tuple[int, RolePhrase]]]:
    """Link phrases to whom they call. Gives the mentions, those withheld, and the phrases that call nobody."""
    made: list[tuple[Mention, RolePhrase]] = []
    unlinked: list[Unlinked] = []
    rest: list[tuple[int, RolePhrase]] = []
    for number, phrase in phrases:
        if not _calls(texts[number], kinds[number], phrase):
            rest.append((number, phrase))
            continue
        chains = holders.of(phrase)
        chain, rule = recent.one_of(chains, number, phrase.start) if chains else (-1, "")
        start = phrase.outer if phrase.determiner == "the" else phrase.start
        text = texts[number][start : phrase.end]
        if chain >= 0:
            mention = Mention(
                paragraph=number,
                sentence=phrase.sentence,
                start=start,
                end=phrase.end,
                text=text,
                kind="person",
                form="role",
                chain=chain,
                rule=rule,
            )
            made.append((mention, phrase))
            recent.add(number, Place(chain=chain, start=start, end=phrase.end, sentence=phrase.sentence))
        elif len(chains) > 1:
            reason = "a role that more than one person in this article holds"
            unlinked.append(Unlinked(paragraph=number, start=start, end=phrase.end, text=text, reason=reason))
    return made, unlinked, rest


def _past(phrase: RolePhrase) -> bool:
    return any(part in _PAST for part in phrase.qualifier.split(", "))


def _office(phrase: RolePhrase) -> str:
    """Give the key of the office that a phrase names: a deputy is not the one whose deputy he is."""
    return " ".join([*(part for part in phrase.qualifier.split(", ") if part in _SECOND), phrase.key])


def _called(phrase: RolePhrase) -> set[str]:
    """Give the keys by which the holder of a phrase may be called: the office, its last word, the rank."""
    office = _office(phrase)
    called = {office}
    title = knowledge.titles().entries.get(tuple(knowledge.key(phrase.rank).split())) if phrase.rank else None
    if title:
        called |= {title.plain, title.plain.split()[-1]}
    if phrase.office and office == phrase.key:
        called.add("secretary" if office.endswith("secretary of state") else office.split()[-1])
    return called


@lru_cache(maxsize=knowledge.REMEMBERED)
def _lands(organisation: str) -> frozenset[str]:
    """Give the countries that an organisation's words name, by their first letters: Pakistan, Pakistani."""
    found = set()
    for word in _WORDS.findall(organisation):
        form = knowledge.key(word)
        if form in knowledge.places().shown:
            found.add(knowledge.places().shown[form][:5].lower())
        elif form in knowledge.places().known or form in knowledge.places().people:
            found.add({"american": "unite", "british": "unite", "americans": "unite"}.get(form, form)[:5])
    return frozenset(found)


@lru_cache(maxsize=knowledge.REMEMBERED)
def _bodies(organisation: str) -> frozenset[str]:
    """Give the words of an organisation's name that name no country."""
    places, function = knowledge.places(), knowledge.words("function")
    words = {knowledge.key(word) for word in _WORDS.findall(organisation)}
    return frozenset(
        word for word in words if not (word in places.people or word in places.known or word in function or word == "s")
    )


def _calls(text: str, kind: str, phrase: RolePhrase) -> bool:
    """Whether a phrase by itself calls somebody: "the COAS", "Army Chief", not "a minister" or "as president"."""
    if not phrase.standing or _past(phrase) or phrase.determiner not in {"the", "", "'s"} or phrase.rank[-1:] == "s":
        return False  # "the generals" are several
    before = text[max(0, phrase.start - 24) : phrase.start]
    if (
        _ADDRESS.search(before)
        or _ADDRESS.match(phrase.text.split()[0] + " ")
        or _AS_THE.search(before)
        or _OWNED.match(text, phrase.end)
    ):
        return False
    if phrase.determiner:
        return True
    if _TAKEN.search(before) or (text[phrase.end : phrase.end + 1] == "," and before.rstrip()[-1:] in _SPOKEN_TO):
        return False
    capital = all(word[0].isupper() for word in phrase.text.split() if word not in {"of", "the", "and"})
    return capital or (kind in _SHORT and not re.search(r"\w $", before))
