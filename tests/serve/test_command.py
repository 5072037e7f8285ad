"""``briefbook serve`` as a person starts and ends it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from generator.serve import server
from tests.serve.conftest import until

ROOT = Path(__file__).parents[2]
ARTICLE = "Harbour board meets\n\nDecember 15, 2023\n\nMayor Ann Lee met Governor Ben Roe in Ardmore on Friday.\n"
ENV = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/one.txt").write_text(ARTICLE)
    return tmp_path


def begin(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", *arguments],
        cwd=folder,
        env=ENV,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def lines(process: "subprocess.Popen[str]", word: str) -> str:
    """Read what it prints until a line with a word."""
    told = ""
    assert process.stdout is not None
    for line in process.stdout:
        told += line
        if word in line:
            return told
    raise AssertionError(told + (process.stderr.read() if process.stderr else ""))


def get(address: str) -> tuple[int, bytes]:
    host, _, path = address.removeprefix("http://").partition("/")
    connection = HTTPConnection(host, timeout=30)
    connection.request("GET", "/" + path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


@pytest.fixture
def ended() -> Iterator[list["subprocess.Popen[str]"]]:
    """Processes to end, whatever a test made of them."""
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for one in processes:
        if one.poll() is None:
            one.kill()
        one.communicate()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("absent",), "no folder of articles"),
        (("--port", "70000"), "--port"),
        (("--host", "no-such-host.invalid"), "cannot listen"),
        (("--config", "absent.yaml"), "no such file"),
    ],
)
def test_what_cannot_be_served_is_told_at_once(folder: Path, arguments: tuple[str, ...], word: str) -> None:
    process = begin(folder, *arguments)
    stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 2
    assert word in stderr
    assert "Traceback" not in stdout + stderr


def test_a_taken_port_is_told_at_once(folder: Path) -> None:
    with server.listen("127.0.0.1", 0) as taken:
        process = begin(folder, "--port", str(taken.getsockname()[1]))
        _, stderr = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "another port" in stderr


def test_help_imports_no_server() -> None:
    script = (
        "import sys; from generator.cli.commands import app\n"
        "sys.exit(str({'uvicorn', 'starlette', 'watchdog', 'h11', 'jinja2'} & set(sys.modules) or ''))"
    )
    done = subprocess.run([sys.executable, "-c", script], env=ENV, capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", ["serving", "built in"])
@pytest.mark.model
def test_it_ends_cleanly_whenever_it_is_asked_to(
    folder: Path, number: signal.Signals, moment: str, ended: list["subprocess.Popen[str]"]
) -> None:
    process = begin(folder, "--port", "0")
    ended.append(process)
    lines(process, moment)
    os.killpg(process.pid, number)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 0
    assert stderr == ""
    assert not [one for one in folder.iterdir() if "briefbook" in one.name]


@pytest.mark.model
def test_an_edit_is_served_and_told_and_no_watch_leaves_it(folder: Path, ended: list["subprocess.Popen[str]"]) -> None:
    (folder / "site.yaml").write_text("base_url: https://example.org/a/b/\n")
    watching, still = begin(folder, "--port", "0", "-v"), begin(folder, "--port", "0", "--no-watch", "-o", "other")
    ended += [watching, still]
    addresses = []
    for one in (watching, still):
        found = re.search(r"http://\S+", lines(one, "built in"))
        assert found
        assert found[0].endswith("/a/b/")
        addresses.append(found[0])
    (folder / "seeds/one.txt").write_text(ARTICLE.replace("board", "council"))
    assert "seeds/one.txt: built in" in lines(watching, "built in")
    status, body = get(addresses[0] + "articles/one/")
    assert (status, b"Harbour council meets" in body) == (200, True)
    assert b"Harbour board meets" in get(addresses[1] + "articles/one/")[1]
    # What was published is there without the server too, and holds nothing of it.
    page = (folder / "public/articles/one/index.html").read_bytes()
    until(lambda: b"Harbour council meets" in page)
    assert b"_briefbook" not in page
