"""What a call found, as rows, as tables of Arrow, and as data frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from . import rows
from ._gouji import GoujiError, Table

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Result:
    """What was found in some reports.

    Rows are named tuples (`gouji.Finding`, `gouji.Cell`, …) with the columns of the tables of that name; data frames and
    tables of Arrow have the same columns. A file that could not be read is a row of `reports` with the status `unread` and
    the reason. Iterating gives the rows of the first table: findings after `check`, cells after `facts`.

    A result is itself a stream of Arrow (`__arrow_c_stream__`): programs that know Arrow read the first table from it
    without a copy, as in `polars.DataFrame(result)`.
    """

    def __init__(self, tables: Sequence[Table], main: str, remarks: Sequence[str]) -> None:
        self._tables = {table.name: table for table in tables}
        self._main = main if main in self._tables else next(iter(self._tables))
        self._remarks = tuple(remarks)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said beside the reports: a folder that holds nothing, remarks on packs."""
        return self._remarks

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables that were made."""
        return tuple(self._tables)

    def table(self, name: str | None = None) -> Table:
        """A table, for programs that know Arrow: it has `__arrow_c_stream__`, and no value is copied.

        Raises:
            GoujiError: where the call was not asked for this table (`tables=`).
        """
        name = self._main if name is None else name
        if name not in self._tables:
            made = ", ".join(self._tables)
            raise GoujiError(f"no table {name!r}: tables= of the call named {made}")
        return self._tables[name]

    @property
    def reports(self) -> list[rows.Report]:
        """One row for each input."""
        return [rows.Report._make(row) for row in self._rows("reports")]

    @property
    def findings(self) -> list[rows.Finding]:
        """One row for each finding, in the order of the inputs and of the places in them."""
        return [rows.Finding._make(row) for row in self._rows("findings")]

    @property
    def cells(self) -> list[rows.Cell]:
        """One row for each cell of the tables of a form, about 200 for each report."""
        return [rows.Cell._make(row) for row in self._rows("cells")]

    @property
    def mentions(self) -> list[rows.Mention]:
        """One row for each value that prose states."""
        return [rows.Mention._make(row) for row in self._rows("mentions")]

    @property
    def outcomes(self) -> list[rows.Outcome]:
        """One row for each rule and report: how its evaluations ended."""
        return [rows.Outcome._make(row) for row in self._rows("outcomes")]

    def _rows(self, name: str) -> Iterator[tuple[Any, ...]]:
        table = self.table(name)
        for batch in range(table.batches):
            yield from table.rows(batch)

    def __iter__(self) -> Iterator[Any]:
        kind = rows.KINDS[self._main]
        return (kind._make(row) for row in self._rows(self._main))

    def __len__(self) -> int:
        return len(self.table())

    def __bool__(self) -> bool:
        return True

    @property
    def ok(self) -> bool:
        """Every input could be read, and there is no error that counts; warnings and hints may be there."""
        return not any(report.status == "unread" or report.errors for report in self.reports)

    def summary(self) -> Summary:
        """The sums."""
        reports = self.reports
        kinds = [report.status for report in reports]
        return Summary(
            inputs=len(reports),
            reports=kinds.count("report"),
            strangers=kinds.count("none"),
            unread=kinds.count("unread"),
            errors=sum(report.errors or 0 for report in reports),
            warnings=sum(report.warnings or 0 for report in reports),
            infos=sum(report.infos or 0 for report in reports),
            accepted=sum(report.accepted or 0 for report in reports),
        )

    def __repr__(self) -> str:
        sizes = ", ".join(f"{len(table)} {name}" for name, table in self._tables.items())
        return f"<gouji.Result: {sizes}>"

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table().__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self.table().__arrow_c_schema__()

    def to_arrow(self, table: str | None = None) -> pyarrow.Table:
        """A table of pyarrow, which shares its memory with the result."""
        import pyarrow

        return pyarrow.table(self.table(table))

    def to_polars(self, table: str | None = None) -> polars.DataFrame:
        """A data frame of Polars."""
        import polars

        return polars.DataFrame(self.table(table))

    def to_pandas(self, table: str | None = None, *, exact: bool = False) -> pandas.DataFrame:
        """A data frame of pandas, with types that have room for missing values.

        Decimal numbers become binary ones (`float64`), which calculate and plot; `exact` keeps them as
        `decimal.Decimal`. Needs pyarrow.
        """
        import pandas
        import pyarrow

        whole = self.to_arrow(table)
        if not exact:
            for at, field in enumerate(whole.schema):
                if pyarrow.types.is_decimal(field.type):
                    whole = whole.set_column(at, field.name, whole.column(at).cast(pyarrow.float64()))
        kinds: dict[Any, Any] = {
            pyarrow.int64(): pandas.Int64Dtype(),
            pyarrow.bool_(): pandas.BooleanDtype(),
            pyarrow.string(): pandas.StringDtype(),
        }
        frame: pandas.DataFrame = whole.to_pandas(types_mapper=kinds.get)
        return frame


class Summary(NamedTuple):
    """The sums of a result. Findings that were accepted before do not count as errors, warnings or hints."""

    inputs: int
    """Inputs, those that could not be read among them."""
    reports: int
    """Inputs that are reports."""
    strangers: int
    """Inputs that are no report."""
    unread: int
    """Inputs that could not be read."""
    errors: int
    """Errors."""
    warnings: int
    """Warnings."""
    infos: int
    """Hints."""
    accepted: int
    """Findings that were accepted before."""
