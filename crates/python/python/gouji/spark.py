"""Reports in Spark: DataFrames of documents → DataFrames of findings and facts.

    from pyspark.sql import SparkSession
    import gouji.spark

    spark = SparkSession.builder.getOrCreate()
    documents = spark.read.format("binaryFile").load("hdfs:///reports/*.tar")
    findings = gouji.spark.check(documents)
    findings.groupBy("rule").count().show()

The wheel has to be on each machine: `pip install` it there, or send it along (`spark.archives`). A document that cannot be
read is a row of `reports` with the reason, and no task fails because of it. Reports are not held against each other: see
the recipes in SQL for figures that go on from year to year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Union, overload

from . import batches
from ._archives import Limits
from .batches import Job, Texts

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

__all__ = ["check", "facts"]


@overload
def check(
    df: DataFrame,
    table: str = "findings",
    *,
    packs: Union[str, Iterable[str], Texts] = (),
    config: Union[str, bytes, None] = None,
    lang: str = "zh",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    place_packs: bool = True,
    limits: Limits = Limits(),
    path: str = "path",
    content: str = "content",
) -> DataFrame: ...
@overload
def check(
    df: DataFrame,
    table: Iterable[str],
    *,
    packs: Union[str, Iterable[str], Texts] = (),
    config: Union[str, bytes, None] = None,
    lang: str = "zh",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    place_packs: bool = True,
    limits: Limits = Limits(),
    path: str = "path",
    content: str = "content",
) -> dict[str, DataFrame]: ...
def check(
    df: DataFrame,
    table: Union[str, Iterable[str]] = "findings",
    *,
    packs: Union[str, Iterable[str], Texts] = (),
    config: Union[str, bytes, None] = None,
    lang: str = "zh",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    place_packs: bool = True,
    limits: Limits = Limits(),
    path: str = "path",
    content: str = "content",
) -> Union[DataFrame, dict[str, DataFrame]]:
    """Lints documents: one table as a DataFrame; or several, by name, from one pass over the documents.

    Several tables are views of one DataFrame with all their rows. It is not kept in memory or on disk: write what is
    needed, or persist it (`views["findings"]` and the others read from it): else each table is worked out anew.

    Args:
        df: A column with names and one with bytes (or text), as `spark.read.format("binaryFile")` gives them.
        table: `findings`, `reports`, `outcomes`, `cells` or `mentions`; or several of them.
        packs: Ids of packs that come along, or a dict of names and texts, which are sent to all machines.
        config: The text of a configuration, which is sent to all machines.
        lang, select, ignore, place_packs: as for `gouji.check`.
        limits: How much is taken from one archive.
        path: The column with names.
        content: The column with bytes.

    Raises:
        PackError: A pack or the configuration has an error; said at once, on the machine of the caller.
    """
    made = batches.job(
        table,
        packs=packs,
        config=config,
        lang=lang,
        select=select,
        ignore=ignore,
        place_packs=place_packs,
        limits=limits,
    )
    return _applied(df, table, made, path, content)


@overload
def facts(
    df: DataFrame,
    table: str = "cells",
    *,
    packs: Union[str, Iterable[str], Texts] = (),
    config: Union[str, bytes, None] = None,
    lang: str = "zh",
    place_packs: bool = True,
    limits: Limits = Limits(),
    path: str = "path",
    content: str = "content",
) -> DataFrame: ...
@overload
def facts(
    df: DataFrame,
    table: Iterable[str],
    *,
    packs: Union[str, Iterable[str], Texts] = (),
    config: Union[str, bytes, None] = None,
    lang: str = "zh",
    place_packs: bool = True,
    limits: Limits = Limits(),
    path: str = "path",
    content: str = "content",
) -> dict[str, DataFrame]: ...
def facts(
    df: DataFrame,
    table: Union[str, Iterable[str]] = "cells",
    *,
    packs: Union[str, Iterable[str], Texts] = (),
    config: Union[str, bytes, None] = None,
    lang: str = "zh",
    place_packs: bool = True,
    limits: Limits = Limits(),
    path: str = "path",
    content: str = "content",
) -> Union[DataFrame, dict[str, DataFrame]]:
    """Reads documents without rules: `cells`, `mentions` or `reports`. The arguments are those of `check`."""
    made = batches.job(
        table, lint=False, packs=packs, config=config, lang=lang, place_packs=place_packs, limits=limits
    )
    return _applied(df, table, made, path, content)


def _applied(
    df: DataFrame, table: Union[str, Iterable[str]], job: Job, path: str, content: str
) -> Union[DataFrame, dict[str, DataFrame]]:
    documents = df.select(path, content)
    if isinstance(table, str):
        return documents.mapInArrow(_One(job), _types(batches.schema(table)))
    whole = documents.mapInArrow(_Several(job), _types(batches.wide(job.tables)))
    views: dict[str, DataFrame] = {}
    for name in job.tables:
        rows = whole.where(whole["table"] == name)
        views[name] = rows.select(*batches.schema(name).names)
    return views


class _One:
    """One table of the documents in batches."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self, documents: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        (name,) = self.job.tables
        for tables in _worked(self.job, documents):
            yield from _bare(tables[name])


class _Several:
    """Several tables of the documents in batches, in one."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self, documents: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        target = batches.wide(self.job.tables)
        for tables in _worked(self.job, documents):
            yield from _bare(batches.widened(tables, target))


def _worked(job: Job, documents: Iterable[pyarrow.RecordBatch]) -> Iterator[dict[str, pyarrow.Table]]:
    for batch in documents:
        yield from batches.work(job, batch.column(0), batch.column(1))


def _bare(table: pyarrow.Table) -> list[pyarrow.RecordBatch]:
    parts: list[pyarrow.RecordBatch] = table.replace_schema_metadata(None).combine_chunks().to_batches()
    return parts


def _types(schema: pyarrow.Schema) -> str:
    """The types of Spark for the columns of a schema."""
    kinds = {"string": "string", "int64": "bigint", "bool": "boolean", "decimal128(38, 6)": "decimal(38,6)"}
    fields: Any = schema
    return ", ".join(f"`{field.name}` {kinds[str(field.type)]}" for field in fields)
