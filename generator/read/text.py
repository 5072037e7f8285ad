"""Raw text as a crawler leaves it: finds the article among ticker, menus, bylines, bios and sign-offs."""

import re
from collections.abc import Sequence

import msgspec

from generator.nouns.article import Byline, Dating
from generator.read import assemble, clean, metadata, when
from generator.read.draft import Draft
from generator.read.knowledge import shapes
from generator.read.lines import TERMINAL, Block, blocks

HEAD = 12
"""Blocks before the body in which headline, byline and dates are looked for: farther off they belong to the page."""


def read(source: str, start: int = 0, line: int = 1) -> Draft:
    """Read the source from ``start`` on, whose line is ``line``."""
    found = blocks(source[:], start, line) if start == 0 else blocks(source, start, line)
    draft = Draft()
    if not found:
        return draft
    reasons = [clean.noise(one) for one in found]
    _crawler(found, reasons, draft)
    _time_lines(found, reasons, draft)
    _bylines(found, reasons, draft)
    _bios(found, reasons, draft)
    _crumbs(found, reasons, draft)
    _sign_offs(found, reasons)
    first, last = clean.body(found, reasons)
    first = _lead_in(found, reasons, first)
    headline = _headline(found, reasons, first, last)
    first = _standfirst(found, reasons, headline, first)
    kinds = clean.sorted_out(found, reasons, first, last)
    assemble.publish(source, found, reasons, kinds, body=(first, last), headline=headline, draft=draft)
    assemble.outlet(found, first, draft)
    return draft


def _crawler(found: Sequence[Block], reasons: list[str], draft: Draft) -> None:
    """Take date and language from a crawler's own first line."""
    for at, one in enumerate(found[:3]):
        match = re.match(r"^date (\d{4}-\d\d-\d\d)\b(?: ([a-z]{2})\b)?", one.text)
        if match:
            reasons[at] = "crawler's header"
            dating = when.stated(match[1], match[1], one.line)
            draft.published = when.placed(dating, one.start + match.start(1), one.start + match.end(1))
            draft.language = match[2] or draft.language


def _time_lines(found: Sequence[Block], reasons: list[str], draft: Draft) -> None:
    """Find the time line next to the body, and the byline and outlet that share it."""
    told: list[tuple[int, Dating, Dating, str]] = []
    begin, end = clean.body(found, reasons)
    for at, one in enumerate(found):
        if clean.is_prose(one) and one.words > 24:
            continue
        line = metadata.about_dates(one)
        if line is None or (reasons[at] and reasons[at] != "credits of the desk"):
            continue
        reasons[at] = "time line"
        if begin - HEAD <= at <= begin + 2 or at >= end - 1:
            told.append((at, *line))
    if told:
        best = min(told, key=lambda line: abs(line[0] - begin))
        # "Published" and "updated" may have a line each: what the nearest leaves open, those beside it tell.
        beside = sorted((line for line in told if abs(line[0] - best[0]) <= 2), key=lambda line: abs(line[0] - best[0]))
        published = next((line[1] for line in beside if line[1].value), Dating())
        updated = next((line[2] for line in beside if line[2].value), Dating())
        _dated(published, updated, draft)
        _beside_dates(best[3], found[best[0]], draft)


def _dated(published: Dating, updated: Dating, draft: Draft) -> None:
    """Let the time line's dates be the article's: they outrank the crawler's, and may tell the hour."""
    if published.value:
        draft.published = published
    if updated.value:
        draft.updated = updated
        if not draft.published.value:
            draft.published = updated


def _beside_dates(rest: str, line: Block, draft: Draft) -> None:
    """Read byline and outlet from what else stands in the time line."""
    for piece in metadata.pieces(rest):
        signed = metadata.byline(piece, bare=True)
        if signed and (signed[0].kind == "desk" or not metadata.looks_like_outlet(piece)):
            draft.bylines = draft.bylines or [_placed(author, [line]) for author in signed]
        elif metadata.looks_like_outlet(piece):
            draft.outlet = draft.outlet or piece


def _placed(author: Byline, around: Sequence[Block], description: str = "") -> Byline:
    return Byline(
        name=author.name, kind=author.kind, description=description, spans=metadata.spans(author.name, around)
    )


def _bylines(found: Sequence[Block], reasons: list[str], draft: Draft) -> None:
    """Find the lines that say who signed: before the body, or right after it."""
    begin, end = clean.body(found, reasons)
    for at, one in enumerate(found):
        if reasons[at] or one.words > 12 or not (begin - HEAD <= at <= begin + 2 or end - 4 <= at <= end + 3):
            continue
        signed = metadata.byline(one.text)
        if not signed and one.text.isupper() and at >= end - 1 and one.words <= 4:
            continue
        if signed:
            reasons[at] = "byline"
            if not draft.bylines:
                draft.bylines = [_placed(author, [one]) for author in signed]
            title = found[at + 1] if at + 1 < len(found) else None
            if (
                title
                and not reasons[at + 1]
                and title.words <= 5
                and shapes().desks.search(title.text)
                and not TERMINAL.search(title.text)
            ):
                reasons[at + 1] = "byline"
                if len(draft.bylines) == 1 and draft.bylines[0].kind == "person":
                    draft.bylines = [msgspec.structs.replace(draft.bylines[0], description=title.text)]


