"""`gouji.check` and `gouji.facts`: inputs, rows, tables, what is wrong with them."""

from __future__ import annotations

import threading
import time
from decimal import Decimal
from pathlib import Path

import gouji
import pytest
from conftest import FIXTURES, ROOT, by_file, command_line, without_none

WRONG = FIXTURES / "reports" / "wrong.docx"
SAMPLE = ROOT / "tests" / "samples" / "qinghe-2023.txt"


def test_a_file_gives_the_findings_of_the_command_line() -> None:
    result = gouji.check(WRONG, config=False)
    assert by_file(result.findings) == command_line("--no-config", str(WRONG))
    assert len(result) == len(result.findings) > 3
    (report,) = result.reports
    assert (report.status, report.path) == ("report", str(WRONG))
    assert report.errors and not result.ok
    assert result.summary().errors == report.errors
    assert "findings" in repr(result)


def test_bytes_are_what_the_file_is() -> None:
    named = gouji.check(WRONG.read_bytes(), name=str(WRONG), config=False)
    assert named.findings == gouji.check(WRONG, config=False).findings
    assert gouji.check(WRONG.read_bytes(), config=False).reports[0].path == "<bytes>"
    for kind in (bytearray, memoryview):
        again = gouji.check(kind(WRONG.read_bytes()), name=str(WRONG), config=False)
        assert again.findings == named.findings


def test_a_folder_is_held_together_as_on_the_command_line(corpus: Path) -> None:
    result = gouji.check(corpus)
    expected = without_none(command_line(str(corpus)))
    assert by_file(result.findings) == expected
    alone = gouji.check(corpus, series=False)
    assert by_file(alone.findings) == without_none(command_line("--no-series", str(corpus)))
    assert len(alone) < len(result), "reports of several years contradict each other"
    assert result.summary().unread == 0


def test_what_is_counted_is_what_is_held_together(corpus: Path) -> None:
    result = gouji.check(corpus)
    failed: dict[str, int] = {}
    for outcome in result.outcomes:
        failed[outcome.path] = failed.get(outcome.path, 0) + outcome.fail
    for report in result.reports:
        assert failed[report.path] == report.fail, report.path


def test_all_kinds_of_files_at_once(mixed: Path) -> None:
    result = gouji.check(mixed)
    assert by_file(result.findings) == without_none(command_line(str(mixed)))
    status = {Path(report.path).name: report for report in result.reports}
    assert status["letter.txt"].status == "none" and status["letter.txt"].reason
    for name in ("empty.docx", "cut.docx", "cut.pdf", "noise.doc"):
        report = status[name]
        assert report.status in ("unread", "none"), name
        assert report.reason, name
    assert status["cut.docx"].status == "unread"
    assert status["right.pdf"].status == "report"
    assert not result.ok


def test_mixed_lists() -> None:
    inputs = [SAMPLE, ("other.txt", SAMPLE.read_bytes()), SAMPLE.read_bytes(), WRONG.read_bytes(), "missing.docx"]
    result = gouji.check(inputs, series=False, config=False)
    names = {report.path: report.status for report in result.reports}
    assert names == {
        str(SAMPLE): "report",
        "other.txt": "report",
        "<bytes 1>": "report",
        "<bytes 2>": "report",
        "missing.docx": "unread",
    }
    assert gouji.check({"a.txt": SAMPLE.read_bytes()}, config=False).reports[0].path == "a.txt"


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    assert gouji.check([]).reports == []
    empty = gouji.check(tmp_path)
    assert empty.reports == [] and empty.ok
    assert any(str(tmp_path) in remark for remark in empty.remarks)
    none = gouji.check(str(tmp_path / "*.docx"))
    assert none.reports == [] and none.remarks


def test_a_missing_file_is_a_row() -> None:
    (report,) = gouji.check("no/such.docx", lang="en").reports
    assert (report.status, report.reason) == ("unread", "no such file")


def test_a_huge_input_is_a_row() -> None:
    (report,) = gouji.check(b" " * (65 << 20), lang="en").reports
    assert report.status == "unread" and report.reason and "64" in report.reason


def test_arguments_that_are_none() -> None:
    with pytest.raises(TypeError):
        gouji.check(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        gouji.check([None])  # type: ignore[list-item]
    with pytest.raises(TypeError):
        gouji.check(SAMPLE, config=True)
    with pytest.raises(ValueError, match="lang"):
        gouji.check(SAMPLE, lang="fr")
    with pytest.raises(ValueError, match="no table"):
        gouji.check(SAMPLE, tables=["sums"])
    with pytest.raises(ValueError, match="null"):
        gouji.check("a\0b")
    with pytest.raises(ValueError):
        gouji.check("")
    with pytest.raises(gouji.GoujiError, match="did you mean"):
        gouji.check(SAMPLE, select=["date-stal"], lang="en")


def test_a_table_that_was_not_made_is_said() -> None:
    result = gouji.check(SAMPLE, tables="findings")
    assert result.tables == ("findings",)
    with pytest.raises(gouji.GoujiError, match="tables="):
        result.table("cells")


def test_rules_can_be_chosen() -> None:
    found = gouji.check(SAMPLE, select=["date-*"])
    assert found.findings and all(finding.rule.startswith("date-") for finding in found)
    rest = gouji.check(SAMPLE, ignore="date-*")
    assert rest.findings and not any(finding.rule.startswith("date-") for finding in rest)


def test_facts_are_cells_and_mentions() -> None:
    result = gouji.facts(WRONG)
    assert result.tables == ("cells", "mentions", "reports")
    cells = [cell for cell in result if isinstance(cell.value, Decimal)]
    assert len(cells) > 100
    assert {cell.state for cell in result.cells} >= {"number"}
    assert result.mentions[0].said
    assert result.reports[0].errors is None, "no rule was run"
    checked = gouji.check(WRONG)
    assert checked.cells == result.cells and checked.mentions == result.mentions


def test_threads_work_at_the_same_time(corpus: Path) -> None:
    expected = gouji.check(corpus, tables=("findings",)).findings
    results: list[list[gouji.Finding]] = []

    def work() -> None:
        results.append(gouji.check(corpus, tables=("findings",), jobs=1).findings)

    threads = [threading.Thread(target=work) for _ in range(4)]
    ticks = 0
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        ticks += 1
        time.sleep(0.005)
    assert ticks > 5, "this thread went on"
    assert len(results) == 4 and all(found == expected for found in results)


def test_jobs_change_nothing(corpus: Path) -> None:
    one = gouji.check(corpus, jobs=1)
    many = gouji.check(corpus, jobs=3)
    for table in one.tables:
        assert list(one.to_arrow(table).to_batches()) == list(many.to_arrow(table).to_batches()), table
    with pytest.raises(ValueError):
        gouji.check(corpus, jobs=-1)
