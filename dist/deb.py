#!/usr/bin/env python3
"""The package for Debian, Ubuntu and others: `deb.py TRIPLE PROGRAM AIDS FOLDER`, with what `aids.py` wrote in AIDS.

The program is static and depends on nothing; one that is not gets the C library that its symbols ask for. The same input gives
the same bytes.
"""

import argparse
import gzip
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

import project

HERE = pathlib.Path(__file__).resolve().parent / 'debian'
# where Debian's shells look
COMPLETIONS = {
    'gouji': 'usr/share/bash-completion/completions/gouji',
    '_gouji': 'usr/share/zsh/vendor-completions/_gouji',
    'gouji.fish': 'usr/share/fish/vendor_completions.d/gouji.fish',
}
LIBRARIES = {'libc.so.6': 'libc6', 'libm.so.6': 'libc6', 'libgcc_s.so.1': 'libgcc-s1'}


def depends(program):
    """The packages that a program needs, with the oldest C library that has its symbols; nothing for a static one."""
    read = ['readelf', '--dynamic', '--version-info', '--wide', program]
    done = subprocess.run(read, check=True, stdout=subprocess.PIPE, encoding='utf-8', env={**os.environ, 'LC_ALL': 'C'})
    needed = re.findall(r'\(NEEDED\).*\[(.+?)\]', done.stdout)
    strange = [name for name in needed if name not in LIBRARIES and not name.startswith('ld-linux')]
    if strange:
        raise SystemExit(f'{program}: no package is known for {strange}')
    packages = {LIBRARIES[name] for name in needed if name in LIBRARIES}
    versions = [tuple(map(int, v.split('.'))) for v in re.findall(r'GLIBC_(\d+(?:\.\d+)+)', done.stdout)]
    if 'libc6' in packages and versions:
        packages.remove('libc6')
        packages.add(f'libc6 (>= {".".join(map(str, max(versions)))})')
    return sorted(packages)


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def packed(data):
    return gzip.compress(data, compresslevel=9, mtime=0)


def day(epoch):
    return time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime(epoch))


def lay_out(root, target, program, aids, epoch):
    """Puts all files of the package under a folder."""
    put(root / 'usr/bin/gouji', program.read_bytes())
    # what `build.py` makes has no symbols; a program of another machine cannot be read by this one's tool
    subprocess.run(['strip', '--strip-unneeded', root / 'usr/bin/gouji'], check=False, stderr=subprocess.DEVNULL)
    for page in sorted((aids / 'man').glob('*.1')):
        put(root / f'usr/share/man/man1/{page.name}.gz', packed(page.read_bytes()))
    for name, place in COMPLETIONS.items():
        put(root / place, (aids / 'completions' / name).read_bytes())
    values = {
        'VERSION': project.version(),
        'REPOSITORY': project.repository(),
        'DATE': day(epoch),
        'ARCHITECTURE': target.deb,
        'LICENSE': (project.ROOT / 'LICENSE').read_text('utf-8').strip(),
    }
    documents = root / 'usr/share/doc/gouji'
    put(documents / 'copyright', project.fill((HERE / 'copyright').read_text('utf-8'), values).encode())
    put(documents / 'changelog.gz', packed(project.fill((HERE / 'changelog').read_text('utf-8'), values).encode()))
    for name in ['README.md', 'README.zh-CN.md']:
        put(documents / f'{name}.gz', packed((project.ROOT / name).read_bytes()))
    put(root / 'usr/share/lintian/overrides/gouji', (HERE / 'overrides').read_bytes())
    size = sum(p.stat().st_size for p in root.rglob('*') if p.is_file())
    needs = depends(root / 'usr/bin/gouji')
    values['SIZE'] = -(-size // 1024)
    values['DEPENDS'] = f'\nDepends: {", ".join(needs)}' if needs else ''
    put(root / 'DEBIAN/control', project.fill((HERE / 'control').read_text('utf-8'), values).encode())
    for path in [root, *root.rglob('*')]:
        path.chmod(0o755 if path.is_dir() or path.parent.name == 'bin' else 0o644)
        os.utime(path, (epoch, epoch))


def write(target, program, aids, folder, epoch):
    """Writes the package; its path."""
    if target.deb is None:
        raise SystemExit(f'{target.triple}: not a target that Debian has')
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f'gouji_{project.version()}_{target.deb}.deb'
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch) / 'root'
        root.mkdir()
        lay_out(root, target, program, aids, epoch)
        environment = {**os.environ, 'SOURCE_DATE_EPOCH': str(epoch)}
        build = ['dpkg-deb', '--root-owner-group', '-Zxz', '--build', root, path]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL, env=environment)
    return path


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument('triple')
    for name in ['program', 'aids', 'folder']:
        words.add_argument(name, type=pathlib.Path)
    words = words.parse_args()
    if shutil.which('dpkg-deb') is None:
        raise SystemExit('dpkg-deb is not on the path')
    print(write(project.target(words.triple), words.program, words.aids, words.folder, project.epoch(os.environ)))


if __name__ == '__main__':
    main()
