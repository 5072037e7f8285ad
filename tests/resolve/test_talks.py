"""What a meeting was about is given in the sentence's own words, or not at all."""

import pytest

from generator.resolve.talks import about


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She met the mayor to discuss dredging, dues and the new pier.", "dredging, dues and the new pier"),
        ("The two held talks on fishing rights with the harbour master.", "fishing rights"),
        (
            "They met on Monday, focusing on cooperation in coastal safety matters.",
            "cooperation in coastal safety matters",
        ),
        (
            "In the meeting both sides discussed “a wide range of harbour questions”, he said.",
            "a wide range of harbour questions",
        ),
        ("The leaders held talks on Tuesday.", ""),
        ("The leaders held talks on 3 March.", ""),
        ("They spoke over the phone.", ""),
        ("She met the mayor in Lagos.", ""),
    ],
)
def test_what_was_talked_about(sentence: str, expected: str) -> None:
    found = about(sentence)
    assert (sentence[slice(*found)] if found else "") == expected
