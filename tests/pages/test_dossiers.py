"""What a topic's page tells is in one order in every process."""

from generator.nouns.content import Content
from generator.nouns.findings import Findings
from generator.pages.desk import Desk
from tests.pages import made
from tests.texts import corpus

NAMES = ["Zoe Ash", "Ann Lee", "Moe Hill", "Bob Stone", "Kit Wood", "Cara Moss", "Eve Reed", "Dan Field"]


def test_whom_a_topic_names_stands_in_the_order_of_the_text() -> None:
    words = corpus({"wire/a.txt": f"! Harbour\nThe harbour was seen by {', '.join(NAMES)}."}, names=NAMES)
    actors = made.actors(words)
    found = Findings(actors=actors, topics=(made.topic(words, "harbour"),))
    desk = Desk(
        briefing=made.briefing(words), findings=found, corpus=words, site=made.site(), content=Content(), problems=()
    )
    named = {one.id: one.name for one in actors}
    counts = desk.topic_actors[made.TOPIC]
    assert [(named[one], number) for one, number in counts.items()] == [(name, 1) for name in NAMES]
