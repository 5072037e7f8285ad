"""A template's fault is told with its file and line, wherever in the chain it lies."""

import pytest

from generator.errors import InputError
from generator.render.environment import draw

CALL = "{% import 'parts/l.html' as l %}{{ l.a() }}"


def theme(**templates: str) -> tuple[tuple[str, str], ...]:
    """Name each template as a theme of that name in a chain would; ``parts__l`` is ``parts/l``."""
    named = {f"{name.replace('__', '/')}.html": text for name, text in templates.items()}
    return tuple(sorted({**named, **{f"slate/{name}": text for name, text in named.items()}}.items()))


@pytest.mark.parametrize(
    ("templates", "path", "line", "word"),
    [
        ({"home": "a\n{% if %}"}, "home.html", 2, "Expected an expression"),
        ({"home": "a\n\n{{ frame.nothing }}"}, "home.html", 3, "nothing"),
        ({"home": "{{ 1 / 0 }}"}, "home.html", 1, "division"),
        ({"home": "{{ 1 | unheard }}"}, "home.html", 1, "unheard"),
        ({"home": "{% extends 'slate/absent.html' %}"}, "home.html", 1, "absent.html"),
        ({"base": "\n{{ oh }}", "home": "{% extends 'slate/base.html' %}"}, "base.html", 2, "oh"),
        ({"parts__l": "{% macro a() %}\n{{ oh }}{% endmacro %}", "home": CALL}, "parts/l.html", 2, "oh"),
        ({"home": "\n{% include 'home.html' %}"}, "home.html", 2, "recursion"),
    ],
)
def test_a_faulty_template_is_told_with_its_place(templates: dict[str, str], path: str, line: int, word: str) -> None:
    with pytest.raises(InputError) as told:
        draw(theme(**templates), "en", "home.html", {"frame": {}})
    assert (told.value.path, told.value.line) == (f"themes/slate/templates/{path}", line)
    assert word in told.value.what


def test_an_item_is_taken_for_an_attribute_and_what_may_be_missing_may_be_asked_for() -> None:
    text = "{{ frame.kind }}, {{ frame.class }}, {{ 'one' if frame.more is defined else 'none' }}, {{ say.site }}"
    for kind in ("a", "<b>"):
        made = draw(theme(home=text), "en", "home.html", {"frame": {"kind": kind, "class": 1}})
        assert made.content.decode().startswith(f"{'a' if kind == 'a' else '&lt;b&gt;'}, 1, none, Site")