def _bios(found: Sequence[Block], reasons: list[str], draft: Draft) -> None:
    """Find what is told of the author at the end: it is no part of the article, and names no actor."""
    known = shapes()
    names = [author.name for author in draft.bylines if author.kind == "person"]
    half = len(found) // 2
    end = clean.body(found, reasons)[1]
    for at in range(len(found) - 1, half - 1, -1):
        one = found[at]
        about = next((name for name in names if name.lower() in one.text.lower()), "")
        alone = about and one.text.strip(" .*_").lower() == about.lower()
        late = at >= end - 3 and one.text[0] not in "\"“‘'"
        tells = late and known.bios.search(one.text) and one.words < 90
        if alone:
            for later in range(at, min(at + 4, len(found))):
                if not reasons[later] and (later == at or _of_author(found[later], names)):
                    reasons[later] = "about the author"
        elif tells or (about and one.words < 160 and known.biographic.search(one.text)):
            reasons[at] = reasons[at] or "about the author"
    if not names:
        return
    told = [one for at, one in enumerate(found) if reasons[at] in {"about the author", "byline", "time line"}]
    draft.bylines = [
        _placed(author, told, author.description or metadata.described(author.name, told)) for author in draft.bylines
    ]


def _of_author(one: Block, names: Sequence[str]) -> bool:
    words = {word.lower() for name in names for word in name.split() if len(word) > 2}
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", one.text.lower()) for word in words)


def _crumbs(found: Sequence[Block], reasons: Sequence[str], draft: Draft) -> None:
    """Read the sections from the trail of links above the headline ("Home > World > South Asia")."""
    begin, _ = clean.body(found, reasons)
    for one, reason in zip(found[:begin], reasons, strict=False):
        if reason == "sharing or navigation links" and not draft.sections and (trail := metadata.trail(one.text)):
            draft.sections = trail


def _sign_offs(found: Sequence[Block], reasons: list[str]) -> None:
    """Find the initials that wire desks put under a dispatch."""
    for at in range(max(len(found) - 4, 0), len(found)):
        if not reasons[at] and metadata.SIGN_OFF.match(found[at].text):
            reasons[at] = "desk's sign-off"


def _lead_in(found: Sequence[Block], reasons: Sequence[str], first: int) -> int:
    """Take a standfirst into the body: bullets, or a sentence, between headline and body."""
    at = first - 1
    while at >= 0 and first - at <= 4:
        one = found[at]
        if reasons[at] in {"time line", "byline", "sharing or navigation links", "picture credit or caption"}:
            at -= 1
            continue
        bullet = re.match(r"^[•▪●‣*]\s*\S", one.text) and one.words >= 4
        if reasons[at] or not (bullet or (TERMINAL.search(one.text) and one.words >= 5)):
            break
        first = at
        at -= 1
    return first


def _headline(found: Sequence[Block], reasons: list[str], first: int, last: int) -> int:
    """Choose the headline: the line before the body that the page repeats, else the nearest that has its shape."""
    reach = [at for at in range(max(first - HEAD, 0), first) if not reasons[at] and metadata.is_headline(found[at])]
    if not reach and first + 1 < last and not reasons[first] and not clean.is_prose(found[first]):
        reach = [first] if metadata.is_headline(found[first]) else []
    if not reach and last - first > 1 and _dated_or_short_title(found, reasons, first):
        reach = [first]
    if not reach:
        return -1
    texts = [found[at].text.casefold() for at in range(min(last, len(found)))]
    doubled = [at for at in reach if texts.count(found[at].text.casefold()) > 1]
    chosen = doubled[0] if doubled else _nearest(found, reach, first)
    for at in range(min(first + 2, len(found))):
        if at != chosen and found[at].text.casefold() == found[chosen].text.casefold():
            reasons[at] = "headline, doubled"
    reasons[chosen] = "headline"
    return chosen


def _standfirst(found: Sequence[Block], reasons: Sequence[str], headline: int, first: int) -> int:
    """Take the line right under the headline into the body, if it is long enough to say something."""
    under = headline + 1
    if not 0 < under < first or reasons[under] or found[under].words < 7:
        return first
    between = range(under + 1, first)
    return under if all(reasons[at] in {"time line", "byline"} or found[at].words < 5 for at in between) else first


def _dated_or_short_title(found: Sequence[Block], reasons: Sequence[str], first: int) -> bool:
    """Tell a headline that ends in a stop: it opens the source, and is in title case or right over a time line."""
    one = found[first]
    if first != 0 or one.words > 20 or len(found) < 2:
        return False
    return reasons[1] in {"time line", "byline"} or metadata.is_title_case(one.text)


def _nearest(found: Sequence[Block], reach: Sequence[int], first: int) -> int:
    """Choose the first of the last run of lines that have a headline's shape, the longest if they are many."""
    run = [reach[-1]]
    for at in reversed(reach[:-1]):
        if run[0] - at > 3:
            break
        run.insert(0, at)
    del first
    long_enough = [at for at in run if found[at].words >= 5]
    return (long_enough or run)[0] if len(run) <= 4 else max(run, key=lambda at: (len(found[at].text), -at))
