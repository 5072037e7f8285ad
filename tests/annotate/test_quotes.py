"""Quotes go to whom the text plainly gives them, and to nobody where it does not."""

from pathlib import Path

import pytest
import yaml

from generator.annotate import paragraph, pipeline, quotes, speech
from generator.annotate.article import account
from generator.annotate.lexicon import Joined, Known
from generator.nouns.account import Chain, Mention, Quote
from generator.nouns.annotation import Annotation, FoundQuote, Passage
from generator.nouns.article import Article
from generator.settings import Settings
from tests.annotate.build import article_of

CASES = Path(__file__).parent.parent / "cases" / "speech"


def read(*texts: str) -> tuple[Article, tuple[Annotation, ...]]:
    model = pipeline.describe(Settings())
    made = tuple(paragraph.run(model, [Passage(kind="paragraph", text=text) for text in texts]))
    return article_of(texts), made


def said(*texts: str, kind: str = "direct") -> list[tuple[str, str]]:
    """Give the speaker's chain, or "?", and the words of each quote."""
    article, annotations = read(*texts)
    made = account(Joined(article=article, annotations=annotations, known=Known()))
    return [
        (made.chains[one.chain].name if one.chain >= 0 else one.speaker or "?", one.text)
        for one in made.quotes
        if one.kind == kind
    ]


def test_forms_of_verbs() -> None:
    """Endings are those of English, and the British spelling counts too."""
    assert {"says", "saying", "said"} <= set(speech.forms("say", ("said",)))
    assert {"replied", "replies"} <= set(speech.forms("reply"))
    assert {"emphasised", "emphasising"} <= set(speech.forms("emphasize"))
    assert speech.verbs().say["told"] == "tell"


@pytest.mark.model
@pytest.mark.parametrize("case", yaml.safe_load((CASES / "speakers.yaml").read_text(encoding="utf-8")))
def test_cases(case: list[str]) -> None:
    """The cases of ``tests/cases/speech``: a text, and the speaker of each of its quotes."""
    text, *speakers = case
    assert [one for one, _ in said(text)] == speakers


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will go on talking until it is done,” Maria Lopez said on Friday.", "Maria Lopez"),
        ("“We will go on talking until it is done,” said Maria Lopez, the mayor of Springfield.", "Maria Lopez"),
        ("“We will go on talking until it is done,” Maria Lopez, the mayor, told reporters.", "Maria Lopez"),
        ("Maria Lopez told reporters: “We will go on talking until it is done.”", "Maria Lopez"),
        ("The plan is “a gift to the rich of this city”, according to Maria Lopez.", "Maria Lopez"),
        ("Maria Lopez said that the plan was “a gift to the rich of this city”.", "Maria Lopez"),
        ("The plan, Maria Lopez said, was “a gift to the rich of this city”.", "Maria Lopez"),
        ("“Every street was under water for a week,” the army said.", "the army"),
    ],
)
def test_speakers(text: str, speaker: str) -> None:
    assert [one for one, _ in said(text)] == [speaker]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Peter Brown rejected Maria Lopez’s claim that the plan was “a mess from start to finish”.", "Maria Lopez"),
        ("The army denied a claim by Maria Lopez that it had “lost the whole of the valley”.", "Maria Lopez"),
        ("Peter Brown said the plan was “a mess from start to finish”, as Maria Lopez put it.", "Maria Lopez"),
        ("Worried by the polls, Maria Lopez is bringing a new message: “It is about me.”", "Maria Lopez"),
        ("“The rule is dead,” a spokeswoman for the ministry, Maria Lopez, said.", "Maria Lopez"),
        ("The report quoted Maria Lopez as saying “this will not stand in any court”.", "Maria Lopez"),
        ("The film closes with footage of Maria Lopez saying in Rome last week, “That makes me smart.”", "Maria Lopez"),
        ("Maria Lopez says it underscores that the plan is “a gift to the rich of this city”.", "Maria Lopez"),
        ("A report by the agency found that the money was “spent on all the wrong things”.", "the agency"),
        ("They found “a great deal of old paper” in the cellar.", "?"),
        ("Maria Lopez raised concerns because the rule was “a lawful source of income”.", "?"),
    ],
)
def test_whose_words_they_are_goes_before_who_handles_them(text: str, speaker: str) -> None:
    """A claim is its owner's, whoever rejects it; and a clause of reason is nobody's speech."""
    assert [one for one, _ in said(text)] in ([speaker], [] if speaker == "?" else [speaker])


