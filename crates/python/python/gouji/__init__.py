"""gouji 勾稽 lints Chinese government annual reports the way a compiler checks source code.

    import gouji

    result = gouji.check("reports/")           # files, folders, archives, bytes
    for finding in result:
        print(finding.path, finding.message)
    result.to_pandas()                          # findings
    result.to_pandas("cells")                   # every cell of every table

- `check` lints reports, `facts` reads them without rules; both give a `Result`.
- `fix` mends a text, `annotate` marks a copy; neither writes to a file.
- `rules` and `explain` tell of rules.
- `gouji.spark` and `gouji.ray` do the same where the reports lie on many machines.

Positions are bytes in UTF-8 of the text that was read (`start`, `end`); lines, characters, pages and paragraphs are
counted from 1. Other threads of Python run while gouji works. Messages are in Chinese, or in English (`lang="en"`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple, Optional

from . import _inputs, _worker
from ._gouji import SCHEMA_VERSION, GoujiError, PackError, Table, __version__
from ._inputs import Config, Input, Inputs, Packs
from ._result import Result, Summary
from .rows import Cell, Finding, Mention, Outcome, Report

__all__ = [
    "SCHEMA_VERSION",
    "Cell",
    "Config",
    "Finding",
    "FixResult",
    "GoujiError",
    "Input",
    "Inputs",
    "Mended",
    "Mention",
    "Outcome",
    "PackError",
    "Packs",
    "Report",
    "Result",
    "Rule",
    "Summary",
    "Table",
    "__version__",
    "annotate",
    "check",
    "explain",
    "facts",
    "fix",
    "rules",
]

_worker.prepare()

#: All tables of `check`, and those of `facts`.
_CHECKED = ("findings", "reports", "cells", "mentions", "outcomes")
_READ = ("cells", "mentions", "reports")


def check(
    source: Inputs,
    *,
    packs: Packs = (),
    config: Config = None,
    lang: str = "zh",
    name: Optional[str] = None,
    jobs: int = 0,
    tables: Iterable[str] = _CHECKED,
    series: Optional[bool] = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    place_packs: bool = True,
    accepted: bool = True,
) -> Result:
    """Lints reports: what `gouji check` finds.

    Args:
        source: A path of a file, a folder or a pattern; the bytes of a document; `(name, bytes)`; several of these in a
            list; or names with bytes in a dict. ZIP and TAR archives are what is in them: `archive.zip!report.docx`.
        packs: Further rule packs: ids or paths. Or a dict of names and texts, where there is no disk: packs and the files
            that they refer to.
        config: The path of a configuration, or its text as bytes. `None`: for each file the nearest `gouji.toml` from its
            folder up, for bytes that of the current folder. `False`: none.
        lang: The language of messages, `"zh"` or `"en"`.
        name: What the bytes of one document are called; their format is told by what they are, not by this.
        jobs: Threads; 0 is one for each core.
        tables: The tables that are wanted. With all of them a report takes some 100 KB of memory; `("findings", "reports")`
            take some 5 KB.
        series: Whether reports of several years and bodies are held against each other. `None`: where there are several,
            and most of them agree.
        select: Only these rules: ids, or beginnings that end in `*`.
        ignore: Not these rules.
        place_packs: Choose packs by the place in the title of a report.
        accepted: Let baselines and waivers beside the configuration accept findings.

    Returns:
        A `Result`. What cannot be read is a row of its `reports`, not an exception.

    Raises:
        PackError: A rule pack or a configuration has an error; it says in which file, line and column.
        GoujiError: `select` or `ignore` name no rule.
        TypeError, ValueError: The arguments are none.
    """
    return _run(
        source, (packs, config, lang, select, ignore, place_packs), name, jobs, tables, True, series, accepted
    )


def facts(
    source: Inputs,
    *,
    packs: Packs = (),
    config: Config = None,
    lang: str = "zh",
    name: Optional[str] = None,
    jobs: int = 0,
    tables: Iterable[str] = _READ,
    place_packs: bool = True,
) -> Result:
    """Reads reports without holding them to rules: cells of tables, and what prose states.

    The arguments are those of `check`; tables are `cells`, `mentions` and `reports`.
    """
    return _run(source, (packs, config, lang, (), (), place_packs), name, jobs, tables, False, False, False)


def _run(
    source: Inputs,
    settings: tuple[Packs, Config, str, Iterable[str], Iterable[str], bool],
    name: Optional[str],
    jobs: int,
    tables: Iterable[str],
    lint: bool,
    series: Optional[bool],
    accepting: bool,
) -> Result:
    checker = _inputs.checker(*settings)
    wanted = [tables] if isinstance(tables, str) else list(dict.fromkeys(tables))
    if not wanted:
        raise ValueError("tables names no table")
    if jobs < 0:
        raise ValueError("jobs is a number of threads, or 0")
    given, unread = _inputs.found(source, name, settings[2])
    made, remarks = checker.run(
        given, unread, wanted, lint=lint, series=series, jobs=jobs, accepting=accepting
    )
    return Result(made, "findings" if lint else "cells", remarks)


class Mended(NamedTuple):
    """A finding that was mended, or left."""

    rule: str
    """Id of the rule."""
    message: str
    """What was found and what was expected."""


class FixResult(NamedTuple):
    """What mending gave. No file was written to."""

    data: bytes
    """The mended document, in the encoding that it had; the same bytes where nothing was mended."""
    text: str
    """Its text."""
    applied: list[Mended]
    """The findings that were mended."""
    left: list[Mended]
    """Findings that have a fix which was left out, because it would have done harm."""


def fix(
    source: Input,
    *,
    suggestions: bool = False,
    packs: Packs = (),
    config: Config = None,
    lang: str = "zh",
    name: Optional[str] = None,
    place_packs: bool = True,
) -> FixResult:
    """Mends one text (`.txt`, `.md`): what is beyond doubt, and with `suggestions` also what a person has to agree to.

    No fix is taken on trust: one is kept only where nothing else is found afterwards. The arguments are those of `check`.

    Raises:
        GoujiError: It cannot be read, or is no text; Word documents are corrected by `annotate`.
        PackError: as for `check`.
    """
    checker = _inputs.checker(packs, config, lang, (), (), place_packs)
    data, text, applied, left = checker.fix(_inputs.single(source, name), suggestions=suggestions)
    return FixResult(data, text, [Mended._make(one) for one in applied], [Mended._make(one) for one in left])


def annotate(
    source: Input,
    *,
    corrections: bool = False,
    suggestions: bool = False,
    packs: Packs = (),
    config: Config = None,
    lang: str = "zh",
    name: Optional[str] = None,
    place_packs: bool = True,
) -> bytes:
    """The bytes of a copy in which the findings of one document are marked where they stand.

    Word documents get comments, and with `corrections` tracked changes for what is beyond doubt (with `suggestions` also
    for what a person has to agree to); web pages a panel, PDF files annotations, texts notes. An old `.doc` becomes a
    `.docx`. Marks of an earlier run are replaced. The arguments are those of `check`.

    Raises:
        GoujiError: It cannot be read or marked.
        PackError: as for `check`.
    """
    checker = _inputs.checker(packs, config, lang, (), (), place_packs)
    data, _ = checker.annotate(_inputs.single(source, name), corrections=corrections, suggestions=suggestions)
    return data


class Rule(NamedTuple):
    """A rule."""

    id: str
    """Its id."""
    kind: str
    """Id of the kind of report that it is for."""
    pack: str
    """Id of the pack that defines it."""
    severity: str
    """`error`, `warning` or `info`."""
    class_: str
    """What may be done about a finding: `hard`, `explain` or `hint`."""
    title: str
    """What it demands, in a line."""
    fault: str
    """The short name of what is wrong."""
    why: str
    """Why there is such a rule."""
    source: str
    """The regulation or form that says so."""
    from_year: Optional[int]
    """The first year of report that it is for."""
    to_year: Optional[int]
    """The last year of report that it is for."""


def rules(*, packs: Packs = (), config: Config = None, lang: str = "zh") -> list[Rule]:
    """The rules that every report gets, of all kinds of report; those of packs for places where `packs` names them."""
    checker = _inputs.checker(packs, config, lang, (), (), True)
    found = json.loads(checker.rules())["rules"]
    names = [("class" if field == "class_" else field) for field in Rule._fields]
    return [Rule._make(rule.get(field) for field in names) for rule in found]


def explain(
    rule: str, *, packs: Packs = (), config: Config = None, lang: str = "zh", width: int = 100
) -> str:
    """A rule in full, as `gouji explain` shows it: what it demands, why, and an example, in so many columns.

    Raises:
        GoujiError: There is no such rule; it names those that may have been meant.
    """
    return _inputs.checker(packs, config, lang, (), (), True).explain(rule, width)
