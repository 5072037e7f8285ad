"""A hand-made site, one page of each kind, filled from the types of the views alone; no model, no analysis."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from generator import render
from generator.engine.executor import Engine
from generator.engine.pieces import Given
from generator.engine.store import Store
from generator.nouns import page as views
from generator.settings import Settings, Site, ThemeSettings
from tests.render.filler import Filler

VIEWS: dict[str, type[msgspec.Struct]] = {
    "home": views.HomeView,
    "person": views.ActorView,
    "organisation": views.ActorView,
    "place": views.ActorView,
    "topic": views.TopicView,
    "article": views.ArticleView,
    "timeline": views.TimelineView,
    "differences": views.DifferencesView,
    "index": views.IndexView,
    "about": views.AboutView,
    "search": views.SearchView,
    "404": views.NoView,
}
KINDS = {kind: f"{kind}/index.html" for kind in VIEWS}

# What our own code makes, never a source: addresses, languages, digests.
OURS = {
    "href": "../person/index.html",
    "people_href": "../index/index.html",
    "more_href": "../timeline/index.html",
    "timeline_href": "../timeline/index.html",
    "differences_href": "../differences/index.html",
    "root": "../",
    "headline_id": "f-headline",
    "canonical": "https://example.org/briefing/",
    "index": "../pagefind/",
    "library": "../articles/citations.bib",
    "language": "en",
    "sources": "en",
}
DATES = dict.fromkeys(("date", "first", "last", "as_of", "role_as_of", "published", "updated"), "2024-01-02")
NOTES = {
    "original": "https://example.org/a?b=1",
    "linked_data": '{"@type": "WebPage", "name": "<&>"}',
    "note": "Some *words*.\n\n### A heading\n\n- one\n- two",
}
WORDS = "General Specimen met the Secretary of Samples"
LONG = ("A headline that goes on and on " * 7)[:200]
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2

PAYLOADS = (
    '"><script>window.pwned=1;alert(1)</script>',
    "'><img src=x onerror=window.pwned=1>",
    '" onmouseover="window.pwned=1" onfocus=\'window.pwned=1\' x="',
    "javascript:window.pwned=1//https://example.org",
    "</title></style></textarea></svg></desc><svg onload=window.pwned=1><a href=javascript:window.pwned=1>",
    "[x](javascript:window.pwned=1) ![y](https://evil.example/x.png) <img src=https://evil.example/y>",
    "{{ cycler.__init__ }}{% include '/etc/passwd' %}\u202e\ufeff]]><!--",
)


def site_of(root: Path, theme: str = "default", title: str = "A briefing of samples", code: str = "en") -> Site:
    settings = Settings(title=title[:200], language=code, theme=ThemeSettings(name=theme))
    return Site(
        root=root,
        settings=settings,
        sources=root / "seeds",
        content=root / "content",
        output=root / "public",
        cache=root / ".cache",
    )


def drawn(
    filler: Filler, theme: str = "default", title: str = "A briefing of samples", code: str = "en"
) -> dict[str, bytes]:
    """Draw one page of each kind, and the theme's own files; gives contents by path."""
    site = site_of(Path("/nowhere"), theme, title, code)
    loaded = render.load(site)
    pages = [
        filler.struct(
            views.Page,
            url=f"{kind}/",
            path=KINDS[kind],
            template=kind,
            frame=filler.struct(views.Frame),
            view=filler.struct(view),
            body=None,
        )
        for kind, view in VIEWS.items()
    ]
    return dict(zip(KINDS.values(), contents(site, pages), strict=True)) | render.assets(loaded)


def contents(site: Site, pages: Sequence[views.Page]) -> list[bytes]:
    """Draw pages of a site."""
    context = render.context(site, render.load(site), Engine(Store(None)))
    return [one.content for one in render.PAGE.run(context, [Given(value=page) for page in pages])]


def ordinary(rows: int = 3, **options: Any) -> Filler:
    """Words as they usually are."""
    return Filler(WORDS, rows=rows, texts=OURS | DATES | NOTES, **options)


def write_site(root: Path) -> Path:
    """Write the hand-made site below ``root``."""
    return write(root, drawn(ordinary()))


def long_site(root: Path) -> Path:
    """Write it with sixty rows in every list, long headlines, and names without a space."""
    texts = OURS | DATES | {"headline": LONG, "label": UNBROKEN, "title": LONG, "name": UNBROKEN}
    return write(root, drawn(Filler(LONG, rows=60, texts=texts)))


def hostile_site(root: Path, payload: str) -> Path:
    """Write it with the payload in every field that a source, an editor or a setting can reach."""
    return write(root, drawn(Filler(payload, texts=OURS), title=payload))


def write(root: Path, files: dict[str, bytes]) -> Path:
    """Write files below ``root``; gives ``root``."""
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return root
