#!/usr/bin/env python3
"""Writes python/gouji/rows.py from the columns of the tables, as the compiled library states them.

  make_rows.py           prints it; a test holds the file to that
"""

from __future__ import annotations

import keyword
import textwrap

from gouji import _gouji

NAMES = {"reports": "Report", "findings": "Finding", "cells": "Cell", "mentions": "Mention", "outcomes": "Outcome"}
ABOUT = {
    "reports": "An input, and what it is.",
    "findings": "A finding.",
    "cells": "A cell of a table; or a row of the form that was not found, without a column.",
    "mentions": "A value in something that prose says; or what it says, where that holds no value.",
    "outcomes": "How the evaluations of a rule ended on a report: what was checked, and what was not.",
}
KINDS = {"text": "str", "int": "int", "decimal": "Decimal", "bool": "bool"}

HEAD = '''"""The rows of the tables. Written by make_rows.py: the columns are those of all hosts.

A column that is called `class` elsewhere is `class_` here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, Optional, Union
'''

TAIL = '''

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
'''


def field(name: str) -> str:
    return name + "_" if keyword.iskeyword(name) else name


def written() -> str:
    parts = [HEAD]
    for table, name in NAMES.items():
        parts.append(f'\n\nclass {name}(NamedTuple):\n    """{ABOUT[table]}"""\n')
        for column, kind, optional, about in _gouji.columns(table):
            typed = f"Optional[{KINDS[kind]}]" if optional else KINDS[kind]
            lines = textwrap.wrap(f'"""{about}"""', 110)
            parts.append(f"\n    {field(column)}: {typed}\n" + "".join(f"    {line}\n" for line in lines))
    parts.append(TAIL)
    return "".join(parts)


if __name__ == "__main__":
    print(written(), end="")
