#!/usr/bin/env python3
"""The file of a release for one target: the program, its licence, what it reads as help, and its manual pages.

`archive.py TRIPLE PROGRAM FOLDER [--aids FOLDER]` writes `gouji-TRIPLE.tar.gz` (`.zip` for Windows) and its `.sha256` into the
folder. The same input gives the same bytes. `--aids` is a folder that `aids.py` filled.
"""

import argparse
import gzip
import hashlib
import io
import os
import pathlib
import tarfile
import time
import zipfile

import project

DOCUMENTS = ['LICENSE', 'README.md', 'README.zh-CN.md', 'SECURITY.md']
# an archive of this kind knows no earlier time
FIRST_OF_ZIP = 315532800


def members(target, program, aids):
    """Names inside of the archive, with what they hold and whether they are programs; in order."""
    top = f'gouji-{target.triple}'
    found = {f'{top}/{target.program}': (program.read_bytes(), True)}
    for name in DOCUMENTS:
        found[f'{top}/{name}'] = ((project.ROOT / name).read_bytes(), False)
    for path in sorted(aids.rglob('*')) if aids else []:
        if path.is_file():
            found[f'{top}/{path.relative_to(aids).as_posix()}'] = (path.read_bytes(), False)
    return sorted(found.items())


def tar(files, epoch):
    inner = io.BytesIO()
    with tarfile.open(fileobj=inner, mode='w', format=tarfile.USTAR_FORMAT) as out:
        for name, (data, runs) in files:
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = len(data), epoch, 0o755 if runs else 0o644
            out.addfile(info, io.BytesIO(data))
    return gzip.compress(inner.getvalue(), compresslevel=9, mtime=epoch)


def zipped(files, epoch):
    when = time.gmtime(max(epoch, FIRST_OF_ZIP))[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, (data, runs) in files:
            info = zipfile.ZipInfo(name, when)
            info.create_system, info.compress_type = 3, zipfile.ZIP_DEFLATED
            info.external_attr = (0o100755 if runs else 0o100644) << 16
            archive.writestr(info, data)
    return out.getvalue()


def sums(path):
    """Writes the digest of a file beside it, as `sha256sum --check` reads it."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_name(path.name + '.sha256').write_text(f'{digest}  {path.name}\n', encoding='utf-8', newline='\n')
    return digest


def write(target, program, folder, aids, epoch):
    files = members(target, program, aids)
    data = zipped(files, epoch) if target.windows else tar(files, epoch)
    path = folder / target.archive
    path.write_bytes(data)
    return path, sums(path)


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument('triple')
    words.add_argument('program', type=pathlib.Path)
    words.add_argument('folder', type=pathlib.Path)
    words.add_argument('--aids', type=pathlib.Path)
    words = words.parse_args()
    words.folder.mkdir(parents=True, exist_ok=True)
    one = project.target(words.triple)
    path, digest = write(one, words.program, words.folder, words.aids, project.epoch(os.environ))
    print(f'{digest}  {path}')


if __name__ == '__main__':
    main()
