"""The window that a command was chosen in: its document, its language, its settings, and boxes that say something."""

import uno
from com.sun.star.beans import PropertyValue

from . import messages

SETTINGS = '/org.gouji.Office/Settings'
LANGUAGE = '/org.openoffice.Setup/L10N'
PROVIDER = 'com.sun.star.configuration.ConfigurationProvider'
EXTENSION = 'org.gouji.office'
YES = 2
CHOSEN = 1


def value(name, what):
    """A named value, as UNO takes it."""
    made = PropertyValue()
    made.Name, made.Value = name, what
    return made


class Window:
    """A window of the office."""

    def __init__(self, context, frame):
        self.context = context
        self.frame = frame or self.make('com.sun.star.frame.Desktop').getCurrentFrame()
        self.language = 'zh' if self.read(LANGUAGE, 'ooLocale').startswith('zh') else 'en'

    def make(self, service):
        """An object of the office."""
        return self.context.ServiceManager.createInstanceWithContext(service, self.context)

    def document(self):
        """The text document of the window, if it has one."""
        controller = self.frame.getController() if self.frame else None
        model = controller.getModel() if controller else None
        is_text = model is not None and model.supportsService('com.sun.star.text.TextDocument')
        return model if is_text else None

    def text(self, name, *values):
        """A message in the language of the window."""
        return messages.say(self.language, name, *values)

    def access(self, path, change=False):
        """A part of the office's configuration."""
        kind = 'ConfigurationUpdateAccess' if change else 'ConfigurationAccess'
        return self.make(PROVIDER).createInstanceWithArguments('com.sun.star.configuration.' + kind, (value('nodepath', path),))

    def read(self, path, name):
        """A value of the office's configuration, empty where it is not set."""
        return self.access(path).getByName(name) or ''

    def setting(self, name):
        """A setting of the extension."""
        return self.read(SETTINGS, name).strip()

    def set(self, name, what):
        """Keeps a setting of the extension."""
        access = self.access(SETTINGS, change=True)
        access.replaceByName(name, what)
        access.commitChanges()

    def folder(self):
        """The folder of the extension."""
        service = '/singletons/com.sun.star.deployment.PackageInformationProvider'
        url = self.context.getValueByName(service).getPackageLocation(EXTENSION)
        return uno.fileUrlToSystemPath(url) if url else ''

    def box(self, said, kind, buttons):
        """Shows a message and waits; which button was pressed."""
        peer = self.frame.getContainerWindow() if self.frame else None
        toolkit = self.make('com.sun.star.awt.Toolkit')
        kind = uno.Enum('com.sun.star.awt.MessageBoxType', kind)
        box = toolkit.createMessageBox(peer, kind, buttons, self.text('title'), said)
        try:
            return box.execute()
        finally:
            box.dispose()

    def say(self, said, works=True):
        """Says something."""
        self.box(said, 'INFOBOX' if works else 'WARNINGBOX', 1)

    def asks(self, question):
        """Whether the user says yes."""
        return self.box(question, 'QUERYBOX', 3) == YES

    def choose(self, title):
        """The path of a file that the user chooses, if one is."""
        picker = self.make('com.sun.star.ui.dialogs.FilePicker')
        picker.setTitle(title)
        if picker.execute() != CHOSEN:
            return None
        files = picker.getSelectedFiles()
        return uno.fileUrlToSystemPath(files[0]) if files else None
