"""What is served: the published files and no others, with the script in pages and nowhere else."""

import os
from pathlib import Path

import pytest

from generator.engine.publish import publish
from tests.serve.conftest import FILES, PAGE, Served, site_of, started


def test_a_folder_is_its_index_and_is_told_by_its_slash(served: Served) -> None:
    assert b"A B" in served.ask("/people/a-b/")[1]
    answer, _ = served.ask("/people/a-b")
    assert (answer.status, answer.headers["Location"]) == (302, "/people/a-b/")
    assert served.status("/people/") == 404  # never a listing


def test_a_page_is_as_published_but_for_one_script(served: Served) -> None:
    answer, body = served.ask("/")
    start, end = body.index(b"<script"), body.index(b"</script>\n") + len(b"</script>\n")
    assert body[:start] + body[end:] == PAGE
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["ETag"].strip('"').encode() in body[start:end]
    assert (served.board.site.output / "index.html").read_bytes() == PAGE


def test_other_files_are_as_published(served: Served) -> None:
    answer, body = served.ask("/assets/style.css")
    assert body == FILES["assets/style.css"]
    assert answer.headers["Content-Type"].startswith("text/css")
    assert answer.headers["ETag"]
    part, some = served.ask("/assets/style.css", Range="bytes=4-9")
    assert (part.status, some) == (206, body[4:10])


def test_head_gives_no_body(served: Served) -> None:
    for path in ("/", "/assets/style.css"):
        answer, body = served.ask(path, "HEAD")
        assert (answer.status, body) == (200, b"")
        assert answer.headers["ETag"] == served.ask(path)[0].headers["ETag"]


def test_where_there_is_nothing_the_sites_own_page_says_so(served: Served) -> None:
    for path in ("/absent", "/people/absent/", "/.briefbook", "/assets/.hidden", "/" + "a" * 5000, "/index.html/"):
        answer, body = served.ask(path)
        assert answer.status == 404, path
        assert b"Nothing here" in body
        assert b"aaaa" not in body


@pytest.mark.parametrize("kind", ["link", "folder link", "pipe"])
def test_only_regular_files_below_the_folder_are_served(served: Served, kind: str) -> None:
    output = served.board.site.output
    if kind == "link":
        (output / "x.html").symlink_to(output.parent / "secret.html")
    elif kind == "folder link":
        (output / "x.html").symlink_to(output.parent)
    else:
        os.mkfifo(output / "x.html")
    for path in ("/x.html", "/x.html/", "/x.html/secret.html"):
        answer, body = served.ask(path)
        assert answer.status == 404
        assert b"secret" not in body


def test_a_file_with_a_name_like_the_folders_is_not_below_it(served: Served) -> None:
    beside = served.board.site.output.with_name("public-other")
    beside.mkdir()
    (beside / "index.html").write_text("secret")
    (served.board.site.output / "x").symlink_to(beside)
    assert served.status("/x/index.html") == 404


def test_no_descriptor_stays_open(served: Served) -> None:
    served.ask("/assets/style.css")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        served.ask("/assets/style.css", "HEAD")
        served.ask("/assets/style.css", Range="bytes=nonsense")
        served.ask("/assets/style.css", Range="bytes=99999999-")
        served.ask("/")
    assert len(list(Path("/proc/self/fd").iterdir())) < before + 10


def test_a_sub_path_may_be_written_in_any_letters(root: Path) -> None:
    running = started(site_of(root, "https://example.org/a%20b/ü%22/"))
    served = next(running)
    assert b"A B" in served.ask("/a%20b/%C3%BC%22/people/a-b/")[1]
    assert b'src="/a%20b/%C3%BC%22/_briefbook/live.js"' in served.ask("/a%20b/%C3%BC%22/")[1]
    for path, there in (("/", ""), ("/a%20b/%C3%BC%22/people/a-b", "people/a-b/")):
        assert served.ask(path)[0].headers["Location"] == f"/a%20b/%C3%BC%22/{there}"
    assert next(running, None) is None


def test_it_serves_under_the_sub_path_of_the_address(below: Served) -> None:
    assert b"A B" in below.ask("/a/b/people/a-b/")[1]
    assert b'src="/a/b/_briefbook/live.js"' in below.ask("/a/b/")[1]
    for path in ("/", "/a/b"):
        answer, _ = below.ask(path)
        assert (answer.status, answer.headers["Location"]) == (302, "/a/b/")
    assert below.status("/people/a-b/") == 404
    assert below.status("/a/b/_briefbook/problems.json") == 200
    assert below.status("/_briefbook/problems.json") == 404


def test_before_there_is_a_site_a_page_waits_for_it(served: Served, tmp_path: Path) -> None:
    served.board.site.output.rename(tmp_path / "away")
    answer, body = served.ask("/people/a-b/")
    assert answer.status == 503
    assert b"live.js" in body


def test_the_site_may_be_exchanged_while_it_is_read(served: Served) -> None:
    output = served.board.site.output
    versions = {PAGE.replace(b"Home", letter * size) for letter, size in ((b"a", 100), (b"b", 90_000))}
    for number in range(30):
        version = sorted(versions)[number % 2]
        publish(output, [("index.html", version), ("assets/style.css", version)])
        for _ in range(3):
            assert served.ask("/assets/style.css")[1] in versions
            assert served.status("/") == 200


def test_the_servers_own_files_forbid_what_they_do_not_need(served: Served) -> None:
    answer, body = served.ask("/_briefbook/review/")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert b"Review" in body
    for name in ("live.js", "live.css", "review.js", "review.css"):
        assert served.status(f"/_briefbook/{name}") == 200
    for name in ("waiting.html", "absent", "../app.py", ""):
        assert served.status(f"/_briefbook/{name}") in {400, 404}
