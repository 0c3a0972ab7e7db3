#!/usr/bin/env python3
"""Drives a real LibreOffice through the extension: `drive.py PROGRAM [FILE…]`.

Each sample is opened and checked by the command of the menu, and compared with the command line: every finding is a comment
on the same words, in the same row and column. Checking twice doubles nothing, comments of others stay, and removing gives back
the document as it was. Needs LibreOffice with its windows (not the packages -nogui, which cannot show a comment) and a Python
that has the module uno.
"""

import csv
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(HERE), str(HERE.parent)]

import build  # noqa: E402
import office  # noqa: E402

REPORTS = ROOT / 'tests/fixtures/reports'
OTHER = '某科长'


def findings(program, path):
    """What the command line says of a file: rows of a table, in order."""
    words = [program, 'check', '--no-cache', '--no-config', '--fail-on', 'never', '--office', '--lang', 'en', '-f', 'csv', str(path)]
    text = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout.decode('utf-8-sig')
    # the office asks nobody to read its own files
    return [row for row in csv.DictReader(io.StringIO(text)) if row['rule'] != 'converted']


def plain(text):
    """Text without what readers see differently: blanks and ends of lines."""
    return re.sub(r'\s+', '', text)


def row_of(table, cell):
    """What stands in the row of a cell."""
    row = re.search(r'\d+$', cell).group()
    names = [n for n in table.getCellNames() if re.fullmatch(r'[A-Za-z]+' + row, n)]
    return plain(''.join(table.getCellByName(n).getString() for n in names))


def compare(name, rows, document):
    """Each finding has its comment; what is wrong is said at once."""
    comments = [(c.Content, c) for c in office.own(document)]
    wrong = []
    for row in rows:
        fit = [c for content, c in comments if row['message'] in content and row['rule'] in content]
        if not fit:
            wrong.append(f'{row["rule"]}: no comment says {row["message"]}')
            continue
        places = [plain(c.getAnchor().getString()) for c in fit]
        if row['found'] and plain(row['found']) not in places:
            wrong.append(f'{row["rule"]}: on {places}, not on {row["found"]}')
            continue
        for comment in fit:
            table, cell = office.cell_of(comment)
            in_cell = bool(row['row'] and row['column'])
            if in_cell and (table is None or plain(row['row']) not in row_of(table, cell)):
                wrong.append(f'{row["rule"]}: not in the row {row["row"]}')
    # one more holds the sums, and what has no place
    placed = sum(bool(row['start']) for row in rows)
    if len(comments) != placed + 1:
        wrong.append(f'{len(comments)} comments for {placed} findings with a place')
    assert not wrong, f'{name}:\n' + '\n'.join(wrong)
    return len(rows)


def places(document):
    """All comments of gouji, as one can compare them."""
    return sorted((c.Content, c.getAnchor().getString(), office.cell_of(c)[1] or '') for c in office.own(document))


def one(lo, program, path, folder):
    """Checks one sample; how many findings it has."""
    document = lo.open(path)
    before = office.body(document, folder / 'before.fodt')
    began = time.monotonic()
    works, said = lo.run(document, 'check')
    took = time.monotonic() - began
    assert works, said
    rows = findings(program, path)
    count = compare(path.name, rows, document)
    # what is said is how many findings there are of each severity, and how many comments
    for severity in ('error', 'warning', 'info'):
        number = sum(row['severity'] == severity for row in rows)
        assert f'{number} {severity}' in said, said
    assert f'{len(office.own(document))} comments' in said, said
    summary = document.getText().createEnumeration().nextElement().createEnumeration()
    assert summary.nextElement().TextField.Content.startswith(office.AUTHOR), 'the sums come first'
    first = places(document)
    works, said = lo.run(document, 'check')
    assert works and places(document) == first, f'{path.name}: a second check changes comments: {said}'
    works, said = lo.run(document, 'remove')
    assert works and not office.own(document), said
    after = office.body(document, folder / 'after.fodt')
    assert after == before, f'{path.name}: removing does not give back the document'
    document.getUndoManager().undo()
    assert places(document) == first, f'{path.name}: the removal is undone in one step'
    document.close(True)
    print(f'{path.name}: {count} findings, {len(first)} comments, {took:.1f} s')
    return count


def foreign(lo, path):
    """Comments of others, and tracked changes, stay as they are."""
    document = lo.open(path)
    text = document.getText()
    other = document.createInstance('com.sun.star.text.textfield.Annotation')
    other.Author, other.Content = OTHER, '请核对'
    text.insertTextContent(text.createTextCursorByRange(text.getStart()), other, False)
    document.setPropertyValue('RecordChanges', True)
    for command in ['check', 'check', 'remove']:
        works, said = lo.run(document, command)
        assert works, said
    assert [(f.Author, f.Content) for f in office.fields(document)] == [(OTHER, '请核对')]
    assert document.getPropertyValue('RecordChanges'), 'changes are recorded as before'
    changes = document.getRedlines().createEnumeration()
    assert not changes.hasMoreElements(), 'comments are no tracked changes'
    document.close(True)


