"""Score the analysis on a corpus with gold: build it, convert the site's own data, and print a line for each task.

    python -m tests.accuracy.score CORPUS [--out SYSTEM.json] [--kit FOLDER]

``CORPUS`` holds ``articles/`` and ``gold.json``, and ``topics.yaml`` if it has topics of its own; groups of articles
that the gold wants summarised together become topics of whole articles. The scorer is the package ``nkit`` beside the
corpus. Only what a published site carries in ``data/`` is scored: whatever is not there, no reader could use either.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.accuracy.convert import converted

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


def settings(corpus: Path, gold: dict[str, Any]) -> str:
    """Write the settings for a corpus: its topics, or its groups as topics of whole articles."""
    lines = [f"title: {json.dumps(corpus.name)}"]
    topics = corpus / "topics.yaml"
    if topics.is_file():
        lines.append(topics.read_text(encoding="utf-8"))
    elif gold.get("groups"):
        files = {one["id"]: _path(one) for one in gold["articles"]}
        lines += ["brief:", "  topic: 50", f"  topic_words: {GROUP_WORDS}", "topics:"]
        for group in gold["groups"]:
            patterns = json.dumps([files[one] for one in group["articles"] if one in files])
            lines += [f"  - id: {group['id'].lower()}", f"    title: {group['id']}", f"    articles: {patterns}"]
    return "\n".join(lines) + "\n"


def build(corpus: Path, gold: dict[str, Any], folder: Path) -> Path:
    """Build the corpus with the command that everyone uses, and give the folder of the site's data."""
    (folder / "site.yaml").write_text(settings(corpus, gold), encoding="utf-8")
    cache = ROOT / ".cache" / "accuracy"
    command = [sys.executable, "-m", "generator", "build", str((corpus / "articles").resolve()), "-C", str(folder)]
    command += ["-o", str(folder / "public"), "--cache", str(cache), "-q"]
    done = subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if not (folder / "public" / "data").is_dir():  # a site with faulty articles is a site all the same
        raise SystemExit(f"{corpus.name} could not be built:\n{done.stderr[-4000:]}")
    return folder / "public" / "data"


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


def main(arguments: list[str] | None = None) -> int:
    """Build, convert, score and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, help="keep the converted data here")
    parser.add_argument("--kit", type=Path, help="folder that holds the scorer; default: the corpus's own")
    given = parser.parse_args(arguments)
    corpus = given.corpus.resolve()
    if not (corpus / "gold.json").is_file():
        parser.error(f"{given.corpus} has no gold.json")
    kit = (given.kit or corpus.parent).resolve()
    gold = json.loads((corpus / "gold.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="accuracy-") as name:
        folder = Path(name)
        system = converted(build(corpus, gold, folder), gold)
        out = given.out or folder / "system.json"
        out.write_text(json.dumps(system, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{corpus.name}: {len(system['articles'])} articles")
        if not (kit / "nkit").is_dir():
            print(f"there is no scorer in {kit.name}/: converted, not scored", file=sys.stderr)
            return 0 if given.out else 1
        for task in gold["tasks"]:
            if task in {"topics", "cluster"} and not (corpus / "topics.yaml").is_file():
                print(f"{task:<11}not scored: the corpus gives no topics, and its groups are the answer")
                continue
            print(line(task, scores(kit, task, corpus / "gold.json", out)))
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
