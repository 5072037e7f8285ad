"""Names in addresses: whatever a source, a file or a person is called, its page has a plain and unambiguous path."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from anyascii import anyascii

LENGTH = 60
"""Characters of a slug, its mark included."""

# Windows cannot hold a file or folder of these names, with whatever extension; the others are names of our own.
_DEVICES = {"con", "prn", "aux", "nul", "conin", "conout", "clock"}
_DEVICES |= {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
RESERVED = frozenset(_DEVICES | {"index", "404", "assets", "data", "readme", "robots", "sitemap", "feed", "search"})

_OTHER = re.compile(r"[^a-z0-9]+")
_MARK = 8
_MOST = 400  # characters of a name that are looked at: one sign may spell out as dozens of letters

Key = TypeVar("Key", bound=str)


def plain(text: str) -> str:
    """Spell a name with ``a-z``, ``0-9`` and hyphens between them, at most 60 characters; may be empty."""
    spelt = anyascii(unicodedata.normalize("NFC", text)[:_MOST]).lower()
    return _OTHER.sub("-", spelt).strip("-")[:LENGTH].strip("-")


def assign(names: Mapping[Key, str], reserved: Iterable[str] = ()) -> dict[Key, str]:
    """Give each key the slug of its name, all different.

    Where a slug would be empty, reserved or shared, every one concerned is marked with a digest of its key, the first
    as well as the last, so that the order of the keys decides nothing. The keys themselves must differ.
    """
    refused = RESERVED.union(reserved)
    wanted = {key: plain(name) for key, name in names.items()}
    counts = Counter(wanted.values())
    unclear = {key for key, slug in wanted.items() if not slug or slug in refused or counts[slug] > 1}
    given = {key: marked(slug, key) if key in unclear else slug for key, slug in wanted.items()}
    # A plain name may look like another's marked one ("index-0a1b2c3d"): then it is marked too, until all differ.
    while len(set(given.values())) < len(given):
        counts = Counter(given.values())
        again = {key for key, slug in given.items() if counts[slug] > 1} - unclear
        if not again:
            raise ValueError("two keys have one digest")
        unclear |= again
        given |= {key: marked(wanted[key], key) for key in again}
    return given


def marked(slug: str, key: str) -> str:
    """Tell a slug apart by a digest of the key that it stands for."""
    mark = hashlib.sha256(unicodedata.normalize("NFC", key).encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
    return f"{slug[: LENGTH - _MARK - 1].strip('-')}-{mark}".strip("-")
