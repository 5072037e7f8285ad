"""A body that is drawn for itself is what the whole page would have there; and where that is not sure, nothing is."""

from pathlib import Path

import msgspec
import pytest

from generator import render
from generator.engine.digest import encode
from generator.engine.executor import Engine
from generator.engine.pieces import Given, Print
from generator.engine.store import Store
from generator.nouns import page as views
from generator.render.environment import environment
from generator.render.shell import Parts, parts
from generator.render.theme import shipped
from tests.render.handmade import VIEWS, contents, ordinary, site_of

THEMES = sorted(folder.parent.name for folder in shipped().glob("*/theme.yaml"))
BASE = "<b>{{ frame.title }}</b>\n{% block main %}{% endblock %}\n{% include 'foot.html' %}"


def taken(name: str = "page.html", **templates: str) -> Parts | None:
    """Take a page apart, of a base, a foot and an atom, unless they are given."""
    usual = {
        "base": BASE,
        "foot": "<i>{{ say.foot }}</i>",
        "page": "{% extends 'base.html' %}{% import 'atom.html' as a %}{% block main %}{{ a.a(1) }}{% endblock %}",
        "atom": "{% macro a(one) %}{{ one }}{% endmacro %}",
    }
    named = tuple(sorted((f"{one}.html", text) for one, text in (usual | templates).items()))
    return parts(named, Engine(Store(None))).get(name)


@pytest.mark.parametrize("theme", THEMES)
def test_pages_are_what_their_templates_give_as_a_whole(theme: str) -> None:
    site = site_of(Path("/nowhere"), theme)
    context = render.context(site, render.load(site), Engine(Store(None)))
    assert {f"{kind}.html" for kind in VIEWS} - context.parts.keys() == {"index.html", "search.html"}
    filler = ordinary()
    pages = [
        filler.struct(views.Page, template=kind, frame=filler.struct(views.Frame), view=filler.struct(view), body=None)
        for kind, view in VIEWS.items()
    ]
    for page, content in zip(pages, contents(site, pages), strict=True):
        values = {"frame": page.frame, "view": page.view, "theme": context}
        whole = environment(context.templates, "en").get_template(f"{page.template}.html").render(values)
        assert content.decode() == whole.rstrip() + "\n"


def test_a_change_in_the_shell_leaves_the_mark_of_a_body_and_any_other_changes_it() -> None:
    before = taken()
    assert before is not None
    assert before.shell == "base.html"
    assert taken(base=f"{BASE}!") == before
    assert taken(foot="!") == before
    assert taken(atom="{% macro a(one) %}!{% endmacro %}") != before
    assert taken(page="{% extends 'base.html' %}{% block main %}!{% endblock %}") != before


def test_a_shell_that_asks_for_the_view_is_told_from_one_that_needs_the_frame_alone() -> None:
    before, asking = taken(), taken(foot="{{ view.name }}")
    assert before is not None
    assert asking is not None
    assert (before.knowing, asking.knowing) == (False, True)
    assert asking.mark == before.mark


def test_a_page_is_taken_apart_at_the_end_of_its_chain() -> None:
    child = "{% extends 'page.html' %}"
    found = taken("child.html", child=child)
    assert found is not None
    assert found.shell == "base.html"
    assert taken("child.html", child=child, page="{% extends 'base.html' %}{% block main %}!{% endblock %}") != found


@pytest.mark.parametrize(
    "base",
    [
        "{% set one = 1 %}" + BASE,
        "{% import 'atom.html' as atom %}" + BASE,
        "{% macro a() %}{% endmacro %}" + BASE,
        "{% if frame.title %}" + BASE + "{% endif %}",
        "{% autoescape false %}" + BASE + "{% endautoescape %}",
        BASE.replace("frame.title", "frame.title.append(1)"),
        BASE.replace("frame.title", "told"),
        BASE.replace("{% endblock %}", "nothing{% endblock %}"),
        BASE.replace("main %}", "main scoped %}"),
        BASE.replace("'foot.html'", "frame.foot"),
        BASE.replace("'foot.html'", "'absent.html'"),
        BASE.replace("main", "other"),
        "{% if %}" + BASE,
    ],
)
def test_a_shell_that_does_more_than_write_is_none(base: str) -> None:
    assert taken() is not None
    assert taken(base=base) is None


