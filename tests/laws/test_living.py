"""A process that builds after every edit, and remembers, makes what one makes that remembers nothing, byte for byte.

The corpus is large enough for what the small sites of `test_sequences` hardly have: shared text, blocks of namesakes,
topics with many passages, words whose counts cross the steps of a scale. Builds are stopped midway now and then.
``LAWS`` in the environment gives other and longer chains.
"""

import os
import random
import shutil
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.engine.report import StoppedError
from generator.engine.store import NAME
from generator.serve.inputs import Inputs, places
from generator.serve.maker import Maker
from generator.settings import Site, locate
from tests.bench.corpus import Piece, corpus
from tests.bench.sites import Ours
from tests.laws.conftest import tree

pytestmark = pytest.mark.model

ARTICLES = 36
LAWS = os.environ.get("LAWS")
CHAINS = range(max(2, int(LAWS) // 50)) if LAWS else range(2)
STEPS = 24 if LAWS else 12
WORDS = [
    "again",
    "bridge",
    "council",
    "delay",
    "harbour",
    "minister",
    "orchard",
    "percent",
    "tariff",
    "tunnel",
    "vote",
    "winter",
]


@pytest.mark.parametrize("chain", CHAINS)
def test_a_chain_of_edits_in_one_process_leads_to_the_clean_site(chain: int, tmp_path: Path) -> None:
    dice = random.Random(f"{LAWS} {chain}")  # noqa: S311 - edits, the same in every run
    desk = Desk(dice=dice, root=tmp_path / "site", clean=tmp_path / "clean")
    desk.set_up()
    try:
        desk.build()
        for _ in range(STEPS):
            desk.edit()
            if desk.dice.random() < 0.3:
                desk.stopped()
                if desk.dice.random() < 0.5:
                    desk.edit()
            elif desk.dice.random() < 0.2:
                desk.restart()
            desk.build()
            desk.compare()
    finally:
        desk.maker.close()


def test_a_site_of_which_every_article_goes_and_comes_back_is_the_clean_site(tmp_path: Path) -> None:
    dice = random.Random(0)  # noqa: S311 - as above
    desk = Desk(dice=dice, root=tmp_path / "site", clean=tmp_path / "clean", pieces=list(corpus(3)))
    desk.set_up()
    texts = {path: path.read_bytes() for path in desk.seeds}
    try:
        desk.build()
        for path in texts:
            path.unlink()
            desk.build()
            desk.compare()
        texts[desk.root / "content/home.md"] = b"All of them are back.\n"
        for path, text in reversed(texts.items()):
            path.write_bytes(text)
            desk.build()
            desk.compare()
    finally:
        desk.maker.close()


def test_a_process_that_hears_of_each_change_draws_by_the_theme_as_it_is(tmp_path: Path) -> None:
    dice = random.Random(1)  # noqa: S311 - as above
    desk = Desk(dice=dice, root=tmp_path / "site", clean=tmp_path / "clean", pieces=list(corpus(3)))
    desk.set_up()
    desk.chance = 1.0
    try:
        desk.build()
        for work in (desk.write, lambda: desk.ours.draw_anew(1), desk.write, lambda: desk.ours.draw_anew(2)):
            work()
            desk.build()
            desk.compare()
    finally:
        desk.maker.close()


@dataclass(kw_only=True)
class Desk:
    """A site, its one process, and what was done so far, which a failure shows."""

    dice: random.Random
    root: Path
    clean: Path
    maker: Maker = field(init=False)
    ours: Ours = field(init=False)
    pieces: list[Piece] = field(default_factory=lambda: list(corpus(ARTICLES)))
    topics: str = ""
    removed: dict[Path, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    inputs: Inputs = field(init=False)
    changed: frozenset[str] = frozenset()
    chance: float = 0.7
    """How often a build gets word of what has changed since the last one, as who watches has it."""

    def set_up(self) -> None:
        self.ours = Ours.laid_out(self.pieces, self.root)
        (self.root / "content").mkdir()
        self.maker = living(self.root)
        self.inputs = Inputs(places(self.maker.site, None))

    @property
    def seeds(self) -> list[Path]:
        return sorted((self.root / "seeds").iterdir())

    def build(self) -> None:
        """Build, sometimes with word of what has changed since the last build."""
        self.changed |= self.inputs.look()
        told = self.changed if self.dice.random() < self.chance else None
        made, report = self.maker.make(lambda: None, index=False, changed=told)
        assert made is not None, (self.done, report.problems)
        self.changed = frozenset()

    def restart(self) -> None:
        """Go on in a new process: one that warms up, and may be stopped at that by the next edit."""
        self.maker.close()
        self.maker = living(self.root)
        self.build()
        self.stopped(warming=True)
        self.edit()

    def stopped(self, *, warming: bool = False) -> None:
        """Begin a build that is stopped at some moment; one that is quicker than that is whole."""
        left = self.dice.choice((1, 3, 10, 40, 120))

        def go_on() -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise StoppedError

        self.done.append("stopped while warming up" if warming else "stopped")
        with suppress(StoppedError):
            self.maker.make(go_on, index=False, warming=warming)

    def compare(self) -> None:
        """Build the same inputs elsewhere, with nothing remembered but what spaCy and articles by themselves gave."""
        shutil.rmtree(self.clean, ignore_errors=True)
        shutil.copytree(self.root, self.clean, ignore=shutil.ignore_patterns("public", ".cache"))
        shutil.copytree(self.root / ".cache", self.clean / ".cache")
        with sqlite3.connect(self.clean / ".cache" / NAME) as store:
            store.execute("DELETE FROM entry WHERE passing")
        store.close()
        other = living(self.clean)
        made, report = other.make(lambda: None, index=False)
        other.close()
        assert made is not None, report.problems
        here, there = tree(self.root / "public"), tree(self.clean / "public")
        assert [path for path in here.keys() | there.keys() if here.get(path) != there.get(path)] == [], self.done

    def edit(self) -> None:
        often = (self.write,) * 3
        rare = (self.copy, self.rename, self.redate, self.remove, self.judge, self.set, self.draw)
        one = self.dice.choice((*often, *rare))
        self.done.append(f"{one.__name__}: {one()}")
        time.sleep(0.02)  # what changed within one tick of the clock is never trusted

    def write(self) -> str:
        """Change words of a paragraph, add a sentence, or take one away."""
        path = self.dice.choice(self.seeds)
        head, *paragraphs = path.read_text(encoding="utf-8").strip().split("\n\n")
        place = self.dice.randrange(len(paragraphs))
        kind = self.dice.choice(("word", "sentence", "less"))
        if kind == "word":
            words = paragraphs[place].split(" ")
            words[self.dice.randrange(len(words))] = self.dice.choice(WORDS)
            paragraphs[place] = " ".join(words)
        elif kind == "sentence":
            paragraphs[place] += f" A {' '.join(self.dice.choices(WORDS, k=7))} was held on Monday."
        elif len(paragraphs) > 1:
            del paragraphs[place]
        path.write_text("\n\n".join([head, *paragraphs]) + "\n", encoding="utf-8")
        return f"{kind} of {path.name}, {place}"

    def copy(self) -> str:
        """Let an article carry a paragraph of another, so that they share text and people."""
        path, other = self.dice.choice(self.seeds), self.dice.choice(self.seeds)
        paragraph = self.dice.choice(other.read_text(encoding="utf-8").strip().split("\n\n")[1:])
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{paragraph}\n")
        return f"{other.name} to {path.name}"

    def rename(self) -> str:
        """Give somebody another surname in one article: that of somebody else, or a new one."""
        path = self.dice.choice(self.seeds)
        text = path.read_text(encoding="utf-8")
        people = [name for piece in self.pieces for name in piece.people]
        inside = [name for name in people if name in text] or people
        surname, other = (
            self.dice.choice(inside).split()[-1],
            self.dice.choice((*people, "Ada Quillfeather")).split()[-1],
        )
        path.write_text(text.replace(surname, other), encoding="utf-8")
        return f"{surname} to {other} in {path.name}"

    def redate(self) -> str:
        path = self.dice.choice(self.seeds)
        lines = path.read_text(encoding="utf-8").split("\n")
        lines[2] = f"date: 2023-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}"
        path.write_text("\n".join(lines), encoding="utf-8")
        return path.name

    def remove(self) -> str:
        """Take an article away, or put one back."""
        if self.removed and self.dice.random() < 0.6:
            path, text = self.removed.popitem()
            path.write_text(text, encoding="utf-8")
            return f"put back {path.name}"
        path = self.dice.choice(self.seeds)
        self.removed[path] = path.read_text(encoding="utf-8")
        path.unlink()
        return path.name

    def judge(self) -> str:
        """Merge two people, hold an article's name apart, or take all judgements back."""
        path = self.root / "content/judgements.yaml"
        people = sorted({name for piece in self.pieces for name in piece.people})
        one, two = self.dice.sample(people, 2)
        entries = [f"- merge: [{one}, {two}]\n  reason: Told by the editor.\n", "[]\n"]
        path.write_text(self.dice.choice(entries), encoding="utf-8")
        return f"{one}, {two}"

    def draw(self) -> str:
        """Change a template of the site's own theme, or put it back."""
        number = self.dice.randrange(3)
        self.ours.draw_anew(number)
        return str(number)

    def set(self) -> str:
        """Change the settings: topics of the editor or none, lengths of briefs."""
        path = self.root / "site.yaml"
        head, _, topics = path.read_text(encoding="utf-8").partition("topics:\n")
        kind = self.dice.choice(("topics", "brief"))
        if kind == "topics":
            self.topics = topics or self.topics
            text = head if topics else f"{head}topics:\n{self.topics}"
        else:
            head = head.split("brief:")[0]
            text = f"{head}brief: {{article: {self.dice.randint(2, 5)}, actor: {self.dice.randint(2, 5)}}}\n"
            text += f"topics:\n{topics}" if topics else ""
        path.write_text(text, encoding="utf-8")
        return kind


def living(root: Path) -> Maker:
    def found() -> Site:
        return locate(root=root)

    return Maker(locate=found, site=found(), jobs=1, clean=False, clock=time.perf_counter)
