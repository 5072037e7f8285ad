"""Our own site for the benchmark: laid out, changed, and built by the command that people type."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import read
from generator.annotate.pipeline import DEFAULT, UNUSED
from generator.settings import locate
from tests.bench.corpus import BEATS, Piece
from tests.bench.peers import written
from tests.bench.pipe import TEXTS

COMMAND = (str(Path(sys.executable).with_name("briefbook")), "build", "-q")
_STAGE = re.compile(r"(?P<name>\w+) +(?P<seconds>[0-9.]+) s +\d+ found +\d+ made")
TEMPLATES = Path(__file__).parents[2] / "themes/default/templates"


@dataclass(frozen=True, kw_only=True)
class Ours:
    """The site, and the people whom its articles name."""

    folder: Path
    people: Sequence[str]

    @classmethod
    def laid_out(cls, pieces: Sequence[Piece], folder: Path) -> "Ours":
        """Write it into a new folder, with a topic for each beat and a theme whose base template can be changed."""
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "seeds").mkdir(parents=True)
        for piece in pieces:
            (folder / "seeds" / piece.name).write_text(written(piece), encoding="utf-8")
        site = cls(folder=folder, people=sorted({one for piece in pieces for one in piece.people}))
        site.set_up(search=False)
        site.draw_anew(0)
        site.write_texts()
        return site

    def set_up(self, *, search: bool) -> None:
        """Write the settings. The peers' sites have no search, so that ours is measured without it too."""
        topics = [
            f"  - {{id: {beat}, title: {beat.capitalize()}, terms: [{', '.join(nouns)}]}}"
            for beat, (nouns, _, _) in BEATS.items()
        ]
        lines = ["title: Bench", "theme: {name: bench}", f"search: {str(search).lower()}", "topics:", *topics, ""]
        (self.folder / "site.yaml").write_text("\n".join(lines))

    def write_texts(self) -> None:
        """Write beside the site what a build of it gives to the model: the paragraphs of each article, in order."""
        site = locate(root=self.folder)
        readings = read.ARTICLE.run(read.context(site), read.find(site).sources)
        articles = [
            [one.text for one in reading.article.paragraphs if one.text] for reading in readings if reading.article
        ]
        told = {"model": DEFAULT, "unused": UNUSED, "articles": articles}
        (self.folder / TEXTS).write_text(json.dumps(told), encoding="utf-8")

    def command(self, jobs: int = 1) -> tuple[str, ...]:
        """Give the command that builds it."""
        return (*COMMAND, "--jobs", str(jobs))

    def stages(self) -> dict[str, float]:
        """Build it, and give the seconds by the clock that each stage took, as the command tells them."""
        command = (*COMMAND[:2], "--verbose", "--jobs", "1")
        made = subprocess.run(command, cwd=self.folder, check=True, capture_output=True, text=True)
        told = (_STAGE.match(line) for line in (made.stdout + made.stderr).splitlines())
        return {one["name"]: float(one["seconds"]) for one in told if one}

    def forget(self) -> None:
        """Remove all that was made."""
        for name in ("public", ".cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def draw_anew(self, number: int) -> None:
        """Change the template that stands around every page: all become other pages, with the text that they had."""
        self._change("base.html", "</body>", f"<p>Round {number}</p>\n</body>")

    def draw_articles_anew(self, number: int) -> None:
        """Change the template of articles, around each paragraph: the text itself of every article is drawn anew."""
        self._change("article.html", '<div class="row paragraph', f'<div data-round="{number}" class="row paragraph')

    def _change(self, name: str, words: str, others: str) -> None:
        theme = self.folder / "themes/bench"
        (theme / "templates").mkdir(parents=True, exist_ok=True)
        (theme / "theme.yaml").write_text("name: bench\nparent: default\n")
        text = (TEMPLATES / name).read_text(encoding="utf-8").replace(words, others)
        (theme / "templates" / name).write_text(text, encoding="utf-8")

    def judge(self, number: int) -> None:
        """Merge two people, others each time."""
        (self.folder / "content").mkdir(exist_ok=True)
        one, two = self.people[2 * number % len(self.people)], self.people[(2 * number + 1) % len(self.people)]
        entry = f"- merge: [{one}, {two}]\n  reason: The benchmark merges them.\n"
        (self.folder / "content/judgements.yaml").write_text(entry, encoding="utf-8")

    def articles(self, numbers: Iterable[int]) -> list[Path]:
        """Give some articles' files."""
        paths = sorted((self.folder / "seeds").iterdir())
        return [paths[number % len(paths)] for number in numbers]
