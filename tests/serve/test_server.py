"""Clients that cost too much: slow, silent, many, long-winded; and the end, which waits for none of them."""

import socket
import time
from pathlib import Path
from threading import Thread

import pytest

from generator.errors import UsageError
from generator.serve import board as boards
from generator.serve import guard, server
from generator.serve.builder import Outcome
from tests.serve.conftest import Served, site_of, started, until


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=30)


def events(served: Served) -> socket.socket:
    one = connected(served.port)
    one.sendall(f"GET /_briefbook/events HTTP/1.1\r\nHost: localhost:{served.port}\r\n\r\n".encode())
    return one


def outcome(served: Served, number: int) -> Outcome:
    return Outcome(number=number, site=served.board.site, build=None, problems=(), changed=(), seconds=0.0)


def ended(one: socket.socket) -> bool:
    """Tell whether the other side closes without a word."""
    one.settimeout(20)
    try:
        return one.recv(100) == b""
    except ConnectionError:
        return True


def drip(one: socket.socket) -> None:
    for _ in range(400):
        one.sendall(b"G")
        time.sleep(0.05)


def heard(one: socket.socket, word: bytes) -> bool:
    """Read a stream until a word comes, or its end."""
    one.settimeout(20)
    got = b""
    while word not in got:
        part = one.recv(4096)
        if not part:
            return False
        got += part
    return True


@pytest.mark.parametrize("start", [b"", b"GET / HTTP/1.1\r\n", b"G"])
def test_a_client_that_does_not_finish_its_request_is_cut_off(
    served: Served, start: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.3)
    with connected(served.port) as one:
        one.sendall(start)
        assert ended(one)
    assert served.status("/") == 200


def test_bytes_one_by_one_buy_no_time(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.5)
    with connected(served.port) as one, pytest.raises(ConnectionError):
        drip(one)


@pytest.mark.parametrize("size", [17_000, 400_000])
@pytest.mark.parametrize("whole", [True, False])
def test_headers_without_end_are_refused(served: Served, size: int, *, whole: bool) -> None:
    request = f"GET / HTTP/1.1\r\nHost: localhost:{served.port}\r\n".encode() + b"X: " + b"y" * size
    answer = served.raw(request + b"\r\n\r\n" if whole else request)
    assert b" 200 " not in answer
    assert served.status("/") == 200


def test_who_does_not_read_holds_no_connection_for_ever(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LONGEST", 0.5)
    (served.board.site.output / "large.json").write_bytes(b" " * 40_000_000)
    with connected(served.port) as one:
        one.sendall(f"GET /large.json HTTP/1.1\r\nHost: localhost:{served.port}\r\n\r\n".encode())
        time.sleep(1.5)
        got = 0
        try:
            while part := one.recv(1 << 20):
                got += len(part)
        except ConnectionError:
            pass
    assert got < 40_000_000
    assert served.status("/") == 200


@pytest.mark.parametrize(
    "request_", [b"\x16\x03\x01\x00\xa5\x01", b"GET\r\n\r\n", b"\r\n\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\n"]
)
def test_what_is_no_http_is_answered_or_closed(
    served: Served, request_: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.3)
    assert b" 200 " not in served.raw(request_)
    assert served.status("/") == 200


def test_more_connections_than_the_bound_are_closed(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "CONNECTIONS", 10)
    many = [connected(served.port) for _ in range(10)]
    time.sleep(0.2)
    with connected(served.port) as one:
        assert ended(one)
    for each in many:
        each.close()
    until(lambda: _answers(served))


def _answers(served: Served) -> bool:
    try:
        return served.status("/") == 200
    except OSError:
        return False


def test_a_stream_tells_of_each_build_by_its_number_alone(served: Served) -> None:
    with events(served) as one:
        assert heard(one, b"data: 0\n\n")
        served.board.post(outcome(served, 7))
        assert heard(one, b"data: 7\n\n")


def test_the_head_of_a_stream_is_not_a_stream(served: Served) -> None:
    answer, body = served.ask("/_briefbook/events", "HEAD")
    assert (answer.status, body) == (200, b"")
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert not served.board._streams


def test_one_stream_too_many_ends_the_oldest(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boards, "STREAMS", 3)
    streams = []
    for _ in range(5):
        streams.append(events(served))
        assert heard(streams[-1], b"data: 0\n\n")
    served.board.post(outcome(served, 1))
    assert [heard(one, b"data: 1\n\n") for one in streams] == [False, False, True, True, True]
    for one in streams:
        one.close()


def test_a_page_that_has_gone_is_forgotten(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boards, "BEAT", 0.1)
    with events(served) as one:
        assert heard(one, b"data: 0\n\n")
        assert len(served.board._streams) == 1
    until(lambda: not served.board._streams)


def test_the_end_waits_for_no_open_page(root: Path) -> None:
    running = started(site_of(root))
    served = next(running)
    with events(served) as stream, connected(served.port):
        assert heard(stream, b"data: 0\n\n")
        ending = Thread(target=lambda: next(running, None))
        ending.start()
        ending.join(60)
        assert not ending.is_alive()


def test_no_part_of_an_answer_waits_for_another_to_arrive() -> None:
    with server.listen("127.0.0.1", 0) as taken, socket.create_connection(taken.getsockname()):
        taken.settimeout(10)
        accepted, _ = taken.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_taken_port_is_told_with_a_way_out() -> None:
    with server.listen("127.0.0.1", 0) as taken, pytest.raises(UsageError) as told:
        server.listen("127.0.0.1", taken.getsockname()[1])
    assert "--port" in told.value.hint


def test_a_host_that_is_not_ours_is_told() -> None:
    for host, port in (("no-such-host.invalid", 0), ("203.0.113.1", 8000)):
        with pytest.raises(UsageError, match="cannot listen") as told:
            server.listen(host, port)
        assert "--host" in told.value.hint
        assert "(" not in told.value.what


def test_any_address_answers_to_addresses_but_to_no_strange_name(root: Path) -> None:
    running = started(site_of(root), literals=True)
    served = next(running)
    assert served.status("/", Host=f"192.168.1.7:{served.port}") == 200
    assert served.status("/", Host=f"[fe80::1]:{served.port}") == 200
    assert served.status("/", Host=f"rebound.example:{served.port}") == 421
    assert next(running, None) is None
