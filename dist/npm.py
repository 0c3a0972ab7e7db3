#!/usr/bin/env python3
"""The npm packages: `npm.py FOLDER TRIPLE=PROGRAM…`, a folder for each, to be packed with `npm pack`.

`gouji` has the command, a few lines that start the program of the package for the system; npm installs only the one package
that fits. Without the programs of all targets, `--some` is needed: such packages are to be tried, not published.
"""

import argparse
import json
import pathlib
import shutil

import project

HERE = pathlib.Path(__file__).resolve().parent / 'npm'


def name_of(target):
    return f'@gouji/cli-{target.npm}'


def common():
    address = project.repository()
    return {
        'version': project.version(),
        'license': project.licence(),
        'repository': {'type': 'git', 'url': f'git+{address}.git'},
        'homepage': address,
        'bugs': f'{address}/issues',
    }


def of_target(target):
    """The manifest of the package with a program."""
    return {
        'name': name_of(target),
        'description': f'The program of gouji for {target.npm}',
        **common(),
        'os': [target.os],
        # Windows for ARM runs programs for x64
        'cpu': [target.cpu, 'arm64'] if target.windows else [target.cpu],
        'files': [f'bin/{target.program}'],
        'preferUnplugged': True,
    }


def of_command(targets):
    """The manifest of the package with the command."""
    return {
        'name': project.NAME,
        'description': f'{project.SUMMARY} {project.SUMMARY_ZH}',
        **common(),
        'keywords': project.KEYWORDS,
        'bin': {'gouji': 'bin/gouji.js'},
        'files': ['bin/gouji.js', 'README.md'],
        'engines': {'node': '>=16'},
        'optionalDependencies': {name_of(t): project.version() for t in targets},
    }


def write(folder, programs):
    """`programs` are pairs of a target and its file."""
    for target, program in programs:
        into = folder / f'cli-{target.npm}'
        (into / 'bin').mkdir(parents=True, exist_ok=True)
        shutil.copyfile(program, into / 'bin' / target.program)
        (into / 'bin' / target.program).chmod(0o755)
        shutil.copyfile(project.ROOT / 'LICENSE', into / 'LICENSE')
        (into / 'README.md').write_text(
            f'The program of [gouji]({project.repository()}) for {target.npm}. Install `gouji`, which brings it along.\n', encoding='utf-8'
        )
        save(into, of_target(target))
    into = folder / project.NAME
    (into / 'bin').mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / 'gouji.js', into / 'bin/gouji.js')
    (into / 'bin/gouji.js').chmod(0o755)
    shutil.copyfile(HERE / 'README.md', into / 'README.md')
    shutil.copyfile(project.ROOT / 'LICENSE', into / 'LICENSE')
    save(into, of_command([target for target, _ in programs]))


def save(folder, manifest):
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + '\n'
    (folder / 'package.json').write_text(text, encoding='utf-8', newline='\n')


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument('folder', type=pathlib.Path)
    words.add_argument('programs', nargs='+')
    words.add_argument('--some', action='store_true')
    words = words.parse_args()
    pairs = [word.partition('=') for word in words.programs]
    programs = [(project.target(name), pathlib.Path(file)) for name, _, file in pairs]
    missing = [t.triple for t in project.TARGETS if t not in [target for target, _ in programs]]
    if missing and not words.some:
        raise SystemExit(f'no program for {", ".join(missing)}: those systems would be left without a command')
    write(words.folder, programs)


if __name__ == '__main__':
    main()
