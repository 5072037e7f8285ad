import pytest

from generator.summarise.dates import told_date
from generator.summarise.placed import placed
from tests.texts import corpus


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("The mayor opened the dykes on 3 May.", "2023-05-03"),
        ("Singers gave a concert for the victims of the flood of 3 May.", "2024-01-02"),
        ("The 3 May flood cost four lives, a court found.", "2024-01-02"),
        ("A court saw pictures of the men who broke the dykes on 3 May.", "2024-01-02"),
        ("A court saw pictures of the wave that covered the town on 3 May.", "2024-01-02"),
        ("In the early hours of 3 May the river rose.", "2023-05-03"),
        ("Rossi, who is mayor, opened the dykes on 3 May.", "2023-05-03"),
        ("She said that the dykes broke on 3 May.", "2023-05-03"),
    ],
)
def test_a_date_that_only_tells_which_thing_is_meant_orders_nothing(sentence: str, date: str) -> None:
    made = corpus({"a.txt": sentence}, dates={("a.txt", "3 May"): "2023-05-03"})
    at = next(placed(made.articles[made.order[0]], made.accounts[made.order[0]]))
    assert told_date(at) == date
