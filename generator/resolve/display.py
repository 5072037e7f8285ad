"""The name to show: the form that most articles give in full, in its most usual spelling."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from generator.nouns.account import ActorKind
from generator.resolve.facts import Fact
from generator.resolve.names import Name, known, parse
from generator.resolve.wording import canonical, proper, thing_key


def chosen(facts: Sequence[Fact], kind: ActorKind) -> str:
    """Choose among the names as they stand in the text; the order of the facts changes nothing."""
    counts: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for fact in facts:
        uses[_clean(fact.name)] += 1
        for form, count in fact.forms:
            counts[_clean(form)] += count
    same = parse_key if kind == "person" else thing_key
    keys = {same(text) for text in uses}
    uses.update({form: 0 for form in counts if form not in uses and same(form) in keys})
    if kind != "person":
        return _thing(uses, counts)
    names = {text: parse(text) for text in uses}
    full = {text: name for text, name in names.items() if not name.lone} or names
    shapes: Counter[tuple[int, str]] = Counter()
    words: Counter[str] = Counter()
    for text, name in full.items():
        shapes[_shape(name)] += uses[text]
        for word in set(name.words):
            words[word] += uses[text]
    shape = max(shapes, key=lambda one: (shapes[one], one))
    return max(
        (text for text, name in full.items() if _shape(name) == shape),
        key=lambda text: (*_quality(full[text], words), text.count("."), uses[text], counts[text], -len(text), text),
    )


def parse_key(text: str) -> str:
    """Give what is equal for two texts that write one person's name."""
    return parse(text).key


def _thing(uses: Counter[str], counts: Counter[str]) -> str:
    """Choose the name of a body or place: the proper one if it is known, else the usual long one."""
    known_as = sorted({name for text in uses if (name := proper().get(" ".join(canonical(text))))})
    if len(known_as) == 1:
        return known_as[0]
    long = [text for text in uses if len(canonical(text)) > 1] or list(uses)
    best = max(long, key=lambda text: (not text.isupper() or len(text) <= 6, uses[text], counts[text], len(text), text))
    return re.sub(r"^[Tt]he (?=\w)", "", best)


def _shape(name: Name) -> tuple[int, str]:
    """Tell how full a name is: given name, initial, family name; with the generation."""
    return (len(name.words), " ".join("i" if len(word) == 1 else "w" for word in name.words) + name.suffix)


def _quality(name: Name, words: Counter[str]) -> tuple[bool, bool, int]:
    """Rate a spelling: in mixed case, a given name that is known, and words that most articles spell so."""
    proper = name.words[0] in known().given or (name.family_first and len(name.words[0]) > 1)
    return (not name.text.isupper(), proper, sum(words[word] for word in name.words))


@lru_cache(maxsize=65536)
def _clean(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;:'’\"“”")
    return text.split(" (")[0] if text.count("(") > text.count(")") else text
