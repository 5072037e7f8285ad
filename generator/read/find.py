"""Finds the sources of a site."""

import hashlib
from dataclasses import dataclass

from generator.nouns.ids import ArticleId, SourceDigest
from generator.nouns.problem import Problem
from generator.nouns.source import Source
from generator.read.article import ReadContext
from generator.read.formats import SUFFIXES
from generator.safe import characters, files
from generator.settings import Site


@dataclass(frozen=True, kw_only=True)
class Found:
    """The sources, in the order of their paths, and what was left aside."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...] = ()


def find(site: Site) -> Found:
    """Read every source file of the site's sources, at any depth; links, pipes and oversized files are refused."""
    sources, problems = [], []

    def wanted(path: str) -> bool:
        return path == site.only if site.only else path.lower().endswith(SUFFIXES)

    for one in files.walk(site.sources, accept=wanted, exclude=site.exclude):
        shown = characters.plain(one.path.encode("utf-8", "replace").decode("utf-8"))
        if isinstance(one, files.Skipped):
            if not one.harmless:
                problems.append(
                    Problem(path=shown, what=f"not read: {one.reason}", hint="put a plain file in its place")
                )
            continue
        digest = SourceDigest(hashlib.sha256(one.content).hexdigest())
        sources.append(Source(id=ArticleId(shown), digest=digest, content=one.content))
    if not sources:
        problems.append(
            Problem(
                path=site.sources.name,
                what="no articles were found",
                hint=f"put files ending in {', '.join(SUFFIXES)} there",
            )
        )
    sources.sort(key=lambda one: one.id)
    return Found(sources=tuple(sources), problems=tuple(problems))


def context(site: Site) -> ReadContext:
    """Give what reading needs of the settings."""
    return ReadContext(outlets=tuple((one.name, tuple(one.match)) for one in site.settings.outlets))
