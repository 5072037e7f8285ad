"""What the analyser knows of verbs and things that carry speech, read once from ``generator/data/speech.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.annotate.knowledge import read, words_of


@dataclass(frozen=True, kw_only=True)
class Verbs:
    """Forms of verbs by what they introduce, each with its base form; and the nouns that matter beside them."""

    say: Mapping[str, str]
    fragment: Mapping[str, str]
    colon: Mapping[str, str]
    quoted: Mapping[str, str]
    reads: Mapping[str, str]
    reported: Mapping[str, str]
    with_object: frozenset[str]
    more: frozenset[str]
    documents: frozenset[str]
    claims: frozenset[str]
    shows: frozenset[str]
    nobody: frozenset[str]
    titled: frozenset[str]
    times: frozenset[str]
    prepositions: frozenset[str]
    circumstances: frozenset[str]


def forms(base: str, irregular: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Give the forms of an English verb: those listed, and where the list has none of a kind, the regular ones."""
    root = base.removesuffix("e")
    third = base + "es" if base.endswith(("s", "sh", "ch", "x", "z")) else base + "s"
    past = root + "ed"
    if base.endswith("y") and base[-2] not in "aeou":
        third, past = base[:-1] + "ies", base[:-1] + "ied"
    made = [base, third, root + "ing", past, *irregular]
    made += [form.replace("iz", "is") for form in made if "iz" in form]  # the British spelling
    return tuple(dict.fromkeys(made))


@cache
def verbs() -> Verbs:
    """Read the verbs and nouns of speech."""
    data = read("speech.yaml")
    listed = data["irregular"]
    irregular = {base: words_of(one) for base, one in listed.items()} if isinstance(listed, dict) else {}

    def group(name: str) -> dict[str, str]:
        return {form: base for base in reversed(words_of(data[name])) for form in forms(base, irregular.get(base, ()))}

    return Verbs(
        say=group("say"),
        fragment=group("fragment"),
        colon=group("colon"),
        quoted=group("quoted"),
        reads=group("reads"),
        reported=group("reported"),
        with_object=frozenset(words_of(data["with_object"])),
        more=frozenset(words_of(data["more"])),
        documents=frozenset(words_of(data["documents"])),
        claims=frozenset(words_of(data["claims"])),
        shows=frozenset(words_of(data["shows"])),
        nobody=frozenset(words_of(data["nobody"])),
        titled=frozenset(words_of(data["titled"])),
        times=frozenset(words_of(data["times"])),
        prepositions=frozenset(words_of(data["prepositions"])),
        circumstances=frozenset(words_of(data["circumstances"])),
    )
