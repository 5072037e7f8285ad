"""What people are by calling, in words that stand beside their names: what tells two people of one name apart.

Callings are looked for and shown nowhere else: "a professor" is no office, but no goalkeeper is one.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from generator.nouns.account import Mention
from generator.nouns.article import Article
from generator.safe import yaml

_REACH = 80  # characters after a name that its apposition may take
_FIRST = 12  # mentions of a person that are looked at: who somebody is stands where he is introduced
_BEHIND = re.compile(
    r"(?:,| is| was|, who (?:is|was)) (?:an?|the|its|his|her|their|[\w.'’-]{1,30}['’]s?) "
    r"((?:[\w'’-]{1,30} ){0,6}?[\w'’-]{1,30})(?=[,.;:)]| (?:who|of|at|for|in|from|with|and|on|said|told)\b)"
)
_BEFORE = re.compile(r"([^\W\d_]{3,20}) $")


@cache
def table() -> dict[str, str]:
    """Map words of callings to walks of life."""
    value = yaml.load((files("generator") / "data" / "callings.yaml").read_bytes(), "callings.yaml").value
    return (
        {word: walk for walk, words in value.items() for word in str(words).split()} if isinstance(value, dict) else {}
    )


def stated(article: Article, named: Iterable[Mention]) -> frozenset[str]:
    """Give the callings that stand beside a person's names: "midfielder X", "X, a professor at …"."""
    found: set[str] = set()
    for one in list(named)[:_FIRST]:
        text = article.paragraphs[one.paragraph].text
        behind = _BEHIND.match(text, one.end, one.end + _REACH)
        before = _BEFORE.search(text[max(0, one.start - 24) : one.start])
        words = [behind.group(1).split()[-1]] if behind else []
        words += [before.group(1)] if before else []
        found.update(word.lower() for word in words)
    return frozenset(word for word in found if word in table())
