"""The one Jinja2 environment: everything is escaped, nothing is undefined, templates come from the theme alone."""

import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache, partial
from types import CodeType, SimpleNamespace
from typing import Any

import jinja2

from generator import language
from generator.engine.pieces import Print
from generator.errors import InputError
from generator.render import filters, linked, notes
from generator.render.compiled import OPTIONS, Environment
from generator.render.drawings import FILTERS
from generator.render.shell import MAIN, bare


@lru_cache(maxsize=8)
def environment(
    templates: tuple[tuple[str, str], ...], code: str = language.ENGLISH, *, straight: bool = False
) -> jinja2.Environment:
    """Make the environment of one theme chain in the language of ``code``; ``templates`` are names and texts, as
    ``Theme.templates`` has them. See ``Environment`` for ``straight``.
    """
    said = language.load(code)
    made = Environment(straight=straight, codes=_codes(code, straight=straight), loader=_loader(templates), **OPTIONS)
    # Jinja2's own ways to declare text safe or to write attributes unescaped are not for themes.
    for name in ("safe", "xmlattr", "urlize"):
        made.filters.pop(name)
    made.filters.update(
        plain_date=lru_cache(maxsize=4096)(said.date),  # a page says the same few dates over and over
        period=said.span,
        plural=said.count,
        short=said.short,
        clip=filters.clip,
        note=notes.note,
        **FILTERS,
        data_block=linked.data_block,
    )
    made.tests.update(
        html_date=filters.html_date,
        in_page=in_page,
        turning=_anything if said.direction == "rtl" else filters.turning,
        web_address=web_address,
    )
    made.globals.clear()
    made.globals.update({"range": range, "namespace": jinja2.utils.Namespace, "say": SimpleNamespace(**said.words)})
    return made


@lru_cache(maxsize=8)
def _codes(_language: str, *, straight: bool) -> dict[tuple[str, ...], CodeType]:
    """Give what environments of one language share: what is said in it is compiled into templates."""
    del straight
    return {}


@lru_cache(maxsize=8)
def _careful(_templates: tuple[tuple[str, str], ...], _language: str) -> set[str]:
    """Give the names of templates that ask for more than attributes, as far as they were met: only the time that they
    take depends on it.
    """
    return set()


def _anything(value: object) -> bool:
    """Where the page itself is written from right to left, every name could turn what stands around it."""
    return bool(value)


def in_page(href: str) -> bool:
    """Tell whether a link stays on its page."""
    return href.startswith("#")


def web_address(value: str) -> bool:
    """Tell whether a source's own address may become a link."""
    return value.startswith(("http://", "https://")) and notes.allowed(value)


def draw(
    templates: tuple[tuple[str, str], ...],
    code: str,
    name: str,
    values: Mapping[str, object],
    *,
    shell: str = "",
    body: bytes | None = None,
) -> Print:
    """Render one template to UTF-8, ending with one newline.

    Where it has a ``shell``, that and the body are drawn each for itself, and it is told where the body stands. The
    ``body`` is given if it was drawn before. Raises InputError with the template's file and line when a template
    cannot be read, or asks for what is not there.
    """
    try:
        careful = _careful(templates, code)
        if name not in careful:
            with suppress(AttributeError):
                return _drawn(templates, code, name, values, shell, body, straight=True)
            careful.add(name)  # what it asks for is an item, or may be missing
        return _drawn(templates, code, name, values, shell, body, straight=False)
    except jinja2.TemplateNotFound as error:
        path, line = _place(error, name)
        hint = "put it beside the theme's other templates, or correct its name"
        raise InputError(f"there is no template {error.name}", path=path, line=line, hint=hint) from None
    except (jinja2.TemplateError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        path, line = _place(error, name)
        raise InputError(_said(error), path=path, line=line, hint="correct the template") from None


def _drawn(  # noqa: PLR0917 - as above
    templates: tuple[tuple[str, str], ...],
    code: str,
    name: str,
    values: Mapping[str, object],
    shell: str,
    body: bytes | None,
    *,
    straight: bool,
) -> Print:
    made = partial(environment, code=code, straight=straight)
    if not shell:
        return Print(content=_ended(made(templates).get_template(name).render(values)))
    if body is None:
        body = _bytes(made(_bare(templates, shell)).get_template(name).render(values))
    before, after = around(made(templates).get_template(shell), values)
    start = _bytes(before)
    return Print(content=b"".join((start, body, _ended(after))), start=len(start), end=len(start) + len(body))


def around(template: jinja2.Template, values: Mapping[str, object]) -> tuple[str, str]:
    """Render a shell: what stands before its block ``main``, and what stands after it."""
    context = template.new_context(dict(values))
    found: tuple[list[str], list[str]] = ([], [])
    place = 0

    def here(_context: Any) -> Iterator[str]:  # noqa: ANN401 - Jinja2's own
        nonlocal place
        place = 1
        yield ""

    context.blocks[MAIN] = [here]
    try:
        for part in template.root_render_func(context):
            found[place].append(part)
    except Exception:  # noqa: BLE001 - Jinja2 puts the template's lines into the trace, and raises it again
        template.environment.handle_exception()
    return "".join(found[0]), "".join(found[1])


_bare = lru_cache(maxsize=8)(bare)


def _ended(text: str) -> bytes:
    return _bytes(text.rstrip() + "\n")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _loader(templates: tuple[tuple[str, str], ...]) -> jinja2.BaseLoader:
    """Load templates by name, each known to messages by its file."""
    texts = dict(templates)
    files = {text: f"themes/{one.replace('/', '/templates/', 1)}" for one, text in templates if _of_a_theme(one, texts)}

    def load(name: str) -> tuple[str, str, None] | None:
        return (texts[name], files.get(texts[name], name), None) if name in texts else None

    return jinja2.FunctionLoader(load)


def _of_a_theme(name: str, texts: Mapping[str, str]) -> bool:
    """Tell ``default/home.html`` from ``home.html`` and ``parts/lists.html``, which the first also stands under."""
    _, slash, rest = name.partition("/")
    return bool(slash) and rest in texts


def _place(error: Exception, name: str) -> tuple[str, int]:
    """Give the file and line where a template went wrong: the innermost of them, which Jinja2 puts into the trace."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.filename or error.name or name, error.lineno
    frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename.startswith("themes/")]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else (name, 0)


def _said(error: Exception) -> str:
    return f"the template cannot be used: {' '.join((str(error) or type(error).__name__).split())[:300]}"
