"""Spark and Ray, for real: the findings are those of the command line."""

from __future__ import annotations

import io
import os
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gouji
import gouji.ray
import gouji.spark
import pytest
from conftest import ROOT, by_file, command_line, without_none
from gouji import batches

OURS = ROOT / "tests" / "samples" / "ours.toml"
BROKEN = ROOT / "tests" / "broken" / "six.toml"
SAMPLE = (ROOT / "tests" / "samples" / "qinghe-2023.txt").read_bytes()


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .appName("gouji")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "100")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    import ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR", object_store_memory=200 << 20)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray
    ray.shutdown()


@pytest.fixture(scope="module")
def expected(corpus: Path, mixed: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What the command line finds in both folders, each report by itself and without a configuration."""
    return without_none(command_line("--no-series", "--no-config", str(corpus / "reports"), str(mixed)))


def plain(rows: Any) -> Any:
    """Rows with paths as they are on this machine."""
    class Row:
        def __init__(self, row: Any) -> None:
            self.__dict__.update(row)
            self.path = self.path.removeprefix("file:")

    return [Row(row) for row in rows]


def documents(spark: Any, *folders: Path) -> Any:
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    return reader.load([str(folder) for folder in folders]).select("path", "content")


def test_spark_finds_what_the_command_line_finds(
    spark: Any, corpus: Path, mixed: Path, expected: dict[str, list[tuple[Any, ...]]]
) -> None:
    df = documents(spark, corpus / "reports", mixed)
    found = gouji.spark.check(df)
    rows = [row.asDict() for row in found.collect()]
    # Spark itself leaves out files that have no content
    read = {path: rows for path, rows in expected.items() if Path(path).stat().st_size}
    assert by_file(plain(rows)) == read
    assert found.columns == batches.schema("findings").names
    assert dict(found.dtypes)["start"] == "bigint"


def test_spark_gives_several_tables_in_one_pass(spark: Any, mixed: Path) -> None:
    views = gouji.spark.check(documents(spark, mixed), ["reports", "findings", "cells"])
    assert list(views) == ["reports", "findings", "cells"]
    reports = {Path(row["path"]).name: row for row in views["reports"].collect()}
    assert reports["cut.docx"]["status"] == "unread" and reports["cut.docx"]["reason"]
    assert reports["wrong.docx"]["errors"] > 0
    local = gouji.check([file for file in mixed.iterdir() if file.stat().st_size], series=False, config=False)
    assert views["findings"].count() == len(local)
    total = views["cells"].selectExpr("sum(value) as total").first()["total"]
    assert total == sum(cell.value for cell in local.cells if cell.value is not None)
    facts = gouji.spark.facts(documents(spark, mixed))
    assert facts.count() == len(local.table("cells"))


def test_spark_opens_archives_and_takes_packs_along(spark: Any, tmp_path: Path, corpus: Path) -> None:
    files = sorted((corpus / "reports").rglob("*.*"))[:30]
    with tarfile.open(tmp_path / "all.tar", "w") as archive:
        for file in files:
            archive.add(file, arcname=file.parent.name + "-" + file.name)
        info = tarfile.TarInfo("cut.docx")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"PK\x03\x04x"))
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 and nothing more")
    df = documents(spark, tmp_path)
    packs = {"ours.toml": OURS.read_bytes()}
    views = gouji.spark.check(df, ["findings", "reports"], packs=packs, config='ignore = ["date-stale", "year-*"]\n', lang="en")
    reports = views["reports"].collect()
    assert len(reports) == len(files) + 2
    assert {Path(r["path"]).name for r in reports if r["status"] == "unread"} == {"all.tar!cut.docx", "bad.zip"}
    rules = {row["rule"] for row in views["findings"].select("rule").distinct().collect()}
    assert "ours-training" in rules and not any(rule.startswith("year-") for rule in rules)
    one = gouji.check(files, packs=packs, config=b'ignore = ["date-stale", "year-*"]\n', lang="en", series=False)
    assert len(one) == views["findings"].count()


def test_spark_has_an_answer_in_sql(spark: Any, corpus: Path) -> None:
    gouji.spark.facts(documents(spark, corpus / "reports")).createOrReplaceTempView("cells")
    rows = spark.sql(
        """
        select later.body, later.year, earlier.value as handed_on, later.value as taken_over
        from cells earlier join cells later
          on earlier.body = later.body and earlier.year + 1 = later.year and earlier.column = later.column
        where earlier.table = '申请' and earlier.row = '结转下年' and later.table = '申请' and later.row = '上年结转'
          and earlier.value <> later.value
        """
    ).collect()
    assert rows, "the corpus has reports that do not go on from those of the year before"


def test_a_wrong_pack_is_said_before_anything_is_sent(spark: Any, mixed: Path) -> None:
    with pytest.raises(gouji.PackError) as caught:
        gouji.spark.check(documents(spark, mixed), packs={"six.toml": BROKEN.read_text(encoding="utf-8")})
    assert (caught.value.path, caught.value.line) == ("six.toml", 3)
    with pytest.raises(TypeError):
        gouji.spark.check(documents(spark, mixed), packs=["ours.toml"])


def test_nothing_gives_nothing(spark: Any) -> None:
    empty = spark.createDataFrame([], "path string, content binary")
    assert gouji.spark.check(empty).count() == 0
    odd = spark.createDataFrame([(None, None), ("a.txt", None), (None, b"x")], "path string, content binary")
    rows = gouji.spark.check(odd, "reports").collect()
    assert sorted((row["path"], row["status"]) for row in rows) == [("<bytes>", "none"), ("<bytes>", "unread"), ("a.txt", "unread")]


def test_a_reader_that_is_killed_is_one_row(spark: Any, mixed: Path) -> None:
    killed = spark.range(4, numPartitions=2).selectExpr("id").mapInArrow(_killing(str(mixed / "right.pdf")), "path string, status string")
    rows = [row["status"] for row in killed.collect()]
    assert rows.count("report") >= 8 and set(rows) <= {"report", "unread"}


def _killing(path: str) -> Any:
    def work(parts: Any) -> Any:
        import glob
        import signal

        import pyarrow

        for part in parts:
            for _ in range(part.num_rows):
                for turn in range(4):
                    status = gouji.check(path, config=False, tables="reports").reports[0].status
                    yield pyarrow.record_batch({"path": [path], "status": [status]})
                    if turn == 1:
                        for file in glob.glob("/proc/self/task/*/children"):
                            for pid in open(file).read().split():
                                os.kill(int(pid), signal.SIGKILL)

    return work


def test_ray_finds_what_the_command_line_finds(
    ray: Any, corpus: Path, mixed: Path, expected: dict[str, list[tuple[Any, ...]]]
) -> None:
    ds = ray.data.read_binary_files([str(corpus / "reports"), str(mixed)], include_paths=True)
    found = gouji.ray.check(ds)
    assert by_file(plain(found.take_all())) == expected
    views = gouji.ray.check(ds, ["reports", "findings"], packs={"ours.toml": OURS.read_bytes()})
    reports = {Path(row["path"]).name: row for row in views["reports"].take_all()}
    assert reports["cut.docx"]["status"] == "unread" and reports["cut.docx"]["reason"]
    assert any(row["rule"].startswith("ours-") for row in views["findings"].take_all())


def test_ray_reads_facts(ray: Any, mixed: Path, tmp_path: Path) -> None:
    ds = ray.data.read_binary_files(str(mixed), include_paths=True)
    cells = gouji.ray.facts(ds)
    assert cells.count() == len(gouji.facts(mixed, config=False).table("cells"))
    empty = ray.data.from_items([{"path": "a.txt", "bytes": b""}])
    (report,) = gouji.ray.check(empty, "reports").take_all()
    assert report["status"] == "none"


def test_a_batch_is_enough_for_other_engines() -> None:
    import pyarrow

    table = pyarrow.table({"path": ["a.txt", "b.txt"], "content": [SAMPLE, None]})
    done = list(batches.work(batches.job(["findings", "reports"]), table["path"], table["content"]))
    assert [row["status"] for part in done for row in part["reports"].to_pylist()] == ["unread", "report"]
    texts = pyarrow.table({"path": ["a.txt"], "content": [SAMPLE.decode()]})
    again = list(batches.work(batches.job("findings"), texts["path"], texts["content"]))
    assert again[0]["findings"].to_pylist() == done[0]["findings"].to_pylist()
