import msgspec
import pytest

from generator.nouns.article import Segment
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.summarise.cite import MisquotedError, checked
from generator.summarise.faithful import faithful
from tests.texts import corpus

TEXT = "Ada Rossi opened the bridge over the Arno on foot."


def wrapped(raw: str) -> Corpus:
    """Make a paragraph whose source has other white space than its text."""
    made = corpus({"a.txt": TEXT})
    key = made.order[0]
    paragraph = msgspec.structs.replace(made.articles[key].paragraphs[0], raw=raw)
    return msgspec.structs.replace(
        made, articles={key: msgspec.structs.replace(made.articles[key], paragraphs=(paragraph,))}
    )


def locus(made: Corpus, start: int, end: int) -> Locus:
    return Locus(article=made.order[0], paragraph=0, start=start, end=end)


def test_a_span_is_cited_verbatim() -> None:
    made = corpus({"a.txt": f"! Bridges\n{TEXT}"})
    found = checked(made, Locus(article=made.order[0], paragraph=1, start=0, end=9))
    assert (found.start, found.end, found.exact) == (10, 19, "Ada Rossi")


def test_a_hard_wrapped_sentence_is_cited_with_its_line_breaks() -> None:
    made = wrapped(TEXT.replace("the bridge over", "the\nbridge over"))
    assert checked(made, locus(made, 0, len(TEXT))).exact == TEXT.replace("the bridge over", "the\nbridge over")


def test_other_words_than_the_clean_text_has_are_no_citation() -> None:
    made = wrapped(TEXT.replace("bridge", "tunnel"))
    with pytest.raises(MisquotedError, match="not those that were chosen"):
        checked(made, locus(made, 0, len(TEXT)))


def test_nothing_is_no_citation() -> None:
    made = corpus({"a.txt": TEXT})
    with pytest.raises(MisquotedError):
        checked(made, locus(made, 5, 5))


def test_decomposed_letters_are_the_same_letters() -> None:
    raw = TEXT.replace("Ada", "A\u0300da")
    paragraph = msgspec.structs.replace(
        wrapped(raw).articles[corpus({"a.txt": TEXT}).order[0]].paragraphs[0],
        text=TEXT.replace("Ada", "\u00c0da"),
        end=len(raw),
        segments=(Segment(at=0, source=0, length=1), Segment(at=1, source=2, length=len(TEXT) - 1)),
    )
    assert faithful(paragraph, 0, len(TEXT))


def test_letters_that_the_source_does_not_have_are_not_faithful() -> None:
    paragraph = wrapped(TEXT.replace("Arno", "Arnx")).articles[corpus({"a.txt": TEXT}).order[0]].paragraphs[0]
    assert not faithful(paragraph, 0, len(TEXT))
    assert faithful(paragraph, 0, 9)
