"""What the whole way remembers from one run of a process to the next is never older than what lies on disk."""

import time
from pathlib import Path

import pytest

from generator.build import find, themed
from generator.engine.executor import Engine
from generator.engine.memory import Memory
from generator.engine.store import Store
from generator.serve.inputs import Inputs, places
from generator.settings import locate


def test_an_article_that_changes_twice_within_a_tick_is_read_twice(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    article = tmp_path / "seeds/a.txt"
    article.write_text("0000")
    site, memory = locate(root=tmp_path), Memory()
    for turn in range(200):
        article.write_text(f"{turn:04}")
        given = find(site, Engine(Store(None), memory=memory))
        assert [one.content for one in given.sources] == [b"%04d" % turn]


def test_an_article_that_nobody_touches_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("An article.")
    site, memory = locate(root=tmp_path), Memory()
    time.sleep(0.1)  # what changed just before is not trusted
    first, second, third = (find(site, Engine(Store(None), memory=memory)).sources[0] for _ in range(3))
    assert first is second
    assert second is third


@pytest.mark.parametrize("behind_a_link", [False, True])
@pytest.mark.parametrize("root", ["site", "here/../site"])
def test_who_hears_of_changes_draws_by_the_theme_as_it_is_wherever_it_stands(
    root: str, behind_a_link: bool, tmp_path: Path
) -> None:
    own = tmp_path / ("elsewhere" if behind_a_link else "site/themes/own")
    style = own / "assets/style.css"
    for folder in (style.parent, tmp_path / "site/themes", tmp_path / "site/seeds", tmp_path / "here"):
        folder.mkdir(parents=True, exist_ok=True)
    if behind_a_link:
        (tmp_path / "site/themes/own").symlink_to(own)
    (tmp_path / "site/site.yaml").write_text("theme:\n  name: own\n")
    (own / "theme.yaml").write_text("name: own\nparent: default\n")
    style.write_text("p { color: red }\n")
    site, memory = locate(root=tmp_path / root), Memory()
    inputs = Inputs(places(site, None))
    themed(site, Engine(Store(None), memory=memory), None)
    for word in ("navy", "teal"):
        style.write_text(f"p {{ color: {word} }}\n")
        theme = themed(site, Engine(Store(None), memory=memory, trusting=True), inputs.look())
        assert word.encode() in dict(theme.assets)["style.css"]
