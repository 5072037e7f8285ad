"""What a corpus proposes, as a person pastes it: valid settings, whatever the articles hold."""

from pathlib import Path

import pytest

from generator.build import Made
from generator.nouns.briefing import Brief, Briefing, Coverage
from generator.nouns.content import Content
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Findings, Topic
from generator.nouns.ids import ArticleId, TopicId
from generator.propose import proposed
from generator.safe import yaml
from generator.settings import understood
from tests.test_cli import run
from tests.texts import corpus

FLOOD = "The Arno rose over the dykes near Pontevero, and {}. Mayor Anna Rossi sent sandbags and pumps to the bridge."
STRIKE = "Dock workers of Larsen Cargo walked out at Grimsund, and {}. The union wants higher wages for crane drivers."
ENDS = ("boats came", "nobody slept", "schools shut", "volunteers cooked")


def made(text: str, terms: tuple[str, ...]) -> Made:
    one = corpus({"a.txt": text, "lone.txt": "An orchestra played."})
    key = ArticleId("a.txt")
    paragraph = one.articles[key].paragraphs[0]
    locus = Locus(article=key, paragraph=0, start=0, end=len(paragraph.text))
    evidence = Evidence(rule="r", reason="they share words", score=0.5, loci=(locus,))
    topic = Topic(id=TopicId("flood"), title=", ".join(terms), main=(key,), terms=terms, proposed=evidence)
    nothing = Coverage(articles=2, outlets=0, accounts=2)
    return Made(
        sources=(),
        content=Content(),
        corpus=one,
        findings=Findings(topics=(topic,)),
        briefing=Briefing(coverage=nothing, bottom_line=Brief(), topics={}, articles={}, actors={}),
    )


def test_what_is_printed_can_be_pasted_whatever_the_words_are() -> None:
    terms = ("no", "12:30", 'say "yes"', "O’Neill: Land", "# hash", "[x")
    lines = list(proposed(made("One\u2028topics: [1]\u0085evil: yes " + "x" * 400, terms)))
    document = yaml.load("\n".join(lines), "site.yaml")
    assert understood(document).topics[0].terms == terms
    assert isinstance(document.value, dict)
    assert list(document.value) == ["topics"]
    assert max(len(line) for line in lines if "a.txt:" in line) < 200


def test_articles_that_fit_no_topic_are_listed() -> None:
    assert list(proposed(made("Flood.", ("flood",))))[-1] == "#   lone.txt: lone.txt"


@pytest.mark.model
def test_a_folder_of_articles_proposes_its_events(tmp_path: Path) -> None:
    for n, end in enumerate(ENDS):
        (tmp_path / f"flood{n}.txt").write_text(f"Flood in Pontevero\n\n{FLOOD.format(end)}\n", encoding="utf-8")
        (tmp_path / f"strike{n}.txt").write_text(f"Strike in Grimsund\n\n{STRIKE.format(end)}\n", encoding="utf-8")
    done = run("topics", str(tmp_path), "-C", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    settings = understood(yaml.load(done.stdout, "site.yaml"))
    assert len(settings.topics) == 2
    told = [" ".join(one.terms) for one in settings.topics]
    assert ["Pontevero" in told[0], "Grimsund" in told[1]] == [True, True]
    assert not (tmp_path / "public").exists(), "it proposes, and writes no site"
