#!/usr/bin/env python3
"""All files of a release from its programs: `pack.py PROGRAMS RELEASE`.

PROGRAMS holds `TRIPLE/gouji` of each target, `gouji-TRIPLE.cdx.json`, wheels, and the page for browsers; it runs on Linux for x86_64. RELEASE gets:

    assets/      what the release shows: archives, digests, bills of materials, packages, wheels, manifests
    npm/         the npm packages
    vscode/      the extension for each platform
    container/   what the container is built in
    SHA256SUMS   the digests of all assets

With `--some` it does with the programs that are there: to be tried, not published.
"""

import argparse
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import aids
import archive
import deb
import manifests
import npm
import project
import vscode


def programs(folder, some):
    """The targets with their programs, which are made programs again."""
    found = [(t, folder / t.triple / t.program) for t in project.TARGETS]
    missing = [t.triple for t, path in found if not path.is_file()]
    if missing and not some:
        raise SystemExit(f'no program for {", ".join(missing)}')
    found = [(t, path) for t, path in found if path.is_file()]
    for _, path in found:
        path.chmod(0o755)
    return found


def npm_packages(found, folder):
    folder.mkdir()
    with tempfile.TemporaryDirectory() as scratch:
        npm.write(pathlib.Path(scratch), found)
        for package in sorted(pathlib.Path(scratch).iterdir()):
            pack = ['npm', 'pack', '--silent', '--pack-destination', folder.resolve()]
            subprocess.run(pack, cwd=package, check=True, stdout=subprocess.DEVNULL)


def manifest_files(assets):
    """The manifests, as members of one archive: each goes to a project of its own."""
    texts = manifests.texts(project.version(), manifests.digests(assets), project.repository())
    return [(f'manifests/{name}', (text.encode(), False)) for name, text in sorted(texts.items())]


def office(found, assets):
    """The extension of LibreOffice, without a program and with that for Windows inside."""
    build = [sys.executable, project.ROOT / 'editors/libreoffice/build.py']
    subprocess.run([*build, assets / 'gouji-libreoffice.oxt'], check=True)
    for path in (p for t, p in found if t.program.endswith('.exe')):
        subprocess.run([*build, assets / 'gouji-libreoffice-windows.oxt', '--program', path], check=True)


def container(found, folder):
    pairs = [f'{t.docker}={path}' for t, path in found if t.docker]
    subprocess.run(['sh', project.ROOT / 'dist/docker.sh', folder, *pairs], check=True)


def installer():
    """The script that installs a release, with the address of this project."""
    text = (project.ROOT / 'dist/install.sh').read_text('utf-8')
    changed = [f'repository={project.repository()}' if l.startswith('repository=') else l for l in text.splitlines()]
    return '\n'.join(changed) + '\n'


def write(source, release, some, epoch):
    found = programs(source, some)
    native = [path for target, path in found if target.npm == 'linux-x64']
    if not native:
        raise SystemExit('no program that runs here and prints its manual')
    assets = release / 'assets'
    assets.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        aids.write(str(native[0].resolve()), scratch / 'aids')
        for target, path in found:
            archive.write(target, path, assets, scratch / 'aids', epoch)
            if target.deb:
                deb.write(target, path, scratch / 'aids', assets, epoch)
        if not some:
            (assets / 'manifests.tar.gz').write_bytes(archive.tar(manifest_files(assets), epoch))
    office(found, assets)
    npm_packages(found, release / 'npm')
    vscode.write(release / 'vscode', found, universal=True)
    container(found, release / 'container')
    for path in [*source.glob('*.cdx.json'), *source.glob('*.whl'), *source.glob('*.html'), *(release / 'vscode').glob('*.vsix')]:
        shutil.copy(path, assets)
    (assets / 'install.sh').write_text(installer(), encoding='utf-8', newline='\n')
    lines = [f'{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n' for p in sorted(assets.iterdir()) if p.suffix != '.sha256']
    for path in [release / 'SHA256SUMS', assets / 'SHA256SUMS']:
        path.write_text(''.join(lines), encoding='utf-8', newline='\n')


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument('programs', type=pathlib.Path)
    words.add_argument('release', type=pathlib.Path)
    words.add_argument('--some', action='store_true')
    words = words.parse_args()
    write(words.programs, words.release.resolve(), words.some, project.epoch(os.environ))


if __name__ == '__main__':
    main()
