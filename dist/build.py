#!/usr/bin/env python3
"""Builds the program for other systems: `build.py [TARGET…]`, all targets that can be built on Linux without one.

Each target gets, in `target/dist` (`--out`): the program without symbols, packed with its licence and help, the SHA-256 beside it,
and the bill of materials. Two builds of one commit give the same bytes: `--twice` builds twice and compares.

What it needs: `cargo-zigbuild` and `ziglang` from PyPI on the path (zig is the C compiler and linker for all of them), and the
sources of Rust's standard library, which is built with the program and smaller so (`rustup component add rust-src`; on Debian
`toolchain.sh` fetches a compiler with them, which RUSTC names). Without them the library of `rustup target add` serves. Programs for macOS are built
on macOS, with cargo itself, by the release workflow.
"""

import argparse
import hashlib
import os
import pathlib
import platform
import shutil
import struct
import subprocess
import sys

import aids
import archive
import project

# the library without what looks up names of functions in a program that carries none
WITHOUT_TRACES = ['-Zbuild-std-features=optimize_for_size']
# bytes; README.md tells what they are
LARGEST = 12_000_000
# … of programs for macOS, which nobody has weighed: their standard library is not built along
LARGEST_ON_MACOS = 14_000_000


def has_library(target, root):
    """Whether the compiler comes with a standard library for the target."""
    return (root / 'lib/rustlib' / target.triple).is_dir()


def has_sources(root):
    """Whether the compiler comes with the sources of its standard library."""
    return (root / 'lib/rustlib/src/rust/library/Cargo.lock').exists()


def from_sources(target, root, profile):
    """Whether the standard library is built with the program: that is smaller, since the one that comes with the compiler is made
    for programs that survive a panic."""
    return has_sources(root) and not target.macos and (profile == 'dist' or not has_library(target, root))


def flags(target, folder, home, libraries, root, own_library):
    """What the compiler is told: the same paths on each machine, and a runtime that is part of the program."""
    said = [
        f'--remap-path-prefix={project.ROOT}=/gouji',
        # what build scripts write; it may stand inside of the root, and the last one that fits counts
        f'--remap-path-prefix={folder}=/target',
        f'--remap-path-prefix={home}=/cargo',
        f'--remap-path-prefix={root}/lib/rustlib/src/rust=/rustc',
    ]
    if not (target.windows or target.macos):
        # nobody walks up the stack of a program that a panic ends
        said.append('-Cforce-unwind-tables=no')
    if target.windows:
        # a standard library built from sources asks for the guards of stacks, which zig has in itself
        said += [f'-Lnative={libraries}', '-Ctarget-feature=+crt-static']
    elif not target.macos:
        said.append('-Ctarget-feature=+crt-static')
        if own_library:
            # what begins a program comes along with a library that was not built here, else from zig
            said.append('-Clink-self-contained=no')
    return said


def environment(target, epoch, folder, libraries, root, given, own_library=False):
    """The environment of a build; what the caller has set stands, except what decides about bytes."""
    home = given.get('CARGO_HOME') or str(pathlib.Path.home() / '.cargo')
    return {
        **given,
        'SOURCE_DATE_EPOCH': str(epoch),
        'CARGO_INCREMENTAL': '0',
        'CARGO_ENCODED_RUSTFLAGS': '\x1f'.join(flags(target, folder, home, libraries, root, own_library)),
        'ZERO_AR_DATE': '1',
    }


def sysroot(rustc):
    done = subprocess.run([rustc, '--print', 'sysroot'], check=True, stdout=subprocess.PIPE, encoding='utf-8')
    return pathlib.Path(done.stdout.strip())


def command(target, root, folder, profile='dist'):
    """What is run, and what it needs in its environment."""
    words = ['cargo', 'build' if target.macos else 'zigbuild', '--profile', profile, '--locked', '--bin', 'gouji']
    words += ['--target', target.triple, '--target-dir', str(folder)]
    if from_sources(target, root, profile):
        return [*words, '-Zbuild-std=std,panic_abort', *WITHOUT_TRACES], {'RUSTC_BOOTSTRAP': '1'}
    if not has_library(target, root):
        raise SystemExit(
            f'{target.triple}: the compiler has no standard library for it, and no sources of one: `rustup target add {target.triple}`, '
            'or `rustup component add rust-src`'
        )
    return words, {}


