"""What each command does. It gives whether it worked, and what is to be said."""

import os
import subprocess
import tempfile
from contextlib import contextmanager

import uno

from . import comments, places, program
from .window import value

WORD = 'MS Word 2007 XML'
NEVER_RUN_MACROS = 0


def check(window):
    """Checks the document of the window; its findings become comments."""
    document, refusal = open_document(window)
    if document is None:
        return False, refusal
    try:
        found = program.find(window.setting('Program'), window.folder())
    except program.Missing as missing:
        return False, missing_text(window, missing)
    with tempfile.TemporaryDirectory(prefix='gouji-') as folder:
        saved, marked = os.path.join(folder, name_of(document)), os.path.join(folder, 'marked.docx')
        document.storeToURL(uno.systemPathToFileUrl(saved), (value('FilterName', WORD),))
        try:
            said = program.annotate(found, saved, marked, window.setting('Options'), window.language)
        except subprocess.TimeoutExpired:
            return False, window.text('late', program.SECONDS)
        except OSError as error:
            return False, window.text('failed', error)
        if said is not None:
            return False, window.text('failed', said or window.text('silent'))
        with opened(window, marked) as copy:
            marks = places.marks(copy, document)
            with one_step(document, window.text('undo')):
                comments.remove(document)
                comments.write(document, marks, lambda quote: window.text('lost', quote))
            drawn(document)
    sums = [mark.content.partition('\n')[2] for mark in marks if mark.is_summary()]
    return True, window.text('checked', '\n'.join(sums), len(marks), places.AUTHOR)


def remove(window):
    """Takes the comments away."""
    document, refusal = open_document(window)
    if document is None:
        return False, refusal
    with one_step(document, window.text('undo-remove')):
        count = comments.remove(document)
    return True, window.text('removed', count) if count else window.text('none')


def choose(window):
    """Says which program is used, and lets another one be chosen."""
    try:
        found = program.find(window.setting('Program'), window.folder())
        question = window.text('now', found, program.version(found))
    except program.Missing as missing:
        question = window.text('ask', missing_text(window, missing))
    if not window.asks(question):
        return True, ''
    path = window.choose(window.text('choose'))
    if path is None:
        return True, ''
    version = program.version(path)
    if not version:
        return False, window.text('not-gouji', path)
    window.set('Program', path)
    return True, window.text('set', path, version)


COMMANDS = {'check': check, 'remove': remove, 'program': choose}


def open_document(window):
    """The document of the window if it can be written to, else why not."""
    document = window.document()
    if document is None:
        return None, window.text('no-document')
    if document.isReadonly():
        return None, window.text('read-only')
    return document, None


def missing_text(window, missing):
    """What to do where the program is missing."""
    named = missing.args[0]
    return window.text('missing-named', named) if named else window.text('missing', program.NAME)


def name_of(document):
    """The name of the temporary copy: that of the document, which the program may say."""
    name = os.path.basename(uno.fileUrlToSystemPath(document.URL)) if document.URL.startswith('file:') else ''
    stem = os.path.splitext(name)[0].lstrip('.-')
    return (stem or 'document') + '.docx'


@contextmanager
def opened(window, path):
    """A file as a document that nobody sees."""
    values = value('Hidden', True), value('ReadOnly', True), value('MacroExecutionMode', NEVER_RUN_MACROS)
    desktop = window.make('com.sun.star.frame.Desktop')
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), '_blank', 0, values)
    try:
        yield document
    finally:
        document.close(True)


def drawn(document):
    """Has comments that were just written drawn anew: the office shows their ends, and each line without its beginning."""
    settings = document.getCurrentController().getViewSettings()
    shown = settings.getPropertyValue('ShowAnnotations')
    for value in (not shown, shown):
        settings.setPropertyValue('ShowAnnotations', value)


@contextmanager
def one_step(document, title):
    """Changes that are undone in one step, are no tracked changes, and are drawn at the end."""
    undo = document.getUndoManager()
    records = document.getPropertyValue('RecordChanges')
    undo.enterUndoContext(title)
    document.lockControllers()
    if records:
        document.setPropertyValue('RecordChanges', False)
    try:
        yield
    finally:
        if records:
            document.setPropertyValue('RecordChanges', True)
        document.unlockControllers()
        undo.leaveUndoContext()
