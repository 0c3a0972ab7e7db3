"""The program gouji: where it is, and what it says of a document."""

import os
import shlex
import shutil
import stat
import subprocess
import sys

WINDOWS = sys.platform == 'win32'
NAME = 'gouji.exe' if WINDOWS else 'gouji'
# what a program of the desktop does not have on its path, and installers use
USUAL = ['~/.local/bin', '~/.cargo/bin', '~/bin', '/usr/local/bin', '/opt/homebrew/bin', '/usr/bin']
SECONDS = 300
# no black window beside the office
NO_WINDOW = 0x08000000 if WINDOWS else 0


class Missing(Exception):
    """There is no program; the value is where it should be by the settings, if they say."""


def find(named, folder):
    """The program: the one that is named, else the one inside of the extension, else one on the path.

    Raises Missing.
    """
    if named:
        if not os.path.isfile(named):
            raise Missing(named)
        return named
    inside = os.path.join(folder, 'program', NAME)
    if folder and os.path.isfile(inside):
        return runs(inside)
    usual = [] if WINDOWS else [os.path.expanduser(place) for place in USUAL]
    found = shutil.which(NAME) or shutil.which(NAME, path=os.pathsep.join(usual))
    if not found:
        raise Missing('')
    return found


def runs(path):
    """The program with the right to run, which unpacking an extension takes from it."""
    mode = os.stat(path).st_mode
    if not mode & stat.S_IXUSR:
        os.chmod(path, mode | stat.S_IXUSR)
    return path


def call(program, words, folder):
    """What the program did with these words. Its output is UTF-8 on every system."""
    done = subprocess.run([program] + words, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=SECONDS, creationflags=NO_WINDOW, check=False)
    return done.returncode, (done.stdout + done.stderr).decode('utf-8', 'replace').strip()


def version(program):
    """What a program calls itself, empty if that is not gouji."""
    try:
        said = call(program, ['--version'], None)[1]
    except (OSError, subprocess.SubprocessError):
        return ''
    return said if said.startswith('gouji') else ''


def annotate(program, document, marked, options, language):
    """Marks a copy of a document; what was said if there is no copy."""
    words = ['annotate', '--lang', language, '--output', marked]
    # a configuration that happens to lie above the folder for temporary files is nobody's
    words += shlex.split(options, posix=not WINDOWS) if options else ['--no-config']
    said = call(program, words + ['--', document], os.path.dirname(document))[1]
    return None if os.path.isfile(marked) else said
