"""What all packages of gouji have in common: its name, version, words and the systems that it is built for."""

import pathlib
import subprocess
import tomllib
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAME = 'gouji'
# the same words in each package; managers of packages want one line, without a full stop
SUMMARY = 'Linter for Chinese government annual reports'
SUMMARY_ZH = '勾稽：检查政府信息公开工作年度报告'
KEYWORDS = ['linter', 'chinese', 'report', 'audit', '政府信息公开', '勾稽']
# the account in `repository` of Cargo.toml until there is one: nothing is released under it
PLACEHOLDER = 'OWNER'


@dataclass(frozen=True)
class Target:
    """A system that gouji is built for, as each manager of packages names it."""

    triple: str
    npm: str
    vscode: tuple[str, ...]
    deb: str | None = None
    docker: str | None = None

    @property
    def windows(self):
        return 'windows' in self.triple

    @property
    def macos(self):
        return 'darwin' in self.triple

    @property
    def program(self):
        return 'gouji.exe' if self.windows else 'gouji'

    @property
    def archive(self):
        """The file of a release; the version stands in the tag, so that the newest one has a fixed address."""
        return f'gouji-{self.triple}.{"zip" if self.windows else "tar.gz"}'

    @property
    def os(self):
        """As Node names it."""
        return self.npm.rsplit('-', 1)[0]

    @property
    def cpu(self):
        """As Node names it."""
        return self.npm.rsplit('-', 1)[1]


# programs for Linux are static: they run on any distribution, Alpine among them
TARGETS = [
    Target('x86_64-unknown-linux-musl', 'linux-x64', ('linux-x64', 'alpine-x64'), 'amd64', 'amd64'),
    Target('aarch64-unknown-linux-musl', 'linux-arm64', ('linux-arm64', 'alpine-arm64'), 'arm64', 'arm64'),
    Target('x86_64-pc-windows-gnu', 'win32-x64', ('win32-x64', 'win32-arm64')),
    Target('x86_64-apple-darwin', 'darwin-x64', ('darwin-x64',)),
    Target('aarch64-apple-darwin', 'darwin-arm64', ('darwin-arm64',)),
]


def target(name):
    """The target with a triple or the name that npm or VS Code give to it."""
    for one in TARGETS:
        if name in (one.triple, one.npm, *one.vscode):
            return one
    known = ', '.join(t.triple for t in TARGETS)
    raise SystemExit(f'{name}: no target; known are {known}')


def manifest():
    return tomllib.loads((ROOT / 'Cargo.toml').read_text(encoding='utf-8'))


def version():
    return manifest()['workspace']['package']['version']


def repository():
    return manifest()['workspace']['package']['repository']


def licence():
    return manifest()['workspace']['package']['license']


def epoch(environment):
    """Seconds of the time that files in packages have: SOURCE_DATE_EPOCH, else that of the commit."""
    named = environment.get('SOURCE_DATE_EPOCH')
    if named:
        return int(named)
    log = subprocess.run(
        ['git', '-c', f'safe.directory={ROOT}', 'log', '-1', '--format=%ct'], cwd=ROOT, check=True, capture_output=True, encoding='utf-8'
    )
    return int(log.stdout)


def fill(text, values):
    """Puts values in for `@NAME@`; a name without a value is an error."""
    for name, value in values.items():
        text = text.replace(f'@{name}@', str(value))
    left = [word for word in text.split('@')[1::2] if word.isupper() and word.replace('_', '').isalnum()]
    if left:
        raise SystemExit(f'no value for {left}')
    return text
