"""Words that name a role: found in a paragraph, and put beside the person who holds it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.annotate import knowledge
from generator.annotate.words import Token
from generator.nouns.annotation import RolePhrase

_DETERMINERS = frozenset(
    {"the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "that", "another", "no", "any"}
)
_LINKS = frozenset({"of", "for", "to", "at"})
_INNER = frozenset({"of", "and", "&", "the", "for", "on"})
# After these a place or body follows with "to".
_SENT = frozenset(
    {
        "ambassador",
        "envoy",
        "adviser",
        "representative",
        "delegate",
        "high commissioner",
        "consul general",
        "counsel",
        "aide",
        "deputy",
    }
)
_AT = frozenset(
    {
        "professor",
        "director",
        "analyst",
        "researcher",
        "scientist",
        "fellow",
        "dean",
        "economist",
        "historian",
        "officer",
        "editor",
    }
)


@dataclass
class _Phrase:
    """A role phrase while it is being read, by token indexes."""

    start: int
    end: int
    kinds: list[str] = field(default_factory=list)
    rank: tuple[int, int] | None = None
    office: tuple[int, int] | None = None
    plain_rank: str = ""
    plain_office: str = ""
    honorific: str = ""
    qualifiers: list[str] = field(default_factory=list)
    organisation: tuple[int, int] | None = None
    before: tuple[int, int] | None = None
    tail: tuple[int, int] | None = None

    def outside(self) -> set[int]:
        """Give the tokens that name what the role belongs to: they may be names in their own right."""
        return {at for span in (self.before, self.tail) if span for at in range(*span)}


def match(tokens: Sequence[Token], at: int) -> tuple[int, knowledge.Title, str] | None:
    """Give the end of the longest title that begins at a token, the title, and a qualifier that its word carries."""
    table = knowledge.titles()
    first = tokens[at].key
    qualifier = ""
    for prefix in ("ex-", "vice-"):
        if first.startswith(prefix) and first not in table.longest:
            first, qualifier = first.removeprefix(prefix), {"ex-": "former", "vice-": "vice"}[prefix]
    for suffix, meaning in (("-elect", "designate"), ("-designate", "designate"), ("-general", "")):
        if first.endswith(suffix) and first not in table.longest and meaning:
            first, qualifier = first.removesuffix(suffix), meaning
    for length in range(min(table.longest.get(first, 0), len(tokens) - at), 0, -1):
        words = (first, *(token.key for token in tokens[at + 1 : at + length]))
        entry = table.entries.get(words)
        if entry and all(close(tokens, i) for i in range(at, at + length - 1)):
            return at + length, entry, qualifier
    return None


def close(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but one space, or nothing, stands between a token and the next."""
    return at + 1 < len(tokens) and tokens[at + 1].start - tokens[at].end <= 1


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
    at = 0
    floor = 0
    while at < len(tokens):
        phrase = _read(tokens, at, floor, names, sentence_of)
        if phrase is None:
            at += 1
            continue
        made = _made(tokens, text, phrase, sentence_of, heads)
        if made is None:
            at += 1
            continue
        found.append(made)
        used.update(set(range(phrase.start, phrase.end)) - phrase.outside())
        at = floor = phrase.end
    return found, frozenset(used)


def _read(
    tokens: Sequence[Token], at: int, floor: int, names: frozenset[int], sentence_of: Sequence[int]
) -> _Phrase | None:
    hit = match(tokens, at)
    if hit is not None and hit[0] - at == 1 and _qualifies(tokens, at, hit[1].plain):
        return None
    if hit is None or (
        at in names
        and hit[1].kind != "honorific"
        and hit[0] - at == 1
        and tokens[at].capital
        and _name_like(tokens, at)
    ):
        return None
    phrase = _Phrase(start=at, end=at)
    while hit is not None:
        end, entry, qualifier = hit
        _take(phrase, phrase.end, end, entry, qualifier)
        phrase.end = end
        if entry.kind == "office":
            _forward(tokens, phrase, entry.plain, names)
        _bracket(tokens, phrase)
        more = phrase.end
        if more >= len(tokens) or more in names or not (close(tokens, more - 1) or tokens[more].key == ","):
            break
        if tokens[more].key == "," and ")" in tokens[more - 1].text and more + 1 < len(tokens):
            more += 1  # "Chief of Army Staff (COAS), General"
        if tokens[more].key == ",":
            break
        hit = match(tokens, more)
        if hit is not None and (not tokens[more].capital or sentence_of[more] != sentence_of[at]):
            hit = None
        if hit is not None:
            phrase.end = more
    _backward(tokens, phrase, floor, sentence_of)
    return phrase


