"""Tables of Arrow, data frames, and the rows that they are made of."""

from __future__ import annotations

import gc
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import gouji
import pandas
import polars
import pyarrow
import pyarrow.compute
import pytest
from gouji import _gouji, batches, rows

sys.path.insert(0, str(Path(__file__).parents[1]))
import make_rows


@pytest.fixture(scope="module")
def result(corpus: Path) -> gouji.Result:
    return gouji.check(corpus)


def test_rows_are_those_of_the_schema() -> None:
    assert make_rows.written() == Path(rows.__file__).read_text(encoding="utf-8"), "python make_rows.py > rows.py"
    assert set(rows.KINDS) == set(_gouji.TABLES)


def test_every_table_has_its_schema(result: gouji.Result) -> None:
    for name in _gouji.TABLES:
        table = result.to_arrow(name)
        table.validate(full=True)
        assert table.schema.equals(batches.schema(name), check_metadata=True)
        assert len(table) == len(result.table(name)) > 0
        assert [field.nullable for field in table.schema] == [column[2] for column in _gouji.columns(name)]


def test_rows_say_what_the_table_says(result: gouji.Result) -> None:
    cells = result.cells
    assert pyarrow.compute.sum(result.to_arrow("cells")["value"]).as_py() == sum(
        cell.value for cell in cells if cell.value is not None
    )
    table = result.to_arrow("cells").to_pylist()
    assert [cell._asdict() for cell in cells[:500]] == table[:500]
    finding = result.findings[0]
    assert finding.class_ == result.to_arrow().to_pylist()[0]["class"]


def test_nothing_is_copied(result: gouji.Result) -> None:
    one, other = result.to_arrow("cells"), result.to_arrow("cells")
    address = [table["path"].chunk(0).buffers()[2].address for table in (one, other)]
    assert address[0] == address[1]


def test_a_table_outlives_its_result() -> None:
    table = gouji.check(b"x", config=False).to_arrow("reports")
    gc.collect()
    assert table["status"].to_pylist() == ["none"]
    # a stream that nobody reads
    for _ in range(100):
        gouji.check(b"x", config=False, tables="reports").__arrow_c_stream__()
    gc.collect()


def test_an_empty_table_has_its_columns() -> None:
    table = gouji.check([]).to_arrow()
    assert len(table) == 0 and "message" in table.column_names
    assert gouji.check([]).to_pandas("cells").empty
    assert gouji.check([]).to_polars("cells").is_empty()


def test_pandas(result: gouji.Result) -> None:
    frame = result.to_pandas("cells")
    assert frame["value"].dtype == "float64" and frame["year"].dtype == pandas.Int64Dtype()
    exact = result.to_pandas("cells", exact=True)
    assert isinstance(exact["value"].dropna().iloc[0], Decimal)
    assert float(exact["value"].dropna().sum()) == frame["value"].sum()
    found = result.to_pandas()
    assert found.groupby("rule").size().sum() == len(result)


def test_polars(result: gouji.Result) -> None:
    frame = result.to_polars("cells")
    assert frame.schema["value"] == polars.Decimal(38, 6)
    assert frame.height == len(result.table("cells"))
    assert polars.DataFrame(result).height == len(result), "a result is a stream of Arrow"


def test_duckdb(result: gouji.Result) -> None:
    findings = result.table("findings")
    (count,) = duckdb.sql("select count(*) from findings").fetchall()[0]
    assert count == len(findings)
    cells = result.to_arrow("cells")
    (total,) = duckdb.sql("select sum(value) from cells").fetchall()[0]
    assert total == pyarrow.compute.sum(cells["value"]).as_py()


def test_parquet(result: gouji.Result, tmp_path: Path) -> None:
    import pyarrow.parquet

    pyarrow.parquet.write_table(result.to_arrow("cells"), tmp_path / "cells.parquet")
    again = pyarrow.parquet.read_table(tmp_path / "cells.parquet")
    assert again.equals(result.to_arrow("cells"))
