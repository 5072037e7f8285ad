"""The stage that makes an article of a source."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from generator.engine.stage import Stage
from generator.errors import BriefbookError
from generator.nouns.article import Article, Dating, Paragraph, Reading
from generator.nouns.problem import Problem
from generator.nouns.source import Source
from generator.read import when
from generator.read.draft import Draft
from generator.read.formats import reader_of
from generator.read.knowledge import function_words
from generator.read.lines import sentence_ends
from generator.safe import characters

DERIVED = 90
"""Characters of a derived headline, at most."""

JUDGED = 60
"""Words from which a text's language is judged: fewer may be a list of names."""
ENGLISH = 0.12
"""Share of the small words of English that an English text exceeds: running prose has 0.3 to 0.5, lists 0.15."""


class ReadContext(msgspec.Struct, frozen=True, kw_only=True):
    """What all sources share: the outlets that the site names, by the words they are recognised by."""

    outlets: tuple[tuple[str, tuple[str, ...]], ...] = ()


def run(context: ReadContext, inputs: Sequence[Source]) -> Iterable[Reading]:
    """Read sources, one by one."""
    return (reading(context, source) for source in inputs)


# Whatever is found cites articles anywhere; decoded, one is hardly larger than its source.
ARTICLE: Stage[Source, Reading, ReadContext] = Stage(
    name="read", version=1, run=run, output=Reading, heavy=True, batch=32, wave=1024, held=16_384
)


def reading(context: ReadContext, source: Source) -> Reading:
    """Read one source. What cannot be an article is skipped with the reason; nothing here raises for bad input."""
    if b"\0" in source.content[:4096] and not source.content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _skipped(source, "it is not text")
    decoded = characters.decode(source.content)
    problems = [Problem(path=source.id, what=decoded.note, hint="save the file as UTF-8")] if decoded.note else []
    if not decoded.text.strip():
        return _skipped(source, "it is empty")
    try:
        draft = reader_of(source.id)(decoded.text, source.id)
    except BriefbookError as fault:
        problem = Problem(
            path=source.id,
            line=fault.line,
            what=fault.what,
            hint=fault.hint or "mend the front matter",
            severity="error",
        )
        return Reading(id=source.id, skipped=f"its front matter cannot be read: {fault.what}", problems=(problem,))
    problems += [Problem(path=source.id, line=line, what=what, hint=hint) for line, what, hint in draft.doubts]
    if draft.skipped:
        return Reading(id=source.id, skipped=draft.skipped, problems=tuple(problems))
    if not any(one.kind != "headline" for one in draft.paragraphs):
        return _skipped(source, "it has no text beside its headline", problems)
    made = _article(context, source, decoded, draft)
    if looks_foreign(made.paragraphs):
        problems.append(
            Problem(path=source.id, what="the text looks not English", hint="names and dates in it may be missed")
        )
    return Reading(id=source.id, article=made, problems=tuple(problems))


def looks_foreign(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell a text of more than sixty words in which hardly one in eight is a small word of English.

    A script that writes no spaces between words counts by its letters.
    """
    text = " ".join(one.text for one in paragraphs)[:20_000]
    words = re.findall(r"[^\W\d_]+", text.lower())
    wide = sum(len(word) for word in words if not word.isascii() and len(word) > 12)
    if len(words) + wide // 2 <= JUDGED:
        return False
    return sum(word in function_words() for word in words) < ENGLISH * len(words)


def _skipped(source: Source, reason: str, problems: Sequence[Problem] = ()) -> Reading:
    problem = Problem(path=source.id, what=f"not read: {reason}", hint="remove it, or put the article's text in it")
    return Reading(id=source.id, skipped=reason, problems=(*problems, problem))


def _article(context: ReadContext, source: Source, decoded: characters.Decoded, draft: Draft) -> Article:
    paragraphs = tuple(sorted(draft.paragraphs, key=lambda one: (one.start, one.end)))
    derived = not draft.headline
    return Article(
        id=source.id,
        digest=source.digest,
        length=len(decoded.text),
        headline=draft.headline or _derived(paragraphs),
        headline_derived=derived,
        outlet=_outlet(context, source, draft),
        agency=draft.agency,
        bylines=tuple(draft.bylines),
        published=draft.published,
        updated=draft.updated if draft.updated.value != draft.published.value else Dating(),
        filed=when.beside(draft.filed, draft.published),
        dateline=draft.dateline,
        sections=tuple(draft.sections),
        tags=tuple(draft.tags),
        url=draft.url,
        language=draft.language or "en",
        encoding=decoded.encoding,
        paragraphs=paragraphs,
        cuts=tuple(sorted(draft.cuts, key=lambda one: (one.start, one.end))),
    )


def _outlet(context: ReadContext, source: Source, draft: Draft) -> str:
    """Give the outlet by the name that the site uses for it."""
    host = re.sub(r"^https?://(?:www\.)?([^/:]+).*$", r"\1", draft.url.lower()) if draft.url else ""
    for name, matches in context.outlets:
        if draft.outlet.casefold() == name.casefold():
            return name
        for match in matches:
            wanted = match.casefold()
            if wanted in {draft.outlet.casefold(), host} or (host and host.endswith("." + wanted)):
                return name
            if any(sign in match for sign in "*/") and _matches(source.id, match):
                return name
    return draft.outlet


def _matches(path: str, pattern: str) -> bool:
    """Match a path to a pattern of ``*`` and ``?``, in linear time."""
    from fnmatch import translate  # noqa: PLC0415 - rarely needed

    return re.match(translate(pattern), path) is not None


def _derived(paragraphs: Sequence[Paragraph]) -> str:
    """Make a headline of the first sentence, shortened at a clause or a word."""
    text = next((one.text for one in paragraphs if one.kind == "paragraph"), paragraphs[0].text)
    ends = sentence_ends(text)
    sentence = text[: ends[0]].strip() if ends else text
    if len(sentence) <= DERIVED:
        return sentence.rstrip(".") or sentence  # one that is nothing but stops is called so
    clause = re.match(rf"^(.{{60,{DERIVED}}}?)(?:,| which | who | that | while | as )", sentence)
    if clause:
        return clause[1].rstrip(" ,;:") + " …"
    return sentence[:DERIVED].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
