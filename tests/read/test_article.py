"""What the reader makes of raw sources; and that nothing a source holds can stop it."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.nouns.article import Article, Reading
from generator.nouns.corpus import source_span
from generator.nouns.ids import ArticleId, SourceDigest
from generator.nouns.source import Source
from generator.read import ARTICLE
from generator.read.article import ReadContext
from tests.steps import steps

PROSE = (
    "The envoy of Elbonia called on the minister of Freedonia on Monday, and both sides spoke of trade and of water. "
)


def reading(content: bytes | str, path: str = "a.txt", context: ReadContext | None = None) -> Reading:
    data = content.encode() if isinstance(content, str) else content
    source = Source(id=ArticleId(path), digest=SourceDigest("0" * 64), content=data)
    return next(iter(ARTICLE.run(context or ReadContext(), [source])))


def article(content: str, path: str = "a.txt", context: ReadContext | None = None) -> Article:
    made = reading(content, path, context).article
    assert made is not None
    return made


def texts(one: Article, kind: str) -> list[str]:
    return [each.text for each in one.paragraphs if each.kind == kind]


def reasons(one: Article) -> dict[int, str]:
    return {each.first_line: each.reason for each in one.cuts}


FRAGMENTS = st.sampled_from(
    [
        "---\n", "title: x\n", "title: [\n", "# Head\n", "By JANE SAMPLE\n", "date 2024-01-02 en English\n", PROSE,
        "\n", "ISLAMABAD, Feb 30 (XY).- ", "Published: 99 Xyz 2024\n", "[a](b)", "*", "<script>", "&#0;", "\u202e",
        "\x00", "\ufeff", "© 2024 ", "- ", "> ", "`", "|", "jane@example.org", "\u0301" * 9, "\r", "\u2028",
        "2024-13-41", "Tags: a, b\n", "![", "1. ",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(FRAGMENTS, max_size=12).map("".join).map(str.encode)),
       st.sampled_from(["a.txt", "b.md", "c.markdown", "d"]))  # fmt: skip
@example(b".", "a.txt")
@example(b"---\n---\n", "a.md")
@example(b"---\na: &a [*a]\n---\nText", "a.md")
@example(b"\xff\xfe", "a.txt")
@example(b"---\ndate: 2024-99-99\nauthor: {}\n---\n# x\n\ny", "a.md")
def test_whatever_a_source_holds_it_is_read_or_skipped(content: bytes, path: str) -> None:
    one = reading(content, path)
    assert one == reading(content, path)
    assert (one.article is None) == bool(one.skipped)
    if one.article is None:
        return
    assert one.article.headline
    assert one.article.paragraphs
    assert [each.start for each in one.article.paragraphs] == sorted(each.start for each in one.article.paragraphs)
    for each in one.article.paragraphs:
        assert each.text == each.text.strip() != ""
        assert source_span(each, 0, len(each.text)) == (each.start, each.end)


SHAPES: list[Callable[[int], str]] = [
    lambda size: "a " * size,
    lambda size: "x" * size * 2,
    lambda size: "\n" * size,
    lambda size: PROSE * (size // 50),
    lambda size: "short line\n" * (size // 5),
    lambda size: (PROSE + "\n") * (size // 50),
    lambda size: "Jane Sample " * (size // 6),
    lambda size: "A.B." * (size // 2),
    lambda size: "[" * size,
    lambda size: "\u0301" * size,
    lambda size: "1/1/" * (size // 2),
    lambda size: "By Jane Sample, " * (size // 8) + "\n" + PROSE * 9,
]


@pytest.mark.parametrize("shape", range(len(SHAPES)))
@pytest.mark.parametrize("path", ["a.txt", "a.md"])
def test_work_grows_with_length_and_no_faster(shape: int, path: str) -> None:
    def work(size: int) -> int:
        content = SHAPES[shape](size)
        return steps(lambda: reading(content, path))

    work(100)  # what is done once is done
    assert work(16_000) < 12 * max(work(2_000), 1_000)  # eight times as long; quadratic would be 64 times
