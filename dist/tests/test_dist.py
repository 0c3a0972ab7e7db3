"""What the scripts of this folder do, without a compiler: `python3 -m unittest discover dist/tests`."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import archive  # noqa: E402
import build  # noqa: E402
import changelog  # noqa: E402
import deb  # noqa: E402
import manifests  # noqa: E402
import npm  # noqa: E402
import project  # noqa: E402
import release  # noqa: E402

LINUX, ARM, WINDOWS, *MACS = project.TARGETS
NOON = 1714996800


class Folder(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.path = pathlib.Path(scratch.name)

    def file(self, name, data=b'x'):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path


class Builds(Folder):
    def test_linux_is_built_by_zig_and_is_static(self):
        self.file('lib/rustlib/x86_64-unknown-linux-musl/x')
        words, more = build.command(LINUX, self.path, self.path / 'out')
        self.assertEqual(words[:4], ['cargo', 'zigbuild', '--profile', 'dist'])
        self.assertIn('--locked', words)
        self.assertEqual(more, {})
        self.assertIn('-Ctarget-feature=+crt-static', build.flags(LINUX, '/out', '/home', '/lib', self.path, False))

    def test_macos_is_built_by_cargo(self):
        self.file('lib/rustlib/aarch64-apple-darwin/x')
        words, _ = build.command(MACS[1], self.path, self.path / 'out')
        self.assertEqual(words[:2], ['cargo', 'build'])

    def test_a_standard_library_is_built_where_there_is_none(self):
        with self.assertRaises(SystemExit) as no:
            build.command(WINDOWS, self.path, self.path / 'out')
        self.assertIn('rustup target add x86_64-pc-windows-gnu', str(no.exception))
        self.file('lib/rustlib/src/rust/library/Cargo.lock')
        words, more = build.command(WINDOWS, self.path, self.path / 'out')
        self.assertIn('-Zbuild-std=std,panic_abort', words)
        self.assertEqual(more['RUSTC_BOOTSTRAP'], '1')

    def test_a_standard_library_is_built_with_what_is_released_and_taken_as_it_is_for_a_try(self):
        self.file('lib/rustlib/x86_64-pc-windows-gnu/x')
        self.file('lib/rustlib/src/rust/library/Cargo.lock')
        words, _ = build.command(WINDOWS, self.path, self.path / 'out')
        self.assertIn('-Zbuild-std=std,panic_abort', words)
        words, more = build.command(WINDOWS, self.path, self.path / 'out', 'quick')
        self.assertFalse([w for w in words if w.startswith('-Z')])
        self.assertEqual(more, {})
        self.assertFalse(build.from_sources(MACS[1], self.path, 'dist'))

    def test_bytes_do_not_depend_on_where_and_when(self):
        given = {'CARGO_HOME': '/somewhere/cargo', 'RUSTFLAGS': '-Ctarget-cpu=native', 'PATH': '/bin'}
        said = build.environment(LINUX, NOON, '/out', '/lib', self.path, given)
        flags = said['CARGO_ENCODED_RUSTFLAGS'].split('\x1f')
        self.assertIn(f'--remap-path-prefix={project.ROOT}=/gouji', flags)
        self.assertIn('--remap-path-prefix=/out=/target', flags)
        self.assertIn('--remap-path-prefix=/somewhere/cargo=/cargo', flags)
        self.assertIn(f'--remap-path-prefix={self.path}/lib/rustlib/src/rust=/rustc', flags)
        self.assertEqual(said['SOURCE_DATE_EPOCH'], str(NOON))
        profile = project.manifest()['profile']['dist']
        self.assertEqual((profile['strip'], profile['codegen-units']), ('symbols', 1))
        self.assertEqual(said['PATH'], '/bin')

    def test_the_header_of_a_windows_program_has_no_time_of_its_own(self):
        def program(when, total):
            data = bytearray(400)
            data[:2] = b'MZ'
            struct.pack_into('<I', data, 0x3C, 0x80)
            data[0x80:0x84] = b'PE\0\0'
            struct.pack_into('<I', data, 0x88, when)
            struct.pack_into('<I', data, 0x80 + 24 + 64, total)
            return bytes(data)

        self.assertEqual(build.settled(program(5, 6), NOON), program(NOON, 0))
        self.assertEqual(build.settled(program(5, 6), NOON), build.settled(program(7, 8), NOON))
        self.assertEqual(build.settled(b'\x7fELF', NOON), b'\x7fELF')

    def test_size(self):
        self.assertIsNone(build.is_right(build.LARGEST, build.LARGEST))
        self.assertIn('25.6 MB', build.is_right(25_600_000, build.LARGEST))

    def test_unknown_targets(self):
        self.assertEqual(project.target('win32-arm64'), WINDOWS)
        with self.assertRaises(SystemExit):
            project.target('sparc')


class Archives(Folder):
    def test_the_same_bytes_whatever_the_clock(self):
        program = self.file('gouji', b'\x7fELF')
        self.file('aids/man/gouji.1')
        for target in [LINUX, WINDOWS]:
            digests = set()
            for time in [1, 2_000_000_000]:
                os.utime(program, (time, time))
                path, digest = archive.write(target, program, self.path, self.path / 'aids', NOON)
                digests.add(digest)
                self.assertEqual(hashlib.sha256(path.read_bytes()).hexdigest(), digest)
            self.assertEqual(len(digests), 1)
            line = (self.path / f'{target.archive}.sha256').read_text()
            self.assertEqual(line, f'{digest}  {target.archive}\n')

    def test_what_is_in_them(self):
        program = self.file('gouji', b'MZ')
        archive.write(LINUX, program, self.path, None, NOON)
        with tarfile.open(self.path / LINUX.archive) as tar:
            modes = {m.name: m.mode for m in tar}
            self.assertTrue(all(m.mtime == NOON and m.uid == 0 for m in tar))
        self.assertEqual(modes[f'gouji-{LINUX.triple}/gouji'], 0o755)
        self.assertEqual(modes[f'gouji-{LINUX.triple}/LICENSE'], 0o644)
        archive.write(WINDOWS, program, self.path, None, NOON)
        with zipfile.ZipFile(self.path / WINDOWS.archive) as zipped:
            self.assertIn(f'gouji-{WINDOWS.triple}/gouji.exe', zipped.namelist())

    def test_binstall_finds_them(self):
        said = project.manifest()['package']['metadata']['binstall']
        values = {'repo': 'R', 'version': '1.2.3', 'target': LINUX.triple, 'archive-suffix': '.tar.gz', 'bin': 'gouji', 'binary-ext': ''}

        def filled(text):
            return re.sub(r'\{ ([a-z-]+) \}', lambda m: values[m[1]], text)

        self.assertEqual(filled(said['pkg-url']), f'R/releases/download/v1.2.3/{LINUX.archive}')
        self.assertEqual(filled(said['bin-dir']), f'gouji-{LINUX.triple}/gouji')
        windows = said['overrides']['x86_64-pc-windows-msvc']
        self.assertEqual(filled(windows['pkg-url']), f'R/releases/download/v1.2.3/{WINDOWS.archive}')
        self.assertEqual(windows['bin-dir'], f'gouji-{WINDOWS.triple}/{WINDOWS.program}')


class Manifests(Folder):
    def sums(self):
        for number, target in enumerate(project.TARGETS):
            self.file(f'{target.archive}.sha256', f'{number:064x}  {target.archive}\n')
        return manifests.digests(self.path)

    def test_they_are_these(self):
        made = manifests.texts('1.2.3', self.sums(), 'https://example.org/owner/gouji')
        kept = HERE / 'manifests'
        if os.environ.get('GOUJI_UPDATE'):
            shutil.rmtree(kept, ignore_errors=True)
            for name, text in made.items():
                (kept / name).parent.mkdir(parents=True, exist_ok=True)
                (kept / name).write_text(text, encoding='utf-8', newline='\n')
        on_disk = {p.relative_to(kept).as_posix(): p.read_text('utf-8') for p in kept.rglob('*') if p.is_file()}
        self.assertEqual(made, on_disk)
        json.loads(made['scoop/gouji.json'])
        self.assertNotIn(project.PLACEHOLDER, ''.join(made.values()))

    def test_each_target_stands_in_one_of_them(self):
        made = ''.join(manifests.texts('1.2.3', self.sums(), 'https://example.org/owner/gouji').values())
        for target in project.TARGETS:
            self.assertIn(target.archive, made)

    def test_wrong_input(self):
        with self.assertRaises(SystemExit):
            manifests.texts('v1.2.3', self.sums(), 'https://example.org/owner/gouji')
        self.file(f'{LINUX.archive}.sha256', 'nothing\n')
        with self.assertRaises(SystemExit):
            manifests.digests(self.path)
        with self.assertRaises(SystemExit):
            project.fill('@VERSION@ @OTHER@', {'VERSION': 1})


class Versions(unittest.TestCase):
    PAGE = '# Changes\n\n## Unreleased\n\n- new\n\n## 0.2.0 (2026-01-02)\n\n- older\n'

    def test_a_part_of_the_changes(self):
        self.assertEqual(changelog.part(self.PAGE, '0.2.0'), '- older\n')
        self.assertIsNone(changelog.part(self.PAGE, '0.2'))
        page = changelog.cut(self.PAGE, '0.3.0', '2026-12-01')
        self.assertEqual(changelog.part(page, '0.3.0'), '- new\n')
        self.assertIsNone(changelog.part(page, 'Unreleased'))
        for wrong in [page, self.PAGE.replace('- new', '')]:
            with self.assertRaises(SystemExit):
                changelog.cut(wrong, '0.3.0', '2026-12-01')

    def test_the_changes_of_this_project_can_be_cut(self):
        text = changelog.PAGE.read_text('utf-8')
        parts = ['Unreleased', project.version()]
        self.assertTrue(any(changelog.part(text, part) for part in parts))

    def test_one_version_everywhere(self):
        """What is left before a release: an address, and the changes. The version must never be another."""
        wrong = list(release.faults(f'v{project.version()}'))
        self.assertEqual([w for w in wrong if 'CHANGELOG' not in w and 'OWNER' not in w], [])
        self.assertTrue(any('v9.9.9' in w for w in release.faults('v9.9.9')))

    def test_another_version(self):
        for name in release.PLACES:
            text = (project.ROOT / name).read_text('utf-8')
            new = release.renewed(name, text, '12.34.56')
            self.assertEqual({v for _, _, v in release.named(name, new)}, {'12.34.56'}, name)
            self.assertEqual(new.replace('12.34.56', project.version()), text, name)


class Npm(Folder):
    def test_the_packages(self):
        program = self.file('gouji')
        npm.write(self.path / 'npm', [(t, program) for t in project.TARGETS])
        main = json.loads((self.path / 'npm/gouji/package.json').read_text('utf-8'))
        self.assertEqual(len(main['optionalDependencies']), len(project.TARGETS))
        for target in project.TARGETS:
            one = json.loads((self.path / f'npm/cli-{target.npm}/package.json').read_text('utf-8'))
            self.assertEqual(main['optionalDependencies'][one['name']], one['version'])
            self.assertEqual(one['os'], [target.os])
            self.assertTrue((self.path / f'npm/cli-{target.npm}' / one['files'][0]).exists())
            # npm installs what the command looks for
            self.assertEqual(one['name'], f'@gouji/cli-{target.os}-{target.cpu}')


@unittest.skipUnless(shutil.which('dpkg-deb') and shutil.which('readelf'), 'needs the tools of Debian')
class Debian(Folder):
    def test_the_same_bytes_twice(self):
        program = self.file('gouji', pathlib.Path('/bin/true').resolve().read_bytes())
        self.file('aids/man/gouji.1')
        for name in deb.COMPLETIONS:
            self.file(f'aids/completions/{name}')
        made = [deb.write(LINUX, program, self.path / 'aids', self.path / f'{n}', NOON).read_bytes() for n in range(2)]
        self.assertEqual(made[0], made[1])
        show = ['dpkg-deb', '--field', self.path / f'0/gouji_{project.version()}_amd64.deb', 'Depends']
        self.assertRegex(subprocess.run(show, check=True, capture_output=True, text=True).stdout, r'^libc6 \(>= 2\.\d+\)')


class Installs(Folder):
    """The script that fetches a release, from a folder in place of a host."""

    def setUp(self):
        super().setUp()
        if not shutil.which('curl'):
            self.skipTest('needs curl')
        self.program = self.file('gouji', b'#!/bin/sh\necho gouji 1.2.3\n')
        (self.path / 'v1.2.3').mkdir()
        self.archive, self.digest = archive.write(LINUX, self.program, self.path / 'v1.2.3', None, NOON)

    def run_it(self, *more, releases=True):
        environment = {**os.environ, 'HOME': str(self.path / 'home')}
        environment.pop('GOUJI_RELEASES', None)
        if releases:
            environment['GOUJI_RELEASES'] = self.path.as_uri()
        words = ['sh', HERE.parent / 'install.sh', '--target', LINUX.triple, '--to', self.path / 'bin', *more]
        done = subprocess.run(words, capture_output=True, text=True, env=environment)
        return done.returncode, done.stderr

    def test_a_release(self):
        self.assertEqual(self.run_it('--version', 'v1.2.3'), (0, ''))
        ran = subprocess.run([self.path / 'bin/gouji'], capture_output=True, text=True)
        self.assertEqual(ran.stdout, 'gouji 1.2.3\n')
        self.assertEqual(sorted(p.name for p in (self.path / 'bin').iterdir()), ['gouji'])

    def test_a_digest_of_choice(self):
        (self.path / f'v1.2.3/{LINUX.archive}.sha256').unlink()
        self.assertEqual(self.run_it('--version', '1.2.3', '--sha256', self.digest), (0, ''))
        self.assertEqual(self.run_it('--version', '1.2.3', '--sha256', '0' * 64)[0], 4)
        self.assertEqual(self.run_it('--version', '1.2.3')[0], 1)

    def test_wrong_bytes_are_not_installed(self):
        self.archive.write_bytes(self.archive.read_bytes() + b'\0')
        status, said = self.run_it('--version', '1.2.3')
        self.assertEqual(status, 4)
        self.assertIn('nothing is installed', said)
        self.assertFalse((self.path / 'bin').exists())

    def test_what_is_not_there(self):
        self.assertEqual(self.run_it('--version', '9.9.9')[0], 1)
        self.assertEqual(self.run_it()[0], 2)
        self.assertEqual(self.run_it('--nothing', 'x')[0], 2)
        self.assertEqual(self.run_it('--version')[0], 2)

    def test_systems_without_a_program(self):
        fake = self.file('tools/uname', '#!/bin/sh\n[ "$1" = -s ] && echo Linux || echo sparc64\n')
        fake.chmod(0o755)
        path = f'{fake.parent}:{os.environ["PATH"]}'
        done = subprocess.run(['sh', HERE.parent / 'install.sh'], capture_output=True, text=True, env={**os.environ, 'PATH': path})
        self.assertEqual(done.returncode, 3)
        self.assertIn('sparc64', done.stderr)


class Workflows(unittest.TestCase):
    """The parts of the workflow that must name the same as the scripts."""

    def setUp(self):
        self.text = (project.ROOT / '.github/workflows/release.yml').read_text('utf-8')

    def job(self, name):
        jobs = re.split(r'^  (\w+):\n', self.text.split('\njobs:\n')[1], flags=re.MULTILINE)
        return dict(zip(jobs[1::2], jobs[2::2], strict=True))[name]

    def test_all_targets_are_built_and_tried(self):
        triples = [t.triple for t in project.TARGETS]
        for name in ['build', 'try']:
            self.assertEqual(re.findall(r'- target: (\S+)', self.job(name)), triples)

    def test_actions_are_pinned(self):
        for path in [*(project.ROOT / '.github/workflows').iterdir(), project.ROOT / 'action.yml']:
            for used in re.findall(r'uses: (.+)', path.read_text('utf-8')):
                self.assertRegex(used, r'^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$', path.name)

    def test_rights_are_those_of_each_job(self):
        self.assertIn('\npermissions: {}\n', self.text)
        for name in ['check', 'build', 'try', 'wheels']:
            self.assertNotIn('write', self.job(name))

    def test_scripts_that_are_called_exist(self):
        called = re.findall(r'dist/[\w.]+\.(?:py|sh|txt)', self.text)
        self.assertGreater(len(called), 5)
        for name in called:
            self.assertTrue((project.ROOT / name).exists(), name)


if __name__ == '__main__':
    unittest.main()
