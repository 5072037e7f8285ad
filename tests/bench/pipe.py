"""The yardstick: spaCy alone on the texts of a site, as a program of its own that imports nothing of ours.

    python -m tests.bench.pipe SITE [--whole] [--blis | --defaults | --ours] [--first N] [--digest]

The texts are those of ``texts.json``, which ``sites`` writes beside the site: every paragraph that a clean build gives
to the model (headlines too), equal ones once; with ``--whole`` the articles as they stand, each one text.

As it stands the pipeline is tuned as well as its users can tune it: matrix product by OpenBLAS, ``nlp.pipe`` in batches
of 16, and only those of its components that we use: ``tok2vec``, ``tagger``, ``parser``, ``ner``. ``--blis`` is that
with spaCy's own matrix product. ``--defaults`` is ``nlp.pipe(texts)`` and nothing else, with all components, lemmas
among them. ``--ours`` runs the components as the build does. ``--digest`` prints a digest of entities, tags, heads and
dependencies, so that set-ups can be seen to agree on the same texts.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

TEXTS = "texts.json"
BATCH = 16


def analysed(asked: argparse.Namespace) -> Iterable[Doc]:
    """Load the model, and read the texts in the set-up that was asked for."""
    told = json.loads((asked.site / TEXTS).read_text(encoding="utf-8"))
    articles: list[list[str]] = told["articles"][: asked.first or None]
    whole = ["\n\n".join(paragraphs) for paragraphs in articles]
    texts = whole if asked.whole else list(dict.fromkeys(text for paragraphs in articles for text in paragraphs))
    if asked.ours:
        from generator.annotate import pipeline  # the others measure spaCy without us

        return pipeline.read(pipeline.load(told["model"]), texts)
    if asked.defaults:
        return spacy.load(told["model"]).pipe(texts)
    if not asked.blis:
        set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(told["model"], exclude=told["unused"]).pipe(texts, batch_size=BATCH)


def main() -> None:
    """Read, and print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--whole", action="store_true")
    setup = parser.add_mutually_exclusive_group()
    for name in ("--blis", "--defaults", "--ours"):
        setup.add_argument(name, action="store_true")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--digest", action="store_true")
    asked = parser.parse_args()
    state = hashlib.sha256()
    for doc in analysed(asked):
        if asked.digest:
            state.update(repr([(ent.start, ent.end, ent.label_) for ent in doc.ents]).encode())
            state.update(repr([(token.tag_, token.dep_, token.head.i) for token in doc]).encode())
    sys.stdout.write(state.hexdigest() + "\n" if asked.digest else "")


if __name__ == "__main__":
    main()
