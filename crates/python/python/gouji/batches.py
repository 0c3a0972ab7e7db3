"""Documents in batches of Arrow, as engines for many machines hand them over: what `gouji.spark` and `gouji.ray` are
built on, and what other engines can be (Dask, Beam, Flink): a function of one batch, which needs no disk.

A batch has a column of names and a column of bytes (or of text). Reports in a batch are not held against each other: which
of them are together is chance. Archives are what is in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Optional, Union

from . import _archives, _gouji
from ._archives import Limits
from ._gouji import SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    import pyarrow

__all__ = ["SCHEMA_VERSION", "TABLES", "Job", "Limits", "job", "schema", "work"]

#: So many documents, or bytes of them, are checked at a time: then their rows are handed on.
_DOCUMENTS = 64
_BYTES = 32 << 20

Texts = Mapping[str, Union[str, bytes]]


class Job(NamedTuple):
    """What is to be done with each document. It travels to other machines as it is: texts, no paths."""

    tables: tuple[str, ...]
    lint: bool = True
    packs: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    config: Optional[str] = None
    lang: str = "zh"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    place_packs: bool = True
    jobs: int = 1
    limits: Limits = Limits()


def job(
    tables: Union[str, Iterable[str]],
    *,
    lint: bool = True,
    packs: Union[str, Iterable[str], Texts] = (),
    config: Union[str, bytes, None] = None,
    lang: str = "zh",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    place_packs: bool = True,
    jobs: int = 1,
    limits: Limits = Limits(),
) -> Job:
    """What is to be done with each document.

    Args:
        tables: The tables that are wanted, by name.
        lint: Run rules; else documents are only read.
        packs: Further rule packs: ids of those that come along, or a dict of names and texts. There are no paths: other
            machines have other disks.
        config: The text of a configuration.
        lang: The language of messages, `"zh"` or `"en"`.
        select: Only these rules.
        ignore: Not these rules.
        place_packs: Choose packs by the place in the title of a report.
        jobs: Threads for one batch; engines have one task for each core, so that one is enough.
        limits: How much is taken from one archive.

    Raises:
        PackError: A rule pack or the configuration has an error: said here, before anything is sent to other machines.
        GoujiError, TypeError, ValueError: The arguments are none.
    """
    wanted = (tables,) if isinstance(tables, str) else tuple(dict.fromkeys(tables))
    for table in wanted:
        _gouji.columns(table)
    if not wanted:
        raise ValueError("tables names no table")
    texts: list[tuple[str, str]] = []
    ids: tuple[str, ...] = ()
    if isinstance(packs, Mapping):
        texts = [(str(name), _text(text)) for name, text in packs.items()]
    else:
        ids = (packs,) if isinstance(packs, str) else tuple(packs)
        for pack in ids:
            if not isinstance(pack, str) or pack.endswith(".toml"):
                raise TypeError("packs are ids, or a dict of names and texts: other machines have other disks")
    made = Job(
        tables=wanted,
        lint=lint,
        packs=ids,
        texts=tuple(texts),
        config=None if config is None else _text(config),
        lang=lang,
        select=(select,) if isinstance(select, str) else tuple(select),
        ignore=(ignore,) if isinstance(ignore, str) else tuple(ignore),
        place_packs=place_packs,
        jobs=jobs,
        limits=limits,
    )
    _checker(made).run([], [], ["reports"], lint=True, series=False, jobs=1, accepting=False)
    return made


def schema(table: str) -> pyarrow.Schema:
    """The schema of a table."""
    import pyarrow

    kinds = {
        "text": pyarrow.string(),
        "int": pyarrow.int64(),
        "bool": pyarrow.bool_(),
        "decimal": pyarrow.decimal128(38, 6),
    }
    fields = [
        pyarrow.field(name, kinds[kind], nullable, metadata={"about": about})
        for name, kind, nullable, about in _gouji.columns(table)
    ]
    return pyarrow.schema(fields, metadata={"gouji.table": table, "gouji.schema": str(SCHEMA_VERSION)})


def work(job: Job, names: Sequence[Any], contents: Sequence[Any]) -> Iterator[dict[str, pyarrow.Table]]:
    """The rows of some documents, part by part: for each part a table of each name that the job wants.

    Args:
        job: What is to be done.
        names: What each document is called, as texts or values of Arrow.
        contents: What each holds, as bytes or values of Arrow. One that is null could not be read.
    """
    import pyarrow

    checker = _checker(job)
    for given, unread in _parts(job, names, contents):
        made, _ = checker.run(
            given, unread, job.tables, lint=job.lint, series=False, jobs=job.jobs, accepting=False
        )
        yield {table.name: pyarrow.table(table) for table in made}


@lru_cache(maxsize=8)
def _checker(job: Job) -> _gouji.Checker:
    texts = dict(job.texts)
    config = None
    if job.config is not None:
        config = "gouji.toml"
        texts[config] = job.config
    return _gouji.Checker(
        packs=job.packs,
        texts=texts,
        config=config,
        no_config=job.config is None,
        place_packs=job.place_packs,
        lang=job.lang,
        select=job.select,
        ignore=job.ignore,
    )


_Given = tuple[str, Optional[bytes]]
_Part = tuple[list[_Given], list[tuple[str, str]]]


def _parts(job: Job, names: Sequence[Any], contents: Sequence[Any]) -> Iterator[_Part]:
    given: list[_Given] = []
    unread: list[tuple[str, str]] = []
    size = 0
    for document in _documents(job, names, contents):
        if document.data is None:
            unread.append((document.name, document.reason))
        else:
            given.append((document.name, document.data))
            size += len(document.data)
        if len(given) + len(unread) >= _DOCUMENTS or size >= _BYTES:
            yield given, unread
            given, unread, size = [], [], 0
    if given or unread:
        yield given, unread


def _documents(job: Job, names: Sequence[Any], contents: Sequence[Any]) -> Iterator[_archives.Member]:
    for name, content in zip(names, contents):
        path = _plain(name)
        path = "" if path is None else str(path)
        path = path.encode("utf-8", "backslashreplace").decode() or "<bytes>"
        data = _plain(content)
        if data is None:
            yield _archives.Member(path, None, "没有内容" if job.lang == "zh" else "it has no content")
            continue
        data = data.encode() if isinstance(data, str) else bytes(data)
        if _archives.is_archive(path, data):
            yield from _archives.members(path, data, job.lang, job.limits)
        else:
            yield _archives.Member(path, data)


def _plain(value: Any) -> Any:
    return value.as_py() if hasattr(value, "as_py") else value


def _text(value: Union[str, bytes]) -> str:
    return value if isinstance(value, str) else bytes(value).decode("utf-8-sig")


def wide(tables: Sequence[str]) -> pyarrow.Schema:
    """The columns of several tables in one: a row has those of its own, whose name is in the column `table`."""
    import pyarrow

    fields = {"table": pyarrow.field("table", pyarrow.string())}
    for table in tables:
        for field in schema(table):
            fields.setdefault(field.name, pyarrow.field(field.name, field.type))
    return pyarrow.schema(list(fields.values()))


def widened(tables: Mapping[str, pyarrow.Table], target: pyarrow.Schema) -> pyarrow.Table:
    """Some tables in one, with the columns of `wide`."""
    import pyarrow

    parts: list[pyarrow.Table] = []
    for name, table in tables.items():
        columns: list[Any] = []
        for field in target:
            if field.name == "table":
                columns.append(pyarrow.array([name] * len(table), pyarrow.string()))
            elif field.name in table.column_names:
                columns.append(table.column(field.name))
            else:
                columns.append(pyarrow.nulls(len(table), field.type))
        parts.append(pyarrow.table(columns, schema=target))
    return pyarrow.concat_tables(parts)
