"""How to cite an article: the reference that a paper would print, and the same for reference managers."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.nouns.ids import ArticleId
from generator.nouns.page import Page
from generator.pages.desk import Desk
from generator.pages.entries import Credit
from generator.pages.subject import Register, Subject
from generator.pages.writers import Writer, writer

_DATED = 10  # characters of an ISO date without its time
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

# BibTeX counts braces even where a backslash stands before them, so these signs are written by name.
_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)


@dataclass(frozen=True, kw_only=True)
class Reference:
    """What is known of an article, for a list of references. ``date`` is year, month and day as far as known."""

    key: str
    title: str
    writers: tuple[Writer, ...]
    container: str
    date: tuple[str, ...]
    url: str
    language: str


def pages(_: Register) -> Iterator[Subject]:
    """Give all references of the site, one file for each format."""
    yield from (Subject(id=path, page=partial(_file, path=path, write=write)) for path, write in _FILES.items())


def _file(desk: Desk, path: str, write: Callable[[Sequence[Reference]], str]) -> Page:
    body = write([reference(desk, key) for key in desk.credits])
    return Page(url=path, path=path, body=body.encode())


def words(desk: Desk, article: Credit) -> str:
    """Give the reference that a paper would print."""
    writers = desk.language.listed([name for name, _ in article.bylines])
    when = desk.language.date(article.published[:_DATED]) or desk.say["undated"]
    source = [part for part in (article.publisher, when, article.original) if part]
    return f"{writers + ', ' if writers else ''}“{article.headline}”, {', '.join(source)}."


def formats(one: Reference) -> tuple[tuple[str, str, str], ...]:
    """Give the name of each format, the reference in it, and the file that has those of all articles."""
    return (
        ("BibTeX", bibtex(one), "articles/citations.bib"),
        ("RIS", ris(one), "articles/citations.ris"),
        ("CSL-JSON", _json([one]), "articles/citations.json"),
    )


def reference(desk: Desk, key: ArticleId) -> Reference:
    """Gather what a reference says. Its key is the article's folder: the same in every build, and no other's."""
    article = desk.credits[key]
    found = _DAY.match(article.published)
    return Reference(
        key=desk.headings[key].folder.strip("/").rpartition("/")[2],
        title=_line(article.headline),
        writers=tuple(writer(name, kind) for name, kind in article.bylines),
        container=_line(article.publisher),
        date=tuple(part for part in found.groups() if part) if found else (),
        url=article.original,
        language=article.language,
    )


def bibtex(one: Reference) -> str:
    """Write an entry of BibTeX, in UTF-8; the second pair of braces keeps the title's capitals."""
    fields = [
        ("author", " and ".join(map(_bibtex_name, one.writers))),
        ("title", f"{{{_tex(one.title)}}}"),
        ("journal", _tex(one.container)),
        ("year", one.date[0] if one.date else ""),
        ("month", str(int(one.date[1])) if len(one.date) > 1 else ""),
        ("date", "-".join(one.date)),
        ("url", _address(one.url)),
        ("langid", one.language),
    ]
    kind = "article" if one.container else "misc"
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join([f"@{kind}{{{one.key},", *lines, "}"]) + "\n"


def ris(one: Reference) -> str:
    """Write a record of RIS: a newspaper article, one line for each value."""
    fields = [
        ("TY", "NEWS"),
        ("ID", one.key),
        *(("AU", _inverted(each)) for each in one.writers),
        ("TI", one.title),
        ("T2", one.container),
        ("PY", one.date[0] if one.date else ""),
        ("DA", "/".join((*one.date, "", "")[:3]) + "/" if one.date else ""),
        ("UR", one.url),
        ("LA", one.language),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - \n"


def csl(one: Reference) -> dict[str, Any]:
    """Give an item of CSL-JSON."""
    item: dict[str, Any] = {"id": one.key, "type": "article-newspaper", "title": one.title}
    if one.writers:
        item["author"] = [_csl_name(each) for each in one.writers]
    if one.container:
        item["container-title"] = one.container
    if one.date:
        item["issued"] = {"date-parts": [[int(part) for part in one.date]]}
    if one.url:
        item["URL"] = one.url
    return {**item, "language": one.language}


def _json(references: Iterable[Reference]) -> str:
    """Write a list of CSL-JSON, one item a line."""
    return "[" + ",\n".join(json.dumps(csl(one), ensure_ascii=False) for one in references) + "]\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return text.translate(_BIBTEX)


def _address(url: str) -> str:
    # An address is taken as it stands; only what would end the field is written as the web writes it.
    return url.replace("{", "%7B").replace("}", "%7D")


def _bibtex_name(one: Writer) -> str:
    if one.literal:
        return f"{{{_tex(_line(one.literal))}}}"
    return ", ".join(_tex(part) for part in (one.family, one.suffix, one.given) if part)


def _inverted(one: Writer) -> str:
    return _line(one.literal) or ", ".join(part for part in (one.family, one.given, one.suffix) if part)


def _csl_name(one: Writer) -> dict[str, str]:
    if one.literal:
        return {"literal": _line(one.literal)}
    parts = {"family": one.family, "given": one.given, "suffix": one.suffix}
    return {name: value for name, value in parts.items() if value}


_FILES: dict[str, Callable[[Sequence[Reference]], str]] = {
    "articles/citations.bib": lambda every: "\n".join(map(bibtex, every)),
    "articles/citations.ris": lambda every: "\n".join(map(ris, every)),
    "articles/citations.json": _json,
}
