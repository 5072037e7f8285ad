"""A page by what it is about, before it is written."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.nouns.page import Page
from generator.pages.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a page is about, by a name that no other has, and how it is written: from the desk alone."""

    id: str
    page: Callable[[Desk], Page]
