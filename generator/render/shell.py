"""A page in two parts: what stands around its text, the shell, and the text itself, the body.

The shell is the template that all others extend, with an empty block ``main``; the body is what a page's own template
puts there. Where both are plain enough that neither can see into the other, each is drawn for itself: then a body need
not be drawn again when only the shell has changed. Other pages are drawn as a whole.

What there is to know of one template is remembered, so that a build with the templates of the last one reads none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from generator.engine.digest import digest
from generator.engine.executor import Engine
from generator.engine.stage import Stage

if TYPE_CHECKING:
    from jinja2 import nodes

MAIN = "main"
"""The block that is the body's."""

GIVEN = frozenset({"frame", "view", "theme", "say"})
"""What a shell is drawn from: a name that a page's own template defines is none of its."""

_BARE = f"{{% block {MAIN} %}}{{% endblock %}}"

Templates = tuple[tuple[str, str], ...]
"""Names and texts."""


class Anatomy(msgspec.Struct, frozen=True, kw_only=True):
    """What one template is, by itself.

    ``extends`` names the template that it extends, before it writes anything and in any case; ``uses`` those that it
    includes or imports. Names that are not told plainly are empty. ``blocks`` are its own. It is ``plain`` if it writes
    what it is given, with what it ``includes``, and does nothing else, ``open`` if its one empty block ``main`` stands
    where a body could, ``knowing`` if it asks for the page's view, and ``reaching`` if what it says may reach into the
    template that it extends: by a name that this is drawn from, or by its blocks.
    """

    extends: str = ""
    uses: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    plain: bool = False
    open: bool = False
    knowing: bool = False
    reaching: bool = False


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """The ``shell`` of a template, by its name, a digest of all templates that its body is made of, and whether the
    shell too asks for the page's view.
    """

    shell: str
    mark: bytes
    knowing: bool = False


def parts(templates: Templates, engine: Engine) -> dict[str, Parts]:
    """Take pages' templates apart, those that can be: by their names."""
    texts = dict(templates)
    found = engine.map(ANATOMY, list(texts.values()), None)
    known = {name: one or Anatomy() for name, one in zip(texts, found, strict=True)}
    taken = {}
    for name in known:
        if "/" not in name and (one := _taken(name, texts, known)) is not None:
            taken[name] = one
    return taken


def bare(templates: Templates, shell: str) -> Templates:
    """Give the templates that bodies are drawn by: in place of the shell there is nothing around them."""
    return tuple((name, _BARE if name == shell else text) for name, text in templates)


def _taken(name: str, texts: Mapping[str, str], known: Mapping[str, Anatomy]) -> Parts | None:
    *chain, shell = _chain(name, known)
    if not chain or not known[shell].open or (around := _around(shell, known, ())) is None:
        return None
    if any(known[one].reaching for one in chain):
        return None
    own = {block for one in chain for block in known[one].blocks}
    body = _body(chain, shell, known)
    if body is None or own.intersection(known[shell].blocks) != {MAIN}:
        return None
    mark = digest(*(part.encode() for one in sorted(body) for part in (one, texts[one])))
    return Parts(shell=shell, mark=mark, knowing=any(one.knowing for one in around))


def _chain(name: str, known: Mapping[str, Anatomy]) -> Iterator[str]:
    """Give a template, the one that it extends, and so on."""
    seen: set[str] = set()
    while name in known and name not in seen:
        seen.add(name)
        yield name
        name = known[name].extends


def _around(name: str, known: Mapping[str, Anatomy], above: tuple[str, ...]) -> list[Anatomy] | None:
    """Give a shell, or a part that it includes, with all that it includes; None where one of them is not plain."""
    one = known.get(name)
    if one is None or name in above or not one.plain or (above and one.blocks):
        return None
    found = [one]
    for inner in one.includes:
        if (parts := _around(inner, known, (*above, name))) is None:
            return None
        found += parts
    return found


def _body(chain: Sequence[str], shell: str, known: Mapping[str, Anatomy]) -> set[str] | None:
    """Name the templates that a body is made of; None where that cannot be told, or the shell is one of them."""
    found: set[str] = set()
    ahead = [*chain]
    while ahead:
        name = ahead.pop()
        if name not in known or name == shell:
            return None
        if name not in found:
            found.add(name)
            ahead += known[name].uses
            if name not in chain and known[name].extends:
                ahead.append(known[name].extends)
    return found


def _dissect(_context: None, texts: Sequence[str]) -> Iterable[Anatomy]:
    """Read templates. One that cannot be read has no parts: who draws a page by it tells of it."""
    import jinja2  # noqa: PLC0415 - templates are read when they are new

    for text in texts:
        one = Anatomy()
        with suppress(jinja2.TemplateError, RecursionError):
            one = _anatomy(text)
        yield one


ANATOMY: Stage[str, Anatomy, None] = Stage(name="templates", version=2, run=_dissect, output=Anatomy)


def _anatomy(text: str) -> Anatomy:
    from jinja2 import nodes  # noqa: PLC0415 - as above
    from jinja2.meta import find_undeclared_variables  # noqa: PLC0415

    from generator.render.compiled import OPTIONS, Environment  # noqa: PLC0415

    # What only writes: nothing is defined, called or switched that a body could see.
    plain = (
        *(nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Tuple),
        *(nodes.If, nodes.For, nodes.Filter, nodes.Test, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.Concat),
        *(nodes.BinExpr, nodes.UnaryExpr, nodes.Slice, nodes.Include, nodes.Block),
    )

    def named(one: nodes.Node) -> str:
        told = getattr(one, "template", None)
        return told.value if isinstance(told, nodes.Const) and isinstance(told.value, str) else ""

    tree = Environment(**OPTIONS).parse(text)
    extends = list(tree.find_all(nodes.Extends))
    first = next((one for one in tree.body if isinstance(one, nodes.Extends | nodes.Output)), None)
    plainly = len(extends) == 1 and extends[0] is first
    includes = list(tree.find_all(nodes.Include))
    imports = tree.find_all((nodes.Import, nodes.FromImport))
    blocks = list(tree.find_all(nodes.Block))
    writes = all(isinstance(one, plain) for one in tree.find_all(nodes.Node)) and all(
        one.with_context for one in includes
    )
    asked = find_undeclared_variables(tree) if writes else set()
    mains = [one for one in tree.body if isinstance(one, nodes.Block) and one.name == MAIN and not one.body]
    return Anatomy(
        extends=named(extends[0]) if plainly else "",
        uses=(*map(named, includes), *map(named, imports), *(() if plainly else map(named, extends))),
        includes=tuple(map(named, includes)),
        blocks=tuple(one.name for one in blocks),
        plain=writes and asked <= GIVEN,
        open=len(mains) == 1 and not any(one.scoped for one in blocks),
        knowing="view" in asked,
        reaching=not GIVEN.isdisjoint(_defined(tree)) or any(one.name == "self" for one in tree.find_all(nodes.Name)),
    )


def _defined(tree: "nodes.Template") -> Iterator[str]:
    """Name all that a template gives a meaning of its own, wherever that holds."""
    from jinja2 import nodes  # noqa: PLC0415 - as above

    yield from (one.name for one in tree.find_all(nodes.Name) if one.ctx == "store")
    yield from (one.name for one in tree.find_all(nodes.Macro))
    yield from (one.target for one in tree.find_all(nodes.Import))
    for one in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in one.names)
