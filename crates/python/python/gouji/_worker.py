"""Files of strangers are read in another process: whatever one of them does to its reader, the others are checked.

That process is this Python with nothing but the compiled library in it.
"""

from __future__ import annotations

import os
import sys

from . import _gouji

#: Loads the library by its path, without site packages and the current folder, and lets it read.
_CODE = (
    "import sys;"
    "from importlib.machinery import ExtensionFileLoader as L;"
    "from importlib.util import module_from_spec as m, spec_from_file_location as s;"
    "p = sys.argv[1];"
    "l = L('gouji._gouji', p);"
    "g = m(s('gouji._gouji', p, loader=l));"
    "l.exec_module(g);"
    "g.serve()"
)


def prepare() -> None:
    """Says how such a process is started; where this program is no Python, files are read in it."""
    library = _gouji.__file__
    program = sys.executable or ""
    name = os.path.basename(program).lower()
    if library and name.startswith(("python", "pypy")) and not getattr(sys, "frozen", False):
        _gouji.set_worker(program, ["-I", "-S", "-c", _CODE, library], library)
