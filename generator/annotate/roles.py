"""Role phrases in a paragraph: "Chief of Army Staff General", "the commander of the US Central Command"."""

from collections.abc import Sequence

from generator.annotate import knowledge, titles
from generator.annotate.phrase import Phrase, phrase_of, qualifies
from generator.annotate.words import Token
from generator.nouns.annotation import RolePhrase

_LINKS = frozenset({"of", "for", "to", "at"})
_INNER = frozenset({"of", "and", "&", "the", "for", "on"})
_DIRECTIONS = frozenset({"north", "south", "east", "west"})  # "North Korean leader"
_PLAIN = frozenset({"staff", "forces", "armed", "affairs", "ministers"})
# Roles that are to somebody, and at some place.
_SENT = frozenset({
    "ambassador", "envoy", "adviser", "representative", "delegate", "high commissioner", "consul general", "counsel",
    "aide",
})  # fmt: skip
_AT = frozenset({
    "professor", "director", "analyst", "researcher", "scientist", "fellow", "dean", "economist", "historian",
    "officer", "editor",
})  # fmt: skip


def phrases(
    tokens: Sequence[Token],
    text: str,
    sentence_of: Sequence[int],
    *,
    names: frozenset[int] = frozenset(),
    heads: frozenset[int] = frozenset(),
) -> tuple[list[RolePhrase], frozenset[int]]:
    """Find the role phrases of a paragraph.

    ``names`` are tokens at which a person's name of several words begins, as the model sees it: no phrase runs into
    one. ``heads`` are tokens with a noun right after, so that a lower-case rank there is an adjective ("general
    public"). Gives the phrases and the tokens that belong to one.
    """
    found: list[RolePhrase] = []
    used: set[int] = set()
    floor = 0
    for at, token in enumerate(tokens):
        phrase = _read(tokens, at, floor, names, sentence_of) if at >= floor and titles.begins(token) else None
        made = phrase_of(tokens, text, phrase, sentence_of, heads) if phrase else None
        if phrase is None or made is None:
            continue
        found.append(made)
        used.update(set(range(phrase.start, phrase.end)) - phrase.outside())
        floor = phrase.end
    return found, frozenset(used)


def _read(
    tokens: Sequence[Token], at: int, floor: int, names: frozenset[int], sentence_of: Sequence[int]
) -> Phrase | None:
    hit = titles.match(tokens, at)
    if hit is not None and hit[0] - at == 1 and titles.qualifies(tokens, at, hit[1].plain):
        return None
    if hit is None or (
        at in names
        and hit[1].kind != "honorific"
        and hit[0] - at == 1
        and tokens[at].capital
        and titles.name_like(tokens[at])
    ):
        return None
    phrase = Phrase(start=at, end=at)
    while hit is not None:
        end, entry, qualifier = hit
        _take(phrase, phrase.end, end, entry, qualifier)
        phrase.end = end
        if entry.kind == "office":
            _forward(tokens, phrase, entry.plain, names)
        _bracket(tokens, phrase)
        more = phrase.end
        if more >= len(tokens) or more in names or not (titles.close(tokens, more - 1) or tokens[more].key == ","):
            break
        if tokens[more].key == "," and ")" in tokens[more - 1].text and more + 1 < len(tokens):
            more += 1  # "Chief of Army Staff (COAS), General"
        if tokens[more].key == ",":
            break
        hit = titles.match(tokens, more)
        if hit is not None and (not tokens[more].capital or sentence_of[more] != sentence_of[at]):
            hit = None
        if hit is not None:
            phrase.end = more
    _backward(tokens, phrase, floor, sentence_of)
    return phrase


def _take(phrase: Phrase, start: int, end: int, entry: knowledge.Title, qualifier: str) -> None:
    phrase.kinds.append(entry.kind)
    if qualifier:
        phrase.qualifiers.append(qualifier)
    if entry.kind == "rank" and phrase.rank is None:
        phrase.rank, phrase.plain_rank = (start, end), entry.plain
    elif entry.kind == "office" and phrase.office is None:
        phrase.office, phrase.plain_office = (start, end), entry.plain
    elif entry.kind == "honorific":
        phrase.honorific = entry.plain


def _forward(tokens: Sequence[Token], phrase: Phrase, plain: str, names: frozenset[int]) -> None:
    """Take "of the US Central Command", "for Afghanistan", "to Pakistan"."""
    at = phrase.end
    if at + 1 >= len(tokens) or not titles.close(tokens, at - 1):
        return
    link = tokens[at].key
    if link not in _LINKS or (link == "to" and plain not in _SENT) or (link == "at" and plain not in _AT):
        return
    at += 1
    if tokens[at].key in {"the", "its", "their"}:
        at += 1
    titled = titles.match(tokens, at) if at < len(tokens) and tokens[at].capital else None
    if titled and titled[1].kind != "office":
        return
    end = _tail(tokens, at, names)
    if end > at:
        phrase.tail = (at, end)
        phrase.end = end


