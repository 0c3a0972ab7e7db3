#!/usr/bin/env python3
"""Tries a program on this system: `try_program.py PROGRAM…`, the words of a command (`wine gouji.exe`).

It says its version, finds what is wrong in the sample, finds the same in a Word document as in the text of it, and writes a marked
copy.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import project

SAMPLE = project.ROOT / 'tests/samples/qinghe-2023.txt'
PAIR = [project.ROOT / 'tests/fixtures/reports' / name for name in ['wrong.txt', 'wrong.docx']]


def main(command):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        environment = {**os.environ, 'GOUJI_CACHE_DIR': str(folder / 'cache'), 'GOUJI_LANG': 'en'}

        def run(*words, status=0):
            done = subprocess.run([*command, *words], cwd=folder, stdout=subprocess.PIPE, env=environment)
            if done.returncode != status:
                sys.exit(f'{" ".join(words)}: exit status {done.returncode}, not {status}')
            return done.stdout.decode('utf-8')

        said = run('--version').strip()
        if not said.startswith(f'gouji {project.version()}'):
            sys.exit(f'it is {said}, not gouji {project.version()}')
        for file in [SAMPLE, *PAIR]:
            shutil.copy(file, folder)
        run('check', SAMPLE.name, status=1)
        found = [rules(run('check', '--format', 'json', '--fail-on', 'never', file.name)) for file in PAIR]
        if not found[0] or found[0] != found[1]:
            sys.exit(f'in text {found[0]}, in Word {found[1]}')
        report = folder / '报告.docx'
        shutil.copy(PAIR[1], report)
        run(report.name)
        if not (folder / '报告.marked.docx').read_bytes().startswith(b'PK'):
            sys.exit('the marked copy is no Word document')
        print(f'{said}: {len(found[0])} findings, in Word as in text; a marked copy')


def rules(text):
    """The rules of the findings, in order."""
    return sorted(finding['rule'] for finding in walk(json.loads(text)) if 'rule' in finding and 'severity' in finding)


def walk(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from walk(one)


if __name__ == '__main__':
    main([str(pathlib.Path(w).resolve()) if pathlib.Path(w).exists() else w for w in sys.argv[1:]])
