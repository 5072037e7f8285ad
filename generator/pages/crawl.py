"""What crawlers ask a site for: ``robots.txt`` and, where the site has an address on the web, its sitemap."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence

from generator.nouns.page import Page
from generator.pages.addresses import FOLDERS, NAVIGATION
from generator.pages.desk import Desk
from generator.pages.sheet import Sheet
from generator.pages.xml import document

MOST = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""

_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def pages(desk: Desk) -> Iterator[Page]:
    """Write the files."""
    sheet = Sheet(desk, "")
    maps = _maps([sheet.absolute(folder) for folder in folders(desk)]) if sheet.absolute("") else []
    rules = "User-agent: *\nAllow: /\n" + (f"\nSitemap: {sheet.absolute('sitemap.xml')}\n" if maps else "")
    yield Page(url="robots.txt", path="robots.txt", body=rules.encode())
    if len(maps) == 1:
        yield _file("sitemap.xml", "urlset", "url", maps[0])
    elif maps:
        names = [f"sitemap-{number}.xml" for number in range(1, len(maps) + 1)]
        yield _file("sitemap.xml", "sitemapindex", "sitemap", [sheet.absolute(name) for name in names])
        yield from (_file(name, "urlset", "url", some) for name, some in zip(names, maps, strict=True))


def folders(desk: Desk) -> Iterator[str]:
    """Give the folder of every page that a reader may look for, in a stable order."""
    known = desk.addresses
    fixed = dict.fromkeys(("", *(f"{one}/" for one in (*NAVIGATION, *FOLDERS.values(), "outlets"))))
    yield from fixed
    for some in (known.topics, known.actors, known.articles):
        yield from some.values()


def _maps(addresses: Sequence[str]) -> list[Sequence[str]]:
    return [addresses[at : at + MOST] for at in range(0, len(addresses), MOST)]


def _file(path: str, kind: str, item: str, addresses: Iterable[str]) -> Page:
    root = ET.Element(kind, {"xmlns": _XMLNS})
    for one in addresses:
        ET.SubElement(ET.SubElement(root, item), "loc").text = one
    return Page(url=path, path=path, body=document(root))
