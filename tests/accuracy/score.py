"""Score the analysis on a corpus with gold: build it, convert the site's own data, and print a line for each task.

    python -m tests.accuracy.score CORPUS… [--out SYSTEM.json] [--kit FOLDER]

``CORPUS`` holds ``articles/`` and ``gold.json``, and ``topics.yaml`` if it has topics of its own; groups of articles
that the gold wants summarised together become topics of whole articles. Where the gold has topics and the corpus gives
none, the site is built again without any, and the topics that it proposes are scored as clusters of articles. A folder
of such folders stands for all of them. The scorer is the package ``nkit`` beside the corpus. Only what a published site
carries in ``data/`` is scored: whatever is not there, no reader could use either.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from tests.accuracy.convert import converted, labelled

GROUP_WORDS = 250
ROOT = Path(__file__).parents[2]

# What to show of each task's scores, in order; a task that is not named here shows all its figures.
SHOWN = {
    "ner": ("lenient.f1", "lenient.p", "lenient.r", "strict.f1"),
    "actors": ("b3.f1", "b3.p", "b3.r", "pairwise.p", "pairwise.r", "merged_different_people", "missed"),
    "passages": ("macro_f1", "micro_f1", "exact"),
    "quotes": ("attributed_only.p", "attributed_only.r", "attributed_only.f1", "span.f1", "span_and_speaker.f1"),
    "dates": ("value.f1", "value.p", "value.r", "detect.f1"),
    "extract": ("f1", "p", "r", "pages_f1_over_0.9", "empty"),
    "metadata": ("title_exact", "date_accuracy", "byline.f1"),
    "duplicates": ("f1", "p", "r"),
    "meetings": ("meetings.f1", "meetings.p", "meetings.r", "participants.f1"),
    "roles": ("p", "r"),
    "multidoc": ("rouge1", "rouge2", "words"),
    "summary": ("rouge1", "rouge2", "words"),
    "cluster": ("b3.f1", "v", "ari", "groups"),
    "topics": ("macro_f1", "accuracy"),
}


class Measured(NamedTuple):
    """One set's figures: its tasks in the gold's order, each with what the scorer says of it."""

    name: str
    articles: int
    tasks: dict[str, dict[str, Any]]


def settings(corpus: Path, gold: dict[str, Any], *, topics: bool = True) -> str:
    """Write the settings for a corpus: its topics, or its groups as topics of whole articles; or without ``topics``."""
    lines = [f"title: {json.dumps(corpus.name)}"]
    own = corpus / "topics.yaml"
    if topics and own.is_file():
        lines.append(own.read_text(encoding="utf-8"))
    elif topics and gold.get("groups"):
        files = {one["id"]: _path(one) for one in gold["articles"]}
        lines += ["brief:", "  topic: 50", f"  topic_words: {GROUP_WORDS}", "topics:"]
        for group in gold["groups"]:
            patterns = json.dumps([files[one] for one in group["articles"] if one in files])
            lines += [f"  - id: {group['id'].lower()}", f"    title: {group['id']}", f"    articles: {patterns}"]
    return "\n".join(lines) + "\n"


def build(corpus: Path, site: str, folder: Path) -> Path:
    """Build the corpus with the command that everyone uses, and give the folder of the site's data."""
    folder.mkdir()
    (folder / "site.yaml").write_text(site, encoding="utf-8")
    cache = ROOT / ".cache" / "accuracy"
    command = [sys.executable, "-m", "generator", "build", str((corpus / "articles").resolve()), "-C", str(folder)]
    command += ["-o", str(folder / "public"), "--cache", str(cache), "-q"]
    done = subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if not (folder / "public" / "data").is_dir():  # a site with faulty articles is a site all the same
        raise SystemExit(f"{corpus.name} could not be built:\n{done.stderr[-4000:]}")
    return folder / "public" / "data"


def system_of(corpus: Path, gold: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Build a corpus in ``folder`` and give what its site says, in the scorer's format."""
    data = build(corpus, settings(corpus, gold), folder / "site")
    system = converted(data, gold)
    if "topics" in gold["tasks"]:
        if gold.get("groups") and not _topics_given(corpus):
            data = build(corpus, settings(corpus, gold, topics=False), folder / "proposed")
        labels = labelled(data, gold)
        for one in system["articles"]:
            one["labels"] = labels[one["id"]]
    return system


def measured(corpus: Path, kit: Path, out: Path | None) -> Measured:
    """Build a corpus and score each task that its gold names; ``out`` keeps what was scored. Raises SystemExit."""
    gold = json.loads((corpus / "gold.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="accuracy-") as name:
        folder = Path(name)
        system = system_of(corpus, gold, folder)
        out = out or folder / "system.json"
        out.write_text(json.dumps(system, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        tasks = {}
        for given in gold["tasks"] if (kit / "nkit").is_dir() else ():
            task = "cluster" if given == "topics" and not _topics_given(corpus) else given
            tasks[task] = scores(kit, task, corpus / "gold.json", out)
    return Measured(corpus.name, len(system["articles"]), tasks)


def _topics_given(corpus: Path) -> bool:
    return (corpus / "topics.yaml").is_file()


def scores(kit: Path, task: str, gold: Path, system: Path) -> dict[str, Any]:
    """Run the kit's scorer on one task."""
    command = [sys.executable, "-m", "nkit.score", task, str(gold.resolve()), str(system.resolve())]
    if task == "actors" and not json.loads(gold.read_text(encoding="utf-8")).get("exhaustive"):
        command += ["--forms", "name"]
    done = subprocess.run(command, cwd=kit, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["without a word"])[-1]}
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def line(task: str, result: dict[str, Any]) -> str:
    """Lay out one task's scores."""
    flat = _flat(result)
    keys = [key for key in SHOWN.get(task, ()) if key in flat] or list(flat)
    return f"{task:<11}" + "  ".join(f"{key} {_figure(flat[key])}" for key in keys)


def corpora(given: Iterable[Path]) -> list[Path]:
    """Give the sets of ``given``: each itself, or the sets in it. Raises SystemExit where there is none."""
    found: list[Path] = []
    for one in given:
        inside = [one] if (one / "gold.json").is_file() else sorted(gold.parent for gold in one.glob("*/gold.json"))
        if not inside:
            raise SystemExit(f"{one} has no gold.json, and no folder in it has one")
        found += [path.resolve() for path in inside]
    return found


def main(arguments: list[str] | None = None) -> int:
    """Build, convert, score and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, help="keep the converted data here (of one corpus)")
    parser.add_argument("--kit", type=Path, help="folder that holds the scorer; default: the corpus's own")
    given = parser.parse_args(arguments)
    sets = corpora(given.corpus)
    if given.out and len(sets) > 1:
        parser.error("--out is for one corpus")
    for corpus in sets:
        kit = (given.kit or corpus.parent).resolve()
        one = measured(corpus, kit, given.out)
        print(f"{one.name}: {one.articles} articles", flush=True)
        for task, result in one.tasks.items():
            print(line(task, result), flush=True)
        if not (kit / "nkit").is_dir():
            print(f"there is no scorer in {kit.name}/: converted, not scored", file=sys.stderr)
            return 0 if given.out else 1
    return 0


def _path(article: dict[str, Any]) -> str:
    return str(article["file"]).removeprefix("articles/")


def _flat(value: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, one in value.items():
        flat |= _flat(one, f"{prefix}{key}.") if isinstance(one, dict) else {f"{prefix}{key}": one}
    return flat


def _figure(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    raise SystemExit(main())
