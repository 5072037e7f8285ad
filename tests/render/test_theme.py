"""How a theme is found, inherits, and takes a site's parameters."""

from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.render.theme import Theme, load, shipped
from generator.settings import Settings, Site, ThemeSettings


def site_of(root: Path, name: str = "default", title: str = "Briefing", **parameters: str) -> Site:
    given = {key.replace("_", "-"): value for key, value in parameters.items()}
    settings = Settings(title=title, theme=ThemeSettings(name=name, parameters=given))
    return Site(
        root=root,
        settings=settings,
        sources=root / "seeds",
        content=root / "content",
        output=root / "public",
        cache=root / ".cache",
    )


def theme_in(root: Path, name: str, yaml: str, **templates: str) -> None:
    folder = root / "themes" / name
    (folder / "templates").mkdir(parents=True)
    (folder / "theme.yaml").write_text(yaml)
    for key, text in templates.items():
        (folder / "templates" / f"{key}.html").write_text(text)


def style(theme: Theme) -> str:
    return dict(theme.assets)["style.css"].decode()


def test_the_shipped_theme_is_found_without_a_site_folder(tmp_path: Path) -> None:
    theme = load(site_of(tmp_path))
    assert theme.chain == ("default",)
    assert "--accent: #12506b;" in style(theme)


def test_a_sites_own_theme_wins_over_a_shipped_one(tmp_path: Path) -> None:
    theme_in(tmp_path, "default", "name: default\n", home="mine")
    assert dict(load(site_of(tmp_path)).templates) == {"default/home.html": "mine", "home.html": "mine"}


def test_a_child_brings_only_what_differs(tmp_path: Path) -> None:
    child = "name: mine\nparent: default\nparameters:\n  accent: '#7a1f1f'\n  measure: {default: 34rem}\n"
    theme_in(tmp_path, "mine", child, home='{% extends "default/home.html" %}')
    theme = load(site_of(tmp_path, "mine"))
    templates = dict(theme.templates)
    parent = dict(load(site_of(tmp_path)).templates)
    assert theme.chain == ("mine", "default")
    assert templates["home.html"] == '{% extends "default/home.html" %}'
    assert templates["default/home.html"] == parent["home.html"]
    assert templates["person.html"] == parent["person.html"]
    assert "--accent: #7a1f1f;" in style(theme)
    assert "--accent: #8cc5dc;" in style(theme), "the dark value is the parent's"
    assert "--measure: 34rem;" in style(theme)


def test_a_sites_parameters_win(tmp_path: Path) -> None:
    made = style(load(site_of(tmp_path, accent="#333333", accent_dark="#cccccc")))
    assert "--accent: #333333;" in made
    assert "--accent: #cccccc;" in made


@pytest.mark.parametrize(
    "value",
    ["red; } body { display: none", "url(https://evil.example)", "#12506b}", "expression(1)", "#12", "", "#12506b\n;x"],
)
def test_a_value_that_is_no_colour_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(UsageError, match="accent"):
        load(site_of(tmp_path, accent=value))


@pytest.mark.parametrize("value", ["Georgia; } x", '"a\\"b"', "url(x)", "Georgia, ", '"</style>"'])
def test_a_value_that_is_no_font_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(UsageError, match="text-face"):
        load(site_of(tmp_path, text_face=value))


def test_every_wrong_parameter_is_named_in_one_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load(site_of(tmp_path, acent="#333333", paper="white"))
    assert "did you mean `accent`" in str(caught.value)
    assert "paper" in str(caught.value.others[0])


def test_an_unknown_theme_names_those_there_are(tmp_path: Path) -> None:
    theme_in(tmp_path, "mine", "name: mine\n")
    with pytest.raises(UsageError, match=r"`default`.*`mine`"):
        load(site_of(tmp_path, "absent"))


def test_a_circle_of_parents_is_told(tmp_path: Path) -> None:
    theme_in(tmp_path, "a", "parent: b\n")
    theme_in(tmp_path, "b", "name: b\nparent: a\n")
    with pytest.raises(UsageError, match=r"themes/b/theme.yaml:2: the theme `a` is its own ancestor"):
        load(site_of(tmp_path, "a"))


@pytest.mark.parametrize(
    ("yaml", "words"),
    [
        ("- a\n", "mapping"),
        ("colour: red\n", "theme.yaml:1: a theme has no `colour`"),
        ("parent: ../../etc\n", "not the name of a theme"),
        ("parameters: [a]\n", "not a mapping"),
        ("parameters:\n  accent: {kind: color, default: '#111'}\n", "theme.yaml:2: `accent` needs a kind"),
        ("parameters:\n  accent: {kind: colour, default: tomato}\n", "not a colour"),
        ("parameters:\n  accent: {kind: colour, defualt: '#111'}\n", "no field `defualt`"),
        ("parameters:\n  'a;b': {kind: colour, default: '#111'}\n", "not a parameter's name"),
        ("parent: default\nparameters:\n  accent: {kind: length, default: 1rem}\n", "no field `kind`"),
    ],
)
def test_a_faulty_theme_is_told_with_its_line(tmp_path: Path, yaml: str, words: str) -> None:
    theme_in(tmp_path, "mine", yaml)
    with pytest.raises(UsageError) as caught:
        load(site_of(tmp_path, "mine"))
    assert words in str(caught.value)


def test_a_title_cannot_leave_its_place_in_the_style_sheet(tmp_path: Path) -> None:
    made = style(load(site_of(tmp_path, title='"; } body { background: url(//evil.example) } \\')))
    head = made.partition("/* The default theme")[0]
    assert "evil.example" not in head
    assert head.count("{") == head.count("}")
    assert 'content: "\\000022' in head


def test_a_choice_becomes_an_attribute(tmp_path: Path) -> None:
    theme_in(tmp_path, "mine", "parameters:\n  density: {kind: choice, default: airy, choices: [airy, close]}\n")
    assert load(site_of(tmp_path, "mine", density="close")).attributes == (("data-density", "close"),)
    with pytest.raises(UsageError, match="one of airy, close"):
        load(site_of(tmp_path, "mine", density="x"))


def test_links_in_a_theme_are_not_followed(tmp_path: Path) -> None:
    theme_in(tmp_path, "mine", "name: mine\n")
    (tmp_path / "secret").write_text("x")
    (tmp_path / "themes/mine/templates/home.html").symlink_to(tmp_path / "secret")
    with pytest.raises(UsageError, match="link"):
        load(site_of(tmp_path, "mine"))


def test_the_shipped_folder_holds_the_default_theme() -> None:
    assert (shipped() / "default" / "theme.yaml").is_file()


def test_dark_follows_the_system_until_the_reader_chooses(tmp_path: Path) -> None:
    made = style(load(site_of(tmp_path)))
    system, _, chosen = made.partition(':root[data-scheme="dark"]')
    assert "prefers-color-scheme: dark) {\n  :root:not([data-scheme])" in system
    assert "--paper: #14171a;" in system
    assert "--paper: #14171a;" in chosen.partition("@page")[0]
