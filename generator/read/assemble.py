"""Writes what was found in a raw text into the draft: paragraphs in the order of the source, all else as cuts."""

import re
from collections.abc import Sequence

import msgspec

from generator.nouns.article import Dating
from generator.read import clean, metadata, when
from generator.read.draft import Draft, Kind, cut, paragraph
from generator.read.lines import TERMINAL, Block

OUTSIDE = "page around the article"
_OPENING = 3
"""Paragraphs of prose in which a dateline may stand: a summary or the words under a picture may come before it."""


def publish(
    source: str,
    found: Sequence[Block],
    reasons: list[str],
    kinds: Sequence[str],
    *,
    body: tuple[int, int],
    headline: int,
    draft: Draft,
) -> None:
    """Write what was found into the draft: paragraphs in the order of the source, and everything else as cuts."""
    first, last = body
    prose = 0
    if headline >= 0 and found[headline].text:
        one = found[headline]
        start = one.start
        stamp = when.STAMP.match(one.text)
        if stamp and when.stamp(stamp) and stamp.end() < len(one.text):
            start += stamp.end() + len(one.text[stamp.end() :]) - len(one.text[stamp.end() :].lstrip(" :–—-"))
            if not draft.published.value:
                dating = when.stated(when.stamp(stamp), stamp.group(), one.line)
                draft.published = when.placed(dating, one.start, one.start + stamp.end())
        title = paragraph(source, start, one.end, "headline", one.line)
        draft.paragraphs.append(title)
        draft.headline = title.text
    for at, one in enumerate(found):
        inside = first <= at < last
        kind = kinds[at - first] if inside else ""
        if at == headline:
            continue
        if not inside or not kind:
            _cut(source, one, reasons[at] or (OUTSIDE if not inside else "label between paragraphs"), draft)
            continue
        start, end = one.start, one.end
        if prose < _OPENING and kind == "paragraph" and not draft.dateline:
            start = _dateline(source, one, found, draft)
        bullet = re.match(r"[•▪●‣]\s*", source[start:end])
        if (bullet and not prose) or (
            at == headline + 1 and kind in {"heading", "paragraph"} and not TERMINAL.search(one.text)
        ):
            start += bullet.end() if bullet else 0
            draft.paragraphs.append(paragraph(source, start, end, "standfirst", one.line))
            continue
        prose += kind == "paragraph" and clean.is_prose(one)
        draft.paragraphs.append(paragraph(source, start, end, _kind(kind), one.line))
    _agency_sign_off(source, draft)
    draft.paragraphs = [one for one in draft.paragraphs if one.text]


def _kind(kind: str) -> Kind:
    return "heading" if kind == "heading" else "item" if kind == "item" else "paragraph"


def _cut(source: str, one: Block, reason: str, draft: Draft) -> None:
    before = draft.cuts[-1] if draft.cuts else None
    if (
        before
        and before.reason == reason
        and before.last_line >= one.line - 2
        and not source[before.end : one.start].strip()
    ):
        if before.text.endswith(" …"):  # nothing more of it is shown: cleaning it again for each line takes long
            draft.cuts[-1] = msgspec.structs.replace(before, end=one.end, last_line=one.last_line)
        else:
            draft.cuts[-1] = cut(source, before.start, one.end, (before.first_line, one.last_line), reason)
    else:
        draft.cuts.append(cut(source, one.start, one.end, (one.line, one.last_line), reason))


def _dateline(source: str, one: Block, found: Sequence[Block], draft: Draft) -> int:
    """Read and cut a wire's dateline; give where the paragraph then begins."""
    match = metadata.DATELINE.match(one.text)
    if not match or not (match["place"] or match["agency"]):
        return one.start
    place = (match["place"] or "").strip()
    if place and not (place.split(",")[0].isupper() or match["agency"] or match["month"]):
        return one.start
    if "—" not in match["whole"] and "–" not in match["whole"] and "-" not in match["whole"] and not match["agency"]:
        return one.start
    draft.dateline = draft.dateline or _place_case(place)
    draft.agency = draft.agency or (match["agency"] or "").strip()
    if match["month"]:
        draft.filed = _filed(match, one, found)
        if not draft.published.value:
            draft.published = draft.filed
    end = one.start + match.end()
    draft.cuts.append(
        cut(source, one.start, one.start + len(match["whole"].rstrip()), (one.line, one.line), "dateline")
    )
    return end


def _filed(match: re.Match[str], one: Block, found: Sequence[Block]) -> Dating:
    """Read the day that a dateline gives."""
    words = f"{match['month']} {match['day']}"
    if match["year"]:
        value = when.STAMP.search(f"{words}, {match['year']}")
        stamp = when.stamp(value) if value else ""
        dating = when.stated(stamp, f"{words}, {match['year']}", one.line) if stamp else Dating()
    else:
        others = tuple(value for other in found for value, _, _ in metadata.dates(other))
        text = "\n".join(other.text for other in found)
        dating = when.dateline(match["month"], match["day"], text, line=one.line, words=words, others=others)
    last = "year" if match["year"] else "day"
    return when.placed(dating, one.start + match.start("month"), one.start + match.end(last))


def _place_case(place: str) -> str:
    return re.sub(r"[A-ZÀ-Þ]{3,}", lambda match: match[0].capitalize(), place)


def _agency_sign_off(source: str, draft: Draft) -> None:
    """Cut the agency's name where it stands alone after the last sentence."""
    if not draft.agency or not draft.paragraphs:
        return
    last = draft.paragraphs[-1]
    match = re.search(rf"[.!?][\"”’]?(\s+{re.escape(draft.agency)})\s*$", last.raw or last.text)
    if match:
        stop = last.start + match.start(1)
        draft.cuts.append(cut(source, stop, last.end, (last.line, last.line), "agency's sign-off"))
        draft.paragraphs[-1] = paragraph(source, last.start, stop, last.kind, last.line)


def outlet(found: Sequence[Block], first: int, draft: Draft) -> None:
    """Read the outlet from masthead, copyright line or desk, when the time line named none."""
    if not draft.outlet:
        draft.outlet = next(
            (name for one in reversed(found) if one.words < 40 and (name := metadata.outlet_of(one.text))), ""
        )
    if not draft.outlet:
        for author in draft.bylines:
            match = re.match(r"^(?P<outlet>.{2,30}?) (?:Web|News|Online|Digital) Desk$", author.name)
            if match and author.kind == "desk":
                draft.outlet = match["outlet"]
    if not draft.outlet:
        ends = [*found[:2], *found[-3:]]
        barred = (metadata.pieces(one.text) for one in ends if "|" in one.text)
        draft.outlet = next(
            (part for parts in barred for part in parts[:1] + parts[-1:] if metadata.looks_like_outlet(part)), ""
        )
    if not draft.outlet and first > 0 and metadata.looks_like_outlet(found[0].text) and found[0].text != draft.headline:
        draft.outlet = found[0].text
