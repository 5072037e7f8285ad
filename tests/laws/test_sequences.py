"""Whatever happens to a site, the next build makes what a clean build makes, byte for byte, and it can be verified.

``LAWS`` in the environment tells how many sequences to try; each run of `make laws` tries others, a plain run always
the same ones.
"""

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings

from generator.engine.store import NAME
from generator.verify import verify
from tests.laws.builders import Builder, Nursery, Order, Outcome
from tests.laws.conftest import tree
from tests.laws.states import State, Step, after, states, steps

pytestmark = pytest.mark.model

SEQUENCES = int(os.environ.get("LAWS", "120"))


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with Nursery(tmp_path_factory.mktemp("nursery")) as made:
        yield made


@settings(
    max_examples=SEQUENCES,
    derandomize="LAWS" not in os.environ,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(state=states, sequence=steps)
def test_any_sequence_leads_to_the_clean_site(
    state: State, sequence: list[Step], nursery: Nursery, tmp_path: Path
) -> None:
    place = tmp_path / "place"
    shutil.rmtree(place, ignore_errors=True)
    run = Run(nursery=nursery, place=place)
    try:
        run.write(state.files(), quiet=False)
        run.check(Step(edit="nothing"))
        for step in sequence:
            state = after(state, step)
            run.write(state.files(), quiet=step.quiet)
            run.disturb(step)
            if step.settled:
                time.sleep(0.06)  # beyond a tick of the clock: what changed within one is never trusted
            if step.build != "none":
                run.check(step)
    finally:
        run.close()


@dataclass(kw_only=True)
class Run:
    """One site through a sequence of steps."""

    nursery: Nursery
    place: Path
    root: Path = field(init=False)
    builder: Builder = field(init=False)

    def __post_init__(self) -> None:
        self.root = self.place / "here"
        self.root.mkdir(parents=True)
        self.builder = self.nursery.born()

    def close(self) -> None:
        self.builder.close()

    def write(self, files: dict[str, bytes], *, quiet: bool) -> None:
        """Bring the inputs to ``files``; quietly is in place, with the times that the files had before."""
        for name in ("seeds", "content", "themes"):
            for path in sorted((self.root / name).rglob("*"), reverse=True):
                if path.is_dir():
                    if not any(path.iterdir()):
                        path.rmdir()
                elif path.relative_to(self.root).as_posix() not in files:
                    path.unlink()
        (self.root / "seeds").mkdir(exist_ok=True)
        for name, content in files.items():
            path = self.root / name
            if path.is_file() and path.read_bytes() == content:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            if quiet and path.is_file():
                status = path.stat()
                path.write_bytes(content)
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
            else:
                beside = path.with_name(path.name + "~")
                beside.write_bytes(content)
                beside.replace(path)

    def disturb(self, step: Step) -> None:
        """Do to store, output or place what no build expects."""
        kind = step.what % 4
        if step.edit == "store":
            store = self.root / ".cache" / NAME
            if kind == 0:
                shutil.rmtree(self.root / ".cache", ignore_errors=True)
            elif store.is_file():
                content = bytearray(store.read_bytes())
                for at in range(512 * step.pick, len(content), 40_000):
                    content[at : at + 800] = b"\xa5" * len(content[at : at + 800])
                store.write_bytes(bytes(content) if kind == 1 else bytes(content[: len(content) // 2]))
        elif step.edit == "output":
            pages = [self.root / "public" / name for name in tree(self.root / "public")]
            if kind == 0 or not pages:
                shutil.rmtree(self.root / "public", ignore_errors=True)
            elif kind == 1:
                pages[step.pick % len(pages)].unlink()
            elif kind == 2:
                page = pages[step.pick % len(pages)]
                status = page.stat()
                page.write_bytes(page.read_bytes()[:-1] + b"!")
                os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
            else:
                (self.root / "public/stray.html").write_bytes(b"left by somebody")
        elif step.edit == "move":
            there = self.place / ("there" if self.root.name == "here" else "here")
            self.root = self.root.rename(there)

    def check(self, step: Step) -> None:
        """Build as the step says, build cleanly at the same time, and compare."""
        clean = self.place / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        before = tree(self.root / "public")
        fresh = self.nursery.born()
        fresh.start(Order(root=self.root, output=clean / "public", cache=clean / "cache", jobs=3 - step.jobs))
        try:
            results = self.builds(step, before)
            wanted = fresh.finish()
        finally:
            fresh.close()
        assert wanted is not None
        assert "fault of the program" not in wanted.told
        made = (clean / "public").is_dir()
        event("built" if made else "refused")
        assert results == [wanted] * len(results)
        assert_same(tree(self.root / "public"), tree(clean / "public") if made else before)
        if made:
            assert verify(self.root / "public", self.root / "seeds").problems == ()
        left = {path.name for path in self.root.iterdir()} - {"seeds", "content", "themes", "site.yaml"}
        assert left <= {"public", ".cache"}

    def builds(self, step: Step, before: dict[str, bytes]) -> list[Outcome | None]:
        order = Order(root=self.root, output=self.root / "public", cache=self.root / ".cache", jobs=step.jobs)
        if step.build == "kill":
            killed = self.builder.build(replace(order, moment=1 + 3 * step.moment))
            event("killed" if killed is None else "survived")
            if killed is None:
                between = tree(self.root / "public")
                self.restart()
                result = self.builder.build(order)
                # What readers saw in the meantime was the old site whole, or the new one.
                if between != before:
                    assert_same(tree(self.root / "public"), between)
                return [result]
        if step.build == "restart":
            self.restart()
        if step.build == "together":
            other = self.nursery.born()
            other.start(order)
            results = [self.builder.build(order), other.finish()]
            other.close()
            return results
        return [self.builder.build(order)]

    def restart(self) -> None:
        self.builder.close()
        self.builder = self.nursery.born()


def assert_same(here: dict[str, bytes], there: dict[str, bytes]) -> None:
    assert here.keys() == there.keys()
    assert [path for path in here if here[path] != there[path]] == []
