"""What there is to tell of a build, whether it ran just now or all stands as it left it."""

import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.cli.console import counted, near, say, show, show_stages, verdict
from generator.engine import standing

if TYPE_CHECKING:
    from generator.nouns.problem import Problem

Stages = tuple[tuple[str, float, int, int], ...]
"""Names with seconds, results found and results made."""


class Manner(NamedTuple):
    """How a person wants to be told."""

    quiet: bool = False
    verbose: bool = False
    strict: bool = False


class Outcome(NamedTuple):
    """How much the site tells of, how many files there are, the first of them, and what went wrong; ``stages`` are of
    what was done.
    """

    articles: int
    people: int
    topics: int
    written: int
    kept: int
    home: str
    problems: "tuple[Problem, ...]" = ()
    atomic: bool = True
    stages: Stages = ()

    def tell(self, manner: Manner, seconds: float) -> int:
        """Print it, but for the problems; give the exit code."""
        if manner.verbose:
            show_stages(self.stages)
        if not self.atomic:
            say("note: this file system cannot exchange two folders at once; the site was away for a moment")
        if not manner.quiet:
            stages = ", ".join(f"{name} {one:.1f}" for name, one, _, _ in self.stages)
            say(
                f"{counted(self.articles, 'article')}, {counted(self.people, 'person', 'people')}, "
                f"{counted(self.topics, 'topic')}, {counted(len(self.problems), 'problem')} "
                f"in {seconds:.1f} s ({stages or 'all stands as it was'}); "
                f"{self.written} files written, {self.kept} kept: {near(Path(self.home))}"
            )
        return verdict(self.problems, strict=manner.strict)

    def kept_as(self, manner: Manner) -> standing.Told:
        """Give what is remembered of it, for as long as all stands as it is."""
        return {
            "counts": [self.articles, self.people, self.topics, self.written + self.kept],
            "home": self.home,
            "problems": [[one.path, one.line, one.what, one.hint, one.severity] for one in self.problems],
            "manner": list(manner),
        }


def typed_call(typed: list[str]) -> str:
    """Say what was typed, and where: the same again is the same call."""
    return str([str(Path.cwd()), "typed", *typed])


def again(typed: list[str]) -> int | None:
    """Tell again what the last build told, if it was just this call and nothing has changed since, and give the exit
    code; else None, and nothing is told.

    Where its memory is looked for need not be right: only that very call left one.
    """
    if typed[:1] != ["build"]:
        return None
    start = time.perf_counter()
    root = next((after for option, after in pairwise(typed) if option in {"-C", "--site"}), "")
    try:
        value = standing.recall(Path.cwd() / root / ".cache", typed_call(typed))
    except OSError:  # this folder is gone: the command says so
        return None
    if value is None:
        return None
    return recalled(value).tell(Manner(*value["manner"]), time.perf_counter() - start)


def recalled(value: standing.Told) -> Outcome:
    """Make of what was remembered what there is to tell now, and print the problems."""
    problems = []
    for path, line, what, hint, severity in value["problems"]:
        from generator.nouns.problem import Problem  # noqa: PLC0415 - most builds have none

        problems.append(Problem(path=path, line=line, what=what, hint=hint, severity=severity))
    show(tuple(problems))
    articles, people, topics, files = value["counts"]
    return Outcome(articles, people, topics, 0, files, value["home"], tuple(problems))