def _qualifies(tokens: Sequence[Token], at: int, plain: str) -> bool:
    """Whether a title word here is part of a longer one: "chief economic adviser", "Department of Justice"."""
    if plain == "justice" and at and tokens[at - 1].key in {"of", "and"}:
        return True
    if plain not in {"chief", "head"} or not close(tokens, at):
        return False
    step = at + 1
    limit = min(at + 4, len(tokens) - 1)
    while step < limit and close(tokens, step - 1) and tokens[step].key in knowledge.titles().modifiers:
        step += 1
    hit = match(tokens, step) if step < len(tokens) and close(tokens, step - 1) else None
    return hit is not None and hit[1].kind == "office" and (tokens[step].capital or not tokens[at].capital)


def _name_like(tokens: Sequence[Token], at: int) -> bool:
    """Whether the title word is itself the first word of a name ("Major Garrett"): then nothing stands before it."""
    return tokens[at].key in {
        "major",
        "justice",
        "king",
        "prince",
        "dean",
        "marshal",
        "judge",
        "bishop",
        "pope",
        "duke",
    }


def _take(phrase: _Phrase, start: int, end: int, entry: knowledge.Title, qualifier: str) -> None:
    phrase.kinds.append(entry.kind)
    if qualifier:
        phrase.qualifiers.append(qualifier)
    if entry.kind == "rank" and phrase.rank is None:
        phrase.rank, phrase.plain_rank = (start, end), entry.plain
    elif entry.kind == "office" and phrase.office is None:
        phrase.office, phrase.plain_office = (start, end), entry.plain
    elif entry.kind == "honorific":
        phrase.honorific = entry.plain


def _forward(tokens: Sequence[Token], phrase: _Phrase, plain: str, names: frozenset[int]) -> None:
    """Take "of the US Central Command", "for Afghanistan", "to Pakistan"."""
    at = phrase.end
    if at + 1 >= len(tokens) or not close(tokens, at - 1):
        return
    link = tokens[at].key
    if link not in _LINKS or (link == "to" and plain not in _SENT) or (link == "at" and plain not in _AT):
        return
    at += 1
    if tokens[at].key in {"the", "its", "their"}:
        at += 1
    titled = match(tokens, at) if at < len(tokens) and tokens[at].capital else None
    if titled and titled[1].kind != "office":
        return
    begin = at
    end = at
    places = knowledge.places()
    table = knowledge.titles()
    while at < len(tokens) and at not in names and (at == begin or close(tokens, at - 1)):
        token = tokens[at]
        inner = token.key in _INNER and end == at and _continues(tokens, at, names)
        if inner or token.key == "'s":
            at += 1
            end = at
            continue
        wordy = token.text[0].isalnum() and (
            (token.capital and not token.initial and token.key not in knowledge.words("calendar"))
            or token.key in table.modifiers
            or token.key in {"staff", "forces", "armed", "affairs", "ministers"}
        )
        if not wordy or (match(tokens, at) and token.capital and at > begin and match(tokens, at)[1].kind != "office"):  # type: ignore[index]
            break
        at += 1
        end = at
        if at >= len(tokens) or tokens[at].initial or (at + 1 < len(tokens) and tokens[at + 1].initial):
            break
        if (token.key in places.known or _more(token)) and not _more(tokens[at]) and not tokens[at].key in _INNER:
            break
    if end > begin:
        phrase.tail = (begin, end)
        phrase.end = end


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
    return tokens[at].key not in {"and", "&"} or match(tokens, step) is None


def _bracket(tokens: Sequence[Token], phrase: _Phrase) -> None:
    """Take "(Retd)", "(COAS)", "(Centcom)" right after."""
    at = phrase.end
    if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")":
        word = tokens[at + 1]
        meaning = knowledge.titles().qualifiers.get((word.key,))
        if meaning == "retired" or (word.text.isupper() and len(word.text) > 1) or (phrase.tail and word.capital):
            if meaning:
                phrase.qualifiers.append(meaning)
            phrase.end = at + 3


