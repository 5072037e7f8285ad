"""Lists of findings are turned into tables of what they hold, no more and no less."""

from generator.pages.tables import by_object


def test_things_are_known_by_the_objects_that_they_are() -> None:
    one, other, equal = [1], [2], [1]
    found = by_object([one, other, equal])
    assert list(found.values()) == [one, other, equal]
    assert list(by_object([other, one])) == list(reversed(list(found)[:2]))


def test_one_that_comes_twice_counts_twice() -> None:
    one, other = [1], [2]
    assert list(by_object([one, other, one]).values()) == [one, other, one]
