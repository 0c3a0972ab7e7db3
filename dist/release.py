#!/usr/bin/env python3
"""Whether a tag may become a release: `release.py TAG`. Prints the version; what is wrong goes to stderr, with exit status 1.

The versions of all packages are one, the tag names it, CHANGELOG.md has a part about it, and the project has an address.
"""

import json
import re
import sys

import changelog
import project


def faults(tag):
    version = project.version()
    if tag != f'v{version}':
        yield f'the tag {tag} is not v{version}, the version in Cargo.toml'
    if project.PLACEHOLDER in project.repository().split('/'):
        yield f'`repository` in Cargo.toml names the account {project.PLACEHOLDER}, which stands for none'
    if changelog.part(changelog.PAGE.read_text('utf-8'), version) is None:
        yield f'CHANGELOG.md says nothing about {version}: dist/changelog.py {version} --cut DAY'
    extension = json.loads((project.ROOT / 'editors/vscode/package.json').read_text('utf-8'))
    if extension['version'] != version:
        yield f'editors/vscode/package.json has version {extension["version"]}'
    for name, pattern in PLACES.items():
        found = re.findall(pattern, (project.ROOT / name).read_text('utf-8'))
        if found != [version]:
            yield f'{name} has version {", ".join(found) or "none"}'


# further files that name the version
PLACES = {
    'pyproject.toml': r'"gouji==(.+?)"',
    'editors/zed/extension.toml': r'(?m)^version = "(.+?)"',
}


def main():
    wrong = list(faults(sys.argv[1]))
    if wrong:
        sys.exit('\n'.join(wrong))
    print(project.version())


if __name__ == '__main__':
    main()