@pytest.mark.model
def test_the_title_of_a_show_does_not_silence_the_speaker() -> None:
    told = said("“He is right,” Peter Brown said Thursday on Fox’s “Dawn Chorus.” “I mean, there is a lot to mend.”")
    assert [one for one, _ in told] == ["Peter Brown", "Peter Brown"]


@pytest.mark.model
def test_the_speaker_of_a_paragraph_speaks_on() -> None:
    told = said("“We wait for the river to fall,” Maria Lopez said. “Then we build the bridge again.”")
    assert [one for one, _ in told] == ["Maria Lopez", "Maria Lopez"]


@pytest.mark.model
def test_a_quote_runs_on_into_the_next_paragraph_only_where_no_mark_closed_it() -> None:
    open_ = said("Maria Lopez said: “We wait for the river to fall.", "“Then we build the bridge again.”")
    assert [one for one, _ in open_] == ["Maria Lopez", "Maria Lopez"]
    closed = said("Maria Lopez said: “We wait for the river to fall.”", "“Then we build the bridge again.”")
    assert [one for one, _ in closed] == ["Maria Lopez", "?"]


@pytest.mark.model
def test_titles_and_scare_quotes_are_no_quotes() -> None:
    assert said("She sang “The Long Road Home” at a so-called “garden party” in May.") == []


@pytest.mark.model
def test_what_both_sides_discussed_is_nobodys_words() -> None:
    assert all(one == "?" for one, _ in said("Both sides discussed “some major aspects of relations” on Friday."))


@pytest.mark.model
def test_indirect_speech_is_a_kind_of_its_own() -> None:
    text = "Maria Lopez said that the bridge would be built again."
    assert said(text) == []
    assert said(text, kind="reported") == [("Maria Lopez", text)]


@pytest.mark.model
def test_it_said_goes_to_the_body_that_spoke_before_and_to_no_person() -> None:
    told = said("The army said that two soldiers had died. “Our men fought bravely to the end,” it said.")
    assert [one for one, _ in told] == ["The army"]
    told = said("Maria Lopez said that two soldiers had died. “Our men fought bravely to the end,” it said.")
    assert [one for one, _ in told] == ["it"]


def _pronoun(first: list[str]) -> Quote:
    """Resolve "he said" after a paragraph that names the given persons."""
    text = " and ".join(first) + " spoke."
    article = article_of([text, "“We go on,” he said."])
    mentions = []
    for chain, name in enumerate(first):
        start = text.index(name)
        mentions.append(
            Mention(paragraph=0, sentence=0, start=start, end=start + len(name), text=name, kind="person", chain=chain)
        )
    chains = [Chain(kind="person", name=name, mentions=(chain,)) for chain, name in enumerate(first)]
    found = FoundQuote(
        start=0, end=11, text="“We go on,”", sentence=0, speaker_start=12, speaker_end=14, head_start=12,
        speaker="he", verb="said", confidence=0.95,
    )  # fmt: skip
    return quotes.resolve(article, [Annotation(), Annotation(quotes=(found,))], mentions, chains)[0]


def test_a_pronoun_speaks_for_the_only_man_before_it() -> None:
    assert _pronoun(["John Smith"]).chain == 0
    assert _pronoun(["Maria Lopez", "John Smith"]).chain == 1


def test_a_pronoun_with_two_antecedents_is_nobody() -> None:
    assert _pronoun(["John Smith", "Peter Brown"]).chain == -1
    assert _pronoun(["John Smith", "Peter Brown"]).speaker == "he"
