"""`check` sees what a visitor would stumble over."""

import pytest

from generator.check import walked

HOME = b'<html><body><a href="a/index.html">a</a><a href="a/index.html#here">b</a></body></html>'
PAGE = b'<html><body><p id="here"><a href="../index.html">home</a><a href="#here">x</a></p></body></html>'


def test_a_sound_site_has_no_faults() -> None:
    result = walked([("index.html", HOME), ("a/index.html", PAGE), ("x.json", b"{}")]).result()
    assert (result.pages, result.links, result.anchors, result.problems) == (2, 4, 2, ())


@pytest.mark.parametrize(
    ("markup", "word"),
    [
        ('<a href="none.html">', "leads nowhere"),
        ('<a href="a/">', "leads nowhere"),
        ('<a href="../index.html">', "leads nowhere"),
        ('<a href="a/index.html#there">', "does not have"),
        ('<a href="#there">', "does not have"),
        ('<a href="/a/index.html">', "root of a host"),
        ('<a href="javascript:alert(1)">', "must not be there"),
        ('<a href="http://[">', "no address"),
        ('<img src="https://elsewhere.example/x.png">', "fetched from elsewhere"),
        ('<script src="//elsewhere.example/x.js"></script>', "fetched from elsewhere"),
        ('<link rel="stylesheet" href="https://elsewhere.example/x.css">', "fetched from elsewhere"),
        ('<p id="x"></p><p id="x"></p>', "stands 2 times"),
    ],
)
def test_a_fault_is_found(markup: str, word: str) -> None:
    page = f"<html><body>{markup}</body></html>".encode()
    (problem,) = walked([("index.html", page), ("a/index.html", PAGE)]).result().problems
    assert word in problem.what
    assert problem.path == "index.html"


@pytest.mark.parametrize("markup", ['<a href="https://x.example/">', '<a href="mailto:a@x.example">'])
def test_links_that_lead_out_are_fine(markup: str) -> None:
    page = f"<html><body>{markup}</body></html>".encode()
    assert not walked([("index.html", page)]).result().problems


def test_paths_that_differ_in_case_only_are_found() -> None:
    problems = walked([("A.html", b""), ("a.html", b"")]).result().problems
    assert len(problems) == 2


@pytest.mark.parametrize(
    ("markup", "home", "faults"),
    [
        ('<a href="../../a/index.html#here">', "/", 0),
        ('<a href="/b/a/index.html#here">', "/b/", 0),
        ('<a href="/a/index.html">', "/b/", 1),
        ('<a href="a/index.html">', "/", 1),
        ('<a href="../../a/index.html#there">', "/", 1),
        ('<a href="/b/none.html">', "/b/", 1),
    ],
)
def test_the_page_for_no_page_is_followed_from_where_a_host_shows_it(markup: str, home: str, faults: int) -> None:
    absent = f"<html><body>{markup}</body></html>".encode()
    result = walked([("404.html", absent), ("a/index.html", PAGE), ("index.html", HOME)], home).result()
    assert len(result.problems) == faults
