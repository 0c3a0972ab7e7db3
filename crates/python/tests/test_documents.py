"""`fix` and `annotate`: one document in, another out, no file written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import gouji
import pytest
from conftest import FIXTURES, ROOT
from conftest import gouji as command

SAMPLE = ROOT / "tests" / "samples" / "qinghe-2023.txt"
REPORTS = FIXTURES / "reports"


def test_a_text_is_mended_as_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes((REPORTS / "wrong.txt").read_bytes())
    for suggestions in (False, True):
        mended = gouji.fix(file, suggestions=suggestions, config=False)
        copy = tmp_path / "copy.txt"
        copy.write_bytes(file.read_bytes())
        words = ["--suggestions"] if suggestions else []
        command("check", "--fix", *words, "--no-config", "--fail-on", "never", str(copy), code=0)
        assert mended.data == copy.read_bytes()
        assert mended.data.decode() == mended.text
        assert (mended.data != file.read_bytes()) == bool(mended.applied)
    assert file.read_bytes() == (REPORTS / "wrong.txt").read_bytes(), "the file is not written to"


def test_bytes_are_mended_in_their_encoding() -> None:
    text = (REPORTS / "wrong.txt").read_text(encoding="utf-8")
    mended = gouji.fix(text.encode("gb18030"), suggestions=True, config=False)
    assert mended.applied and mended.data.decode("gb18030") == mended.text


def test_what_cannot_be_mended_is_said() -> None:
    for source in (REPORTS / "wrong.docx", REPORTS / "wrong.pdf", "missing.txt", b"\x00\x01\x02" * 99):
        with pytest.raises(gouji.GoujiError):
            gouji.fix(source)


@pytest.mark.parametrize("name", ["wrong.docx", "wrong.html", "wrong.md", "wrong.txt", "wrong.pdf"])
def test_a_copy_is_marked_as_on_the_command_line(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    copy = tmp_path / name
    command("annotate", "--no-config", "--output", str(copy), str(REPORTS / name), code=None)
    marked = gouji.annotate(REPORTS / name, config=False)
    assert marked == copy.read_bytes()
    again = gouji.annotate(marked, name=name, config=False)
    assert again == marked, "marking twice gives the same"


def test_corrections_are_tracked() -> None:
    plain = gouji.annotate(REPORTS / "wrong.docx", config=False)
    tracked = gouji.annotate(REPORTS / "wrong.docx", suggestions=True, config=False)
    assert b"w:ins" not in _document(plain) and b"w:ins" in _document(tracked)


def test_an_old_document_becomes_a_new_one() -> None:
    assert b"w:comment" in _document(gouji.annotate(REPORTS / "wrong.doc", config=False))


def test_what_cannot_be_marked_is_said() -> None:
    for source in ("missing.docx", b"", (FIXTURES / "pdf" / "locked.pdf").read_bytes(), REPORTS):
        with pytest.raises(gouji.GoujiError):
            gouji.annotate(source)


def _document(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")
