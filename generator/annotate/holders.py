"""Who holds a role: the phrase beside a name, and the phrase that stands for its holder."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.annotate import knowledge
from generator.nouns.account import Mention, Sentence, StatedRole, Unlinked
from generator.nouns.annotation import Annotation, RolePhrase

_PAST = frozenset({"former", "then", "late", "designate", "incoming", "outgoing", "new"})
_RELATIVE = re.compile(
    r",? who (?:(?:also|currently|now|then|previously|once|still) )?(?:is|was|serves as|served as|works as|became)"
    r" (?:(?:also|currently|now|then) )?(?:the |a |an )?"
)
_COPULA = re.compile(
    r",? (?:is|was|became|remains|has been|had been) (?:(?:also|now|currently|widely|then|been) )?"
    r"(?:(?:considered|appointed|named|elected|reelected|re-elected|nominated|chosen|selected|confirmed|sworn in|seen|known)"
    r"(?: as| to be)? )?(?:as )?(?:the |a |an )?"
)
_TAKING = re.compile(
    r"\b(?:(?:assum|tak|took|resign|retir|serv|step|appoint|nam|elect|nominat|sworn)\w*(?: over| in| down| office)?"
    r" (?:as|the (?:role|office|post|position) of)|since becoming) (?:the )?$"
)
_AS = re.compile(r"\b[Aa]s (?:the )?$")
_CLOSED = re.compile(r"[,.;:)!?]|$| who\b| [–—-] |\s*$| and (?=[A-Z])")
_OPENED = re.compile(r"(?:, | \(| [–—-] |, and )")
_RETIRED = re.compile(r",? \((retired|retd|ret)\.?\)", re.IGNORECASE)
_ORDER = ("before the name", "appositive", "relative clause", "copula")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A person's mention in its paragraph: ``outer`` is where its title begins."""

    mention: int
    chain: int
    start: int
    end: int
    outer: int
    sentence: int


@dataclass
class Roles:
    """Stated roles of an article, role mentions linked to a chain, and what was withheld."""

    stated: list[StatedRole] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    unlinked: list[Unlinked] = field(default_factory=list)


def hold(
    texts: Sequence[str], kinds: Sequence[str], annotations: Sequence[Annotation], mentions: Sequence[Mention]
) -> Roles:
    """Give every role phrase of an article to its holder, as far as the article makes it plain."""
    roles = Roles()
    places: dict[int, list[Place]] = defaultdict(list)
    for index, one in enumerate(mentions):
        if one.kind == "person" and one.chain >= 0:
            places[one.paragraph].append(
                Place(
                    mention=index, chain=one.chain, start=one.start, end=one.end, outer=one.start, sentence=one.sentence
                )
            )
    free: list[tuple[int, RolePhrase]] = []
    for number, annotation in enumerate(annotations):
        free.extend(
            (number, phrase)
            for phrase in _beside(texts[number], number, annotation, places.get(number, []), roles.stated)
        )
    free = _alone(texts, kinds, annotations, places, free, roles)
    for number, phrase in free:
        _as_holder(texts[number], number, phrase, annotations[number].sentences, places.get(number, []), roles)
    roles.stated.sort(key=lambda one: (one.paragraph, one.start, one.end))
    return roles


def stated(chain: int, paragraph: int, phrase: RolePhrase, pattern: str) -> StatedRole:
    """Make the stated role of a phrase."""
    return StatedRole(
        chain=chain,
        paragraph=paragraph,
        sentence=phrase.sentence,
        start=phrase.start,
        end=phrase.end,
        text=phrase.text,
        rank=phrase.rank,
        office=phrase.office,
        organisation=phrase.organisation,
        qualifier=phrase.qualifier,
        pattern=pattern,
    )


def _beside(
    text: str, number: int, annotation: Annotation, places: list[Place], found: list[StatedRole]
) -> list[RolePhrase]:
    """Give roles to the names right beside them; returns the phrases that stand by themselves.

    Reads left to right, so that in a list such as "A, minister of X, B, minister of Y" a role goes to the name that
    has none yet.
    """
    phrases = annotation.phrases
    before: dict[int, RolePhrase] = {}
    starts = {place.start: place for place in places}
    for phrase in phrases:
        follower = starts.get(phrase.end + 1) or (starts.get(phrase.end + 2) if phrase.text.endswith(")") else None)
        if follower is not None and text[phrase.end : follower.start] in {" ", ", "}:
            before[follower.start] = phrase
    titled = {place.start: before[place.start].outer for place in places if place.start in before}
    served: set[int] = set()
    for start, phrase in before.items():
        if not phrase.honorific:
            found.append(stated(starts[start].chain, number, phrase, "before the name"))
            if phrase.office:
                served.add(start)
    for place in places:
        retired = _RETIRED.match(text, place.end)
        if retired:
            found.append(
                StatedRole(
                    chain=place.chain, paragraph=number, sentence=place.sentence, start=retired.start(1), end=retired.end(1),
                    text=retired.group(1), qualifier="retired", pattern="after the name",
                )
            )  # fmt: skip
    free = []
    taken = {id(phrase) for phrase in before.values()}
    at = 0
    for phrase in phrases:
        while at < len(places) and places[at].end <= phrase.start:
            at += 1
        if id(phrase) in taken or phrase.honorific:
            continue
        left = places[at - 1] if at and places[at - 1].sentence == phrase.sentence else None
        right = places[at] if at < len(places) and places[at].sentence == phrase.sentence else None
        holder, pattern = _neighbour(text, phrase, left, right, titled, served)
        if holder is None:
            free.append(phrase)
            continue
        served.add(holder.start)
        found.append(stated(holder.chain, number, phrase, pattern))
    return free


