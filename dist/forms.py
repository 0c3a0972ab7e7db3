#!/usr/bin/env python3
"""Whether forms for issues are such as GitHub takes: `forms.py FILE…`. It shows no form that has a fault, and says so nowhere."""

import pathlib
import sys

import yaml

# kinds of fields, with what their attributes must have
FIELDS = {
    'markdown': ['value'],
    'input': ['label'],
    'textarea': ['label'],
    'dropdown': ['label', 'options'],
    'checkboxes': ['label', 'options'],
}


def faults(name, page):
    if name == 'config.yml':
        known = {'blank_issues_enabled', 'contact_links'}
        yield from (f'unknown: {key}' for key in set(page) - known)
        return
    for key in ['name', 'description', 'body']:
        if not page.get(key):
            yield f'no {key}'
    ids, labels = [], []
    for field in page.get('body', []):
        kind, said = field.get('type'), field.get('attributes', {})
        if kind not in FIELDS:
            yield f'no kind of field: {kind}'
            continue
        yield from (f'{kind}: no {key}' for key in FIELDS[kind] if not said.get(key))
        if kind != 'markdown':
            ids.append(field.get('id'))
            labels.append(said.get('label'))
        if kind == 'checkboxes' and not all(isinstance(o, dict) and o.get('label') for o in said['options']):
            yield 'checkboxes: each option has a label'
    if None in ids or len(set(ids)) != len(ids) or len(set(labels)) != len(labels):
        yield 'each field has an id and a label of its own'
    if not ids:
        yield 'no field to fill in'


def main():
    wrong = []
    for name in map(pathlib.Path, sys.argv[1:]):
        page = yaml.safe_load(name.read_text('utf-8'))
        wrong += [f'{name}: {fault}' for fault in faults(name.name, page)]
    if wrong:
        sys.exit('\n'.join(wrong))
    print(f'{len(sys.argv) - 1} files')


if __name__ == '__main__':
    main()