def _tail(tokens: Sequence[Token], begin: int, names: frozenset[int]) -> int:
    """Give the end of what a role is of: an organisation's or country's name, not running into a person's."""
    at = end = begin
    while at < len(tokens) and at not in names and (at == begin or titles.close(tokens, at - 1)):
        token = tokens[at]
        at += 1
        if token.key == "'s" or (token.key in _INNER and _continues(tokens, at - 1, names)):
            end = at
            continue
        if not _wordy(token) or (at - 1 > begin and _titles(tokens, at - 1)):
            break
        end = at
        if at >= len(tokens) or tokens[at].initial or (at + 1 < len(tokens) and tokens[at + 1].initial):
            break
        if _person_follows(tokens, at, token):
            break
    return end


def _person_follows(tokens: Sequence[Token], at: int, last: Token) -> bool:
    """Whether an organisation's or country's name is over and a person's begins: "of State Antony Blinken"."""
    token = tokens[at]
    if not token.capital or at + 1 >= len(tokens) or not tokens[at + 1].capital or not titles.close(tokens, at):
        return token.key not in _INNER and not _more(token) and last.key in knowledge.places().known
    if token.key in knowledge.given():
        return True
    return (last.key in knowledge.places().known or last.key in knowledge.titles().modifiers) and not _more(token)


def _wordy(token: Token) -> bool:
    """Whether a word may stand in the name of an organisation."""
    if not token.text[0].isalnum():
        return False
    if token.capital:
        return not token.initial and token.key not in knowledge.words("calendar")
    return token.key in knowledge.titles().modifiers or token.key in _PLAIN


def _titles(tokens: Sequence[Token], at: int) -> bool:
    """Whether a rank or polite form begins here, and so a person."""
    hit = titles.match(tokens, at) if tokens[at].capital else None
    return hit is not None and hit[1].kind != "office"


def _more(token: Token) -> bool:
    """Whether a word after a country still belongs to the organisation's name: "the Pakistan Army"."""
    return (
        token.key in {"and", "&", "'s"}
        or token.key in knowledge.titles().modifiers
        or token.key in knowledge.words("never_person")
    )


def _continues(tokens: Sequence[Token], at: int, names: frozenset[int]) -> bool:
    """Whether "of", "and" or the like inside an organisation's name is followed by more of it."""
    step = at + 1
    if step < len(tokens) and tokens[step].key == "the":
        step += 1
    if step >= len(tokens) or step in names or not tokens[step].capital:
        return False
    return tokens[at].key not in {"and", "&"} or titles.match(tokens, step) is None


def _bracket(tokens: Sequence[Token], phrase: Phrase) -> None:
    """Take "(Retd)", "(COAS)", "(Centcom)" right after."""
    at = phrase.end
    if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")":
        word = tokens[at + 1]
        meaning = knowledge.titles().qualifiers.get((word.key,))
        if meaning == "retired" or (word.text.isupper() and len(word.text) > 1) or (phrase.tail and word.capital):
            if meaning:
                phrase.qualifiers.append(meaning)
            phrase.end = at + 3


def _backward(tokens: Sequence[Token], phrase: Phrase, floor: int, sentence_of: Sequence[int]) -> None:
    """Take what stands before an office and belongs to it: qualifiers, kinds of office, country, organisation."""
    table = knowledge.titles()
    if phrase.kinds == ["honorific"]:
        return
    core = phrase.start
    begin = core
    first = -1
    while begin > floor and titles.close(tokens, begin - 1) and sentence_of[begin - 1] == sentence_of[core]:
        token = tokens[begin - 1]
        two = (tokens[begin - 2].key, token.key) if begin - 2 >= floor else ("", "")
        if two in table.qualifiers:
            phrase.qualifiers.insert(0, table.qualifiers[two])
            begin -= 2
        elif qualifies(tokens, begin - 1):
            phrase.qualifiers.insert(0, table.qualifiers[(token.key,)])
            begin -= 1
        elif (token.key,) in table.qualifiers:  # the "New" of a place
            begin -= 1
            first = begin
        elif held := titles.prefixed(token.key):  # "then-White House chief of staff"
            phrase.qualifiers.insert(0, held)
            begin -= 1
            first = begin
            break
        elif token.key == "'s" and begin - 2 >= floor and tokens[begin - 2].capital:
            begin -= 2
            first = begin
        elif _before(token, opens=_opens(begin - 1, sentence_of) and tokens[begin].text != "Party"):
            begin -= 1
            first = begin
        else:
            break
    while begin < core and tokens[begin].key in {"'s", "and"}:
        begin += 1
    phrase.start = begin
    if first >= begin and first < core:
        start = begin
        while start < core and qualifies(tokens, start):
            start += 1
        phrase.before = (start, core) if start < core else None


def _opens(at: int, sentence_of: Sequence[int]) -> bool:
    return at == 0 or sentence_of[at - 1] != sentence_of[at]


def _before(token: Token, *, opens: bool) -> bool:
    """Whether a word right before an office may belong to it."""
    if not token.text[0].isalnum() or token.initial:
        return False
    table = knowledge.titles()
    if token.key in table.modifiers:
        return True
    if token.key in knowledge.words("function") and not (token.text.isupper() and len(token.text) > 1):
        return False
    if token.key in _DIRECTIONS:
        return True
    if token.key[0].isdigit():
        return token.key.endswith(("th", "st", "nd", "rd"))
    if token.key in knowledge.words("calendar"):
        return False
    known = token.key in knowledge.places().people or token.key in knowledge.places().known
    return token.capital and (known or not opens or token.text.isupper())
