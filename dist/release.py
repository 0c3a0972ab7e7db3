#!/usr/bin/env python3
"""Whether a tag may become a release: `release.py TAG` prints the version; what is wrong goes to stderr, with exit status 1.

The versions of all packages are one, the tag names it, CHANGELOG.md has a part about it, and the project has an address.
`release.py --set 1.2.3` writes a version into all files that name it (Cargo.lock follows with the next build).
"""

import argparse
import re
import sys

import changelog
import manifests
import project

# files that name the version of this project, and where
PLACES = {
    'Cargo.toml': r'(?m)^\[workspace\.package\]\nversion = "(.+?)"',
    'pyproject.toml': r'"gouji==(.+?)"',
    'README.md': r'gouji_(\d[\w.-]*?)_amd64',
    'README.zh-CN.md': r'gouji_(\d[\w.-]*?)_amd64',
    'docs/installing.md': r'(?:gouji_|--version )(\d[\w.-]*?)(?:_amd64| )',
    'docs/installing.zh-CN.md': r'(?:gouji_|--version )(\d[\w.-]*?)(?:_amd64| )',
    'docs/ci.md': r'(?:rev: v|gouji@v|GOUJI_VERSION: ")(\d[\w.-]*)',
    'docs/ci.zh-CN.md': r'(?:rev: v|gouji@v|GOUJI_VERSION: ")(\d[\w.-]*)',
    'docs/office.md': r'(?:gouji_|version=")(\d+\.\d+\.\d+)',
    'docs/office.zh-CN.md': r'(?:gouji_|version=")(\d+\.\d+\.\d+)',
    'editors/vscode/package.json': r'\A[^}]*?"version": "(.+?)"',
    'editors/vscode/package-lock.json': r'"name": "gouji",\n\s*"version": "(.+?)"',
    'web/package.json': r'\A[^}]*?"version": "(.+?)"',
    'web/package-lock.json': r'"name": "gouji-web",\n\s*"version": "(.+?)"',
    'editors/zed/Cargo.toml': r'(?m)^version = "(.+?)"',
    'editors/zed/extension.toml': r'(?m)^version = "(.+?)"',
}


# files that name the address of this project and cannot take it from Cargo.toml
ADDRESSES = [
    'dist/install.sh',
    'README.md',
    'README.zh-CN.md',
    'docs/ci.md',
    'docs/ci.zh-CN.md',
    'docs/installing.md',
    'docs/installing.zh-CN.md',
    'editors/vscode/package.json',
    'editors/zed/extension.toml',
    'editors/zed/src/lib.rs',
    '.github/ISSUE_TEMPLATE/config.yml',
]


def named(name, text):
    """The versions that a file names, with their places in it."""
    return [(m.start(1), m.end(1), m[1]) for m in re.finditer(PLACES[name], text)]


def faults(tag):
    version = project.version()
    if tag != f'v{version}':
        yield f'the tag {tag} is not v{version}, the version in Cargo.toml'
    if project.PLACEHOLDER in project.repository().split('/'):
        yield f'`repository` in Cargo.toml names the account {project.PLACEHOLDER}, which stands for none'
    for name in ADDRESSES:
        text = (project.ROOT / name).read_text('utf-8')
        if '/'.join(project.repository().split('/')[-2:]) not in text:
            yield f'{name} names another address than Cargo.toml'
    if changelog.part(changelog.PAGE.read_text('utf-8'), version) is None:
        yield f'CHANGELOG.md says nothing about {version}: dist/changelog.py {version} --cut DAY'
    for name in PLACES:
        found = {v for _, _, v in named(name, (project.ROOT / name).read_text('utf-8'))}
        if found != {version}:
            yield f'{name} has version {", ".join(sorted(found)) or "none"}, not {version}'


def renewed(name, text, version):
    """The text of a file with another version."""
    for start, end, _ in reversed(named(name, text)):
        text = text[:start] + version + text[end:]
    return text


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument('tag', nargs='?')
    words.add_argument('--set', metavar='VERSION')
    words = words.parse_args()
    if words.set:
        if not manifests.VERSION.fullmatch(words.set):
            sys.exit(f'{words.set}: no version such as 1.2.3')
        for name in PLACES:
            path = project.ROOT / name
            path.write_text(renewed(name, path.read_text('utf-8'), words.set), encoding='utf-8', newline='\n')
        return
    if not words.tag:
        sys.exit('no tag')
    wrong = list(faults(words.tag))
    if wrong:
        sys.exit('\n'.join(wrong))
    print(project.version())


if __name__ == '__main__':
    main()
