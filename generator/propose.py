"""Topics that a corpus proposes by itself, as lines of YAML to paste into ``site.yaml``."""

import json
from collections.abc import Iterator
from dataclasses import replace

import msgspec

from generator.build import Made
from generator.nouns.evidence import Evidence
from generator.nouns.findings import Topic
from generator.settings import Site

_SHOWN = 160  # characters of a passage that show what it is about


def without_topics(site: Site) -> Site:
    """Give the same site with no topic set, so that its articles propose some."""
    return replace(site, settings=msgspec.structs.replace(site.settings, topics=()))


def proposed(made: Made) -> Iterator[str]:
    """Give the lines: for each topic its title and terms, and in comments how sure it is and passages that show it.

    What fits no topic is listed at the end. ``made`` is made without topics.
    """
    topics = [one for one in made.findings.topics if one.proposed]
    grouped = {key for one in topics for key in one.main}
    rest = [key for key in made.corpus.order if key not in grouped]
    if topics:
        yield f"# {len(topics)} proposed from {len(made.corpus.order)} articles. Rename, merge or drop them at will."
        yield "topics:"
    else:
        yield "# No topics: nothing groups these articles but words that any article may say."
    for topic in topics:
        yield from _topic(topic, made)
    if rest:
        yield f"# {len(rest)} that fit none:"
        for key in rest:
            yield f"#   {key}: {_line(made.corpus.articles[key].headline)}"


def _topic(topic: Topic, made: Made) -> Iterator[str]:
    yield f"  - id: {topic.id}"
    yield f"    title: {json.dumps(topic.title, ensure_ascii=False)}"
    yield f"    terms: [{', '.join(json.dumps(term, ensure_ascii=False) for term in topic.terms)}]"
    if topic.proposed:
        yield from _why(topic.proposed, made)


def _why(evidence: Evidence, made: Made) -> Iterator[str]:
    yield f"    # {evidence.reason} (score {evidence.score:.2f})"
    for locus in evidence.loci:
        paragraph = made.corpus.articles[locus.article].paragraphs[locus.paragraph]
        yield f"    #   {locus.article}:{paragraph.line}: {_line(paragraph.text)}"


def _line(text: str) -> str:
    """Bring a text to one line of a comment, whatever it holds."""
    whole = " ".join(text.split())
    return whole if len(whole) <= _SHOWN else f"{whole[: _SHOWN - 1].rstrip()}…"
