"""The role ledger: one line for what means the same, and never one line for what does not."""

from collections.abc import Callable

import pytest

from generator.nouns.corpus import Corpus
from generator.nouns.findings import Role
from generator.nouns.judgement import Judgement
from generator.resolve.actors import Resolved
from generator.resolve.roles import judged, ledger
from generator.resolve.wording import meaning
from tests.resolve.conftest import called_in, resolved

Make = Callable[..., Corpus]


def ledger_of(corpus: Corpus, found: Resolved) -> list[Role]:
    return list(ledger(called_in(corpus, found).lines(), judged(found.of, found.bearing)))


def lines(make: Make, *roles: str, judgements: tuple[Judgement, ...] = ()) -> list[Role]:
    """Give the ledger of one person who is given each role in an article of its own, one a day."""
    people = {f"{i}.txt": [{"names": ["Jalil Abbas Jilani"], "roles": [role]}] for i, role in enumerate(roles)}
    corpus = make(people, {f"{i}.txt": f"2024-01-0{i + 1}" for i in range(len(roles))})
    found = resolved(corpus, judgements)
    return ledger_of(corpus, found)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Interim Foreign Minister", "Caretaker Foreign Minister"),
        ("FM", "Foreign Minister"),
        ("Deputy National Security Advisor", "Deputy National Security Adviser"),
        ("Secretary of Defence", "Defense Secretary"),
        ("COAS", "Chief of Army Staff"),
        ("Army Chief", "Chief of the Army Staff"),
        ("US Ambassador", "U.S. ambassador"),
        ("Pakistan’s Foreign Minister", "Foreign Minister"),
        ("Pakistani foreign minister", "Pakistan’s Foreign Minister"),
        ("spokeswoman", "spokesperson"),
        ("Washington’s special envoy", "US special envoy"),
        ("17th chief of the Pakistan Army", "Chief of Army Staff"),
    ],
)
def test_wordings_that_mean_the_same_are_one_line(make: Make, left: str, right: str) -> None:
    (line,) = lines(make, left, right)
    assert set(line.wordings) == {left, right}
    assert (line.first, line.last) == ("2024-01-01", "2024-01-02")
    assert len(line.loci) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("former Prime Minister", "Prime Minister"),
        ("Secretary of State", "Deputy Secretary of State"),
        ("Secretary of State", "Secretary of Defense"),
        ("Foreign Minister", "Finance Minister"),
        ("late Prime Minister", "Prime Minister"),
        ("President", "Vice President"),
        ("de facto chief executive", "chief executive"),
        ("then the White House chief of staff", "White House chief of staff"),
        ("Indian foreign minister", "Pakistani foreign minister"),
    ],
)
def test_other_roles_are_other_lines(make: Make, left: str, right: str) -> None:
    assert len(lines(make, left, right)) == 2


def test_the_clearest_wording_is_shown(make: Make) -> None:
    (line,) = lines(make, "FM", "FM", "Foreign Minister")
    assert line.text == "Foreign Minister"
    (line,) = lines(make, "Foreign Minister", "Caretaker Foreign Minister", "Interim Foreign Minister")
    assert line.wordings == ("Caretaker Foreign Minister", "Foreign Minister", "Interim Foreign Minister")


def test_a_role_of_an_undated_article_has_no_dates(make: Make) -> None:
    corpus = make({"a.txt": [{"names": ["Ann Ames"], "roles": ["Mayor of Leeds"]}]}, {"a.txt": ""})
    found = resolved(corpus, [])
    (line,) = ledger_of(corpus, found)
    assert (line.first, line.last) == ("", "")


def test_an_editor_states_a_role(make: Make) -> None:
    judgement = Judgement(
        kind="role", names=("Jalil Abbas Jilani",), to="Diplomat", since="2023-08", reason="He said so.", line=3
    )
    line = next(one for one in lines(make, "FM", judgements=(judgement,)) if one.judged)
    assert (line.text, line.first, line.last, line.judged) == ("Diplomat", "2023-08", "", "He said so.")


def test_spelling_order_and_small_words_do_not_change_what_a_role_means() -> None:
    assert meaning("the Secretary of Defence") == meaning("Defense Secretary")
    assert meaning("US Ambassador") == meaning("American ambassador")
    assert meaning("Foreign Minister") != meaning("Finance Minister")
