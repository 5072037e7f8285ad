"""A site's own theme: templates copied into it, and what of it overrides nothing."""

from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.render.eject import eject
from generator.render.theme import load
from tests.render.test_theme import site_of, theme_in


def problems(root: Path, name: str) -> list[str]:
    return [f"{one.path}:{one.line}: {one.what} ({one.hint})" for one in load(site_of(root, name)).problems]


def test_a_site_without_a_theme_of_its_own_gets_one(tmp_path: Path) -> None:
    made = eject(site_of(tmp_path), "home")
    assert (made.path, made.original, made.theme) == ("themes/own/templates/home.html", "default/home.html", "own")
    assert "bottom_line" in made.blocks
    theme = load(site_of(tmp_path, "own"))
    templates = dict(theme.templates)
    assert theme.chain == ("own", "default")
    assert templates["home.html"].partition("#}\n")[2] == templates["default/home.html"]
    assert theme.problems == ()


def test_a_template_goes_to_the_theme_that_the_site_has(tmp_path: Path) -> None:
    theme_in(tmp_path, "mine", "name: mine\nparent: default\n")
    made = eject(site_of(tmp_path, "mine"), "parts/text.html")
    assert (made.path, made.theme) == ("themes/mine/templates/parts/text.html", "")
    assert (tmp_path / made.path).is_file()


def test_a_template_that_is_there_stays(tmp_path: Path) -> None:
    theme_in(tmp_path, "mine", "name: mine\nparent: default\n", home="my own")
    with pytest.raises(UsageError, match="it is there already"):
        eject(site_of(tmp_path, "mine"), "home")
    assert (tmp_path / "themes/mine/templates/home.html").read_text() == "my own"


def test_a_theme_that_is_there_and_not_used_is_told(tmp_path: Path) -> None:
    eject(site_of(tmp_path), "home")
    with pytest.raises(UsageError, match="the site does not use it") as told:
        eject(site_of(tmp_path), "about")
    assert "theme: {name: own}" in told.value.hint


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("hoem", "did you mean `home.html`"),
        ("../theme", "no theme that the site inherits has"),
        ("zzzzzzzzzzzzzz", "there are `404"),
    ],
)
def test_an_unknown_template_is_told_with_those_there_are(tmp_path: Path, template: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        eject(site_of(tmp_path), template)
    assert words in str(caught.value)
    assert not (tmp_path / "themes").exists()


@pytest.mark.parametrize("name", ["../out", "default", "A b", ""])
def test_a_theme_cannot_be_called_anything(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name"):
        eject(site_of(tmp_path), "home", name)


def test_a_template_that_no_page_is_drawn_by_is_reported(tmp_path: Path) -> None:
    theme_in(tmp_path, "mine", "name: mine\nparent: default\n", hoem="x")
    (told,) = problems(tmp_path, "mine")
    assert told == "themes/mine/templates/hoem.html:0: no page is drawn by this template (did you mean `home.html`?)"


def test_a_block_that_no_template_has_is_reported_with_its_line(tmp_path: Path) -> None:
    child = (
        '{% extends "default/home.html" %}\n{% block botom_line %}x{% endblock %}\n{% block note %}y{% endblock %}\n'
    )
    theme_in(tmp_path, "mine", "name: mine\nparent: default\n", home=child)
    (told,) = problems(tmp_path, "mine")
    assert told == (
        "themes/mine/templates/home.html:2: no template has a block `botom_line` (did you mean `bottom_line`?)"
    )


def test_blocks_within_a_block_and_templates_that_are_included_are_drawn(tmp_path: Path) -> None:
    inside = '{% block mine %}{% endblock %}{% include "box.html" %}'
    home = '{% extends "default/home.html" %}{% block note %}' + inside + "{% endblock %}"
    theme_in(tmp_path, "mine", "name: mine\nparent: default\n", home=home, box="{% block x %}{% endblock %}")
    assert problems(tmp_path, "mine") == []


def test_a_copy_whose_original_has_changed_is_reported(tmp_path: Path) -> None:
    path = tmp_path / eject(site_of(tmp_path), "home").path
    text = path.read_text()
    path.write_text(text[: text.index("digest ") + 7] + "0" * 12 + text[text.index("digest ") + 19 :])
    (told,) = problems(tmp_path, "own")
    assert "default/home.html has changed since this was copied from it" in told


def test_the_shipped_themes_override_something_each(tmp_path: Path) -> None:
    assert problems(tmp_path, "slate") == []
