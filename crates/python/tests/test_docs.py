"""What the pages show runs as written: the recipes in Python and in SQL."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import gouji
import pytest
from conftest import ROOT

PAGES = ["docs/python.md", "docs/python.zh-CN.md"]


def blocks(page: str, kind: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def test_both_pages_show_the_same() -> None:
    for kind in ("python", "sql", "sh"):
        assert blocks(PAGES[0], kind) == blocks(PAGES[1], kind)


def test_recipes_run(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").symlink_to(corpus / "reports")
    found = blocks(PAGES[0], "python")
    assert len(found) == 6
    for block in found:
        names: dict[str, Any] = {}
        exec(block, names)
        if "spark" in names:
            names["spark"].stop()
        if "ray" in names:
            names["ray"].shutdown()
    assert "Summary(" in capsys.readouterr().out
    assert (tmp_path / "cells.parquet").stat().st_size > 0


def test_questions_in_sql_have_answers(corpus: Path) -> None:
    result = gouji.check(corpus)
    for name in ("reports", "findings", "cells"):
        duckdb.register(name, result.to_arrow(name))
    found = blocks(PAGES[0], "sql")
    assert len(found) == 3
    for question in found:
        assert duckdb.sql(question).fetchall(), question
