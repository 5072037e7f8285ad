"""Front matter: what the source says of itself in YAML, or in a loose header, outranks what is detected."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from generator.errors import InputError
from generator.nouns.article import Byline, Dating, NameSpan, Paragraph
from generator.read import when
from generator.read.draft import Draft, Kind, cut, paragraph
from generator.read.knowledge import shapes
from generator.safe import characters, yaml
from generator.safe.web import is_web

FENCE = re.compile(r"\A---[ \t]*(?:\r\n|\n|\r)")
# The line's end may be a carriage return first, which `$` does not know.
CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?=\r|$)", re.MULTILINE)
CLOSED = "close it with a line of three dashes"
KEY = re.compile(r"^[\"']?[\w -]{1,40}[\"']?[ \t]*:(?:\s|$)", re.MULTILINE)
HEADER = re.compile(
    r"^(title|headline|subtitle|date|published|updated|author|authors|by|byline|source|outlet|publisher|agency|url|link"
    r"|tags|section)[ \t]*:[ \t]*(\S.*)$",
    re.IGNORECASE,
)
KEYS = {
    "title": ("title", "headline"),
    "subtitle": ("subtitle", "standfirst", "dek", "description", "summary"),
    "published": ("date", "published", "published_at", "pubdate", "datepublished", "publish_date", "created"),
    "updated": ("updated", "modified", "lastmod", "last_updated", "datemodified"),
    "authors": ("author", "authors", "byline", "by", "creator"),
    "outlet": ("source", "outlet", "publisher", "site_name", "site", "publication", "newspaper"),
    "agency": ("agency", "wire"),
    "url": ("url", "link", "canonical", "canonical_url", "permalink", "source_url", "original"),
    "tags": ("tags", "tag", "keywords", "categories", "topics"),
    "sections": ("section", "category", "sections"),
    "language": ("lang", "language", "locale"),
    "draft": ("draft",),
}
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?=\Z|[-_])")
"""A language's own code, before that of a script or a country."""
TRUE = frozenset({"true", "yes", "on", "1"})

Values = dict[str, tuple[object, int]]


def applied(source: str, path: str, read: Callable[[str, int, int], Draft], *, loose: bool = False) -> Draft:
    """Read the body with ``read(source, start, line)`` and let the front matter, if there is any, win.

    ``loose`` also takes a header of ``Title: …`` lines without fences. Raises InputError, with the line, when a
    fenced front matter is no YAML mapping.
    """
    values, start, line = _front(source, path)
    fenced = bool(values)
    if not values and loose:
        values, start, line = _header(source)
    draft = read(source, start, line)
    if values:
        end = len(source[:start].rstrip())
        _apply(values, draft, source[:end])
        # A line that only looks like a header's may say anything; who fences it means it.
        draft.doubts = draft.doubts if fenced else []
        draft.cuts.insert(0, cut(source, 0, end, (1, 1 + source.count("\n", 0, end)), "front matter"))
    elif unclosed(source):
        draft.doubts.append((1, "the front matter has no end, and is read as text", CLOSED))
    return draft


def unclosed(text: str) -> bool:
    """Tell a text that opens with front matter which nothing closes."""
    opening = FENCE.match(text)
    return bool(opening and KEY.match(text, opening.end()) and not CLOSE.search(text, opening.end()))


def _front(source: str, path: str) -> tuple[Values, int, int]:
    opening = FENCE.match(source)
    if not opening:
        return {}, 0, 1
    closing = CLOSE.search(source, opening.end())
    if not closing:
        return {}, 0, 1
    text = source[opening.end() : closing.start()]
    if text.strip() and not KEY.search(text):
        return {}, 0, 1  # a rule of dashes over prose
    document = yaml.load(text, path, first_line=2)
    if not isinstance(document.value, dict):
        raise InputError(
            "the front matter is not a list of keys and values", path=path, line=2, hint="write `title: …`"
        )
    values: Values = {
        key.casefold().replace("-", "_"): (value, document.line((key,))) for key, value in document.value.items()
    }
    start = closing.end()
    return values or {"": ("", 1)}, start, source.count("\n", 0, start) + 1


def _header(source: str) -> tuple[Values, int, int]:
    values: Values = {}
    at, line = 0, 1
    while at < len(source):
        stop = source.find("\n", at)
        stop = len(source) if stop < 0 else stop
        match = HEADER.match(source[at:stop].strip())
        if not match:
            break
        values[match[1].lower()] = (match[2].strip(), line)
        at, line = stop + 1, line + 1
    known = {"title", "headline"} & set(values)
    return (values, at, line) if known and len(values) >= 2 else ({}, 0, 1)


def _get(values: Values, name: str) -> tuple[object, int]:
    return next(((values[key]) for key in KEYS[name] if key in values), (None, 0))