def _neighbour(
    text: str, phrase: RolePhrase, left: Place | None, right: Place | None, titled: dict[int, int], served: set[int]
) -> tuple[Place | None, str]:
    """Find the name that a phrase stands beside, and how."""
    if left is not None:
        close = _RETIRED.match(text, left.end)
        gap = text[close.end() if close else left.end : phrase.outer]
        whole = text[left.end : phrase.start]
        follows = right is not None and text[phrase.end : titled.get(right.start, right.start)] == ", "
        if _RELATIVE.fullmatch(whole):
            return left, "relative clause"
        if _COPULA.fullmatch(whole) and phrase.determiner not in {"his", "her", "their", "its", "no", "any"}:
            return left, "copula"
        if _OPENED.fullmatch(gap) and gap != ", and " and _CLOSED.match(text, phrase.end):
            if left.start not in served or not follows:
                return left, "appositive"
    if right is not None and text[phrase.end : titled.get(right.start, right.start)] == ", ":
        ended = text[right.end : right.end + 1]
        as_opening = bool(_AS.search(text[max(0, phrase.outer - 4) : phrase.start])) or bool(
            re.search(r"[Aa]s (?:the )?$", text[max(0, phrase.start - 8) : phrase.start])
        )
        if as_opening or phrase.text.endswith(")") or (right.start not in titled and ended in {",", ".", ";", ""}):
            return right, "appositive"
    return None, ""


def _alone(
    texts: Sequence[str],
    kinds: Sequence[str],
    annotations: Sequence[Annotation],
    places: dict[int, list[Place]],
    free: list[tuple[int, RolePhrase]],
    roles: Roles,
) -> list[tuple[int, RolePhrase]]:
    """Link phrases such as "the COAS" to their one holder; returns those that do not call anybody."""
    holders: dict[str, set[int]] = defaultdict(set)
    lands: dict[int, set[str]] = defaultdict(set)
    keys = _keys(annotations)
    for one in roles.stated:
        phrase = keys.get((one.paragraph, one.start))
        if phrase is None:
            continue
        lands[one.chain] |= _lands(phrase.organisation)
        if not _past(phrase):
            for key in _called(phrase):
                holders[key].add(one.chain)
    rest = []
    recent = _Recent(places)
    for number, phrase in free:
        if not _calls(texts[number], kinds[number], phrase):
            rest.append((number, phrase))
            continue
        chains = holders.get(called_by(phrase), set())
        wanted = _lands(phrase.organisation)
        chains = {chain for chain in chains if not (wanted and lands[chain] and not wanted & lands[chain])}
        if wanted and len(chains) > 1:
            chains = {chain for chain in chains if wanted & lands[chain]} or chains
        chain, rule = recent.one_of(chains, number, phrase.start)
        if chain < 0:
            if chains:
                roles.unlinked.append(
                    Unlinked(
                        paragraph=number, start=phrase.outer, end=phrase.end, text=texts[number][phrase.outer : phrase.end],
                        reason="a role that more than one person in this article holds",
                    )
                )  # fmt: skip
            continue
        start = phrase.outer if phrase.determiner == "the" else phrase.start
        roles.mentions.append(
            Mention(
                paragraph=number, sentence=phrase.sentence, start=start, end=phrase.end, text=texts[number][start : phrase.end],
                kind="person", form="role", chain=chain, rule=rule,
            )
        )  # fmt: skip
        roles.stated.append(stated(chain, number, phrase, "mention"))
        place = Place(mention=-1, chain=chain, start=start, end=phrase.end, outer=start, sentence=phrase.sentence)
        recent.add(number, place)
        places[number] = sorted([*places.get(number, []), place], key=lambda one: one.start)
    return rest


