"""A template of the site's theme, copied to where the site may change it."""

import difflib
from pathlib import Path

import msgspec

from generator.errors import UsageError
from generator.render.overrides import blocks, copied
from generator.render.theme import NAME, load
from generator.settings import Site


class Ejected(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: ``path`` of the template below the site; ``theme`` is new if the site had none of its own.

    ``blocks`` are those that a template which extends the original could replace one by one.
    """

    path: str
    original: str
    theme: str = ""
    blocks: tuple[str, ...] = ()


def eject(site: Site, template: str, own: str = "own") -> Ejected:
    """Copy a template that the site inherits into its own theme, which is made if it has none.

    Raises UsageError when there is no such template, or the theme has its own already.
    """
    theme = load(site)
    templates = dict(theme.templates)
    name = template if template.endswith(".html") else f"{template}.html"
    child = theme.chain[0]
    mine = (site.root / "themes" / child / "theme.yaml").is_file()
    lineage = theme.chain[1:] if mine else theme.chain
    original = next((f"{one}/{name}" for one in lineage if f"{one}/{name}" in templates), "")
    if not original:
        raise UsageError(
            f"no theme that the site inherits has a template `{name}`", hint=_hint(name, lineage, templates)
        )
    folder = child if mine else own
    if not NAME.fullmatch(folder) or folder in lineage:
        raise UsageError(
            f"`{folder}` cannot be the name of the site's theme", hint="use a-z, 0-9 and -, and a new name"
        )
    path = f"themes/{folder}/templates/{name}"
    created = "" if mine else folder
    if created and (site.root / "themes" / folder / "theme.yaml").exists():
        told = f"there is a theme `{folder}`, but the site does not use it"
        raise UsageError(told, hint=f"write in site.yaml: theme: {{name: {folder}}}, or choose another --name")
    if created:
        about = f"name: {folder}\nparent: {child}\nabout: The site's own theme; it has what differs from {child}.\n"
        _write(site.root, f"themes/{folder}/theme.yaml", about)
    _write(site.root, path, copied(original, templates[original]))
    return Ejected(path=path, original=original, theme=created, blocks=tuple(blocks(templates[original])))


def _hint(name: str, lineage: tuple[str, ...], templates: dict[str, str]) -> str:
    known = sorted({one.partition("/")[2] for one in templates if one.partition("/")[0] in lineage})
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean `{near[0]}`?" if near else "there are " + ", ".join(f"`{one}`" for one in known)


def _write(root: Path, path: str, text: str) -> None:
    """Write a new file; one that is there stays as it is."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(
            "it is there already", path=path, hint="change it, or move it away to have a fresh copy"
        ) from None
