"""A real LibreOffice without a screen, with the extension in a profile of its own."""

import os
import pathlib
import re
import subprocess
import time
import uuid

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.frame import XDispatchResultListener

AUTHOR = 'gouji 勾稽'
NOBODY = 65534
PROTOCOL = 'vnd.org.gouji.office:'


def value(name, what):
    made = PropertyValue()
    made.Name, made.Value = name, what
    return made


def url(path):
    return pathlib.Path(path).resolve().as_uri()


def install(folder, profile, extension):
    """Installs an extension as its user would."""
    other = {}
    if os.geteuid() == 0:
        # unopkg refuses to do it for the administrator
        for path in (folder, extension):
            os.chown(path, NOBODY, NOBODY)
        other = {'user': NOBODY, 'group': NOBODY, 'extra_groups': ()}
    words = ['unopkg', 'add', profile, str(extension)]
    done = subprocess.run(words, env={**os.environ, 'HOME': str(folder)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          cwd=folder, check=False, **other)
    if done.returncode:
        raise SystemExit(done.stdout.decode())


class Listener(unohelper.Base, XDispatchResultListener):
    """Keeps what a command said."""

    said = None

    def dispatchFinished(self, event):
        self.said = event.State == 1, event.Result

    def disposing(self, _source):
        pass


class Office:
    """LibreOffice, from its start to its end."""

    def __init__(self, folder, extension, path):
        self.profile = '-env:UserInstallation=' + url(folder / 'profile')
        install(folder, self.profile, extension)
        pipe = 'gouji' + uuid.uuid4().hex
        words = ['soffice', '--headless', '--norestore', '--nologo', self.profile, f'--accept=pipe,name={pipe};urp;']
        # another language than that of the profile would change nothing: the office asks for its own
        self.process = subprocess.Popen(words, env={**os.environ, 'PATH': path, 'HOME': str(folder)}, stderr=subprocess.DEVNULL)
        self.context = self.connect(f'uno:pipe,name={pipe};urp;StarOffice.ComponentContext')
        self.desktop = self.make('com.sun.star.frame.Desktop')

    def connect(self, place):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext('com.sun.star.bridge.UnoUrlResolver', local)
        for _ in range(600):
            try:
                return resolver.resolve(place)
            except NoConnectException:
                time.sleep(0.25)
        raise SystemExit('LibreOffice does not start')

    def make(self, service):
        return self.context.ServiceManager.createInstanceWithContext(service, self.context)

    def read(self, path, kind='ConfigurationAccess'):
        """A part of the configuration."""
        provider = self.make('com.sun.star.configuration.ConfigurationProvider')
        return provider.createInstanceWithArguments('com.sun.star.configuration.' + kind, (value('nodepath', path),))

    def set(self, name, what):
        """Changes a setting of the extension."""
        access = self.read('/org.gouji.Office/Settings', 'ConfigurationUpdateAccess')
        access.replaceByName(name, what)
        access.commitChanges()

    def open(self, path, *values):
        document = self.desktop.loadComponentFromURL(url(path), '_blank', 0, (value('Hidden', True), *values))
        assert document is not None, f'{path} does not open'
        return document

    def run(self, document, command):
        """What a command of the menu said, and whether it worked. Fails if nobody takes the command."""
        frame = document.getCurrentController().getFrame()
        place = uno.createUnoStruct('com.sun.star.util.URL')
        place.Complete = PROTOCOL + command
        place = self.make('com.sun.star.util.URLTransformer').parseStrict(place)[1]
        taker = frame.queryDispatch(place, '_self', 0)
        assert taker is not None, f'nobody takes {place.Complete}'
        listener = Listener()
        taker.dispatchWithNotification(place, (), listener)
        assert listener.said is not None, f'{command} did not end'
        return listener.said

    def close(self):
        try:
            self.desktop.terminate()
        except Exception:  # it is gone before it answers
            pass
        self.process.wait(60)


def fields(document):
    """The comments of a document, in no order."""
    found = document.getTextFields().createEnumeration()
    while found.hasMoreElements():
        field = found.nextElement()
        if field.supportsService('com.sun.star.text.textfield.Annotation'):
            yield field


def own(document):
    return [f for f in fields(document) if f.Author == AUTHOR]


def cell_of(field):
    """The table and the name of the cell that a comment stands in, if it stands in one."""
    anchor = field.getAnchor()
    text = anchor.getText()
    if not text.supportsService('com.sun.star.text.CellProperties'):
        return None, None
    return anchor.TextTable, anchor.Cell.CellName


def body(document, path):
    """The text of a document with all that stands in it, without settings, times and counts."""
    document.storeToURL(url(path), (value('FilterName', 'OpenDocument Text Flat XML'),))
    text = pathlib.Path(path).read_text(encoding='utf-8')
    # lists get another number each time, and where pages end is known when the office has laid them out
    text = re.sub(r'(\n\s*)?<text:soft-page-break/>', '', text)
    return re.sub(r'"list\d+"', '"list"', text[text.index('<office:body>'):])
