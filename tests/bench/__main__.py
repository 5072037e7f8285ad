"""Measure Briefbook beside its yardsticks, and write what was measured into BENCHMARKS.md.

    make bench [SIZES=100,1000,10000] [ROUNDS=5]

Every command is a new process. Commands that are compared take turns within one run, and a figure is the ratio of
their medians, so that a slow or shared machine slows both. Processor seconds unless said otherwise.
"""

import argparse
import math
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from tests.bench import growth, report, serving
from tests.bench.corpus import corpus
from tests.bench.measure import Cost, middle, run
from tests.bench.peers import Peer, lay_out, peers
from tests.bench.serving import Subject
from tests.bench.sites import Ours

ROOT = Path(__file__).parents[2]
PIPE = (sys.executable, "-m", "tests.bench.pipe")
YARDSTICKS = {
    "bare pipe, tuned": (),
    "bare pipe, tuned, whole articles": ("--whole",),
    "bare pipe, defaults": ("--defaults", "--whole"),
}
ALONE = {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}
NAME = "measured.json"
SAMPLE = 100
"""Articles whose whole analysis is digested by two set-ups."""
BESIDE = 1000
"""Articles up to which bare spaCy and every peer run too; with more only what a figure is asked of."""
SERVE = (str(Path(sys.executable).with_name("briefbook")), "serve", "--port")


