"""The rows of the tables. Written by make_rows.py: the columns are those of all hosts.

A column that is called `class` elsewhere is `class_` here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, Optional, Union


class Report(NamedTuple):
    """An input, and what it is."""

    path: str
    """The file as it was named."""

    kind: Optional[str]
    """Id of the kind of report; none where it is no report."""

    form: Optional[str]
    """Id of the form that its tables follow."""

    year: Optional[int]
    """The year that it reports on."""

    body: Optional[str]
    """The body that reports."""

    code: Optional[str]
    """Code of the place of the body (GB/T 2260, six digits), as far down as that is certain."""

    province: Optional[str]
    """The province of that place."""

    city: Optional[str]
    """The city of that place."""

    county: Optional[str]
    """The county of that place."""

    class_: Optional[str]
    """The class of the body, by its id in the kind."""

    status: str
    """`report`, `none` for what is no report, `unread` for what could not be read."""

    reason: Optional[str]
    """Why it is no report or could not be read."""

    packs: Optional[str]
    """The packs that its rules come from, by id, with commas between them."""

    errors: Optional[int]
    """Errors that count."""

    warnings: Optional[int]
    """Warnings that count."""

    infos: Optional[int]
    """Hints that count."""

    accepted: Optional[int]
    """Findings that were accepted before."""

    pass_: Optional[int]
    """Evaluations of rules that hold."""

    fail: Optional[int]
    """Evaluations of rules that do not hold."""

    unknown: Optional[int]
    """Evaluations that could not be decided."""

    not_applicable: Optional[int]
    """Evaluations whose condition is not met."""

    rows_read: Optional[int]
    """Rows of the form whose every value was read."""

    rows_unread: Optional[int]
    """Rows of the form that were not found, or whose values could not be distinguished."""

    figures_unread: Optional[int]
    """Figures in prose that no rule knows."""


class Finding(NamedTuple):
    """A finding."""

    path: str
    """The file as it was named."""

    kind: Optional[str]
    """Id of the kind of report; none for what is said about a file that is no report."""

    form: Optional[str]
    """Id of the form that its tables follow."""

    year: Optional[int]
    """The year that it reports on."""

    body: Optional[str]
    """The body that reports."""

    code: Optional[str]
    """Code of the place of the body (GB/T 2260, six digits), where tables are kept as well."""

    rule: str
    """Id of the rule."""

    fault: str
    """The short name of what is wrong."""

    severity: str
    """`error`, `warning` or `info`."""

    class_: str
    """What may be done about it: `hard`, `explain` or `hint`."""

    message: str
    """What was found and what was expected, in one sentence."""

    help: Optional[str]
    """What to do."""

    source: Optional[str]
    """The regulation or form that says so."""

    table: Optional[str]
    """Title of the table, where the place is a cell."""

    row: Optional[str]
    """Name of the row."""

    column: Optional[str]
    """Name of the column; none in a table of one column."""

    found: Optional[str]
    """What stands there, in one line of at most 120 columns; the values of the cells that are certainly wrong."""

    expected: Optional[str]
    """What should stand there, where arithmetic or a fix in one place says so."""

    accepted: Optional[str]
    """What accepts it: `baseline`, `waiver` or `remark`; none where it counts."""

    reason: Optional[str]
    """Why it was accepted."""

    fingerprint: str
    """What makes it the same finding after the text around it has changed: 32 hexadecimal digits."""

    place: Optional[str]
    """Where it stands, in words."""

    page: Optional[int]
    """The page, counted from 1, in formats that have pages."""

    line: Optional[int]
    """The line of a text file, counted from 1."""

    line_column: Optional[int]
    """The character of that line, counted from 1."""

    paragraph: Optional[int]
    """The paragraph, counted from 1, in formats without lines."""

    start: Optional[int]
    """Its first byte in the text that was read."""

    end: Optional[int]
    """The byte behind it."""


class Cell(NamedTuple):
    """A cell of a table; or a row of the form that was not found, without a column."""

    path: str
    """The file as it was named."""

    kind: Optional[str]
    """Id of the kind of report."""

    form: Optional[str]
    """Id of the form that its tables follow."""

    year: Optional[int]
    """The year that it reports on."""

    body: Optional[str]
    """The body that reports."""

    code: Optional[str]
    """Code of the place of the body (GB/T 2260, six digits)."""

    table: str
    """Id of the table in the form."""

    table_title: str
    """Title of the table."""

    row: str
    """Id of the row in the form."""

    row_label: str
    """Label of the row."""

    column: Optional[str]
    """Id of the column in the form; none where it cannot be determined which it is."""

    column_label: Optional[str]
    """Label of the column."""

    row_state: str
    """How the row was read: `read`, `absent`, `short` or `long`; only in a row that was read every value has its
    column."""

    state: Optional[str]
    """What the cell holds: `number`, `blank`, `dash`, `none` (a word for nothing) or `text`; none for an absent
    row."""

    value: Optional[Decimal]
    """The number in it, as printed; none where it is no number, or has more than six decimals."""

    text: Optional[str]
    """Its text in one line."""

    place: Optional[str]
    """Where it stands, in words."""

    page: Optional[int]
    """The page, counted from 1, in formats that have pages."""

    line: Optional[int]
    """The line of a text file, counted from 1."""

    line_column: Optional[int]
    """The character of that line, counted from 1."""

    start: Optional[int]
    """Its first byte in the text that was read."""

    end: Optional[int]
    """The byte behind it."""


class Mention(NamedTuple):
    """A value in something that prose says; or what it says, where that holds no value."""

    path: str
    """The file as it was named."""

    kind: Optional[str]
    """Id of the kind of report."""

    form: Optional[str]
    """Id of the form that its tables follow."""

    year: Optional[int]
    """The year that it reports on."""

    body: Optional[str]
    """The body that reports."""

    code: Optional[str]
    """Code of the place of the body (GB/T 2260, six digits)."""

    mention: Optional[str]
    """Id of the mention in the kind; none for a figure that no mention reads, so that no rule knows it."""

    label: Optional[str]
    """What people call it."""

    part: str
    """The part of the text: the id of its section, `head`, `tail` or `table`."""

    said: str
    """What is said, in one line."""

    name: Optional[str]
    """The name of the value in the mention."""

    value: Optional[Decimal]
    """The number; none where it is no number, or has more than six decimals."""

    approximate: Optional[bool]
    """The number is "and some"."""

    date: Optional[str]
    """The day, where it is one: `2024-01-31`; it may not exist."""

    text: Optional[str]
    """The words of the value, in one line."""

    place: Optional[str]
    """Where it stands, in words."""

    page: Optional[int]
    """The page, counted from 1, in formats that have pages."""

    line: Optional[int]
    """The line of a text file, counted from 1."""

    line_column: Optional[int]
    """The character of that line, counted from 1."""

    paragraph: Optional[int]
    """The paragraph, counted from 1, in formats without lines."""

    start: Optional[int]
    """Its first byte in the text that was read."""

    end: Optional[int]
    """The byte behind it."""


class Outcome(NamedTuple):
    """How the evaluations of a rule ended on a report: what was checked, and what was not."""

    path: str
    """The file as it was named."""

    kind: Optional[str]
    """Id of the kind of report."""

    form: Optional[str]
    """Id of the form that its tables follow."""

    year: Optional[int]
    """The year that it reports on."""

    body: Optional[str]
    """The body that reports."""

    code: Optional[str]
    """Code of the place of the body (GB/T 2260, six digits)."""

    rule: str
    """Id of the rule."""

    pass_: int
    """Evaluations that hold."""

    fail: int
    """Evaluations that do not hold."""

    unknown: int
    """Evaluations that could not be decided."""

    not_applicable: int
    """Evaluations whose condition is not met."""

    reason: Optional[str]
    """Why the first that could not be decided was not."""


#: A row of any table.
Row = Union[Report, Finding, Cell, Mention, Outcome]

#: What the rows of each table are.
KINDS: dict[str, type[Row]] = {
    "reports": Report,
    "findings": Finding,
    "cells": Cell,
    "mentions": Mention,
    "outcomes": Outcome,
}
