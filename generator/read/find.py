"""Finds the sources of a site."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from generator.engine.trees import MARKER
from generator.errors import InputError
from generator.nouns.ids import ArticleId, SourceDigest
from generator.nouns.problem import Problem
from generator.nouns.source import Source
from generator.read.article import ReadContext
from generator.read.formats import SUFFIXES
from generator.safe import files
from generator.settings import Site

COMPANIONS = frozenset({".yaml", ".yml", ".json", ".toml", ".lock", ".css", ".svg"})
"""Suffixes of files that stand beside articles with a purpose of their own, and of which nothing need be said."""


class Read(NamedTuple):
    """A file, and the source that it is."""

    file: files.File
    source: Source


@dataclass(frozen=True, kw_only=True)
class Found:
    """The sources, in the order of their paths, and what was left aside; ``read`` are the files, by their own paths."""

    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()
    read: Mapping[str, Read] = field(default_factory=dict)


def find(site: Site, before: Mapping[str, Read] = MappingProxyType({})) -> Found:
    """Read every source file of the site's sources, at any depth; links, pipes and oversized files are refused.

    A site that was published among them, by whichever build, is no source. Files that were read ``before`` and have the
    marks that they had are not read again.
    """
    sources: dict[ArticleId, tuple[str, Source]] = {}
    problems = []
    read: dict[str, Read] = {}
    others: Counter[str] = Counter()
    for one in _files(site, others, {path: known.file for path, known in before.items()}):
        if isinstance(one, files.Skipped):
            if not one.harmless:
                problems.append(_left(ArticleId(files.shown(one.path)), one.reason, one.hint))
            continue
        known = before.get(one.path)
        read[one.path] = known if known is not None and known.file is one else Read(one, _source(one))
        source = read[one.path].source
        shown = source.id
        if shown in sources:
            # Two names of the file system that read the same (accents composed or not, one space or two) would be
            # one article to every page; `verify` could not tell them apart either. The plainly named one stays.
            if sources[shown][0] != shown:
                sources[shown] = (one.path, source)
            problems.append(_left(shown, "another file's name looks the same", "rename one of the two"))
        else:
            sources[shown] = (one.path, source)
    if not sources:
        problems.append(
            Problem(
                path=site.sources.name,
                what="no articles were found",
                hint=f"put files ending in {', '.join(SUFFIXES)} there",
            )
        )
    if others:
        count = sum(others.values())
        told = "1 file of other kinds was" if count == 1 else f"{count} files of other kinds were"
        problems.append(
            Problem(
                path=site.sources.name,
                what=f"{told} not read: {', '.join(sorted(others))}",
                hint=f"articles end in {', '.join(SUFFIXES)}",
            )
        )
    return Found(sources=tuple(sources[key][1] for key in sorted(sources)), problems=tuple(problems), read=read)


def again(site: Site, found: Found, changed: Iterable[str], unsure: Iterable[str] = ()) -> Found | None:
    """Give what ``find`` would where nothing has changed since it gave ``found`` but some files, named as the system
    does, and unsure ones, by their paths; None where that has to be looked at: one came or went, or cannot be read.
    """
    top = os.path.abspath(site.sources) + os.sep  # noqa: PTH100 - as text, like what is compared with it
    if site.only or len(found.read) != len(found.sources):
        return None
    read = dict(found.read)
    new: dict[ArticleId, Source] = {}
    inside = (files.named(one[len(top) :]).replace(os.sep, "/") for one in changed if one.startswith(top))
    for path in {*inside, *unsure}:
        if path not in read:
            return None
        try:
            content = files.read(site.sources, path)
        except (OSError, InputError):
            return None
        file = files.File(path=path, content=content)
        read[path] = Read(file, _source(file))
        new[read[path].source.id] = read[path].source
    return replace(found, sources=tuple(new.get(one.id, one) for one in found.sources), read=read)


def _source(file: files.File) -> Source:
    digest = SourceDigest(hashlib.sha256(file.content).hexdigest())
    return Source(id=ArticleId(files.shown(file.path)), digest=digest, content=file.content)


def _files(site: Site, others: Counter[str], known: Mapping[str, files.File]) -> Iterable[files.File | files.Skipped]:
    """Give the one file that the site is made from, or walk; the neighbours of one file are nobody's business.

    ``others`` counts the files of other kinds that are passed over, by suffix; ``known`` files need not be read.
    """

    def wanted(path: str) -> bool:
        if path.lower().endswith(SUFFIXES):
            return True
        suffix = files.shown(PurePosixPath(path).suffix.lower())
        if suffix and suffix not in COMPANIONS:
            others[suffix] += 1
        return False

    if not site.only:
        return files.walk(site.sources, accept=wanted, exclude=site.exclude, foreign=MARKER, known=known)
    path = files.named(site.only)
    try:
        return [files.File(path=path, content=files.read(site.sources, site.only))]
    except InputError as fault:
        return [files.Skipped(path=path, reason=fault.what, hint=fault.hint)]
    except FileNotFoundError:
        return []


def _left(path: ArticleId, reason: str, hint: str) -> Problem:
    return Problem(path=path, what=f"not read: {reason}", hint=hint)


def context(site: Site) -> ReadContext:
    """Give what reading needs of the settings."""
    return ReadContext(outlets=tuple((one.name, tuple(one.match)) for one in site.settings.outlets))
