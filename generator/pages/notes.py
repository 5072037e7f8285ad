"""Editors' notes, and whom or what each is about."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from generator.nouns.content import Content, Note
from generator.nouns.findings import Findings
from generator.nouns.ids import ActorId, TopicId


class Notes:
    """The notes of ``content/`` as they fit the findings."""

    def __init__(self, content: Content, findings: Findings) -> None:
        self.content = content
        self.findings = findings

    @cached_property
    def of(self) -> dict[ActorId | TopicId, Note]:
        """Editors' notes by what they are about; see ``unused`` for the others."""
        found: dict[ActorId | TopicId, Note] = {}
        for kind, notes in self._noted:
            for note in notes:
                for subject in self._subjects(kind, note.subject):
                    found.setdefault(subject, note)
        return found

    @property
    def _noted(self) -> tuple[tuple[str, tuple[Note, ...]], ...]:
        own = self.content
        return (
            ("person", own.people),
            ("organisation", own.organisations),
            ("place", own.places),
            ("topic", own.topics),
        )

    @cached_property
    def _names(self) -> dict[tuple[str, str], list[ActorId]]:
        """Actors by kind and name: those whose page bears the name, else those who have it as a variant."""
        titles: dict[tuple[str, str], list[ActorId]] = defaultdict(list)
        variants: dict[tuple[str, str], list[ActorId]] = defaultdict(list)
        for one in self.findings.actors:
            titles[one.kind, one.name.casefold()].append(one.id)
            titles[one.kind, one.id.partition(":")[2]].append(one.id)
            for text in {variant.text.casefold() for variant in one.variants}:
                variants[one.kind, text].append(one.id)
        return {**variants, **titles}

    def _subjects(self, kind: str, name: str) -> tuple[ActorId | TopicId, ...]:
        if kind == "topic":
            wanted = name.casefold()
            return tuple(one.id for one in self.findings.topics if wanted in {one.id, one.title.casefold()})
        found = dict.fromkeys(self._names.get((kind, name.casefold()), ()))
        return tuple(found) if len(found) == 1 else ()

    def unused(self) -> Iterator[tuple[str, Note]]:
        """Give the notes that no page shows, with the kind of subject they name."""
        for kind, notes in self._noted:
            for note in notes:
                subjects = self._subjects(kind, note.subject)
                if not any(self.of.get(one) is note for one in subjects):
                    yield kind, note