class _Recent:
    """Who was mentioned last, for choosing among several holders of a role."""

    def __init__(self, places: dict[int, list[Place]]) -> None:
        self._places = {number: list(group) for number, group in places.items()}
        self._counts = Counter(one.chain for group in places.values() for one in group)

    def add(self, number: int, place: Place) -> None:
        self._places.setdefault(number, []).append(place)
        self._counts[place.chain] += 1

    def _present(self, chain: int, number: int) -> bool:
        """Whether an article deals with a person: names him more than once, or here, or just before or after."""
        return self._counts[chain] > 1 or any(
            one.chain == chain for near in range(number - 2, number + 2) for one in self._places.get(near, ())
        )

    def one_of(self, chains: set[int], number: int, at: int) -> tuple[int, str]:
        """Give the only holder, or the only one mentioned in this paragraph so far or else in the one before."""
        if len(chains) == 1:
            only = next(iter(chains))
            return (only, "role-one-holder") if self._present(only, number) else (-1, "")
        if not chains:
            return -1, ""
        here = {one.chain for one in self._places.get(number, ()) if one.start < at} & chains
        if len(here) == 1:
            return next(iter(here)), "role-nearest-holder"
        for back in (number - 1, number - 2):
            if here:
                break
            here = {one.chain for one in self._places.get(back, ())} & chains
            if len(here) == 1:
                return next(iter(here)), "role-nearest-holder"
        return -1, ""


def called_by(phrase: RolePhrase) -> str:
    """Give the key of the office that a phrase names: a deputy is not the one whose deputy he is."""
    second = [part for part in phrase.qualifier.split(", ") if part in {"deputy", "vice", "assistant", "associate"}]
    return " ".join([*second, phrase.key])


def _keys(annotations: Sequence[Annotation]) -> dict[tuple[int, int], RolePhrase]:
    return {(number, phrase.start): phrase for number, one in enumerate(annotations) for phrase in one.phrases}


def _past(phrase: RolePhrase) -> bool:
    return any(part in _PAST for part in phrase.qualifier.split(", "))


def _called(phrase: RolePhrase) -> set[str]:
    """Give the keys by which the holder of a phrase may be called: the office, its last word, the rank."""
    called = {called_by(phrase)}
    title = knowledge.titles().entries.get(tuple(knowledge.key(phrase.rank).split())) if phrase.rank else None
    if title:
        called |= {title.plain, title.plain.split()[-1]}
    if phrase.office and called_by(phrase) == phrase.key:
        called.add(phrase.key.split()[-1])
        if phrase.key.endswith("secretary of state"):
            called.add("secretary")
    return called


def _lands(organisation: str) -> set[str]:
    """Give the countries that an organisation's words name, by their first letters: Pakistan, Pakistani."""
    found = set()
    for word in re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)*", organisation):
        form = knowledge.key(word)
        if form in knowledge.places().shown:
            found.add(knowledge.places().shown[form][:6].lower())
        elif form in knowledge.places().known or form in knowledge.places().people:
            found.add({"america": "united", "british": "united"}.get(form, form)[:5])
    return found


def _calls(text: str, kind: str, phrase: RolePhrase) -> bool:
    """Whether a phrase by itself calls somebody: "the COAS", "Army Chief", not "a minister" or "as president"."""
    if not phrase.standing or _past(phrase) or phrase.determiner not in {"the", "", "'s"}:
        return False
    before = text[max(0, phrase.start - 24) : phrase.start]
    if re.search(r"\b(?:Mr|Mrs|Ms|Madam|Madame|Dear)\.? $", before):
        return False
    if (
        _TAKING.search(before)
        or re.search(r"\b(?:as|of|become|becoming|became|for|a|an) (?:the )?$", before)
        and phrase.determiner != "the"
    ):
        return False
    if re.search(r"\bas the $", before, re.IGNORECASE):
        return False
    if re.match(r"['’]s? (?:office|residence|house)|-|s\b", text[phrase.end : phrase.end + 12]):
        return False
    if phrase.determiner:
        return True
    capital = all(word[0].isupper() for word in phrase.text.split() if word not in {"of", "the", "and"})
    opens = not before.strip() or before.rstrip()[-1:] in '.?!:”"'
    return (
        capital
        or (kind in {"headline", "standfirst", "item"} and not re.search(r"\w $", before))
        or (capital and opens)
    )


def _as_holder(
    text: str, number: int, phrase: RolePhrase, sentences: Sequence[Sentence], places: list[Place], roles: Roles
) -> None:
    """Give "since assuming the role of X" and "as the X" to the one person whom the sentence has named before."""
    before = text[sentences[phrase.sentence].start : phrase.start] if phrase.sentence < len(sentences) else ""
    if not (_TAKING.search(before) or _AS.search(before)):
        return
    named = {one.chain for one in places if one.sentence == phrase.sentence and one.start < phrase.start}
    if len(named) == 1:
        roles.stated.append(stated(next(iter(named)), number, phrase, "as"))
