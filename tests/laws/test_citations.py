"""Every published sentence stands in its source; a changed byte is found, and the statement named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import Build
from generator.pages.told import words_of
from generator.verify import statements, verify
from generator.verify.spans import original

pytestmark = pytest.mark.model


def test_every_citation_is_exact(site: Path, made: Callable[..., Build]) -> None:
    done = made(site).make()
    sources = {source.id: original(source.content) for source in done.sources}
    count = 0
    for statement in statements(done.briefing):
        for citation in (*statement.citations, *statement.support):
            source = sources[citation.article]
            assert source.text[citation.start : citation.end] == citation.exact
            assert source.digest == citation.digest
            count += 1
        assert statement.citations
        assert words_of(statement).strip()
    assert count > 20


def test_the_site_can_be_verified_from_its_data(site: Path, made: Callable[..., Build]) -> None:
    done = made(site).make()
    result = verify(site / "public", site / "seeds")
    assert result.problems == ()
    assert result.statements >= len({statement.id for statement in statements(done.briefing)})
    accounts = done.corpus.accounts.values()
    assert result.spans > sum(len(one.mentions) + len(one.quotes) + len(one.dates) for one in accounts) > 300


def test_a_changed_byte_fails_and_names_the_statement(site: Path, made: Callable[..., Build]) -> None:
    done = made(site).make()
    statement = done.briefing.bottom_line.statements[0]
    citation = statement.citations[0]
    path = site / "seeds" / citation.article
    content = path.read_bytes()
    text = original(content).text
    at = len(text[: citation.start].encode()) + (3 if content.startswith(b"\xef\xbb\xbf") else 0)
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    problems = verify(site / "public", site / "seeds").problems
    assert any(statement.id in problem.what for problem in problems)
    # A byte outside every citation counts as well: the source is not the one that was cited.
    path.write_bytes(content + b" ")
    problems = verify(site / "public", site / "seeds").problems
    assert any(statement.id in problem.what and "changed since" in problem.what for problem in problems)
    path.unlink()
    problems = verify(site / "public", site / "seeds").problems
    assert any(statement.id in problem.what and "not among the articles" in problem.what for problem in problems)


def test_changed_data_fail(site: Path, made: Callable[..., Build]) -> None:
    done = made(site).make()
    statement = done.briefing.bottom_line.statements[0]
    words = statement.parts[0].text[:20]
    for path in (site / "public/data").rglob("*.json"):
        path.write_text(path.read_text(encoding="utf-8").replace(words, "Invented words"), encoding="utf-8")
    problems = verify(site / "public", site / "seeds").problems
    assert any(statement.id in problem.what for problem in problems)