@dataclass(kw_only=True)
class Bench:
    """One size: the sites, and the costs of each command, by its name."""

    size: int
    rounds: int
    ours: Ours
    sites: Mapping[str, tuple[Peer, Path]]
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)

    def take(self, name: str, command: Iterable[str], folder: Path) -> None:
        """Run a command once more and keep its cost."""
        cost = run(tuple(command), folder=folder, env=ALONE)
        self.costs.setdefault(name, []).append(cost)
        say(f"{self.size} {name}: {cost.cpu:.2f} s CPU, {cost.wall:.2f} s wall, {cost.together:.0f} MB")

    def peer(self, name: str) -> None:
        """Let a peer build its site from nothing."""
        one, folder = self.sites[name]
        for made in (one.made, "resources", ".hugo_build.lock"):
            shutil.rmtree(folder / made, ignore_errors=True)
        self.take(name, one.build, folder)

    def clean_builds(self) -> None:
        """Build from nothing beside bare spaCy, tuned and as it comes, in turns; a large site once and alone."""
        for _ in range(max(1, min(self.rounds, 3000 // self.size))):
            self.ours.forget()
            self.take("clean build", self.ours.command(), self.ours.folder)
            if self.size > BESIDE:
                continue
            for name, options in YARDSTICKS.items():
                self.take(name, (*PIPE, str(self.ours.folder), *options), self.ours.folder)
        if self.size <= BESIDE:
            self.digests_agree()

    def together(self) -> None:
        """Build from nothing with one process and with two, in turns: by the clock, so the machine must be idle."""
        for _ in range(max(1, min(self.rounds, 3000 // self.size))):
            for name, jobs in (("one job", 1), ("two jobs", 2)):
                self.ours.forget()
                self.take(f"clean build, {name}", self.ours.command(jobs=jobs), self.ours.folder)

    def digests_agree(self) -> None:
        """Compare what the set-ups make of a sample: tuned, with spaCy's own matrix product, as it comes, and ours."""
        base = (*PIPE, str(self.ours.folder), "--first", str(SAMPLE), "--digest")
        made = {
            subprocess.run(
                command, cwd=ROOT, env={**os.environ, **ALONE}, check=True, capture_output=True, text=True
            ).stdout
            for command in (base, *((*base, setup) for setup in ("--blis", "--defaults", "--ours")))
        }
        self.told["analyses"] = float(len(made))

    def small_changes(self) -> None:
        """Change one thing at a time, and let the peers build in between. The first build of each kind is a warm-up."""
        steps: Mapping[str, Callable[[int], object]] = {
            "nothing changed": lambda _: None,
            "template changed": self.ours.draw_anew,
            "template of articles changed": self.ours.draw_articles_anew,
            "paragraph changed": lambda number: serving.save(
                self.ours.articles([37 * number + 5])[0], f"round{number}"
            ),
            "two people merged": self.ours.judge,
        }
        run(self.ours.command(jobs=2), folder=self.ours.folder, env=ALONE)
        run(self.ours.command(), folder=self.ours.folder, env=ALONE)  # what was asked for otherwise is read again
        for number in range(1, self.rounds + 1):
            for name, change in steps.items():
                change(number)
                self.take(name, self.ours.command(), self.ours.folder)
                # What a person does next is not in the same instant.
                run(("sleep", "0.3"), folder=self.ours.folder)
                run(self.ours.command(), folder=self.ours.folder, env=ALONE)
            self.take("bare pipe, one article", (*PIPE, str(self.ours.folder), "--first", "1"), self.ours.folder)
            for name in self.sites if self.size <= BESIDE else ["Hugo"]:
                self.peer(name)
        for name, change in (("paragraph changed", steps["paragraph changed"]), ("two people merged", self.ours.judge)):
            change(self.rounds + 1)
            for stage, seconds in self.ours.stages().items():
                self.told[f"{name}: {stage}"] = seconds
        self.ours.set_up(search=True)
        run(self.ours.command(), folder=self.ours.folder, env=ALONE)
        serving.save(self.ours.articles([11])[0], "searched")
        self.take("paragraph changed, with search", self.ours.command(), self.ours.folder)
        self.ours.set_up(search=False)

    def served(self, edits: int = 12) -> None:
        """Measure from save to served, ours and Hugo's, and count lost edits; of a site that was built before."""
        run(self.ours.command(), folder=self.ours.folder, env=ALONE)
        names = self.ours.articles(range(0, self.size, max(1, self.size // 20)))
        ours = [Subject(path=path, url=f"/articles/{path.stem}/") for path in names]
        hugo, folder = self.sites["Hugo"]
        theirs = [Subject(path=folder / hugo.articles / path.name, url=f"/articles/{path.stem}/") for path in names]
        for name, command, site, subjects in (
            ("serve", SERVE, self.ours.folder, ours),
            ("hugo server", hugo.serve, folder, theirs),
        ):
            first, *others = serving.latency(command, site, subjects, edits=edits) or [float("inf")]
            self.told[f"{name}, first"], self.told[name] = first, serving.median(others)
        say(f"{self.size} save to served: {self.told['serve']:.3f} s, hugo server {self.told['hugo server']:.3f} s")
        if self.size == 1000:
            self.told["lost"] = float(serving.lost(SERVE, self.ours.folder, ours, edits=1000))
            say(f"{self.size} lost of 1,000 edits: {self.told['lost']:.0f}")

    def growing(self) -> None:
        """Measure how time grows with the length of hostile texts."""
        for name, exponent in growth.growths():
            say(f"{name}: grows with length to the {exponent:.2f}")
            self.told["growth"] = max(exponent, self.told.get("growth", 0))

    def medians(self) -> dict[str, Cost]:
        """Give each command's median cost."""
        return {name: middle(costs) for name, costs in self.costs.items()}


def say(line: str) -> None:
    """Show how it goes."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def prepared(size: int, rounds: int, cache: Path) -> Bench:
    """Lay out the sites of one size, and install the peers."""
    pieces = list(corpus(size))
    known = peers(cache / "peers")
    folder = cache / f"sites-{size}"
    return Bench(
        size=size,
        rounds=rounds,
        ours=Ours.laid_out(pieces, folder / "briefbook"),
        sites={name: (one, lay_out(one, pieces, folder / name)) for name, one in known.items()},
    )


def remembered(path: Path) -> dict[int, report.Measured]:
    """Give what earlier runs measured, by size."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[int, report.Measured])
    except FileNotFoundError:
        return {}


def remember(path: Path, size: int, one: report.Measured) -> None:
    """Keep what was measured; parts measured in an earlier run stay until they are measured again."""
    sizes = remembered(path)
    old = sizes.get(size, one)
    told = {name: value for name, value in {**old.told, **one.told}.items() if math.isfinite(value)}
    sizes[size] = report.Measured(costs={**old.costs, **one.costs}, told=told, date=one.date, about=one.about)
    path.write_bytes(msgspec.json.encode(dict(sorted(sizes.items()))))


def machine() -> list[str]:
    """Say where this was measured."""
    chip = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    memory = int(Path("/proc/meminfo").read_text().split()[1]) // 1024**2
    return [
        f"{len(os.sched_getaffinity(0))} processors ({chip}), {memory} GB, {platform.system()} {platform.release()}",
        f"Python {platform.python_version()}; load of the machine at the end {os.getloadavg()[2]:.1f} (15 minutes)",
    ]


def main() -> None:
    """Measure all sizes and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--parts", default="clean,jobs,changes,serve,growth", help="what to measure, if not all")
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache/bench")
    parser.add_argument("--out", type=Path, default=ROOT / "BENCHMARKS.md")
    parser.add_argument("--date", required=True, help="the day of the run")
    asked = parser.parse_args()
    cache = asked.cache.resolve()
    for size in map(int, asked.sizes.split(",")):
        one = prepared(size, asked.rounds, cache)
        parts = {
            "clean": one.clean_builds,
            "jobs": one.together,
            "changes": one.small_changes,
            "serve": one.served,
            "growth": one.growing,
        }
        for part in asked.parts.split(","):
            parts[part]()
            notes = [*machine(), f"Rounds: {one.rounds}. Peers: {', '.join(sorted(one.sites))}"]
            made = report.Measured(costs=one.medians(), told=one.told, date=asked.date, about=notes)
            remember(cache / NAME, size, made)
    text = report.written(remembered(cache / NAME))
    asked.out.write_text(text, encoding="utf-8")
    say(text)


if __name__ == "__main__":
    main()
