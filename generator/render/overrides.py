"""What a child theme overrides, and what of it overrides nothing: a misspelt file or block would be drawn nowhere.

A template that was copied whole says from what, so that it can be told when the original has changed since.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.engine.digest import digest
from generator.nouns.problem import Problem

_BLOCK = re.compile(r"\{%[-+]?\s*block\s+(\w+)")
_USED = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']")
_COPIED = re.compile(r"\A\{# Copied from ([\w./-]+), digest ([0-9a-f]{12})\.")


def copied(name: str, text: str) -> str:
    """Give a template as it is to be copied, with a line on top that says from what."""
    return (
        f"{{# Copied from {name}, digest {mark(text)}. Keep what differs: a template that extends the original and\n"
        f"   replaces one of its blocks outlasts a copy. #}}\n{text}"
    )


def mark(text: str) -> str:
    """Give what tells one state of a template from another."""
    return digest(text.encode()).hex()[:12]


def blocks(text: str) -> list[str]:
    """Name the blocks that a template defines, in order."""
    return list(dict.fromkeys(_BLOCK.findall(text)))


def faults(chain: Sequence[str], templates: Mapping[str, str]) -> Iterator[Problem]:
    """Report templates and blocks of child themes that nothing draws, and copies whose original has changed.

    ``chain`` names the themes, child first; ``templates`` are texts by ``theme/name``.
    """
    inside = {theme: _inside(theme, templates) for theme in chain}
    used = {name for text in templates.values() for name in _USED.findall(text)}
    for place, theme in enumerate(chain[:-1]):
        above = [inside[one] for one in chain[place + 1 :]]
        known = {name for one in above for name in one}
        offered = {block for one in above for text in one.values() for block in blocks(text)}
        for name, text in inside[theme].items():
            path = f"themes/{theme}/templates/{name}"
            if name not in known and name not in used and f"{theme}/{name}" not in used:
                yield Problem(path=path, what="no page is drawn by this template", hint=_near(name, known))
            else:
                yield from _blocks(path, text, offered)
            yield from _stale(path, text, templates)


def _inside(theme: str, templates: Mapping[str, str]) -> dict[str, str]:
    start = f"{theme}/"
    return {name.removeprefix(start): text for name, text in sorted(templates.items()) if name.startswith(start)}


def _blocks(path: str, text: str, offered: set[str]) -> Iterator[Problem]:
    """Report blocks that no template above has; a template of its own may have blocks of its own."""
    if not _extends(text):
        return
    own = {name for block in _BLOCK.finditer(text) if (name := block[1]) not in offered}
    outer = [found for found in _BLOCK.finditer(text) if found[1] in own and not _within(text, found.start())]
    for found in outer:
        line = text.count("\n", 0, found.start()) + 1
        yield Problem(path=path, line=line, what=f"no template has a block `{found[1]}`", hint=_near(found[1], offered))


def _extends(text: str) -> bool:
    return bool(re.search(r"\{%[-+]?\s*extends\b", text))


def _within(text: str, position: int) -> bool:
    """Tell whether a place lies in another block, which draws whatever stands in it."""
    before = text[:position]
    return len(_BLOCK.findall(before)) > len(re.findall(r"\{%[-+]?\s*endblock\b", before))


def _stale(path: str, text: str, templates: Mapping[str, str]) -> Iterator[Problem]:
    found = _COPIED.match(text)
    if not found:
        return
    original = templates.get(found[1])
    if original is None:
        yield Problem(path=path, line=1, what=f"it was copied from {found[1]}, which is gone")
    elif mark(original) != found[2]:
        hint = f"compare the two; when it is done, write digest {mark(original)} in the first line"
        yield Problem(path=path, line=1, what=f"{found[1]} has changed since this was copied from it", hint=hint)


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"did you mean `{near[0]}`?" if near else "there are " + ", ".join(f"`{one}`" for one in sorted(known))