def settled(data, epoch):
    """A program for Windows whose header has a time that says nothing about when it was linked."""
    if data[:2] != b'MZ':
        return data
    (at,) = struct.unpack_from('<I', data, 0x3C)
    if data[at : at + 4] != b'PE\0\0':
        raise SystemExit('no program for Windows: it has no header')
    data = bytearray(data)
    struct.pack_into('<I', data, at + 8, epoch & 0xFFFFFFFF)
    # the sum of the file: loaders of programs do not look at it
    struct.pack_into('<I', data, at + 24 + 64, 0)
    return bytes(data)


def is_right(size, largest):
    """What is wrong with the size of a program, if anything."""
    if size <= largest:
        return None
    return f'{size / 1e6:.1f} MB, and {largest / 1e6:.1f} MB is the most'


def compile_one(target, folder, epoch, libraries, profile):
    root = sysroot(os.environ.get('RUSTC', 'rustc'))
    words, more = command(target, root, folder, profile)
    own = from_sources(target, root, profile)
    given = {**environment(target, epoch, folder, libraries, root, dict(os.environ), own), **more}
    # what the caller says about flags would make other bytes
    given.pop('RUSTFLAGS', None)
    subprocess.run(words, cwd=project.ROOT, check=True, env=given)
    return settled((folder / target.triple / profile / target.program).read_bytes(), epoch)


def build(target, words, epoch):
    """Builds one target and writes its files; what is wrong with them."""
    libraries = words.out / 'empty'
    libraries.mkdir(parents=True, exist_ok=True)
    (libraries / 'libssp_nonshared.a').write_bytes(b'!<arch>\n')
    data = compile_one(target, words.out / 'build', epoch, libraries, words.profile)
    digest = hashlib.sha256(data).hexdigest()
    wrong = []
    if words.twice:
        again = hashlib.sha256(compile_one(target, words.out / 'again', epoch, libraries, words.profile)).hexdigest()
        if again != digest:
            wrong.append(f'two builds differ: {digest}, {again}')
    heavy = is_right(len(data), words.largest or (LARGEST_ON_MACOS if target.macos else LARGEST))
    if heavy:
        wrong.append(heavy)
    program = words.out / target.triple / target.program
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_bytes(data)
    program.chmod(0o755)
    print(f'{target.triple}: {len(data) / 1e6:.1f} MB, {digest}')
    bill = [sys.executable, project.ROOT / '.ci/sbom', words.out / f'gouji-{target.triple}.cdx.json']
    subprocess.run(bill, check=True, env={**os.environ, 'SOURCE_DATE_EPOCH': str(epoch)})
    if not words.program_only:
        help_of = words.aids
        if help_of is None and runs_here(target):
            help_of = words.out / 'aids'
            aids.write(str(program.resolve()), help_of)
        path, packed = archive.write(target, program, words.out, help_of, epoch)
        print(f'  {path}: {path.stat().st_size / 1e6:.1f} MB, {packed}')
    return [f'{target.triple}: {w}' for w in wrong]


def runs_here(target):
    system = {'Linux': 'linux', 'Darwin': 'darwin', 'Windows': 'windows'}.get(platform.system(), '?')
    machine = {'AMD64': 'x86_64', 'arm64': 'aarch64'}.get(platform.machine(), platform.machine())
    return system in target.triple and target.triple.startswith(machine)


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument('targets', nargs='*', help='triples, or names of npm or VS Code')
    words.add_argument('--out', type=pathlib.Path, default=project.ROOT / 'target/dist')
    words.add_argument('--aids', type=pathlib.Path, help='manual pages and completions, for targets that do not run here')
    words.add_argument('--twice', action='store_true', help='build twice; different bytes are an error')
    words.add_argument('--quick', dest='profile', action='store_const', const='quick', default='dist', help='built in minutes: large and slow')
    words.add_argument('--program-only', action='store_true', help='no archive: `pack.py` makes those of all targets')
    words.add_argument('--largest', type=int, help='bytes that a program may have; 0: any')
    words = words.parse_args()
    words.out = words.out.resolve()
    if words.largest == 0 or words.profile != 'dist':
        words.largest = sys.maxsize
    chosen = [project.target(name) for name in words.targets]
    chosen = chosen or [t for t in project.TARGETS if t.macos == (platform.system() == 'Darwin')]
    for tool in ['cargo'] + ['cargo-zigbuild'] * any(not t.macos for t in chosen):
        if shutil.which(tool) is None:
            sys.exit(f'{tool} is not on the path')
    epoch = project.epoch(os.environ)
    wrong = [fault for target in chosen for fault in build(target, words, epoch)]
    if wrong:
        sys.exit('\n'.join(wrong))


if __name__ == '__main__':
    main()
