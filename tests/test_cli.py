"""The command as a person meets it: exit codes, messages, streams; never a traceback.

Longer than most files: one command after the other, and what all of them share.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.cli.options import processes
from generator.engine.report import line_of
from generator.nouns.problem import Problem
from generator.safe.terminal import plain

ROOT = Path(__file__).parent.parent
SENTENCES = (
    "General Asim Munir met US Secretary of State Antony Blinken in Washington on Wednesday.\n\n"
    '"We discussed regional security," General Munir told reporters after the meeting.\n\n'
    "The Foreign Office said the talks covered the resettlement of Afghan refugees.\n"
)


def run(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def folder(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    (path / "one.txt").write_text(
        "Army chief meets Blinken\n\nDawn, December 15, 2023\n\n" + SENTENCES, encoding="utf-8"
    )
    (path / "two.txt").write_text("Talks on refugees\n\nJanuary 2, 2024\n\n" + SENTENCES, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("--help",), 0, "build"),
        (("build", "--help"), 0, "--strict"),
        (("--nonsense",), 2, "nonsense"),
        (("nonsense",), 2, "nonsense"),
        (("build", "--jobs", "many"), 2, "--jobs"),
        (("build", "-C", "absent"), 2, "no such folder"),
        (("build", "absent"), 2, "no folder of articles"),
        (("build",), 2, "no folder of articles"),
        (("build", "--config", "absent.yaml"), 2, "no such file"),
        (("verify", "absent", "absent"), 2, "not a published site"),
        (("verify",), 2, "Missing"),
    ],
)
def test_exit_codes_and_messages(tmp_path: Path, arguments: tuple[str, ...], code: int, word: str) -> None:
    done = run(*arguments, cwd=tmp_path, env={"COLUMNS": "200"})
    assert done.returncode == code
    assert word in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_template_is_ejected_once_and_told_what_to_do_with_it(tmp_path: Path) -> None:
    folder(tmp_path / "seeds")
    done = run("theme", "eject", "home", cwd=tmp_path)
    assert done.returncode == 0
    assert "themes/own/templates/home.html" in done.stdout
    assert "theme: {name: own}" in done.stdout
    (tmp_path / "site.yaml").write_text("theme: {name: own}\n")
    again = run("theme", "eject", "home", cwd=tmp_path)
    assert again.returncode == 2
    assert "it is there already" in again.stderr


def test_faults_of_the_settings_are_all_told_and_exit_2(tmp_path: Path) -> None:
    folder(tmp_path / "seeds")
    (tmp_path / "site.yaml").write_text("titel: x\nmodel: no_such_model\nbrief: {topics: 3}\n")
    done = run("build", cwd=tmp_path)
    assert done.returncode == 2
    assert "site.yaml:1: unknown setting `titel` (did you mean `title`?)" in done.stderr
    assert "site.yaml:3: unknown setting `brief.topics` (did you mean `topic`?)" in done.stderr


@pytest.mark.parametrize(
    ("settings", "word"), [("model: no_such_model\n", "no_such_model"), ("theme: {name: no-such}\n", "no-such")]
)
def test_a_missing_model_or_theme_exits_2_with_a_remedy(tmp_path: Path, settings: str, word: str) -> None:
    folder(tmp_path / "seeds")
    (tmp_path / "site.yaml").write_text(settings)
    done = run("build", cwd=tmp_path)
    assert done.returncode == 2
    assert word in done.stderr
    assert "(" in done.stderr
    assert not (tmp_path / "public").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_help_that_a_full_disk_has_no_room_for_fails_without_a_traceback(tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "generator", "--help"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"")


def test_help_imports_nothing_slow(tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv = ['briefbook', '--help']\n"
        "from generator.cli import run\n"
        "run()\n"
        "slow = {'spacy', 'numpy', 'jinja2', 'pydantic'} & set(sys.modules)\n"
        "sys.exit(f'imported {slow}' if slow else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_who_watches_the_process_gets_to_write_what_they_saw(tmp_path: Path) -> None:
    watched = [sys.executable, "-m", "cProfile", "-o", str(tmp_path / "seen"), "-m", "generator", "--help"]
    done = subprocess.run(
        watched, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "seen").stat().st_size > 0


def test_processes_are_counted_on_systems_that_do_not_tell_which_are_free(monkeypatch: pytest.MonkeyPatch) -> None:
    assert processes(7) == 7
    assert 1 <= processes(0) <= 4
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    for count, used in ((None, 1), (2, 2), (64, 4)):
        monkeypatch.setattr("os.cpu_count", lambda count=count: count)
        assert processes(0) == used


def test_what_a_terminal_would_obey_is_escaped() -> None:
    assert plain("a\x1b[31mb\nc\u202ed") == "a\\x1b[31mb\\nc\\u202ed"
    assert plain("عاصم 明 é") == "عاصم 明 é"


def test_a_problem_is_one_line() -> None:
    assert line_of(Problem(path="a.txt", line=3, what="odd", hint="mend it")) == "a.txt:3: odd (mend it)"
    assert line_of(Problem(path="a.txt", what="odd")) == "a.txt: odd"
    assert line_of(Problem(path="", what="odd")) == "odd"


@pytest.mark.model
class TestBuild:
    """With the trained pipeline."""

    def test_a_folder_of_articles_becomes_a_site(self, tmp_path: Path) -> None:
        done = run("build", cwd=folder(tmp_path / "site"))
        assert done.returncode == 0, done.stderr
        (summary,) = done.stdout.splitlines()
        assert summary.startswith("2 articles, ")
        assert summary.endswith("public/index.html")
        assert "Traceback" not in done.stderr
        assert (tmp_path / "site/public/index.html").is_file()
        again = run("build", cwd=tmp_path / "site")
        assert again.returncode == 0
        assert " 0 files written" in again.stdout
        assert again.stdout.startswith("2 articles, ")  # its own output is not read

    def test_what_stands_is_told_again_however_it_is_asked_for(self, tmp_path: Path) -> None:
        site = folder(tmp_path / "site")
        (site / "content").mkdir()
        (site / "content/judgements.yaml").write_text("- ignore: Nobody Here\n  reason: There is none.\n")
        first = run("build", "--strict", cwd=site)
        assert first.returncode == 1
        for options, code in ((("--strict",), 1), ((), 0), (("-q",), 0), (("--strict", "--jobs", "1"), 1)):
            again = run("build", *options, cwd=site)
            assert (again.returncode, again.stderr) == (code, first.stderr)
            assert ("all stands as it was" in again.stdout) == ("-q" not in options)
        assert run("build", cwd=folder(tmp_path / "other")).stdout.count("all stands") == 0

    @pytest.mark.parametrize(
        ("edit", "absent", "written"),
        [
            ("", {"spacy", "numpy", "thinc", "pydantic", "msgspec", "jinja2", "yaml", "rich", "typer"}, 0),
            ("title: Another title\n", {"spacy", "numpy", "thinc", "pydantic", "rich"}, -1),
        ],
    )
    def test_a_second_build_imports_only_what_it_needs(
        self, tmp_path: Path, edit: str, absent: set[str], written: int
    ) -> None:
        site = folder(tmp_path / "site")
        assert run("build", cwd=site).returncode == 0
        before = {path: path.stat().st_mtime_ns for path in (site / "public").rglob("*.*") if path.is_file()}
        if edit:
            (site / "site.yaml").write_text(edit)
        script = (
            "import sys; sys.argv = ['briefbook', 'build']\n"
            "from generator.cli import run\n"
            "assert not run()\n"
            f"slow = {absent!r} & set(sys.modules)\n"
            "sys.exit(f'imported {slow}' if slow else 0)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=site,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        # The mark of ownership is no page, and another program names the files of its index.
        before = {
            path: time for path, time in before.items() if path.name != ".briefbook" and "pagefind" not in path.parts
        }
        changed = sum(before.get(path) != path.stat().st_mtime_ns for path in before)
        assert f" {changed} files written" in done.stdout
        assert changed == written or (written < 0 and changed)

    def test_one_article_and_other_places(self, tmp_path: Path) -> None:
        folder(tmp_path / "articles")
        (tmp_path / "empty").mkdir()
        done = run("build", "../articles/one.txt", "-o", "../out", "--cache", "../cache", "-v", cwd=tmp_path / "empty")
        assert done.returncode == 0, done.stderr
        assert "1 article," in done.stdout
        assert (tmp_path / "out/index.html").is_file()
        assert list((tmp_path / "empty").iterdir()) == []

    def test_a_bad_article_stops_no_other_and_strict_counts_it(self, tmp_path: Path) -> None:
        site = folder(tmp_path / "site")
        (site / "link.txt").symlink_to("/etc/passwd")
        (site / "bad\x1b[31m.txt").write_text("x")
        os.mkfifo(site / "pipe.txt")
        done = run("build", cwd=site)
        assert "2 articles, " in done.stdout
        assert "link.txt" in done.stderr
        assert "\x1b" not in done.stderr
        assert run("build", "--strict", cwd=site).returncode == 1

    def test_a_foreign_folder_is_not_overwritten(self, tmp_path: Path) -> None:
        site = folder(tmp_path / "site")
        (site / "public").mkdir()
        (site / "public/thesis.txt").write_text("mine")
        done = run("build", cwd=site)
        assert done.returncode == 1
        assert "did not write" in done.stderr
        assert (site / "public/thesis.txt").read_text() == "mine"

    def test_an_ascii_terminal_and_closed_streams(self, tmp_path: Path) -> None:
        site = folder(tmp_path / "sité")
        done = run("build", cwd=site, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"})
        assert done.returncode == 0, done.stderr
        explained = run("explain", "Asim Munir", cwd=site, env={"PYTHONIOENCODING": "ascii"})
        assert explained.returncode == 0, explained.stderr
        for closing in ("build >&-", "build >&- 2>&-", "build | true", "explain 'Asim Munir' | head -1"):
            shell = subprocess.run(
                ["bash", "-c", f"set -o pipefail; {sys.executable} -m generator {closing}"],
                cwd=site,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                text=True,
                check=False,
            )
            assert "Traceback" not in shell.stderr
            assert "Exception ignored" not in shell.stderr

    def test_verify_and_check_and_explain(self, tmp_path: Path) -> None:
        site = folder(tmp_path / "site")
        assert run("build", cwd=site).returncode == 0
        verified = run("verify", "public", ".", cwd=site)
        assert verified.returncode == 0, verified.stderr
        assert "every one stands" in verified.stdout
        assert " 0 statements" not in " " + verified.stdout
        checked = run("check", cwd=site)
        assert checked.returncode == 0, checked.stderr
        assert "page" in checked.stdout
        for name in ("Asim Munir", "people/asim-munir/", "one.txt", "https://x.example/b/people/asim-munir/index.html"):
            explained = run("explain", name, cwd=site)
            assert explained.returncode == 0, explained.stderr
            assert "SHA-256" in explained.stdout
        unknown = run("explain", "Nobody Anywhere", cwd=site)
        assert unknown.returncode == 2
        assert "nothing here is called" in unknown.stderr

    def test_an_interrupt_ends_it_in_silence(self, tmp_path: Path) -> None:
        site = folder(tmp_path / "site")
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "build"],
            cwd=site,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
        )
        time.sleep(0.7)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
        assert process.returncode in {-signal.SIGINT, 0}
        assert b"Traceback" not in stderr
        shutil.rmtree(site / "public", ignore_errors=True)
        assert run("build", cwd=site).returncode == 0

    def test_a_full_disk_leaves_the_old_site(self, tmp_path: Path) -> None:
        site = folder(tmp_path / "site")
        assert run("build", cwd=site).returncode == 0
        before = {path: path.read_bytes() for path in (site / "public").rglob("*.*") if path.is_file()}
        (site / "site.yaml").write_text("title: Another title\n")
        # No file may grow beyond 1 kB: what a full disk does, without filling one.
        done = subprocess.run(
            ["bash", "-c", f"ulimit -f 1; exec {sys.executable} -m generator build"],
            cwd=site,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        assert "the old one stands" in done.stderr
        assert "Traceback" not in done.stderr
        assert {path: path.read_bytes() for path in (site / "public").rglob("*.*") if path.is_file()} == before
        assert run("build", cwd=site).returncode == 0
        assert b"Another title" in (site / "public/index.html").read_bytes()

    def test_two_builds_at_once_both_succeed(self, tmp_path: Path) -> None:
        site = folder(tmp_path / "site")
        both = [
            subprocess.Popen(
                [sys.executable, "-m", "generator", "build"],
                cwd=site,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for _ in range(2)
        ]
        told = [process.communicate(timeout=120) for process in both]
        assert [process.returncode for process in both] == [0, 0], told
        assert run("verify", "public", ".", cwd=site).returncode == 0
        assert sorted(path.name for path in site.iterdir()) == [".cache", "one.txt", "public", "two.txt"]
