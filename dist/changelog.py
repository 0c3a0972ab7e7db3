#!/usr/bin/env python3
"""What has changed in a version: `changelog.py VERSION` prints its part of CHANGELOG.md; `--cut DAY` makes it from what is
unreleased, in the file itself.

A version begins with `## 1.2.3 (2026-12-01)`, what has no version yet with `## Unreleased`.
"""

import argparse
import re

import project

PAGE = project.ROOT / 'CHANGELOG.md'
UNRELEASED = '## Unreleased'


def part(text, version):
    """The part about a version, without its heading; `None` where there is none or nothing in it."""
    heads = list(re.finditer(r'^## (\S+).*$', text, re.MULTILINE))
    for head, after in zip(heads, [*heads[1:], None]):
        if head[1] == version:
            body = text[head.end() : after.start() if after else len(text)].strip()
            return body + '\n' if body else None
    return None


def cut(text, version, day):
    """The page once what is unreleased is a version."""
    if part(text, version) is not None:
        raise SystemExit(f'{version} is in {PAGE.name} already')
    if part(text, 'Unreleased') is None:
        raise SystemExit(f'nothing is unreleased in {PAGE.name}')
    return text.replace(UNRELEASED, f'{UNRELEASED}\n\n## {version} ({day})', 1)


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument('version')
    words.add_argument('--cut', metavar='DAY')
    words = words.parse_args()
    text = PAGE.read_text('utf-8')
    if words.cut:
        if not re.fullmatch(r'\d{4}-\d\d-\d\d', words.cut):
            raise SystemExit(f'{words.cut}: no day such as 2026-12-01')
        PAGE.write_text(cut(text, words.version, words.cut), encoding='utf-8', newline='\n')
        return
    found = part(text, words.version)
    if found is None:
        raise SystemExit(f'{PAGE.name} says nothing about {words.version}')
    print(found, end='')


if __name__ == '__main__':
    main()
