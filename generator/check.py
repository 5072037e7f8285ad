"""Walks a whole site before anyone sees it: every link and anchor, every id, nothing fetched from elsewhere."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator import render
from generator.build import basis, draw, find, make, planned
from generator.engine.executor import Engine
from generator.engine.others import single
from generator.engine.staging import File
from generator.nouns.problem import Problem
from generator.settings import Site

_FETCHED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src"}
_LEAD_OUT = {"http", "https", "mailto"}
_ABSENT = "404.html"  # stands at every address that has no page, and is looked at from two folders down


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What was looked at, and what was found wrong."""

    pages: int
    links: int
    anchors: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True)
class Link:
    """A reference in a page: where it stands, what it says, and whether a browser fetches it unasked."""

    page: str
    href: str
    fetched: bool


@dataclass(kw_only=True)
class Walk:
    """What the pages hold, gathered one page at a time so that no page stays in memory. ``home`` is the path of the
    site on its host, with a slash at both ends.
    """

    home: str = "/"
    files: set[str] = field(default_factory=set)
    ids: dict[str, set[str]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, path: str, content: bytes) -> None:
        """Read one file of the site."""
        self.files.add(path)
        if not path.endswith(".html"):
            return
        parser = LexborHTMLParser(content.decode())
        ids = Counter(node.attributes["id"] or "" for node in parser.css("[id]"))
        self.ids[path] = set(ids)
        for name, count in sorted(ids.items()):
            if count > 1 or not name:
                self.problems.append(_fault(path, f"the id {name!r} stands {count} times"))
        self.links.extend(_links(path, parser))

    def result(self) -> Checked:
        """Check the links, now that every page is known."""
        folded = Counter(path.casefold() for path in self.files)
        for path in sorted(self.files):
            if folded[path.casefold()] > 1:
                self.problems.append(_fault(path, "another file's path differs only in capital letters"))
        anchors = 0
        for link in self.links:
            what, anchor = self._follow(link)
            anchors += anchor
            if what:
                self.problems.append(_fault(link.page, what))
        return Checked(
            pages=len(self.ids), links=len(self.links), anchors=anchors, problems=tuple(sorted(set(self.problems)))
        )

    def _follow(self, link: Link) -> tuple[str, bool]:
        """Say what is wrong with a link, if anything, and whether it names an anchor."""
        shown = link.href[:200]
        try:
            parts = urlsplit(link.href)
        except ValueError:
            return f"the link {shown!r} is no address", False
        if parts.scheme or parts.netloc:
            if link.fetched:
                return f"{shown!r} would be fetched from elsewhere", False
            return ("" if parts.scheme in _LEAD_OUT else f"the link {shown!r} must not be there"), False
        path, folder = unquote(parts.path), posixpath.dirname(link.page)
        if link.page == _ABSENT:
            path, folder = path.removeprefix(self.home), "" if path.startswith(self.home) else "-/-"
        if path.startswith("/"):
            return f"the link {shown!r} only works at the root of a host", False
        target = posixpath.normpath(posixpath.join(folder, path)) if path else link.page
        if target not in self.files:
            return f"the link {shown!r} leads nowhere", False
        if not parts.fragment:
            return "", False
        found = unquote(parts.fragment) in self.ids.get(target, ())
        return ("" if found else f"the link {shown!r} names a place that {target} does not have"), True


def check(site: Site, engine: Engine) -> Checked:
    """Make the whole site without publishing it, and check what would be published."""
    theme = render.load(site)
    engine.report.add(theme.problems)
    given = find(site, engine)
    depends = basis(site, engine, given)
    made = make(site, engine, given)
    home = unquote(urlsplit(site.settings.base_url).path).rstrip("/") + "/"
    files = draw(site, engine, planned(site, engine, depends, made), theme, lambda: made)
    walk = walked(single(files), home)
    walk.problems.extend(engine.report.problems)
    return walk.result()


def walked(files: Iterable[File], home: str = "/") -> Walk:
    """Gather what the files hold of a site that is served under ``home``."""
    walk = Walk(home=home)
    for path, content in files:
        walk.take(path, content or b"")
    return walk


def _links(path: str, parser: LexborHTMLParser) -> Iterator[Link]:
    for node in parser.css("a[href], area[href], link[href], use[href], form[action]"):
        name = "action" if node.tag == "form" else "href"
        yield Link(page=path, href=_value(node, name), fetched=node.tag in {"link", "use"} and _loads(node))
    for tag, name in _FETCHED.items():
        for node in parser.css(f"{tag}[{name}]"):
            yield Link(page=path, href=_value(node, name), fetched=True)


def _value(node: LexborNode, name: str) -> str:
    return (node.attributes.get(name) or "").strip()


def _loads(node: LexborNode) -> bool:
    # `canonical`, `alternate` and their like name an address; nothing is fetched from it.
    kinds = set((node.attributes.get("rel") or "").lower().split())
    return node.tag == "use" or bool(kinds & {"stylesheet", "icon", "preload", "modulepreload", "manifest"})


def _fault(page: str, what: str) -> Problem:
    return Problem(path=page, what=what, hint="the page's template or its view has the fault", severity="error")
