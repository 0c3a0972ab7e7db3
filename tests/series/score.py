#!/usr/bin/env python3
"""Scores gouji on made reports of many bodies over several years, some of which break the figures of the year before.

  score.py GOUJI [--bodies 200] [--years 2019-2023] [--seed 1] [--share 0.1] [--keep DIR] [--option=--no-config ...]

Makes the corpus in a temporary folder (or in DIR, which stays), checks it, and prints how many defects of each kind were
found. A defect is found by an error or warning of a cross-report rule in its file (or in the other file that shows it)
that mentions the right figures, or, for copied text, the other file. False alarms are cross-report findings in any other
file, and errors and warnings of other rules anywhere: the reports are right in themselves. Further cross-report findings
in the two files of a defect are printed as extra. Exit status 1 below 98 % found or with a false alarm.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

from make_corpus import KINDS, make

CROSS = {'carry-over', 'carry-over-columns', 'documents-balance', 'repealed-in-force', 'last-year-items', 'year-on-year',
         'year-on-year-amount', 'last-year-figure', 'pending-cases', 'copied-last-year', 'copied-body', 'area-sum', 'two-versions'}
PLACE_KEYS, POSITION_KEYS, WANTED = {'path', 'file', 'uri'}, {'line', 'column', 'offset'}, .98


def leaves(value, key=''):
    """Every value in a finding that is not a list or table, with its key."""
    if isinstance(value, dict):
        for k, v in value.items():
            yield from leaves(v, k)
    elif isinstance(value, list):
        for v in value:
            yield from leaves(v, key)
    else:
        yield key, value


def mentions(text, tokens):
    """Whether each token, or one of those that stand for it, is a number in the text."""
    return all(any(re.search(rf'(?<![\d.]){re.escape(t)}(?!\d|\.\d)', text) for t in token.split('|')) for token in tokens.split(';'))


class Finding:
    def __init__(self, path, diagnostic):
        self.path, self.rule, self.message = path, diagnostic['rule'], diagnostic['message']
        values = list(leaves(diagnostic))
        self.text = '\n'.join(str(v) for k, v in values if k not in POSITION_KEYS)
        self.elsewhere = any(k in PLACE_KEYS and v and not str(v).endswith(path) for k, v in values)
        self.cross = self.elsewhere or self.rule in CROSS

    def shows(self, defect):
        path, _, other, tokens = defect
        if not self.cross or self.path not in (path, other):
            return False
        return mentions(self.text, tokens) if tokens else other in self.text or self.path == other and path in self.text


def findings(gouji, folder, options):
    run = subprocess.run([os.path.abspath(gouji), 'check', 'reports', '--format', 'json', '--no-cache', '--fail-on', 'never', *options],
                         cwd=folder, capture_output=True, text=True, encoding='utf-8', check=False)
    if not run.stdout.strip():
        raise SystemExit(f'{gouji} said nothing (exit status {run.returncode}):\n{run.stderr}')
    out = json.loads(run.stdout)
    for report in out['reports']:
        path = report['path'][report['path'].index('reports/'):]
        for diagnostic in report['diagnostics']:
            if diagnostic['severity'] in ('error', 'warning'):
                yield Finding(path, diagnostic)


def score(defects, found):
    """Prints the score; gives whether it is good enough."""
    files = {path for defect in defects for path in (defect[0], defect[2]) if path}
    right = {defect: [x for x in found if x.shows(defect)] for defect in defects}
    used = {id(x) for shown in right.values() for x in shown}
    alarms = [x for x in found if not x.cross or x.path not in files]
    extra = [x for x in found if id(x) not in used and x not in alarms]
    for defect in defects:
        if not right[defect]:
            print('missed: ' + '  '.join(defect))
    for name, those in (('false alarm', alarms), ('extra', extra)):
        for rule, n in collections.Counter(x.rule for x in those).most_common():
            one = next(x for x in those if x.rule == rule)
            print(f'{name}: {n} × {rule}, as in {one.path}: {one.message}')
    for kind in KINDS:
        these = [d for d in defects if d[1] == kind]
        print(f'{kind:22} {sum(bool(right[d]) for d in these)}/{len(these)}')
    n = sum(map(bool, right.values()))
    recall = n / len(defects) if defects else 1
    alarms_of = collections.Counter(x.cross for x in alarms)
    print(f'found {n}/{len(defects)} ({recall:.1%}), false alarms {alarms_of[True]}, other errors and warnings {alarms_of[False]}, extra {len(extra)}')
    return recall >= WANTED and not alarms


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('gouji')
    ap.add_argument('--bodies', type=int, default=200)
    ap.add_argument('--years', default='2019-2023')
    ap.add_argument('--seed', type=int, default=1)
    ap.add_argument('--share', type=float, default=.1)
    ap.add_argument('--keep')
    ap.add_argument('--option', action='append', default=[])
    a = ap.parse_args()
    first, last = map(int, a.years.split('-'))
    with tempfile.TemporaryDirectory() as folder:
        folder = a.keep or folder
        defects = make(folder, a.bodies, range(first, last + 1), a.seed, a.share)
        sys.exit(0 if score(defects, list(findings(a.gouji, folder, a.option))) else 1)


if __name__ == '__main__':
    main()