def menu(lo, path):
    """Each entry of the menu is a command that somebody takes; without a screen, boxes answer no."""
    document = lo.open(path)
    entries = lo.read('/org.openoffice.Office.Addons/AddonUI/OfficeMenuBar/org.gouji.office/Submenu')
    places = [entries.getByName(name).getByName('URL') for name in entries.getElementNames()]
    commands = [place[len(office.PROTOCOL):] for place in places if place.startswith(office.PROTOCOL)]
    assert commands == ['check', 'remove', 'program'], places
    for command in commands[1:]:
        works, said = lo.run(document, command)
        assert works, said
    document.close(True)


def hard(lo, program, path, folder):
    """What is one character for the office and several to read, or several and one, or none, before the words."""
    document = lo.open(path)
    text = document.getText()
    found = document.findFirst(searching(document, '依申请公开申请'))
    place = found.getText().createTextCursorByRange(found.getStart())
    place.gotoStartOfParagraph(False)
    text.insertString(place, '𠮷𠮷', False)
    number = document.createInstance('com.sun.star.text.TextField.PageCount')
    text.insertTextContent(place, number, False)
    note = document.createInstance('com.sun.star.text.Footnote')
    text.insertTextContent(place, note, False)
    note.setString('一条脚注')
    other = document.createInstance('com.sun.star.text.textfield.Annotation')
    other.Author, other.Content = OTHER, '请核对'
    text.insertTextContent(place, other, False)
    document.setPropertyValue('RecordChanges', True)
    text.insertString(place, '新加的话，', False)
    document.setPropertyValue('RecordChanges', False)
    frame = document.createInstance('com.sun.star.text.TextFrame')
    text.insertTextContent(text.getStart(), frame, False)
    frame.setString('框里的话')
    saved = folder / 'hard.docx'
    document.storeToURL(office.url(saved), (office.value('FilterName', 'MS Word 2007 XML'),))
    works, said = lo.run(document, 'check')
    assert works, said
    print(f'fields, notes and changes: {compare("hard", findings(program, saved), document)} findings')
    document.close(True)


def searching(document, words):
    """What finds words in a document."""
    search = document.createSearchDescriptor()
    search.SearchString = words
    return search


def refusals(lo, program, path):
    """What is said where nothing can be checked."""
    document = lo.open(path)
    works, said = lo.run(document, 'check')
    assert not works and 'docs/office' in said and not office.own(document), said
    lo.set('Program', '/nowhere/gouji')
    works, said = lo.run(document, 'check')
    assert not works and '/nowhere/gouji' in said, said
    lo.set('Program', '/bin/false')
    works, said = lo.run(document, 'check')
    assert not works and not office.own(document), said
    works, said = lo.run(document, 'remove')
    assert works, said
    document.close(True)
    lo.set('Program', program)
    document = lo.open(path, office.value('ReadOnly', True))
    works, said = lo.run(document, 'check')
    assert not works, said
    document.close(True)


def converted(path, folder, kind):
    """A sample as another kind of file."""
    profile = '-env:UserInstallation=' + office.url(folder / 'converter')
    words = ['soffice', profile, '--headless', '--convert-to', kind, '--outdir', str(folder), str(path)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder / f'{path.stem}.{kind}'


def inside(folder, program, path):
    """The extension with the program inside needs no setting."""
    home = folder / 'inside'
    home.mkdir()
    extension = home / 'with-program.oxt'
    build.write(extension, pathlib.Path(program))
    lo = office.Office(home, extension, '/usr/bin:/bin')
    try:
        document = lo.open(path)
        works, said = lo.run(document, 'check')
        assert works and office.own(document), said
        document.close(True)
    finally:
        lo.close()
    print('the program inside of the extension: found')


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    folder = pathlib.Path(tempfile.mkdtemp(prefix='gouji-office-'))
    extension = folder / 'gouji.oxt'
    build.write(extension)
    # the office puts a file beside each one that it opens
    names = sys.argv[2:] or [REPORTS / name for name in ('wrong.docx', 'right.docx', 'features.docx', 'wrong.doc')]
    samples = [pathlib.Path(shutil.copy(name, folder)) for name in names]
    lo = office.Office(folder, extension, '/usr/bin:/bin')
    try:
        if not sys.argv[2:]:
            menu(lo, samples[0])
            refusals(lo, program, samples[0])
            odt = converted(samples[0], folder, 'odt')
            samples.append(odt)
            foreign(lo, odt)
            lo.set('Program', program)
            hard(lo, program, samples[0], folder)
        lo.set('Program', program)
        found = sum(one(lo, program, path, folder) for path in samples)
        assert found, 'the samples have findings'
    finally:
        lo.close()
    if not sys.argv[2:]:
        inside(folder, program, samples[0])
    shutil.rmtree(folder)


if __name__ == '__main__':
    os.environ.pop('GOUJI_LANG', None)
    main()