def _texts(value: object) -> list[str]:
    """Give a list of texts, from a list, a mapping's names or text parted at commas."""
    if isinstance(value, str):
        return [one for part in re.split(r"[,;]", value) if (one := characters.plain(part))]
    if isinstance(value, dict):
        return _texts(value.get("name"))
    if isinstance(value, list):
        return [
            text
            for one in value
            for text in (_texts(one.get("name")) if isinstance(one, dict) else [characters.plain(str(one))])
            if text
        ]
    return []


def _one(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return characters.plain(value)[:300] if isinstance(value, str) else ""


def _quoted(value: object) -> str:
    """Show a value in a message, whatever it is."""
    return repr(_one(value)[:60] or str(value)[:60])


def _apply(values: Values, draft: Draft, front: str) -> None:
    """Let what the front matter says outrank what was detected; ``front`` is its text, as it opens the source."""
    if title := _one(_get(values, "title")[0]):
        _title(title, draft, front)
    if subtitle := _one(_get(values, "subtitle")[0]):
        _subtitle(subtitle, draft, front)
    _dates(values, draft)
    _authors(values, draft, front)
    for name in ("outlet", "agency"):
        if text := _one(_get(values, name)[0]):
            setattr(draft, name, text[:200])
    if code := _LANGUAGE.match(_one(_get(values, "language")[0])):
        draft.language = code[1].lower()
    _address(values, draft)
    draft.tags = _texts(_get(values, "tags")[0])[:40] or draft.tags
    draft.sections = _texts(_get(values, "sections")[0])[:10] or draft.sections
    if _one(_get(values, "draft")[0]).lower() in TRUE:
        draft.skipped = "it is marked as a draft"


def _dates(values: Values, draft: Draft) -> None:
    for name in ("published", "updated"):
        value, line = _get(values, name)
        if dating := _dating(_one(value), line):
            setattr(draft, name, dating)
        elif value:
            draft.doubts.append((line, f"{_quoted(value)} is not a date with its year", "write it as 2024-01-02"))


def _address(values: Values, draft: Draft) -> None:
    """Take the address given, or the outlet for it where that is one."""
    value, line = _get(values, "url")
    url = _one(value)
    if is_web(url):
        draft.url = url
        return
    if value:
        draft.doubts.append((line, f"{_quoted(value)} is not an address on the web", "write it with https:// in front"))
    if is_web(draft.outlet):
        draft.url, draft.outlet = draft.outlet, urlsplit(draft.outlet).hostname or ""


def _authors(values: Values, draft: Draft, front: str) -> None:
    """Let the authors given be the bylines, each with the places where its name stands."""
    names = [
        re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
        for one in _texts(_get(values, "authors")[0])
        for name in re.split(r"\s+(?:and|&)\s+", one)
    ]
    if not names:
        return
    before = {one.name.casefold(): one for one in draft.bylines}
    draft.bylines = [
        Byline(
            name=name,
            kind="desk" if shapes().desks.search(name) else "person",
            description=before[name.casefold()].description if name.casefold() in before else "",
            spans=(
                *(NameSpan(start=at.start(), end=at.end(), text=name) for at in _whole(name).finditer(front)),
                *(before[name.casefold()].spans if name.casefold() in before else ()),
            ),
        )
        for name in names[:12]
    ]


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _placed(words: str, front: str, kind: Kind) -> Paragraph | None:
    """Make a paragraph of words of the front matter, if they stand in it as they are."""
    at = front.find(words)
    return paragraph(front, at, at + len(words), kind, front.count("\n", 0, at) + 1) if at >= 0 else None


def _title(title: str, draft: Draft, front: str) -> None:
    """Let the front matter's title be the headline; one in the body that says the same keeps its place."""
    same = [one for one in draft.paragraphs if one.kind == "headline" and _letters(one.text) == _letters(title)]
    placed = None if same else _placed(title, front, "headline")
    kept = [
        msgspec.structs.replace(one, kind="heading") if one.kind == "headline" and one not in same else one
        for one in draft.paragraphs
    ]
    draft.paragraphs = [placed, *kept] if placed else kept
    draft.headline = title


def _subtitle(subtitle: str, draft: Draft, front: str) -> None:
    """Let the front matter's subtitle be the standfirst, unless the body says the same or has one."""
    said = any(_letters(subtitle) in _letters(one.text) for one in draft.paragraphs)
    if not said and not any(one.kind == "standfirst" for one in draft.paragraphs):
        placed = _placed(subtitle, front, "standfirst")
        draft.paragraphs += [placed] if placed else []


def _dating(text: str, line: int) -> Dating | None:
    match = when.STAMP.search(text)
    if match:
        value = when.stamp(match)
        return when.stated(value, text, line) if value else None
    coarse = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", text)
    return when.stated(coarse[0], text, line) if coarse else None
