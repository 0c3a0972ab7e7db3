"""What the tests are made with: a corpus, the samples, and the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

# Spark starts this Python, and not the first one on the path
os.environ["PYSPARK_PYTHON"] = sys.executable

ROOT = Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "tests" / "fixtures"


def program() -> list[str]:
    """The command line: the program that GOUJI names, else the command of the wheel."""
    named = os.environ.get("GOUJI")
    if named:
        return [named]
    beside = Path(sys.executable).with_name("gouji")
    return [str(beside if beside.exists() else shutil.which("gouji"))]


def gouji(*words: str, cwd: Path | None = None, code: int | None = None, **more: Any) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run([*program(), *words], capture_output=True, cwd=cwd, check=False, **more)
    if code is not None:
        assert done.returncode == code, done.stderr.decode()
    return done


def command_line(*words: str, cwd: Path | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """What `gouji check -f jsonl` finds, by file: rule, severity, message, start and end of each finding."""
    done = gouji("check", "--no-cache", "--lang", "zh", "--fail-on", "never", "-f", "jsonl", *words, cwd=cwd)
    found: dict[str, list[tuple[Any, ...]]] = {}
    for line in done.stdout.decode().splitlines():
        report = json.loads(line)
        if "diagnostics" not in report:
            continue
        found[report["path"]] = [
            (
                one["rule"],
                one["severity"],
                one["message"],
                one["labels"][0]["start"]["offset"] if one["labels"] else None,
                one["labels"][0]["end"]["offset"] if one["labels"] else None,
            )
            for one in report["diagnostics"]
        ]
    return found


def by_file(rows: Any) -> dict[str, list[tuple[Any, ...]]]:
    """The same of rows of findings."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row.path, []).append((row.rule, row.severity, row.message, row.start, row.end))
    return found


def without_none(found: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    return {path: rows for path, rows in found.items() if rows}


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some 190 reports of 40 bodies over five years, some of them broken; with a gouji.toml."""
    folder = tmp_path_factory.mktemp("corpus")
    maker = ROOT / "tests" / "series" / "make_corpus.py"
    subprocess.run([sys.executable, str(maker), "--out", str(folder), "--bodies", "40", "--share", "0.4"], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of all formats, what is no report, and files of strangers."""
    folder = tmp_path_factory.mktemp("mixed")
    for file in sorted((FIXTURES / "reports").iterdir()):
        shutil.copy(file, folder / file.name)
    for file in sorted((FIXTURES / "pdf").iterdir()):
        shutil.copy(file, folder / file.name)
    for file in ("qinghe-2023.txt", "yunhu-2024.md", "website-yunhu-2023.txt"):
        shutil.copy(ROOT / "tests" / "samples" / file, folder / file)
    (folder / "letter.txt").write_text("致全体住户的一封信：请节约用水。", encoding="utf-8")
    (folder / "empty.docx").write_bytes(b"")
    (folder / "cut.docx").write_bytes((FIXTURES / "reports" / "wrong.docx").read_bytes()[:3000])
    (folder / "cut.pdf").write_bytes((FIXTURES / "reports" / "wrong.pdf").read_bytes()[:900])
    (folder / "noise.doc").write_bytes(bytes(range(256)) * 40)
    return folder
