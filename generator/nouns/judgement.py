"""What an editor decided: it outranks every score."""

from typing import Literal

import msgspec


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of ``content/judgements.yaml``.

    ``names`` are names as they stand on the pages or in the text: for ``merge`` two or more that are one actor, for
    ``split`` two or more that are not, for ``rename`` the one to rename, for ``ignore`` one to leave unlinked, for
    ``role`` one person, for ``settle`` the heading of a difference, for ``withhold`` words of a sentence from which
    nothing is to be taken, for ``speaker`` quoted words. ``to`` is the new name (``rename``, optional for ``merge``),
    the role, the version to take for right (``settle``; without it there is no difference), or the name of whoever
    speaks (``speaker``; without it nobody is known to).
    ``article`` confines it to one article, by id. ``path`` and ``line`` say where it stands.
    """

    kind: Literal["merge", "split", "rename", "ignore", "role", "settle", "withhold", "speaker"]
    names: tuple[str, ...]
    to: str = ""
    article: str = ""
    since: str = ""
    until: str = ""
    reason: str
    path: str = "content/judgements.yaml"
    line: int = 0
