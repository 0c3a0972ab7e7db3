#!/usr/bin/env python3
"""Manifests for winget, Scoop, Homebrew and Mason: `manifests.py VERSION SUMS FOLDER`.

All come from `manifests.in`. SUMS is the folder with the `.sha256` files of the release, FOLDER gets the manifests.
"""

import pathlib
import re
import sys

import project

TEMPLATE = pathlib.Path(__file__).resolve().parent / 'manifests.in'
VERSION = re.compile(r'\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?')


def digests(folder):
    """The digest of each archive, under the name that the template has for it."""
    found = {}
    for target in project.TARGETS:
        path = folder / f'{target.archive}.sha256'
        digest, _, name = path.read_text('utf-8').strip().partition('  ')
        if name != target.archive or not re.fullmatch('[0-9a-f]{64}', digest):
            raise SystemExit(f'{path}: not a line of `sha256sum` about {target.archive}')
        found['SHA256_' + re.sub(r'\W', '_', target.triple).upper()] = digest
    return found


def texts(version, sums, repository):
    """The text of each file."""
    if not VERSION.fullmatch(version):
        raise SystemExit(f'{version}: no version such as 1.2.3')
    values = {
        'VERSION': version,
        'REPOSITORY': repository,
        'SLUG': '/'.join(repository.split('/')[-2:]),
        'BASE': f'{repository}/releases/download/v{version}',
        'LICENSE': project.licence(),
        'SUMMARY': project.SUMMARY,
        'SUMMARY_ZH': project.SUMMARY_ZH,
        **sums,
    }
    parts = re.split(r'^==> (.+)\n', TEMPLATE.read_text('utf-8'), flags=re.MULTILINE)[1:]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return {name: project.fill(text, values).replace('@at@', '@') for name, text in pairs}


def main():
    version, sums, folder = sys.argv[1:]
    for name, text in texts(version, digests(pathlib.Path(sums)), project.repository()).items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8', newline='\n')


if __name__ == '__main__':
    main()
