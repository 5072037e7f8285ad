"""Front matter: what the source says of itself in YAML, or in a loose header, outranks what is detected."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from generator.errors import InputError
from generator.nouns.article import Byline, Dating, Paragraph
from generator.read import when
from generator.read.draft import Draft, cut
from generator.read.knowledge import shapes
from generator.safe import characters, yaml

FENCE = re.compile(r"\A---[ \t]*(?:\r\n|\n|\r)")
CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
HEADER = re.compile(
    r"^(title|headline|subtitle|date|published|updated|author|authors|by|byline|source|outlet|publisher|agency|url|link|tags|section)[ \t]*:[ \t]*(\S.*)$",
    re.IGNORECASE,
)
KEYS = {
    "title": ("title", "headline"),
    "subtitle": ("subtitle", "standfirst", "description", "summary", "dek"),
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
TRUE = frozenset({"true", "yes", "on", "1"})

Values = dict[str, tuple[object, int]]


def applied(source: str, path: str, read: Callable[[str, int, int], Draft], *, loose: bool = False) -> Draft:
    """Read the body with ``read(source, start, line)`` and let the front matter, if there is any, win.

    ``loose`` also takes a header of ``Title: …`` lines without fences. Raises InputError, with the line, when a
    fenced front matter is no YAML mapping.
    """
    values, start, line = _front(source, path)
    if not values and loose:
        values, start, line = _header(source)
    draft = read(source, start, line)
    if values:
        _apply(values, draft, source)
        end = len(source[:start].rstrip())
        draft.cuts.insert(0, cut(source, 0, end, (1, max(line - 1, 1)), "front matter"))
    return draft


def _front(source: str, path: str) -> tuple[Values, int, int]:
    opening = FENCE.match(source)
    if not opening:
        return {}, 0, 1
    closing = CLOSE.search(source, opening.end())
    if not closing:
        return {}, 0, 1
    text = source[opening.end() : closing.start()]
    document = yaml.load(text, path, first_line=2)
    if document.value is None:
        values: Values = {}
    elif isinstance(document.value, dict):
        values = {
            key.casefold().replace("-", "_"): (value, document.line((key,))) for key, value in document.value.items()
        }
    else:
        raise InputError(
            "the front matter is not a list of keys and values", path=path, line=2, hint="write `title: …`"
        )
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


def _apply(values: Values, draft: Draft, source: str) -> None:
    title = _one(_get(values, "title")[0])
    if title:
        _title(title, draft)
    for name in ("published", "updated"):
        value, line = _get(values, name)
        dating = _dating(_one(value), line)
        if dating:
            setattr(draft, name, dating)
    authors = _get(values, "authors")[0]
    if authors:
        names = [
            re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
            for one in _texts(authors)
            for name in re.split(r"\s+(?:and|&)\s+", one)
        ]
        before = {one.name.casefold(): one for one in draft.bylines}
        draft.bylines = [
            Byline(
                name=name,
                kind="desk" if shapes().desks.search(name) else "person",
                spans=before[name.casefold()].spans if name.casefold() in before else (),
            )
            for name in names[:12]
        ]
    for name in ("outlet", "agency", "language"):
        text = _one(_get(values, name)[0])
        if text:
            setattr(draft, name, text[:200] if name != "language" else text[:2].lower())
    url = _one(_get(values, "url")[0])
    if url and is_web(url):
        draft.url = url
    elif is_web(draft.outlet):
        draft.url, draft.outlet = draft.outlet, urlsplit(draft.outlet).hostname or ""
    draft.tags = _texts(_get(values, "tags")[0])[:40] or draft.tags
    draft.sections = _texts(_get(values, "sections")[0])[:10] or draft.sections
    if _one(_get(values, "draft")[0]).lower() in TRUE:
        draft.skipped = "it is marked as a draft"
    del source


def _title(title: str, draft: Draft) -> None:
    """Let the front matter's title be the headline; one in the body that says the same keeps its place."""

    def same(one: Paragraph) -> bool:
        return re.sub(r"\W+", "", one.text).casefold() == re.sub(r"\W+", "", title).casefold()

    kept = [one for one in draft.paragraphs if one.kind != "headline" or same(one)]
    for one in draft.paragraphs:
        if one.kind == "headline" and not same(one):
            kept.append(
                Paragraph(
                    kind="heading",
                    text=one.text,
                    start=one.start,
                    end=one.end,
                    line=one.line,
                    raw=one.raw,
                    segments=one.segments,
                )
            )
    draft.paragraphs = sorted(kept, key=lambda one: one.start)
    draft.headline = title


def _dating(text: str, line: int) -> Dating | None:
    match = when.STAMP.search(text)
    if match:
        value = when.stamp(match)
        return when.stated(value, text, line) if value else None
    coarse = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", text)
    return when.stated(coarse[0], text, line) if coarse else None


def is_web(url: str) -> bool:
    """Tell an address that may be linked: http or https, a host, no user, a sane port."""
    if re.search(r"[\s<>\"'`\\\x00-\x20]", url):
        return False
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises when it is no number
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
