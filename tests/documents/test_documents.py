"""The documents keep up with the program, and the demo shows what it promises to show."""

import re
import subprocess
from pathlib import Path

import pytest
import typer.main

from generator.cli.commands import app
from generator.safe import yaml
from generator.settings import Settings, locate, understood

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SITE = (ROOT / "site.yaml").read_text(encoding="utf-8")
JUDGEMENTS = (ROOT / "content" / "judgements.yaml").read_text(encoding="utf-8")
KINDS = ("merge", "split", "rename", "ignore", "role", "settle", "withhold", "speaker")


def _articles() -> dict[str, str]:
    found = sorted((*(ROOT / "seeds").rglob("*.txt"), *(ROOT / "seeds").rglob("*.md")))
    return {str(one.relative_to(ROOT)): one.read_text(encoding="utf-8-sig") for one in found}


@pytest.mark.parametrize("command", ["build", "serve"])
def test_readme_names_every_option(command: str) -> None:
    options = [flag for one in typer.main.get_command(app).commands[command].params for flag in one.opts]  # type: ignore[attr-defined]
    assert len(options) > 8
    missing = [one for one in options if one.startswith("-") and f"`{one}" not in README]
    assert not missing


def test_readme_names_every_command() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert not [one for one in commands if f"briefbook {one}" not in README]


@pytest.mark.parametrize("code", [0, 1, 2])
def test_readme_tells_every_exit_code(code: int) -> None:
    assert re.search(rf"^\| {code} \|", README, re.MULTILINE)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_links_of_the_documents_land(document: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", (ROOT / document).read_text(encoding="utf-8"))
    assert not [one for one in links if not (ROOT / one).exists()]


def test_yaml_in_the_readme_is_read_as_meant() -> None:
    examples = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert len(examples) == 2
    site, judgements = (yaml.load(one, "README.md") for one in examples)
    assert understood(site).topics[0].id == "dredging"
    assert isinstance(judgements.value, list)
    assert [next(iter(one)) for one in judgements.value if isinstance(one, dict)] == list(KINDS)


def _explained(text: str) -> set[str]:
    """Give the keys of a settings file that a comment right above explains, or a comment above their group does."""
    lines = text.splitlines()
    return {
        match[1]
        for number, line in enumerate(lines)
        if (match := re.match(r"\s*(?:- )?([a-z_]+):", line)) and number and lines[number - 1].lstrip().startswith("#")
    }


def test_every_key_of_the_demo_settings_is_set_and_explained() -> None:
    assert set(Settings.__struct_fields__) <= _explained(SITE)
    assert {"bottom_line", "topic", "topic_words", "article", "actor"} <= _explained(SITE)


def test_demo_settings_load_with_five_topics_and_outlets_that_differ() -> None:
    settings = locate(root=ROOT).settings
    assert len(settings.topics) == 5
    assert all(one.description and one.terms for one in settings.topics)
    assert len({one.republish for one in settings.outlets}) > 1


def test_demo_has_one_judgement_of_each_kind_with_a_reason_about_names_in_the_articles() -> None:
    judgements = yaml.load(JUDGEMENTS, "content/judgements.yaml").value
    assert isinstance(judgements, list)
    text = " ".join("\n".join(_articles().values()).split())
    kinds = []
    for one in judgements:
        assert isinstance(one, dict)
        assert one["reason"]
        kind = next(iter(one))
        kinds.append(kind)
        # What is settled goes by the heading of a difference, and the version that is right stands in the articles.
        given = one["to"] if kind == "settle" else one[kind]
        names = given if isinstance(given, list) else [given]
        assert not [name for name in names if str(name) not in text]
    assert sorted(kinds) == sorted(KINDS)


def test_demo_articles_are_ten_and_of_many_shapes() -> None:
    articles = _articles()
    assert len(articles) == 10
    markdown = [text for path, text in articles.items() if path.endswith(".md")]
    assert len(markdown) >= 2
    assert all(text.startswith("---\n") for text in markdown)
    assert any(path.count("/") > 1 for path in articles), "one lies in a folder of its own"
    for path, text in articles.items():
        assert 250 <= len(text.split()) <= 600, path


def test_addresses_in_the_demo_belong_to_nobody() -> None:
    for path, text in _articles().items():
        hosts = re.findall(r"(?:https?://|@)([\w.-]+\.\w+)", text)
        assert all(re.search(r"(^|\.)example\.(com|net|org)$", host) for host in hosts), path


def test_the_run_of_all_checks_is_sound_and_executable() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(script)], check=True)
