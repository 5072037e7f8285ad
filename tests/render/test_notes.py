"""What an editor's Markdown may become."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.render.notes import LIMIT, allowed, note

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[click](java&#115;cript:alert(1))",
    "[click](java\tscript:alert(1))",
    "[click](&#x6A&#x61&#x76&#x61script:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "[click](vbscript:msgbox(1))",
    "[click](file:///etc/passwd)",
    "[click](//evil.example/x)",
    "[click](/\\evil.example)",
    "[click](https://user:pass@evil.example/)",
    "[click](https://evil.example:99999/)",
    "<javascript:alert(1)>",
    "![a picture is but a link](https://tracker.example/pixel.gif)",
    "![picture](javascript:alert(1))",
    '[click](https://example.org "onmouseover=alert(1)")',
    "<a>x</a>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<svg><style>@import 'https://evil.example'</style></svg>",
    "<math><mtext></table></math><img src onerror=alert(1)>",
    '<a href="https://example.org" style="position:fixed" id="main">x</a>',
    "`<script>`\n\n```html\n<script>alert(1)</script>\n```",
    "| a |\n|---|\n| <b onclick=alert(1)>x</b> |",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_comes_out_inert(text: str) -> None:
    tree = LexborHTMLParser(f"<body>{note(text)}</body>")
    body = tree.body
    assert body is not None
    for node in body.css("*"):
        assert node.tag in {
            "p",
            "br",
            "em",
            "strong",
            "a",
            "code",
            "pre",
            "h2",
            "h3",
            "h4",
            "ul",
            "ol",
            "li",
            "hr",
            "body",
        }
        assert set(node.attributes) <= ({"href"} if node.tag == "a" else set())
        if node.tag == "a":
            assert re.match(r"(https://(example\.org|tracker\.example)|mailto:)", node.attributes["href"] or "")


def test_what_editors_need_works() -> None:
    made = note(
        "# Head\n\nSome *words* and **more**, a [link](https://example.org/a?b=1&c=2), <me@example.org>.\n\n- one"
    )
    assert "<h2>Head</h2>" in made
    assert "<em>words</em>" in made
    assert '<a href="https://example.org/a?b=1&amp;c=2">link</a>' in made
    assert "<li>one</li>" in made
    assert "mailto:me@example.org" in made


@pytest.mark.parametrize(
    ("markdown", "levels"),
    [
        ("# a\n\n## b\n\n### c\n\n###### d", ["h2", "h3", "h4", "h4"]),
        ("### a\n\n# b\n\n### c", ["h2", "h2", "h3"]),
        ("## a\n\n## b\n\n### c\n\n## d", ["h2", "h2", "h3", "h2"]),
    ],
)
def test_headings_stay_below_the_pages_own_and_skip_none(markdown: str, levels: list[str]) -> None:
    assert re.findall(r"<(h\d)>", note(markdown)) == levels


def test_a_note_is_cut_at_its_limit() -> None:
    assert len(note("[" * 200_000)) <= LIMIT + 100


@pytest.mark.parametrize("url", ["https://example.org", "http://example.org:8080/x?y#z", "mailto:me@example.org"])
def test_links_to_the_web_are_allowed(url: str) -> None:
    assert allowed(url)


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "../people/", "https://", "https:///x", "https://[::1", "https://a b/", "mailto:", "ftp://x/"],
)
def test_other_addresses_are_not(url: str) -> None:
    assert not allowed(url)
