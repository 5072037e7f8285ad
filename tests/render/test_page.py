"""The contract between views and themes: every theme draws every view, whole or empty, and lets nothing through."""

import json
import re
from pathlib import Path

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from generator import render
from generator.language import load
from generator.nouns import page as views
from generator.render.environment import environment
from generator.render.theme import shipped
from tests.render.filler import Filler
from tests.render.handmade import KINDS, OURS, PAYLOADS, VIEWS, contents, drawn, ordinary, site_of

THEMES = sorted(folder.parent.name for folder in shipped().glob("*/theme.yaml"))
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)

pages_of = pytest.mark.parametrize("theme", THEMES)


def pages(files: dict[str, bytes]) -> dict[str, LexborHTMLParser]:
    return {path: LexborHTMLParser(content.decode()) for path, content in files.items() if path.endswith(".html")}


@pages_of
@pytest.mark.parametrize("present", [True, False])
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_every_theme_draws_every_view(theme: str, *, present: bool, rows: int) -> None:
    made = drawn(ordinary(rows=rows, present=present), theme)
    assert set(KINDS.values()) <= set(made)
    for content in pages(made).values():
        assert len(content.css("h1")) == 1
        assert content.css_first("main") is not None


@pages_of
def test_an_empty_view_leaves_no_empty_box(theme: str) -> None:
    for path, page in pages(drawn(Filler("", rows=0, present=False, texts=OURS), theme)).items():
        for node in page.css("section, aside, ul, ol, dl, table, nav, figure"):
            assert node.text(strip=True), f"{path}: an empty <{node.tag}>"


@pages_of
@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_in_every_field_stays_text(theme: str, payload: str) -> None:
    calm = pages(drawn(Filler("plain", texts=OURS), theme))
    for path, page in pages(drawn(Filler(payload, texts=OURS), theme, title=payload)).items():
        tags = {node.tag for node in page.css("*")}
        assert tags <= {node.tag for node in calm[path].css("*")} | {"em", "strong", "a", "code"}
        for node in page.css("*"):
            for name, value in node.attributes.items():
                assert not name.lower().startswith("on"), f"{path}: {name}"
                if (node.tag, node.attributes.get("rel"), name) == ("link", "canonical", "href"):
                    assert value == OURS["canonical"]
                elif name in {"src", "action", "xlink:href"} or (name == "href" and node.tag != "a"):
                    assert (value or "").startswith("../"), f"{path}: {value}"
                elif name == "href":  # an editor's note may link to the web
                    assert re.match(r"\.\./|#|https?://", value or ""), f"{path}: {value}"


@pages_of
def test_pages_carry_the_policy_and_nothing_inline(theme: str) -> None:
    for path, page in pages(drawn(ordinary(), theme)).items():
        metas = [node.attributes.get("content") for node in page.css("meta[http-equiv=Content-Security-Policy]")]
        # Pagefind's compiled code runs on the search page, and nowhere else.
        compiled = "script-src 'self' 'wasm-unsafe-eval'" if path == KINDS["search"] else "script-src 'self'"
        assert metas == [POLICY.replace("script-src 'self'", compiled)], path
        assert page.css("style, base, iframe, object, embed, form") == [], path
        scripts = [node for node in page.css("script") if node.attributes.get("type") != "application/ld+json"]
        assert all(node.attributes.get("src") for node in scripts), path
        for node in page.css("*"):
            assert "style" not in node.attributes, f"{path}: {node.html}"
            assert not any(name.startswith("on") for name in node.attributes), f"{path}: {node.html}"


@pages_of
def test_links_are_relative_and_name_their_file(theme: str) -> None:
    for page in pages(drawn(ordinary(), theme)).values():
        for node in page.css("a[href], link:not([rel=canonical])[href], img[src]"):
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            assert target.startswith(("https://example.org", "#", "../")), target
            assert not target.endswith("/"), target


@pages_of
def test_ids_are_unique_and_labels_land(theme: str) -> None:
    for path, page in pages(drawn(ordinary(), theme)).items():
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), path
        for node in page.css("[aria-labelledby]"):
            assert set((node.attributes["aria-labelledby"] or "").split()) <= set(ids), path


def test_every_name_stands_in_its_own_direction() -> None:
    name = "\u0639\u0627\u0635\u0645 \u0645\u0646\u064a\u0631"
    texts = OURS | dict.fromkeys(("text", "name", "label", "headline", "outlet", "agency"), name)
    for path, page in pages(drawn(Filler("plain", texts=texts))).items():
        for link in page.css("main a"):
            if name in link.text() and link.css_first("sup") is None:
                # In a drawing, each label is a text of its own, and the style sheet gives it its own direction.
                assert link.css_first("bdi, text") is not None, f"{path}: {link.html}"


def test_language_and_direction_are_the_frames() -> None:
    made = drawn(Filler("plain", texts=OURS | {"language": "ur", "direction": "rtl"}))
    assert all(b'<html lang="ur" dir="' in made[path] for path in KINDS.values())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_data_block_says_what_it_was_given_and_holds_whatever_it_says(payload: str) -> None:
    told = json.dumps({"name": payload + "\u2028</script><!--"}, ensure_ascii=False)
    for path, page in pages(drawn(Filler("plain", texts=OURS | {"linked_data": told}))).items():
        (block,) = page.css("script[type='application/ld+json']")
        assert json.loads(block.text()) == json.loads(told), path
        assert not set(block.text()) & set("<>&\u2028")


