"""The server as an attacker meets it: foreign hosts and origins, other methods, paths that lead elsewhere."""

from collections.abc import Iterator

import pytest

from generator.engine.publish import publish
from tests.serve.conftest import FILES, Served, site_of, started


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all: what is refused changes nothing."""
    root = tmp_path_factory.mktemp("site")
    publish(root / "public", list(FILES.items()))
    (root / "secret.html").write_bytes(b"secret")
    yield from started(site_of(root))


def test_every_answer_keeps_others_from_using_it(served: Served) -> None:
    for path in ("/", "/absent", "/assets/style.css", "/_briefbook/problems.json", "/%2e%2e/secret.html"):
        answer, _ = served.ask(path)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]
        assert "Server" not in answer.headers


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:{port}",
        "localhost",
        "localhost:1",
        "127.0.0.1",
        "127.0.0.1:{port}:1",
        "x@localhost:{port}",
        "[::1]",
        "localhost.:{port}",
        "localhost.evil.example:{port}",
        "10.0.0.1:{port}",
        "",
        "localhost:{port},evil",
    ],
)
@pytest.mark.parametrize("path", ["/", "/_briefbook/events", "/_briefbook/problems.json", "/absent"])
def test_a_foreign_host_is_refused_on_every_path(served: Served, host: str, path: str) -> None:
    assert served.status(path, Host=host.format(port=served.port)) == 421


def test_its_own_names_are_answered(served: Served) -> None:
    for host in ("127.0.0.1", "localhost", "LOCALHOST"):
        assert served.status("/", Host=f"{host}:{served.port}") == 200


def test_two_hosts_or_none_are_refused(served: Served) -> None:
    two = f"GET / HTTP/1.1\r\nHost: localhost:{served.port}\r\nHost: evil.example\r\n\r\n"
    none = "GET / HTTP/1.0\r\n\r\n"
    for request in (two, none):
        assert served.raw(request.encode()).split()[1] in {b"400", b"421"}


@pytest.mark.parametrize(
    "origin", ["null", "http://evil.example", "https://localhost:{port}", "http://localhost:1", ""]
)
def test_a_foreign_origin_is_refused(served: Served, origin: str) -> None:
    assert served.status("/_briefbook/events", Origin=origin.format(port=served.port)) == 403


def test_its_own_origin_is_answered(served: Served) -> None:
    assert served.status("/", Origin=f"http://127.0.0.1:{served.port}", Sec_Fetch_Site="same-origin") == 200


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [
        ("cross-site", "navigate", 403),
        ("cross-site", "no-cors", 403),
        ("same-site", "no-cors", 403),
        ("same-site", "navigate", 200),
        ("none", "navigate", 200),
        ("nonsense", "navigate", 403),
    ],
)
def test_what_another_site_fetches_is_refused(served: Served, site: str, mode: str, status: int) -> None:
    assert served.status("/", Sec_Fetch_Site=site, Sec_Fetch_Mode=mode) == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get"])
def test_only_reading_is_answered(served: Served, method: str) -> None:
    answer, _ = served.ask("/", method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/.%2E/secret.html",
        "/..%2fsecret.html",
        "/..%5csecret.html",
        "/people/..%5c..%5csecret.html",
        "/people/../../secret.html",
        "/people/./a-b/",
        "//etc/passwd",
        "/people//a-b/",
        "/index.html%00.css",
        "/a%0d%0aX: y",
        "/%ff",
        "/%c0%ae%c0%ae/secret.html",
        "/#x",
        "http://127.0.0.1/index.html",
        "*",
    ],
)
def test_a_path_that_is_not_plain_is_refused(served: Served, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nConnection: close\r\n\r\n"
    answer = served.raw(request.encode())
    assert answer.split()[1] == b"400", answer[:200]
    assert b"secret" not in answer
    assert b"passwd" not in answer


def test_what_was_encoded_twice_is_decoded_once(served: Served) -> None:
    answer, body = served.ask("/%252e%252e/secret.html")
    assert answer.status == 404
    assert b"secret" not in body
