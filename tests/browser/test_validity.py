"""The Nu HTML checker reads every page of the hand-made site, whole and empty, of every theme."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.render.theme import shipped
from tests.render.filler import Filler
from tests.render.handmade import OURS, drawn, ordinary, write

pytestmark = pytest.mark.browser


def test_every_page_is_valid_html(tmp_path: Path) -> None:
    jar = os.environ.get("BRIEFBOOK_VNU_JAR", "")
    if not jar or not Path(jar).is_file():
        pytest.skip("BRIEFBOOK_VNU_JAR does not name the Nu HTML checker (npm package vnu-jar)")
    if not shutil.which("java"):
        pytest.skip("there is no java to run the Nu HTML checker")
    for theme in sorted(path.parent.name for path in shipped().glob("*/theme.yaml")):
        write(tmp_path / theme / "whole", drawn(ordinary(), theme))
        write(tmp_path / theme / "one", drawn(ordinary(rows=1), theme))
        write(tmp_path / theme / "empty", drawn(Filler("A", rows=0, present=False, texts=OURS), theme))
    checked = subprocess.run(
        # Its one filter: the checker takes 'self' for a web host and so every style sheet on a disk for foreign.
        [
            "java",
            "-jar",
            jar,
            "--skip-non-html",
            "--filterpattern",
            ".*violates Content Security Policy.*",
            str(tmp_path),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert "error" not in checked.stderr
    assert "warning" not in checked.stderr, checked.stderr
