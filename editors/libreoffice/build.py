#!/usr/bin/env python3
"""Writes the extension of LibreOffice: `build.py FILE.oxt [--program PROGRAM]`.

With a program, such as gouji.exe, it is put inside, and the extension needs nothing else. The same input gives the same bytes.
"""

import argparse
import os
import pathlib
import re
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# an archive of this kind knows no earlier time
FIRST_OF_ZIP = 315532800


def version():
    """The version of gouji."""
    text = (ROOT / 'Cargo.toml').read_text(encoding='utf-8')
    return re.search(r'^version = "([^"]+)"', text, re.MULTILINE).group(1)


def members(program):
    """Names inside of the extension, with their bytes; in order."""
    folder = HERE / 'extension'
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob('*') if p.is_file() and '__pycache__' not in p.parts}
    files['description.xml'] = files['description.xml'].replace(b'@VERSION@', version().encode())
    files['icon.png'] = (ROOT / 'editors/vscode/icon.png').read_bytes()
    files['LICENSE'] = (ROOT / 'LICENSE').read_bytes()
    if program:
        is_windows = program.read_bytes()[:2] == b'MZ'
        files['program/gouji.exe' if is_windows else 'program/gouji'] = program.read_bytes()
    return sorted(files.items())


def write(path, program=None):
    """Writes the extension."""
    when = time.gmtime(max(int(os.environ.get('SOURCE_DATE_EPOCH', 0)), FIRST_OF_ZIP))[:6]
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members(program):
            info = zipfile.ZipInfo(name, when)
            info.create_system, info.compress_type = 3, zipfile.ZIP_DEFLATED
            info.external_attr = (0o100755 if name.startswith('program/') else 0o100644) << 16
            archive.writestr(info, data)


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument('file', type=pathlib.Path)
    words.add_argument('--program', type=pathlib.Path)
    words = words.parse_args()
    write(words.file, words.program)


if __name__ == '__main__':
    main()
