"""What a change costs, counted: no noise of the machine moves these."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from generator.build import build
from generator.engine.executor import Engine
from generator.engine.report import Report, Tally
from generator.engine.store import Store
from generator.serve.maker import Maker
from generator.settings import locate
from tests.laws.conftest import tree

pytestmark = pytest.mark.model


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def judge(root: Path) -> None:
    path = root / "content/judgements.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "- ignore: Nobody At All\n  reason: none\n", encoding="utf-8")


def theme(root: Path) -> None:
    (root / "themes/own/templates").mkdir(parents=True)
    (root / "themes/own/theme.yaml").write_text("name: own\nparent: default\n")
    (root / "themes/own/templates/404.html").write_text('{% extends "default/404.html" %}\n')
    replace("site.yaml", "name: default", "name: own")(root)


ARTICLE = "seeds/jilani-blome-afghan-resettlement.md"
NOTHING: dict[str, int] = {}
RESOLVED = {"resolve": 1, "summarise": 1}
CHANGES: list[tuple[str, Callable[[Path], None], dict[str, int]]] = [
    ("nothing", lambda _root: None, NOTHING),
    ("title", replace("site.yaml", "\ntitle: ", "\ntitle: The "), NOTHING),
    ("judgement", judge, {"resolve": 1}),
    ("theme", theme, {"templates": 1}),
    (
        "paragraph",
        replace(ARTICLE, "safely and without delay", "safely, and without delay"),
        {
            **RESOLVED,
            **dict.fromkeys(
                (
                    "read",
                    "card",
                    "names",
                    "paragraph",
                    "article",
                    "split",
                    "by_topics",
                    "copies",
                    "contribution",
                    "candidates",
                    "quotable",
                ),
                1,
            ),
        },
    ),
]


PLANNED: dict[str, Callable[[int], tuple[int, int]]] = {
    "nothing": lambda _: (0, 0),
    "title": lambda pages: (pages, pages),
    "judgement": lambda _: (1, 2),  # the page that lists judgements, and the data that do
    "theme": lambda _: (0, 0),
    "paragraph": lambda pages: (1, pages // 2),  # ten articles about the same people: many quote it
}
"""How many pages may be planned anew: at least and at most, of all."""


def test_a_change_costs_what_it_touches(site: Path) -> None:
    def run() -> tuple[dict[str, Tally], int]:
        report = Report()
        found = locate(root=site)
        store = Store(found.cache)
        try:
            done = build(found, Engine(store, report=report), index=False)
        finally:
            store.close()
        return report.tallies, done.published.written

    run()
    for name, change, expected in CHANGES:
        before = tree(site / "public")
        change(site)
        tallies, written = run()
        made = {stage: tally.misses for stage, tally in tallies.items() if tally.misses}
        planned, drawn = made.pop("plan", 0), made.pop("render", 0)
        assert made == expected, name
        if name in {"nothing", "theme"}:  # then nothing is asked for that pages are planned from
            assert (planned, set(tallies)) == (0, {"find", "templates", "plan", "render", "search"}), name
        after = tree(site / "public")
        least, most = PLANNED[name](len([path for path in after if not path.startswith("assets/")]))
        assert least <= planned <= most, name
        assert written == sum(before.get(path) != content for path, content in after.items()), name
        assert written <= drawn + len([path for path in after if path.startswith("assets/")]), name


def test_a_process_that_has_warmed_up_reads_for_an_edit_what_it_changes(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bytes] = []
    get = Store.get

    def told(store: Store, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found = get(store, keys)
        read.extend(found)
        return found

    def edited(number: int) -> int:
        """Give how much was read from the store for one more edit of an article."""
        replace(ARTICLE, "without delay" + "!" * number, "without delay" + "!" * (number + 1))(site)
        read.clear()
        made, report = maker.make(lambda: None, index=False)
        assert made is not None, report.problems
        return len(read)

    def process() -> Maker:
        """Begin anew on the site as it stands."""
        maker = Maker(locate=lambda: locate(root=site), site=locate(root=site), jobs=1, clean=False, clock=lambda: 0.0)
        maker.make(lambda: None, index=False)
        return maker

    monkeypatch.setattr(Store, "get", told)
    process().close()
    maker = process()
    assert edited(0) > edited(1), "the first edit reads what the later ones have at hand"
    maker.close()
    maker = process()
    made, report = maker.make(lambda: None, index=False, warming=True)
    assert made is not None
    assert made.published.written == 0
    assert {report.tallies[stage].misses for stage in ("paragraph", "article", "contribution", "resolve")} == {1}
    paragraphs = (site / ARTICLE).read_text(encoding="utf-8").count("\n\n")
    assert edited(2) <= paragraphs, "what is read are the other paragraphs of the article, and nothing else"
    maker.close()


def test_a_process_that_stays_sweeps_when_nothing_else_is_to_be_done(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[Store] = []

    def sweep(store: Store) -> int:
        swept.append(store)
        return 0

    monkeypatch.setattr(Store, "sweep", sweep)
    maker = Maker(locate=lambda: locate(root=site), site=locate(root=site), jobs=1, clean=False, clock=lambda: 0.0)
    made, report = maker.make(lambda: None, index=False)
    assert made is not None, report.problems
    assert not swept
    maker.settle(lambda: None)
    assert len(swept) == 1
    maker.close()
