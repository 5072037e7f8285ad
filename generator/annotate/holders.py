"""Who holds a role: the phrase beside a name, and the phrase that stands for its holder."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import structs

from generator.annotate.calling import Holders, Place, Recent, call
from generator.nouns.account import Mention, Sentence, StatedRole, Unlinked
from generator.nouns.annotation import Annotation, RolePhrase

_RELATIVE = re.compile(
    r",? who (?:(?:also|currently|now|then|previously|once|still) )?(?:is|was|serves as|served as|works as|became)"
    r" (?:(?:also|currently|now|then) )?(?:the |a |an )?"
)
_COPULA = re.compile(
    r",? (?:is|was|became|remains|has been|had been) (?:(?:also|now|currently|widely|then|been) )?"
    r"(?:(?:considered|appointed|named|elected|reelected|re-elected|nominated|chosen|selected|confirmed|sworn in|seen"
    r"|known)(?: as| to be)? )?(?:as )?(?:the |a |an )?"
)
_TAKING = re.compile(
    r"\b(?:(?:assum|tak|took|resign|retir|serv|step|appoint|nam|elect|nominat|sworn)\w{0,4}(?: over| in| down| office)?"
    r" (?:as|the (?:role|office|post|position) of)|since becoming) (?:the )?$"
)
# What is wished or foretold is not held: "fit to serve as President".
_WISHED = re.compile(
    r"\b(?:to|will|would|could|can|may|might|should|must|not|never) (?:[a-z]+ly )?(?:assume|take|serve|become|be)"
    r"\b[^.;]*$"
)
_AS = re.compile(r"\b[Aa]s (?:the )?$")
_CLOSED = re.compile(r"[,.;:)!?]|$| who\b| [–—-] |\s*$| and (?=[A-Z])")
_GOES_ON = re.compile(r" (?:at|in|from|to|with|on|under|of|for|whose|since)\b")
_SUPPOSED = re.compile(r"\b(?:[Ii]f|[Ww]hether|[Uu]nless|[Ww]ould|[Ii]magine|[Ww]hen|[Uu]ntil|[Bb]efore)\b[^.;]*$")
_OPENED = re.compile(r", (?:(?:now|currently|then|formerly|once|also) )?| \(| [–—-] ")
# What says between a name and its role, apart from both, that the role is over: "X, then the mayor of Y".
_OVER = re.compile(r"\b(?:(then)|formerly|once|previously) (?:the |an? )?$")
_RETIRED = re.compile(r",? \((retired|retd|ret)\.?\)", re.IGNORECASE)
_OTHERS = frozenset({"his", "her", "their", "its", "no", "any"})


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
    for one in mentions:
        if one.kind == "person" and one.chain >= 0:
            place = Place(chain=one.chain, start=one.start, end=one.end, sentence=one.sentence)
            places[one.paragraph].append(place)
    free: list[tuple[int, RolePhrase]] = []
    for number, annotation in enumerate(annotations):
        beside = _Beside(texts[number], number, annotation.phrases, places.get(number, []))
        free.extend((number, phrase) for phrase in beside.free)
        roles.stated.extend(beside.stated)
    made, roles.unlinked, free = call(texts, kinds, free, Holders(roles.stated, annotations), Recent(places))
    for mention, phrase in made:
        roles.mentions.append(mention)
        roles.stated.append(stated(mention.chain, mention.paragraph, phrase, "mention"))
        places[mention.paragraph].append(
            Place(chain=mention.chain, start=mention.start, end=mention.end, sentence=mention.sentence)
        )
    for number, phrase in free:
        holder = _taking(texts[number], phrase, annotations[number].sentences, places.get(number, []))
        if holder >= 0:
            roles.stated.append(stated(holder, number, phrase, "as"))
    roles.stated.sort(key=lambda one: (one.paragraph, one.start, one.end))
    return roles


def stated(chain: int, paragraph: int, phrase: RolePhrase, pattern: str) -> StatedRole:
    """Make the stated role that a phrase words."""
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


class _Beside:
    """The roles that stand right beside names in one paragraph, and the phrases that stand by themselves.

    Reads left to right, so that in a list such as "A, minister of X, B, minister of Y" a role goes to the name that
    has none yet.
    """

    def __init__(self, text: str, number: int, phrases: Sequence[RolePhrase], places: Sequence[Place]) -> None:
        self.stated: list[StatedRole] = []
        self.free: list[RolePhrase] = []
        self._text = text
        self._number = number
        self._served: set[int] = set()
        self._titled = self._before(phrases, places)
        self._after(places)
        taken = {phrase.start for phrase in self._titled.values()}
        self._outer = {start: phrase.outer for start, phrase in self._titled.items()}
        at = 0
        for phrase in phrases:
            while at < len(places) and places[at].end <= phrase.start:
                at += 1
            if phrase.start in taken or phrase.honorific:
                continue
            left = places[at - 1] if at and places[at - 1].sentence == phrase.sentence else None
            right = places[at] if at < len(places) and places[at].sentence == phrase.sentence else None
            holder, pattern = self._neighbour(phrase, left, right)
            if holder is None:
                self.free.append(phrase)
            else:
                self._served.add(holder.start)
                self.stated.append(self._timed(holder, stated(holder.chain, number, phrase, pattern)))

    def _timed(self, holder: Place, role: StatedRole) -> StatedRole:
        """Take to a role the word between it and its holder that says that it is over."""
        over = _OVER.search(self._text, holder.end, role.start) if holder.end < role.start else None
        if over is None:
            return role
        qualifiers = ("then" if over.group(1) else "former", role.qualifier)
        return structs.replace(
            role,
            start=over.start(),
            text=self._text[over.start() : role.end],
            qualifier=", ".join(filter(None, qualifiers)),
        )

    def _before(self, phrases: Sequence[RolePhrase], places: Sequence[Place]) -> Mapping[int, RolePhrase]:
        """Give to names the titles right before them; returns the titles by where the name starts."""
        starts = {place.start: place for place in places}
        titled = {}
        for phrase in phrases:
            gaps = (" ", ", ") if phrase.text.endswith(")") else (" ",)
            for gap in gaps:
                place = starts.get(phrase.end + len(gap))
                if place is not None and self._text[phrase.end : place.start] == gap:
                    titled[place.start] = phrase
                    if phrase.honorific:
                        continue
                    self.stated.append(stated(place.chain, self._number, phrase, "before the name"))
                    if phrase.office:
                        self._served.add(place.start)
        return titled

    def _after(self, places: Sequence[Place]) -> None:
        """Take "(retired)" after a name."""
        for place in places:
            found = _RETIRED.match(self._text, place.end)
            if found:
                self.stated.append(
                    StatedRole(
                        chain=place.chain,
                        paragraph=self._number,
                        sentence=place.sentence,
                        start=found.start(1),
                        end=found.end(1),
                        text=found.group(1),
                        qualifier="retired",
                        pattern="after the name",
                    )
                )

    def _neighbour(self, phrase: RolePhrase, left: Place | None, right: Place | None) -> tuple[Place | None, str]:
        """Find the name that a phrase stands beside, and how."""
        following = right is not None and self._text[phrase.end : self._outer.get(right.start, right.start)] == ", "
        if left is not None:
            whole = self._text[left.end : phrase.start]
            if _RELATIVE.fullmatch(whole):
                return left, "relative clause"
            supposed = _SUPPOSED.search(self._text[max(0, left.start - 40) : left.start])
            if _COPULA.fullmatch(whole) and phrase.determiner not in _OTHERS and not supposed:
                return left, "copula"
            retired = _RETIRED.match(self._text, left.end)
            gap = self._text[retired.end() if retired else left.end : phrase.outer]
            alone = left.start not in self._served or not following
            closed = _CLOSED.match(self._text, phrase.end) or (
                phrase.determiner in {"the", "a", "an"} and _GOES_ON.match(self._text, phrase.end)
            )
            if alone and _OPENED.fullmatch(gap) and closed:
                return left, "appositive"
        if right is None or not following:
            return None, ""
        as_role = bool(_AS.search(self._text[max(0, phrase.start - 8) : phrase.start]))
        title = self._titled.get(right.start)
        bare = (title is None or (phrase.determiner == "the" and not title.office)) and (
            self._text[right.end : right.end + 1] in {",", ".", ";", ""}
        )
        return (right, "appositive") if as_role or bare or phrase.text.endswith(")") else (None, "")


def _taking(text: str, phrase: RolePhrase, sentences: Sequence[Sentence], places: Sequence[Place]) -> int:
    """Find who takes or has a role "since assuming the role of X", "as the X": the one person named before, or -1."""
    if phrase.sentence >= len(sentences):
        return -1
    before = text[max(sentences[phrase.sentence].start, phrase.start - 60) : phrase.start]
    if not (_TAKING.search(before) or _AS.search(before)) or _WISHED.search(before):
        return -1
    named = {one.chain for one in places if one.sentence == phrase.sentence and one.start < phrase.start}
    return next(iter(named)) if len(named) == 1 else -1
