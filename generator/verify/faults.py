"""What is wrong with a citation, or with the words of a statement, in plain words."""

from collections.abc import Mapping
from typing import Any

from generator.verify.spans import Original, within


def fault(citation: Mapping[str, Any], digest: object, originals: Mapping[str, Original]) -> str:
    """Say in plain words what is wrong with a citation of a source of this digest; empty if it stands."""
    article, exact = str(citation.get("article", "")), citation.get("exact")
    start, end = citation.get("start"), citation.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(exact, str) or not exact:
        return "it has a citation without place or words"
    source = originals.get(article)
    if source is None:
        return f"{article} is not among the articles"
    stands = 0 <= start < end and source.text[start:end] == exact
    if not stands:
        there = " ".join(source.text[max(start, 0) : end].split())[:120]
        return f"{article} does not have its words at {start}-{end}, but {there!r}"
    if source.digest != digest:
        return f"{article} was changed since (the cited words themselves still stand)"
    return ""


def parts_fault(parts: object, citations: object) -> str:
    """Check that the words shown are the words cited: cleaning may have dropped characters, never added any."""
    if not isinstance(parts, list) or not isinstance(citations, list):
        return "its parts are missing"
    for part in parts:
        if not isinstance(part, dict):
            return "its parts are damaged"
        if part.get("kind") == "cut":
            continue
        number = part.get("citation")
        if not isinstance(number, int) or not 0 <= number < len(citations):
            return f"the words {part.get('text')!r} cite nothing"
        # What stands in brackets may be worked out (a date from "Tuesday"): its citation says from what.
        if part.get("kind") == "span" and not within(str(part.get("text")), str(citations[number].get("exact"))):
            return f"the words {str(part.get('text'))[:120]!r} are not those cited"
    return ""
