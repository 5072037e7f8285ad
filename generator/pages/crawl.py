"""What crawlers ask a site for: ``robots.txt`` and, where the site has an address on the web, its sitemap."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from generator.nouns.page import Page
from generator.pages.addresses import FOLDERS, NAVIGATION
from generator.pages.desk import Desk
from generator.pages.sheet import Sheet
from generator.pages.subject import Register, Subject
from generator.pages.xml import document

Address = TypeVar("Address")

MOST = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""

_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def pages(register: Register) -> Iterator[Subject]:
    """Give the files."""
    yield Subject(id="robots.txt", page=_robots)
    if register.hosted:
        every = (*_fixed(), *register.topics, *register.actors, *register.articles)  # one address for each
        number = len(_maps(every))
        yield Subject(id="sitemap.xml", page=_sitemap)
        yield from (
            Subject(id=f"sitemap {at}", page=partial(_part, number=at)) for at in range(number if number > 1 else 0)
        )


def _robots(desk: Desk) -> Page:
    place = Sheet(desk, "").absolute("sitemap.xml")
    rules = "User-agent: *\nAllow: /\n" + (f"\nSitemap: {place}\n" if place else "")
    return Page(url="robots.txt", path="robots.txt", body=rules.encode())


def _sitemap(desk: Desk) -> Page:
    """Write the one sitemap, or the list of those that the addresses are divided among."""
    sheet, maps = Sheet(desk, ""), _maps(list(folders(desk)))
    if len(maps) == 1:
        return _file("sitemap.xml", "urlset", "url", map(sheet.absolute, maps[0]))
    names = [_name(number) for number in range(len(maps))]
    return _file("sitemap.xml", "sitemapindex", "sitemap", map(sheet.absolute, names))


def _part(desk: Desk, number: int) -> Page:
    addresses = _maps(list(folders(desk)))[number]
    return _file(_name(number), "urlset", "url", map(Sheet(desk, "").absolute, addresses))


def _name(number: int) -> str:
    return f"sitemap-{number + 1}.xml"


def folders(desk: Desk) -> Iterator[str]:
    """Give the folder of every page that a reader may look for, in a stable order."""
    yield from _fixed()
    yield from (one.folder for one in desk.titled.values())
    yield from (one.folder for kind in FOLDERS for one in desk.called.values() if one.kind == kind)
    yield from (one.folder for one in desk.headings.values())


def _fixed() -> Iterable[str]:
    return dict.fromkeys(("", *(f"{one}/" for one in (*NAVIGATION, *FOLDERS.values(), "outlets"))))


def _maps(addresses: Sequence[Address]) -> list[Sequence[Address]]:
    return [addresses[at : at + MOST] for at in range(0, len(addresses), MOST)]


def _file(path: str, kind: str, item: str, addresses: Iterable[str]) -> Page:
    root = ET.Element(kind, {"xmlns": _XMLNS})
    for one in addresses:
        ET.SubElement(ET.SubElement(root, item), "loc").text = one
    return Page(url=path, path=path, body=document(root))
