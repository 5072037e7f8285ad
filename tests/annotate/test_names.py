import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.names import fits, parse


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Asim Munir", "Syed Asim Munir", True),
        ("Antony Blinken", "Antony J. Blinken", True),
        ("Lloyd J. Austin", "Llyod Austin", True),
        ("Kim Jong-un", "Kim Jong Un", True),
        ("Jalil Abbas", "Jalil Abbas Jilani", True),
        ("J. Austin", "James Austin", True),
        ("J. Austin", "Lloyd J. Austin", False),
        ("Angela P. Blome", "Donald Blome", False),
        ("Imran Khan", "Liaquat Ali Khan", False),
        ("Lee Cole Jr.", "Lee Cole Sr.", False),
        ("Thomas West", "Thomas Montgomery", False),
        ("Paul Biya", "Pauline Biya", False),
    ],
)
def test_forms_of_one_name(one: str, other: str, same: bool) -> None:
    assert fits(parse(one), parse(other)) is same
    assert fits(parse(other), parse(one)) is same


@given(st.text(max_size=40))
def test_any_text_has_parts(text: str) -> None:
    assert parse(text).parts
