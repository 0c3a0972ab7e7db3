"""Reports in Ray: datasets of documents → datasets of findings and facts.

    import gouji.ray
    import ray

    documents = ray.data.read_binary_files("s3://reports/", include_paths=True)
    findings = gouji.ray.check(documents)
    findings.write_parquet("findings/")

The wheel has to be on each machine (`runtime_env={"pip": [...]}`). A document that cannot be read is a row of `reports`
with the reason, and no task fails because of it. Reports are not held against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Union, overload

from . import batches
from ._archives import Limits
from .batches import Job, Texts

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset

__all__ = ["check", "facts"]


@overload
def check(
    ds: Dataset,
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
    content: str = "bytes",
    batch_size: int = 256,
) -> Dataset: ...
@overload
def check(
    ds: Dataset,
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
    content: str = "bytes",
    batch_size: int = 256,
) -> dict[str, Dataset]: ...
def check(
    ds: Dataset,
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
    content: str = "bytes",
    batch_size: int = 256,
) -> Union[Dataset, dict[str, Dataset]]:
    """Lints documents: one table as a dataset; or several, by name, from one pass over the documents, which is then made
    at once and kept in Ray's store.

    Args:
        ds: A column with names and one with bytes, as `ray.data.read_binary_files(…, include_paths=True)` gives them.
        table: `findings`, `reports`, `outcomes`, `cells` or `mentions`; or several of them.
        packs: Ids of packs that come along, or a dict of names and texts, which are sent to all machines.
        config: The text of a configuration, which is sent to all machines.
        lang, select, ignore, place_packs: as for `gouji.check`.
        limits: How much is taken from one archive.
        path: The column with names.
        content: The column with bytes.
        batch_size: So many documents in one call; for archives a few.

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
    return _applied(ds, table, made, (path, content), batch_size)


@overload
def facts(
    ds: Dataset,
    table: str = "cells",
    *,
    packs: Union[str, Iterable[str], Texts] = (),
    config: Union[str, bytes, None] = None,
    lang: str = "zh",
    place_packs: bool = True,
    limits: Limits = Limits(),
    path: str = "path",
    content: str = "bytes",
    batch_size: int = 256,
) -> Dataset: ...
@overload
def facts(
    ds: Dataset,
    table: Iterable[str],
    *,
    packs: Union[str, Iterable[str], Texts] = (),
    config: Union[str, bytes, None] = None,
    lang: str = "zh",
    place_packs: bool = True,
    limits: Limits = Limits(),
    path: str = "path",
    content: str = "bytes",
    batch_size: int = 256,
) -> dict[str, Dataset]: ...
def facts(
    ds: Dataset,
    table: Union[str, Iterable[str]] = "cells",
    *,
    packs: Union[str, Iterable[str], Texts] = (),
    config: Union[str, bytes, None] = None,
    lang: str = "zh",
    place_packs: bool = True,
    limits: Limits = Limits(),
    path: str = "path",
    content: str = "bytes",
    batch_size: int = 256,
) -> Union[Dataset, dict[str, Dataset]]:
    """Reads documents without rules: `cells`, `mentions` or `reports`. The arguments are those of `check`."""
    made = batches.job(
        table, lint=False, packs=packs, config=config, lang=lang, place_packs=place_packs, limits=limits
    )
    return _applied(ds, table, made, (path, content), batch_size)


def _applied(
    ds: Dataset,
    table: Union[str, Iterable[str]],
    job: Job,
    columns: tuple[str, str],
    batch_size: int,
) -> Union[Dataset, dict[str, Dataset]]:
    documents: Any = ds
    whole: Dataset = documents.map_batches(
        _worked,
        batch_format="pyarrow",
        batch_size=batch_size,
        zero_copy_batch=True,
        fn_kwargs={"job": job, "columns": columns, "one": isinstance(table, str)},
    )
    if isinstance(table, str):
        return whole
    kept: Any = whole.materialize()
    views: dict[str, Dataset] = {}
    for name in job.tables:
        views[name] = kept.map_batches(
            _view, batch_format="pyarrow", batch_size=None, zero_copy_batch=True, fn_kwargs={"name": name}
        )
    return views


def _worked(batch: pyarrow.Table, job: Job, columns: tuple[str, str], one: bool) -> pyarrow.Table:
    import pyarrow

    target = batches.schema(job.tables[0]) if one else batches.wide(job.tables)
    target = target.remove_metadata()
    path, content = columns
    parts: list[pyarrow.Table] = []
    for tables in batches.work(job, batch.column(path), batch.column(content)):
        part = tables[job.tables[0]] if one else batches.widened(tables, target)
        parts.append(part.cast(target))
    return pyarrow.concat_tables(parts) if parts else target.empty_table()


def _view(batch: pyarrow.Table, name: str) -> pyarrow.Table:
    import pyarrow.compute

    rows = batch.filter(pyarrow.compute.field("table") == name)
    return rows.select(batches.schema(name).names)
