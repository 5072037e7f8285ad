"""A page by what it is about, before it is written."""

from collections.abc import Callable
from typing import NamedTuple

from generator.nouns.page import Page
from generator.pages.desk import Desk


class Subject(NamedTuple):
    """What a page is about, by a name that no other has, and how it is written: from the desk alone."""

    id: str
    page: Callable[[Desk], Page]
