"""Where each page stands. Paths are a pure function of ids: an edit of a headline moves no page."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.nouns.account import ActorKind
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.safe import slug

FOLDERS: dict[ActorKind, str] = {"person": "people", "organisation": "organisations", "place": "places"}
NAVIGATION = (
    "topics",
    "people",
    "organisations",
    "places",
    "timeline",
    "differences",
    "articles",
    "about",
    "search",
)
"""Folders, each called by the word of its name. The same on every page, whatever the corpus: a page changes only with
what it shows.
"""


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """The folder of each thing's page, below the site and with a closing slash (``people/asim-munir/``)."""

    articles: dict[ArticleId, str]
    actors: dict[ActorId, str]
    topics: dict[TopicId, str]
    outlets: dict[str, str]


def addresses(corpus: Corpus, findings: Findings, outlets: Iterable[str]) -> Addresses:
    """Give everything its place. An article's comes from its path, which front matter cannot choose."""
    actors: dict[ActorId, str] = {}
    for kind, folder in FOLDERS.items():
        names = {one.id: one.id.partition(":")[2] for one in findings.actors if one.kind == kind}
        actors |= {key: f"{folder}/{name}/" for key, name in slug.assign(names).items()}
    stems = {key: _stem(key) for key in corpus.order}
    topics = {one.id: str(one.id) for one in findings.topics}
    return Addresses(
        articles={key: f"articles/{name}/" for key, name in slug.assign(stems).items()},
        actors=actors,
        topics={key: f"topics/{name}/" for key, name in slug.assign(topics).items()},
        outlets={key: f"outlet-{name}" for key, name in slug.assign({one: one for one in outlets}).items()},
    )


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def root(path: str) -> str:
    """Give the way up from a page's folder or file to the site: ``../../`` from ``people/asim-munir/``."""
    return "../" * path.count("/")


def home(base_url: str) -> str:
    """Give the way to the site from an address that has no page: a host shows one page at all of them.

    With an address on the web it is the path of that. Without one it is two folders up: right below every folder of
    pages (``people/asim-munir/``), and at the root of a host, above which there is nothing.
    """
    return f"{urlsplit(base_url).path.rstrip('/')}/" if base_url else "../../"


def anchor(paragraph: int, sentence: int) -> str:
    """Give the id of a sentence in its article's page."""
    return f"s-{paragraph}-{sentence}"