@pytest.mark.parametrize(("code", "language"), [("en", None), ("de", "en")])
@pytest.mark.parametrize(("text", "direction"), [("plain", None), ("\u0639\u0627\u0635\u0645", "auto")])
def test_what_sources_say_stands_in_its_own_direction_and_language(
    code: str, language: str | None, text: str, direction: str | None
) -> None:
    made = pages(drawn(Filler("plain", texts=OURS | {"language": code, "text": text})))
    quotes = [
        node
        for page in made.values()
        for node in page.css(".said, .statement > p, .paragraph > p:not(.margin), h1[id]")
    ]
    assert len(quotes) > 20
    for node in quotes:
        assert node.attributes.get("dir") == direction, node.html
        assert node.attributes.get("lang") == language, node.html


@pytest.mark.parametrize(("direction", "kept"), [("ltr", "Ann Lee"), ("rtl", "<bdi>Ann Lee</bdi>")])
def test_where_the_page_goes_from_right_to_left_every_name_is_kept_apart(
    monkeypatch: pytest.MonkeyPatch, direction: str, kept: str
) -> None:
    said = msgspec.structs.replace(load("en"), direction=direction)
    monkeypatch.setattr("generator.render.environment.language.load", lambda _: said)
    text = "{% if name is turning %}<bdi>{{ name }}</bdi>{% else %}{{ name }}{% endif %}"
    made = environment((("names.html", text), ("a/names.html", text)), direction).get_template("names.html")
    assert made.render(name="Ann Lee") == kept
    assert made.render(name="\u0639\u0627\u0635\u0645 (1)") == "<bdi>\u0639\u0627\u0635\u0645 (1)</bdi>"


def test_what_a_page_shows_is_marked_where_a_search_narrows_down_by_it() -> None:
    made = pages(drawn(Filler("plain", texts=OURS)))

    def marked(path: str, kind: str) -> list[str]:
        return [node.text().strip() for node in made[path].css(f"[data-pagefind-filter='{kind}']")]

    article, person = KINDS["article"], KINDS["person"]
    for kind in ("person", "topic"):
        assert marked(article, kind) == ["plain", "plain"]
        assert set(marked(person, kind)) == {"plain"}
    assert [node.tag for node in made[person].css("[data-pagefind-filter='person']")] == ["h1"]
    assert all(" data-pagefind-filter" not in page.decode() for page in drawn(Filler("plain", rows=0)).values())


def test_bytes_pass_through() -> None:
    site = site_of(Path("/nowhere"))
    page = ordinary().struct(views.Page, path="data/a.json", template="", body=b'{"a": 1}')
    assert contents(site, [page]) == [b'{"a": 1}']


def test_a_page_is_the_same_drawn_twice() -> None:
    assert drawn(ordinary()) == drawn(ordinary())


def test_a_child_theme_changes_its_block_and_leaves_the_rest() -> None:
    parent, child = drawn(ordinary(), "default"), drawn(ordinary(), "slate")
    assert b"independent account" in child["home/index.html"]
    assert parent["home/index.html"] != child["home/index.html"]
    persons = [made["person/index.html"].partition(b'<footer class="colophon">') for made in (parent, child)]
    assert persons[0][0] == persons[1][0]
    assert persons[0][2] != persons[1][2], "and its part, on every page"
    assert parent["assets/style.css"] != child["assets/style.css"]


def test_every_template_of_a_view_documents_its_context() -> None:
    theme = render.load(site_of(Path("/nowhere")))
    documented = dict(theme.documentation)
    for kind, view in VIEWS.items():
        fields = {field.name for field in msgspec.structs.fields(view)}
        told = set(re.findall(r"`([a-z_]+)`", documented.get(kind, "")))
        assert fields <= told, f"{kind}: theme.yaml does not tell of {sorted(fields - told)}"


@pages_of
@pytest.mark.parametrize(
    ("kinds", "hrefs", "accounts", "told"),
    [
        (("source", "context"), ("../a/", "../a/b/"), 1, "1 source"),
        (("source", "context", "also"), ("../a/", "../a/b/", "../c/"), 2, "2 sources, 2 independent"),
        (("source", "context", "also"), ("../a/", "../a/b/", "../c/"), 1, "2 sources, of one origin"),
        (("source", "also"), ("#s1", "../c/"), 1, "1 more source, of one origin"),
    ],
)
def test_what_brackets_were_taken_from_is_no_further_source(
    theme: str, kinds: tuple[str, ...], hrefs: tuple[str, ...], accounts: int, told: str
) -> None:
    sources = tuple(
        msgspec.structs.replace(views.SourceView(label="Sample Standard", href=href), kind=kind, number=number)
        for number, (kind, href) in enumerate(zip(kinds, hrefs, strict=True), 1)
    )
    filler = ordinary()
    view = filler.struct(views.HomeView)
    line = views.StatementView(id="st-1", runs=(views.Run(text="They met."),), sources=sources, accounts=accounts)
    page = filler.struct(
        views.Page,
        template="home",
        frame=filler.struct(views.Frame),
        view=msgspec.structs.replace(view, bottom_line=(line,)),
        body=None,
    )
    site = site_of(Path("/nowhere"), theme)
    (made,) = contents(site, [page])
    summary = LexborHTMLParser(made.decode()).css_first("#st-1 summary")
    assert summary is not None
    assert summary.text() == told
