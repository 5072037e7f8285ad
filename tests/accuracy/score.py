"""Score the analysis on a corpus with gold: build it, convert the site's own data, and print a line for each task.

    python -m tests.accuracy.score [CORPUS…] [--out SYSTEM.json] [--kit FOLDER] [--figures DATE]

``CORPUS`` holds ``articles/`` and ``gold.json``, and ``topics.yaml`` if it has topics of its own; groups of articles
that the gold wants summarised together become topics of whole articles. Where the gold has topics and the corpus gives
none, the site is built again without any, and the topics that it proposes are scored as clusters of articles. A folder
of such folders stands for all of them, and without ``CORPUS`` the one beside the repository. The scorer is the package
``nkit`` beside the corpus. Only what a published site carries in ``data/`` is scored: whatever is not there, no reader
could use either. Beside briefs of groups, simple systems' are scored too.

``--figures`` writes what was measured, with the day that is given, to the file that the about page carries, and as a
table into ``ACCURACY.md``.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from generator import language
from generator.pages.accuracy import FILE, Figures, Measured, analyser, rows
from tests.accuracy.convert import converted, labelled, load
from tests.accuracy.simple import briefs, sentences

GROUP_WORDS = 250
ROOT = Path(__file__).parents[2]
_OPENS, _CLOSES = "<!-- figures: written by `make accuracy FIGURES=yes` -->", "<!-- end of figures -->"

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
    system["simple"] = simple_groups(data, gold)
    if "topics" in gold["tasks"]:
        if gold.get("groups") and not _topics_given(corpus):
            data = build(corpus, settings(corpus, gold, topics=False), folder / "proposed")
        labels = labelled(data, gold)
        for one in system["articles"]:
            one["labels"] = labels[one["id"]]
    return system


def simple_groups(data: Path, gold: dict[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Give what simple systems write of the gold's groups, by system."""
    files = {one["id"]: data / one["file"] for one in json.loads((data / "articles.json").read_text())["articles"]}
    paths = {one["id"]: _path(one) for one in gold["articles"]}
    made: dict[str, list[dict[str, str]]] = {}
    for group in gold.get("groups") or ():
        inside = [files[paths[one]] for one in group["articles"] if paths.get(one) in files]
        told = [sentences(load(one)) for one in inside]
        for name, brief in briefs(told, GROUP_WORDS).items():
            made.setdefault(name, []).append({"id": group["id"], "summary": brief})
    return made


def measured(corpus: Path, kit: Path, out: Path | None) -> Measured:
    """Build a corpus and score each task that its gold names; ``out`` keeps what was scored. Raises SystemExit."""
    gold = json.loads((corpus / "gold.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="accuracy-") as place:
        folder = Path(place)
        system = system_of(corpus, gold, folder)
        out = out or folder / "system.json"
        out.write_text(json.dumps(system, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        tasks: dict[str, dict[str, float]] = {}
        beside: dict[str, dict[str, dict[str, float]]] = {}
        for given in gold["tasks"] if (kit / "nkit").is_dir() else ():
            task = "cluster" if given == "topics" and not _topics_given(corpus) else given
            tasks[task] = _flat(scores(kit, task, corpus / "gold.json", out))
            for name, groups in system["simple"].items() if task == "multidoc" else ():
                other = folder / "simple.json"
                other.write_text(json.dumps({**system, "groups": groups}), encoding="utf-8")
                beside.setdefault(task, {})[name] = _flat(scores(kit, task, corpus / "gold.json", other))
    return Measured(name=corpus.name, articles=len(system["articles"]), tasks=tasks, simple=beside)


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
    keys = [key for key in SHOWN.get(task, ()) if key in result] or list(result)
    return f"{task:<11}" + "  ".join(f"{key} {_figure(result[key])}" for key in keys)


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
    parser.add_argument("corpus", type=Path, nargs="*", default=[ROOT.parent / "shared" / "accuracy"])
    parser.add_argument("--out", type=Path, help="keep the converted data here (of one corpus)")
    parser.add_argument("--kit", type=Path, help="folder that holds the scorer; default: the corpus's own")
    parser.add_argument("--figures", metavar="DATE", help="write the figures, measured on this day (2024-01-31)")
    given = parser.parse_args(arguments)
    sets = corpora(given.corpus)
    if given.out and len(sets) > 1:
        parser.error("--out is for one corpus")
    found = []
    for corpus in sets:
        kit = (given.kit or corpus.parent).resolve()
        one = measured(corpus, kit, given.out)
        print(f"{one.name}: {one.articles} articles", flush=True)
        for task, result in one.tasks.items():
            print(line(task, result), flush=True)
            for name, figures in one.simple.get(task, {}).items():
                print(f"  {name}: {line(task, figures)}", flush=True)
        if not (kit / "nkit").is_dir():
            print(f"there is no scorer in {kit.name}/: converted, not scored", file=sys.stderr)
            return 0 if given.out else 1
        found.append(one)
    if given.figures:
        publish(Figures(date=given.figures, analyser=analyser(), sets=tuple(map(_shown, found))))
    return 0


def publish(figures: Figures) -> None:
    """Write the figures where the about page finds them, and their table into the report."""
    content = msgspec.json.format(msgspec.json.encode(figures), indent=1)
    (ROOT / "generator" / "pages" / FILE).write_bytes(content + b"\n")
    report = ROOT / "ACCURACY.md"
    report.write_text(with_table(report.read_text(encoding="utf-8"), figures), encoding="utf-8")


def with_table(report: str, figures: Figures) -> str:
    """Put the figures' table between the report's marks."""
    head, rest = report.split(_OPENS)
    _, tail = rest.split(_CLOSES)
    lines = [f"Measured on {figures.date}, analyser `{figures.analyser}`.", ""]
    lines += ["| what | set | figure |", "|---|---|---|"]
    lines += [f"| {one.measure} | {one.set} | {one.value} |" for one in rows(figures, language.load("en"))]
    for one in figures.sets:
        for task, systems in one.simple.items():
            lines += ["", f"Briefs on {one.name} ({task}), beside simple systems that see the same sentences:", ""]
            lines += ["| system | ROUGE-1 | ROUGE-2 |", "|---|---|---|"]
            for name, result in {"Briefbook": one.tasks[task], **systems}.items():
                lines += [f"| {name} | {result['rouge1']:.3f} | {result['rouge2']:.3f} |"]
    return f"{head}{_OPENS}\n" + "\n".join(lines) + f"\n{_CLOSES}{tail}"


def _shown(one: Measured) -> Measured:
    """Keep of a set's figures those that lines show."""
    tasks = {task: _kept(task, result) for task, result in one.tasks.items()}
    simple = {
        task: {name: _kept(task, result) for name, result in systems.items()} for task, systems in one.simple.items()
    }
    return msgspec.structs.replace(one, tasks=tasks, simple=simple)


def _kept(task: str, result: dict[str, float]) -> dict[str, float]:
    return {key: result[key] for key in SHOWN.get(task, ()) if key in result}


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
