"""The command `gouji`, as the wheel installs it: `gouji check report.docx`, or `python -m gouji check report.docx`."""

from __future__ import annotations

import signal
import sys

from . import _gouji, _worker


def main() -> int:
    """Runs the command line of the process and gives its exit status."""
    # Ctrl-C ends the program as it ends any other; Python's own handler would wait for the library to come back
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _worker.prepare()
    return _gouji.main(["gouji", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
