"""What sentences share: which are linked, which of them are retold, and the groups that they come to."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from generator.resolve.grouping import SAME, Groups, both
from generator.resolve.links import Links, Web, compared
from generator.resolve.retelling import all_retold, retold_anew
from generator.resolve.rows import Packed, Places, pack, unpack
from generator.resolve.sentences import Edit, Sentences
from generator.resolve.sharing import contained
from generator.resolve.shingles import Flags, Pieces


class _All(NamedTuple):
    """All pieces, all that were compared, and whether they are retold."""

    pieces: Pieces
    links: Links
    retold: Flags


class Woven:
    """What the sentences of a corpus share, kept from one corpus to the next."""

    def __init__(self, sentences: Sentences, groups: Groups, links: "_All | Web") -> None:
        """Take what is known of them."""
        self._sentences = sentences
        self._links = links
        self.groups = groups

    @classmethod
    def of(cls, sentences: Sentences) -> "Woven":
        """Compare all sentences."""
        pieces = sentences.pieces(np.arange(len(sentences.texts)))
        links = compared(pieces)
        retold = all_retold(sentences, links)
        return cls(sentences, Groups.made(both(links, retold), pieces.texts), _All(pieces, links, retold))

    def packed(self) -> tuple[tuple[Packed, ...], ...]:
        """Write it down."""
        return (pack(self.groups.of), pack(self.groups.weakest)), *self._web().packed()

    @classmethod
    def unpacked(cls, sentences: Sentences, tables: Sequence[Sequence[Packed]]) -> "Woven":
        """Read what was written down."""
        groups, *web = tables
        return cls(sentences, Groups(*map(unpack, groups)), Web.unpacked(web))

    def rest(self) -> None:
        """Keep what the next edit needs, and let go of what comparing all took: that is several times as much."""
        self._web()

    def _web(self) -> Web:
        if isinstance(self._links, _All):
            self._links = Web.woven(*self._links)
        return self._links

    def update(self, edit: Edit) -> tuple[Places, Places]:
        """Follow the sentences after an edit of theirs.

        Gives the groups that are gone, or stand elsewhere, and those that stand in their places.
        """
        web = self._web()
        changed = web.update(self._sentences, edit.gone, edit.new)
        again = retold_anew(self._sentences, web, changed, edit.beside)
        touched = np.unique(np.concatenate((changed, again, edit.new)))
        gone, made = self.groups.update(web, self._sentences.texts, touched, edit.gone, edit.new)
        moved = self.groups.of[edit.moved]
        return np.union1d(gone, moved), np.union1d(made, moved)

    def same(self, left: Places, right: Places) -> Flags:
        """Tell of pairs of pieces whether the runs of the one stand in the other, so that they are one text."""
        if isinstance(self._links, _All):
            return contained(self._links.pieces.runs, left, right) >= SAME
        some = np.union1d(left, right)
        runs = self._sentences.pieces(some).runs
        return contained(runs, np.searchsorted(some, left), np.searchsorted(some, right)) >= SAME