@pytest.mark.parametrize(
    "foot", ["{% set one = 1 %}", "{% block foot %}{% endblock %}", "{% include 'base.html' %}", "{{"]
)
def test_what_a_shell_includes_only_writes_too(foot: str) -> None:
    assert taken(foot=foot) is None


@pytest.mark.parametrize(
    "page",
    [
        "no shell at all",
        "before {% extends 'base.html' %}{% block main %}{% endblock %}",
        "{% if view %}{% extends 'base.html' %}{% endif %}{% block main %}{% endblock %}",
        "{% extends view.base %}{% block main %}{% endblock %}",
        "{% extends 'absent.html' %}{% block main %}{% endblock %}",
        "{% extends 'base.html' %}{% block title %}{% endblock %}",
        "{% extends 'base.html' %}{% block main %}{% include 'base.html' %}{% endblock %}",
        "{% extends 'base.html' %}{% block main %}{% include view.part %}{% endblock %}",
        "{% extends 'base.html' %}{% block main %}{% include 'framed.html' %}{% endblock %}",
        "{% extends 'page.html' %}",
        "{% extends 'base.html' %}{% block main %}{{ self.title() }}{% endblock %}",
        "{% extends 'base.html' %}{% set frame = view.frame %}{% block main %}{% endblock %}",
        "{% extends 'base.html' %}{% import 'atom.html' as frame %}{% block main %}{% endblock %}",
        "{% extends 'base.html' %}{% from 'atom.html' import a as frame %}{% block main %}{% endblock %}",
        "{% extends 'base.html' %}{% macro frame() %}{% endmacro %}{% block main %}{% endblock %}",
    ],
)
def test_a_page_that_is_not_its_main_block_alone_is_drawn_as_a_whole(page: str) -> None:
    framed = "{% extends 'base.html' %}{% block main %}{% endblock %}"
    base = BASE + "{% block title %}{% endblock %}"
    assert taken(base=base, framed=framed) is not None
    assert taken(base=base, framed=framed, page=page) is None


@pytest.mark.parametrize("kind", VIEWS)
def test_what_is_read_of_a_page_at_a_glance_is_what_stands_there(kind: str) -> None:
    site = site_of(Path("/nowhere"))
    context = render.context(site, render.load(site), Engine(Store(None)))
    short = render.glance(context)
    filler = ordinary()
    frame, view = filler.struct(views.Frame), filler.struct(VIEWS[kind])
    for page in (
        views.Page(url="a/", path="a/index.html", template=kind, frame=frame, view=view),
        views.Page(url="a.json", path="a.json", body=b"{}"),
    ):
        seen = msgspec.msgpack.decode(encode(page), type=short)
        assert short is not views.Page
        for name in ("url", "path", "template", "frame", "body"):
            assert getattr(seen, name) == getattr(page, name)
        assert render.body(context, seen) == render.body(context, page)
    if f"{kind}.html" in context.parts:
        given = views.Page(url="a/", path="a/index.html", template=kind, frame=frame, view=view)
        seen = msgspec.msgpack.decode(encode(given), type=short)
        long, brief = (list(render.PAGE.run(context, [Given(value=one, core=b"x")])) for one in (given, seen))
        assert long == brief


def test_a_body_that_stands_is_taken_as_it_is() -> None:
    site = site_of(Path("/nowhere"))
    context = render.context(site, render.load(site), Engine(Store(None)))
    page = ordinary().struct(views.Page, path="a/index.html", template="article", body=None)
    page = msgspec.structs.replace(page, view=ordinary().struct(views.ArticleView))

    def made(core: bytes | None = None) -> Print:
        (one,) = render.PAGE.run(context, [Given(value=page, core=core)])
        return one

    whole = made()
    body = whole.content[whole.start : whole.end]
    assert body.count(b"<h1") == whole.content.count(b"<h1") == 1
    assert made(body) == whole
    assert made(b"stands").content == whole.content.replace(body, b"stands")
    assert render.body(context, page)
    assert not render.body(context, msgspec.structs.replace(page, template="search"))
