"""Tells an article from the page around it: which blocks are the body, which are headings, which are cut, and why.

The body is the stretch of blocks with the greatest weight of running text (after jusText, Pomikálek 2011, whose short
blocks take the class of their neighbours, and the maximum-subsequence segmentation of Pasternack and Roth 2009). It
looks only at lengths, sentence ends and repetition, so it holds for other languages too.
"""

import re
from collections import Counter
from collections.abc import Sequence

from generator.read.knowledge import shapes
from generator.read.lines import TERMINAL, Block

PROSE = 70
"""Characters from which a block that ends as a sentence does is running text."""
LONG = 150
"""Characters from which a block is running text however it ends."""
WEIGHT = 600
"""Characters of one block that count: one endless block must not outweigh an article."""
ALONE = 0.85
"""Share of a source that must be sentences for it to hold nothing but an article."""
ENOUGH = 600
"""Characters of running text before a line that opens the readers' comments, for it to end the body."""
_LATER_SENTENCE = re.compile(r"[.!?]\s+\w.*[.!?]|[。！？]")
_ITEM = re.compile(r"^(?:[•▪●‣*–-]|\d{1,2}[.)])\s")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def noise(block: Block) -> str:
    """Give the reason why a line is not part of an article, empty if its shape tells none."""
    known = shapes()
    if sum(bool(sign.search(block.text[:2_000])) for sign in known.notices) > 1:
        return "cookie or consent notice"
    if block.words > known.words:
        return ""
    words = block.text[:400]
    return next((reason for reason, pattern in known.lines if pattern.search(words)), "")


def size(block: Block) -> int:
    """Give the length of a block in characters of Latin script: an ideograph says as much as a short word."""
    return len(block.text) + 2 * len(_WIDE.findall(block.text))


def is_prose(block: Block) -> bool:
    """Tell running text from a label: it is long, or it ends as a sentence does and is not short."""
    length = size(block)
    if length >= LONG:
        return True
    return length >= PROSE and bool(TERMINAL.search(block.text) or _LATER_SENTENCE.search(block.text))


def body(found: Sequence[Block], reasons: Sequence[str]) -> tuple[int, int]:
    """Give the first and last block of the body, half-open; ``reasons`` are those of ``noise``.

    Each block of running text counts its length for it, each other one counts against it; the stretch of greatest
    sum is the body. If there is no running text at all, everything is.
    """
    best = (0.0, 0, len(found))
    sum_, start = 0.0, 0
    for at, one in enumerate(found):
        weight = _weight(one, reasons[at])
        if sum_ <= 0:
            sum_, start = 0.0, at
        sum_ += weight
        if sum_ > best[0]:
            best = (sum_, start, at + 1)
    first, last = best[1], best[2]
    running = [at for at, one in enumerate(found) if not reasons[at] and _running(one)]
    size_of_running = sum(len(found[at].text) for at in running)
    if running and size_of_running >= ALONE * sum(len(one.text) for one in found):
        first, last = running[0], running[-1] + 1  # there is no page around it: short sentences at the ends belong too
    return _before_tail(found, first, last)


def _weight(one: Block, reason: str) -> float:
    if reason:
        return -1.0
    if is_prose(one):
        return min(size(one), WEIGHT) / 60
    # A short sentence speaks for the body a little: dialogue and lists of results are full of them.
    return size(one) / 150 if _is_sentence(one) else -1.0


def _is_sentence(one: Block) -> bool:
    return one.words > 3 and bool(TERMINAL.search(one.text) or (one.words > 5 and one.text.endswith(":")))


def _before_tail(found: Sequence[Block], first: int, last: int) -> tuple[int, int]:
    """End the body where the page goes on with readers' comments or with links to other articles.

    Comments are running text too, so that they end the body wherever enough of it stands before; links to other
    articles stand between paragraphs as well, and end it only where no running text follows them at once.
    """
    known = shapes()
    prose = [min(size(one), WEIGHT) if is_prose(one) else 0 for one in found[first:last]]
    total = sum(prose)
    so_far = 0
    for at in range(first, last):
        one = found[at]
        so_far += prose[at - first]
        if prose[at - first] or one.words > 10:
            continue
        if (so_far * 2 >= total or so_far >= ENOUGH) and known.comments.search(one.text):
            return first, at
        follows = sum(prose[at - first + 1 : at - first + 3]) > 0
        if so_far * 2 >= total and not follows and known.tails.search(one.text):
            return first, at
    return first, last


def sorted_out(found: Sequence[Block], reasons: Sequence[str], first: int, last: int) -> list[str]:
    """Give the kind of each block of the body: ``paragraph``, ``heading``, ``item`` or, where it is cut, ``""``.

    Short blocks stay when they are sentences, list items or a heading between running text; a row of labels goes,
    unless a colon announces it.
    """
    repeated = Counter(one.text for one in found if not is_prose(one))
    kinds: list[str] = []
    announced = False
    for at in range(first, last):
        one = found[at]
        kind = "" if reasons[at] else _kind(one)
        if kind == "label":
            if announced and one.words <= 14:
                kind = "item"
            elif repeated[one.text] > 1 or not _between(found, reasons, at, first, last):
                kind = ""
            else:
                kind = "heading" if one.words <= 14 and not one.text.endswith((",", ";")) else "paragraph"
        announced = (announced and kind == "item") or (one.words > 3 and one.text.endswith(":"))
        kinds.append(kind)
    return kinds


def _kind(one: Block) -> str:
    """Tell running text and list items by their own shape; what is neither is a label."""
    if is_prose(one):
        return "paragraph"
    if _ITEM.match(one.text) and one.words > 2:
        return "item"
    if TERMINAL.search(one.text) or _is_sentence(one) or (one.text[0] in '"“‘«' and one.words > 2):
        return "paragraph"
    return "label"


def _between(found: Sequence[Block], reasons: Sequence[str], at: int, first: int, last: int) -> bool:
    """Tell a heading: running text follows within two blocks, and no more than one label stands before it."""
    after = [other for other in range(at + 1, min(at + 3, last)) if not reasons[other]]
    before = [other for other in range(max(at - 2, first), at) if not reasons[other]]
    follows = any(_running(found[other]) for other in after[:2])
    precedes = not before or any(_running(found[other]) for other in before)
    return follows and precedes


def _running(one: Block) -> bool:
    return is_prose(one) or _is_sentence(one)
