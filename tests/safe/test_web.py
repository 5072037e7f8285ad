"""Which addresses may be linked."""

import pytest

from generator.safe.web import is_web


@pytest.mark.parametrize("url", ["http://a.org", "https://example.org:8080/a?b=c#d", "https://münchen.example/ü"])
def test_an_address_on_the_web(url: str) -> None:
    assert is_web(url)


@pytest.mark.parametrize(
    "url",
    [
        "", "a.org", "/a", "javascript:alert(1)", "data:text/html,x", "//example.org/a", "https://user@example.org/",
        "https://", "ftp://a.org", "https://example.org:port/", "https://a.org:0/", "https://a.org:99999/",
        "https://a.org/ b", 'https://a.org/"x', "https://a.org/\\b", "http://[::1", "https://a.org/\n",
    ],
)  # fmt: skip
def test_what_is_none(url: str) -> None:
    assert not is_web(url)
