"""The commands of the menu: check the open document, remove the comments, say where the program is.

LibreOffice loads this file and dispatches `vnd.org.gouji.office:NAME` to it. What a command has to say is shown in a box,
and is the result of the dispatch.
"""

import traceback

import unohelper
from com.sun.star.frame import DispatchResultEvent, XDispatchProvider, XNotifyingDispatch
from com.sun.star.lang import XInitialization, XServiceInfo

from gouji_office import commands, window

NAME = 'org.gouji.office.Commands'
SERVICES = ('com.sun.star.frame.ProtocolHandler',)
PROTOCOL = 'vnd.org.gouji.office:'
FAILURE, SUCCESS = 0, 1


class Commands(unohelper.Base, XInitialization, XServiceInfo, XDispatchProvider, XNotifyingDispatch):
    """Takes the commands of one window."""

    def __init__(self, context, *_):
        self.context = context
        self.frame = None

    # XInitialization
    def initialize(self, values):
        self.frame = values[0] if values else None

    # XServiceInfo
    def getImplementationName(self):
        return NAME

    def supportsService(self, name):
        return name in SERVICES

    def getSupportedServiceNames(self):
        return SERVICES

    # XDispatchProvider
    def queryDispatch(self, url, _target, _flags):
        known = url.Protocol == PROTOCOL and url.Path in commands.COMMANDS
        return self if known else None

    def queryDispatches(self, requests):
        return tuple(self.queryDispatch(r.FeatureURL, r.FrameName, r.SearchFlags) for r in requests)

    # XDispatch
    def dispatch(self, url, _values):
        self.run(url)

    def addStatusListener(self, _listener, _url):
        pass

    def removeStatusListener(self, _listener, _url):
        pass

    # XNotifyingDispatch
    def dispatchWithNotification(self, url, _values, listener):
        state, said = self.run(url)
        if listener is not None:
            listener.dispatchFinished(DispatchResultEvent(self, state, said))

    def run(self, url):
        """Whether the command worked, and what was said."""
        place = window.Window(self.context, self.frame)
        try:
            works, said = commands.COMMANDS[url.Path](place)
        except Exception:  # the office would swallow it
            works, said = False, traceback.format_exc()
        if said:
            place.say(said, works)
        return (SUCCESS if works else FAILURE), said


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Commands, NAME, SERVICES)
