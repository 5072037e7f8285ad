"""Whether words of the clean text stand in the source as they are: what does not is never published."""

import unicodedata

from generator.nouns.article import Paragraph
from generator.nouns.corpus import verbatim


def faithful(paragraph: Paragraph, start: int, end: int) -> bool:
    """Tell whether the source behind a span holds its letters in order.

    Cleaning may break lines elsewhere (white space differs) and drop markup (the source has more). Where it put other
    letters in (an entity of HTML that it decoded), the span cannot be shown verbatim.
    """
    if not paragraph.raw and not paragraph.segments:  # the text is the source's own
        return 0 <= start < end <= len(paragraph.text)
    clean = paragraph.text[start:end]
    begin, finish, exact = verbatim(paragraph, start, end)
    if not clean or len(exact) != finish - begin:
        return False
    if exact == clean:
        return True
    letters = iter(unicodedata.normalize("NFD", exact))
    return bool(paragraph.raw) and all(one.isspace() or one in letters for one in unicodedata.normalize("NFD", clean))
