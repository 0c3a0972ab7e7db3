#!/usr/bin/env python3
"""Manual pages and completions, as the program prints them: `aids.py PROGRAM FOLDER`.

They are the same for all systems: a program that runs here makes them for those that do not.
"""

import pathlib
import subprocess
import sys

# shells, and the names that they look for
SHELLS = {'bash': 'gouji', 'zsh': '_gouji', 'fish': 'gouji.fish', 'powershell': '_gouji.ps1', 'elvish': 'gouji.elv'}


def printed(program, *words):
    done = subprocess.run([program, *words, '--lang', 'en'], check=True, stdout=subprocess.PIPE)
    return done.stdout


def write(program, folder):
    pages, scripts = folder / 'man', folder / 'completions'
    pages.mkdir(parents=True, exist_ok=True)
    scripts.mkdir(exist_ok=True)
    printed(program, 'man', str(pages))
    for shell, name in SHELLS.items():
        (scripts / name).write_bytes(printed(program, 'completions', shell))


if __name__ == '__main__':
    write(str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]))
