"""Archives of reports, those of strangers among them."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import gouji
import pytest
from conftest import FIXTURES, ROOT
from gouji import _archives

SAMPLE = (ROOT / "tests" / "samples" / "qinghe-2023.txt").read_bytes()
WORD = (FIXTURES / "reports" / "wrong.docx").read_bytes()


def zipped(members: dict[str, bytes], **more: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", more.get("kind", zipfile.ZIP_DEFLATED)) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


MEMBERS = {"2023/甲.txt": SAMPLE, "2023/乙.docx": WORD, "notes.xml": b"<x/>", ".hidden.txt": b"x", "__MACOSX/a.txt": b"x"}


@pytest.mark.parametrize("ending", ["zip", "tar", "tar.gz"])
def test_members_are_documents(ending: str, tmp_path: Path) -> None:
    data = zipped(MEMBERS) if ending == "zip" else tarred(MEMBERS, "w:gz" if ending == "tar.gz" else "w")
    file = tmp_path / f"reports.{ending}"
    file.write_bytes(data)
    result = gouji.check(file, config=False)
    assert [report.path for report in result.reports] == [f"{file}!2023/甲.txt", f"{file}!2023/乙.docx"]
    plain = gouji.check(SAMPLE, config=False, name="x")
    assert [f.message for f in result if f.path.endswith("txt")] == [f.message for f in plain]
    named = gouji.check(data, name="all", config=False)
    assert [report.path for report in named.reports] == ["all!2023/甲.txt", "all!2023/乙.docx"]
    assert named.summary().reports == 2


def test_documents_of_office_programs_are_no_archives() -> None:
    (report,) = gouji.check(WORD, config=False).reports
    assert report.status == "report" and "!" not in report.path
    turned = {"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}
    assert not _archives.is_archive("report", zipped(turned))


def test_names_are_shown_and_lead_nowhere() -> None:
    names = {"../../etc/passwd.txt": SAMPLE, "/root/a.txt": SAMPLE, "a\\..\\b.txt": SAMPLE, "x\n\x1b[31m\u202e.txt": SAMPLE}
    paths = [report.path for report in gouji.check(zipped(names), name="a.zip").reports]
    assert paths == ["a.zip!etc/passwd.txt", "a.zip!root/a.txt", "a.zip!a/b.txt", "a.zip!x\\u000a\\u001b[31m\\u202e.txt"]
    twice = tarred({"a.txt": SAMPLE, "./a.txt": SAMPLE})
    assert [report.path for report in gouji.check(twice, name="a.tar").reports] == ["a.tar!a.txt", "a.tar!a.txt (2)"]
    assert len(_archives.safe("很长" * 500)) == 400


def test_chinese_names_of_old_programs() -> None:
    info = zipfile.ZipInfo("x.txt")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, SAMPLE)
    name = "清河.txt".encode("gb18030")
    data = out.getvalue()
    # the name stands before the data and in the list; each with its length
    old = zipped({"qqqqqqqq"[: len(name) - 4] + ".txt": SAMPLE}).replace(b"qqqqqqqq"[: len(name) - 4] + b".txt", name)
    assert [member.name for member in _archives.members("a.zip", old)] == ["a.zip!清河.txt"]
    assert data


def test_archives_inside_are_not_opened() -> None:
    inner = zipped({"a.txt": SAMPLE})
    result = gouji.check(zipped({"inner.zip": inner, "b.txt": SAMPLE}), name="a.zip", lang="en")
    assert [(report.path, report.status) for report in result.reports] == [
        ("a.zip!inner.zip", "unread"),
        ("a.zip!b.txt", "report"),
    ]


def test_bombs_are_not_unpacked() -> None:
    bomb = zipped({"bomb.txt": bytes(60 << 20), "after.txt": SAMPLE})
    assert len(bomb) < 100_000
    reasons = [(report.status, report.reason) for report in gouji.check(bomb, name="a.zip", lang="en").reports]
    assert reasons == [("unread", _archives._say("ratio", "en")), ("report", None)]
    large = zipped({"large.txt": bytes(65 << 20)}, kind=zipfile.ZIP_STORED)
    assert gouji.check(large, name="a.zip", lang="en").reports[0].reason == _archives._say("large", "en")
    packed = gzip.compress(tarred({"bomb.txt": bytes(60 << 20)}))
    (report,) = gouji.check(packed, name="a.tar.gz", lang="en").reports
    assert report.status == "unread" and report.reason == _archives._say("ratio", "en")


def test_limits_of_number_and_size() -> None:
    many = {f"{n}.txt": b"x" for n in range(20)}
    limits = _archives.Limits(members=5, total=1000)
    for data in (zipped(many), tarred(many)):
        found = list(_archives.members("a", data, "en", limits if data[:2] == b"PK" else limits._replace(total=1 << 20)))
        assert sum(member.data is not None for member in found) == 5
        assert found[-1].reason == _archives._say("many", "en")
    big = {f"{n}.txt": b"x" * 400 for n in range(5)}
    found = list(_archives.members("a", zipped(big), "en", limits))
    assert found[-1].reason == _archives._say("total", "en") and len(found) == 3


def test_damaged_archives_are_rows() -> None:
    whole = zipped({"a.txt": SAMPLE, "b.txt": SAMPLE})
    for cut in (whole[: len(whole) // 2], whole[:40], b"PK\x03\x04", b"PK\x05\x06"):
        (report,) = gouji.check(cut, name="a.zip", lang="en").reports
        assert report.status == "unread", cut
    bad = bytearray(whole)
    bad[60:90] = b"\xff" * 30
    statuses = [report.status for report in gouji.check(bytes(bad), name="a.zip", lang="en").reports]
    assert statuses[1:] == ["report"] and statuses[0] in ("unread", "none")
    tar = tarred({"a.txt": SAMPLE, "b.txt": SAMPLE})
    statuses = [report.status for report in gouji.check(tar[: 512 + len(SAMPLE) + 700], name="a.tar").reports]
    # what could not be opened comes first
    assert statuses == ["unread", "report"]
    packed = gzip.compress(tar)
    assert gouji.check(packed[:-900], name="a.tgz").reports[-1].status == "unread"
    locked = bytearray(whole)
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = locked.find(mark) + (6 if mark == b"PK\x03\x04" else 8)
        locked[at] |= 1
    reasons = [report.reason for report in gouji.check(bytes(locked), name="a.zip", lang="en").reports]
    assert reasons == [_archives._say("locked", "en"), None]


def test_bytes_at_random_are_never_an_exception() -> None:
    import random

    rng = random.Random(1)
    for whole in (zipped(MEMBERS), tarred(MEMBERS), tarred(MEMBERS, "w:gz")):
        for _ in range(60):
            data = bytearray(whole)
            for _ in range(rng.randint(1, 6)):
                data[rng.randrange(len(data))] = rng.randrange(256)
            list(_archives.members("a", bytes(data[: rng.randint(1, len(data))])))
