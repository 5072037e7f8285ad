"""Short forms that a text defines in brackets after the long name: "Foreign Office (FO)"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.nouns.account import Mention
from generator.nouns.article import Article
from generator.resolve.wording import thing_key as key

_BRACKET = re.compile(
    r"((?:\s[A-Z][\w-]{1,30}){0,3})\s{0,2}"
    r"\(\s{0,1}(?:the |or )?[“\"‘']?([A-Za-z][A-Za-z0-9.&\-]{1,11})[”\"’']?\s{0,1}\)"
)
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "to", "a", "an", "e", "de", "du", "des", "la"])


def defined(article: Article, named: Iterable[Mention]) -> tuple[str, ...]:
    """Give the keys of the short forms that follow the mentions of one organisation by name.

    A few capitalised words may stand between: of "Tehreek-e-Taliban Pakistan" only the first may be marked as a name.
    """
    found: dict[str, None] = {}
    for mention in named:
        if mention.paragraph >= len(article.paragraphs):
            continue
        at = mention.start + mention.text.find(" (") if " (" in mention.text else mention.end
        match = _BRACKET.match(article.paragraphs[mention.paragraph].text, at)
        if match and _stands_for(match.group(2), mention.text.split(" (")[0] + match.group(1)):
            found[key(match.group(2))] = None
    return tuple(found)


def _stands_for(short: str, long: str) -> bool:
    """Tell whether the letters of a short form run through the long name, beginning with a word of it."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    words = [word.lower() for word in re.split(r"[\s\-]+", long) if word]
    if len(words) < 2 or not letters:
        return False
    initials = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in _SMALL)
    plain = "".join(letters)
    if plain in {initials, main} or plain in initials:
        return True
    return any(
        word[0] == letters[0] and _runs(letters, iter("".join(words[place:]))) for place, word in enumerate(words)
    )


def _runs(letters: Sequence[str], text: Iterator[str]) -> bool:
    return all(letter in text for letter in letters)