def _backward(tokens: Sequence[Token], phrase: _Phrase, floor: int, sentence_of: Sequence[int]) -> None:
    """Take what stands before an office and belongs to it: qualifiers, kinds of office, country, organisation."""
    table = knowledge.titles()
    if phrase.kinds == ["honorific"]:
        return
    core = phrase.start
    begin = core
    first = -1
    while begin > floor and close(tokens, begin - 1) and sentence_of[begin - 1] == sentence_of[core]:
        token = tokens[begin - 1]
        two = (tokens[begin - 2].key, token.key) if begin - 2 >= floor else ("", "")
        if two in table.qualifiers:
            phrase.qualifiers.insert(0, table.qualifiers[two])
            begin -= 2
        elif (token.key,) in table.qualifiers:
            phrase.qualifiers.insert(0, table.qualifiers[(token.key,)])
            begin -= 1
        elif token.key == "'s" and begin - 2 >= floor and tokens[begin - 2].capital:
            begin -= 2
            first = begin
        elif _before(token, tokens, begin - 1, sentence_of):
            begin -= 1
            first = begin
        else:
            break
    while begin < core and tokens[begin].key in {"'s", "and"}:
        begin += 1
    phrase.start = begin
    if first >= begin and first < core:
        start = begin
        while start < core and (tokens[start].key,) in table.qualifiers:
            start += 1
        phrase.organisation = phrase.before = (start, core) if start < core else None


def _before(token: Token, tokens: Sequence[Token], at: int, sentence_of: Sequence[int]) -> bool:
    if not token.text[0].isalnum() or token.initial:
        return False
    table = knowledge.titles()
    if token.key in table.modifiers:
        return True
    opens = at == 0 or sentence_of[at - 1] != sentence_of[at]
    if token.key in knowledge.words("function") and not (token.text.isupper() and len(token.text) > 1):
        return False
    if token.key[0].isdigit():
        return token.key.endswith(("th", "st", "nd", "rd"))
    if token.key in knowledge.words("calendar"):
        return False
    known = token.key in knowledge.places().people or token.key in knowledge.places().known
    return token.capital and (known or not opens or token.text.isupper())


def _made(
    tokens: Sequence[Token], text: str, phrase: _Phrase, sentence_of: Sequence[int], heads: frozenset[int]
) -> RolePhrase | None:
    table = knowledge.titles()
    honorific = phrase.kinds == ["honorific"]
    head = phrase.office or phrase.rank or (phrase.start, phrase.end)
    capital = tokens[head[0]].capital
    plain = phrase.plain_office or phrase.plain_rank
    if not capital:
        if honorific and phrase.honorific not in {
            "sheikh",
            "pope",
            "ayatollah",
            "professor",
            "cardinal",
            "archbishop",
            "bishop",
        }:
            return None
        if phrase.office is None and plain not in {
            "general",
            "admiral",
            "brigadier",
            "colonel",
            "major general",
            "lieutenant general",
            "field marshal",
        }:
            return None
        if plain in table.loose and phrase.tail is None and phrase.start == head[0]:
            return None
        if phrase.end - 1 in heads and phrase.end == head[1] and plain in {"general", "chief", "head", "chair"}:
            return None
    start, end = phrase.start, phrase.end
    determiner = ""
    outer = tokens[start].start
    if start > 0 and close(tokens, start - 1) and sentence_of[start - 1] == sentence_of[start]:
        if tokens[start - 1].key in _DETERMINERS:
            determiner, outer = tokens[start - 1].key, tokens[start - 1].start
        elif tokens[start - 1].key == "'s":
            determiner = "'s"
    organisation = _words(tokens, text, phrase.organisation)
    if phrase.tail:
        tail = _words(tokens, text, phrase.tail)
        organisation = f"{organisation} {tail}".strip() if organisation else tail
    return RolePhrase(
        start=tokens[start].start,
        end=tokens[end - 1].end,
        outer=outer,
        text=text[tokens[start].start : tokens[end - 1].end],
        sentence=sentence_of[head[0]],
        key=plain or phrase.honorific,
        rank=_words(tokens, text, phrase.rank),
        office=_office(tokens, text, phrase),
        organisation=organisation,
        qualifier=", ".join(dict.fromkeys(phrase.qualifiers)),
        determiner=determiner,
        honorific=honorific,
        standing=(plain in table.standing or bool(phrase.rank and not phrase.office)) and not honorific,
    )


def _words(tokens: Sequence[Token], text: str, span: tuple[int, int] | None) -> str:
    return text[tokens[span[0]].start : tokens[span[1] - 1].end] if span else ""


def _office(tokens: Sequence[Token], text: str, phrase: _Phrase) -> str:
    """Give the office's words with the kinds that stand before it ("National Security Adviser"), less organisation."""
    if phrase.office is None:
        return ""
    start, end = phrase.office
    table = knowledge.titles()
    if phrase.organisation:
        low, high = phrase.organisation
        while (
            high > low
            and tokens[high - 1].key in table.modifiers
            and (tokens[high - 1].key not in {"department", "mission", "embassy", "command"})
        ):
            high -= 1
        if high < start:
            start = high
        phrase.organisation = (
            (low, high)
            if high > low and tokens[high - 1].key != "'s"
            else ((low, high - 1) if high - 1 > low else None)
        )
    return text[tokens[start].start : tokens[end - 1].end]
