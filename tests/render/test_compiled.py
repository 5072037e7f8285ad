"""Templates compiled our way mean what they mean to Jinja2."""

from functools import partial
from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from generator.render.compiled import CODES, Environment

TEMPLATES = [
    "{{ text }} {{ number }} {{ nothing }} {{ list }} {{ safe }} {{ text ~ safe }} {{ 'a<b' }}",
    "{% macro m(a, b='<d>') %}{{ a }}|{{ b }}{% endmacro %}{{ m(text) }}{{ m(text, 2) }}{{ m(b=1, a=safe) }}",
    "{% macro m(a) %}{% if a is defined %}{{ a }}{% else %}none{% endif %}{% endmacro %}{{ m() }}{{ m(text) | upper }}",
    "{% macro m(a) %}{{ a }}{{ varargs | length }}{{ kwargs | length }}{% endmacro %}{{ m(1, 2, 3, c=4) }}",
    "{% macro m(a) %}[{{ caller(a) }}]{% endmacro %}{% call(x) m(text) %}{{ x }}{{ safe }}{% endcall %}",
    "{% macro m(a) %}{{ a }}{% if a %}{{ m(a[1:]) }}{% endif %}{% endmacro %}{% for x in list %}{{ m(x) }}{% endfor %}",
    "{% import 'part' as part with context %}{% for one in list %}{{ part.p(one) }}{{ loop.index }}{% endfor %}",
    "{% import 'part' as part %}{{ part.p(text) }}{% filter upper %}{{ text }}{% endfilter %}",
    "{% set kept %}{{ text }}{{ safe }}{% endset %}{{ kept }}{{ kept | length }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{% autoescape false %}{{ m(text) }}{% endautoescape %}{{ m(text) }}",
    "{% extends 'base' %}{% block b %}{{ super() }}{{ text }}{% endblock %}",
]
OTHERS = {
    "part": "{% macro p(a, b='&') %}<i>{{ a }}{{ b }}</i>{% endmacro %}",
    "base": "<{% block b %}{{ text | e }}{{ [text, safe] | join(', ') }}{% endblock %}>",
}
VALUES = {
    "text": "<a> & \"b\" 'c'",
    "number": 3,
    "nothing": None,
    "list": ["<x>", "y"],
    "safe": Markup("<b>&amp;</b>"),
}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_gives_what_jinja2_gives(template: str) -> None:
    loader = jinja2.DictLoader({**OTHERS, "page": template})
    plain, ours = (
        kind(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined).get_template("page").render(VALUES)
        for kind in (jinja2.Environment, Environment)
    )
    assert ours == plain


ATTRIBUTES = [
    "{{ safe.upper() }}{{ list.index('y') }}{% for x in list %}{{ loop.index }}{{ loop.last }}{% endfor %}",
    "{% for x in list %}{{ loop.previtem is defined }}{% endfor %}{{ 1.5.real }}{{ ('a' ~ text).title() }}",
    "{% set ns = namespace(a=1) %}{% set ns.a = text %}{{ ns.a }}{% import 'part' as part %}{{ part.p.name }}",
]


@pytest.mark.parametrize("template", [*TEMPLATES, *ATTRIBUTES])
def test_where_attributes_are_taken_straight_away_a_template_gives_the_same(template: str) -> None:
    loader = jinja2.DictLoader({**OTHERS, "page": template})
    plain, ours = (
        kind(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined).get_template("page").render(VALUES)
        for kind in (jinja2.Environment, partial(Environment, straight=True))
    )
    assert ours == plain


@pytest.mark.parametrize("asked", ["told.name", "told.nothing", "list.nothing is defined"])
def test_what_is_no_attribute_is_an_error_where_they_are_taken_straight_away(asked: str) -> None:
    with pytest.raises(AttributeError):
        Environment(straight=True).from_string("{{ " + asked + " }}").render(told={"name": 1}, list=[])


@pytest.mark.parametrize("template", ["{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", "{{ absent }}"])
def test_what_is_not_there_is_told(template: str) -> None:
    with pytest.raises(jinja2.UndefinedError):
        Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(template).render()


@pytest.mark.parametrize("call", ["m(1, 2)", "m(1, b=2)", "m(1, a=2)"])
def test_arguments_that_a_macro_has_not_are_told(call: str) -> None:
    template = "{% macro m(a) %}{{ a }}{% endmacro %}{{ " + call + " }}"
    with pytest.raises(TypeError):
        Environment(autoescape=True).from_string(template).render()


def test_who_edits_a_template_for_days_fills_no_memory() -> None:
    codes: dict[tuple[str, ...], Any] = {}
    for number in range(CODES + 5):
        Environment(codes=codes).from_string(str(number))
    assert len(codes) == CODES
