"""The yardstick: spaCy alone on the same texts, as a program of its own.

    python -m tests.bench.pipe SITE [--defaults] [--first N] [--digest]

reads the paragraphs of a site's articles, loads the model and reads them: tuned as well as we know how (matrix
product by OpenBLAS, batches of 16, only the components that we use), or with spaCy's defaults on whole articles.
``--digest`` prints a digest of entities, tags, heads and dependencies, so that two set-ups can be seen to agree.
"""

import argparse
import hashlib
import sys
from pathlib import Path

import spacy
from thinc.api import NumpyOps, set_current_ops

from generator.annotate.pipeline import BATCH, DEFAULT, UNUSED

FENCE = "---\n"


def texts(site: Path, first: int, *, whole: bool) -> list[str]:
    """Give paragraphs, or whole articles, without front matter."""
    paths = sorted((site / "seeds").glob("*.md"))[: first or None]
    bodies = [path.read_text(encoding="utf-8").split(FENCE, 2)[2].strip() for path in paths]
    return bodies if whole else [one for body in bodies for one in body.split("\n\n")]


def main() -> None:
    """Read, and print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--defaults", action="store_true")
    parser.add_argument("--blis", action="store_true", help="the tuned set-up, but with spaCy's own matrix product")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--digest", action="store_true")
    asked = parser.parse_args()
    if not asked.defaults and not asked.blis:
        set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(DEFAULT, exclude=[] if asked.defaults else list(UNUSED))
    state = hashlib.sha256()
    words = texts(asked.site, asked.first, whole=asked.defaults)
    for doc in nlp.pipe(words) if asked.defaults else nlp.pipe(words, batch_size=BATCH):
        if asked.digest:
            state.update(repr([(ent.start, ent.end, ent.label_) for ent in doc.ents]).encode())
            state.update(repr([(token.tag_, token.dep_, token.head.i) for token in doc]).encode())
    sys.stdout.write(state.hexdigest() + "\n" if asked.digest else "")


if __name__ == "__main__":
    main()
