"""A text as spaCy read it, with what is asked of all its tokens in lists: rules then look at few tokens closely."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, kw_only=True)
class Syntax:
    """The ``doc``; of each token its place, ``starts`` and ``ends``, its text in small letters, and its tag.

    ``begun`` are the places where the model begins a sentence.
    """

    doc: "Doc"
    starts: Sequence[int]
    ends: Sequence[int]
    lower: Sequence[str]
    tags: Sequence[str]
    begun: frozenset[int]


def syntax(doc: "Doc") -> Syntax:
    """Ask every token once."""
    starts = [token.idx for token in doc]
    texts = [token.text for token in doc]
    return Syntax(
        doc=doc,
        starts=starts,
        ends=[start + len(text) for start, text in zip(starts, texts, strict=True)],
        lower=[text.lower() for text in texts],
        tags=[token.tag_ for token in doc],
        begun=frozenset(start for start, token in zip(starts, doc, strict=True) if token.is_sent_start),
    )
