"""How the package is called, for the type checkers: nothing here runs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Optional

import gouji
import gouji.batches


def calls() -> None:
    result: gouji.Result = gouji.check([Path("a.docx"), b"bytes", ("name", b"bytes")], packs={"a.toml": b""}, config=False)
    finding: gouji.Finding = result.findings[0]
    start: Optional[int] = finding.start
    value: Optional[Decimal] = gouji.facts("reports/").cells[0].value
    errors: int = result.summary().errors
    table: gouji.Table = result.table("cells")
    mended: gouji.FixResult = gouji.fix("a.txt", suggestions=True)
    rule: str = mended.applied[0].rule
    data: bytes = gouji.annotate(Path("a.docx"), corrections=True)
    severity: str = gouji.rules()[0].severity
    page: str = gouji.explain("date-stale", lang="en")
    job: gouji.batches.Job = gouji.batches.job(["findings"], packs=["national"])
    try:
        gouji.check({"a.txt": b""}, packs="a.toml", config=b"")
    except gouji.PackError as error:
        line: Optional[int] = error.line
        print(line)
    print(start, value, errors, table, rule, data, severity, page, job, len(result), gouji.__version__)
